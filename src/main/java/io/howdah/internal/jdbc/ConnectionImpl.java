package io.howdah.internal.jdbc;

import io.howdah.api.CopyIn;
import io.howdah.api.CopyOut;
import io.howdah.api.HowdahConnection;
import io.howdah.api.LargeObjects;
import io.howdah.api.Notification;
import io.howdah.api.Pipeline;
import io.howdah.api.Query;
import io.howdah.api.RecordCopyIn;
import io.howdah.api.RecordCopyOut;
import io.howdah.api.RowCopyIn;
import io.howdah.api.Sql;
import io.howdah.api.Subscription;
import io.howdah.api.TransactionOptions;
import io.howdah.api.TransactionWork;
import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.QueryMode;
import io.howdah.internal.config.Settings.Replication;
import io.howdah.internal.config.Settings.StringType;
import io.howdah.internal.copy.Copies;
import io.howdah.internal.copy.TypedCopies;
import io.howdah.internal.lob.LargeObjectsImpl;
import io.howdah.internal.repl.ReplicationConnectionImpl;
import io.howdah.internal.row.RowCursor;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.session.TransactionStatus;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.SqlCache;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.replication.ReplicationConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A JDBC connection over one session: JDBC's semantics, no protocol. Statements are not registered here; they and their results notice through
 * the session that the connection is closed.
 *
 * <p>As thread safe as its session, whose lock lets one statement run at a time; {@link #abort} may be called by any thread at any time. Every
 * method of a closed connection fails with 08003 except where JDBC says otherwise.
 */
public final class ConnectionImpl implements HowdahConnection {
    private static final String APPLICATION_NAME = "ApplicationName";

    /** The server knows {@code MERGE ... RETURNING} from this version on. */
    private static final int MERGE_RETURNING_SINCE = 170_000;

    private final Session session;

    /** Null for a connection that owns its session. */
    private final Loan loan;

    private final TransactionBlocks blocks;
    private final ConnectionNotifications notifications;
    private final Settings settings;
    private final TypeResolver typeResolver;
    private final ParameterContext parameterContext;
    private final AtomicInteger savepoints = new AtomicInteger();

    /** An execution that a closed statement left behind, with its warm buffers, for the next statement. */
    private final AtomicReference<Execution> spareExecution = new AtomicReference<>();

    /** The schema that setSchema wanted last. */
    private volatile String schema;

    private volatile int holdability = ResultSet.CLOSE_CURSORS_AT_COMMIT;
    private volatile Map<String, Class<?>> typeMap = Map.of();
    private final AtomicReference<SQLWarning> warnings = new AtomicReference<>();

    /** @param session connected and authenticated; owned by this connection from now on */
    public ConnectionImpl(Session session) {
        this(session, null);
    }

    /** @param lender who owns the session and gets it back when this connection is closed; null when this connection owns it */
    ConnectionImpl(Session session, Lender lender) {
        this.session = session;
        this.loan = lender == null ? null : new Loan(this, lender);
        this.blocks = new TransactionBlocks(this, session);
        this.notifications = new ConnectionNotifications(this, session);
        this.settings = session.shared().settings();
        int stringOid = settings.stringType() == StringType.UNSPECIFIED ? Oids.UNSPECIFIED : Oids.VARCHAR;
        this.typeResolver = new TypeResolver(session);
        this.parameterContext = new ParameterContext(stringOid, session.shared().types(), typeResolver);
    }

    Session session() {
        return session;
    }

    Settings settings() {
        return settings;
    }

    /** @throws SQLException 08003 */
    void checkOpen() throws SQLException {
        if (isClosed()) {
            throw JdbcErrors.connectionClosed();
        }
    }

    // ---- Statements

    void statementOpened(StatementImpl statement) {
        if (loan != null) {
            loan.statementOpened(statement);
        }
    }

    void statementClosed(StatementImpl statement) {
        if (loan != null) {
            loan.statementClosed(statement);
        }
    }

    @Override
    public Statement createStatement() throws SQLException {
        checkOpen();
        return new StatementImpl(this, ResultSet.TYPE_FORWARD_ONLY, holdability);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return createStatement(type, concurrency, holdability);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        checkOpen();
        return withConcurrency(
                new StatementImpl(this, supported(type, concurrency), checkHoldability(holdability)), concurrency);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepare(sql, GeneratedKeys.NONE, ResultSet.TYPE_FORWARD_ONLY, holdability);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepareStatement(sql, type, concurrency, holdability);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        return withConcurrency(
                prepare(sql, GeneratedKeys.NONE, supported(type, concurrency), checkHoldability(holdability)),
                concurrency);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepare(sql, GeneratedKeys.of(autoGeneratedKeys), ResultSet.TYPE_FORWARD_ONLY, holdability);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepare(sql, GeneratedKeys.of(columnIndexes), ResultSet.TYPE_FORWARD_ONLY, holdability);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return prepare(sql, GeneratedKeys.of(columnNames), ResultSet.TYPE_FORWARD_ONLY, holdability);
    }

    private PreparedStatementImpl prepare(String sql, GeneratedKeys keys, int type, int holdability)
            throws SQLException {
        checkOpen();
        return new PreparedStatementImpl(this, parse(sql, true, true, keys), keys.wanted(), type, holdability);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return call(sql, ResultSet.TYPE_FORWARD_ONLY, holdability);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return prepareCall(sql, type, concurrency, holdability);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        checkOpen();
        return call(sql, supported(type, concurrency), checkHoldability(holdability));
    }

    private CallableStatement call(String sql, int type, int holdability) throws SQLException {
        checkOpen();
        int flags = SqlFlags.ESCAPES | SqlFlags.PLACEHOLDERS | SqlFlags.CALLABLE;
        if (session.state().standardStrings()) {
            flags |= SqlFlags.STANDARD_STRINGS;
        }
        return new CallableStatementImpl(this, session.shared().sqlCache().get(sql, flags), type, holdability);
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        checkOpen();
        return parse(sql, true, true, GeneratedKeys.NONE).nativeSql();
    }

    /** Reads a text under this session's settings, or finds it in the data source's cache. */
    ParsedSql parse(String sql, boolean placeholders, boolean escapes, GeneratedKeys keys) throws SQLException {
        int flags = session.state().standardStrings() ? SqlFlags.STANDARD_STRINGS : 0;
        if (escapes) {
            flags |= SqlFlags.ESCAPES;
        }
        if (placeholders) {
            flags |= SqlFlags.PLACEHOLDERS;
        }
        if (!keys.wanted()) {
            return session.shared().sqlCache().get(sql, flags);
        }
        if (session.state().serverVersionNumber() >= MERGE_RETURNING_SINCE) {
            flags |= SqlFlags.MERGE_RETURNING;
        }
        SqlCache cache = session.shared().sqlCache();
        if (keys.indexes() != null) {
            return cache.get(sql, flags, new KeyColumns(session).at(keys.indexes(), sql, flags));
        }
        String[] columns = keys.columns();
        if (columns == null) {
            return cache.get(sql, flags | SqlFlags.RETURNING_ALL, null);
        }
        if (cache.quotesReturning() && KeyColumns.mayBeFolded(columns)) {
            columns = new KeyColumns(session).spelled(columns, sql, flags);
        }
        return cache.get(sql, flags, columns);
    }

    /** The type that statements will have for what was asked; what cannot be had yet is replaced with a warning, as JDBC wants it. */
    private int supported(int type, int concurrency) throws SQLException {
        switch (concurrency) {
            case ResultSet.CONCUR_READ_ONLY, ResultSet.CONCUR_UPDATABLE -> {
                // As asked.
            }
            default ->
                throw JdbcErrors.invalid(
                        "result set concurrency: expected CONCUR_READ_ONLY (1007) or CONCUR_UPDATABLE (1008), got "
                                + concurrency);
        }
        return switch (type) {
            case ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE -> type;
            case ResultSet.TYPE_SCROLL_SENSITIVE -> {
                addWarning(new SQLWarning(
                        "results are TYPE_SCROLL_INSENSITIVE: the server has none that see later changes", "01000"));
                yield ResultSet.TYPE_SCROLL_INSENSITIVE;
            }
            default ->
                throw JdbcErrors.invalid("result set type: expected TYPE_FORWARD_ONLY (1003), TYPE_SCROLL_INSENSITIVE"
                        + " (1004) or TYPE_SCROLL_SENSITIVE (1005), got " + type);
        };
    }

    private static <S extends StatementImpl> S withConcurrency(S statement, int concurrency) {
        if (concurrency == ResultSet.CONCUR_UPDATABLE) {
            statement.makeUpdatable();
        }
        return statement;
    }

    private static int checkHoldability(int holdability) throws SQLException {
        if (holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT && holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
            throw JdbcErrors.invalid(
                    "holdability: expected HOLD_CURSORS_OVER_COMMIT (1) or CLOSE_CURSORS_AT_COMMIT (2), got "
                            + holdability);
        }
        return holdability;
    }

    /** An execution for a new statement, warm when one is to be had. */
    Execution takeExecution() {
        Execution spare = spareExecution.getAndSet(null);
        return spare != null ? spare : new Execution();
    }

    /** Takes back the execution of a closed statement, whose results are closed too. */
    void giveExecution(Execution execution) {
        spareExecution.lazySet(execution);
    }

    Map<String, Class<?>> typeMap() {
        return typeMap;
    }

    TypeResolver typeResolver() {
        return typeResolver;
    }

    ParameterContext parameterContext() {
        return parameterContext;
    }

    /** The execution at which a plain statement becomes a named one. */
    int plainPrepareThreshold() {
        return settings.preferQueryMode() == QueryMode.EXTENDED_CACHE_EVERYTHING ? settings.prepareThreshold() : 0;
    }

    // ---- Transactions

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        checkOpen();
        checkMayEnd("setAutoCommit", autoCommit);
        session.setAutoCommit(autoCommit);
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        checkOpen();
        return session.autoCommit();
    }

    @Override
    public void commit() throws SQLException {
        checkMayCommit();
        session.commit();
    }

    @Override
    public void rollback() throws SQLException {
        checkOpen();
        checkMayEnd("rollback", true);
        checkManualCommit("rollback");
        session.rollback();
    }

    /** @throws SQLException 25P01 with auto-commit on, 2D000 within a transaction block, 55000 within a branch */
    void checkMayCommit() throws SQLException {
        checkOpen();
        checkMayEnd("commit", true);
        checkManualCommit("commit");
    }

    /** @param matters whether the call would change anything for a transaction that is not this connection's own */
    private void checkMayEnd(String method, boolean matters) throws SQLException {
        blocks.checkMayEnd(method);
        if (loan != null && matters) {
            loan.checkOwnTransaction(method);
        }
    }

    private void checkManualCommit(String method) throws SQLException {
        if (session.autoCommit()) {
            throw new SQLNonTransientException(
                    method
                            + "() needs a transaction, but the connection is in auto-commit mode: call setAutoCommit(false) first",
                    "25P01");
        }
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        checkOpen();
        checkManualCommit("setSavepoint");
        return establish(SavepointImpl.unnamed(this, savepoints.incrementAndGet()));
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        checkOpen();
        checkManualCommit("setSavepoint");
        return establish(SavepointImpl.named(this, name));
    }

    private Savepoint establish(SavepointImpl savepoint) throws SQLException {
        if (loan != null) {
            loan.checkOwnTransaction("setSavepoint");
        }
        session.runCommand("SAVEPOINT " + savepoint.quotedName());
        return savepoint;
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        checkOpen();
        SavepointImpl ours = SavepointImpl.of(savepoint, this);
        checkManualCommit("rollback");
        session.runCommand("ROLLBACK TO SAVEPOINT " + ours.quotedName());
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        checkOpen();
        SavepointImpl ours = SavepointImpl.of(savepoint, this);
        checkManualCommit("releaseSavepoint");
        session.runCommand("RELEASE SAVEPOINT " + ours.quotedName());
        ours.release();
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        switch (level) {
            case TRANSACTION_READ_UNCOMMITTED,
                    TRANSACTION_READ_COMMITTED,
                    TRANSACTION_REPEATABLE_READ,
                    TRANSACTION_SERIALIZABLE -> {
                checkNoTransaction("setTransactionIsolation");
                session.setIsolation(level);
            }
            default ->
                throw JdbcErrors.unsupported("transaction isolation level " + level
                        + " (expected one of Connection.TRANSACTION_READ_UNCOMMITTED, _READ_COMMITTED, _REPEATABLE_READ and"
                        + " _SERIALIZABLE)");
        }
    }

    private void checkNoTransaction(String method) throws SQLException {
        if (session.transactionStatus() != TransactionStatus.IDLE) {
            throw new SQLNonTransientException(
                    method
                            + "() cannot change a transaction that has begun: call it before the first statement, or after"
                            + " commit() or rollback()",
                    "25001");
        }
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        checkOpen();
        int wanted = session.isolation();
        return wanted != TRANSACTION_NONE ? wanted : isolationLevel(queryText("SHOW transaction_isolation"));
    }

    private static int isolationLevel(String name) {
        return switch (String.valueOf(name).toLowerCase(Locale.ROOT)) {
            case "read uncommitted" -> TRANSACTION_READ_UNCOMMITTED;
            case "repeatable read" -> TRANSACTION_REPEATABLE_READ;
            case "serializable" -> TRANSACTION_SERIALIZABLE;
            default -> TRANSACTION_READ_COMMITTED;
        };
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        checkOpen();
        checkNoTransaction("setReadOnly");
        session.setReadOnly(readOnly);
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return session.readOnly();
    }

    // ---- Session settings

    /** The first value of a query without parameters that gives one row; begins no transaction. Null for NULL. */
    String queryText(String sql) throws SQLException {
        Execution x = new Execution();
        x.prepare(session.shared().sqlCache().get(sql, SqlFlags.PLAIN), null);
        x.setOutsideTransaction(true);
        session.execute(x);
        StatementResult result = x.result(0);
        try {
            if (!result.rows().next() || result.rows().cursor().length(0) < 0) {
                return null;
            }
        } catch (IOException e) {
            throw JdbcErrors.temporaryFile(e);
        }
        RowShape shape = result.shape();
        RowCursor cursor = result.rows().cursor();
        return shape.codec(0)
                .decodeString(
                        cursor.bytes(),
                        cursor.offset(0),
                        cursor.length(0),
                        shape.format(0),
                        shape.type(0),
                        session.state().context());
    }

    /** The database: a session never leaves it. */
    @Override
    public String getCatalog() throws SQLException {
        checkOpen();
        return settings.database();
    }

    /** Without effect, as JDBC prescribes for a driver whose catalogue cannot be changed. */
    @Override
    public void setCatalog(String catalog) throws SQLException {
        checkOpen();
    }

    @Override
    public String getSchema() throws SQLException {
        checkOpen();
        return queryText("SELECT current_schema()");
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        checkOpen();
        session.setSchema(schema);
        this.schema = schema;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return holdability;
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        checkOpen();
        this.holdability = checkHoldability(holdability);
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        checkOpen();
        return typeMap;
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        checkOpen();
        typeMap = map == null ? Map.of() : map;
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        try {
            checkOpen();
            if (!APPLICATION_NAME.equals(name)) {
                addWarning(new SQLWarning(
                        "client info " + name + " is not supported: the only one is " + APPLICATION_NAME, "01000"));
                return;
            }
            session.setApplicationName(value == null ? "" : value);
        } catch (SQLException e) {
            throw clientInfoFailure(name, e);
        }
    }

    private static SQLClientInfoException clientInfoFailure(String name, SQLException cause) {
        Map<String, ClientInfoStatus> failed = name == null ? Map.of() : Map.of(name, ClientInfoStatus.REASON_UNKNOWN);
        return new SQLClientInfoException(cause.getMessage(), cause.getSQLState(), failed, cause);
    }

    /** Sets the application's name, to nothing when {@code properties} lack it, and warns of everything else. */
    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        if (properties == null) {
            throw clientInfoFailure(null, JdbcErrors.invalid("the properties of the client are null"));
        }
        for (String name : properties.stringPropertyNames()) {
            if (!APPLICATION_NAME.equals(name)) {
                setClientInfo(name, properties.getProperty(name));
            }
        }
        setClientInfo(APPLICATION_NAME, properties.getProperty(APPLICATION_NAME));
    }

    @Override
    public String getClientInfo(String name) throws SQLException {
        checkOpen();
        if (!APPLICATION_NAME.equals(name)) {
            return null;
        }
        String known = session.applicationName();
        return known == null ? "" : known;
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(APPLICATION_NAME, getClientInfo(APPLICATION_NAME));
        return properties;
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        checkOpen();
        if (milliseconds < 0) {
            throw JdbcErrors.invalid("network timeout: expected 0 or more milliseconds, got " + milliseconds);
        }
        session.setNetworkTimeoutMillis(milliseconds);
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        checkOpen();
        return session.networkTimeoutMillis();
    }

    // ---- Shards, which PostgreSQL does not have

    @Override
    public void setShardingKey(ShardingKey shardingKey) throws SQLException {
        checkOpen();
        throw JdbcErrors.unsupported("Connection.setShardingKey");
    }

    @Override
    public void setShardingKey(ShardingKey shardingKey, ShardingKey superShardingKey) throws SQLException {
        setShardingKey(shardingKey);
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey shardingKey, int timeout) throws SQLException {
        checkOpen();
        throw JdbcErrors.unsupported("Connection.setShardingKeyIfValid");
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey shardingKey, ShardingKey superShardingKey, int timeout)
            throws SQLException {
        return setShardingKeyIfValid(shardingKey, timeout);
    }

    // ---- Life

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        if (timeoutSeconds < 0) {
            throw JdbcErrors.invalid("timeout of isValid: expected 0 or more seconds, got " + timeoutSeconds);
        }
        return !isClosed() && ConnectionProbe.answers(session, timeoutSeconds * 1000L);
    }

    @Override
    public boolean isClosed() {
        return loan != null && loan.isOver() || session.isClosed();
    }

    @Override
    public void close() throws SQLException {
        if (loan != null) {
            loan.close();
        } else {
            session.close();
        }
    }

    /** Takes a lent connection away from the application: everything it does from now on fails, and nobody is told. */
    void revoke() {
        loan.end();
    }

    /** Ends the session at once, on the calling thread; {@code executor} is not needed for that. */
    @Override
    public void abort(Executor executor) throws SQLException {
        if (executor == null) {
            throw JdbcErrors.invalid("executor of abort: expected one, got null");
        }
        session.abort();
        if (loan != null) {
            loan.abort();
        }
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        checkOpen();
        SQLWarning fromServer = session.takeWarnings();
        if (fromServer != null) {
            addWarning(fromServer);
        }
        return warnings.get();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        session.takeWarnings();
        warnings.set(null);
    }

    private void addWarning(SQLWarning warning) {
        if (!warnings.compareAndSet(null, warning)) {
            SQLWarning first = warnings.get();
            if (first != null) {
                first.setNextWarning(warning);
            }
        }
    }

    /** Where the metadata of results find out about tables. */
    TableColumns tableColumns() {
        return new TableColumns(
                this, session.state().serverVersionNumber(), session.shared().tables());
    }

    /** Where callable statements find out about routines. */
    Routines routines() {
        String path = session.state().parameter("search_path");
        // Older servers do not report it: then what is learned is for this connection only.
        int pid = session.state().backendKey().pid();
        String context = (path == null ? pid : path) + "\n" + schema;
        return new Routines(this, context, pid, session.shared().routines());
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new DatabaseMetaDataImpl(this);
    }

    // ---- Values

    @Override
    public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        checkOpen();
        PgType arrayType = ArrayParameters.arrayTypeNamed(typeName, elements, parameterContext);
        return ArrayImpl.of(elements, arrayType, session.state().context());
    }

    @Override
    public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        checkOpen();
        if (attributes == null) {
            throw JdbcErrors.invalid("the attributes of a struct of type " + typeName + " are null: use setNull");
        }
        PgType type = StructParameters.named(typeName, parameterContext);
        return StructImpl.of(type, attributes, session.state().context());
    }

    /** An empty one in memory, for an oid column as well as for bytea. */
    @Override
    public Blob createBlob() throws SQLException {
        checkOpen();
        return new MemoryBlob(new byte[0]);
    }

    /** An empty one in memory, for an oid column as well as for text. */
    @Override
    public Clob createClob() throws SQLException {
        checkOpen();
        return new MemoryClob("");
    }

    @Override
    public NClob createNClob() throws SQLException {
        checkOpen();
        return new MemoryClob("");
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        checkOpen();
        return new SqlXmlImpl();
    }

    // ---- Wrapper

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type == ReplicationConnection.class) {
            checkOpen();
            checkReplicates();
            return type.cast(new ReplicationConnectionImpl(session, settings.replication() == Replication.DATABASE));
        }
        return JdbcErrors.unwrap(this, type);
    }

    // ---- beyond JDBC

    @Override
    public LargeObjects largeObjects() throws SQLException {
        checkOpen();
        return new LargeObjectsImpl(session, this::checkOpen);
    }

    @Override
    public int backendPid() {
        return session.backendPid();
    }

    @Override
    public int serverVersionNumber() {
        return session.state().serverVersionNumber();
    }

    @Override
    public Pipeline pipeline(Pipeline.Mode mode) throws SQLException {
        checkOpen();
        return new PipelineImpl(this, session.startPipeline(mode == Pipeline.Mode.EACH));
    }

    @Override
    public PreparedStatementImpl prepare(Sql sql) throws SQLException {
        checkOpen();
        ComposedSql composed = ComposedSql.of(
                sql, session.state().standardStrings(), session.state().context());
        return prepareWith(
                parse(composed.text(), true, false, GeneratedKeys.NONE),
                composed.values().toArray());
    }

    /** A prepared statement all of whose parameters are set; 07001 for another number of values. */
    PreparedStatementImpl prepareWith(String sql, Object... values) throws SQLException {
        checkOpen();
        return prepareWith(parse(sql, true, true, GeneratedKeys.NONE), values);
    }

    private PreparedStatementImpl prepareWith(ParsedSql sql, Object... values) throws SQLException {
        PreparedStatementImpl statement =
                new PreparedStatementImpl(this, sql, false, ResultSet.TYPE_FORWARD_ONLY, holdability);
        try {
            statement.setAll(values);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public Query query(String sql, Object... values) throws SQLException {
        checkOpen();
        Object[] kept = values.clone();
        return new QueryImpl(() -> prepareWith(sql, kept));
    }

    @Override
    public Query query(Sql sql) throws SQLException {
        checkOpen();
        return new QueryImpl(() -> prepare(sql));
    }

    @Override
    public long update(String sql, Object... values) throws SQLException {
        try (PreparedStatementImpl statement = prepareWith(sql, values)) {
            return statement.executeLargeUpdate();
        }
    }

    @Override
    public long update(Sql sql) throws SQLException {
        try (PreparedStatementImpl statement = prepare(sql)) {
            return statement.executeLargeUpdate();
        }
    }

    @Override
    public <T, X extends Exception> T inTransaction(TransactionWork<T, X> work) throws SQLException, X {
        return inTransaction(TransactionOptions.DEFAULT, work);
    }

    @Override
    public <T, X extends Exception> T inTransaction(TransactionOptions options, TransactionWork<T, X> work)
            throws SQLException, X {
        checkOpen();
        if (loan != null) {
            loan.checkOwnTransaction("inTransaction");
        }
        return blocks.run(Objects.requireNonNull(options, "options"), Objects.requireNonNull(work, "work"));
    }

    private Copies copies() throws SQLException {
        checkOpen();
        return new Copies(session);
    }

    private TypedCopies typedCopies() throws SQLException {
        checkOpen();
        return new TypedCopies(session, typeResolver::learn);
    }

    @Override
    public <T extends Record> RecordCopyIn<T> copyIn(String table, Class<T> record) throws SQLException {
        return typedCopies().in(Objects.requireNonNull(table, "table"), Objects.requireNonNull(record, "record"));
    }

    @Override
    public RowCopyIn copyInRows(String table, String... columns) throws SQLException {
        return typedCopies().inRows(Objects.requireNonNull(table, "table"), columns);
    }

    @Override
    public <T extends Record> RecordCopyOut<T> copyOut(String source, Class<T> record) throws SQLException {
        return typedCopies().out(Objects.requireNonNull(source, "source"), Objects.requireNonNull(record, "record"));
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        return copies().in(sql);
    }

    @Override
    public long copyIn(String sql, InputStream source) throws SQLException {
        return copies().in(sql, source);
    }

    @Override
    public long copyIn(String sql, Reader source) throws SQLException {
        return copies().in(sql, source);
    }

    @Override
    public long copyIn(String sql, Path source) throws SQLException {
        return copies().in(sql, source);
    }

    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        return copies().out(sql);
    }

    @Override
    public long copyOut(String sql, OutputStream target) throws SQLException {
        return copies().out(sql, target);
    }

    @Override
    public long copyOut(String sql, Writer target) throws SQLException {
        return copies().out(sql, target);
    }

    @Override
    public long copyOut(String sql, Path target) throws SQLException {
        return copies().out(sql, target);
    }

    @Override
    public void listen(String channel) throws SQLException {
        checkOpen();
        notifications.listen(channel);
    }

    @Override
    public void unlisten(String channel) throws SQLException {
        checkOpen();
        notifications.unlisten(channel);
    }

    @Override
    public void unlistenAll() throws SQLException {
        checkOpen();
        notifications.unlistenAll();
    }

    @Override
    public void notify(String channel, String payload) throws SQLException {
        checkOpen();
        notifications.notify(channel, payload);
    }

    @Override
    public List<Notification> notifications(Duration timeout) throws SQLException {
        checkOpen();
        return notifications.take(timeout);
    }

    @Override
    public Subscription onNotification(Consumer<Notification> listener) throws SQLException {
        checkOpen();
        return notifications.onNotification(listener);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type != null && type.isInstance(this)
                || type == ReplicationConnection.class && settings.replication() != Replication.NONE;
    }

    private void checkReplicates() throws SQLException {
        if (settings.replication() == Replication.NONE) {
            throw JdbcErrors.invalid(
                    "this connection cannot replicate: open it with the property replication=database (logical)"
                            + " or replication=true (physical)");
        }
    }
}
