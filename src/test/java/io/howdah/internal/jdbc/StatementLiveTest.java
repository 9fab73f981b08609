package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Live
class StatementLiveTest {
    private PostgresServer server;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open(PostgresServer shared) throws SQLException {
        server = shared;
        connection = Connections.open(shared);
        run(connection, "create temp table t(id int generated always as identity, v text)");
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static String stateOf(Executable call) {
        return assertThrows(SQLException.class, call).getSQLState();
    }

    @Test
    void queryGivesRows() throws SQLException {
        try (ResultSet rows = statement.executeQuery("select 1, 'a'")) {
            assertSame(statement, rows.getStatement());
            assertSame(rows, statement.getResultSet());
            assertEquals(-1, statement.getUpdateCount());
            assertTrue(rows.next());
            assertEquals(1, rows.getInt(1));
            assertEquals("a", rows.getString(2));
            assertFalse(rows.next());
        }
        assertFalse(statement.getMoreResults());
        assertNull(statement.getResultSet());
    }

    @Test
    void updateGivesACount() throws SQLException {
        assertEquals(3, statement.executeUpdate("insert into t(v) values ('a'), ('b'), ('c')"));
        assertEquals(3, statement.getUpdateCount());
        assertEquals(3, statement.getLargeUpdateCount());
        assertNull(statement.getResultSet());
        assertFalse(statement.execute("delete from t where v = 'a'"));
        assertEquals(1, statement.getUpdateCount());
        assertEquals(2, statement.executeLargeUpdate("update t set v = 'x'"));
        assertEquals(0, statement.executeUpdate("create temp table u()"));
        assertFalse(statement.getMoreResults());
        assertEquals(-1, statement.getUpdateCount());
    }

    @Test
    void severalStatementsGiveTheirResultsInTurn() throws SQLException {
        assertTrue(statement.execute("select 1; insert into t(v) values ('a'), ('b'); select 2; select 3"));
        ResultSet first = statement.getResultSet();
        assertFalse(statement.getMoreResults());
        assertTrue(first.isClosed());
        assertEquals(2, statement.getUpdateCount());
        assertTrue(statement.getMoreResults());
        ResultSet second = statement.getResultSet();
        assertTrue(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
        assertFalse(second.isClosed());
        assertTrue(second.next());
        assertEquals(2, second.getInt(1));
        ResultSet third = statement.getResultSet();
        assertFalse(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS));
        assertTrue(second.isClosed());
        assertTrue(third.isClosed());
        assertEquals(-1, statement.getUpdateCount());
        assertEquals("22023", stateOf(() -> statement.getMoreResults(0)));
    }

    @Test
    void severalUpdatesGiveTheCountOfTheFirst() throws SQLException {
        assertEquals(2, statement.executeUpdate("insert into t(v) values ('a'), ('b'); delete from t"));
    }

    @Test
    void executionClosesEarlierResults() throws SQLException {
        ResultSet first = statement.executeQuery("select 1");
        ResultSet second = statement.executeQuery("select 2");
        assertTrue(first.isClosed());
        assertTrue(second.next());
        assertEquals(2, second.getInt(1));
        assertTrue(statement.execute("select 3; select 4"));
        assertTrue(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
        ResultSet kept = statement.getResultSet();
        statement.execute("select 5");
        assertTrue(kept.isClosed());
    }

    @Test
    void queryWithoutRowsAndUpdateWithThemAreErrors() throws SQLException {
        assertEquals("02000", stateOf(() -> statement.executeQuery("insert into t(v) values ('a')")));
        assertEquals("02000", stateOf(() -> statement.executeQuery("")));
        assertEquals("0100E", stateOf(() -> statement.executeQuery("select 1; select 2")));
        assertEquals("0100E", stateOf(() -> statement.executeUpdate("select 1")));
        assertEquals(1, statement.executeUpdate("delete from t"));
    }

    @Test
    void emptyTextHasNoRowsAndNoChanges() throws SQLException {
        assertFalse(statement.execute("  -- nothing"));
        assertEquals(0, statement.executeUpdate(";;"));
    }

    @Test
    void questionMarkIsAnOperatorHere() throws SQLException {
        try (ResultSet rows = statement.executeQuery("select '{\"a\": 1}'::jsonb ? 'a'")) {
            assertTrue(rows.next());
            assertTrue(rows.getBoolean(1));
        }
    }

    @Test
    void escapesAreOnlyProcessedWhenWanted() throws SQLException {
        try (ResultSet rows = statement.executeQuery("select {fn ucase('a')}")) {
            assertTrue(rows.next());
            assertEquals("A", rows.getString(1));
        }
        statement.setEscapeProcessing(false);
        assertEquals("42601", stateOf(() -> statement.executeQuery("select {fn ucase('a')}")));
    }

    @Test
    void closedStatementSaysSo() throws SQLException {
        ResultSet rows = statement.executeQuery("select 1");
        statement.close();
        statement.close();
        assertTrue(statement.isClosed());
        assertTrue(rows.isClosed());
        for (Executable call : new Executable[] {
            () -> statement.execute("select 1"),
            statement::getResultSet,
            statement::getWarnings,
            statement::executeBatch,
            () -> statement.addBatch("select 1"),
            () -> statement.setFetchSize(1)
        }) {
            assertEquals("55000", stateOf(call));
        }
    }

    @Test
    void cancelOfAClosedStatementDoesNothing() throws SQLException {
        statement.close();
        statement.cancel();
        assertFalse(connection.isClosed());
    }

    @Test
    void closedStatementStillKnowsItsConnection() throws SQLException {
        statement.close();
        assertSame(connection, statement.getConnection());
        statement.getConnection().close();
        assertSame(connection, statement.getConnection());
    }

    @Test
    void errorLeavesTheStatementUsable() throws SQLException {
        SQLException e = assertThrows(SQLException.class, () -> statement.execute("select * from nowhere"));
        assertEquals("42P01", e.getSQLState());
        assertTrue(e.getMessage().startsWith("ERROR: relation \"nowhere\" does not exist"), e.getMessage());
        assertNull(statement.getResultSet());
        assertEquals(-1, statement.getUpdateCount());
        assertTrue(statement.execute("select 1"));
    }

    @Test
    void negativeOptionsAreRefused() {
        assertEquals("22023", stateOf(() -> statement.setFetchSize(-1)));
        assertEquals("22023", stateOf(() -> statement.setMaxRows(-1)));
        assertEquals("22023", stateOf(() -> statement.setLargeMaxRows(-1)));
        assertEquals("22023", stateOf(() -> statement.setMaxFieldSize(-1)));
        assertEquals("22023", stateOf(() -> statement.setQueryTimeout(-1)));
        assertEquals("22023", stateOf(() -> statement.setFetchDirection(5)));
        assertEquals("22023", stateOf(() -> statement.execute("select 1", 3)));
    }

    @Test
    void optionsAreRemembered() throws SQLException {
        statement.setFetchSize(10);
        statement.setMaxRows(20);
        statement.setMaxFieldSize(30);
        statement.setQueryTimeout(40);
        statement.setFetchDirection(ResultSet.FETCH_REVERSE);
        statement.setPoolable(true);
        statement.setCursorName("c");
        assertEquals(10, statement.getFetchSize());
        assertEquals(20, statement.getMaxRows());
        assertEquals(20, statement.getLargeMaxRows());
        assertEquals(30, statement.getMaxFieldSize());
        assertEquals(40, statement.getQueryTimeout());
        assertEquals(ResultSet.FETCH_REVERSE, statement.getFetchDirection());
        assertTrue(statement.isPoolable());
        assertEquals(ResultSet.TYPE_FORWARD_ONLY, statement.getResultSetType());
    }

    @Test
    void maxRowsBoundsAQueryWithAndWithoutFetchSize() throws SQLException {
        statement.setMaxRows(3);
        assertEquals(3, countRows("select generate_series(1, 10)"));
        statement.setFetchSize(2);
        assertEquals(3, countRows("select generate_series(1, 10)"));
        connection.setAutoCommit(false);
        assertEquals(3, countRows("select generate_series(1, 10)"));
        statement.setMaxRows(0);
        assertEquals(10, countRows("select generate_series(1, 10)"));
        connection.rollback();
    }

    private int countRows(String sql) throws SQLException {
        int count = 0;
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void maxFieldSizeCutsText() throws SQLException {
        statement.setMaxFieldSize(2);
        try (ResultSet rows = statement.executeQuery("select 'abc'::text")) {
            assertTrue(rows.next());
            assertEquals("ab", rows.getString(1));
        }
    }

    @Test
    void scrollableResultsScroll() throws SQLException {
        try (Statement scrolling =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                ResultSet rows = scrolling.executeQuery("select generate_series(1, 5)")) {
            assertTrue(rows.last());
            assertEquals(5, rows.getInt(1));
            assertTrue(rows.absolute(2));
            assertEquals(2, rows.getInt(1));
        }
    }

    @Test
    void statementClosesWithItsLastResultWhenWanted() throws SQLException {
        statement.closeOnCompletion();
        assertTrue(statement.isCloseOnCompletion());
        statement.executeUpdate("insert into t(v) values ('a')");
        assertFalse(statement.isClosed());
        ResultSet first = statement.executeQuery("select 1");
        ResultSet second = statement.executeQuery("select 2");
        assertTrue(first.isClosed());
        assertFalse(statement.isClosed());
        second.close();
        assertTrue(statement.isClosed());
    }

    @Test
    void noticesAreTheStatementsWarningsUntilItRunsAgain() throws SQLException {
        statement.execute("do $$ begin raise notice 'one'; raise warning 'two'; end $$");
        assertNotNull(statement.getWarnings());
        assertTrue(statement.getWarnings().getMessage().contains("one"));
        assertTrue(statement.getWarnings().getNextWarning().getMessage().contains("two"));
        statement.execute("select 1");
        assertNull(statement.getWarnings());
        statement.execute("do $$ begin raise notice 'three'; end $$");
        statement.clearWarnings();
        assertNull(statement.getWarnings());
    }

    @Test
    void timeoutCancelsAndTheConnectionLives() throws SQLException {
        statement.setQueryTimeout(1);
        SQLException e = assertThrows(SQLException.class, () -> statement.execute("select pg_sleep(60)"));
        assertInstanceOf(SQLTimeoutException.class, e);
        assertEquals("57014", e.getSQLState());
        assertTrue(statement.execute("select 1"));
    }

    @Test
    void cancelOfAnIdleStatementDoesNothing() throws SQLException {
        statement.cancel();
        assertEquals(1, countRows("select 1"));
        assertEquals(1, countRows("select 1"));
    }

    @Test
    void cancelFromAnotherThreadEndsTheQuery()
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<String> state =
                CompletableFuture.supplyAsync(() -> stateOf(() -> statement.execute("select pg_sleep(60)")));
        while (!"1".equals(server.value("select count(*) from pg_stat_activity where wait_event = 'PgSleep'"))) {
            Thread.onSpinWait();
        }
        statement.cancel();
        assertEquals("57014", state.get(30, TimeUnit.SECONDS));
        assertTrue(statement.execute("select 1"));
    }

    @Test
    void copyThroughAStatementFailsAndTheConnectionLives() throws SQLException {
        assertEquals("57014", stateOf(() -> statement.execute("copy t(v) from stdin")));
        assertEquals("0A000", stateOf(() -> statement.execute("copy t to stdout")));
        assertTrue(statement.execute("select 1"));
    }

    @Test
    void executionOfAClosedStatementIsPassedOnSafely() throws SQLException {
        ResultSet open = statement.executeQuery("select 'kept'");
        try (Statement other = connection.createStatement()) {
            other.executeQuery("select 'other'").close();
        }
        try (Statement next = connection.createStatement();
                ResultSet rows = next.executeQuery("select 'next'")) {
            assertTrue(rows.next());
            assertEquals("next", rows.getString(1));
            assertTrue(open.next());
            assertEquals("kept", open.getString(1));
        }
    }

    @Test
    void namesAndLiteralsAreQuotedByTheServersRules() throws SQLException {
        assertEquals("\"order\"", statement.enquoteIdentifier("order", true));
        assertEquals("'it''s'", statement.enquoteLiteral("it's"));
        assertTrue(statement.isSimpleIdentifier("abc"));
    }

    @Test
    void nothingIsAWrapperForNull() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?")) {
            assertFalse(connection.isWrapperFor(null));
            assertFalse(statement.isWrapperFor(null));
            assertFalse(statement.getParameterMetaData().isWrapperFor(null));
            assertFalse(connection.getMetaData().isWrapperFor(null));
            statement.setInt(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
                assertFalse(rows.isWrapperFor(null));
                assertFalse(rows.getMetaData().isWrapperFor(null));
            }
            assertEquals(
                    "22023",
                    assertThrows(SQLException.class, () -> statement.unwrap(null))
                            .getSQLState());
        }
    }

