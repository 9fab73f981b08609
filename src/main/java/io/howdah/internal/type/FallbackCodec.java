package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgValue;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The codec of every type that has none of its own: text only. getObject gives a {@link PgValue}; numbers, booleans and the like are parsed
 * from the text on request. Stateless.
 */
final class FallbackCodec extends BaseCodec {
    static final FallbackCodec INSTANCE = new FallbackCodec();

    private FallbackCodec() {
        super(false, "String");
    }

    @Override
    public int kind(int format) {
        return format == Format.TEXT ? Kind.UTF8 : Kind.OTHER;
    }

    private static void checkText(int format, PgType type) throws SQLException {
        if (format != Format.TEXT) {
            throw TypeErrors.textOnly(type);
        }
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return new PgValue(type.name(), decodeString(bytes, offset, length, format, type, context));
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        checkText(format, type);
        return TypeErrors.utf8(bytes, offset, length);
    }

    @Override
    public boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return TextCodecs.parseBoolean(decodeString(bytes, offset, length, format, type, context), type);
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toInt(decodeLong(bytes, offset, length, format, type, context), type);
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        checkText(format, type);
        return Numbers.parseLong(bytes, offset, length, type, long.class);
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        checkText(format, type);
        return Numbers.parseDouble(bytes, offset, length, type);
    }

    /** Bytes of a binary value are given as they came: the one reading that needs no knowledge of the type. */
    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target == byte[].class) {
            return Arrays.copyOfRange(bytes, offset, offset + length);
        }
        checkText(format, type);
        return TextCodecs.parse(bytes, offset, length, type, context, target);
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return false;
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        throw TypeErrors.noWriting(type, value, "String");
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        TextCodecs.TEXT.writeText(value, type, out, context);
    }
}
