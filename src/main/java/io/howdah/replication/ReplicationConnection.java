package io.howdah.replication;

import io.howdah.types.PgLsn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The commands of the server's replication protocol (manual: "Streaming Replication Protocol"), on a connection opened with the property
 * {@code replication}: {@code database} for logical replication and SQL besides, {@code true} for physical replication without SQL.
 *
 * <pre>{@code
 * ReplicationConnection replication = ReplicationConnection.of(connection);
 * replication.createSlot(SlotSpec.logical("orders", "pgoutput"));
 * try (LogicalStream<PgOutput> stream = replication.streamChanges(LogicalSpec.pgOutput("orders", "orders_publication"))) {
 *     while (true) {
 *         PgOutput message = stream.read();
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>While a stream is open the connection can do nothing else (55006). Afterwards it can do anything but stream from a logical slot again: servers end a
 * second logical stream at once (55000), so that each needs a connection of its own. Needs a role with the attribute REPLICATION, and for
 * logical replication a server with {@code wal_level=logical}.
 */
public interface ReplicationConnection {
    /**
     * The commands of a connection.
     *
     * @param connection of this driver, opened with the property {@code replication}; may come from a pool
     * @return its replication commands
     * @throws SQLException 22023 for any other connection
     */
    static ReplicationConnection of(Connection connection) throws SQLException {
        return connection.unwrap(ReplicationConnection.class);
    }

    /**
     * Asks the server who it is and where it stands ({@code IDENTIFY_SYSTEM}).
     *
     * @return the answer
     * @throws SQLException what the server reports
     */
    SystemIdentity identifySystem() throws SQLException;

    /**
     * Creates a slot ({@code CREATE_REPLICATION_SLOT}).
     *
     * @param spec what kind of slot
     * @return the slot as the server made it
     * @throws SQLException 42710 when the name is taken, 42602 when it is none, 58P01 or 42501 without the plugin, 53400 when there are too many slots, 0A000
     *     for an option that the server is too old for or when its wal_level is too low (55000 on some versions)
     */
    Slot createSlot(SlotSpec spec) throws SQLException;

    /**
     * Drops a slot ({@code DROP_REPLICATION_SLOT}).
     *
     * @param name of the slot
     * @param wait true to wait until nobody uses it any more
     * @throws SQLException 42704 when there is none, 55006 when it is in use and {@code wait} is false
     */
    void dropSlot(String name, boolean wait) throws SQLException;

    /**
     * Looks at a slot. On a connection for logical replication any slot; else physical ones, from PostgreSQL 15 on.
     *
     * @param name of the slot
     * @return its state; empty when there is no such slot
     * @throws SQLException 0A000 where it is not possible
     */
    Optional<SlotState> readSlot(String name) throws SQLException;

    /**
     * Begins to stream from a logical slot as its plugin writes it ({@code START_REPLICATION ... LOGICAL}).
     *
     * @param spec which slot, from where, and the plugin's options
     * @return the stream, to be closed
     * @throws SQLException 42704 when there is no such slot, 55006 when another process uses it, what the plugin says of its options
     */
    LogicalStream<WalData> stream(LogicalSpec spec) throws SQLException;

    /**
     * Begins to stream from a logical slot of the plugin {@code pgoutput}, whose messages are decoded.
     *
     * @param spec made by {@link LogicalSpec#pgOutput}
     * @return the stream, to be closed
     * @throws SQLException as {@link #stream(LogicalSpec)}
     */
    LogicalStream<PgOutput> streamChanges(LogicalSpec spec) throws SQLException;

    /**
     * Begins to stream the write-ahead log itself ({@code START_REPLICATION ... PHYSICAL}).
     *
     * @param spec from where, of which timeline, with which slot
     * @return the stream, to be closed
     * @throws SQLException 58P01 when the server has removed that part already, 42704 when there is no such slot
     */
    PhysicalStream stream(PhysicalSpec spec) throws SQLException;

    /**
     * Who a server is.
     *
     * @param systemId identifies the cluster, the same for a primary and its standbys
     * @param timeline the present timeline
     * @param position how far the log is written, on a standby replayed
     * @param database the database of this connection; null on a connection for physical replication
     */
    record SystemIdentity(String systemId, long timeline, PgLsn position, String database) {}

    /**
     * A new slot.
     *
     * @param name its name
     * @param consistentPoint where a logical slot becomes consistent: what commits later will be streamed; 0/0 for a physical one
     * @param snapshotName the snapshot to be used by {@code SET TRANSACTION SNAPSHOT} in other sessions; null when none was exported
     * @param plugin the output plugin; null for a physical slot
     */
    record Slot(String name, PgLsn consistentPoint, String snapshotName, String plugin) {}

    /**
     * The state of a slot.
     *
     * @param name its name
     * @param type {@code logical} or {@code physical}
     * @param plugin the output plugin; null for a physical slot, and on a connection for physical replication
     * @param active true when a process uses it; null on a connection for physical replication, where it is not told
     * @param restartPosition from where on the server keeps its log for the slot; null when nothing is kept yet
     * @param confirmedPosition up to where the consumer has confirmed; null for a physical slot
     */
    record SlotState(
            String name, String type, String plugin, Boolean active, PgLsn restartPosition, PgLsn confirmedPosition) {}
}
