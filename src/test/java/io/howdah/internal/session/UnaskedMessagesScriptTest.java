package io.howdah.internal.session;

import static io.howdah.internal.session.Scripts.answer;
import static io.howdah.script.Messages.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.Notification;
import io.howdah.internal.jdbc.ConnectionImpl;
import io.howdah.script.BackendMessage;
import io.howdah.script.ScriptedServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that a server may send at any time. */
class UnaskedMessagesScriptTest {
    private static final BackendMessage[] UNASKED = {
        notice("01000", "by the way"),
        parameterStatus("application_name", "changed"),
        notification(99, "channel", "payload"),
        notice("00000", "and more")
    };

    /** The messages with all of {@link #UNASKED} before the one at that position. */
    private static BackendMessage[] interleaved(BackendMessage[] messages, int position) {
        List<BackendMessage> all = new ArrayList<>(List.of(messages));
        all.addAll(position, List.of(UNASKED));
        return all.toArray(new BackendMessage[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void comeAtAnyPlaceOfAnAnswer(int position) throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            Session session = server.context().connect();
            try (Connection connection = new ConnectionImpl(session)) {
                server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                        .reply(interleaved(answer("1", 'I'), position));

                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1");
                assertTrue(rows.next());
                assertEquals(1, rows.getInt(1));
                assertFalse(rows.next());
                assertNotNull(statement.getWarnings());
                assertTrue(statement.getWarnings().getMessage().contains("by the way"));
                assertTrue(statement.getWarnings().getNextWarning().getMessage().contains("and more"));
                assertEquals("changed", session.state().parameter("application_name"));
                assertEquals(List.of(new Notification(99, "channel", "payload")), session.takeNotifications(-1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void comeAtAnyPlaceOfAnErrorsAnswer(int position) throws SQLException {
        BackendMessage[] refusal = {parseComplete(), error("42703", "no such column"), ready('I')};
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select x"), describe(""), bind(), execute(), sync())
                    .reply(interleaved(refusal, position));

            Statement statement = connection.createStatement();
            SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery("select x"));
            assertEquals("42703", e.getSQLState());
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void comeAfterReadyForQueryAndAreTakenAtTheNextUse() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            Session session = server.context().connect();
            try (Connection connection = new ConnectionImpl(session)) {
                server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                        .reply(interleaved(answer("1", 'I'), 7))
                        .expect(parse("", "select 2"), describe(""), bind(), execute(), sync())
                        .reply(answer("2", 'I'));

                Statement statement = connection.createStatement();
                assertTrue(statement.executeQuery("select 1").next());
                assertTrue(statement.executeQuery("select 2").next());
                assertEquals("changed", session.state().parameter("application_name"));
                assertEquals(List.of(new Notification(99, "channel", "payload")), session.takeNotifications(-1));
            }
        }
    }

    @Test
    void comeBeforeTheServerIsReadyForTheFirstTime() throws SQLException {
        try (ScriptedServer server = ScriptedServer.silent()) {
            server.connection().startup().reply(interleaved(welcome(), 8));
            // A notification cannot come before LISTEN: the server is not to be trusted.
            SQLException e = assertThrows(SQLException.class, server::connect);
            assertEquals("08P01", e.getSQLState());
        }
        try (ScriptedServer server = ScriptedServer.silent()) {
            server.connection()
                    .startup()
                    .reply(welcome()[0], notice("01000", "hello"))
                    .reply(restOfWelcome());
            try (Connection connection = server.connect()) {
                assertFalse(connection.isClosed());
            }
        }
    }

    private static BackendMessage[] restOfWelcome() {
        List<BackendMessage> rest = new ArrayList<>(List.of(welcome()));
        return rest.subList(1, rest.size()).toArray(new BackendMessage[0]);
    }

    @Test
    void encodingThatTheDriverCannotReadClosesTheConnection() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(parameterStatus("client_encoding", "LATIN1"));

            SQLException e = assertThrows(
                    SQLException.class, () -> connection.createStatement().executeQuery("select 1"));
            assertTrue(e.getMessage().contains("LATIN1"), e.getMessage());
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void noticesWithoutEndFillNoMemory() throws SQLException {
        BackendMessage[] notices = new BackendMessage[5_000];
        Arrays.fill(notices, notice("00000", "again"));
        try (ScriptedServer server = ScriptedServer.trusting();
                Connection connection = server.connect()) {
            server.expect(parse("", "select 1"), describe(""), bind(), execute(), sync())
                    .reply(notices)
                    .reply(answer("1", 'I'));

            Statement statement = connection.createStatement();
            assertTrue(statement.executeQuery("select 1").next());
            int count = 0;
            for (Throwable w = statement.getWarnings(); w != null; w = ((SQLWarning) w).getNextWarning()) {
                count++;
            }
            assertTrue(count > 0 && count <= 1_001, count + " warnings");
        }
    }
}
