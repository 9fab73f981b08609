package io.howdah.internal.session;

import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.ParsedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;

/**
 * A batch and its outcome: either one parameterised statement with many rows of values, or many statements without parameters. Set up by the
 * JDBC layer, run by {@link Session#executeBatch}.
 */
public final class BatchExecution {
    // Inputs: either (sql, values) or statements
    final ParsedSql sql;
    final BatchValues values;
    final List<ParsedSql> statements;
    boolean keepRows;
    boolean syncEach;
    int prepareThreshold;
    boolean simple;
    long timeoutMillis;

    // Outputs
    final long[] updateCounts;
    StatementResult keys;
    SQLException failure;
    int failedIndex = -1;
    SQLWarning warnings;

    private BatchExecution(ParsedSql sql, BatchValues values, List<ParsedSql> statements, int size) {
        this.sql = sql;
        this.values = values;
        this.statements = statements;
        this.updateCounts = new long[size];
    }

    /** A batch of one statement (a single one, not a string of several) and its rows of values. */
    public static BatchExecution of(ParsedSql sql, BatchValues values) {
        return new BatchExecution(sql, values, null, values.size());
    }

    /** A batch of statements, each a single one without parameters. */
    public static BatchExecution of(List<ParsedSql> statements) {
        return new BatchExecution(null, null, statements, statements.size());
    }

    /** The statement of the entry with that index. */
    ParsedStatement statementAt(int index) {
        return sql != null ? sql.statement(0) : statements.get(index).statement(0);
    }

    /** @param keep true to collect the rows that the statements return (generated keys) in {@link #keys} */
    public void setKeepRows(boolean keep) {
        keepRows = keep;
    }

    /** @param each true to make each entry its own unit: in autocommit it is committed even when a later one fails, and later ones still run */
    public void setSyncEach(boolean each) {
        syncEach = each;
    }

    /** @param threshold as {@link Execution#setPrepareThreshold}; each entry counts as an execution */
    public void setPrepareThreshold(int threshold) {
        prepareThreshold = threshold;
    }

    /** @param simple as {@link Execution#setSimple} */
    public void setSimple(boolean simple) {
        this.simple = simple;
    }

    /** @param millis 0 for no limit */
    public void setTimeoutMillis(long millis) {
        timeoutMillis = millis;
    }

    /**
     * One count per entry: rows changed (0 for a command without a count, and for a query), or {@link java.sql.Statement#EXECUTE_FAILED} for
     * every entry that has no lasting effect because it failed, was skipped or was rolled back.
     */
    public long[] updateCounts() {
        return updateCounts;
    }

    /** The rows returned by all entries, in order; null when none were asked for or returned. */
    public StatementResult keys() {
        return keys;
    }

    /** The first failure; null when all entries succeeded. Further ones (only with {@link #setSyncEach}) are chained to it. */
    public SQLException failure() {
        return failure;
    }

    /** The 0-based index of the entry that failed first; -1 when none did or the failure was not of an entry. */
    public int failedIndex() {
        return failedIndex;
    }

    /** The warnings of all entries: a chain, or null. */
    public SQLWarning warnings() {
        return warnings;
    }
}
