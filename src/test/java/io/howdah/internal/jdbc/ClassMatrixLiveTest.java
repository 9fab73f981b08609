package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgMultirange;
import io.howdah.types.PgRange;
import io.howdah.types.PgValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every class that {@code getObject(i, Class)} reads and {@code setObject(i, x)} sends, against every type it fits, in text and in binary. */
@Live
class ClassMatrixLiveTest {
    private static final UUID ID = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");

    private enum Colour {
        RED,
        GREEN {}
    }

    /** What a value of a type is, read as a class; an expected String after "SQLSTATE " is a refusal. */
    private record Reading(String sql, Class<?> target, Object expected) {}

    private static Reading reading(String sql, Class<?> target, Object expected) {
        return new Reading(sql, target, expected);
    }

    private static Reading refused(String sql, Class<?> target, String sqlState) {
        return new Reading(sql, target, "SQLSTATE " + sqlState);
    }

    private static List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        for (String type : List.of("int2", "int4", "int8", "float4", "float8", "numeric", "text", "oid")) {
            String sql = "'7'::" + type;
            readings.addAll(List.of(
                    reading(sql, Byte.class, (byte) 7),
                    reading(sql, Short.class, (short) 7),
                    reading(sql, Integer.class, 7),
                    reading(sql, Long.class, 7L),
                    reading(sql, Float.class, 7f),
                    reading(sql, Double.class, 7d),
                    reading(sql, BigInteger.class, BigInteger.valueOf(7)),
                    reading(sql, int.class, 7),
                    reading(sql, String.class, "7"),
                    reading(sql, StringBuilder.class, new StringBuilder("7")),
                    reading(sql, CharSequence.class, "7"),
                    reading(sql, Year.class, Year.of(7)),
                    reading(sql, AtomicInteger.class, new AtomicInteger(7)),
                    reading(sql, AtomicLong.class, new AtomicLong(7))));
        }
        for (String type : List.of("int2", "int4", "int8", "numeric", "text")) {
            readings.add(reading("'7'::" + type, BigDecimal.class, new BigDecimal("7")));
        }
        for (String type : List.of("int2", "int4", "int8", "float4", "float8", "numeric", "text")) {
            readings.add(refused("'300'::" + type, Byte.class, "22003"));
            readings.add(refused("'-129'::" + type, Byte.class, "22003"));
            readings.add(reading("'1'::" + type, Boolean.class, true));
            readings.add(reading("'0'::" + type, AtomicBoolean.class, new AtomicBoolean()));
        }
        for (String type : List.of("float4", "float8", "numeric", "text")) {
            for (Class<?> whole : List.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class)) {
                readings.add(refused("'1.5'::" + type, whole, "22003"));
                readings.add(reading("'1e0'::" + type, whole, whole == BigInteger.class ? BigInteger.ONE : null));
            }
            readings.add(reading("'1.5'::" + type, Double.class, 1.5));
        }
        readings.addAll(List.of(
                refused("'9223372036854775808'::numeric", Long.class, "22003"),
                refused("'2147483648'::int8", Integer.class, "22003"),
                refused("'NaN'::numeric", BigDecimal.class, "22003"),
                refused("'NaN'::float8", Integer.class, "22003"),
                refused("'1e300'::float8", Float.class, "22003"),
                reading("'1.50'::numeric", Number.class, new BigDecimal("1.50")),
                reading("'NaN'::numeric", Object.class, Double.NaN),
                reading("true", Boolean.class, true),
                reading("'t'::text", boolean.class, true),
                refused("'maybe'::text", Boolean.class, "42846"),
                reading("'x'::text", Character.class, 'x'),
                reading("'abc'::text", char[].class, new char[] {'a', 'b', 'c'}),
                refused("'abc'::text", Character.class, "22018"),
                reading("'ab'::bytea", byte[].class, new byte[] {'a', 'b'}),
                reading("'" + ID + "'::uuid", UUID.class, ID),
                reading("'" + ID + "'::text", UUID.class, ID),
                reading("'https://a.b/c?d'::text", URI.class, URI.create("https://a.b/c?d")),
                refused("'a b'::text", URI.class, "22018"),
                reading("'Europe/Paris'::text", ZoneId.class, ZoneId.of("Europe/Paris")),
                refused("'Nowhere/At All'::text", ZoneId.class, "22018"),
                reading("'EUR'::text", Currency.class, Currency.getInstance("EUR")),
                reading("'de_AT'::text", Locale.class, Locale.forLanguageTag("de-AT")),
                reading("'2024-02'::text", YearMonth.class, YearMonth.of(2024, 2)),
                refused("'2024-13'::text", YearMonth.class, "22018"),
                reading("'--02-29'::text", MonthDay.class, MonthDay.of(2, 29)),
                reading("date '2024-02-29'", YearMonth.class, YearMonth.of(2024, 2)),
                reading("date '2024-02-29'", MonthDay.class, MonthDay.of(2, 29)),
                reading("timestamp '2024-02-29 10:00'", Year.class, Year.of(2024)),
                reading("date '2024-02-29'", LocalDate.class, LocalDate.of(2024, 2, 29)),
                reading("date '2024-02-29'", LocalDateTime.class, LocalDateTime.of(2024, 2, 29, 0, 0)),
                reading("'2024-02-29'::text", LocalDate.class, LocalDate.of(2024, 2, 29)),
                reading("time '10:11:12.000001'", LocalTime.class, LocalTime.of(10, 11, 12, 1_000)),
                reading("timetz '10:11:12+02'", OffsetTime.class, OffsetTime.parse("10:11:12+02:00")),
                reading("timestamp '2024-02-29 10:00'", LocalDateTime.class, LocalDateTime.of(2024, 2, 29, 10, 0)),
                reading("timestamptz '2024-02-29 10:00Z'", Instant.class, Instant.parse("2024-02-29T10:00:00Z")),
                reading(
                        "timestamptz '2024-02-29 10:00Z'",
                        OffsetDateTime.class,
                        OffsetDateTime.parse("2024-02-29T10:00Z")),
                reading(
                        "timestamptz '2024-02-29 10:00Z'",
                        ZonedDateTime.class,
                        ZonedDateTime.parse("2024-02-29T10:00Z[UTC]")),
                reading(
                        "timestamptz '2024-02-29 10:00Z'",
                        java.util.Date.class,
                        new java.util.Date(1_709_200_800_000L)),
                reading("timestamptz '2024-02-29 10:00Z'", Timestamp.class, new Timestamp(1_709_200_800_000L)),
                reading("B'0101'", BitSet.class, BitSet.valueOf(new long[] {0b1010})),
                refused("'0101'::text", BitSet.class, "42846"),
                reading("int4range(1,5)", PgRange.class, PgRange.of(1, 5)),
                reading("int4range(1,5)", PgValue.class, new PgValue("int4range", "[1,5)")),
                reading("'{}'::jsonb", String.class, "{}"),
                refused("1", UUID.class, "42846"),
                refused("1", LocalDate.class, "42846"),
                refused("1", Optional.class, "42846"),
                refused("1", Thread.class, "42846")));
        readings.addAll(arrayReadings());
        return readings;
    }

    private static List<Reading> arrayReadings() {
        String ints = "'{1,2}'::int4[]";
        return List.of(
                reading(ints, int[].class, new int[] {1, 2}),
                reading(ints, long[].class, new long[] {1, 2}),
                reading(ints, short[].class, new short[] {1, 2}),
                reading(ints, double[].class, new double[] {1, 2}),
                reading(ints, float[].class, new float[] {1, 2}),
                reading(ints, Integer[].class, new Integer[] {1, 2}),
                reading(ints, Long[].class, new Long[] {1L, 2L}),
                reading(ints, BigDecimal[].class, new BigDecimal[] {BigDecimal.ONE, BigDecimal.valueOf(2)}),
                reading(ints, String[].class, new String[] {"1", "2"}),
                reading(ints, Object[].class, new Integer[] {1, 2}),
                reading(ints, List.class, List.of(1, 2)),
                reading(ints, Collection.class, List.of(1, 2)),
                reading(ints, Iterable.class, List.of(1, 2)),
                reading(ints, ArrayList.class, List.of(1, 2)),
                refused(ints, int[][].class, "42846"),
                refused(ints, UUID[].class, "42846"),
                refused("'{1,NULL}'::int4[]", int[].class, "22004"),
                reading("'{1,NULL}'::int4[]", Integer[].class, new Integer[] {1, null}),
                reading("'{1,NULL}'::int4[]", List.class, Arrays.asList(1, null)),
                refused("'{1.5}'::numeric[]", int[].class, "22003"),
                refused("'{2147483648}'::int8[]", int[].class, "22003"),
                reading("'{}'::int4[]", int[].class, new int[0]),
                reading("'{}'::int4[]", int[][].class, new int[0][0]),
                reading("'{{1,2},{3,4}}'::int4[]", int[][].class, new int[][] {{1, 2}, {3, 4}}),
                reading("'{{1,2},{3,4}}'::int4[]", List.class, List.of(List.of(1, 2), List.of(3, 4))),
                reading("'[5:6]={1,2}'::int4[]", int[].class, new int[] {1, 2}),
                reading("'{t,f}'::bool[]", boolean[].class, new boolean[] {true, false}),
                reading("'{1.5,NaN}'::float8[]", double[].class, new double[] {1.5, Double.NaN}),
                reading("'{1.5}'::float4[]", float[].class, new float[] {1.5f}),
                reading("'{-1}'::int2[]", short[].class, new short[] {-1}),
                reading("'{-1}'::int8[]", long[].class, new long[] {-1}),
                reading("'{{" + ID + "}}'::uuid[]", UUID[][].class, new UUID[][] {{ID}}),
                reading("'{2024-02-29}'::date[]", LocalDate[].class, new LocalDate[] {LocalDate.of(2024, 2, 29)}),
                reading("'{\"2024-02-29 10:00Z\"}'::timestamptz[]", Instant[].class, new Instant[] {
                    Instant.parse("2024-02-29T10:00:00Z")
                }),
                reading("array['ab'::bytea]", byte[][].class, new byte[][] {{'a', 'b'}}),
                reading("array[int4range(1,5)]", PgRange[].class, new PgRange<?>[] {PgRange.of(1, 5)}),
                reading("array[int4range(1,5)]", List.class, List.of(PgRange.of(1, 5))));
    }

    private static Connection connect(PostgresServer server, boolean binary) throws SQLException {
        Connection connection = Connections.open(server, binary ? "prepareThreshold=-1" : "binaryTransfer=false");
        Connections.run(connection, "set timezone = 'UTC'");
        return connection;
    }

    private static String difference(ResultSet rows, Reading reading) {
        Object actual;
        try {
            actual = rows.getObject(1, reading.target);
        } catch (SQLException e) {
            actual = "SQLSTATE " + e.getSQLState();
        }
        if (reading.expected == null) {
            return reading.target.isInstance(actual) ? null : String.valueOf(actual);
        }
        String expected = show(reading.expected);
        return expected.equals(show(actual)) ? null : show(actual) + " instead of " + expected;
    }

    /** Class and value; of arrays, the elements. */
    private static String show(Object value) {
        if (value == null) {
            return "null";
        }
        if (value.getClass().isArray()) {
            return value.getClass().getSimpleName() + Arrays.deepToString(new Object[] {value});
        }
        return (value instanceof List ? "List" : value.getClass().getName()) + " " + value;
    }

    @Test
    void everyClassReadsEveryTypeItFits(PostgresServer server) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (boolean binary : new boolean[] {false, true}) {
            try (Connection connection = connect(server, binary)) {
                for (Reading reading : readings()) {
                    try (PreparedStatement statement = connection.prepareStatement("select " + reading.sql);
                            ResultSet rows = statement.executeQuery()) {
                        assertTrue(rows.next());
                        String difference = difference(rows, reading);
                        if (difference != null) {
                            differences.add((binary ? "binary " : "text ") + reading + ": " + difference);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), differences, () -> String.join("\n", differences));
    }

    @Test
    void nullIsNullForEveryClass(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server, true)) {
            for (Class<?> target :
                    readings().stream().map(Reading::target).distinct().toList()) {
                try (PreparedStatement statement = connection.prepareStatement("select null::int4");
                        ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertNull(rows.getObject(1, target));
                    assertTrue(rows.wasNull());
                }
            }
        }
    }

    /** A Java value, the type it is to be taken for ("" where it must say that itself), and the server's text of it. */
    private record Sending(Object value, String type, String text) {}

    private static Sending sending(Object value, String type, String text) {
        return new Sending(value, type, text);
    }

    private static List<Sending> sendings() throws Exception {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTimeInMillis(0);
        Timestamp epoch = new Timestamp(0);
        return List.of(
                sending("a", "text", "a"),
                sending(new StringBuilder("a"), "text", "a"),
                sending('a', "text", "a"),
                sending(true, "", "t"),
                sending((byte) 7, "", "7"),
                sending((short) 7, "", "7"),
                sending(7, "", "7"),
                sending(7L, "", "7"),
                sending(7.5f, "", "7.5"),
                sending(7.5, "", "7.5"),
                sending(new BigDecimal("7.50"), "", "7.50"),
                sending(BigInteger.TEN, "", "10"),
                sending(new AtomicInteger(7), "", "7"),
                sending(new AtomicLong(7), "", "7"),
                sending(new AtomicBoolean(true), "", "t"),
                sending(new AtomicReference<>(7), "", "7"),
                sending(Optional.of(7), "", "7"),
                sending(Optional.of(Optional.of("x")), "text", "x"),
                sending(OptionalInt.of(7), "", "7"),
                sending(Optional.empty(), "int4", null),
                sending(OptionalInt.empty(), "int4", null),
                sending(new AtomicReference<>(), "int4", null),
                sending(new byte[] {1, 2}, "", "\\x0102"),
                sending(ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2), "", "\\x0203"),
                sending(new ByteArrayInputStream(new byte[] {1}), "", "\\x01"),
                sending(new StringReader("abc"), "text", "abc"),
                sending(ID, "", ID.toString()),
                sending(LocalDate.of(2024, 2, 29), "", "2024-02-29"),
                sending(LocalTime.of(10, 0), "", "10:00:00"),
                sending(LocalDateTime.of(2024, 2, 29, 10, 0), "", "2024-02-29 10:00:00"),
                sending(OffsetTime.parse("10:00+02:00"), "", "10:00:00+02"),
                sending(OffsetDateTime.parse("2024-02-29T10:00+02:00"), "", "2024-02-29 08:00:00+00"),
                sending(ZonedDateTime.parse("2024-02-29T10:00+01:00[Europe/Paris]"), "", "2024-02-29 09:00:00+00"),
                sending(Instant.EPOCH, "", "1970-01-01 00:00:00+00"),
                sending(java.time.Duration.ofSeconds(90), "", "00:01:30"),
                sending(java.time.Period.ofMonths(14), "", "1 year 2 mons"),
                sending(Year.of(2024), "", "2024"),
                sending(YearMonth.of(2024, 2), "text", "2024-02"),
                sending(MonthDay.of(2, 29), "text", "--02-29"),
                sending(DayOfWeek.MONDAY, "text", "MONDAY"),
                sending(Colour.GREEN, "text", "GREEN"),
                sending(epoch, "timestamptz", "1970-01-01 00:00:00+00"),
                sending(new java.util.Date(0), "timestamptz", "1970-01-01 00:00:00+00"),
                sending(calendar, "timestamptz", "1970-01-01 00:00:00+00"),
                sending(URI.create("https://a.b"), "text", "https://a.b"),
                sending(URI.create("https://a.b").toURL(), "text", "https://a.b"),
                sending(ZoneId.of("Europe/Paris"), "text", "Europe/Paris"),
                sending(Currency.getInstance("EUR"), "text", "EUR"),
                sending(InetAddress.getByName("192.0.2.1"), "", "192.0.2.1/32"),
                sending(InetAddress.getByName("2001:db8::1"), "", "2001:db8::1/128"),
                sending(BitSet.valueOf(new long[] {0b1010}), "", "0101"),
                sending(new PgValue("jsonb", "[1]"), "", "[1]"),
                sending(PgRange.of(1, 5), "", "[1,5)"),
                sending(PgRange.of(1, true, 5, true), "", "[1,6)"),
                sending(PgRange.of(LocalDate.EPOCH, null), "", "[1970-01-01,)"),
                sending(PgRange.of(1.5, null), "numrange", "[1.5,)"),
                sending(PgRange.empty(), "int4range", "empty"));
    }

    private static List<Sending> arraySendings() {
        return List.of(
                sending(new int[] {1, 2}, "", "{1,2}"),
                sending(new int[][] {{1}, {2}}, "", "{{1},{2}}"),
                sending(new long[] {1}, "", "{1}"),
                sending(new short[] {1}, "", "{1}"),
                sending(new double[] {1.5}, "", "{1.5}"),
                sending(new float[] {1.5f}, "", "{1.5}"),
                sending(new boolean[] {true}, "", "{t}"),
                sending(new char[] {'a', ' '}, "text[]", "{a,\" \"}"),
                sending(new Integer[] {1, null}, "", "{1,NULL}"),
                sending(new Long[][][] {{{1L}, {null}}}, "", "{{{1},{NULL}}}"),
                sending(new String[] {"a", "", "NULL", "b\"c"}, "text[]", "{a,\"\",\"NULL\",\"b\\\"c\"}"),
                sending(new UUID[] {ID}, "", "{" + ID + "}"),
                sending(new BigDecimal[] {BigDecimal.ONE}, "", "{1}"),
                sending(new byte[][] {{1}}, "", "{\"\\\\x01\"}"),
                sending(new LocalDate[] {LocalDate.EPOCH}, "", "{1970-01-01}"),
                sending(new Object[] {1, 2}, "", "{1,2}"),
                sending(new Object[] {}, "int4[]", "{}"),
                sending(new int[0], "", "{}"),
                sending(new int[0][0], "", "{}"),
                sending(List.of(1, 2), "", "{1,2}"),
                sending(List.of(List.of("a"), List.of("b")), "text[]", "{{a},{b}}"),
                sending(List.of(), "int4[]", "{}"),
                sending(List.of(Colour.RED, Colour.GREEN), "text[]", "{RED,GREEN}"),
                sending(new Colour[] {Colour.RED, null}, "text[]", "{RED,NULL}"),
                sending(List.of(PgRange.of(1, 5)), "", "{\"[1,5)\"}"),
                sending(List.of(new PgValue("jsonb", "[1]")), "", "{[1]}"));
    }

    private static String marker(Sending sending) {
        return sending.type.isEmpty() ? "?" : "?::" + sending.type;
    }

    @Test
    void everyClassIsSentAsTheTypeItStandsFor(PostgresServer server) throws Exception {
        List<String> differences = new ArrayList<>();
        for (boolean binary : new boolean[] {false, true}) {
            try (Connection connection = connect(server, binary)) {
                for (Sending sending : Stream.concat(sendings().stream(), arraySendings().stream())
                        .toList()) {
                    String sql = "select (" + marker(sending) + ")::text";
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.setObject(1, sending.value);
                        try (ResultSet rows = statement.executeQuery()) {
                            assertTrue(rows.next());
                            String expected = "t".equals(sending.text) ? "true" : sending.text;
                            if (!String.valueOf(expected).equals(String.valueOf(rows.getString(1)))) {
                                differences.add(sending + " arrived as " + rows.getString(1));
                            }
                        }
                    } catch (SQLException e) {
                        differences.add(sending + " failed: " + e);
                    }
                }
            }
        }
        assertEquals(List.of(), differences, () -> String.join("\n", differences));
    }

    @Test
    void multirangesAreSent(PostgresServer server) throws SQLException {
        if (server.majorVersion() < 14) {
            return;
        }
        try (Connection connection = connect(server, true);
                PreparedStatement statement = connection.prepareStatement("select ?")) {
            statement.setObject(1, PgMultirange.of(PgRange.of(7L, 9L), PgRange.of(1L, 5L)));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals("{[1,5),[7,9)}", rows.getString(1));
                assertEquals(
                        List.of(PgRange.of(1L, 5L), PgRange.of(7L, 9L)),
                        rows.getObject(1, PgMultirange.class).ranges());
            }
        }
    }

    @Test
    void conversionsToANamedTypeUnwrapTheValueFirst(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server, true);
                PreparedStatement statement =
                        connection.prepareStatement("select ?::text, ?::text, ?::text, ?::text")) {
            statement.setObject(1, Optional.of("7"), Types.INTEGER);
            statement.setObject(2, new AtomicLong(7), JDBCType.NUMERIC);
            statement.setObject(3, Optional.empty(), Types.INTEGER);
            statement.setObject(4, URI.create("a:b"), Types.VARCHAR);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals("7", rows.getString(1));
                assertEquals("7", rows.getString(2));
                assertNull(rows.getString(3));
                assertEquals("a:b", rows.getString(4));
            }
        }
    }

    @Test
    void lowerBoundsSurviveARoundTrip(PostgresServer server) throws SQLException {
        for (boolean binary : new boolean[] {false, true}) {
            try (Connection connection = connect(server, binary);
                    PreparedStatement read =
                            connection.prepareStatement("select '[-1:0][2:3]={{1,2},{3,NULL}}'::int4[]");
                    PreparedStatement write = connection.prepareStatement("select ?::text");
                    ResultSet rows = read.executeQuery()) {
                assertTrue(rows.next());
                Array array = rows.getArray(1);
                write.setArray(1, array);
                try (ResultSet echo = write.executeQuery()) {
                    assertTrue(echo.next());
                    assertEquals("[-1:0][2:3]={{1,2},{3,NULL}}", echo.getString(1));
                }
                assertArrayEquals(new Object[] {3, null}, ((Object[][]) array.getArray())[1]);
            }
        }
    }

    @Test
    void streamsAreReadFromBytesAndText(PostgresServer server) throws Exception {
        try (Connection connection = connect(server, true);
                PreparedStatement statement = connection.prepareStatement("select 'ab'::bytea, 'é'::text");
                ResultSet rows = statement.executeQuery()) {
            assertTrue(rows.next());
            try (InputStream in = rows.getObject(1, InputStream.class);
                    Reader reader = rows.getObject(2, Reader.class)) {
                assertArrayEquals(new byte[] {'a', 'b'}, in.readAllBytes());
                assertEquals('é', reader.read());
            }
        }
    }

    @Test
    void aClassWithoutATypeIsRefusedWithAHint(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server, true);
                PreparedStatement statement = connection.prepareStatement("select ?")) {
            for (Object value : new Object[] {new Object(), List.of(1, "a"), new Object[] {new Object()}}) {
                SQLException e = assertThrows(SQLException.class, () -> statement.setObject(1, value));
                assertEquals("07006", e.getSQLState());
            }
        }
    }
}
