package io.howdah.internal.jdbc;

import io.howdah.internal.session.Session;
import io.howdah.internal.session.TransactionStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;

/**
 * A session that a pool lends to one application after the other, each time as a logical connection of its own. What an application left behind, a
 * transaction under way or settings made by methods of its connection, is undone before the next gets the session; settings made by SQL are not.
 *
 * <p>Listeners hear of a logical connection's close when the session can be lent again, and of an error when the session is lost; errors that the
 * session survives are nothing to a pool. They are called on the thread that uses the connection, without a lock. Any thread.
 */
public class PooledConnectionImpl implements PooledConnection {
    private final Session session;
    private final List<ConnectionEventListener> connectionListeners = new CopyOnWriteArrayList<>();
    private final List<StatementEventListener> statementListeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Lender lender = new Owner();
    private final AtomicBoolean lossTold = new AtomicBoolean();

    /** The logical connection lent last; null when it has been given back. Guarded by the lock. */
    private ConnectionImpl lent;

    /** @param session connected and authenticated; owned by this object from now on */
    public PooledConnectionImpl(Session session) {
        this.session = session;
        session.onLoss(this::tellOfLoss);
    }

    private final class Owner implements Lender {
        @Override
        public void checkOwnTransaction(String method) throws SQLException {
            PooledConnectionImpl.this.checkOwnTransaction(method);
        }

        @Override
        public void closed(ConnectionImpl connection) {
            takeBack(connection);
        }

        @Override
        public void aborted(ConnectionImpl connection) {
            tellOfLoss(new SQLException("the connection was aborted by the application", "08003"));
        }

        @Override
        public void statementClosed(PreparedStatement statement) {
            for (StatementEventListener listener : statementListeners) {
                listener.statementClosed(new StatementEvent(PooledConnectionImpl.this, statement));
            }
        }
    }

    /** The session that is lent. */
    protected final Session session() {
        return session;
    }

    /** The first value of a query that gives one row, as text; begins no transaction. */
    protected final String query(String sql) throws SQLException {
        return new ConnectionImpl(session).queryText(sql);
    }

    /**
     * Whether applications may end transactions, or begin them, by {@code method} now: always.
     *
     * @throws SQLException 55000 when they may not
     */
    protected void checkOwnTransaction(String method) throws SQLException {}

    /** Whether the session is in a transaction that outlives the logical connection: never. */
    protected boolean keepsTransaction() {
        return false;
    }

    /**
     * Lends the session. A logical connection that was lent before and not closed is closed, and the listeners do not hear of it.
     *
     * @throws SQLException 08003 when the session is closed or lost
     */
    @Override
    public Connection getConnection() throws SQLException {
        ConnectionImpl logical = new ConnectionImpl(session, lender);
        ConnectionImpl before;
        lock.lock();
        try {
            if (session.isClosed()) {
                throw JdbcErrors.connectionClosed();
            }
            before = lent;
            lent = logical;
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.revoke();
            reset();
        }
        return logical;
    }

    private void takeBack(ConnectionImpl connection) {
        lock.lock();
        try {
            if (lent != connection) {
                return;
            }
            lent = null;
        } finally {
            lock.unlock();
        }
        try {
            reset();
        } catch (SQLException failure) {
            // What cannot be reset must not be lent again.
            session.abort();
            tellOfLoss(failure);
        }
        if (!session.isClosed()) {
            for (ConnectionEventListener listener : connectionListeners) {
                listener.connectionClosed(new ConnectionEvent(this));
            }
        }
    }

    /** Makes the session what it was before it was lent. */
    private void reset() throws SQLException {
        if (session.isClosed()) {
            return;
        }
        session.endLeftovers();
        if (keepsTransaction()) {
            return;
        }
        if (session.transactionStatus() != TransactionStatus.IDLE) {
            session.rollback();
        }
        session.takeWarnings();
        session.startAnew();
        session.stopListening();
    }

    /** Once, however it was found out. */
    private void tellOfLoss(SQLException failure) {
        if (!lossTold.compareAndSet(false, true)) {
            return;
        }
        for (ConnectionEventListener listener : connectionListeners) {
            listener.connectionErrorOccurred(new ConnectionEvent(this, failure));
        }
    }

    /** Closes the session; a logical connection that is still lent is closed with it, and the listeners do not hear of it. */
    @Override
    public void close() throws SQLException {
        ConnectionImpl before;
        lock.lock();
        try {
            before = lent;
            lent = null;
        } finally {
            lock.unlock();
        }
        session.onLoss(null);
        if (before != null) {
            before.revoke();
        }
        session.close();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        connectionListeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        connectionListeners.remove(listener);
    }

    /**
     * Adds a listener that hears when a prepared statement of a logical connection is closed. It never hears of an error: no statement of this driver
     * becomes invalid as long as its connection is alive.
     */
    @Override
    public void addStatementEventListener(StatementEventListener listener) {
        statementListeners.add(listener);
    }

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {
        statementListeners.remove(listener);
    }
}
