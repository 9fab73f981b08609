package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgStruct;
import io.howdah.types.PgValue;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Types;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Values that drivers have stumbled over, of every type that has such: each alone and in an array, read in text and in binary, and sent back as what
 * {@code getObject} gave. The server's own text is the judge.
 */
@Live
class ListedCasesLiveTest {
    /** Executions after which a result comes in binary. */
    private static final int UNTIL_BINARY = 3;

    private static final String TEXT_OF_ALL =
            "\"NULL\",NULL,\"\",\" a\",\"a\\\"b\\\\c\",\"{x}\",\"a,b\",\"(;)\",\"\u00e4\u20ac\ud83d\ude00\"";

    private PostgresServer server;
    private Connection connection;
    private final List<String> differences = new ArrayList<>();

    @BeforeEach
    void create(PostgresServer given) throws SQLException {
        server = given;
        connection = new HowdahDriver().connect(server.url(), server.properties());
        run(
                "drop schema if exists listed cascade",
                "create schema listed",
                "create extension citext schema listed",
                "set search_path = listed, public",
                "set timezone = 'UTC'",
                "create type mood as enum ('sad', 'very happy', 'a\"b', 'it''s', '(a,b)', '\u00fcn\u00ef', 'NULL', '')",
                "create type moods as range (subtype = mood)",
                "create type textrange as range (subtype = text, collation = \"C\")",
                "create type \"Odd \"\"Na.me\" as (\"a.b\" int, \"C\" text)",
                "create type inner_one as (n int, t text, m mood)",
                "create type outer_one as (i inner_one, a inner_one[], o \"Odd \"\"Na.me\", ms mood[], r moods)",
                "create domain positive as int check (value > 0)",
                "create domain small as positive check (value < 100)",
                "create domain certain as int not null",
                "create domain several as small[]",
                "create domain whole as inner_one",
                "create type vectors as (o oidvector, i int2vector[], q tsquery)",
                "create type holder as (s several, w whole, p small)");
    }

