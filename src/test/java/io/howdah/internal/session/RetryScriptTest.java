package io.howdah.internal.session;

import static io.howdah.internal.session.Scripts.all;
import static io.howdah.internal.session.Scripts.answer;
import static io.howdah.internal.session.Scripts.done;
import static io.howdah.internal.session.Scripts.nameOf;
import static io.howdah.internal.session.Scripts.selectInt;
import static io.howdah.script.Messages.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.script.BackendMessage;
import io.howdah.script.FrontendMessage;
import io.howdah.script.Script;
import io.howdah.script.ScriptedServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** When a statement is sent again: only if nothing of it ran and nothing else is lost. */
class RetryScriptTest {
    private static final String SQL = "select n from t";
    private static final String NAME = nameOf(SQL);

    private static final BackendMessage MISSING = error("26000", "prepared statement \"" + NAME + "\" does not exist");
    private static final BackendMessage CHANGED =
            error("0A000", "cached plan must not change result type").with('R', "RevalidateCachedQuery");

    private static final FrontendMessage[] FIRST = {parse("", SQL), describe(""), bind(), execute(), sync()};
    private static final FrontendMessage[] NAMED = {
        close(NAME), parse(NAME, SQL), describe(NAME), bind("", NAME).results(1), execute(), sync()
    };
    private static final FrontendMessage[] READY = {bind("", NAME).results(1), execute(), sync()};
    private static final FrontendMessage[] UNNAMED = {parse("", SQL), describe(""), bind().results(1), execute(), sync()
    };

    private static BackendMessage[] described(int value, char status) {
        return new BackendMessage[] {
            parseComplete(),
            parameterDescription(),
            rowDescription(column("n", INT4)),
            bindComplete(),
            dataRow(value),
            commandComplete("SELECT 1"),
            ready(status)
        };
    }

    /** Two executions, after which the server keeps the statement under its name. */
    private static Script prepared(ScriptedServer server) {
        return server.expect(FIRST)
                .reply(answer("1", 'I'))
                .expect(NAMED)
                .reply(closeComplete())
                .reply(described(2, 'I'));
    }

    private static PreparedStatement executeTwice(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SQL);
        assertEquals(1, selectInt(statement));
        assertEquals(2, selectInt(statement));
        return statement;
    }

    @Test
    void changedPlanInAutocommitIsParsedAgain() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            prepared(server)
                    .expect(READY)
                    .reply(CHANGED, ready('I'))
                    .expect(NAMED)
                    .reply(closeComplete())
                    .reply(described(3, 'I'))
                    .expect(READY)
                    .reply(bindComplete(), dataRow(4), commandComplete("SELECT 1"), ready('I'));

            PreparedStatement statement = executeTwice(connection);
            assertEquals(3, selectInt(statement));
            assertEquals(4, selectInt(statement));
        }
    }

    @Test
    void missingStatementInAutocommitIsSentUnnamedFromThenOn() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            prepared(server)
                    .expect(READY)
                    .reply(MISSING, ready('I'))
                    .expect(UNNAMED)
                    .reply(described(3, 'I'))
                    .expect(UNNAMED)
                    .reply(described(4, 'I'));

            PreparedStatement statement = executeTwice(connection);
            assertEquals(3, selectInt(statement));
            assertEquals(4, selectInt(statement));
        }
    }

    @Test
    void secondRefusalIsThrown() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            prepared(server)
                    .expect(READY)
                    .reply(CHANGED, ready('I'))
                    .expect(NAMED)
                    .reply(closeComplete(), parseComplete(), parameterDescription())
                    .reply(rowDescription(column("n", INT4)), CHANGED, ready('I'));

            PreparedStatement statement = executeTwice(connection);
            SQLException e = assertThrows(SQLException.class, statement::executeQuery);
            assertEquals("0A000", e.getSQLState());
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void withBeginInTheSameExchangeRollbackBeginAndStatementAreOneFlush() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            prepared(server)
                    .expect(command("BEGIN"))
                    .expect(READY)
                    .reply(all(done("BEGIN"), CHANGED, ready('E')))
                    .expect(command("ROLLBACK"))
                    .expect(command("BEGIN"))
                    .expect(NAMED)
                    .reply(all(done("ROLLBACK"), done("BEGIN")))
                    .reply(closeComplete())
                    .reply(described(3, 'T'))
                    .expect(command("COMMIT"))
                    .expect(sync())
                    .reply(all(done("COMMIT"), ready('I')));

            PreparedStatement statement = executeTwice(connection);
            connection.setAutoCommit(false);
            assertEquals(3, selectInt(statement));
            connection.commit();
        }
    }

    @Test
    void settingsAreSentAgainWithTheRetriedStatement() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            prepared(server)
                    .expect(command("SET application_name TO 'a'"))
                    .expect(READY)
                    .reply(all(done("SET"), CHANGED, ready('I')))
                    .expect(command("SET application_name TO 'a'"))
                    .expect(NAMED)
                    .reply(all(done("SET"), closeComplete()))
                    .reply(described(3, 'I'));

            PreparedStatement statement = executeTwice(connection);
            connection.setClientInfo("ApplicationName", "a");
            assertEquals(3, selectInt(statement));
        }
    }

    @Test
    void insideATransactionWithEarlierWorkItIsThrownAndTheStatementIsParsedAgainNextTime() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            prepared(server)
                    .expect(command("BEGIN"))
                    .expect(parse("", "delete from u"), bind(), execute(), sync())
                    .reply(all(done("BEGIN"), done("DELETE 1")))
                    .reply(ready('T'))
                    .expect(READY)
                    .reply(CHANGED, ready('E'))
                    .expect(command("ROLLBACK"))
                    .expect(sync())
                    .reply(all(done("ROLLBACK"), ready('I')))
                    .expect(command("BEGIN"))
                    .expect(NAMED)
                    .reply(all(done("BEGIN"), closeComplete()))
                    .reply(described(3, 'T'))
                    .expect(command("COMMIT"))
                    .expect(sync())
                    .reply(all(done("COMMIT"), ready('I')));

            PreparedStatement statement = executeTwice(connection);
            connection.setAutoCommit(false);
            assertEquals(1, connection.createStatement().executeUpdate("delete from u"));
            SQLException e = assertThrows(SQLException.class, statement::executeQuery);
            assertEquals("0A000", e.getSQLState());
            connection.rollback();
            assertEquals(3, selectInt(statement));
            connection.commit();
        }
    }

    @Test
    void sameErrorAfterBindCompleteIsThrown() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            prepared(server).expect(READY).reply(bindComplete(), CHANGED, ready('I'));

            PreparedStatement statement = executeTwice(connection);
            SQLException e = assertThrows(SQLException.class, statement::executeQuery);
            assertEquals("0A000", e.getSQLState());
        }
    }

    @Test
    void unsupportedFeatureOfAnotherRoutineIsThrown() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            prepared(server)
                    .expect(READY)
                    .reply(error("0A000", "not supported").with('R', "transformStmt"), ready('I'));

            PreparedStatement statement = executeTwice(connection);
            SQLException e = assertThrows(SQLException.class, statement::executeQuery);
            assertEquals("0A000", e.getSQLState());
        }
    }
}