    @Test
    void rowsOfANamedCursorAreUpdatedAndDeletedWhereTheyAreRead() throws SQLException {
        run(connection, "create temp table positioned as select g as i, 'v' || g as v from generate_series(1, 5) g");
        connection.setAutoCommit(false);
        try (Statement reading = connection.createStatement();
                Statement writing = connection.createStatement()) {
            reading.setCursorName("MyCursor");
            reading.setFetchSize(100);
            for (int round = 0; round < 2; round++) {
                try (ResultSet rows = reading.executeQuery("select i, v from positioned order by i for update")) {
                    assertEquals("mycursor", rows.getCursorName());
                    while (rows.next()) {
                        if (rows.getInt(1) % 2 == 1) {
                            assertEquals(
                                    1,
                                    writing.executeUpdate("update positioned set v = v || '!' where current of "
                                            + rows.getCursorName()));
                        } else {
                            assertEquals(1, writing.executeUpdate("delete from positioned where current of MyCursor"));
                        }
                    }
                }
            }
            try (ResultSet rows = writing.executeQuery("select string_agg(v, ',' order by i) from positioned")) {
                assertNull(rows.getCursorName());
                assertTrue(rows.next());
                assertEquals("v1!!,v3!!,v5!!", rows.getString(1));
            }
        }
        connection.rollback();
    }

