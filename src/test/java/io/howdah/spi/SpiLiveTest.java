package io.howdah.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDataSource;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.spi.GeometryProvider.Geometry;
import io.howdah.spi.VectorProvider.Vector;
import io.howdah.types.PgValue;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What applications plug in. The types vector and geometry stand for those of pgvector and PostGIS, which the test servers have not: text in their text
 * form, and any bytes in their binary form, so that what the driver sends in binary comes back in binary.
 */
@Live
class SpiLiveTest {
    private static final int ROUNDS = 4;

    private PostgresServer server;
    private Connection setup;

    @BeforeEach
    void create(PostgresServer given) throws SQLException {
        server = given;
        setup = dataSource().getConnection();
        run("drop schema if exists plug cascade", "create schema plug", "set search_path to plug");
        createType("vector");
        createType("geometry");
        run(
                "create type mood as enum ('very-happy', 'sad')",
                "create type price as (amount numeric(10,2), currency text)",
                "create type order_line as (product text, each price, embedding vector, feeling mood, details jsonb)",
                "create table docs(id int, j json, b jsonb, l order_line, ls order_line[], m mood, ms mood[])");
    }

    @AfterEach
    void drop() throws SQLException {
        run("drop schema plug cascade");
        setup.close();
    }

    private void createType(String name) throws SQLException {
        run(
                "create type " + name,
                "create function in_" + name + "(cstring) returns " + name + " language internal strict as 'textin'",
                "create function out_" + name + "(" + name + ") returns cstring language internal strict as 'textout'",
                "create function recv_" + name + "(internal) returns " + name
                        + " language internal strict as 'bytearecv'",
                "create function send_" + name + "(" + name + ") returns bytea language internal strict as 'byteasend'",
                "create type " + name + " (input = in_" + name + ", output = out_" + name + ", receive = recv_" + name
                        + ", send = send_" + name + ")",
                "create cast (" + name + " as bytea) without function");
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = setup.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private HowdahDataSource dataSource(CodecProvider... providers) {
        HowdahDataSource.Builder builder = HowdahDataSource.builder().url(server.url("currentSchema=plug"));
        server.properties().forEach((name, value) -> builder.property((String) name, (String) value));
        for (CodecProvider provider : providers) {
            builder.codecProvider(provider);
        }
        return builder.build();
    }

    public enum Mood {
        VERY_HAPPY,
        SAD
    }

    public record Price(BigDecimal amount, String currency) {}

    public record Details(int size, List<String> colors) {}

    public record Line(String product, Price each, Vector embedding, Mood feeling, Details details) {}

    private static final class Bindings implements CodecProvider {
        @Override
        public List<TypeBinding> bindings() {
            return List.of(
                    TypeBinding.of("plug.order_line", Line.class),
                    TypeBinding.ofEnum(
                            "mood",
                            Mood.class,
                            mood -> mood.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
    }

    @Test
    void aProvidedTypeGoesBothWays() throws SQLException {
        Vector sent = new Vector(1, -2.5f, 1024);
        try (Connection connection = dataSource(new VectorProvider()).getConnection();
                PreparedStatement echo =
                        connection.prepareStatement("select ?, encode(?::vector::bytea, 'hex'), array[?]")) {
            for (int round = 0; round < ROUNDS; round++) {
                echo.setObject(1, sent);
                echo.setObject(2, sent);
                echo.setObject(3, sent);
                try (ResultSet rows = echo.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals("00030000" + "3f800000" + "c0200000" + "44800000", rows.getString(2));
                    if (round > 0) {
                        // In text, the stand-in shows the bytes as they are.
                        assertEquals(sent, rows.getObject(1));
                        assertEquals("[1,-2.5,1024]", rows.getString(1));
                        assertArrayEquals(new Vector[] {sent}, rows.getObject(3, Vector[].class));
                    }
                }
            }
        }
    }

    @Test
    void aProvidedTypeIsReadInTextAtFirst() throws SQLException {
        try (Connection connection = dataSource(new VectorProvider()).getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("select '[1,2.5]'::vector, '[x]'::vector, 'y'::vector")) {
            assertTrue(rows.next());
            assertEquals(new Vector(1, 2.5f), rows.getObject(1));
            assertEquals("[1,2.5]", rows.getString(1));
            assertEquals(
                    "22000",
                    assertThrows(SQLException.class, () -> rows.getObject(2)).getSQLState());
            assertEquals(
                    "22018",
                    assertThrows(SQLException.class, () -> rows.getObject(3)).getSQLState());
        }
    }

    /** POINT(1 2) of SRID 4326, little-endian. */
    private static final String POINT = "0101000020E6100000000000000000F03F0000000000000040";

    @Test
    void geometryIsReadFromTextAsFromBinary() throws SQLException {
        Geometry point = new Geometry(HexFormat.of().parseHex(POINT));
        try (Connection connection = dataSource(new GeometryProvider()).getConnection();
                Statement text = connection.createStatement();
                PreparedStatement echo =
                        connection.prepareStatement("select ?, ?, encode(?::geometry::bytea, 'hex'), ?")) {
            text.execute("create domain place as geometry");
            text.execute("create type stop as (name text, place place)");
            ResultSet rows = text.executeQuery("select '" + POINT + "'::geometry, array['" + POINT
                    + "'::geometry, null], row('a', '" + POINT + "')::stop, 'point'::geometry");
            assertTrue(rows.next());
            assertEquals(point, rows.getObject(1));
            assertEquals(4326, rows.getObject(1, Geometry.class).srid());
            assertEquals(POINT, rows.getString(1));
            assertArrayEquals(new Geometry[] {point, null}, rows.getObject(2, Geometry[].class));
            assertEquals(point, ((Struct) rows.getObject(3)).getAttributes()[1]);
            assertEquals(
                    "22018",
                    assertThrows(SQLException.class, () -> rows.getObject(4)).getSQLState());
            for (int round = 0; round < ROUNDS; round++) {
                echo.setObject(1, point);
                echo.setObject(2, new Geometry[] {point, null});
                echo.setObject(3, point);
                echo.setObject(4, connection.createStruct("stop", new Object[] {"a", point}));
                ResultSet echoed = echo.executeQuery();
                assertTrue(echoed.next());
                assertEquals(POINT, echoed.getString(3).toUpperCase(Locale.ROOT));
                if (round > 0) {
                    // In text, the stand-in shows the bytes as they are.
                    assertEquals(point, echoed.getObject(1));
                    assertEquals(POINT, echoed.getString(1));
                    assertArrayEquals(new Geometry[] {point, null}, echoed.getObject(2, Geometry[].class));
                }
            }
        }
    }

    /** What a jar with a file META-INF/services offers, here on a class path of the thread's own. */
    private Object readWithServices(Path directory, String providers) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(CodecProvider.class.getName()), providers);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            thread.setContextClassLoader(loader);
            try (Connection connection = dataSource().getConnection();
                    Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery("select '[1]'::vector")) {
                assertTrue(rows.next());
                return rows.getObject(1);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void providersOfTheClassPathAreFound(@TempDir Path directory) throws Exception {
        assertEquals(new Vector(1), readWithServices(directory, VectorProvider.class.getName() + "  # pgvector"));
        assertEquals(new PgValue("vector", "[1]"), readWithServices(directory, ""));
    }

    @Test
    void aProviderThatCannotBeLoadedIsNamed(@TempDir Path directory) {
        SQLException e = assertThrows(SQLException.class, () -> readWithServices(directory, "com.example.Missing"));
        assertEquals("08001", e.getSQLState());
        assertTrue(e.getMessage().contains("com.example.Missing"), e.getMessage());
    }

    @Test
    void withoutAProviderAnUnknownBaseTypeIsText() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement("select '[1,2.5]'::vector")) {
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                assertEquals(new PgValue("vector", "[1,2.5]"), rows.getObject(1));
                assertEquals("vector", rows.getMetaData().getColumnTypeName(1));
            }
        }
    }

    @Test
    void jsonIsReadAndWrittenByTheLibrary() throws SQLException {
        Details details = new Details(3, List.of("red", "b\"lue"));
        try (Connection connection = dataSource(new GsonProvider()).getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into docs(j, b) values (?, ?)");
                PreparedStatement select =
                        connection.prepareStatement("select j, b, array[b], null::json, 'null'::json from docs")) {
            insert.setObject(1, details);
            insert.setObject(2, details);
            assertEquals(1, insert.executeUpdate());
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                assertEquals(details, rows.getObject(1, Details.class));
                assertEquals(details, rows.getObject(2, Details.class));
                assertArrayEquals(new Details[] {details}, rows.getObject(3, Details[].class));
                assertNull(rows.getObject(4, Details.class));
                assertEquals("{\"size\":3,\"colors\":[\"red\",\"b\\\"lue\"]}", rows.getString(1));
                assertEquals(
                        "22018",
                        assertThrows(SQLException.class, () -> rows.getObject(1, Mood[].class))
                                .getSQLState());
            }
        }
    }