    @AfterEach
    void drop() throws SQLException {
        run("drop schema listed cascade");
        connection.close();
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** What java.sql's classes leave out is read as another class. */
    private static Object exact(ResultSet row, int column, String type) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Time) {
            return type.equals("timetz")
                    ? row.getObject(column, OffsetTime.class)
                    : row.getObject(column, LocalTime.class);
        }
        return value instanceof Date || value instanceof SQLXML || type.equals("money")
                ? row.getObject(column, PgValue.class)
                : value;
    }

    private void check(String type, String value, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(type + " " + value + ", " + what + ": expected " + expected + ", got " + actual);
        }
    }

    private static String show(Object value) throws SQLException {
        if (value instanceof SQLXML xml) {
            return xml.getString();
        }
        Object shown = value instanceof Array array ? array.getArray() : value;
        return shown.getClass().getSimpleName() + Arrays.deepToString(new Object[] {shown});
    }

    private void bothWays(String type, String... values) throws SQLException {
        for (String value : values) {
            try {
                bothWays(type, value);
            } catch (SQLException e) {
                differences.add(type + " " + value + ": " + e);
            }
        }
    }

    private void bothWays(String type, String value) throws SQLException {
        boolean isArray = type.endsWith("[]");
        String arrayType = isArray ? type : type + "[]";
        String array =
                isArray ? "array[v, v]" : "array[v, " + (type.equals("certain") ? "v" : "null") + ", v]::" + arrayType;
        String typed = literal(value) + "::" + type;
        try (PreparedStatement read =
                        connection.prepareStatement("select v, format('%s', v), a, format('%s', a) from (select v, "
                                + array + " as a from (select " + typed + " as v offset 0) x offset 0) y");
                PreparedStatement write = connection.prepareStatement(
                        "select format('%s', ?::" + type + "), format('%s', ?::" + arrayType + ")")) {
            String first = null;
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                try (ResultSet row = read.executeQuery()) {
                    assertTrue(row.next());
                    String way = "read " + execution;
                    check(type, value, way, row.getString(2), row.getString(1));
                    check(type, value, way + " in an array", row.getString(4), row.getString(3));
                    String shown = show(row.getObject(1)) + " " + show(row.getObject(3));
                    check(type, value, way + " as object", first == null ? shown : first, shown);
                    first = shown;
                    write.setObject(1, exact(row, 1, type));
                    // A java.sql.Array that came from the server goes back as it came.
                    write.setObject(2, row.getArray(3));
                    try (ResultSet written = write.executeQuery()) {
                        assertTrue(written.next());
                        check(type, value, "sent " + execution, row.getString(2), written.getString(1));
                        check(type, value, "sent in an array " + execution, row.getString(4), written.getString(2));
                    }
                }
            }
        }
    }

    private void assertNoDifference() {
        assertEquals("", String.join("\n", differences));
    }

    @Test
    void numbers() throws SQLException {
        bothWays(
                "numeric",
                "NaN",
                "1E1000",
                "1.0E-1000",
                "0.001000",
                "1E117",
                "-0",
                "0.000",
                "-0.00001",
                "10000",
                "1e-16383");
        bothWays(
                "numeric",
                "1" + "0".repeat(117) + "." + "0".repeat(160) + "1",
                "9".repeat(1_000) + "." + "9".repeat(1_000));
        bothWays("numeric(10,4)", "1.5", "-999999.9999");
        if (server.majorVersion() >= 14) {
            bothWays("numeric", "Infinity", "-Infinity");
        }
        if (server.majorVersion() >= 15) {
            bothWays("numeric(3,5)", "0.00123");
            bothWays("numeric(2,-3)", "12345");
        }
        bothWays(
                "float8",
                "NaN",
                "Infinity",
                "-Infinity",
                "-0",
                "4.9e-324",
                "2.2250738585072014e-308",
                "1.7976931348623157e308",
                "0.1");
        bothWays("float4", "NaN", "Infinity", "-Infinity", "-0", "1e-45", "3.4028235e38", "0.1", "16777216");
        bothWays("int2", "-32768", "32767");
        bothWays("int4", "-2147483648", "2147483647");
        bothWays("int8", "-9223372036854775808", "9223372036854775807");
        bothWays("oid", "0", "2147483648", "4294967295");
        bothWays("money", "-92233720368547758.08", "92233720368547758.07", "0.01");
        assertNoDifference();
    }

    @Test
    void datesAndTimes() throws SQLException {
        bothWays(
                "date",
                "4713-01-01 BC",
                "4714-11-24 BC",
                "5874897-12-31",
                "infinity",
                "-infinity",
                "0001-12-31 BC",
                "1582-10-10",
                "J2451187");
        bothWays(
                "timestamp",
                "294276-12-31 23:59:59.999999",
                "4714-11-24 00:00 BC",
                "infinity",
                "-infinity",
                "1969-12-31 23:59:59.999999");
        bothWays(
                "timestamptz",
                "294276-12-31 23:59:59.999999Z",
                "4714-11-24 00:00Z BC",
                "infinity",
                "-infinity",
                "1850-01-01 00:00+00:19:32");
        bothWays("time", "24:00:00", "23:59:60", "00:00:00.000001", "23:59:59.999999");
        bothWays("timetz", "24:00:00-15:59:59", "23:59:60+00", "12:00:00+00:19:32", "00:00-15:59:59");
        bothWays(
                "interval",
                "1 year -2 mons 3 days -04:05:06.000007",
                "178956970 years 7 mons",
                "-178956970 years -8 mons",
                "2147483647 days",
                "00:00:00");
        if (server.majorVersion() >= 15) {
            bothWays("interval", "-2147483648 days -2562047788:00:54.775807");
        }
        if (server.majorVersion() >= 17) {
            bothWays("interval", "infinity", "-infinity");
        }
        run("set timezone = 'Europe/Amsterdam'");
        bothWays(
                "timestamptz",
                "1850-01-01 00:00Z",
                "2024-03-31 00:59:59Z",
                "2024-03-31 01:00Z",
                "2024-10-27 00:30Z",
                "2024-10-27 01:30Z");
        assertNoDifference();
    }

    @Test
    void arrays() throws SQLException {
        bothWays("int4[]", "{}", "{NULL}", "[1:3][-1:0]={{1,2},{3,4},{5,NULL}}", "[-5:-4]={1,2}", "{{{{{1}}}}}");
        bothWays("text[]", "{" + TEXT_OF_ALL + "}", "{{a,NULL},{\"NULL\",\"\"}}");
        bothWays("box[]", "{(1,2),(0,0);NULL;(3,4),(1,1)}", "{}");
        bothWays("json[]", "{\"{\\\"a\\\": [1, \\\"}\\\"]}\",\"null\",NULL}");
        bothWays("int2vector", "", "1 -2");
        bothWays("oidvector", "", "4294967295 0");
        bothWays("mood[]", "{sad,NULL,\"NULL\",\"a\\\"b\",\"(a,b)\",\"\"}");
        bothWays("textrange[]", "{\"[\\\"a,b\\\",c)\",empty,NULL}");
        bothWays("inner_one[]", "{\"(1,\\\"x y\\\",sad)\",NULL,\"(,,)\"}");
        bothWays("small[]", "{1,NULL,99}");
        assertNoDifference();
        try (Statement statement = connection.createStatement()) {
            ResultSet row =
                    statement.executeQuery("select array[[[[[[1]]]]]], '{}'::int[], null::int[], array[null]::int[]");
            assertTrue(row.next());
            assertEquals("{{{{{{1}}}}}}", row.getString(1));
            assertEquals(0, ((Object[]) row.getArray(2).getArray()).length);
            assertNull(row.getArray(3));
            assertEquals(1, ((Object[]) row.getArray(4).getArray()).length);
        }
        PreparedStatement seven = connection.prepareStatement("select ?");
        SQLException e = assertThrows(SQLException.class, () -> {
            seven.setObject(1, new int[1][1][1][1][1][1][1]);
            seven.executeQuery();
        });
        assertEquals("54000", e.getSQLState());
    }

    @Test
    void ranges() throws SQLException {
        bothWays("int4range", "empty", "(,)", "[1,)", "(,5]", "[3,3]", "[3,3)", "(1,4]");
        bothWays("int8range", "[9223372036854775806,9223372036854775807)");
        bothWays("numrange", "[NaN,NaN]", "(1.50,2.500)");
        bothWays(
                "daterange",
                "[2024-01-31,infinity]",
                "(-infinity,)",
                "[2024-02-28,2024-02-29]",
                "[4714-11-24 BC,5874897-12-31)");
        bothWays("tsrange", "[-infinity,infinity]", "[\"2024-01-01 00:00:00.000001\",)");
        bothWays("tstzrange", "[-infinity,infinity)", "(\"1850-01-01 00:00+00:19:32\",)");
        bothWays("textrange", "[\"a,b\",\"c\"\"d\\\\\"]", "[\"\",\" \")", "(,\"(x)\")", "[\"NULL\",)");
        bothWays("moods", "[sad,\"it's\"]", "[sad,\"(a,b)\")", "empty", "(,)", "[sad,\"\"]");
        if (server.majorVersion() >= 14) {
            bothWays("int4multirange", "{}", "{(,)}", "{[1,2),[5,)}", "{[1,3),[2,5)}");
            bothWays("datemultirange", "{[2024-01-01,2024-02-01),[2025-01-01,infinity]}");
            bothWays("tstzmultirange", "{[-infinity,\"2024-01-01 00:00Z\"),(\"2025-01-01 00:00Z\",)}");
            bothWays("textmultirange", "{[\"a,b\",\"c\"\"d\"],[\"x{\",\"}\\\\\")}");
        }
        assertNoDifference();
    }

    @Test
    void compositesEnumsAndDomains() throws SQLException {
        bothWays("mood", "sad", "very happy", "a\"b", "it's", "(a,b)", "\u00fcn\u00ef", "NULL", "");
        bothWays(
                "inner_one",
                "(,,)",
                "(1,\"\",sad)",
                "(1,\"a \"\"b\"\" (c), \\\\\",\"very happy\")",
                "(,NULL,\"NULL\")");
        bothWays("\"Odd \"\"Na.me\"", "(1,x)", "(,)");
        bothWays(
                "outer_one",
                "(,,,,)",
                "(\"(1,\"\"a,b\"\",sad)\",\"{\"\"(,,)\"\",NULL,\"\"(2,\\\\\"\"q\\\\\"\",)\"\"}\",\"(1,)\",\"{sad,NULL}\",\"[sad,sad]\")");
        bothWays("small", "1", "99");
        bothWays("several", "{1,NULL}", "{}", "[0:1]={1,2}");
        bothWays("whole", "(1,a,sad)", "(,,)");
        bothWays("holder", "(\"{1,2}\",\"(1,a,sad)\",3)", "(,,)");
        bothWays("certain", "5");
        bothWays("vectors", "(\"\",\"{\"\"\"\"}\",\"\")", "(1 2,{1},'a')");
        assertNoDifference();
        try (PreparedStatement select = connection.prepareStatement(
                "select null::inner_one, row(null, null, null)::inner_one, array[null, row(null, null, null)]::inner_one[]")) {
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                ResultSet row = select.executeQuery();
                assertTrue(row.next());
                assertNull(row.getObject(1));
                assertEquals(
                        Arrays.asList(null, null, null), Arrays.asList(((PgStruct) row.getObject(2)).getAttributes()));
                Object[] elements = (Object[]) row.getArray(3).getArray();
                assertNull(elements[0]);
                assertEquals("(,,)", elements[1].toString());
            }
        }
        PreparedStatement certain = connection.prepareStatement("select ?::certain");
        certain.setNull(1, Types.INTEGER);
        assertEquals(
                "23502", assertThrows(SQLException.class, certain::executeQuery).getSQLState());
    }

    @Test
    void aLabelAddedLaterIsReadAndSent() throws SQLException {
        bothWays("mood", "sad");
        run("alter type mood add value 'later'");
        bothWays("mood", "later");
        bothWays("moods", "[sad,later)");
        assertNoDifference();
    }

    @Test
    void documentsTextAndBytes() throws SQLException {
        bothWays(
                "json",
                "null",
                "{\"a\":1e400}",
                "\"\\u0000\"",
                " { \"b\" : 1, \"b\" : 2 } ",
                "[" + "1,".repeat(50_000) + "1]");
        bothWays(
                "jsonb",
                "null",
                "{\"a\": 1e400, \"b\": [\"\\u00e4\", \"\\\"\\\\\"]}",
                "[" + "1,".repeat(50_000) + "1]");
        bothWays("xml", "<a b=\"c\">\u00e4</a>", "text & more".replace("&", "&amp;"));
        bothWays("citext", "aB", "", "\u00c4", "{\"");
        bothWays("text", "", "NULL", "\u0001\t\n\"'\\{},\ud83d\ude00\uffff");
        bothWays("varchar(3)", "a  ");
        bothWays("char(4)", "a", "");
        bothWays("name", "n".repeat(63), "n".repeat(80), "\u00e4".repeat(40));
        bothWays("\"char\"", "a", "");
        bothWays("bytea", "\\x", "\\x00ff27225c");
        bothWays(
                "uuid",
                "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}",
                "a0eebc999c0b4ef8bb6d6bb9bd380a11",
                "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11");
        assertNoDifference();
        try (PreparedStatement refused = connection.prepareStatement("select ?::jsonb")) {
            refused.setString(1, "\"\\u0000\"");
            assertEquals(
                    "22P05",
                    assertThrows(SQLException.class, refused::executeQuery).getSQLState());
        }
    }

    /** A driver is not told of that setting, and does not see it in binary. */
    @Test
    void textOfBytesIsHexWhateverIsSet() throws SQLException {
        run("set bytea_output = 'escape'");
        try (PreparedStatement select = connection.prepareStatement(
                "select '\\x00ff27225c7f80'::bytea, ''::bytea, array['\\x00ff27225c7f80'::bytea, null]")) {
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                ResultSet row = select.executeQuery();
                assertTrue(row.next());
                assertEquals("\\x00ff27225c7f80", row.getString(1));
                assertEquals("\\x", row.getString(2));
                assertArrayEquals(new byte[] {0, -1, 39, 34, 92, 127, -128}, row.getBytes(1));
                assertArrayEquals(new byte[0], row.getBytes(2));
                assertArrayEquals(row.getBytes(1), row.getObject(3, byte[][].class)[0]);
            }
        }
    }

    @Test
    void networksBitsSearchAndCatalogue() throws SQLException {
        bothWays("inet", "192.168.1.2/24", "192.168.1.2", "::ffff:1.2.3.4", "::ffff:1.2.3.4/96", "::", "0.0.0.0/0");
        bothWays("cidr", "10.0.0.0/8", "::ffff:1.2.3.0/120", "::/0");
        bothWays("macaddr", "ff-ff-ff-ff-ff-ff");
        bothWays("macaddr8", "08:00:2b:01:02:03", "ffff.ffff.ffff.ffff");
        bothWays("bit(9)", "101010101");
        bothWays("bit(17)", "1" + "0".repeat(16));
        bothWays("varbit", "", "1", "101010101", "1".repeat(65));
        bothWays("tsvector", "", "'it''s':1A,16383 b 'c\\\\d':2");
        bothWays("tsquery", "", "'a' & !('b' | 'c':*A) <2> 'd'");
        bothWays("pg_lsn", "0/0", "FFFFFFFF/FFFFFFFF");
        bothWays("tid", "(4294967295,65535)");
        bothWays("xid", "4294967295");
        bothWays("xid8", "18446744073709551615", "0");
        bothWays("pg_snapshot", "10:20:10,14", "1:9223372036854775807:");
        bothWays("jsonpath", "strict $.\"a\"[*]?(@ > 1)");
        bothWays("regclass", "pg_class", "-", "4000000000");
        bothWays("regprocedure", "now()");
        bothWays("aclitem", "=r/howdah");
        bothWays("point", "(NaN,-0)");
        bothWays("path", "[(0,0),(1e300,-Infinity)]", "((0,0))");
        bothWays("polygon", "((0,0),(1,2),(1,0))");
        bothWays("circle", "<(0,0),Infinity>");
        bothWays("line", "{1,-1,NaN}");
        assertNoDifference();
        PreparedStatement cidr = connection.prepareStatement("select ?::cidr");
        cidr.setString(1, "10.0.0.1/8");
        assertEquals(
                "22P02", assertThrows(SQLException.class, cidr::executeQuery).getSQLState());
    }

    @Test
    void aMapWithoutTheExtensionIsRefusedByTheServer() throws SQLException {
        run("create table maps(m text, n int)");
        try (PreparedStatement insert = connection.prepareStatement("insert into maps(n) values (?)")) {
            insert.setObject(1, Map.of("a", "1"));
            assertEquals(
                    "22P02",
                    assertThrows(SQLException.class, insert::executeUpdate).getSQLState());
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into maps(m) values (?) returning m")) {
            insert.setObject(1, Map.of("a", "1"));
            ResultSet row = insert.executeQuery();
            assertTrue(row.next());
            assertEquals("\"a\"=>\"1\"", row.getString(1));
        }
        SQLException noKey = assertThrows(SQLException.class, () -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into maps(m) values (?)")) {
                Map<String, String> map = new HashMap<>();
                map.put(null, "x");
                insert.setObject(1, map);
                insert.executeUpdate();
            }
        });
        assertEquals("22004", noKey.getSQLState());
    }

    @Test
    void stringsGoToTypesOfExtensions() throws SQLException {
        run("create table words(w citext primary key, ws citext[])");
        for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
            try (PreparedStatement insert =
                            connection.prepareStatement("insert into words values (?, ?) returning w, ws");
                    PreparedStatement select =
                            connection.prepareStatement("select w, ws from words where w = ? and ? = any(ws)")) {
                insert.setString(1, "Word" + execution);
                insert.setObject(2, new String[] {"Ab", null});
                ResultSet inserted = insert.executeQuery();
                assertTrue(inserted.next());
                assertEquals("Word" + execution, inserted.getObject(1));
                select.setObject(1, new PgValue("citext", "wORD" + execution));
                select.setObject(2, new PgValue("citext", "aB"));
                ResultSet found = select.executeQuery();
                assertTrue(found.next(), "citext compares without case");
                assertEquals("Ab", ((Object[]) found.getArray(2).getArray())[0]);
                // Declared as varchar, which the server takes for text, a string compares with case: as with pgjdbc.
                select.setString(1, "wORD" + execution);
                assertTrue(!select.executeQuery().next());
            }
        }
    }
}
