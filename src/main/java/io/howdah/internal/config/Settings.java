package io.howdah.internal.config;

import io.howdah.api.Property;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The values of all connection properties, typed, with defaults applied and contradictions refused. Immutable; made once
 * per data source or driver call and shared by all its connections and threads.
 *
 * <p>A property is looked for in this order: arguments of the URL, {@code Properties}, the connection service file, the
 * environment (only with {@code env=true}), its default. An empty value of a property that is not plain text means that
 * it is not given.
 */
public final class Settings {

    /** Protocol version numbers of the startup message: major in the upper, minor in the lower 16 bits. */
    private static final int PROTOCOL_3_0 = 3 << 16;

    private static final int PROTOCOL_3_2 = PROTOCOL_3_0 | 2;

    private final Map<String, String> raw;
    private final Map<String, String> extras;
    private final TypedValues values;
    private final Environment environment;
    private final List<HostSpec> hosts;
    private final String user;
    private final String database;
    private final TlsRules tls;
    private final Limits limits;

    /** @param raw values as given, by canonical name, layers already merged */
    Settings(Map<String, String> raw, Environment environment) throws SQLException {
        this.raw = Collections.unmodifiableMap(new LinkedHashMap<>(raw));
        this.extras = SettingsSource.extras(raw);
        this.values = new TypedValues(raw);
        this.environment = environment;
        this.hosts = SettingsSource.hosts(raw);
        this.user = SettingsSource.user(raw, environment);
        this.database = SettingsSource.textOr(raw, Property.DATABASE, user);
        this.tls = TlsRules.of(raw);
        this.limits = Limits.of(
                (int) Math.min(values.size(Property.MAX_MESSAGE_SIZE), Limits.MAX_MESSAGE),
                values.size(Property.STREAM_BUDGET),
                values.size(Property.MAX_DRAIN),
                values.integer(Property.PREPARED_STATEMENT_CACHE_QUERIES),
                (long) values.integer(Property.PREPARED_STATEMENT_CACHE_SIZE_MIB) << 20);
    }

    /**
     * The settings for a JDBC URL.
     *
     * @param info further properties, also with values that are no strings, which {@code toString} makes ones; null for none
     * @return empty if the URL is not one of this driver's
     * @throws SQLException 99999 for a malformed URL; 22023 or 08001 for a bad value
     */
    public static Optional<Settings> parse(String url, Properties info) throws SQLException {
        Map<String, String> fromUrl = UrlParser.parse(url);
        return fromUrl == null
                ? Optional.empty()
                : Optional.of(SettingsSource.merge(fromUrl, SettingsSource.flatten(info), Environment.SYSTEM));
    }

    /**
     * The settings for properties alone, as a data source has them.
     *
     * @param properties values by property name or alias
     * @throws SQLException 22023 or 08001 for a bad value
     */
    public static Settings of(Map<String, String> properties) throws SQLException {
        return SettingsSource.merge(Map.of(), properties, Environment.SYSTEM);
    }

    /**
     * These settings for another login.
     *
     * @param newUser null keeps the user
     * @param newPassword null keeps the password
     */
    public Settings withCredentials(String newUser, String newPassword) throws SQLException {
        Map<String, String> changed = new LinkedHashMap<>(raw);
        if (newUser != null) {
            changed.put(Property.USER.key(), newUser);
        }
        if (newPassword != null) {
            changed.put(Property.PASSWORD.key(), newPassword);
        }
        return new Settings(changed, environment);
    }

    /** Servers to try, in the order given; never empty. */
    public List<HostSpec> hosts() {
        return hosts;
    }

    /** Role to log in as. */
    public String user() {
        return user;
    }

    /** Password given by property; null if none was. See {@link #passwordFor}. */
    public String password() {
        return values.text(Property.PASSWORD);
    }

    /** The password for a host: the one given, else the password file's. Reads the file at every call. */
    public PasswordLookup passwordFor(HostSpec host) {
        String password = password();
        return password != null
                ? new PasswordLookup(password, null)
                : ConnInfoFiles.password(values.text(Property.PASSFILE), host, database, user, environment);
    }

    /** Database to connect to. */
    public String database() {
        return database;
    }

    /** Which of the hosts are acceptable. */
    public TargetServerType targetServerType() {
        return SettingsSource.targetServerType(values.text(Property.TARGET_SERVER_TYPE));
    }

