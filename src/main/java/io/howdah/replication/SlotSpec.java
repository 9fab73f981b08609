package io.howdah.replication;

import java.util.Objects;

/**
 * A slot to be created. Immutable.
 *
 * @param name lower-case letters, digits and underscores, at most 63
 * @param plugin the output plugin of a logical slot, such as {@code pgoutput}; null for a physical slot
 * @param isTemporary true for a slot that is dropped with the connection
 * @param snapshot what becomes of the snapshot from which a logical slot starts
 * @param decodesPrepared true to decode transactions when they are prepared (PostgreSQL 14)
 * @param reservesWal true for a physical slot that keeps the log from now on, not from its first use
 * @param isFailover true for a logical slot that is synchronised to standbys (PostgreSQL 17)
 */
public record SlotSpec(
        String name,
        String plugin,
        boolean isTemporary,
        Snapshot snapshot,
        boolean decodesPrepared,
        boolean reservesWal,
        boolean isFailover) {
    /** What becomes of the snapshot in which the database is as the slot's first changes expect it. */
    public enum Snapshot {
        /** Nothing. */
        NONE,
        /** Other sessions may use it until this connection's next command. */
        EXPORT,
        /** This transaction uses it: a read-only REPEATABLE READ one that has done nothing yet. */
        USE
    }

    /** Checks that there are a name and a snapshot option. */
    public SlotSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(snapshot, "snapshot");
    }

    /**
     * A slot for changes decoded by a plugin.
     *
     * @param name of the slot
     * @param plugin {@code pgoutput}, or another that the server has
     * @return a lasting slot without a snapshot
     */
    public static SlotSpec logical(String name, String plugin) {
        return new SlotSpec(name, Objects.requireNonNull(plugin, "plugin"), false, Snapshot.NONE, false, false, false);
    }

    /**
     * A slot for the log itself.
     *
     * @param name of the slot
     * @return a lasting slot
     */
    public static SlotSpec physical(String name) {
        return new SlotSpec(name, null, false, Snapshot.NONE, false, false, false);
    }

    /**
     * Whether it is a logical slot.
     *
     * @return false for a physical slot
     */
    public boolean isLogical() {
        return plugin != null;
    }

    /**
     * The same, dropped with the connection.
     *
     * @return a new specification
     */
    public SlotSpec temporary() {
        return new SlotSpec(name, plugin, true, snapshot, decodesPrepared, reservesWal, isFailover);
    }

    /**
     * The same with a use for the snapshot.
     *
     * @param use what becomes of it
     * @return a new specification
     */
    public SlotSpec snapshot(Snapshot use) {
        return new SlotSpec(name, plugin, isTemporary, use, decodesPrepared, reservesWal, isFailover);
    }

    /**
     * The same, which decodes transactions when they are prepared.
     *
     * @return a new specification
     */
    public SlotSpec twoPhase() {
        return new SlotSpec(name, plugin, isTemporary, snapshot, true, reservesWal, isFailover);
    }

    /**
     * The same, which keeps the log from now on.
     *
     * @return a new specification
     */
    public SlotSpec reserveWal() {
        return new SlotSpec(name, plugin, isTemporary, snapshot, decodesPrepared, true, isFailover);
    }

    /**
     * The same, synchronised to standbys.
     *
     * @return a new specification
     */
    public SlotSpec failover() {
        return new SlotSpec(name, plugin, isTemporary, snapshot, decodesPrepared, reservesWal, true);
    }
}
