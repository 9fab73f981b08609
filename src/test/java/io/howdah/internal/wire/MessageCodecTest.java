package io.howdah.internal.wire;

import static io.howdah.script.Messages.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.Notification;
import io.howdah.api.ServerError;
import io.howdah.internal.io.Duplex;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Deadline;
import io.howdah.script.BackendMessage;
import io.howdah.script.BackendMessage.NegotiateProtocolVersion;
import io.howdah.script.Faults;
import io.howdah.script.FrontendMessage;
import io.howdah.script.FrontendMessage.Bind;
import io.howdah.script.FrontendMessage.CancelRequest;
import io.howdah.script.FrontendMessage.CopyFail;
import io.howdah.script.FrontendMessage.Describe;
import io.howdah.script.FrontendMessage.Password;
import io.howdah.script.FrontendMessage.Query;
import io.howdah.script.FrontendMessage.SslRequest;
import io.howdah.script.FrontendMessage.Startup;
import io.howdah.script.MemoryTransport;
import io.howdah.script.Octets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The driver's writer and parsers against the tests' own model of the protocol: neither can be wrong alone. */
class MessageCodecTest {
    private final ByteSink sink = new ByteSink(16);
    private final FrontendWriter writer = new FrontendWriter(sink);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What was written, as decoded by the model; also checks that the model would have written the same bytes. */
    private FrontendMessage written() throws IOException {
        byte[] bytes = sink.toByteArray();
        sink.clear();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        FrontendMessage message = FrontendMessage.read(in);
        assertEquals(0, in.available());
        assertArrayEquals(message.encode(), bytes);
        return message;
    }

    private FrontendMessage writtenFirst() throws IOException {
        byte[] bytes = sink.toByteArray();
        sink.clear();
        FrontendMessage message = FrontendMessage.readFirst(new DataInputStream(new ByteArrayInputStream(bytes)));
        assertArrayEquals(message.encode(), bytes);
        return message;
    }

    @Test
    void messagesThatBeginAConnection() throws SQLException, IOException {
        writer.startup(Protocol.VERSION_3_2, Map.of("user", "ü"));
        assertEquals(new Startup(Protocol.VERSION_3_2, Map.of("user", "ü")), writtenFirst());
        writer.sslRequest();
        assertEquals(new SslRequest(), writtenFirst());
        writer.cancelRequest(7, new byte[] {1, 2, 3, 4, 5});
        assertEquals(new CancelRequest(7, new Octets(new byte[] {1, 2, 3, 4, 5})), writtenFirst());
    }

    @Test
    void messagesOfAuthentication() throws SQLException, IOException {
        writer.password(ascii("secret"));
        assertEquals(new Password(Octets.of("secret\0")), written());
        writer.saslInitialResponse("SCRAM", ascii("n,,"));
        assertEquals(new Password(Octets.of("SCRAM\0\0\0\0\3n,,")), written());
        writer.saslResponse(ascii("c=biws"));
        assertEquals(new Password(Octets.of("c=biws")), written());
    }

    @Test
    void messagesOfTheExtendedProtocol() throws IOException {
        writer.parse(ascii("h1"), "select 'ä', $1".getBytes(StandardCharsets.UTF_8), new int[] {INT4, 0, 99}, 2);
        assertEquals(parse("h1", "select 'ä', $1", INT4, 0), written());
        writer.describeStatement(ascii("h1"));
        assertEquals(describe("h1"), written());
        writer.describePortal(ascii("p"));
        assertEquals(new Describe('P', "p"), written());
        writer.execute(ascii("p"), 100);
        assertEquals(execute("p", 100), written());
        writer.closeStatement(ascii("h1"));
        assertEquals(close("h1"), written());
        writer.closePortal(ascii("p"));
        assertEquals(closePortal("p"), written());
        writer.sync();
        assertEquals(sync(), written());
        writer.flush();
        assertEquals(flush(), written());
        writer.terminate();
        assertEquals(terminate(), written());
    }

    @Test
    void bindWithValuesAndFormats() throws IOException {
        int bind = writer.bindStart(ascii("p"), ascii("s"));
        sink.putShort(2);
        sink.putShort(1);
        sink.putShort(0);
        sink.putShort(2);
        sink.putInt(4);
        sink.putInt(42);
        sink.putInt(-1);
        writer.bindEnd(bind, new byte[] {1, 0, 1});
        assertEquals(bind("p", "s").int4(42).text(null).results(1, 0, 1), written());
    }

    @Test
    void bindAsksForOneFormatInAsFewBytesAsPossible() throws IOException {
        int bind = writer.bindStart(FrontendWriter.unnamed(), FrontendWriter.unnamed());
        sink.putInt(0);
        writer.bindEnd(bind, 0);
        assertEquals(new Bind("", "", List.of(), List.of(), List.of()), written());

        bind = writer.bindStart(FrontendWriter.unnamed(), FrontendWriter.unnamed());
        sink.putInt(0);
        writer.bindEnd(bind, 1);
        assertEquals(bind().results(1), written());
    }

    @Test
    void queryAndCopyFail() throws SQLException, IOException {
        writer.query(ascii("SHOW x"));
        assertEquals(new Query("SHOW x"), written());
        writer.copyFail("no data");
        assertEquals(new CopyFail("no data"), written());
    }

