package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.ByteSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpoolTest {
    private static byte[] bytesOf(Spool spool) {
        ByteSink out = new ByteSink(16);
        spool.writeTo(out);
        assertEquals(spool.length(), out.size());
        return out.toByteArray();
    }

    /** Gives one char at a time. */
    private static Reader trickling(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }

    @Test
    void emptyStreamIsAnEmptyValue() throws SQLException {
        assertArrayEquals(new byte[0], bytesOf(Spool.of(InputStream.nullInputStream(), -1)));
        assertArrayEquals(new byte[0], bytesOf(Spool.of(Reader.nullReader(), 0)));
    }

    @Test
    void streamOfManyChunksIsKeptWhole() throws SQLException {
        byte[] bytes = new byte[1_000_003];
        new Random(1).nextBytes(bytes);
        assertArrayEquals(bytes, bytesOf(Spool.of(new ByteArrayInputStream(bytes), -1)));
        assertArrayEquals(bytes, bytesOf(Spool.of(new ByteArrayInputStream(bytes), bytes.length)));
    }

    @Test
    void declaredLengthTakesNoMoreThanThat() throws SQLException {
        ByteArrayInputStream stream = new ByteArrayInputStream(new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {1, 2}, bytesOf(Spool.of(stream, 2)));
        assertEquals(1, stream.available());
    }

    @Test
    void streamShorterThanDeclaredIsRefused() {
        SQLException e = assertThrows(SQLException.class, () -> Spool.of(new ByteArrayInputStream(new byte[2]), 3));
        assertEquals("22023", e.getSQLState());
        e = assertThrows(SQLException.class, () -> Spool.of(new StringReader("ab"), 3));
        assertEquals("22023", e.getSQLState());
        assertTrue(e.getMessage().contains("3 characters"), e.getMessage());
    }

    @Test
    void surrogatePairSplitBetweenTwoReadsIsOneCharacter() throws SQLException {
        String text = "a\uD83D\uDE00é\uD83D\uDE01";
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), bytesOf(Spool.of(trickling(text), -1)));
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), bytesOf(Spool.of(trickling(text), text.length())));
    }

    @Test
    void longTextWithPairsEverywhereIsKeptWhole() throws SQLException {
        String text = "x" + "\uD83D\uDE00".repeat(50_000);
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), bytesOf(Spool.of(new StringReader(text), -1)));
    }

    @Test
    void loneSurrogateAtTheEndIsRefused() {
        SQLException e = assertThrows(SQLException.class, () -> Spool.of(trickling("a\uD83D"), -1));
        assertEquals("22021", e.getSQLState());
    }

    @Test
    void declaredLengthBeyondTheServersLimitIsRefusedUnread() {
        SQLException e = assertThrows(SQLException.class, () -> Spool.of(InputStream.nullInputStream(), 1L << 31));
        assertEquals("54000", e.getSQLState());
    }

    @Test
    void failureOfTheStreamIsTheCause() {
        IOException failure = new IOException("disk gone");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
        SQLException e = assertThrows(SQLException.class, () -> Spool.of(broken, -1));
        assertEquals("58030", e.getSQLState());
        assertEquals(failure, e.getCause());
    }
}
