package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.HowdahConnection;
import io.howdah.api.RecordCopyIn;
import io.howdah.api.RecordCopyOut;
import io.howdah.api.RowCopyIn;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.PgType;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * 10,000 random values of random types, nested in each other, go the ways that a value can go: in a literal, as a parameter in text and in
 * binary, through COPY in both formats; and come back in text and in binary. The server's own text of the value is the judge. A failure names the
 * seed, which {@code -Drandom.types.seed} repeats.
 */
@Live
class RandomTypesLiveTest {
    private static final int TYPES = 50;
    private static final int VALUES = 200;

    private static final long SEED = Long.getLong("random.types.seed", 20_240_229L);

    /** The first difference of each way, with an example. */
    private final TreeMap<String, String> differences = new TreeMap<>();

    /** Tables of the type at hand. */
    private String source;

    private String target;

    private void check(String way, RandomTypes.Type type, String expected, String actual) {
        if (!expected.equals(actual)) {
            differences.putIfAbsent(way + " of " + type.name(), "expected " + expected + "\n        but got " + actual);
        }
    }

    private void failed(String way, RandomTypes.Type type, Exception e) {
        differences.putIfAbsent(way + " of " + type.name(), e.toString());
    }

    private static Connection connect(PostgresServer server, String... parameters) throws SQLException {
        Connection connection = Connections.open(server, parameters);
        Connections.run(connection, "set search_path = random_types, public", "set timezone = 'America/New_York'");
        return connection;
    }

    @Test
    void everyValueIsTheSameOnEveryWay(PostgresServer server) throws Exception {
        RandomTypes types = new RandomTypes(SEED, server.majorVersion() >= 14);
        List<RandomTypes.Type> all = new ArrayList<>();
        for (int i = 0; i < TYPES; i++) {
            all.add(types.next());
        }
        try (Connection text = connect(server, "binaryTransfer=false");
                Connection binary = connect(server)) {
            Connections.run(text, "drop schema if exists random_types cascade", "create schema random_types");
            Connections.run(text, types.definitions().toArray(new String[0]));
            for (int i = 0; i < TYPES; i++) {
                run(i, all.get(i), new Random(SEED + i), text, binary);
            }
            Connections.run(text, "drop schema random_types cascade");
        }
        StringBuilder report = new StringBuilder("seed " + SEED + "\n");
        differences.forEach((way, what) ->
                report.append(way).append(":\n        ").append(what).append('\n'));
        assertEquals(0, differences.size(), report::toString);
    }

    private void run(int number, RandomTypes.Type type, Random random, Connection text, Connection binary)
            throws Exception {
        source = "source" + number;
        target = "target" + number;
        Connections.run(text, "create table " + source + "(id int, v " + type.name() + ")");
        StringBuilder insert = new StringBuilder("insert into " + source + " values ");
        for (int id = 0; id < VALUES; id++) {
            insert.append(id == 0 ? "" : ",")
                    .append('(')
                    .append(id)
                    .append(',')
                    .append(RandomTypes.literal(type.value(random)))
                    .append(')');
        }
        Connections.run(text, insert.toString(), "create table " + target + "(id int, v " + type.name() + ")");
        List<Object> objects = read(type, text, binary);
        write("parameter in text", type, text, objects);
        write("parameter in binary", type, binary, objects);
        if (type.exactAsElement()) {
            List<Object> remade = new ArrayList<>();
            for (Object object : objects) {
                remade.add(remade(object, binary));
            }
            write("Java values in text", type, text, remade);
            write("Java values in binary", type, binary, remade);
        }
        copy(type, binary);
        copyRows(type, binary, objects);
    }

    /** Reads every value in both formats; returns the objects that came in binary. */
    private List<Object> read(RandomTypes.Type type, Connection text, Connection binary) throws SQLException {
        String sql = "select v, format('%s', v) from " + source + " order by id";
        List<Object> objects = new ArrayList<>();
        try (PreparedStatement one = text.prepareStatement(sql);
                PreparedStatement other = binary.prepareStatement(sql);
                ResultSet inText = one.executeQuery();
                ResultSet inBinary = thirdExecution(other)) {
            while (inText.next() && inBinary.next()) {
                String expected = inText.getString(2);
                check("getString in text", type, expected, inText.getString(1));
                try {
                    check("getString in binary", type, expected, inBinary.getString(1));
                    Object object = inBinary.getObject(1);
                    check("getObject", type, show(inText.getObject(1)), show(object));
                    objects.add(exact(object, inBinary));
                } catch (SQLException e) {
                    failed("reading", type, e);
                }
            }
        }
        return objects;
    }

    /** A java.sql.Time has no microseconds and no offset. */
    private static Object exact(Object object, ResultSet rows) throws SQLException {
        if (object instanceof Time) {
            boolean zoned = rows.getMetaData().getColumnTypeName(1).equals("timetz");
            return zoned ? rows.getObject(1, OffsetTime.class) : rows.getObject(1, LocalTime.class);
        }
        return object;
    }

    /** Of what a prepared statement gives, the first is in text, and what can be is in binary later. */
    private static ResultSet thirdExecution(PreparedStatement statement) throws SQLException {
        statement.executeQuery().close();
        statement.executeQuery().close();
        return statement.executeQuery();
    }

