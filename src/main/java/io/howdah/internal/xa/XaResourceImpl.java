package io.howdah.internal.xa;

import io.howdah.internal.session.Session;
import io.howdah.internal.session.TransactionStatus;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * Branches of distributed transactions on one session. A branch is a transaction of the session until it is prepared; from then on it belongs to the
 * server, and any resource of the same database may finish it. A session has one branch at a time.
 *
 * <p>Codes are chosen so that a transaction manager never believes more than is known: XA_RB... only when the branch is certainly rolled back,
 * XAER_NOTA only when the server says that there is no such branch, XAER_RMFAIL when it may be either way, for the manager to recover later. Any
 * thread.
 */
final class XaResourceImpl implements XAResource {
    /** Names with spaces between, which ours have not; those of branches that the user may finish by the server's rule. */
    private static final String PREPARED = "SELECT pg_catalog.string_agg(gid, ' ') FROM pg_catalog.pg_prepared_xacts"
            + " WHERE database = pg_catalog.current_database() AND gid !~ ' ' AND (owner = current_user"
            + " OR EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = current_user AND rolsuper))";

    /** Where the branch of the session stands. */
    private enum State {
        /** There is none. */
        NONE,
        /** Work on the session belongs to it. */
        ACTIVE,
        /** It will go on. */
        SUSPENDED,
        /** Its work is done; it can be prepared, committed at once or joined. */
        ENDED,
        /** Its work has failed; it can only be rolled back. */
        FAILED
    }

    private final Session session;
    private final Query query;
    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by the lock.
    private State state = State.NONE;
    private Xid branch;
    private boolean autoCommitOutside;

    XaResourceImpl(Session session, Query query) {
        this.session = session;
        this.query = query;
    }

    /** Runs a query that gives one text, or null. */
    @FunctionalInterface
    interface Query {
        String run(String sql) throws SQLException;
    }

