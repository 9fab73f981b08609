package io.howdah.internal.copy;

import io.howdah.api.CopyProgress;
import io.howdah.api.RecordCopyOut;
import io.howdah.api.UncheckedSqlException;
import io.howdah.internal.session.CopyTransfer;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.RecordMapper;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@link RecordCopyOut} over the session's transfer. */
final class RecordCopyOutImpl<T> implements RecordCopyOut<T> {
    private final CopyTransfer transfer;
    private final CopyRows rows;
    private final Class<T> target;
    private final RecordMapper mapper;
    private final CodecContext context;
    private final Progress progress = new Progress();
    private long taken;
    private boolean ended;

    RecordCopyOutImpl(
            CopyTransfer transfer, CopyRows rows, Class<T> target, RecordMapper mapper, CodecContext context) {
        this.transfer = transfer;
        this.rows = rows;
        this.target = target;
        this.mapper = mapper;
        this.context = context;
    }

    @Override
    public T next() throws SQLException {
        if (ended) {
            return null;
        }
        if (!rows.next(transfer)) {
            ended = true;
            progress.end(taken, transfer.bytes());
            return null;
        }
        taken++;
        progress.update(taken, transfer.bytes());
        return target.cast(mapper.read(rows, context));
    }

    private T unchecked() {
        try {
            return next();
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            /** Read ahead; null when nothing is. */
            private T ahead;

            @Override
            public boolean hasNext() {
                if (ahead == null) {
                    ahead = unchecked();
                }
                return ahead != null;
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                T row = ahead;
                ahead = null;
                return row;
            }
        };
    }

    @Override
    public Stream<T> stream() {
        Spliterator<T> source = Spliterators.spliteratorUnknownSize(
                iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        return StreamSupport.stream(source, false).onClose(() -> {
            try {
                close();
            } catch (SQLException e) {
                throw new UncheckedSqlException(e);
            }
        });
    }

    @Override
    public boolean isBinary() {
        return transfer.formats().binary();
    }

    @Override
    public RecordCopyOut<T> onProgress(CopyProgress listener) {
        progress.listen(listener);
        return this;
    }

    @Override
    public void cancel() throws SQLException {
        transfer.cancel();
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        transfer.close();
    }
}
