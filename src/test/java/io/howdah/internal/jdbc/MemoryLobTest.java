package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Blobs and clobs that hold their value. */
class MemoryLobTest {
    private static void assertState(String sqlState, Executable call) {
        assertEquals(sqlState, assertThrows(SQLException.class, call).getSQLState());
    }

    private static Blob blob(int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) bytes[i];
        }
        return new MemoryBlob(value);
    }

    private static void assertBytes(Blob blob, int... bytes) throws SQLException {
        assertArrayEquals(blob(bytes).getBytes(1, bytes.length), blob.getBytes(1, (int) blob.length()));
    }

    @Test
    void partsOfABlobAreRead() throws SQLException, IOException {
        Blob blob = blob(1, 2, 3);
        assertEquals(3, blob.length());
        assertArrayEquals(new byte[] {2, 3}, blob.getBytes(2, 2));
        assertArrayEquals(new byte[] {2, 3}, blob.getBytes(2, Integer.MAX_VALUE));
        assertArrayEquals(new byte[0], blob.getBytes(4, 1));
        assertArrayEquals(new byte[] {1, 2, 3}, blob.getBinaryStream().readAllBytes());
        assertArrayEquals(new byte[] {2}, blob.getBinaryStream(2, 1).readAllBytes());
        assertState("22023", () -> blob.getBytes(0, 1));
        assertState("22023", () -> blob.getBytes(5, 1));
        assertState("22023", () -> blob.getBytes(1, -1));
        assertState("22023", () -> blob.getBinaryStream(2, 3));
        assertState("22023", () -> blob.getBinaryStream(1, Long.MAX_VALUE));
    }

    @Test
    void aPatternIsFoundAlsoAfterAPartialMatch() throws SQLException {
        Blob blob = blob(1, 1, 2, 1, 1, 1, 2, 3);
        assertEquals(5, blob.position(new byte[] {1, 1, 2, 3}, 1));
        assertEquals(1, blob.position(new byte[] {1, 1}, 1));
        assertEquals(4, blob.position(blob(1, 1), 2));
        assertEquals(-1, blob.position(new byte[] {9}, 1));
        assertEquals(-1, blob.position(new byte[9], 1));
        assertState("22023", () -> blob.position(new byte[] {1}, 0));
    }

    @Test
    void aBlobIsWritten() throws SQLException, IOException {
        Blob blob = blob();
        assertEquals(3, blob.setBytes(1, new byte[] {1, 2, 3}));
        assertEquals(2, blob.setBytes(3, new byte[] {9, 8, 7, 6}, 1, 2));
        assertBytes(blob, 1, 2, 8, 7);
        try (OutputStream out = blob.setBinaryStream(2)) {
            out.write(new byte[] {5, 5});
        }
        assertBytes(blob, 1, 5, 5, 7);
        blob.truncate(1);
        assertBytes(blob, 1);
        assertState("22023", () -> blob.truncate(2));
        assertState("22023", () -> blob.setBytes(3, new byte[1]));
        assertState("22023", () -> blob.setBytes(1, new byte[1], 1, 1));
        blob.free();
        assertState("55000", blob::length);
        assertState("55000", () -> blob.getBytes(1, 1));
    }

    @Test
    void partsOfAClobAreRead() throws SQLException, IOException {
        Clob clob = new MemoryClob("häuser");
        assertEquals(6, clob.length());
        assertEquals("äu", clob.getSubString(2, 2));
        assertEquals("user", clob.getSubString(3, 100));
        StringWriter part = new StringWriter();
        clob.getCharacterStream(2, 3).transferTo(part);
        assertEquals("äus", part.toString());
        assertArrayEquals(
                "h?user".getBytes(StandardCharsets.US_ASCII),
                clob.getAsciiStream().readAllBytes());
        assertEquals(3, clob.position("us", 1));
        assertEquals(-1, clob.position("us", 4));
        assertEquals(3, clob.position(new MemoryClob("us"), 2));
        assertState("22023", () -> clob.getSubString(0, 1));
        assertState("22023", () -> clob.getSubString(1, -1));
        assertState("22023", () -> clob.getCharacterStream(1, 7));
    }

    @Test
    void aClobIsWritten() throws SQLException, IOException {
        Clob clob = new MemoryClob("");
        assertEquals(4, clob.setString(1, "abcd"));
        assertEquals(2, clob.setString(2, "wxyz", 1, 2));
        assertEquals("axyd", clob.getSubString(1, 4));
        try (Writer out = clob.setCharacterStream(4)) {
            out.write("123");
        }
        assertEquals("axy123", clob.getSubString(1, 10));
        try (OutputStream out = clob.setAsciiStream(1)) {
            out.write('Z');
        }
        assertEquals("Zxy123", clob.getSubString(1, 10));
        clob.truncate(3);
        assertEquals("Zxy", clob.getSubString(1, 10));
        clob.free();
        assertState("55000", clob::length);
    }
}
