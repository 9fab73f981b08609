package io.howdah.internal.session;

import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.ReadOnlyMode;
import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.sql.StatementKind;
import io.howdah.internal.wire.BackendReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLWarning;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The transactions and settings of one session: when BEGIN is sent and in which form, what COMMIT's answer means, and what a finished command
 * does to what the driver knows of the session. Used under the session's lock, but for the getters.
 */
final class Transactions {
    private static final String SILENT_ROLLBACK =
            "the transaction was rolled back instead of committed, because a statement in it had failed";

    /** A SET that ends with the transaction. */
    private static final Pattern UNTIL_THE_END = Pattern.compile("\\bset\\s+(local|transaction)\\b");

    private final Session session;
    private final Conversation conversation;
    private final DeferredOps deferred;
    private final Settings settings;
    private final ControlReply.Command beginReply = new ControlReply.Command(null);
    private final ControlReply.Command endReply = new ControlReply.Command(null);

    private volatile boolean autoCommit = true;

    /** Empty for the path with which the session began; null when the application has set it by SQL, so that it is not known. */
    private volatile String pathKey = "";

    private volatile boolean readOnly;
    private volatile int isolation;
    private volatile String applicationName;

    /** False after the application's own SET of it, or when it was never chosen. */
    private volatile boolean isolationIsKnown;

    /** The BEGIN that carries level and access mode; null for the plain one. */
    private byte[] beginVariant;

    /** The BEGIN of the next transactions in place of {@link #beginVariant}; null to use that. */
    private byte[] beginOverride;

    /** True once the session's own defaults have been set, so that a later value must replace them. */
    private boolean characteristicsSent;

    /** True when the catalogue was changed in the present transaction. */
    private boolean changedCatalogue;

    /** Types were changed in the transaction under way. */
    private boolean changedTypes;

    Transactions(Session session, Conversation conversation, DeferredOps deferred) {
        this.session = session;
        this.conversation = conversation;
        this.deferred = deferred;
        this.settings = session.settings();
        if (settings.readOnly()) {
            setReadOnly(true);
        }
    }

    boolean autoCommit() {
        return autoCommit;
    }

    void setAutoCommit(boolean on) {
        autoCommit = on;
        wantCharacteristics();
    }

    boolean readOnly() {
        return readOnly;
    }

    int isolation() {
        return isolationIsKnown ? isolation : 0;
    }

    void setReadOnly(boolean wanted) {
        readOnly = wanted;
        wantCharacteristics();
    }

    void setIsolation(int level) {
        isolation = level;
        isolationIsKnown = true;
        wantCharacteristics();
    }

    /** Stands for the search path where the server does not report it: the same for sessions that have the same one. */
    String pathKey() {
        return pathKey;
    }

    void setSchema(String schema) throws SQLException {
        pathKey = schema == null ? "=" : "=" + schema;
        deferred.want(
                deferred.searchPath, schema == null ? null : "SET SESSION search_path TO " + Identifiers.quote(schema));
    }

    /** The name wanted last; null when it is that of the server, or the application's own SET. */
    String applicationName() {
        return applicationName;
    }

    void setApplicationName(String name) throws SQLException {
        applicationName = name;
        deferred.want(
                deferred.applicationName,
                name == null ? null : "SET application_name TO " + Identifiers.quoteLiteral(name));
    }

    /** Wants everything as it was when the session began. Outside of transactions only. */
    void startAnew() throws SQLException {
        autoCommit = true;
        isolation = 0;
        isolationIsKnown = false;
        characteristicsSent = false;
        readOnly = false;
        beginOverride = null;
        chooseBegin();
        deferred.wantInitialCharacteristics();
        setSchema(null);
        setApplicationName(null);
        if (settings.readOnly()) {
            setReadOnly(true);
        }
    }

    /** Chooses where level and access mode go: into BEGIN when there will be one, else into the session's defaults. */
    private void wantCharacteristics() {
        chooseBegin();
        // Defaults once sent are kept up to date: BEGIN without an access mode means the default one.
        if (autoCommit || characteristicsSent) {
            String level = level();
            String sessionAccess =
                    settings.readOnlyMode() != ReadOnlyMode.ALWAYS ? "" : readOnly ? " READ ONLY" : " READ WRITE";
            String defaults = level + sessionAccess;
            if (!level.isEmpty() || !defaults.isEmpty() && (readOnly || characteristicsSent)) {
                characteristicsSent = true;
                deferred.want(deferred.characteristics, "SET SESSION CHARACTERISTICS AS TRANSACTION" + defaults);
            }
        }
    }

    private String level() {
        return isolation == 0 ? "" : " ISOLATION LEVEL " + levelName(isolation);
    }

    private void chooseBegin() {
        boolean readOnlyReachesServer = settings.readOnlyMode() != ReadOnlyMode.IGNORE;
        String level = level();
        String access = readOnly && readOnlyReachesServer ? " READ ONLY" : "";
        beginVariant = level.isEmpty() && access.isEmpty()
                ? null
                : conversation.commands().of("BEGIN" + level + access);
    }