    /** Whether the hosts are tried in random order. */
    public boolean loadBalanceHosts() {
        return values.bool(Property.LOAD_BALANCE_HOSTS);
    }

    /** Age up to which knowledge about a host is trusted, seconds. */
    public int hostRecheckSeconds() {
        return values.integer(Property.HOST_RECHECK_SECONDS);
    }

    /** Protocol version for the startup message: 196608 for 3.0, 196610 for 3.2. */
    public int protocolVersion() {
        return switch (values.text(Property.PROTOCOL_VERSION)) {
            case "3.2", "latest" -> PROTOCOL_3_2;
            default -> PROTOCOL_3_0;
        };
    }

    /** Kind of connection. */
    public Replication replication() {
        return switch (values.text(Property.REPLICATION)) {
            case "true", "on", "yes", "1" -> Replication.PHYSICAL;
            case "database" -> Replication.DATABASE;
            default -> Replication.NONE;
        };
    }

    /** Startup parameter {@code options}; null if not given. */
    public String options() {
        return values.text(Property.OPTIONS);
    }

    /** Value of {@code application_name}. */
    public String applicationName() {
        return values.text(Property.APPLICATION_NAME);
    }

    /** Value of {@code search_path}; null leaves the server's. */
    public String currentSchema() {
        return values.text(Property.CURRENT_SCHEMA);
    }

    /** Whether connections begin read-only. */
    public boolean readOnly() {
        return values.bool(Property.READ_ONLY);
    }

    /** What read-only means. */
    public ReadOnlyMode readOnlyMode() {
        return values.choice(Property.READ_ONLY_MODE, ReadOnlyMode.class);
    }

    /** How far TLS is insisted on. */
    public TlsMode tlsMode() {
        return tls.mode();
    }

    /** Whether TLS starts without asking the server first. */
    public boolean tlsDirect() {
        return tls.direct();
    }

    /** Path of trusted certificates, {@code system} for the JVM's trust store, null for libpq's default file. */
    public String sslRootCert() {
        return tls.rootCert();
    }

    /** Path of the client's certificate; null for libpq's default file. */
    public String sslCert() {
        return values.text(Property.SSL_CERT);
    }

    /** Path of the client's key, or of a PKCS #12 file; null for libpq's default file. */
    public String sslKey() {
        return values.text(Property.SSL_KEY);
    }

    /** Password of the client's key; null for none. */
    public String sslPassword() {
        return values.text(Property.SSL_PASSWORD);
    }

    /** Class that supplies the password of the client's key; null for none. */
    public String sslPasswordCallback() {
        return values.text(Property.SSL_PASSWORD_CALLBACK);
    }

    /** Whether SCRAM is bound to TLS. */
    public ChannelBinding channelBinding() {
        return values.choice(Property.CHANNEL_BINDING, ChannelBinding.class);
    }

    /** Methods allowed, or with ! before each those forbidden, comma between; null allows all. */
    public String requireAuth() {
        return SettingsSource.joined(values.list(Property.REQUIRE_AUTH));
    }

    /** Highest PBKDF2 iteration count accepted; 0 is no bound. */
    public int scramMaxIterations() {
        return values.integer(Property.SCRAM_MAX_ITERATIONS);
    }

    /** Time for all of connecting, milliseconds; 0 is no limit. */
    public int loginTimeoutMillis() {
        return values.integer(Property.LOGIN_TIMEOUT);
    }

    /** Time for one host, milliseconds; 0 is no limit. */
    public int connectTimeoutMillis() {
        return values.integer(Property.CONNECT_TIMEOUT);
    }

    /** Longest silence of the server, milliseconds; 0 is no limit. */
    public int socketTimeoutMillis() {
        return values.integer(Property.SOCKET_TIMEOUT);
    }

    /** Time for a cancel request and for its effect, milliseconds; 0 is no limit. */
    public int cancelTimeoutMillis() {
        return values.integer(Property.CANCEL_SIGNAL_TIMEOUT);
    }

    /** Initial query timeout of statements, seconds; 0 is no limit. */
    public int queryTimeoutSeconds() {
        return values.integer(Property.QUERY_TIMEOUT);
    }

