package io.howdah.internal.session;

import io.howdah.internal.wire.FrontendWriter;
import java.util.List;

/**
 * What an exchange must carry before its own requests: the barrier against a late cancel, Close of statements that left the cache, settings that
 * are due, BEGIN. Used under the session's lock; what {@link #write} wrote is settled by {@link #sent} or {@link #takenBack}.
 */
final class Preamble {
    private final Conversation conversation;
    private final CancelToken cancelToken;
    private final StatementCache statements;
    private final DeferredOps deferred;
    private final Transactions transactions;
    private final FrontendWriter writer;
    private int closesWritten;
    private boolean barrierWritten;

    Preamble(
            Conversation conversation,
            CancelToken cancelToken,
            StatementCache statements,
            DeferredOps deferred,
            Transactions transactions,
            FrontendWriter writer) {
        this.conversation = conversation;
        this.cancelToken = cancelToken;
        this.statements = statements;
        this.deferred = deferred;
        this.transactions = transactions;
        this.writer = writer;
    }

    /**
     * Writes it.
     *
     * @param mayBegin true to begin the transaction that autocommit off asks for
     * @param settingsApart true to give the settings a group of their own, for a command that refuses to run in a transaction block
     */
    void write(boolean mayBegin, boolean settingsApart) {
        writeBarrier();
        writeCloses();
        transactions.writeDeferred(mayBegin, settingsApart);
    }

    /** Writes what may stand in the midst of a group; the rest stays due. */
    void writeWithinGroup(boolean mayBegin) {
        barrierWritten = false;
        writeCloses();
        transactions.writeDeferredWithinGroup(mayBegin);
    }

    private void writeCloses() {
        List<byte[]> toClose = statements.toClose();
        // By index: an iterator would be garbage of every execution until the JIT compiler removes it.
        for (int i = 0; i < toClose.size(); i++) {
            writer.closeStatement(toClose.get(i));
            conversation.enqueue(conversation.closeReply());
        }
        closesWritten = toClose.size();
        if (deferred.searchPathIsDue()) {
            // The server will only report the change when the statement behind it has been sent.
            statements.invalidateAll("setSchema");
        }
    }

    /** Writes the barrier alone. */
    void writeBarrier() {
        barrierWritten = cancelToken.takeSent();
        if (barrierWritten) {
            // The signal of a cancel that hit nothing may still come; let it hit an empty statement.
            conversation.command(conversation.commands().empty, new ControlReply.Command(null));
            conversation.endCommands();
        }
    }

    /** What was written is on its way. */
    void sent() {
        statements.closed(closesWritten);
    }

    /** What was written has been taken back. */
    void takenBack() {
        if (barrierWritten) {
            cancelToken.restoreSent();
        }
        transactions.forgetUnsent();
    }
}
