package io.howdah.internal.session;

import static io.howdah.internal.session.Scripts.all;
import static io.howdah.internal.session.Scripts.answer;
import static io.howdah.internal.session.Scripts.done;
import static io.howdah.script.Messages.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.script.ScriptedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What rides with a statement, and how transactions begin and end. */
class TransactionScriptTest {
    private static final String INSERT = "insert into t values (1)";

    @Test
    void beginRidesWithTheFirstStatementAndCommitIsOneExchange() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("BEGIN"))
                    .expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(all(done("BEGIN"), done("INSERT 0 1")))
                    .reply(ready('T'))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(answer("1", 'T'))
                    .expect(command("COMMIT"))
                    .expect(sync())
                    .reply(all(done("COMMIT"), ready('I')));

            connection.setAutoCommit(false);
            Statement statement = connection.createStatement();
            assertEquals(1, statement.executeUpdate(INSERT));
            assertTrue(statement.executeQuery("select 1").next());
            connection.commit();
        }
    }

    @Test
    void commitAndRollbackOfNothingSendNothing() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            connection.setAutoCommit(false);
            connection.commit();
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void isolationAndAccessModeTravelInBegin() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY"))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(all(done("BEGIN"), answer("1", 'T')))
                    .expect(command("ROLLBACK"))
                    .expect(sync())
                    .reply(all(done("ROLLBACK"), ready('I')));

            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setReadOnly(true);
            assertTrue(connection.createStatement().executeQuery("select 1").next());
            connection.rollback();
        }
    }

    @Test
    void settingRidesOnceBeforeBeginAndStatement() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("SET SESSION search_path TO \"s\""))
                    .expect(command("BEGIN"))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(all(done("SET"), done("BEGIN"), answer("1", 'T')))
                    .expect(command("COMMIT"))
                    .expect(sync())
                    .reply(all(done("COMMIT"), ready('I')))
                    .expect(command("BEGIN"))
                    .expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(all(done("BEGIN"), done("INSERT 0 1")))
                    .reply(ready('T'))
                    .expect(command("ROLLBACK"))
                    .expect(sync())
                    .reply(all(done("ROLLBACK"), ready('I')));

            connection.setAutoCommit(false);
            connection.setSchema("s");
            Statement statement = connection.createStatement();
            assertTrue(statement.executeQuery("select 1").next());
            connection.commit();
            assertEquals(1, statement.executeUpdate(INSERT));
            connection.rollback();
        }
    }

    @Test
    void settingIsSentAgainWhenTheStatementBehindItFails() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("SET SESSION search_path TO \"s\""))
                    .expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(all(done("SET"), error("42P01", "no table"), ready('I')))
                    .expect(command("SET SESSION search_path TO \"s\""))
                    .expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(all(done("SET"), done("INSERT 0 1")))
                    .reply(ready('I'));

            connection.setSchema("s");
            Statement statement = connection.createStatement();
            assertThrows(SQLException.class, () -> statement.executeUpdate(INSERT));
            assertEquals(1, statement.executeUpdate(INSERT));
        }
    }

    @Test
    void settingThatFailsStopsTheStatementAndNamesItsSetter() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("SET SESSION search_path TO \"s\""))
                    .expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(error("22023", "invalid value"), ready('I'));

            connection.setSchema("s");
            SQLException e = assertThrows(
                    SQLException.class, () -> connection.createStatement().executeUpdate(INSERT));
            assertEquals("22023", e.getSQLState());
            assertTrue(e.getMessage().contains("setSchema"), e.getMessage());
        }
    }

    @Test
    void errorThatComesWithSyncIsTheStatements() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(all(done("INSERT 0 1"), error("23503", "deferred constraint"), ready('I')))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(answer("1", 'I'));

            Statement statement = connection.createStatement();
            SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(INSERT));
            assertEquals("23503", e.getSQLState());
            assertTrue(statement.executeQuery("select 1").next());
        }
    }

    @Test
    void commitThatFailsThrowsTheServersErrorAndTheTransactionIsOver() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("BEGIN"))
                    .expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(all(done("BEGIN"), done("INSERT 0 1")))
                    .reply(ready('T'))
                    .expect(command("COMMIT"))
                    .expect(sync())
                    .reply(parseComplete(), bindComplete(), error("40001", "could not serialize"), ready('I'));

            connection.setAutoCommit(false);
            assertEquals(1, connection.createStatement().executeUpdate(INSERT));
            SQLException e = assertThrows(SQLException.class, connection::commit);
            assertEquals("40001", e.getSQLState());
            connection.rollback();
        }
    }

    @Test
    void commitWhoseAnswerIsLostIsOfUnknownOutcome() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("BEGIN"))
                    .expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(all(done("BEGIN"), done("INSERT 0 1")))
                    .reply(ready('T'))
                    .expect(command("COMMIT"))
                    .expect(sync())
                    .hangUp();

            connection.setAutoCommit(false);
            assertEquals(1, connection.createStatement().executeUpdate(INSERT));
            SQLException e = assertThrows(SQLException.class, connection::commit);
            assertEquals("08007", e.getSQLState());
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void commitOfAFailedTransactionThrowsWhenWanted() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect("raiseExceptionOnSilentRollback=true")) {
            server.expect(command("BEGIN"))
                    .expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(all(done("BEGIN"), error("23505", "duplicate key"), ready('E')))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(error("25P02", "current transaction is aborted"), ready('E'))
                    .expect(command("COMMIT"))
                    .expect(sync())
                    .reply(all(done("ROLLBACK"), ready('I')));

            connection.setAutoCommit(false);
            Statement statement = connection.createStatement();
            assertThrows(SQLException.class, () -> statement.executeUpdate(INSERT));
            SQLException second = assertThrows(SQLException.class, () -> statement.executeQuery("select 1"));
            assertEquals("25P02", second.getSQLState());
            assertEquals("23505", ((SQLException) second.getCause()).getSQLState());
            SQLException e = assertThrows(SQLException.class, connection::commit);
            assertEquals("25P02", e.getSQLState());
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void commitOfAFailedTransactionLeavesAWarning() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("BEGIN"))
                    .expect(parse("", INSERT), bind(), execute(), sync())
                    .reply(all(done("BEGIN"), error("23505", "duplicate key"), ready('E')))
                    .expect(command("COMMIT"))
                    .expect(sync())
                    .reply(all(done("ROLLBACK"), ready('I')));

            connection.setAutoCommit(false);
            assertThrows(SQLException.class, () -> connection.createStatement().executeUpdate(INSERT));
            connection.commit();
            assertEquals("25P02", connection.getWarnings().getSQLState());
        }
    }

    @Test
    void statementsThatLeaveTheCacheAreClosedWithTheOneThatDisplacesThem() throws SQLException {
        String first = "select 1";
        String second = "select 2";
        String firstName = Scripts.nameOf(first);
        String secondName = Scripts.nameOf(second);
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect("preparedStatementCacheQueries=1", "prepareThreshold=1")) {
            server.expect(close(firstName), parse(firstName, first), describe(firstName))
                    .expect(bind("", firstName), execute(), sync())
                    .reply(closeComplete())
                    .reply(answer("1", 'I'))
                    .expect(close(firstName), close(secondName), parse(secondName, second), describe(secondName))
                    .expect(bind("", secondName), execute(), sync())
                    .reply(closeComplete(), closeComplete())
                    .reply(answer("2", 'I'))
                    .expect(close(secondName), parse("", INSERT), bind(), execute(), sync())
                    .reply(closeComplete())
                    .reply(all(done("INSERT 0 1"), ready('I')));

            assertEquals(1, Scripts.selectInt(connection.prepareStatement(first)));
            assertEquals(2, Scripts.selectInt(connection.prepareStatement(second)));
            assertEquals(1, connection.createStatement().executeUpdate(INSERT));
        }
    }
}
