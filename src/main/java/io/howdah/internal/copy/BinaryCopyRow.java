package io.howdah.internal.copy;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Parts;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.RecordEncoder;
import io.howdah.internal.util.ByteSink;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.List;

/** Rows in COPY's binary format (manual: "COPY", Binary Format): the number of columns, then each with its length. */
final class BinaryCopyRow extends CopyRow {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int HEADER_BYTES = SIGNATURE.length + 8;
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};

    BinaryCopyRow(List<String> names, PgType[] types, RecordEncoder encoder, CodecContext context) {
        super(names, types, encoder, context);
    }

    /** What goes before the first row: the signature, no flags, no extension. */
    static byte[] header() {
        byte[] header = new byte[HEADER_BYTES];
        System.arraycopy(SIGNATURE, 0, header, 0, SIGNATURE.length);
        return header;
    }

    /** What goes behind the last row. */
    static byte[] trailer() {
        return TRAILER.clone();
    }

    @Override
    void begin() {
        out.putShort(types.length);
    }

    @Override
    void end(ByteSink sink) {
        // The number of columns says it.
    }

    @Override
    void field(int index) {
        // Its length begins a column.
    }

    @Override
    void none() {
        out.putInt(-1);
    }

    @Override
    void whole(int size, long value) {
        out.putInt(size);
        switch (size) {
            case 2 -> out.putShort((int) value);
            case 4 -> out.putInt((int) value);
            default -> out.putLong(value);
        }
    }

    @Override
    void real(float value) {
        out.putInt(4);
        out.putFloat(value);
    }

    @Override
    void real(double value) {
        out.putInt(8);
        out.putDouble(value);
    }

    @Override
    void bool(boolean value) {
        out.putInt(1);
        out.putByte(value ? 1 : 0);
    }

    @Override
    void value(int index, Object value) throws SQLException {
        if (!Parts.isBinary(value, types[index], context)) {
            throw new SQLDataException(
                    "a " + value.getClass().getTypeName() + " has no binary form as type " + types[index].name()
                            + ", and the rows before it went in binary: give a value of another class, for a row of plain"
                            + " values text in the first row already",
                    "42846");
        }
        Parts.putBinary(value, types[index], out, context);
    }
}
