package io.howdah.internal.type;

import io.howdah.internal.util.AsciiNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Conversions between Java's numbers with exact range checks, and lenient parsing of numbers in text. Fractions are cut off where a whole
 * number is wanted, as pgjdbc does; 22003 when out of range, 22018 for text that is no number. Stateless.
 */
final class Numbers {
    /** As many as numeric has before and after the point together (manual: "Numeric Types"). */
    private static final int MAX_DIGITS = 131_072 + 16_383;

    /** Powers of ten that a double holds exactly. */
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** Whole numbers up to this many digits are below 2^53 and exact in a double. */
    private static final int EXACT_DOUBLE_DIGITS = 15;

    /** Digits of the largest long. */
    private static final int MAX_LONG_DIGITS = 19;

    /** The server's numeric has no more digits before the point; text with a larger exponent would only fill the memory. */
    static final int MAX_NUMERIC_DIGITS = 131_072;

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** {@code value} as {@code target}; null when that is no class of numbers. */
    static Object ofLong(long value, PgType type, Class<?> target) throws SQLException {
        if (target == Long.class) {
            return value;
        }
        if (target == Integer.class) {
            return (int) inRange(value, Integer.MIN_VALUE, Integer.MAX_VALUE, type, target);
        }
        if (target == Short.class) {
            return (short) inRange(value, Short.MIN_VALUE, Short.MAX_VALUE, type, target);
        }
        if (target == Byte.class) {
            return (byte) inRange(value, Byte.MIN_VALUE, Byte.MAX_VALUE, type, target);
        }
        if (target == BigInteger.class) {
            return BigInteger.valueOf(value);
        }
        if (target == BigDecimal.class) {
            return BigDecimal.valueOf(value);
        }
        if (target == Double.class) {
            return (double) value;
        }
        if (target == Float.class) {
            return (float) value;
        }
        return target == Boolean.class ? toBoolean(value, type) : null;
    }

