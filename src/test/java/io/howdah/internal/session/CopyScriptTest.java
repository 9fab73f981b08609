package io.howdah.internal.session;

import static io.howdah.script.Messages.bind;
import static io.howdah.script.Messages.bindComplete;
import static io.howdah.script.Messages.command;
import static io.howdah.script.Messages.commandComplete;
import static io.howdah.script.Messages.copyInResponse;
import static io.howdah.script.Messages.copyOutResponse;
import static io.howdah.script.Messages.error;
import static io.howdah.script.Messages.execute;
import static io.howdah.script.Messages.flush;
import static io.howdah.script.Messages.parse;
import static io.howdah.script.Messages.parseComplete;
import static io.howdah.script.Messages.ready;
import static io.howdah.script.Messages.sync;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.CopyIn;
import io.howdah.api.CopyOut;
import io.howdah.api.HowdahConnection;
import io.howdah.script.BackendMessage;
import io.howdah.script.FrontendMessage;
import io.howdah.script.Octets;
import io.howdah.script.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The messages of COPY, and servers that mix them up. */
class CopyScriptTest {
    private static final String IN = "copy t from stdin";
    private static final String OUT = "copy t to stdout";

    private static HowdahConnection connect(ScriptedServer server) throws SQLException {
        return server.connect().unwrap(HowdahConnection.class);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void syncIsNotSentBeforeTheEndOfTheData() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(parse("", IN), bind(), execute(), flush())
                    .reply(parseComplete(), bindComplete(), copyInResponse());
            server.expect(new FrontendMessage.CopyData(Octets.of("1\n2\n")), new FrontendMessage.CopyDone(), sync())
                    .reply(commandComplete("COPY 2"), ready('I'));
            HowdahConnection connection = connect(server);
            CopyIn copy = connection.copyIn(IN);
            copy.write(ascii("1\n"));
            copy.write(ascii("2\n"));
            assertEquals(2, copy.finish());
        }
    }

    @Test
    void failureBeforeTheDataLeavesTheConnectionUsable() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(parse("", IN), bind(), execute(), flush())
                    .reply(parseComplete(), bindComplete(), copyInResponse(), error("P0001", "a trigger says no"));
            server.expect(new FrontendMessage.CopyData(Octets.of("1\n")), new FrontendMessage.CopyDone(), sync())
                    .reply(ready('I'));
            HowdahConnection connection = connect(server);
            SQLException e = assertThrows(SQLException.class, () -> {
                CopyIn copy = connection.copyIn(IN);
                copy.write(ascii("1\n"));
                copy.finish();
            });
            assertEquals("P0001", e.getSQLState());
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void failureOfAnEarlierGroupIsNotTakenForTheEndOfTheCommand() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(command("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
                    .expect(sync(), parse("", IN), bind(), execute(), flush())
                    .reply(
                            error("57014", "canceled late"),
                            ready('I'),
                            parseComplete(),
                            bindComplete(),
                            copyInResponse());
            server.expect(new FrontendMessage.CopyDone(), sync()).reply(commandComplete("COPY 0"), ready('I'));
            HowdahConnection connection = connect(server);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            CopyIn copy = connection.copyIn(IN);
            SQLException e = assertThrows(SQLException.class, copy::finish);
            assertEquals("57014", e.getSQLState());
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void settingThatIsRefusedIsTheReasonWhyTheCopyDoesNotBegin() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(command("SET SESSION search_path TO \"s\""))
                    .expect(parse("", IN), bind(), execute(), flush())
                    .reply(error("22023", "no such place"));
            server.expect(sync()).reply(ready('I'));
            HowdahConnection connection = connect(server);
            connection.setSchema("s");
            SQLException e = assertThrows(SQLException.class, () -> connection.copyIn(IN));
            assertEquals("22023", e.getSQLState());
            assertTrue(e.getMessage().contains("setSchema"), e.getMessage());
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void simpleQueryModeUsesNoOtherProtocol() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(new FrontendMessage.Query("BEGIN"), new FrontendMessage.Query(IN))
                    .reply(commandComplete("BEGIN"), ready('T'), copyInResponse());
            server.expect(new FrontendMessage.CopyData(Octets.of("1\n")), new FrontendMessage.CopyDone())
                    .reply(commandComplete("COPY 1"), ready('T'));
            server.expect(new FrontendMessage.Query(OUT))
                    .reply(
                            copyOutResponse(),
                            new BackendMessage.CopyData(Octets.of("1\n")),
                            new BackendMessage.CopyDone(),
                            commandComplete("COPY 1"),
                            ready('T'));
            server.expect(new FrontendMessage.Query(IN)).reply(error("42P01", "no such table"), ready('E'));
            HowdahConnection connection = HowdahConnection.class.cast(server.connect("preferQueryMode=simple"));
            connection.setAutoCommit(false);
            CopyIn in = connection.copyIn(IN);
            in.write(ascii("1\n"));
            assertEquals(1, in.finish());
            CopyOut out = connection.copyOut(OUT);
            assertArrayEquals(ascii("1\n"), out.next());
            assertNull(out.next());
            SQLException e = assertThrows(SQLException.class, () -> connection.copyIn(IN));
            assertEquals("42P01", e.getSQLState());
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void emptyAndSplitDataIsRead() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(parse("", OUT), bind(), execute(), sync())
                    .reply(
                            parseComplete(),
                            bindComplete(),
                            copyOutResponse(),
                            new BackendMessage.CopyData(Octets.of("")),
                            new BackendMessage.CopyData(Octets.of("1")),
                            new BackendMessage.CopyData(Octets.of("2\n")),
                            new BackendMessage.CopyDone(),
                            commandComplete("COPY 1"),
                            ready('I'));
            CopyOut copy = connect(server).copyOut(OUT);
            byte[] all = new byte[10];
            assertEquals(3, copy.read(all, 0, 10));
            assertArrayEquals(ascii("12\n"), Arrays.copyOf(all, 3));
            assertNull(copy.next());
            assertEquals(1, copy.rowCount());
        }
    }

    @Test
    void messagesOutOfPlaceCloseTheConnection() throws SQLException {
        BackendMessage[][] wrong = {
            {parseComplete(), bindComplete(), new BackendMessage.CopyData(Octets.of("x"))},
            {parseComplete(), bindComplete(), copyOutResponse(), copyOutResponse()},
            {parseComplete(), bindComplete(), new BackendMessage.CopyDone()},
            {parseComplete(), bindComplete(), copyOutResponse(), bindComplete()},
            {parseComplete(), bindComplete(), ready('I')},
        };
        for (BackendMessage[] messages : wrong) {
            try (ScriptedServer server = ScriptedServer.trusting()) {
                server.expect(parse("", OUT), bind(), execute(), sync()).reply(messages);
                HowdahConnection connection = connect(server);
                SQLException e = assertThrows(SQLException.class, () -> {
                    CopyOut copy = connection.copyOut(OUT);
                    while (copy.next() != null) {
                        // Whatever came before.
                    }
                });
                assertEquals("08P01", e.getSQLState(), e.getMessage());
                assertTrue(connection.isClosed());
            }
        }
    }
}
