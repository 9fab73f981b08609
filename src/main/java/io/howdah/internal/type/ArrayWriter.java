package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;

/**
 * Writes one Java array or collection as a PostgreSQL array. Nested arrays and collections are dimensions, which must all be of the same length
 * (2202E); everything else is an element. Used once, by one thread.
 */
final class ArrayWriter {
    /** Elements for which room is made at once: 8 MiB of them. */
    private static final int MAX_ENSURED = 1 << 20;

    private final Object value;
    private final PgType type;
    private final PgType elementType;
    private final ByteSink out;
    private final CodecContext context;
    private final int[] dimensions;

    ArrayWriter(Object value, PgType type, PgType elementType, ByteSink out, CodecContext context) throws SQLException {
        this.value = value;
        this.type = type;
        this.elementType = elementType;
        this.out = out;
        this.context = context;
        this.dimensions = shape();
    }

    /** True for what makes a dimension, false for elements: a byte[] is an element where it may be meant for a bytea. */
    static boolean isLevel(Object value, PgType elementType) {
        if (value instanceof byte[]) {
            Codec codec = elementType.codec();
            return !(codec instanceof ByteaCodec || codec instanceof UnspecifiedCodec);
        }
        return value instanceof Collection<?>
                || value != null && value.getClass().isArray();
    }

    /** True when every element can be written in binary. */
    static boolean isBinary(Object value, PgType elementType, CodecContext context) {
        Codec codec = elementType.codec();
        if (!codec.binary() || !isLevel(value, elementType)) {
            return false;
        }
        if (value instanceof Collection<?> collection) {
            for (Object element : collection) {
                if (!isBinaryElement(element, elementType, context)) {
                    return false;
                }
            }
            return true;
        }
        if (!(value instanceof Object[] elements)) {
            // The elements of an array of primitives are all of one class.
            return Array.getLength(value) == 0 || isBinaryElement(Array.get(value, 0), elementType, context);
        }
        Class<?> component = elements.getClass().getComponentType();
        boolean oneAnswer = Modifier.isFinal(component.getModifiers()) && !component.isArray();
        for (Object element : elements) {
            if (!isBinaryElement(element, elementType, context)) {
                return false;
            }
            if (oneAnswer && element != null) {
                return true;
            }
        }
        return true;
    }

    private static boolean isBinaryElement(Object element, PgType elementType, CodecContext context) {
        if (element == null) {
            return true;
        }
        if (isLevel(element, elementType)) {
            return isBinary(element, elementType, context);
        }
        return Parts.isBinary(element, elementType, context);
    }

    /** The lengths along the first elements; empty when one is 0. Fails when the array is not rectangular. */
    private int[] shape() throws SQLException {
        int[] lengths = new int[ArrayLayout.MAX_DIMENSIONS];
        int rank = 0;
        boolean empty = false;
        for (Object level = value; isLevel(level, elementType); level = first(level)) {
            if (rank == ArrayLayout.MAX_DIMENSIONS) {
                throw new SQLDataException(
                        "array for type " + type.name() + " has more than " + ArrayLayout.MAX_DIMENSIONS
                                + " dimensions, which is the server's limit",
                        "54000");
            }
            lengths[rank] = length(level);
            empty |= lengths[rank++] == 0;
            if (empty) {
                break;
            }
        }
        int[] shape = Arrays.copyOf(lengths, rank);
        checkLevel(value, 0, shape);
        return empty ? new int[0] : shape;
    }

    private void checkLevel(Object level, int depth, int[] shape) throws SQLException {
        if (!isLevel(level, elementType) || length(level) != shape[depth]) {
            throw ArrayLayout.ragged(type);
        }
        if (depth + 1 == shape.length) {
            return;
        }
        if (level instanceof Collection<?> collection) {
            for (Object inner : collection) {
                checkLevel(inner, depth + 1, shape);
            }
        } else {
            // Only arrays of objects hold further arrays.
            for (Object inner : (Object[]) level) {
                checkLevel(inner, depth + 1, shape);
            }
        }
    }

    private static int length(Object level) {
        return level instanceof Collection<?> collection ? collection.size() : Array.getLength(level);
    }

    private static Object first(Object level) {
        return level instanceof Collection<?> collection ? collection.iterator().next() : Array.get(level, 0);
    }

