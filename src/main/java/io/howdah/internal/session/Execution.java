package io.howdah.internal.session;

import io.howdah.internal.sql.ParsedSql;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement asks of its session and what came of it: set the inputs, hand it to {@link Session#execute}, read the results. A statement
 * owns one and uses it for all its executions, so that a warm execution allocates nothing here.
 */
public final class Execution {
    /** The session chooses the format of each column. */
    public static final int ANY_FORMAT = -1;

    // Inputs
    ParsedSql sql;
    BindValues values;
    int fetchRows;
    long maxRows;
    boolean scrollable;
    boolean outsideTransaction;
    boolean holdOverCommit;
    boolean adaptiveStreaming = true;
    int prepareThreshold;
    boolean simple;
    long timeoutMillis;
    String cursorName;
    int resultFormat = ANY_FORMAT;

    // Outputs
    private StatementResult firstResult = new StatementResult();
    private final List<StatementResult> furtherResults = new ArrayList<>(0);
    int resultCount;
    SQLWarning warnings;

    // Owned by the session between executions
    ServerStatement lastStatement;
    int[] parameterOids;
    private StatementReply reply;

    /** @param values null for a statement without parameters */
    public void prepare(ParsedSql sql, BindValues values) {
        this.sql = sql;
        this.values = values;
    }

    /** @param rows rows to receive at a time, 0 for the default of all or as much as the stream budget */
    public void setFetchRows(int rows) {
        fetchRows = rows;
    }

    /** @param rows 0 for no limit */
    public void setMaxRows(long rows) {
        maxRows = rows;
    }

    /** @param scrollable true to receive and keep all rows */
    public void setScrollable(boolean scrollable) {
        this.scrollable = scrollable;
    }

    /**
     * @param name of a cursor to read the rows from one at a time, so that it always stands at the row read last; null for none. Only in a
     *     transaction and for a single query that is not scrollable.
     */
    public void setCursorName(String name) {
        cursorName = name;
    }

    /** @param outside true to begin no transaction for it, even with autocommit off */
    public void setOutsideTransaction(boolean outside) {
        outsideTransaction = outside;
    }

    /** @param hold true when the result must survive a commit, so that no portal is used for it */
    public void setHoldOverCommit(boolean hold) {
        holdOverCommit = hold;
    }

    /** @param streaming false to receive all rows before returning */
    public void setAdaptiveStreaming(boolean streaming) {
        adaptiveStreaming = streaming;
    }

    /** @param threshold the execution at which the statement becomes a named one; 0 for never, -1 for at once and in binary */
    public void setPrepareThreshold(int threshold) {
        prepareThreshold = threshold;
    }

    /** @param simple true to send the values within the text of the statement, as one Query message */
    public void setSimple(boolean simple) {
        this.simple = simple;
    }

    /** @param millis 0 for no limit */
    public void setTimeoutMillis(long millis) {
        timeoutMillis = millis;
    }

    /** @param format {@link io.howdah.internal.type.Format#TEXT} or {@code BINARY} for all columns, or {@link #ANY_FORMAT} */
    public void setResultFormat(int format) {
        resultFormat = format;
    }

    /** The number of results of the last execution. */
    public int resultCount() {
        return resultCount;
    }

    public StatementResult result(int index) {
        return index == 0 ? firstResult : furtherResults.get(index - 1);
    }

    /** Takes the warnings of the last execution: a chain, or null. */
    public SQLWarning takeWarnings() {
        SQLWarning taken = warnings;
        warnings = null;
        return taken;
    }

    /** Lets the results of the last execution live on (a result set over them stays open) while this object runs again. */
    public void abandonResults() {
        firstResult = new StatementResult();
        furtherResults.clear();
        resultCount = 0;
        reply = null;
    }

    /** The parameter types of the last {@link Session#describe}. */
    public int[] parameterOids() {
        return parameterOids;
    }

    StatementReply reply(Session session) {
        if (reply == null) {
            reply = new StatementReply(session);
        }
        return reply;
    }

    void start() {
        furtherResults.clear();
        resultCount = 0;
        warnings = null;
        firstResult.reset();
    }

    /** Gives back the memory of results that nobody will read. */
    void dropResults() {
        furtherResults.clear();
        resultCount = 0;
        firstResult.reset();
        firstResult.rows.clear();
    }

    StatementResult addResult() {
        if (resultCount++ == 0) {
            firstResult.reset();
            return firstResult;
        }
        StatementResult result = new StatementResult();
        furtherResults.add(result);
        return result;
    }
}