    /** SO_KEEPALIVE. */
    public boolean tcpKeepAlive() {
        return values.bool(Property.TCP_KEEP_ALIVE);
    }

    /** TCP_NODELAY. */
    public boolean tcpNoDelay() {
        return values.bool(Property.TCP_NO_DELAY);
    }

    /** SO_SNDBUF, bytes; 0 or less leaves the operating system's. */
    public int sendBufferBytes() {
        return values.integer(Property.SEND_BUFFER_SIZE);
    }

    /** SO_RCVBUF, bytes; 0 or less leaves the operating system's. */
    public int receiveBufferBytes() {
        return values.integer(Property.RECEIVE_BUFFER_SIZE);
    }

    /** Local address to connect from; null for any. */
    public String localSocketAddress() {
        return values.text(Property.LOCAL_SOCKET_ADDRESS);
    }

    /** Class of the socket factory; null for none. */
    public String socketFactory() {
        return values.text(Property.SOCKET_FACTORY);
    }

    /** Argument of the socket factory; null for none. */
    public String socketFactoryArg() {
        return values.text(Property.SOCKET_FACTORY_ARG);
    }

    /** Classes of providers of codecs, separated by commas; null for none. */
    public String codecProviders() {
        return values.text(Property.CODEC_PROVIDERS);
    }

    /** Execution from which on a statement is named; 0 never, -1 at once with binary results. */
    public int prepareThreshold() {
        return values.integer(Property.PREPARE_THRESHOLD);
    }

    /** Sub-protocol. */
    public QueryMode preferQueryMode() {
        // A walsender knows nothing but the simple protocol.
        return replication() == Replication.NONE
                ? values.choice(Property.PREFER_QUERY_MODE, QueryMode.class)
                : QueryMode.SIMPLE;
    }

    /** What an error does to a batch. */
    public BatchMode batchMode() {
        return values.choice(Property.BATCH_MODE, BatchMode.class);
    }

    /** What the call escape becomes. */
    public CallMode escapeSyntaxCallMode() {
        return values.choice(Property.ESCAPE_SYNTAX_CALL_MODE, CallMode.class);
    }

    /** Whether names of generated-key columns are quoted. */
    public boolean quoteReturningIdentifiers() {
        return values.bool(Property.QUOTE_RETURNING_IDENTIFIERS);
    }

    /** Type declared for strings; UNSPECIFIED lets the server infer it, AUTO does where varchar does not fit. */
    public StringType stringType() {
        return values.choice(Property.STRING_TYPE, StringType.class);
    }

    /** Which statements of a transaction are protected by a savepoint. */
    public Autosave autosave() {
        return values.choice(Property.AUTOSAVE, Autosave.class);
    }

    /** Whether the savepoints of {@link Autosave#ALWAYS} are released behind their statements. */
    public boolean cleanupSavepoints() {
        return values.bool(Property.CLEANUP_SAVEPOINTS);
    }

    /** Whether committing a failed transaction throws. */
    public boolean reWriteBatchedInserts() {
        return values.bool(Property.REWRITE_BATCHED_INSERTS);
    }

    public boolean raiseExceptionOnSilentRollback() {
        return values.bool(Property.RAISE_EXCEPTION_ON_SILENT_ROLLBACK);
    }

    /** Initial fetch size, rows; 0 is none. */
    public int defaultRowFetchSize() {
        return values.integer(Property.DEFAULT_ROW_FETCH_SIZE);
    }

    /** Whether large results stay in the network until read. */
    public boolean adaptiveStreaming() {
        return values.bool(Property.ADAPTIVE_STREAMING);
    }

    /** Whether closing a half-read result cancels its statement. */
    public boolean closeCancels() {
        return values.bool(Property.CLOSE_CANCELS);
    }

    /** Whether the binary format is used; the simple protocol has none. */
    public boolean binaryTransfer() {
        return values.bool(Property.BINARY_TRANSFER) && preferQueryMode() != QueryMode.SIMPLE;
    }

    /** Whether metadata leave out what the user has no rights on. */
    public boolean hideUnprivilegedObjects() {
        return values.bool(Property.HIDE_UNPRIVILEGED_OBJECTS);
    }

    /** Names and OIDs of types whose columns come in text. */
    public List<String> binaryTransferDisable() {
        return values.list(Property.BINARY_TRANSFER_DISABLE);
    }

