package io.howdah.internal.jdbc;

import io.howdah.internal.config.Settings;
import io.howdah.internal.session.BatchExecution;
import io.howdah.internal.session.BindValues;
import io.howdah.internal.session.Execution;
import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A JDBC statement: options, and one execution used again and again. Its result sets are closed by its next execution.
 *
 * <p>For one thread at a time, except {@link #cancel} and {@link #close}. Methods of a closed statement fail with 55000, those of a closed
 * connection's with 08003.
 */
class StatementImpl extends StatementResults {
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

    /** Null until something in it is needed. */
    private Extras extras;

    /** Null until there is one. */
    private volatile StatementBatch batch;

    /** What few statements have, apart from the others since statements are many. */
    private static final class Extras {
        SQLWarning warnings;
        int maxFieldSize;
        String cursorName;
        int fetchDirection = ResultSet.FETCH_FORWARD;
    }

    StatementImpl(ConnectionImpl connection, int type, int holdability) {
        super(connection, type, holdability);
        connection.statementOpened(this);
        Settings settings = connection.settings();
        this.fetchSize = settings.defaultRowFetchSize();
        this.timeoutSeconds = settings.queryTimeoutSeconds();
    }

    private Extras extras() {
        if (extras == null) {
            extras = new Extras();
        }
        return extras;
    }

    @Override
    final void checkOpen() throws SQLException {
        if (closed || connection.isClosed()) {
            throw closedFailure();
        }
    }

    private SQLException closedFailure() {
        return connection.isClosed() ? JdbcErrors.connectionClosed() : JdbcErrors.closed("statement");
    }

    /** Makes a plain-SQL method of a prepared statement fail. */
    void checkTakesSql() throws SQLException {
        checkOpen();
    }

    /** True to use the simple protocol. */
    boolean isSimple() {
        return switch (connection.settings().preferQueryMode()) {
            case SIMPLE, EXTENDED_FOR_PREPARED -> true;
            default -> false;
        };
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
        enterResults(sql, wantsKeys);
    }

    /** The execution of {@code sql} for a pipeline, which runs it. */
    final Execution pipelined(ParsedSql sql, BindValues values) throws SQLException {
        Execution x = configured();
        x.prepare(sql, values);
        x.setMaxRows(maxRows);
        x.setAdaptiveStreaming(false);
        x.setFetchRows(0);
        return x;
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
        // Rows that change take their new values from other results, so that all must have one format.
        x.setResultFormat(isUpdatable() ? Format.TEXT : Execution.ANY_FORMAT);
        x.setScrollable(type != ResultSet.TYPE_FORWARD_ONLY);
        x.setHoldOverCommit(holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT);
        x.setAdaptiveStreaming(connection.settings().adaptiveStreaming());
        x.setPrepareThreshold(prepareThreshold());
        x.setSimple(isSimple());
        x.setTimeoutMillis(timeoutSeconds * 1000L);
        x.setCursorName(cursorName());
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

    // ---- For result sets

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
    public Map<String, Class<?>> typeMap() {
        return connection.typeMap();
    }

    @Override
    public TypeResolver typeResolver() {
        return connection.typeResolver();
    }

    @Override
    public ConnectionImpl connection() {
        return connection;
    }

    @Override
    public TableColumns tableColumns() {
        return connection.tableColumns();
    }

    /** Fetches all, by the fetch size of this statement; the cursor itself is closed along with what is sent next. */
    @Override
    public ResultSet openCursor(String name) throws SQLException {
        StatementImpl fetch = new StatementImpl(connection, type, holdability);
        fetch.fetchSize = fetchSize;
        fetch.timeoutSeconds = timeoutSeconds;
        fetch.closeOnCompletion();
        try {
            ResultSet rows = fetch.executeQuery("FETCH ALL IN " + Identifiers.quote(name));
            session.closeCursorLater(name);
            return rows;
        } catch (SQLException e) {
            fetch.close();
            throw JdbcErrors.noCursor(e, session.autoCommit());
        }
    }

    // ---- Batches

    final StatementBatch batch() {
        StatementBatch present = batch;
        if (present == null) {
            present = new StatementBatch(session, connection.settings());
            batch = present;
        }
        return present;
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        checkTakesSql();
        batch().add(connection.parse(sql, false, escapes, GeneratedKeys.NONE));
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        if (batch != null) {
            batch.take();
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        List<ParsedSql> statements = batch == null ? null : batch.take();
        if (statements == null) {
            closeResults();
            return new long[0];
        }
        return runBatch(BatchExecution.of(statements), false, statements);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return StatementBatch.narrow(executeLargeBatch());
    }

    /** @param statements the text of each entry; a list of one when all have the same */
    final long[] runBatch(BatchExecution b, boolean wantsKeys, List<ParsedSql> statements) throws SQLException {
        closeResults();
        forgetWarnings();
        b.setPrepareThreshold(prepareThreshold());
        b.setSimple(isSimple());
        b.setTimeoutMillis(timeoutSeconds * 1000L);
        try {
            batch().run(b, wantsKeys, statements);
        } finally {
            addWarnings(b.warnings());
            enterKeys(b.keys());
        }
        return b.updateCounts();
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

    /**
     * Names the cursor of queries to come, for {@code UPDATE ... WHERE CURRENT OF name} by another statement. It takes a transaction and a result
     * that is TYPE_FORWARD_ONLY and CLOSE_CURSORS_AT_COMMIT; each row is then a round trip. A name that SQL can hold without quotes means the
     * same in capitals.
     *
     * @param name null for none
     */
    @Override
    public void setCursorName(String name) throws SQLException {
        checkOpen();
        if (name != null && name.isEmpty()) {
            throw JdbcErrors.invalid("name of a cursor: expected one, got an empty string");
        }
        if (name == null && extras == null) {
            return;
        }
        extras().cursorName = name != null && Identifiers.isSimple(name) ? name.toLowerCase(Locale.ROOT) : name;
    }

    @Override
    public String cursorName() {
        Extras own = extras;
        boolean inUse = own != null
                && own.cursorName != null
                && !session.autoCommit()
                && type == ResultSet.TYPE_FORWARD_ONLY
                && holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT;
        return inUse ? own.cursorName : null;
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
    public int getResultSetType() throws SQLException {
        checkOpen();
        return type;
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return isUpdatable() ? ResultSet.CONCUR_UPDATABLE : ResultSet.CONCUR_READ_ONLY;
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
        StatementBatch own = batch;
        BatchExecution running = own == null ? null : own.running();
        Object work = running != null ? running : execution;
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
            connection.statementClosed(this);
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
        return closed || connection.isClosed();
    }

    // ---- Names and literals

    @Override
    public String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
        return Identifiers.enquote(identifier, alwaysQuote);
    }

    /** As JDBC says; where this session takes a backslash for an escape, a value with one becomes a constant that does not depend on that. */
    @Override
    public String enquoteLiteral(String value) throws SQLException {
        String safe = Identifiers.quoteLiteral(value);
        return session.state().standardStrings() ? super.enquoteLiteral(value) : safe;
    }

    @Override
    public String enquoteNCharLiteral(String value) throws SQLException {
        String safe = Identifiers.quoteNationalLiteral(value);
        return session.state().standardStrings() ? super.enquoteNCharLiteral(value) : safe;
    }

    @Override
    public boolean isSimpleIdentifier(String identifier) throws SQLException {
        return Identifiers.isSimple(JdbcErrors.required(identifier, "identifier"));
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return JdbcErrors.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type != null && type.isInstance(this);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "@" + Integer.toHexString(hashCode());
    }
}