    /** {@code value} as {@code target}; null when that is no class of numbers. */
    static Object ofDouble(double value, PgType type, Class<?> target) throws SQLException {
        if (target == Double.class) {
            return value;
        }
        if (target == Float.class) {
            return toFloat(value, type);
        }
        if (target == BigDecimal.class || target == BigInteger.class) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw TypeErrors.outOfRange(type, target, "Double, which can hold NaN and infinity");
            }
            BigDecimal exact = BigDecimal.valueOf(value);
            return target == BigDecimal.class ? exact : ofDecimal(exact, type, target);
        }
        if (target == Boolean.class) {
            return toBoolean(value, type);
        }
        if (!isWhole(target)) {
            return null;
        }
        long whole = toLong(value, type, target);
        if (whole != value) {
            throw hasFraction(type, target);
        }
        return ofLong(whole, type, target);
    }

    /** 22003: a class of whole numbers was asked for. The getters of JDBC cut the fraction off; a class is a stricter wish. */
    static SQLException hasFraction(PgType type, Class<?> target) {
        return TypeErrors.outOfRange(type, target, "BigDecimal or Double, since the value has a fraction");
    }

    private static void checkWhole(BigDecimal value, PgType type, Class<?> target) throws SQLException {
        if (value.scale() > 0
                && value.signum() != 0
                && value.stripTrailingZeros().scale() > 0) {
            throw hasFraction(type, target);
        }
    }

    /** {@code value} as {@code target}; null when that is no class of numbers. */
    static Object ofDecimal(BigDecimal value, PgType type, Class<?> target) throws SQLException {
        if (target == BigDecimal.class) {
            return value;
        }
        if (target == BigInteger.class) {
            if ((long) value.precision() - value.scale() > MAX_NUMERIC_DIGITS) {
                throw TypeErrors.outOfRange(type, target, "BigDecimal");
            }
            checkWhole(value, type, target);
            return value.toBigInteger();
        }
        if (target == Double.class) {
            return value.doubleValue();
        }
        if (target == Float.class) {
            return value.floatValue();
        }
        if (target == Boolean.class) {
            return toBoolean(value, type);
        }
        if (!isWhole(target)) {
            return null;
        }
        checkWhole(value, type, target);
        return ofLong(toLong(value, type, target), type, target);
    }

    static boolean isWhole(Class<?> target) {
        return target == Long.class || target == Integer.class || target == Short.class || target == Byte.class;
    }

    static boolean isNumber(Class<?> target) {
        return isWhole(target)
                || target == BigDecimal.class
                || target == BigInteger.class
                || target == Double.class
                || target == Float.class;
    }

    private static long inRange(long value, long min, long max, PgType type, Class<?> target) throws SQLException {
        if (value < min || value > max) {
            throw TypeErrors.outOfRange(type, target, "Long or BigDecimal");
        }
        return value;
    }

    static int toInt(long value, PgType type) throws SQLException {
        return (int) inRange(value, Integer.MIN_VALUE, Integer.MAX_VALUE, type, int.class);
    }

    static float toFloat(double value, PgType type) throws SQLException {
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw TypeErrors.outOfRange(type, float.class, "double");
        }
        return narrow;
    }

    /** The whole part of {@code value}; 22003 when a long cannot hold it. */
    static long toLong(double value, PgType type, Class<?> target) throws SQLException {
        // 2^63 itself is a double, Long.MAX_VALUE is not: hence >= on one side only.
        if (Double.isNaN(value) || value >= 0x1p63 || value < -0x1p63) {
            throw TypeErrors.outOfRange(type, target, "double or BigDecimal");
        }
        return (long) value;
    }

    /** The whole part of {@code value}; 22003 when a long cannot hold it. */
    static long toLong(BigDecimal value, PgType type, Class<?> target) throws SQLException {
        if ((long) value.precision() - value.scale() > MAX_LONG_DIGITS) {
            throw TypeErrors.outOfRange(type, target, "BigDecimal");
        }
        if (value.scale() == 0 && value.precision() < MAX_LONG_DIGITS) {
            return value.longValue();
        }
        // A scale of thousands cannot make a large number here, only a long row of zeros after the point.
        BigInteger whole = (long) value.precision() - value.scale() <= 0 ? BigInteger.ZERO : value.toBigInteger();
        if (whole.compareTo(LONG_MIN) < 0 || whole.compareTo(LONG_MAX) > 0) {
            throw TypeErrors.outOfRange(type, target, "BigDecimal");
        }
        return whole.longValue();
    }

    static boolean toBoolean(long value, PgType type) throws SQLException {
        if (value != 0 && value != 1) {
            throw notABoolean(type);
        }
        return value == 1;
    }

    static boolean toBoolean(double value, PgType type) throws SQLException {
        if (value != 0 && value != 1) {
            throw notABoolean(type);
        }
        return value == 1;
    }

    static boolean toBoolean(BigDecimal value, PgType type) throws SQLException {
        if (value.signum() != 0 && value.compareTo(BigDecimal.ONE) != 0) {
            throw notABoolean(type);
        }
        return value.signum() != 0;
    }

    private static SQLException notABoolean(PgType type) {
        return TypeErrors.noReading(type, boolean.class, "a number, since the value is neither 0 nor 1");
    }

    /** A Java value as a whole number for a parameter whose type holds {@code min} to {@code max}; 22003, 42846. */
    static long whole(Object value, PgType type, long min, long max, String classes) throws SQLException {
        long result;
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            result = ((Number) value).longValue();
        } else if (value instanceof Boolean bool) {
            result = bool ? 1 : 0;
        } else if (value instanceof BigInteger big) {
            if (big.bitLength() > 63) {
                throw tooLarge(value, type, min, max);
            }
            result = big.longValue();
        } else if (value instanceof BigDecimal decimal) {
            result = toLong(decimal, type, Long.class);
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || number >= 0x1p63 || number < -0x1p63) {
                throw tooLarge(value, type, min, max);
            }
            result = (long) number;
        } else if (value instanceof AtomicInteger || value instanceof AtomicLong) {
            result = ((Number) value).longValue();
        } else {
            throw TypeErrors.noWriting(type, value, classes);
        }
        if (result < min || result > max) {
            throw tooLarge(value, type, min, max);
        }
        return result;
    }

    private static SQLException tooLarge(Object value, PgType type, long min, long max) {
        return TypeErrors.tooLarge(type, value, min + " to " + max);
    }

    /** True for the classes that {@link #whole} takes. */
    static boolean isWholeInput(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    /** The whole part of a number in text; spaces around it, a fraction and an exponent are allowed. */
    static long parseLong(byte[] bytes, int offset, int length, PgType type, Class<?> target) throws SQLException {
        if (isPlainWhole(bytes, offset, length)) {
            return AsciiNumber.parseLong(bytes, offset, length);
        }
        String text = number(bytes, offset, length, type);
        if (isSpecial(text)) {
            throw TypeErrors.outOfRange(type, target, "double, which can hold NaN and infinity");
        }
        return toLong(decimal(text, length, type), type, target);
    }

    /** A number in text as {@code target}, which is a class of whole numbers; 22003 when it has a fraction. */
    static Object parseWhole(byte[] bytes, int offset, int length, PgType type, Class<?> target) throws SQLException {
        return isPlainWhole(bytes, offset, length)
                ? ofLong(AsciiNumber.parseLong(bytes, offset, length), type, target)
                : ofDecimal(parseDecimal(bytes, offset, length, type, target), type, target);
    }

    /** True for an optional minus sign and 1 to 18 digits. */
    private static boolean isPlainWhole(byte[] bytes, int offset, int length) {
        int i = length > 0 && bytes[offset] == '-' ? 1 : 0;
        if (length == i || length - i > 18) {
            return false;
        }
        for (; i < length; i++) {
            if (bytes[offset + i] < '0' || bytes[offset + i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** A number in text, also {@code NaN}, {@code Infinity} and {@code -Infinity}. */
    static double parseDouble(byte[] bytes, int offset, int length, PgType type) throws SQLException {
        // Up to 15 digits over a power of ten that is exact divide to the nearest double, so nothing need be allocated.
        long digits = 0;
        int count = 0;
        int point = -1;
        int end = offset + length;
        int i = offset;
        boolean negative = length > 0 && bytes[i] == '-';
        if (negative) {
            i++;
        }
        for (; i < end; i++) {
            int c = bytes[i];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                if (++count > EXACT_DOUBLE_DIGITS) {
                    break;
                }
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                break;
            }
        }
        if (i == end && count > 0) {
            double value = point < 0 ? digits : digits / EXACT_POWERS[end - point - 1];
            return negative ? -value : value;
        }
        String text = number(bytes, offset, length, type);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw TypeErrors.badText(type, length, "a number");
        }
    }

    static float parseFloat(byte[] bytes, int offset, int length, PgType type) throws SQLException {
        String text = number(bytes, offset, length, type);
        try {
            float value = Float.parseFloat(text);
            if (Float.isInfinite(value) && !isSpecial(text)) {
                throw TypeErrors.outOfRange(type, float.class, "double");
            }
            return value;
        } catch (NumberFormatException e) {
            throw TypeErrors.badText(type, length, "a number");
        }
    }

    /** A finite number in text; 22003 for {@code NaN} and the infinities. */
    static BigDecimal parseDecimal(byte[] bytes, int offset, int length, PgType type, Class<?> target)
            throws SQLException {
        // 18 digits always fit in a long.
        long digits = 0;
        int count = 0;
        int point = -1;
        int end = offset + length;
        int i = offset;
        boolean negative = length > 0 && bytes[i] == '-';
        if (negative) {
            i++;
        }
        for (; i < end; i++) {
            int c = bytes[i];
            if (c >= '0' && c <= '9') {
                if (++count > 18) {
                    break;
                }
                digits = digits * 10 + (c - '0');
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                break;
            }
        }
        if (i == end && count > 0) {
            return BigDecimal.valueOf(negative ? -digits : digits, point < 0 ? 0 : end - point - 1);
        }
        String text = number(bytes, offset, length, type);
        if (isSpecial(text)) {
            throw TypeErrors.outOfRange(type, target, "Double, which can hold NaN and infinity");
        }
        BigDecimal value = decimal(text, length, type);
        if ((long) value.precision() - value.scale() > MAX_DIGITS || value.scale() > MAX_DIGITS) {
            // A short text with an exponent could become digits without end.
            throw TypeErrors.outOfRange(type, target, "a number of up to " + MAX_DIGITS + " digits");
        }
        return value;
    }

    /** True for {@code NaN}, {@code Infinity}, {@code -Infinity} as the server writes them. */
    static boolean isSpecial(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    private static BigDecimal decimal(String text, int length, PgType type) throws SQLException {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw TypeErrors.badText(type, length, "a number");
        }
    }

    /** The text without spaces around it; 22018 for what can be no number, before it is turned into a long string. */
    private static String number(byte[] bytes, int offset, int length, PgType type) throws SQLException {
        int start = offset;
        int end = offset + length;
        while (start < end && (bytes[start] & 0xff) <= ' ') {
            start++;
        }
        while (end > start && (bytes[end - 1] & 0xff) <= ' ') {
            end--;
        }
        if (start == end || bytes[end - 1] > '9' && bytes[end - 1] != 'N' && bytes[end - 1] != 'y') {
            throw TypeErrors.badText(type, length, "a number");
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Rounds for {@code setObject} with a scale: half up, as JDBC drivers do. */
    static BigDecimal atScale(BigDecimal value, int scale) {
        return value.scale() == scale ? value : value.setScale(scale, RoundingMode.HALF_UP);
    }
}
