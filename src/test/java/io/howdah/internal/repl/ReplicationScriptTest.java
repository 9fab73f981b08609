package io.howdah.internal.repl;

import static io.howdah.script.Messages.commandComplete;
import static io.howdah.script.Messages.dataRow;
import static io.howdah.script.Messages.error;
import static io.howdah.script.Messages.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.ByteSink;
import io.howdah.replication.LogicalSpec;
import io.howdah.replication.LogicalStream;
import io.howdah.replication.PhysicalSpec;
import io.howdah.replication.PhysicalStream;
import io.howdah.replication.ReplicationConnection;
import io.howdah.replication.WalData;
import io.howdah.script.BackendMessage;
import io.howdah.script.FrontendMessage;
import io.howdah.script.Messages;
import io.howdah.script.Octets;
import io.howdah.script.ScriptedServer;
import io.howdah.types.PgLsn;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The messages of a replication stream, and servers that mix them up. */
class ReplicationScriptTest {
    private static final FrontendMessage START = new FrontendMessage.Query("START_REPLICATION SLOT \"s\" LOGICAL 0/0");
    private static final FrontendMessage START_PHYSICAL =
            new FrontendMessage.Query("START_REPLICATION PHYSICAL 0/1000000 TIMELINE 1");
    private static final LogicalSpec SPEC = LogicalSpec.slot("s").statusInterval(Duration.ZERO);
    private static final BackendMessage BOTH = new BackendMessage.CopyResponse('W', 0, List.of());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static BackendMessage data(long start, String text) {
        ByteSink body = new ByteSink(64);
        body.putByte('w');
        body.putLong(start);
        body.putLong(start);
        body.putLong(0);
        body.putAscii(text);
        return new BackendMessage.CopyData(new Octets(body.toByteArray()));
    }

    private static BackendMessage keepalive(long end, boolean wantsReply) {
        ByteSink body = new ByteSink(64);
        body.putByte('k');
        body.putLong(end);
        body.putLong(0);
        body.putByte(wantsReply ? 1 : 0);
        return new BackendMessage.CopyData(new Octets(body.toByteArray()));
    }

    private static ReplicationConnection connect(ScriptedServer server) throws SQLException {
        return ReplicationConnection.of(server.connect("replication=database"));
    }

    private static void refusedAs(String state, BackendMessage... answer) throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(START).reply(answer);
            Connection connection = server.connect("replication=database");
            ReplicationConnection replication = ReplicationConnection.of(connection);
            SQLException e = assertThrows(SQLException.class, () -> {
                LogicalStream<WalData> stream = replication.stream(SPEC);
                while (stream.read(PATIENCE) != null) {
                    // Whatever came before.
                }
            });
            assertEquals(state, e.getSQLState(), e.getMessage());
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void messagesOutOfPlaceCloseTheConnection() throws SQLException {
        BackendMessage[][] wrong = {
            {new BackendMessage.CopyData(Octets.of("x"))},
            {new BackendMessage.CopyDone()},
            {BOTH, BOTH},
            {BOTH, dataRow("1")},
            {BOTH, Messages.copyInResponse()},
            {BOTH, Messages.bindComplete()},
            {BOTH, new BackendMessage.CopyData(Octets.of(""))},
            {BOTH, new BackendMessage.CopyData(Octets.of("z"))},
            {BOTH, new BackendMessage.CopyData(Octets.of("w too short"))},
            {BOTH, new BackendMessage.CopyData(Octets.of("k too short"))},
            {BOTH, new BackendMessage.CopyData(Octets.of("k much longer than a keepalive"))},
        };
        for (BackendMessage[] answer : wrong) {
            refusedAs("08P01", answer);
        }
    }

