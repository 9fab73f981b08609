package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.ValueHolder;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgBits;
import io.howdah.types.PgMoney;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The table of all types in docs/types.md: every type of the server's catalogue is read and sent in both formats, alone and in an array, and what came
 * of it is what the page says. {@code -Ddocs.update=true} writes it anew.
 */
@Live
class TypesManualLiveTest {
    private static final Path PAGE = Path.of("docs", "types.md");
    private static final String BEGIN = "<!-- Made by TypesManualLiveTest; to renew: -Ddocs.update=true -->\n";
    private static final String END = "<!-- end -->\n";

    /** Types without an input function: no value of them can be written. */
    private static final Set<String> INTERNAL = Set.of(
            "pg_node_tree",
            "pg_ndistinct",
            "pg_dependencies",
            "pg_mcv_list",
            "pg_brin_bloom_summary",
            "pg_brin_minmax_multi_summary",
            "gtsvector");

    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("boolean", "t"),
            Map.entry("bytea", "\\x0102"),
            Map.entry("\"char\"", "a"),
            Map.entry("name", "n"),
            Map.entry("bigint", "9000000000"),
            Map.entry("smallint", "-1"),
            Map.entry("int2vector", "1 2"),
            Map.entry("integer", "-1"),
            Map.entry("regproc", "now"),
            Map.entry("text", "a \"b\""),
            Map.entry("oid", "4000000000"),
            Map.entry("tid", "(1,2)"),
            Map.entry("xid", "4000000000"),
            Map.entry("cid", "1"),
            Map.entry("oidvector", "1 2"),
            Map.entry("json", "{\"a\": 1}"),
            Map.entry("xml", "<a b=\"c\"/>"),
            Map.entry("point", "(1,2)"),
            Map.entry("lseg", "[(1,2),(3,4)]"),
            Map.entry("path", "((1,2),(3,4))"),
            Map.entry("box", "(3,4),(1,2)"),
            Map.entry("polygon", "((1,2),(3,4))"),
            Map.entry("line", "{1,2,3}"),
            Map.entry("cidr", "10.0.0.0/8"),
            Map.entry("real", "1.5"),
            Map.entry("double precision", "0.1"),
            Map.entry("circle", "<(1,2),3>"),
            Map.entry("macaddr8", "08:00:2b:01:02:03:04:05"),
            Map.entry("money", "$12.00"),
            Map.entry("macaddr", "08:00:2b:01:02:03"),
            Map.entry("inet", "192.0.2.1/24"),
            Map.entry("aclitem", "postgres=r/postgres"),
            Map.entry("character", "a"),
            Map.entry("character varying", "a"),
            Map.entry("date", "2024-02-29"),
            Map.entry("time without time zone", "10:11:12"),
            Map.entry("timestamp without time zone", "2024-02-29 10:11:12.5"),
            Map.entry("timestamp with time zone", "2024-02-29 10:11:12.5+00"),
            Map.entry("interval", "1 mon 2 days 03:04:05"),
            Map.entry("time with time zone", "10:11:12+00"),
            Map.entry("bit", "1"),
            Map.entry("bit varying", "0101"),
            Map.entry("numeric", "12.50"),
            Map.entry("refcursor", "c"),
            Map.entry("regprocedure", "now()"),
            Map.entry("regoper", "||/"),
            Map.entry("regoperator", "||/(NONE,double precision)"),
            Map.entry("regclass", "pg_class"),
            Map.entry("regcollation", "\"C\""),
            Map.entry("regtype", "integer"),
            Map.entry("regrole", "postgres"),
            Map.entry("regnamespace", "pg_catalog"),
            Map.entry("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            Map.entry("pg_lsn", "16/B374D848"),
            Map.entry("tsvector", "'a':1A 'b':2"),
            Map.entry("tsquery", "'a' & !'b'"),
            Map.entry("regconfig", "english"),
            Map.entry("regdictionary", "simple"),
            Map.entry("jsonb", "{\"a\": 1}"),
            Map.entry("jsonpath", "$.\"a\""),
            Map.entry("txid_snapshot", "10:20:10,14"),
            Map.entry("pg_snapshot", "10:20:10,14"),
            Map.entry("xid8", "18446744073709551615"),
            Map.entry("int4range", "[1,5)"),
            Map.entry("numrange", "[1.5,)"),
            Map.entry("tsrange", "[\"2024-02-29 10:00:00\",)"),
            Map.entry("tstzrange", "[\"2024-02-29 10:00:00+00\",)"),
            Map.entry("daterange", "[2024-02-29,2024-03-01)"),
            Map.entry("int8range", "empty"),
            Map.entry("int4multirange", "{[1,5),[7,9)}"),
            Map.entry("nummultirange", "{[1.5,)}"),
            Map.entry("tsmultirange", "{}"),
            Map.entry("tstzmultirange", "{[\"2024-02-29 10:00:00+00\",)}"),
            Map.entry("datemultirange", "{[2024-02-29,2024-03-01)}"),
            Map.entry("int8multirange", "{[1,5)}"));

