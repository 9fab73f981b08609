package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Live
class ConnectionLiveTest {
    private static String stateOf(Executable call) {
        return assertThrows(SQLException.class, call).getSQLState();
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    @Test
    void closedConnectionSaysSo(PostgresServer server) throws SQLException {
        Connection connection = open(server);
        Statement statement = connection.createStatement();
        connection.close();
        connection.close();
        assertTrue(connection.isClosed());
        assertFalse(connection.isValid(1));
        assertTrue(statement.isClosed());
        for (Executable call : List.<Executable>of(
                connection::createStatement,
                () -> connection.prepareStatement("select 1"),
                connection::getAutoCommit,
                connection::getCatalog,
                connection::getMetaData,
                connection::getWarnings,
                connection::clearWarnings,
                () -> connection.setReadOnly(true),
                () -> statement.executeQuery("select 1"))) {
            assertEquals("08003", stateOf(call));
        }
    }

    @Test
    void closingTheConnectionTwiceAndItsStatementAfterwardsIsNoError(PostgresServer server) throws SQLException {
        Connection connection = open(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 1");
        connection.close();
        rows.close();
        statement.close();
        statement.close();
        assertTrue(statement.isClosed());
    }

    @Test
    void abortClosesAtOnce(PostgresServer server) throws SQLException {
        Connection connection = open(server);
        assertEquals("22023", stateOf(() -> connection.abort(null)));
        connection.abort(Runnable::run);
        assertTrue(connection.isClosed());
        connection.abort(Runnable::run);
    }

    @Test
    void validConnectionIsValidAlsoInAFailedTransaction(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            assertEquals("22023", stateOf(() -> connection.isValid(-1)));
            assertTrue(connection.isValid(0));
            connection.setAutoCommit(false);
            assertEquals("42601", stateOf(() -> run(connection, "no sql")));
            assertTrue(connection.isValid(5));
            connection.rollback();
        }
    }

    @Test
    void validationByQueryBeginsNoTransaction(PostgresServer server) throws SQLException {
        try (Connection connection = open(server, "validation=query")) {
            connection.setAutoCommit(false);
            assertTrue(connection.isValid(5));
            connection.setReadOnly(true);
            connection.setReadOnly(false);
            connection.setNetworkTimeout(null, 7000);
            assertTrue(connection.isValid(5));
            assertEquals(7000, connection.getNetworkTimeout());
        }
    }

    @Test
    void connectionWhoseBackendIsGoneIsNotValid(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            server.terminate(value(connection, "select pg_backend_pid()"));
            assertFalse(connection.isValid(5));
            assertTrue(connection.isClosed());
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Connection.TRANSACTION_READ_UNCOMMITTED,
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            })
    void isolationReachesTheServer(int level, PostgresServer server) throws SQLException {
        Map<Integer, String> names =
                Map.of(1, "read uncommitted", 2, "read committed", 4, "repeatable read", 8, "serializable");
        try (Connection connection = open(server)) {
            connection.setTransactionIsolation(level);
            assertEquals(level, connection.getTransactionIsolation());
            assertEquals(names.get(level), value(connection, "show transaction_isolation"));
            connection.setAutoCommit(false);
            assertEquals(names.get(level), value(connection, "show transaction_isolation"));
            connection.rollback();
        }
    }

