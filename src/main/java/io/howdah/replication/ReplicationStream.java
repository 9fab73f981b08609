package io.howdah.replication;

import io.howdah.types.PgLsn;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What the server streams, until one side ends it. Memory is constant: what is not read yet stays in the network.
 *
 * <p>The driver reports progress to the server, and so keeps the connection alive, whenever the stream is read: at the interval of the
 * specification, and when the server asks. It has no thread of its own, so who does not read for as long as the server's
 * {@code wal_sender_timeout} loses the connection; {@link #sendStatus} may be called meanwhile.
 *
 * <p>Read by one thread at a time. {@link #confirm} and the positions may be used by any.
 *
 * @param <M> a message
 */
public interface ReplicationStream<M> extends AutoCloseable {
    /**
     * Waits for the next message.
     *
     * @return the message; null at the end of the stream
     * @throws SQLException what the server reports, which ends the stream; 57P01 when it shuts down; 08006 when the connection is lost; 55000 when the
     *     stream was closed
     */
    M read() throws SQLException;

    /**
     * Waits for the next message for some time.
     *
     * @param timeout zero for not at all
     * @return the message; null when none has come, and at the {@linkplain #isEnded end}
     * @throws SQLException as {@link #read()}
     */
    M read(Duration timeout) throws SQLException;

    /**
     * Gives the next message if it has arrived.
     *
     * @return the message; null when none has come, and at the {@linkplain #isEnded end}
     * @throws SQLException as {@link #read()}
     */
    default M tryRead() throws SQLException {
        return read(Duration.ZERO);
    }

    /**
     * Notes that everything before a position is safe on this side, so that the server need not send it again and may remove it from its log. The server
     * hears of it with the next status. A position before an earlier one changes nothing.
     *
     * @param position such as {@code PgOutput.Commit.endPosition}
     */
    default void confirm(PgLsn position) {
        confirm(position, position);
    }

    /**
     * As {@link #confirm(PgLsn)}, for who stores before it applies.
     *
     * @param flushed everything before is safe; what the server goes by
     * @param applied everything before can be seen; for {@code synchronous_commit=remote_apply} and the server's views
     */
    void confirm(PgLsn flushed, PgLsn applied);

    /**
     * Tells the server now how far this side is.
     *
     * @throws SQLException 08006 when the connection is lost; 55000 when the stream has ended
     */
    void sendStatus() throws SQLException;

    /**
     * How far this stream has been read.
     *
     * @return 0/0 before the first message
     */
    PgLsn receivedPosition();

    /**
     * What the server was or will be told to be safe.
     *
     * @return 0/0 before anything was confirmed
     */
    PgLsn flushedPosition();

    /**
     * How far the server has come, as its latest message said.
     *
     * @return 0/0 before the first message
     */
    PgLsn serverPosition();

    /**
     * Whether the stream is over, by either side.
     *
     * @return true when nothing can be read any more
     */
    boolean isEnded();

    /**
     * Tells the server what was confirmed, ends the stream and drops what it still sends. The connection is usable afterwards. Nothing happens when the
     * stream has ended.
     *
     * @throws SQLException when the connection is lost
     */
    @Override
    void close() throws SQLException;
}
