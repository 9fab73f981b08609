package io.howdah.internal.jdbc;

import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.BatchMode;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.BatchExecution;
import io.howdah.internal.session.BindValues;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.type.CodecContext;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A JDBC statement: options, one execution used again and again, and the walk through its results. Its result sets are closed by its next
 * execution.
 *
 * <p>For one thread at a time, except {@link #cancel} and {@link #close}. Methods of a closed statement fail with 55000, those of a closed
 * connection's with 08003.
 */
class StatementImpl implements Statement, ResultSetOwner {
    final ConnectionImpl connection;
    final Session session;

    private final int type;
    private final int holdability;

    /** Null once closed. Comes warm from a statement that was closed before, and goes to the next when this one is closed. */
    private Execution execution;

    /** The thread that made the statement: only it may pass the execution on, since no other can then be using it. */
    private final long owner = Thread.currentThread().getId();

    /** True once another thread than the owner has executed something. */
    private boolean usedByOthers;

    private volatile boolean closed;

    // Options
    private int fetchSize;
    private long maxRows;
    private int timeoutSeconds;
    private boolean escapes = true;
    private boolean poolable;
    private boolean closeOnCompletion;

    // Results of the last execution
    private ParsedSql executed;
    private boolean withKeys;
    private int resultCount;
    private int resultIndex;
    private ResultSetImpl current;
    private boolean closingResults;

    /** Null until something in it is needed. */
    private volatile Extras extras;

    /** What few statements have, apart from the others since statements are many. */
    private static final class Extras {
        /** Result sets that getMoreResults(KEEP_CURRENT_RESULT) left open. */
        final List<ResultSetImpl> kept = new ArrayList<>(0);

        StatementResult keys;
        ResultSetImpl keySet;
        SQLWarning warnings;
        List<ParsedSql> batch;
        int maxFieldSize;
        int fetchDirection = ResultSet.FETCH_FORWARD;

        /** The batch that runs at present, for {@link StatementImpl#cancel}. */
        volatile BatchExecution running;
    }

    StatementImpl(ConnectionImpl connection, int type, int holdability) {
        this.connection = connection;
        this.session = connection.session();
        this.type = type;
        this.holdability = holdability;
        this.execution = connection.takeExecution();
        Settings settings = connection.settings();
        this.fetchSize = settings.defaultRowFetchSize();
        this.timeoutSeconds = settings.queryTimeoutSeconds();
    }

    private Extras extras() {
        Extras present = extras;
        if (present == null) {
            present = new Extras();
            extras = present;
        }
        return present;
    }

    /** @throws SQLException 55000 when this statement is closed, 08003 when its connection is */
    final void checkOpen() throws SQLException {
        if (closed || session.isClosed()) {
            throw closedFailure();
        }
    }

    private SQLException closedFailure() {
        return session.isClosed() ? JdbcErrors.connectionClosed() : JdbcErrors.closed("statement");
    }

    /** Makes a plain-SQL method of a prepared statement fail. */
    void checkTakesSql() throws SQLException {
        checkOpen();
    }

    /** The threshold for {@link Execution#setPrepareThreshold}. */
    int prepareThreshold() {
        return connection.plainPrepareThreshold();
    }

    // ---- Execution

    /** Closes the results of the last execution, runs {@code sql} and stands at the first of its results. */
    final void run(ParsedSql sql, BindValues values, boolean wantsKeys) throws SQLException {
        checkOpen();
        closeResults();
        forgetWarnings();
        Execution x = configured();
        x.prepare(sql, values);
        // Rows that come back for keys are all wanted: JDBC's limit is for queries.
        x.setMaxRows(wantsKeys ? 0 : maxRows);
        try {
            session.execute(x);
        } finally {
            addWarnings(x.takeWarnings());
        }
        executed = sql;
        withKeys = wantsKeys;
        resultCount = x.resultCount();
        if (wantsKeys) {
            findKeys(x);
        }
        enterResult(0);
    }

    private Execution configured() throws SQLException {
        Execution x = execution;
        if (Thread.currentThread().getId() != owner) {
            x = notShared();
        }
        if (x == null) {
            throw closedFailure();
        }
        x.setFetchRows(fetchSize);
        x.setScrollable(type != ResultSet.TYPE_FORWARD_ONLY);
        x.setHoldOverCommit(holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT);
        x.setAdaptiveStreaming(connection.settings().adaptiveStreaming());
        x.setPrepareThreshold(prepareThreshold());
        x.setTimeoutMillis(timeoutSeconds * 1000L);
        return x;
    }

    /** An execution that this statement will not pass on when it is closed: it is used by several threads. */
    private Execution notShared() {
        Execution x = execution;
        if (x != null && !usedByOthers) {
            usedByOthers = true;
            x = new Execution();
            execution = x;
        }
        return x;
    }

    private void findKeys(Execution x) {
        for (int i = 0; i < resultCount; i++) {
            if (areKeys(i)) {
                extras().keys = x.result(i);
                return;
            }
        }
    }

    /** True when the rows of a result are generated keys, so that for the application it is an update count. */
    private boolean areKeys(int index) {
        return withKeys
                && index < executed.statementCount()
                && executed.statement(index).kind().modifiesRows()
                && execution.result(index).shape() != null;
    }

    private void enterResult(int index) throws SQLException {
        resultIndex = index;
        current = null;
        if (index < resultCount) {
            StatementResult result = execution.result(index);
            if (result.shape() != null && !areKeys(index)) {
                current = newResultSet(result, type);
            }
        }
    }

    private ResultSetImpl newResultSet(StatementResult result, int type) {
        return new ResultSetImpl(this, result, type, ResultSet.CONCUR_READ_ONLY, holdability);
    }

    /** True when the results of an execution are at hand. */
    final boolean hasResults() {
        return resultCount > 0;
    }

    /** The columns of the first result; null when it is an update count. */
    final RowShape firstColumns() {
        return areKeys(0) ? null : execution.result(0).shape();
    }

    /** Closes what the last execution left open and forgets it. */
    private void closeResults() throws SQLException {
        resultCount = 0;
        executed = null;
        ResultSetImpl rows = current;
        current = null;
        Extras open = extras;
        if (rows == null && open == null) {
            return;
        }
        closingResults = true;
        try {
            if (open != null) {
                open.keys = null;
                closeKept();
                if (open.keySet != null) {
                    open.keySet.close();
                    open.keySet = null;
                }
            }
            if (rows != null) {
                rows.close();
            }
        } finally {
            closingResults = false;
        }
    }

    private void closeKept() throws SQLException {
        Extras open = extras;
        if (open != null) {
            for (ResultSetImpl rows : open.kept) {
                rows.close();
            }
            open.kept.clear();
        }
    }

    /** The rows that a query must give. */
    final ResultSetImpl onlyRows() throws SQLException {
        if (current == null) {
            closeResults();
            throw new SQLDataException("No results were returned by the query.", "02000");
        }
        if (resultCount > 1) {
            closeResults();
            throw new SQLNonTransientException("Multiple ResultSets were returned by the query.", "0100E");
        }
        return current;
    }

    /** The first update count of statements none of which may give rows. */
    final long onlyCounts() throws SQLException {
        for (int i = 0; i < resultCount; i++) {
            if (execution.result(i).shape() != null && !areKeys(i)) {
                closeResults();
                throw new SQLNonTransientException("A result was returned when none was expected.", "0100E");
            }
        }
        return Math.max(0, count());
    }

    private long count() {
        if (current != null || resultIndex >= resultCount) {
            return -1;
        }
        StatementResult result = execution.result(resultIndex);
        return result.shape() != null ? result.rows().receivedRows() : result.updateCount();
    }

    /** A count as the int-valued methods give it: SUCCESS_NO_INFO when an int cannot hold it. */
    static int narrow(long count) {
        return count > Integer.MAX_VALUE ? SUCCESS_NO_INFO : (int) count;
    }

    final boolean standsAtRows() {
        return current != null;
    }

    private void runSql(String sql, GeneratedKeys wanted) throws SQLException {
        checkTakesSql();
        run(connection.parse(sql, false, escapes, wanted), null, wanted.wanted());
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        runSql(sql, GeneratedKeys.NONE);
        return onlyRows();
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        runSql(sql, GeneratedKeys.NONE);
        return standsAtRows();
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        checkTakesSql();
        runSql(sql, GeneratedKeys.of(autoGeneratedKeys));
        return standsAtRows();
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        checkTakesSql();
        runSql(sql, GeneratedKeys.of(columnIndexes));
        return standsAtRows();
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        runSql(sql, GeneratedKeys.of(columnNames));
        return standsAtRows();
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        runSql(sql, GeneratedKeys.NONE);
        return onlyCounts();
    }

    @Override
    public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        checkTakesSql();
        runSql(sql, GeneratedKeys.of(autoGeneratedKeys));
        return onlyCounts();
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
        checkTakesSql();
        runSql(sql, GeneratedKeys.of(columnIndexes));
        return onlyCounts();
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
        runSql(sql, GeneratedKeys.of(columnNames));
        return onlyCounts();
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return narrow(executeLargeUpdate(sql));
    }

    @Override
    public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return narrow(executeLargeUpdate(sql, autoGeneratedKeys));
    }

    @Override
    public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return narrow(executeLargeUpdate(sql, columnIndexes));
    }

    @Override
    public int executeUpdate(String sql, String[] columnNames) throws SQLException {
        return narrow(executeLargeUpdate(sql, columnNames));
    }

    // ---- Results

    @Override
    public ResultSet getResultSet() throws SQLException {
        checkOpen();
        return current;
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return count();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return narrow(getLargeUpdateCount());
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    @Override
    public boolean getMoreResults(int mode) throws SQLException {
        checkOpen();
        ResultSetImpl passed = current;
        switch (mode) {
            case CLOSE_CURRENT_RESULT -> closePassed(passed);
            case KEEP_CURRENT_RESULT -> keep(passed);
            case CLOSE_ALL_RESULTS -> {
                closingResults = true;
                try {
                    closeKept();
                } finally {
                    closingResults = false;
                }
                closePassed(passed);
            }
            default ->
                throw JdbcErrors.invalid(
                        "mode of getMoreResults: expected CLOSE_CURRENT_RESULT (1), KEEP_CURRENT_RESULT (2)"
                                + " or CLOSE_ALL_RESULTS (3), got " + mode);
        }
        if (resultIndex < resultCount) {
            enterResult(resultIndex + 1);
        }
        return current != null;
    }

    private void closePassed(ResultSetImpl passed) throws SQLException {
        if (passed != null) {
            closingResults = true;
            try {
                passed.close();
            } finally {
                closingResults = false;
            }
        }
    }

    private void keep(ResultSetImpl passed) {
        if (passed != null && !passed.isClosed()) {
            extras().kept.add(passed);
        }
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        Extras own = extras();
        if (own.keySet == null) {
            own.keySet = own.keys != null
                    ? newResultSet(own.keys, ResultSet.TYPE_FORWARD_ONLY)
                    : ResultSets.of(this, new String[0], new int[0], List.of());
        }
        return own.keySet;
    }

    @Override
    public void resultSetClosed(ResultSetImpl resultSet) throws SQLException {
        if (closeOnCompletion && !closingResults && !hasOpenResults()) {
            close();
        }
    }

    /** True while a result set is open or one is still to come. */
    private boolean hasOpenResults() {
        for (int i = resultIndex + 1; i < resultCount; i++) {
            if (execution.result(i).shape() != null && !areKeys(i)) {
                return true;
            }
        }
        Extras own = extras;
        return isOpen(current)
                || own != null && (isOpen(own.keySet) || own.kept.stream().anyMatch(StatementImpl::isOpen));
    }

    private static boolean isOpen(ResultSetImpl rows) {
        return rows != null && !rows.isClosed();
    }

    @Override
    public Statement statement() {
        return this;
    }

    @Override
    public CodecContext context() {
        return session.state().context();
    }

    @Override
    public boolean convertBooleanToNumeric() {
        return connection.settings().convertBooleanToNumeric();
    }

    @Override
    public boolean disableColumnSanitiser() {
        return connection.settings().disableColumnSanitiser();
    }

    @Override
    public int unknownLength() {
        return connection.settings().unknownLength();
    }

    @Override
    public int maxFieldSize() {
        Extras own = extras;
        return own == null ? 0 : own.maxFieldSize;
    }

    @Override
    public TableColumns tableColumns() {
        return connection.tableColumns();
    }

    // ---- Batches

    @Override
    public void addBatch(String sql) throws SQLException {
        checkTakesSql();
        ParsedSql parsed = connection.parse(sql, false, escapes, GeneratedKeys.NONE);
        checkSingle(parsed);
        Extras own = extras();
        if (own.batch == null) {
            own.batch = new ArrayList<>();
        }
        own.batch.add(parsed);
    }

    /** @throws SQLException 0A000 for a text of several statements, whose counts could not be told apart */
    static void checkSingle(ParsedSql parsed) throws SQLException {
        if (parsed.statementCount() > 1) {
            throw JdbcErrors.unsupported("a batch entry of several statements (add each by a call of its own)");
        }
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        takeBatch();
    }

    /** The entries added since the last execution, which are forgotten; null for none. */
    private List<ParsedSql> takeBatch() {
        Extras own = extras;
        if (own == null) {
            return null;
        }
        List<ParsedSql> taken = own.batch;
        own.batch = null;
        return taken;
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        List<ParsedSql> statements = takeBatch();
        if (statements == null) {
            closeResults();
            return new long[0];
        }
        return runBatch(BatchExecution.of(statements), false, statements);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        long[] counts = executeLargeBatch();
        int[] narrow = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            narrow[i] = narrow(counts[i]);
        }
        return narrow;
    }

    /** @param statements the text of each entry; a list of one when all have the same */
    final long[] runBatch(BatchExecution b, boolean wantsKeys, List<ParsedSql> statements) throws SQLException {
        closeResults();
        forgetWarnings();
        b.setKeepRows(wantsKeys);
        b.setSyncEach(connection.settings().batchMode() == BatchMode.BARRIER);
        b.setPrepareThreshold(prepareThreshold());
        b.setTimeoutMillis(timeoutSeconds * 1000L);
        Extras own = extras();
        own.running = b;
        try {
            session.executeBatch(b);
        } finally {
            own.running = null;
            addWarnings(b.warnings());
        }
        own.keys = b.keys();
        if (b.failure() != null) {
            throw batchFailure(b, statements);
        }
        return b.updateCounts();
    }

    private SQLException batchFailure(BatchExecution b, List<ParsedSql> statements) {
        SQLException cause = b.failure();
        int index = b.failedIndex();
        StringBuilder message = new StringBuilder("Batch entry ").append(index);
        if (index >= 0 && connection.settings().logServerErrorDetail()) {
            message.append(' ')
                    .append(statements
                            .get(Math.min(index, statements.size() - 1))
                            .sql());
        }
        message.append(" was aborted: ").append(cause.getMessage());
        message.append("  Call getNextException to see other errors in the batch.");
        BatchUpdateException e = new BatchUpdateException(
                message.toString(), cause.getSQLState(), cause.getErrorCode(), b.updateCounts(), cause);
        e.setNextException(cause);
        return e;
    }

    // ---- Options

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        if (rows < 0) {
            throw JdbcErrors.invalid("fetch size: expected 0 or more rows, got " + rows);
        }
        fetchSize = rows;
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        Extras own = extras;
        return own == null ? ResultSet.FETCH_FORWARD : own.fetchDirection;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        switch (direction) {
            case ResultSet.FETCH_FORWARD, ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN ->
                extras().fetchDirection = direction;
            default ->
                throw JdbcErrors.invalid("fetch direction: expected FETCH_FORWARD (1000), FETCH_REVERSE (1001) or"
                        + " FETCH_UNKNOWN (1002), got " + direction);
        }
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        checkOpen();
        return maxRows;
    }

    @Override
    public void setLargeMaxRows(long max) throws SQLException {
        checkOpen();
        if (max < 0) {
            throw JdbcErrors.invalid("maximum number of rows: expected 0 or more, got " + max);
        }
        maxRows = max;
    }

    @Override
    public int getMaxRows() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
    }

    @Override
    public void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        checkOpen();
        return maxFieldSize();
    }

    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
        if (max < 0) {
            throw JdbcErrors.invalid("maximum field size: expected 0 or more bytes, got " + max);
        }
        extras().maxFieldSize = max;
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        checkOpen();
        return timeoutSeconds;
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        if (seconds < 0) {
            throw JdbcErrors.invalid("query timeout: expected 0 or more seconds, got " + seconds);
        }
        timeoutSeconds = seconds;
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
        escapes = enable;
    }

    /** Without effect: there are no positioned updates by cursor name. */
    @Override
    public void setCursorName(String name) throws SQLException {
        checkOpen();
    }

    @Override
    public boolean isPoolable() throws SQLException {
        checkOpen();
        return poolable;
    }

    @Override
    public void setPoolable(boolean poolable) throws SQLException {
        checkOpen();
        this.poolable = poolable;
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    @Override
    public int getResultSetType() throws SQLException {
        checkOpen();
        return type;
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        checkOpen();
        return holdability;
    }

    /** The connection, also of a closed statement: closing one after the other by way of the statement is common. */
    @Override
    public Connection getConnection() {
        return connection;
    }

    // ---- Warnings

    private void addWarnings(SQLWarning chain) {
        if (chain != null) {
            Extras own = extras();
            if (own.warnings == null) {
                own.warnings = chain;
            } else {
                own.warnings.setNextWarning(chain);
            }
        }
    }

    private void forgetWarnings() {
        Extras own = extras;
        if (own != null) {
            own.warnings = null;
        }
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        checkOpen();
        Extras own = extras;
        return own == null ? null : own.warnings;
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        forgetWarnings();
    }

    // ---- Life

    /**
     * Cancels what this statement is executing, or reading from the network; does nothing when that is nothing, since whoever cancels cannot know
     * whether it has been closed meanwhile. Any thread.
     */
    @Override
    public void cancel() throws SQLException {
        if (isClosed()) {
            return;
        }
        Extras own = extras;
        BatchExecution batch = own == null ? null : own.running;
        Object work = batch != null ? batch : execution;
        if (work != null) {
            session.cancel(work);
        }
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            closeResults();
        } finally {
            Execution x = execution;
            execution = null;
            if (x != null && !usedByOthers && Thread.currentThread().getId() == owner) {
                x.prepare(null, null);
                connection.giveExecution(x);
            }
        }
    }

    @Override
    public boolean isClosed() {
        return closed || session.isClosed();
    }

    // ---- Names and literals

    @Override
    public String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
        return Identifiers.enquote(identifier, alwaysQuote);
    }

    @Override
    public boolean isSimpleIdentifier(String identifier) throws SQLException {
        return Identifiers.isSimple(identifier);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return JdbcErrors.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "@" + Integer.toHexString(hashCode());
    }
}