    @Test
    void aRecordWithoutLibraryOrBindingIsRefused() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into docs(j) values (?)")) {
            SQLException e = assertThrows(SQLException.class, () -> insert.setObject(1, new Details(1, List.of())));
            assertEquals("07006", e.getSQLState());
            assertTrue(e.getMessage().contains("TypeBinding"), e.getMessage());
        }
    }

    @Test
    void boundRecordsEnumsAndArraysOfThemGoBothWays() throws SQLException {
        Line line = new Line(
                "pen",
                new Price(new BigDecimal("1.50"), "EUR"),
                null,
                Mood.VERY_HAPPY,
                new Details(2, List.of("blue")));
        CodecProvider[] all = {new Bindings(), new VectorProvider(), new GsonProvider()};
        try (Connection connection = dataSource(all).getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into docs(l, ls, m, ms) values (?, ?, ?, ?)");
                PreparedStatement select = connection.prepareStatement("select l, ls, m, ms, l from docs")) {
            for (int round = 0; round < ROUNDS; round++) {
                insert.setObject(1, line);
                insert.setObject(2, new Line[] {line, null});
                insert.setObject(3, Mood.SAD);
                insert.setObject(4, List.of(Mood.SAD, Mood.VERY_HAPPY));
                assertEquals(1, insert.executeUpdate());
            }
            for (int round = 0; round < ROUNDS; round++) {
                ResultSet rows = select.executeQuery();
                assertTrue(rows.next());
                assertEquals(line, rows.getObject(1, Line.class));
                assertArrayEquals(new Line[] {line, null}, rows.getObject(2, Line[].class));
                assertEquals(Mood.SAD, rows.getObject(3, Mood.class));
                assertEquals("sad", rows.getObject(3));
                assertArrayEquals(new Mood[] {Mood.SAD, Mood.VERY_HAPPY}, rows.getObject(4, Mood[].class));
            }
        }
    }

    @Test
    void providersAreNamedByAProperty() throws SQLException {
        HowdahDataSource dataSource = dataSource();
        dataSource.setCodecProviders(VectorProvider.class.getName() + ", " + GsonProvider.class.getName());
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("select '[1]'::vector")) {
            assertTrue(rows.next());
            assertEquals(new Vector(1), rows.getObject(1));
        }
        dataSource.setCodecProviders("java.lang.String");
        assertEquals(
                "08001",
                assertThrows(SQLException.class, dataSource::getConnection).getSQLState());
    }

    @Test
    void valuesOfTheOtherDriverAreTaken() throws SQLException {
        org.postgresql.util.PGobject mood = new org.postgresql.util.PGobject();
        mood.setType("mood");
        mood.setValue("sad");
        org.postgresql.util.PGobject nothing = new org.postgresql.util.PGobject();
        nothing.setType("jsonb");
        try (Connection connection = dataSource().getConnection();
                PreparedStatement echo = connection.prepareStatement("select ?, ?, ?, pg_typeof(?)::text")) {
            for (int round = 0; round < ROUNDS; round++) {
                echo.setObject(1, mood);
                echo.setObject(2, nothing);
                echo.setObject(3, new org.postgresql.util.PGInterval(0, 1, 2, 0, 0, 3));
                echo.setObject(4, mood);
                ResultSet rows = echo.executeQuery();
                assertTrue(rows.next());
                assertEquals("sad", rows.getObject(1));
                assertNull(rows.getObject(2));
                assertEquals("1 mon 2 days 00:00:03", rows.getString(3));
                assertEquals("mood", rows.getString(4));
            }
        }
    }
}
