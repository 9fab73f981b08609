package io.howdah.internal.type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Method handles {@code (Fields, CodecContext)} that read one field as the type of a record's component. Stateless. */
final class FieldReaders {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private FieldReaders() {}

    /** The handle that reads field {@code index} as {@code target}, which it returns. */
    static MethodHandle of(int index, Class<?> target, Type generic) {
        if (target.isPrimitive()) {
            return MethodHandles.insertArguments(find(target.getName() + "At", target, int.class), 0, index);
        }
        if (generic instanceof ParameterizedType parameterized
                && parameterized.getActualTypeArguments().length == 1
                && parameterized.getActualTypeArguments()[0] instanceof Class<?> part) {
            if (target == Optional.class) {
                return bound("optionalAt", target, index, part);
            }
            if (target == List.class || target == Collection.class) {
                Class<?> array = Array.newInstance(part, 0).getClass();
                return bound("listAt", List.class, index, array).asType(signature(target));
            }
        }
        return bound("objectAt", Object.class, index, target).asType(signature(target));
    }

    private static MethodType signature(Class<?> result) {
        return MethodType.methodType(result, Fields.class, CodecContext.class);
    }

    private static MethodHandle bound(String name, Class<?> result, int index, Class<?> part) {
        return MethodHandles.insertArguments(find(name, result, int.class, Class.class), 0, index, part);
    }

    private static MethodHandle find(String name, Class<?> result, Class<?>... leading) {
        Class<?>[] parameters = Arrays.copyOf(leading, leading.length + 2);
        parameters[leading.length] = Fields.class;
        parameters[leading.length + 1] = CodecContext.class;
        try {
            return LOOKUP.findStatic(FieldReaders.class, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static int length(int index, Fields f, String target) throws SQLException {
        int length = f.length(index);
        if (length < 0) {
            throw new SQLDataException(
                    "column " + f.name(index) + " is NULL, which a component of type " + target
                            + " cannot hold: make it an object such as Integer or Optional",
                    "22004");
        }
        return length;
    }

    static int intAt(int i, Fields f, CodecContext c) throws SQLException {
        int length = length(i, f, "int");
        return f.type(i).codec().decodeInt(f.bytes(i), f.offset(i), length, f.format(i), f.type(i), c);
    }

    static long longAt(int i, Fields f, CodecContext c) throws SQLException {
        int length = length(i, f, "long");
        return f.type(i).codec().decodeLong(f.bytes(i), f.offset(i), length, f.format(i), f.type(i), c);
    }

    static double doubleAt(int i, Fields f, CodecContext c) throws SQLException {
        int length = length(i, f, "double");
        return f.type(i).codec().decodeDouble(f.bytes(i), f.offset(i), length, f.format(i), f.type(i), c);
    }

    static float floatAt(int i, Fields f, CodecContext c) throws SQLException {
        int length = length(i, f, "float");
        return f.type(i).codec().decodeFloat(f.bytes(i), f.offset(i), length, f.format(i), f.type(i), c);
    }

    static boolean booleanAt(int i, Fields f, CodecContext c) throws SQLException {
        int length = length(i, f, "boolean");
        return f.type(i).codec().decodeBoolean(f.bytes(i), f.offset(i), length, f.format(i), f.type(i), c);
    }

    static short shortAt(int i, Fields f, CodecContext c) throws SQLException {
        int value = intAt(i, f, c);
        if (value != (short) value) {
            throw TypeErrors.outOfRange(f.type(i), short.class, "int");
        }
        return (short) value;
    }

    static byte byteAt(int i, Fields f, CodecContext c) throws SQLException {
        int value = intAt(i, f, c);
        if (value != (byte) value) {
            throw TypeErrors.outOfRange(f.type(i), byte.class, "int");
        }
        return (byte) value;
    }

    static char charAt(int i, Fields f, CodecContext c) throws SQLException {
        length(i, f, "char");
        return (Character) objectAt(i, Character.class, f, c);
    }

    static Object objectAt(int i, Class<?> target, Fields f, CodecContext c) throws SQLException {
        int length = f.length(i);
        if (length < 0) {
            return target == Optional.class ? Optional.empty() : null;
        }
        return f.type(i).codec().decodeAs(f.bytes(i), f.offset(i), length, f.format(i), f.type(i), c, target);
    }

    static Optional<?> optionalAt(int i, Class<?> part, Fields f, CodecContext c) throws SQLException {
        return Optional.ofNullable(objectAt(i, part, f, c));
    }

    static List<?> listAt(int i, Class<?> arrayClass, Fields f, CodecContext c) throws SQLException {
        Object[] array = (Object[]) objectAt(i, arrayClass, f, c);
        return array == null ? null : Arrays.asList(array);
    }
}
