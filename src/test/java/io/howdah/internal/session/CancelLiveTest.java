package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.Deadline;
import io.howdah.live.FaultProxy;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.live.Tls;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cancels and timeouts: what they end, what they must not touch, and what is left afterwards. */
@Live
class CancelLiveTest {
    private Sessions sessions;
    private Connection connection;
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        sessions = Sessions.of(server);
        connection = sessions.connect();
    }

    @AfterEach
    void close() throws SQLException {
        other.shutdown();
        connection.close();
    }

    private int one() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1")) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    /** Waits until the server runs a statement of the connection. */
    private void awaitActive(PostgresServer server) throws SQLException {
        String pid = String.valueOf(sessions.session().state().backendKey().pid());
        String active = "select count(*) from pg_stat_activity where state = 'active' and pid = " + pid;
        while (!server.value(active).equals("1")) {
            Thread.onSpinWait();
        }
    }

    private Future<SQLException> sleepElsewhere(Statement statement) {
        Callable<SQLException> sleep = () -> {
            try {
                statement.execute("select pg_sleep(60)");
                return null;
            } catch (SQLException e) {
                return e;
            }
        };
        return other.submit(sleep);
    }

    @Test
    void cancelEndsARunningStatement(PostgresServer server) throws Exception {
        try (Statement statement = connection.createStatement()) {
            Future<SQLException> failure = sleepElsewhere(statement);
            awaitActive(server);
            statement.cancel();
            assertEquals("57014", failure.get().getSQLState());
            assertFalse(failure.get() instanceof SQLTimeoutException);
        }
        assertEquals(1, one());
    }

    @Test
    @Live(tls = Tls.ON, hba = "hostssl all all all scram-sha-256")
    void cancelTravelsOverTlsWhereTheConnectionDoes(PostgresServer server) throws Exception {
        Sessions encrypted = Sessions.of(server, "sslmode=verify-full", "sslrootcert=" + server.rootCertificate());
        try (Connection secure = encrypted.connect();
                Statement statement = secure.createStatement()) {
            Future<SQLException> failure = sleepElsewhere(statement);
            String pid = String.valueOf(encrypted.session().state().backendKey().pid());
            while (!server.value("select count(*) from pg_stat_activity where state = 'active' and pid = " + pid)
                    .equals("1")) {
                Thread.onSpinWait();
            }
            statement.cancel();
            assertEquals("57014", failure.get().getSQLState());
        }
    }

    @Test
    void cancelOfAnIdleStatementDoesNothing() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.cancel();
            assertEquals(1, one());
        }
    }

    @Test
    void aLateCancelNeverHitsTheNextStatement() throws SQLException {
        CancelToken token = sessions.session().cancelToken();
        for (int i = 0; i < 300; i++) {
            token.cancel(Deadline.afterMillis(10_000));
            assertEquals(1, one());
        }
    }

    @Test
    void aQueryTimeoutIsASqlTimeoutExceptionAndTheConnectionGoesOn() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException failure =
                    assertThrows(SQLException.class, () -> statement.executeQuery("select pg_sleep(60)"));
            assertInstanceOf(SQLTimeoutException.class, failure);
            assertEquals("57014", failure.getSQLState());
        }
        assertEquals(1, one());
    }

    @Test
    void aQueryTimeoutCoversBatches() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_sleep(?)")) {
            statement.setQueryTimeout(1);
            statement.setInt(1, 60);
            statement.addBatch();
            SQLException failure = assertThrows(SQLException.class, statement::executeBatch);
            assertEquals("57014", failure.getSQLState());
        }
        assertEquals(1, one());
    }

    @Test
    void aTimeoutInsideATransactionLeavesItFailed() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThrows(SQLTimeoutException.class, () -> statement.execute("select pg_sleep(60)"));
        }
        SQLException refused = assertThrows(SQLException.class, this::one);
        assertEquals("25P02", refused.getSQLState());
        assertEquals("57014", ((SQLException) refused.getCause()).getSQLState());
        connection.rollback();
        assertEquals(1, one());
        connection.rollback();
    }

    @Test
    void aSilentNetworkEndsTheConnectionAfterTheNetworkTimeout(PostgresServer server) throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server)) {
            Sessions stalled =
                    Sessions.of(server.url(proxy.host(), proxy.port(), "sslmode=disable"), server.properties());
            try (Connection victim = stalled.connect();
                    Statement statement = victim.createStatement()) {
                victim.setNetworkTimeout(Runnable::run, 200);
                proxy.stall();
                SQLException failure = assertThrows(SQLException.class, () -> statement.execute("select 1"));
                assertEquals("08006", failure.getSQLState());
                assertTrue(victim.isClosed());
                assertFalse(victim.isValid(1));
            }
        }
    }

    @Test
    void aServerThatDoesNotAnswerTheCancelEndsTheConnection(PostgresServer server) throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server)) {
            Sessions stalled = Sessions.of(
                    server.url(proxy.host(), proxy.port(), "sslmode=disable", "cancelSignalTimeout=1"),
                    server.properties());
            try (Connection victim = stalled.connect();
                    Statement statement = victim.createStatement()) {
                statement.setQueryTimeout(1);
                proxy.stall();
                assertThrows(SQLException.class, () -> statement.execute("select pg_sleep(5)"));
                assertTrue(victim.isClosed());
            }
        }
    }

    @Test
    void anInterruptNeitherEndsTheStatementNorTheConnection() throws SQLException {
        Thread.currentThread().interrupt();
        try {
            assertEquals(1, one());
            assertTrue(Thread.currentThread().isInterrupted(), "the flag is kept");
            assertEquals(1, one());
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertFalse(connection.isClosed());
    }

    @Test
    void anInterruptCancelsTheStatementOnRequest(PostgresServer server) throws SQLException {
        try (Connection interruptible = Sessions.of(server, "interrupt=cancel").connect();
                Statement statement = interruptible.createStatement()) {
            Thread.currentThread().interrupt();
            SQLException failure = assertThrows(SQLException.class, () -> statement.execute("select pg_sleep(60)"));
            assertTrue(Thread.interrupted(), "the flag is kept");
            assertEquals("57014", failure.getSQLState());
            assertTrue(statement.execute("select 1"));
        }
    }

    @Test
    void abortFromAnotherThreadEndsAWaitAtOnce(PostgresServer server) throws Exception {
        try (Statement statement = connection.createStatement()) {
            Future<SQLException> failure = sleepElsewhere(statement);
            awaitActive(server);
            connection.abort(Runnable::run);
            assertEquals("08006", failure.get().getSQLState());
            assertTrue(connection.isClosed());
        } finally {
            server.sql(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()");
        }
    }

    @Test
    void closeFromAnotherThreadDoesNotWaitForAStatementThatRuns(PostgresServer server) throws Exception {
        Statement statement = connection.createStatement();
        Future<SQLException> failure = sleepElsewhere(statement);
        awaitActive(server);
        connection.close();
        assertEquals("08006", failure.get().getSQLState());
        server.terminate(String.valueOf(sessions.session().state().backendKey().pid()));
    }

    @Test
    void terminationByAnAdministratorIsToldAsSuch(PostgresServer server) throws SQLException {
        server.sql("select pg_terminate_backend("
                + sessions.session().state().backendKey().pid() + ")");
        SQLException failure = assertThrows(SQLException.class, this::one);
        assertEquals("57P01", failure.getSQLState());
        assertTrue(connection.isClosed());
    }
}
