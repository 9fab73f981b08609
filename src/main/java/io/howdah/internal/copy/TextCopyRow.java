package io.howdah.internal.copy;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.RecordEncoder;
import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;
import java.util.List;

/** Rows in COPY's text format (manual: "COPY", Text Format): a line with tabs between the columns, special characters behind backslashes. */
final class TextCopyRow extends CopyRow {
    private final ByteSink plain = new ByteSink(256);

    TextCopyRow(List<String> names, PgType[] types, RecordEncoder encoder, CodecContext context) {
        super(names, types, encoder, context);
    }

    @Override
    void begin() {
        // Nothing goes before the first column.
    }

    @Override
    void end(ByteSink sink) {
        sink.putByte('\n');
    }

    @Override
    void field(int index) {
        if (index > 0) {
            out.putByte('\t');
        }
    }

    @Override
    void none() {
        out.putByte('\\');
        out.putByte('N');
    }

    @Override
    void whole(int size, long value) {
        out.putDecimal(value);
    }

    @Override
    void real(float value) {
        out.putAscii(Float.toString(value));
    }

    @Override
    void real(double value) {
        out.putAscii(Double.toString(value));
    }

    @Override
    void bool(boolean value) {
        out.putByte(value ? 't' : 'f');
    }

    @Override
    void value(int index, Object value) throws SQLException {
        int start = out.size();
        codecs[index].encode(value, Format.TEXT, types[index], out, context);
        byte[] bytes = out.array();
        for (int i = start; i < out.size(); i++) {
            if (escape(bytes[i]) != 0) {
                escapeFrom(start);
                return;
            }
        }
    }

    private void escapeFrom(int start) {
        plain.clear();
        plain.putBytes(out.array(), start, out.size() - start);
        out.truncate(start);
        byte[] bytes = plain.array();
        for (int i = 0; i < plain.size(); i++) {
            byte letter = escape(bytes[i]);
            if (letter != 0) {
                out.putByte('\\');
                out.putByte(letter);
            } else {
                out.putByte(bytes[i]);
            }
        }
        plain.clear();
        plain.trim(64 * 1024);
    }

    /** What stands behind a backslash for this byte; 0 for one that stands for itself. */
    private static byte escape(byte b) {
        return switch (b) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }
}