    void writeBinary() throws SQLException {
        out.putInt(dimensions.length);
        int hasNulls = out.reserveInt();
        out.putInt(elementType.oid());
        for (int dimension : dimensions) {
            out.putInt(dimension);
            out.putInt(1);
        }
        boolean nulls = dimensions.length > 0 && writeBinaryLevel(value, 0);
        out.patchInt(hasNulls, nulls ? 1 : 0);
    }

    /** Writes the elements of one sub-array; true when one was null. */
    private boolean writeBinaryLevel(Object level, int depth) throws SQLException {
        boolean inner = depth + 1 < dimensions.length;
        boolean nulls = false;
        if (level instanceof Collection<?> collection) {
            for (Object element : collection) {
                nulls |= inner ? writeBinaryLevel(element, depth + 1) : writeBinaryElement(element);
            }
        } else if (level instanceof Object[] elements) {
            for (Object element : elements) {
                nulls |= inner ? writeBinaryLevel(element, depth + 1) : writeBinaryElement(element);
            }
        } else {
            writeBinaryPrimitives(level);
        }
        return nulls;
    }

    private boolean writeBinaryElement(Object element) throws SQLException {
        if (element != null) {
            checkElement(element);
        }
        Parts.putBinary(element, elementType, out, context);
        return element == null;
    }

    private void checkElement(Object element) throws SQLException {
        if (isLevel(element, elementType)) {
            throw ArrayLayout.ragged(type);
        }
    }

    /** The common pairs of Java and PostgreSQL types are written without boxing. */
    private void writeBinaryPrimitives(Object level) throws SQLException {
        Codec codec = elementType.codec();
        if (level instanceof int[] ints && codec == IntCodecs.INT4) {
            out.ensure(8 * Math.min(ints.length, MAX_ENSURED));
            for (int element : ints) {
                // Length and value of an element in one write.
                out.putLong(4L << 32 | element & 0xffff_ffffL);
            }
        } else if (level instanceof long[] longs && codec == IntCodecs.INT8) {
            for (long element : longs) {
                out.putInt(8);
                out.putLong(element);
            }
        } else if (level instanceof double[] doubles && codec == FloatCodecs.FLOAT8) {
            for (double element : doubles) {
                out.putInt(8);
                out.putDouble(element);
            }
        } else if (level instanceof float[] floats && codec == FloatCodecs.FLOAT4) {
            for (float element : floats) {
                out.putInt(4);
                out.putFloat(element);
            }
        } else if (level instanceof short[] shorts && codec == IntCodecs.INT2) {
            for (short element : shorts) {
                out.putInt(2);
                out.putShort(element);
            }
        } else if (level instanceof boolean[] booleans && codec == BoolCodec.INSTANCE) {
            for (boolean element : booleans) {
                out.putInt(1);
                out.putByte(element ? 1 : 0);
            }
        } else {
            int length = Array.getLength(level);
            for (int i = 0; i < length; i++) {
                writeBinaryElement(Array.get(level, i));
            }
        }
    }

    void writeText() throws SQLException {
        if (dimensions.length == 0) {
            out.putAscii("{}");
        } else {
            writeTextLevel(value, 0, new ByteSink(64));
        }
    }

    private void writeTextLevel(Object level, int depth, ByteSink scratch) throws SQLException {
        boolean inner = depth + 1 < dimensions.length;
        out.putByte('{');
        int index = 0;
        if (level instanceof Collection<?> collection) {
            for (Object element : collection) {
                writeTextPart(element, index++, inner, depth, scratch);
            }
        } else {
            int length = Array.getLength(level);
            while (index < length) {
                writeTextPart(Array.get(level, index), index++, inner, depth, scratch);
            }
        }
        out.putByte('}');
    }

    private void writeTextPart(Object element, int index, boolean inner, int depth, ByteSink scratch)
            throws SQLException {
        if (index > 0) {
            out.putByte(elementType.delimiter());
        }
        if (inner) {
            writeTextLevel(element, depth + 1, scratch);
        } else if (element == null) {
            out.putAscii("NULL");
        } else {
            checkElement(element);
            scratch.clear();
            elementType.codec().encode(element, Format.TEXT, elementType, scratch, context);
            ArrayLayout.quote(scratch.array(), 0, scratch.size(), elementType.delimiter(), out);
        }
    }
}
