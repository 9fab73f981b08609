package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.config.Limits;
import io.howdah.internal.config.Settings.Autosave;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.sql.StatementKind;
import io.howdah.internal.type.Format;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.FrontendWriter;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Executes one batch: Bind and Execute for every entry, flushed in windows while the answers are read, and one Sync at the end (or one an entry).
 * Memory is one window whatever the number of entries. Runs under the session's lock.
 */
final class BatchRunner {
    private final Session session;
    private final Conversation conversation;
    private final StatementCache statements;
    private final StringTypes strings;
    private final Guard guard;
    private final BatchExecution batch;
    private final Limits limits;
    private final BatchReply reply;
    /** True once an entry has been written: the returned columns of all entries come in the formats asked for by the first. */
    private boolean formatsChosen;

    BatchRunner(
            Session session, Conversation conversation, StatementCache statements, Guard guard, BatchExecution batch) {
        this.session = session;
        this.conversation = conversation;
        this.statements = statements;
        this.strings = session.shared().strings();
        this.guard = guard;
        this.batch = batch;
        this.limits = session.settings().limits();
        this.reply = new BatchReply(session, batch);
        this.reply.severalShapes =
                batch.values != null && batch.values.signatures().size() > 1;
    }

    void run() throws SQLException {
        if (batch.updateCounts.length == 0) {
            return;
        }
        if (refused(batch)) {
            return;
        }
        boolean idle = session.transactionStatus() == TransactionStatus.IDLE;
        boolean begins = session.transactions().beginIsDue();
        guard.clear();
        if (batch.syncEach && session.transactions().settingsAreDue() && !sendSettings(begins)) {
            return;
        }
        SQLException firstFailure = null;
        send(begins, needsGuard(begins));
        boolean mended = false;
        while ((idle || guard.isSet()) && (!mended && mendStale() || mendStrings())) {
            mended = true;
            firstFailure = firstFailure == null ? batch.failure : firstFailure;
            undo(begins);
            reply.restart();
            formatsChosen = false;
            send(begins, false);
        }
        if (hasDeferredFailure()) {
            return;
        }
        judge(firstFailure);
        guard.restore();
    }

    /** Sends the settings ahead of entries that each have a Sync of their own, of which a failing one would stop the first only. */
    private boolean sendSettings(boolean begins) throws SQLException {
        session.prepare(begins);
        conversation.endCommands();
        conversation.exchange();
        return !hasDeferredFailure();
    }

    private boolean hasDeferredFailure() {
        SQLException failure = deferredFailure();
        if (failure != null) {
            Arrays.fill(batch.updateCounts, Statement.EXECUTE_FAILED);
            batch.failure = failure;
        }
        return failure != null;
    }

    private void undo(boolean begins) {
        if (guard.isSet()) {
            guard.writeRollback();
        } else if (begins) {
            conversation.command(conversation.commands().rollback, new ControlReply.Command(null));
            conversation.assume(TransactionStatus.IDLE);
        }
    }

    /** As for single statements, see {@link QueryRunner}. */
    private boolean needsGuard(boolean begins) {
        boolean active = session.transactionStatus() == TransactionStatus.ACTIVE;
        if (guard.autosave() == Autosave.ALWAYS ? !active && !begins : !active) {
            return false;
        }
        boolean wanted = guard.autosave() != Autosave.NEVER;
        if (batch.sql != null) {
            return (wanted || !isSettled()) && Guard.mayProtect(batch.sql.statement(0));
        }
        for (ParsedSql sql : batch.statements) {
            wanted &= Guard.mayProtect(sql.statement(0));
        }
        return wanted;
    }

    private boolean isSettled() {
        boolean settled = true;
        for (int[] oids : batch.values.signatures()) {
            settled &= strings.isSettled(statements.get(batch.sql.statement(0), oids));
        }
        return settled;
    }

    /** Fails the batch ahead of all for an entry that must not be sent. */
    static boolean refused(BatchExecution batch) {
        int followed = batch.updateCounts.length - 1;
        int index = 0;
        try {
            // Rows of one statement need one look.
            while (index < (batch.statements != null ? followed : Math.min(1, followed))) {
                QueryRunner.checkMayBeFollowed(batch.statementAt(index));
                index++;
            }
            return false;
        } catch (SQLException e) {
            Arrays.fill(batch.updateCounts, Statement.EXECUTE_FAILED);
            batch.failure = e;
            batch.failedIndex = index;
            return true;
        }
    }