    /** Chooses level and access mode of the transactions that begin until the next call; see {@link Session#beginNextWith}. */
    void beginNextWith(int level, Boolean wantedReadOnly, boolean deferrable) {
        if (level == 0 && wantedReadOnly == null && !deferrable) {
            beginOverride = null;
            return;
        }
        int effectiveLevel = level == 0 ? isolation : level;
        boolean inherited = readOnly && settings.readOnlyMode() != ReadOnlyMode.IGNORE;
        boolean effectiveReadOnly = wantedReadOnly == null ? inherited : wantedReadOnly;
        beginOverride = conversation
                .commands()
                .of("BEGIN"
                        + (effectiveLevel == 0 ? "" : " ISOLATION LEVEL " + levelName(effectiveLevel))
                        + (effectiveReadOnly ? " READ ONLY" : wantedReadOnly == null ? "" : " READ WRITE")
                        + (deferrable ? " DEFERRABLE" : ""));
    }

    private static String levelName(int level) {
        return switch (level) {
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ UNCOMMITTED";
            case Connection.TRANSACTION_READ_COMMITTED -> "READ COMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
            default -> "SERIALIZABLE";
        };
    }

    /** True when the next statement would begin a transaction. */
    boolean beginIsDue() {
        return !autoCommit && session.transactionStatus() == TransactionStatus.IDLE;
    }

    /**
     * Writes the settings that are due and, if a transaction is to begin, BEGIN.
     *
     * @param settingsApart true to end the settings' group, so that a statement outside of a transaction is alone in its own
     */
    void writeDeferred(boolean mayBegin, boolean settingsApart) {
        boolean begins = mayBegin && beginIsDue();
        if (settingsAreDue()) {
            deferred.write(conversation, false);
            if (settingsApart && !begins) {
                conversation.endCommands();
            }
        }
        if (begins) {
            writeBegin();
        }
    }

    private void writeBegin() {
        byte[] begin = beginOverride != null ? beginOverride : beginVariant;
        conversation.command(begin == null ? conversation.commands().begin : begin, beginReply);
    }

    /** As {@link #writeDeferred} in the midst of a group, which must not be divided. */
    void writeDeferredWithinGroup(boolean mayBegin) {
        if (settingsAreDue()) {
            deferred.write(conversation, true);
        }
        if (mayBegin && beginIsDue()) {
            writeBegin();
        }
    }

    /** True when the next exchange would carry settings. */
    boolean settingsAreDue() {
        return deferred.isDue() && session.transactionStatus() != TransactionStatus.FAILED;
    }

    /** What was written for the next exchange has been taken back. */
    void forgetUnsent() {
        deferred.doubt();
    }

    /** Throws the error of a setting or of BEGIN that stopped the exchange just finished. */
    void checkDeferred() throws SQLException {
        checkCommand(deferred.searchPath.reply);
        checkCommand(deferred.characteristics.reply);
        checkCommand(deferred.applicationName.reply);
        checkCommand(beginReply);
    }

    private void checkCommand(ControlReply.Command reply) throws SQLException {
        if (reply.error == null) {
            return;
        }
        SQLException error = session.exception(reply.error, null, -1);
        reply.reset();
        if (reply.setter == null) {
            throw error;
        }
        throw new SQLException(
                "the value given to " + reply.setter + " was refused when it was sent with this statement: "
                        + error.getMessage(),
                error.getSQLState(),
                error);
    }

    void runCommand(String sql) throws SQLException {
        // Only a new savepoint may begin a transaction; without one, the others fail and leave none behind.
        session.prepare(sql.startsWith("SAVEPOINT"));
        ControlReply.Command reply = new ControlReply.Command(null);
        conversation.command(conversation.commands().of(sql), reply);
        conversation.endCommands();
        conversation.exchange();
        checkDeferred();
        if (reply.error != null) {
            throw session.exception(reply.error, null, -1);
        }
        if (sql.regionMatches(true, 0, "ROLLBACK TO", 0, 11)) {
            rolledBackTo();
        }
    }

    /**
     * Runs a command that must be alone in its group, since it refuses to run in a transaction block, or that ends a transaction.
     *
     * @return whether it did what it says; false for the ROLLBACK that a failed transaction makes of it
     */
    boolean runTopLevel(String sql) throws SQLException {
        boolean catalogue = changedCatalogue;
        session.detachStream();
        session.preamble().write(false, true);
        session.preamble().sent();
        ControlReply.Command reply = new ControlReply.Command(null);
        conversation.command(conversation.commands().of(sql), reply);
        conversation.endCommands();
        conversation.exchange();
        checkDeferred();
        if (reply.error != null) {
            throw session.exception(reply.error, null, -1);
        }
        boolean done = !"ROLLBACK".equals(reply.tag);
        if (!done) {
            undone(catalogue);
        }
        return done;
    }

    /** The transaction has gone back to a savepoint: what was set or created since may be gone. */
    void rolledBackTo() {
        deferred.doubt();
        undone(changedCatalogue);
    }

