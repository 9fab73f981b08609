package io.howdah.internal.session;

import io.howdah.internal.config.Settings.Autosave;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;

/**
 * Executes statements by the simple protocol: one Query for all statements of a text, values within it, rows as text. Nothing is prepared, and
 * nothing is tried again. Belongs to one session and runs under its lock.
 */
final class SimpleRunner {
    private static final byte[] SEPARATOR = {'\n', ';'};

    /** What a scratch buffer may keep. */
    private static final int RETAINED_BYTES = 64 * 1024;

    private static final int[] NO_TYPES = new int[0];

    private final Session session;
    private final Conversation conversation;
    private final Guard guard;
    private final ByteSink values = new ByteSink(64);

    SimpleRunner(Session session, Conversation conversation, Guard guard) {
        this.session = session;
        this.conversation = conversation;
        this.guard = guard;
    }

    void run(Execution x) throws SQLException {
        ParsedSql sql = x.sql;
        boolean begins = !x.outsideTransaction
                && session.transactions().beginIsDue()
                && !QueryRunner.endsOrBegins(sql.statement(0).kind());
        SimpleReply reply = new SimpleReply(session, x);
        send(x, reply, begins);
        if (reply.error == null && !reply.wasSkipped) {
            finish(reply, begins);
            session.transactions().checkDeferred();
            guard.check();
            return;
        }
        x.start();
        session.transactions().checkDeferred();
        if (reply.error == null) {
            throw new SQLException("the statement was skipped by the server without a reason", "08P01");
        }
        SQLException failure = session.exception(reply.error, null, -1);
        guard.forgetRelease();
        guard.restore();
        throw failure;
    }

    private void send(Execution x, SimpleReply reply, boolean begins) throws SQLException {
        ParsedSql sql = x.sql;
        x.start();
        session.detachStream();
        guard.clear();
        int mark = conversation.mark();
        int size = session.writer().out().size();
        TransactionStatus status = conversation.status();
        for (int i = 0; i < sql.statementCount() - 1; i++) {
            QueryRunner.checkMayBeFollowed(sql.statement(i));
        }
        try {
            session.preamble().write(begins, true);
            if (savesAll(sql, begins)) {
                guard.write();
            }
            // Commands of the extended protocol have no answer before their Sync.
            if (conversation.mark() > mark && !conversation.endsWithSync()) {
                conversation.sync();
            }
            ByteSink out = session.writer().out();
            int query = session.writer().queryStart();
            for (int i = 0; i < sql.statementCount(); i++) {
                if (i > 0) {
                    out.putBytes(SEPARATOR);
                }
                append(out, sql.statement(i), x.values);
            }
            session.writer().queryEnd(query);
            conversation.enqueue(reply);
            conversation.promiseSync();
            if (guard.isSet()) {
                guard.writeRelease();
                if (!conversation.endsWithSync()) {
                    conversation.sync();
                }
            }
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            if (!session.isClosed()) {
                conversation.undo(mark, size);
                conversation.assume(status);
                session.preamble().takenBack();
                guard.clear();
            }
            throw Unsent.failure(e);
        }
        session.preamble().sent();
        reply.mayPause = sql.statementCount() == 1
                && x.adaptiveStreaming
                && !x.scrollable
                && !guard.isSet()
                && sql.statement(0).streamable();
        if (reply.mayPause) {
            reply.pageBytes = session.settings().limits().streamBudgetBytes();
            reply.pageRows = x.fetchRows > 0 ? x.fetchRows : Long.MAX_VALUE;
        }
        conversation.flush();
        conversation.pump(reply.mayPause ? reply : null);
    }

    private boolean savesAll(ParsedSql sql, boolean begins) {
        boolean saves = guard.autosave() == Autosave.ALWAYS
                && (begins || session.transactionStatus() == TransactionStatus.ACTIVE);
        for (int i = 0; saves && i < sql.statementCount(); i++) {
            saves = Guard.mayProtect(sql.statement(i));
        }
        return saves;
    }

    private void append(ByteSink out, ParsedStatement statement, BindValues given) throws SQLException {
        if (given == null || statement.parameterCount() == 0) {
            out.putBytes(statement.nativeUtf8());
            return;
        }
        values.clear();
        BatchValues.writeValues(
                given, statement.firstParameter(), statement.parameterCount(), values, session.context());
        SimpleQuery.append(
                out,
                statement,
                StatementCache.typesOf(statement, given),
                values,
                session.context().types());
        values.clear();
        values.trim(RETAINED_BYTES);
    }

    private void finish(SimpleReply reply, boolean begun) throws SQLException {
        if (reply.isPaused()) {
            if (begun) {
                // ReadyForQuery will only say so behind the last row.
                conversation.assume(TransactionStatus.ACTIVE);
            }
            reply.result.stream = new RowStream(session, reply, reply.result);
            session.attach(reply.result.stream);
        }
        QueryRunner.checkCopied(reply);
    }

    /** Executes a batch; see {@link Session#executeBatch}. */
    void run(BatchExecution batch) throws SQLException {
        new SimpleBatch(session, conversation, guard, batch).run();
    }

    static void appendEntry(ByteSink out, BatchExecution batch, int index, int[] oids, ByteSink row, Session session)
            throws SQLException {
        SimpleQuery.append(
                out,
                batch.statementAt(index),
                oids == null ? NO_TYPES : oids,
                row,
                session.context().types());
        out.putBytes(SEPARATOR);
    }
}
