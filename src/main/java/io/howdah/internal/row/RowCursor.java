package io.howdah.internal.row;

import io.howdah.internal.util.Bytes;
import io.howdah.internal.wire.Protocol;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The current row of a result: where each column's value lies in the bytes of its DataRow. Moving to a row walks its lengths once and allocates
 * nothing. Column indexes are 0-based here.
 */
public final class RowCursor {
    /** Type byte, length word, column count. */
    private static final int ROW_HEADER_BYTES = 7;

    private static final int[] NO_COLUMNS = new int[0];

    private byte[] bytes;
    private int[] offsets = NO_COLUMNS;
    private int columns;

    /**
     * Moves to the DataRow message at {@code start} of {@code batch}.
     *
     * @return the position after it
     * @throws SQLException 08P01 when its lengths contradict each other
     */
    int load(byte[] batch, int start, int expectedColumns) throws SQLException {
        int end = start + 1 + Bytes.getInt(batch, start + 1);
        int count = Bytes.getUnsignedShort(batch, start + 5);
        if (count != expectedColumns) {
            throw Protocol.violation("a row of " + count + " columns in a result of " + expectedColumns);
        }
        if (offsets.length < count) {
            offsets = new int[count];
        }
        int position = start + ROW_HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            if (end - position < 4) {
                throw malformed(i);
            }
            int length = Bytes.getInt(batch, position);
            position += 4;
            offsets[i] = position;
            if (length >= 0) {
                if (length > end - position) {
                    throw malformed(i);
                }
                position += length;
            } else if (length != -1) {
                throw malformed(i);
            }
        }
        if (position != end) {
            throw malformed(count);
        }
        bytes = batch;
        columns = count;
        return end;
    }

    /** Goes on with a copy of the current row, so that the batch it lies in may be reused. */
    void detach() {
        if (columns == 0) {
            return;
        }
        int start = offsets[0] - 4;
        int end = offsets[columns - 1] + Math.max(length(columns - 1), 0);
        bytes = Arrays.copyOfRange(bytes, start, end);
        for (int i = 0; i < columns; i++) {
            offsets[i] -= start;
        }
    }

    private static SQLException malformed(int column) {
        return Protocol.violation("a row whose length does not fit its values, at column " + (column + 1));
    }

    public byte[] bytes() {
        return bytes;
    }

    public int columns() {
        return columns;
    }

    /** Where the value of {@code column} begins in {@link #bytes}. */
    public int offset(int column) {
        return offsets[column];
    }

    /** The number of bytes of the value of {@code column}; -1 for NULL. */
    public int length(int column) {
        return Bytes.getInt(bytes, offsets[column] - 4);
    }
}
