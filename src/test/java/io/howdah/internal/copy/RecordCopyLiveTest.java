package io.howdah.internal.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.HowdahConnection;
import io.howdah.api.RecordCopyIn;
import io.howdah.api.RecordCopyOut;
import io.howdah.api.RowCopyIn;
import io.howdah.api.UncheckedSqlException;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgRange;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Records and rows of values by COPY, in both formats and both directions. */
@Live
class RecordCopyLiveTest {
    private static final int MANY = 20_000;

    private final PostgresServer server;
    private HowdahConnection connection;

    RecordCopyLiveTest(PostgresServer server) {
        this.server = server;
    }

    record Item(int id, String name) {}

    record Numbers(short a, int b, long c, float d, double e, boolean f, BigDecimal g) {}

    record Longs(long a, long b, long c) {}

    @BeforeEach
    void connect() throws SQLException {
        connection = open();
        run("create temp table t (id int primary key, name text)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private HowdahConnection open() throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", server.user());
        info.setProperty("password", server.password());
        String url = server.url().replace("jdbc:postgresql:", "jdbc:howdah:");
        return DriverManager.getConnection(url, info).unwrap(HowdahConnection.class);
    }

    private void run(String... statements) throws SQLException {
        run(connection, statements);
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private static SQLException failure(String state, Executable call) {
        SQLException e = assertThrows(SQLException.class, call);
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e;
    }

    private <T extends Record> boolean copy(String table, Class<T> type, List<T> rows) throws SQLException {
        try (RecordCopyIn<T> copy = connection.copyIn(table, type)) {
            copy.addAll(rows);
            assertEquals(rows.size(), copy.finish());
            return copy.isBinary();
        }
    }

    private <T extends Record> List<T> all(String source, Class<T> type, boolean binary) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (RecordCopyOut<T> copy = connection.copyOut(source, type)) {
            assertEquals(binary, copy.isBinary());
            for (T row = copy.next(); row != null; row = copy.next()) {
                rows.add(row);
            }
            assertNull(copy.next());
        }
        return rows;
    }

    // ---- in

    @Test
    void recordsGoInBinaryAndComeBack() throws SQLException {
        List<Item> items = List.of(new Item(1, "one"), new Item(2, null), new Item(3, ""), new Item(4, "\\N\t\n\r\\."));
        assertTrue(copy("t", Item.class, items));
        assertEquals(items, all("t", Item.class, true));
        assertEquals(items, all("select * from t order by id -- all of them", Item.class, true));
    }

