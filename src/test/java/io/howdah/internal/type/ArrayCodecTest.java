package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgPoint;
import io.howdah.types.PgValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ArrayCodecTest {
    private static void assertState(String state, Executable action) {
        SQLException e = assertThrows(SQLException.class, action);
        assertEquals(state, e.getSQLState(), e.getMessage());
    }

    private static ArrayValue value(String type, String text) throws SQLException {
        return Values.as(type, text, ArrayValue.class);
    }

    private static Class<?> classOf(String type, String text) throws SQLException {
        return value(type, text).toJavaArray().getClass();
    }

    @Test
    void elementsAreOfTheClassesOfPgjdbc() throws SQLException {
        assertEquals(Short[].class, classOf("int2[]", "{1}"));
        assertEquals(Integer[].class, classOf("int4[]", "{1}"));
        assertEquals(Long[].class, classOf("int8[]", "{1}"));
        assertEquals(Long[].class, classOf("oid[]", "{1}"));
        assertEquals(Float[].class, classOf("float4[]", "{1}"));
        assertEquals(Double[].class, classOf("float8[]", "{1}"));
        assertEquals(BigDecimal[].class, classOf("numeric[]", "{1}"));
        assertEquals(Boolean[].class, classOf("bool[]", "{t}"));
        assertEquals(byte[][].class, classOf("bytea[]", "{\"\\\\x01\"}"));
        assertEquals(String[].class, classOf("text[]", "{a}"));
        assertEquals(String[].class, classOf("jsonb[]", "{1}"));
        assertEquals(UUID[].class, classOf("uuid[]", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}"));
        assertEquals(Date[].class, classOf("date[]", "{2024-01-01}"));
        assertEquals(Timestamp[].class, classOf("timestamptz[]", "{2024-01-01 00:00:00+00}"));
        assertEquals(PgPoint[].class, classOf("point[]", "{\"(1,2)\"}"));
        assertEquals(Integer[][].class, classOf("int4[]", "{{1},{2}}"));
        assertEquals(Integer[].class, classOf("int4[]", "{}"));
    }

    @Test
    void nullsAndShapesAreKept() throws SQLException {
        ArrayValue array = value("int4[]", "[1:3][-1:0]={{1,NULL},{3,4},{5,6}}");

        assertArrayEquals(new Integer[][] {{1, null}, {3, 4}, {5, 6}}, (Integer[][]) array.toJavaArray());
        assertArrayEquals(new int[] {3, 2}, array.dimensions());
        assertArrayEquals(new int[] {1, -1}, array.lowerBounds());
        assertEquals("[1:3][-1:0]={{1,NULL},{3,4},{5,6}}", array.toString());
        assertEquals("int4", array.elementType().name());
        assertEquals("_int4", array.type().name());
        assertEquals(3, array.length());
    }

    @Test
    void partsAreCountedFromOne() throws SQLException {
        ArrayValue array = value("int4[]", "[5:8]={1,2,3,4}");

        assertArrayEquals(new Integer[] {2, 3}, (Integer[]) array.toJavaArray(2, 2));
        assertArrayEquals(new Integer[0], (Integer[]) array.toJavaArray(5, 0));
        assertState("2202E", () -> array.toJavaArray(0, 1));
        assertState("2202E", () -> array.toJavaArray(4, 2));
        assertState("2202E", () -> array.toJavaArray(Long.MAX_VALUE, 1));
    }

    @Test
    void arraysAreReadAsTheClassAskedFor() throws SQLException {
        assertArrayEquals(new int[] {1, 2}, Values.as("int4[]", "{1,2}", int[].class));
        assertArrayEquals(new long[] {1, 2}, Values.as("int4[]", "{1,2}", long[].class));
        assertArrayEquals(new short[] {1, 2}, Values.as("int4[]", "{1,2}", short[].class));
        assertArrayEquals(new double[] {1, 2}, Values.as("numeric[]", "{1,2}", double[].class));
        assertArrayEquals(new float[] {1, 2}, Values.as("float8[]", "{1,2}", float[].class));
        assertArrayEquals(new boolean[] {true, false}, Values.as("bool[]", "{t,f}", boolean[].class));
        assertArrayEquals(new char[] {'a'}, Values.as("text[]", "{a}", char[].class));
        assertArrayEquals(new byte[][] {{1}, {2}}, Values.as("int4[]", "{{1},{2}}", byte[][].class));
        assertArrayEquals(new byte[][] {{1}}, Values.as("bytea[]", "{\"\\\\x01\"}", byte[][].class));
        assertArrayEquals(new int[][] {{1}, {2}}, Values.as("int4[]", "{{1},{2}}", int[][].class));
        assertArrayEquals(new Long[] {1L, null}, Values.as("int4[]", "{1,NULL}", Long[].class));
        assertArrayEquals(new String[] {"1", null}, Values.as("int4[]", "{1,NULL}", String[].class));
        assertArrayEquals(new Object[] {1, 2}, Values.as("int4[]", "{1,2}", Object[].class));
        assertArrayEquals(new LocalDate[] {LocalDate.EPOCH}, Values.as("date[]", "{1970-01-01}", LocalDate[].class));
        assertEquals(Arrays.asList(1, null), Values.as("int4[]", "{1,NULL}", List.class));
        assertEquals(List.of(List.of(1), List.of(2)), Values.as("int4[]", "{{1},{2}}", Collection.class));
        assertEquals("{1,2}", Values.as("int4[]", "{1,2}", String.class));
        assertArrayEquals(new int[0][0], Values.as("int4[]", "{}", int[][].class));
        assertInstanceOf(ArrayValue.class, Values.as("int4[]", "{1}", Object.class));
    }

    @Test
    void primitivesInBinaryAreReadAndWrittenWhateverTheirSize() throws SQLException {
        assertPrimitives("int4[]", new int[] {1, -1, Integer.MIN_VALUE});
        assertPrimitives("int8[]", new long[] {1, -1, Long.MIN_VALUE});
        assertPrimitives("int2[]", new short[] {1, -1, Short.MIN_VALUE});
        assertPrimitives("float4[]", new float[] {1.5f, -0f, Float.NaN});
        assertPrimitives("float8[]", new double[] {1.5, -0d, Double.NEGATIVE_INFINITY});
        assertPrimitives("bool[]", new boolean[] {true, false});
    }

    private static void assertPrimitives(String type, Object values) throws SQLException {
        byte[] binary = Values.encode(type, values, Format.BINARY);
        Object read = Values.as(type, Format.BINARY, binary, values.getClass());
        assertTrue(Arrays.deepEquals(new Object[] {values}, new Object[] {read}), type);
        Object[] boxed = Values.as(type, Format.BINARY, binary, Object[].class);
        assertArrayEquals(binary, Values.encode(type, boxed, Format.BINARY));
    }

    @Test
    void primitivesAreReadOfEveryBinaryArrayThatHoldsThem() throws SQLException {
        byte[] withNull = Values.encode("int4[]", new Integer[] {1, null}, Format.BINARY);
        assertState("22004", () -> Values.as("int4[]", Format.BINARY, withNull, int[].class));
        byte[] empty = Values.encode("int4[]", new int[0], Format.BINARY);
        assertArrayEquals(new int[0], Values.as("int4[]", Format.BINARY, empty, int[].class));
        byte[] deep = Values.encode("int4[]", new int[][] {{1}, {2}}, Format.BINARY);
        assertArrayEquals(new int[][] {{1}, {2}}, Values.as("int4[]", Format.BINARY, deep, int[][].class));
        byte[] other = Values.encode("int8[]", new long[] {7}, Format.BINARY);
        assertArrayEquals(new int[] {7}, Values.as("int8[]", Format.BINARY, other, int[].class));
        // Two elements whose lengths are wrong but make up for each other.
        byte[] twisted = HexFormat.of()
                .parseHex("00000001" + "00000000" + "00000017" + "00000002" + "00000001" + "00000003" + "010203"
                        + "00000005" + "0102030405");
        assertState("22P03", () -> Values.as("int4[]", Format.BINARY, twisted, int[].class));
    }

    @Test
    void arrayFromTheServerIsSentBackAsItCame() throws SQLException {
        byte[] binary = HexFormat.of()
                .parseHex("00000001" + "00000000" + "00000017" + "00000001" + "fffffffe" + "00000004" + "00000007");
        Object array = Values.decode("int4[]", Format.BINARY, binary);
        assertEquals(Format.BINARY, Values.encodeFormat("int4[]", array));
        assertArrayEquals(binary, Values.encode("int4[]", array, Format.BINARY));
        assertEquals("[-2:-2]={7}", Values.text("int4[]", array));
        // Of another type's elements only the text fits.
        assertEquals(Format.TEXT, Values.encodeFormat("int8[]", array));
        assertEquals(Format.TEXT, Values.encodeFormat("int4[]", Values.as("int4[]", "{1}", Object.class)));
    }

    @Test
    void whatDoesNotFitFails() {
        assertState("22004", () -> Values.as("int4[]", "{1,NULL}", int[].class));
        assertState("42846", () -> Values.as("int4[]", "{{1}}", int[].class));
        assertState("42846", () -> Values.as("int4[]", "{1}", Integer[][].class));
        assertState("22003", () -> Values.as("int4[]", "{128}", Byte[].class));
        assertState("42846", () -> Values.as("int4[]", "{1}", UUID[].class));
        assertState("42846", () -> Values.as("int4[]", "{1}", Integer.class));
        assertState("42846", () -> value("int4[]", "{1}").as(Integer.class));
    }

    @Test
    void nanInANumericArrayIsADouble() throws SQLException {
        Object[] mixed = (Object[]) value("numeric[]", "{1.5,NaN,NULL}").toJavaArray();

        assertArrayEquals(new Number[] {new BigDecimal("1.5"), Double.NaN, null}, mixed);
    }

    @Test
    void malformedTextIsRefused() {
        String[] malformed = {
            "",
            "{",
            "}",
            "{1",
            "{1,}",
            "{,1}",
            "{1}}",
            "{{1}",
            "x",
            "{\"a}",
            "{\"a\\",
            "[1:2={1,2}",
            "[1:2]{1,2}",
            "[a:b]={1}",
            "[1:1]=",
            "{1}x",
            "{a\"b\"}",
            "{{{{{{{1}}}}}}}",
            "[1:1][1:1]={1}"
        };
        for (String text : malformed) {
            assertState("22018", () -> value("text[]", text));
        }
        assertState("2202E", () -> value("int4[]", "{{1,2},{3}}"));
        assertState("2202E", () -> value("int4[]", "{{1},2}"));
        assertState("2202E", () -> value("int4[]", "{1,{2}}"));
    }

    @Test
    void countsBeyondTheBytesAreRefusedBeforeAnythingIsAllocated() {
        String[] impossible = {
            "00000001" + "00000000" + "00000017" + "7fffffff" + "00000001",
            "00000001" + "00000000" + "00000017" + "ffffffff" + "00000001",
            "00000002" + "00000000" + "00000017" + "00010000" + "00000001" + "00010000" + "00000001",
            "00000006" + "00000000" + "00000017" + "7fffffff00000001".repeat(6),
            "00000007" + "00000000" + "00000017" + "0000000100000001".repeat(7) + "0000000400000001",
            "ffffffff" + "00000000" + "00000017",
            "00000001" + "00000002" + "00000017" + "00000001" + "00000001" + "ffffffff",
            "00000001" + "00000000" + "00000017" + "00000001" + "00000001" + "fffffffe",
            "00000001" + "00000000" + "00000017" + "00000001" + "00000001" + "00000005" + "00000001",
            "00000001" + "00000000" + "00000017" + "00000001" + "00000001" + "00000004" + "00000001" + "00",
            "00000000" + "00000000" + "00000017" + "00"
        };
        for (String hex : impossible) {
            assertState(
                    "22P03",
                    () -> Values.decode("int4[]", Format.BINARY, HexFormat.of().parseHex(hex)));
        }
    }

    @Test
    void elementOfWrongLengthFailsWhenReadAndShowsInToString() throws SQLException {
        String hex = "00000001" + "00000000" + "00000017" + "00000001" + "00000001" + "00000003" + "000001";
        ArrayValue array = (ArrayValue)
                Values.decode("int4[]", Format.BINARY, HexFormat.of().parseHex(hex));

        assertState("22P03", array::toJavaArray);
        assertState("22P03", array::text);
        assertTrue(array.toString().startsWith("malformed _int4"), array.toString());
    }

    @Test
    void decodedArrayOwnsItsBytes() throws SQLException {
        byte[] binary = Values.encode("int4[]", new int[] {1, 2}, Format.BINARY);
        PgType type = Values.type("int4[]");
        ArrayValue array = (ArrayValue) type.codec().decode(binary, 0, binary.length, Format.BINARY, type, Values.UTC);

        Arrays.fill(binary, (byte) 0);

        assertEquals("{1,2}", array.toString());
    }

    @Test
    void javaArraysAreSentInBinary() throws SQLException {
        Object[][] cases = {
            {"int4[]", new int[] {1, 2}, "{1,2}"},
            {"int8[]", new long[] {1}, "{1}"},
            {"int2[]", new short[] {1}, "{1}"},
            {"int8[]", new int[] {1}, "{1}"},
            {"float8[]", new double[] {0.5, Double.NaN}, "{0.5,NaN}"},
            {"float4[]", new float[] {0.5f}, "{0.5}"},
            {"bool[]", new boolean[] {true}, "{t}"},
            {"int4[]", new Integer[] {1, null}, "{1,NULL}"},
            {"int4[]", new int[][] {{1, 2}, {3, 4}}, "{{1,2},{3,4}}"},
            {"int4[]", List.of(List.of(1), List.of(2)), "{{1},{2}}"},
            {
                "text[]",
                new String[] {"a", null, "NULL", "", "a b", "\"\\"},
                "{a,NULL,\"NULL\",\"\",\"a b\",\"\\\"\\\\\"}"
            },
            {"numeric[]", new BigDecimal[] {new BigDecimal("1.50"), null}, "{1.50,NULL}"},
            {"uuid[]", new UUID[] {new UUID(0, 0)}, "{00000000-0000-0000-0000-000000000000}"},
            {"bytea[]", new byte[][] {{1}, null}, "{\"\\\\x01\",NULL}"},
            {"timestamptz[]", new Instant[] {Instant.EPOCH}, "{\"1970-01-01 00:00:00+00\"}"},
            {"date[]", new ArrayList<>(List.of(LocalDate.EPOCH)), "{1970-01-01}"},
            {"int4[]", new Object[] {1, 2L, (short) 3}, "{1,2,3}"},
            {"int4[]", new int[0], "{}"},
            {"int4[]", new int[2][0], "{}"},
            {"int4[]", new Integer[] {null}, "{NULL}"},
            {"int2[]", new byte[] {1, 2}, "{1,2}"}
        };
        for (Object[] row : cases) {
            String type = (String) row[0];
            assertEquals(Format.BINARY, Values.encodeFormat(type, row[1]), (String) row[2]);
            assertEquals(row[2], Values.sent(type, row[1]));
            assertEquals(row[2], Values.text(type, row[1]));
        }
    }

    @Test
    void elementsThatNeedTheServersJudgementMakeATextArray() throws SQLException {
        assertEquals(Format.TEXT, Values.encodeFormat("int4[]", new String[] {"1"}));
        assertEquals("{1,NULL}", Values.sent("int4[]", new String[] {"1", null}));
        assertEquals("{\"{\\\"a\\\": 1}\"}", Values.sent("jsonb[]", new String[] {"{\"a\": 1}"}));
        assertEquals("{\"(1,2)\"}", Values.sent("point[]", new PgValue[] {new PgValue("point", "(1,2)")}));
        assertEquals("{(1,2),(0,0);(3,4),(0,0)}", Values.sent("box[]", new String[] {"(1,2),(0,0)", "(3,4),(0,0)"}));
        assertEquals("{1,2}", Values.sent("int4[]", "{1,2}"));
    }

    @Test
    void decodedArrayCanBeSentAgain() throws SQLException {
        assertEquals("[2:3]={1,NULL}", Values.sent("int4[]", value("int4[]", "[2:3]={1,NULL}")));
    }

    @Test
    void raggedAndTooDeepArraysAreRefused() {
        assertState("2202E", () -> Values.sent("int4[]", new int[][] {{1, 2}, {3}}));
        assertState("2202E", () -> Values.sent("int4[]", new int[][] {{1}, null}));
        assertState("2202E", () -> Values.sent("int4[]", new int[][] {{}, {1}}));
        assertState("2202E", () -> Values.text("int4[]", new Object[] {1, new int[] {2}}));
        assertState("2202E", () -> Values.sent("int4[]", new Object[] {new int[] {2}, 1}));
        assertState("54000", () -> Values.sent("int4[]", new int[1][1][1][1][1][1][1]));
        assertState("42846", () -> Values.sent("int4[]", 1));
        assertState("22003", () -> Values.sent("int2[]", new int[] {40_000}));
        assertState("42846", () -> Values.sent("int4[]", new Object[] {LocalDate.EPOCH}));
    }

    @Test
    void boxesAreSeparatedBySemicolons() throws SQLException {
        Object[] boxes = (Object[]) value("box[]", "{(1,2),(0,0);(3,4),(0,0)}").toJavaArray();

        assertEquals("(1,2),(0,0)", boxes[0].toString());
        assertEquals("(3,4),(0,0)", boxes[1].toString());
    }

    @Test
    void domainOverAnArrayIsReadAsTheArray() throws SQLException {
        TypeRegistry types = new TypeRegistry();
        PgType domain = types.describe(70_000, "public", "ids", PgType.Form.DOMAIN, Oids.INT4_ARRAY, 0, ',');
        types.learn(domain);
        CodecContext context = new CodecContext(types, null, 0);
        byte[] binary = Values.encode(domain, new int[] {1, 2}, Format.BINARY, context);

        assertArrayEquals(new int[] {1, 2}, Values.as(domain, Format.BINARY, binary, context, int[].class));
        assertEquals("{1,2}", Values.string(domain, Format.BINARY, binary, context));
    }

    @Test
    void randomTextArraysSurviveBothFormats() throws SQLException {
        Random random = new Random(11);
        String alphabet = "a\"\\{},;' \t\nNULl😀é";
        for (int i = 0; i < 2_000; i++) {
            String[][] expected = new String[1 + random.nextInt(3)][1 + random.nextInt(3)];
            for (String[] row : expected) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = random.nextInt(6) == 0 ? null : randomString(random, alphabet);
                }
            }
            byte[] text = Values.encode("text[]", expected, Format.TEXT);
            byte[] binary = Values.encode("text[]", expected, Format.BINARY);

            assertArrayEquals(expected, Values.as("text[]", Format.TEXT, text, String[][].class));
            assertArrayEquals(expected, Values.as("text[]", Format.BINARY, binary, String[][].class));
            assertEquals(
                    new String(text, StandardCharsets.UTF_8),
                    Values.string(Values.type("text[]"), Format.BINARY, binary, Values.UTC));
        }
    }

    private static String randomString(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        int[] codePoints = alphabet.codePoints().toArray();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.toString();
    }

    @Test
    void unspecifiedArraysAreWrittenAsText() throws SQLException {
        ByteSink out = new ByteSink(16);
        PgType type = TypeRegistry.UNSPECIFIED;

        type.codec().encode(new Object[] {"a b", 1, null}, Format.TEXT, type, out, Values.UTC);

        assertEquals("{\"a b\",1,NULL}", new String(out.toByteArray(), StandardCharsets.UTF_8));
        assertNull(Values.TYPES.arrayOf(type));
    }

    @Test
    void textOfACreatedArrayIsItsLiteral() throws SQLException {
        assertEquals("{1,NULL}", ArrayCodec.text(new Object[] {1, null}, Values.type("int4[]"), Values.UTC));
    }
}
