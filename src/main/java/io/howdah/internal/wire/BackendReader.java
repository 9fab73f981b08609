package io.howdah.internal.wire;

import io.howdah.internal.io.Duplex;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.Bytes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * A cursor over the messages in a {@link Duplex}'s window. {@link #next} moves to the next message that has arrived whole; its body stays valid
 * until the next call or the next fill. No message objects are made.
 *
 * <p>Used under the session's lock.
 */
public final class BackendReader {
    /** Type byte and length word. */
    public static final int HEADER_BYTES = 5;

    private final Duplex duplex;
    private int maxMessageBytes;
    private byte tag;
    private int bodyStart;
    private int bodyEnd;

    public BackendReader(Duplex duplex, int maxMessageBytes) {
        this.duplex = duplex;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Sets the longest message accepted from now on. */
    public void setMaxMessageBytes(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /**
     * Moves to the next message if it has arrived whole, without reading from the transport.
     *
     * @return false when more bytes are needed: {@link Duplex#fill}, then call again
     * @throws SQLException 08P01 for an impossible length
     */
    public boolean next() throws SQLException {
        int position = duplex.position();
        int available = duplex.limit() - position;
        if (available < HEADER_BYTES) {
            return false;
        }
        byte[] window = duplex.window();
        int length = Bytes.getInt(window, position + 1);
        if (length < 4 || length > maxMessageBytes) {
            throw badLength(window[position], length);
        }
        if (available <= length) {
            duplex.expect(length + 1);
            return false;
        }
        tag = window[position];
        bodyStart = position + HEADER_BYTES;
        bodyEnd = position + 1 + length;
        duplex.advanceTo(bodyEnd);
        return true;
    }

    private SQLException badLength(byte badTag, int length) {
        return Protocol.violation("message of type '" + (char) (badTag & 0xff) + "' declares a length of " + length
                + " bytes, allowed are 4 to " + maxMessageBytes + " (property maxMessageSize)");
    }

    public byte tag() {
        return tag;
    }

    /** The array that holds the message. */
    public byte[] bytes() {
        return duplex.window();
    }

    public int bodyStart() {
        return bodyStart;
    }

    public int bodyLength() {
        return bodyEnd - bodyStart;
    }

    /** Where the message's type byte stands in {@link #bytes}. */
    public int messageStart() {
        return bodyStart - HEADER_BYTES;
    }

    /** The end of what has been received into {@link #bytes}. */
    public int limit() {
        return duplex.limit();
    }

    /** Continues with the message at {@code position}: the caller has handled those before it itself. */
    public void resumeAt(int position) {
        duplex.advanceTo(position);
    }

    /** A cursor over the body of a cold message. */
    public ByteCursor body() {
        return new ByteCursor(duplex.window(), bodyStart, bodyEnd - bodyStart);
    }

    /** The transaction status byte of a ReadyForQuery. */
    public byte transactionStatus() throws SQLException {
        if (bodyLength() != 1) {
            throw Protocol.violation("ReadyForQuery of " + bodyLength() + " bytes");
        }
        return duplex.window()[bodyStart];
    }

    /** The text of a CommandComplete. */
    public String commandTag() throws SQLException {
        return new String(duplex.window(), bodyStart, commandTagLength(), StandardCharsets.UTF_8);
    }

    /** The bytes of a CommandComplete's text, without its terminating zero. */
    public int commandTagLength() throws SQLException {
        int length = bodyLength() - 1;
        if (length < 0 || duplex.window()[bodyEnd - 1] != 0) {
            throw Protocol.violation("CommandComplete without a terminated tag");
        }
        return length;
    }

    /** The row count at the end of a CommandComplete's text, or -1 when it ends in no number. */
    public long commandRowCount() throws SQLException {
        int end = bodyStart + commandTagLength();
        byte[] window = duplex.window();
        int start = end;
        while (start > bodyStart && window[start - 1] >= '0' && window[start - 1] <= '9') {
            start--;
        }
        if (start == end || start == bodyStart || window[start - 1] != ' ' || end - start > 19) {
            return -1;
        }
        long count = 0;
        for (int i = start; i < end; i++) {
            count = count * 10 + (window[i] - '0');
        }
        // Nineteen digits can exceed a long, and then make it negative.
        return count < 0 ? -1 : count;
    }

    /** True when the text of a CommandComplete begins with these ASCII characters. */
    public boolean commandStartsWith(String prefix) {
        if (bodyLength() < prefix.length()) {
            return false;
        }
        byte[] window = duplex.window();
        for (int i = 0; i < prefix.length(); i++) {
            if (window[bodyStart + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
