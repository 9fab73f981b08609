package io.howdah.internal.copy;

import io.howdah.api.CopyProgress;
import io.howdah.api.RecordCopyIn;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;

/** {@link RecordCopyIn} over a transfer of rows. */
final class RecordCopyInImpl<T> implements RecordCopyIn<T> {
    private final RowTransfer transfer;
    private final Progress progress;

    RecordCopyInImpl(RowTransfer transfer, Progress progress) {
        this.transfer = transfer;
        this.progress = progress;
    }

    @Override
    public void add(T row) throws SQLException {
        transfer.add(Objects.requireNonNull(row, "row"));
    }

    @Override
    public void addAll(Iterable<? extends T> rows) throws SQLException {
        addAll(() -> rows.iterator());
    }

    @Override
    public void addAll(Iterator<? extends T> rows) throws SQLException {
        addAll(() -> rows);
    }

    @Override
    public void addAll(Stream<? extends T> rows) throws SQLException {
        try (rows) {
            addAll(() -> rows.iterator());
        }
    }

    /** Gives the rows. */
    @FunctionalInterface
    private interface Source<T> {
        Iterator<? extends T> rows();
    }

    private void addAll(Source<T> source) throws SQLException {
        try {
            Iterator<? extends T> rows = source.rows();
            while (rows.hasNext()) {
                add(rows.next());
            }
        } catch (SQLException | RuntimeException | Error e) {
            try {
                transfer.abort("the source of the rows failed");
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
    }

    @Override
    public boolean isBinary() {
        return transfer.isBinary();
    }

    @Override
    public RecordCopyIn<T> onProgress(CopyProgress listener) {
        progress.listen(listener);
        return this;
    }

    @Override
    public long finish() throws SQLException {
        return transfer.finish();
    }

    @Override
    public void cancel() throws SQLException {
        transfer.cancel();
    }

    @Override
    public void close() throws SQLException {
        transfer.abort("the application did not finish the COPY");
    }
}
