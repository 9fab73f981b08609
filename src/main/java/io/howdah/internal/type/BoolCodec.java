package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;

/** Reads and writes bool: one byte 0 or 1, or the text {@code t} or {@code f}. As a number it is 1 or 0. Stateless. */
final class BoolCodec extends BaseCodec {
    static final BoolCodec INSTANCE = new BoolCodec();

    private BoolCodec() {
        super(true, "Boolean, a number or String");
    }

    @Override
    public int kind(int format) {
        return format == Format.BINARY ? Kind.BOOL_BINARY : Kind.OTHER;
    }

    @Override
    public boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (length != 1) {
            throw TypeErrors.badBinary(type, "expected 1 byte, got " + length);
        }
        byte value = bytes[offset];
        if (format == Format.BINARY) {
            if (value != 0 && value != 1) {
                throw TypeErrors.badBinary(type, "expected 0 or 1");
            }
            return value == 1;
        }
        if (value != 't' && value != 'f') {
            throw TypeErrors.badText(type, length, "t or f");
        }
        return value == 't';
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return decodeBoolean(bytes, offset, length, format, type, context);
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return decodeBoolean(bytes, offset, length, format, type, context) ? "t" : "f";
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return decodeBoolean(bytes, offset, length, format, type, context) ? 1 : 0;
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return decodeInt(bytes, offset, length, format, type, context);
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return decodeInt(bytes, offset, length, format, type, context);
    }

    @Override
    Class<?> elementClass() {
        return Boolean.class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        boolean value = decodeBoolean(bytes, offset, length, format, type, context);
        return target == Boolean.class ? (Object) value : Numbers.ofLong(value ? 1 : 0, type, target);
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return Numbers.isWholeInput(value);
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        out.putByte(isTrue(value, type) ? 1 : 0);
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        out.putByte(isTrue(value, type) ? 't' : 'f');
    }

    private boolean isTrue(Object value, PgType type) throws SQLException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        return Numbers.whole(value, type, 0, 1, classes()) == 1;
    }
}
