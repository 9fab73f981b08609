package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.InterruptMode;
import io.howdah.internal.config.Settings.QueryMode;
import io.howdah.internal.io.Duplex;
import io.howdah.internal.io.Transport;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Deadline;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.ColdParsers;
import io.howdah.internal.wire.ErrorParser;
import io.howdah.internal.wire.FrontendWriter;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.util.ArrayDeque;

/**
 * The requests of one connection that wait for their answers, and the loop that sends the ones and reads the others: replies in the order of
 * their requests, groups that end with Sync, errors that skip to the end of their group, deadlines, and the end of it all when the connection
 * or the protocol fails. Used under the session's lock, but for {@link #abort} and the volatile getters.
 *
 * <p>Whatever {@link #flush} and {@link #pump} throw has closed the connection; errors of statements are given to their replies instead.
 */
final class Conversation {
    /** Long against the time in which a server takes up a statement, short for one who waits for its end. */
    private static final long CANCEL_AGAIN_MILLIS = 250;

    /** What a session must hear of. */
    interface Listener {
        /** A group has ended. */
        void onReady(boolean failed, TransactionStatus now);

        /** The server reported a setting; the {@link SessionState} has it already. */
        void onParameter(String name);
    }

    private final Duplex duplex;
    private final BackendReader reader;
    private final FrontendWriter writer;
    private final SessionState state;
    private final Settings settings;
    private final CancelToken cancelToken;
    private final Listener listener;
    private final Notices notices;
    private final ArrayDeque<Reply> pending = new ArrayDeque<>(8);
    private final ControlReply.Sync syncReply = new ControlReply.Sync();
    private final ControlReply.Close closeReply = new ControlReply.Close();
    private final Duplex.Pump pump = new FlushPump();

    /** Transactions that have ended so far, those of autocommit among them. */
    private long transactionsEnded;

    /** Groups that have been given a Sync. */
    private long groupsBegun;

    /** Groups whose ReadyForQuery has come: also true of a connection that has been lost since. */
    private long groupsEnded;

    /** Groups whose ReadyForQuery has not come yet. */
    private int openGroups;

    /** The reply completed last in the present group: an error that comes with Sync is its. */
    private Reply lastCompleted;

    /** The error that ended the present group. */
    private ServerError groupError;

    /** The first error of the failed transaction. */
    private ServerError firstFailure;

    private final Commands commands;
    private final boolean interruptCancels;
    private long queryDeadline = Deadline.NONE;
    private boolean cancelSent;

    /** When the next cancel request goes out if the statement has not ended by then. */
    private long nextCancel = Deadline.NONE;

    /** When the reading is to be interrupted without anything having failed. */
    private long pauseDeadline = Deadline.NONE;

    private boolean timedOut;
    private volatile TransactionStatus status = TransactionStatus.IDLE;
    private volatile int networkTimeoutMillis;
    private volatile boolean closed;
    private volatile SQLException loss;

    Conversation(
            Duplex duplex,
            BackendReader reader,
            FrontendWriter writer,
            SessionState state,
            Settings settings,
            CancelToken cancelToken,
            Listener listener) {
        this.duplex = duplex;
        this.reader = reader;
        this.writer = writer;
        this.state = state;
        this.settings = settings;
        this.cancelToken = cancelToken;
        this.listener = listener;
        this.notices = new Notices(settings.limits().notificationQueue());
        this.networkTimeoutMillis = settings.socketTimeoutMillis();
        this.commands = settings.preferQueryMode() == QueryMode.SIMPLE ? Commands.SIMPLE : Commands.EXTENDED;
        this.interruptCancels = settings.interruptMode() == InterruptMode.CANCEL;
    }

    Duplex duplex() {
        return duplex;
    }

    BackendReader reader() {
        return reader;
    }

    Notices notices() {
        return notices;
    }

    TransactionStatus status() {
        return status;
    }

    long transactionsEnded() {
        return transactionsEnded;
    }

    boolean isClosed() {
        return closed;
    }

    int networkTimeoutMillis() {
        return networkTimeoutMillis;
    }

    void setNetworkTimeoutMillis(int millis) {
        networkTimeoutMillis = millis;
    }

    void checkOpen() throws SQLException {
        if (closed) {
            throw new SQLNonTransientConnectionException("the connection is closed", "08003");
        }
    }

