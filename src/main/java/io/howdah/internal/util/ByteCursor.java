package io.howdah.internal.util;

import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;

/**
 * A bounds-checked reader over one slice of a {@code byte[]} with a sticky error: a read past the end gives 0 (or an empty string), marks the
 * cursor as failed and moves it to the end; {@link #check} then throws once. Decoders of structured binary read through this class only, so no
 * length or count sent by the server can make them read outside their value or allocate more than the value could hold.
 *
 * <p>Owned by one decode call; not thread safe.
 */
public final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int position;
    private boolean failed;

    public ByteCursor(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || offset > bytes.length - length) {
            throw new IndexOutOfBoundsException("offset " + offset + ", length " + length + " of " + bytes.length);
        }
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    private boolean need(int count) {
        if (count < 0 || count > end - position) {
            failed = true;
            position = end;
            return false;
        }
        return true;
    }

    public int remaining() {
        return end - position;
    }

    /** The absolute offset of the next byte in {@link #array}. */
    public int position() {
        return position;
    }

    public byte[] array() {
        return bytes;
    }

    public boolean failed() {
        return failed;
    }

    public byte readByte() {
        return need(1) ? bytes[position++] : 0;
    }

    public short readShort() {
        if (!need(2)) {
            return 0;
        }
        short value = Bytes.getShort(bytes, position);
        position += 2;
        return value;
    }

    public int readUnsignedShort() {
        return readShort() & 0xffff;
    }

    public int readInt() {
        if (!need(4)) {
            return 0;
        }
        int value = Bytes.getInt(bytes, position);
        position += 4;
        return value;
    }

    public long readLong() {
        if (!need(8)) {
            return 0;
        }
        long value = Bytes.getLong(bytes, position);
        position += 8;
        return value;
    }

    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    /**
     * Reads a 4-byte element count and fails when that many elements of at least {@code minimumBytesEach} cannot follow, so that an array may
     * safely be allocated for the result.
     */
    public int readCount(int minimumBytesEach) {
        int count = readInt();
        if (count < 0 || (minimumBytesEach > 0 && count > remaining() / minimumBytesEach)) {
            failed = true;
            position = end;
            return 0;
        }
        return count;
    }

    /** Skips {@code count} bytes and returns the absolute offset at which they began. */
    public int skip(int count) {
        int start = position;
        if (need(count)) {
            position += count;
        }
        return start;
    }

    /** Reads {@code count} bytes into a new array; an empty one on failure. */
    public byte[] readBytes(int count) {
        if (!need(count)) {
            return new byte[0];
        }
        byte[] copy = new byte[count];
        System.arraycopy(bytes, position, copy, 0, count);
        position += count;
        return copy;
    }

    /** Reads UTF-8 text up to a zero byte, and the zero byte. */
    public String readCString() {
        int zero = position;
        while (zero < end && bytes[zero] != 0) {
            zero++;
        }
        if (zero == end) {
            failed = true;
            position = end;
            return "";
        }
        String value = new String(bytes, position, zero - position, StandardCharsets.UTF_8);
        position = zero + 1;
        return value;
    }

    /** Reads {@code count} bytes of UTF-8 text. */
    public String readUtf8(int count) {
        if (!need(count)) {
            return "";
        }
        String value = new String(bytes, position, count, StandardCharsets.UTF_8);
        position += count;
        return value;
    }

    /** Fails the cursor, for a decoder that found a value that cannot be right. */
    public void fail() {
        failed = true;
        position = end;
    }

    /** Throws an {@link SQLDataException} (22P03) when any read so far failed; {@code what} names the value, such as {@code "int4 array"}. */
    public void check(String what) throws SQLException {
        if (failed) {
            throw new SQLDataException(
                    "malformed binary " + what + " from the server: it ends early or has an impossible length or count",
                    "22P03");
        }
    }

    /** As {@link #check}, and also fails when bytes are left over. */
    public void checkAtEnd(String what) throws SQLException {
        check(what);
        if (position != end) {
            throw new SQLDataException(
                    "malformed binary " + what + " from the server: " + (end - position) + " bytes too many", "22P03");
        }
    }
}
