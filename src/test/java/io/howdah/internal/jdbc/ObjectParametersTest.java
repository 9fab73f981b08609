package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.TypeRegistry;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectParametersTest {
    private static final TypeRegistry TYPES = new TypeRegistry();
    private static final ParameterContext CONTEXT = new ParameterContext(Oids.VARCHAR, TYPES);
    private static final CodecContext CODECS = new CodecContext(TYPES, ZoneOffset.UTC, 180_006);

    private final ParamSet params = new ParamSet(1, true);

    private enum Colour {
        RED
    }

    static Stream<Arguments> declaredByClass() {
        return Stream.of(
                Arguments.of("x", Oids.VARCHAR, "x"),
                Arguments.of('x', Oids.VARCHAR, "x"),
                Arguments.of(true, Oids.BOOL, "TRUE"),
                Arguments.of((byte) -1, Oids.INT2, "-1"),
                Arguments.of((short) 2, Oids.INT2, "2"),
                Arguments.of(3, Oids.INT4, "3"),
                Arguments.of(4L, Oids.INT8, "4"),
                Arguments.of(1.5f, Oids.FLOAT4, "1.5"),
                Arguments.of(2.5, Oids.FLOAT8, "2.5"),
                Arguments.of(new BigDecimal("1.50"), Oids.NUMERIC, "1.50"),
                Arguments.of(new BigInteger("12345678901234567890"), Oids.NUMERIC, "12345678901234567890"),
                Arguments.of(new UUID(0, 1), Oids.UUID, "00000000-0000-0000-0000-000000000001"),
                Arguments.of(LocalDate.of(2024, 1, 2), Oids.DATE, "2024-01-02"),
                Arguments.of(LocalTime.of(3, 4, 5), Oids.TIME, "03:04:05"),
                Arguments.of(LocalDateTime.of(2024, 1, 2, 3, 4, 5), Oids.TIMESTAMP, "2024-01-02 03:04:05"),
                Arguments.of(OffsetDateTime.of(2024, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC), Oids.TIMESTAMPTZ, null),
                Arguments.of(Instant.EPOCH, Oids.TIMESTAMPTZ, null),
                Arguments.of(Instant.EPOCH.atZone(ZoneId.of("Europe/Paris")), Oids.TIMESTAMPTZ, null),
                Arguments.of(new java.sql.Timestamp(0), Oids.UNSPECIFIED, null),
                Arguments.of(new java.sql.Date(0), Oids.UNSPECIFIED, null),
                Arguments.of(new java.util.Date(0), Oids.UNSPECIFIED, null),
                Arguments.of(Colour.RED, Oids.UNSPECIFIED, "RED"),
                Arguments.of(new int[] {1}, Oids.INT4_ARRAY, null),
                Arguments.of(new String[][] {{"a"}}, Oids.VARCHAR_ARRAY, null),
                Arguments.of(new byte[][] {{1}}, Oids.BYTEA_ARRAY, null),
                Arguments.of(new Object[] {null, 5L}, Oids.INT8_ARRAY, null),
                Arguments.of(new byte[] {1}, Oids.BYTEA, null));
    }

    @ParameterizedTest
    @MethodSource("declaredByClass")
    void classOfTheValueGivesTheType(Object value, int oid, String text) throws SQLException {
        ObjectParameters.set(params, 0, value, CONTEXT);
        assertEquals(oid, params.oid(0));
        if (text != null) {
            assertEquals(text, params.text(0, CODECS));
        }
        params.checkComplete(1);
    }

    @Test
    void nullWithoutATypeIsLeftToTheServer() throws SQLException {
        ObjectParameters.set(params, 0, null, CONTEXT);
        assertTrue(params.isNull(0));
        assertEquals(Oids.UNSPECIFIED, params.oid(0));
    }

    @Test
    void classWithoutATypeIsRefused() {
        SQLException e = assertThrows(SQLException.class, () -> ObjectParameters.set(params, 0, new Object(), CONTEXT));
        assertEquals("07006", e.getSQLState());
        e = assertThrows(SQLException.class, () -> ObjectParameters.set(params, 0, new Object[] {1, "a"}, CONTEXT));
        assertEquals("07006", e.getSQLState());
    }

    @Test
    void arrayThatDoesNotSayItsTypeIsLeftToTheServer() throws SQLException {
        ObjectParameters.set(params, 0, new Object[1], CONTEXT);
        assertEquals(Oids.UNSPECIFIED, params.oid(0));
        assertEquals("{NULL}", params.text(0, CODECS));
        ObjectParameters.set(params, 0, List.of(Colour.RED), CONTEXT);
        assertEquals("{RED}", params.text(0, CODECS));
        ObjectParameters.set(params, 0, List.of(), CONTEXT);
        assertEquals("{}", params.text(0, CODECS));
    }

    @Test
    void mapIsTextOfHstore() throws SQLException {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("a\"b", "c\\d");
        map.put("n", null);
        ObjectParameters.set(params, 0, map, CONTEXT);
        assertEquals(Oids.UNSPECIFIED, params.oid(0));
        assertEquals("\"a\\\"b\"=>\"c\\\\d\", \"n\"=>NULL", params.text(0, CODECS));
    }

    static Stream<Arguments> convertedToType() {
        return Stream.of(
                Arguments.of("7", Types.INTEGER, Oids.INT4, "7"),
                Arguments.of(" 7 ", Types.BIGINT, Oids.INT8, "7"),
                Arguments.of(true, Types.INTEGER, Oids.INT4, "1"),
                Arguments.of(7.9, Types.SMALLINT, Oids.INT2, "7"),
                Arguments.of(new BigDecimal("-32768.9"), Types.SMALLINT, Oids.INT2, "-32768"),
                Arguments.of("1e3", Types.DOUBLE, Oids.FLOAT8, "1000.0"),
                Arguments.of(1, Types.REAL, Oids.FLOAT4, "1.0"),
                Arguments.of(5, Types.NUMERIC, Oids.NUMERIC, "5"),
                Arguments.of(Double.NaN, Types.NUMERIC, Oids.NUMERIC, "NaN"),
                Arguments.of("yes", Types.BOOLEAN, Oids.BOOL, "TRUE"),
                Arguments.of(0, Types.BIT, Oids.BOOL, "FALSE"),
                Arguments.of(5, Types.VARCHAR, Oids.VARCHAR, "5"),
                Arguments.of(true, Types.VARCHAR, Oids.VARCHAR, "true"),
                Arguments.of("x", Types.CHAR, Oids.BPCHAR, "x"),
                Arguments.of("2024-01-02 03:04", Types.TIMESTAMP, Oids.UNSPECIFIED, "2024-01-02 03:04"),
                Arguments.of("{}", Types.OTHER, Oids.UNSPECIFIED, "{}"),
                Arguments.of(new UUID(0, 1), Types.OTHER, Oids.UUID, "00000000-0000-0000-0000-000000000001"),
                Arguments.of("2024-01-02", Types.DATE, Oids.UNSPECIFIED, "2024-01-02"),
                Arguments.of("12:00", Types.TIME, Oids.UNSPECIFIED, "12:00"),
                Arguments.of(LocalDateTime.of(2024, 1, 2, 3, 4), Types.DATE, Oids.DATE, "2024-01-02"),
                Arguments.of(LocalDate.of(2024, 1, 2), Types.TIMESTAMP, Oids.TIMESTAMP, "2024-01-02 00:00:00"),
                Arguments.of("<a/>", Types.SQLXML, Oids.XML, "<a/>"),
                Arguments.of("{1,2}", Types.ARRAY, Oids.UNSPECIFIED, "{1,2}"));
    }

    @ParameterizedTest
    @MethodSource("convertedToType")
    void valueIsConvertedToTheTypeAskedFor(Object value, int sqlType, int oid, String text) throws SQLException {
        ObjectParameters.setAs(params, 0, value, sqlType, ObjectParameters.NO_SCALE, CONTEXT);
        assertEquals(oid, params.oid(0));
        assertEquals(text, params.text(0, CODECS));
    }

    @Test
    void scaleRoundsHalvesUp() throws SQLException {
        ObjectParameters.setAs(params, 0, "1.245", Types.NUMERIC, 2, CONTEXT);
        assertEquals("1.25", params.text(0, CODECS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"32768", "-32769", "1e10"})
    void numberOutsideTheRangeIsRefused(String number) {
        SQLException e = assertThrows(
                SQLException.class,
                () -> ObjectParameters.setAs(params, 0, number, Types.SMALLINT, ObjectParameters.NO_SCALE, CONTEXT));
        assertEquals("22003", e.getSQLState());
    }

    @Test
    void longOutsideTheRangeOfLongIsRefused() {
        BigInteger tooLarge = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
        SQLException e = assertThrows(
                SQLException.class,
                () -> ObjectParameters.setAs(params, 0, tooLarge, Types.BIGINT, ObjectParameters.NO_SCALE, CONTEXT));
        assertEquals("22003", e.getSQLState());
    }

    @Test
    void textThatIsNoNumberIsRefused() {
        SQLException e = assertThrows(
                SQLException.class,
                () -> ObjectParameters.setAs(params, 0, "x", Types.INTEGER, ObjectParameters.NO_SCALE, CONTEXT));
        assertEquals("07006", e.getSQLState());
    }

    @Test
    void textThatIsNoBooleanIsRefused() {
        SQLException e = assertThrows(
                SQLException.class,
                () -> ObjectParameters.setAs(params, 0, "maybe", Types.BOOLEAN, ObjectParameters.NO_SCALE, CONTEXT));
        assertEquals("42846", e.getSQLState());
    }

    @Test
    void unknownTypeNumberIsRefused() {
        SQLException e = assertThrows(
                SQLException.class,
                () -> ObjectParameters.setAs(params, 0, "x", 123_456, ObjectParameters.NO_SCALE, CONTEXT));
        assertEquals("22023", e.getSQLState());
    }

    @Test
    void readerOfADeclaredLengthIsTakenInPart() throws SQLException {
        ObjectParameters.setAs(params, 0, new StringReader("abc"), Types.LONGVARCHAR, 2, CONTEXT);
        params.checkComplete(1);
        assertEquals(Oids.VARCHAR, params.oid(0));
    }

    @Test
    void stringsAreUntypedWhenSettingsSaySo() throws SQLException {
        ParameterContext untyped = new ParameterContext(Oids.UNSPECIFIED, TYPES);
        ObjectParameters.set(params, 0, "x", untyped);
        assertEquals(Oids.UNSPECIFIED, params.oid(0));
        ObjectParameters.setAs(params, 0, "x", Types.CHAR, ObjectParameters.NO_SCALE, untyped);
        assertEquals(Oids.UNSPECIFIED, params.oid(0));
    }
}
