package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Live
class CallableLiveTest {
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        connection = open(server);
        run(
                connection,
                "create temp table called (v text)",
                "create function pg_temp.plus(a int, b int) returns int language sql as 'select a + b'",
                "create function pg_temp.outs(a int, out b int, out \"C\" text) language sql as"
                        + " 'select a * 2, a::text || ''!'''",
                "create function pg_temp.dates(d date, inout n numeric) language sql as 'select n'",
                "create function pg_temp.opened(name text, rows int) returns refcursor language plpgsql as"
                        + " 'declare c refcursor := name; begin open c for select generate_series(1, rows) as i; return c; end'",
                "create function pg_temp.two(out x refcursor, out y refcursor) language plpgsql as"
                        + " 'begin open x for select 1 as a; open y for select 2 as b; end'",
                "create procedure pg_temp.keep(v text) language plpgsql as"
                        + " 'begin insert into called values (v); commit; insert into called values (v || ''2''); rollback; end'",
                "create procedure pg_temp.swap(inout a int, inout b text) language plpgsql as"
                        + " 'declare t int := a; begin a := b::int; b := t::text; end'");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static void fails(String sqlState, String message, Executable work) {
        SQLException e = assertThrows(SQLException.class, work);
        assertEquals(sqlState, e.getSQLState(), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private long roundTrips() throws SQLException {
        return Connections.traffic(connection).roundTrips();
    }

    @Test
    void everyCallTakesOneRoundTrip() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.plus(?, ?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            for (int i = 0; i < 5; i++) {
                call.setInt(2, i);
                call.setInt(3, 10);
                long before = roundTrips();
                assertFalse(call.execute());
                assertEquals(1, roundTrips() - before, "call " + i);
                assertEquals(10 + i, call.getInt(1));
            }
        }
        try (CallableStatement call = connection.prepareCall("call pg_temp.swap(?, ?)")) {
            call.registerOutParameter(1, Types.INTEGER);
            call.registerOutParameter(2, Types.VARCHAR);
            for (int i = 0; i < 3; i++) {
                call.setInt(1, i);
                call.setString(2, "7");
                long before = roundTrips();
                call.execute();
                assertEquals(1, roundTrips() - before);
                assertEquals(7, call.getInt(1));
                assertEquals(Integer.toString(i), call.getString(2));
            }
        }
    }

    @Test
    void everyGetterConverts() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.plus(?, 2)}")) {
            call.registerOutParameter(1, JDBCType.INTEGER);
            call.setInt(2, 1);
            call.executeUpdate();
            assertEquals(3, call.getByte(1));
            assertEquals(3, call.getShort(1));
            assertEquals(3L, call.getLong(1));
            assertEquals(3f, call.getFloat(1));
            assertEquals(3d, call.getDouble(1));
            assertEquals("3", call.getString(1));
            assertEquals("3", call.getNString(1));
            assertEquals(BigDecimal.valueOf(3), call.getBigDecimal(1));
            assertEquals(Long.valueOf(3), call.getObject(1, Long.class));
            assertEquals(3, call.getObject(1, Map.of()));
            assertEquals(3, call.getObject("returnvalue"));
            assertFalse(call.wasNull());
            call.setNull(2, Types.INTEGER);
            call.execute();
            assertEquals(0, call.getInt(1));
            assertTrue(call.wasNull());
            assertNull(call.getObject(1));
            assertNull(call.getBigDecimal(1));
        }
    }

    @Test
    void numbersAreRoundedToTheRegisteredScale() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{call pg_temp.dates(?, ?)}")) {
            call.setObject(1, LocalDate.of(2024, 2, 29), JDBCType.DATE);
            call.setBigDecimal(2, new BigDecimal("1.255"));
            call.registerOutParameter(2, JDBCType.DECIMAL, 2);
            call.execute();
            assertEquals(new BigDecimal("1.26"), call.getBigDecimal(2));
            assertEquals(new BigDecimal("1.26"), call.getObject(2));
            fails("22023", "scale", () -> call.registerOutParameter(2, Types.NUMERIC, -1));
        }
    }

    @Test
    void parametersAreFoundByName() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{call pg_temp.outs(?, ?, ?)}")) {
            long before = roundTrips();
            call.setInt("a", 4);
            assertEquals(1, roundTrips() - before, "the catalogue is asked once");
            call.registerOutParameter("b", Types.INTEGER);
            call.registerOutParameter("c", Types.VARCHAR);
            call.execute();
            assertEquals(2, roundTrips() - before);
            assertEquals(8, call.getInt("B"));
            assertEquals("4!", call.getString("C"));
            assertEquals("4!", call.getString(3));
            fails("42P02", "expected one of a, b, C", () -> call.setInt("d", 1));
            fails("22023", "null", () -> call.setInt((String) null, 1));
        }
        try (CallableStatement again = connection.prepareCall("{call pg_temp.outs(?, ?, ?)}")) {
            long before = roundTrips();
            again.setInt("a", 4);
            assertEquals(0, roundTrips() - before, "the answer is kept");
        }
    }

    @Test
    void namesOfTheResultAndOfWrittenArguments() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.plus(b => ?, a => ?)}")) {
            long before = roundTrips();
            call.setInt("a", 1);
            call.setInt("B", 2);
            assertEquals(0, roundTrips() - before, "the names are in the text");
            call.registerOutParameter("returnValue", Types.INTEGER);
            call.execute();
            assertEquals(3, call.getInt("returnValue"));
        }
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.plus(2, ?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setInt("b", 5);
            call.execute();
            assertEquals(7, call.getInt(1));
            fails("42P02", "no parameter named a with a placeholder", () -> call.setInt("a", 1));
        }
    }

    @Test
    void overloadsAreToldApartByTheirNumberOfArguments() throws SQLException {
        run(
                connection,
                "create function pg_temp.o(a int) returns text language sql as 'select ''a'''",
                "create function pg_temp.o(b int, a int, c int default 3) returns text language sql as 'select b || '','' || a || '','' || c'",
                "create function pg_temp.o(a int, b int, c int, variadic d int[]) returns text language sql as 'select ''v'''");
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.o(?, ?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setInt("a", 1);
            call.setInt("b", 2);
            call.execute();
            assertEquals("2,1,3", call.getString(1));
        }
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.o(?, ?, ?)}")) {
            fails("42725", "several routines", () -> call.setInt("a", 1));
            call.setInt("c", 1);
        }
        try (CallableStatement call = connection.prepareCall("{call pg_temp.missing(?)}")) {
            fails("42P02", "no routine named pg_temp.missing", () -> call.setInt("a", 1));
        }
        try (CallableStatement call = connection.prepareCall("select ?")) {
            fails("42P02", "only those of {call ...} and CALL have names", () -> call.setInt("a", 1));
        }
    }

    @Test
    void unqualifiedNamesFollowTheSearchPath() throws SQLException {
        run(
                connection,
                "create schema named1",
                "create schema named2",
                "create function named1.f(a int, b int) returns int language sql as 'select a - b'",
                "create function named2.f(b int, a int) returns int language sql as 'select a - b'");
        try {
            for (String schema : new String[] {"named1", "named2", "named1"}) {
                connection.setSchema(schema);
                try (CallableStatement call = connection.prepareCall("{? = call f(?, ?)}")) {
                    call.registerOutParameter(1, Types.INTEGER);
                    call.setInt("a", 5);
                    call.setInt("b", 3);
                    call.execute();
                    assertEquals(2, call.getInt(1), schema);
                }
            }
        } finally {
            run(connection, "drop schema named1 cascade", "drop schema named2 cascade");
        }
    }

    @Test
    void aProcedureMayCommit() throws SQLException {
        try (CallableStatement call = connection.prepareCall("call pg_temp.keep(?)")) {
            call.setString("v", "x");
            assertEquals(0, call.executeUpdate());
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select string_agg(v, ',') from called")) {
            assertTrue(rows.next());
            assertEquals("x", rows.getString(1));
        }
    }

    @Test
    void onlySomeOutputsOfAProcedureAreRegistered() throws SQLException {
        try (CallableStatement call = connection.prepareCall("call pg_temp.swap(?, ?)")) {
            call.setInt("a", 1);
            call.setString("b", "2");
            call.registerOutParameter("b", Types.VARCHAR);
            call.execute();
            assertEquals("1", call.getString("b"));
            fails("2200G", "parameter 1 is not an OUT parameter", () -> call.getInt(1));
        }
    }

    @Test
    void outArgumentsOfAProcedureNeedNoValue() throws SQLException {
        assumeTrue(connection.getMetaData().getDatabaseMajorVersion() >= 14);
        run(
                connection,
                "create procedure pg_temp.out14(a int, out b numeric, out c text) language plpgsql as"
                        + " 'begin b := a * 2; c := a::text; end'");
        try (CallableStatement call = connection.prepareCall("call pg_temp.out14(?, ?, ?)")) {
            call.registerOutParameter(2, Types.NUMERIC);
            call.registerOutParameter(3, Types.VARCHAR);
            call.setInt(1, 5);
            call.execute();
            assertEquals(BigDecimal.TEN, call.getBigDecimal(2));
            assertEquals("5", call.getString("c"));
        }
    }

    @Test
    void escapesBecomeWhatTheCallModeSays(PostgresServer server) throws SQLException {
        try (Connection calls = open(server, "escapeSyntaxCallMode=call");
                Connection mixed = open(server, "escapeSyntaxCallMode=callIfNoReturn")) {
            for (Connection c : new Connection[] {calls, mixed}) {
                run(
                        c,
                        "create procedure pg_temp.p(inout a int, b int) language plpgsql as 'begin a := b + 1; end'",
                        "create function pg_temp.f(a int) returns int language sql as 'select a + 1'");
            }
            try (CallableStatement call = calls.prepareCall("{? = call pg_temp.p(?)}")) {
                call.registerOutParameter("a", Types.INTEGER);
                call.setInt("b", 4);
                call.execute();
                assertEquals(5, call.getInt(1));
            }
            try (CallableStatement call = mixed.prepareCall("{call pg_temp.p(?, ?)}")) {
                call.registerOutParameter(1, Types.INTEGER);
                call.setInt(2, 4);
                call.execute();
                assertEquals(5, call.getInt(1));
            }
            try (CallableStatement call = mixed.prepareCall("{? = call pg_temp.f(?)}")) {
                call.registerOutParameter(1, Types.INTEGER);
                call.setInt(2, 4);
                call.execute();
                assertEquals(5, call.getInt(1));
            }
        }
    }

    private static int sum(Object rows) throws SQLException {
        int sum = 0;
        try (ResultSet set = (ResultSet) rows) {
            while (set.next()) {
                sum += set.getInt(1);
            }
        }
        return sum;
    }

    @Test
    void cursorsAreResultSetsAndAreClosedAtNoCost() throws SQLException {
        connection.setAutoCommit(false);
        for (int fetchSize : new int[] {0, 7}) {
            try (CallableStatement call = connection.prepareCall("{? = call pg_temp.opened('c', ?)}")) {
                call.setFetchSize(fetchSize);
                call.registerOutParameter(1, Types.REF_CURSOR);
                call.setInt(2, 100);
                for (int i = 0; i < 3; i++) {
                    // The name is in use unless the cursor of the last round has been closed.
                    call.execute();
                    long before = roundTrips();
                    Object rows = call.getObject(1);
                    assertSame(rows, call.getObject(1));
                    assertSame(rows, call.getObject(1, ResultSet.class));
                    assertEquals(1, roundTrips() - before);
                    assertEquals(5050, sum(rows));
                }
                call.execute();
                assertEquals("c", call.getString(1), "the name, as long as the cursor has not been asked for");
            }
            connection.commit();
        }
    }

    @Test
    void aBatchMayOpenACursorOfTheSameNameAgain() throws SQLException {
        connection.setAutoCommit(false);
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.opened('c', 3)}");
                Statement statement = connection.createStatement()) {
            call.registerOutParameter(1, Types.REF_CURSOR);
            call.execute();
            assertEquals(6, sum(call.getObject(1)));
            statement.addBatch("declare c cursor for select 1");
            statement.addBatch("close c");
            assertEquals(2, statement.executeBatch().length);
        }
    }

    @Test
    void severalCursorsOfOneCall() throws SQLException {
        connection.setAutoCommit(false);
        try (CallableStatement call = connection.prepareCall("{call pg_temp.two(?, ?)}")) {
            call.registerOutParameter("x", Types.REF_CURSOR);
            call.registerOutParameter("y", Types.OTHER);
            call.execute();
            ResultSet first = (ResultSet) call.getObject("x");
            ResultSet second = call.getObject("y", ResultSet.class);
            assertTrue(second.next());
            assertEquals(2, second.getInt("b"));
            Statement fetch = first.getStatement();
            assertEquals(1, sum(first));
            assertTrue(fetch.isClosed(), "nobody else could close it");
        }
    }

    @Test
    void aCursorIsGoneAfterItsTransaction() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.opened('c', 1)}")) {
            call.registerOutParameter(1, Types.REF_CURSOR);
            call.execute();
            fails("34000", "setAutoCommit(false)", () -> call.getObject(1));
        }
    }

    @Test
    void batchesOfCalls() throws SQLException {
        run(
                connection,
                "create function pg_temp.note(t text) returns int language sql as 'insert into called values (t) returning 1'");
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.note(?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            for (String v : new String[] {"a", "b", "c"}) {
                call.setString(2, v);
                call.addBatch();
            }
            long before = roundTrips();
            assertArrayEquals(new int[] {0, 0, 0}, call.executeBatch());
            assertEquals(1, roundTrips() - before);
            fails("02000", "before it is executed", () -> call.getInt(1));
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from called")) {
            assertTrue(rows.next());
            assertEquals(3, rows.getInt(1));
        }
    }

    @Test
    void whatIsWrongIsSaid() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.plus(?, ?)}")) {
            fails("22023", "registerOutParameter(1, type)", call::execute);
            fails("22023", "there is no parameter 4", () -> call.registerOutParameter(4, Types.INTEGER));
            fails("22023", "there is no parameter 0", () -> call.setInt(0, 1));
            fails("22023", "is the result of the function", () -> call.setInt(1, 1));
            call.registerOutParameter(1, Types.VARCHAR);
            fails("02000", "before it is executed", () -> call.getInt(1));
            call.setInt(2, 1);
            fails("22023", "No value specified for parameter 3.", call::execute);
            call.setInt(3, 1);
            fails(
                    "42821",
                    "the out parameter 1 was of type int4 (java.sql.Types.INTEGER) however type java.sql.Types.VARCHAR",
                    call::execute);
            fails("02000", "before it is executed", () -> call.getInt(1));
            call.registerOutParameter(1, Types.INTEGER);
            call.execute();
            fails("22023", "there is no parameter 7", () -> call.getInt(7));
            fails("2200G", "parameter 2 is not an OUT parameter", () -> call.getInt(2));
            fails("22023", "SQLType", () -> call.registerOutParameter(1, (java.sql.SQLType) null));
        }
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.outs(?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setInt(2, 1);
            fails("42601", "returned 2 columns", call::execute);
        }
        CallableStatement closed = connection.prepareCall("{? = call pg_temp.plus(1, 2)}");
        closed.registerOutParameter(1, Types.INTEGER);
        closed.execute();
        closed.close();
        fails("55000", "closed", () -> closed.getInt(1));
        fails("55000", "closed", () -> closed.registerOutParameter(1, Types.INTEGER));
        fails("55000", "closed", () -> closed.setInt("a", 1));
    }

    private static String parameters(CallableStatement call) throws SQLException {
        ParameterMetaData metadata = call.getParameterMetaData();
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= metadata.getParameterCount(); i++) {
            text.append(i == 1 ? "" : ", ")
                    .append(metadata.getParameterMode(i))
                    .append(' ')
                    .append(metadata.getParameterTypeName(i));
        }
        return text.toString();
    }

    @Test
    void modesAndTypesOfParameters() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.plus(?, ?)}")) {
            assertEquals("4 int4, 1 int4, 1 int4", parameters(call));
        }
        try (CallableStatement call = connection.prepareCall("{call pg_temp.outs(?, ?, ?)}")) {
            assertEquals("1 int4, 4 int4, 4 text", parameters(call));
        }
        try (CallableStatement call = connection.prepareCall("call pg_temp.swap(?, ?)")) {
            assertEquals("2 int4, 2 text", parameters(call));
        }
        try (CallableStatement call = connection.prepareCall("{? = call pg_temp.plus(? + 1, ?)}")) {
            assertEquals(
                    "1 int4, 1 int4",
                    parameters(call).substring(parameters(call).indexOf(',') + 2));
            assertEquals(
                    ParameterMetaData.parameterModeOut,
                    call.getParameterMetaData().getParameterMode(1));
        }
        try (CallableStatement call = connection.prepareCall("select ?::int8")) {
            assertEquals("1 int8", parameters(call));
        }
    }
}
