package io.howdah.internal.jdbc;

import io.howdah.internal.util.ByteSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.Arrays;

/**
 * What a stream or reader given as a parameter delivered: bytes in a chain of chunks, never one array that doubles. Immutable once made, so a
 * statement may be executed with it many times.
 */
final class Spool {
    private static final int FIRST_CHUNK_BYTES = 4 * 1024;

    /** Large enough to amortise, small enough not to be a humongous object with any heap region size. */
    private static final int MAX_CHUNK_BYTES = 64 * 1024;

    private static final int READ_CHARS = 8 * 1024;

    /** The server takes no value larger than this: MaxAllocSize of its memutils.h. */
    private static final int MAX_VALUE_BYTES = 0x3FFF_FFFF;

    private static final int UTF8_BYTES_PER_CHAR = 3;

    private byte[][] chunks = new byte[4][];
    private int chunkCount;
    private int used;
    private int length;

    private Spool() {}

    /**
     * Reads a stream to its end, or exactly {@code declaredLength} bytes of it.
     *
     * @param declaredLength bytes, or -1 when it was not declared
     * @throws SQLException 22023 for a stream that ends too early, 54000 for one that is too large for a value, 58030 when it cannot be read
     */
    static Spool of(InputStream stream, long declaredLength) throws SQLException {
        Spool spool = new Spool();
        long wanted = wanted(declaredLength, MAX_VALUE_BYTES);
        try {
            while (spool.length < wanted) {
                byte[] chunk = spool.chunkWithRoom(1);
                int room = (int) Math.min(chunk.length - spool.used, wanted - spool.length);
                int read = stream.read(chunk, spool.used, room);
                if (read < 0) {
                    break;
                }
                spool.used += read;
                spool.length += read;
            }
            if (declaredLength < 0 && spool.length == wanted && stream.read() >= 0) {
                throw tooLarge();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        checkComplete(spool.length, declaredLength, "bytes");
        return spool;
    }

    /**
     * Reads characters to their end, or exactly {@code declaredLength} of them, as UTF-8.
     *
     * @param declaredLength UTF-16 chars, or -1 when it was not declared
     * @throws SQLException as {@link #of(InputStream, long)}, and 22021 for a lone surrogate or a zero character
     */
    static Spool of(Reader reader, long declaredLength) throws SQLException {
        Spool spool = new Spool();
        ByteSink utf8 = new ByteSink(READ_CHARS * UTF8_BYTES_PER_CHAR);
        char[] buffer = new char[READ_CHARS];
        long wanted = wanted(declaredLength, MAX_VALUE_BYTES);
        long taken = 0;
        int kept = 0;
        try {
            while (taken < wanted) {
                int read = reader.read(buffer, kept, (int) Math.min(buffer.length - kept, wanted - taken));
                if (read < 0) {
                    break;
                }
                taken += read;
                int end = kept + read;
                // The two halves of a pair may come in two reads: the first half waits for the second.
                boolean splitPair = taken < wanted && end > 0 && Character.isHighSurrogate(buffer[end - 1]);
                int whole = splitPair ? end - 1 : end;
                spool.appendUtf8(buffer, whole, utf8);
                kept = splitPair ? 1 : 0;
                buffer[0] = buffer[Math.max(end - 1, 0)];
            }
            if (kept > 0) {
                spool.appendUtf8(buffer, kept, utf8);
            }
            if (declaredLength < 0 && taken == wanted && reader.read() >= 0) {
                throw tooLarge();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        checkComplete(taken, declaredLength, "characters");
        return spool;
    }

    private void appendUtf8(char[] chars, int count, ByteSink utf8) throws SQLException {
        utf8.clear();
        utf8.putUtf8(new CharSlice(chars, 0, count));
        int from = 0;
        while (from < utf8.size()) {
            byte[] chunk = chunkWithRoom(1);
            int part = Math.min(chunk.length - used, utf8.size() - from);
            if (length > MAX_VALUE_BYTES - part) {
                throw tooLarge();
            }
            System.arraycopy(utf8.array(), from, chunk, used, part);
            used += part;
            length += part;
            from += part;
        }
    }

    private byte[] chunkWithRoom(int room) {
        if (chunkCount == 0 || chunks[chunkCount - 1].length - used < room) {
            if (chunkCount == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunkCount * 2);
            }
            int size =
                    chunkCount == 0 ? FIRST_CHUNK_BYTES : Math.min(MAX_CHUNK_BYTES, chunks[chunkCount - 1].length * 4);
            chunks[chunkCount++] = new byte[size];
            used = 0;
        }
        return chunks[chunkCount - 1];
    }

    private static long wanted(long declaredLength, int limit) throws SQLException {
        if (declaredLength > limit) {
            throw tooLarge();
        }
        return declaredLength < 0 ? limit : declaredLength;
    }

    private static void checkComplete(long got, long declaredLength, String unit) throws SQLException {
        if (declaredLength >= 0 && got < declaredLength) {
            throw new SQLDataException(
                    "Unable to bind parameter values for statement: the stream was declared with " + declaredLength
                            + " " + unit + " and ended after " + got + ".",
                    "22023");
        }
    }

    private static SQLException tooLarge() {
        return new SQLNonTransientException(
                "The stream is larger than a value can be: the server's limit is " + MAX_VALUE_BYTES + " bytes.",
                "54000");
    }

    private static SQLException unreadable(IOException e) {
        return new SQLNonTransientException(
                "The stream given as a parameter could not be read: " + e.getMessage(), "58030", e);
    }

    /** Bytes in all. */
    int length() {
        return length;
    }

    void writeTo(ByteSink out) {
        for (int i = 0; i < chunkCount; i++) {
            out.putBytes(chunks[i], 0, i == chunkCount - 1 ? used : chunks[i].length);
        }
    }

    /** A view of chars as a CharSequence. */
    private record CharSlice(char[] source, int offset, int count) implements CharSequence {
        @Override
        public int length() {
            return count;
        }

        @Override
        public char charAt(int index) {
            return source[offset + index];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CharSlice(source, offset + start, end - start);
        }

        @Override
        public String toString() {
            return new String(source, offset, count);
        }
    }
}
