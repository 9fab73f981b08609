package io.howdah.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.howdah.internal.io.Duplex;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.Deadline;
import io.howdah.script.BackendMessage;
import io.howdah.script.Faults;
import io.howdah.script.MemoryTransport;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;

/** Whatever a server sends is parsed, or refused with 08P01. */
class ProtocolFuzzTest {
    private static final int MAX_MESSAGE_BYTES = 1_000;

    private interface Parser {
        Object parse(ByteCursor body) throws SQLException;
    }

    /** Parses the input, which lies in the middle of a larger array of bytes that must not be read. */
    private static Object parse(byte[] input, Parser parser) {
        byte[] window = new byte[input.length + 20];
        Arrays.fill(window, (byte) 'A');
        System.arraycopy(input, 0, window, 10, input.length);
        try {
            return parser.parse(new ByteCursor(window, 10, input.length));
        } catch (SQLException refused) {
            assertEquals("08P01", refused.getSQLState());
            return null;
        }
    }

    /** What the model of the tests reads; null when it cannot. */
    private static BackendMessage model(char tag, byte[] input) {
        try {
            return BackendMessage.decode(tag, input);
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    @FuzzTest
    void framesAreCutAsTheirLengthsSay(byte[] input) throws IOException, SQLException {
        Duplex duplex = new Duplex(new MemoryTransport(
                sent -> input, Faults.none().cutAt(input.length).atATime(7)));
        duplex.out().putByte(0);
        duplex.flush(null, Deadline.NONE);
        BackendReader reader = new BackendReader(duplex, MAX_MESSAGE_BYTES);
        int position = 0;
        try {
            while (true) {
                while (reader.next()) {
                    assertEquals(input[position], reader.tag());
                    assertTrue(reader.bodyLength() <= MAX_MESSAGE_BYTES - 4);
                    position += BackendReader.HEADER_BYTES;
                    assertTrue(Arrays.equals(
                            input,
                            position,
                            position + reader.bodyLength(),
                            reader.bytes(),
                            reader.bodyStart(),
                            reader.bodyStart() + reader.bodyLength()));
                    position += reader.bodyLength();
                    commandComplete(reader);
                }
                duplex.fill(Deadline.NONE);
            }
        } catch (EOFException end) {
            assertTrue(input.length - position < MAX_MESSAGE_BYTES + 1);
        } catch (SQLException refused) {
            assertEquals("08P01", refused.getSQLState());
        }
    }

    private static void commandComplete(BackendReader reader) {
        reader.commandStartsWith("INSERT");
        try {
            assertTrue(reader.commandRowCount() >= -1);
            assertTrue(reader.commandTag().length() <= reader.commandTagLength());
        } catch (SQLException refused) {
            assertEquals("08P01", refused.getSQLState());
        }
    }

    @FuzzTest
    void errorsAndNotices(byte[] input) {
        Object parsed = parse(input, ErrorParser::parse);
        BackendMessage model = model('E', input);
        if (model != null) {
            assertTrue(parsed != null, model.toString());
        }
    }

    @FuzzTest
    void rowDescriptions(byte[] input) {
        RowDescription parsed = (RowDescription) parse(input, RowDescription::parse);
        BackendMessage model = model('T', input);
        assertEquals(model == null, parsed == null);
        if (parsed != null) {
            assertEquals(((BackendMessage.RowDescription) model).columns().size(), parsed.columnCount());
        }
    }

    @FuzzTest
    void coldMessages(byte[] input) {
        assertEquals(model('S', input) == null, parse(input, ColdParsers::parameterStatus) == null);
        assertEquals(model('A', input) == null, parse(input, ColdParsers::notification) == null);
        assertEquals(model('v', input) == null, parse(input, ColdParsers::negotiatedVersion) == null);
        assertEquals(model('t', input) == null, parse(input, ColdParsers::parameterOids) == null);
        assertEquals(model('G', input) == null, parse(input, ColdParsers::copyFormats) == null);
        ColdParsers.BackendKey key = (ColdParsers.BackendKey) parse(input, ColdParsers::backendKey);
        if (key != null) {
            assertEquals(input.length - 4, key.secretKey().length);
        }
    }
}