    /** Starts the time that a statement may take; 0 for no limit. */
    void startTimer(long timeoutMillis) {
        queryDeadline = Deadline.afterMillis(timeoutMillis);
        timedOut = false;
        cancelSent = false;
    }

    void stopTimer() {
        queryDeadline = Deadline.NONE;
        nextCancel = Deadline.NONE;
    }

    /** When the time of what runs at present is over, for {@link #resumeTimer}. */
    long queryDeadline() {
        return queryDeadline;
    }

    /** Goes on with a timer that another one has interrupted. */
    void resumeTimer(long deadline) {
        queryDeadline = deadline;
        timedOut = false;
        cancelSent = false;
    }

    /** True when every request has been answered. */
    boolean isQuiet() {
        return openGroups == 0;
    }

    FrontendWriter writer() {
        return writer;
    }

    Commands commands() {
        return commands;
    }

    /** Writes a command of the driver's own; {@link #endCommands} must follow, or requests that it shall stop when it fails. */
    void command(byte[] message, ControlReply.Command reply) {
        writer.out().putBytes(message);
        reply.reset();
        pending.addLast(reply);
        if (commands.areSimple()) {
            promiseSync();
        }
    }

    /** Ends the group of the commands before it. */
    void endCommands() {
        if (!commands.areSimple()) {
            sync();
        }
    }

    void enqueue(Reply reply) {
        pending.addLast(reply);
    }

    /** Ends a group. */
    void sync() {
        writer.sync();
        promiseSync();
    }

    /** Promises to end a group with a Sync that will be written later, or with a request that is answered as a Sync is. */
    void promiseSync() {
        pending.addLast(syncReply);
        openGroups++;
        groupsBegun++;
    }

    /** Groups ended by a Sync so far, answered or not. */
    long groupsBegun() {
        return groupsBegun;
    }

    /** Groups whose ReadyForQuery has come. */
    long groupsEnded() {
        return groupsEnded;
    }

    /** True when what was requested last ends a group. */
    boolean endsWithSync() {
        return pending.isEmpty() || pending.peekLast() == syncReply;
    }

    /** True when an error has ended the last group, of which only ReadyForQuery is to come. */
    boolean lastGroupFailed() {
        return groupError != null && openGroups <= 1;
    }

    /** Where the requests of an exchange begin, for {@link #undo}. */
    int mark() {
        return pending.size();
    }

    /** Takes back requests that were written but not sent, since {@code mark} replies were pending and {@code size} bytes written. */
    void undo(int mark, int size) {
        writer.out().truncate(size);
        undoUnsent(mark);
    }

    /** Takes back the replies of requests since {@code mark}, whose bytes the caller has taken out of the sink. */
    void undoUnsent(int mark) {
        while (pending.size() > mark) {
            if (pending.removeLast() == syncReply) {
                openGroups--;
                groupsBegun--;
            }
        }
    }

    /** Sends what is written and reads until every group is answered. On an exception the session is closed. */
    void exchange() throws SQLException {
        flush();
        pump(null);
    }

    /** Sends what is written. On an exception the session is closed. */
    void flush() throws SQLException {
        try {
            duplex.flush(pump, nextDeadline());
        } catch (IOException e) {
            throw lost(lastWords(e));
        } catch (SQLException | RuntimeException | Error e) {
            throw lost(e);
        }
    }

    /** Reads until every group is answered, or {@code pausable} wants to stop. On an exception the session is closed. */
    void pump(Reply pausable) throws SQLException {
        try {
            while (openGroups > 0 && (pausable == null || !pausable.isPaused())) {
                if (reader.next()) {
                    dispatch();
                } else if (pausable != null && pausable.hasSomething()) {
                    return;
                } else {
                    fill();
                }
            }
        } catch (SQLException | IOException | RuntimeException | Error e) {
            throw lost(e);
        }
    }

    /** As {@link #pump}, but also returns when the deadline has passed, with {@code pausable} to be paused by then. */
    void pumpUntil(Reply pausable, long deadline) throws SQLException {
        pauseDeadline = deadline;
        try {
            pump(pausable);
        } finally {
            pauseDeadline = Deadline.NONE;
        }
    }

