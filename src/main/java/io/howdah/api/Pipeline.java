package io.howdah.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * Statements sent one behind the other without waiting for their answers (manual: "Pipelining"): any number of them in one round trip.
 *
 * <pre>{@code
 * try (Pipeline pipeline = howdah.pipeline()) {
 *     CompletableFuture<Long> debit = pipeline.update("update account set n = n - ? where id = ?", 10, 1);
 *     CompletableFuture<Long> credit = pipeline.update("update account set n = n + ? where id = ?", 10, 2);
 *     CompletableFuture<ResultSet> sum = pipeline.query("select sum(n) from account");
 *     pipeline.sync();          // sends, and waits for all
 *     sum.join();
 * }
 * }</pre>
 *
 * <p><b>Groups.</b> The entries up to a {@link #sync} are a group. In {@link Mode#ATOMIC} a group outside of a transaction is one transaction: the
 * server commits it as a whole or not at all. When an entry fails its future gets the server's exception, those behind it are skipped, and those
 * before it are rolled back; their futures get a {@link PipelineException} whose cause is the failure. Inside a transaction (auto-commit off) a
 * failure fails the transaction as it does without a pipeline, and entries before it keep their results until the rollback. In {@link Mode#EACH}
 * every entry is a group of its own and fails alone.
 *
 * <p><b>Futures.</b> An outcome is only told when it is final: for a group that is its own transaction when the server has committed it, else when
 * the entry is complete. No thread works in the background: answers are read by {@code sync}, {@code close}, {@code flush} and by {@code get} and
 * {@code join} of the futures themselves, which end the group first; dependents of a future run on that thread. A future that is cancelled is not
 * told; its statement runs nevertheless.
 *
 * <p>{@code CompletableFuture.allOf} makes a future that cannot read: call {@code sync} before waiting for it.
 *
 * <p><b>Limits.</b> What has been written is sent as it grows, so any number of entries may follow without a sync; results wait in memory. COPY, several statements in one text, and transaction commands as text are refused. Until
 * the sync other statements of the connection fail with 55006. Statements of any thread may be added; those of one thread keep their order.
 */
public interface Pipeline extends AutoCloseable {
    /** What belongs together. */
    enum Mode {
        /** All entries up to a sync succeed or fail together. */
        ATOMIC,
        /** Every entry succeeds or fails by itself. */
        EACH
    }

    /**
     * Adds a query.
     *
     * @param sql one statement, with {@code ?} for each value
     * @param values as for {@code setObject}; null for NULL
     * @return the rows; close the result set when it has been read, or it lives as long as the connection
     * @throws SQLException 08003 on a closed connection, 55000 on a closed pipeline. Everything else fails the future and, in ATOMIC mode, the
     *     group: 07001 for a wrong number of values, 07006 for a class without a type, 42601 for several statements, 0A000 for what no pipeline takes
     */
    CompletableFuture<ResultSet> query(String sql, Object... values) throws SQLException;

    /**
     * Adds a composed query.
     *
     * @param sql one statement with its values
     * @return the rows
     * @throws SQLException as {@link #query(String, Object...)}
     */
    CompletableFuture<ResultSet> query(Sql sql) throws SQLException;

    /**
     * Adds a statement that gives no rows.
     *
     * @param sql one statement, with {@code ?} for each value
     * @param values as for {@code setObject}; null for NULL
     * @return the number of rows it changed; 0 for commands without a number
     * @throws SQLException as {@link #query(String, Object...)}
     */
    CompletableFuture<Long> update(String sql, Object... values) throws SQLException;

    /**
     * Adds a composed statement that gives no rows.
     *
     * @param sql one statement with its values
     * @return the number of rows it changed
     * @throws SQLException as {@link #query(String, Object...)}
     */
    CompletableFuture<Long> update(Sql sql) throws SQLException;

    /**
     * Adds the COMMIT of the connection's transaction, so that a whole transaction takes one round trip.
     *
     * @return completes when the transaction is committed; fails with 25P02 when it was rolled back instead, and with 08007 when the answer was
     *     lost
     * @throws SQLException 25P01 with auto-commit on, 2D000 within {@code inTransaction}
     */
    CompletableFuture<Void> commit() throws SQLException;

    /**
     * Ends the group, sends everything and waits until all entries are answered. Failures are their futures' matter.
     *
     * @throws SQLException when the connection is lost
     */
    void sync() throws SQLException;

    /**
     * Sends what has been added and takes the answers that are there, without waiting for more and without ending the group.
     *
     * @throws SQLException when the connection is lost
     */
    void flush() throws SQLException;

    /**
     * Ends the last group as {@link #sync} does; the connection is then free. Nothing happens the second time.
     *
     * @throws SQLException when the connection is lost
     */
    @Override
    void close() throws SQLException;
}
