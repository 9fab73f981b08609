package io.howdah.internal.copy;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.util.Bytes;
import io.howdah.internal.wire.Protocol;
import java.sql.SQLException;
import java.util.Arrays;

/** Rows in COPY's binary format (manual: "COPY", Binary Format). */
final class BinaryCopyRows extends CopyRows {
    private static final byte[] HEADER = BinaryCopyRow.header();
    private static final int SIGNATURE_BYTES = 11;

    /** Flags that a reader must know, of which there is none any more: rows have no OIDs since PostgreSQL 12. */
    private static final int CRITICAL_FLAGS = 0xffff_0000;

    private boolean began;
    private boolean ended;

    BinaryCopyRows(RowShape shape) {
        super(shape);
    }

    @Override
    boolean isAtEnd() {
        return ended;
    }

    @Override
    boolean mayEnd() {
        return ended;
    }

    @Override
    int scan(byte[] data, int from, int to) throws SQLException {
        int position = from;
        if (!began) {
            position = header(data, from, to);
            if (position == INCOMPLETE) {
                return INCOMPLETE;
            }
        }
        if (to - position < 2) {
            return INCOMPLETE;
        }
        int count = (short) Bytes.getUnsignedShort(data, position);
        position += 2;
        if (count < 0) {
            if (position < to) {
                throw Protocol.violation("data of a COPY behind its end");
            }
            began = true;
            ended = true;
            return position;
        }
        if (count != count()) {
            throw Protocol.violation("a row of " + count + " columns in a COPY of " + count());
        }
        for (int i = 0; i < count; i++) {
            if (to - position < 4) {
                return INCOMPLETE;
            }
            int length = Bytes.getInt(data, position);
            position += 4;
            if (length < -1) {
                throw Protocol.violation("a column of " + length + " bytes in a COPY");
            }
            if (length > to - position) {
                return INCOMPLETE;
            }
            offsets[i] = position;
            lengths[i] = length;
            position += Math.max(length, 0);
        }
        began = true;
        return position;
    }

    /** The position behind the header. */
    private static int header(byte[] data, int from, int to) throws SQLException {
        if (to - from < HEADER.length) {
            return INCOMPLETE;
        }
        int flags = Bytes.getInt(data, from + SIGNATURE_BYTES);
        int extension = Bytes.getInt(data, from + SIGNATURE_BYTES + 4);
        if (!Arrays.equals(data, from, from + SIGNATURE_BYTES, HEADER, 0, SIGNATURE_BYTES)
                || (flags & CRITICAL_FLAGS) != 0
                || extension < 0) {
            throw Protocol.violation("a COPY whose header is not that of its binary format");
        }
        return to - from - HEADER.length < extension ? INCOMPLETE : from + HEADER.length + extension;
    }
}
