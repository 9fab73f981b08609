package io.howdah;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.HowdahConnection;
import io.howdah.api.LargeObject;
import io.howdah.api.LargeObjects;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.IOException;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logical connections: when they end, what they leave behind, and what a pool hears of it. */
@Live
class HowdahPooledDataSourceLiveTest {
    /** What a pool is told, in order. */
    private static final class Heard implements ConnectionEventListener, StatementEventListener {
        final List<String> events = new ArrayList<>();

        @Override
        public void connectionClosed(ConnectionEvent event) {
            events.add("closed");
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            events.add("error " + event.getSQLException().getSQLState());
        }

        @Override
        public void statementClosed(StatementEvent event) {
            events.add("statement");
        }

        @Override
        public void statementErrorOccurred(StatementEvent event) {
            events.add("statement error");
        }
    }

    private final Heard heard = new Heard();

    private PooledConnection connect(PostgresServer server) throws SQLException {
        return connect(server, "extended");
    }

    private PooledConnection connect(PostgresServer server, String queryMode) throws SQLException {
        HowdahPooledDataSource dataSource = new HowdahPooledDataSource();
        dataSource.setUrl(server.url());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        dataSource.setPreferQueryMode(queryMode);
        PooledConnection pooled = dataSource.getPooledConnection();
        pooled.addConnectionEventListener(heard);
        pooled.addStatementEventListener(heard);
        return pooled;
    }

    private static String show(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    @Test
    void sessionIsLentAgainAfterClose(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        Connection first = pooled.getConnection();
        String pid = show(first, "select pg_backend_pid()");
        first.close();
        first.close();
        assertTrue(first.isClosed());
        assertFalse(first.isValid(1));
        assertEquals(List.of("closed"), heard.events);
        Connection second = pooled.getConnection();
        assertNotSame(first, second);
        assertEquals(pid, show(second, "select pg_backend_pid()"));
        assertEquals(
                "08003",
                assertThrows(SQLException.class, first::createStatement).getSQLState());
        pooled.close();
        assertTrue(second.isClosed());
        assertEquals(List.of("closed"), heard.events);
        assertEquals(
                "08003", assertThrows(SQLException.class, pooled::getConnection).getSQLState());
    }

    @Test
    void statementsAndResultsEndWithTheirConnection(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        Connection first = pooled.getConnection();
        Statement plain = first.createStatement();
        ResultSet rows = plain.executeQuery("select * from generate_series(1, 10)");
        assertTrue(rows.next());
        PreparedStatement prepared = first.prepareStatement("select 1");
        assertSame(first, prepared.getConnection());
        first.close();
        assertTrue(plain.isClosed());
        assertTrue(rows.isClosed());
        assertTrue(prepared.isClosed());
        assertThrows(SQLException.class, rows::next);
        assertThrows(SQLException.class, prepared::executeQuery);
        assertEquals(List.of("statement", "closed"), heard.events);
        pooled.close();
    }

    @Test
    void halfReadStreamDoesNotReachTheNextUser(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        Connection first = pooled.getConnection();
        ResultSet rows =
                first.createStatement().executeQuery("select repeat('x', 1000) from generate_series(1, 20000)");
        assertTrue(rows.next());
        first.close();
        try (Connection second = pooled.getConnection()) {
            assertEquals("2", show(second, "select 2"));
        }
        assertThrows(SQLException.class, rows::next);
        pooled.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended", "simple"})
    void transactionAndSettingsAreUndone(String queryMode, PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server, queryMode);
        String path;
        String name;
        try (Connection connection = pooled.getConnection()) {
            path = show(connection, "show search_path");
            name = show(connection, "show application_name");
            connection.setSchema("pg_catalog");
            connection.setClientInfo("ApplicationName", "mine");
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setReadOnly(true);
            connection.setNetworkTimeout(Runnable::run, 12_345);
            connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
            assertEquals("serializable", show(connection, "show transaction_isolation"));
            connection.setAutoCommit(false);
            connection.setReadOnly(false);
            connection.createStatement().execute("create temp table left_behind (a int)");
        }
        try (Connection connection = pooled.getConnection()) {
            assertTrue(connection.getAutoCommit());
            assertFalse(connection.isReadOnly());
            assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());
            assertEquals(0, connection.getNetworkTimeout());
            assertEquals(ResultSet.CLOSE_CURSORS_AT_COMMIT, connection.getHoldability());
            assertEquals("read committed", show(connection, "show transaction_isolation"));
            assertEquals("read committed", show(connection, "show default_transaction_isolation"));
            assertEquals(path, show(connection, "show search_path"));
            assertEquals(name, show(connection, "show application_name"));
            assertEquals("0", show(connection, "select count(*) from pg_class where relname = 'left_behind'"));
        }
        pooled.close();
    }

