package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.HowdahConnection;
import io.howdah.api.TransactionOptions;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Live
class TransactionBlocksLiveTest {
    private final PostgresServer server;
    private HowdahConnection connection;

    TransactionBlocksLiveTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = Connections.open(server).unwrap(HowdahConnection.class);
        run("create temp table t (id int primary key)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private int run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private String ids() throws SQLException {
        return value("select coalesce(string_agg(id::text, ',' order by id), '') from t");
    }

    private static SQLException failure(String state, Executable call) {
        SQLException e = assertThrows(SQLException.class, call);
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e;
    }

    @Test
    void returningCommits() throws SQLException {
        int result = connection.inTransaction(tx -> {
            assertSame(connection, tx.connection());
            assertEquals(0, tx.depth());
            assertEquals(1, tx.attempt());
            assertFalse(connection.getAutoCommit());
            run("insert into t values (1)");
            return 42;
        });
        assertEquals(42, result);
        assertTrue(connection.getAutoCommit());
        assertEquals("1", ids());
    }

    @Test
    void throwingRollsBackAndKeepsTheException() throws SQLException {
        IOException ours = new IOException("ours");
        IOException thrown = assertThrows(
                IOException.class,
                () -> connection.inTransaction(tx -> {
                    run("insert into t values (1)");
                    throw ours;
                }));
        assertSame(ours, thrown);
        failure(
                "23505",
                () -> connection.inTransaction(
                        tx -> run("insert into t values (2)") + run("insert into t values (2)")));
        assertThrows(
                StackOverflowError.class,
                () -> connection.inTransaction(tx -> {
                    run("insert into t values (3)");
                    throw new StackOverflowError();
                }));
        assertTrue(connection.getAutoCommit());
        assertEquals("", ids());
    }

    @Test
    void rollbackOnlyRollsBackAndReturns() throws SQLException {
        assertEquals("kept", connection.inTransaction(tx -> {
            run("insert into t values (1)");
            tx.setRollbackOnly();
            assertTrue(tx.isRollbackOnly());
            return "kept";
        }));
        assertEquals("", ids());
    }

    @Test
    void nestedBlocksAreSavepoints() throws SQLException {
        connection.inTransaction(tx -> {
            run("insert into t values (1)");
            connection.inTransaction(inner -> {
                assertEquals(1, inner.depth());
                run("insert into t values (2)");
                failure(
                        "23505",
                        () -> connection.inTransaction(innermost -> {
                            assertEquals(2, innermost.depth());
                            run("insert into t values (3)");
                            return run("insert into t values (1)");
                        }));
                return run("insert into t values (4)");
            });
            connection.inTransaction(inner -> {
                inner.setRollbackOnly();
                return run("insert into t values (5)");
            });
            return run("insert into t values (6)");
        });
        assertEquals("1,2,4,6", ids());
    }

    @Test
    void failureOfTheOutermostUndoesAll() throws SQLException {
        assertThrows(
                IllegalStateException.class,
                () -> connection.inTransaction(tx -> {
                    connection.inTransaction(inner -> run("insert into t values (1)"));
                    throw new IllegalStateException();
                }));
        assertEquals("", ids());
    }

    @Test
    void failureCaughtWithinIsNotCommittedInSilence() throws SQLException {
        failure(
                "25P02",
                () -> connection.inTransaction(tx -> {
                    run("insert into t values (1)");
                    assertThrows(SQLException.class, () -> run("insert into t values (1)"));
                    return null;
                }));
        connection.inTransaction(tx -> {
            run("insert into t values (2)");
            failure(
                    "25P02",
                    () -> connection.inTransaction(inner -> {
                        assertThrows(SQLException.class, () -> run("insert into t values (2)"));
                        return null;
                    }));
            return run("insert into t values (3)");
        });
        assertEquals("2,3", ids());
    }

    @Test
    void endingTheTransactionWithinIsRefused() throws SQLException {
        connection.inTransaction(tx -> {
            run("insert into t values (1)");
            failure("2D000", connection::commit);
            failure("2D000", connection::rollback);
            failure("2D000", () -> connection.setAutoCommit(true));
            return null;
        });
        assertEquals("1", ids());
    }

    @Test
    void transactionUnderWayIsRefused() throws SQLException {
        connection.setAutoCommit(false);
        run("insert into t values (1)");
        failure("25001", () -> connection.inTransaction(tx -> null));
        connection.commit();
        connection.inTransaction(tx -> run("insert into t values (2)"));
        assertFalse(connection.getAutoCommit());
        connection.rollback();
        assertEquals("1,2", ids());
        connection.rollback();
    }

