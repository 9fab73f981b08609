package io.howdah.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.howdah.internal.config.Settings;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartupParametersTest {
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, Europe/Berlin",
        "UTC, UTC",
        "GMT, GMT",
        "Etc/GMT+5, Etc/GMT+5",
        "GMT0, GMT0",
        "GMT+02:00, Etc/GMT-2",
        "GMT-12:00, Etc/GMT+12",
        "GMT+14:00, Etc/GMT-14",
        "GMT-13:00, <-13:00>+13:00",
        "GMT+15:00, <+15:00>-15:00",
        "GMT+05:30, <+05:30>-05:30",
        "GMT-03:30, <-03:30>+03:30",
        "GMT+00:00, UTC",
        "PST, America/Los_Angeles",
        "JST, Asia/Tokyo",
        "CET, CET",
    })
    void zoneHasAWordThatPostgresUnderstands(String jvm, String server) {
        assertEquals(server, StartupParameters.serverZone(jvm));
    }

    @Test
    void valuesAreSentInAFixedOrder() throws SQLException {
        Settings settings =
                Settings.of(Map.of("user", "u", "PGDBNAME", "d", "ApplicationName", "a", "currentSchema", "s"));
        assertEquals(
                List.of(
                        "user",
                        "database",
                        "client_encoding",
                        "DateStyle",
                        "TimeZone",
                        "application_name",
                        "search_path"),
                List.copyOf(StartupParameters.of(settings, "UTC").values().keySet()));
    }

    @Test
    void emptyValuesAreNotSent() throws SQLException {
        Settings settings = Settings.of(Map.of("user", "u", "ApplicationName", "", "currentSchema", "", "options", ""));
        Map<String, String> values = StartupParameters.of(settings, "UTC").values();
        assertFalse(values.containsKey("application_name"));
        assertFalse(values.containsKey("search_path"));
        assertFalse(values.containsKey("options"));
    }

    @ParameterizedTest
    @CsvSource({"false, false, ", "true, true, true", "database, true, database"})
    void replicationHasItsOwnWords(String property, boolean sent, String value) throws SQLException {
        Map<String, String> values = StartupParameters.of(
                        Settings.of(Map.of("user", "u", "replication", property)), "UTC")
                .values();
        assertEquals(sent ? value : null, values.get("replication"));
    }

    @ParameterizedTest
    @CsvSource({"true, always, true", "true, transaction, false", "true, ignore, false", "false, always, false"})
    void readOnlySessionIsAskedForOnlyInItsMode(boolean readOnly, String mode, boolean sent) throws SQLException {
        Settings settings =
                Settings.of(Map.of("user", "u", "readOnly", Boolean.toString(readOnly), "readOnlyMode", mode));
        assertEquals(sent, StartupParameters.of(settings, "UTC").values().containsKey("default_transaction_read_only"));
    }
}
