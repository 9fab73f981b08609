package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.types.PgMultirange;
import io.howdah.types.PgRange;
import io.howdah.types.PgValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges and multiranges in both formats. */
class RangeCodecsTest {
    private static void assertState(String sqlState, Executable call) {
        assertEquals(sqlState, assertThrows(SQLException.class, call).getSQLState());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int4range|[1,5)",
                "int4range|empty",
                "int8range|[,9000000000)",
                "numrange|(1.50,NaN]",
                "daterange|[2024-01-31,infinity)",
                "tsrange|[\"2024-01-31 10:00:00\",\"2024-01-31 11:00:00.5\"]",
                "tstzrange|(\"2024-01-31 10:00:00+00\",)",
                "int4multirange|{}",
                "int4multirange|{[1,5),[7,)}",
                "tstzmultirange|{[\"2024-01-31 10:00:00+00\",)}"
            })
    void textAndBinaryAreOneValue(String typeName, String text) throws SQLException {
        PgType type = Values.type(typeName);
        String server = text.startsWith("[,") ? "(" + text.substring(1) : text;
        Object value = Values.as(typeName, server, Object.class);
        assertEquals(server, value.toString());
        assertEquals(Format.BINARY, Values.encodeFormat(typeName, value));

        byte[] binary = Values.encode(typeName, value, Format.BINARY);

        assertEquals(value, Values.decode(typeName, Format.BINARY, binary));
        assertEquals(server, Values.decode(typeName, Format.BINARY, binary).toString());
        assertEquals(server, Values.string(type, Format.BINARY, binary, Values.UTC));
        assertEquals(server, Values.text(typeName, value));
        assertEquals(new PgValue(typeName, server), Values.as(typeName, Format.BINARY, binary, PgValue.class));
    }

    @Test
    void boundsAreOfTheClassesOfJavaTime() throws SQLException {
        assertEquals(PgRange.of(1, 5), Values.as("int4range", "[1,5)", PgRange.class));
        assertEquals(PgRange.of(1L, 5L), Values.as("int8range", "[1,5)", PgRange.class));
        assertEquals(
                PgRange.of(new BigDecimal("1.0"), true, BigDecimal.TEN, true),
                Values.as("numrange", "[1.0,10]", PgRange.class));
        assertEquals(
                PgRange.of(LocalDate.parse("2024-01-01"), LocalDate.MAX),
                Values.as("daterange", "[2024-01-01,infinity)", PgRange.class));
        assertEquals(
                PgRange.of(LocalDateTime.parse("2024-01-01T10:00"), null),
                Values.as("tsrange", "[\"2024-01-01 10:00:00\",)", PgRange.class));
        assertEquals(
                PgRange.of(OffsetDateTime.parse("2024-01-01T09:00Z"), null),
                Values.as("tstzrange", "[\"2024-01-01 10:00:00+01\",)", PgRange.class));
    }

    @Test
    void boundsAreWrittenAsTheSubtypeTakesThem() throws SQLException {
        assertEquals("[1,5]", Values.sent("int4range", PgRange.of(1L, true, (short) 5, true)));
        assertEquals("[1.5,)", Values.sent("numrange", PgRange.of(1.5, null)));
        assertEquals(
                "[\"0044-03-15 BC\",infinity)",
                Values.text("daterange", PgRange.of(LocalDate.of(-43, 3, 15), LocalDate.MAX)));
        assertEquals("[1,5)", Values.sent("int4range", "[1,5)"));
        assertState("22003", () -> Values.sent("int4range", PgRange.of(1L << 40, null)));
        assertState("42846", () -> Values.sent("int4range", 1));
        assertState("42846", () -> Values.sent("int4multirange", List.of(1)));
    }

    @Test
    void multirangeIsWrittenOfRangesInAnyCollection() throws SQLException {
        PgRange<Integer> range = PgRange.of(1, 5);
        assertEquals("{[1,5)}", Values.sent("int4multirange", range));
        assertEquals("{[1,5)}", Values.sent("int4multirange", List.of(range)));
        assertEquals("{[1,5)}", Values.sent("int4multirange", new PgRange<?>[] {range}));
        assertEquals("{[1,5)}", Values.text("int4multirange", PgMultirange.of(range)));
        assertEquals(List.of(range), Values.as("int4multirange", "{[1,5)}", List.class));
        assertArrayEquals(new Object[] {range}, Values.as("int4multirange", "{[1,5)}", PgRange[].class));
    }

    @Test
    void arraysOfRangesAreQuoted() throws SQLException {
        PgRange<?>[] ranges = {PgRange.of(1, 5), null, PgRange.empty()};
        assertEquals("{\"[1,5)\",NULL,empty}", Values.sent("int4range[]", ranges));
        assertArrayEquals(ranges, Values.as("int4range[]", "{\"[1,5)\",NULL,empty}", PgRange[].class));
        assertEquals(Arrays.asList((Object[]) ranges), Values.as("int4range[]", "{\"[1,5)\",NULL,empty}", List.class));
        assertEquals("{\"{[1,5)}\"}", Values.sent("int4multirange[]", new Object[] {PgMultirange.of(ranges[0])}));
    }

    @Test
    void rangesOfTheApplicationHaveTheCodecOfTheirSubtype() throws SQLException {
        TypeRegistry types = new TypeRegistry();
        PgType range = types.describe(70_000, "public", "timerange", PgType.Form.RANGE, Oids.TIME, 70_001, ',');
        types.learn(range);
        PgType multirange = types.describe(70_002, "public", "timemultirange", PgType.Form.MULTIRANGE, 70_000, 0, ',');
        PgType domain = types.describe(70_003, "public", "hours", PgType.Form.DOMAIN, 70_000, 0, ',');
        types.learn(multirange, domain);
        CodecContext context = new CodecContext(types, Values.UTC.sessionZone(), 180_006);
        PgRange<LocalTime> value = PgRange.of(LocalTime.NOON, LocalTime.of(13, 0));

        for (PgType type : List.of(range, domain)) {
            byte[] binary = Values.encode(type, value, Format.BINARY, context);
            assertEquals(value, Values.decode(type, Format.BINARY, binary, context));
            assertEquals("[12:00:00,13:00:00)", Values.string(type, Format.BINARY, binary, context));
        }
        byte[] binary = Values.encode(multirange, PgMultirange.of(value), Format.BINARY, context);
        assertEquals(PgMultirange.of(value), Values.decode(multirange, Format.BINARY, binary, context));
        assertEquals(
                "timerange",
                ParamTypes.forValue(value.withType("timerange"), types).name());
        PgType unknown = types.describe(70_004, "public", "odd", PgType.Form.RANGE, 69_999, 0, ',');
        assertFalse(unknown.codec().binary());
        assertEquals(
                "[a,\"b c\")",
                Values.decode(unknown, Format.TEXT, "[a,\"b c\")".getBytes(StandardCharsets.UTF_8), context)
                        .toString());
    }

    @Test
    void rangeParametersAreDeclaredByTypeOrBounds() throws SQLException {
        TypeRegistry types = Values.TYPES;
        assertEquals("int4range", ParamTypes.forValue(PgRange.of(1, 5), types).name());
        assertEquals(
                "int8range", ParamTypes.forValue(PgRange.of(null, 5L), types).name());
        assertEquals(
                "tstzmultirange",
                ParamTypes.forValue(PgMultirange.of(PgRange.of(OffsetDateTime.MIN, null)), types)
                        .name());
        assertEquals(
                "_daterange",
                ParamTypes.forValue(List.of(PgRange.of(LocalDate.EPOCH, null)), types)
                        .name());
        assertEquals(
                "_numrange",
                ParamTypes.forValue(new Object[][] {{null}, {PgRange.of(BigDecimal.ONE, null)}}, types)
                        .name());
        assertEquals(
                Oids.UNSPECIFIED, ParamTypes.forValue(PgRange.empty(), types).oid());
        assertEquals(
                Oids.UNSPECIFIED, ParamTypes.forValue(PgMultirange.of(), types).oid());
        assertEquals(
                Oids.UNSPECIFIED,
                ParamTypes.forValue(PgRange.of("a", "b"), types).oid());
        assertEquals(
                "[\"2024-01-01 00:00:00\",)",
                new String(
                        Values.encode(
                                TypeRegistry.UNSPECIFIED,
                                PgRange.of(LocalDateTime.parse("2024-01-01T00:00"), null),
                                Format.TEXT,
                                Values.UTC),
                        StandardCharsets.UTF_8));
        assertEquals(
                "{[1,2)}",
                new String(
                        Values.encode(
                                TypeRegistry.UNSPECIFIED, PgMultirange.of(PgRange.of(1, 2)), Format.TEXT, Values.UTC),
                        StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "int4range,''",
        "int4range,0100",
        "int4range,20",
        "int4range,02",
        "int4range,020000000400000001",
        "int4range,0200000004000000010000000400000002ff",
        "int4range,020000000300000100000004000000",
        "int4range,027fffffff",
        "int4range,02ffffffff",
        "int4multirange,7fffffff",
        "int4multirange,ffffffff",
        "int4multirange,000000010000000201",
        "int4multirange,00000001000000020100",
        "int4multirange,000000010000000101ff"
    })
    void malformedBinaryIsRefused(String type, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertState("22P03", () -> Values.decode(type, Format.BINARY, bytes));
        assertState("22P03", () -> Values.string(Values.type(type), Format.BINARY, bytes, Values.UTC));
    }

    @Test
    void malformedTextIsRefused() {
        assertState("22018", () -> Values.as("int4range", "[1", PgRange.class));
        assertState("22018", () -> Values.as("int4range", "[a,b)", PgRange.class));
        assertState("22018", () -> Values.as("int4multirange", "{", PgMultirange.class));
        assertState("42846", () -> Values.as("int4range", "[1,2)", Integer.class));
    }
}
