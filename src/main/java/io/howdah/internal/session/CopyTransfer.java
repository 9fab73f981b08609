package io.howdah.internal.session;

import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.ColdParsers.CopyFormats;
import io.howdah.internal.wire.FrontendWriter;
import io.howdah.internal.wire.RowDescription;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;

/**
 * One COPY between the application and the server, from its first message until the server has ended it. Meanwhile the session is taken: any
 * other use of it fails with 55006. Made by {@link Session#startCopy}.
 *
 * <p>Each method takes the session's lock, so that the connection may be aborted, closed or its COPY cancelled by other threads; the transfer
 * itself belongs to one thread at a time. A failure reported by the server is thrown by the call that learns of it and ends the transfer, the
 * session stays usable; any other failure closes the session.
 *
 * <p>For a COPY to the server nothing but Flush follows the command: a Sync would be ignored while data is copied and answered when it is not,
 * which cannot be told apart in time.
 */
public final class CopyTransfer {
    /** Which way the data goes. */
    public enum Direction {
        /** {@code COPY ... FROM STDIN}. */
        IN,
        /** {@code COPY ... TO STDOUT}. */
        OUT
    }

    /** Data is sent when this much has been written: below the size that the sink keeps, with room for a row. */
    private static final int CHUNK_BYTES = 48 * 1024;

    private static final int NONE = -1;

    private final Session session;
    private final Conversation conversation;
    private final Direction direction;
    private final ParsedStatement statement;
    private final ParsedStatement described;
    private final CopyReply reply;

    /** Where the CopyData message being written begins; {@link #NONE} between messages. */
    private int message = NONE;

    /** Offset of the next message in the reply's buffer. */
    private int position;

    private int bodyStart;
    private long bytes;
    private boolean ended;

    /** @param described a query whose columns shall be described ahead of the command, under the same locks; null for none */
    CopyTransfer(
            Session session,
            Conversation conversation,
            ParsedStatement statement,
            ParsedStatement described,
            Direction direction) {
        this.session = session;
        this.described = described;
        this.conversation = conversation;
        this.statement = statement;
        this.direction = direction;
        this.reply = new CopyReply(conversation);
    }

    /** Sends the command and waits for the server to begin the transfer; under the session's lock. */
    void start() throws SQLException {
        session.prepare(true);
        boolean simple = conversation.commands().areSimple();
        if (simple) {
            writeQuery();
        } else {
            writeExtended();
        }
        conversation.flush();
        conversation.pump(reply);
        CopyReply.State wanted = direction == Direction.IN ? CopyReply.State.IN : CopyReply.State.OUT;
        if (reply.state == wanted || direction == Direction.OUT && reply.wasOut) {
            return;
        }
        CopyReply.State got = reply.state;
        if (got == CopyReply.State.IN) {
            conversation.writer().copyFail("the application was going to read");
            reply.syncSent = simple;
        }
        endGroup();
        if (got == CopyReply.State.FAILED || got == CopyReply.State.REQUESTED) {
            throwFailure();
        }
        throw refusal(got);
    }

    /** A Query ends its group by itself, whatever comes of it. */
    private void writeQuery() {
        if (!conversation.endsWithSync()) {
            // Commands of the extended protocol have no answer before their Sync.
            conversation.sync();
        }
        FrontendWriter writer = conversation.writer();
        int query = writer.queryStart();
        writer.out().putBytes(statement.nativeUtf8());
        writer.queryEnd(query);
        conversation.enqueue(reply);
        reply.syncSent = true;
        conversation.promiseSync();
    }

    private void writeExtended() {
        FrontendWriter writer = conversation.writer();
        if (described != null) {
            writer.parse(FrontendWriter.unnamed(), described.nativeUtf8(), new int[0], 0);
            writer.describeStatement(FrontendWriter.unnamed());
        }
        writer.parse(FrontendWriter.unnamed(), statement.nativeUtf8(), new int[0], 0);
        int bind = writer.bindStart(FrontendWriter.unnamed(), FrontendWriter.unnamed());
        writer.out().putInt(0); // no parameter formats, no parameters
        writer.bindEnd(bind, 0);
        writer.execute(FrontendWriter.unnamed(), 0);
        conversation.enqueue(reply);
        if (direction == Direction.OUT) {
            reply.syncSent = true;
            conversation.sync();
        } else {
            writer.flush();
            conversation.promiseSync();
        }
    }

    private SQLException refusal(CopyReply.State got) {
        String did = switch (got) {
            case IN -> "wants data";
            case OUT -> "sends data";
            default -> "was executed without a transfer of data over the connection";
        };
        String wanted = direction == Direction.IN ? "COPY ... FROM STDIN" : "COPY ... TO STDOUT";
        return new SQLFeatureNotSupportedException(
                "expected " + wanted + ", but the command " + did + ": " + statement.nativeSql(), "0A000");
    }

    public CopyFormats formats() {
        return reply.formats;
    }

    /** The columns of the query that was to be described; null when it has none. */
    public RowDescription description() {
        return reply.description;
    }

    /** The rows that the server says it has copied; -1 while the transfer goes on. */
    public long rowCount() {
        return reply.rowCount;
    }

    /** Bytes of data that have been given to {@link #write} or taken from {@link #next}, without the protocol's own. */
    public long bytes() {
        return bytes;
    }

    /** True when the server has ended the command, or the transfer was given up. */
    public boolean isEnded() {
        return ended;
    }

    public Session session() {
        return session;
    }

    // ---- to the server

