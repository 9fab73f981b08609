package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgBits;
import java.sql.SQLException;
import java.util.BitSet;

/**
 * The codecs of bit and bit varying: the number of bits and the bits, or zeros and ones. getObject gives {@link PgBits}, for a bit of length 1
 * Boolean; only a single bit is a boolean or a number. Stateless.
 */
final class BitCodecs extends ValueCodec<PgBits> {
    static final BitCodecs BIT = new BitCodecs(true);
    static final BitCodecs VARBIT = new BitCodecs(false);

    private final boolean singleIsBoolean;

    private BitCodecs(boolean singleIsBoolean) {
        super(PgBits.class, true, "PgBits, java.util.BitSet, Boolean (for one bit) or String");
        this.singleIsBoolean = singleIsBoolean;
    }

    @Override
    PgBits parse(String text, PgType type, CodecContext context) {
        return PgBits.parse(text);
    }

    @Override
    PgBits read(ByteCursor in, PgType type, CodecContext context) {
        int length = in.readInt();
        if (length < 0 || (length + 7L) / 8 != in.remaining()) {
            throw new IllegalArgumentException("the number of bits does not fit the number of bytes");
        }
        return PgBits.of(in.readBytes(in.remaining()), length);
    }

    @Override
    void write(PgBits value, PgType type, ByteSink out, CodecContext context) {
        out.putInt(value.length());
        out.putBytes(value.toByteArray());
    }

    @Override
    Object natural(PgBits value) {
        return singleIsBoolean && value.length() == 1 ? (Object) value.get(0) : value;
    }

    /** Object for bit, whose elements may be Booleans. */
    @Override
    Class<?> elementClass() {
        return singleIsBoolean ? Object.class : PgBits.class;
    }

    private static boolean single(PgBits value, PgType type, Class<?> target) throws SQLException {
        if (value.length() != 1) {
            throw TypeErrors.noReading(
                    type, target, "PgBits or String: the value has " + value.length() + " bits, not one");
        }
        return value.get(0);
    }

    private boolean single(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        return single(value(bytes, offset, length, format, type, context), type, target);
    }

    @Override
    public boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return single(bytes, offset, length, format, type, context, boolean.class);
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return single(bytes, offset, length, format, type, context, int.class) ? 1 : 0;
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return single(bytes, offset, length, format, type, context, long.class) ? 1 : 0;
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return single(bytes, offset, length, format, type, context, double.class) ? 1 : 0;
    }

    @Override
    Object convert(PgBits value, PgType type, Class<?> target) throws SQLException {
        if (target == BitSet.class) {
            return value.toBitSet();
        }
        if (target == Boolean.class) {
            return single(value, type, target);
        }
        return Numbers.isNumber(target) ? Numbers.ofLong(single(value, type, target) ? 1 : 0, type, target) : null;
    }

    @Override
    boolean accepts(Object value) {
        return value instanceof Boolean || value instanceof BitSet;
    }

    /** A bit set has no number of bits but that of its last one: what is assigned to a bit(n) is filled with zeros by a cast only. */
    @Override
    PgBits of(Object value, PgType type) {
        return value instanceof BitSet set ? PgBits.of(set, set.length()) : PgBits.of((Boolean) value);
    }
}
