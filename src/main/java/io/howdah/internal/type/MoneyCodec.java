package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgMoney;
import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * Reads and writes money, in text only: the binary form is a number of units of which the server's lc_monetary says how many make one, and that is
 * not reported. getObject gives Double, as pgjdbc does, where it has the amount's digits, else BigDecimal. Stateless.
 */
final class MoneyCodec extends ValueCodec<PgMoney> {
    static final MoneyCodec INSTANCE = new MoneyCodec();

    /** As many as the largest long has. */
    private static final int MAX_DIGITS = 19;

    private static final double LEAST_TOO_LARGE = 0x1p63;

    private MoneyCodec() {
        super(PgMoney.class, false, "BigDecimal, another number, PgMoney or String");
    }

    @Override
    PgMoney parse(String text, PgType type, CodecContext context) {
        return PgMoney.parse(text);
    }

    @Override
    PgMoney read(ByteCursor in, PgType type, CodecContext context) throws SQLException {
        throw TypeErrors.textOnly(type);
    }

    @Override
    void write(PgMoney value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        throw TypeErrors.noWriting(type, value, "it as text");
    }

    @Override
    Object natural(PgMoney value) {
        BigDecimal amount = value.amount();
        double rounded = amount.doubleValue();
        return BigDecimal.valueOf(rounded).compareTo(amount) == 0 ? (Object) rounded : amount;
    }

    @Override
    Class<?> elementClass() {
        return Double.class;
    }

    private BigDecimal amount(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return value(bytes, offset, length, format, type, context).amount();
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toInt(decodeLong(bytes, offset, length, format, type, context), type);
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toLong(amount(bytes, offset, length, format, type, context), type, long.class);
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return amount(bytes, offset, length, format, type, context).doubleValue();
    }

    @Override
    Object convert(PgMoney value, PgType type, Class<?> target) throws SQLException {
        return Numbers.isNumber(target) ? Numbers.ofDecimal(value.amount(), type, target) : null;
    }

    /**
     * Only whole numbers: what a point in a number means to money depends on lc_monetary, and {@code 12.50} may become 1250. Fractions go as
     * numeric, which the server casts.
     */
    @Override
    boolean accepts(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return number == Math.rint(number) && Math.abs(number) < LEAST_TOO_LARGE;
        }
        if (value instanceof BigDecimal decimal) {
            // What has a huge exponent must not be expanded to find out that it is too large.
            return decimal.precision() - (long) decimal.scale() <= MAX_DIGITS
                    && decimal.stripTrailingZeros().scale() <= 0;
        }
        return value instanceof Number;
    }

    @Override
    PgMoney of(Object value, PgType type) {
        if (value instanceof BigDecimal decimal) {
            return PgMoney.parse(decimal.toBigInteger().toString());
        }
        boolean floating = value instanceof Double || value instanceof Float;
        return PgMoney.parse(floating ? Long.toString(((Number) value).longValue()) : value.toString());
    }
}
