package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.config.Limits;
import io.howdah.internal.observe.Events;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.sql.StatementKind;
import io.howdah.internal.type.Format;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.FixedMessages;
import io.howdah.internal.wire.FrontendWriter;
import io.howdah.internal.wire.RowDescription;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Executes statements: decides between unnamed and named, text and binary, all at once or page by page; writes the messages; judges the outcome
 * and retries once where nothing can have been lost. Belongs to one session and runs under its lock.
 */
final class QueryRunner {
    private static final Pattern FROM_STDIN = Pattern.compile("\\bfrom\\s+stdin\\b", Pattern.CASE_INSENSITIVE);

    private final Session session;
    private final Conversation conversation;
    private final StatementCache statements;
    private final Limits limits;
    private final boolean binaryTransfer;
    private final List<StatementReply> furtherReplies = new ArrayList<>(0);
    private int portals;
    private final List<byte[]> portalsToClose = new ArrayList<>(0);

    QueryRunner(Session session, Conversation conversation, StatementCache statements) {
        this.session = session;
        this.conversation = conversation;
        this.statements = statements;
        this.limits = session.settings().limits();
        this.binaryTransfer = session.settings().binaryTransfer();
    }

    void run(Execution x) throws SQLException {
        ParsedSql sql = x.sql;
        for (int i = 0; i < sql.statementCount() - 1; i++) {
            checkMayBeFollowed(sql.statement(i));
        }
        if (x.prepareThreshold < 0) {
            describeAhead(x);
        }
        boolean retried = false;
        boolean rollsBack = false;
        while (true) {
            boolean idle = session.transactionStatus() == TransactionStatus.IDLE;
            boolean begins = rollsBack
                    || !x.outsideTransaction
                            && session.transactions().beginIsDue()
                            && !endsOrBegins(sql.statement(0).kind());
            StatementReply main = x.reply(session);
            send(x, main, begins, rollsBack);
            StatementReply failed = failedOne(main, sql.statementCount());
            if (failed == null && !main.wasSkipped) {
                finish(main, begins);
                // Defaults of transactions go in a group of their own, whose failure does not stop the statement.
                session.transactions().checkDeferred();
                return;
            }
            x.start();
            session.transactions().checkDeferred();
            if (failed == null) {
                throw new SQLException("the statement was skipped by the server without a reason", "08P01");
            }
            if (retried || !mayRetry(failed, sql, idle)) {
                throw session.exception(failed.error, failed.statement.parsed, -1);
            }
            retried = true;
            Events.retry(sql.sql(), failed.error.sqlState());
            rollsBack = begins;
        }
    }

    /** True for what would be refused, or mean something else, with a BEGIN ahead of it. */
    private static boolean endsOrBegins(StatementKind kind) {
        return kind == StatementKind.BEGIN
                || kind == StatementKind.COMMIT
                || kind == StatementKind.ROLLBACK
                || kind == StatementKind.PREPARE_TRANSACTION;
    }

