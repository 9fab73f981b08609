package io.howdah.internal.session;

import io.howdah.api.Notification;
import io.howdah.api.ServerError;
import io.howdah.internal.config.Settings;
import io.howdah.internal.io.Duplex;
import io.howdah.internal.observe.Log;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Deadline;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.ColdParsers;
import io.howdah.internal.wire.ErrorParser;
import io.howdah.internal.wire.FixedMessages;
import io.howdah.internal.wire.FrontendWriter;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One physical connection: what is on the wire, whose turn it is, and the state of transaction, settings and statements. The only class that
 * reads and writes the connection's {@link Duplex}.
 *
 * <p>Any thread may call the public methods; a lock makes each exchange, from its first byte to ReadyForQuery or to a pause in a streamed
 * result, one unit. {@link #abort} and {@link #cancelToken} do not take the lock.
 *
 * <p>Every failure leaves the session usable or closed: an error that the server reports is thrown and the session goes on; a broken protocol, a
 * lost connection or a missed network deadline closes it (08P01, 08006).
 */
public final class Session {
    private final Duplex duplex;
    private final BackendReader reader;
    private final FrontendWriter writer;
    private final SessionState state;
    private final SharedState shared;
    private final CancelToken cancelToken;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Reply> pending = new ArrayDeque<>(8);
    private final ControlReply.Sync syncReply = new ControlReply.Sync();
    private final ControlReply.Close closeReply = new ControlReply.Close();
    private final Duplex.Pump pump = new FlushPump();
    private final StatementCache statements;
    private final DeferredOps deferred = new DeferredOps();
    private final Transactions transactions;
    private final QueryRunner queries;
    private final Notices notices;

    /** Groups whose ReadyForQuery has not come yet. */
    private int openGroups;

    /** The reply completed last in the present group: an error that comes with Sync is its. */
    private Reply lastCompleted;

    /** The error that ended the present group. */
    private ServerError groupError;

    /** The first error of the failed transaction. */
    private ServerError firstFailure;

    /** The statement whose rows are left in the network. */
    private RowStream attached;

    private long queryDeadline = Deadline.NONE;
    private boolean cancelSent;
    private boolean timedOut;
    private volatile TransactionStatus status = TransactionStatus.IDLE;
    private volatile int networkTimeoutMillis;
    private volatile boolean closed;
    private volatile Object executing;

    public Session(
            Duplex duplex,
            BackendReader reader,
            FrontendWriter writer,
            SessionState state,
            SharedState shared,
            CancelToken cancelToken) {
        this.duplex = duplex;
        this.reader = reader;
        this.writer = writer;
        this.state = state;
        this.shared = shared;
        this.cancelToken = cancelToken;
        this.statements = new StatementCache(shared.settings().limits());
        this.transactions = new Transactions(this, deferred, shared.settings());
        this.queries = new QueryRunner(this, statements);
        this.notices = new Notices(shared.settings().limits().notificationQueue());
        this.networkTimeoutMillis = shared.settings().socketTimeoutMillis();
    }

    // ---- statements

    /** Runs {@code x} in one round trip and fills its results; see {@link QueryRunner}. */
    public void execute(Execution x) throws SQLException {
        begin(x, x.timeoutMillis);
        try {
            queries.run(x);
        } catch (RuntimeException | Error e) {
            throw lost(e);
        } finally {
            end();
            x.warnings = notices.takeWarnings();
        }
    }

    /** Parses and describes {@code x} without running it: fills the shape of its first result and its parameter types. */
    public void describe(Execution x) throws SQLException {
        begin(x, x.timeoutMillis);
        try {
            queries.describe(x);
        } catch (RuntimeException | Error e) {
            throw lost(e);
        } finally {
            end();
        }
    }

    /** Runs a batch; failures of entries are recorded in {@code batch}, only a lost connection is thrown. */
    public void executeBatch(BatchExecution batch) throws SQLException {
        begin(batch, batch.timeoutMillis);
        try {
            new BatchRunner(this, statements, batch).run();
        } catch (RuntimeException | Error e) {
            throw lost(e);
        } finally {
            end();
            batch.warnings = notices.takeWarnings();
        }
    }

    /** Runs a command without parameters and results, such as SAVEPOINT. */
    public void runCommand(String sql) throws SQLException {
        begin(sql, 0);
        try {
            transactions.runCommand(sql);
        } catch (RuntimeException | Error e) {
            throw lost(e);
        } finally {
            end();
        }
    }

    // ---- transactions and settings

    public boolean autoCommit() {
        return transactions.autoCommit();
    }

    /** Turns autocommit on or off; turning it on inside a transaction commits it. */
    public void setAutoCommit(boolean on) throws SQLException {
        if (on && status != TransactionStatus.IDLE) {
            commit();
        }
        transactions.setAutoCommit(on);
    }

    /** Ends the transaction; nothing is sent when none has begun. 08007 when the answer to COMMIT was lost. */
    public void commit() throws SQLException {
        begin("COMMIT", 0);
        try {
            transactions.commit();
        } catch (RuntimeException | Error e) {
            throw lost(e);
        } finally {
            end();
        }
    }

    public void rollback() throws SQLException {
        begin("ROLLBACK", 0);
        try {
            transactions.rollback();
        } catch (RuntimeException | Error e) {
            throw lost(e);
        } finally {
            end();
        }
    }

    public TransactionStatus transactionStatus() {
        return status;
    }

    /** Wants the schema to be the search path; null for the path with which the session began. Sent with the next statement. */
    public void setSchema(String schema) throws SQLException {
        lock.lock();
        try {
            transactions.setSchema(schema);
        } finally {
            lock.unlock();
        }
    }

    public void setReadOnly(boolean readOnly) {
        lock.lock();
        try {
            transactions.setReadOnly(readOnly);
        } finally {
            lock.unlock();
        }
    }

    public boolean readOnly() {
        return transactions.readOnly();
    }

    /** Wants an isolation level, a constant of {@link java.sql.Connection}. Sent with the next statement. */
    public void setIsolation(int level) {
        lock.lock();
        try {
            transactions.setIsolation(level);
        } finally {
            lock.unlock();
        }
    }

    /** The level wanted last; 0 when the server has to be asked. */
    public int isolation() {
        return transactions.isolation();
    }

    public void setApplicationName(String name) throws SQLException {
        lock.lock();
        try {
            transactions.setApplicationName(name);
        } finally {
            lock.unlock();
        }
    }

    // ---- lifecycle

    /** One round trip that proves the server answers; with a streamed result open, only that the connection is. */
    public void ping(long timeoutMillis) throws SQLException {
        begin("ping", 0);
        try {
            if (attached == null) {
                queryDeadline = Deadline.NONE;
                int configured = networkTimeoutMillis;
                try {
                    networkTimeoutMillis =
                            timeoutMillis > 0 ? (int) Math.min(timeoutMillis, Integer.MAX_VALUE) : configured;
                    sync();
                    exchange();
                } finally {
                    networkTimeoutMillis = configured;
                }
            }
        } catch (RuntimeException | Error e) {
            throw lost(e);
        } finally {
            end();
        }
    }

    public void setNetworkTimeoutMillis(int millis) {
        networkTimeoutMillis = millis;
    }

    public int networkTimeoutMillis() {
        return networkTimeoutMillis;
    }

    public CancelToken cancelToken() {
        return cancelToken;
    }

    /** True while {@code work} (an execution or batch) waits for the server, or its rows are left in the network. */
    public boolean isExecuting(Object work) {
        RowStream stream = attached;
        return executing == work || stream != null && stream.reply().execution == work;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Tells the server goodbye without waiting, and closes. Waits for an exchange of another thread to end. */
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                writer.out().clear();
                writer.terminate();
                duplex.transport()
                        .tryWrite(writer.out().array(), 0, writer.out().size());
                duplex.transport().tryFlush();
            }
        } catch (IOException ignored) {
            // The server notices the end of the connection as well.
        } finally {
            duplex.transport().close();
            lock.unlock();
        }
    }

    /** Closes at once, from any thread: whoever waits for the server gets 08006. */
    public void abort() {
        closed = true;
        duplex.transport().close();
    }

    public SessionState state() {
        return state;
    }

    public SharedState shared() {
        return shared;
    }

    /** Bytes and round trips of this connection so far. */
    public Duplex traffic() {
        return duplex;
    }

    CodecContext context() {
        return state.context();
    }

    Settings settings() {
        return shared.settings();
    }

    /** Warnings that came outside of any execution: a chain, or null. */
    public SQLWarning takeWarnings() {
        lock.lock();
        try {
            return notices.takeWarnings();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the notifications that have arrived, reading what lies in the network.
     *
     * @param timeoutMillis how long to wait for the first one; 0 forever, negative not at all
     */
    public List<Notification> takeNotifications(long timeoutMillis) throws SQLException {
        begin("notifications", 0);
        try {
            if (attached == null) {
                while (duplex.poll()) {
                    receiveAll();
                }
                long deadline = timeoutMillis == 0 ? Deadline.NONE : Deadline.afterMillis(timeoutMillis);
                while (timeoutMillis >= 0 && notices.hasNoNotification() && waitForMessage(deadline)) {
                    receiveAll();
                }
            }
            return notices.takeNotifications();
        } catch (SQLException | IOException | RuntimeException | Error e) {
            throw lost(e);
        } finally {
            end();
        }
    }

    private boolean waitForMessage(long deadline) throws IOException {
        try {
            duplex.fill(deadline);
            return true;
        } catch (SocketTimeoutException nothingCame) {
            return false;
        }
    }

    // ---- the exchange, for the runners of this package: all under the lock

    private void begin(Object work, long timeoutMillis) throws SQLException {
        lock.lock();
        try {
            checkOpen();
            executing = work;
            cancelToken.awaitIdle();
            startTimer(timeoutMillis);
        } catch (SQLException | RuntimeException e) {
            end();
            throw e;
        }
    }

    private void end() {
        stopTimer();
        lock.unlock();
    }

    private void startTimer(long timeoutMillis) {
        queryDeadline = Deadline.afterMillis(timeoutMillis);
        timedOut = false;
        cancelSent = false;
    }

    private void stopTimer() {
        executing = null;
        queryDeadline = Deadline.NONE;
    }

    private void checkOpen() throws SQLException {
        if (closed) {
            throw new SQLNonTransientConnectionException("the connection is closed", "08003");
        }
    }

    /**
     * Makes the connection free for a new exchange and writes what must precede it.
     *
     * @param mayBegin true to begin the transaction that autocommit off asks for
     */
    void prepare(boolean mayBegin) throws SQLException {
        detachStream();
        if (cancelToken.takeSent()) {
            // The signal of a cancel that hit nothing may still come; let it hit an empty statement.
            writer.out().putBytes(FixedMessages.command(""));
            enqueue(new ControlReply.Command(null));
            sync();
        }
        for (byte[] name : statements.toClose()) {
            writer.closeStatement(name);
            enqueue(closeReply);
        }
        statements.toClose().clear();
        transactions.writeDeferred(writer.out(), mayBegin);
    }

    /** As {@link #prepare} for a command that ends a transaction in which settings would be lost again. */
    void prepareWithoutSettings() throws SQLException {
        detachStream();
    }

    void warn(SQLWarning warning) {
        notices.add(warning);
    }

    Transactions transactions() {
        return transactions;
    }

    void detachStream() throws SQLException {
        if (attached != null) {
            attached.detach(settings().limits().maxDrainBytes());
            attached = null;
        }
    }

    void attach(RowStream stream) {
        attached = stream;
    }

    FrontendWriter writer() {
        return writer;
    }

    void enqueue(Reply reply) {
        pending.addLast(reply);
    }

    /** Ends a group. */
    void sync() {
        writer.sync();
        pending.addLast(syncReply);
        openGroups++;
    }

    /** Where the requests of an exchange begin, for {@link #undo}. */
    int mark() {
        return pending.size();
    }

    /** Takes back requests that were written but not sent, since {@code mark} replies were pending. */
    void undo(int mark) {
        writer.out().clear();
        while (pending.size() > mark) {
            if (pending.removeLast() == syncReply) {
                openGroups--;
            }
        }
        deferred.discard();
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
    void pump(StatementReply pausable) throws SQLException {
        try {
            while (openGroups > 0) {
                while (reader.next()) {
                    dispatch();
                    if (openGroups == 0 || pausable != null && pausable.isPaused()) {
                        return;
                    }
                }
                fill();
            }
        } catch (SQLException | IOException | RuntimeException | Error e) {
            throw lost(e);
        }
    }

    private void receiveAll() throws SQLException, IOException {
        while (reader.next()) {
            dispatch();
        }
    }

    private void fill() throws SQLException, IOException {
        try {
            duplex.fill(nextDeadline());
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
        return network == 0 ? queryDeadline : Deadline.min(queryDeadline, Deadline.afterMillis(network));
    }

    /** A deadline has passed: the statement's own leads to a cancel, after which its answer is awaited; any other ends the session. */
    private void onDeadline() throws SQLException {
        if (Deadline.isPast(queryDeadline) && !cancelSent) {
            cancelSent = true;
            timedOut = true;
            long grace = Deadline.afterMillis(settings().cancelTimeoutMillis());
            cancelToken.cancel(grace);
            queryDeadline = grace;
            return;
        }
        throw timedOut
                ? new SQLTimeoutException(
                        "the statement timed out and the server did not end it after a cancel request", "57014")
                : new SQLNonTransientConnectionException(
                        "no answer from the server within the network timeout of " + networkTimeoutMillis + " ms",
                        "08006");
    }

    /** What a flush does while the server takes nothing. */
    private final class FlushPump implements Duplex.Pump {
        @Override
        public void onReceived() throws SQLException, IOException {
            receiveAll();
        }

        @Override
        public long onDeadline() throws SQLException {
            Session.this.onDeadline();
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
            if (reply == null || groupError == null) {
                throw Protocol.unexpected(
                        Tag.READY_FOR_QUERY, reply == null ? "no message" : "the answer to a request");
            }
            reply.skipped(groupError);
        }
        openGroups--;
        lastCompleted = null;
        if (now == TransactionStatus.IDLE) {
            firstFailure = null;
        } else if (now == TransactionStatus.FAILED && firstFailure == null) {
            firstFailure = groupError;
        }
        if (groupError != null) {
            deferred.discard();
            groupError = null;
        } else if (now == TransactionStatus.IDLE) {
            deferred.confirm();
        }
        if (now != status) {
            status = now;
            transactions.onStatus(now);
        }
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
                lastCompleted.failed(error);
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
            case "TimeZone" -> statements.forgetShapes();
            case "search_path" -> statements.invalidateAll();
            default -> {
                // Kept in the state only.
            }
        }
    }

    /** A command of the application has finished, with the reader at its CommandComplete. */
    void onCommandComplete(ParsedStatement statement) {
        transactions.onCommandComplete(statement, reader, statements);
    }

    /** A named statement that the server should have is gone: a pooler in between that does not keep them. */
    void onLostStatement() {
        statements.invalidateAll();
        if (shared.markStatementsLost()) {
            Log.statementsLost();
        }
    }

    /** A ROLLBACK has been written ahead of what follows. */
    void assumeIdle() {
        status = TransactionStatus.IDLE;
        firstFailure = null;
    }

    /** The reply to a Close; it has no state, so that one serves all. */
    Reply closeReply() {
        return closeReply;
    }

    /** Ends a COPY that the server has begun but for which there is no data. */
    void failCopy(String reason) throws SQLException {
        ByteSink out = writer.out();
        if (out.size() > 0) {
            throw Protocol.violation("COPY began before its request was sent");
        }
        writer.copyFail(reason);
        // The Sync sent with the statement was ignored by the server while it copied.
        writer.sync();
        flush();
    }

    // ---- streams

    void lockStream() {
        lock.lock();
    }

    void unlockStream() {
        lock.unlock();
    }

    /** Reads on for a stream until its reply pauses or its group ends; a failure of the statement is kept in the stream. */
    void pumpStream(RowStream stream) throws SQLException {
        StatementReply reply = stream.reply();
        checkOpen();
        executing = reply.execution;
        startTimer(reply.execution.timeoutMillis);
        try {
            pump(reply);
        } finally {
            stopTimer();
        }
        if (openGroups == 0) {
            streamEnded(stream);
            if (reply.error != null) {
                stream.fail(exception(reply.error, reply.statement.parsed, -1));
            }
        }
    }

    /** Reads until everything requested is answered, for a stream that waits for a page. */
    void pumpAll(RowStream waiting) throws SQLException {
        checkOpen();
        executing = waiting.reply().execution;
        startTimer(waiting.reply().execution.timeoutMillis);
        try {
            pump(null);
        } finally {
            stopTimer();
        }
    }

    /** Requests {@code rows} more rows of a portal without waiting for them. */
    void sendPageRequest(StatementReply reply, long rows) throws SQLException {
        checkOpen();
        detachStream();
        writer.execute(reply.portal, (int) rows);
        enqueue(reply);
        sync();
        flush();
    }

    void closePortalLater(byte[] portal) {
        queries.closePortalLater(portal);
    }

    void streamEnded(RowStream stream) {
        if (attached == stream) {
            attached = null;
        }
    }

    void cancelIfWanted() throws SQLException {
        if (settings().closeCancels()) {
            cancelToken.cancel(Deadline.afterMillis(settings().cancelTimeoutMillis()));
        }
    }

    // ---- failures

    /** The exception for an error of a statement; inside a failed transaction its first error is the cause. */
    SQLException exception(ServerError error, ParsedStatement statement, int failedIndex) {
        boolean details = settings().logServerErrorDetail();
        String message = Errors.message(error, details);
        if (settings().showErrorPosition() && statement != null && error.position() > 0) {
            message = message + ErrorExcerpt.of(statement.nativeSql(), error.position());
        }
        SQLException e = Errors.of(error, new Errors.Circumstances(message, false, failedIndex), timedOut);
        if (error.sqlState().equals(Errors.IN_FAILED_TRANSACTION) && firstFailure != null && !firstFailure.equals(error)) {
            e.initCause(Errors.of(firstFailure));
        }
        return e;
    }

    /** Closes the session after a failure from which it cannot recover, and gives the exception to throw. */
    private SQLException lost(Throwable cause) {
        boolean wasClosed = closed;
        closed = true;
        attached = null;
        pending.clear();
        openGroups = 0;
        duplex.transport().close();
        if (cause instanceof SQLException e) {
            return e;
        }
        if (cause instanceof VirtualMachineError e && !(cause instanceof OutOfMemoryError)) {
            throw e;
        }
        String what = wasClosed
                ? "the connection was closed by another thread while it was in use"
                : "the connection to the server was lost: " + cause.getMessage();
        return new SQLNonTransientConnectionException(what, "08006", cause);
    }
}
