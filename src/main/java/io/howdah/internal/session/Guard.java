package io.howdah.internal.session;

import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.Autosave;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.sql.StatementKind;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * The savepoint that protects the work of a transaction from the failure of the next statement. It rides in the statement's own flush, ahead of it,
 * and so does its release: only a failure costs a round trip, for the rollback to it. Used under the session's lock.
 */
final class Guard {
    /** SET TRANSACTION is refused behind a savepoint. */
    private static final Pattern SET_TRANSACTION = Pattern.compile("\\btransaction\\b", Pattern.CASE_INSENSITIVE);

    private final Session session;
    private final Conversation conversation;
    private final Autosave autosave;
    private final boolean cleanup;
    private final ControlReply.Command savepoint = new ControlReply.Command(null);
    private final ControlReply.Command release = new ControlReply.Command(null);
    private final ControlReply.Command rollback = new ControlReply.Command(null);
    private boolean set;

    Guard(Session session, Conversation conversation, Settings settings) {
        this.session = session;
        this.conversation = conversation;
        this.autosave = settings.autosave();
        this.cleanup = settings.cleanupSavepoints();
    }

    Autosave autosave() {
        return autosave;
    }

    /** False for what ends or divides transactions, or must stand first in one, or reads what follows it as data. */
    static boolean mayProtect(ParsedStatement statement) {
        StatementKind kind = statement.kind();
        return !kind.isTransactionControl()
                && kind != StatementKind.COPY
                && kind != StatementKind.EMPTY
                && (kind != StatementKind.SET
                        || !SET_TRANSACTION.matcher(statement.nativeSql()).find());
    }

    /** Nothing is protected until {@link #write}. */
    void clear() {
        set = false;
    }

    /** True when the last exchange began with the savepoint. */
    boolean isSet() {
        return set;
    }

    /** True when a failure of what is protected must leave the transaction usable, whatever the failure. */
    boolean restores() {
        return set && autosave == Autosave.ALWAYS;
    }

    /** Writes the savepoint. */
    void write() {
        conversation.command(conversation.commands().savepoint, savepoint);
        set = true;
    }

    /** Writes the release behind what is protected, unless it is the application's wish to keep the savepoints of autosave. */
    void writeRelease() {
        release.reset();
        if (set && (autosave != Autosave.ALWAYS || cleanup)) {
            conversation.command(conversation.commands().release, release);
        }
    }

    /** Writes the return to the savepoint, which goes on to exist. */
    void writeRollback() {
        conversation.command(conversation.commands().rollbackTo, rollback);
        conversation.assume(TransactionStatus.ACTIVE);
    }

    /** Makes the failed transaction usable again, as autosave promises; the statement's failure is thrown by the caller. */
    void restore() throws SQLException {
        if (restores() && session.transactionStatus() == TransactionStatus.FAILED) {
            writeRollback();
            writeRelease();
            conversation.endCommands();
            conversation.exchange();
            session.transactions().rolledBackTo();
            check();
        }
    }

    /** The release was refused because what was protected has failed, which is told otherwise. */
    void forgetRelease() {
        release.reset();
    }

    /** Throws the error of a savepoint that could not be made, released or returned to. */
    void check() throws SQLException {
        check(savepoint);
        check(release);
        check(rollback);
    }

    private void check(ControlReply.Command reply) throws SQLException {
        if (reply.error != null) {
            SQLException failure = session.exception(reply.error, null, -1);
            reply.reset();
            throw failure;
        }
    }
}
