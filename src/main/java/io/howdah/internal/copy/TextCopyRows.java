package io.howdah.internal.copy;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.Protocol;
import java.sql.SQLException;

/** Rows in COPY's text format (manual: "COPY", Text Format), without what stands for special characters. */
final class TextCopyRows extends CopyRows {
    private final ByteSink plain = new ByteSink(256);

    TextCopyRows(RowShape shape) {
        super(shape);
    }

    @Override
    boolean isAtEnd() {
        return false;
    }

    @Override
    boolean mayEnd() {
        return true;
    }

    @Override
    public byte[] bytes(int index) {
        return plain.array();
    }

    @Override
    int scan(byte[] data, int from, int to) throws SQLException {
        int lineEnd = from;
        while (lineEnd < to && data[lineEnd] != '\n') {
            lineEnd++;
        }
        if (lineEnd == to) {
            return INCOMPLETE;
        }
        plain.clear();
        int columns = 0;
        int position = from;
        // A table without columns has empty lines.
        while (position <= lineEnd && !(count() == 0 && from == lineEnd)) {
            int fieldEnd = position;
            while (fieldEnd < lineEnd && data[fieldEnd] != '\t') {
                fieldEnd++;
            }
            if (columns == count()) {
                throw wrongCount(columns + 1);
            }
            field(columns++, data, position, fieldEnd);
            position = fieldEnd + 1;
        }
        if (columns != count()) {
            throw wrongCount(columns);
        }
        return lineEnd + 1;
    }

    private SQLException wrongCount(int columns) {
        return Protocol.violation("a row of " + columns + " columns or more in a COPY of " + count());
    }

    private void field(int index, byte[] data, int from, int to) throws SQLException {
        offsets[index] = plain.size();
        if (to - from == 2 && data[from] == '\\' && data[from + 1] == 'N') {
            lengths[index] = -1;
            return;
        }
        for (int i = from; i < to; i++) {
            byte b = data[i];
            if (b == '\\') {
                if (++i == to) {
                    throw Protocol.violation("a column of a COPY that ends with a backslash");
                }
                b = unescaped(data[i]);
            }
            plain.putByte(b);
        }
        lengths[index] = plain.size() - offsets[index];
    }

    private static byte unescaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> letter;
        };
    }
}