    private final List<String> problems = new ArrayList<>();
    private final StringBuilder rows = new StringBuilder();

    private static String withUser(String sample, String user) {
        return sample.replace("postgres", user);
    }

    /** What came of one type in one format: a tick, or a word of what happened instead. */
    private String get(Connection connection, String type, String literal, int wanted, StringBuilder javaClass)
            throws SQLException {
        String sql = "select " + RandomTypes.literal(literal) + "::" + type;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeQuery().close();
            statement.executeQuery().close();
            try (ResultSet result = statement.executeQuery()) {
                assertTrue(result.next());
                if (((ResultSetImpl) result).shape.format(0) != wanted) {
                    return "as text";
                }
                Object value = object(result, type);
                if (javaClass.isEmpty()) {
                    javaClass.append(publicName(value));
                }
                if (!literal.equals(result.getString(1))
                        || !javaClass.toString().equals(publicName(value))) {
                    problems.add(type + " read: " + result.getString(1) + " " + value.getClass());
                }
                return "yes";
            }
        }
    }

    /** A cursor's object is its rows, which there are none of here. */
    private static Object object(ResultSet result, String type) throws SQLException {
        return type.equals("refcursor") ? result.getString(1) : result.getObject(1);
    }

    /** The class that applications see. */
    private static String publicName(Object value) {
        if (value instanceof byte[]) {
            return "byte[]";
        }
        Class<?> type = value.getClass();
        for (Class<?> api : type.getInterfaces()) {
            if (type.getName().startsWith("io.howdah.internal") && api != ValueHolder.class) {
                return api.getSimpleName();
            }
        }
        return type.getName().startsWith("java.sql.") ? type.getName() : type.getSimpleName();
    }

    private String set(Connection connection, String type, String literal, int wanted) throws SQLException {
        Object value;
        int format;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select " + RandomTypes.literal(literal) + "::" + type)) {
            assertTrue(result.next());
            value = sendable(result, type);
            format = format(connection, value, ((ResultSetImpl) result).shape.type(0));
        }
        if (wanted == Format.BINARY && format != Format.BINARY) {
            return "as text";
        }
        String sql = "select format('%s', ?::" + type + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            try (ResultSet result = statement.executeQuery()) {
                assertTrue(result.next());
                if (!literal.equals(result.getString(1))) {
                    problems.add(type + " sent: " + result.getString(1));
                }
                return "yes";
            }
        } catch (SQLException e) {
            problems.add(type + " not sent: " + e);
            return "no";
        }
    }

    /** Arrays are sent as the elements that an application sees; of bit and money these are Boolean and Double, which are sent as such. */
    private static Object sendable(ResultSet result, String type) throws SQLException {
        switch (type) {
            case "bit" -> {
                return result.getObject(1, PgBits.class);
            }
            case "money" -> {
                return result.getObject(1, PgMoney.class);
            }
            case "bit[]", "money[]" -> {
                return result.getArray(1);
            }
            default -> {
                return object(result, type) instanceof Array array ? array.getArray() : object(result, type);
            }
        }
    }

    private static int format(Connection connection, Object value, PgType type) throws SQLException {
        CodecContext context =
                connection.unwrap(ConnectionImpl.class).session().state().context();
        return type.codec().encodeFormat(value, type, context);
    }

    private static String arrayLiteral(String literal, String type) {
        String quoted = literal.replace("\\", "\\\\").replace("\"", "\\\"");
        boolean needed = literal.isEmpty() || !literal.equals(quoted) || literal.matches(".*[\\s{},;].*");
        boolean plain = type.equals("box") ? !literal.matches(".*[\\s{};\"\\\\].*") : !needed;
        return "{" + (plain ? literal : '"' + quoted + '"') + "}";
    }

    private void row(Connection text, Connection binary, String type, String literal) throws SQLException {
        StringBuilder javaClass = new StringBuilder();
        String array = arrayLiteral(literal, type);
        List<String> cells = List.of(
                get(text, type, literal, Format.TEXT, javaClass),
                get(binary, type, literal, Format.BINARY, javaClass),
                set(text, type, literal, Format.TEXT),
                set(binary, type, literal, Format.BINARY),
                get(text, type + "[]", array, Format.TEXT, new StringBuilder("Array")),
                get(binary, type + "[]", array, Format.BINARY, new StringBuilder("Array")),
                set(text, type + "[]", array, Format.TEXT),
                set(binary, type + "[]", array, Format.BINARY));
        rows.append("| `")
                .append(type)
                .append("` | `")
                .append(type.equals("refcursor") ? "ResultSet" : javaClass)
                .append("` | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    @Test
    void thePageSaysWhatEveryTypeOfTheCatalogueDoes(PostgresServer server) throws Exception {
        // The catalogue of one version is enough for a page.
        assumeTrue(server.majorVersion() == 18);
        try (Connection text = Connections.open(server, "binaryTransfer=false");
                Connection binary = Connections.open(server)) {
            for (Connection connection : List.of(text, binary)) {
                Connections.run(connection, "set timezone = 'UTC'", "set lc_monetary = 'C'");
            }
            TreeMap<String, String> types = new TreeMap<>();
            String user = binary.getMetaData().getUserName();
            try (Statement statement = text.createStatement();
                    ResultSet names = statement.executeQuery(
                            "select format_type(oid, null) from pg_type where typtype in ('b', 'r', 'm')"
                                    + " and typnamespace = 'pg_catalog'::regnamespace and typcategory <> 'A'"
                                    + " or typname in ('int2vector', 'oidvector')")) {
                while (names.next()) {
                    types.put(names.getString(1), SAMPLES.getOrDefault(names.getString(1), ""));
                }
            }
            types.keySet().removeAll(INTERNAL);
            for (Map.Entry<String, String> type : types.entrySet()) {
                assertTrue(SAMPLES.containsKey(type.getKey()), () -> "a sample value of " + type.getKey());
                row(text, binary, type.getKey(), withUser(type.getValue(), user));
            }
        }
        assertEquals(List.of(), problems, () -> String.join("\n", problems));
        checkPage();
    }

    private void checkPage() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END, begin);
        assertTrue(begin >= 0 && end >= 0, "docs/types.md has no generated section");
        String section = """
                | Type | `getObject` | get, text | get, binary | set, text | set, binary | array: get, text | get, binary | set, text | set, binary |
                |---|---|---|---|---|---|---|---|---|---|
                """ + rows;
        String expected = page.substring(0, begin + BEGIN.length()) + section + page.substring(end);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(
                expected,
                Files.readString(PAGE).replace("\r\n", "\n"),
                "docs/types.md is out of date: run mvn test -Dtest=TypesManualLiveTest -Ddocs.update=true");
    }
}