    @Test
    void isolationOfTheServerIsAskedForWhenNotSet(PostgresServer server) throws SQLException {
        try (Connection connection = open(server, "options=-c default_transaction_isolation=serializable")) {
            connection.setAutoCommit(false);
            assertEquals(Connection.TRANSACTION_SERIALIZABLE, connection.getTransactionIsolation());
            // Asking began no transaction, in which the level could not be changed.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void transactionCannotBeChangedOnceItHasBegun(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            connection.setAutoCommit(false);
            run(connection, "select 1");
            assertEquals("25001", stateOf(() -> connection.setReadOnly(true)));
            assertEquals(
                    "25001", stateOf(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE)));
            connection.rollback();
            connection.setReadOnly(true);
            assertEquals("on", value(connection, "show transaction_read_only"));
            assertTrue(connection.isReadOnly());
            connection.rollback();
        }
    }

    @Test
    void accessModeHoldsFromTheNextStatementOn(PostgresServer server) throws SQLException {
        try (Connection connection = open(server, "readOnlyMode=always")) {
            run(connection, "create temp table t(i int)");
            connection.setReadOnly(true);
            assertEquals("on", value(connection, "show transaction_read_only"));
            connection.setReadOnly(false);
            run(connection, "create temp table u(i int)");
            connection.setReadOnly(true);
            assertEquals("25006", stateOf(() -> run(connection, "create temp table v(i int)")));
            connection.setAutoCommit(false);
            connection.setReadOnly(false);
            run(connection, "create temp table v(i int)");
            connection.rollback();
        }
    }

    @Test
    void accessModeMayBeSetAfterTheApplicationsOwnSet(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            run(connection, "select 1", "set session characteristics as transaction isolation level read committed");
            connection.setReadOnly(true);
            run(connection, "select 1");
            assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());
        }
    }

    @Test
    void unknownIsolationIsNotSupported(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            assertEquals("0A000", stateOf(() -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE)));
        }
    }

    @Test
    void schemaIsTheSearchPath(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            assertEquals("public", connection.getSchema());
            connection.setSchema("pg_catalog");
            assertEquals("pg_catalog", connection.getSchema());
            connection.setSchema(null);
            assertEquals("public", connection.getSchema());
            connection.setSchema("No such \"schema");
            assertNull(connection.getSchema());
        }
    }

    @Test
    void catalogIsTheDatabaseAndStaysIt(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            connection.setCatalog("another");
            assertEquals(value(connection, "select current_database()"), connection.getCatalog());
        }
    }

    @Test
    void applicationNameIsTheOnlyClientInfo(PostgresServer server) throws SQLException {
        try (Connection connection = open(server, "ApplicationName=first")) {
            assertEquals("first", connection.getClientInfo("ApplicationName"));
            connection.setClientInfo("ApplicationName", "it's \\ second");
            assertEquals("it's \\ second", value(connection, "show application_name"));
            assertEquals("it's \\ second", connection.getClientInfo().getProperty("ApplicationName"));
            assertNull(connection.getWarnings());
            connection.setClientInfo("ClientUser", "x");
            assertNotNull(connection.getWarnings());
            connection.clearWarnings();
            assertNull(connection.getWarnings());
            assertNull(connection.getClientInfo("ClientUser"));
            connection.setClientInfo(new Properties());
            assertEquals("", value(connection, "show application_name"));
        }
    }

    @Test
    void holdabilityIsRemembered(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            assertEquals(ResultSet.CLOSE_CURSORS_AT_COMMIT, connection.getHoldability());
            connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
            try (Statement statement = connection.createStatement()) {
                assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, statement.getResultSetHoldability());
            }
            assertEquals("22023", stateOf(() -> connection.setHoldability(0)));
        }
    }

    @Test
    void whatCannotBeHadIsReplacedWithAWarning(PostgresServer server) throws SQLException {
        try (Connection connection = open(server);
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            assertEquals(ResultSet.TYPE_SCROLL_INSENSITIVE, statement.getResultSetType());
            assertEquals(ResultSet.CONCUR_UPDATABLE, statement.getResultSetConcurrency());
            assertNotNull(connection.getWarnings());
            assertNull(connection.getWarnings().getNextWarning());
            assertEquals("22023", stateOf(() -> connection.createStatement(1, ResultSet.CONCUR_READ_ONLY)));
            assertEquals("22023", stateOf(() -> connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, 1)));
        }
    }

    @Test
    void nativeSqlHasTheServersPlaceholders(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            assertEquals(
                    "select upper('a'), $1 from t where a ? 'b'",
                    connection.nativeSQL("select {fn ucase('a')}, ? from t where a ?? 'b'"));
        }
    }

    @Test
    void arraysGoByNamesOfTheServerAndOfJdbc(PostgresServer server) throws SQLException {
        try (Connection connection = open(server);
                PreparedStatement statement =
                        connection.prepareStatement("select pg_typeof(?)::text, (?)::text, (?)::text")) {
            Array numbers = connection.createArrayOf("INTEGER", new Object[] {1, null, 3});
            statement.setArray(1, numbers);
            statement.setArray(2, numbers);
            statement.setArray(3, connection.createArrayOf("text", new String[][] {{"a", "b"}, {"c,", "\"d\""}}));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals("integer[]", rows.getString(1));
                assertEquals("{1,NULL,3}", rows.getString(2));
                assertEquals("{{a,b},{\"c,\",\"\\\"d\\\"\"}}", rows.getString(3));
            }
            assertEquals("42602", stateOf(() -> connection.createArrayOf("no_such", new Object[0])));
        }
    }

    @Test
    void typeMapIsRemembered(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            assertTrue(connection.getTypeMap().isEmpty());
            Map<String, Class<?>> map = Map.of("t", String.class);
            connection.setTypeMap(map);
            assertSame(map, connection.getTypeMap());
        }
    }

    @Test
    void networkTimeoutEndsTheConnection(PostgresServer server) throws SQLException {
        Connection connection = open(server);
        String pid = value(connection, "select pg_backend_pid()");
        assertEquals("22023", stateOf(() -> connection.setNetworkTimeout(null, -1)));
        connection.setNetworkTimeout(null, 50);
        assertEquals(50, connection.getNetworkTimeout());
        assertEquals("08006", stateOf(() -> run(connection, "select pg_sleep(60)")));
        assertTrue(connection.isClosed());
        server.terminate(pid);
    }

    @Test
    void noticesOutsideOfStatementsAreTheConnections(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            connection.setAutoCommit(false);
            run(connection, "create temp table t(i int) on commit drop");
            connection.commit();
            assertNull(connection.getWarnings());
        }
    }

    @Test
    void unwrapsToItself(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            assertSame(connection, connection.unwrap(Connection.class));
            assertTrue(connection.isWrapperFor(ConnectionImpl.class));
            assertFalse(connection.isWrapperFor(Statement.class));
            assertThrows(SQLException.class, () -> connection.unwrap(Statement.class));
        }
    }

    @Test
    void metadataNameTheProductAndTheDriver(PostgresServer server) throws SQLException {
        try (Connection connection = open(server)) {
            DatabaseMetaData metadata = connection.getMetaData();
            assertEquals("PostgreSQL", metadata.getDatabaseProductName());
            assertEquals(server.majorVersion(), metadata.getDatabaseMajorVersion());
            assertTrue(metadata.getDatabaseProductVersion().startsWith(String.valueOf(server.majorVersion())));
            assertEquals("PostgreSQL Howdah JDBC Driver", metadata.getDriverName());
            assertTrue(metadata.getURL().startsWith("jdbc:postgresql:"));
            assertFalse(metadata.getURL().contains(server.password()));
            assertEquals(server.user(), metadata.getUserName());
            assertSame(connection, metadata.getConnection());
            try (ResultSet types = metadata.getTableTypes()) {
                assertTrue(types.next());
                assertEquals("FOREIGN TABLE", types.getString("TABLE_TYPE"));
            }
        }
    }
}
