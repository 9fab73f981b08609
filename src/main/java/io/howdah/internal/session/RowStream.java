package io.howdah.internal.session;

import io.howdah.internal.observe.Events;
import io.howdah.internal.row.RowStore;
import java.sql.SQLException;

/**
 * The part of a result that the server has not delivered yet: either the rest of a running statement, left in the network until it is wanted,
 * or the further pages of a portal, of which the next one is always requested ahead.
 *
 * <p>The reader of the result calls {@link #refill} and {@link #discard}; the session calls {@link #detach} when the connection is needed for
 * something else. Both take the session's lock, so a result may be read while another thread uses the connection: what arrives on behalf of
 * the other goes into a store of its own and changes hands under the lock.
 */
final class RowStream {
    private static final String INVALID_CURSOR = "34000";

    private final Session session;
    private final StatementReply reply;
    private final StatementResult result;

    /** Rows received while somebody else used the connection, or ahead of their time; null when there are none. */
    private RowStore ahead;

    /** True when the connection no longer belongs to this stream: nothing more will be read from the statement itself. */
    private boolean detached;

    /** True while a page of the portal is requested and not yet complete. */
    private boolean pageRequested;

    private SQLException failure;

    /** As the session counted when the portal was made. */
    private final long transactionsEnded;

    /** Rows that may still be requested from the portal. */
    private long rowsLeft = Long.MAX_VALUE;

    RowStream(Session session, StatementReply reply, StatementResult result) {
        this.session = session;
        this.reply = reply;
        this.result = result;
        this.transactionsEnded = session.transactionsEnded();
        if (reply.execution.maxRows > 0) {
            rowsLeft = reply.execution.maxRows - result.rows.receivedRows();
        }
    }

    boolean isPortal() {
        return reply.portal != null;
    }

    StatementReply reply() {
        return reply;
    }

    /** See {@link StatementResult#fetchMore}. */
    boolean refill() throws SQLException {
        session.lockStream();
        try {
            if (result.stream != this) {
                return false;
            }
            return isPortal() ? nextPage() : nextPart();
        } finally {
            session.unlockStream();
        }
    }

    private boolean nextPart() throws SQLException {
        if (!detached) {
            result.rows.recycleConsumed();
            long before = result.rows.receivedRows();
            reply.resumeInto(result.rows);
            // Into the memory of the rows just passed.
            reply.pageBytes = Math.min(reply.pageBytes, RowStore.REFILL_BYTES);
            session.pumpStream(this);
            if (reply.completed) {
                detached = true;
            }
            if (result.rows.receivedRows() > before) {
                return true;
            }
        }
        return adoptAhead() || end();
    }

    private boolean nextPage() throws SQLException {
        if (!pageRequested && !detached) {
            session.checkNotTaken();
            requestPage();
        }
        awaitPage();
        boolean more = adoptAhead();
        if (more && !detached && !reply.keepsPace && !session.isTaken()) {
            requestPage();
        }
        return more || end();
    }

    /** Requests the next page of the portal, whose rows will be received ahead of the reader. */
    void requestPage() throws SQLException {
        if (session.transactionsEnded() != transactionsEnded) {
            // The request would fail, and with it the transaction that has begun since.
            fail(new SQLException(
                    "the rest of the result is gone: the transaction it was read in has ended (fetch size and commit do"
                            + " not go together unless the result is HOLD_CURSORS_OVER_COMMIT)",
                    INVALID_CURSOR));
            return;
        }
        long rows = Math.min(reply.pageRows, rowsLeft);
        if (rows <= 0) {
            detached = true;
            session.closePortalLater(reply.portal);
            return;
        }
        rowsLeft -= rows;
        ahead = ahead == null ? new RowStore() : ahead;
        ahead.start(result.shape.columnCount(), false);
        reply.resumeInto(ahead);
        session.sendPageRequest(reply, rows);
        pageRequested = true;
    }

    /** Waits for the page that was requested; not when it has come, since what was requested after it may never end by itself. */
    private void awaitPage() throws SQLException {
        if (!pageRequested) {
            return;
        }
        if (!reply.completed) {
            session.pumpAll(this);
        }
        pageRequested = false;
        if (reply.error != null) {
            failure = session.exception(reply.error, reply.statement.parsed, -1);
            detached = true;
        } else if (!reply.suspended) {
            detached = true;
            if (reply.keepsPace) {
                // The name may be wanted again.
                session.closePortalLater(reply.portal);
            }
        }
    }

    private boolean adoptAhead() {
        if (ahead == null || ahead.receivedRows() == 0) {
            return false;
        }
        result.rows.adopt(ahead);
        return true;
    }

    private boolean end() throws SQLException {
        session.streamEnded(this);
        if (failure != null) {
            // Stays, so that who asks again does not take the result for complete.
            throw failure;
        }
        result.stream = null;
        return false;
    }

    /** Bytes of memory that the rows received and not yet read take. */
    long heldBytes() {
        if (result.stream != this) {
            return 0;
        }
        return result.rows.bufferedBytes() + (ahead == null ? 0 : ahead.bufferedBytes());
    }

    /** The statement failed after rows had been delivered; the reader learns of it when it has read them. */
    void fail(SQLException error) {
        failure = error;
        detached = true;
    }

    /** Frees the connection of a running statement: receives the rest into memory and, beyond the bound, into a temporary file. */
    void detach(long memoryBytes) throws SQLException {
        if (detached) {
            return;
        }
        ahead = new RowStore();
        ahead.start(result.shape.columnCount(), false);
        ahead.limitMemory(memoryBytes);
        reply.resumeInto(ahead);
        reply.neverPause();
        Object event = Events.beginStreamDrain();
        session.pumpStream(this);
        Events.endStreamDrain(event, ahead.receivedRows(), ahead.bufferedBytes());
        detached = true;
    }

    /** Ends the reader's interest: the rest is read and dropped without being decoded, a portal is closed with the next flush. */
    void discard() throws SQLException {
        session.lockStream();
        try {
            if (result.stream != this) {
                return;
            }
            result.stream = null;
            if (ahead != null) {
                ahead.clear();
                ahead = null;
            }
            if (session.isClosed()) {
                return;
            }
            if (isPortal()) {
                if (pageRequested) {
                    reply.dropRows();
                    awaitPage();
                }
                if (!detached && session.transactionsEnded() == transactionsEnded) {
                    session.closePortalLater(reply.portal);
                }
            } else if (!detached) {
                detached = true;
                session.cancelIfWanted();
                reply.resumeInto(null);
                reply.neverPause();
                session.pumpStream(this);
            }
            session.streamEnded(this);
        } finally {
            session.unlockStream();
        }
    }
}