    @Test
    void dataBehindTheServersOwnEndClosesTheConnection() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(START).reply(BOTH, new BackendMessage.CopyDone());
            server.expect(new FrontendMessage.CopyDone()).reply(data(1, "x"));
            Connection connection = server.connect("replication=database");
            LogicalStream<WalData> stream = ReplicationConnection.of(connection).stream(SPEC);
            SQLException e = assertThrows(SQLException.class, () -> stream.read(PATIENCE));
            assertEquals("08P01", e.getSQLState(), e.getMessage());
            assertTrue(connection.isClosed());
        }
    }

    @Test
    void errorInTheMiddleEndsTheStreamAndNothingElse() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(START).reply(BOTH, data(1, "a"), error("XX000", "a plugin says no"), ready('I'));
            Connection connection = server.connect("replication=database");
            LogicalStream<WalData> stream = ReplicationConnection.of(connection).stream(SPEC);
            SQLException e = assertThrows(SQLException.class, () -> {
                stream.read(PATIENCE);
                stream.read(PATIENCE);
            });
            assertEquals("XX000", e.getSQLState());
            assertTrue(stream.isEnded());
            assertFalse(connection.isClosed());
            stream.close();
        }
    }

    @Test
    void serverThatShutsDownSaysSo() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(START)
                    .reply(BOTH, data(1, "a"), commandComplete("COPY 0"))
                    .hangUp();
            LogicalStream<WalData> stream = connect(server).stream(SPEC);
            assertEquals(new PgLsn(1), stream.read(PATIENCE).start());
            SQLException e = assertThrows(SQLException.class, () -> stream.read(PATIENCE));
            assertEquals("57P01", e.getSQLState(), e.getMessage());
            assertTrue(stream.isEnded());
        }
    }

    @Test
    void endOfATimelineNamesTheNextOne() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(START_PHYSICAL).reply(BOTH, data(0x1000000, "wal"), new BackendMessage.CopyDone());
            server.expect(new FrontendMessage.CopyDone())
                    .reply(
                            Messages.rowDescription(
                                    Messages.column("next_tli", 20), Messages.column("next_tli_startpos", 25)),
                            dataRow("2", "0/1000100"),
                            commandComplete("START_STREAMING"),
                            commandComplete("START_REPLICATION"),
                            ready('I'));
            PhysicalStream stream = connect(server).stream(
                    PhysicalSpec.from(new PgLsn(0x1000000)).timeline(1).statusInterval(Duration.ZERO));
            WalData wal = stream.read(PATIENCE);
            assertEquals("wal", StandardCharsets.US_ASCII.decode(wal.data()).toString());
            assertEquals(new PgLsn(0x1000003), stream.receivedPosition());
            assertTrue(stream.nextTimeline().isEmpty());
            assertNull(stream.read(PATIENCE));
            assertTrue(stream.isEnded());
            assertEquals(
                    new PhysicalStream.NextTimeline(2, PgLsn.parse("0/1000100")),
                    stream.nextTimeline().orElseThrow());
            stream.close();
        }
    }

    @Test
    void keepaliveThatWantsAnAnswerGetsItWhenItIsRead() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(START)
                    .reply(BOTH, data(1, "a"), keepalive(20, true), data(30, "b"))
                    .expectAny()
                    .reply(data(40, "c"));
            LogicalStream<WalData> stream = connect(server).stream(SPEC);
            assertEquals(new PgLsn(1), stream.read(PATIENCE).start());
            // Nothing was confirmed, so that the keepalive confirms nothing.
            assertEquals(new PgLsn(30), stream.read(PATIENCE).start());
            assertEquals(new PgLsn(0), stream.flushedPosition());
            assertEquals(new PgLsn(30), stream.serverPosition());
            assertEquals(new PgLsn(40), stream.read(PATIENCE).start());
        }
    }

    @Test
    void keepaliveConfirmsOnlyBehindWhatIsConfirmed() throws SQLException {
        try (ScriptedServer server = ScriptedServer.trusting()) {
            server.expect(START)
                    .reply(
                            BOTH,
                            keepalive(5, false),
                            data(10, "a"),
                            keepalive(20, false),
                            data(30, "b"),
                            keepalive(50, false),
                            data(60, "c"));
            LogicalStream<WalData> stream = connect(server).stream(SPEC);
            assertEquals(new PgLsn(10), stream.read(PATIENCE).start());
            assertEquals(new PgLsn(5), stream.flushedPosition());
            stream.confirm(new PgLsn(10));
            assertEquals(new PgLsn(30), stream.read(PATIENCE).start());
            assertEquals(new PgLsn(20), stream.flushedPosition());
            assertEquals(new PgLsn(60), stream.read(PATIENCE).start());
            assertEquals(new PgLsn(20), stream.flushedPosition());
        }
    }
}
