package io.howdah.internal.session;

import io.howdah.internal.config.Limits;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.sql.StatementKind;
import io.howdah.internal.type.Format;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.FrontendWriter;
import io.howdah.internal.wire.RowDescription;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the messages of one statement: decides between unnamed and named, text and binary, all rows at once or page by page. Belongs to one
 * session and is used under its lock.
 */
final class StatementWriter {
    private final Session session;
    private final Conversation conversation;
    private final StatementCache statements;
    private final Guard guard;
    private final Limits limits;
    private final boolean binaryTransfer;
    private int portals;
    private final List<byte[]> portalsToClose = new ArrayList<>(0);

    StatementWriter(Session session, Conversation conversation, StatementCache statements, Guard guard) {
        this.session = session;
        this.conversation = conversation;
        this.statements = statements;
        this.guard = guard;
        this.limits = session.settings().limits();
        this.binaryTransfer = session.settings().binaryTransfer();
    }

    /** What the session knows of a statement; {@code alone} when the text has no other. */
    ServerStatement statementFor(Execution x, ParsedStatement parsed, boolean alone) {
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

    static boolean isCacheable(StatementKind kind) {
        return kind.isQuery() && kind != StatementKind.FETCH && kind != StatementKind.EXPLAIN || kind.modifiesRows();
    }

    /** Writes the messages of {@code reply}'s statement and queues the reply. */
    void write(Execution x, StatementReply reply, boolean alone, boolean begins) throws SQLException {
        ServerStatement s = reply.statement;
        s.uses++;
        byte[] name = writeParse(s, reply, x.prepareThreshold);
        choosePaging(x, s.parsed, reply, alone, begins);
        writeBind(x, reply, name);
        session.writer().execute(portal(reply), executeLimit(x, reply));
        conversation.enqueue(reply);
    }

    /**
     * As {@link #write} for a pipeline: all rows at once, and a Parse that has been sent but not answered serves all that follow it, since the
     * server keeps the order.
     */
    void writePipelined(Execution x, StatementReply reply) throws SQLException {
        ServerStatement s = reply.statement;
        s.uses++;
        byte[] name;
        if (statements.isBeingPrepared(s)) {
            reply.sharesParse = true;
            if (s.description() != null) {
                chooseFormats(s, reply);
            }
            name = s.name();
        } else {
            name = writeParse(s, reply, x.prepareThreshold);
        }
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

    /** Writes Parse and Describe where they are needed; returns the name under which to bind. */
    private byte[] writeParse(ServerStatement s, StatementReply reply, int threshold) {
        long now = System.nanoTime();
        FrontendWriter writer = session.writer();
        if (statements.isReady(s, now)) {
            reply.askedReady = true;
            if (s.description() != null) {
                reply.shape = mayUseBinary(reply) ? s.binaryShape(session.context()) : s.textShape(session.context());
                askFor(reply, reply.shape);
            }
            return s.name();
        }
        session.shared().strings().isSettled(s);
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
        writer.parse(name, s.parsed.nativeUtf8(), s.sentOids(), s.sentOids().length);
        if (mayReturnRows(s.parsed)) {
            writer.describeStatement(name);
            chooseFormats(s, reply);
        } else {
            s.describe(null);
        }
        return name;
    }

    private boolean mayUseBinary(StatementReply reply) {
        return binaryTransfer && reply.execution.resultFormat != Format.TEXT;
    }

    static boolean mayReturnRows(ParsedStatement parsed) {
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
        if (!mayUseBinary(reply) || !isCacheable(s.parsed.kind())) {
            return;
        }
        if (reply.execution.resultFormat == Format.BINARY) {
            reply.askedFormat = Format.BINARY;
            return;
        }
        if (!s.described) {
            RowDescription hint = session.shared().shapeHint(s.parsed, s.sentOids());
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
        if (x.cursorName != null && inTransaction && !x.holdOverCommit) {
            reply.portal = x.cursorName.getBytes(StandardCharsets.UTF_8);
            reply.pageRows = 1;
            reply.keepsPace = true;
        } else if (x.fetchRows > 0
                && inTransaction
                && !x.holdOverCommit
                && (x.maxRows == 0 || x.maxRows > x.fetchRows)) {
            reply.portal = ("howdah_" + ++portals).getBytes(StandardCharsets.US_ASCII);
            reply.pageRows = x.fetchRows;
        } else if (x.adaptiveStreaming && !guard.restores()) {
            reply.mayPause = true;
            reply.pageBytes = limits.streamBudgetBytes();
            if (x.fetchRows > 0) {
                reply.pageRows = x.fetchRows;
            }
        }
    }

    /** Closes the portals that are due; returns how many, for {@link #portalsClosed}. */
    int closePortals() {
        // By index: an iterator would be garbage of every execution until the JIT compiler removes it.
        for (int i = 0; i < portalsToClose.size(); i++) {
            session.writer().closePortal(portalsToClose.get(i));
            conversation.enqueue(conversation.closeReply());
        }
        return portalsToClose.size();
    }

    /** What {@link #closePortals} wrote is on its way. */
    void portalsClosed(int count) {
        if (count > 0) {
            portalsToClose.subList(0, count).clear();
        }
    }

    void closePortalLater(byte[] portal) {
        portalsToClose.add(portal);
    }
}
