package io.howdah.internal.util;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The text of float4 and float8 as PostgreSQL 12 and later print it: the shortest digits that lie strictly between the neighbours' midpoints
 * (so {@code 1e23} prints as {@code 9.999999999999999e+22}, unlike in Java), in positional notation for exponents from -4 up to the digits the
 * type surely holds (14, or 5 for float4), else as {@code d.ddde+XX}. Stateless.
 */
public final class FloatText {
    private static final int DOUBLE_DIGITS = 15;
    private static final int FLOAT_DIGITS = 6;

    /** Below these, fewer digits than usual identify a value: every length must be tried. */
    private static final double SMALLEST_NORMAL_DOUBLE = 0x1p-1022;

    private static final float SMALLEST_NORMAL_FLOAT = 0x1p-126f;

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private FloatText() {}

    /** The text of a float8. */
    public static String of(double value) {
        String special = special(value);
        if (special != null) {
            return special;
        }
        double magnitude = Math.abs(value);
        boolean negative = value < 0;
        // A decimal of up to 15 digits that divides back to the value is the only one of that length, hence the
        // shortest.
        for (int scale = 0; scale < POWERS.length && magnitude < 1e6; scale++) {
            long digits = Math.round(magnitude * POWERS[scale]);
            if ((double) digits / POWERS[scale] == magnitude) {
                return layOut(negative, digits, scale, DOUBLE_DIGITS);
            }
        }
        BigDecimal exact = new BigDecimal(magnitude);
        BigDecimal low = exact.add(new BigDecimal(Math.nextDown(magnitude))).divide(BigDecimal.valueOf(2));
        double next = Math.nextUp(magnitude);
        BigDecimal high = Double.isInfinite(next)
                ? exact.add(exact.subtract(low))
                : exact.add(new BigDecimal(next)).divide(BigDecimal.valueOf(2));
        int fewest = magnitude < SMALLEST_NORMAL_DOUBLE ? 1 : DOUBLE_DIGITS;
        return layOut(negative, shortest(exact, low, high, fewest), DOUBLE_DIGITS);
    }

    /** The text of a float4. */
    public static String of(float value) {
        String special = special(value);
        if (special != null) {
            return special;
        }
        float magnitude = Math.abs(value);
        boolean negative = value < 0;
        for (int scale = 0; scale < 6 && magnitude < 1e3f; scale++) {
            long digits = Math.round((double) magnitude * POWERS[scale]);
            // Six digits over an exact power of ten divide to the nearest float.
            if (digits < 1_000_000 && (float) digits / (float) POWERS[scale] == magnitude) {
                return layOut(negative, digits, scale, FLOAT_DIGITS);
            }
        }
        BigDecimal exact = new BigDecimal(magnitude);
        BigDecimal low = exact.add(new BigDecimal(Math.nextDown(magnitude))).divide(BigDecimal.valueOf(2));
        float next = Math.nextUp(magnitude);
        BigDecimal high = Float.isInfinite(next)
                ? exact.add(exact.subtract(low))
                : exact.add(new BigDecimal(next)).divide(BigDecimal.valueOf(2));
        int fewest = magnitude < SMALLEST_NORMAL_FLOAT ? 1 : FLOAT_DIGITS;
        return layOut(negative, shortest(exact, low, high, fewest), FLOAT_DIGITS);
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return Double.doubleToRawLongBits(value) == 0 ? "0" : "-0";
        }
        return null;
    }

    /** The decimal with the fewest digits, at least {@code fewest}, strictly between low and high; of several the nearest to exact. */
    private static BigDecimal shortest(BigDecimal exact, BigDecimal low, BigDecimal high, int fewest) {
        for (int digits = fewest; ; digits++) {
            BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean downFits = down.compareTo(low) > 0;
            boolean upFits = up.compareTo(high) < 0;
            if (downFits && upFits) {
                int nearer = exact.subtract(down).compareTo(up.subtract(exact));
                if (nearer == 0) {
                    return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
                }
                return nearer < 0 ? down : up;
            }
            if (downFits || upFits) {
                return downFits ? down : up;
            }
        }
    }

    private static String layOut(boolean negative, BigDecimal value, int typeDigits) {
        BigDecimal stripped = value.stripTrailingZeros();
        return layOut(negative, stripped.unscaledValue().longValue(), stripped.scale(), typeDigits);
    }

    /** Prints {@code unscaled / 10^scale}, which is above 0, with {@code typeDigits} deciding where exponents begin. */
    private static String layOut(boolean negative, long unscaled, int scale, int typeDigits) {
        long digits = unscaled;
        int fraction = scale;
        while (digits % 10 == 0) {
            digits /= 10;
            fraction--;
        }
        String text = Long.toString(digits);
        int exponent = text.length() - 1 - fraction;
        StringBuilder out = new StringBuilder(24);
        if (negative) {
            out.append('-');
        }
        if (exponent < -4 || exponent >= typeDigits) {
            out.append(text.charAt(0));
            if (text.length() > 1) {
                out.append('.').append(text, 1, text.length());
            }
            out.append('e').append(exponent < 0 ? '-' : '+');
            int magnitude = Math.abs(exponent);
            if (magnitude < 10) {
                out.append('0');
            }
            out.append(magnitude);
        } else if (exponent < 0) {
            out.append("0.").append("000", 0, -exponent - 1).append(text);
        } else if (fraction > 0) {
            out.append(text, 0, exponent + 1).append('.').append(text, exponent + 1, text.length());
        } else {
            out.append(text);
            for (int i = fraction; i < 0; i++) {
                out.append('0');
            }
        }
        return out.toString();
    }
}
