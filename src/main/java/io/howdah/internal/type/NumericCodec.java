package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import io.howdah.internal.util.FloatText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads and writes numeric. getObject gives BigDecimal with the value's scale, or Double for NaN and the infinities. Stateless.
 *
 * <p>Binary: four 2-byte words (number of digits, weight, sign, display scale), then the digits of base 10000, 2 bytes each. The first digit
 * counts {@code 10000^weight}; zero digits at either end may be missing.
 */
final class NumericCodec extends BaseCodec {
    static final NumericCodec INSTANCE = new NumericCodec();

    private static final int HEADER_BYTES = 8;
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int POSITIVE_INFINITY = 0xD000;
    private static final int NEGATIVE_INFINITY = 0xF000;

    /** The server's limit of digits after the point. */
    private static final int MAX_SCALE = 0x3fff;

    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000};

    /** A long below this can take one more digit of base 10000. */
    private static final long SAFE = (Long.MAX_VALUE - 9_999) / 10_000;

    private static final long TWO_TO_53 = 1L << 53;
    private static final int CHUNK_GROUPS = 4;

    private NumericCodec() {
        super(true, "BigDecimal, BigInteger, Long, Double, another number or String");
    }

    /** Checks the header and the digits; true when the value is finite. */
    private static boolean checkBinary(byte[] bytes, int offset, int length, PgType type) throws SQLException {
        if (length < HEADER_BYTES) {
            throw TypeErrors.badBinary(type, "expected at least 8 bytes, got " + length);
        }
        int groups = Bytes.getUnsignedShort(bytes, offset);
        if (length != HEADER_BYTES + 2 * groups) {
            throw TypeErrors.badBinary(type, groups + " digits do not take " + length + " bytes");
        }
        int sign = Bytes.getUnsignedShort(bytes, offset + 4);
        if (sign == NAN || sign == POSITIVE_INFINITY || sign == NEGATIVE_INFINITY) {
            return false;
        }
        if (sign != 0 && sign != NEGATIVE) {
            throw TypeErrors.badBinary(type, "unknown sign " + sign);
        }
        if (Bytes.getUnsignedShort(bytes, offset + 6) > MAX_SCALE) {
            throw TypeErrors.badBinary(type, "display scale above " + MAX_SCALE);
        }
        for (int i = 0; i < groups; i++) {
            if (Bytes.getUnsignedShort(bytes, offset + HEADER_BYTES + 2 * i) > 9_999) {
                throw TypeErrors.badBinary(type, "digit above 9999");
            }
        }
        return true;
    }

    private static double special(byte[] bytes, int offset) {
        return switch (Bytes.getUnsignedShort(bytes, offset + 4)) {
            case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    /** The digit that counts {@code 10000^power}; 0 where none was sent. */
    private static int digit(byte[] bytes, int offset, int power) {
        int index = Bytes.getShort(bytes, offset + 2) - power;
        return index < 0 || index >= Bytes.getUnsignedShort(bytes, offset)
                ? 0
                : Bytes.getUnsignedShort(bytes, offset + HEADER_BYTES + 2 * index);
    }

    /** The finite value's digits down to its display scale as one number without sign; -1 when a long cannot hold it. */
    private static long compact(byte[] bytes, int offset) {
        int scale = Bytes.getUnsignedShort(bytes, offset + 6);
        int lowest = -(scale + 3) / 4;
        long unscaled = 0;
        for (int power = Math.max(Bytes.getShort(bytes, offset + 2), lowest); power > lowest; power--) {
            if (unscaled > SAFE) {
                return -1;
            }
            unscaled = unscaled * 10_000 + digit(bytes, offset, power);
        }
        if (unscaled > SAFE) {
            return -1;
        }
        // Of the last group only the digits within the display scale count.
        int beyond = -lowest * 4 - scale;
        return unscaled * POWERS[4 - beyond] + digit(bytes, offset, lowest) / POWERS[beyond];
    }

    private static boolean hasFraction(byte[] bytes, int offset) {
        int lowest = Bytes.getShort(bytes, offset + 2) - Bytes.getUnsignedShort(bytes, offset) + 1;
        for (int power = -1; power >= lowest; power--) {
            if (digit(bytes, offset, power) != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNegative(byte[] bytes, int offset) {
        return Bytes.getUnsignedShort(bytes, offset + 4) == NEGATIVE;
    }

    private static BigDecimal finite(byte[] bytes, int offset) {
        int scale = Bytes.getUnsignedShort(bytes, offset + 6);
        long unscaled = compact(bytes, offset);
        if (unscaled >= 0) {
            return BigDecimal.valueOf(isNegative(bytes, offset) ? -unscaled : unscaled, scale);
        }
        int lowest = -(scale + 3) / 4;
        int weight = Bytes.getShort(bytes, offset + 2);
        BigInteger large = combine(bytes, offset, weight, weight - lowest + 1);
        int beyond = -lowest * 4 - scale;
        if (beyond > 0) {
            large = large.divide(BigInteger.valueOf(POWERS[beyond]));
        }
        return new BigDecimal(isNegative(bytes, offset) ? large.negate() : large, scale);
    }

    /** The number that {@code groups} digits from {@code power} downwards make: halves are joined, so that long numbers multiply fast. */
    private static BigInteger combine(byte[] bytes, int offset, int power, int groups) {
        if (groups <= CHUNK_GROUPS) {
            long value = 0;
            for (int i = 0; i < groups; i++) {
                value = value * 10_000 + digit(bytes, offset, power - i);
            }
            return BigInteger.valueOf(value);
        }
        int low = groups / 2;
        int high = groups - low;
        return combine(bytes, offset, power, high)
                .multiply(BigInteger.TEN.pow(4 * low))
                .add(combine(bytes, offset, power - high, low));
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.BINARY) {
            return checkBinary(bytes, offset, length, type)
                    ? (Object) finite(bytes, offset)
                    : (Object) special(bytes, offset);
        }
        if (isSpecialText(bytes, offset, length)) {
            return Numbers.parseDouble(bytes, offset, length, type);
        }
        return Numbers.parseDecimal(bytes, offset, length, type, BigDecimal.class);
    }

    /** NaN, Infinity and -Infinity are the only texts of the server that end in a letter. */
    private static boolean isSpecialText(byte[] bytes, int offset, int length) {
        return length > 0 && bytes[offset + length - 1] > '9';
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        if (!checkBinary(bytes, offset, length, type)) {
            return FloatText.of(special(bytes, offset));
        }
        int scale = Bytes.getUnsignedShort(bytes, offset + 6);
        int weight = Bytes.getShort(bytes, offset + 2);
        StringBuilder text = new StringBuilder(8 + 4 * Math.max(weight, 0) + scale);
        if (isNegative(bytes, offset)) {
            text.append('-');
        }
        int start = text.length();
        for (int power = weight; power >= 0; power--) {
            appendGroup(text, digit(bytes, offset, power), text.length() == start);
        }
        if (text.length() == start) {
            text.append('0');
        }
        if (scale > 0) {
            text.append('.');
            int end = text.length() + scale;
            for (int power = -1; text.length() < end; power--) {
                appendGroup(text, digit(bytes, offset, power), false);
            }
            text.setLength(end);
        }
        return text.toString();
    }

    private static void appendGroup(StringBuilder text, int group, boolean first) {
        if (!first) {
            text.append((char) ('0' + group / 1_000));
            text.append((char) ('0' + group / 100 % 10));
            text.append((char) ('0' + group / 10 % 10));
            text.append((char) ('0' + group % 10));
        } else if (group > 0) {
            text.append(group);
        }
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return Numbers.parseLong(bytes, offset, length, type, long.class);
        }
        if (!checkBinary(bytes, offset, length, type)) {
            throw TypeErrors.outOfRange(type, long.class, "double, which can hold NaN and infinity");
        }
        // Counts below zero, where there is one value more.
        long value = 0;
        for (int power = Bytes.getShort(bytes, offset + 2); power >= 0; power--) {
            int digit = digit(bytes, offset, power);
            if (value < Long.MIN_VALUE / 10_000 || value * 10_000 < Long.MIN_VALUE + digit) {
                throw TypeErrors.outOfRange(type, long.class, "BigDecimal");
            }
            value = value * 10_000 - digit;
        }
        if (isNegative(bytes, offset)) {
            return value;
        }
        if (value == Long.MIN_VALUE) {
            throw TypeErrors.outOfRange(type, long.class, "BigDecimal");
        }
        return -value;
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toInt(decodeLong(bytes, offset, length, format, type, context), type);
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return Numbers.parseDouble(bytes, offset, length, type);
        }
        if (!checkBinary(bytes, offset, length, type)) {
            return special(bytes, offset);
        }
        int scale = Bytes.getUnsignedShort(bytes, offset + 6);
        long unscaled = compact(bytes, offset);
        double value;
        if (unscaled >= 0 && unscaled <= TWO_TO_53 && scale <= 18) {
            // Both are exact in a double, so the quotient is the nearest one.
            value = (double) unscaled / powerOfTen(scale);
        } else {
            value = Math.abs(Double.parseDouble(finite(bytes, offset).toString()));
        }
        return isNegative(bytes, offset) ? -value : value;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    @Override
    public float decodeFloat(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return Numbers.parseFloat(bytes, offset, length, type);
        }
        if (!checkBinary(bytes, offset, length, type)) {
            return (float) special(bytes, offset);
        }
        float value = Float.parseFloat(finite(bytes, offset).toString());
        if (Float.isInfinite(value)) {
            throw TypeErrors.outOfRange(type, float.class, "double or BigDecimal");
        }
        return value;
    }

    @Override
    public boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toBoolean(decodeDouble(bytes, offset, length, format, type, context), type);
    }

    @Override
    Class<?> elementClass() {
        return BigDecimal.class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target == Double.class) {
            return decodeDouble(bytes, offset, length, format, type, context);
        }
        if (target == Float.class) {
            return decodeFloat(bytes, offset, length, format, type, context);
        }
        if (Numbers.isWhole(target)) {
            if (format == Format.TEXT) {
                return Numbers.parseWhole(bytes, offset, length, type, target);
            }
            long whole = decodeLong(bytes, offset, length, format, type, context);
            if (hasFraction(bytes, offset)) {
                throw Numbers.hasFraction(type, target);
            }
            return Numbers.ofLong(whole, type, target);
        }
        if (!Numbers.isNumber(target) && target != Boolean.class) {
            return null;
        }
        Object value = decode(bytes, offset, length, format, type, context);
        return value instanceof BigDecimal decimal
                ? Numbers.ofDecimal(decimal, type, target)
                : Numbers.ofDouble((Double) value, type, target);
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof Number || value instanceof Boolean;
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (isSpecial(value)) {
            double number = ((Number) value).doubleValue();
            out.putShort(0);
            out.putShort(0);
            out.putShort(Double.isNaN(number) ? NAN : number > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY);
            out.putShort(0);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            putLong(((Number) value).longValue(), 0, out);
        } else {
            putDecimal(checked(toDecimal(value, type), type), out);
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (isSpecial(value)) {
            out.putAscii(FloatText.of(((Number) value).doubleValue()));
        } else {
            out.putAscii(checked(toDecimal(value, type), type).toPlainString());
        }
    }

    private static boolean isSpecial(Object value) {
        return (value instanceof Double || value instanceof Float) && !Double.isFinite(((Number) value).doubleValue());
    }

    private BigDecimal toDecimal(Object value, PgType type) throws SQLException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger big) {
            return new BigDecimal(big);
        }
        if (value instanceof Boolean bool) {
            return bool ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Double || value instanceof Float) {
            return new BigDecimal(value.toString());
        }
        if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof AtomicInteger
                || value instanceof AtomicLong) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        throw TypeErrors.noWriting(type, value, classes());
    }

    /** Refuses what the server cannot hold before it is expanded: {@code 1E+999999999} would fill the memory. */
    private static BigDecimal checked(BigDecimal value, PgType type) throws SQLException {
        if (value.signum() == 0 && value.scale() < 0) {
            return BigDecimal.ZERO;
        }
        if (value.scale() > MAX_SCALE
                || (long) value.precision() - value.scale() > Numbers.MAX_NUMERIC_DIGITS
                || value.scale() < -Numbers.MAX_NUMERIC_DIGITS) {
            throw TypeErrors.tooLarge(
                    type, value, "up to 131072 digits before the point and 16383 after it; round it with setScale");
        }
        return value;
    }

    private static void putDecimal(BigDecimal value, ByteSink out) {
        int scale = value.scale();
        if (scale >= 0 && value.precision() <= 18) {
            putLong(
                    scale == 0
                            ? value.longValue()
                            : value.scaleByPowerOfTen(scale).longValue(),
                    scale,
                    out);
        } else {
            BigDecimal plain = scale < 0 ? value.setScale(0) : value;
            putDigits(plain.unscaledValue().abs().toString(), plain.signum() < 0, plain.scale(), out);
        }
    }

    private static void putLong(long value, int scale, ByteSink out) {
        if (value == Long.MIN_VALUE) {
            putDigits("9223372036854775808", true, scale, out);
            return;
        }
        // The digits are cut into groups from the point; the lowest group is filled up with zeros.
        int fractionGroups = (scale + 3) / 4;
        int padding = 4 * fractionGroups - scale;
        long magnitude = Math.abs(value);
        long lowest = magnitude % POWERS[4 - padding] * POWERS[padding];
        long rest = magnitude / POWERS[4 - padding];
        int groups = magnitude == 0 ? 0 : 1;
        for (long higher = rest; higher > 0; higher /= 10_000) {
            groups++;
        }
        putHeader(groups, fractionGroups, value < 0, scale, out);
        int start = out.size();
        for (int i = 0; i < groups; i++) {
            out.putShort(0);
        }
        for (int i = groups - 1; i >= 0; i--) {
            Bytes.putShort(out.array(), start + 2 * i, (int) lowest);
            lowest = rest % 10_000;
            rest /= 10_000;
        }
    }

    private static void putHeader(int groups, int fractionGroups, boolean negative, int scale, ByteSink out) {
        out.putShort(groups);
        out.putShort(groups == 0 ? 0 : groups - fractionGroups - 1);
        out.putShort(negative ? NEGATIVE : 0);
        out.putShort(scale);
    }

    private static void putDigits(String digits, boolean negative, int scale, ByteSink out) {
        int fractionGroups = (scale + 3) / 4;
        int padding = 4 * fractionGroups - scale;
        int length = digits.length() + padding;
        int groups = (length + 3) / 4;
        putHeader(groups, fractionGroups, negative, scale, out);
        // The first group may be short: it begins before the first digit.
        for (int start = length - 4 * groups; start < length; start += 4) {
            int group = 0;
            for (int i = start; i < start + 4; i++) {
                int digit = i < 0 || i >= digits.length() ? 0 : digits.charAt(i) - '0';
                group = group * 10 + digit;
            }
            out.putShort(group);
        }
    }
}