    @Test
    void nothingIsCopiedWithoutFinish() throws SQLException {
        try (RecordCopyIn<Item> copy = connection.copyIn("t", Item.class)) {
            copy.add(new Item(1, "one"));
            failure("55006", () -> value("select 1"));
        }
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void noRowsAreNoRowsInBothFormats() throws SQLException {
        assertTrue(copy("t", Item.class, List.of()));
        assertEquals(List.of(), all("t", Item.class, true));
        run("create temp table x (id int, name xml)");
        assertFalse(copy("x", Item.class, List.of()));
        assertEquals(List.of(), all("x", Item.class, false));
    }

    @Test
    void numbersAreFittedToTheirColumns() throws SQLException {
        run("create temp table n (a int8, b int2, c int4, d float8, e float4, f bool, g numeric)");
        Numbers row = new Numbers((short) -3, 32_767, Integer.MIN_VALUE, 1.5f, -2.25, true, new BigDecimal("12.340"));
        assertTrue(copy("n", Numbers.class, List.of(row)));
        assertEquals("(-3,32767,-2147483648,1.5,-2.25,t,12.340)", value("select n::text from n"));
        assertEquals(List.of(row), all("n", Numbers.class, true));
    }

    @Test
    void numbersThatDoNotFitNameRowColumnAndValue() throws SQLException {
        run("create temp table n (a int8, b int4, c int2)");
        try (RecordCopyIn<Longs> copy = connection.copyIn("n", Longs.class)) {
            assertTrue(copy.isBinary());
            copy.add(new Longs(1, 2, 3));
            SQLException e = failure("22003", () -> copy.add(new Longs(1, 1L << 31, 3)));
            assertTrue(e.getMessage().contains("row 2, column b: 2147483648"), e.getMessage());
            e = failure("22003", () -> copy.add(new Longs(1, 2, -32_769)));
            assertTrue(e.getMessage().contains("row 2, column c: -32769"), e.getMessage());
            copy.add(new Longs(Long.MIN_VALUE, Integer.MIN_VALUE, Short.MIN_VALUE));
            assertEquals(2, copy.finish());
        }
        assertEquals("-9223372036854775808", value("select min(a) from n"));
    }

    record Texts(short a, int b, long c, float d, double e, boolean f, BigDecimal g, String x) {}

    @Test
    void aColumnWithoutBinaryFormMakesAllOfItText() throws SQLException {
        run("create temp table n (a int8, b int2, c int4, d float8, e float4, f bool, g numeric, x xml)");
        Texts row = new Texts(
                (short) -3, 7, -8, 1.5f, Double.NEGATIVE_INFINITY, false, new BigDecimal("1E+3"), "<a>\\\t&#10;</a>");
        assertFalse(copy("n", Texts.class, List.of(row)));
        assertEquals(
                "-3|7|-8|1.5|-Infinity|false|1000|<a>\\\t&#10;</a>",
                value("select concat_ws('|', a, b, c, d, e, f::text, g, x) from n"));
        Texts back = all("n", Texts.class, false).get(0);
        assertEquals(row.x, back.x);
        assertEquals(row.e, back.e);
        try (RecordCopyIn<Texts> copy = connection.copyIn("n", Texts.class)) {
            SQLException e = failure(
                    "22003", () -> copy.add(new Texts((short) 0, 1 << 15, 0, 0, 0, true, BigDecimal.ONE, null)));
            assertTrue(e.getMessage().contains("row 1, column b: 32768"), e.getMessage());
        }
    }

    record Dates(int id, String day) {}

    @Test
    void textForATypeThatIsNoneIsForTheServerToRead() throws SQLException {
        run("create temp table d (id int, day date)");
        assertFalse(copy("d", Dates.class, List.of(new Dates(1, "Jan 5 2020"), new Dates(2, null))));
        assertEquals("2020-01-05", value("select day from d where id = 1"));
        assertEquals(
                List.of("2020-01-05"),
                all("select * from d where id = 1", Dates.class, true).stream()
                        .map(Dates::day)
                        .toList());
    }

    enum Mood {
        sad,
        happy
    }

    record Point(int x, Optional<String> label) {}

    record Everything(
            int id,
            short int2,
            BigDecimal numeric,
            LocalDate date,
            LocalTime time,
            LocalDateTime timestamp,
            OffsetDateTime timestamptz,
            UUID uuid,
            byte[] bytea,
            String jsonb,
            String json,
            Mood mood,
            int positive,
            Integer[] ints,
            List<String> texts,
            Point point,
            Point[] points,
            PgRange<Integer> range,
            String bpchar,
            Optional<Long> maybe,
            boolean flag,
            double float8) {}

    private Everything everything(int id) {
        return new Everything(
                id,
                (short) id,
                new BigDecimal("-0.00100"),
                LocalDate.of(2024, 2, 29),
                LocalTime.of(23, 59, 59, 999_999_000),
                LocalDateTime.of(1999, 12, 31, 1, 2, 3, 4_000),
                OffsetDateTime.ofInstant(Instant.ofEpochSecond(id, 1_000), ZoneOffset.UTC),
                new UUID(1, id),
                new byte[] {0, -1, '\\', '\n'},
                "{\"a\": \"\\\\\\t\"}",
                "[1, 2]",
                Mood.happy,
                5,
                new Integer[] {1, null, 3},
                List.of("", "NULL", "a,b\\\"", "tab\t"),
                new Point(3, Optional.of("a,(b)")),
                new Point[] {new Point(4, Optional.empty()), null},
                PgRange.of(1, 5),
                "ab  ",
                Optional.empty(),
                true,
                Math.PI);
    }

    private static String shown(Everything row) {
        return row.toString().replaceAll("\\[[A-Za-z.;$]+@[0-9a-f]+", "")
                + Arrays.toString(row.bytea)
                + Arrays.toString(row.ints)
                + Arrays.toString(row.points);
    }

    @Test
    void valuesOfManyTypesGoBothWaysInBothFormats() throws SQLException {
        run("drop schema if exists record_copy cascade", "create schema record_copy", "set search_path = record_copy");
        run(
                "create type mood as enum ('sad', 'happy')",
                "create domain positive as int check (value > 0)",
                "create type point2 as (x int, label text)",
                "create table everything (id int, int2 int2, numeric numeric, date date, time time, timestamp timestamp,"
                        + " timestamptz timestamptz, uuid uuid, bytea bytea, jsonb jsonb, json json, mood mood, positive positive,"
                        + " ints int[], texts text[], point point2, points point2[], range int4range, bpchar char(4),"
                        + " maybe int8, flag bool, float8 float8)",
                "create table in_text (like everything, extra xml)");
        try {
            List<Everything> rows = List.of(everything(1), everything(2));
            assertTrue(copy("everything", Everything.class, rows));
            // A column of xml that is given nothing decides nothing; one that is read does.
            assertTrue(copy("record_copy.in_text", Everything.class, rows));
            assertEquals(
                    value("select string_agg(e::text, '/' order by id) from everything e"),
                    value("select string_agg(regexp_replace(e::text, ',\\)$', ')'), '/' order by id) from in_text e"));
            for (String source : List.of("everything", "select * from in_text order by id")) {
                List<Everything> back = all(source, Everything.class, source.equals("everything"));
                assertEquals(2, back.size());
                for (int i = 0; i < 2; i++) {
                    assertEquals(shown(rows.get(i)), shown(back.get(i)));
                }
            }
        } finally {
            run("drop schema record_copy cascade");
        }
    }

    @Test
    void valuesOfRowsGoInTextWhenTheFirstNeedsIt() throws SQLException {
        run("create temp table v (b bit(4), c char(3), n numeric(5,2), s smallint, j jsonb, d date[])");
        try (RowCopyIn copy = connection.copyInRows("v")) {
            assertFalse(copy.isBinary());
            copy.add("1010", "x\t", 12.5, 7L, "{}", "{2020-01-01,NULL}");
            assertFalse(copy.isBinary());
            copy.add(null, null, null, null, null, null);
            copy.add("0001", "\\", new BigDecimal("3"), (short) 9, "[]", new LocalDate[] {LocalDate.EPOCH});
            assertEquals(3, copy.finish());
        }
        assertEquals(
                "1010,x\t ,12.50,7,{},{2020-01-01,NULL}/,,,,,/0001,\\  ,3.00,9,[],{1970-01-01}",
                value(
                        "select string_agg(concat(b, ',', rpad(c, case when c is null then 0 else 3 end), ',', n, ',', s, ',', j, ',', d), '/') from v"));
    }

    @Test
    void rowsOfChosenColumnsGoInBinary() throws SQLException {
        run(
                "create temp table v (\"Id\" int generated always as identity, s smallint, j jsonb, \"a b\" text default 'x',"
                        + " twice int generated always as (s * 2) stored)");
        try (RowCopyIn copy = connection.copyInRows("v", "j", "s")) {
            copy.add("{}", 4);
            assertTrue(copy.isBinary());
            copy.add(null, 5L);
            SQLException e = failure("22003", () -> copy.add(null, 70_000));
            assertTrue(e.getMessage().contains("row 3, column s"), e.getMessage());
            e = failure("42846", () -> copy.add(null, "6"));
            assertTrue(e.getMessage().contains("row 3, column s"), e.getMessage());
            e = failure("07001", () -> copy.add(1));
            assertTrue(e.getMessage().contains("2 columns") && e.getMessage().contains("1 values"), e.getMessage());
            assertEquals(2, copy.finish());
        }
        assertEquals("(1,4,{},x,8)(2,5,,x,10)", value("select string_agg(v::text, '' order by s) from v"));
        failure("42703", () -> connection.copyInRows("v", "id"));
        try (RowCopyIn copy = connection.copyInRows("v")) {
            copy.add((short) 6, "1", "y");
            assertEquals(1, copy.finish());
        }
        try (RowCopyIn copy = connection.copyInRows("v")) {
            assertEquals(0, copy.finish());
        }
        failure("55000", () -> {
            RowCopyIn copy = connection.copyInRows("v");
            copy.close();
            copy.add((short) 6, "1", "y");
        });
    }

    record Generated(int id, int amount, int twice, String customerId) {}

    @Test
    void columnsThatTheServerFillsAreLeftOut() throws SQLException {
        run("create temp table g (id int generated always as identity (start 10), amount int,"
                + " twice int generated always as (amount * 2) stored, customer_id text, other text default 'o')");
        assertTrue(copy("g", Generated.class, List.of(new Generated(1, 2, 3, "c"))));
        assertEquals("(10,2,4,c,o)", value("select g::text from g"));
        assertEquals(List.of(new Generated(10, 2, 4, "c")), all("g", Generated.class, true));
    }

    record Other(int id, String nothing) {}

    @Test
    void namesThatAreNotThereAreNamed() throws SQLException {
        SQLException e = failure("42703", () -> connection.copyIn("t", Other.class));
        assertTrue(e.getMessage().contains("nothing") && e.getMessage().contains("[id, name]"), e.getMessage());
        e = failure("42P01", () -> connection.copyIn("no_such.table_here", Item.class));
        assertTrue(e.getMessage().contains("no_such.table_here"), e.getMessage());
        failure("42602", () -> connection.copyIn("t; drop table t", Item.class));
        failure("42602", () -> connection.copyInRows("copy t from stdin"));
        failure("42703", () -> connection.copyOut("t", Other.class));
        failure("42P01", () -> connection.copyOut("no_such_table", Item.class));
        failure("42601", () -> connection.copyOut("copy t to stdout", Item.class));
        failure("42601", () -> connection.copyOut("select 1; select 2", Item.class));
        assertEquals("1", value("select 1"));
    }

    @Test
    void nameMeansWhatItMeansInTheSession() throws SQLException {
        run("drop table if exists record_copy_hidden", "create table record_copy_hidden (id int, name text)");
        try {
            copy("record_copy_hidden", Item.class, List.of(new Item(1, "permanent")));
            all("record_copy_hidden", Item.class, true);
            run("create temp table record_copy_hidden (id int, name text)");
            copy("record_copy_hidden", Item.class, List.of(new Item(2, "temporary")));
            assertEquals(List.of(new Item(2, "temporary")), all("record_copy_hidden", Item.class, true));
            assertEquals("(1,permanent)", value("select string_agg(t::text, '') from public.record_copy_hidden t"));
        } finally {
            run("drop table if exists pg_temp.record_copy_hidden", "drop table public.record_copy_hidden");
        }
    }

    @Test
    void oddNamesAreFound() throws SQLException {
        run(
                "drop schema if exists \"Odd \"\"schema\" cascade",
                "create schema \"Odd \"\"schema\"",
                "create table \"Odd \"\"schema\".\"T.1\" (\"ID\" int, \"na me\" text, name text)");
        try {
            String table = "\"Odd \"\"schema\".\"T.1\"";
            assertTrue(copy(table, Item.class, List.of(new Item(1, "x"))));
            assertEquals("(1,,x)", value("select t::text from " + table + " t"));
            assertEquals(List.of(new Item(1, "x")), all(table, Item.class, true));
        } finally {
            run("drop schema \"Odd \"\"schema\" cascade");
        }
    }

    // ---- failures

    private static Iterator<Item> failingAfter(int rows, RuntimeException failure) {
        return IntStream.rangeClosed(1, Integer.MAX_VALUE)
                .mapToObj(i -> {
                    if (i > rows) {
                        throw failure;
                    }
                    return new Item(i, "item " + i);
                })
                .iterator();
    }

    @Test
    void failingSourceLeavesTheTableAsItWas() throws SQLException {
        for (int rows : new int[] {0, 1, MANY}) {
            IllegalStateException failure = new IllegalStateException("source");
            try (RecordCopyIn<Item> copy = connection.copyIn("t", Item.class)) {
                assertSame(
                        failure,
                        assertThrows(IllegalStateException.class, () -> copy.addAll(failingAfter(rows, failure))));
                failure("55000", copy::finish);
                failure("55000", () -> copy.add(new Item(1, "x")));
            }
            assertEquals("0", value("select count(*) from t"));
        }
    }

    record Throwing(int id, String name) {
        @Override
        public String name() {
            throw new UnsupportedOperationException("name");
        }
    }

    @Test
    void failingAccessorTakesItsRowBack() throws SQLException {
        try (RecordCopyIn<Throwing> copy = connection.copyIn("t", Throwing.class)) {
            assertThrows(UnsupportedOperationException.class, () -> copy.add(new Throwing(1, "x")));
            assertEquals(0, copy.finish());
        }
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void duplicateKeyIsToldAndStopsTheSource() throws SQLException {
        AtomicLong asked = new AtomicLong();
        try (RecordCopyIn<Item> copy = connection.copyIn("t", Item.class)) {
            failure("23505", () -> {
                copy.addAll(Stream.generate(() -> new Item((int) (asked.incrementAndGet() % 100), "x"))
                        .limit(10_000_000));
                copy.finish();
            });
        }
        assertTrue(asked.get() < 10_000_000, () -> asked + " rows were taken");
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void copyIsPartOfItsTransaction() throws SQLException {
        connection.setAutoCommit(false);
        copy("t", Item.class, List.of(new Item(1, "one")));
        assertEquals("1", value("select count(*) from t"));
        assertEquals(1, all("t", Item.class, true).size());
        connection.rollback();
        connection.setAutoCommit(true);
        failure("42P01", () -> all("never_was", Item.class, true));
        run("create temp table if not exists t (id int, name text)");
        assertEquals("0", value("select count(*) from t"));
    }

    @Test
    void rowsAndBytesAreTold() throws SQLException {
        long[] told = new long[3];
        try (RecordCopyIn<Item> copy = connection.copyIn("t", Item.class).onProgress((rows, bytes) -> {
            assertTrue(rows >= told[0] && bytes >= told[1]);
            told[0] = rows;
            told[1] = bytes;
            told[2]++;
        })) {
            copy.addAll(IntStream.range(0, MANY).mapToObj(i -> new Item(i, "item")));
            assertEquals(MANY, copy.finish());
        }
        assertEquals(MANY, told[0]);
        // Header, trailer, and for each row its columns' lengths and 8 bytes of values.
        assertEquals(19 + 2 + MANY * (2 + 8 + 8L), told[1]);
        assertTrue(told[2] > 3);
    }

    // ---- tables that change

    @Test
    void tableThatAnotherConnectionChangedIsLookedAtAnew() throws SQLException {
        run("drop table if exists record_copy_changing", "create table record_copy_changing (id int, name int)");
        try (HowdahConnection other = open()) {
            record Number(int id, int name) {}
            List<Number> rows = List.of(new Number(1, 2));
            copy("record_copy_changing", Number.class, rows);
            assertEquals(rows, all("record_copy_changing", Number.class, true));
            // As wide, so that the server could not tell.
            run(other, "alter table record_copy_changing alter name type float4");
            copy("record_copy_changing", Number.class, rows);
            assertEquals("(1,2)(1,2)", value("select string_agg(r::text, '') from record_copy_changing r"));
            run(other, "alter table record_copy_changing alter name type int");
            assertEquals(2, all("record_copy_changing", Number.class, true).size());
            run(other, "drop table record_copy_changing", "create table record_copy_changing (name int8, id int2)");
            copy("record_copy_changing", Number.class, rows);
            assertEquals(rows, all("record_copy_changing", Number.class, true));
            run(other, "alter table record_copy_changing rename name to title");
            failure("42703", () -> copy("record_copy_changing", Number.class, rows));
            run(other, "alter table record_copy_changing rename title to \"Name\"");
            copy("record_copy_changing", Number.class, rows);
        } finally {
            run("drop table record_copy_changing");
        }
    }

    @Test
    void tableThatChangedWithinATransactionFailsIt() throws SQLException {
        run("drop table if exists record_copy_changed", "create table record_copy_changed (id int, name text)");
        try (HowdahConnection other = open()) {
            copy("record_copy_changed", Item.class, List.of(new Item(1, "x")));
            run(other, "alter table record_copy_changed alter name type varchar(3)");
            connection.setAutoCommit(false);
            failure("40001", () -> copy("record_copy_changed", Item.class, List.of(new Item(2, "y"))));
            connection.rollback();
            copy("record_copy_changed", Item.class, List.of(new Item(2, "y")));
            connection.commit();
            connection.setAutoCommit(true);
            assertEquals("2", value("select count(*) from record_copy_changed"));
        } finally {
            run("drop table record_copy_changed");
        }
    }

    // ---- out

    @Test
    void rowsCanBeLeft() throws SQLException {
        copy(
                "t",
                Item.class,
                IntStream.range(0, MANY).mapToObj(i -> new Item(i, "item " + i)).toList());
        for (String source : List.of("t", "select id, name, xmlparse(content '<a/>') from t")) {
            try (RecordCopyOut<Item> copy = connection.copyOut(source, Item.class)) {
                assertEquals("item 0", copy.next().name());
                failure("55006", () -> value("select 1"));
            }
            assertEquals("1", value("select 1"));
            try (Stream<Item> items = connection.copyOut(source, Item.class).stream()) {
                assertEquals(
                        MANY,
                        items.peek(item -> assertEquals("item " + item.id, item.name))
                                .count());
            }
            assertEquals("1", value("select 1"));
            int sum = 0;
            try (RecordCopyOut<Item> copy = connection.copyOut(source, Item.class)) {
                for (Item item : copy) {
                    sum += item.id;
                }
            }
            assertEquals(MANY / 2 * (MANY - 1), sum);
        }
    }

    @Test
    void serverErrorInTheMiddleOfRowsIsThrown() throws SQLException {
        String sql = "select 100000 / (50000 - i) as id, 'x' as name from generate_series(1, 60000) i";
        try (RecordCopyOut<Item> copy = connection.copyOut(sql, Item.class)) {
            UncheckedSqlException e =
                    assertThrows(UncheckedSqlException.class, () -> copy.forEach(item -> assertEquals("x", item.name)));
            assertEquals("22012", e.getCause().getSQLState());
        }
        assertEquals("1", value("select 1"));
    }

    @Test
    void valueThatCannotBeReadHarmsOnlyItsRow() throws SQLException {
        String sql = "select nullif(i, 2) as id, 'x' as name from generate_series(1, 3) i";
        try (RecordCopyOut<Item> copy = connection.copyOut(sql, Item.class)) {
            assertEquals(1, copy.next().id);
            failure("22004", copy::next);
            assertEquals(3, copy.next().id);
            assertNull(copy.next());
        }
    }

    @Test
    void rowsLargerThanTheBuffersGoBothWays() throws SQLException {
        String large = "x\\\t\u20ac".repeat(500_000);
        List<Item> items = List.of(new Item(1, large), new Item(2, "small"), new Item(3, large));
        assertTrue(copy("t", Item.class, items));
        assertEquals(items, all("t", Item.class, true));
        run("create temp table x (id int, name text, x date default now())");
        record InText(int id, String name, String x) {}
        List<InText> texts = List.of(new InText(1, large, "2020-01-01"), new InText(2, "", null));
        assertFalse(copy("x", InText.class, texts));
        assertEquals(texts, all("x", InText.class, true));
        assertEquals(texts, all("select *, ''::xml from x", InText.class, false));
    }
}
