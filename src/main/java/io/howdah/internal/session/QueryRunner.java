package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.config.Settings.Autosave;
import io.howdah.internal.observe.Events;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.sql.StatementKind;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Executes statements: sends all statements of a text in one flush, judges the outcome, and tries again where nothing can have been lost: because
 * what was known of a statement was out of date ({@link RetryRule}), or strings must be declared otherwise ({@link StringTypes}). Belongs to one
 * session and runs under its lock.
 */
final class QueryRunner {
    private static final Pattern FROM_STDIN = Pattern.compile("\\bfrom\\s+stdin\\b", Pattern.CASE_INSENSITIVE);

    /** What must be undone of a failed attempt before the next one. */
    private enum Undo {
        NOTHING,
        TRANSACTION,
        TO_SAVEPOINT
    }

    private final Session session;
    private final Conversation conversation;
    private final StatementCache statements;
    private final StringTypes strings;
    private final Guard guard;
    private final StatementWriter writer;
    /** The replies of the present exchange, one a statement. */
    private final List<StatementReply> replies = new ArrayList<>(1);

    QueryRunner(
            Session session,
            Conversation conversation,
            StatementCache statements,
            Guard guard,
            StatementWriter writer) {
        this.session = session;
        this.conversation = conversation;
        this.statements = statements;
        this.strings = session.shared().strings();
        this.guard = guard;
        this.writer = writer;
    }

    void run(Execution x) throws SQLException {
        ParsedSql sql = x.sql;
        for (int i = 0; i < sql.statementCount() - 1; i++) {
            checkMayBeFollowed(sql.statement(i));
        }
        boolean idle = session.transactionStatus() == TransactionStatus.IDLE;
        boolean begins = !x.outsideTransaction
                && session.transactions().beginIsDue()
                && !endsOrBegins(sql.statement(0).kind());
        Undo undo = Undo.NOTHING;
        SQLException firstFailure = null;
        boolean mended = false;
        guard.clear();
        while (true) {
            send(x, begins, undo);
            StatementReply failed = failedOne(replies);
            StatementReply main = replies.get(0);
            if (failed == null && !main.wasSkipped) {
                finish(main, begins);
                // Defaults of transactions go in a group of their own, whose failure does not stop the statement.
                session.transactions().checkDeferred();
                guard.check();
                return;
            }
            x.start();
            session.transactions().checkDeferred();
            guard.check();
            if (failed == null) {
                throw new SQLException("the statement was skipped by the server without a reason", "08P01");
            }
            SQLException failure = session.exception(failed.error, failed.statement);
            boolean again =
                    mendStale(failed, mended) ? isAlone(sql) || guard.isSet() : mendStrings(failed) && isPlain(sql);
            if (!again || !idle && !guard.isSet()) {
                guard.restore();
                throw tellsMore(failure, firstFailure) ? failure : firstFailure;
            }
            firstFailure = firstFailure == null ? failure : firstFailure;
            mended = true;
            Events.retry(sql.sql(), failed.error.sqlState());
            undo = guard.isSet() ? Undo.TO_SAVEPOINT : begins ? Undo.TRANSACTION : Undo.NOTHING;
        }
    }

    /** True when the failure of a further attempt is the one to report: it is of another kind than a quarrel about types. */
    private static boolean tellsMore(SQLException failure, SQLException first) {
        return first == null || !failure.getSQLState().startsWith("42");
    }

    private static boolean isAlone(ParsedSql sql) {
        return sql.statementCount() == 1;
    }

    /** True when the server undoes all statements of the text together, so that all may be sent again. */
    private static boolean isPlain(ParsedSql sql) {
        for (int i = 0; i < sql.statementCount() && !isAlone(sql); i++) {
            if (!StatementWriter.isCacheable(sql.statement(i).kind())) {
                return false;
            }
        }
        return true;
    }

    /** True for what would be refused, or mean something else, with a BEGIN ahead of it. */
    static boolean endsOrBegins(StatementKind kind) {
        return kind == StatementKind.BEGIN
                || kind == StatementKind.COMMIT
                || kind == StatementKind.ROLLBACK
                || kind == StatementKind.PREPARE_TRANSACTION;
    }

    /** Writes all statements of the text and one Sync, sends them, and reads the answers. */
    private void send(Execution x, boolean begins, Undo undo) throws SQLException {
        x.start();
        session.detachStream();
        resolve(x);
        StatementReply main = replies.get(0);
        boolean guards = undo == Undo.NOTHING && needsGuard(begins);
        int mark = conversation.mark();
        int size = conversation.writer().out().size();
        TransactionStatus status = conversation.status();
        int portalsWritten = 0;
        try {
            writeUndo(undo);
            session.preamble().write(begins, mayRefuseCompany(x.sql.statement(0).kind()));
            if (guards) {
                guard.write();
            }
            portalsWritten = writer.closePortals();
            for (int i = 0; i < replies.size(); i++) {
                writer.write(x, replies.get(i), replies.size() == 1, begins);
            }
            if (guard.isSet()) {
                guard.writeRelease();
            }
            conversation.sync();
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            if (!session.isClosed()) {
                takeBack(mark, size, status);
            }
            throw Unsent.failure(e);
        }
        session.preamble().sent();
        writer.portalsClosed(portalsWritten);
        conversation.flush();
        conversation.pump(main.mayPause ? main : null);
    }

