package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings that ride with the next statement: they hold, they survive rollbacks, and a bad one fails where it should. */
@Live
class DeferredSettingsLiveTest {
    private Sessions sessions;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        sessions = Sessions.of(server);
        connection = sessions.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String setting(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select current_setting('" + name + "')")) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aSettingSentWithAFailingStatementIsSentAgain() throws SQLException {
        connection.setSchema("pg_catalog");
        assertThrows(SQLException.class, () -> run("select 1 / 0"));
        assertEquals("pg_catalog", setting("search_path"));
    }

    @Test
    void aSettingSentInATransactionSurvivesItsRollback() throws SQLException {
        connection.setAutoCommit(false);
        connection.setSchema("pg_catalog");
        run("select 1");
        connection.rollback();
        assertEquals("pg_catalog", setting("search_path"));
        connection.commit();
        assertEquals("pg_catalog", setting("search_path"));
        connection.rollback();
        assertEquals("pg_catalog", setting("search_path"));
        connection.rollback();
    }

    @Test
    void aSettingIsSentOnlyOnce() throws SQLException {
        connection.setClientInfo("ApplicationName", "only once");
        assertEquals("only once", setting("application_name"));
        long sent = sessions.session().traffic().bytesSent();
        setting("application_name");
        long again = sessions.session().traffic().bytesSent() - sent;
        connection.setClientInfo("ApplicationName", "only once");
        sent = sessions.session().traffic().bytesSent();
        setting("application_name");
        assertTrue(sessions.session().traffic().bytesSent() - sent <= again);
    }

    @Test
    void theApplicationsOwnSetWins() throws SQLException {
        connection.setSchema("pg_catalog");
        assertEquals("pg_catalog", setting("search_path"));
        run("set search_path to information_schema");
        assertEquals("information_schema", setting("search_path"));
        connection.setSchema("pg_catalog");
        assertEquals("pg_catalog", setting("search_path"));
    }

    @Test
    void readOnlyTransactionsRefuseWrites() throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        SQLException failure = assertThrows(SQLException.class, () -> run("create table never(id int)"));
        assertEquals("25006", failure.getSQLState());
        connection.rollback();
        connection.setReadOnly(false);
        run("create temp table fine(id int)");
        connection.rollback();
    }

    @Test
    void isolationHoldsInAutocommitToo() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        assertEquals("repeatable read", setting("transaction_isolation"));
        assertEquals(Connection.TRANSACTION_REPEATABLE_READ, connection.getTransactionIsolation());
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        assertEquals("read committed", setting("transaction_isolation"));
    }

    @Test
    void isolationChosenByTheApplicationIsToldByTheServer() throws SQLException {
        run("set session characteristics as transaction isolation level serializable");
        assertEquals(Connection.TRANSACTION_SERIALIZABLE, connection.getTransactionIsolation());
    }

    @Test
    void commitOfAFailedTransactionIsNotSilent() throws SQLException {
        connection.setAutoCommit(false);
        assertThrows(SQLException.class, () -> run("select 1 / 0"));
        connection.commit();
        assertTrue(connection.getWarnings().getMessage().contains("rolled back"));
        assertEquals("25P02", connection.getWarnings().getSQLState());
    }

    @Test
    void commitOfAFailedTransactionThrowsOnRequest(PostgresServer server) throws SQLException {
        try (Connection strict =
                Sessions.of(server, "raiseExceptionOnSilentRollback=true").connect()) {
            strict.setAutoCommit(false);
            try (Statement statement = strict.createStatement()) {
                assertThrows(SQLException.class, () -> statement.execute("select 1 / 0"));
            }
            assertEquals(
                    "25P02", assertThrows(SQLException.class, strict::commit).getSQLState());
            strict.rollback();
        }
    }

    @Test
    void aDeferredConstraintFailsAtTheEndOfAnAutocommitStatement() throws SQLException {
        run("create temp table parent(id int primary key)");
        run("create temp table child(id int references parent deferrable initially deferred)");
        SQLException failure = assertThrows(SQLException.class, () -> run("insert into child values (1)"));
        assertEquals("23503", failure.getSQLState());
        connection.setAutoCommit(false);
        run("insert into child values (1)");
        assertEquals(
                "23503", assertThrows(SQLException.class, connection::commit).getSQLState());
        connection.setAutoCommit(true);
    }

    @Test
    void aSettingDoesNotKeepAStatementFromRunningThatMustBeAlone() throws SQLException {
        connection.setSchema("pg_catalog");
        run("vacuum pg_class");
        assertEquals("pg_catalog", setting("search_path"));
    }

    @Test
    void aSetOfSomethingElseForgetsNothing() throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setSchema("pg_catalog");
        run("set local lock_timeout = '5s'");
        connection.rollback();
        assertEquals("pg_catalog", setting("search_path"));
        connection.rollback();
        connection.setReadOnly(true);
        assertEquals("serializable", setting("transaction_isolation"));
        assertEquals(Connection.TRANSACTION_SERIALIZABLE, connection.getTransactionIsolation());
        connection.rollback();
    }

    @Test
    void aSavepointMayBeTheFirstStatement() throws SQLException {
        connection.setAutoCommit(false);
        run("savepoint first");
        run("rollback to first");
        connection.rollback();
    }

    @Test
    void autocommitThatIsOnAlreadyCommitsNothing() throws SQLException {
        run("begin");
        run("create temp table not_yet(id int)");
        connection.setAutoCommit(true);
        run("rollback");
        assertEquals(
                "42P01",
                assertThrows(SQLException.class, () -> run("table not_yet")).getSQLState());
    }
}
