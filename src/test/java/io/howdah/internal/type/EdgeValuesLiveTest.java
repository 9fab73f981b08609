package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first, last and odd values of the types with a class in the JDK, alone and in arrays, sent and read in both formats. */
@Live
class EdgeValuesLiveTest {
    /** Executions after which a result comes in binary. */
    private static final int UNTIL_BINARY = 3;

    private static Connection connect(PostgresServer server) throws SQLException {
        Connection connection = new HowdahDriver().connect(server.url(), server.properties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
        }
        return connection;
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("numeric", new BigDecimal("0.001000")),
                Arguments.of("numeric", new BigDecimal("1E-16383")),
                Arguments.of("numeric", new BigDecimal("12345678901234567890.000000000000000000001")),
                Arguments.of("float8", -0.0),
                Arguments.of("float8", Double.MIN_VALUE),
                Arguments.of("float8", -Double.MAX_VALUE),
                Arguments.of("float8", Double.NaN),
                Arguments.of("float8", Double.NEGATIVE_INFINITY),
                Arguments.of("float8", 0.1 + 0.2),
                Arguments.of("float4", -0f),
                Arguments.of("float4", Float.MIN_VALUE),
                Arguments.of("float4", Float.MAX_VALUE),
                Arguments.of("float4", Float.NaN),
                Arguments.of("int8", Long.MIN_VALUE),
                Arguments.of("int8", Long.MAX_VALUE),
                Arguments.of("int4", Integer.MIN_VALUE),
                Arguments.of("int2", Short.MIN_VALUE),
                Arguments.of("date", LocalDate.of(-4712, 1, 1)),
                Arguments.of("date", LocalDate.of(-4713, 11, 24)),
                Arguments.of("date", LocalDate.of(5_874_897, 12, 31)),
                Arguments.of("date", LocalDate.of(0, 12, 31)),
                Arguments.of("date", LocalDate.of(1582, 10, 10)),
                Arguments.of("date", LocalDate.MAX),
                Arguments.of("date", LocalDate.MIN),
                Arguments.of("timestamp", LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000)),
                Arguments.of("timestamp", LocalDateTime.of(-4713, 11, 24, 0, 0)),
                Arguments.of("timestamp", LocalDateTime.of(0, 1, 1, 0, 0, 0, 1_000)),
                Arguments.of("timestamp", LocalDateTime.MAX),
                Arguments.of("timestamp", LocalDateTime.MIN),
                Arguments.of(
                        "timestamptz", OffsetDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000, ZoneOffset.UTC)),
                Arguments.of("timestamptz", OffsetDateTime.of(-4713, 11, 24, 0, 0, 0, 0, ZoneOffset.UTC)),
                Arguments.of("timestamptz", OffsetDateTime.MAX),
                Arguments.of("timestamptz", OffsetDateTime.MIN),
                Arguments.of("time", LocalTime.MAX),
                Arguments.of("time", LocalTime.MIDNIGHT),
                Arguments.of("time", LocalTime.of(23, 59, 59, 999_999_000)),
                Arguments.of("timetz", OffsetTime.of(12, 0, 0, 0, ZoneOffset.ofHoursMinutesSeconds(0, 19, 32))),
                Arguments.of("timetz", OffsetTime.of(0, 0, 0, 1_000, ZoneOffset.ofHoursMinutesSeconds(-15, -59, -59))),
                Arguments.of("uuid", new UUID(-1, -1)),
                Arguments.of("bytea", new byte[] {0, -1, 39, 92}),
                Arguments.of("bytea", new byte[0]),
                Arguments.of("text", ""),
                Arguments.of("text", "NULL"),
                Arguments.of("text", "\u0001\t\n\"'\\{},\ud83d\ude00\uffff"),
                Arguments.of("bool", false));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("values")
    void valuesAndArraysOfThemGoBothWays(String type, Object value, PostgresServer server) throws SQLException {
        Object[] array = (Object[]) Array.newInstance(value.getClass(), 3);
        array[0] = value;
        array[2] = value;
        String sql =
                "select v, format('%s', v), a, format('%s', a), a[1] = v and a[2] is null and a[3] = v from (select ?::"
                        + type + " as v, ?::" + type + "[] as a) x";
        try (Connection connection = connect(server);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                statement.setObject(1, value);
                statement.setObject(2, array);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    Object read = rows.getObject(1, value.getClass());
                    if (value instanceof byte[] bytes) {
                        assertArrayEquals(bytes, (byte[]) read);
                    } else {
                        assertEquals(value, read);
                    }
                    assertEquals(rows.getString(2), rows.getString(1));
                    assertArrayEquals(
                            array, (Object[]) rows.getObject(3, value.getClass().arrayType()));
                    assertEquals(rows.getString(4), rows.getString(3));
                    assertTrue(rows.getBoolean(5));
                }
            }
        }
    }

    /** Converting as many digits takes a second, so it is done as seldom as possible. */
    @Test
    void theLongestNumberIsExact(PostgresServer server) throws SQLException {
        BigDecimal longest = new BigDecimal("9".repeat(131_072) + "." + "9".repeat(16_383));
        try (Connection connection = connect(server);
                PreparedStatement statement = connection.prepareStatement(
                        "select n, n = (repeat('9', 131072) || '.' || repeat('9', 16383))::numeric, array[n] from (select ?::numeric as n) x")) {
            statement.setBigDecimal(1, longest);
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertTrue(rows.getBoolean(2));
                    if (execution == 1) {
                        assertEquals(longest, rows.getBigDecimal(1));
                    } else if (execution == UNTIL_BINARY) {
                        assertEquals(longest, rows.getObject(3, BigDecimal[].class)[0]);
                    }
                }
            }
        }
    }

    /** Settings that change only the text do not change what is read. */
    @ParameterizedTest
    @ValueSource(ints = {-15, 0, 1, 3})
    void floatsAreExactWithAnyExtraFloatDigits(int digits, PostgresServer server) throws SQLException {
        double third = 1.0 / 3;
        try (Connection connection = connect(server);
                Statement setup = connection.createStatement();
                PreparedStatement statement =
                        connection.prepareStatement("select ?::float8, ?::float8 = 1.0::float8 / 3")) {
            setup.execute("set extra_float_digits = " + digits);
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                statement.setDouble(1, third);
                statement.setDouble(2, third);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertTrue(rows.getBoolean(2));
                    if (execution == UNTIL_BINARY) {
                        assertEquals(third, rows.getDouble(1));
                    }
                }
            }
        }
    }

    /** Zones that Java does not have, or counts the other way, and one with seconds in 1850. */
    @ParameterizedTest
    @ValueSource(strings = {"<+03>-03", "Europe/Amsterdam", "EST5EDT,M3.2.0,M11.1.0", "UTC"})
    void textOfAnInstantIsTheServersInEveryZone(String zone, PostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                Statement setup = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(
                        "select t, t::text, array[t], array[t]::text from (select ?::timestamptz as t) x")) {
            setup.execute("set timezone = '" + zone + "'");
            for (int year : new int[] {-43, 1850, 1937, 2024, 250_000}) {
                OffsetDateTime instant = OffsetDateTime.of(year, 7, 1, 12, 0, 0, 1_000, ZoneOffset.UTC);
                for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                    statement.setObject(1, instant);
                    try (ResultSet rows = statement.executeQuery()) {
                        assertTrue(rows.next());
                        assertEquals(rows.getString(2), rows.getString(1));
                        assertEquals(rows.getString(4), rows.getString(3));
                        assertEquals(instant, rows.getObject(1, OffsetDateTime.class));
                        assertEquals(instant, rows.getObject(3, OffsetDateTime[].class)[0]);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\0", "\ud83d", "a\ude00b", "\ude00\ud83d"})
    void textThatTheServerCannotHoldIsRefusedAndTheConnectionGoesOn(String text, PostgresServer server)
            throws SQLException {
        try (Connection connection = connect(server);
                PreparedStatement statement = connection.prepareStatement("select ?::text, ?::text[]")) {
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                SQLException alone = assertThrows(SQLException.class, () -> {
                    statement.setString(1, text);
                    statement.setObject(2, new String[] {"x"});
                    statement.executeQuery();
                });
                assertEquals("22021", alone.getSQLState());
                SQLException inArray = assertThrows(SQLException.class, () -> {
                    statement.setString(1, "x");
                    statement.setObject(2, new String[] {"x", text});
                    statement.executeQuery();
                });
                assertEquals("22021", inArray.getSQLState());
                statement.setString(1, "x");
                statement.setObject(2, new String[] {"y"});
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals("x", rows.getString(1));
                    assertArrayEquals(new String[] {"y"}, rows.getObject(2, String[].class));
                }
            }
        }
    }

    /** Before PostgreSQL 16 the byte itself is the text, which is no UTF-8; since then it is shown in octal. */
    @Test
    void charBeyondAsciiIsTheSameInBothFormats(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                PreparedStatement statement = connection.prepareStatement(
                        "select (-128)::\"char\", 65::\"char\", 0::\"char\", array[(-128)::\"char\", 65::\"char\"]")) {
            String high = server.majorVersion() >= 16 ? "\\200" : "\ufffd";
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(high, rows.getString(1));
                    assertEquals("A", rows.getString(2));
                    assertEquals("", rows.getString(3));
                    assertArrayEquals(new String[] {high, "A"}, rows.getObject(4, String[].class));
                }
            }
        }
    }

    @Test
    void unsignedNumbersKeepTheirHighestBit(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                PreparedStatement statement = connection.prepareStatement(
                        "select '4294967295'::oid, '4294967295'::xid, '18446744073709551615'::xid8, '{18446744073709551615}'::xid8[]")) {
            BigInteger highest = new BigInteger("18446744073709551615");
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(4_294_967_295L, rows.getObject(1));
                    assertEquals(4_294_967_295L, rows.getLong(2));
                    assertEquals(highest.toString(), rows.getString(3));
                    assertEquals(highest, rows.getObject(3, BigInteger.class));
                    assertEquals(new BigDecimal(highest), rows.getBigDecimal(3));
                    assertEquals(
                            "22003",
                            assertThrows(SQLException.class, () -> rows.getLong(3))
                                    .getSQLState());
                    assertArrayEquals(new BigInteger[] {highest}, rows.getObject(4, BigInteger[].class));
                }
            }
        }
    }

    @Test
    void aDateThatIsNoneIsNotBlamedOnTheSession(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 'abc'::text")) {
            assertTrue(rows.next());
            SQLException failure = assertThrows(SQLException.class, () -> rows.getDate(1));
            assertEquals("22007", failure.getSQLState());
            assertTrue(
                    failure.getMessage().contains("if it came from a column of a date or time type"),
                    failure.getMessage());
        }
    }
}
