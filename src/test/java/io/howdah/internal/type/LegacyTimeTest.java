package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.postgresql.jdbc.TimestampUtils;

/** Dates and times as the classes of java.sql, compared with what pgjdbc makes of the same text. */
@ResourceLock(Resources.TIME_ZONE)
@SuppressWarnings("JavaUtilDate") // they are what is tested
class LegacyTimeTest {
    private static final String[] ZONES = {
        "UTC",
        "America/New_York",
        "Europe/Berlin",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Africa/Casablanca",
        "GMT+03:00"
    };

    private final TimestampUtils pgjdbc = new TimestampUtils(false, TimeZone::getDefault);
    private TimeZone before;

    @BeforeEach
    void rememberZone() {
        before = TimeZone.getDefault();
    }

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(before);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Timestamp timestamp(String type, String text, TimeZone zone) throws SQLException {
        byte[] bytes = utf8(text);
        return DateTimeCodecs.decodeTimestamp(bytes, 0, bytes.length, Format.TEXT, Values.type(type), Values.UTC, zone);
    }

    private static Date date(String type, String text, TimeZone zone) throws SQLException {
        byte[] bytes = utf8(text);
        return DateTimeCodecs.decodeDate(bytes, 0, bytes.length, Format.TEXT, Values.type(type), Values.UTC, zone);
    }

    private static Time time(String type, String text, TimeZone zone) throws SQLException {
        byte[] bytes = utf8(text);
        return DateTimeCodecs.decodeTime(bytes, 0, bytes.length, Format.TEXT, Values.type(type), Values.UTC, zone);
    }

    private static Calendar calendar(TimeZone zone) {
        return new GregorianCalendar(zone);
    }

    /** A timestamp's text between 1600 and 2200, at whole hours more often than not so that changes of the offset are hit. */
    private static String randomText(Random random) {
        ByteSink out = new ByteSink(32);
        long micros = (random.nextLong() >>> 1) % (600L * 365 * 86_400_000_000L) - 400L * 365 * 86_400_000_000L;
        PgTime.putTimestamp(
                random.nextInt(3) > 0 ? Math.floorDiv(micros, 1_800_000_000L) * 1_800_000_000L : micros, out);
        return PgTime.text(out);
    }

    @Test
    void timestampsAreThoseOfPgjdbc() throws SQLException {
        Random random = new Random(9);
        for (int i = 0; i < 10_000; i++) {
            TimeZone zone = TimeZone.getTimeZone(ZONES[i % ZONES.length]);
            String text = randomText(random);

            assertEquals(
                    pgjdbc.toTimestamp(calendar(zone), text),
                    timestamp("timestamp", text, zone),
                    () -> text + zone.getID());
            assertEquals(pgjdbc.toDate(calendar(zone), text), date("timestamp", text, zone), () -> text + zone.getID());
            // In 1970 pgjdbc leaves the date in the Time.
            if (!text.startsWith("1970")) {
                assertEquals(
                        pgjdbc.toTime(calendar(zone), text), time("timestamp", text, zone), () -> text + zone.getID());
            }
        }
    }

    @Test
    void dayAfterDayAroundChangesOfOffsetIsThatOfPgjdbc() throws SQLException {
        for (String id : ZONES) {
            TimeZone zone = TimeZone.getTimeZone(id);
            for (int minutes = 0; minutes < 366 * 24 * 60; minutes += 30) {
                ByteSink out = new ByteSink(32);
                PgTime.putTimestamp((24L * 365 * 24 * 60 + minutes) * 60_000_000L, out);
                String text = PgTime.text(out);

                assertEquals(
                        pgjdbc.toTimestamp(calendar(zone), text), timestamp("timestamp", text, zone), () -> text + id);
            }
        }
    }

    @Test
    void sentTimestampsHaveTheTextOfPgjdbc() throws SQLException {
        Random random = new Random(10);
        for (int i = 0; i < 10_000; i++) {
            TimeZone zone = TimeZone.getTimeZone(ZONES[i % ZONES.length]);
            Timestamp value = timestamp("timestamp", randomText(random), zone);
            value.setNanos(value.getNanos() / 1000 * 1000 + random.nextInt(1000));

            assertEquals(
                    pgjdbc.toString(calendar(zone), value, true),
                    DateTimeCodecs.timestampText(value, zone),
                    zone::getID);
            assertEquals(
                    pgjdbc.toString(calendar(zone), new Date(value.getTime()), true),
                    DateTimeCodecs.dateText(new Date(value.getTime()), zone));
            assertEquals(
                    pgjdbc.toString(calendar(zone), new Time(value.getTime()), true),
                    DateTimeCodecs.timeText(new Time(value.getTime()), zone));
        }
    }

