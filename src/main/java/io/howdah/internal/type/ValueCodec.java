package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgObject;
import java.sql.SQLException;
import java.time.DateTimeException;

/**
 * What the codecs share whose values are instances of one class of {@code io.howdah.types}: getObject gives it in both formats, its text is the
 * server's, and classes of the JDK are read and written by way of it. Stateless.
 *
 * @param <T> the class of the values
 */
abstract class ValueCodec<T extends PgObject> extends BaseCodec {
    private final Class<T> valueClass;

    ValueCodec(Class<T> valueClass, boolean binary, String classes) {
        super(binary, classes);
        this.valueClass = valueClass;
    }

    /** Parses the server's text. May throw IllegalArgumentException for text that is none. */
    abstract T parse(String text, PgType type, CodecContext context) throws SQLException;

    /** Reads the binary form; a cursor that failed or is not at its end afterwards is malformed. May throw IllegalArgumentException. */
    abstract T read(ByteCursor in, PgType type, CodecContext context) throws SQLException;

    /** Writes the binary form. */
    abstract void write(T value, PgType type, ByteSink out, CodecContext context) throws SQLException;

    /** False for types that are read in binary, but sent as text. */
    boolean sendsBinary() {
        return true;
    }

    /** The server's text of a value. */
    String text(T value, CodecContext context) {
        return value.toString();
    }

    /** The value read as a class of the JDK; null when there is no such reading. May throw DateTimeException. */
    Object convert(T value, PgType type, Class<?> target) throws SQLException {
        return null;
    }

    /** True for objects of the JDK that {@link #of} takes. */
    boolean accepts(Object value) {
        return false;
    }

    /** The value of an object for which {@link #accepts} is true. May throw DateTimeException or IllegalArgumentException. */
    T of(Object value, PgType type) throws SQLException {
        throw TypeErrors.noWriting(type, value, classes());
    }

    @Override
    public final int kind(int format) {
        return format == Format.TEXT ? Kind.UTF8 : Kind.OTHER;
    }

    /** The value as getObject gives it: itself, but where an older class is expected. */
    Object natural(T value) {
        return value;
    }

    @Override
    public final Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return natural(value(bytes, offset, length, format, type, context));
    }

    /** The value, which must be in its bounds. */
    final T value(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            try {
                return parse(TypeErrors.utf8(bytes, offset, length), type, context);
            } catch (IllegalArgumentException e) {
                throw TypeErrors.badText(type, length, "a " + valueClass.getSimpleName(), e);
            }
        }
        if (!binary()) {
            throw TypeErrors.textOnly(type);
        }
        ByteCursor in = new ByteCursor(bytes, offset, length);
        try {
            T value = read(in, type, context);
            in.checkAtEnd("value of type " + type.name());
            return value;
        } catch (IllegalArgumentException e) {
            throw TypeErrors.badBinary(type, e.getMessage());
        }
    }

    @Override
    public final String decodeString(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context) throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        return text(value(bytes, offset, length, format, type, context), context);
    }

    @Override
    Class<?> elementClass() {
        return valueClass;
    }

    @Override
    final Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target == byte[].class) {
            return null;
        }
        T value = value(bytes, offset, length, format, type, context);
        if (target.isInstance(value)) {
            return value;
        }
        try {
            return convert(value, type, target);
        } catch (DateTimeException | ArithmeticException e) {
            throw TypeErrors.cannotHold(type, target, e);
        }
    }

    @Override
    final boolean writesBinary(Object value, PgType type, CodecContext context) {
        return sendsBinary() && (valueClass.isInstance(value) || accepts(value));
    }

    private T valueOf(Object value, PgType type) throws SQLException {
        if (valueClass.isInstance(value)) {
            return valueClass.cast(value);
        }
        if (!accepts(value)) {
            throw TypeErrors.noWriting(type, value, classes());
        }
        try {
            return of(value, type);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw TypeErrors.notStorable(type, value, e);
        }
    }

    @Override
    final void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        write(valueOf(value, type), type, out, context);
    }

    @Override
    final void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        out.putUtf8(valueOf(value, type).getValue());
    }
}
