package io.howdah.internal.row;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows as received: any body is walked within its bounds or refused, and what goes in comes out. */
class RowFuzzTest {
    private static byte[] message(byte[] body) {
        return ByteBuffer.allocate(body.length + 5)
                .put(Tag.DATA_ROW)
                .putInt(body.length + 4)
                .put(body)
                .array();
    }

    @FuzzTest
    void anyBodyIsReadWithinItsBoundsOrRefused(FuzzedDataProvider data) throws IOException {
        int columns = data.consumeInt(0, 5);
        byte[] body = data.consumeRemainingAsBytes();
        if (body.length < 2) {
            return;
        }
        byte[] row = message(body);
        RowStore store = new RowStore();
        store.start(columns, true);
        assertEquals(row.length, store.take(row, 0, row.length, Long.MAX_VALUE));
        try {
            assertTrue(store.next());
            RowCursor cursor = store.cursor();
            int total = 2;
            for (int i = 0; i < columns; i++) {
                int length = cursor.length(i);
                assertTrue(length >= -1 && cursor.offset(i) + length <= cursor.bytes().length);
                total += 4 + Math.max(0, length);
            }
            assertEquals(body.length, total);
        } catch (SQLException refused) {
            assertEquals("08P01", refused.getSQLState());
        }
    }

    @FuzzTest
    void whatIsTakenIsReadInOrder(FuzzedDataProvider data) throws IOException, SQLException {
        boolean scrollable = data.consumeBoolean();
        RowStore store = new RowStore();
        store.start(1, scrollable);
        List<byte[]> values = new ArrayList<>();
        int read = 0;
        while (data.remainingBytes() > 0 && values.size() < 200) {
            byte[] value = data.consumeBytes(data.consumeInt(0, 40));
            byte[] body = ByteBuffer.allocate(6 + value.length)
                    .putShort((short) 1)
                    .putInt(value.length)
                    .put(value)
                    .array();
            byte[] row = message(body);
            assertEquals(row.length, store.take(row, 0, row.length, Long.MAX_VALUE));
            values.add(value);
            if (data.consumeBoolean()) {
                assertTrue(store.next());
                assertCurrent(values.get(read++), store);
                store.recycleConsumed();
            }
        }
        while (read < values.size()) {
            assertTrue(store.hasNext());
            assertTrue(store.next());
            assertCurrent(values.get(read++), store);
        }
        assertTrue(!store.next());
        assertEquals(values.size(), store.receivedRows());
        if (scrollable) {
            for (int i = values.size() - 1; i >= 0; i--) {
                store.moveTo(i);
                assertCurrent(values.get(i), store);
            }
        }
    }

    private static void assertCurrent(byte[] expected, RowStore store) {
        RowCursor cursor = store.cursor();
        int from = cursor.offset(0);
        assertArrayEquals(expected, Arrays.copyOfRange(cursor.bytes(), from, from + cursor.length(0)));
    }

    @FuzzTest
    void anyBytesAreTakenAsWholeRowsOnly(byte[] input) throws IOException {
        RowStore store = new RowStore();
        store.start(1, false);
        int end = store.take(input, 0, input.length, Long.MAX_VALUE);
        assertTrue(end >= 0 && end <= input.length);
        try {
            while (store.next()) {
                assertTrue(store.cursor().length(0) >= -1);
            }
        } catch (SQLException refused) {
            assertEquals("08P01", refused.getSQLState());
        }
    }
}
