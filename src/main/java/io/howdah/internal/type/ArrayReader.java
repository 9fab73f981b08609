package io.howdah.internal.type;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Turns an {@link ArrayLayout} into Java arrays and lists. Stateless. */
final class ArrayReader {
    private ArrayReader() {}

    /** Boxed arrays of as many levels as there are dimensions, one for the empty array; NULL elements are null. */
    static Object toDefault(ArrayLayout layout, CodecContext context) throws SQLException {
        Class<?> leaf = layout.elementType.codec() instanceof BaseCodec base ? base.elementClass() : Object.class;
        if (leaf == BigDecimal.class && hasSpecialNumeric(layout, context)) {
            // NaN and infinity are no BigDecimal: such an array is a mixed one of BigDecimal and Double.
            return nested(layout, Number.class, context);
        }
        return nested(layout, leaf, context);
    }

    private static boolean hasSpecialNumeric(ArrayLayout layout, CodecContext context) throws SQLException {
        for (int i = 0; i < layout.size(); i++) {
            if (!layout.isNull(i) && element(layout, i, Number.class, context) instanceof Double) {
                return true;
            }
        }
        return false;
    }

    private static <T> T element(ArrayLayout layout, int index, Class<T> target, CodecContext context)
            throws SQLException {
        return layout.elementType
                .codec()
                .decodeAs(
                        layout.data,
                        layout.starts[index],
                        layout.lengths[index],
                        layout.format,
                        layout.elementType,
                        context,
                        target);
    }

    /** The array as an instance of an array class or a list; null when {@code target} is neither. */
    static Object as(ArrayLayout layout, PgType type, CodecContext context, Class<?> target) throws SQLException {
        if (target == List.class
                || target == Collection.class
                || target == Iterable.class
                || target == ArrayList.class) {
            return toList(layout, context);
        }
        if (target == Object[].class) {
            return toDefault(layout, context);
        }
        if (!target.isArray() || target == byte[].class) {
            return null;
        }
        int depth = 0;
        Class<?> leaf = target;
        while (leaf.isArray() && !(leaf == byte[].class && isBytea(layout))) {
            leaf = leaf.getComponentType();
            depth++;
        }
        if (layout.size() == 0) {
            return Array.newInstance(leaf, new int[depth]);
        }
        if (depth != layout.dimensions.length) {
            throw new SQLDataException(
                    "cannot read a value of type " + type.name() + " as " + target.getTypeName() + ": the value has "
                            + layout.dimensions.length + " dimensions, the class " + depth,
                    "42846");
        }
        return nested(layout, leaf, context);
    }

    private static boolean isBytea(ArrayLayout layout) {
        return layout.elementType.codec() instanceof ByteaCodec;
    }

    private static Object nested(ArrayLayout layout, Class<?> leaf, CodecContext context) throws SQLException {
        int[] dimensions = layout.size() == 0 ? new int[1] : layout.dimensions;
        Object array = Array.newInstance(leaf, dimensions);
        fill(array, 0, 0, layout, leaf, context);
        return array;
    }

    /** Fills one sub-array from element {@code index} on; returns the index behind it. */
    private static int fill(
            Object array, int dimension, int index, ArrayLayout layout, Class<?> leaf, CodecContext context)
            throws SQLException {
        if (dimension < layout.dimensions.length - 1) {
            int next = index;
            for (Object level : (Object[]) array) {
                next = fill(level, dimension + 1, next, layout, leaf, context);
            }
            return next;
        }
        if (leaf.isPrimitive()) {
            return fillPrimitives(array, index, layout, context);
        }
        Object[] elements = (Object[]) array;
        if (leaf == Integer.class && isWhole(layout)) {
            fillIntegers(elements, index, layout, context);
        } else {
            for (int i = 0; i < elements.length; i++) {
                elements[i] = layout.isNull(index + i) ? null : element(layout, index + i, leaf, context);
            }
        }
        return index + elements.length;
    }

    /** True for elements without fractions, which getInt and getLong read exactly. */
    private static boolean isWhole(ArrayLayout layout) {
        return layout.elementType.codec() instanceof IntCodecs;
    }

    private static void fillIntegers(Object[] elements, int index, ArrayLayout layout, CodecContext context)
            throws SQLException {
        Codec codec = layout.elementType.codec();
        for (int i = 0; i < elements.length; i++) {
            int at = index + i;
            if (!layout.isNull(at)) {
                elements[i] = codec.decodeInt(
                        layout.data, layout.starts[at], layout.lengths[at], layout.format, layout.elementType, context);
            }
        }
    }

    private static int fillPrimitives(Object array, int index, ArrayLayout layout, CodecContext context)
            throws SQLException {
        int length = Array.getLength(array);
        Codec codec = layout.elementType.codec();
        PgType type = layout.elementType;
        boolean whole = isWhole(layout);
        for (int i = 0; i < length; i++) {
            int at = index + i;
            if (layout.isNull(at)) {
                throw new SQLDataException(
                        "array of " + type.name() + " has a NULL, which "
                                + array.getClass().getTypeName()
                                + " cannot hold: ask for an array of objects such as Integer[]",
                        "22004");
            }
            int start = layout.starts[at];
            int size = layout.lengths[at];
            if (array instanceof int[] ints) {
                ints[i] = whole
                        ? codec.decodeInt(layout.data, start, size, layout.format, type, context)
                        : element(layout, at, Integer.class, context);
            } else if (array instanceof long[] longs) {
                longs[i] = whole
                        ? codec.decodeLong(layout.data, start, size, layout.format, type, context)
                        : element(layout, at, Long.class, context);
            } else if (array instanceof double[] doubles) {
                doubles[i] = codec.decodeDouble(layout.data, start, size, layout.format, type, context);
            } else if (array instanceof float[] floats) {
                floats[i] = codec.decodeFloat(layout.data, start, size, layout.format, type, context);
            } else if (array instanceof boolean[] booleans) {
                booleans[i] = codec.decodeBoolean(layout.data, start, size, layout.format, type, context);
            } else if (array instanceof short[] shorts) {
                shorts[i] = element(layout, at, Short.class, context);
            } else if (array instanceof byte[] bytes) {
                bytes[i] = element(layout, at, Byte.class, context);
            } else if (array instanceof char[] chars) {
                chars[i] = element(layout, at, Character.class, context);
            }
        }
        return index + length;
    }

    private static List<Object> toList(ArrayLayout layout, CodecContext context) throws SQLException {
        return asList(toDefault(layout, context));
    }

    private static List<Object> asList(Object array) {
        Object[] elements = (Object[]) array;
        List<Object> list = new ArrayList<>(elements.length);
        for (Object element : elements) {
            list.add(element instanceof Object[] ? asList(element) : element);
        }
        return list;
    }
}
