package io.howdah.internal.session;

import io.howdah.api.Notification;
import io.howdah.api.ServerError;
import io.howdah.internal.config.Settings;
import io.howdah.internal.io.Duplex;
import io.howdah.internal.observe.Events;
import io.howdah.internal.observe.Log;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.util.Deadline;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.ColdParsers.BackendKey;
import io.howdah.internal.wire.FrontendWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.function.Consumer;

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
    /** As long as pgjdbc waits to say goodbye. */
    private static final long CLOSE_PATIENCE_MILLIS = 1_000;

    private static final byte[] NOTHING = new byte[0];

    private final SessionState state;
    private final SharedState shared;
    private final CancelToken cancelToken;
    private final FrontendWriter writer;
    private final Conversation conversation;
    private final Turn lock;
    private final Watcher watcher;
    private final StatementCache statements;
    private final DeferredOps deferred = new DeferredOps();
    private final Transactions transactions;
    private final Preamble preamble;
    private final Guard guard;
    private final StatementWriter statementWriter;
    private final StatementDescriber describer;
    private final QueryRunner queries;
    private final SimpleRunner simpleQueries;
    private final DrainBudget drains;

    /** The statement whose rows are left in the network. */
    private volatile RowStream attached;

    /** The COPY or replication stream that has taken the session; null when there is none. */
    private volatile Object copy;

    /** The pipeline that is open; null when there is none. */
    private volatile PipelineRunner pipeline;

    /** Whom the loss of the connection concerns; null for nobody. */
    private volatile Consumer<SQLException> lossListener;

    /** What the session is waiting for the server with; null when it is not. */
    private volatile Object executing;

    public Session(
            Duplex duplex,
            BackendReader reader,
            FrontendWriter writer,
            SessionState state,
            SharedState shared,
            CancelToken cancelToken) {
        this.state = state;
        this.shared = shared;
        this.cancelToken = cancelToken;
        this.writer = writer;
        this.conversation =
                new Conversation(duplex, reader, writer, state, shared.settings(), cancelToken, new Listener());
        this.lock = new Turn(this::wakeWatcher);
        this.watcher = new Watcher(this, conversation, lock);
        this.statements = new StatementCache(shared.settings().limits());
        this.transactions = new Transactions(this, conversation, deferred);
        this.preamble = new Preamble(conversation, cancelToken, statements, deferred, transactions, writer);
        this.guard = new Guard(this, conversation, shared.settings());
        this.statementWriter = new StatementWriter(this, conversation, statements, guard);
        this.describer = new StatementDescriber(this, conversation, statements, guard);
        this.queries = new QueryRunner(this, conversation, statements, guard, statementWriter);
        this.simpleQueries = new SimpleRunner(this, conversation, guard);
        this.drains = new DrainBudget(shared.settings().limits().maxDrainBytes());
    }

    /** Keeps what depends on transactions and settings in step with the server. */
    private final class Listener implements Conversation.Listener {
        @Override
        public void onReady(boolean failed, TransactionStatus now) {
            if (failed && now == TransactionStatus.IDLE) {
                deferred.discard();
            } else if (failed) {
                deferred.doubt();
            } else if (now == TransactionStatus.IDLE) {
                deferred.confirm();
            }
            if (now == TransactionStatus.IDLE) {
                transactions.onIdle(failed);
            }
        }

        @Override
        public void onParameter(String name) {
            if (name.equals("TimeZone")) {
                statements.forgetShapes();
            } else if (name.equals("search_path")) {
                statements.invalidateAll("search_path");
            }
        }
    }

    // ---- statements

    /** Runs {@code x} in one round trip and fills its results; see {@link QueryRunner}. */
    public void execute(Execution x) throws SQLException {
        begin(x, x.timeoutMillis);
        Object event = Events.beginQuery();
        SQLException failure = null;
        try {
            if (x.simple || conversation.commands().areSimple()) {
                simpleQueries.run(x);
            } else {
                if (x.prepareThreshold < 0) {
                    describer.describeAhead(x);
                }
                queries.run(x);
            }
        } catch (SQLException e) {
            failure = e;
            throw e;
        } catch (RuntimeException | Error e) {
            failure = conversation.lost(e);
            throw failure;
        } finally {
            x.warnings = conversation.notices().takeWarnings();
            if (failure != null) {
                x.dropResults();
            }
            end();
            if (event != null) {
                Events.endQuery(event, x.sql.sql(), x.resultCount, failure);
            }
        }
    }

    /** Parses and describes {@code x} without running it: fills the shape of its first result and its parameter types. */
    public void describe(Execution x) throws SQLException {
        begin(x, x.timeoutMillis);
        try {
            if (conversation.commands().areSimple()) {
                throw new SQLFeatureNotSupportedException(
                        "preferQueryMode=simple cannot describe a statement without running it: execute it first, or use the"
                                + " extended protocol",
                        "0A000");
            }
            describer.describe(x);
        } catch (RuntimeException | Error e) {
            throw conversation.lost(e);
        } finally {
            end();
        }
    }

    /** Runs a batch; failures of entries are recorded in {@code batch}, only a lost connection is thrown. */
    public void executeBatch(BatchExecution batch) throws SQLException {
        begin(batch, batch.timeoutMillis);
        Object event = Events.beginBatch();
        try {
            if (batch.simple || conversation.commands().areSimple()) {
                simpleQueries.run(batch);
            } else {
                new BatchRunner(this, conversation, statements, guard, batch).run();
            }
        } catch (RuntimeException | Error e) {
            throw conversation.lost(e);
        } finally {
            batch.warnings = conversation.notices().takeWarnings();
            if (conversation.isClosed()) {
                batch.keys = null;
            }
            end();
            Events.endBatch(event, batch.updateCounts.length, batch.failure);
        }
    }

    /** Runs a command without parameters and results, such as SAVEPOINT. */
    public void runCommand(String sql) throws SQLException {
        begin(sql, 0);
        try {
            transactions.runCommand(sql);
        } catch (RuntimeException | Error e) {
            throw conversation.lost(e);
        } finally {
            end();
        }
    }

    /**
     * Begins a COPY, after which the session is taken until the transfer has ended.
     *
     * @throws SQLException 0A000 for a command that transfers nothing in this direction, 55006 while another COPY goes on
     */
    public CopyTransfer startCopy(ParsedStatement statement, CopyTransfer.Direction direction) throws SQLException {
        return startCopy(statement, null, direction);
    }

    /**
     * Begins a COPY as {@link #startCopy(ParsedStatement, CopyTransfer.Direction)}, in the same round trip with the description of a query.
     *
     * @param described null for none
     */
    public CopyTransfer startCopy(
            ParsedStatement statement, ParsedStatement described, CopyTransfer.Direction direction)
            throws SQLException {
        CopyTransfer transfer = new CopyTransfer(this, conversation, statement, described, direction);
        begin(transfer, 0);
        try {
            copy = transfer;
            transfer.start();
            return transfer;
        } catch (RuntimeException | Error e) {
            throw conversation.lost(e);
        } finally {
            if (transfer.isEnded() || conversation.isClosed()) {
                copy = null;
            }
            end();
        }
    }

    /**
     * Begins to replicate, after which the session is taken until the transfer has ended; or not, when there is nothing to replicate.
     *
     * @param command a START_REPLICATION
     */
    public CopyBothTransfer startReplication(String command) throws SQLException {
        CopyBothTransfer transfer = new CopyBothTransfer(this, conversation);
        begin(transfer, 0);
        try {
            copy = transfer;
            transfer.start(command);
            return transfer;
        } catch (RuntimeException | Error e) {
            throw conversation.lost(e);
        } finally {
            if (transfer.isEnded() || conversation.isClosed()) {
                copy = null;
            }
            end();
        }
    }

    void enterCopy(Object transfer) throws SQLException {
        lock.lock();
        try {
            conversation.checkOpen();
            executing = transfer;
        } catch (SQLException e) {
            end();
            throw e;
        }
    }

    void leaveCopy() {
        end();
    }

    void copyEnded(Object transfer) {
        if (copy == transfer) {
            copy = null;
        }
    }

    /**
     * Runs PREPARE TRANSACTION, or COMMIT or ROLLBACK PREPARED.
     *
     * @return false when the server rolled a failed transaction back instead
     */
    public boolean runTopLevel(String sql) throws SQLException {
        begin(sql, 0);
        try {
            return transactions.runTopLevel(sql);
        } catch (RuntimeException | Error e) {
            throw conversation.lost(e);
        } finally {
            end();
        }
    }

    /**
     * Begins a pipeline, of which a session has one at a time.
     *
     * @param each true to end a group with every entry
     * @throws SQLException 55006 while another pipeline or a COPY goes on
     */
    public PipelineRunner startPipeline(boolean each) throws SQLException {
        begin("pipeline", 0);
        try {
            if (conversation.commands().areSimple()) {
                throw new SQLFeatureNotSupportedException(
                        "preferQueryMode=simple has no pipelines: the simple protocol answers each statement for itself",
                        "0A000");
            }
            if (pipeline != null) {
                throw new SQLNonTransientException(
                        "a pipeline is open on this connection: close it before another one is begun", "55006");
            }
            pipeline = new PipelineRunner(this, conversation, statementWriter, each);
            return pipeline;
        } finally {
            end();
        }
    }

    void enterPipeline() throws SQLException {
        lock.lock();
        try {
            checkNoCopy();
        } catch (SQLException e) {
            end();
            throw e;
        }
        executing = pipeline;
        conversation.startTimer(0);
    }

    void leavePipeline() {
        end();
    }

    void pipelineEnded(PipelineRunner work) {
        if (pipeline == work) {
            pipeline = null;
        }
    }

    /**
     * Ends the COPY, the replication stream and the pipeline that an application has left open: what they have not made final is undone. A transaction around them has then
     * failed, or goes on.
     */
    public void endLeftovers() throws SQLException {
        Object left = copy;
        if (left instanceof CopyTransfer transfer) {
            transfer.giveUp("the application did not finish the COPY");
        } else if (left instanceof CopyBothTransfer stream) {
            stream.close(NOTHING, 0);
        }
        PipelineRunner open = pipeline;
        if (open != null) {
            open.abandon();
        }
    }

    /** What the server has of a statement is out of date. */
    void onStaleStatement(ServerStatement statement, ServerError error) {
        if (error.sqlState().equals(RetryRule.MISSING_STATEMENT)) {
            onLostStatement();
        }
        statements.invalidate(statement);
    }

    // ---- transactions and settings

    /** Puts autocommit, schema, level, access mode, name and network timeout back to what they were at first. Outside of transactions only. */
    public void startAnew() throws SQLException {
        lock.lock();
        try {
            transactions.startAnew();
            conversation.setNetworkTimeoutMillis(settings().socketTimeoutMillis());
        } finally {
            lock.unlock();
        }
    }

    public boolean autoCommit() {
        return transactions.autoCommit();
    }

    /** Turns autocommit on or off; turning it on inside a transaction commits it. */
    public void setAutoCommit(boolean on) throws SQLException {
        lock.lock();
        try {
            if (on == transactions.autoCommit()) {
                return;
            }
            checkNotTaken();
            if (on) {
                commit();
            }
            transactions.setAutoCommit(on);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the transaction; nothing is sent when none has begun. 08007 when the answer to COMMIT was lost. */
    public void commit() throws SQLException {
        begin("COMMIT", 0);
        try {
            transactions.commit();
        } catch (RuntimeException | Error e) {
            throw conversation.lost(e);
        } finally {
            end();
        }
    }

    /**
     * Chooses how transactions begin until the next call.
     *
     * @param level a constant of {@link java.sql.Connection}, 0 for the level wanted by {@link #setIsolation}
     * @param readOnly null for what was wanted by {@link #setReadOnly}
     */
    public void beginNextWith(int level, Boolean readOnly, boolean deferrable) {
        lock.lock();
        try {
            transactions.beginNextWith(level, readOnly, deferrable);
        } finally {
            lock.unlock();
        }
    }

    public void rollback() throws SQLException {
        begin("ROLLBACK", 0);
        try {
            transactions.rollback();
        } catch (RuntimeException | Error e) {
            throw conversation.lost(e);
        } finally {
            end();
        }
    }

    public TransactionStatus transactionStatus() {
        return conversation.status();
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

    /** Stands for the search path: sessions for which it is the same find the same type by a name. Null when it is not known. */
    public String searchPathKey() {
        String reported = state.parameter("search_path");
        String wanted = transactions.pathKey();
        // What setSchema wants may not have been sent yet.
        return reported == null || wanted != null && !wanted.isEmpty() ? wanted : reported;
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

    /** The application's name as wanted last, else as the server has it; null when it did not say. */
    public String applicationName() {
        String wanted = transactions.applicationName();
        return wanted != null ? wanted : state.parameter("application_name");
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

    /** One round trip that proves the server answers; with a streamed result or a group of a pipeline open, or a COPY under way, only that
     * the connection is. */
    public void ping(long timeoutMillis) throws SQLException {
        if (isTaken() && !isClosed()) {
            return;
        }
        begin("ping", 0);
        int configured = conversation.networkTimeoutMillis();
        try {
            if (attached == null) {
                if (timeoutMillis > 0) {
                    conversation.setNetworkTimeoutMillis((int) Math.min(timeoutMillis, Integer.MAX_VALUE));
                }
                ping();
            }
        } catch (RuntimeException | Error e) {
            throw conversation.lost(e);
        } finally {
            conversation.setNetworkTimeoutMillis(configured);
            end();
        }
    }

    private void ping() throws SQLException {
        if (conversation.commands().areSimple()) {
            conversation.command(conversation.commands().empty, new ControlReply.Command(null));
        } else {
            conversation.sync();
        }
        conversation.exchange();
    }

    public void setNetworkTimeoutMillis(int millis) {
        conversation.setNetworkTimeoutMillis(millis);
    }

    public int networkTimeoutMillis() {
        return conversation.networkTimeoutMillis();
    }

    public CancelToken cancelToken() {
        return cancelToken;
    }

    /** Cancels {@code work} if it {@linkplain #isExecuting is executing}; any thread. 08006 when the server could not be reached. */
    public void cancel(Object work) throws SQLException {
        if (isExecuting(work)) {
            cancelToken.cancel(Deadline.afterMillis(settings().cancelTimeoutMillis()), () -> isExecuting(work));
        }
    }

    /** True while {@code work} (an execution or batch) waits for the server, or its rows are left in the network. */
    public boolean isExecuting(Object work) {
        RowStream stream = attached;
        return executing == work || copy == work && work != null || stream != null && stream.reply().execution == work;
    }

    public boolean isClosed() {
        return conversation.isClosed();
    }

    /**
     * Tells the server goodbye without waiting, and closes. An exchange of another thread is given a moment to end; one that goes on is ended as
     * by {@link #abort}.
     */
    public void close() {
        if (!lockToClose()) {
            abort();
            return;
        }
        try {
            conversation.close();
        } finally {
            lock.unlock();
        }
    }

    private boolean lockToClose() {
        try {
            return lock.tryLock(CLOSE_PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closes at once, from any thread: whoever waits for the server gets 08006. */
    public void abort() {
        conversation.abort();
    }

    public SessionState state() {
        return state;
    }

    /** The process that serves this session; 0 when the server did not say. */
    public int backendPid() {
        BackendKey key = state.backendKey();
        return key == null ? 0 : key.pid();
    }

    public SharedState shared() {
        return shared;
    }

    /** Bytes and round trips of this connection so far. */
    public Duplex traffic() {
        return conversation.duplex();
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
            return conversation.notices().takeWarnings();
        } finally {
            lock.unlock();
        }
    }

    // ---- notifications

    /**
     * Takes the notifications that have arrived, reading what lies in the network. With listeners they get them too, before this returns. A wait holds
     * up nobody who has something to ask; an interrupt ends it. While the rows of a result lie in the network nothing is read.
     *
     * @param timeoutMillis how long to wait for the first one; 0 forever, negative not at all
     */
    public List<Notification> takeNotifications(long timeoutMillis) throws SQLException {
        return watcher.take(timeoutMillis);
    }

    /** Ends the present wait for notifications, or else the next, without a result; any thread. */
    public void endNotificationWait() {
        watcher.endWait();
    }

    private void wakeWatcher() {
        watcher.wake();
    }

    /** Has {@code listener} get every notification after the exchange that brought it, on a thread that uses the session, without its lock. */
    public void addNotificationListener(Consumer<Notification> listener) {
        conversation.notices().notifications().addListener(listener);
    }

    public void removeNotificationListener(Consumer<Notification> listener) {
        conversation.notices().notifications().removeListener(listener);
    }

    /** Remembers that the application listens to a channel, for {@link #stopListening}. */
    public void listens() {
        conversation.notices().notifications().listens();
    }

    /** Takes listeners and channels away that an application has left behind. Outside of transactions only. */
    public void stopListening() throws SQLException {
        if (conversation.notices().notifications().reset()) {
            Log.listeningEnded();
            runCommand("UNLISTEN *");
            conversation.notices().notifications().reset();
        }
    }

    /** Notifications that were dropped so far because nobody took them. */
    public long notificationsDropped() {
        return conversation.notices().notifications().dropped();
    }

    boolean isStreaming() {
        return attached != null;
    }

    // ---- the exchange, for the runners of this package: all under the lock

    private void begin(Object work, long timeoutMillis) throws SQLException {
        lock.lock();
        try {
            checkFree();
            executing = work;
            cancelToken.awaitIdle();
            conversation.receiveUnasked();
            conversation.startTimer(timeoutMillis);
        } catch (SQLException | RuntimeException e) {
            end();
            throw e;
        }
    }

    /** True while a COPY or an open group of a pipeline leaves no room for anything else. */
    public boolean isTaken() {
        PipelineRunner open = pipeline;
        return copy != null || open != null && open.isUnsynced();
    }

    /** 08003 when the session is closed, 55006 when it is taken. */
    void checkFree() throws SQLException {
        conversation.checkOpen();
        checkNotTaken();
    }

    void checkNotTaken() throws SQLException {
        checkNoCopy();
        if (isTaken()) {
            throw new SQLNonTransientException(
                    "a pipeline on this connection has statements whose group has not ended: call sync() or close()"
                            + " before the connection is used for something else",
                    "55006");
        }
    }

    void checkNoCopy() throws SQLException {
        if (copy != null) {
            String what = copy instanceof CopyTransfer ? "a COPY" : "a replication stream";
            throw new SQLNonTransientException(
                    what + " is under way on this connection: finish or close it before the connection is used for"
                            + " something else",
                    "55006");
        }
    }

    void end() {
        stopTimer();
        lock.unlock();
        callListeners();
    }

    /** Not under the lock: what is called is the application's. */
    private void callListeners() {
        if (lock.isHeldByCurrentThread()) {
            return;
        }
        conversation.notices().notifications().deliver();
        Consumer<SQLException> listener = lossListener;
        if (listener != null && conversation.loss() != null) {
            lossListener = null;
            listener.accept(conversation.loss());
        }
    }

    /** Has {@code listener} called once when the connection is lost, on the thread that finds out, before it gets the exception. */
    public void onLoss(Consumer<SQLException> listener) {
        lossListener = listener;
    }

    private void stopTimer() {
        executing = null;
        conversation.stopTimer();
    }

    /**
     * Makes the connection free for a new exchange and writes what must precede it.
     *
     * @param mayBegin true to begin the transaction that autocommit off asks for
     */
    void prepare(boolean mayBegin) throws SQLException {
        detachStream();
        preamble.write(mayBegin, false);
        statementWriter.portalsClosed(statementWriter.closePortals());
        preamble.sent();
    }

    /** As {@link #prepare} for a command that ends a transaction in which settings would be lost again. */
    void prepareWithoutSettings() throws SQLException {
        detachStream();
        preamble.writeBarrier();
    }

    void warn(SQLWarning warning) {
        conversation.notices().add(warning);
    }

    Transactions transactions() {
        return transactions;
    }

    Preamble preamble() {
        return preamble;
    }

    void detachStream() throws SQLException {
        if (attached != null) {
            RowStream stream = attached;
            stream.detach(drains.left());
            drains.add(stream);
            attached = null;
        }
    }

    /** Memory that results which had to make room for others take. */
    long drainedBytes() {
        lock.lock();
        try {
            return drains.held();
        } finally {
            lock.unlock();
        }
    }

    void attach(RowStream stream) {
        attached = stream;
    }

    FrontendWriter writer() {
        return writer;
    }

    /** A command of the application has finished, with the reader at its CommandComplete. */
    void onCommandComplete(ParsedStatement statement) {
        transactions.onCommandComplete(statement, conversation.reader(), statements);
    }

    void statementsAreStale(String reason) {
        statements.invalidateAll(reason);
    }

    /** A named statement that the server should have is gone: a pooler in between that does not keep them. */
    void onLostStatement() {
        statements.invalidateAll("statement lost");
        if (shared.markStatementsLost()) {
            Log.statementsLost();
        }
    }

    void failCopy(String reason, boolean syncIgnored) throws SQLException {
        conversation.failCopy(reason, syncIgnored);
    }

    SQLException exception(ServerError error, ParsedStatement statement, int failedIndex) {
        return conversation.exception(error, statement, failedIndex, "");
    }

    /** The exception for an error of {@code s}, with advice when it is about the types of parameters. */
    SQLException exception(ServerError error, ServerStatement s) {
        return exception(error, s.parsed, -1, s);
    }

    /** As above for a batch entry; {@code s} is null when the types cannot be the matter. */
    SQLException exception(ServerError error, ParsedStatement statement, int failedIndex, ServerStatement s) {
        String advice = s == null ? "" : TypeHints.of(error, s, shared.strings().automatic());
        return conversation.exception(error, statement, failedIndex, advice);
    }

    // ---- streams

    void lockStream() {
        lock.lock();
    }

    void unlockStream() {
        lock.unlock();
        callListeners();
    }

    /** Reads on for a stream until its reply pauses or its group ends; a failure of the statement is kept in the stream. */
    void pumpStream(RowStream stream) throws SQLException {
        StatementReply reply = stream.reply();
        pump(reply, reply);
        if (conversation.isQuiet()) {
            streamEnded(stream);
            if (reply.error != null) {
                stream.fail(exception(reply.error, reply.statement.parsed, -1));
            }
        }
    }

    /** Reads until everything requested is answered, for a stream that waits for a page. */
    void pumpAll(RowStream waiting) throws SQLException {
        if (attached == null) {
            pump(waiting.reply(), null);
        }
        // Else what was requested before that stream's statement has been answered.
    }

    /** Reads under the timer of the statement that {@code reply} belongs to, which may be another than the one that runs. */
    private void pump(StatementReply reply, StatementReply pausable) throws SQLException {
        conversation.checkOpen();
        Object outer = executing;
        long outerDeadline = conversation.queryDeadline();
        executing = reply.execution;
        conversation.startTimer(reply.execution.timeoutMillis);
        try {
            conversation.pump(pausable);
        } finally {
            executing = outer;
            conversation.resumeTimer(outerDeadline);
        }
    }

    /** Transactions that have ended so far: a portal does not outlive the one it was made in. */
    long transactionsEnded() {
        return conversation.transactionsEnded();
    }

    /** Requests {@code rows} more rows of a portal without waiting for them. */
    void sendPageRequest(StatementReply reply, long rows) throws SQLException {
        conversation.checkOpen();
        detachStream();
        writer.execute(reply.portal, (int) rows);
        conversation.enqueue(reply);
        conversation.sync();
        conversation.flush();
    }

    /** Closes a cursor ahead of the next exchange, at no cost of its own; one that no longer exists does not matter. */
    public void closeCursorLater(String name) {
        lock.lock();
        try {
            closePortalLater(name.getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.unlock();
        }
    }

    void closePortalLater(byte[] portal) {
        statementWriter.closePortalLater(portal);
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
}
