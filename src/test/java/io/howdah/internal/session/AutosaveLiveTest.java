package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code autosave} and {@code cleanupSavepoints}: what is saved, and what it costs in round trips. */
@Live
class AutosaveLiveTest {
    private PostgresServer server;
    private Sessions sessions;
    private Connection connection;

    @BeforeEach
    void serverOf(PostgresServer server) {
        this.server = server;
    }

    private void connect(String... parameters) throws SQLException {
        String[] all = java.util.Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = "sslmode=disable";
        sessions = Sessions.of(server, all);
        connection = sessions.connect();
        run("create temp table t(n int primary key, v varchar)");
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void fails(String state, String sql) {
        assertEquals(
                state, assertThrows(SQLException.class, () -> run(sql), sql).getSQLState());
    }

    private int rows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from t")) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    /** Savepoints of the transaction that are still there. */
    private int savepoints() throws SQLException {
        int count = 0;
        try {
            while (true) {
                sessions.session().runCommand("RELEASE SAVEPOINT howdah_autosave");
                count++;
            }
        } catch (SQLException noneLeft) {
            assertEquals("3B001", noneLeft.getSQLState());
            connection.rollback();
            return count;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void alwaysKeepsTheTransactionUsable(String cleanup) throws SQLException {
        connect("autosave=always", "cleanupSavepoints=" + cleanup);
        assertEquals(1, sessions.roundTrips(() -> run("insert into t values (1)")));
        assertEquals(1, sessions.roundTrips(() -> run("insert into t values (2)")));
        assertEquals(2, sessions.roundTrips(() -> fails("23505", "insert into t values (2)")));
        fails("42601", "insert insert");
        fails("22012", "select 1/0");
        fails("42601", "select 1; select 2; slect");
        assertEquals(2, rows());
        connection.commit();
        assertEquals(2, rows());
        connection.rollback();
    }

    @Test
    void alwaysSavesAFirstStatementThatFails() throws SQLException {
        connect("autosave=always");
        fails("22012", "select 1/0");
        assertEquals(TransactionStatus.ACTIVE, sessions.session().transactionStatus());
        run("insert into t values (1)");
        connection.commit();
        assertEquals(1, rows());
        connection.rollback();
    }

    @Test
    void savepointsAreLeftOrReleased() throws SQLException {
        connect("autosave=always");
        run("insert into t values (1)");
        run("insert into t values (2)");
        assertEquals(2, savepoints());
        connection.close();
        connect("autosave=always", "cleanupSavepoints=true");
        run("insert into t values (1)");
        run("insert into t values (2)");
        fails("22012", "select 1/0");
        assertEquals(0, savepoints());
    }

    @Test
    void neverLeavesTheTransactionFailed() throws SQLException {
        connect();
        run("insert into t values (1)");
        fails("22012", "select 1/0");
        fails("25P02", "select 1");
        connection.rollback();
        assertEquals(0, rows());
        connection.rollback();
    }

    @Test
    void inAutocommitNothingIsSaved() throws SQLException {
        connect("autosave=always");
        connection.setAutoCommit(true);
        assertEquals(1, sessions.roundTrips(() -> fails("22012", "select 1/0")));
        run("insert into t values (1)");
        assertEquals(1, rows());
    }

    @Test
    void commandsOfTransactionsAreNotSaved() throws SQLException {
        connect("autosave=always", "cleanupSavepoints=true");
        run("set transaction isolation level serializable");
        run("insert into t values (1)");
        run("savepoint a");
        run("insert into t values (2)");
        run("rollback to savepoint a");
        run("release savepoint a");
        Savepoint b = connection.setSavepoint("b");
        run("insert into t values (3)");
        connection.rollback(b);
        run("commit");
        assertEquals(1, rows());
        connection.rollback();
    }

    @Test
    void aFailedBatchIsUndoneAlone() throws SQLException {
        connect("autosave=always");
        run("insert into t values (1)");
        try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
            for (int i : new int[] {2, 3, 1, 4}) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            assertEquals(2, sessions.roundTrips(() -> {
                BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
                assertEquals("23505", failure.getSQLState());
            }));
            assertEquals(1, rows());
            insert.setInt(1, 5);
            insert.addBatch();
            assertEquals(1, sessions.roundTrips(() -> assertArrayEquals(new int[] {1}, insert.executeBatch())));
        }
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("insert into t values (6)");
            statement.addBatch("insert into t values (6)");
            assertThrows(BatchUpdateException.class, statement::executeBatch);
        }
        assertEquals(2, rows());
        connection.rollback();
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "conservative"})
    void aStatementThatIsOutOfDateIsExecutedAgain(String mode) throws SQLException {
        connect("autosave=" + mode, "cleanupSavepoints=true");
        connection.setAutoCommit(true);
        run("create temp table shape(a int)");
        run("insert into shape values (1)");
        try (PreparedStatement select = connection.prepareStatement("select * from shape where a = ?")) {
            for (int i = 0; i < 3; i++) {
                columns(select, 1);
            }
            connection.setAutoCommit(false);
            run("insert into t values (1)");
            // Hidden from the driver, which would prepare anew what DDL has changed.
            run("select set_config('howdah.x', 'y', true)");
            try (PreparedStatement hidden =
                    connection.prepareStatement("do $$ begin execute 'alter table shape add b int'; end $$")) {
                hidden.execute();
            }
            assertEquals(2, sessions.roundTrips(() -> columns(select, 2)));
            assertEquals(1, sessions.roundTrips(() -> columns(select, 2)));
        }
        assertEquals(1, rows());
        connection.commit();
    }

