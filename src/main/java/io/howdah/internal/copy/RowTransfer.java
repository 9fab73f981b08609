package io.howdah.internal.copy;

import io.howdah.internal.session.CopyTransfer;
import java.sql.SQLException;

/** Rows on their way to the server: a transfer with the rows' format. Belongs to one thread at a time. */
final class RowTransfer {
    private final CopyTransfer transfer;
    private final CopyRow row;
    private final boolean binary;
    private final Progress progress;
    private long rows;

    RowTransfer(CopyTransfer transfer, CopyRow row, Progress progress) throws SQLException {
        this.transfer = transfer;
        this.row = row;
        this.binary = row instanceof BinaryCopyRow;
        this.progress = progress;
        if (binary) {
            byte[] header = BinaryCopyRow.header();
            transfer.write(header, 0, header.length);
        }
    }

    boolean isBinary() {
        return binary;
    }

    /** @param values a record, or an array of values */
    void add(Object values) throws SQLException {
        row.take(values, rows + 1);
        transfer.write(row);
        rows++;
        progress.update(rows, transfer.bytes());
    }

    long finish() throws SQLException {
        if (binary) {
            byte[] trailer = BinaryCopyRow.trailer();
            transfer.write(trailer, 0, trailer.length);
        }
        long copied = transfer.finish();
        progress.end(copied, transfer.bytes());
        return copied;
    }

    void abort(String reason) throws SQLException {
        transfer.abort(reason);
    }

    void cancel() throws SQLException {
        transfer.cancel();
    }
}