    /** Class and content, down to the elements and attributes. */
    private static String show(Object value) throws SQLException {
        if (value instanceof Array array) {
            return array.getBaseTypeName() + array + " " + show(array.getArray());
        }
        if (value instanceof Struct struct) {
            return struct.getSQLTypeName() + show(struct.getAttributes());
        }
        if (value instanceof SQLXML xml) {
            return xml.getString();
        }
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof Object[] elements) {
            StringBuilder text = new StringBuilder(value.getClass().getSimpleName()).append('[');
            for (Object element : elements) {
                text.append(show(element)).append("; ");
            }
            return text.append(']').toString();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    /** The same value made anew by the application: arrays and structs of their elements and attributes. */
    private static Object remade(Object value, Connection connection) throws SQLException {
        if (value instanceof Array array && !array.toString().startsWith("[")) {
            Object[] elements = (Object[]) array.getArray();
            return connection.createArrayOf(array.getBaseTypeName(), remadeElements(elements, connection));
        }
        if (value instanceof Struct struct) {
            return connection.createStruct(struct.getSQLTypeName(), remadeElements(struct.getAttributes(), connection));
        }
        return value;
    }

    private static Object[] remadeElements(Object[] elements, Connection connection) throws SQLException {
        Object[] copy = new Object[elements.length];
        for (int i = 0; i < elements.length; i++) {
            copy[i] = elements[i] instanceof Object[] level
                    ? remadeElements(level, connection)
                    : remade(elements[i], connection);
        }
        return copy;
    }

    private void write(String way, RandomTypes.Type type, Connection connection, List<Object> objects)
            throws SQLException {
        Connections.run(connection, "truncate " + target);
        try (PreparedStatement insert = connection.prepareStatement("insert into " + target + " values (?, ?)")) {
            for (int id = 0; id < objects.size(); id++) {
                insert.setInt(1, id);
                insert.setObject(2, objects.get(id));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            failed(way, type, e);
            return;
        }
        compareTables(way, type, connection);
    }

    private void compareTables(String way, RandomTypes.Type type, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select format('%s', s.v), format('%s', t.v) from " + source
                        + " s full join " + target + " t using (id)"
                        + " where format('%s', s.v) is distinct from format('%s', t.v) order by id limit 1")) {
            while (rows.next()) {
                check(way, type, String.valueOf(rows.getString(1)), String.valueOf(rows.getString(2)));
            }
        }
    }

    private void copy(RandomTypes.Type type, Connection connection) throws Exception {
        HowdahConnection howdah = connection.unwrap(HowdahConnection.class);
        for (String format : List.of("text", "binary")) {
            Connections.run(connection, "truncate " + target);
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            howdah.copyOut("copy (select * from " + source + " order by id) to stdout (format " + format + ")", rows);
            howdah.copyIn(
                    "copy " + target + " from stdin (format " + format + ")",
                    new ByteArrayInputStream(rows.toByteArray()));
            compareTables("COPY in " + format, type, connection);
            if (format.equals("binary")) {
                decode(type, connection, RandomTypes.copyRows(rows.toByteArray()));
            }
        }
    }

    /** A row of which a value's text is wanted. */
    record Shown(int id, String v) {}

    /** A row with any value, of which is not known ahead whether it has a binary form. */
    record Any(int id, Object v) {}

    /** The driver encodes and decodes the rows. */
    private void copyRows(RandomTypes.Type type, Connection connection, List<Object> objects) throws SQLException {
        HowdahConnection howdah = connection.unwrap(HowdahConnection.class);
        if (objects.size() < VALUES) {
            return;
        }
        Connections.run(connection, "truncate " + target);
        try (RowCopyIn rows = howdah.copyInRows(target)) {
            int id = 0;
            for (Object object : objects) {
                rows.add(id++, object);
            }
            rows.finish();
        } catch (SQLException e) {
            failed("rows of COPY", type, e);
        }
        compareTables("rows of COPY", type, connection);
        Connections.run(connection, "truncate " + target);
        try (RecordCopyIn<Any> rows = howdah.copyIn(target, Any.class)) {
            for (int id = 0; id < VALUES; id++) {
                rows.add(new Any(id, objects.get(id)));
            }
            rows.finish();
        } catch (SQLException e) {
            failed("records of COPY", type, e);
        }
        compareTables("records of COPY", type, connection);
        List<String> got = new ArrayList<>();
        try (RecordCopyOut<Shown> rows = howdah.copyOut("select id, v from " + source + " order by id", Shown.class)) {
            for (Shown row = rows.next(); row != null; row = rows.next()) {
                got.add(row.v);
            }
        } catch (SQLException e) {
            failed("records out of COPY", type, e);
        }
        try (Statement statement = connection.createStatement();
                ResultSet texts = statement.executeQuery("select format('%s', v) from " + source + " order by id")) {
            for (String text : got) {
                assertTrue(texts.next());
                check("records out of COPY", type, texts.getString(1), text == null ? "" : text);
            }
        }
    }

    /** The fields of COPY BINARY are values as in result sets. */
    private void decode(RandomTypes.Type type, Connection connection, List<byte[][]> rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet texts = statement.executeQuery(
                        "select format('%s', v), (select atttypid from pg_attribute where attrelid = '" + source
                                + "'::regclass and attname = 'v') from " + source + " order by id")) {
            CodecContext context =
                    connection.unwrap(ConnectionImpl.class).session().state().context();
            for (byte[][] row : rows) {
                assertTrue(texts.next());
                PgType pgType = context.types().byOid((int) texts.getLong(2));
                if (pgType.codec().binary()) {
                    String actual =
                            pgType.codec().decodeString(row[1], 0, row[1].length, Format.BINARY, pgType, context);
                    check("field of COPY BINARY", type, texts.getString(1), actual);
                }
            }
        }
    }
}
