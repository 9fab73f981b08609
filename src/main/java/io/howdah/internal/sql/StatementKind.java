package io.howdah.internal.sql;

import java.util.Locale;

/**
 * What a statement is, judged by its first keyword or two; a statement with a WITH clause is what its main verb says.
 *
 * <p>The kind guides round trips and result handling. It is a hint: the server's command tag is the truth.
 */
public enum StatementKind {
    /** Nothing but white space, comments and semicolons; the server answers EmptyQueryResponse. */
    EMPTY,
    /** SELECT, also in parentheses. */
    SELECT,
    /** VALUES list as a statement. */
    VALUES,
    /** TABLE name. */
    TABLE,
    /** SHOW setting. */
    SHOW,
    /** FETCH from a cursor. */
    FETCH,
    /** A WITH clause whose main verb was not found; most likely a syntax error. */
    WITH,
    /** INSERT. */
    INSERT,
    /** UPDATE. */
    UPDATE,
    /** DELETE. */
    DELETE,
    /** MERGE. */
    MERGE,
    /** BEGIN or START TRANSACTION. */
    BEGIN,
    /** COMMIT or END, but not COMMIT PREPARED. */
    COMMIT,
    /** ROLLBACK or ABORT of the whole transaction, but not ROLLBACK PREPARED. */
    ROLLBACK,
    /** ROLLBACK TO SAVEPOINT. */
    ROLLBACK_TO,
    /** SAVEPOINT. */
    SAVEPOINT,
    /** RELEASE SAVEPOINT. */
    RELEASE,
    /** PREPARE TRANSACTION: ends the transaction on this connection. */
    PREPARE_TRANSACTION,
    /** SET, including SET TRANSACTION and SET LOCAL. */
    SET,
    /** RESET. */
    RESET,
    /** DISCARD. */
    DISCARD,
    /** DEALLOCATE. */
    DEALLOCATE,
    /** PREPARE of a statement by SQL. */
    PREPARE,
    /** EXECUTE of a statement prepared by SQL. */
    EXECUTE,
    /** CALL of a procedure. */
    CALL,
    /** DO block. */
    DO,
    /** COPY in either direction. */
    COPY,
    /** CREATE, ALTER, DROP and whatever else changes the catalogue or whole relations. */
    DDL,
    /** EXPLAIN. */
    EXPLAIN,
    /** LISTEN. */
    LISTEN,
    /** UNLISTEN. */
    UNLISTEN,
    /** NOTIFY. */
    NOTIFY,
    /** Any other text: VACUUM, LOCK, DECLARE, COMMIT PREPARED, a typing error. */
    OTHER;

    /** Whether the statement inserts, changes or deletes rows of a table, so that RETURNING may follow. */
    public boolean modifiesRows() {
        return this == INSERT || this == UPDATE || this == DELETE || this == MERGE;
    }

    /** Whether the command tag ends in the number of rows written, which JDBC calls the update count. */
    public boolean returnsRowCount() {
        return modifiesRows() || this == COPY;
    }

    /** Whether the statement's purpose is to return rows, whatever its text goes on to say. */
    public boolean isQuery() {
        return this == SELECT || this == VALUES || this == TABLE || this == SHOW || this == FETCH || this == EXPLAIN;
    }

    /** Whether the statement begins, ends or divides a transaction. */
    public boolean isTransactionControl() {
        return switch (this) {
            case BEGIN, COMMIT, ROLLBACK, ROLLBACK_TO, SAVEPOINT, RELEASE, PREPARE_TRANSACTION -> true;
            default -> false;
        };
    }

    /** Kind by the first word alone; refined by {@link #refine} for words that need a second one. */
    static StatementKind ofFirstWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "select" -> SELECT;
            case "values" -> VALUES;
            case "table" -> TABLE;
            case "show" -> SHOW;
            case "fetch" -> FETCH;
            case "with" -> WITH;
            case "insert" -> INSERT;
            case "update" -> UPDATE;
            case "delete" -> DELETE;
            case "merge" -> MERGE;
            case "begin", "start" -> BEGIN;
            case "commit", "end" -> COMMIT;
            case "rollback", "abort" -> ROLLBACK;
            case "savepoint" -> SAVEPOINT;
            case "release" -> RELEASE;
            case "set" -> SET;
            case "reset" -> RESET;
            case "discard" -> DISCARD;
            case "deallocate" -> DEALLOCATE;
            case "prepare" -> PREPARE;
            case "execute" -> EXECUTE;
            case "call" -> CALL;
            case "do" -> DO;
            case "copy" -> COPY;
            case "create",
                    "alter",
                    "drop",
                    "truncate",
                    "comment",
                    "grant",
                    "revoke",
                    "security",
                    "refresh",
                    "reindex",
                    "cluster",
                    "import",
                    "reassign" -> DDL;
            case "explain" -> EXPLAIN;
            case "listen" -> LISTEN;
            case "unlisten" -> UNLISTEN;
            case "notify" -> NOTIFY;
            default -> OTHER;
        };
    }

    /** Whether later words can change the kind that the first word gave. */
    boolean needsRefinement() {
        return this == COMMIT || this == ROLLBACK || this == PREPARE;
    }

    /**
     * Kind after one more word of the statement has been read.
     *
     * @param wordNumber 1 for the word behind the first, 2 for the one behind that
     */
    StatementKind refine(String word, int wordNumber) {
        String lower = word.toLowerCase(Locale.ROOT);
        return switch (this) {
            case COMMIT -> wordNumber == 1 && lower.equals("prepared") ? OTHER : this;
            case PREPARE -> wordNumber == 1 && lower.equals("transaction") ? PREPARE_TRANSACTION : this;
            case ROLLBACK -> {
                if (wordNumber == 1 && lower.equals("prepared")) {
                    yield OTHER;
                }
                // ROLLBACK [WORK | TRANSACTION] TO [SAVEPOINT] name
                yield wordNumber <= 2 && lower.equals("to") ? ROLLBACK_TO : this;
            }
            default -> this;
        };
    }
}
