package io.howdah.internal.jdbc;

import io.howdah.internal.util.Bytes;
import java.sql.RowId;
import java.sql.SQLException;

/**
 * The place of a row in its table, as the system column {@code ctid} has it: block and position there. Any change of the row moves it, and VACUUM
 * FULL moves all; its lifetime is {@code ROWID_VALID_OTHER}. Immutable.
 *
 * @param block unsigned
 * @param offset 1-based, unsigned
 */
record RowIdImpl(int block, short offset) implements RowId {
    /** @param text as the server writes a tid: {@code (0,1)} */
    static RowIdImpl parse(String text) throws SQLException {
        try {
            int comma = text.indexOf(',');
            int block = Integer.parseUnsignedInt(text.substring(1, comma));
            int offset = Integer.parseInt(text.substring(comma + 1, text.length() - 1));
            return new RowIdImpl(block, (short) offset);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw JdbcErrors.badText("a row's place such as (0,1)", e);
        }
    }

    /** The binary form of a tid: block and offset, big-endian. */
    @Override
    public byte[] getBytes() {
        byte[] bytes = new byte[6];
        Bytes.putInt(bytes, 0, block);
        bytes[4] = (byte) (offset >>> 8);
        bytes[5] = (byte) offset;
        return bytes;
    }

    /** As the server writes it, and reads it as a parameter: {@code (0,1)}. */
    @Override
    public String toString() {
        return "(" + Integer.toUnsignedString(block) + "," + Short.toUnsignedInt(offset) + ")";
    }
}