    @Test
    void datesBeforeTheGregorianCalendarPrintAsTheServerShowsThem() throws SQLException {
        TimeZone utc = TimeZone.getTimeZone("UTC");
        TimeZone.setDefault(utc);
        String[] texts = {
            "0001-01-01",
            "1000-02-28",
            "1100-02-28",
            "1100-03-01",
            "1500-02-28",
            "1500-03-01",
            "1582-10-04",
            "1582-10-15",
            "0300-12-31"
        };
        for (String text : texts) {
            Date value = date("date", text, utc);

            assertEquals(text, value.toString());
            assertEquals(text, Values.sent("date", value));
            assertEquals(pgjdbc.toDate(calendar(utc), text), value);
            assertEquals(text + " 12:34:56", Values.sent("timestamp", timestamp("timestamp", text + " 12:34:56", utc)));
        }
        assertEquals("1582-10-20", date("date", "1582-10-10", utc).toString(), "the date that never was");
        assertEquals("0044-03-15 BC", Values.sent("date", date("date", "0044-03-15 BC", utc)));
        assertEquals(pgjdbc.toDate(calendar(utc), "0044-03-15 BC"), date("date", "0044-03-15 BC", utc));
    }

    @Test
    void julianLeapDayBecomesTheFirstOfMarch() throws SQLException {
        TimeZone utc = TimeZone.getTimeZone("UTC");
        TimeZone.setDefault(utc);
        Calendar calendar = calendar(utc);
        calendar.clear();
        calendar.set(1500, Calendar.FEBRUARY, 29);

        assertEquals("1500-03-01", Values.sent("date", new Date(calendar.getTimeInMillis())));
    }

    @Test
    void infinityIsPgjdbcsNumber() throws SQLException {
        TimeZone utc = TimeZone.getTimeZone("UTC");

        assertEquals(
                9_223_372_036_825_200_000L,
                timestamp("timestamp", "infinity", utc).getTime());
        assertEquals(-9_223_372_036_832_400_000L, date("date", "-infinity", utc).getTime());
        assertEquals("infinity", Values.sent("timestamptz", new Timestamp(9_223_372_036_825_200_000L)));
        assertEquals("-infinity", Values.sent("date", new Date(-9_223_372_036_832_400_000L)));
        assertEquals("infinity", DateTimeCodecs.timestampText(new Timestamp(185_543_533_774_800_000L), utc));
        assertEquals("-infinity", DateTimeCodecs.dateText(new Date(-185_543_533_774_800_000L), utc));
        assertEquals(
                "22008",
                assertThrows(SQLException.class, () -> time("timestamp", "infinity", utc))
                        .getSQLState());
        assertEquals(
                "22008",
                assertThrows(SQLException.class, () -> time("date", "infinity", utc))
                        .getSQLState());
    }

    @Test
    void timesAreOnTheFirstOfJanuary1970() throws SQLException {
        TimeZone newYork = TimeZone.getTimeZone("America/New_York");

        assertEquals(18_000_000L, time("time", "00:00:00", newYork).getTime());
        assertEquals(104_400_000L, time("time", "24:00:00", newYork).getTime());
        assertEquals(-3_600_000L, time("timetz", "01:00:00+02", newYork).getTime());
        assertEquals(18_000_000L, time("date", "2024-07-01", newYork).getTime());
        assertEquals(
                time("time", "15:00:00", newYork),
                time("timestamptz", "2024-07-01 19:00:00+00", newYork),
                "a clock in New York showed three");
        assertEquals(
                Timestamp.from(java.time.Instant.parse("1970-01-01T05:00:00.123456Z")),
                timestamp("time", "00:00:00.123456", newYork));
        assertEquals(18_000_000L, date("time", "12:00:00", newYork).getTime());
        assertEquals(
                "42846",
                assertThrows(SQLException.class, () -> date("int4", "1", newYork))
                        .getSQLState());
    }

    @Test
    void jvmZoneDecidesWithoutCalendar() throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));

        Timestamp value = Values.as("timestamp", "2024-07-01 12:00:00", Timestamp.class);

        assertEquals("2024-07-01 12:00:00.0", value.toString());
        assertEquals("2024-07-01 12:00:00", Values.sent("timestamp", value));
        assertEquals("2024-07-01 16:00:00+00", Values.sent("timestamptz", value));
        assertEquals("2024-07-01", Values.sent("date", value));
        assertEquals("12:00:00", Values.sent("time", value));
        assertEquals("12:00:00-04", Values.sent("timetz", value));
        assertEquals(
                value.getTime(),
                Values.as("timestamp", "2024-07-01 12:00:00", java.util.Date.class)
                        .getTime());
        assertEquals(
                value.getTime(),
                Values.as("timestamp", "2024-07-01 12:00:00", Calendar.class).getTimeInMillis());
    }

    @Test
    void calendarsOwnZoneDecides() throws SQLException {
        Calendar tokyo = calendar(TimeZone.getTimeZone("Asia/Tokyo"));
        tokyo.clear();
        tokyo.set(2024, Calendar.JULY, 1, 1, 0, 0);

        assertEquals("2024-06-30 16:00:00+00", Values.sent("timestamptz", tokyo));
        assertEquals("2024-07-01 01:00:00", Values.sent("timestamp", tokyo));
        assertEquals("2024-07-01", Values.sent("date", tokyo));
        assertEquals("01:00:00+09", Values.sent("timetz", tokyo));
    }
}
