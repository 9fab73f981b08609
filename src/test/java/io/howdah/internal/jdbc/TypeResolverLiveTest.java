package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.type.TypeIntrospector;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgStruct;
import io.howdah.types.PgValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How types of the database are found, under all circumstances that might lead astray. */
@Live
class TypeResolverLiveTest {
    private PostgresServer server;
    private String[] dataSource;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer given) throws SQLException {
        server = given;
        dataSource = new String[] {"ApplicationName=types" + System.nanoTime()};
        connection = open(server, dataSource);
        run(
                connection,
                "drop schema if exists a_types cascade",
                "drop schema if exists b_types cascade",
                "create schema a_types",
                "create schema b_types",
                "create type a_types.thing as (x int4)",
                "create type b_types.thing as (y text, z text)",
                "create type a_types.\"Odd \"\"Na.me\" as (x int4)",
                "create type a_types.mixed as enum ('lower')",
                "create type a_types.\"a = b > c\" as (x int4)",
                "create type a_types.\"Mixed\" as enum ('upper')");
    }

    @AfterEach
    void drop() throws SQLException {
        run(connection, "reset search_path", "drop schema a_types cascade", "drop schema b_types cascade");
        connection.close();
    }

    private static Object read(Connection on, String sql) throws SQLException {
        try (Statement select = on.createStatement();
                ResultSet rows = select.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getObject(1);
        }
    }

    @Test
    void namesAreThoseOfTheSessionsOwnPath() throws SQLException {
        try (Connection other = open(server, dataSource)) {
            connection.setSchema("a_types");
            other.setSchema("b_types");
            assertEquals(
                    "(1)", connection.createStruct("thing", new Object[] {1}).toString());
            assertEquals(
                    "(p,q)",
                    other.createStruct("thing", new Object[] {"p", "q"}).toString());
            assertEquals(
                    "(2)", connection.createStruct("thing", new Object[] {2}).toString());
            long before = Connections.traffic(other).roundTrips();
            assertEquals(
                    "(r,)",
                    other.createStruct("thing", new Object[] {"r", null}).toString());
            assertEquals(before, Connections.traffic(other).roundTrips());
            run(connection, "set search_path to b_types");
            assertEquals(
                    "(s,)",
                    connection.createStruct("thing", new Object[] {"s", null}).toString());
            run(connection, "set search_path to a_types");
            assertEquals(
                    "(3)", connection.createStruct("thing", new Object[] {3}).toString());
            other.setSchema(null);
        }
    }

    @Test
    void namesInQuotesAndWithSchema() throws SQLException {
        assertEquals(
                "(1)",
                connection
                        .createStruct("a_types.\"Odd \"\"Na.me\"", new Object[] {1})
                        .toString());
        assertEquals(
                "(1)",
                connection
                        .createStruct("A_TYPES.THING".toLowerCase(java.util.Locale.ROOT), new Object[] {1})
                        .toString());
        assertEquals(
                "(1)",
                connection.createStruct("a_types.THING", new Object[] {1}).toString());
        assertEquals(
                "\"a_types\".\"Mixed\"",
                connection
                        .createArrayOf("a_types.\"Mixed\"", new String[] {"upper"})
                        .getBaseTypeName());
        assertEquals(
                "\"a_types\".\"Mixed\"",
                connection
                        .createArrayOf("a_types.Mixed", new String[] {"upper"})
                        .getBaseTypeName());
        assertEquals(
                "\"a_types\".\"mixed\"",
                connection
                        .createArrayOf("a_types.MIXED[]", new String[] {"lower"})
                        .getBaseTypeName());
        assertEquals(
                "(1)",
                connection
                        .createStruct("a_types.\"a = b > c\"", new Object[] {1})
                        .toString());
        SQLException e = assertThrows(
                SQLException.class, () -> connection.createStruct("a_types.'; drop schema b_types", new Object[0]));
        assertEquals("42704", e.getSQLState());
    }

    @Test
    void operatorsOfTheSearchPathAreNotUsed() throws SQLException {
        run(
                connection,
                "create function b_types.no(oid, oid) returns bool language sql as 'select false'",
                "create operator b_types.= (procedure = b_types.no, leftarg = oid, rightarg = oid)",
                "create function b_types.no(name, name) returns bool language sql as 'select false'",
                "create operator b_types.= (procedure = b_types.no, leftarg = name, rightarg = name)",
                "create table b_types.pg_type (oid oid)",
                "set search_path to b_types, pg_catalog");
        assertInstanceOf(Struct.class, read(connection, "select row(1)::a_types.thing"));
        assertEquals(
                "(1)",
                connection.createStruct("a_types.thing", new Object[] {1}).toString());
    }

    @Test
    void aTypeAlteredByAnotherDataSourceIsReadAnew() throws SQLException {
        run(connection, "create table a_types.kept(t a_types.thing, ts a_types.thing[])");
        run(connection, "insert into a_types.kept values (row(1), array[row(1)::a_types.thing])");
        try (Connection stranger = open(server, "ApplicationName=stranger" + System.nanoTime());
                Statement select = connection.createStatement()) {
            String sql = "select t, ts from a_types.kept";
            for (int round = 0; round < 3; round++) {
                assertEquals("(1)", read(connection, sql).toString());
            }
            run(stranger, "alter type a_types.thing add attribute more text cascade");
            ResultSet rows = select.executeQuery(sql);
            assertTrue(rows.next());
            PgStruct struct = (PgStruct) rows.getObject(1);
            assertEquals(List.of("x", "more"), struct.getAttributeNames());
            assertEquals("(1,)", struct.toString());
            Object[] elements = (Object[]) rows.getArray(2).getArray();
            assertEquals("(1,)", elements[0].toString());
        }
    }

    @Test
    void aTypeMadeAnewUnderItsNameIsAnother() throws SQLException {
        assertEquals(
                "(1)",
                connection.createStruct("a_types.thing", new Object[] {1}).toString());
        run(connection, "drop type a_types.thing", "create type a_types.thing as (x text, y text)");
        assertEquals(
                "(1,2)",
                connection
                        .createStruct("a_types.thing", new Object[] {"1", "2"})
                        .toString());
        assertInstanceOf(Struct.class, read(connection, "select row('1', '2')::a_types.thing"));
    }

    @Test
    void aTypeThatWasRolledBackIsForgotten() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "create type a_types.fleeting as (x int4)");
        assertEquals(
                "(1)",
                connection.createStruct("a_types.fleeting", new Object[] {1}).toString());
        connection.rollback();
        connection.setAutoCommit(true);
        assertThrows(SQLException.class, () -> connection.createStruct("a_types.fleeting", new Object[] {1}));
        run(connection, "create type a_types.fleeting as (x int4, y int4)");
        assertEquals(
                "(1,2)",
                connection.createStruct("a_types.fleeting", new Object[] {1, 2}).toString());
    }

    @Test
    void typesOfTheCatalogueItself() throws SQLException {
        PgStruct type = (PgStruct) read(connection, "select t from pg_catalog.pg_type t where typname = 'int4'");
        assertEquals("int4", type.getAttribute("typname"));
        assertEquals("pg_type", type.getSQLTypeName());
        assertEquals(
                "pg_catalog",
                read(connection, "select table_schema from information_schema.tables where table_name = 'pg_type'"));
        assertEquals(
                "{public}",
                read(connection, "select array['public'::information_schema.sql_identifier]")
                        .toString());
    }

    @Test
    void aUserWhoMayNotReadTheCatalogueReadsText() throws SQLException {
        run(connection, "create role blind", "grant usage on schema a_types to blind");
        try {
            run(connection, "revoke select on pg_catalog.pg_type from public", "set role blind");
            connection.setAutoCommit(false);
            assertInstanceOf(PgValue.class, read(connection, "select row(1)::a_types.thing"));
            assertEquals(1, read(connection, "select 1"), "the transaction goes on");
            connection.commit();
            connection.setAutoCommit(true);
            long before = Connections.traffic(connection).roundTrips();
            assertInstanceOf(PgValue.class, read(connection, "select row(1)::a_types.thing"));
            assertEquals(before + 1, Connections.traffic(connection).roundTrips(), "it is not asked again");
        } finally {
            run(
                    connection,
                    "reset role",
                    "grant select on pg_catalog.pg_type to public",
                    "revoke all on schema a_types from blind",
                    "drop role blind");
        }
    }

    @Test
    void theQueryIsFarFromTheCostsAtWhichTheServerCompilesQueries() throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion() * 10_000;
        try (Statement explain = connection.createStatement()) {
            for (String query : List.of(
                    TypeIntrospector.queryFor(new int[] {90_001}, version),
                    TypeIntrospector.queryFor(IntStream.range(90_000, 91_600).toArray(), version),
                    TypeIntrospector.queryFor("a_types.thing", version),
                    TypeIntrospector.queryFor("thing", version))) {
                ResultSet plan = explain.executeQuery("explain " + query);
                assertTrue(plan.next());
                String cost = plan.getString(1).replaceAll(".*\\.\\.([0-9]+)\\..*", "$1");
                assertTrue(Integer.parseInt(cost) < 50_000, plan.getString(1));
            }
        }
    }

    @Test
    void allTypesOfAResultAreAskedForAtOnce() throws SQLException {
        int count = 100;
        try (Statement statement = connection.createStatement()) {
            StringBuilder columns = new StringBuilder();
            for (int i = 0; i < count; i++) {
                statement.addBatch("create type a_types.many" + i + " as (n int"
                        + (i == 0 ? "" : ", inner_one a_types.many" + (i - 1)) + ")");
                columns.append(i == 0 ? "" : ", ")
                        .append("row(")
                        .append(i)
                        .append(i == 0 ? "" : ", null")
                        .append(")::a_types.many")
                        .append(i);
            }
            statement.executeBatch();
            try (ResultSet rows = statement.executeQuery("select " + columns)) {
                assertTrue(rows.next());
                long before = Connections.traffic(connection).roundTrips();
                for (int i = 0; i < count; i++) {
                    assertEquals(i, ((Struct) rows.getObject(i + 1)).getAttributes()[0]);
                }
                assertEquals(before + 1, Connections.traffic(connection).roundTrips());
            }
        }
    }

    @Test
    void aNameThatNothingHasIsFoundOnceSomethingHasIt() throws SQLException {
        assertThrows(SQLException.class, () -> connection.createStruct("a_types.later", new Object[] {1}));
        try (Connection stranger = open(server, "ApplicationName=stranger" + System.nanoTime())) {
            run(stranger, "create type a_types.later as (x int4)");
        }
        assertEquals(
                "(1)",
                connection.createStruct("a_types.later", new Object[] {1}).toString());
        assertNotEquals(null, read(connection, "select row(1)::a_types.later"));
        assertNull(read(connection, "select null::a_types.later"));
    }
}
