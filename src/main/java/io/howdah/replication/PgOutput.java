package io.howdah.replication;

import io.howdah.types.PgLsn;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * A message of the plugin {@code pgoutput} (manual: "Logical Replication Message Formats").
 *
 * <p>A transaction is {@link Begin}, its changes and {@link Commit}. With {@code streaming} a large one comes in parts while it is in progress, each
 * between {@link StreamStart} and {@link StreamStop}, and ends with {@link StreamCommit}, {@link StreamPrepare} or {@link StreamAbort}; parts of several
 * transactions alternate. The changes in a part name their (sub)transaction; elsewhere that number is 0.
 */
public sealed interface PgOutput {
    /** A change, or what belongs to changes: what may be part of a streamed transaction. */
    sealed interface InTransaction extends PgOutput {
        /**
         * The transaction or subtransaction, when it is streamed.
         *
         * @return 0 outside of streamed parts: the transaction is that of {@link Begin} or {@link BeginPrepare}
         */
        long streamXid();
    }

    /**
     * A transaction that was committed follows.
     *
     * @param finalPosition of its commit in the log
     * @param committed when
     * @param xid the transaction
     */
    record Begin(PgLsn finalPosition, Instant committed, long xid) implements PgOutput {}

    /**
     * The transaction is complete.
     *
     * @param position of its commit in the log
     * @param endPosition behind it: to be confirmed when everything is safe
     * @param committed when
     */
    record Commit(PgLsn position, PgLsn endPosition, Instant committed) implements PgOutput {}

    /**
     * The transaction was itself replicated.
     *
     * @param position of its commit on its origin
     * @param name of the origin
     */
    record Origin(PgLsn position, String name) implements PgOutput {}

    /**
     * A table whose changes follow.
     *
     * @param relation the table
     * @param streamXid see {@link InTransaction}
     */
    record TableDescription(Relation relation, long streamXid) implements InTransaction {}

    /**
     * A type that is not built in, used by a table that follows.
     *
     * @param oid its OID
     * @param schema its schema
     * @param name its name
     * @param streamXid see {@link InTransaction}
     */
    record Type(long oid, String schema, String name, long streamXid) implements InTransaction {}

    /**
     * A new row.
     *
     * @param relation the table
     * @param row the row
     * @param streamXid see {@link InTransaction}
     */
    record Insert(Relation relation, Tuple row, long streamXid) implements InTransaction {}

    /**
     * A changed row.
     *
     * @param relation the table
     * @param old the row's key before, or all of it with REPLICA IDENTITY FULL; null when the key has not changed
     * @param oldIsKey true when {@code old} holds the key alone
     * @param row the row now
     * @param streamXid see {@link InTransaction}
     */
    record Update(Relation relation, Tuple old, boolean oldIsKey, Tuple row, long streamXid) implements InTransaction {}

    /**
     * A row that is gone.
     *
     * @param relation the table
     * @param old the row's key, or all of it with REPLICA IDENTITY FULL
     * @param oldIsKey true when {@code old} holds the key alone
     * @param streamXid see {@link InTransaction}
     */
    record Delete(Relation relation, Tuple old, boolean oldIsKey, long streamXid) implements InTransaction {}

    /**
     * Emptied tables.
     *
     * @param relations the tables
     * @param cascades true for CASCADE
     * @param restartsIdentity true for RESTART IDENTITY
     * @param streamXid see {@link InTransaction}
     */
    record Truncate(List<Relation> relations, boolean cascades, boolean restartsIdentity, long streamXid)
            implements InTransaction {}

    /**
     * What {@code pg_logical_emit_message} wrote; only with the option {@code messages}.
     *
     * @param isTransactional false when it is no part of a transaction
     * @param position in the log
     * @param prefix as given
     * @param content as given; read-only
     * @param streamXid see {@link InTransaction}
     */
    record Message(boolean isTransactional, PgLsn position, String prefix, ByteBuffer content, long streamXid)
            implements InTransaction {}

    /**
     * A part of a transaction in progress follows.
     *
     * @param xid the transaction
     * @param isFirst true for its first part
     */
    record StreamStart(long xid, boolean isFirst) implements PgOutput {}

    /** The end of a part. */
    record StreamStop() implements PgOutput {}

    /**
     * A streamed transaction was committed.
     *
     * @param xid the transaction
     * @param position of its commit in the log
     * @param endPosition behind it
     * @param committed when
     */
    record StreamCommit(long xid, PgLsn position, PgLsn endPosition, Instant committed) implements PgOutput {}

    /**
     * A streamed transaction, or a part of it, was rolled back.
     *
     * @param xid the transaction
     * @param subXid the subtransaction; the same as {@code xid} when all of it was rolled back
     * @param position of the abort in the log; null but with {@code streaming=parallel}
     * @param aborted when; null but with {@code streaming=parallel}
     */
    record StreamAbort(long xid, long subXid, PgLsn position, Instant aborted) implements PgOutput {}

    /**
     * A transaction that was prepared follows.
     *
     * @param position of its PREPARE in the log
     * @param endPosition behind it
     * @param prepared when
     * @param xid the transaction
     * @param gid its global identifier
     */
    record BeginPrepare(PgLsn position, PgLsn endPosition, Instant prepared, long xid, String gid)
            implements PgOutput {}

    /**
     * The transaction is prepared.
     *
     * @param position of its PREPARE in the log
     * @param endPosition behind it
     * @param prepared when
     * @param xid the transaction
     * @param gid its global identifier
     */
    record Prepare(PgLsn position, PgLsn endPosition, Instant prepared, long xid, String gid) implements PgOutput {}

    /**
     * A streamed transaction was prepared.
     *
     * @param position of its PREPARE in the log
     * @param endPosition behind it
     * @param prepared when
     * @param xid the transaction
     * @param gid its global identifier
     */
    record StreamPrepare(PgLsn position, PgLsn endPosition, Instant prepared, long xid, String gid)
            implements PgOutput {}

    /**
     * A prepared transaction was committed.
     *
     * @param position of its commit in the log
     * @param endPosition behind it
     * @param committed when
     * @param xid the transaction
     * @param gid its global identifier
     */
    record CommitPrepared(PgLsn position, PgLsn endPosition, Instant committed, long xid, String gid)
            implements PgOutput {}

    /**
     * A prepared transaction was rolled back.
     *
     * @param preparedEndPosition behind its PREPARE in the log
     * @param endPosition behind the rollback
     * @param prepared when it was prepared
     * @param rolledBack when it was rolled back
     * @param xid the transaction
     * @param gid its global identifier
     */
    record RollbackPrepared(
            PgLsn preparedEndPosition, PgLsn endPosition, Instant prepared, Instant rolledBack, long xid, String gid)
            implements PgOutput {}
}