    @Test
    void optionsHoldForThisTransactionOnly() throws SQLException {
        String characteristics = "select current_setting('transaction_isolation') || ' '"
                + " || current_setting('transaction_read_only') || ' ' || current_setting('transaction_deferrable')";
        TransactionOptions options = TransactionOptions.DEFAULT
                .withIsolation(Connection.TRANSACTION_SERIALIZABLE)
                .withReadOnly(true)
                .withDeferrable();
        assertEquals("serializable on on", connection.inTransaction(options, tx -> value(characteristics)));
        assertEquals("read committed off off", connection.inTransaction(tx -> value(characteristics)));
        assertEquals("read committed off off", value(characteristics));
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        assertEquals("repeatable read on off", connection.inTransaction(tx -> value(characteristics)));
        assertEquals(
                "repeatable read off off",
                connection.inTransaction(TransactionOptions.DEFAULT.withReadOnly(false), tx -> value(characteristics)));
        failure("25001", () -> connection.inTransaction(tx -> connection.inTransaction(options, inner -> null)));
    }

    @Test
    void serializationFailuresAreRepeatedAsOftenAsAllowed() throws SQLException {
        TransactionOptions options = TransactionOptions.DEFAULT.withRetries(2).withFirstPause(Duration.ZERO);
        List<Integer> attempts = new ArrayList<>();
        connection.inTransaction(options, tx -> {
            attempts.add(tx.attempt());
            run("insert into t values (" + tx.attempt() + ")");
            if (tx.attempt() < 3) {
                run("do $$ begin raise exception 'again' using errcode = '" + (tx.attempt() == 1 ? "40001" : "40P01")
                        + "'; end $$");
            }
            return null;
        });
        assertEquals(List.of(1, 2, 3), attempts);
        assertEquals("3", ids());
        attempts.clear();
        failure(
                "40001",
                () -> connection.inTransaction(options, tx -> {
                    attempts.add(tx.attempt());
                    return run("do $$ begin raise exception 'never' using errcode = '40001'; end $$");
                }));
        assertEquals(List.of(1, 2, 3), attempts);
        attempts.clear();
        assertThrows(
                IllegalStateException.class,
                () -> connection.inTransaction(options, tx -> {
                    attempts.add(tx.attempt());
                    throw new IllegalStateException(new SQLException("wrapped", "40001"));
                }));
        assertEquals(List.of(1, 2, 3), attempts);
        attempts.clear();
        failure(
                "22012",
                () -> connection.inTransaction(options, tx -> {
                    attempts.add(tx.attempt());
                    return value("select 1 / 0");
                }));
        assertEquals(List.of(1), attempts);
    }

    @Test
    void realConflictIsRepeated() throws SQLException {
        Connections.run(connection, "create table if not exists public.block_counter (n int)");
        try (HowdahConnection other = Connections.open(server).unwrap(HowdahConnection.class)) {
            run("insert into public.block_counter values (0)");
            TransactionOptions options = TransactionOptions.DEFAULT
                    .withIsolation(Connection.TRANSACTION_REPEATABLE_READ)
                    .withRetries(3);
            int attempts = connection.inTransaction(options, tx -> {
                value("select n from public.block_counter");
                if (tx.attempt() == 1) {
                    Connections.run(other, "update public.block_counter set n = n + 1");
                }
                run("update public.block_counter set n = n + 1");
                return tx.attempt();
            });
            assertEquals(2, attempts);
            assertEquals("2", value("select n from public.block_counter"));
        } finally {
            run("drop table public.block_counter");
        }
    }

    @Test
    void lostConnectionIsTheFailure() throws SQLException {
        HowdahConnection lost = Connections.open(server).unwrap(HowdahConnection.class);
        SQLException e = assertThrows(
                SQLException.class,
                () -> lost.inTransaction(TransactionOptions.DEFAULT.withRetries(5), tx -> {
                    Connections.run(lost, "select 1");
                    server.terminate(Integer.toString(lost.backendPid()));
                    Connections.run(lost, "select 2");
                    return null;
                }));
        assertTrue(e.getSQLState().equals("57P01") || e.getSQLState().startsWith("08"), e.getSQLState());
        assertTrue(lost.isClosed());
        failure("08003", () -> lost.inTransaction(tx -> null));
    }
}
