package io.howdah.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The part of a logical connection that one with a session of its own does not have: it ends before its session does, and its statements with it.
 * Any thread.
 */
final class Loan {
    private final ConnectionImpl connection;
    private final Lender lender;
    private final AtomicBoolean over = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();

    /** Those that are open, as far as somebody still has them. Guarded by the lock. */
    private final Set<StatementImpl> statements = Collections.newSetFromMap(new WeakHashMap<>());

    Loan(ConnectionImpl connection, Lender lender) {
        this.connection = connection;
        this.lender = lender;
    }

    boolean isOver() {
        return over.get();
    }

    void checkOwnTransaction(String method) throws SQLException {
        lender.checkOwnTransaction(method);
    }

    void statementOpened(StatementImpl statement) {
        lock.lock();
        try {
            statements.add(statement);
        } finally {
            lock.unlock();
        }
    }

    void statementClosed(StatementImpl statement) {
        lock.lock();
        try {
            statements.remove(statement);
        } finally {
            lock.unlock();
        }
        if (statement instanceof PreparedStatement prepared) {
            lender.statementClosed(prepared);
        }
    }

    /** Gives the session back, the first time. */
    void close() {
        if (end()) {
            lender.closed(connection);
        }
    }

    void abort() {
        if (end()) {
            lender.aborted(connection);
        }
    }

    /** Ends the connection and its statements; false when that has been done. */
    boolean end() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        for (StatementImpl statement : openStatements()) {
            try {
                statement.close();
            } catch (SQLException lost) {
                // Whoever gets the session back will see that it is closed.
            }
        }
        return true;
    }

    private List<StatementImpl> openStatements() {
        lock.lock();
        try {
            return new ArrayList<>(statements);
        } finally {
            lock.unlock();
        }
    }
}
