package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.wire.ColdParsers.ParameterStatus;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionStateTest {
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, Europe/Berlin",
        "UTC, UTC",
        "Etc/GMT-2, Etc/GMT-2",
        "America/Port-au-Prince, America/Port-au-Prince",
        "GMT-2, ",
        "UTC+3, ",
        "GMT+02:00, ",
        "<+03>-03, ",
        "no such zone, ",
    })
    void zoneIsKnownOnlyWhenJavaMeansTheSameByItsName(String reported, String zone) {
        SessionState state = new SessionState(new TypeRegistry());
        state.apply(new ParameterStatus("TimeZone", reported));
        assertEquals(zone == null ? null : ZoneId.of(zone), state.context().sessionZone());
    }

    @ParameterizedTest
    @CsvSource({
        "18.6 (Debian 18.6-1), 180006",
        "9.6.24, 90624",
        "19beta1, 190000",
        "13.23, 130023",
        "8.4.22, 80422",
        "'', 0",
    })
    void versionIsAsInServerVersionNum(String version, int expected) {
        assertEquals(expected, SessionState.versionNumber(version));
    }
}
