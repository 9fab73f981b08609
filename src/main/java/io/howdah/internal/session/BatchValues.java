package io.howdah.internal.session;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The parameter rows of a batch, already encoded as they will stand in their Bind messages (format codes and values), in a chain of chunks. A
 * row costs about its own wire size, may be sent again, and later changes of a mutable parameter object do not reach it.
 *
 * <p>Owned by one prepared statement.
 */
public final class BatchValues {
    private static final int FIRST_CHUNK_BYTES = 4 * 1024;
    private static final int MAX_CHUNK_BYTES = 256 * 1024;

    /** What a statement keeps between batches, so that a repeated batch of moderate size allocates nothing. */
    private static final int RETAINED_BYTES = 512 * 1024;

    /** Signature number (4), length of the row (4), the row. */
    private static final int ENTRY_HEADER_BYTES = 8;

    private byte[][] chunks = new byte[4][];
    private int[] used = new int[4];
    private int chunkCount;
    private int size;
    private int[][] signatures = new int[1][];
    private int signatureCount;
    private final ByteSink row = new ByteSink(128);

    /** Encodes and keeps one row; on an exception nothing was added. */
    public void add(BindValues values, CodecContext context) throws SQLException {
        row.clear();
        writeValues(values, 0, values.count(), row, context);
        append(signatureOf(values), row.array(), row.size());
        row.clear();
        row.trim(MAX_CHUNK_BYTES);
    }

    /** Writes what stands between the names and the result formats of a Bind for parameters {@code from} to {@code from + count}. */
    static void writeValues(BindValues values, int from, int count, ByteSink out, CodecContext context)
            throws SQLException {
        out.putShort(count);
        int formats = out.size();
        for (int i = 0; i < count; i++) {
            out.putShort(values.format(from + i, context));
        }
        out.putShort(count);
        for (int i = 0; i < count; i++) {
            values.write(from + i, Bytes.getShort(out.array(), formats + 2 * i), out, context);
        }
    }

    private int signatureOf(BindValues values) {
        if (signatureCount > 0 && sameTypes(signatures[signatureCount - 1], values)) {
            return signatureCount - 1;
        }
        for (int i = 0; i < signatureCount - 1; i++) {
            if (sameTypes(signatures[i], values)) {
                return i;
            }
        }
        if (signatureCount == signatures.length) {
            signatures = Arrays.copyOf(signatures, signatureCount * 2);
        }
        int[] oids = new int[values.count()];
        for (int i = 0; i < oids.length; i++) {
            oids[i] = values.oid(i);
        }
        signatures[signatureCount] = oids;
        return signatureCount++;
    }

    private static boolean sameTypes(int[] oids, BindValues values) {
        if (oids.length != values.count()) {
            return false;
        }
        for (int i = 0; i < oids.length; i++) {
            if (oids[i] != values.oid(i)) {
                return false;
            }
        }
        return true;
    }

    private void append(int signature, byte[] bytes, int length) {
        int needed = ENTRY_HEADER_BYTES + length;
        if (chunkCount == 0 || chunks[chunkCount - 1].length - used[chunkCount - 1] < needed) {
            if (chunkCount == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunkCount * 2);
                used = Arrays.copyOf(used, chunkCount * 2);
            }
            int grown = chunkCount == 0
                    ? FIRST_CHUNK_BYTES
                    : (int) Math.min(MAX_CHUNK_BYTES, chunks[chunkCount - 1].length * 4L);
            if (chunks[chunkCount] == null || chunks[chunkCount].length < needed) {
                chunks[chunkCount] = new byte[Math.max(grown, needed)];
            }
            used[chunkCount] = 0;
            chunkCount++;
        }
        byte[] chunk = chunks[chunkCount - 1];
        int at = used[chunkCount - 1];
        Bytes.putInt(chunk, at, signature);
        Bytes.putInt(chunk, at + 4, length);
        System.arraycopy(bytes, 0, chunk, at + ENTRY_HEADER_BYTES, length);
        used[chunkCount - 1] = at + needed;
        size++;
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    /** The lists of parameter types of the rows. */
    List<int[]> signatures() {
        return Arrays.asList(signatures).subList(0, signatureCount);
    }

    /** Forgets all rows and keeps some memory for the next batch. */
    public void clear() {
        long kept = 0;
        for (int i = 0; i < chunks.length && chunks[i] != null; i++) {
            kept += chunks[i].length;
            if (kept > RETAINED_BYTES) {
                chunks[i] = null;
            }
        }
        chunkCount = 0;
        size = 0;
        signatureCount = 0;
    }

    /** A reader of the rows in order. */
    Reader read() {
        return new Reader();
    }

    /** Walks the rows; {@link #next} moves to the first. */
    final class Reader {
        private int chunk = -1;
        private int position;
        private int end;
        private int signature;
        private int offset;
        private int length;

        boolean next() {
            while (position == end) {
                if (++chunk >= chunkCount) {
                    return false;
                }
                position = 0;
                end = used[chunk];
            }
            byte[] bytes = chunks[chunk];
            signature = Bytes.getInt(bytes, position);
            length = Bytes.getInt(bytes, position + 4);
            offset = position + ENTRY_HEADER_BYTES;
            position = offset + length;
            return true;
        }

        /** The parameter types of the row. */
        int[] oids() {
            return signatures[signature];
        }

        /** Appends the format codes of the row's {@code count} values. */
        void writeFormatsTo(ByteSink out, int count) {
            out.putBytes(chunks[chunk], offset + 2, 2 * count);
        }

        /** Appends the row's {@code count} values, each with its length. */
        void writeValuesTo(ByteSink out, int count) {
            int header = 4 + 2 * count;
            out.putBytes(chunks[chunk], offset + header, length - header);
        }

        /** Appends the row to a Bind. */
        void writeTo(ByteSink out) {
            out.putBytes(chunks[chunk], offset, length);
        }
    }
}