    /** Waits for one message and handles it. On an exception the session is closed. */
    void pumpOnce() throws SQLException {
        try {
            while (!reader.next()) {
                fill();
            }
            dispatch();
        } catch (SQLException | IOException | RuntimeException | Error e) {
            throw lost(e);
        }
    }

    /**
     * Reads until {@code pausable} has something, wants to stop or is done, but no longer than until {@code deadline}, which ends the wait and nothing
     * else. On an exception the session is closed.
     *
     * @return false when the deadline came first
     */
    boolean receive(Reply pausable, long deadline) throws SQLException {
        try {
            while (openGroups > 0 && !pausable.isPaused()) {
                if (reader.next()) {
                    dispatch();
                } else if (pausable.hasSomething()) {
                    return true;
                } else if (!duplex.poll()) {
                    if (Deadline.isPast(deadline)) {
                        return false;
                    }
                    await(deadline);
                }
            }
            return true;
        } catch (SocketTimeoutException nothingCame) {
            return false;
        } catch (SQLException | IOException | RuntimeException | Error e) {
            throw lost(e);
        }
    }

    private void await(long deadline) throws SQLException, IOException {
        boolean watchInterrupts = interruptCancels && !cancelSent;
        if (!duplex.fill(deadline, watchInterrupts ? Transport.INTERRUPT : 0)) {
            // The thread keeps its interrupt; the statement ends with 57014.
            cancel(Deadline.afterMillis(settings.cancelTimeoutMillis()));
        }
    }

    /** Handles the messages that have arrived. */
    void receiveAll() throws SQLException, IOException {
        while (reader.next()) {
            dispatch();
        }
    }

    /** Handles what has arrived or can be read without waiting. On an exception the session is closed. */
    void receiveArrived() throws SQLException {
        try {
            while (duplex.poll()) {
                receiveAll();
            }
        } catch (SQLException | IOException | RuntimeException | Error e) {
            throw lost(e);
        }
    }

    /**
     * Handles what arrived with the last answer but did not belong to it: only what the server may send unasked, since anything else would be
     * taken for the answer to the next request. On an exception the session is closed.
     */
    void receiveUnasked() throws SQLException {
        if (openGroups > 0 || duplex.position() == duplex.limit()) {
            return;
        }
        try {
            receiveAll();
        } catch (SQLException | IOException | RuntimeException | Error e) {
            throw lost(e);
        }
    }

    /** Handles what has come unasked and what can be read without waiting, as long as {@code queue} has room. */
    void receiveUnasked(NotificationQueue queue) throws SQLException {
        try {
            do {
                while (!queue.isFull() && reader.next()) {
                    dispatch();
                }
            } while (!queue.isFull() && duplex.poll());
        } catch (SQLException | IOException | RuntimeException | Error e) {
            throw lost(e);
        }
    }

    /**
     * Waits for a message that comes unasked, a wake-up or an interrupt.
     *
     * @return false when the deadline has passed
     */
    boolean awaitUnasked(long deadline) throws SQLException {
        try {
            duplex.fill(deadline, Transport.WAKE | Transport.INTERRUPT);
            return true;
        } catch (SocketTimeoutException nothingCame) {
            return false;
        } catch (IOException | RuntimeException | Error e) {
            throw lost(e);
        }
    }

    private void fill() throws SQLException, IOException {
        if (queryDeadline != Deadline.NONE && Deadline.isPast(queryDeadline)) {
            // A server that sends without pause is never waited for.
            onDeadline();
        }
        try {
            await(nextDeadline());
        } catch (SocketTimeoutException e) {
            onDeadline();
        }
    }

    /** Why a server that takes no more bytes has closed: the error it sent before, if there is one to be read, else {@code failure}. */
    private Throwable lastWords(IOException failure) {
        try {
            while (duplex.poll()) {
                receiveAll();
            }
        } catch (SQLException reason) {
            reason.addSuppressed(failure);
            return reason;
        } catch (IOException nothingToRead) {
            failure.addSuppressed(nothingToRead);
        }
        return failure;
    }

    private long nextDeadline() {
        int network = networkTimeoutMillis;
        long deadline = Deadline.min(Deadline.min(queryDeadline, nextCancel), pauseDeadline);
        return network == 0 ? deadline : Deadline.min(deadline, Deadline.afterMillis(network));
    }

