package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.ByteSink;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParamSetTest {
    private static final CodecContext CONTEXT = new CodecContext(new TypeRegistry(), ZoneOffset.UTC, 180_006);

    private final ParamSet params = new ParamSet(1, true);
    private final ParamSet textual = new ParamSet(1, false);

    /** The value as it stands in Bind, after its length word, which is checked. */
    private static byte[] encoded(ParamSet set) throws SQLException {
        ByteSink out = new ByteSink(16);
        set.write(0, set.format(0, CONTEXT), out, CONTEXT);
        byte[] all = out.toByteArray();
        int length = all[0] << 24 | (all[1] & 0xff) << 16 | (all[2] & 0xff) << 8 | all[3] & 0xff;
        assertEquals(all.length - 4, length);
        return Arrays.copyOfRange(all, 4, all.length);
    }

    private static String encodedText(ParamSet set) throws SQLException {
        assertEquals(Format.TEXT, set.format(0, CONTEXT));
        return new String(encoded(set), StandardCharsets.UTF_8);
    }

    @Test
    void smallestIntIsFourBytesInBinary() throws SQLException {
        params.setInt4(0, Integer.MIN_VALUE, Oids.INT4);
        assertEquals(Oids.INT4, params.oid(0));
        assertEquals(Format.BINARY, params.format(0, CONTEXT));
        assertArrayEquals(new byte[] {(byte) 0x80, 0, 0, 0}, encoded(params));
    }

    @Test
    void negativeShortIsTwoBytesInBinary() throws SQLException {
        params.setInt2(0, (short) -2, Oids.INT2);
        assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0xfe}, encoded(params));
    }

    @Test
    void longIsEightBytesInBinary() throws SQLException {
        params.setInt8(0, 0x0102030405060708L, Oids.INT8);
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, encoded(params));
    }

    @Test
    void negativeZeroKeepsItsSign() throws SQLException {
        params.setFloat8(0, -0.0, Oids.FLOAT8);
        assertArrayEquals(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0}, encoded(params));
    }

    @Test
    void floatIsFourBytesInBinary() throws SQLException {
        params.setFloat4(0, 1.0f, Oids.FLOAT4);
        assertArrayEquals(new byte[] {0x3f, (byte) 0x80, 0, 0}, encoded(params));
    }

    @Test
    void booleanIsOneByteInBinary() throws SQLException {
        params.setBoolean(0, true, Oids.BOOL);
        assertArrayEquals(new byte[] {1}, encoded(params));
    }

    @Test
    void numbersAreTextWithoutBinaryTransfer() throws SQLException {
        textual.setInt8(0, Long.MIN_VALUE, Oids.INT8);
        assertEquals("-9223372036854775808", encodedText(textual));
        textual.setInt2(0, (short) -7, Oids.INT2);
        assertEquals("-7", encodedText(textual));
        textual.setFloat8(0, Double.NEGATIVE_INFINITY, Oids.FLOAT8);
        assertEquals("-Infinity", encodedText(textual));
        textual.setFloat4(0, 0.1f, Oids.FLOAT4);
        assertEquals("0.1", encodedText(textual));
        textual.setBoolean(0, false, Oids.BOOL);
        assertEquals("f", encodedText(textual));
    }

    @Test
    void textIsUtf8() throws SQLException {
        params.setText(0, "é\uD83D\uDE00", Oids.VARCHAR);
        assertEquals("é\uD83D\uDE00", encodedText(params));
        assertEquals(Oids.VARCHAR, params.oid(0));
    }

    @Test
    void textWithZeroCharacterCannotBeSent() {
        params.setText(0, "a\0b", Oids.VARCHAR);
        SQLException e = assertThrows(SQLException.class, () -> encoded(params));
        assertEquals("22021", e.getSQLState());
    }

    @Test
    void nullHasTheLengthMinusOneAndItsType() throws SQLException {
        params.setNull(0, Oids.INT4);
        ByteSink out = new ByteSink(4);
        params.write(0, params.format(0, CONTEXT), out, CONTEXT);
        assertArrayEquals(new byte[] {-1, -1, -1, -1}, out.toByteArray());
        assertEquals(Oids.INT4, params.oid(0));
        assertTrue(params.isNull(0));
    }

    @Test
    void bytesAreSentAsTheyAre() throws SQLException {
        params.setBytes(0, new byte[] {0, -1, 7}, Oids.BYTEA);
        assertEquals(Format.BINARY, params.format(0, CONTEXT));
        assertArrayEquals(new byte[] {0, -1, 7}, encoded(params));
    }

    @Test
    void spooledStreamIsSentWhole() throws SQLException {
        byte[] bytes = new byte[200_001];
        new Random(1).nextBytes(bytes);
        params.setBytesSpool(0, Spool.of(new ByteArrayInputStream(bytes), -1), Oids.BYTEA);
        assertArrayEquals(bytes, encoded(params));
    }

    @Test
    void objectsAreWrittenByTheCodecOfTheirType() throws SQLException {
        UUID uuid = new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L);
        params.setObject(0, uuid, Oids.UUID);
        assertEquals(Format.BINARY, params.format(0, CONTEXT));
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, encoded(params));
        textual.setObject(0, uuid, Oids.UUID);
        assertEquals(uuid.toString(), encodedText(textual));
    }

    @Test
    void valueMissingAtTheExecutionIsNamedByItsNumber() throws SQLException {
        ParamSet two = new ParamSet(2, true);
        two.setInt4(0, 1, Oids.INT4);
        SQLException e = assertThrows(SQLException.class, () -> two.checkComplete(1));
        assertEquals("22023", e.getSQLState());
        assertEquals("No value specified for parameter 2.", e.getMessage());
        two.setNull(1, Oids.UNSPECIFIED);
        two.checkComplete(1);
    }

    @Test
    void clearedValuesAreMissing() {
        params.setInt4(0, 1, Oids.INT4);
        params.setInt4(0, 2, Oids.INT4);
        params.clear();
        SQLException e = assertThrows(SQLException.class, () -> params.checkComplete(1));
        assertEquals("No value specified for parameter 1.", e.getMessage());
    }

    @Test
    void anUnsetValueIsNeverSentAsNull() {
        SQLException e = assertThrows(SQLException.class, () -> encoded(params));
        assertEquals("22023", e.getSQLState());
    }

    @Test
    void lastOneOfSeveralTypesWins() throws SQLException {
        params.setText(0, "x", Oids.VARCHAR);
        params.setInt8(0, 1, Oids.INT8);
        assertEquals(Oids.INT8, params.oid(0));
        assertEquals(8, encoded(params).length);
    }

    @Test
    void textOfNullUnsetAndBytesIsNotShown() {
        assertNull(params.text(0, CONTEXT));
        params.setNull(0, Oids.INT4);
        assertNull(params.text(0, CONTEXT));
        params.setBytes(0, new byte[1], Oids.BYTEA);
        assertNull(params.text(0, CONTEXT));
    }

    @Test
    void settingAndSendingPrimitivesAndStringsAllocatesNothing() throws SQLException {
        ParamSet set = new ParamSet(5, true);
        ByteSink out = new ByteSink(256);
        String text = "some text";
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = allocated();
            for (int i = 0; i < 1000; i++) {
                out.clear();
                set.setInt4(0, i, Oids.INT4);
                set.setInt8(1, i, Oids.INT8);
                set.setFloat8(2, i, Oids.FLOAT8);
                set.setBoolean(3, true, Oids.BOOL);
                set.setText(4, text, Oids.VARCHAR);
                set.checkComplete(1);
                for (int p = 0; p < 5; p++) {
                    set.write(p, set.format(p, CONTEXT), out, CONTEXT);
                }
            }
            best = Math.min(best, allocated() - before);
        }
        // Reading the counter may itself count a little; one object a loop would be 16 000 bytes or more.
        assertTrue(best < 1000, () -> "allocated bytes");
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