    /** Appends one row, or any part of the data, to what will be sent. */
    @FunctionalInterface
    public interface RowWriter {
        void write(ByteSink out) throws SQLException;
    }

    /** Writes data; sends it when enough has come together. The bounds are the caller's to check. */
    public void write(byte[] data, int offset, int length) throws SQLException {
        enter();
        try {
            int from = offset;
            int end = offset + length;
            while (from < end) {
                ByteSink out = chunk();
                int part = Math.min(end - from, Math.max(1, CHUNK_BYTES - out.size()));
                out.putBytes(data, from, part);
                from += part;
                sendIfFull(out, part);
            }
        } finally {
            leave();
        }
    }

    /** Lets {@code row} append to the data. What it wrote before it failed is taken back, and the transfer may go on. */
    public void write(RowWriter row) throws SQLException {
        enter();
        try {
            ByteSink out = chunk();
            int before = out.size();
            try {
                row.write(out);
            } catch (SQLException | RuntimeException | Error e) {
                out.truncate(before);
                throw e;
            }
            sendIfFull(out, out.size() - before);
        } finally {
            leave();
        }
    }

    /** Sends what has been written so far. */
    public void flush() throws SQLException {
        enter();
        try {
            send();
        } finally {
            leave();
        }
    }

    /** Ends the data and waits for the server's answer; returns the number of rows it has copied. */
    public long finish() throws SQLException {
        enter();
        try {
            closeMessage();
            conversation.writer().copyDone();
            endGroup();
            throwFailure();
            return reply.rowCount;
        } finally {
            leave();
        }
    }

    /**
     * Gives the transfer up: the server undoes the command, and a transaction around it has failed. Nothing happens when it has ended.
     *
     * @param reason what the server will say in its log
     */
    public void abort(String reason) throws SQLException {
        if (ended || session.isClosed()) {
            ended = true;
            return;
        }
        enter();
        try {
            message = NONE;
            conversation.writer().out().clear();
            conversation.writer().copyFail(reason.replace('\0', ' '));
            endGroup();
        } finally {
            leave();
        }
    }

    /** Ends a transfer that the application has left open. */
    void giveUp(String reason) throws SQLException {
        if (direction == Direction.IN) {
            abort(reason);
        } else {
            close();
        }
    }

    private ByteSink chunk() {
        if (message == NONE) {
            message = conversation.writer().copyDataStart();
        }
        return conversation.writer().out();
    }

    private void closeMessage() {
        if (message != NONE) {
            conversation.writer().copyDataEnd(message);
            message = NONE;
        }
    }

    private void sendIfFull(ByteSink out, int written) throws SQLException {
        bytes += written;
        if (out.size() >= CHUNK_BYTES) {
            send();
        }
    }

    private void send() throws SQLException {
        closeMessage();
        conversation.flush();
        conversation.receiveArrived();
        if (reply.state != CopyReply.State.IN) {
            // The server has given up, and drops what it is sent.
            endGroup();
            throwFailure();
        }
    }

    // ---- from the server

    /**
     * Moves to the next message of data, which for text and csv is a row with its line end.
     *
     * @return false at the end of the data
     */
    public boolean next() throws SQLException {
        while (position == reply.received.size()) {
            if (ended || !receive()) {
                return false;
            }
        }
        int length = Bytes.getInt(reply.received.array(), position + 1);
        bodyStart = position + BackendReader.HEADER_BYTES;
        position += 1 + length;
        bytes += position - bodyStart;
        return true;
    }

    /** True when {@link #next} has a message at hand and need not wait. */
    public boolean hasMore() {
        return position < reply.received.size();
    }

    /** Ends the application's interest in the server's data: the rest is dropped, or the command cancelled if the settings say so. */
    public void close() throws SQLException {
        if (ended || session.isClosed()) {
            ended = true;
            return;
        }
        enter();
        try {
            position = 0;
            session.cancelIfWanted();
            endGroup();
        } finally {
            leave();
        }
    }

    /** The array that holds the message of {@link #next}, valid until the next call. */
    public byte[] array() {
        return reply.received.array();
    }

    public int offset() {
        return bodyStart;
    }

    public int length() {
        return position - bodyStart;
    }

    /** Receives more data into the buffer, all of which has been taken; false when there is no more. */
    private boolean receive() throws SQLException {
        enter();
        try {
            reply.handedOver = true;
            reply.received.clear();
            reply.received.trim(2 * CopyReply.BUFFERED_BYTES);
            position = 0;
            conversation.pump(reply);
            if (conversation.isQuiet()) {
                end();
                throwFailure();
            }
            return reply.received.size() > 0;
        } finally {
            leave();
        }
    }

    /** Asks the server to end the command; any thread. 08006 when it could not be reached. */
    public void cancel() throws SQLException {
        session.cancel(this);
    }

    // ---- both

    /** Sends the end of the group, if that has not been done, and reads to ReadyForQuery. */
    private void endGroup() throws SQLException {
        reply.drop();
        if (!reply.syncSent) {
            reply.syncSent = true;
            conversation.writer().sync();
        }
        conversation.flush();
        conversation.pump(null);
        end();
    }

    private void throwFailure() throws SQLException {
        session.transactions().checkDeferred();
        if (reply.error != null) {
            throw session.exception(reply.error, statement, -1);
        }
    }

    private void end() {
        ended = true;
        session.copyEnded(this);
    }

    private void enter() throws SQLException {
        if (ended) {
            throw new SQLNonTransientException("the COPY has ended; start another one", "55000");
        }
        session.enterCopy(this);
    }

    private void leave() {
        session.leaveCopy();
    }
}