    boolean hasBranch() {
        lock.lock();
        try {
            return state != State.NONE;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins a branch (TMNOFLAGS), or goes on with the one of this session after its end (TMJOIN) or suspension (TMRESUME).
     *
     * @throws XAException XAER_INVAL for other arguments; XAER_PROTO in an active branch; XAER_DUPID for the branch that there is; XAER_RMERR for
     *     another one before that is finished; XAER_OUTSIDE while the connection is in a transaction of its own; XAER_NOTA for a branch to go on
     *     with that is not here; XAER_RMFAIL when the connection is closed
     */
    @Override
    public void start(Xid xid, int flags) throws XAException {
        Xid wanted = checked("start", xid);
        lock.lock();
        try {
            if (state == State.ACTIVE) {
                throw XaErrors.of(XAException.XAER_PROTO, "start: the session is working for branch " + branch);
            }
            switch (flags) {
                case TMNOFLAGS -> begin(wanted);
                case TMJOIN -> goOn("start with TMJOIN", wanted, State.ENDED);
                case TMRESUME -> goOn("start with TMRESUME", wanted, State.SUSPENDED);
                default -> throw XaErrors.invalidFlags("start", flags);
            }
        } finally {
            lock.unlock();
        }
    }

    private void begin(Xid wanted) throws XAException {
        if (state != State.NONE) {
            boolean same = wanted.equals(branch);
            throw XaErrors.of(
                    same ? XAException.XAER_DUPID : XAException.XAER_RMERR,
                    "start: a session has one branch at a time, and branch " + branch + " is not finished");
        }
        if (session.isClosed()) {
            throw XaErrors.of(XAException.XAER_RMFAIL, "start: the connection is closed");
        }
        if (session.transactionStatus() != TransactionStatus.IDLE) {
            throw XaErrors.of(
                    XAException.XAER_OUTSIDE,
                    "start: the connection is in a transaction of its own; commit it or roll it back first");
        }
        autoCommitOutside = session.autoCommit();
        try {
            session.setAutoCommit(false);
        } catch (SQLException e) {
            throw XaErrors.of(XAException.XAER_RMFAIL, "start", e);
        }
        branch = wanted;
        state = State.ACTIVE;
    }

    private void goOn(String what, Xid wanted, State expected) throws XAException {
        if (state == State.NONE || !wanted.equals(branch)) {
            throw XaErrors.of(XAException.XAER_NOTA, what + ": branch " + wanted + " is not one of this connection");
        }
        if (state == State.FAILED) {
            throw XaErrors.of(XAException.XA_RBROLLBACK, what + ": branch " + wanted + " can only be rolled back");
        }
        if (state != expected) {
            throw XaErrors.of(XAException.XAER_PROTO, what + ": branch " + wanted + " is " + state);
        }
        state = State.ACTIVE;
    }

    /**
     * Ends the work for a branch, for now (TMSUSPEND), with success or without (TMFAIL).
     *
     * @throws XAException XAER_INVAL for other arguments; XAER_NOTA for a branch that is not here; XAER_PROTO for one that has ended, or is
     *     suspended twice
     */
    @Override
    public void end(Xid xid, int flags) throws XAException {
        Xid wanted = checked("end", xid);
        if (flags != TMSUCCESS && flags != TMFAIL && flags != TMSUSPEND) {
            throw XaErrors.invalidFlags("end", flags);
        }
        lock.lock();
        try {
            if (state == State.NONE || !wanted.equals(branch)) {
                throw XaErrors.of(XAException.XAER_NOTA, "end: branch " + wanted + " is not one of this connection");
            }
            boolean working = state == State.ACTIVE || state == State.SUSPENDED && flags != TMSUSPEND;
            if (!working) {
                throw XaErrors.of(XAException.XAER_PROTO, "end: branch " + wanted + " is " + state);
            }
            state = switch (flags) {
                case TMSUSPEND -> State.SUSPENDED;
                case TMFAIL -> State.FAILED;
                default -> State.ENDED;
            };
        } finally {
            lock.unlock();
        }
    }

    /**
     * Prepares the branch of this session, which is then the server's.
     *
     * @return XA_RDONLY when the branch has changed nothing, and is over; else XA_OK
     * @throws XAException XAER_NOTA for a branch that is not here; XAER_PROTO for one that has not ended; XA_RB... when it had failed or could not
     *     be prepared, and is rolled back; XAER_DUPID when another of that name is prepared; XAER_RMFAIL when the connection was lost
     */
    @Override
    public int prepare(Xid xid) throws XAException {
        Xid wanted = checked("prepare", xid);
        lock.lock();
        try {
            checkEnded("prepare", wanted);
            checkNotFailed("prepare");
            if (session.transactionStatus() == TransactionStatus.IDLE && !session.isClosed()) {
                over();
                return XA_RDONLY;
            }
            if (!session.runTopLevel("PREPARE TRANSACTION '" + XidCodec.name(wanted) + "'")) {
                over();
                throw XaErrors.of(XAException.XA_RBROLLBACK, "prepare: a statement of the branch had failed");
            }
            over();
            return XA_OK;
        } catch (SQLException e) {
            throw failed("prepare", e, XaErrors.isDuplicate(e));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Commits a branch: the one of this session, or with two phases one that is prepared.
     *
     * @throws XAException one phase: as {@link #prepare}; two phases: XAER_NOTA when the server has no such branch, XAER_RMFAIL when it could not be
     *     committed now
     */
    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        Xid wanted = checked("commit", xid);
        lock.lock();
        try {
            if (onePhase) {
                commitAtOnce(wanted);
            } else {
                finishPrepared("COMMIT PREPARED", wanted);
            }
        } finally {
            lock.unlock();
        }
    }

    private void commitAtOnce(Xid wanted) throws XAException {
        checkEnded("commit", wanted);
        checkNotFailed("commit");
        try {
            if (session.transactionStatus() == TransactionStatus.IDLE && !session.isClosed()) {
                over();
                return;
            }
            if (!session.runTopLevel("COMMIT")) {
                over();
                throw XaErrors.of(XAException.XA_RBROLLBACK, "commit: a statement of the branch had failed");
            }
            over();
        } catch (SQLException e) {
            throw failed("commit", e, false);
        }
    }

    /** Rolls a branch back: the one of this session, or one that is prepared; codes as {@link #commit} with two phases. */
    @Override
    public void rollback(Xid xid) throws XAException {
        Xid wanted = checked("rollback", xid);
        lock.lock();
        try {
            if (state == State.NONE || !wanted.equals(branch)) {
                finishPrepared("ROLLBACK PREPARED", wanted);
                return;
            }
            if (state == State.ACTIVE) {
                throw XaErrors.of(XAException.XAER_PROTO, "rollback: branch " + wanted + " has not ended");
            }
            rollBackHere();
        } finally {
            lock.unlock();
        }
    }

    private void rollBackHere() throws XAException {
        try {
            session.endLeftovers();
            session.rollback();
            over();
        } catch (SQLException e) {
            throw failed("rollback", e, false);
        }
    }

    private void finishPrepared(String command, Xid wanted) throws XAException {
        if (wanted.equals(branch)) {
            throw XaErrors.of(XAException.XAER_PROTO, command + ": branch " + wanted + " is not prepared");
        }
        if (session.transactionStatus() != TransactionStatus.IDLE) {
            throw XaErrors.of(
                    XAException.XAER_RMFAIL,
                    command + " needs a connection without a transaction, but this one is in "
                            + (branch == null ? "one of its own" : "branch " + branch));
        }
        try {
            session.runTopLevel(command + " '" + XidCodec.name(wanted) + "'");
        } catch (SQLException e) {
            throw XaErrors.ofPrepared(command, e);
        }
    }

    /** Fails with XAER_NOTA: the server finishes no branch by itself, so there is nothing to forget. */
    @Override
    public void forget(Xid xid) throws XAException {
        Xid wanted = checked("forget", xid);
        throw XaErrors.of(XAException.XAER_NOTA, "forget: branch " + wanted + " was not finished heuristically");
    }

    /**
     * The branches that are prepared in this database, by whichever driver, and that this user may finish; all with TMSTARTRSCAN, none with the
     * calls after it.
     *
     * @throws XAException XAER_INVAL for other flags; XAER_RMFAIL when the server could not be asked
     */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
            throw XaErrors.invalidFlags("recover", flags);
        }
        if ((flags & TMSTARTRSCAN) == 0) {
            return new Xid[0];
        }
        try {
            List<Xid> prepared = new ArrayList<>();
            String names = query.run(PREPARED);
            for (String name : names == null ? new String[0] : names.split(" ")) {
                Xid xid = XidCodec.parse(name);
                if (xid != null) {
                    prepared.add(xid);
                }
            }
            return prepared.toArray(new Xid[0]);
        } catch (SQLException e) {
            throw XaErrors.of(XAException.XAER_RMFAIL, "recover", e);
        }
    }

    /** Only with itself: a branch is a transaction of one session until it is prepared. */
    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    /** 0: the server has no timeout for branches. */
    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    /**
     * Has no effect.
     *
     * @return false
     * @throws XAException XAER_INVAL for a negative time
     */
    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        if (seconds < 0) {
            throw XaErrors.of(XAException.XAER_INVAL, "timeout: expected 0 or more seconds, got " + seconds);
        }
        return false;
    }

    private static Xid checked(String method, Xid xid) throws XAException {
        Xid copy = XidCodec.copy(xid);
        if (copy == null) {
            throw XaErrors.of(XAException.XAER_INVAL, method + ": expected a branch, got " + xid);
        }
        return copy;
    }

    private void checkEnded(String method, Xid wanted) throws XAException {
        if (state == State.NONE || !wanted.equals(branch)) {
            throw XaErrors.of(XAException.XAER_NOTA, method + ": branch " + wanted + " is not one of this connection");
        }
        if (state == State.ACTIVE || state == State.SUSPENDED) {
            throw XaErrors.of(XAException.XAER_PROTO, method + ": branch " + wanted + " has not ended");
        }
    }

    /** Rolls a branch back that has failed, by its end or by one of its statements. */
    private void checkNotFailed(String method) throws XAException {
        if (state == State.FAILED || session.transactionStatus() == TransactionStatus.FAILED && !session.isClosed()) {
            String which = "branch " + branch;
            rollBackHere();
            throw XaErrors.of(XAException.XA_RBROLLBACK, method + ": " + which + " has failed and was rolled back");
        }
    }

    /** The server refused to end the branch's transaction, which it has then rolled back; or it could not be asked. */
    private XAException failed(String method, SQLException e, boolean duplicate) {
        if (session.isClosed()) {
            over();
            return XaErrors.of(XAException.XAER_RMFAIL, method, e);
        }
        if (session.transactionStatus() != TransactionStatus.IDLE) {
            try {
                session.endLeftovers();
                session.rollback();
            } catch (SQLException refused) {
                // Turning autocommit on would commit what was to be undone.
                e.addSuppressed(refused);
                session.abort();
                over();
                return XaErrors.of(XAException.XAER_RMFAIL, method, e);
            }
        }
        over();
        return duplicate
                ? XaErrors.of(XAException.XAER_DUPID, method, e)
                : XaErrors.rolledBack(method + ": the branch was rolled back", e);
    }

    /** The session is its connection's again. */
    private void over() {
        state = State.NONE;
        branch = null;
        if (!session.isClosed()) {
            try {
                session.setAutoCommit(autoCommitOutside);
            } catch (SQLException lost) {
                // The session is closed now; whoever uses it next is told.
            }
        }
    }
}
