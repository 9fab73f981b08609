package io.howdah.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgPoint;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Rows as objects. */
@Live
class QueryLiveTest {
    record Person(int id, String fullName, Optional<LocalDate> born, boolean active) {}

    record Everything(
            short a,
            int b,
            long c,
            float d,
            double e,
            BigDecimal f,
            UUID g,
            int[] h,
            List<String> i,
            byte[] j,
            Mood k) {}

    enum Mood {
        HAPPY,
        SAD
    }

    record Address(String street, int number) {}

    record Customer(int id, Address home, List<Address> others) {}

    record Nothing() {}

    record Strict(int id) {
        Strict {
            if (id < 0) {
                throw new IllegalArgumentException("negative id");
            }
        }
    }

    private final PostgresServer server;
    private HowdahConnection connection;

    QueryLiveTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() throws SQLException {
        String url = server.url().replace("jdbc:postgresql:", "jdbc:howdah:");
        connection = DriverManager.getConnection(url, server.user(), server.password())
                .unwrap(HowdahConnection.class);
        connection.update("create temp table person (id int, full_name text, born date, active bool default true)");
        assertEquals(1, connection.update("insert into person values (?, ?, ?)", 1, "Ada", LocalDate.of(1815, 12, 10)));
        assertEquals(1, connection.update(Sql.of("insert into person values ({}, {}, {})", 2, "Bob", null)));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static SQLException failure(String state, Executable call) {
        SQLException e = assertThrows(SQLException.class, call);
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e;
    }

    @Test
    void recordsTakeTheirComponentsByName() throws SQLException {
        List<Person> expected = List.of(
                new Person(1, "Ada", Optional.of(LocalDate.of(1815, 12, 10)), true),
                new Person(2, "Bob", Optional.empty(), true));
        for (int execution = 0; execution < 4; execution++) {
            assertEquals(
                    expected,
                    connection.query("select * from person order by id").list(Person.class));
            assertEquals(
                    expected.get(1),
                    connection
                            .query(
                                    "select active, born, full_name as \"fullName\", 7 as more, id from person where id = ?",
                                    2)
                            .one(Person.class));
        }
    }

    @Test
    void componentsOfManyTypes() throws SQLException {
        UUID uuid = UUID.randomUUID();
        for (int execution = 0; execution < 3; execution++) {
            Everything all = connection
                    .query(
                            "select 1::int2 a, 2::int4 b, 3::int8 c, 1.5::float4 d, 2.5::float8 e, 1.50::numeric f, ?::uuid g,"
                                    + " '{1,2}'::int[] h, '{a,NULL}'::text[] i, '\\x0102'::bytea j, 'HAPPY' k",
                            uuid)
                    .one(Everything.class);
            assertEquals(1, all.a());
            assertEquals(2, all.b());
            assertEquals(3, all.c());
            assertEquals(1.5f, all.d());
            assertEquals(2.5, all.e());
            assertEquals(new BigDecimal("1.50"), all.f());
            assertEquals(uuid, all.g());
            assertEquals("[1, 2]", Arrays.toString(all.h()));
            assertEquals(Arrays.asList("a", null), all.i());
            assertEquals("[1, 2]", Arrays.toString(all.j()));
            assertEquals(Mood.HAPPY, all.k());
        }
    }

    @Test
    void recordsWithinRecords() throws SQLException {
        connection.update("create type pg_temp.address as (street text, number int)");
        Customer expected = new Customer(
                1, new Address("High", 7), List.of(new Address("Low", 8), new Address("O'Conn, \"x\"", 9)));
        for (int execution = 0; execution < 3; execution++) {
            assertEquals(
                    expected,
                    connection
                            .query("select 1 id, row('High', 7)::pg_temp.address home,"
                                    + " array[row('Low', 8), row('O''Conn, \"x\"', 9)]::pg_temp.address[] as others")
                            .one(Customer.class));
            assertEquals(
                    new Address("High", 7),
                    connection.query("select row('High', 7)::pg_temp.address").one(Address.class));
        }
    }

    @Test
    void valuesOfOneColumn() throws SQLException {
        assertEquals(2L, connection.query("select count(*) from person").one(Long.class));
        assertEquals(2, connection.query("select count(*) from person").one(int.class));
        assertEquals(
                List.of("Ada", "Bob"),
                connection.query("select full_name from person order by 1").list(String.class));
        assertNull(connection.query("select null::int").one(Integer.class));
        assertEquals(new PgPoint(1, 2), connection.query("select point(1, 2)").one(PgPoint.class));
        assertEquals(Optional.empty(), connection.query("select 1 where false").optional(Integer.class));
        assertEquals(Optional.empty(), connection.query("select null::int").optional(Integer.class));
        assertEquals(Optional.of(1), connection.query("select 1").optional(Integer.class));
    }

    @Test
    void mapsAndReaders() throws SQLException {
        Map<String, Object> ada = connection
                .query("select id, full_name, born from person where id = 1")
                .one(RowReader.map());
        assertEquals("{id=1, full_name=Ada, born=1815-12-10}", ada.toString());
        assertEquals(
                1,
                connection
                        .query("select id from person order by 1")
                        .list(Map.class)
                        .get(0)
                        .get("id"));
        assertEquals(
                List.of("1:Ada", "2:Bob"),
                connection
                        .query("select id, full_name from person order by id")
                        .list(row -> row.getInt(1) + ":" + row.getString(2)));
    }

    @Test
    void wrongNumbersOfRowsAndColumnsAreRefused() throws SQLException {
        failure("02000", () -> connection.query("select 1 where false").one(Integer.class));
        failure("21000", () -> connection.query("select generate_series(1, 2)").one(Integer.class));
        failure("21000", () -> connection.query("select generate_series(1, 3)").optional(Integer.class));
        failure("42804", () -> connection.query("select 1, 2").one(Integer.class));
        SQLException e = failure(
                "42703",
                () -> connection
                        .query("select 1 id, 'x' full_name, true active")
                        .one(Person.class));
        assertTrue(e.getMessage().contains("born"), e.getMessage());
        failure("42703", () -> connection.query("select 2 \"ID\", 3 i_d").one(Ambiguous.class));
        failure("22004", () -> connection.query("select null::int id").one(Strict.class));
        failure("22000", () -> connection.query("select -1 id").one(Strict.class));
        failure("07001", () -> connection.query("select ?").one(Integer.class));
        assertEquals(new Nothing(), connection.query("select 1, 2").one(Nothing.class));
    }

    record Ambiguous(int Id) {}

    @Test
    void streamsReadAsTheyGo() throws SQLException {
        try (Stream<Person> people = connection.query("select * from person order by id").stream(Person.class)) {
            assertEquals("Ada,Bob", people.map(Person::fullName).collect(Collectors.joining(",")));
        }
        try (Stream<Integer> numbers = connection.query("select generate_series(1, 10000000)").stream(Integer.class)) {
            assertEquals(6, numbers.limit(3).mapToInt(i -> i).sum());
        }
        try (Stream<Integer> numbers =
                connection.query("select 1 / (3 - i) from generate_series(1, 5) i").stream(Integer.class)) {
            UncheckedSqlException e = assertThrows(UncheckedSqlException.class, numbers::count);
            assertEquals("22012", e.getCause().getSQLState());
        } catch (SQLException e) {
            // Small results fail at once.
            assertEquals("22012", e.getSQLState());
        }
        List<Integer> seen = new ArrayList<>();
        connection.query("select generate_series(1, 3)").forEach(Integer.class, seen::add);
        assertEquals(List.of(1, 2, 3), seen);
        failure(
                "22023",
                () -> connection.query("select generate_series(1, 10000000)").forEach(Integer.class, i -> {
                    throw new SQLException("enough", "22023");
                }));
        assertEquals(1, connection.query("select 1").one(Integer.class));
    }

    @Test
    void resultSetsGiveObjectsToo() throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                ResultSet rows = statement.executeQuery("select * from person order by id")) {
            HowdahResultSet objects = rows.unwrap(HowdahResultSet.class);
            failure("24000", () -> objects.read(Person.class));
            assertEquals(
                    List.of("Ada", "Bob"),
                    objects.list(Person.class).stream().map(Person::fullName).toList());
            assertTrue(rows.first());
            assertEquals("Ada", objects.read(Person.class).fullName());
            assertEquals(new Strict(1), objects.read(Strict.class));
            rows.beforeFirst();
            try (Stream<Strict> stream = objects.stream(Strict.class)) {
                assertEquals(2, stream.count());
            }
            assertTrue(rows.isClosed());
        }
        try (PreparedStatement statement = connection.prepare(Sql.of("select {} as id", 5));
                ResultSet rows = statement.executeQuery()) {
            assertEquals(
                    List.of(new Strict(5)), rows.unwrap(HowdahResultSet.class).list(Strict.class));
        }
    }
}