    @Test
    void failedTransactionIsRolledBackToo(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        try (Connection connection = pooled.getConnection()) {
            connection.setAutoCommit(false);
            assertThrows(SQLException.class, () -> connection.createStatement().execute("selekt"));
        }
        try (Connection connection = pooled.getConnection()) {
            assertEquals("1", show(connection, "select 1"));
        }
        assertEquals(List.of("closed", "closed"), heard.events);
        pooled.close();
    }

    @Test
    void newConnectionTakesTheSessionFromTheOneBefore(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        Connection first = pooled.getConnection();
        first.setAutoCommit(false);
        show(first, "select 1");
        try (Connection second = pooled.getConnection()) {
            assertTrue(first.isClosed());
            assertTrue(second.getAutoCommit());
            first.close();
            assertEquals("1", show(second, "select 1"));
        }
        assertEquals(List.of("closed"), heard.events);
        pooled.close();
    }

    @Test
    void lossIsToldOnceAndErrorsThatTheSessionSurvivesAreNot(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        Connection connection = pooled.getConnection();
        assertThrows(SQLException.class, () -> show(connection, "selekt"));
        assertEquals(List.of(), heard.events);
        server.terminate(show(connection, "select pg_backend_pid()"));
        SQLException e = assertThrows(SQLException.class, () -> show(connection, "select 1"));
        assertEquals(List.of("error " + e.getSQLState()), heard.events);
        assertThrows(SQLException.class, () -> show(connection, "select 1"));
        connection.close();
        assertEquals(1, heard.events.size(), heard.events::toString);
        pooled.close();
    }

    @Test
    void abortIsToldAsAnError(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        Connection connection = pooled.getConnection();
        connection.abort(Runnable::run);
        assertTrue(connection.isClosed());
        assertEquals(List.of("error 08003"), heard.events);
        pooled.close();
    }

    @Test
    void removedListenersHearNothing(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        pooled.removeConnectionEventListener(heard);
        pooled.removeStatementEventListener(heard);
        try (Connection connection = pooled.getConnection()) {
            connection.prepareStatement("select 1").close();
        }
        assertEquals(List.of(), heard.events);
        pooled.close();
    }

    @Test
    void driversOwnInterfaceIsThere(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        try (Connection connection = pooled.getConnection()) {
            assertEquals(
                    server.versionNumber(),
                    connection.unwrap(HowdahConnection.class).serverVersionNumber());
            assertSame(connection, connection.getMetaData().getConnection());
        }
        pooled.close();
    }

    @Test
    void largeObjectsKeptBeyondTheEndDoNotReachTheNextUser(PostgresServer server) throws SQLException {
        PooledConnection pooled = connect(server);
        try {
            Connection first = pooled.getConnection();
            Blob blob = first.createBlob();
            blob.setBytes(1, new byte[] {1, 2, 3});
            LargeObjects objects = first.unwrap(HowdahConnection.class).largeObjects();
            long oid = objects.create();
            LargeObject object = objects.open(oid);
            first.close();
            try (Connection second = pooled.getConnection()) {
                second.setAutoCommit(false);
                assertEquals(
                        "08003",
                        assertThrows(SQLException.class, () -> objects.unlink(oid))
                                .getSQLState());
                assertThrows(IOException.class, object::size);
                second.rollback();
                second.setAutoCommit(true);
                second.unwrap(HowdahConnection.class).largeObjects().unlink(oid);
            }
        } finally {
            pooled.close();
        }
    }
}