    /** A deadline has passed: the statement's own leads to a cancel, after which its answer is awaited; any other ends the session. */
    private void onDeadline() throws SQLException {
        if (Deadline.isPast(pauseDeadline)) {
            return;
        }
        if (Deadline.isPast(queryDeadline) && !timedOut) {
            timedOut = true;
            long grace = Deadline.afterMillis(settings.cancelTimeoutMillis());
            cancel(grace);
            queryDeadline = grace;
            return;
        }
        if (Deadline.isPast(nextCancel) && !Deadline.isPast(queryDeadline)) {
            cancel(Deadline.afterMillis(settings.cancelTimeoutMillis()));
            return;
        }
        throw timedOut
                ? new SQLTimeoutException(
                        "the statement timed out and the server did not end it after a cancel request", "57014")
                : new SQLNonTransientConnectionException(
                        "no answer from the server within the network timeout of " + networkTimeoutMillis + " ms",
                        "08006");
    }

    /** Cancels what runs. A request that overtook its statement did nothing, so another one follows if no answer comes. */
    private void cancel(long deadline) throws SQLException {
        cancelSent = true;
        cancelToken.cancel(deadline);
        nextCancel = Deadline.afterMillis(CANCEL_AGAIN_MILLIS);
    }

    /** What a flush does while the server takes nothing. */
    private final class FlushPump implements Duplex.Pump {
        @Override
        public void onReceived() throws SQLException, IOException {
            receiveAll();
        }

        @Override
        public long onDeadline() throws SQLException {
            Conversation.this.onDeadline();
            return nextDeadline();
        }
    }

    private void dispatch() throws SQLException, IOException {
        byte tag = reader.tag();
        switch (tag) {
            case Tag.READY_FOR_QUERY -> ready();
            case Tag.ERROR_RESPONSE -> error(ErrorParser.parse(reader.body()));
            case Tag.NOTICE_RESPONSE -> notices.add(ErrorParser.parse(reader.body()));
            case Tag.NOTIFICATION_RESPONSE -> notices.add(ColdParsers.notification(reader.body()));
            case Tag.PARAMETER_STATUS -> parameterStatus(ColdParsers.parameterStatus(reader.body()));
            default -> {
                Reply head = pending.peekFirst();
                if (head == null || groupError != null) {
                    throw Protocol.unexpected(tag, head == null ? "no message" : "ReadyForQuery after an error");
                }
                if (head.accept(tag, reader)) {
                    lastCompleted = pending.pollFirst();
                }
            }
        }
    }

    private void ready() throws SQLException {
        byte code = reader.transactionStatus();
        TransactionStatus now = switch (code) {
            case 'I' -> TransactionStatus.IDLE;
            case 'T' -> TransactionStatus.ACTIVE;
            case 'E' -> TransactionStatus.FAILED;
            default -> throw Protocol.violation("ReadyForQuery with the transaction status " + code);
        };
        Reply reply;
        while ((reply = pending.pollFirst()) != syncReply) {
            if (reply != null && groupError == null && reply.endsWithReady()) {
                continue;
            }
            if (reply == null || groupError == null) {
                throw Protocol.unexpected(
                        Tag.READY_FOR_QUERY, reply == null ? "no message" : "the answer to a request");
            }
            reply.skipped(groupError);
        }
        openGroups--;
        groupsEnded++;
        if (openGroups == 0) {
            duplex.transport().peerIsIdle();
        }
        lastCompleted = null;
        if (now == TransactionStatus.IDLE) {
            transactionsEnded++;
        }
        if (now != TransactionStatus.FAILED) {
            firstFailure = null;
        } else if (firstFailure == null) {
            firstFailure = groupError;
        }
        boolean failed = groupError != null;
        groupError = null;
        status = now;
        listener.onReady(failed, now);
    }

    private void error(ServerError error) throws SQLException {
        if (error.isFatal()) {
            throw Errors.of(error);
        }
        groupError = error;
        if (error.sqlState().equals(Errors.QUERY_CANCELED)) {
            cancelToken.takeSent();
        }
        Reply head = pending.peekFirst();
        if (head == null) {
            throw Protocol.violation("an error while nothing was asked: " + error.message());
        }
        if (head == syncReply) {
            if (lastCompleted != null) {
                lastCompleted.failedAtEnd(error);
            }
        } else {
            lastCompleted = pending.pollFirst();
            lastCompleted.failed(error);
        }
    }

