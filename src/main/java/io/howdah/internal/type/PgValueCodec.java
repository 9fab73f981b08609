package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgValue;
import java.sql.SQLException;

/**
 * What the codecs share of types whose values are text to Java, and which are read in binary too: getObject gives a {@link PgValue}, and values are
 * sent as text. Stateless.
 */
abstract class PgValueCodec extends BaseCodec {
    PgValueCodec(String classes) {
        super(true, classes);
    }

    /** The server's text of a value in binary; a cursor that failed or is not at its end afterwards is malformed. */
    abstract String print(ByteCursor in, PgType type) throws SQLException;

    /** The value's text read as a class of the JDK; null when there is no such reading. */
    Object convert(String text, PgType type, Class<?> target) throws SQLException {
        return null;
    }

    @Override
    public final int kind(int format) {
        return format == Format.TEXT ? Kind.UTF8 : Kind.OTHER;
    }

    @Override
    public final Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return new PgValue(type.name(), decodeString(bytes, offset, length, format, type, context));
    }

    @Override
    public final String decodeString(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context) throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        ByteCursor in = new ByteCursor(bytes, offset, length);
        String text = print(in, type);
        in.checkAtEnd("value of type " + type.name());
        return text;
    }

    @Override
    final Class<?> elementClass() {
        return PgValue.class;
    }

    @Override
    final Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        return target == byte[].class
                ? null
                : convert(decodeString(bytes, offset, length, format, type, context), type, target);
    }

    @Override
    final boolean writesBinary(Object value, PgType type, CodecContext context) {
        return false;
    }

    @Override
    final void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        throw TypeErrors.noWriting(type, value, classes());
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        throw TypeErrors.noWriting(type, value, classes());
    }
}
