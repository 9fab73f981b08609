package io.howdah.internal.copy;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.CopyTransfer;
import io.howdah.internal.type.Fields;
import io.howdah.internal.type.PgType;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.Protocol;
import java.sql.SQLException;

/**
 * The rows in the data that a COPY sends, one at a time, wherever the server cut the data into messages. Belongs to one transfer; allocates nothing for a row
 * that came whole.
 */
abstract class CopyRows implements Fields {
    /** What {@link #scan} says of data that ends within a row. */
    static final int INCOMPLETE = -1;

    private static final int KEPT_BYTES = 64 * 1024;

    final int[] offsets;
    final int[] lengths;

    private final RowShape shape;

    /** The data at hand: from {@code position} to {@code end} of {@code bytes}. */
    private byte[] bytes = new byte[0];

    private int position;
    private int end;

    /** Where a row is put together that came in several messages. */
    private final ByteSink parts = new ByteSink(256);

    private boolean inParts;

    CopyRows(RowShape shape) {
        this.shape = shape;
        this.offsets = new int[shape.columnCount()];
        this.lengths = new int[shape.columnCount()];
    }

    static CopyRows of(RowShape shape) {
        return shape.allBinary() ? new BinaryCopyRows(shape) : new TextCopyRows(shape);
    }

    /**
     * Finds the columns of the row that begins at {@code from}.
     *
     * @return the position behind it, or {@link #INCOMPLETE}
     * @throws SQLException 08P01 for data that is not in the format
     */
    abstract int scan(byte[] data, int from, int to) throws SQLException;

    /** True when {@link #scan} has seen the end of the rows, at which there is none. */
    abstract boolean isAtEnd();

    /** True when the data may end here. */
    abstract boolean mayEnd();

    /** Moves to the next row; false at the end, when the transfer has ended too. */
    final boolean next(CopyTransfer transfer) throws SQLException {
        while (true) {
            if (position < end) {
                int behind = scan(bytes, position, end);
                if (behind != INCOMPLETE) {
                    position = behind;
                    if (!isAtEnd()) {
                        return true;
                    }
                    continue;
                }
            }
            if (!receive(transfer)) {
                return false;
            }
        }
    }

    private boolean receive(CopyTransfer transfer) throws SQLException {
        boolean rest = position < end;
        if (rest && inParts) {
            parts.discardFirst(position);
        } else if (rest) {
            parts.clear();
            parts.putBytes(bytes, position, end - position);
        } else {
            parts.clear();
            parts.trim(KEPT_BYTES);
        }
        inParts = rest;
        if (!transfer.next()) {
            position = 0;
            end = 0;
            if (rest || !mayEnd()) {
                throw Protocol.violation("the data of a COPY that ends within a row or without its end");
            }
            return false;
        }
        if (isAtEnd() && transfer.length() > 0) {
            throw Protocol.violation("data of a COPY behind its end");
        }
        if (rest) {
            parts.putBytes(transfer.array(), transfer.offset(), transfer.length());
            bytes = parts.array();
            position = 0;
            end = parts.size();
        } else {
            bytes = transfer.array();
            position = transfer.offset();
            end = position + transfer.length();
        }
        return true;
    }

    @Override
    public final int count() {
        return shape.columnCount();
    }

    @Override
    public final Object shape() {
        return shape.description();
    }

    @Override
    public final boolean isNamed() {
        return true;
    }

    @Override
    public final String name(int index) {
        return shape.name(index);
    }

    @Override
    public final PgType type(int index) {
        return shape.type(index);
    }

    @Override
    public final int format(int index) {
        return shape.format(index);
    }

    @Override
    public byte[] bytes(int index) {
        return bytes;
    }

    @Override
    public final int offset(int index) {
        return offsets[index];
    }

    @Override
    public final int length(int index) {
        return lengths[index];
    }
}
