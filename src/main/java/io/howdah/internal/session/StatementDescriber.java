package io.howdah.internal.session;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.wire.FrontendWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks the server for parameters and columns of statements without running them. Belongs to one session and runs under its lock. */
final class StatementDescriber {
    private static final int[] NO_TYPES = new int[0];

    private final Session session;
    private final Conversation conversation;
    private final StatementCache statements;
    private final StringTypes strings;
    private final Guard guard;
    private final List<StatementReply> replies = new ArrayList<>(1);

    StatementDescriber(Session session, Conversation conversation, StatementCache statements, Guard guard) {
        this.session = session;
        this.conversation = conversation;
        this.statements = statements;
        this.strings = session.shared().strings();
        this.guard = guard;
    }

    /** Fills the parameter types and the first result's columns of {@code x}. */
    void describe(Execution x) throws SQLException {
        boolean idle = session.transactionStatus() == TransactionStatus.IDLE;
        x.start();
        replies.clear();
        for (int i = 0; i < x.sql.statementCount(); i++) {
            ParsedStatement parsed = x.sql.statement(i);
            StatementReply reply = i == 0 ? x.reply(session) : new StatementReply(session);
            reply.start(x);
            reply.statement =
                    new ServerStatement(parsed, x.values == null ? NO_TYPES : StatementCache.typesOf(parsed, x.values));
            replies.add(reply);
        }
        guard.clear();
        SQLException firstFailure = null;
        StatementReply failed;
        while ((failed = ask(x)) != null) {
            SQLException failure = session.exception(failed.error, failed.statement);
            firstFailure = firstFailure == null ? failure : firstFailure;
            int[] types = failed.parsed ? null : strings.reconsider(failed.statement, failed.error, false);
            if (types == null || !idle && !guard.isSet()) {
                strings.forget(failed.statement);
                guard.restore();
                throw firstFailure;
            }
            failed.statement.declare(types);
        }
        collect(x);
    }

    /** One attempt; returns the reply that failed, or null. */
    private StatementReply ask(Execution x) throws SQLException {
        session.detachStream();
        if (guard.isSet()) {
            guard.writeRollback();
        }
        session.prepare(false);
        boolean settled = true;
        for (StatementReply reply : replies) {
            settled &= strings.isSettled(reply.statement);
        }
        if (!settled && session.transactionStatus() == TransactionStatus.ACTIVE && !guard.isSet()) {
            guard.write();
        }
        for (StatementReply reply : replies) {
            ServerStatement s = reply.statement;
            reply.start(x);
            reply.statement = s;
            reply.describeOnly = true;
            session.writer().parse(FrontendWriter.unnamed(), s.parsed.nativeUtf8(), s.sentOids(), s.sentOids().length);
            session.writer().describeStatement(FrontendWriter.unnamed());
            conversation.enqueue(reply);
        }
        if (guard.isSet()) {
            guard.writeRelease();
        }
        conversation.sync();
        conversation.exchange();
        session.transactions().checkDeferred();
        guard.check();
        return QueryRunner.failedOne(replies);
    }

    /** The parameter types of all statements of the text, and the columns of the first that has any. */
    private void collect(Execution x) {
        int[] oids = NO_TYPES;
        RowShape shape = null;
        for (StatementReply reply : replies) {
            int before = oids.length;
            oids = Arrays.copyOf(oids, before + reply.parameterOids.length);
            System.arraycopy(reply.parameterOids, 0, oids, before, reply.parameterOids.length);
            shape = shape == null ? reply.shape : shape;
        }
        x.parameterOids = oids;
        x.addResult().shape = shape;
    }

    /** Learns the columns before the first execution, which can then be in binary: a round trip of its own. */
    void describeAhead(Execution x) throws SQLException {
        ParsedStatement parsed = x.sql.statement(0);
        if (x.sql.statementCount() > 1
                || !StatementWriter.isCacheable(parsed.kind())
                || !StatementWriter.mayReturnRows(parsed)) {
            return;
        }
        ServerStatement s = statements.get(parsed, x.values);
        if (!s.described && session.shared().shapeHint(parsed, s.sentOids()) == null) {
            describe(x);
            ServerStatement asked = x.reply(session).statement;
            if (strings.isSettled(s) && Arrays.equals(s.sentOids(), asked.sentOids())) {
                s.describe(asked.description());
            }
        }
    }
}