    private void takeBack(int mark, int size, TransactionStatus status) {
        conversation.undo(mark, size);
        conversation.assume(status);
        session.preamble().takenBack();
        guard.clear();
        for (StatementReply reply : replies) {
            reply.forgetParse();
        }
    }

    /** Finds out what the session knows of the statements. */
    private void resolve(Execution x) {
        replies.clear();
        int count = x.sql.statementCount();
        for (int i = 0; i < count; i++) {
            StatementReply reply = i == 0 ? x.reply(session) : new StatementReply(session);
            reply.start(x);
            reply.statement = writer.statementFor(x, x.sql.statement(i), count == 1);
            replies.add(reply);
        }
    }

    private void writeUndo(Undo undo) {
        if (undo == Undo.TRANSACTION) {
            conversation.command(conversation.commands().rollback, new ControlReply.Command(null));
            conversation.assume(TransactionStatus.IDLE);
        } else if (undo == Undo.TO_SAVEPOINT) {
            guard.writeRollback();
        }
    }

    /**
     * True when the failure of the exchange must not cost the transaction: because autosave says so, or because it has work behind it and the
     * server may refuse the types of string parameters.
     */
    private boolean needsGuard(boolean begins) {
        boolean settled = true;
        for (int i = 0; i < replies.size(); i++) {
            ServerStatement s = replies.get(i).statement;
            settled &= s.settled || strings.isSettled(s);
        }
        if (settled && guard.autosave() == Autosave.NEVER) {
            return false;
        }
        boolean active = session.transactionStatus() == TransactionStatus.ACTIVE;
        boolean wanted = guard.autosave() == Autosave.ALWAYS
                ? active || begins
                : active && (!settled || mayBeStale(replies.get(0).statement));
        for (int i = 0; i < replies.size(); i++) {
            wanted &= Guard.mayProtect(replies.get(i).statement.parsed);
        }
        return wanted;
    }

    private boolean mayBeStale(ServerStatement s) {
        return guard.autosave() == Autosave.CONSERVATIVE && s.state == ServerStatement.State.READY;
    }

    /**
     * True for a statement that the server may refuse to run behind others under one Sync, as it does VACUUM, or that commits within: settings
     * then get a Sync of their own.
     */
    private static boolean mayRefuseCompany(StatementKind kind) {
        return switch (kind) {
            case DDL, OTHER, CALL, DO, EXECUTE -> true;
            default -> false;
        };
    }

    static StatementReply failedOne(List<StatementReply> replies) {
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i).error != null) {
                return replies.get(i);
            }
        }
        return null;
    }

    private void finish(StatementReply main, boolean begun) throws SQLException {
        StatementResult result = main.result;
        if (main.isPaused()) {
            if (begun) {
                // ReadyForQuery will only say so behind the last row.
                conversation.assume(TransactionStatus.ACTIVE);
            }
            result.stream = new RowStream(session, main, result);
            session.attach(result.stream);
        } else if (main.portal != null && main.suspended) {
            result.stream = new RowStream(session, main, result);
            if (!main.keepsPace) {
                result.stream.requestPage();
            }
        } else if (main.keepsPace) {
            writer.closePortalLater(main.portal);
        }
        for (int i = 0; i < replies.size(); i++) {
            checkCopied(replies.get(i));
        }
    }

    static void checkCopied(StatementReply reply) throws SQLException {
        if (reply.copyRefused()) {
            throw new SQLFeatureNotSupportedException(
                    "COPY TO STDOUT has no rows that a Statement could give; use HowdahConnection.copyOut", "0A000");
        }
    }

    /**
     * Refuses COPY FROM STDIN ahead of other statements: the server takes what follows for its data, and closes the connection when it is not.
     *
     * @throws SQLException 0A000
     */
    static void checkMayBeFollowed(ParsedStatement parsed) throws SQLException {
        if (parsed.kind() == StatementKind.COPY
                && FROM_STDIN.matcher(parsed.nativeSql()).find()) {
            throw new SQLFeatureNotSupportedException(
                    "COPY FROM STDIN needs a source of data and cannot be followed by other statements: use"
                            + " HowdahConnection.copyIn",
                    "0A000");
        }
    }

    /** Forgets what was out of date, if that was the reason of the failure and has not been mended before. */
    private boolean mendStale(StatementReply failed, boolean mended) {
        ServerError error = failed.error;
        if (mended || !RetryRule.meansStaleStatement(error, failed)) {
            return false;
        }
        if (error.sqlState().equals(RetryRule.MISSING_STATEMENT)) {
            session.onLostStatement();
        }
        statements.invalidate(failed.statement);
        if (failed.askedReady && failed.askedFormats != null) {
            // Formats for columns that may have changed would be refused again, and nobody has told which there are
            // now.
            failed.statement.forgetColumns();
            session.shared().forgetShape(failed.statement.parsed);
        }
        return true;
    }

    /** Declares the string parameters otherwise, if their types may be the reason of the failure. */
    private boolean mendStrings(StatementReply failed) {
        ServerStatement s = failed.statement;
        if (failed.parsed || failed.bound || !s.hasStrings) {
            return false;
        }
        int[] types = strings.reconsider(s, failed.error, failed.askedReady);
        strings.forget(s);
        statements.redeclare(s, types == null ? s.oids : types);
        return types != null;
    }
}
