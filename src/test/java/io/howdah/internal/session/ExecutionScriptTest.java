package io.howdah.internal.session;

import static io.howdah.internal.session.Scripts.answer;
import static io.howdah.internal.session.Scripts.nameOf;
import static io.howdah.internal.session.Scripts.selectInt;
import static io.howdah.script.Messages.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.connect.DriverContext;
import io.howdah.internal.jdbc.ConnectionImpl;
import io.howdah.script.BackendMessage;
import io.howdah.script.FrontendMessage.CopyFail;
import io.howdah.script.Octets;
import io.howdah.script.Script;
import io.howdah.script.ScriptedServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Which messages an execution sends, and what each answer makes of it. */
class ExecutionScriptTest {
    private static final String SQL = "select n from t where id = $1";
    private static final String JDBC_SQL = "select n from t where id = ?";
    private static final String NAME = nameOf(SQL, INT4);

    @Test
    void firstExecutionIsUnnamedSecondIsNamedLaterOnesOnlyBind() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", SQL, INT4), describe(""), bind().int4(7), execute(), sync())
                    .reply(answer("70", 'I'))
                    .expect(close(NAME), parse(NAME, SQL, INT4), describe(NAME))
                    .expect(bind("", NAME).int4(8).results(1), execute(), sync())
                    .reply(closeComplete(), parseComplete(), parameterDescription(INT4))
                    .reply(rowDescription(column("n", INT4)), bindComplete(), dataRow(80))
                    .reply(commandComplete("SELECT 1"), ready('I'))
                    .expect(bind("", NAME).int4(9).results(1), execute(), sync())
                    .reply(bindComplete(), dataRow(90), commandComplete("SELECT 1"), ready('I'));

