package io.howdah.internal.copy;

import io.howdah.api.CopyProgress;
import io.howdah.api.RowCopyIn;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Parts;
import io.howdah.internal.type.PgType;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/** {@link RowCopyIn}: begins the transfer with the first row, whose values decide about the format. */
final class RowCopyInImpl implements RowCopyIn {
    /** Begins the transfer. */
    @FunctionalInterface
    interface Start {
        RowTransfer start(boolean binary, Progress progress) throws SQLException;
    }

    private final PgType[] types;
    private final CodecContext context;
    private final Start start;
    private final Progress progress = new Progress();

    /** Null before the first row. */
    private volatile RowTransfer transfer;

    private boolean closed;

    RowCopyInImpl(PgType[] types, CodecContext context, Start start) {
        this.types = types;
        this.context = context;
        this.start = start;
    }

    @Override
    public void add(Object... values) throws SQLException {
        if (values.length != types.length) {
            throw new SQLNonTransientException(
                    "the COPY has " + types.length + " columns, but the row has " + values.length + " values", "07001");
        }
        if (transfer == null) {
            start(values);
        }
        transfer.add(values);
    }

    private void start(Object... values) throws SQLException {
        if (closed) {
            throw new SQLNonTransientException("the COPY has ended; start another one", "55000");
        }
        boolean binary = true;
        for (int i = 0; i < types.length; i++) {
            binary &= types[i].codec().binary();
            binary &= i >= values.length || Parts.isBinary(values[i], types[i], context);
        }
        transfer = start.start(binary, progress);
    }

    @Override
    public boolean isBinary() {
        return transfer != null && transfer.isBinary();
    }

    @Override
    public RowCopyIn onProgress(CopyProgress listener) {
        progress.listen(listener);
        return this;
    }

    @Override
    public long finish() throws SQLException {
        if (transfer == null) {
            start();
        }
        return transfer.finish();
    }

    @Override
    public void cancel() throws SQLException {
        RowTransfer started = transfer;
        if (started != null) {
            started.cancel();
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        if (transfer != null) {
            transfer.abort("the application did not finish the COPY");
        }
    }
}
