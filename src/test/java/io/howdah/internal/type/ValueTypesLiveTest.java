package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgBits;
import io.howdah.types.PgBox;
import io.howdah.types.PgCircle;
import io.howdah.types.PgInet;
import io.howdah.types.PgInterval;
import io.howdah.types.PgLine;
import io.howdah.types.PgLsn;
import io.howdah.types.PgMacaddr;
import io.howdah.types.PgMoney;
import io.howdah.types.PgObject;
import io.howdah.types.PgPath;
import io.howdah.types.PgPoint;
import io.howdah.types.PgPolygon;
import io.howdah.types.PgSegment;
import io.howdah.types.PgTid;
import io.howdah.types.PgTsVector;
import io.howdah.types.PgValue;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of io.howdah.types and their classes of the JDK, sent and read in both formats, with the server's text as judge. */
@Live
class ValueTypesLiveTest {
    /** Executions after which a result comes in binary. */
    private static final int UNTIL_BINARY = 3;

    private static Connection connect(PostgresServer server) throws SQLException {
        return new HowdahDriver().connect(server.url(), server.properties());
    }

    static Stream<PgObject> values() {
        return Stream.of(
                new PgPoint(0.1, -0.0),
                new PgPoint(Double.NaN, Double.NEGATIVE_INFINITY),
                new PgLine(1, -1, 0.5),
                new PgSegment(new PgPoint(1, 2), new PgPoint(1e-300, 4)),
                new PgBox(new PgPoint(0, 0), new PgPoint(1, 2)),
                new PgPath(List.of(new PgPoint(0, 0), new PgPoint(1, 2)), true),
                new PgPath(List.of(new PgPoint(0, 0)), false),
                new PgPolygon(List.of(new PgPoint(0, 0), new PgPoint(1, 2), new PgPoint(1, 0))),
                new PgCircle(new PgPoint(1, 2), Double.POSITIVE_INFINITY),
                PgInet.parse("192.168.1.2/24"),
                PgInet.parse("2001:db8::1"),
                PgInet.parseCidr("10.0.0.0/8"),
                PgInet.parseCidr("::/0"),
                PgMacaddr.parse("08:00:2b:01:02:03"),
                PgMacaddr.parse("08:00:2b:01:02:03:04:05"),
                PgBits.parse(""),
                PgBits.parse("101100000001"),
                new PgInterval(-14, 3, -1),
                PgMoney.parse("-$1,234.56"),
                new PgLsn(-1),
                new PgTid(4_294_967_295L, 65_535),
                PgTsVector.parse("'cat':3A 'it''s':1,2B"),
                new PgValue("tsquery", "'a' & !( 'b' | 'c':*A )"),
                new PgValue("oidvector", "1 4294967295"),
                new PgValue("int2vector", "1 -2"),
                new PgValue("pg_snapshot", "10:20:10,14"),
                new PgValue("jsonpath", "$.\"a\"[*]"),
                new PgValue("xid", "4294967295"),
                new PgValue("xid8", "18446744073709551615"),
                new PgValue("cid", "7"),
                new PgValue("aclitem", "howdah=r/howdah"),
                new PgValue("regclass", "pg_class"),
                new PgValue("regtype", "integer"));
    }

