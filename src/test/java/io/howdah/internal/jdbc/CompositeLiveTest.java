package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgStruct;
import io.howdah.types.PgValue;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.SQLInput;
import java.sql.SQLOutput;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Composite types, both ways, in both formats: the third execution of a statement is in binary. */
@Live
class CompositeLiveTest {
    private static final int ROUNDS = 4;

    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        connection = open(server, "ApplicationName=composites" + System.nanoTime());
        run(
                connection,
                "drop schema if exists shop cascade",
                "create schema shop",
                "create domain shop.sku as text check (value <> 'bad')",
                "create type shop.mood as enum ('happy', 'sad', 'very \"odd\", (label)')",
                "create type shop.price as (amount numeric(10,2), currency text)",
                "create type shop.item as (id int4, name shop.sku, cost shop.price, tags text[], feeling shop.mood,"
                        + " since date, weight float8)",
                "create table shop.orders(order_id int8, gone int, first_item shop.item, items shop.item[])",
                "alter table shop.orders drop column gone",
                "create domain shop.good_price as shop.price");
    }

    @AfterEach
    void close() throws SQLException {
        run(connection, "drop schema if exists shop cascade");
        connection.close();
    }

    private static final String ITEM =
            "row(7, E'a \"b\\\\ (c),', row(1.50, null), '{x,NULL,\"y z\"}', 'sad', '2024-02-29', 0.1)::shop.item";

    public record Price(BigDecimal amount, String currency) {}

    public enum Mood {
        HAPPY,
        SAD
    }

    public record Item(
            int id,
            String name,
            Price cost,
            List<String> tags,
            Mood feeling,
            LocalDate since,
            Optional<Double> weight) {}

    private static final Item SEVEN = new Item(
            7,
            "a \"b\\ (c),",
            new Price(new BigDecimal("1.50"), null),
            Arrays.asList("x", null, "y z"),
            Mood.SAD,
            LocalDate.of(2024, 2, 29),
            Optional.of(0.1));

    @Test
    void structHasNativeAttributesAndTheServersText() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select v, v::text from (select " + ITEM + ") t(v)")) {
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                PgStruct struct = assertInstanceOf(PgStruct.class, rows.getObject(1));
                assertEquals(rows.getString(2), struct.toString());
                assertEquals(rows.getString(2), rows.getString(1));
                assertEquals("\"shop\".\"item\"", struct.getSQLTypeName());
                Object[] attributes = struct.getAttributes();
                assertEquals(7, attributes[0]);
                assertEquals("a \"b\\ (c),", attributes[1]);
                Struct price = assertInstanceOf(Struct.class, attributes[2]);
                assertArrayEquals(new Object[] {new BigDecimal("1.50"), null}, price.getAttributes());
                assertArrayEquals(new String[] {"x", null, "y z"}, (Object[])
                        assertInstanceOf(Array.class, attributes[3]).getArray());
                assertEquals("sad", attributes[4]);
                assertEquals(java.sql.Date.valueOf("2024-02-29"), attributes[5]);
                assertEquals(0.1, attributes[6]);
                assertEquals(LocalDate.of(2024, 2, 29), struct.getAttribute("since", LocalDate.class));
                assertEquals(new Price(new BigDecimal("1.50"), null), struct.getAttribute("cost", Price.class));
                assertEquals(
                        "42703",
                        assertThrows(SQLException.class, () -> struct.getAttribute("no"))
                                .getSQLState());
                assertEquals(struct, rows.getObject(1, Struct.class));
            }
        }
    }

    @Test
    void recordsAreReadByName() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select v, array[v, null, v], null::shop.item from (select " + ITEM + ") t(v)")) {
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                assertEquals(SEVEN, rows.getObject(1, Item.class));
                assertArrayEquals(new Item[] {SEVEN, null, SEVEN}, rows.getObject(2, Item[].class));
                Object[] structs = (Object[]) rows.getArray(2).getArray();
                assertEquals(rows.getObject(1), structs[0]);
                assertNull(structs[1]);
                assertNull(rows.getObject(3, Item.class));
                assertTrue(rows.wasNull());
            }
        }
    }

    @Test
    void nullIsNotACompositeOfNulls() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select null::shop.price, row(null, null)::shop.price, row(0, '')::shop.price")) {
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                assertNull(rows.getObject(1));
                assertArrayEquals(new Object[2], ((Struct) rows.getObject(2)).getAttributes());
                assertEquals("(,)", rows.getObject(2).toString());
                assertEquals("(0.00,\"\")", rows.getObject(3).toString());
                assertEquals(new Price(new BigDecimal("0.00"), ""), rows.getObject(3, Price.class));
            }
        }
    }

    @Test
    void structsAndRecordsAreSent() throws SQLException {
        Struct price = connection.createStruct("shop.price", new Object[] {new BigDecimal("2.5"), "a\"b,\\ ("});
        Struct item = connection.createStruct("shop.item", new Object[] {
            8, "n", price, connection.createArrayOf("text", new String[] {"p", null}), Mood.SAD, null, 0.25
        });
        assertEquals(
                "(8,n,\"(2.50,\"\"a\"\"\"\"b,\\\\\\\\ (\"\")\",\"{p,NULL}\",SAD,,0.25)".replace("2.50", "2.5"),
                item.toString());
        Struct lower = connection.createStruct(
                "shop.item", new Object[] {8, "n", price, new String[] {"p", null}, "sad", LocalDate.EPOCH, 0.25});
        try (PreparedStatement echo = connection.prepareStatement(
                "select ?::shop.item, (?::shop.item).cost.currency," + " (?::shop.item[])[2]")) {
            for (int round = 0; round < ROUNDS; round++) {
                echo.setObject(1, lower);
                echo.setObject(2, lower, Types.STRUCT);
                echo.setArray(3, connection.createArrayOf("shop.item", new Object[] {null, lower}));
                ResultSet rows = echo.executeQuery();
                assertTrue(rows.next());
                assertEquals(8, ((Struct) rows.getObject(1)).getAttributes()[0]);
                assertEquals("a\"b,\\ (", rows.getString(2));
                assertEquals(rows.getObject(1), rows.getObject(3));
                assertEquals(
                        "1970-01-01",
                        ((PgStruct) rows.getObject(3)).getAttribute("since").toString());
            }
        }
    }

    @Test
    void recordsAsElementsAreSentByName() throws SQLException {
        Item sent = new Item(
                1, "x", new Price(BigDecimal.ONE, "EUR"), List.of("t"), null, LocalDate.EPOCH, Optional.empty());
        Array array = connection.createArrayOf("shop.item", new Item[] {sent});
        try (PreparedStatement echo = connection.prepareStatement("select (?::shop.item[])[1], ?::shop.item")) {
            for (int round = 0; round < ROUNDS; round++) {
                echo.setArray(1, array);
                echo.setObject(
                        2, connection.createStruct("shop.item", new Object[] {1, null, null, null, null, null, null}));
                ResultSet rows = echo.executeQuery();
                assertTrue(rows.next());
                Item got = rows.getObject(1, Item.class);
                assertEquals(sent.cost().currency(), got.cost().currency());
                assertEquals(new BigDecimal("1.00"), got.cost().amount());
                assertEquals(sent.tags(), got.tags());
                assertEquals(sent.since(), got.since());
                assertEquals("(1,,,,,,)", rows.getString(2));
            }
        }
    }

    @Test
    void rowTypesHaveNoDroppedColumns() throws SQLException {
        run(connection, "insert into shop.orders values (5, " + ITEM + ", array[" + ITEM + "])");
        try (PreparedStatement select = connection.prepareStatement("select o from shop.orders o")) {
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                PgStruct order = (PgStruct) rows.getObject(1);
                assertEquals(List.of("order_id", "first_item", "items"), order.getAttributeNames());
                assertEquals(5L, order.getAttribute("order_id"));
                assertEquals(List.of(SEVEN), List.of(order.getAttribute("items", Item[].class)));
                assertEquals("\"shop\".\"orders\"", rows.getMetaData().getColumnTypeName(1));
                assertEquals(Types.STRUCT, rows.getMetaData().getColumnType(1));
            }
        }
    }

    @Test
    void domainsOverCompositesReadAsComposites() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select row(1, 'x')::shop.price::shop.good_price, array[row(2, 'y')::shop.good_price]")) {
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                assertEquals(new Price(new BigDecimal("1.00"), "x"), rows.getObject(1, Price.class));
                assertArrayEquals(
                        new Price[] {new Price(new BigDecimal("2.00"), "y")}, rows.getObject(2, Price[].class));
                assertEquals("(1.00,x)", rows.getObject(1).toString());
            }
        }
    }

    @Test
    void anonymousRecordsAreStructsOfText() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select row(1, 'a b', null, ''), array[row(1, 2), row(3, 4)]")) {
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                PgStruct record = (PgStruct) rows.getObject(1);
                assertArrayEquals(new Object[] {"1", "a b", null, ""}, record.getAttributes());
                assertEquals(List.of("column1", "column2", "column3", "column4"), record.getAttributeNames());
                assertEquals("(1,\"a b\",,\"\")", record.toString());
                Object[] elements = (Object[]) rows.getArray(2).getArray();
                assertEquals("(3,4)", elements[1].toString());
                assertArrayEquals(new Pair[] {new Pair(1, 2), new Pair(3, 4)}, rows.getObject(2, Pair[].class));
                SQLException wrong = assertThrows(SQLException.class, () -> rows.getObject(1, Pair.class));
                assertEquals("42804", wrong.getSQLState());
            }
        }
    }

    public record Pair(int a, long b) {}

    public record Strange(int id, String nowhere) {}

    public record Primitive(BigDecimal amount, int currency) {}

    @Test
    void aComponentWithoutColumnAndANullForAPrimitiveAreNamed() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + ITEM + ", row(1, null)::shop.price")) {
            ResultSet rows = select.executeQuery();
            assertTrue(rows.next());
            SQLException unknown = assertThrows(SQLException.class, () -> rows.getObject(1, Strange.class));
            assertEquals("42703", unknown.getSQLState());
            assertTrue(unknown.getMessage().contains("nowhere"), unknown.getMessage());
            SQLException isNull = assertThrows(SQLException.class, () -> rows.getObject(2, Primitive.class));
            assertEquals("22004", isNull.getSQLState());
            assertTrue(isNull.getMessage().contains("currency"), isNull.getMessage());
        }
    }

    /** An application's class in the style of JDBC 2. */
    public static class PriceData implements SQLData {
        BigDecimal amount;
        String currency;

        @Override
        public String getSQLTypeName() {
            return "shop.price";
        }

        @Override
        public void readSQL(SQLInput in, String typeName) throws SQLException {
            amount = in.readBigDecimal();
            currency = in.readString();
        }

        @Override
        public void writeSQL(SQLOutput out) throws SQLException {
            out.writeBigDecimal(amount);
            out.writeString(currency);
        }
    }

    @Test
    void sqlDataGoesBothWays() throws SQLException {
        PriceData sent = new PriceData();
        sent.amount = new BigDecimal("3.25");
        sent.currency = "CHF";
        try (PreparedStatement echo = connection.prepareStatement("select ?")) {
            for (int round = 0; round < ROUNDS; round++) {
                echo.setObject(1, sent);
                ResultSet rows = echo.executeQuery();
                assertTrue(rows.next());
                PriceData got = rows.getObject(1, PriceData.class);
                assertEquals("3.25 CHF", got.amount + " " + got.currency);
                Map<String, Class<?>> map = Map.of("\"shop\".\"price\"", PriceData.class);
                assertInstanceOf(PriceData.class, rows.getObject(1, map));
                assertInstanceOf(PgStruct.class, rows.getObject(1));
                connection.setTypeMap(map);
                assertInstanceOf(PriceData.class, rows.getObject(1));
                connection.setTypeMap(Map.of());
            }
        }
    }

    @Test
    void anAlteredTypeIsReadAnew() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select p from (values (row(1, 'x')::shop.price)) t(p)")) {
            for (int round = 0; round < ROUNDS; round++) {
                try (ResultSet rows = select.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(2, ((Struct) rows.getObject(1)).getAttributes().length);
                }
            }
        }
        run(connection, "alter type shop.price add attribute note text");
        try (PreparedStatement select =
                connection.prepareStatement("select p from (values (row(1, 'x', 'n')::shop.price)) t(p)")) {
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                assertEquals("n", ((PgStruct) rows.getObject(1)).getAttribute("note"));
            }
        }
    }

    @Test
    void wrongNumbersOfAttributesAndUnknownNamesAreRefused() {
        assertEquals(
                "42704",
                assertThrows(SQLException.class, () -> connection.createStruct("no_such", new Object[0]))
                        .getSQLState());
        assertEquals(
                "42804",
                assertThrows(SQLException.class, () -> connection.createStruct("shop.price", new Object[] {1}))
                        .getSQLState());
    }

    @Test
    void enumsAndDomainsInArrays() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select 'happy'::shop.mood, array['sad', null, 'very \"odd\", (label)']::shop.mood[], array['q']::shop.sku[]")) {
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                assertEquals("happy", rows.getObject(1));
                assertEquals(Mood.HAPPY, rows.getObject(1, Mood.class));
                assertArrayEquals(new String[] {"sad", null, "very \"odd\", (label)"}, (Object[])
                        rows.getArray(2).getArray());
                assertArrayEquals(new String[] {"q"}, rows.getObject(3, String[].class));
                assertEquals(Types.VARCHAR, rows.getMetaData().getColumnType(1));
                assertEquals("\"shop\".\"mood\"", rows.getMetaData().getColumnTypeName(1));
                assertNotEquals(0, rows.getMetaData().getColumnTypeName(2).length());
            }
        }
    }

    @Test
    void valuesOfNamedTypesAreSentAsSuch() throws SQLException {
        try (PreparedStatement echo = connection.prepareStatement("select pg_typeof(?)::text, ?::text")) {
            echo.setObject(1, new PgValue("shop.mood", "sad"));
            echo.setNull(2, Types.OTHER, "shop.mood");
            ResultSet rows = echo.executeQuery();
            assertTrue(rows.next());
            assertEquals("shop.mood", rows.getString(1));
            assertNull(rows.getString(2));
        }
    }

    @Test
    void typesAreAskedForOnceForAllConnections(PostgresServer server) throws SQLException {
        String[] own = {"ApplicationName=once" + System.nanoTime()};
        try (Connection first = open(server, own);
                Connection second = open(server, own)) {
            assertEquals(1, tripsOfReading(first), "one round trip learns all of the types");
            assertEquals(0, tripsOfReading(first));
            assertEquals(0, tripsOfReading(second));
        }
    }

    /** Round trips after executeQuery. */
    private static long tripsOfReading(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement()) {
            ResultSet rows = select.executeQuery("select " + ITEM + ", 'sad'::shop.mood, array[" + ITEM + "]");
            long before = Connections.traffic(connection).roundTrips();
            assertTrue(rows.next());
            rows.getString(1);
            rows.getMetaData().getColumnLabel(1);
            assertEquals(before, Connections.traffic(connection).roundTrips());
            assertInstanceOf(Struct.class, rows.getObject(1));
            rows.getObject(2);
            rows.getArray(3).getArray();
            rows.getMetaData().getColumnTypeName(1);
            return Connections.traffic(connection).roundTrips() - before;
        }
    }

    @Test
    void aTransactionIsNotDisturbed(PostgresServer server) throws SQLException {
        try (Connection other = open(server, "ApplicationName=tx" + System.nanoTime())) {
            other.setAutoCommit(false);
            run(other, "insert into shop.orders values (1)");
            try (Statement select = other.createStatement();
                    ResultSet rows = select.executeQuery("select " + ITEM)) {
                assertTrue(rows.next());
                assertInstanceOf(Struct.class, rows.getObject(1));
            }
            other.commit();
            try (Statement select = other.createStatement();
                    ResultSet rows = select.executeQuery("select count(*) from shop.orders")) {
                assertTrue(rows.next());
                assertEquals(1, rows.getInt(1));
            }
        }
    }

    @Test
    void aFailedTransactionLeavesValuesAsText(PostgresServer server) throws SQLException {
        try (Connection other = open(server, "ApplicationName=failed" + System.nanoTime())) {
            other.setAutoCommit(false);
            try (Statement select = other.createStatement();
                    Statement wrong = other.createStatement()) {
                ResultSet rows = select.executeQuery("select row(1, 'x')::shop.price");
                assertTrue(rows.next());
                assertThrows(SQLException.class, () -> wrong.execute("select 1/0"));
                assertEquals(
                        "(1.00,x)",
                        assertInstanceOf(PgValue.class, rows.getObject(1)).getValue());
                other.rollback();
            }
        }
    }

    @Test
    void aStreamedResultGoesOn(PostgresServer server) throws SQLException {
        try (Connection other = open(server, "ApplicationName=stream" + System.nanoTime(), "streamBudget=64KB");
                Statement select = other.createStatement();
                ResultSet rows = select.executeQuery(
                        "select g, row(g, repeat('x', 100))::shop.price from generate_series(1, 5000) g")) {
            int count = 0;
            while (rows.next()) {
                count++;
                assertEquals(count, rows.getInt(1));
                assertEquals(new BigDecimal(count).setScale(2), ((Struct) rows.getObject(2)).getAttributes()[0]);
            }
            assertEquals(5000, count);
        }
    }
}
