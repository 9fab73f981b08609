package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NumericCodecTest {
    private static void assertState(String state, Executable action) {
        SQLException e = assertThrows(SQLException.class, action);
        assertEquals(state, e.getSQLState(), e.getMessage());
    }

    private static BigDecimal randomDecimal(Random random) {
        BigInteger unscaled = switch (random.nextInt(4)) {
            case 0 -> BigInteger.valueOf(random.nextInt(100_000) - 50_000);
            case 1 -> BigInteger.valueOf(random.nextLong() >> random.nextInt(64));
            case 2 -> new BigInteger(random.nextInt(400) + 1, random).negate();
            default ->
                BigInteger.TEN.pow(random.nextInt(40)).multiply(BigInteger.valueOf(random.nextInt(2_000) - 1_000));
        };
        return new BigDecimal(unscaled, random.nextInt(45));
    }

    @Test
    void randomDecimalsSurviveBothFormats() throws SQLException {
        Random random = new Random(4);
        PgType type = Values.type("numeric");
        for (int i = 0; i < 10_000; i++) {
            BigDecimal value = randomDecimal(random);
            byte[] binary = Values.encode("numeric", value, Format.BINARY);
            byte[] text = Values.encode("numeric", value, Format.TEXT);

            assertEquals(value, Values.decode("numeric", Format.BINARY, binary));
            assertEquals(value, Values.decode("numeric", Format.TEXT, text));
            assertEquals(value.toPlainString(), Values.string(type, Format.BINARY, binary, Values.UTC));
            assertEquals(value.toPlainString(), new String(text, StandardCharsets.US_ASCII));
            assertEquals(value.doubleValue(), Values.as("numeric", Format.BINARY, binary, Double.class));
            assertEquals(value.doubleValue(), Values.as("numeric", Format.TEXT, text, Double.class));
            if (value.stripTrailingZeros().scale() <= 0) {
                assertEquals(value.toBigInteger(), Values.as("numeric", Format.BINARY, binary, BigInteger.class));
            }
        }
    }

    @Test
    void wholePartsAreThoseOfBigDecimal() throws SQLException {
        Random random = new Random(5);
        PgType type = Values.type("numeric");
        for (int i = 0; i < 10_000; i++) {
            BigDecimal value = randomDecimal(random);
            byte[] binary = Values.encode("numeric", value, Format.BINARY);
            BigInteger whole = value.setScale(0, RoundingMode.DOWN).toBigInteger();
            if (whole.bitLength() <= 63) {
                assertEquals(
                        whole.longValue(),
                        type.codec().decodeLong(binary, 0, binary.length, Format.BINARY, type, Values.UTC));
            } else {
                assertState(
                        "22003",
                        () -> type.codec().decodeLong(binary, 0, binary.length, Format.BINARY, type, Values.UTC));
            }
        }
    }

    @Test
    void longestNumbersOfTheServerAreRead() throws SQLException {
        String longest = "9".repeat(131_072) + "." + "9".repeat(16_383);
        BigDecimal value = new BigDecimal(longest);

        byte[] binary = Values.encode("numeric", value, Format.BINARY);

        assertEquals(value, Values.decode("numeric", Format.BINARY, binary));
        assertEquals(longest, Values.string(Values.type("numeric"), Format.BINARY, binary, Values.UTC));
    }

    @Test
    void whatTheServerCannotHoldIsRefusedBeforeItFillsTheMemory() {
        assertState("22003", () -> Values.encode("numeric", new BigDecimal("1E+2000000000"), Format.BINARY));
        assertState("22003", () -> Values.encode("numeric", new BigDecimal("1E-16384"), Format.TEXT));
        assertState("22003", () -> Values.encode("numeric", BigDecimal.TEN.pow(131_072), Format.BINARY));
        SQLException e = assertThrows(
                SQLException.class, () -> Values.encode("numeric", new BigDecimal("1E-20000"), Format.BINARY));
        assertTrue(e.getMessage().contains("16383"), e.getMessage());
    }

    @Test
    void negativeScaleIsWrittenOut() throws SQLException {
        assertEquals("12000", Values.sent("numeric", new BigDecimal("1.2E+4")));
        assertEquals("0", Values.sent("numeric", new BigDecimal("0E+1000000")));
    }

    @Test
    void nanAndInfinitiesAreDoubles() throws SQLException {
        assertEquals(Double.NaN, Values.as("numeric", "NaN", Object.class));
        assertEquals("NaN", Values.sent("numeric", Double.NaN));
        assertEquals("-Infinity", Values.sent("numeric", Float.NEGATIVE_INFINITY));
        assertEquals(Double.POSITIVE_INFINITY, Values.as("numeric", "Infinity", Double.class));
        assertState("22003", () -> Values.as("numeric", "NaN", BigDecimal.class));
        assertState("22003", () -> Values.as("numeric", "Infinity", Long.class));
    }

    @Test
    void doublesAreSentByTheirDigits() throws SQLException {
        assertEquals("0.1", Values.sent("numeric", 0.1));
        assertEquals("0.1", Values.sent("numeric", 0.1f));
        assertEquals("100000000000000000000", Values.sent("numeric", 1e20));
        assertEquals("-9223372036854775808", Values.sent("numeric", Long.MIN_VALUE));
        assertEquals("12345678901234567890", Values.sent("numeric", new BigInteger("12345678901234567890")));
    }

    @Test
    void digitsBeyondTheDisplayScaleAreCutOff() throws SQLException {
        // 1.2345 with a display scale of 2.
        byte[] binary = HexFormat.of().parseHex("0002000000000002" + "0001" + "0929");

        assertEquals(new BigDecimal("1.23"), Values.decode("numeric", Format.BINARY, binary));
        assertEquals("1.23", Values.string(Values.type("numeric"), Format.BINARY, binary, Values.UTC));
    }

    @Test
    void impossibleBinaryIsMalformed() {
        String[] impossible = {
            "",
            "00",
            "0001000000000000",
            "0001000000000000270f00",
            "0001000000000000" + "2710",
            "0000000012340000",
            "0000000000004000",
            "ffff000000000000"
        };
        for (String hex : impossible) {
            assertState(
                    "22P03",
                    () -> Values.decode("numeric", Format.BINARY, HexFormat.of().parseHex(hex)));
        }
    }

    @Test
    void hugeWeightWithoutDigitsAllocatesLittle() throws SQLException {
        byte[] zero = HexFormat.of().parseHex("00007fff00000000");

        assertEquals(BigDecimal.ZERO, Values.decode("numeric", Format.BINARY, zero));
        assertEquals("0", Values.string(Values.type("numeric"), Format.BINARY, zero, Values.UTC));
    }
}
