package io.howdah.internal.wire;

import io.howdah.internal.util.ByteCursor;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The columns of a result as the server described them: a parsed RowDescription. The arrays are parallel, one element a column, and must not be
 * changed.
 *
 * @param names column labels
 * @param tableOids OID of the table a column comes from, 0 when none
 * @param columnNumbers attribute number in that table, 0 when none
 * @param typeOids data types
 * @param typeSizes {@code pg_type.typlen}; negative for variable width
 * @param typeModifiers {@code atttypmod}, -1 when none
 */
public record RowDescription(
        String[] names,
        int[] tableOids,
        short[] columnNumbers,
        int[] typeOids,
        short[] typeSizes,
        int[] typeModifiers) {
    /** Name's terminating zero, then 4 + 2 + 4 + 2 + 4 + 2 bytes. */
    private static final int MIN_BYTES_PER_COLUMN = 19;

    /** Parses the body of a RowDescription; 08P01 when it is malformed. */
    public static RowDescription parse(ByteCursor body) throws SQLException {
        int count = body.readUnsignedShort();
        if (count > body.remaining() / MIN_BYTES_PER_COLUMN) {
            throw Protocol.violation("RowDescription declares " + count + " columns in " + body.remaining() + " bytes");
        }
        RowDescription description = new RowDescription(
                new String[count], new int[count], new short[count], new int[count], new short[count], new int[count]);
        for (int i = 0; i < count; i++) {
            description.names[i] = body.readCString();
            description.tableOids[i] = body.readInt();
            description.columnNumbers[i] = body.readShort();
            description.typeOids[i] = body.readInt();
            description.typeSizes[i] = body.readShort();
            description.typeModifiers[i] = body.readInt();
            body.readShort(); // format: it is what the Bind asked for
        }
        if (body.failed() || body.remaining() != 0) {
            throw Protocol.violation("RowDescription whose length does not fit its columns");
        }
        return description;
    }

    public int columnCount() {
        return names.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowDescription that
                && Arrays.equals(names, that.names)
                && Arrays.equals(tableOids, that.tableOids)
                && Arrays.equals(columnNumbers, that.columnNumbers)
                && Arrays.equals(typeOids, that.typeOids)
                && Arrays.equals(typeSizes, that.typeSizes)
                && Arrays.equals(typeModifiers, that.typeModifiers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(names) * 31 + Arrays.hashCode(typeOids);
    }
}