    /** As parameter, as element of an array, as element of an array of two dimensions; read back in text and in binary. */
    @ParameterizedTest
    @MethodSource("values")
    void valuesAndArraysOfThemGoBothWays(PgObject value, PostgresServer server) throws SQLException {
        String type = value.getType();
        Object[] array = (Object[]) Array.newInstance(value.getClass(), 2);
        array[0] = value;
        String sql = "select v, format('%s', v), a, format('%s', a), format('%s', a[1]) from (select ?::" + type
                + " as v, ?::" + type + "[] as a) x";
        try (Connection connection = connect(server);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                statement.setObject(1, value);
                statement.setObject(2, array);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(rows.getString(2), rows.getString(1));
                    assertEquals(value.getValue(), rows.getString(1));
                    assertEquals(value, rows.getObject(1, value.getClass()));
                    assertEquals(new PgValue(type, value.getValue()), rows.getObject(1, PgValue.class));
                    assertEquals(rows.getString(4), rows.getString(3));
                    assertEquals(value.getValue(), rows.getString(5));
                    List<?> elements = rows.getObject(3, List.class);
                    assertEquals(2, elements.size());
                    assertEquals(null, elements.get(1));
                    Object[] read = rows.getObject(3, value.getClass().arrayType()) instanceof Object[] objects
                            ? objects
                            : null;
                    assertArrayEquals(array, read);
                    // xml, money and bit give what pgjdbc gives; the rest what their class says.
                    if (!type.equals("money") && !type.equals("varbit")) {
                        assertEquals(value, rows.getObject(1));
                        assertEquals(
                                value.getClass().getName(), rows.getMetaData().getColumnClassName(1));
                    }
                }
            }
        }
    }

    private static <T> T roundTrip(Connection connection, String type, Object sent, Class<T> target)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::" + type)) {
            T first = null;
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                statement.setObject(1, sent);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    T value = rows.getObject(1, target);
                    if (execution > 1) {
                        assertEquals(first, value, type);
                    }
                    first = value;
                }
            }
            return first;
        }
    }

    @Test
    void classesOfTheJdkGoBothWays(PostgresServer server) throws Exception {
        try (Connection connection = connect(server)) {
            InetAddress v4 = InetAddress.getByName("192.168.1.2");
            InetAddress v6 = InetAddress.getByName("2001:db8::1");
            BitSet bits = BitSet.valueOf(new long[] {0b1011});

            assertEquals(v4, roundTrip(connection, "inet", v4, InetAddress.class));
            assertEquals(v6, roundTrip(connection, "inet", v6, InetAddress.class));
            assertInstanceOf(Inet4Address.class, roundTrip(connection, "inet", v4, Inet4Address.class));
            assertInstanceOf(
                    Inet6Address.class,
                    roundTrip(connection, "inet", PgInet.parse("::ffff:1.2.3.4"), InetAddress.class));
            assertEquals("192.168.1.0/24", roundTrip(connection, "cidr", "192.168.1.0/24", String.class));
            assertEquals(bits, roundTrip(connection, "varbit", bits, BitSet.class));
            assertEquals("1101", roundTrip(connection, "varbit", bits, String.class));
            assertEquals(16L, roundTrip(connection, "pg_lsn", new PgLsn(16), Long.class));
            assertEquals(
                    new BigInteger("18446744073709551615"),
                    roundTrip(connection, "pg_lsn", new PgLsn(-1), BigInteger.class));
            assertEquals(
                    new BigDecimal("12.34"),
                    roundTrip(connection, "numeric::money", new BigDecimal("12.34"), BigDecimal.class));
            assertEquals(
                    new BigInteger("18446744073709551615"),
                    roundTrip(connection, "xid8", new PgValue("xid8", "18446744073709551615"), BigInteger.class));
            assertEquals(4294967295L, roundTrip(connection, "xid", new PgValue("xid", "4294967295"), Long.class));
        }
    }

    @Test
    void aBitIsABooleanAndBitsAreNot(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                PreparedStatement statement = connection.prepareStatement(
                        "select b'1', b'0'::bit(1), b'101', b'1'::varbit, '{1,0}'::bit[]")) {
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(true, rows.getObject(1));
                    assertEquals(true, rows.getBoolean(1));
                    assertEquals(1, rows.getInt(1));
                    assertEquals("1", rows.getString(1));
                    assertEquals(false, rows.getObject(2));
                    assertEquals("java.lang.Boolean", rows.getMetaData().getColumnClassName(2));
                    assertEquals(PgBits.parse("101"), rows.getObject(3));
                    assertEquals("io.howdah.types.PgBits", rows.getMetaData().getColumnClassName(3));
                    assertEquals(PgBits.parse("1"), rows.getObject(4));
                    assertEquals("[true, false]", rows.getObject(5, List.class).toString());
                    for (SqlState read : List.<SqlState>of(
                            () -> rows.getBoolean(3),
                            () -> rows.getInt(3),
                            () -> rows.getLong(3),
                            () -> rows.getDouble(3))) {
                        assertEquals(
                                "42846",
                                assertThrows(SQLException.class, read::run).getSQLState());
                    }
                }
            }
        }
    }

    private interface SqlState {
        void run() throws SQLException;
    }

    @Test
    void moneyIsExactAndADoubleOnlyWhereThatIs(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select '12.34'::money, '-92233720368547758.08'::money, '{1.5,-2.25}'::money[]")) {
            assertTrue(rows.next());
            assertEquals(12.34, rows.getObject(1));
            assertEquals(new BigDecimal("12.34"), rows.getBigDecimal(1));
            assertEquals("$12.34", rows.getString(1));
            assertEquals(12, rows.getInt(1));
            assertEquals(new BigDecimal("-92233720368547758.08"), rows.getObject(2));
            assertEquals(new BigDecimal("-92233720368547758.08"), rows.getBigDecimal(2));
            assertEquals("java.lang.Double", rows.getMetaData().getColumnClassName(1));
            assertArrayEquals(
                    new Double[] {1.5, -2.25}, (Double[]) rows.getArray(3).getArray());
        }
    }

    /** A point in a number would be a separator of thousands in some locales. */
    @Test
    void fractionsOfMoneyAreSentAsNumericOnly(PostgresServer server) throws SQLException {
        try (Connection connection = connect(server)) {
            try (PreparedStatement statement = connection.prepareStatement("select ?")) {
                assertEquals(
                        "42846",
                        assertThrows(SQLException.class, () -> {
                                    statement.setArray(
                                            1,
                                            connection.createArrayOf("money", new Object[] {new BigDecimal("12.50")}));
                                    statement.executeQuery();
                                })
                                .getSQLState());
                statement.setObject(1, connection.createArrayOf("money", new Object[] {new BigDecimal("12.00"), 3L}));
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals("{$12.00,$3.00}", rows.getString(1));
                }
            }
        }
    }

    @Test
    void hstoreIsAMap(PostgresServer server) throws SQLException {
        Map<String, String> map = new HashMap<>();
        map.put("a", "1");
        map.put("quote \" and \\", "=>, ");
        map.put("null", null);
        map.put("", "NULL");
        map.put("ä€😀", "");
        try (Connection connection = connect(server);
                Statement setup = connection.createStatement()) {
            setup.execute("drop schema if exists hst cascade");
            setup.execute("create schema hst");
            setup.execute("create extension hstore schema hst");
            setup.execute("set search_path = public, hst");
            try (PreparedStatement statement = connection.prepareStatement(
                    "select h, h::text, array[h, null], format('%s', array[h, null]), ''::hst.hstore from (select ?::hst.hstore as h) x")) {
                for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                    statement.setObject(1, map);
                    try (ResultSet rows = statement.executeQuery()) {
                        assertTrue(rows.next());
                        assertEquals(rows.getString(2), rows.getString(1));
                        assertEquals(map, rows.getObject(1));
                        assertEquals(map, rows.getObject(1, Map.class));
                        assertEquals(map, rows.getObject(1, LinkedHashMap.class));
                        assertEquals(rows.getString(4), rows.getString(3));
                        assertEquals(map, rows.getObject(3, List.class).get(0));
                        assertEquals(Map.of(), rows.getObject(5));
                        assertEquals("java.util.Map", rows.getMetaData().getColumnClassName(1));
                        assertEquals(Types.OTHER, rows.getMetaData().getColumnType(1));
                        assertEquals("hstore", rows.getMetaData().getColumnTypeName(1));
                    }
                }
            } finally {
                setup.execute("drop schema hst cascade");
            }
        }
    }

    /** Types of the extensions in contrib, which are text to the driver. */
    @Test
    void typesOfExtensionsAreText(PostgresServer server) throws SQLException {
        Map<String, String> literals = new LinkedHashMap<>();
        literals.put("citext", "Ab");
        literals.put("ltree", "Top.Science");
        literals.put("lquery", "Top.*{1,2}");
        literals.put("ltxtquery", "Europe & Russia");
        literals.put("cube", "(1, 2),(3, 4)");
        literals.put("isbn", "1-4028-9462-7");
        literals.put("seg", "1.5 .. 2.5");
        literals.put("query_int", "1 & 2");
        literals.put("lo", "5");
        try (Connection connection = connect(server);
                Statement setup = connection.createStatement()) {
            setup.execute("drop schema if exists ext cascade");
            setup.execute("create schema ext");
            for (String extension : List.of("citext", "ltree", "cube", "isn", "seg", "intarray", "lo")) {
                setup.execute("create extension " + extension + " schema ext");
            }
            setup.execute("set search_path = public, ext");
            try {
                for (Map.Entry<String, String> literal : literals.entrySet()) {
                    String type = "ext." + literal.getKey();
                    try (PreparedStatement statement = connection.prepareStatement(
                            "select v, format('%s', v), array[v], format('%s', array[v]) from (select ?::" + type
                                    + " as v) x")) {
                        for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                            statement.setObject(1, new PgValue(literal.getKey(), literal.getValue()));
                            try (ResultSet rows = statement.executeQuery()) {
                                assertTrue(rows.next());
                                assertEquals(literal.getValue(), rows.getString(1), type);
                                assertEquals(rows.getString(2), rows.getString(1), type);
                                assertEquals(rows.getString(4), rows.getString(3), type);
                                assertEquals(
                                        literal.getValue(), rows.getObject(1).toString(), type);
                                assertEquals(
                                        rows.getObject(1).getClass().getName(),
                                        rows.getMetaData().getColumnClassName(1),
                                        type);
                            }
                        }
                    }
                }
            } finally {
                setup.execute("drop schema ext cascade");
            }
        }
    }

    /** Operators printed with the parentheses that the server needs, whatever the tree. */
    @Test
    void randomQueriesArePrintedAsTheServerPrintsThem(PostgresServer server) throws SQLException {
        Random random = new Random(11);
        try (Connection connection = connect(server);
                PreparedStatement statement =
                        connection.prepareStatement("select q, q::text from (select ?::tsquery as q) x")) {
            for (int round = 1; round <= 300; round++) {
                statement.setString(1, query(random, 5));
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(rows.getString(2), rows.getString(1));
                }
            }
        }
    }

    private static String query(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            String[] words = {"a", "b:*", "'it''s':A", "c:BD", "'x\\\\y':*C"};
            return words[random.nextInt(words.length)];
        }
        if (random.nextInt(4) == 0) {
            return "!(" + query(random, depth - 1) + ")";
        }
        String[] operators = {" & ", " | ", " <-> ", " <3> "};
        String operator = operators[random.nextInt(operators.length)];
        return "(" + query(random, depth - 1) + ")" + operator + "(" + query(random, depth - 1) + ")";
    }

    /** The longest the server builds is far deeper than a thread's stack. */
    @Test
    void deepQueriesAreRead(PostgresServer server) throws SQLException {
        String deep = "a" + " & b".repeat(3_000);
        try (Connection connection = connect(server);
                PreparedStatement statement =
                        connection.prepareStatement("select q, q::text from (select ?::tsquery as q) x")) {
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                statement.setString(1, deep);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(rows.getString(2), rows.getString(1));
                }
            }
        }
    }

    @Test
    void networksArePrintedAsTheServerPrintsThem(PostgresServer server) throws SQLException {
        Random random = new Random(7);
        PgInet[] sent = new PgInet[3_000];
        for (int i = 0; i < sent.length; i++) {
            byte[] address = new byte[i % 4 == 0 ? 4 : 16];
            for (int b = 0; b < address.length; b++) {
                // Many zero words.
                address[b] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(8) == 0 ? -1 : 0);
            }
            sent[i] = PgInet.of(address, random.nextInt(address.length * 8 + 1), false);
        }
        try (Connection connection = connect(server);
                PreparedStatement statement = connection.prepareStatement(
                        "select i, format('%s', i), rank() over (order by i) from unnest(?) with ordinality as x(i, o) order by o")) {
            statement.setObject(1, sent);
            for (int execution = 1; execution <= 2; execution++) {
                try (ResultSet rows = statement.executeQuery()) {
                    long[] ranks = new long[sent.length];
                    for (int i = 0; i < sent.length; i++) {
                        assertTrue(rows.next());
                        String judge = rows.getString(2);
                        assertEquals(judge, rows.getString(1));
                        assertEquals(judge, sent[i].toString());
                        assertEquals(sent[i], PgInet.parse(judge));
                        ranks[i] = rows.getLong(3);
                        if (i > 0) {
                            assertEquals(
                                    Integer.signum(Long.compare(ranks[i], ranks[i - 1])),
                                    Integer.signum(sent[i].compareTo(sent[i - 1])));
                        }
                    }
                }
            }
        }
    }
}