    private void parameterStatus(ColdParsers.ParameterStatus parameter) throws SQLException {
        state.apply(parameter);
        switch (parameter.name()) {
            case "client_encoding" -> {
                if (!parameter.value().equals("UTF8")) {
                    throw new SQLNonTransientConnectionException(
                            "client_encoding was changed to " + parameter.value() + ", but the driver needs UTF8",
                            "08006");
                }
            }
            case "DateStyle" -> {
                if (!parameter.value().startsWith("ISO")) {
                    throw new SQLNonTransientConnectionException(
                            "DateStyle was changed to " + parameter.value() + ", but the driver needs ISO", "08006");
                }
            }
            default -> {
                // Any value is fine.
            }
        }
        listener.onParameter(parameter.name());
    }

    /** What has been written, or answered ahead of ReadyForQuery, brings the transaction into this state. */
    void assume(TransactionStatus now) {
        status = now;
        if (now != TransactionStatus.FAILED) {
            firstFailure = null;
        }
    }

    /** The reply to a Close; it has no state, so that one serves all. */
    Reply closeReply() {
        return closeReply;
    }

    /** Ends a COPY that the server has begun but for which there is no data. */
    void failCopy(String reason, boolean syncIgnored) throws SQLException {
        ByteSink out = writer.out();
        if (out.size() > 0) {
            throw Protocol.violation("COPY began before its request was sent");
        }
        writer.copyFail(reason);
        if (syncIgnored) {
            // The Sync sent with the statement was ignored by the server while it copied.
            writer.sync();
        }
        flush();
    }

    // ---- failures

    /** The exception for an error of a statement; inside a failed transaction its first error is the cause. */
    SQLException exception(ServerError error, ParsedStatement statement, int failedIndex, String advice) {
        boolean details = settings.logServerErrorDetail();
        String message = Errors.message(error, details) + advice;
        if (settings.showErrorPosition() && statement != null && error.position() > 0) {
            message = message + ErrorExcerpt.of(statement.nativeSql(), error.position());
        }
        SQLException e = Errors.of(error, new Errors.Circumstances(message, false, failedIndex), timedOut);
        if (error.sqlState().equals(Errors.IN_FAILED_TRANSACTION)
                && firstFailure != null
                && !firstFailure.equals(error)) {
            e.initCause(Errors.of(firstFailure));
        }
        return e;
    }

    /** Closes the session after a failure from which it cannot recover, and gives the exception to throw. */
    SQLException lost(Throwable cause) {
        SQLException failure = shutDown(cause);
        if (loss == null) {
            loss = failure;
        }
        return failure;
    }

    /** The failure by which the connection was lost; null while it is alive, and when it was closed. */
    SQLException loss() {
        return loss;
    }

    private SQLException shutDown(Throwable cause) {
        boolean wasClosed = closed;
        closed = true;
        pending.clear();
        openGroups = 0;
        duplex.transport().close();
        duplex.release();
        if (cause instanceof SQLException e) {
            return e;
        }
        if (cause instanceof OutOfMemoryError) {
            return new SQLNonTransientConnectionException(
                    "not enough memory for a message or result, so the connection was closed: " + cause.getMessage()
                            + "; read large results with a fetch size or give the JVM a larger heap",
                    "53200",
                    cause);
        }
        if (cause instanceof VirtualMachineError e) {
            throw e;
        }
        String what = wasClosed
                ? "the connection was closed by another thread while it was in use"
                : "the connection to the server was lost: " + cause.getMessage();
        return new SQLNonTransientConnectionException(what, "08006", cause);
    }

    /** Tells the server goodbye without waiting, and closes. */
    void close() {
        if (!closed) {
            closed = true;
            writer.out().clear();
            writer.terminate();
            try {
                duplex.transport()
                        .tryWrite(writer.out().array(), 0, writer.out().size());
                duplex.transport().tryFlush();
            } catch (IOException ignored) {
                // The server notices the end of the connection as well.
            }
        }
        duplex.transport().close();
    }

    /** Closes at once, from any thread. */
    void abort() {
        closed = true;
        duplex.transport().close();
    }
}