    /**
     * Writes all statements of the text and one Sync, sends them, and reads the answers.
     *
     * @param rollsBack true to end the failed transaction that the first attempt had begun
     */
    private void send(Execution x, StatementReply main, boolean begins, boolean rollsBack) throws SQLException {
        ParsedSql sql = x.sql;
        x.start();
        furtherReplies.clear();
        session.detachStream();
        int mark = conversation.mark();
        TransactionStatus status = conversation.status();
        int portalsWritten = 0;
        try {
            if (rollsBack) {
                FixedMessages.rollback(session.writer().out());
                conversation.enqueue(new ControlReply.Command(null));
                conversation.assume(TransactionStatus.IDLE);
            }
            session.preamble().write(begins, mayRefuseCompany(sql.statement(0).kind()));
            portalsWritten = closePortals();
            write(x, sql.statement(0), main, sql.statementCount() == 1, begins);
            for (int i = 1; i < sql.statementCount(); i++) {
                StatementReply reply = new StatementReply(session);
                furtherReplies.add(reply);
                write(x, sql.statement(i), reply, false, begins);
            }
            conversation.sync();
        } catch (SQLException | RuntimeException e) {
            if (!session.isClosed()) {
                conversation.undo(mark);
                conversation.assume(status);
                session.preamble().takenBack();
                main.forgetParse();
                for (StatementReply reply : furtherReplies) {
                    reply.forgetParse();
                }
            }
            throw e;
        }
        session.preamble().sent();
        if (portalsWritten > 0) {
            portalsToClose.subList(0, portalsWritten).clear();
        }
        conversation.flush();
        conversation.pump(main.mayPause ? main : null);
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

    private int closePortals() {
        // By index: an iterator would be garbage of every execution until the JIT compiler removes it.
        for (int i = 0; i < portalsToClose.size(); i++) {
            session.writer().closePortal(portalsToClose.get(i));
            conversation.enqueue(conversation.closeReply());
        }
        return portalsToClose.size();
    }

    void closePortalLater(byte[] portal) {
        portalsToClose.add(portal);
    }

    private void write(Execution x, ParsedStatement parsed, StatementReply reply, boolean alone, boolean begins)
            throws SQLException {
        reply.start(x);
        ServerStatement s = statementFor(x, parsed, alone);
        reply.statement = s;
        s.uses++;
        byte[] name = writeParse(s, reply, x.prepareThreshold);
        choosePaging(x, parsed, reply, alone, begins);
        writeBind(x, reply, name);
        session.writer().execute(portal(reply), executeLimit(x, reply));
        conversation.enqueue(reply);
    }

    private static byte[] portal(StatementReply reply) {
        return reply.portal == null ? FrontendWriter.unnamed() : reply.portal;
    }

    private static int executeLimit(Execution x, StatementReply reply) {
        if (reply.portal != null) {
            return (int) reply.pageRows;
        }
        return x.maxRows > 0 ? (int) Math.min(x.maxRows, Integer.MAX_VALUE) : 0;
    }

    private ServerStatement statementFor(Execution x, ParsedStatement parsed, boolean alone) {
        ServerStatement last = x.lastStatement;
        if (alone
                && last != null
                && last.parsed == parsed
                && last.state != ServerStatement.State.CLOSED
                && statements.keeps(last)
                && (x.values == null || last.hasTypes(x.values, 0))) {
            statements.touch(last);
            return last;
        }
        if (!isCacheable(parsed.kind())) {
            return new ServerStatement(parsed, StatementCache.typesOf(parsed, x.values));
        }
        ServerStatement s = statements.get(parsed, x.values);
        if (alone) {
            x.lastStatement = s;
        }
        return s;
    }

    private static boolean isCacheable(StatementKind kind) {
        return kind.isQuery() && kind != StatementKind.FETCH && kind != StatementKind.EXPLAIN || kind.modifiesRows();
    }

    /** Writes Parse and Describe where they are needed; returns the name under which to bind. */
    private byte[] writeParse(ServerStatement s, StatementReply reply, int threshold) {
        long now = System.nanoTime();
        FrontendWriter writer = session.writer();
        if (statements.isReady(s, now)) {
            reply.askedReady = true;
            if (s.description() != null) {
                reply.shape = binaryTransfer ? s.binaryShape(session.context()) : s.textShape(session.context());
                askFor(reply, reply.shape);
            }
            return s.name();
        }
        boolean named = threshold != 0
                && s.uses >= Math.max(1, threshold)
                && statements.keeps(s)
                && !session.shared().statementsAreLost();
        byte[] name = FrontendWriter.unnamed();
        if (named) {
            name = s.name();
            writer.closeStatement(name);
            conversation.enqueue(conversation.closeReply());
            statements.preparing(s, now);
        }
        writer.parse(name, s.parsed.nativeUtf8(), s.oids, s.oids.length);
        if (mayReturnRows(s.parsed)) {
            writer.describeStatement(name);
            chooseFormats(s, reply);
        } else {
            s.describe(null);
        }
        return name;
    }

    private static boolean mayReturnRows(ParsedStatement parsed) {
        StatementKind kind = parsed.kind();
        return !(kind.modifiesRows() && !parsed.hasReturning()
                || kind.isTransactionControl()
                || kind == StatementKind.DDL);
    }

    /**
     * Asks for binary when the columns are known from an earlier time, on this connection or another. They may have changed since; a Bind with
     * formats for another number of columns fails, which must not happen in a transaction with earlier work.
     */
    private void chooseFormats(ServerStatement s, StatementReply reply) {
        if (!binaryTransfer || !isCacheable(s.parsed.kind())) {
            return;
        }
        if (!s.described) {
            RowDescription hint = session.shared().shapeHint(s.parsed, s.oids);
            if (hint == null) {
                return;
            }
            s.describe(hint);
            s.described = true;
        }
        if (s.description() == null) {
            return;
        }
        RowShape shape = s.binaryShape(session.context());
        boolean mayRetry =
                session.transactionStatus() == TransactionStatus.IDLE && reply.execution.sql.statementCount() == 1;
        if (shape.allBinary() || mayRetry) {
            askFor(reply, shape);
        }
    }

    private static void askFor(StatementReply reply, RowShape shape) {
        if (shape.allBinary()) {
            reply.askedFormat = Format.BINARY;
        } else {
            reply.askedFormats = shape.formats();
        }
    }

    private void writeBind(Execution x, StatementReply reply, byte[] name) throws SQLException {
        ByteSink out = session.writer().out();
        int bind = session.writer().bindStart(portal(reply), name);
        ParsedStatement parsed = reply.statement.parsed;
        if (x.values == null) {
            out.putInt(0); // no parameter formats, no parameters
        } else {
            BatchValues.writeValues(x.values, parsed.firstParameter(), parsed.parameterCount(), out, session.context());
        }
        if (reply.askedFormats != null) {
            session.writer().bindEnd(bind, reply.askedFormats);
        } else {
            session.writer().bindEnd(bind, reply.askedFormat);
        }
    }

    /** Chooses how rows are delivered: page by page from a portal, as a stream, or all at once. */
    private void choosePaging(
            Execution x, ParsedStatement parsed, StatementReply reply, boolean alone, boolean begins) {
        if (!alone || x.scrollable || !parsed.streamable()) {
            return;
        }
        boolean inTransaction = begins || session.transactionStatus() == TransactionStatus.ACTIVE;
        if (x.fetchRows > 0 && inTransaction && !x.holdOverCommit && (x.maxRows == 0 || x.maxRows > x.fetchRows)) {
            reply.portal = ("howdah_" + ++portals).getBytes(StandardCharsets.US_ASCII);
            reply.pageRows = x.fetchRows;
        } else if (x.adaptiveStreaming) {
            reply.mayPause = true;
            reply.pageBytes = limits.streamBudgetBytes();
            if (x.fetchRows > 0) {
                reply.pageRows = x.fetchRows;
            }
        }
    }

    private StatementReply failedOne(StatementReply main, int count) {
        if (main.error != null) {
            return main;
        }
        for (int i = 0; i < count - 1; i++) {
            if (furtherReplies.get(i).error != null) {
                return furtherReplies.get(i);
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
            result.stream.requestPage();
        }
        if (main.copyRefused()) {
            throw copyRefused();
        }
        for (int i = 0; i < furtherReplies.size(); i++) {
            if (furtherReplies.get(i).copyRefused()) {
                throw copyRefused();
            }
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
                    "COPY FROM STDIN needs a source of data and cannot be followed by other statements: use the driver's COPY"
                            + " interface",
                    "0A000");
        }
    }

    private static SQLException copyRefused() {
        return new SQLFeatureNotSupportedException(
                "COPY TO STDOUT has no rows that a Statement could give; use the driver's COPY interface", "0A000");
    }

    private boolean mayRetry(StatementReply failed, ParsedSql sql, boolean wasIdle) {
        ServerError error = failed.error;
        if (!RetryRule.meansStaleStatement(error, failed)) {
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
        return sql.statementCount() == 1 && wasIdle;
    }

    void describe(Execution x) throws SQLException {
        session.prepare(false);
        x.start();
        StatementReply main = x.reply(session);
        furtherReplies.clear();
        askAbout(x, x.sql.statement(0), main);
        for (int i = 1; i < x.sql.statementCount(); i++) {
            StatementReply reply = new StatementReply(session);
            furtherReplies.add(reply);
            askAbout(x, x.sql.statement(i), reply);
        }
        conversation.sync();
        conversation.exchange();
        session.transactions().checkDeferred();
        StatementReply failed = failedOne(main, x.sql.statementCount());
        if (failed != null) {
            throw session.exception(failed.error, failed.statement.parsed, -1);
        }
        collectDescriptions(x, main);
    }

    private void askAbout(Execution x, ParsedStatement parsed, StatementReply reply) throws SQLException {
        reply.start(x);
        reply.describeOnly = true;
        int[] oids = x.values == null ? new int[0] : StatementCache.typesOf(parsed, x.values);
        reply.statement = new ServerStatement(parsed, oids);
        session.writer().parse(FrontendWriter.unnamed(), parsed.nativeUtf8(), oids, oids.length);
        session.writer().describeStatement(FrontendWriter.unnamed());
        conversation.enqueue(reply);
    }

    /** The parameter types of all statements of the text, and the columns of the first that has any. */
    private void collectDescriptions(Execution x, StatementReply main) {
        int[] oids = main.parameterOids;
        RowShape shape = main.shape;
        for (StatementReply reply : furtherReplies) {
            int before = oids.length;
            oids = Arrays.copyOf(oids, before + reply.parameterOids.length);
            System.arraycopy(reply.parameterOids, 0, oids, before, reply.parameterOids.length);
            shape = shape == null ? reply.shape : shape;
        }
        x.parameterOids = oids;
        x.addResult().shape = shape;
    }

    /** Learns the columns before the first execution, which can then be in binary: a round trip of its own. */
    private void describeAhead(Execution x) throws SQLException {
        ParsedStatement parsed = x.sql.statement(0);
        if (x.sql.statementCount() > 1 || !isCacheable(parsed.kind()) || !mayReturnRows(parsed)) {
            return;
        }
        ServerStatement s = statements.get(parsed, x.values);
        if (!s.described && session.shared().shapeHint(parsed, s.oids) == null) {
            describe(x);
            s.describe(x.reply(session).statement.description());
        }
    }
}
