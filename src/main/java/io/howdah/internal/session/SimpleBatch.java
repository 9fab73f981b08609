package io.howdah.internal.session;

import io.howdah.internal.config.Settings.Autosave;
import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Executes one batch by the simple protocol: entries joined to Query messages of moderate size, all sent in one go. In autocommit BEGIN and COMMIT
 * stand around them, unless each entry is a unit of its own. Runs under the session's lock.
 */
final class SimpleBatch {
    private final Session session;
    private final Conversation conversation;
    private final Guard guard;
    private final BatchExecution batch;
    private final SimpleBatchReply reply;
    private final int messageBytes;
    private final ByteSink row = new ByteSink(64);

    private final ControlReply.Command begin = new ControlReply.Command(null);
    private final ControlReply.Command end = new ControlReply.Command(null);

    SimpleBatch(Session session, Conversation conversation, Guard guard, BatchExecution batch) {
        this.session = session;
        this.conversation = conversation;
        this.guard = guard;
        this.batch = batch;
        this.reply = new SimpleBatchReply(session, batch);
        this.messageBytes = session.settings().limits().batchBytes() / 4 * 3;
    }

    void run() throws SQLException {
        int size = batch.updateCounts.length;
        if (size == 0 || BatchRunner.refused(batch)) {
            return;
        }
        boolean begins = session.transactions().beginIsDue();
        boolean active = begins || session.transactionStatus() == TransactionStatus.ACTIVE;
        boolean wraps = !active && size > 1 && !batch.syncEach && session.transactionStatus() == TransactionStatus.IDLE;
        guard.clear();
        session.prepare(begins);
        if (active && guard.autosave() == Autosave.ALWAYS) {
            guard.write();
        }
        if (wraps) {
            conversation.command(conversation.commands().begin, begin);
        }
        endExtended();
        sendEntries();
        if (wraps) {
            conversation.command(conversation.commands().commit, end);
            endExtended();
        }
        if (guard.isSet()) {
            guard.writeRelease();
            endExtended();
        }
        conversation.exchange();
        judge();
    }

    /** Commands of the extended protocol have no answer before their Sync. */
    private void endExtended() {
        if (!conversation.endsWithSync()) {
            conversation.sync();
        }
    }

    private void sendEntries() throws SQLException {
        BatchValues.Reader rows = batch.values == null ? null : batch.values.read();
        ByteSink out = session.writer().out();
        int size = batch.updateCounts.length;
        int query = -1;
        int before = 0;
        for (int i = 0; i < size; i++) {
            if (query < 0) {
                before = out.size();
                query = session.writer().queryStart();
            }
            int[] oids = null;
            if (rows != null && rows.next()) {
                oids = rows.oids();
                row.clear();
                rows.writeTo(row);
            }
            SimpleRunner.appendEntry(out, batch, i, oids, row, session);
            if (batch.syncEach || i == size - 1 || out.size() - before >= messageBytes) {
                session.writer().queryEnd(query);
                conversation.enqueue(reply);
                conversation.promiseSync();
                query = -1;
                if (out.size() >= messageBytes) {
                    conversation.flush();
                }
            }
        }
    }

    private void judge() throws SQLException {
        try {
            session.transactions().checkDeferred();
        } catch (SQLException e) {
            fail(e);
        }
        if (reply.firstError == null && end.error != null) {
            fail(session.exception(end.error, null, -1));
        }
        if (batch.failure == null) {
            guard.check();
        } else {
            if (!batch.syncEach) {
                Arrays.fill(batch.updateCounts, Statement.EXECUTE_FAILED);
            }
            guard.forgetRelease();
            guard.restore();
        }
    }

    private void fail(SQLException failure) {
        Arrays.fill(batch.updateCounts, Statement.EXECUTE_FAILED);
        batch.failure = failure;
    }
}