    private static void columns(PreparedStatement select, int count) throws SQLException {
        select.setInt(1, 1);
        try (ResultSet rows = select.executeQuery()) {
            assertTrue(rows.next());
            assertEquals(count, rows.getMetaData().getColumnCount());
            assertFalse(rows.next());
        }
    }

    @Test
    void conservativeSavesNothingElse() throws SQLException {
        connect("autosave=conservative");
        run("insert into t values (1)");
        fails("22012", "select 1/0");
        fails("25P02", "select 1");
        connection.rollback();
    }

    @Test
    void resultsOfAllKindsAreWholeBehindASavepoint() throws SQLException {
        connect("autosave=always", "streamBudget=16KiB");
        for (int fetch : new int[] {0, 7}) {
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(fetch);
                try (ResultSet rows =
                        statement.executeQuery("select g, repeat('x', 100) from generate_series(1, 5000) g")) {
                    for (int i = 1; i <= 5000; i++) {
                        assertTrue(rows.next());
                        assertEquals(i, rows.getInt(1));
                        if (i == 100) {
                            fails("22012", "select 1/0");
                        }
                    }
                    assertFalse(rows.next());
                }
            }
        }
        connection.rollback();
    }

    @Test
    void aRowThatFailsLateIsSavedToo() throws SQLException {
        connect("autosave=always", "streamBudget=16KiB");
        run("insert into t values (1)");
        fails("22012", "select 1 / (4000 - g), repeat('x', 100) from generate_series(1, 5000) g");
        assertEquals(1, rows());
        connection.rollback();
    }

    @Test
    void ddlThatIsUndoneMakesStatementsStale() throws SQLException {
        connect("autosave=always");
        try (PreparedStatement select = connection.prepareStatement("select * from t")) {
            for (int i = 0; i < 3; i++) {
                select.executeQuery().close();
            }
            fails("42601", "alter table t add w int; nonsense");
            try (Statement statement = connection.createStatement()) {
                assertThrows(SQLException.class, () -> statement.execute("alter table t add w int; select 1/0"));
            }
            try (ResultSet rows = select.executeQuery()) {
                assertEquals(2, rows.getMetaData().getColumnCount());
            }
        }
        connection.rollback();
    }

    @Test
    void aTimeoutIsSavedToo() throws SQLException {
        connect("autosave=always");
        run("insert into t values (1)");
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException timeout = assertThrows(SQLException.class, () -> statement.execute("select pg_sleep(60)"));
            assertEquals("57014", timeout.getSQLState());
        }
        assertEquals(1, rows());
        connection.rollback();
    }
}
