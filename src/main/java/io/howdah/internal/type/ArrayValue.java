package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * One array value as it came from the server: its shape, with the elements still in wire form and decoded on request. What a result set's array
 * column gives; java.sql.Array is made of it elsewhere. Immutable, owns its bytes, and needs no connection.
 */
public final class ArrayValue {
    private final PgType type;
    private final ArrayLayout layout;
    private final CodecContext context;

    ArrayValue(PgType type, ArrayLayout layout, CodecContext context) {
        this.type = type;
        this.layout = layout;
        this.context = context;
    }

    /** The array type. */
    public PgType type() {
        return type;
    }

    public PgType elementType() {
        return layout.elementType;
    }

    /** Number of elements in each dimension; of length 0 for the empty array, which has none. */
    public int[] dimensions() {
        return layout.dimensions.clone();
    }

    /** The index of the first element of each dimension, which is 1 but for special cases. */
    public int[] lowerBounds() {
        return layout.lowerBounds.clone();
    }

    /** Elements of the first dimension. */
    public int length() {
        return layout.dimensions.length == 0 ? 0 : layout.dimensions[0];
    }

    /**
     * The elements as arrays of objects, one level for each dimension: Integer[], String[][] and so on, with null for NULL.
     *
     * @throws SQLException when an element is malformed
     */
    public Object toJavaArray() throws SQLException {
        return ArrayReader.toDefault(layout, context);
    }

    /**
     * A part of the first dimension.
     *
     * @param index of the first element, counted from 1 whatever the lower bound
     * @param count of elements
     * @throws SQLException 2202E when the part is not within the array
     */
    public Object toJavaArray(long index, int count) throws SQLException {
        if (index < 1 || count < 0 || count > length() || index - 1 > length() - count) {
            throw new SQLDataException(
                    count + " elements from " + index + " on of an array of " + length()
                            + ": the first one has index 1",
                    "2202E");
        }
        Object[] all = (Object[]) toJavaArray();
        return Arrays.copyOfRange(all, (int) index - 1, (int) index - 1 + count);
    }

    /** The elements as an array class of the application's choice, as {@link Codec#decodeAs} gives it. */
    public <T> T as(Class<T> target) throws SQLException {
        Object value = ArrayReader.as(layout, type, context, target);
        if (value == null) {
            throw TypeErrors.noReading(type, target, ArrayCodec.CLASSES);
        }
        return target.cast(value);
    }

    /** True when the value has come in binary, with elements of that type. */
    boolean isBinaryOf(PgType elementType) {
        return layout.format == Format.BINARY && layout.elementType.oid() == elementType.oid();
    }

    /** The value as it came in binary. */
    byte[] binary() {
        return layout.data;
    }

    /** The server's own text: {@code {1,2,NULL}}. */
    public String text() throws SQLException {
        ByteSink out = new ByteSink(2 + 8 * layout.size());
        layout.putText(out, context);
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }

    /** The text; a note in place of it when an element is malformed. */
    @Override
    public String toString() {
        try {
            return text();
        } catch (SQLException e) {
            return "malformed " + type.name() + " (" + e.getMessage() + ")";
        }
    }

    /** Equal when type and text are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ArrayValue that
                && type.oid() == that.type.oid()
                && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
