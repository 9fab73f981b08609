package io.howdah.internal.jdbc;

import io.howdah.internal.row.MemoryRows;
import io.howdah.internal.row.RowCursor;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.Tag;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A result set of metadata in the making: values are appended column by column, row by row, in the form in which a server would send them, and
 * names that the server did send are copied as bytes. Used by one thread for one result.
 */
final class MetaDataRows {
    /** Rows are handed over in runs of about so many bytes. */
    private static final int RUN_BYTES = 32 * 1024;

    private final CodecContext context;
    private final int columns;
    private final StatementResult result;
    private final ByteSink run = new ByteSink(2 * 1024);
    private int rowStart;
    private int rowsInRun;

    /** @param typeOids one for each of {@code labels} */
    MetaDataRows(CodecContext context, String[] labels, int[] typeOids) {
        this.context = context;
        this.columns = labels.length;
        this.result = StatementResult.ofRows(MemoryRows.shape(labels, typeOids, Format.BINARY, context));
        result.rows().start(columns, true);
    }

    void begin() {
        run.putByte(Tag.DATA_ROW);
        rowStart = run.reserveInt();
        run.putShort(columns);
    }

    void end() throws SQLException {
        run.patchLength(rowStart);
        rowsInRun++;
        if (run.size() >= RUN_BYTES) {
            handOver();
        }
    }

    private void handOver() throws SQLException {
        result.rows().take(run.array(), 0, run.size(), rowsInRun);
        run.clear();
        rowsInRun = 0;
    }

    void none() {
        run.putInt(-1);
    }

    /** @param count columns that have no value */
    void none(int count) {
        for (int i = 0; i < count; i++) {
            none();
        }
    }

    /** The bytes of a text, or NULL. */
    void copy(RowCursor source, int index) {
        int length = source.length(index);
        run.putInt(length);
        if (length > 0) {
            run.putBytes(source.bytes(), source.offset(index), length);
        }
    }

    void text(byte[] utf8) {
        run.putInt(utf8.length);
        run.putBytes(utf8);
    }

    /** @param value null for NULL */
    void text(String value) {
        if (value == null) {
            none();
        } else {
            text(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    void int2(int value) {
        run.putInt(2);
        run.putShort(value);
    }

    void int4(int value) {
        run.putInt(4);
        run.putInt(value);
    }

    void bool(boolean value) {
        run.putInt(1);
        run.putByte(value ? 1 : 0);
    }

    /** The result set, which outlives the connection. */
    ResultSet resultSet() throws SQLException {
        if (rowsInRun > 0) {
            handOver();
        }
        return ResultSets.of(context, result);
    }
}
