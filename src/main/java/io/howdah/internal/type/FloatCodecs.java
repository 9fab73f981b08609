package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import io.howdah.internal.util.FloatText;
import java.math.BigDecimal;
import java.sql.SQLException;

/** The codecs of float4 and float8, IEEE 754 on the wire. NaN, infinities and negative zero are kept. Stateless. */
final class FloatCodecs extends BaseCodec {
    static final FloatCodecs FLOAT4 = new FloatCodecs(4);
    static final FloatCodecs FLOAT8 = new FloatCodecs(8);

    private final int size;

    private FloatCodecs(int size) {
        super(true, "Double, Float, BigDecimal, another number or String");
        this.size = size;
    }

    @Override
    public int kind(int format) {
        if (format == Format.TEXT) {
            return Kind.OTHER;
        }
        return size == 4 ? Kind.FLOAT4_BINARY : Kind.FLOAT8_BINARY;
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (size == 4) {
            return decodeFloat(bytes, offset, length, format, type, context);
        }
        return format == Format.BINARY
                ? Bytes.exactDouble(bytes, offset, length)
                : Numbers.parseDouble(bytes, offset, length, type);
    }

    @Override
    public float decodeFloat(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (size == 8) {
            return Numbers.toFloat(decodeDouble(bytes, offset, length, format, type, context), type);
        }
        return format == Format.BINARY
                ? Bytes.exactFloat(bytes, offset, length)
                : Numbers.parseFloat(bytes, offset, length, type);
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toLong(decodeDouble(bytes, offset, length, format, type, context), type, long.class);
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toInt(decodeLong(bytes, offset, length, format, type, context), type);
    }

    @Override
    public boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toBoolean(decodeDouble(bytes, offset, length, format, type, context), type);
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (size == 4) {
            return decodeFloat(bytes, offset, length, format, type, context);
        }
        return decodeDouble(bytes, offset, length, format, type, context);
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        return size == 4
                ? FloatText.of(Bytes.exactFloat(bytes, offset, length))
                : FloatText.of(Bytes.exactDouble(bytes, offset, length));
    }

    @Override
    Class<?> elementClass() {
        return size == 4 ? Float.class : Double.class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (!Numbers.isNumber(target) && target != Boolean.class) {
            return null;
        }
        double value = decodeDouble(bytes, offset, length, format, type, context);
        if (target == BigDecimal.class && Double.isFinite(value)) {
            // By the digits that the server shows: 0.1::float4 is 0.1 and not 0.10000000149011612, 1::float8 is 1 and
            // not 1.0.
            return format == Format.TEXT
                    ? Numbers.parseDecimal(bytes, offset, length, type, target)
                    : new BigDecimal(size == 4 ? FloatText.of((float) value) : FloatText.of(value));
        }
        return Numbers.ofDouble(value, type, target);
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof Number || value instanceof Boolean;
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (size == 4) {
            out.putFloat(toFloat(value, type));
        } else {
            out.putDouble(toDouble(value, type));
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        out.putAscii(size == 4 ? FloatText.of(toFloat(value, type)) : FloatText.of(toDouble(value, type)));
    }

    private float toFloat(Object value, PgType type) throws SQLException {
        if (value instanceof Float single) {
            return single;
        }
        // Not by way of double, which would round twice.
        float narrow = value instanceof Number number ? number.floatValue() : (float) toDouble(value, type);
        boolean infinite = value instanceof Double wide && wide.isInfinite();
        if (Float.isInfinite(narrow) && !infinite) {
            throw TypeErrors.tooLarge(type, value, "about -3.4e38 to 3.4e38");
        }
        return narrow;
    }

    private double toDouble(Object value, PgType type) throws SQLException {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Float single) {
            return single;
        }
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        if (value instanceof Number number) {
            double wide = number.doubleValue();
            if (Double.isInfinite(wide)) {
                throw TypeErrors.tooLarge(type, value, "about -1.8e308 to 1.8e308");
            }
            return wide;
        }
        throw TypeErrors.noWriting(type, value, classes());
    }
}
