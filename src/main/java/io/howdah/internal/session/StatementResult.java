package io.howdah.internal.session;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.row.RowStore;
import java.sql.SQLException;

/**
 * One result of an execution: either rows or an update count. Rows that were not all received when the execution returned are fetched with
 * {@link #fetchMore}.
 *
 * <p>Owned by an {@link Execution} that may reuse it for the next run, once the JDBC layer has closed the result set over it.
 */
public final class StatementResult {
    /** No update count: the result has rows, or there is no further result. */
    public static final long NO_COUNT = -1;

    final RowStore rows = new RowStore();
    RowShape shape;
    long updateCount = NO_COUNT;
    /** The source of the rest; null when everything has been received. */
    RowStream stream;

    /** A result of rows that no server sent: the caller fills {@link #rows}. */
    public static StatementResult ofRows(RowShape shape) {
        StatementResult result = new StatementResult();
        result.shape = shape;
        return result;
    }

    void reset() {
        shape = null;
        updateCount = NO_COUNT;
        stream = null;
    }

    /** The columns; null when this result is an update count. */
    public RowShape shape() {
        return shape;
    }

    public RowStore rows() {
        return rows;
    }

    /** Rows changed; {@link #NO_COUNT} when this result has rows. A command without a count (DDL) has 0. */
    public long updateCount() {
        return updateCount;
    }

    /** True when rows may still arrive. */
    public boolean isStreaming() {
        return stream != null;
    }

    /**
     * Receives the next part of the rows into {@link #rows}.
     *
     * @return false when there are no more
     * @throws SQLException the server's error for the rest of the statement, or a lost connection
     */
    public boolean fetchMore() throws SQLException {
        return stream != null && stream.refill();
    }

    /** Ends the interest in rows not yet received; never throws for a connection already lost. */
    public void closeStream() throws SQLException {
        if (stream != null) {
            stream.discard();
        }
    }
}
