package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** bool, int2, int4, int8, oid, xid8, float4 and float8, read and written as the classes of numbers. */
class NumberCodecsTest {
    private static void assertState(String state, Executable action) {
        SQLException e = assertThrows(SQLException.class, action);
        assertEquals(state, e.getSQLState(), e.getMessage());
    }

    private static int intOf(String type, String text) throws SQLException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Values.type(type).codec().decodeInt(bytes, 0, bytes.length, Format.TEXT, Values.type(type), Values.UTC);
    }

    private static double doubleOf(String type, String text) throws SQLException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Values.type(type)
                .codec()
                .decodeDouble(bytes, 0, bytes.length, Format.TEXT, Values.type(type), Values.UTC);
    }

    private static boolean booleanOf(String type, String text) throws SQLException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Values.type(type)
                .codec()
                .decodeBoolean(bytes, 0, bytes.length, Format.TEXT, Values.type(type), Values.UTC);
    }

    @Test
    void wholeNumbersWidenAndNarrow() throws SQLException {
        assertEquals(5L, Values.as("int4", "5", Long.class));
        assertEquals(5, Values.as("int8", "5", Integer.class));
        assertEquals((short) -5, Values.as("int8", "-5", Short.class));
        assertEquals((byte) 127, Values.as("int4", "127", Byte.class));
        assertEquals(BigInteger.valueOf(Long.MIN_VALUE), Values.as("int8", "-9223372036854775808", BigInteger.class));
        assertEquals(new BigDecimal("7"), Values.as("int2", "7", BigDecimal.class));
        assertEquals(7.0, Values.as("int2", "7", Double.class));
        assertEquals(7.0f, Values.as("int2", "7", Float.class));
        assertEquals(true, Values.as("int4", "1", Boolean.class));
        assertEquals(7, Values.as("int4", "7", Number.class));
    }

    @Test
    void narrowingOutOfRangeFailsAndNamesTypeAndClass() {
        SQLException e = assertThrows(SQLException.class, () -> Values.as("int8", "2147483648", Integer.class));

        assertEquals("22003", e.getSQLState());
        assertTrue(e.getMessage().contains("int8") && e.getMessage().contains("java.lang.Integer"), e.getMessage());
        assertFalse(e.getMessage().contains("2147483648"), "values stay out of messages");
        assertState("22003", () -> Values.as("int4", "128", Byte.class));
        assertState("22003", () -> intOf("int8", "-2147483649"));
        assertState("22003", () -> intOf("oid", "4294967295"));
    }

    @Test
    void binaryOfAnotherLengthIsMalformed() {
        for (String type : new String[] {"int2", "int4", "int8", "oid", "xid8", "float4", "float8", "bool"}) {
            assertState("22P03", () -> Values.decode(type, Format.BINARY, new byte[3]));
            assertState("22P03", () -> Values.string(Values.type(type), Format.BINARY, new byte[0], Values.UTC));
        }
        assertState("22P03", () -> Values.decode("bool", Format.BINARY, new byte[] {2}));
    }

    @Test
    void oidAndXidAreUnsigned() throws SQLException {
        byte[] ones = {-1, -1, -1, -1};

        assertEquals(4294967295L, Values.decode("oid", Format.BINARY, ones));
        assertEquals("4294967295", Values.decode("xid", Format.BINARY, ones).toString());
        assertArrayEquals(ones, Values.encode("oid", 4294967295L, Format.BINARY));
        assertState("22003", () -> Values.encode("oid", -1, Format.BINARY));
    }

    @Test
    void xid8BeyondLongIsReadAsBigInteger() throws SQLException {
        byte[] ones = {-1, -1, -1, -1, -1, -1, -1, -1};
        BigInteger max = new BigInteger("18446744073709551615");

        assertEquals(max, Values.as("xid8", Format.BINARY, ones, BigInteger.class));
        assertEquals(max, Values.as("xid8", "18446744073709551615", BigInteger.class));
        assertState("22003", () -> Values.as("xid8", Format.BINARY, ones, Long.class));
        assertEquals("18446744073709551615", Values.sent("xid8", max));
    }

    @Test
    void fractionsAreCutOffInWholeReadings() throws SQLException {
        assertEquals(1, intOf("text", "1.9"));
        assertEquals(-1, intOf("varchar", " -1.9 "));
        assertEquals(1, intOf("float8", "1.9"));
        assertEquals(1200, intOf("text", "1.2e3"));
        assertEquals(0, intOf("text", "1e-400"));
        assertState("22003", () -> intOf("text", "1e400"));
        assertState("22003", () -> intOf("text", "1e999999999"));
        assertState("22018", () -> intOf("text", "abc"));
        assertState("22018", () -> intOf("text", ""));
        assertState("22018", () -> intOf("text", "1x"));
    }

    @Test
    void nanIsNoWholeNumber() {
        assertState("22003", () -> intOf("float8", "NaN"));
        assertState("22003", () -> intOf("float8", "Infinity"));
        assertState("22003", () -> intOf("float8", "1e19"));
        assertState("22003", () -> Values.as("float8", "NaN", BigDecimal.class));
    }

    @Test
    void booleansOfTextAndNumbers() throws SQLException {
        for (String yes : new String[] {"t", "TRUE", "y", "Yes", "on", "1", "1.0"}) {
            assertTrue(booleanOf("text", yes), yes);
        }
        for (String no : new String[] {"f", "False", "N", "no", "OFF", "0", "0.0"}) {
            assertFalse(booleanOf("text", no), no);
        }
        assertTrue(booleanOf("int4", "1"));
        assertFalse(booleanOf("float8", "0"));
        assertState("42846", () -> booleanOf("int4", "2"));
        assertState("42846", () -> booleanOf("text", "maybe"));
    }

    @Test
    void boolIsOneOrZeroAsNumber() throws SQLException {
        assertEquals(1, intOf("bool", "t"));
        assertEquals(0L, Values.as("bool", "f", Long.class));
        assertEquals("t", Values.sent("bool", 1));
        assertEquals("f", Values.sent("bool", new BigDecimal("0")));
        assertState("22003", () -> Values.encode("bool", 2, Format.BINARY));
    }

    @Test
    void everyNumberCanBeSentAsWholeNumberInRange() throws SQLException {
        Object[] fives = {
            5, 5L, (short) 5, (byte) 5, 5.0, 5.9f, new BigDecimal("5.5"), BigInteger.valueOf(5), new AtomicLong(5)
        };
        for (Object five : fives) {
            assertEquals("5", Values.sent("int2", five));
            assertEquals("5", Values.sent("int8", five));
            assertEquals("5", Values.text("int4", five));
        }
        assertEquals("1", Values.sent("int4", true));
        assertState("22003", () -> Values.encode("int2", 32768, Format.BINARY));
        assertState("22003", () -> Values.encode("int4", Double.NaN, Format.BINARY));
        assertState("22003", () -> Values.encode("int8", new BigDecimal("1e19"), Format.BINARY));
        assertState("22003", () -> Values.encode("int8", BigInteger.ONE.shiftLeft(63), Format.BINARY));
        assertState("42846", () -> Values.encode("int4", UUID.randomUUID(), Format.TEXT));
    }

    @Test
    void stringsAreSentAsTheyStand() throws SQLException {
        for (String type :
                new String[] {"int4", "float8", "bool", "numeric", "uuid", "date", "timestamptz", "bytea", "jsonb"}) {
            assertEquals(Format.TEXT, Values.encodeFormat(type, "any"));
            assertEquals("any", Values.text(type, "any"));
            assertEquals("x", Values.text(type, 'x'));
        }
    }

    @Test
    void unknownReadingNamesTypeClassAndWhatToDo() {
        SQLException e = assertThrows(SQLException.class, () -> Values.as("int4", "1", UUID.class));

        assertEquals("42846", e.getSQLState());
        assertTrue(e.getMessage().contains("int4"), e.getMessage());
        assertTrue(e.getMessage().contains("java.util.UUID"), e.getMessage());
        assertTrue(e.getMessage().contains("Integer"), e.getMessage());
    }

    @Test
    void floatsNarrowWithRangeCheck() throws SQLException {
        assertEquals(0.1f, Values.as("float8", "0.1", Float.class));
        assertEquals(new BigDecimal("0.1"), Values.as("float4", "0.1", BigDecimal.class));
        assertEquals(
                new BigDecimal("0.1"),
                Values.as(
                        "float4",
                        Format.BINARY,
                        new byte[] {0x3d, (byte) 0xcc, (byte) 0xcc, (byte) 0xcd},
                        BigDecimal.class));
        assertState("22003", () -> Values.as("float8", "1e300", Float.class));
        assertState("22003", () -> Values.encode("float4", 1e300, Format.BINARY));
        assertEquals("Infinity", Values.sent("float4", Double.POSITIVE_INFINITY));
        assertEquals("-0", Values.sent("float8", -0.0));
        assertEquals("NaN", Values.sent("float4", Float.NaN));
        assertState("22003", () -> Values.encode("float8", new BigDecimal("1e400"), Format.BINARY));
    }

    @Test
    void textOfDoublesIsParsedLikeJavaDoes() throws SQLException {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String text = switch (i % 4) {
                case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                case 1 ->
                    BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(25))
                            .toPlainString();
                case 2 -> Long.toString(random.nextLong() >> random.nextInt(64));
                default -> Float.toString(Float.intBitsToFloat(random.nextInt()));
            };
            assertEquals(Double.parseDouble(text), doubleOf("float8", text), text);
        }
        assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(doubleOf("float8", "-0")));
    }
}
