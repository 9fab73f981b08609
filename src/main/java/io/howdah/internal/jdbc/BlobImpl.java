package io.howdah.internal.jdbc;

import io.howdah.api.LargeObject;
import io.howdah.internal.lob.LargeObjectCalls;
import io.howdah.internal.lob.LargeObjectsImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * A {@link Blob} that is a large object: a locator, whose every method works on the object in the database. Needs no transaction; in autocommit
 * mode each call is one. Positions are 1-based; one before the first byte fails with 22023, any use after {@code free} with 55000, an object that
 * does not exist with 42704. For one thread at a time.
 */
final class BlobImpl implements Blob {
    private static final int CHUNK_BYTES = 256 * 1024;

    private final long oid;
    /** Null once freed. */
    private LargeObjectsImpl objects;

    BlobImpl(LargeObjectsImpl objects, long oid) {
        this.objects = objects;
        this.oid = oid;
    }

    /** @throws SQLException 55000 */
    private LargeObjectsImpl objects() throws SQLException {
        if (objects == null) {
            throw JdbcErrors.closed("blob");
        }
        return objects;
    }

    private LargeObjectCalls calls() throws SQLException {
        return objects().calls();
    }

    /** The object itself. */
    long oid() throws SQLException {
        objects();
        return oid;
    }

    private static long offset(long position) throws SQLException {
        if (position < 1) {
            throw JdbcErrors.invalid("position " + position + ": expected 1 or more");
        }
        return position - 1;
    }

    @Override
    public long length() throws SQLException {
        return calls().size(oid);
    }

    @Override
    public byte[] getBytes(long position, int length) throws SQLException {
        long from = offset(position);
        MemoryBlob.checkLength(length);
        LargeObjectCalls calls = calls();
        // The length that was asked for may be far beyond the end.
        byte[] bytes = new byte[Math.min(length, CHUNK_BYTES)];
        int total = 0;
        while (total < length) {
            if (total == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 4L));
            }
            int got = calls.get(oid, from + total, bytes, total, bytes.length - total);
            total += got;
            if (total < bytes.length) {
                break;
            }
        }
        return total == bytes.length ? bytes : Arrays.copyOf(bytes, total);
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return objects().open(oid).inputStream();
    }

    @Override
    public InputStream getBinaryStream(long position, long length) throws SQLException {
        long from = offset(position);
        if (length < 0) {
            throw JdbcErrors.invalid("length " + length + ": expected 0 or more");
        }
        return new LimitedInput(at(from).inputStream(), length);
    }

    private LargeObject at(long offset) throws SQLException {
        try {
            return objects().open(oid).position(offset);
        } catch (IOException e) {
            throw JdbcErrors.ofStream(e);
        }
    }

    @Override
    public long position(byte[] pattern, long start) throws SQLException {
        long from = offset(start);
        LargeObjectCalls calls = calls();
        if (JdbcErrors.required(pattern, "pattern").length == 0) {
            return start;
        }
        byte[] window = new byte[Math.max(CHUNK_BYTES, 2 * pattern.length)];
        int kept = 0;
        while (true) {
            int got = calls.get(oid, from + kept, window, kept, window.length - kept);
            int end = kept + got;
            for (int i = 0; i <= end - pattern.length; i++) {
                if (window[i] == pattern[0]
                        && Arrays.equals(window, i, i + pattern.length, pattern, 0, pattern.length)) {
                    return from + i + 1;
                }
            }
            if (end < window.length) {
                return -1;
            }
            // A match may begin in what was read and end in what comes.
            kept = pattern.length - 1;
            System.arraycopy(window, end - kept, window, 0, kept);
            from += end - kept;
        }
    }

    @Override
    public long position(Blob pattern, long start) throws SQLException {
        return position(MemoryBlob.bytesOf(JdbcErrors.required(pattern, "pattern")), start);
    }

    @Override
    public int setBytes(long position, byte[] value) throws SQLException {
        return setBytes(position, JdbcErrors.required(value, "value"), 0, value.length);
    }

    @Override
    public int setBytes(long position, byte[] value, int offset, int length) throws SQLException {
        MemoryBlob.checkRange(JdbcErrors.required(value, "value").length, offset, length);
        calls().put(oid, offset(position), value, offset, length);
        return length;
    }

    /** What is written reaches the object when the stream is flushed or closed, or has filled its buffer. */
    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        return at(offset(position)).outputStream();
    }

    @Override
    public void truncate(long length) throws SQLException {
        if (length < 0) {
            throw JdbcErrors.invalid("truncate to " + length + ": expected 0 or more");
        }
        calls().truncate(oid, length);
    }

    @Override
    public void free() {
        objects = null;
    }
}
