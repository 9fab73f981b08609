package io.howdah.internal.session;

import io.howdah.api.PipelineException;
import io.howdah.api.ServerError;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.StatementKind;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Deadline;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * One pipeline of a session: writes entries without waiting, ends groups with Sync, reads answers when asked to, and says of each entry what became
 * of it, as soon as that is final. A failed entry is never sent again: others behind it were skipped, and their order is the application's. Made by
 * {@link Session#startPipeline}.
 *
 * <p>Each method takes the session's lock. What is settled is handed over by {@link #takeSettled}, so that futures are completed outside of it.
 */
public final class PipelineRunner {
    /** What is written is sent when it has grown to this, which is below what the sink keeps. */
    private static final int SEND_BYTES = 48 * 1024;

    /** No portal has this name: its execution fails, and with it the group. */
    private static final byte[] NO_PORTAL = "howdah_poison".getBytes(StandardCharsets.US_ASCII);

    private final Session session;
    private final Conversation conversation;
    private final StatementWriter writer;
    private final boolean each;

    /** Groups with entries that are not settled, the last of which may not have its Sync yet. */
    private final ArrayDeque<PipelineGroup> groups = new ArrayDeque<>();

    private final ArrayList<PipelineEntry> settled = new ArrayList<>();

    /** By statement: the latest entry that wrote a Parse of it, of those that are not answered. */
    private final IdentityHashMap<ServerStatement, PipelineEntry> parsers = new IdentityHashMap<>();

    /** The group without a Sync; null when there is none. */
    private volatile PipelineGroup open;

    private int count;
    private volatile boolean closed;

    /** The transaction as it will be when everything written has been executed. */
    private TransactionStatus expected = TransactionStatus.IDLE;

    PipelineRunner(Session session, Conversation conversation, StatementWriter writer, boolean each) {
        this.session = session;
        this.conversation = conversation;
        this.writer = writer;
        this.each = each;
    }

    /** True while entries wait for the Sync of their group. */
    boolean isUnsynced() {
        return open != null;
    }

    /**
     * Writes one entry. What cannot be sent fails by itself or, when entries stand and fall together, with its group.
     *
     * @throws SQLException when the pipeline is closed or the connection lost
     */
    public void add(PipelineEntry entry) throws SQLException {
        underLock(() -> write(entry));
    }

    /** Why an entry is nothing for a pipeline; null when it is. */
    private static SQLException refusal(PipelineEntry entry) {
        return entry.execution == null ? entry.refusal : refusal(entry.execution.sql);
    }

    private static SQLException refusal(ParsedSql sql) {
        if (sql.statementCount() != 1) {
            return new SQLNonTransientException(
                    "a pipeline takes one statement at a time, got " + sql.statementCount() + " in one text", "42601");
        }
        StatementKind kind = sql.statement(0).kind();
        if (kind == StatementKind.COPY) {
            return new SQLFeatureNotSupportedException("a pipeline takes no COPY: close it first", "0A000");
        }
        if (kind.isTransactionControl()) {
            return new SQLFeatureNotSupportedException(
                    "a pipeline takes no transaction commands as text: use setAutoCommit(false) before it and"
                            + " Pipeline.commit()",
                    "0A000");
        }
        return null;
    }

    private void write(PipelineEntry entry) throws SQLException {
        entry.index = count++;
        if (open == null) {
            session.detachStream();
            if (conversation.isQuiet()) {
                expected = session.transactionStatus();
            }
        }
        conversation.assume(expected);
        SQLException refusal = refusal(entry);
        if (refusal == null
                && each
                && expected == TransactionStatus.IDLE
                && !session.transactions().beginIsDue()) {
            refusal = sendSettings();
        }
        boolean begins = entry.execution != null && session.transactions().beginIsDue();
        PipelineGroup group = open;
        if (group == null) {
            group = new PipelineGroup(expected == TransactionStatus.IDLE && !begins);
            open = group;
            groups.add(group);
        }
        entry.group = group;
        group.entries.add(entry);
        if (group.poison != null) {
            // Nothing of the group may succeed any more, so there is no use in sending it.
            entry.settle(skipped(entry, group.poison));
            return;
        }
        if (refusal == null) {
            refusal = tryToWrite(entry, begins);
        }
        if (refusal != null) {
            entry.settle(refusal);
            group.poison = each ? null : refusal;
        }
        if (each) {
            endGroup();
        }
        if (conversation.writer().out().size() >= SEND_BYTES) {
            send();
        }
    }

    /**
     * Sends settings that are due ahead of entries of which each is a transaction: a failure of the first would undo them, and those behind it would
     * run without. Returns why they were refused, or null.
     */
    private SQLException sendSettings() throws SQLException {
        if (!session.transactions().settingsAreDue()) {
            return null;
        }
        session.prepare(false);
        conversation.endCommands();
        conversation.exchange();
        settle();
        return deferredFailure();
    }

    /** Writes an entry, or nothing and gives the reason. */
    private SQLException tryToWrite(PipelineEntry entry, boolean begins) throws SQLException {
        ByteSink out = conversation.writer().out();
        int size = out.size();
        int mark = conversation.mark();
        try {
            writeMessages(entry, begins);
            entry.group.written = true;
            return null;
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            if (conversation.isClosed()) {
                throw e;
            }
            out.truncate(size);
            conversation.undoUnsent(mark);
            session.preamble().takenBack();
            if (entry.reply != null) {
                entry.reply.forgetParse();
            }
            return Unsent.failure(e);
        }
    }

    private void writeMessages(PipelineEntry entry, boolean begins) throws SQLException {
        if (entry.group.written) {
            session.preamble().writeWithinGroup(begins);
        } else {
            session.preamble().write(begins, false);
        }
        if (entry.command != null) {
            entry.commandReply = new ControlReply.Command(null);
            conversation.command(conversation.commands().commit, entry.commandReply);
            expected = TransactionStatus.IDLE;
        } else {
            Execution x = entry.execution;
            x.start();
            StatementReply reply = x.reply(session);
            reply.start(x);
            reply.statement = writer.statementFor(x, x.sql.statement(0), false);
            entry.reply = reply;
            writer.writePipelined(x, reply);
            if (reply.sharesParse) {
                entry.parser = parsers.get(reply.statement);
            } else if (reply.statement.state == ServerStatement.State.PREPARING) {
                parsers.put(reply.statement, entry);
            }
            if (begins) {
                expected = TransactionStatus.ACTIVE;
            }
        }
        session.preamble().sent();
    }

    private void endGroup() {
        PipelineGroup group = open;
        open = null;
        if (group == null) {
            return;
        }
        if (group.written) {
            if (group.poison != null && group.implicitTransaction) {
                // What was sent before must not be committed.
                conversation.writer().execute(NO_PORTAL, 0);
                conversation.enqueue(new ControlReply.Command(null));
            }
            conversation.sync();
        }
        group.synced = true;
        group.number = conversation.groupsBegun();
    }

    private void send() throws SQLException {
        conversation.flush();
        conversation.receiveArrived();
        settle();
    }

    /** Ends the group, sends everything and reads until all is answered. */
    public void sync() throws SQLException {
        underLock(() -> {
            endGroup();
            conversation.exchange();
            settle();
        });
    }

    /** Sends what is written, asks the server to answer it, and takes what has arrived. */
    public void flush() throws SQLException {
        underLock(() -> {
            if (open != null) {
                conversation.writer().flush();
            }
            conversation.flush();
            conversation.receiveArrived();
            settle();
        });
    }

    /**
     * Reads until the outcome of the oldest entry that is not settled is final; ends its group first when that is still open.
     *
     * @param deadline when to stop reading, as of {@link Deadline}
     * @return false when there is none
     */
    public boolean awaitOldest(long deadline) throws SQLException {
        boolean[] found = new boolean[1];
        underLock(() -> {
            PipelineGroup group = groups.peek();
            if (group == null || group == open && group.entries.isEmpty()) {
                return;
            }
            found[0] = true;
            if (group == open) {
                endGroup();
            }
            conversation.flush();
            conversation.pumpUntil(new Until(group, deadline), deadline);
            settle();
        });
        return found[0];
    }

    /** Ends the pipeline; false when that had been done before. */
    public boolean close() throws SQLException {
        if (closed) {
            return false;
        }
        session.checkNoCopy();
        try {
            sync();
        } finally {
            closed = true;
            session.pipelineEnded(this);
        }
        return true;
    }

    /** Ends the pipeline without its open group, which is undone unless a transaction around it decides. */
    void abandon() throws SQLException {
        if (!closed) {
            underLock(() -> {
                PipelineGroup group = open;
                if (group != null && group.poison == null) {
                    group.poison = new SQLNonTransientException(
                            "the connection was closed before the pipeline's group had ended", "55000");
                }
            });
            close();
        }
    }

    /** The entries settled since the last call, in their order. */
    public List<PipelineEntry> takeSettled() {
        session.lockStream();
        try {
            List<PipelineEntry> taken = List.copyOf(settled);
            settled.clear();
            return taken;
        } finally {
            session.unlockStream();
        }
    }

    /** Stops the reading when the outcome of a group's oldest entry is final, or at a deadline. */
    private final class Until extends Reply {
        private final PipelineGroup group;
        private final PipelineEntry oldest;
        private final long deadline;

        Until(PipelineGroup group, long deadline) {
            this.deadline = deadline;
            this.group = group;
            this.oldest = group.entries.peek();
        }

        @Override
        boolean isPaused() {
            return hasEnded(group)
                    || !group.implicitTransaction && oldest != null && isComplete(oldest)
                    || Deadline.isPast(deadline);
        }

        @Override
        boolean accept(byte tag, BackendReader reader) throws SQLException {
            throw Protocol.unexpected(tag, "nothing: this reply is never in the queue");
        }

        @Override
        void failed(ServerError error) {
            throw new IllegalStateException("never in the queue");
        }
    }

    private boolean hasEnded(PipelineGroup group) {
        return group.synced && conversation.groupsEnded() >= group.number;
    }

    private static boolean isComplete(PipelineEntry entry) {
        return entry.isSettled()
                || (entry.reply != null
                        ? entry.reply.completed
                        : entry.commandReply.tag != null || entry.commandReply.error != null);
    }

    /** Finds out what has become final. */
    private void settle() throws SQLException {
        if (!conversation.isQuiet()) {
            conversation.assume(expected);
        } else {
            expected = session.transactionStatus();
        }
        for (PipelineGroup group = groups.peek(); group != null; group = groups.peek()) {
            boolean ended = hasEnded(group);
            PipelineEntry failed = ended || !group.implicitTransaction ? failedOne(group) : null;
            SQLException cause = failed != null ? failure(failed) : group.poison;
            if (ended && cause == null) {
                SQLException refused = deferredFailure();
                // Else it was a setting in a group of its own, which stays due and is refused again where somebody can
                // be told.
                cause = wasSkipped(group) ? refused : null;
            }
            for (PipelineEntry entry = group.entries.peek();
                    entry != null && (entry.isSettled() || settle(entry, ended, failed, cause));
                    entry = group.entries.peek()) {
                settled.add(group.entries.poll());
            }
            if (!ended || !group.entries.isEmpty()) {
                return;
            }
            groups.remove();
        }
        parsers.clear();
    }

    private boolean settle(PipelineEntry entry, boolean ended, PipelineEntry failed, SQLException cause)
            throws SQLException {
        PipelineGroup group = entry.group;
        if (!ended && (group.implicitTransaction || !isComplete(entry))) {
            return false;
        }
        if (entry == failed) {
            entry.settle(cause);
        } else if (isSkipped(entry)) {
            entry.settle(skipped(entry, cause));
        } else if (group.implicitTransaction && cause != null) {
            entry.settle(new PipelineException(
                    "entry " + entry.index
                            + " of the pipeline was executed and then rolled back with its group, because"
                            + " another one failed: " + cause.getMessage(),
                    entry.index,
                    true,
                    cause));
        } else if (entry.command != null && !entry.command.equals(entry.commandReply.tag)) {
            entry.settle(new SQLException(
                    "the transaction was rolled back instead of committed, because a statement in it had failed",
                    Errors.IN_FAILED_TRANSACTION));
        } else {
            entry.settle(null);
        }
        if (entry.failure() != null && entry.execution != null) {
            entry.execution.dropResults();
        }
        return true;
    }

    private static PipelineException skipped(PipelineEntry entry, SQLException cause) {
        return new PipelineException(
                "entry " + entry.index + " of the pipeline was not executed, because another one of its group failed: "
                        + (cause == null ? "no reason was given" : cause.getMessage()),
                entry.index,
                false,
                cause);
    }

    private static boolean wasSkipped(PipelineGroup group) {
        PipelineEntry last = group.entries.peekLast();
        return last != null && !last.isSettled() && isSkipped(last);
    }

    private static boolean isSkipped(PipelineEntry entry) {
        return entry.reply != null ? entry.reply.wasSkipped : entry.commandReply.wasSkipped;
    }

    /** Looks no further than to the first entry that is not answered: those before it leave the group at the same time. */
    private static PipelineEntry failedOne(PipelineGroup group) {
        if (group.failed == null) {
            for (PipelineEntry entry : group.entries) {
                if (entry.reply != null && entry.reply.error != null
                        || entry.commandReply != null && entry.commandReply.error != null) {
                    group.failed = entry;
                    break;
                }
                if (!isComplete(entry)) {
                    break;
                }
            }
        }
        return group.failed;
    }

    private SQLException failure(PipelineEntry entry) {
        if (entry.isSettled()) {
            return entry.failure();
        }
        if (entry.reply == null) {
            return session.exception(entry.commandReply.error, null, -1);
        }
        ServerStatement statement = entry.reply.statement;
        ServerError error = entry.reply.error;
        PipelineEntry parser = entry.parser;
        if (parser != null && parser.failure() != null && error.sqlState().equals(RetryRule.MISSING_STATEMENT)) {
            // It was never prepared, and why has been told before.
            return parser.failure();
        }
        if (RetryRule.meansStaleStatement(error, entry.reply)) {
            session.onStaleStatement(statement, error);
        }
        return session.exception(error, statement);
    }

    private SQLException deferredFailure() {
        try {
            session.transactions().checkDeferred();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    /** With the connection lost, nothing that is open will be answered. */
    private void failIfLost(SQLException reason) {
        if (!session.isClosed()) {
            return;
        }
        try {
            // What was answered before.
            settle();
        } catch (SQLException more) {
            reason.addSuppressed(more);
        }
        for (PipelineGroup group : groups) {
            for (PipelineEntry entry : group.entries) {
                if (!entry.isSettled()) {
                    entry.settle(
                            entry.command == null
                                    ? reason
                                    : new SQLNonTransientConnectionException(
                                            "the connection was lost while COMMIT was under way; whether the transaction was"
                                                    + " committed is not known: " + reason.getMessage(),
                                            "08007",
                                            reason));
                }
                settled.add(entry);
            }
        }
        groups.clear();
        open = null;
    }

    /** Something that uses the connection. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void underLock(Work work) throws SQLException {
        if (closed) {
            throw new SQLNonTransientException("the pipeline is closed", "55000");
        }
        session.enterPipeline();
        try {
            conversation.checkOpen();
            work.run();
        } catch (SQLException e) {
            failIfLost(e);
            throw e;
        } catch (RuntimeException | Error e) {
            SQLException lost = conversation.lost(e);
            failIfLost(lost);
            throw lost;
        } finally {
            session.leavePipeline();
        }
    }
}
