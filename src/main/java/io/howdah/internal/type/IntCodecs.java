package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import io.howdah.types.PgValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;

/**
 * The codecs of whole numbers of 2, 4 and 8 bytes, signed (int2, int4, int8) and unsigned (oid, xid, cid, xid8). getObject gives Integer for
 * int2 and int4, Long for int8 and oid, and the number's text in a {@link PgValue} for the others. Stateless.
 */
final class IntCodecs extends BaseCodec {
    static final IntCodecs INT2 = new IntCodecs(2, Kind.INT2_BINARY, Integer.class, Short.MIN_VALUE, Short.MAX_VALUE);
    static final IntCodecs INT4 =
            new IntCodecs(4, Kind.INT4_BINARY, Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE);
    static final IntCodecs INT8 = new IntCodecs(8, Kind.INT8_BINARY, Long.class, Long.MIN_VALUE, Long.MAX_VALUE);
    static final IntCodecs OID = new IntCodecs(4, Kind.OTHER, Long.class, 0, 0xffff_ffffL);
    /** xid and cid. */
    static final IntCodecs UNSIGNED4 = new IntCodecs(4, Kind.OTHER, PgValue.class, 0, 0xffff_ffffL);
    /** xid8: above {@code Long.MAX_VALUE} only text and BigInteger can hold it. */
    static final IntCodecs UNSIGNED8 = new IntCodecs(8, Kind.OTHER, PgValue.class, 0, Long.MAX_VALUE);

    private final int size;
    private final int binaryKind;
    private final Class<?> javaClass;
    private final long min;
    private final long max;

    private IntCodecs(int size, int binaryKind, Class<?> javaClass, long min, long max) {
        super(true, "Integer, Long, BigInteger, BigDecimal, another number or String");
        this.size = size;
        this.binaryKind = binaryKind;
        this.javaClass = javaClass;
        this.min = min;
        this.max = max;
    }

    @Override
    public int kind(int format) {
        if (format == Format.BINARY) {
            return binaryKind;
        }
        return this == UNSIGNED8 ? Kind.OTHER : Kind.INTEGER_TEXT;
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return Numbers.parseLong(bytes, offset, length, type, long.class);
        }
        return switch (size) {
            case 2 -> Bytes.exactShort(bytes, offset, length);
            case 4 -> {
                int value = Bytes.exactInt(bytes, offset, length);
                yield min == 0 ? Integer.toUnsignedLong(value) : value;
            }
            default -> {
                long value = Bytes.exactLong(bytes, offset, length);
                if (min == 0 && value < 0) {
                    throw TypeErrors.outOfRange(type, long.class, "BigInteger or String");
                }
                yield value;
            }
        };
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toInt(decodeLong(bytes, offset, length, format, type, context), type);
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (this == UNSIGNED8) {
            return Double.parseDouble(digits(bytes, offset, length, format, type));
        }
        return decodeLong(bytes, offset, length, format, type, context);
    }

    @Override
    public float decodeFloat(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (this == UNSIGNED8) {
            return Float.parseFloat(digits(bytes, offset, length, format, type));
        }
        return decodeLong(bytes, offset, length, format, type, context);
    }

    @Override
    public boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toBoolean(decodeLong(bytes, offset, length, format, type, context), type);
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (javaClass == PgValue.class) {
            return new PgValue(type.name(), decodeString(bytes, offset, length, format, type, context));
        }
        if (javaClass == Long.class) {
            return decodeLong(bytes, offset, length, format, type, context);
        }
        return decodeInt(bytes, offset, length, format, type, context);
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        if (this == UNSIGNED8) {
            return digits(bytes, offset, length, format, type);
        }
        return Long.toString(decodeLong(bytes, offset, length, format, type, context));
    }

    /** Short for int2, although a single int2 is an Integer. */
    @Override
    Class<?> elementClass() {
        if (javaClass == PgValue.class) {
            return Object.class;
        }
        return size == 2 ? Short.class : javaClass;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (!Numbers.isNumber(target) && target != Boolean.class) {
            return null;
        }
        if (this == UNSIGNED8 && !Numbers.isWhole(target)) {
            return Numbers.ofDecimal(new BigDecimal(digits(bytes, offset, length, format, type)), type, target);
        }
        return Numbers.ofLong(decodeLong(bytes, offset, length, format, type, context), type, target);
    }

    /** A number that may be above {@code Long.MAX_VALUE}. */
    private static String digits(byte[] bytes, int offset, int length, int format, PgType type) throws SQLException {
        if (format == Format.BINARY) {
            return Long.toUnsignedString(Bytes.exactLong(bytes, offset, length));
        }
        return Numbers.parseDecimal(bytes, offset, length, type, BigInteger.class)
                .toPlainString();
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return Numbers.isWholeInput(value) && !(this == UNSIGNED8 && value instanceof BigInteger);
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        long number = Numbers.whole(value, type, min, max, classes());
        switch (size) {
            case 2 -> out.putShort((int) number);
            case 4 -> out.putInt((int) number);
            default -> out.putLong(number);
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (this == UNSIGNED8 && value instanceof BigInteger big) {
            out.putAscii(big.toString());
        } else {
            out.putDecimal(Numbers.whole(value, type, min, max, classes()));
        }
    }
}
