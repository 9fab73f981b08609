package io.howdah.internal.row;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.Tag;
import java.nio.charset.StandardCharsets;

/**
 * Fills a {@link RowStore} with rows that no server sent: values are appended column by column, row by row, in the binary form in which a server
 * would send them, and values that a server did send are copied as bytes. Used by one thread for one result.
 */
public class RowWriter {
    /** Rows are handed over in runs of about so many bytes. */
    private static final int RUN_BYTES = 32 * 1024;

    private final RowStore store;
    private final int columns;
    private final ByteSink run = new ByteSink(2 * 1024);
    private int rowStart;
    private int rowsInRun;

    /** @param store becomes scrollable and holds exactly the rows written */
    public RowWriter(RowStore store, int columns) {
        this.store = store;
        this.columns = columns;
        store.start(columns, true);
    }

    /** Starts a row, for which as many values must follow as there are columns. */
    public void begin() {
        run.putByte(Tag.DATA_ROW);
        rowStart = run.reserveInt();
        run.putShort(columns);
    }

    /** Ends a row. */
    public void end() {
        run.patchLength(rowStart);
        rowsInRun++;
        if (run.size() >= RUN_BYTES) {
            handOver();
        }
    }

    private void handOver() {
        store.take(run.array(), 0, run.size(), rowsInRun);
        run.clear();
        rowsInRun = 0;
    }

    /** NULL. */
    public void none() {
        run.putInt(-1);
    }

    /** @param count columns that have no value */
    public void none(int count) {
        for (int i = 0; i < count; i++) {
            none();
        }
    }

    /** The bytes of a text, or NULL. */
    public void copy(RowCursor source, int index) {
        int length = source.length(index);
        run.putInt(length);
        if (length > 0) {
            run.putBytes(source.bytes(), source.offset(index), length);
        }
    }

    /** A text that is encoded already. */
    public void text(byte[] utf8) {
        run.putInt(utf8.length);
        run.putBytes(utf8);
    }

    /** @param value null for NULL */
    public void text(String value) {
        if (value == null) {
            none();
        } else {
            text(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A smallint. */
    public void int2(int value) {
        run.putInt(2);
        run.putShort(value);
    }

    /** An integer. */
    public void int4(int value) {
        run.putInt(4);
        run.putInt(value);
    }

    /** A boolean. */
    public void bool(boolean value) {
        run.putInt(1);
        run.putByte(value ? 1 : 0);
    }

    /** After the last row: from now on the store holds all of them. */
    public void finish() {
        if (rowsInRun > 0) {
            handOver();
        }
    }
}
