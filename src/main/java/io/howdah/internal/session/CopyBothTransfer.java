package io.howdah.internal.session;

import io.howdah.internal.session.CopyBothReply.State;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import io.howdah.internal.util.Deadline;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.Protocol;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.util.List;

/**
 * A transfer of messages in both directions, as START_REPLICATION begins it, until one side has ended it. Meanwhile the session is taken: any other
 * use of it fails with 55006. Made by {@link Session#startReplication}.
 *
 * <p>Each method takes the session's lock; the transfer itself belongs to one thread at a time. A failure reported by the server is thrown by the call
 * that learns of it and ends the transfer, the session stays usable; any other failure closes the session.
 */
public final class CopyBothTransfer {
    private final Session session;
    private final Conversation conversation;
    private final CopyBothReply reply = new CopyBothReply();

    /** Offset of the next message in the reply's buffer. */
    private int position;

    private int bodyStart;

    private volatile boolean ended;

    /** When the server will have been silent for too long; {@link Deadline#NONE} before it was waited for in vain. */
    private long silentUntil = Deadline.NONE;

    CopyBothTransfer(Session session, Conversation conversation) {
        this.session = session;
        this.conversation = conversation;
    }

    /** Sends the command and waits for the server to begin the transfer; under the session's lock. */
    void start(String command) throws SQLException {
        session.prepare(false);
        int query = conversation.writer().queryStart();
        try {
            conversation.writer().out().putUtf8(command);
        } catch (SQLException e) {
            conversation.writer().out().clear();
            end();
            throw e;
        }
        conversation.writer().queryEnd(query);
        conversation.enqueue(reply);
        conversation.promiseSync();
        conversation.flush();
        while (reply.state == State.REQUESTED && !conversation.isQuiet()) {
            conversation.pumpOnce();
        }
        if (reply.state != State.STREAMING && reply.state != State.SERVER_DONE) {
            // Where there is nothing to stream, the server answers without beginning a transfer.
            finish();
            throwFailure();
        }
    }

    /** The row that the server sent after its data; null when there was none. */
    public List<String> lastRow() {
        return reply.lastRow;
    }

    /** True when neither side sends any more. */
    public boolean isEnded() {
        return ended;
    }

    public Session session() {
        return session;
    }

    // ---- from the server

    /** True when {@link #next} has a message at hand. */
    public boolean hasMore() {
        return position < reply.received.size();
    }

    /**
     * Moves to the next message, waiting for it until {@code deadline}.
     *
     * @param deadline {@link Deadline#NONE} for no limit; one that has passed for not waiting
     * @return false when none has come, or none will: {@link #isEnded}
     */
    public boolean next(long deadline) throws SQLException {
        if (!hasMore() && (ended || !receive(deadline))) {
            return false;
        }
        int length = Bytes.getInt(reply.received.array(), position + 1);
        bodyStart = position + BackendReader.HEADER_BYTES;
        position += 1 + length;
        return true;
    }

    /** The array that holds the message of {@link #next}, valid until the next call of that. */
    public byte[] array() {
        return reply.received.array();
    }

    public int offset() {
        return bodyStart;
    }

    public int length() {
        return position - bodyStart;
    }

    /** The server sent what it must not: closes the session and gives the exception to throw (08P01). */
    public SQLException broken(String what) {
        session.lockStream();
        try {
            return conversation.lost(Protocol.violation(what));
        } finally {
            session.unlockStream();
        }
    }

    private boolean receive(long deadline) throws SQLException {
        enter();
        try {
            reply.received.clear();
            reply.received.trim(2 * CopyBothReply.BUFFERED_BYTES);
            position = 0;
            long patience = silentUntil == Deadline.NONE
                    ? Deadline.afterMillis(conversation.networkTimeoutMillis())
                    : silentUntil;
            if (!conversation.receive(reply, Deadline.min(deadline, patience))) {
                silentUntil = patience;
                checkSilence();
                return false;
            }
            silentUntil = Deadline.NONE;
            if (reply.received.size() == 0) {
                finish();
                throwFailure();
                checkCutOff();
            }
            return reply.received.size() > 0;
        } catch (SQLException e) {
            throw reply.wasCutOff && session.isClosed() ? shutDown(e) : e;
        } finally {
            leave();
        }
    }

    private void checkSilence() throws SQLException {
        if (Deadline.isPast(silentUntil)) {
            throw conversation.lost(new SQLNonTransientConnectionException(
                    "nothing from the server within the network timeout of " + conversation.networkTimeoutMillis()
                            + " ms",
                    "08006"));
        }
    }

    /** A walsender that has ended one logical stream takes the next one for ended, too: no version begins anew. */
    private void checkCutOff() throws SQLException {
        if (reply.wasCutOff) {
            throw new SQLNonTransientException(
                    "the server ended the replication stream at once, as it does when the connection had a logical stream before: open"
                            + " another connection for each",
                    "55000");
        }
    }

    private static SQLException shutDown(SQLException how) {
        return new SQLNonTransientConnectionException(
                "the server shuts down and has ended the replication stream: connect again and start from the slot",
                "57P01",
                how);
    }

    // ---- to the server

    /** Sends one message. */
    public void send(byte[] message, int length) throws SQLException {
        enter();
        try {
            write(message, length);
            conversation.flush();
        } finally {
            leave();
        }
    }

    private void write(byte[] message, int length) {
        ByteSink out = conversation.writer().out();
        int data = conversation.writer().copyDataStart();
        out.putBytes(message, 0, length);
        conversation.writer().copyDataEnd(data);
    }

    /**
     * Sends a last message, ends the transfer and drops what the server still sends. Nothing happens when it has ended.
     *
     * @param message written before the end; empty for none
     */
    public void close(byte[] message, int length) throws SQLException {
        if (ended || session.isClosed()) {
            ended = true;
            return;
        }
        enter();
        try {
            if (reply.state == State.STREAMING && length > 0) {
                write(message, length);
            }
            finish();
            if (reply.error != null && !reply.error.sqlState().equals(Errors.QUERY_CANCELED)) {
                throwFailure();
            }
        } finally {
            leave();
        }
    }

    /** Ends this side's data, if that has not been done, and reads to ReadyForQuery. */
    private void finish() throws SQLException {
        boolean byUs = reply.state == State.STREAMING;
        position = 0;
        reply.drop();
        if ((byUs || reply.state == State.SERVER_DONE) && !reply.doneSent) {
            reply.doneSent = true;
            conversation.writer().copyDone();
        }
        conversation.flush();
        if (byUs) {
            session.cancelIfWanted();
        }
        conversation.pump(null);
        end();
    }

    private void throwFailure() throws SQLException {
        session.transactions().checkDeferred();
        if (reply.error != null) {
            throw session.exception(reply.error, null, -1);
        }
    }

    private void end() {
        ended = true;
        session.copyEnded(this);
    }

    private void enter() throws SQLException {
        if (ended) {
            throw new SQLNonTransientException("the replication stream has ended; start another one", "55000");
        }
        session.enterCopy(this);
    }

    private void leave() {
        session.leaveCopy();
    }
}
