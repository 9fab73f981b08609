package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text this package produces contains a password. */
class SecretsTest {

    private static final String SECRET = "hunter2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://u:hunter2@h/db",
                "jdbc:postgresql://u:hunter2@h:1,h2/db",
                "jdbc:postgresql://hunter2@h/db",
                "jdbc:postgresql://u:hunter2/x@h/db",
                "jdbc:postgresql://u:a,hunter2@h/db",
                "jdbc:postgresql://h:hunter2/db",
                "jdbc:postgresql:/hunter2",
                "jdbc:postgresql://hunter2",
                "jdbc:postgresql://h/db?password=hunter2%zz",
                "jdbc:postgresql://h/db?hunter2=%zz",
                "jdbc:postgresql://h/db?password=a&hunter2=%zz&b",
                "jdbc:postgresql://h/db?password=hunter2&sslmode=x",
                "jdbc:postgresql://h/db?password=hunter2&PGPORT=x",
                "jdbc:postgresql://h/db?password=hunter2&prepareThreshold=x",
                "jdbc:postgresql://h/db?sslpassword=hunter2&sslfactory=x",
                "jdbc:postgresql://h/db?socketFactoryArg=hunter2&gssEncMode=require",
                "jdbc:postgresql://h/db?password=hunter2&service=none",
            })
    void aMessageAboutAUrlDoesNotContainItsPassword(String url) {
        SQLException refused = assertThrows(SQLException.class, () -> Settings.parse(url, null));

        StringWriter trace = new StringWriter();
        refused.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains(SECRET), trace.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:hunter2@h:x/db",
                "postgresql://u:hunter2/x@h/db",
                "postgresql://u:hunter2%zz@h/db",
                "postgresql://u:hunter2"
            })
    void aMessageAboutAUriDoesNotContainItsPassword(String uri) {
        SQLException refused = assertThrows(SQLException.class, () -> UrlParser.parseUri(uri));

        assertFalse(refused.toString().contains(SECRET), refused.toString());
    }

    @Test
    void settingsDoNotShowSecrets() throws SQLException {
        Settings settings = Settings.of(
                Map.of("password", SECRET, "sslpassword", SECRET, "socketFactoryArg", SECRET, "unknownToken", SECRET));

        assertFalse(settings.toString().contains(SECRET), settings.toString());
        assertFalse(settings.url().contains(SECRET), settings.url());
        assertFalse(settings.passwordFor(settings.hosts().get(0)).toString().contains(SECRET));
    }
}
