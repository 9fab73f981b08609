package io.howdah.internal.row;

/**
 * A block of rows: whole DataRow messages back to back, as they came. A message carries its own length, so rows need no index to be read in
 * order. Owned by one {@link RowStore}.
 */
final class RowBatch {
    /** The messages, each from its type byte on. */
    final byte[] bytes;

    int used;
    int rows;
    RowBatch next;

    /** Where each row begins; made when rows are first visited out of order. */
    int[] starts;

    /** Number of rows in the batches before this one; valid when {@link #starts} is. */
    int firstRow;

    RowBatch(int capacity) {
        bytes = new byte[capacity];
    }

    int free() {
        return bytes.length - used;
    }

    void reset() {
        used = 0;
        rows = 0;
        next = null;
        starts = null;
        firstRow = 0;
    }
}
