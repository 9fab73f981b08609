package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Dates and times as the classes of java.time. */
class DateTimeCodecsTest {
    private static final CodecContext KOLKATA = Values.context("Asia/Kolkata");
    /** Microseconds from 4714 BC to 294276 AD, counted from 2000. */
    private static final long FIRST = -211_813_488_000_000_000L;

    private static final long END = 9_223_371_331_200_000_000L;

    private static void assertState(String state, Executable action) {
        SQLException e = assertThrows(SQLException.class, action);
        assertEquals(state, e.getSQLState(), e.getMessage());
    }

    private static <T> T as(String type, String text, CodecContext context, Class<T> target) throws SQLException {
        return Values.as(Values.type(type), Format.TEXT, text.getBytes(StandardCharsets.UTF_8), context, target);
    }

    private static String readBack(String type, byte[] sent, int format, CodecContext context) throws SQLException {
        return Values.string(Values.type(type), format, sent, context);
    }

    private static long randomMicros(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> FIRST + (long) (random.nextDouble() * ((double) END - FIRST));
            case 1 -> random.nextLong() >> 10;
            default -> (random.nextLong() >> 14) / 1_000_000 * 1_000_000;
        };
    }

    @Test
    void randomTimestampsSurviveBothFormats() throws SQLException {
        Random random = new Random(6);
        PgType type = Values.type("timestamp");
        for (int i = 0; i < 10_000; i++) {
            long micros = randomMicros(random);
            LocalDateTime expected = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000L) + 946_684_800L,
                    (int) Math.floorMod(micros, 1_000_000L) * 1_000,
                    ZoneOffset.UTC);
            byte[] binary = Values.encode("timestamp", expected, Format.BINARY);
            byte[] text = Values.encode("timestamp", expected, Format.TEXT);

            assertEquals(expected, Values.as("timestamp", Format.BINARY, binary, LocalDateTime.class));
            assertEquals(expected, Values.as("timestamp", Format.TEXT, text, LocalDateTime.class));
            assertEquals(
                    new String(text, StandardCharsets.US_ASCII),
                    Values.string(type, Format.BINARY, binary, Values.UTC));
        }
    }

    @Test
    void randomInstantsSurviveBothFormatsInAnySessionZone() throws SQLException {
        Random random = new Random(7);
        String[] zones = {
            "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Africa/Monrovia", "Australia/Lord_Howe"
        };
        PgType type = Values.type("timestamptz");
        for (int i = 0; i < 10_000; i++) {
            CodecContext context = Values.context(zones[i % zones.length]);
            long micros = randomMicros(random);
            Instant expected = Instant.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000L) + 946_684_800L, (int) Math.floorMod(micros, 1_000_000L) * 1_000);
            byte[] binary = Values.encode(type, expected, Format.BINARY, context);
            String text = Values.string(type, Format.BINARY, binary, context);

            assertEquals(expected, Values.as(type, Format.BINARY, binary, context, Instant.class));
            assertEquals(expected, as("timestamptz", text, context, Instant.class), text);
            ZonedDateTime zoned = as("timestamptz", text, context, ZonedDateTime.class);
            assertEquals(expected, zoned.toInstant());
            assertEquals(context.sessionZone(), zoned.getZone());
            assertEquals(zoned.toLocalDateTime(), as("timestamptz", text, context, LocalDateTime.class));
            assertEquals(
                    OffsetDateTime.ofInstant(expected, ZoneOffset.UTC),
                    Values.as(type, Format.BINARY, binary, context, OffsetDateTime.class));
        }
    }

    @Test
    void randomDatesSurviveBothFormats() throws SQLException {
        Random random = new Random(8);
        for (int i = 0; i < 10_000; i++) {
            LocalDate expected = LocalDate.ofEpochDay(
                    -2_440_588L + (i % 2 == 0 ? random.nextInt(4_000_000) : random.nextInt(2_000_000_000)));
            byte[] text = Values.encode("date", expected, Format.TEXT);

            assertEquals(
                    expected,
                    Values.as("date", Format.BINARY, Values.encode("date", expected, Format.BINARY), LocalDate.class));
            assertEquals(expected, Values.as("date", Format.TEXT, text, LocalDate.class));
        }
    }

    @Test
    void sessionZoneShowsTimestamptz() throws SQLException {
        Instant instant = Instant.parse("2024-01-31T20:00:00Z");

        byte[] binary = Values.encode("timestamptz", instant, Format.BINARY);

        assertEquals("2024-02-01 01:30:00+05:30", readBack("timestamptz", binary, Format.BINARY, KOLKATA));
        assertEquals(
                LocalDate.of(2024, 2, 1),
                Values.as(Values.type("timestamptz"), Format.BINARY, binary, KOLKATA, LocalDate.class));
        assertEquals(
                LocalTime.of(1, 30),
                Values.as(Values.type("timestamptz"), Format.BINARY, binary, KOLKATA, LocalTime.class));
        assertEquals(
                OffsetTime.parse("01:30+05:30"),
                Values.as(Values.type("timestamptz"), Format.BINARY, binary, KOLKATA, OffsetTime.class));
    }

    @Test
    void localTimesOfADaylightGapSurvive() throws SQLException {
        LocalDateTime gap = LocalDateTime.of(2024, 3, 10, 2, 30);

        assertEquals("2024-03-10 02:30:00", Values.sent("timestamp", gap, Values.context("America/New_York")));
        assertEquals(
                gap, as("timestamp", "2024-03-10 02:30:00", Values.context("America/New_York"), LocalDateTime.class));
    }

    @Test
    void timestampIsUtcForClassesThatNeedAnOffset() throws SQLException {
        assertEquals(
                OffsetDateTime.parse("2024-01-31T20:00:00Z"),
                as("timestamp", "2024-01-31 20:00:00", KOLKATA, OffsetDateTime.class));
        assertEquals(
                Instant.parse("2024-01-31T20:00:00Z"), as("timestamp", "2024-01-31 20:00:00", KOLKATA, Instant.class));
        assertEquals(
                ZonedDateTime.of(2024, 1, 31, 20, 0, 0, 0, ZoneOffset.UTC),
                as("timestamp", "2024-01-31 20:00:00", KOLKATA, ZonedDateTime.class));
        assertState("42846", () -> as("timestamp", "2024-01-31 20:00:00", KOLKATA, OffsetTime.class));
    }

    @Test
    void instantsSentAsTimestampAreShownInTheSessionZone() throws SQLException {
        Instant instant = Instant.parse("2024-01-31T20:00:00Z");

        assertEquals("2024-02-01 01:30:00", Values.sent("timestamp", instant, KOLKATA));
        assertEquals("2024-02-01 01:30:00", Values.sent("timestamp", instant.atOffset(ZoneOffset.UTC), KOLKATA));
        assertEquals(
                "2024-02-01 01:30:00+05:30", Values.sent("timestamptz", LocalDateTime.of(2024, 2, 1, 1, 30), KOLKATA));
        assertEquals("2024-02-01", Values.sent("date", instant, KOLKATA));
    }

    @Test
    void nanosecondsAreRoundedToMicroseconds() throws SQLException {
        assertEquals(
                "2024-01-01 00:00:00.123457",
                Values.sent("timestamp", LocalDateTime.of(2024, 1, 1, 0, 0, 0, 123_456_500)));
        assertEquals(
                "2025-01-01 00:00:00",
                Values.sent("timestamp", LocalDateTime.of(2024, 12, 31, 23, 59, 59, 999_999_500)));
        assertEquals(
                "2025-01-01 00:00:00+00", Values.sent("timestamptz", Instant.parse("2024-12-31T23:59:59.999999999Z")));
        assertEquals("24:00:00", Values.sent("time", LocalTime.MAX));
        assertEquals("23:59:59.999999", Values.sent("time", LocalTime.of(23, 59, 59, 999_999_499)));
    }

    @Test
    void infinityIsTheExtremeOfEachClass() throws SQLException {
        assertEquals(LocalDate.MAX, as("date", "infinity", Values.UTC, LocalDate.class));
        assertEquals(LocalDateTime.MIN, as("date", "-infinity", Values.UTC, LocalDateTime.class));
        assertEquals(LocalDateTime.MAX, as("timestamp", "infinity", Values.UTC, LocalDateTime.class));
        assertEquals(OffsetDateTime.MIN, as("timestamptz", "-infinity", Values.UTC, OffsetDateTime.class));
        assertEquals(Instant.MAX, as("timestamptz", "infinity", Values.UTC, Instant.class));
        assertEquals("infinity", Values.sent("date", LocalDate.MAX));
        assertEquals("-infinity", Values.sent("timestamp", LocalDateTime.MIN));
        assertEquals("infinity", Values.sent("timestamp", LocalDate.MAX));
        assertEquals("infinity", Values.sent("timestamptz", OffsetDateTime.MAX));
        assertEquals("-infinity", Values.sent("timestamptz", Instant.MIN));
        assertState("22008", () -> as("timestamptz", "infinity", Values.UTC, ZonedDateTime.class));
        assertState("22008", () -> as("timestamp", "infinity", Values.UTC, LocalTime.class));
    }

    @Test
    void beyondTheServersRangeIsRefused() throws SQLException {
        assertEquals(
                "294276-12-31 23:59:59.999999",
                Values.sent("timestamp", LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000)));
        assertState("22008", () -> Values.sent("timestamp", LocalDateTime.of(294_277, 1, 1, 0, 0)));
        assertState(
                "22008", () -> Values.sent("timestamp", LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_500)));
        assertEquals("4714-11-24 00:00:00 BC", Values.sent("timestamp", LocalDateTime.of(-4713, 11, 24, 0, 0)));
        assertState("22008", () -> Values.sent("timestamp", LocalDateTime.of(-4713, 11, 23, 23, 59)));
        assertState("22008", () -> Values.sent("timestamptz", Instant.ofEpochSecond(Instant.MAX.getEpochSecond() - 1)));
        assertEquals("5874897-12-31", Values.sent("date", LocalDate.of(5_874_897, 12, 31)));
        assertState("22008", () -> Values.sent("date", LocalDate.of(5_874_898, 1, 1)));
        assertState("22008", () -> Values.sent("date", LocalDate.of(-4713, 11, 23)));
    }

    @Test
    void timeTwentyFourIsTheEndOfTheDay() throws SQLException {
        assertEquals(LocalTime.MAX, as("time", "24:00:00", Values.UTC, LocalTime.class));
        assertEquals(
                OffsetTime.of(LocalTime.MAX, ZoneOffset.ofHours(2)),
                as("timetz", "24:00:00+02", Values.UTC, OffsetTime.class));
        assertEquals(
                OffsetDateTime.parse("1970-01-01T03:04:05+00:19:32"),
                as("timetz", "03:04:05+00:19:32", Values.UTC, OffsetDateTime.class));
        assertEquals(LocalTime.of(3, 4, 5), as("timetz", "03:04:05+02", Values.UTC, LocalTime.class));
    }

    @Test
    void timetzKeepsItsOffset() throws SQLException {
        assertEquals(
                "12:00:00.5-07", Values.sent("timetz", OffsetTime.of(12, 0, 0, 500_000_000, ZoneOffset.ofHours(-7))));
        assertEquals(
                "12:00:00+05:30",
                Values.sent("timetz", ZonedDateTime.of(2024, 1, 1, 12, 0, 0, 0, ZoneId.of("Asia/Kolkata"))));
        assertEquals(Format.TEXT, Values.encodeFormat("timetz", LocalTime.NOON));
        assertEquals("12:00:00", Values.text("timetz", LocalTime.NOON));
        assertState("22008", () -> Values.sent("timetz", OffsetTime.of(LocalTime.NOON, ZoneOffset.MAX)));
    }

    @Test
    void impossibleBinaryTimesAreMalformed() {
        byte[] negative = {-1, -1, -1, -1, -1, -1, -1, -1};

        assertState("22P03", () -> Values.decode("time", Format.BINARY, negative));
        assertState("22P03", () -> Values.decode("time", Format.BINARY, new byte[7]));
        assertState("22P03", () -> Values.decode("timetz", Format.BINARY, new byte[8]));
        assertState(
                "22P03",
                () -> Values.decode("timetz", Format.BINARY, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0x7f, -1, -1, -1}));
        assertState("22P03", () -> Values.decode("date", Format.BINARY, new byte[3]));
        assertState("22P03", () -> Values.decode("timestamp", Format.BINARY, new byte[9]));
    }

    @Test
    void textInAnotherDateStyleIsRefusedWithAHint() {
        String[] timestamps = {
            "Wed Dec 17 07:37:16 1997 PST",
            "12/17/1997 07:37:16",
            "17.12.1997 07:37:16",
            "",
            " ",
            "2024-13-01 00:00:00",
            "2024-02-30 00:00:00",
            "2024-01-01 25:00:00",
            "2024-01-01 00:61:00",
            "2024-01-01 00:00:00.",
            "2024-01-01 00:00:00.1234567890",
            "2024-01-01x00:00:00",
            "99999999-01-01 00:00:00",
            "-2024-01-01 00:00:00",
            "infinitx"
        };
        for (String text : timestamps) {
            assertState("22007", () -> as("timestamp", text, Values.UTC, LocalDateTime.class));
        }
        SQLException e = assertThrows(SQLException.class, () -> as("date", "17.12.1997", Values.UTC, LocalDate.class));
        assertTrue(e.getMessage().contains("DateStyle"), e.getMessage());
        assertState("22007", () -> as("timestamptz", "2024-01-01 00:00:00", Values.UTC, Instant.class));
        assertState("22007", () -> as("timestamptz", "2024-01-01 00:00:00+0", Values.UTC, Instant.class));
        assertState("22007", () -> as("time", "1:2", Values.UTC, LocalTime.class));
        assertState("22008", () -> as("timestamp", "294277-01-01 00:00:00", Values.UTC, LocalDateTime.class));
    }

    @Test
    void unknownSessionZoneStillReadsInstants() throws SQLException {
        CodecContext unknown = new CodecContext(Values.TYPES, null, 180_000);

        assertEquals(
                Instant.parse("2024-01-01T00:00:00Z"),
                as("timestamptz", "2024-01-01 03:00:00+03", unknown, Instant.class));
    }
}