    @Test
    void aNamedCursorCanBeLeftHalfRead() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setCursorName("half");
            for (int i = 0; i < 3; i++) {
                ResultSet rows = statement.executeQuery("select generate_series(1, 10)");
                assertTrue(rows.next());
                assertTrue(rows.next());
                assertEquals(2, rows.getInt(1));
            }
            statement.setMaxRows(2);
            try (ResultSet rows = statement.executeQuery("select generate_series(1, 10)")) {
                assertTrue(rows.next());
                assertTrue(rows.next());
                assertFalse(rows.next());
            }
            try (ResultSet rows = statement.executeQuery("select 1 where false")) {
                assertFalse(rows.next());
            }
            statement.setCursorName(null);
            try (ResultSet rows = statement.executeQuery("select 1")) {
                assertNull(rows.getCursorName());
                assertTrue(rows.next());
            }
        }
        connection.commit();
    }

    @Test
    void aCursorNameNeedsATransaction() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setCursorName("c");
            try (ResultSet rows = statement.executeQuery("select 1")) {
                assertNull(rows.getCursorName());
                assertTrue(rows.next());
            }
            assertEquals(
                    "22023",
                    assertThrows(SQLException.class, () -> statement.setCursorName(""))
                            .getSQLState());
        }
    }

    @Test
    void literalsMeanTheirValueUnderBothSettings() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertEquals("'a\\b''c'", statement.enquoteLiteral("a\\b'c"));
            assertEquals("N'a\\b''c'", statement.enquoteNCharLiteral("a\\b'c"));
            statement.execute("set standard_conforming_strings to off");
            statement.setEscapeProcessing(false);
            for (String literal :
                    new String[] {statement.enquoteLiteral("a\\b'c\\"), statement.enquoteNCharLiteral("a\\b'c\\")}) {
                try (ResultSet rows = statement.executeQuery("select" + " " + literal)) {
                    assertTrue(rows.next());
                    assertEquals("a\\b'c\\", rows.getString(1));
                }
            }
            assertEquals(
                    "22004",
                    assertThrows(SQLException.class, () -> statement.enquoteLiteral(null))
                            .getSQLState());
        }
    }

    @Test
    void nullArgumentsAreSqlExceptionsOrMeanNothing() throws SQLException {
        assertEquals(
                "22004",
                assertThrows(SQLException.class, () -> connection.prepareCall(null))
                        .getSQLState());
        assertEquals(
                "22004",
                assertThrows(SQLException.class, () -> connection.prepareStatement(null))
                        .getSQLState());
        run(connection, "create temp table keyed(a int)");
        try (Statement statement = connection.createStatement()) {
            assertEquals(
                    "22004",
                    assertThrows(SQLException.class, () -> statement.addBatch(null))
                            .getSQLState());
            assertEquals(
                    "22004",
                    assertThrows(SQLException.class, () -> statement.executeQuery(null))
                            .getSQLState());
            assertEquals(1, statement.executeUpdate("insert into keyed values (1)", (int[]) null));
            assertEquals(1, statement.executeUpdate("insert into keyed values (1)", (String[]) null));
            assertFalse(statement.getGeneratedKeys().next());
            assertEquals(
                    "42602",
                    assertThrows(
                                    SQLException.class,
                                    () -> statement.executeUpdate(
                                            "insert into keyed values (1)", new String[] {"a", null}))
                            .getSQLState());
        }
    }
}