    private SQLException deferredFailure() {
        try {
            session.transactions().checkDeferred();
            guard.check();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private void judge(SQLException firstFailure) {
        if (reply.firstError == null) {
            return;
        }
        if (firstFailure != null && reply.firstError.sqlState().startsWith("42")) {
            // Of several quarrels about types the first is the one to report.
            batch.failure = firstFailure;
        }
        if (!batch.syncEach) {
            // Everything since the last Sync is undone, or the transaction is lost with it.
            Arrays.fill(batch.updateCounts, Statement.EXECUTE_FAILED);
        }
    }

    private boolean mendStale() {
        ServerError error = reply.firstError;
        if (error == null || batch.syncEach || reply.boundEntries > 0) {
            return false;
        }
        if (!RetryRule.meansStaleStatement(error, reply.askedFormats != null)) {
            return false;
        }
        if (error.sqlState().equals(RetryRule.MISSING_STATEMENT)) {
            session.onLostStatement();
        }
        statements.invalidateAll("batch refused");
        return true;
    }

    /** Declares the strings of the rows otherwise, if their types may be the reason of the failure and nothing is left of what ran. */
    private boolean mendStrings() {
        if (reply.firstError == null || batch.sql == null || batch.syncEach && reply.boundEntries > 0) {
            return false;
        }
        ServerStatement s = reply.refused;
        if (s == null || !s.hasStrings) {
            return false;
        }
        int[] types = strings.reconsider(s, reply.firstError, reply.refusedReady);
        strings.forget(s);
        statements.redeclare(s, types == null ? s.oids : types);
        return types != null;
    }

    private void send(boolean begins, boolean guards) throws SQLException {
        session.prepare(begins);
        if (guards) {
            guard.write();
        }
        if (!batch.syncEach) {
            conversation.enqueue(reply);
        }
        BatchBlocks blocks = divided();
        reply.divide(blocks);
        if (blocks != null) {
            sendBlocks(blocks);
        } else if (batch.sql != null) {
            sendRows();
        } else {
            sendStatements();
        }
        if (guard.isSet()) {
            guard.writeRelease();
        }
        if (!batch.syncEach || guard.isSet()) {
            conversation.sync();
        }
        conversation.exchange();
    }

    /** The batch as statements of several rows each; null when the rows go one by one. */
    private BatchBlocks divided() {
        if (!session.settings().reWriteBatchedInserts()
                || batch.sql == null
                || batch.syncEach
                || batch.keepRows
                || batch.values.size() < 2
                || batch.values.signatures().size() != 1) {
            return null;
        }
        ParsedStatement parsed = batch.sql.statement(0);
        ServerStatement single =
                statements.get(parsed, batch.values.signatures().get(0));
        // How strings are to be declared is found out with single rows.
        return strings.isSettled(single) && parsed.multiRow() != null
                ? new BatchBlocks(parsed.multiRow(), batch.values.size())
                : null;
    }

    private void sendBlocks(BatchBlocks blocks) throws SQLException {
        ParsedStatement single = batch.sql.statement(0);
        int perRow = single.parameterCount();
        int[] types = statements.get(single, batch.values.signatures().get(0)).sentOids();
        BatchValues.Reader formats = batch.values.read();
        BatchValues.Reader values = batch.values.read();
        FrontendWriter writer = session.writer();
        ByteSink out = writer.out();
        ServerStatement current = null;
        byte[] name = FrontendWriter.unnamed();
        int size = 0;
        for (int block = 0; block < blocks.count(); block++) {
            if (blocks.size(block) != size) {
                size = blocks.size(block);
                current = statements.get(single.multiRow().statement(size), repeated(types, size));
                name = prepareFor(current, block);
            }
            current.uses++;
            int bind = writer.bindStart(FrontendWriter.unnamed(), name);
            out.putShort(perRow * size);
            for (int i = 0; i < size; i++) {
                formats.next();
                formats.writeFormatsTo(out, perRow);
            }
            out.putShort(perRow * size);
            for (int i = 0; i < size; i++) {
                values.next();
                values.writeValuesTo(out, perRow);
            }
            writer.bindEnd(bind, Format.TEXT);
            writer.execute(FrontendWriter.unnamed(), 0);
            endEntry(out);
        }
    }

    private static int[] repeated(int[] types, int times) {
        int[] all = new int[types.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(types, 0, all, i * types.length, types.length);
        }
        return all;
    }

    private void sendRows() throws SQLException {
        BatchValues.Reader rows = batch.values.read();
        ParsedStatement parsed = batch.sql.statement(0);
        ServerStatement current = null;
        int index = 0;
        byte[] name = FrontendWriter.unnamed();
        FrontendWriter writer = session.writer();
        ByteSink out = writer.out();
        while (rows.next()) {
            if (current == null || current.oids != rows.oids() && !current.hasTypes(rows.oids())) {
                current = statements.get(parsed, rows.oids());
                strings.isSettled(current);
                name = prepareFor(current, index);
            }
            current.uses++;
            index++;
            int bind = writer.bindStart(FrontendWriter.unnamed(), name);
            rows.writeTo(out);
            if (reply.askedFormats != null) {
                writer.bindEnd(bind, reply.askedFormats);
            } else {
                writer.bindEnd(bind, reply.askedFormat);
            }
            writer.execute(FrontendWriter.unnamed(), 0);
            endEntry(out);
        }
    }

    private void endEntry(ByteSink out) throws SQLException {
        if (batch.syncEach) {
            conversation.enqueue(reply);
            conversation.sync();
        }
        // Below the bound by more than a usual entry, so that the sink does not outgrow what it may keep.
        if (out.size() >= limits.batchBytes() / 4 * 3) {
            conversation.flush();
        }
    }

    /** @param index of the entry that is to be written next */
    private byte[] prepareFor(ServerStatement s, int index) {
        FrontendWriter writer = session.writer();
        long now = System.nanoTime();
        if (statements.isReady(s, now)) {
            ask(s);
            reply.using(s, index, true);
            return s.name();
        }
        boolean named = batch.prepareThreshold != 0
                && s.uses + batch.values.size() >= batch.prepareThreshold
                && statements.keeps(s)
                && !session.shared().statementsAreLost();
        byte[] name = FrontendWriter.unnamed();
        if (named) {
            name = s.name();
            writer.closeStatement(name);
            statements.preparing(s, now);
        }
        writer.parse(name, s.parsed.nativeUtf8(), s.sentOids(), s.sentOids().length);
        if (returnsRows(s.parsed)) {
            writer.describeStatement(name);
        } else {
            s.describe(null);
        }
        reply.parsing(s, index);
        reply.using(s, index, false);
        formatsChosen = true;
        return name;
    }

    private void ask(ServerStatement s) {
        if (reply.severalShapes) {
            if (s.description() != null) {
                reply.merge(s.description());
            }
            return;
        }
        if (s.description() != null && reply.shape == null && !formatsChosen) {
            RowShape shape = s.binaryShape(session.context());
            reply.shape = shape;
            reply.askedFormats = shape.allBinary() ? null : shape.formats();
            reply.askedFormat = shape.allBinary() ? Format.BINARY : Format.TEXT;
        }
        formatsChosen = true;
    }

    private boolean returnsRows(ParsedStatement parsed) {
        return parsed.hasReturning() || !parsed.kind().modifiesRows() && parsed.kind() != StatementKind.DDL;
    }

    private void sendStatements() throws SQLException {
        FrontendWriter writer = session.writer();
        int index = 0;
        for (ParsedSql sql : batch.statements) {
            ParsedStatement parsed = sql.statement(0);
            ServerStatement s = new ServerStatement(parsed, new int[0]);
            writer.parse(FrontendWriter.unnamed(), parsed.nativeUtf8(), s.oids, 0);
            if (batch.keepRows && returnsRows(parsed)) {
                writer.describeStatement(FrontendWriter.unnamed());
            }
            reply.parsing(s, index++);
            int bind = writer.bindStart(FrontendWriter.unnamed(), FrontendWriter.unnamed());
            writer.out().putInt(0); // no parameter formats, no parameters
            writer.bindEnd(bind, Format.TEXT);
            writer.execute(FrontendWriter.unnamed(), 0);
            endEntry(writer.out());
        }
    }
}
