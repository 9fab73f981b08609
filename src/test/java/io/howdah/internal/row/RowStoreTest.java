package io.howdah.internal.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of a result between those who receive and those who read them. */
class RowStoreTest {
    private static void receive(RowStore store, String... values) throws IOException {
        ByteSink messages = new ByteSink(64);
        for (String value : values) {
            messages.putByte(Tag.DATA_ROW);
            int length = messages.reserveInt();
            messages.putShort(2);
            messages.putInt(-1);
            messages.putInt(value.length());
            messages.putAscii(value);
            messages.patchLength(length);
        }
        assertEquals(messages.size(), store.take(messages.array(), 0, messages.size(), Long.MAX_VALUE));
    }

    private static String current(RowStore store) {
        RowCursor cursor = store.cursor();
        assertEquals(-1, cursor.length(0));
        return new String(cursor.bytes(), cursor.offset(1), cursor.length(1), StandardCharsets.US_ASCII);
    }

    @Test
    void rowsAreThereUntilTheLastIsRead() throws SQLException, IOException {
        RowStore store = new RowStore();
        store.start(2, false);
        assertFalse(store.hasNext());
        assertFalse(store.next());
        receive(store, "a", "b");
        assertTrue(store.hasNext());
        assertTrue(store.next());
        assertEquals("a", current(store));
        assertTrue(store.hasNext());
        assertTrue(store.next());
        assertEquals("b", current(store));
        assertFalse(store.hasNext());
        assertFalse(store.next());
    }

    @Test
    void theCurrentRowCanOutliveItsMemory() throws SQLException, IOException {
        RowStore store = new RowStore();
        store.start(2, false);
        receive(store, "first");
        assertTrue(store.next());
        store.keepCurrentRow();
        store.keepCurrentRow();
        store.recycleConsumed();
        receive(store, "other");
        assertEquals("first", current(store));
        assertTrue(store.hasNext());
        assertTrue(store.next());
        assertEquals("other", current(store));
    }

    @Test
    void rowsBeyondTheMemoryBoundComeFromAFile() throws SQLException, IOException {
        RowStore store = new RowStore();
        store.start(2, false);
        store.limitMemory(1);
        receive(store, "a", "b");
        receive(store, "c");
        StringBuilder read = new StringBuilder();
        while (store.hasNext()) {
            assertTrue(store.next());
            read.append(current(store));
        }
        assertFalse(store.next());
        assertEquals("abc", read.toString());
        store.clear();
        assertFalse(store.hasNext());
    }

    @Test
    void aStoreIsFilledFromMemory() throws SQLException, IOException {
        RowStore store = new RowStore();
        MemoryRows.fill(store, 2, List.of(new byte[][] {null, {'x'}}, new byte[][] {null, {}}));
        assertEquals(2, store.receivedRows());
        store.moveTo(1);
        assertEquals("", current(store));
        store.moveTo(0);
        assertEquals("x", current(store));
        MemoryRows.fill(store, 0, List.of());
        assertFalse(store.next());
    }

    @Test
    void aDirectoryThatCannotBeWrittenFailsTheResultWhereItsRowsAreMissing() throws SQLException, IOException {
        RowStore store = new RowStore();
        store.start(2, false);
        store.spillDirectory = Path.of("no such directory");
        receive(store, "kept");
        store.limitMemory(1);
        receive(store, "lost");
        receive(store, "lost too");
        assertTrue(store.next());
        assertEquals("kept", current(store));
        assertThrows(IOException.class, store::next);
        store.start(2, false);
        receive(store, "another result");
        assertTrue(store.next());
        assertEquals("another result", current(store));
        assertFalse(store.next());
    }
}
