package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.types.PgValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Types whose value is text, bytea, uuid, json, and those without a codec of their own. */
class TextCodecsTest {
    private enum Colour {
        RED
    }

    private static void assertState(String state, Executable action) {
        SQLException e = assertThrows(SQLException.class, action);
        assertEquals(state, e.getSQLState(), e.getMessage());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void textIsParsedToWhatIsAskedFor() throws SQLException {
        UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");

        assertEquals(new BigDecimal("1.50"), Values.as("text", "1.50", BigDecimal.class));
        assertEquals(LocalDate.of(2024, 2, 29), Values.as("text", "2024-02-29", LocalDate.class));
        assertEquals(LocalTime.of(1, 2, 3), Values.as("varchar", "01:02:03", LocalTime.class));
        assertEquals(LocalDateTime.of(2024, 2, 29, 1, 2), Values.as("text", "2024-02-29T01:02", LocalDateTime.class));
        assertEquals(Instant.parse("2024-02-29T01:02:03Z"), Values.as("text", "2024-02-29T03:02:03+02", Instant.class));
        assertEquals(
                OffsetDateTime.parse("2024-02-29T01:02:03Z"),
                Values.as("text", "2024-02-29T01:02:03Z", OffsetDateTime.class));
        assertEquals(Timestamp.valueOf("2024-02-29 00:00:00"), Values.as("text", "2024-02-29", Timestamp.class));
        assertEquals(uuid, Values.as("text", uuid.toString(), UUID.class));
        assertEquals('x', Values.as("bpchar", "x", Character.class));
        assertArrayEquals(utf8("äö"), Values.as("text", "äö", byte[].class));
        assertEquals("abc", Values.as("text", "abc", CharSequence.class));
        assertState("22018", () -> Values.as("text", "xy", Character.class));
        assertState("22007", () -> Values.as("text", "29.02.2024", LocalDate.class));
        assertState("42846", () -> Values.as("text", "x", Runnable.class));
    }

    @Test
    void objectsAreSentAsTheirText() throws SQLException {
        assertEquals("1.50", Values.sent("text", new BigDecimal("1.50")));
        assertEquals("true", Values.sent("varchar", true));
        assertEquals("RED", Values.sent("text", Colour.RED));
        assertEquals("abc", Values.sent("text", new StringBuilder("abc")));
        assertEquals("abc", Values.sent("text", "abc".toCharArray()));
        assertEquals("v", Values.sent("text", new PgValue("x", "v")));
        assertEquals("😀", Values.sent("text", "😀"));
        assertState("42846", () -> Values.encode("text", new byte[1], Format.TEXT));
        assertState("22021", () -> Values.encode("text", "a\0b", Format.TEXT));
    }

    @Test
    void quotedCharIsOneByte() throws SQLException {
        assertEquals("", Values.decode("\"char\"", Format.BINARY, new byte[] {0}));
        assertEquals("a", Values.decode("\"char\"", Format.BINARY, utf8("a")));
        assertEquals("\\200", Values.decode("\"char\"", Format.BINARY, new byte[] {(byte) 0x80}));
        assertState("22P03", () -> Values.decode("\"char\"", Format.BINARY, new byte[2]));
    }

    @Test
    void byteaIsReadInBothTextForms() throws SQLException {
        byte[] expected = {0, (byte) 0xff, '\\', 'a'};

        assertArrayEquals(expected, Values.as("bytea", "\\x00fF5c61", byte[].class));
        assertArrayEquals(expected, Values.as("bytea", "\\000\\377\\\\a", byte[].class));
        assertEquals("\\x00ff5c61", Values.sent("bytea", expected));
        assertEquals("\\x00ff5c61", Values.text("bytea", expected));
        assertState("22018", () -> Values.as("bytea", "\\x0", byte[].class));
        assertState("22018", () -> Values.as("bytea", "\\x0g", byte[].class));
        assertState("22018", () -> Values.as("bytea", "\\400", byte[].class));
        assertState("22018", () -> Values.as("bytea", "a\\", byte[].class));
        assertState("42846", () -> Values.encode("bytea", 1, Format.TEXT));
    }

    @Test
    void uuidIsReadInAllFormsOfTheServer() throws SQLException {
        UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
        String[] forms = {
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
            "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
            "a0eebc999c0b4ef8bb6d6bb9bd380a11",
            "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11",
            "{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}"
        };
        for (String form : forms) {
            assertEquals(uuid, Values.as("uuid", form, UUID.class), form);
        }
        String[] bad = {
            "",
            "{}",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a111",
            "a0eebc99--9c0b-4ef8-bb6d-6bb9bd380a11",
            "a0eebc9-99c0b-4ef8-bb6d-6bb9bd380a11",
            "-a0eebc999c0b4ef8bb6d6bb9bd380a11",
            "g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11-"
        };
        for (String form : bad) {
            assertState("22018", () -> Values.as("uuid", form, UUID.class));
        }
        assertState("22P03", () -> Values.decode("uuid", Format.BINARY, new byte[15]));
        assertEquals(uuid.toString(), Values.sent("uuid", uuid));
        assertEquals(uuid.toString(), Values.sent("uuid", HexFormat.of().parseHex("a0eebc999c0b4ef8bb6d6bb9bd380a11")));
        assertState("42846", () -> Values.encode("uuid", 1, Format.TEXT));
    }

    @Test
    void jsonIsAValueWhoseTextIsTheDocument() throws SQLException {
        assertEquals(new PgValue("json", "{\"a\":1}"), Values.as("json", "{\"a\":1}", Object.class));
        assertEquals("[1]", Values.as("jsonb", Format.BINARY, utf8("\u0001[1]"), String.class));
        assertArrayEquals(utf8("[1]"), Values.as("jsonb", Format.BINARY, utf8("\u0001[1]"), byte[].class));
        assertEquals(5, Values.as("jsonb", Format.BINARY, utf8("\u00015"), Integer.class));
        assertState("22P03", () -> Values.decode("jsonb", Format.BINARY, utf8("\u0002[1]")));
        assertState("22P03", () -> Values.decode("jsonb", Format.BINARY, new byte[0]));
        assertEquals("{}", Values.sent("jsonb", utf8("{}")));
        assertEquals("{}", Values.sent("json", "{}"));
        assertEquals("1", Values.sent("json", 1));
    }

    @Test
    void typeWithoutCodecIsReadAsText() throws SQLException {
        PgType unknown = Values.TYPES.byOid(987_654);

        assertEquals("(1,2)", Values.decode("point", Format.TEXT, utf8("(1,2)")).toString());
        assertEquals(
                "42",
                Values.decode(unknown, Format.TEXT, utf8("42"), Values.UTC).toString());
        assertEquals(42, Values.as(unknown, Format.TEXT, utf8("42"), Values.UTC, Integer.class));
        assertArrayEquals(
                new byte[] {1, 2}, Values.as(unknown, Format.BINARY, new byte[] {1, 2}, Values.UTC, byte[].class));
        assertState("22P03", () -> Values.decode(unknown, Format.BINARY, new byte[4], Values.UTC));
    }

    @Test
    void voidIsTheEmptyText() throws SQLException {
        assertEquals("", Values.decode("void", Format.TEXT, new byte[0]));
        assertEquals("", Values.decode("void", Format.BINARY, new byte[0]));
    }

    @Test
    void valueOfATypeIsSentAsItsText() throws SQLException {
        assertEquals("(1,2)", Values.text("point", new PgValue("point", "(1,2)")));
        assertEquals(Format.TEXT, Values.encodeFormat("int4", new PgValue("int4", "1")));
    }
}