    @Test
    void fixedMessagesAreParseBindAndExecute() throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(FixedMessages.command("BEGIN READ ONLY")));
        for (FrontendMessage expected : command("BEGIN READ ONLY")) {
            assertEquals(expected, FrontendMessage.read(in));
        }
        assertEquals(0, in.available());
    }

    /** A reader with these messages in its window. */
    private static BackendReader reader(BackendMessage... messages) throws IOException, SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (BackendMessage message : messages) {
            bytes.writeBytes(message.encode());
            // The model reads what it has written.
            byte[] one = message.encode();
            assertEquals(message, BackendMessage.read(new DataInputStream(new ByteArrayInputStream(one))));
        }
        Duplex duplex = new Duplex(new MemoryTransport(sent -> bytes.toByteArray(), Faults.none()));
        duplex.out().putByte(0);
        duplex.flush(null, Deadline.NONE);
        BackendReader reader = new BackendReader(duplex, 1 << 20);
        while (!reader.next()) {
            duplex.fill(Deadline.NONE);
        }
        return reader;
    }

    @Test
    void errorsWithAllTheirFields() throws IOException, SQLException {
        BackendReader reader = reader(error("23505", "double")
                .with('D', "detail")
                .with('H', "hint")
                .with('P', "17")
                .with('p', "18")
                .with('q', "inner")
                .with('W', "where")
                .with('s', "schema")
                .with('t', "table")
                .with('c', "column")
                .with('d', "type")
                .with('n', "constraint")
                .with('F', "file.c")
                .with('L', "99")
                .with('R', "routine")
                .with('?', "a field of the future"));
        assertEquals(Tag.ERROR_RESPONSE, reader.tag());
        assertEquals(
                new ServerError(
                        "ERROR",
                        "ERROR",
                        "23505",
                        "double",
                        "detail",
                        "hint",
                        17,
                        18,
                        "inner",
                        "where",
                        "schema",
                        "table",
                        "column",
                        "type",
                        "constraint",
                        "file.c",
                        99,
                        "routine"),
                ErrorParser.parse(reader.body()));
    }

    @Test
    void rowDescriptions() throws IOException, SQLException {
        BackendReader reader = reader(rowDescription(
                new BackendMessage.Column("größe", 16385, 3, INT4, 4, -1, 0),
                new BackendMessage.Column("", 0, 0, 1043, -1, 44, 1)));
        assertEquals(
                new RowDescription(
                        new String[] {"größe", ""},
                        new int[] {16385, 0},
                        new short[] {3, 0},
                        new int[] {INT4, 1043},
                        new short[] {4, -1},
                        new int[] {-1, 44}),
                RowDescription.parse(reader.body()));
    }

    @Test
    void coldMessages() throws IOException, SQLException {
        assertEquals(
                new ColdParsers.ParameterStatus("TimeZone", "Europe/Berlin"),
                ColdParsers.parameterStatus(
                        reader(parameterStatus("TimeZone", "Europe/Berlin")).body()));
        assertEquals(
                new Notification(7, "channel", "payload"),
                ColdParsers.notification(
                        reader(notification(7, "channel", "payload")).body()));
        assertEquals(
                new ColdParsers.NegotiatedVersion(Protocol.VERSION_3_0, List.of("_pq_.x")),
                ColdParsers.negotiatedVersion(
                        reader(new NegotiateProtocolVersion(Protocol.VERSION_3_0, List.of("_pq_.x")))
                                .body()));
        assertArrayEquals(
                new int[] {INT4, TEXT},
                ColdParsers.parameterOids(
                        reader(parameterDescription(INT4, TEXT)).body()));
        assertEquals(
                new ColdParsers.CopyFormats(false, 1),
                ColdParsers.copyFormats(reader(copyInResponse()).body()));
        ColdParsers.BackendKey key =
                ColdParsers.backendKey(reader(backendKeyData(4711, 0x01020304)).body());
        assertEquals(4711, key.pid());
        assertArrayEquals(new byte[] {1, 2, 3, 4}, key.secretKey());
    }

    @Test
    void framesOfAllOtherMessages() throws IOException, SQLException {
        BackendMessage[] all = {
            parseComplete(),
            bindComplete(),
            closeComplete(),
            noData(),
            emptyQueryResponse(),
            portalSuspended(),
            copyInResponse(),
            copyOutResponse(),
            new BackendMessage.CopyData(Octets.of("a\tb\n")),
            new BackendMessage.CopyDone(),
            dataRow("x", null, 7),
            dataRow(),
            authenticationOk(),
            notice("00000", "n"),
            new BackendMessage.Unknown('%', Octets.of("??")),
            ready('T')
        };
        BackendReader reader = reader(all);
        for (int i = 0; i < all.length; i++) {
            assertEquals((byte) all[i].tag(), reader.tag());
            assertEquals(all[i].encode().length - BackendReader.HEADER_BYTES, reader.bodyLength());
            assertEquals(i < all.length - 1, reader.next());
        }
        assertEquals('T', reader.transactionStatus());
    }

    @Test
    void commandTagsAndTheirCounts() throws IOException, SQLException {
        BackendReader insert = reader(commandComplete("INSERT 0 12345678901"));
        assertEquals("INSERT 0 12345678901", insert.commandTag());
        assertEquals(12345678901L, insert.commandRowCount());
        assertTrue(insert.commandStartsWith("INSERT"));
        assertFalse(insert.commandStartsWith("INSERT 0 12345678901 and more"));
        assertEquals(-1, reader(commandComplete("CREATE TABLE")).commandRowCount());
        assertEquals(-1, reader(commandComplete("")).commandRowCount());
        assertEquals(-1, reader(commandComplete("SELECT 9999999999999999999")).commandRowCount());
    }
}
