package io.howdah.internal.repl;

import io.howdah.internal.util.Deadline;
import io.howdah.replication.LogicalStream;
import io.howdah.replication.PhysicalStream;
import io.howdah.replication.WalData;
import io.howdah.types.PgLsn;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A stream whose messages are made by a {@link Decoder}. */
class ReplicationStreamImpl<M> {
    /** Makes a message of the data that a receiver has at hand. */
    @FunctionalInterface
    interface Decoder<M> {
        M decode(WalReceiver data) throws SQLException;
    }

    private final WalReceiver receiver;
    private final Decoder<M> decoder;
    private volatile boolean closed;

    /** Why a message could not be decoded: reading on would leave it out. */
    private SQLException failure;

    ReplicationStreamImpl(WalReceiver receiver, Decoder<M> decoder) {
        this.receiver = receiver;
        this.decoder = decoder;
    }

    /** The stream of a logical slot. */
    static final class Logical<M> extends ReplicationStreamImpl<M> implements LogicalStream<M> {
        private final String slot;

        Logical(WalReceiver receiver, Decoder<M> decoder, String slot) {
            super(receiver, decoder);
            this.slot = slot;
        }

        @Override
        public String slot() {
            return slot;
        }
    }

    /** The stream of the log. */
    static final class Physical extends ReplicationStreamImpl<WalData> implements PhysicalStream {
        private final WalReceiver receiver;

        Physical(WalReceiver receiver, Decoder<WalData> decoder) {
            super(receiver, decoder);
            this.receiver = receiver;
        }

        @Override
        public Optional<NextTimeline> nextTimeline() {
            List<String> row = receiver.transfer().lastRow();
            if (row == null || row.size() < 2 || row.get(0) == null || row.get(1) == null) {
                return Optional.empty();
            }
            return Optional.of(new NextTimeline(Long.parseLong(row.get(0)), PgLsn.parse(row.get(1))));
        }
    }

    public M read() throws SQLException {
        return next(Deadline.NONE);
    }

    public M read(Duration timeout) throws SQLException {
        return next(WalReceiver.deadline(timeout));
    }

    private M next(long deadline) throws SQLException {
        if (closed) {
            throw new SQLNonTransientException("the replication stream is closed; start another one", "55000");
        }
        if (failure != null) {
            throw new SQLException(
                    "an earlier message of the replication stream could not be decoded, so nothing behind it is given: close the stream",
                    failure.getSQLState(),
                    failure);
        }
        if (!receiver.next(deadline)) {
            return null;
        }
        try {
            return decoder.decode(receiver);
        } catch (SQLException e) {
            failure = e;
            throw e;
        }
    }

    public void confirm(PgLsn flushed, PgLsn applied) {
        receiver.confirm(flushed.position(), applied.position());
    }

    public void sendStatus() throws SQLException {
        receiver.sendStatus(false);
    }

    public PgLsn receivedPosition() {
        return new PgLsn(receiver.received());
    }

    public PgLsn flushedPosition() {
        return new PgLsn(receiver.flushed());
    }

    public PgLsn serverPosition() {
        return new PgLsn(receiver.serverEnd());
    }

    public boolean isEnded() {
        return closed
                || receiver.transfer().isEnded()
                || receiver.transfer().session().isClosed();
    }

    public void close() throws SQLException {
        closed = true;
        receiver.close();
    }
}