            PreparedStatement statement = connection.prepareStatement(JDBC_SQL);
            statement.setInt(1, 7);
            assertEquals(70, selectInt(statement));
            statement.setInt(1, 8);
            assertEquals(80, selectInt(statement));
            statement.setInt(1, 9);
            assertEquals(90, selectInt(statement));
        }
    }

    @Test
    void secondConnectionAsksForBinaryAtOnceBecauseTheFirstHasSeenTheColumns() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            DriverContext context = server.context();
            server.expect(parse("", SQL, INT4), describe(""), bind().int4(7), execute(), sync())
                    .reply(answer("70", 'I'));
            server.connection()
                    .trust()
                    .expect(parse("", SQL, INT4), describe(""), bind().int4(7).results(1), execute(), sync())
                    .reply(parseComplete(), parameterDescription(INT4), rowDescription(column("n", INT4)))
                    .reply(bindComplete(), dataRow(71), commandComplete("SELECT 1"), ready('I'));

            for (int expected : new int[] {70, 71}) {
                try (Connection connection = new ConnectionImpl(context.connect());
                        PreparedStatement statement = connection.prepareStatement(JDBC_SQL)) {
                    statement.setInt(1, 7);
                    assertEquals(expected, selectInt(statement));
                }
            }
        }
    }

    @Test
    void columnsWithoutBinaryFormatAreAskedForInTextOneByOne() throws SQLException {
        int aclitem = 1033;
        String sql = "select n, acl from t";
        String name = nameOf(sql);
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            BackendMessage columns = rowDescription(column("n", INT4), column("acl", aclitem));
            server.expect(parse("", sql), describe(""), bind(), execute(), sync())
                    .reply(parseComplete(), parameterDescription(), columns, bindComplete())
                    .reply(dataRow("1", "=r/me"), commandComplete("SELECT 1"), ready('I'))
                    .expect(close(name), parse(name, sql), describe(name))
                    .expect(bind("", name).results(1, 0), execute(), sync())
                    .reply(closeComplete(), parseComplete(), parameterDescription(), columns, bindComplete())
                    .reply(dataRow(2, "=w/me"), commandComplete("SELECT 1"), ready('I'));

            PreparedStatement statement = connection.prepareStatement(sql);
            assertEquals(1, selectInt(statement));
            ResultSet rows = statement.executeQuery();
            assertTrue(rows.next());
            assertEquals(2, rows.getInt(1));
            assertEquals("=w/me", rows.getString(2));
        }
    }

    @Test
    void updatesAreNotDescribed() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "update t set n = 1"), bind(), execute(), sync())
                    .reply(parseComplete(), bindComplete(), commandComplete("UPDATE 42"), ready('I'));

            assertEquals(42, connection.createStatement().executeUpdate("update t set n = 1"));
        }
    }

    @Test
    void emptyStatementHasNoResult() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", ""), describe(""), bind(), execute(), sync())
                    .reply(parseComplete(), parameterDescription(), noData(), bindComplete())
                    .reply(emptyQueryResponse(), ready('I'));

            Statement statement = connection.createStatement();
            assertFalse(statement.execute(""));
            assertEquals(0, statement.getUpdateCount());
        }
    }

    @Test
    void statementsOfOneTextShareOneSync() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "delete from t"), bind(), execute())
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(parseComplete(), bindComplete(), commandComplete("DELETE 3"))
                    .reply(answer("1", 'I'));

            Statement statement = connection.createStatement();
            assertFalse(statement.execute("delete from t; select 1"));
            assertEquals(3, statement.getUpdateCount());
            assertTrue(statement.getMoreResults());
            assertTrue(statement.getResultSet().next());
        }
    }

    @Test
    void errorSkipsToReadyForQueryAndTheConnectionGoesOn() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select nothing"), describe(""), bind(), execute(), sync())
                    .reply(error("42703", "column \"nothing\" does not exist").with('P', "8"), ready('I'))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(answer("1", 'I'));

            Statement statement = connection.createStatement();
            SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery("select nothing"));
            assertEquals("42703", e.getSQLState());
            assertTrue(statement.executeQuery("select 1").next());
        }
    }

    @Test
    void errorAfterRowsIsThrown() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select 1/n from t"), describe(""), bind(), execute(), sync())
                    .reply(parseComplete(), parameterDescription(), rowDescription(column("n", INT4)))
                    .reply(bindComplete(), dataRow("1"), error("22012", "division by zero"), ready('I'));

            SQLException e = assertThrows(
                    SQLException.class, () -> connection.createStatement().executeQuery("select 1/n from t"));
            assertEquals("22012", e.getSQLState());
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void maximumRowsStopThePortalAndItsSuspensionIsTheEnd() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select n from t"), describe(""), bind(), execute("", 2), sync())
                    .reply(parseComplete(), parameterDescription(), rowDescription(column("n", INT4)))
                    .reply(bindComplete(), dataRow("1"), dataRow("2"), portalSuspended(), ready('I'));

            Statement statement = connection.createStatement();
            statement.setMaxRows(2);
            ResultSet rows = statement.executeQuery("select n from t");
            assertTrue(rows.next());
            assertTrue(rows.next());
            assertFalse(rows.next());
        }
    }

    @Test
    void fetchSizeInATransactionReadsPagesFromAPortalEachRequestedAhead() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(command("BEGIN"))
                    .expect(parse("", "select n from t"), describe(""), bind("howdah_1", ""))
                    .expect(execute("howdah_1", 2), sync())
                    .reply(Scripts.done("BEGIN"))
                    .reply(parseComplete(), parameterDescription(), rowDescription(column("n", INT4)))
                    .reply(bindComplete(), dataRow("1"), dataRow("2"), portalSuspended(), ready('T'))
                    .expect(execute("howdah_1", 2), sync())
                    .reply(dataRow("3"), dataRow("4"), portalSuspended(), ready('T'))
                    .expect(execute("howdah_1", 2), sync())
                    .reply(commandComplete("SELECT 0"), ready('T'));

            connection.setAutoCommit(false);
            Statement statement = connection.createStatement();
            statement.setFetchSize(2);
            ResultSet rows = statement.executeQuery("select n from t");
            for (int i = 1; i <= 4; i++) {
                assertTrue(rows.next());
                assertEquals(i, rows.getInt(1));
            }
            assertFalse(rows.next());
        }
    }

    @Test
    void copyInIsRefusedAndTheConnectionGoesOn() throws SQLException {
        String reason = "COPY FROM STDIN needs a source of data: use HowdahConnection.copyIn instead of a Statement";
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "copy t from stdin"), describe(""), bind(), execute(), sync())
                    .reply(parseComplete(), parameterDescription(), noData(), bindComplete(), copyInResponse())
                    .expect(new CopyFail(reason), sync())
                    .reply(error("57014", "COPY from stdin failed: " + reason), ready('I'))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(answer("1", 'I'));

            Statement statement = connection.createStatement();
            assertThrows(SQLException.class, () -> statement.execute("copy t from stdin"));
            assertTrue(statement.executeQuery("select 1").next());
        }
    }

    @Test
    void copyThatBeginsAgainAfterItsRefusalClosesTheConnection() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "copy t from stdin"), describe(""), bind(), execute(), sync())
                    .reply(parseComplete(), parameterDescription(), noData(), bindComplete(), copyInResponse())
                    .expectAny()
                    .expect(sync())
                    .reply(copyInResponse());

            Statement statement = connection.createStatement();
            SQLException e = assertThrows(SQLException.class, () -> statement.execute("copy t from stdin"));
            assertEquals("08P01", e.getSQLState());
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void copyOutIsReadToItsEndAndRefused() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "copy t to stdout"), describe(""), bind(), execute(), sync())
                    .reply(parseComplete(), parameterDescription(), noData(), bindComplete(), copyOutResponse())
                    .reply(new BackendMessage.CopyData(Octets.of("1\n")), new BackendMessage.CopyDone())
                    .reply(commandComplete("COPY 1"), ready('I'))
                    .expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(answer("1", 'I'));

            Statement statement = connection.createStatement();
            SQLException e = assertThrows(SQLException.class, () -> statement.execute("copy t to stdout"));
            assertEquals("0A000", e.getSQLState());
            assertTrue(statement.executeQuery("select 1").next());
        }
    }

    @Test
    void nullAndEmptyValuesAreTold() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select a, b"), describe(""), bind(), execute(), sync())
                    .reply(parseComplete(), parameterDescription())
                    .reply(rowDescription(column("a", TEXT), column("b", TEXT)), bindComplete())
                    .reply(dataRow(null, ""), commandComplete("SELECT 1"), ready('I'));

            ResultSet rows = connection.createStatement().executeQuery("select a, b");
            assertTrue(rows.next());
            assertNull(rows.getString(1));
            assertTrue(rows.wasNull());
            assertEquals("", rows.getString(2));
        }
    }

    /** A query whose answer is the given messages must fail with 08P01 and leave the connection closed. */
    private static void assertBreach(BackendMessage... reply) throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(reply);

            Statement statement = connection.createStatement();
            SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery("select 1"));
            assertEquals("08P01", e.getSQLState(), e.getMessage());
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void unknownMessageTypeClosesTheConnection() throws SQLException {
        assertBreach(parseComplete(), new BackendMessage.Unknown('%', Octets.of("what?")));
    }

    @Test
    void readyForQueryTooEarlyClosesTheConnection() throws SQLException {
        assertBreach(ready('I'));
        assertBreach(parseComplete(), parameterDescription(), rowDescription(), bindComplete(), ready('I'));
    }

    @Test
    void readyForQueryOfAnUnknownStatusClosesTheConnection() throws SQLException {
        assertBreach(error("42601", "syntax error"), ready('?'));
    }

    @Test
    void messagesOfAnotherAnswerCloseTheConnection() throws SQLException {
        assertBreach(parseComplete(), closeComplete());
        assertBreach(parseComplete(), authenticationOk());
        assertBreach(parseComplete(), backendKeyData(1, 2));
        assertBreach(new BackendMessage.CopyData(Octets.of("x")));
    }

    @Test
    void messagesAfterAnErrorOtherThanReadyForQueryCloseTheConnection() throws SQLException {
        assertBreach(error("42601", "syntax error"), bindComplete());
    }

    @Test
    void rowsWithoutColumnsCloseTheConnection() throws SQLException {
        assertBreach(parseComplete(), parameterDescription(), bindComplete(), dataRow("1"));
    }

    @Test
    void messagesNobodyAskedForCloseTheConnectionAtTheNextUse() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(Scripts.all(answer("1", 'I'), commandComplete("SELECT 1"), ready('I')));

            Statement statement = connection.createStatement();
            assertTrue(statement.executeQuery("select 1").next());
            SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery("select 1"));
            assertEquals("08P01", e.getSQLState(), e.getMessage());
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void fatalErrorIsThrownInsteadOfTheLostConnection() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(parseComplete())
                    .reply(fatal("57P01", "terminating connection due to administrator command"))
                    .hangUp();

            SQLException e = assertThrows(
                    SQLException.class, () -> connection.createStatement().executeQuery("select 1"));
            assertEquals("57P01", e.getSQLState());
            assertTrue(e.getMessage().contains("terminating connection due to administrator command"));
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void fatalErrorWhileIdleIsThrownByTheNextStatement() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            Script script = server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(answer("1", 'I'))
                    .reply(fatal("57P05", "terminating connection due to idle-session timeout"));
            Statement statement = connection.createStatement();
            assertTrue(statement.executeQuery("select 1").next());

            script.hangUp();
            SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery("select 2"));
            assertEquals("57P05", e.getSQLState(), e.getMessage());
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void serverThatHangsUpIsALostConnection() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(parseComplete())
                    .hangUp();

            SQLException e = assertThrows(
                    SQLException.class, () -> connection.createStatement().executeQuery("select 1"));
            assertEquals("08006", e.getSQLState());
            assertTrue(connection.isClosed());
        }
    }
}
