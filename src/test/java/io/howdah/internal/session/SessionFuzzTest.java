package io.howdah.internal.session;

import static io.howdah.script.Messages.*;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.howdah.script.BackendMessage;
import io.howdah.script.Faults;
import io.howdah.script.MemoryTransport;
import io.howdah.script.MiniServer;
import io.howdah.script.Octets;
import io.howdah.script.TypicalSession;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A session against a server that answers anything at all: it ends, with an SQLException or without. */
class SessionFuzzTest {
    /** Answers to one piece of request. */
    private static final int MAX_MESSAGES = 12;

    private static TypicalSession session;

    @BeforeAll
    static void open() throws SQLException {
        session = new TypicalSession();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    /** Lets the client in and then sends messages that the fuzzer chooses, whatever the client wants. */
    private record Babbler(FuzzedDataProvider data, MiniServer login) implements MemoryTransport.Peer {
        @Override
        public byte[] answer(byte[] sent) {
            if (login.sent() == 0) {
                return login.answer(sent);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int count = data.consumeInt(1, MAX_MESSAGES);
            for (int i = 0; i < count && data.remainingBytes() > 0; i++) {
                out.writeBytes(message().encode());
            }
            return out.toByteArray();
        }

        private BackendMessage message() {
            return switch (data.consumeInt(0, 19)) {
                case 0, 1 -> parseComplete();
                case 2, 3 -> bindComplete();
                case 4 -> closeComplete();
                case 5 -> noData();
                case 6, 7 ->
                    commandComplete(data.pickValue(
                            new String[] {"SELECT 1", "INSERT 0 1", "BEGIN", "COMMIT", "ROLLBACK", "x"}));
                case 8, 9 -> ready(data.pickValue(new Character[] {'I', 'T', 'E'}));
                case 10 -> parameterDescription(INT4);
                case 11 -> rowDescription(column("id", INT4), column("name", TEXT), column("ok", 16));
                case 12 -> rowDescription(column("name", data.consumeInt()));
                case 13 -> dataRow(text(), text(), text());
                case 14 -> dataRow(text());
                case 15 ->
                    error(data.pickValue(new String[] {"26000", "0A000", "42601", "57014", "08P01", "25P02"}), "e")
                            .with('R', "RevalidateCachedQuery");
                case 16 -> data.consumeBoolean() ? portalSuspended() : emptyQueryResponse();
                case 17 -> data.consumeBoolean() ? copyInResponse() : copyOutResponse();
                case 18 ->
                    data.consumeBoolean()
                            ? notice("01000", "n")
                            : parameterStatus(data.pickValue(List.of("TimeZone", "search_path", "DateStyle")), "ISO");
                default ->
                    new BackendMessage.Unknown((char) (data.consumeByte() & 0xff), new Octets(data.consumeBytes(9)));
            };
        }

        private Octets text() {
            return data.consumeBoolean() ? null : new Octets(data.consumeBytes(data.consumeInt(0, 9)));
        }
    }

    @FuzzTest
    void anyMessagesInAnyOrder(FuzzedDataProvider data) {
        session.run(new Babbler(data, MiniServer.trusting()), Faults.none()).assertClean("any messages");
    }

    @FuzzTest
    void anyBytesInPlaceOfAnAnswer(byte[] input) {
        MiniServer login = MiniServer.trusting();
        MemoryTransport.Peer server = sent -> login.sent() == 0 ? login.answer(sent) : input;
        session.run(server, Faults.none()).assertClean("any bytes");
    }

    @FuzzTest
    void anyBytesFromTheBeginning(byte[] input) {
        session.run(sent -> input, Faults.none()).assertClean("any bytes from the beginning");
    }
}
