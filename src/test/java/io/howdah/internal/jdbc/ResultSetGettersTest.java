package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the getters make of values, in text and in binary. */
class ResultSetGettersTest {
    private static void assertState(String sqlState, Executable call) {
        assertEquals(sqlState, assertThrows(SQLException.class, call).getSQLState());
    }

    private static ResultSet one(int oid, int format, Object value) throws SQLException {
        return TestRows.of(format, oid).values(value).first();
    }

    private static ResultSet text(int oid, String value) throws SQLException {
        return TestRows.text(oid, value).first();
    }

    private static Stream<Arguments> wholeNumbers() {
        return Stream.of(Format.TEXT, Format.BINARY)
                .flatMap(format -> Stream.of(
                        Arguments.of(Oids.INT2, format, 0L),
                        Arguments.of(Oids.INT2, format, (long) Short.MIN_VALUE),
                        Arguments.of(Oids.INT2, format, (long) Short.MAX_VALUE),
                        Arguments.of(Oids.INT4, format, -1L),
                        Arguments.of(Oids.INT4, format, (long) Integer.MIN_VALUE),
                        Arguments.of(Oids.INT4, format, (long) Integer.MAX_VALUE),
                        Arguments.of(Oids.INT8, format, 127L),
                        Arguments.of(Oids.INT8, format, Long.MIN_VALUE),
                        Arguments.of(Oids.INT8, format, Long.MAX_VALUE),
                        Arguments.of(Oids.OID, format, 4_294_967_295L),
                        Arguments.of(Oids.NUMERIC, format, 12_345_678_901L),
                        Arguments.of(Oids.FLOAT8, format, -32_768L)));
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void aWholeNumberIsReadByEveryNumericGetterWithinItsRange(int oid, int format, long value) throws SQLException {
        Object given = oid == Oids.NUMERIC ? BigDecimal.valueOf(value) : value;
        ResultSet rs = one(oid, format, given);
        assertEquals(value, rs.getLong(1));
        assertEquals((double) value, rs.getDouble(1));
        assertEquals((float) value, rs.getFloat(1));
        assertEquals(0, new BigDecimal(value).compareTo(rs.getBigDecimal(1)));
        assertEquals(value, rs.getObject(1, Long.class));
        assertEquals(value, rs.getObject(1, long.class));
        assertEquals(BigInteger.valueOf(value), rs.getObject(1, BigInteger.class));
        assertFalse(rs.wasNull());
        if (value == (int) value) {
            assertEquals((int) value, rs.getInt(1));
            assertEquals((int) value, rs.getObject(1, Integer.class));
        } else {
            assertState("22003", () -> rs.getInt(1));
            assertState("22003", () -> rs.getObject(1, Integer.class));
        }
        if (value == (short) value) {
            assertEquals((short) value, rs.getShort(1));
        } else {
            assertState("22003", () -> rs.getShort(1));
        }
        if (value == (byte) value) {
            assertEquals((byte) value, rs.getByte(1));
        } else {
            assertState("22003", () -> rs.getByte(1));
        }
        if (value == 0) {
            assertFalse(rs.getBoolean(1));
        } else {
            assertState("42846", () -> rs.getBoolean(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 16", "1, 16"})
    void everyGetterOfANullSaysSo(int format, int oid) throws SQLException {
        ResultSet rs = TestRows.of(format, oid).row(new byte[][] {null}).first();
        assertEquals(0, rs.getInt(1));
        assertTrue(rs.wasNull());
        assertEquals(0, rs.getLong(1));
        assertEquals(0, rs.getShort(1));
        assertEquals(0, rs.getByte(1));
        assertEquals(0.0, rs.getDouble(1));
        assertEquals(0.0f, rs.getFloat(1));
        assertFalse(rs.getBoolean(1));
        assertNull(rs.getString(1));
        assertNull(rs.getNString(1));
        assertNull(rs.getBytes(1));
        assertNull(rs.getBigDecimal(1));
        assertNull(rs.getDate(1));
        assertNull(rs.getTime(1));
        assertNull(rs.getTimestamp(1));
        assertNull(rs.getTimestamp(1, Calendar.getInstance()));
        assertNull(rs.getObject(1));
        assertNull(rs.getObject(1, String.class));
        assertNull(rs.getObject(1, int.class));
        assertNull(rs.getObject(1, Map.of()));
        assertNull(rs.getArray(1));
        assertNull(rs.getBlob(1));
        assertNull(rs.getClob(1));
        assertNull(rs.getBinaryStream(1));
        assertNull(rs.getAsciiStream(1));
        assertNull(rs.getCharacterStream(1));
        assertNull(rs.getURL(1));
        assertTrue(rs.wasNull());
    }

    @Test
    void wasNullIsOfTheLastColumnRead() throws SQLException {
        ResultSet rs =
                TestRows.of(Format.TEXT, Oids.INT4, Oids.INT4).row(null, "5").first();
        assertEquals(0, rs.getInt("c1"));
        assertTrue(rs.wasNull());
        assertEquals(5, rs.getInt("c2"));
        assertFalse(rs.wasNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void floatsKeepTheirValue(int format) throws SQLException {
        ResultSet rs = TestRows.of(format, Oids.FLOAT4, Oids.FLOAT8)
                .values(0.1f, 1e300)
                .first();
        assertEquals(0.1f, rs.getFloat(1));
        assertEquals((double) 0.1f, rs.getDouble(1), 1e-8);
        assertEquals(0, rs.getInt(1));
        assertEquals("0.1", rs.getString(1));
        assertEquals(1e300, rs.getDouble(2));
        assertEquals("1e+300", rs.getString(2));
        assertState("22003", () -> rs.getLong(2));
        assertState("22003", () -> rs.getFloat(2));
        assertInstanceOf(Float.class, rs.getObject(1));
        assertInstanceOf(Double.class, rs.getObject(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void specialFloatsAreDoublesOnly(int format) throws SQLException {
        ResultSet rs = one(Oids.FLOAT8, format, Double.NaN);
        assertTrue(Double.isNaN(rs.getDouble(1)));
        assertTrue(Float.isNaN(rs.getFloat(1)));
        assertState("22003", () -> rs.getBigDecimal(1));
        assertState("22003", () -> rs.getInt(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void numericKeepsItsScale(int format) throws SQLException {
        ResultSet rs = one(Oids.NUMERIC, format, new BigDecimal("-1.50"));
        assertEquals(new BigDecimal("-1.50"), rs.getBigDecimal(1));
        assertEquals("-1.50", rs.getString(1));
        assertEquals(-1, rs.getInt(1));
        assertEquals(-1.5, rs.getDouble(1));
        assertEquals(new BigDecimal("-1.50"), rs.getObject(1));
    }

    @Test
    @SuppressWarnings("deprecation")
    void getBigDecimalRoundsToTheScaleHalfEven() throws SQLException {
        assertEquals(new BigDecimal("2"), text(Oids.NUMERIC, "2.5").getBigDecimal(1, 0));
        assertEquals(new BigDecimal("4"), text(Oids.NUMERIC, "3.5").getBigDecimal(1, 0));
        assertNull(text(Oids.NUMERIC, null).getBigDecimal(1, 0));
    }

    @ParameterizedTest
    @CsvSource({"1.9, 1", "-1.9, -1", "' 7 ', 7", "1e3, 1000", "007, 7"})
    void numbersInTextAreReadLeniently(String value, int expected) throws SQLException {
        ResultSet rs = text(Oids.TEXT, value);
        assertEquals(expected, rs.getInt(1));
        assertEquals(expected, rs.getLong(1));
        assertEquals(expected, rs.getShort(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1x", "0x10", "--1", "१"})
    void textThatIsNoNumberIsRefused(String value) throws SQLException {
        ResultSet rs = text(Oids.VARCHAR, value);
        assertThrows(SQLException.class, () -> rs.getInt(1));
        assertThrows(SQLException.class, () -> rs.getLong(1));
        assertThrows(SQLException.class, () -> rs.getDouble(1));
        assertThrows(SQLException.class, () -> rs.getBigDecimal(1));
    }

    @ParameterizedTest
    @CsvSource({
        "t, true",
        "TRUE, true",
        "y, true",
        "Yes, true",
        "on, true",
        "1, true",
        "f, false",
        "false, false",
        "n, false",
        "NO, false",
        "off, false",
        "0, false"
    })
    void wordsAreBooleans(String word, boolean expected) throws SQLException {
        assertEquals(expected, text(Oids.TEXT, word).getBoolean(1));
    }

    @ParameterizedTest
    @CsvSource({"25, maybe", "25, ''", "23, 2", "701, 0.5"})
    void whatIsNoBooleanIsRefused(int oid, String value) throws SQLException {
        ResultSet rs = text(oid, value);
        assertState("42846", () -> rs.getBoolean(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void aBoolIsANumberOnlyByRequest(int format) throws SQLException {
        ResultSet strict = one(Oids.BOOL, format, true);
        assertTrue(strict.getBoolean(1));
        assertEquals("t", strict.getString(1));
        assertEquals(true, strict.getObject(1));
        assertState("22003", () -> strict.getInt(1));
        assertState("22003", () -> strict.getLong(1));
        assertState("22003", () -> strict.getShort(1));
        assertState("22003", () -> strict.getDouble(1));
        assertState("22003", () -> strict.getFloat(1));
        assertState("22003", () -> strict.getBigDecimal(1));
        assertState("22003", () -> strict.getObject(1, Integer.class));

        TestRows table = TestRows.of(format, Oids.BOOL).values(true);
        table.booleansAreNumbers = true;
        ResultSet lenient = table.first();
        assertEquals(1, lenient.getInt(1));
        assertEquals(1, lenient.getLong(1));
        assertEquals(1, lenient.getByte(1));
        assertEquals(1.0, lenient.getDouble(1));
        assertEquals(BigDecimal.ONE, lenient.getBigDecimal(1));
        assertEquals(1, lenient.getObject(1, Integer.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void textIsReadAsStringBytesAndStreams(int format) throws SQLException, IOException {
        String value = "Grüße, \uD83D\uDE00";
        ResultSet rs = TestRows.of(format, Oids.TEXT)
                .row(value.getBytes(StandardCharsets.UTF_8))
                .first();
        assertEquals(value, rs.getString(1));
        assertEquals(value, rs.getNString(1));
        assertEquals(value, rs.getObject(1));
        assertEquals(value, rs.getObject(1, String.class));
        assertArrayEquals(value.getBytes(StandardCharsets.UTF_8), rs.getBytes(1));
        assertEquals(value, read(rs.getCharacterStream(1)));
        assertEquals(value, read(rs.getNCharacterStream(1)));
        assertEquals(value, read(rs.getObject(1, Reader.class)));
        assertArrayEquals(
                value.getBytes(StandardCharsets.UTF_8), rs.getBinaryStream(1).readAllBytes());
        assertArrayEquals(
                value.getBytes(StandardCharsets.US_ASCII), rs.getAsciiStream(1).readAllBytes());
        Clob clob = rs.getClob(1);
        assertEquals(value, clob.getSubString(1, (int) clob.length()));
    }

    private static String read(Reader reader) throws IOException {
        StringWriter out = new StringWriter();
        reader.transferTo(out);
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void byteaIsReadAsBytesStreamsAndBlob(int format) throws SQLException, IOException {
        byte[] value = {0, 1, (byte) 0xff, 'a'};
        ResultSet rs = one(Oids.BYTEA, format, value);
        assertArrayEquals(value, rs.getBytes(1));
        assertArrayEquals(value, (byte[]) rs.getObject(1));
        assertArrayEquals(value, rs.getObject(1, byte[].class));
        assertArrayEquals(value, rs.getBinaryStream(1).readAllBytes());
        assertArrayEquals(value, rs.getObject(1, InputStream.class).readAllBytes());
        assertEquals("\\x0001ff61", rs.getString(1));
        Blob blob = rs.getBlob(1);
        assertArrayEquals(value, blob.getBytes(1, 4));
        assertState("42846", () -> rs.getClob(1));
        assertState("42846", () -> rs.getInt(1));
        assertState("42846", () -> rs.getTimestamp(1));
    }

    @Test
    void bytesAreTheCallersToChange() throws SQLException {
        ResultSet rs =
                TestRows.of(Format.BINARY, Oids.BYTEA).row(new byte[] {1}).first();
        rs.getBytes(1)[0] = 2;
        assertEquals(1, rs.getBytes(1)[0]);
    }

    @Test
    void maxFieldSizeCutsTextAndBytesButNothingElse() throws SQLException {
        TestRows table = TestRows.of(Format.TEXT, Oids.TEXT, Oids.BYTEA, Oids.INT4, Oids.TEXT)
                .row("aäaaa", "\\x0102030405", "123456", "ab");
        table.maxFieldSize = 2;
        ResultSet rs = table.first();
        assertEquals("a", rs.getString(1));
        assertArrayEquals(new byte[] {1, 2}, rs.getBytes(2));
        assertEquals("123456", rs.getString(3));
        assertEquals("ab", rs.getString(4));
    }

    @Test
    void aUrlIsRead() throws SQLException, IOException {
        assertEquals(
                new URL("http://example.com/a"),
                text(Oids.TEXT, "http://example.com/a").getURL(1));
        ResultSet rs = text(Oids.TEXT, "no url");
        assertState("22018", () -> rs.getURL(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void uuidAndJsonHaveTheirClasses(int format) throws SQLException {
        UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        ResultSet rs = one(Oids.UUID, format, uuid);
        assertEquals(uuid, rs.getObject(1));
        assertEquals(uuid, rs.getObject(1, UUID.class));
        assertEquals(uuid.toString(), rs.getString(1));
        assertEquals(uuid, text(Oids.TEXT, uuid.toString()).getObject(1, UUID.class));
        assertState("42846", () -> rs.getInt(1));
        assertState("42846", () -> rs.getArray(1));

        ResultSet json = text(Oids.JSON, "{\"a\": 1}");
        assertEquals("{\"a\": 1}", json.getString(1));
        assertEquals("{\"a\": 1}", json.getObject(1).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void timesAreReadAsClassesOfBothKinds(int format) throws SQLException {
        LocalDateTime value = LocalDateTime.of(2024, 2, 29, 12, 34, 56, 789_123_000);
        ResultSet rs = TestRows.of(format, Oids.TIMESTAMP, Oids.DATE, Oids.TIME)
                .values(value, value.toLocalDate(), value.toLocalTime())
                .first();
        assertEquals(value, rs.getObject(1, LocalDateTime.class));
        assertEquals(Timestamp.valueOf(value), rs.getTimestamp(1));
        assertEquals(Timestamp.valueOf(value), rs.getObject(1));
        assertEquals(Timestamp.valueOf(value), rs.getObject(1, Timestamp.class));
        assertEquals(
                Timestamp.valueOf(value).getTime(),
                rs.getObject(1, java.util.Date.class).getTime());
        assertEquals(
                Timestamp.valueOf(value).getTime(),
                rs.getObject(1, Calendar.class).getTimeInMillis());
        assertEquals(Date.valueOf("2024-02-29"), rs.getDate(1));
        assertEquals("12:34:56", rs.getTime(1).toString());
        assertEquals("2024-02-29 12:34:56.789123", rs.getString(1));
        assertEquals(LocalDate.of(2024, 2, 29), rs.getObject(2, LocalDate.class));
        assertEquals(Date.valueOf("2024-02-29"), rs.getDate(2));
        assertEquals(Date.valueOf("2024-02-29"), rs.getObject(2));
        assertEquals(Timestamp.valueOf("2024-02-29 00:00:00"), rs.getTimestamp(2));
        assertEquals(LocalTime.of(12, 34, 56, 789_123_000), rs.getObject(3, LocalTime.class));
        assertEquals("12:34:56", rs.getTime(3).toString());
        assertInstanceOf(Time.class, rs.getObject(3));
        assertEquals(Date.valueOf("1970-01-01"), rs.getDate(3));
        assertState("42846", () -> rs.getInt(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void aCalendarGivesTheZone(int format) throws SQLException {
        LocalDateTime value = LocalDateTime.of(2024, 7, 1, 0, 30);
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        ResultSet rs = TestRows.of(format, Oids.TIMESTAMP, Oids.TIMESTAMPTZ, Oids.DATE, Oids.TIME)
                .values(value, value.atOffset(ZoneOffset.UTC), value.toLocalDate(), value.toLocalTime())
                .first();
        assertEquals(
                Instant.parse("2024-06-30T15:30:00Z"), rs.getTimestamp(1, tokyo).toInstant());
        assertEquals(
                Instant.parse("2024-07-01T00:30:00Z"), rs.getTimestamp(2, tokyo).toInstant());
        assertEquals(
                Instant.parse("2024-06-30T15:00:00Z").toEpochMilli(),
                rs.getDate(3, tokyo).getTime());
        assertEquals(
                Instant.parse("2024-06-30T15:00:00Z").toEpochMilli(),
                rs.getDate(1, tokyo).getTime());
        assertEquals(
                Instant.parse("2024-06-30T15:00:00Z").toEpochMilli(),
                rs.getDate(2, tokyo).getTime());
        assertEquals(
                Instant.parse("1969-12-31T15:30:00Z").toEpochMilli(),
                rs.getTime(4, tokyo).getTime());
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void aTimestampWithTimeZoneIsAnInstant(int format) throws SQLException {
        OffsetDateTime value = OffsetDateTime.parse("2024-01-02T03:04:05.5Z");
        ResultSet rs = one(Oids.TIMESTAMPTZ, format, value);
        assertEquals(value, rs.getObject(1, OffsetDateTime.class));
        assertEquals(value.toInstant(), rs.getObject(1, Instant.class));
        assertEquals(value.toInstant(), rs.getTimestamp(1).toInstant());
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void textIsParsedAsATime(int format) throws SQLException {
        ResultSet rs = TestRows.of(format, Oids.VARCHAR, Oids.VARCHAR, Oids.VARCHAR)
                .row("2024-02-29 12:34:56", "2024-02-29", "abc")
                .first();
        assertEquals(Timestamp.valueOf("2024-02-29 12:34:56"), rs.getTimestamp(1));
        assertEquals(Date.valueOf("2024-02-29"), rs.getDate(2));
        assertState("22007", () -> rs.getDate(3));
    }

    @Test
    void aMapOfTypesIsHonoured() throws SQLException {
        ResultSet rs = text(Oids.INT4, "7");
        assertEquals(7, rs.getObject(1, Map.of()));
        assertEquals(7, rs.getObject(1, (Map<String, Class<?>>) null));
        assertEquals("7", rs.getObject("c1", Map.of("int4", String.class)));
    }

    @Test
    void whatCannotBeReadIsRefused() throws SQLException {
        ResultSet rs = text(Oids.INT4, "7");
        assertState("22023", () -> rs.getObject(1, (Class<?>) null));
        assertState("42846", () -> rs.getObject(1, Thread.class));
        assertState("22023", () -> rs.getObject(1, void.class));
        assertState("42846", () -> rs.getObject(1, Array.class));
        assertState("42846", () -> rs.getBlob(1));
        assertState("0A000", () -> rs.getRef(1));
        assertState("42846", () -> rs.getRowId("c1"));
        assertState("42846", () -> rs.getSQLXML(1));
        assertEquals(7, rs.getObject(1, Object.class));
        assertEquals("7", rs.getObject(1, String.class));
    }

    @Test
    void malformedBinaryIsRefused() throws SQLException {
        ResultSet rs = TestRows.of(Format.BINARY, Oids.INT4, Oids.INT8, Oids.FLOAT8, Oids.BOOL)
                .row(new byte[3], new byte[9], new byte[0], new byte[2])
                .first();
        assertState("22P03", () -> rs.getInt(1));
        assertState("22P03", () -> rs.getLong(1));
        assertState("22P03", () -> rs.getInt(2));
        assertState("22P03", () -> rs.getDouble(3));
        assertState("22P03", () -> rs.getBoolean(4));
        assertState("22P03", () -> rs.getString(1));
    }
}
