package io.howdah.internal.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatTextTest {
    @Test
    void printsAsTheServerDoes() {
        // From PostgreSQL 18; golden-values.tsv has more.
        assertEquals("9.999999999999999e+22", FloatText.of(1e23), "1e23 lies on the border to the next double");
        assertEquals("5e-324", FloatText.of(Double.MIN_VALUE));
        assertEquals("100000000000000", FloatText.of(1e14));
        assertEquals("1e+15", FloatText.of(1e15));
        assertEquals("0.0001", FloatText.of(0.0001));
        assertEquals("1e-05", FloatText.of(0.00001));
        assertEquals("1.234567e+06", FloatText.of(1234567f));
        assertEquals("-0", FloatText.of(-0.0));
        assertEquals("0.1", FloatText.of(0.1f));
        assertEquals("1.7976931348623157e+308", FloatText.of(Double.MAX_VALUE));
    }

    @Test
    void randomDoublesReadBackAndNoShorterTextDoes() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            double value = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(1_000_000) / 100.0;
                default -> (random.nextLong() >> random.nextInt(64)) * Math.pow(10, random.nextInt(20) - 10);
            };
            if (Double.isFinite(value)) {
                String text = FloatText.of(value);
                assertEquals(value, Double.parseDouble(text), text);
                assertNoShorter(value, text, Math.ulp(value));
            }
        }
    }

    @Test
    void randomFloatsReadBackAndNoShorterTextDoes() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            float value = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : random.nextInt(100_000) / 100f;
            if (Float.isFinite(value)) {
                String text = FloatText.of(value);
                assertEquals(value, Float.parseFloat(text), text);
                if (value != 0) {
                    BigDecimal shorter = shorter(new BigDecimal(value), text);
                    assertTrue(
                            shorter == null
                                    || shorter.floatValue() != value
                                    || isBorder(shorter, new BigDecimal(value), Math.ulp(value)),
                            () -> text + " or " + shorter);
                }
            }
        }
    }

    private static void assertNoShorter(double value, String text, double ulp) {
        if (value != 0) {
            BigDecimal shorter = shorter(new BigDecimal(value), text);
            assertTrue(
                    shorter == null || shorter.doubleValue() != value || isBorder(shorter, new BigDecimal(value), ulp),
                    () -> text + " or " + shorter);
        }
    }

    /** The value with one digit less than the text; null for a single digit. */
    private static BigDecimal shorter(BigDecimal exact, String text) {
        int digits = new BigDecimal(text).stripTrailingZeros().precision();
        return digits == 1 ? null : exact.round(new MathContext(digits - 1, RoundingMode.HALF_EVEN));
    }

    /** The server does not use the midpoint between two neighbours, although it rounds to the even one. */
    private static boolean isBorder(BigDecimal decimal, BigDecimal exact, double ulp) {
        BigDecimal distance = decimal.subtract(exact).abs().multiply(BigDecimal.valueOf(2));
        return distance.compareTo(new BigDecimal(ulp)) == 0;
    }
}
