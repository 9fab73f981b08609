package io.howdah.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgIntervalTest {
    /** As PostgreSQL 18 prints them; a live test has thousands more. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 00:00:00, @ 0, 0, PT0S",
        "14, 3, 14706700000, 1 year 2 mons 3 days 04:05:06.7, @ 1 year 2 mons 3 days 4 hours 5 mins 6.7 secs,"
                + " +1-2 +3 +4:05:06.7, P1Y2M3DT4H5M6.7S",
        "14, -3, 14706700000, 1 year 2 mons -3 days +04:05:06.7, @ 1 year 2 mons -3 days 4 hours 5 mins 6.7 secs,"
                + " +1-2 -3 +4:05:06.7, P1Y2M-3DT4H5M6.7S",
        "-14, -3, -14706700000, -1 years -2 mons -3 days -04:05:06.7,"
                + " @ 1 year 2 mons 3 days 4 hours 5 mins 6.7 secs ago, -1-2 -3 -4:05:06.7, P-1Y-2M-3DT-4H-5M-6.7S",
        "0, -1, 3600000000, -1 days +01:00:00, @ 1 day -1 hours ago, +0-0 -1 +1:00:00, P-1DT1H",
        "0, 0, -1, -00:00:00.000001, @ 0.000001 secs ago, -0:00:00.000001, PT-0.000001S",
        "-13, 0, 0, -1 years -1 mons, @ 1 year 1 mon ago, -1-1, P-1Y-1M",
        "0, -2, -60000000, -2 days -00:01:00, @ 2 days 1 min ago, -2 0:01:00, P-2DT-1M",
        "0, 1, 1000000, 1 day 00:00:01, @ 1 day 1 sec, 1 0:00:01, P1DT1S",
        "2147483647, 2147483647, 9223372036854775806, 178956970 years 7 mons 2147483647 days 2562047788:00:54.775806,"
                + " @ 178956970 years 7 mons 2147483647 days 2562047788 hours 54.775806 secs,"
                + " +178956970-7 +2147483647 +2562047788:00:54.775806, P178956970Y7M2147483647DT2562047788H54.775806S",
        "-2147483648, -2147483648, -9223372036854775807,"
                + " -178956970 years -8 mons -2147483648 days -2562047788:00:54.775807,"
                + " @ 178956970 years 8 mons 2147483648 days 2562047788 hours 54.775807 secs ago,"
                + " -178956970-8 -2147483648 -2562047788:00:54.775807,"
                + " P-178956970Y-8M-2147483648DT-2562047788H-54.775807S",
        "0, 0, -9223372036854775808, -2562047788:00:54.775808, @ 2562047788 hours 54.775808 secs ago,"
                + " -2562047788:00:54.775808, PT-2562047788H-54.775808S",
        "-2147483648, 1, 0, -178956970 years -8 mons +1 day, @ 178956970 years 8 mons -1 days ago,"
                + " -178956970-8 +1 +0:00:00, P-178956970Y-8M1D",
        "2147483647, 2147483647, 9223372036854775807, infinity, infinity, infinity, infinity",
        "-2147483648, -2147483648, -9223372036854775808, -infinity, -infinity, -infinity, -infinity"
    })
    void everyStyleIsPrintedAsTheServerDoesAndReadBack(
            int months, int days, long micros, String postgres, String verbose, String standard, String iso) {
        PgInterval interval = new PgInterval(months, days, micros);

        assertEquals(postgres, interval.toString());
        assertEquals(postgres, interval.format(PgInterval.Style.POSTGRES));
        assertEquals(verbose, interval.format(PgInterval.Style.POSTGRES_VERBOSE));
        assertEquals(standard, interval.format(PgInterval.Style.SQL_STANDARD));
        assertEquals(iso, interval.format(PgInterval.Style.ISO_8601));
        assertEquals(interval, PgInterval.parse(postgres));
        assertEquals(interval, PgInterval.parse(verbose));
        assertEquals(interval, PgInterval.parse(standard));
        assertEquals(interval, PgInterval.parse(iso));
    }

    @ParameterizedTest
    @CsvSource({
        "1 week 2 hours, 0, 7, 7200000000",
        "3 YEARS, 36, 0, 0",
        "5 minutes 0.5 seconds, 0, 0, 300500000",
        "-1.5 secs, 0, 0, -1500000",
        "04:05, 0, 0, 14700000000",
        "10, 0, 0, 10000000",
        "P2W, 0, 14, 0",
        "'  1 day ', 0, 1, 0"
    })
    void whatPeopleWriteIsRead(String text, int months, int days, long micros) {
        assertEquals(new PgInterval(months, days, micros), PgInterval.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "ago",
                "P",
                "PT",
                "P1",
                "P1H",
                "PT1D",
                "1 parsec",
                "1.5 days",
                "abc",
                "1:2:3:4",
                ":",
                "1:",
                "1-",
                "--1",
                "2147483648 days",
                "178956971 years",
                "9223372036855 secs",
                "2562047789:00:00",
                "1.1234567 secs",
                "1. secs",
                "infinit",
                "1 day x",
                "@ 1 day ago ago",
                "1-2-3",
                "P1.5D",
                "1.-5 secs"
            })
    void otherTextIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PgInterval.parse(text));
    }

    @Test
    void periodsAndDurationsAreExactOrRefused() {
        assertEquals(new PgInterval(14, 3, 0), PgInterval.of(Period.of(1, 2, 3)));
        assertEquals(Period.of(1, 2, 3), new PgInterval(14, 3, 0).toPeriod());
        assertEquals(Period.of(-1, -2, 3), new PgInterval(-14, 3, 0).toPeriod());
        assertEquals(new PgInterval(0, 0, -500_000), PgInterval.of(Duration.ofMillis(-500)));
        assertEquals(Duration.ofMillis(-500), new PgInterval(0, 0, -500_000).toDuration());
        assertEquals(Duration.ofHours(49), new PgInterval(0, 2, 3_600_000_000L).toDuration());
        assertEquals(new PgInterval(0, 0, 2), PgInterval.of(Duration.ofNanos(1_500)));
        PgInterval smallest = new PgInterval(0, 0, Long.MIN_VALUE);
        assertEquals(smallest, PgInterval.of(smallest.toDuration()));
        PgInterval largest = new PgInterval(0, 0, Long.MAX_VALUE);
        assertEquals(largest, PgInterval.of(largest.toDuration()));

        assertThrows(DateTimeException.class, () -> new PgInterval(0, 0, 1).toPeriod());
        assertThrows(DateTimeException.class, () -> new PgInterval(1, 0, 1).toDuration());
        assertThrows(DateTimeException.class, PgInterval.INFINITY::toDuration);
        assertThrows(DateTimeException.class, PgInterval.NEGATIVE_INFINITY::toPeriod);
        assertThrows(DateTimeException.class, () -> PgInterval.of(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThrows(DateTimeException.class, () -> PgInterval.of(Duration.ofSeconds(Long.MIN_VALUE)));
        assertThrows(DateTimeException.class, () -> PgInterval.of(Period.ofYears(Integer.MAX_VALUE)));
    }

    @Test
    void stylesHaveTheNamesOfTheSetting() {
        assertEquals(PgInterval.Style.ISO_8601, PgInterval.Style.of("iso_8601"));
        assertEquals(PgInterval.Style.POSTGRES_VERBOSE, PgInterval.Style.of("postgres_verbose"));
        assertNull(PgInterval.Style.of("roman"));
        assertNull(PgInterval.Style.of(null));
    }

    @Test
    void aValueKnowsItsType() {
        assertEquals("interval", PgInterval.INFINITY.getType());
        assertEquals("infinity", PgInterval.INFINITY.getValue());
        assertTrue(PgInterval.NEGATIVE_INFINITY.isInfinite());
        assertFalse(new PgInterval(1, 2, 3).isInfinite());
    }
}