    /** Work has been rolled back, which may have changed the catalogue that prepared statements depend on. */
    private void undone(boolean catalogue) {
        if (catalogue) {
            session.statementsAreStale("rollback of DDL");
        }
    }

    void commit() throws SQLException {
        if (session.transactionStatus() == TransactionStatus.IDLE) {
            return;
        }
        boolean catalogue = changedCatalogue;
        session.prepare(false);
        conversation.command(conversation.commands().commit, endReply);
        conversation.endCommands();
        try {
            conversation.exchange();
        } catch (SQLException e) {
            throw new SQLNonTransientConnectionException(
                    "the connection was lost while COMMIT was under way; whether the transaction was committed is not known: "
                            + e.getMessage(),
                    "08007",
                    e);
        }
        if (endReply.error != null) {
            throw session.exception(endReply.error, null, -1);
        }
        checkDeferred();
        if (!"COMMIT".equals(endReply.tag)) {
            undone(catalogue);
            reportSilentRollback();
        }
    }

    private void reportSilentRollback() throws SQLException {
        if (settings.raiseExceptionOnSilentRollback()) {
            throw new SQLException(SILENT_ROLLBACK, Errors.IN_FAILED_TRANSACTION);
        }
        session.warn(new SQLWarning(SILENT_ROLLBACK, Errors.IN_FAILED_TRANSACTION));
    }

    void rollback() throws SQLException {
        if (session.transactionStatus() == TransactionStatus.IDLE) {
            return;
        }
        boolean catalogue = changedCatalogue;
        deferred.discard();
        session.prepareWithoutSettings();
        conversation.command(conversation.commands().rollback, endReply);
        conversation.endCommands();
        conversation.exchange();
        if (endReply.error != null) {
            throw session.exception(endReply.error, null, -1);
        }
        undone(catalogue);
    }

    /**
     * The session is outside of a transaction.
     *
     * @param failed true when an error has undone what ran since the last time
     */
    void onIdle(boolean failed) {
        undone(failed && changedCatalogue);
        changedCatalogue = false;
        if (changedTypes) {
            // Others see the change only now, or it was rolled back: what was learned meanwhile may be wrong either
            // way.
            changedTypes = false;
            session.shared().types().catalogueChanged();
        }
    }

    /** Learns from a command of the application that has finished. */
    void onCommandComplete(ParsedStatement statement, BackendReader reader, StatementCache statements) {
        StatementKind kind = statement.kind();
        if (kind == StatementKind.SELECT || kind.modifiesRows()) {
            return;
        }
        switch (kind) {
            case DDL -> onDdl(reader, statements);
            case DISCARD -> {
                statements.invalidateAll("DISCARD");
                onSetting(statement, statements);
            }
            case DEALLOCATE -> statements.invalidateAll("DEALLOCATE");
            case SET, RESET -> onSetting(statement, statements);
            case ROLLBACK -> {
                deferred.discard();
                undone(changedCatalogue);
            }
            case ROLLBACK_TO -> rolledBackTo();
            case COMMIT -> {
                if (reader.commandStartsWith("ROLLBACK")) {
                    undone(changedCatalogue);
                }
            }
            case CALL, DO, EXECUTE, OTHER -> {
                if (reader.commandStartsWith("CREATE")
                        || reader.commandStartsWith("ALTER")
                        || reader.commandStartsWith("DROP")) {
                    onDdl(reader, statements);
                }
            }
            default -> {
                // Nothing that the driver remembers depends on it.
            }
        }
    }

    private void onDdl(BackendReader reader, StatementCache statements) {
        changedCatalogue = true;
        statements.invalidateAll("DDL");
        if (CatalogueTags.changeTypes(reader)) {
            changedTypes = true;
            session.shared().types().catalogueChanged();
        }
    }

    private void onSetting(ParsedStatement statement, StatementCache statements) {
        String sql = statement.nativeSql().toLowerCase(Locale.ROOT);
        boolean all = statement.kind() != StatementKind.SET && sql.contains("all");
        boolean path = all || sql.contains("search_path") || sql.contains("schema");
        // Not just any: idle_in_transaction_session_timeout is no characteristic.
        boolean characteristics =
                all || sql.contains("characteristics") || sql.contains("default_transaction_isolation");
        if (characteristics || sql.contains("isolation")) {
            isolationIsKnown = false;
        }
        if (!UNTIL_THE_END.matcher(sql).find()) {
            forget(path, characteristics, all || sql.contains("application_name"));
        }
        // Newer servers report search_path, and a change of role with it.
        if (session.state().serverVersionNumber() < 180_000
                && (path || sql.contains("role") || sql.contains("authorization"))) {
            statements.invalidateAll("SET");
        }
    }

    /** The application has chosen for itself. */
    private void forget(boolean path, boolean characteristics, boolean setsApplicationName) {
        if (path) {
            deferred.forget(deferred.searchPath);
            pathKey = null;
        }
        if (characteristics) {
            deferred.forget(deferred.characteristics);
            isolation = 0;
            chooseBegin();
        }
        if (setsApplicationName) {
            applicationName = null;
            deferred.forget(deferred.applicationName);
        }
    }
}
