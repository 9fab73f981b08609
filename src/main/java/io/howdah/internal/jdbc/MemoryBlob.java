package io.howdah.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * A {@link Blob} that holds its bytes: the value of a bytea column, or what an application fills to send as one. Changing it changes nothing in
 * the database. Positions are 1-based; one outside the value fails with 22023, any use after {@code free} with 55000. Not thread safe.
 */
final class MemoryBlob implements Blob {
    /** Null once freed. */
    private byte[] bytes;

    /** @param bytes kept, not copied */
    MemoryBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves. */
    byte[] bytes() throws SQLException {
        if (bytes == null) {
            throw JdbcErrors.closed("blob");
        }
        return bytes;
    }

    @Override
    public long length() throws SQLException {
        return bytes().length;
    }

    @Override
    public byte[] getBytes(long position, int length) throws SQLException {
        int from = checkPosition(position, bytes().length);
        checkLength(length);
        return Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, (long) from + length));
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public InputStream getBinaryStream(long position, long length) throws SQLException {
        int from = checkPosition(position, bytes().length);
        if (length < 0 || length > bytes.length - from) {
            throw JdbcErrors.invalid(
                    "length " + length + " from position " + position + " of a blob of " + bytes.length + " bytes");
        }
        return new ByteArrayInputStream(bytes, from, (int) length);
    }

    /** As JDBC has it; an empty pattern is found where the search starts. */
    @Override
    public long position(byte[] pattern, long start) throws SQLException {
        int from = checkPosition(start, bytes().length);
        JdbcErrors.required(pattern, "pattern");
        for (int i = from; i <= bytes.length - pattern.length; i++) {
            if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i + 1L;
            }
        }
        return -1;
    }

    @Override
    public long position(Blob pattern, long start) throws SQLException {
        return position(bytesOf(JdbcErrors.required(pattern, "pattern")), start);
    }

    @Override
    public int setBytes(long position, byte[] value) throws SQLException {
        return setBytes(position, JdbcErrors.required(value, "value"), 0, value.length);
    }

    @Override
    public int setBytes(long position, byte[] value, int offset, int length) throws SQLException {
        int from = checkPosition(position, bytes().length);
        checkRange(JdbcErrors.required(value, "value").length, offset, length);
        if (length > Integer.MAX_VALUE - from) {
            throw JdbcErrors.invalid("a blob in memory of more than " + Integer.MAX_VALUE + " bytes");
        }
        int end = from + length;
        byte[] changed = Arrays.copyOf(bytes, Math.max(bytes.length, end));
        System.arraycopy(value, offset, changed, from, length);
        bytes = changed;
        return length;
    }

    /** What is written reaches the blob when the stream is flushed or closed. */
    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        int from = checkPosition(position, bytes().length);
        return new BlobOutput(from);
    }

    private final class BlobOutput extends ByteArrayOutputStream {
        private final int from;

        BlobOutput(int from) {
            this.from = from;
        }

        @Override
        public void flush() {
            byte[] target = bytes;
            if (target != null) {
                byte[] changed = Arrays.copyOf(target, Math.max(target.length, from + count));
                System.arraycopy(buf, 0, changed, from, count);
                bytes = changed;
            }
        }

        @Override
        public void close() {
            flush();
        }
    }

    @Override
    public void truncate(long length) throws SQLException {
        byte[] whole = bytes();
        if (length < 0 || length > whole.length) {
            throw JdbcErrors.invalid("truncate to " + length + " of a blob of " + whole.length + " bytes");
        }
        bytes = Arrays.copyOf(whole, (int) length);
    }

    @Override
    public void free() {
        bytes = null;
    }

    /** All bytes of a blob; 22003 when they are too many for an array. */
    static byte[] bytesOf(Blob blob) throws SQLException {
        return blob.getBytes(1, size(blob.length()));
    }

    /** {@code length} as the length of an array or string; 22003 when it is too large. */
    static int size(long length) throws SQLException {
        if (length > Integer.MAX_VALUE) {
            throw new SQLDataException(
                    "a value of " + length + " bytes or chars does not fit in memory as a whole: at most "
                            + Integer.MAX_VALUE + " do; read it as a stream",
                    "22003");
        }
        return (int) length;
    }

    /** The 0-based index of a 1-based position, at most one past the end; 22023. */
    static int checkPosition(long position, int length) throws SQLException {
        if (position < 1 || position - 1 > length) {
            throw JdbcErrors.invalid("position " + position + ": expected 1 to " + (length + 1L));
        }
        return (int) (position - 1);
    }

    static void checkLength(int length) throws SQLException {
        if (length < 0) {
            throw JdbcErrors.invalid("length " + length + ": expected 0 or more");
        }
    }

    static void checkRange(int size, int offset, int length) throws SQLException {
        if (offset < 0 || length < 0 || length > size - offset) {
            throw JdbcErrors.invalid("offset " + offset + " and length " + length + " in a value of " + size);
        }
    }
}
