package io.howdah.internal.row;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.Tag;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * A row apart from the batches that results come in, as a DataRow message of its own: the copy of a row, or what became of one that an updatable
 * result set changed. Immutable. Column indexes are 0-based.
 */
public final class RowImage {
    /** For {@link #changed}: the column keeps its value. */
    public static final int SAME = -1;

    private final byte[] message;
    private final int columns;

    private RowImage(byte[] message, int columns) {
        this.message = message;
        this.columns = columns;
    }

    /** A copy of the current row. */
    public static RowImage copy(RowCursor row) {
        int[] from = new int[row.columns()];
        Arrays.fill(from, SAME);
        return changed(row, row, from);
    }

    /** A row of NULLs. */
    public static RowImage nulls(int columns) {
        int[] from = new int[columns];
        Arrays.fill(from, SAME);
        return changed(null, null, from);
    }

    /**
     * A row of which some values are another's.
     *
     * @param base null for NULLs
     * @param from for each column the one of {@code values} to take its value from, or {@link #SAME} for that of {@code base}
     */
    public static RowImage changed(RowCursor base, RowCursor values, int[] from) {
        ByteSink out = new ByteSink(256);
        out.putByte(Tag.DATA_ROW);
        int length = out.reserveInt();
        out.putShort(from.length);
        for (int i = 0; i < from.length; i++) {
            RowCursor source = from[i] == SAME ? base : values;
            int column = from[i] == SAME ? i : from[i];
            int size = source == null ? -1 : source.length(column);
            out.putInt(size);
            if (size > 0) {
                out.putBytes(source.bytes(), source.offset(column), size);
            }
        }
        out.patchLength(length);
        return new RowImage(out.toByteArray(), from.length);
    }

    /** Makes this the current row of a cursor. */
    public void show(RowCursor cursor) throws SQLException {
        cursor.load(message, 0, columns);
    }
}
