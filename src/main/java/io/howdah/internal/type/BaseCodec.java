package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgMultirange;
import io.howdah.types.PgObject;
import io.howdah.types.PgRange;
import io.howdah.types.PgValue;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;

/**
 * What all codecs share: readings that do not exist fail with 42846, {@code String}, {@code PgValue}, {@code Object} and {@code byte[]} always exist, and text
 * given for any type is sent as text for the server to judge. Subclasses are stateless.
 */
abstract class BaseCodec implements Codec {
    private final boolean binary;
    private final String classes;

    /**
     * @param binary answer of {@link #binary()}
     * @param classes the Java classes a value can be read as and written from, for messages
     */
    BaseCodec(boolean binary, String classes) {
        this.binary = binary;
        this.classes = classes;
    }

    @Override
    public final boolean binary() {
        return binary;
    }

    final String classes() {
        return classes;
    }

    /** The class of the elements that an array of this type has as a Java array. */
    Class<?> elementClass() {
        return Object.class;
    }

    /** The value as an instance of {@code target}, which is neither String nor Object; null when there is no such reading. */
    abstract Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException;

    /** True when {@link #writeBinary} can write {@code value}, which is no text. */
    abstract boolean writesBinary(Object value, PgType type, CodecContext context);

    /** Writes the binary form of a value for which {@link #writesBinary} is true. */
    abstract void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException;

    /** Writes the text form of a value that is no text; 42846 when its class does not fit. */
    abstract void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException;

    @Override
    public boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        throw TypeErrors.noReading(type, boolean.class, classes);
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        throw TypeErrors.noReading(type, int.class, classes);
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        throw TypeErrors.noReading(type, long.class, classes);
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        throw TypeErrors.noReading(type, double.class, classes);
    }

    @Override
    public final <T> T decodeAs(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<T> target)
            throws SQLException {
        if (target == String.class) {
            return target.cast(decodeString(bytes, offset, length, format, type, context));
        }
        if (target == PgValue.class) {
            return target.cast(new PgValue(type.name(), decodeString(bytes, offset, length, format, type, context)));
        }
        if (target != Object.class) {
            Object value = decodeTo(bytes, offset, length, format, type, context, target);
            if (value != null) {
                return target.cast(value);
            }
            if (target == byte[].class) {
                String text = decodeString(bytes, offset, length, format, type, context);
                return target.cast(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        Object value = decode(bytes, offset, length, format, type, context);
        if (!target.isInstance(value)) {
            throw TypeErrors.noReading(type, target, classes);
        }
        return target.cast(value);
    }

    @Override
    public final int encodeFormat(Object value, PgType type, CodecContext context) {
        return binary && !isText(value) && writesBinary(value, type, context) ? Format.BINARY : Format.TEXT;
    }

    /** Values that are sent as they stand, for the server to judge. */
    static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof PgValue
                || value instanceof Character
                || value instanceof Enum<?>;
    }

    /** Ranges have bounds of Java classes, whose own text need not be the server's. */
    private static boolean isOfJavaValues(Object value) {
        return value instanceof PgRange<?> || value instanceof PgMultirange<?>;
    }

    @Override
    public final void encode(Object value, int format, PgType type, ByteSink out, CodecContext context)
            throws SQLException {
        if (format == Format.BINARY) {
            if (!binary || isText(value) || !writesBinary(value, type, context)) {
                throw new SQLDataException(
                        "a " + value.getClass().getTypeName() + " for type " + type.name()
                                + " has no binary form: send it as text",
                        "42846");
            }
            writeBinary(value, type, out, context);
        } else if (value instanceof CharSequence text) {
            out.putUtf8(text);
        } else if (value instanceof PgObject object && !isOfJavaValues(value)) {
            out.putUtf8(object.getValue());
        } else if (value instanceof Character || value instanceof Enum<?>) {
            out.putUtf8(
                    value instanceof Enum<?> constant
                            ? context.types().extensions().label(constant)
                            : value.toString());
        } else {
            writeText(value, type, out, context);
        }
    }
}
