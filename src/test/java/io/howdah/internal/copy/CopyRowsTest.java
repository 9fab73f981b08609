package io.howdah.internal.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.RowDescription;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rows in the bytes of both formats, whole, cut anywhere, and broken. */
class CopyRowsTest {
    private static CopyRows rows(int columns, int format) {
        String[] names = new String[columns];
        Arrays.fill(names, "c");
        int[] oids = new int[columns];
        Arrays.fill(oids, Oids.TEXT);
        RowDescription description = new RowDescription(
                names, new int[columns], new short[columns], oids, new short[columns], new int[columns]);
        CodecContext context = new CodecContext(new TypeRegistry(), ZoneOffset.UTC, 180_000);
        return CopyRows.of(RowShape.uniform(description, context, format));
    }

    private static ByteSink binary() {
        ByteSink out = new ByteSink(64);
        out.putBytes(BinaryCopyRow.header());
        return out;
    }

    private static String column(CopyRows rows, int index) {
        return rows.length(index) < 0
                ? null
                : new String(rows.bytes(index), rows.offset(index), rows.length(index), StandardCharsets.UTF_8);
    }

    private static void refused(CopyRows rows, byte[] data) {
        SQLException e = assertThrows(SQLException.class, () -> rows.scan(data, 0, data.length));
        assertEquals("08P01", e.getSQLState());
    }

    @Test
    void binaryRowIsIncompleteAtEveryCutButTheLast() throws SQLException {
        ByteSink out = binary();
        out.patchInt(15, 3); // an extension of the header
        out.putBytes(new byte[] {7, 7, 7});
        out.putShort(3);
        out.putInt(-1);
        out.putInt(0);
        out.putInt(2);
        out.putAscii("ab");
        byte[] data = out.toByteArray();
        CopyRows rows = rows(3, Format.BINARY);
        for (int to = 0; to < data.length; to++) {
            assertEquals(CopyRows.INCOMPLETE, rows.scan(data, 0, to), "cut at " + to);
        }
        assertEquals(data.length, rows.scan(data, 0, data.length));
        assertFalse(rows.isAtEnd());
        int[] lengths = {rows.length(0), rows.length(1), rows.length(2)};
        assertArrayEquals(new int[] {-1, 0, 2}, lengths);
        // The next row has no header.
        assertEquals(data.length, rows.scan(data, 22, data.length));
        assertFalse(rows.mayEnd());
        assertEquals(2, rows.scan(BinaryCopyRow.trailer(), 0, 2));
        assertTrue(rows.isAtEnd() && rows.mayEnd());
    }

    @Test
    void brokenBinaryDataIsRefused() {
        byte[] signature = binary().toByteArray();
        signature[3] ^= 1;
        refused(rows(1, Format.BINARY), signature);
        byte[] flags = binary().toByteArray();
        flags[12] = 1;
        refused(rows(1, Format.BINARY), flags);
        byte[] extension = binary().toByteArray();
        extension[15] = -1;
        refused(rows(1, Format.BINARY), extension);
        ByteSink count = binary();
        count.putShort(2);
        refused(rows(1, Format.BINARY), count.toByteArray());
        ByteSink length = binary();
        length.putShort(1);
        length.putInt(-2);
        refused(rows(1, Format.BINARY), length.toByteArray());
        ByteSink behind = binary();
        behind.putShort(-1);
        behind.putByte(0);
        refused(rows(1, Format.BINARY), behind.toByteArray());
    }

    @Test
    void textRowIsIncompleteAtEveryCutButTheLast() throws SQLException {
        byte[] data = "\\N\t\t\\\\N\\t\\n\\r\\b\\f\\v\\.\u20ac\n".getBytes(StandardCharsets.UTF_8);
        CopyRows rows = rows(3, Format.TEXT);
        for (int to = 0; to < data.length; to++) {
            assertEquals(CopyRows.INCOMPLETE, rows.scan(data, 0, to), "cut at " + to);
        }
        assertEquals(data.length, rows.scan(data, 0, data.length));
        assertNull(column(rows, 0));
        assertEquals("", column(rows, 1));
        assertEquals("\\N\t\n\r\b\f\u000b.\u20ac", column(rows, 2));
    }

    @Test
    void brokenTextIsRefused() {
        for (String line : new String[] {"a\n", "a\tb\tc\n", "\n", "a\tb\\\n"}) {
            refused(rows(2, Format.TEXT), line.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void rowsWithoutColumnsAreEmptyLines() throws SQLException {
        CopyRows rows = rows(0, Format.TEXT);
        assertEquals(1, rows.scan(new byte[] {'\n', '\n'}, 0, 2));
        refused(rows, new byte[] {'a', '\n'});
    }
}
