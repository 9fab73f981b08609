package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Reads and writes arrays of any element type and up to six dimensions. getObject gives an {@link ArrayValue}. Written are Java arrays of objects
 * or primitives, collections, ArrayValue and java.sql.Array; they must be rectangular. Lower bounds other
 * than 1 are kept by ArrayValue, while Java arrays and lists begin where they begin. Stateless.
 */
public final class ArrayCodec extends BaseCodec {
    static final String CLASSES = "java.sql.Array, an array such as Integer[] or int[], java.util.List or String";

    /** For elements that have a binary form. */
    static final ArrayCodec BINARY = new ArrayCodec(true);

    static final ArrayCodec TEXT_ONLY = new ArrayCodec(false);

    private ArrayCodec(boolean binary) {
        super(binary, CLASSES);
    }

    /** The text that a Java array has as a parameter of type {@code arrayType}: what toString of a created java.sql.Array shows. */
    public static String text(Object javaArray, PgType arrayType, CodecContext context) throws SQLException {
        ByteSink out = new ByteSink(64);
        arrayType.codec().encode(javaArray, Format.TEXT, arrayType, out, context);
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }

    @Override
    public ArrayValue decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return new ArrayValue(type, ArrayLayout.read(bytes, offset, length, format, type, context), context);
        }
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        return new ArrayValue(type, ArrayLayout.read(copy, 0, length, format, type, context), context);
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        return new ArrayValue(type, ArrayLayout.read(bytes, offset, length, format, type, context), context).text();
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target == ArrayValue.class) {
            return decode(bytes, offset, length, format, type, context);
        }
        if (format == Format.BINARY && target.isArray()) {
            Object primitives = PrimitiveArrays.decode(bytes, offset, length, target);
            if (primitives != null) {
                return primitives;
            }
        }
        return ArrayReader.as(ArrayLayout.read(bytes, offset, length, format, type, context), type, context, target);
    }

    /** What is in a java.sql.Array: an element, when the elements are of a domain over an array. */
    private static Object content(Object value) throws SQLException {
        if (value instanceof ValueHolder holder) {
            return holder.value();
        }
        return value instanceof Array array ? array.getArray() : value;
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        PgType elementType = context.types().elementOf(ArrayLayout.arrayType(type, context));
        Object content;
        try {
            content = content(value);
        } catch (SQLException unreadable) {
            // Writing it as text fails in the same way, and says so.
            return false;
        }
        return content instanceof ArrayValue array
                ? array.isBinaryOf(elementType) && ReceivedBinary.isTakenBack(elementType, context)
                : ArrayWriter.isBinary(content, elementType, context);
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        Object content = content(value);
        if (content instanceof ArrayValue array) {
            out.putBytes(array.binary());
        } else {
            writer(content, type, out, context).writeBinary();
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        Object content = content(value);
        if (content instanceof ArrayValue array) {
            out.putUtf8(array.text());
        } else {
            writer(content, type, out, context).writeText();
        }
    }

    private static ArrayWriter writer(Object value, PgType type, ByteSink out, CodecContext context)
            throws SQLException {
        PgType array = ArrayLayout.arrayType(type, context);
        PgType elementType = context.types().elementOf(array);
        if (!ArrayWriter.isLevel(value, elementType)) {
            throw TypeErrors.noWriting(type, value, CLASSES);
        }
        return new ArrayWriter(value, array, elementType, out, context);
    }
}