    /** Whether column names are looked up exactly. */
    public boolean disableColumnSanitiser() {
        return values.bool(Property.DISABLE_COLUMN_SANITISER);
    }

    /** Whether a boolean can be read as 1 and 0. */
    public boolean convertBooleanToNumeric() {
        return values.bool(Property.CONVERT_BOOLEAN_TO_NUMERIC);
    }

    /** Length reported for types without one. */
    public int unknownLength() {
        return values.integer(Property.UNKNOWN_LENGTH);
    }

    /** What an interrupt does. */
    public InterruptMode interruptMode() {
        return values.choice(Property.INTERRUPT, InterruptMode.class);
    }

    /** How a connection is tested. */
    public Validation validation() {
        return values.choice(Property.VALIDATION, Validation.class);
    }

    /** Whether server errors mark their position in the statement. */
    public boolean showErrorPosition() {
        return values.bool(Property.SHOW_ERROR_POSITION);
    }

    /** Whether server errors show detail, hint and where. */
    public boolean logServerErrorDetail() {
        return values.bool(Property.LOG_SERVER_ERROR_DETAIL);
    }

    /** File for the protocol trace; null for none. */
    public String wireTraceFile() {
        return values.text(Property.WIRE_TRACE);
    }

    /** Bounds on memory. */
    public Limits limits() {
        return limits;
    }

    /** Values of names that are no properties, for classes named by a property. */
    public Map<String, String> extras() {
        return extras;
    }

    /** {@code jdbc:postgresql:} URL of these settings, without secrets and without {@link #extras}. */
    public String url() {
        return SettingsSource.url(hosts, raw);
    }

    /** The values without secrets. */
    @Override
    public String toString() {
        return "Settings[" + url() + "]";
    }

    /** How far TLS is insisted on and the certificate checked, as in libpq; ALLOW is TLS only after a refusal. */
    public enum TlsMode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        /** Whether the certificate must lead to a trusted CA. */
        public boolean verifiesChain() {
            return compareTo(VERIFY_CA) >= 0;
        }
    }

    /** Whether SCRAM is bound to the TLS connection: never, if both sides can, or the login fails. */
    public enum ChannelBinding {
        DISABLE,
        PREFER,
        REQUIRE
    }

    /** Which servers are acceptable: by recovery or by whether sessions can write; PREFER takes any if need be. */
    public enum TargetServerType {
        ANY,
        PRIMARY,
        SECONDARY,
        PREFER_PRIMARY,
        PREFER_SECONDARY,
        READ_WRITE,
        READ_ONLY
    }

    /** Kind of connection asked for in the startup message; DATABASE is for logical replication. */
    public enum Replication {
        NONE,
        PHYSICAL,
        DATABASE
    }

    /** What {@code setReadOnly(true)} does: nothing, BEGIN READ ONLY for transactions, or also a read-only session. */
    public enum ReadOnlyMode {
        IGNORE,
        TRANSACTION,
        ALWAYS
    }

    /** Where simple query is used: without parameters, never, for plain statements; or never, and all is prepared. */
    public enum QueryMode {
        SIMPLE,
        EXTENDED,
        EXTENDED_FOR_PREPARED,
        EXTENDED_CACHE_EVERYTHING
    }

    /** What an error does to a batch: all of it is undone in autocommit, or the other entries run. */
    public enum BatchMode {
        ATOMIC,
        BARRIER
    }

    /** What {@code {call ...}} becomes; CALL_IF_NO_RETURN is SELECT when there is a result parameter. */
    public enum CallMode {
        SELECT,
        CALL_IF_NO_RETURN,
        CALL
    }

    /** Type declared for strings; UNSPECIFIED lets the server infer it, AUTO does where varchar does not fit. */
    public enum StringType {
        AUTO,
        VARCHAR,
        UNSPECIFIED
    }

    /** Savepoints around statements: none, around every one, or where a prepared statement may be out of date. */
    public enum Autosave {
        NEVER,
        ALWAYS,
        CONSERVATIVE
    }

    /** What an interrupt of the waiting thread does: it is kept for later, or cancels the statement. */
    public enum InterruptMode {
        IGNORE,
        CANCEL
    }

    /** How a connection is tested: by Sync and its answer, or by an empty query. */
    public enum Validation {
        SYNC,
        QUERY
    }
}
