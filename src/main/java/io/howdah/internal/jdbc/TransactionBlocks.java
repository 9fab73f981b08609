package io.howdah.internal.jdbc;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Transaction;
import io.howdah.api.TransactionOptions;
import io.howdah.api.TransactionWork;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.TransactionStatus;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The transaction blocks of one connection, the outermost of which is a transaction and every other one a savepoint. */
final class TransactionBlocks {
    private static final String INVALID_TERMINATION = "2D000";
    private static final String ACTIVE_TRANSACTION = "25001";
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HowdahConnection connection;
    private final Session session;

    /** The innermost block under way; null outside of all. */
    private Block current;

    TransactionBlocks(HowdahConnection connection, Session session) {
        this.connection = connection;
        this.session = session;
    }

    private final class Block implements Transaction {
        private final Block outer;
        private final int depth;
        private final int attempt;
        private boolean rollbackOnly;

        Block(Block outer, int attempt) {
            this.outer = outer;
            this.depth = outer == null ? 0 : outer.depth + 1;
            this.attempt = attempt;
        }

        @Override
        public HowdahConnection connection() {
            return connection;
        }

        @Override
        public int depth() {
            return depth;
        }

        @Override
        public int attempt() {
            return attempt;
        }

        @Override
        public void setRollbackOnly() {
            rollbackOnly = true;
        }

        @Override
        public boolean isRollbackOnly() {
            return rollbackOnly;
        }
    }

    /** Refuses what would end the transaction under a block: 2D000. */
    void checkMayEnd(String method) throws SQLException {
        if (current != null) {
            throw new SQLNonTransientException(
                    method + " is not allowed within inTransaction, whose end decides: return to commit, throw or call"
                            + " Transaction.setRollbackOnly() to roll back",
                    INVALID_TERMINATION);
        }
    }

    <T, X extends Exception> T run(TransactionOptions options, TransactionWork<T, X> work) throws SQLException, X {
        return current == null ? runOutermost(options, work) : runNested(options, work);
    }

    private <T, X extends Exception> T runOutermost(TransactionOptions options, TransactionWork<T, X> work)
            throws SQLException, X {
        if (session.transactionStatus() != TransactionStatus.IDLE) {
            throw new SQLNonTransientException(
                    "inTransaction found a transaction under way that an earlier statement began; commit it or roll it back"
                            + " first",
                    ACTIVE_TRANSACTION);
        }
        boolean autoCommit = session.autoCommit();
        session.setAutoCommit(false);
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    session.beginNextWith(options.isolation(), options.readOnly(), options.deferrable());
                    return runOnce(new Block(null, attempt), work);
                } catch (Throwable e) {
                    if (attempt > options.retries() || !mayBeRepeated(e) || isClosed() || !pause(options, attempt)) {
                        throw e;
                    }
                }
            }
        } finally {
            restore(autoCommit);
        }
    }

    private void restore(boolean autoCommit) throws SQLException {
        if (isClosed()) {
            return;
        }
        if (session.transactionStatus() != TransactionStatus.IDLE) {
            // The rollback failed: turning autocommit on would commit what was to be undone.
            session.abort();
            return;
        }
        session.beginNextWith(0, null, false);
        session.setAutoCommit(autoCommit);
    }

    /** True when the session is closed, or belongs to somebody else by now. */
    private boolean isClosed() throws SQLException {
        return session.isClosed() || connection.isClosed();
    }

    private void checkOpen() throws SQLException {
        if (isClosed()) {
            throw JdbcErrors.connectionClosed();
        }
    }

    private void rollback() throws SQLException {
        try {
            session.endLeftovers();
            session.rollback();
        } catch (SQLException e) {
            // What was to be undone must not be taken for the beginning of something else.
            session.abort();
            throw e;
        }
    }

    private <T, X extends Exception> T runOnce(Block block, TransactionWork<T, X> work) throws SQLException, X {
        T result;
        current = block;
        try {
            result = work.run(block);
        } catch (Throwable e) {
            try {
                if (!isClosed()) {
                    rollback();
                }
            } catch (SQLException more) {
                e.addSuppressed(more);
            }
            throw e;
        } finally {
            current = null;
        }
        checkOpen();
        if (block.rollbackOnly) {
            rollback();
        } else if (session.transactionStatus() == TransactionStatus.FAILED) {
            rollback();
            throw failedUnnoticed("transaction");
        } else {
            session.commit();
        }
        return result;
    }

    private <T, X extends Exception> T runNested(TransactionOptions options, TransactionWork<T, X> work)
            throws SQLException, X {
        if (options != TransactionOptions.DEFAULT) {
            throw new SQLNonTransientException(
                    "a nested inTransaction is a savepoint and cannot have options of its own: isolation level, access mode"
                            + " and retries belong to the transaction",
                    ACTIVE_TRANSACTION);
        }
        Block block = new Block(current, current.attempt);
        String savepoint = "howdah_block_" + block.depth;
        session.runCommand("SAVEPOINT " + savepoint);
        current = block;
        T result;
        try {
            result = work.run(block);
        } catch (Throwable e) {
            try {
                undo(savepoint);
            } catch (SQLException more) {
                e.addSuppressed(more);
            }
            throw e;
        } finally {
            current = block.outer;
        }
        checkOpen();
        if (block.rollbackOnly) {
            undo(savepoint);
        } else if (session.transactionStatus() == TransactionStatus.FAILED) {
            undo(savepoint);
            throw failedUnnoticed("savepoint");
        } else {
            session.runCommand("RELEASE SAVEPOINT " + savepoint);
        }
        return result;
    }

    private void undo(String savepoint) throws SQLException {
        if (!isClosed()) {
            session.endLeftovers();
            session.runCommand("ROLLBACK TO SAVEPOINT " + savepoint);
            session.runCommand("RELEASE SAVEPOINT " + savepoint);
        }
    }

    private static SQLException failedUnnoticed(String what) {
        return new SQLException(
                "a statement failed within inTransaction and its exception was caught there, so the " + what
                        + " was rolled back instead of committed; let the exception through, or run the statement in a nested"
                        + " inTransaction",
                "25P02");
    }

    /** True for a serialization failure or deadlock, also when the application has wrapped it. */
    private static boolean mayBeRepeated(Throwable failure) {
        int depth = 0;
        for (Throwable e = failure; e != null && depth < 20; e = e.getCause(), depth++) {
            if (e instanceof SQLException sql
                    && ("40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Waits before another attempt; false when the thread was interrupted, which ends the attempts. */
    private static boolean pause(TransactionOptions options, int attempt) {
        long longest = Math.min(LONGEST_PAUSE_NANOS, options.firstPause().toNanos() << Math.min(attempt - 1, 20));
        if (longest > 0) {
            LockSupport.parkNanos(longest - ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        }
        return !Thread.currentThread().isInterrupted();
    }
}
