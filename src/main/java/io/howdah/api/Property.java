package io.howdah.api;

import static io.howdah.api.PropertySpec.bool;
import static io.howdah.api.PropertySpec.choice;
import static io.howdah.api.PropertySpec.integer;
import static io.howdah.api.PropertySpec.list;
import static io.howdah.api.PropertySpec.seconds;
import static io.howdah.api.PropertySpec.size;
import static io.howdah.api.PropertySpec.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection property: the one place where its name, type, default, unit and meaning are declared. The driver's
 * {@code DriverPropertyInfo}, the settings parser, the data sources and the manual are all made from these constants.
 * Immutable and shared by all threads.
 *
 * <p>Names are case-sensitive. A name that is neither here nor in {@link #ACCEPTED_UNUSED} is not an error: it is
 * handed to classes named by a property (a socket factory) and otherwise ignored.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are unmodifiable.
public enum Property {
    HOST(
            Group.SERVER,
            list("PGHOST").alias("host").env("PGHOST").byDefault("localhost"),
            "Host name, IP address or directory of the server's Unix socket (begins with /); several are tried in order."),
    PORT(
            Group.SERVER,
            list("PGPORT").alias("port").env("PGPORT").byDefault("5432"),
            "TCP port, or number of the Unix socket; one for all hosts or one per host."),
    DATABASE(
            Group.SERVER,
            text("PGDBNAME").alias("dbname").env("PGDATABASE"),
            "Database; without it the one that has the user's name."),
    USER(Group.SERVER, text("user").env("PGUSER"), "Role to log in as; without it the operating system's user name."),
    PASSWORD(
            Group.SERVER,
            text("password").env("PGPASSWORD").hidden(),
            "Password; without it the password file is asked."),
    PASSFILE(
            Group.SERVER,
            text("passfile"),
            "Password file in libpq's format; by default PGPASSFILE, else ~/.pgpass (on Windows %APPDATA%\\postgresql\\pgpass.conf)."),
    SERVICE(
            Group.SERVER,
            text("service").env("PGSERVICE"),
            "Section of the connection service file that supplies properties not given otherwise."),
    ENV(
            Group.SERVER,
            bool("env", false),
            "Take properties that are given nowhere else from libpq's environment variables (PGHOST, PGUSER, ...)."),
    TARGET_SERVER_TYPE(
            Group.SERVER,
            choice("targetServerType", "any", "primary", "secondary", "preferPrimary", "preferSecondary")
                    .also("read-write", "read-only", "master", "slave", "preferSlave", "standby", "prefer-standby")
                    .alias("target_session_attrs")
                    .env("PGTARGETSESSIONATTRS")
                    .byDefault("any")
                    .failsConnecting(),
            "Which of several hosts is acceptable; master, slave, standby are other words for primary and secondary."),
    LOAD_BALANCE_HOSTS(
            Group.SERVER,
            bool("loadBalanceHosts", false).alias("load_balance_hosts").env("PGLOADBALANCEHOSTS"),
            "Try the hosts in random order; libpq's values disable and random are understood."),
    HOST_RECHECK_SECONDS(
            Group.SERVER,
            integer("hostRecheckSeconds", 0, Integer.MAX_VALUE, 10).in("seconds"),
            "How long the data source remembers that a host was down or had the wrong role."),
    PROTOCOL_VERSION(
            Group.SERVER,
            choice("protocolVersion", "3", "3.0", "3.2", "latest")
                    .alias("max_protocol_version")
                    .env("PGMAXPROTOCOLVERSION")
                    .byDefault("3.0")
                    .failsConnecting(),
            "Protocol version to ask for; 3.2 has longer cancel keys, and a server that lacks it answers in 3.0."),
    REPLICATION(
            Group.SERVER,
            choice("replication", "false", "true", "database", "off", "on", "no", "yes", "0", "1")
                    .byDefault("false"),
            "Open a replication connection: true for physical, database for logical replication."),

    OPTIONS(
            Group.SESSION,
            text("options").env("PGOPTIONS"),
            "Command-line options for the server process, for example -c statement_timeout=90000."),
    APPLICATION_NAME(
            Group.SESSION,
            text("ApplicationName")
                    .alias("application_name")
                    .env("PGAPPNAME")
                    .byDefault("PostgreSQL Howdah JDBC Driver"),
            "Value of application_name, sent with the startup message."),
    CURRENT_SCHEMA(Group.SESSION, text("currentSchema"), "Value of search_path, sent with the startup message."),
    READ_ONLY(Group.SESSION, bool("readOnly", false), "Initial value of Connection.setReadOnly."),
    READ_ONLY_MODE(
            Group.SESSION,
            choice("readOnlyMode", "ignore", "transaction", "always").byDefault("transaction"),
            "What setReadOnly(true) does: nothing, BEGIN READ ONLY for transactions, or that and a read-only session."),

    SSL(
            Group.SECURITY,
            text("ssl"),
            "true or empty means sslmode=verify-full unless sslmode is given; anything else leaves the default."),
    SSL_MODE(
            Group.SECURITY,
            choice("sslmode", "disable", "allow", "prefer", "require", "verify-ca", "verify-full")
                    .env("PGSSLMODE")
                    .failsConnecting(),
            "Whether TLS is used and how the server's certificate is checked; prefer unless ssl says otherwise."),
    SSL_NEGOTIATION(
            Group.SECURITY,
            choice("sslNegotiation", "postgres", "direct")
                    .alias("sslnegotiation")
                    .env("PGSSLNEGOTIATION")
                    .byDefault("postgres"),
            "direct starts TLS without asking first (PostgreSQL 17 and newer, one round trip less)."),
    SSL_ROOT_CERT(
            Group.SECURITY,
            text("sslrootcert").env("PGSSLROOTCERT"),
            "PEM file of trusted CA certificates, or system for the JVM's trust store; by default ~/.postgresql/root.crt."),
    SSL_CERT(
            Group.SECURITY,
            text("sslcert").env("PGSSLCERT"),
            "PEM file of the client's certificate, with those of its issuers after it; by default ~/.postgresql/postgresql.crt if it exists."),
    SSL_KEY(
            Group.SECURITY,
            text("sslkey").env("PGSSLKEY"),
            "The client's key: PEM or DER, or a .p12 or .pfx file with the certificate as well; by default postgresql.pk8 or .key in ~/.postgresql."),
    SSL_PASSWORD(Group.SECURITY, text("sslpassword").hidden(), "Password of an encrypted sslkey."),
    SSL_PASSWORD_CALLBACK(
            Group.SECURITY,
            text("sslpasswordcallback"),
            "Class of a javax.security.auth.callback.CallbackHandler that supplies the password of sslkey."),
    SSL_FACTORY(
            Group.SECURITY,
            text("sslfactory"),
            "Class name of one of pgjdbc's TLS factories; its meaning is taken over, other classes are refused."),
    SSL_FACTORY_ARG(
            Group.SECURITY,
            text("sslfactoryarg"),
            "Argument of sslfactory: file:PATH of the one certificate to trust."),
    CHANNEL_BINDING(
            Group.SECURITY,
            choice("channelBinding", "disable", "prefer", "require")
                    .alias("channel_binding")
                    .env("PGCHANNELBINDING")
                    .byDefault("prefer"),
            "Bind SCRAM authentication to the TLS connection, so that nobody can relay it."),
    REQUIRE_AUTH(
            Group.SECURITY,
            list("requireAuth")
                    .from("password", "md5", "gss", "sspi", "scram-sha-256", "oauth", "none")
                    .alias("require_auth")
                    .env("PGREQUIREAUTH"),
            "Authentication methods the server may ask for, or with ! before each those it may not."),
    SCRAM_MAX_ITERATIONS(
            Group.SECURITY,
            integer("scramMaxIterations", 0, Integer.MAX_VALUE, 100_000),
            "Highest PBKDF2 iteration count accepted from a server; 0 means no bound."),

    LOGIN_TIMEOUT(
            Group.TIMEOUTS,
            seconds("loginTimeout", 0),
            "Time for the whole of getConnection, all hosts together; 0 means DriverManager.getLoginTimeout()."),
    CONNECT_TIMEOUT(
            Group.TIMEOUTS,
            seconds("connectTimeout", 10).alias("connect_timeout").env("PGCONNECT_TIMEOUT"),
            "Time for connecting to one host; 0 means no limit."),
    SOCKET_TIMEOUT(
            Group.TIMEOUTS,
            seconds("socketTimeout", 0),
            "Longest silence of the server while an answer is awaited; then the connection is closed. 0 means no limit."),
    QUERY_TIMEOUT(
            Group.TIMEOUTS,
            integer("queryTimeout", 0, Integer.MAX_VALUE, 0).in("seconds"),
            "Initial value of Statement.setQueryTimeout; 0 means no limit."),
    CANCEL_SIGNAL_TIMEOUT(
            Group.TIMEOUTS,
            seconds("cancelSignalTimeout", 10).alias("cancelTimeout"),
            "Time for sending a cancel request and for the server to obey it; 0 means no limit."),

    TCP_KEEP_ALIVE(
            Group.NETWORK,
            bool("tcpKeepAlive", false).alias("keepalives"),
            "Let the operating system probe idle connections (SO_KEEPALIVE)."),
    TCP_NO_DELAY(Group.NETWORK, bool("tcpNoDelay", true), "Send small packets at once (TCP_NODELAY)."),
    SEND_BUFFER_SIZE(
            Group.NETWORK,
            integer("sendBufferSize", -1, Integer.MAX_VALUE, -1).in("bytes"),
            "Size of the socket's send buffer; -1 leaves it to the operating system."),
    RECEIVE_BUFFER_SIZE(
            Group.NETWORK,
            integer("receiveBufferSize", -1, Integer.MAX_VALUE, -1).in("bytes"),
            "Size of the socket's receive buffer; -1 leaves it to the operating system."),
    LOCAL_SOCKET_ADDRESS(Group.NETWORK, text("localSocketAddress"), "Local address to connect from."),
    SOCKET_FACTORY(
            Group.NETWORK,
            text("socketFactory"),
            "Class of a javax.net.SocketFactory with a constructor (Properties), (String) or ()."),
    SOCKET_FACTORY_ARG(
            Group.NETWORK, text("socketFactoryArg").hidden(), "Argument of the socket factory's (String) constructor."),

    PREPARE_THRESHOLD(
            Group.STATEMENTS,
            integer("prepareThreshold", -1, Integer.MAX_VALUE, 2).in("executions"),
            "Execution from which on a statement is prepared on the server by name; 0 never, 1 at once, -1 at once with binary results."),
    PREPARED_STATEMENT_CACHE_QUERIES(
            Group.STATEMENTS,
            integer("preparedStatementCacheQueries", 0, 1_000_000, 256).in("statements"),
            "Most named statements a connection keeps on the server; 0 keeps none."),
    PREPARED_STATEMENT_CACHE_SIZE_MIB(
            Group.STATEMENTS,
            integer("preparedStatementCacheSizeMiB", 0, 1024, 5).in("MiB"),
            "Most SQL text of statements a connection keeps; 0 keeps none."),
    PREFER_QUERY_MODE(
            Group.STATEMENTS,
            choice("preferQueryMode", "simple", "extended", "extendedForPrepared", "extendedCacheEverything")
                    .byDefault("extended"),
            "simple: text with the values in it, nothing prepared; extendedForPrepared: that for plain statements; extendedCacheEverything: plain statements are prepared when they repeat."),
    BATCH_MODE(
            Group.STATEMENTS,
            choice("batchMode", "atomic", "barrier").byDefault("atomic"),
            "atomic: a batch in autocommit is kept or undone as a whole; barrier: every entry stands for itself."),
    ESCAPE_SYNTAX_CALL_MODE(
            Group.STATEMENTS,
            choice("escapeSyntaxCallMode", "select", "callIfNoReturn", "call").byDefault("select"),
            "Whether {call f(...)} becomes SELECT or CALL."),
    QUOTE_RETURNING_IDENTIFIERS(
            Group.STATEMENTS,
            bool("quoteReturningIdentifiers", true),
            "Quote the column names given for generated keys."),
    STRING_TYPE(
            Group.STATEMENTS,
            choice("stringtype", "auto", "varchar", "unspecified").byDefault("auto"),
            "Type that setString declares: varchar, or none so that the server infers it; auto is varchar, and none where the server refuses varchar."),
    CODEC_PROVIDERS(
            Group.STATEMENTS,
            text("codecProviders"),
            "Classes of io.howdah.spi.CodecProvider, separated by commas, which teach the driver further types."),
    AUTOSAVE(
            Group.STATEMENTS,
            choice("autosave", "never", "always", "conservative").byDefault("never"),
            "A savepoint ahead of every statement in a transaction: always keeps the transaction usable after an error, conservative only where a prepared statement may be out of date. Costs no round trip."),
    CLEANUP_SAVEPOINTS(
            Group.STATEMENTS,
            bool("cleanupSavepoints", false),
            "Release the savepoint of autosave=always behind the statement."),
    REWRITE_BATCHED_INSERTS(
            Group.STATEMENTS,
            bool("reWriteBatchedInserts", false),
            "Batches of plain INSERTs are sent as statements of up to 128 rows: less work for the server, but triggers for each statement run once for all of them, and when a trigger keeps rows out their counts are SUCCESS_NO_INFO."),
    RAISE_EXCEPTION_ON_SILENT_ROLLBACK(
            Group.STATEMENTS,
            bool("raiseExceptionOnSilentRollback", false),
            "commit() of a failed transaction throws instead of leaving a warning."),

    DEFAULT_ROW_FETCH_SIZE(
            Group.RESULTS,
            integer("defaultRowFetchSize", 0, Integer.MAX_VALUE, 0).in("rows"),
            "Initial value of Statement.setFetchSize; 0 means no fixed page."),
    ADAPTIVE_STREAMING(
            Group.RESULTS,
            bool("adaptiveStreaming", true),
            "Leave the rest of a result above streamBudget in the network until it is read."),
    STREAM_BUDGET(
            Group.RESULTS,
            size("streamBudget").byDefault("8MiB"),
            "How much of a result is read before executeQuery returns."),
    CLOSE_CANCELS(
            Group.RESULTS,
            bool("closeCancels", false),
            "Closing a half-read result cancels its statement instead of discarding the remaining rows."),
    MAX_DRAIN(
            Group.RESULTS,
            size("maxDrain").byDefault("25p"),
            "How much of all half-read results of a connection is taken into memory when it is needed for something else; the rest goes to files."),
    MAX_MESSAGE_SIZE(
            Group.RESULTS,
            size("maxMessageSize").byDefault("1GiB"),
            "Largest protocol message accepted from the server."),
    BINARY_TRANSFER(Group.RESULTS, bool("binaryTransfer", true), "Use the binary format where it is known."),
    BINARY_TRANSFER_DISABLE(
            Group.RESULTS,
            list("binaryTransferDisable"),
            "Types, by name or OID, whose columns are received in text nevertheless."),
    DISABLE_COLUMN_SANITISER(
            Group.RESULTS,
            bool("disableColumnSanitiser", false),
            "Look columns up by their exact name instead of ignoring case."),
    CONVERT_BOOLEAN_TO_NUMERIC(
            Group.RESULTS,
            bool("convertBooleanToNumeric", false),
            "getInt and its like give 1 and 0 for a boolean column."),
    UNKNOWN_LENGTH(
            Group.RESULTS,
            integer("unknownLength", 0, Integer.MAX_VALUE, Integer.MAX_VALUE),
            "Length reported for types that have none."),

    INTERRUPT(
            Group.BEHAVIOUR,
            choice("interrupt", "ignore", "cancel").byDefault("ignore"),
            "What Thread.interrupt does to a running statement; the connection survives in both cases."),
    VALIDATION(
            Group.BEHAVIOUR,
            choice("validation", "sync", "query").byDefault("sync"),
            "How Connection.isValid asks the server: a Sync message, or an empty query that also reaches through poolers."),
    HIDE_UNPRIVILEGED_OBJECTS(
            Group.BEHAVIOUR,
            bool("hideUnprivilegedObjects", false),
            "DatabaseMetaData leaves out tables, schemas, routines and types on which the user has no rights."),
    SHOW_ERROR_POSITION(
            Group.BEHAVIOUR,
            bool("showErrorPosition", false),
            "Add the line of the statement to a server error and mark the position in it; shows SQL text in messages."),
    LOG_SERVER_ERROR_DETAIL(
            Group.BEHAVIOUR,
            bool("logServerErrorDetail", true),
            "Server errors show Detail, Hint and Where, which may contain data."),
    WIRE_TRACE(
            Group.BEHAVIOUR,
            text("wireTrace").notInUrl(),
            "File to which all messages are written in libpq's trace format; not accepted in a URL.");

    /**
     * Names of pgjdbc's remaining properties, each with the reason why it needs no action here. They are accepted so
     * that existing configurations work unchanged, have no effect, and are not handed on as unknown properties.
     */
    public static final Map<String, String> ACCEPTED_UNUSED = UnusedProperties.reasons();

    private static final Map<String, Property> BY_NAME = byName();

    private final Group group;
    private final String key;
    private final Type type;
    private final String defaultValue;
    private final String unit;
    private final int minimum;
    private final int maximum;
    private final List<String> choices;
    private final List<String> aliases;
    private final String environmentVariable;
    private final boolean secret;
    private final boolean allowedInUrl;
    private final String invalidValueState;
    private final String description;

    Property(Group group, PropertySpec spec, String description) {
        this.group = group;
        this.key = spec.key;
        this.type = spec.type;
        this.defaultValue = spec.defaultValue;
        this.unit = spec.unit;
        this.minimum = spec.minimum;
        this.maximum = spec.maximum;
        this.choices = spec.choices;
        this.aliases = spec.aliases;
        this.environmentVariable = spec.environmentVariable;
        this.secret = spec.secret;
        this.allowedInUrl = spec.allowedInUrl;
        this.invalidValueState = spec.invalidValueState;
        this.description = description;
    }

    /** The property of this name or alias, exactly as written. */
    public static Optional<Property> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Name in URLs and {@code Properties}, spelled as pgjdbc spells it. */
    public String key() {
        return key;
    }

    /** Chapter of the manual it belongs to. */
    public Group group() {
        return group;
    }

    /** Kind of value it takes. */
    public Type type() {
        return type;
    }

    /** Value that applies when none is given, in the form in which it would be given; null if there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Unit of a plain number; null if it has none. */
    public String unit() {
        return unit;
    }

    /** Smallest value of an {@link Type#INTEGER}. */
    public int minimum() {
        return minimum;
    }

    /** Largest value of an {@link Type#INTEGER}. */
    public int maximum() {
        return maximum;
    }

    /** Values of a {@link Type#CHOICE}, or elements of a {@link Type#LIST}; empty if anything goes. */
    public List<String> choices() {
        return choices;
    }

    /** Other names under which the property is accepted. */
    public List<String> aliases() {
        return aliases;
    }

    /** Environment variable that is read when {@link #ENV} is on; null if there is none. */
    public String environmentVariable() {
        return environmentVariable;
    }

    /** Whether the value must never be shown. */
    public boolean secret() {
        return secret;
    }

    /** Whether the property may be given in a URL, which is often taken from less trusted places than code. */
    public boolean allowedInUrl() {
        return allowedInUrl;
    }

    /** SQLSTATE of the exception that reports a bad value. */
    public String invalidValueState() {
        return invalidValueState;
    }

    /** One sentence on what the property does. */
    public String description() {
        return description;
    }

    /** What a value may be, for messages and the manual. */
    public String allowed() {
        return switch (type) {
            case BOOLEAN -> "true or false";
            case INTEGER ->
                maximum == Integer.MAX_VALUE
                        ? "a whole number, at least " + minimum
                        : "a whole number from " + minimum + " to " + maximum;
            case SECONDS -> "a number of seconds, not negative";
            case SIZE -> "a size such as 500000, 8MiB, 15M, or a share of the heap such as 10p";
            case CHOICE -> "one of " + String.join(", ", choices);
            case LIST ->
                choices.isEmpty() ? "a list with commas" : "a list with commas of " + String.join(", ", choices);
            case TEXT -> "any text";
        };
    }

    /** The property's key. */
    @Override
    public String toString() {
        return key;
    }

    private static Map<String, Property> byName() {
        Map<String, Property> map = new HashMap<>();
        for (Property property : values()) {
            map.put(property.key, property);
            for (String alias : property.aliases) {
                map.put(alias, property);
            }
        }
        return Map.copyOf(map);
    }

    /** Chapter of the manual a property belongs to. */
    public enum Group {
        SERVER("Server, database and user"),
        SESSION("Session settings"),
        SECURITY("Encryption and authentication"),
        TIMEOUTS("Timeouts"),
        NETWORK("Network"),
        STATEMENTS("Statements and batches"),
        RESULTS("Results and types"),
        BEHAVIOUR("Behaviour and diagnostics");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Heading of the chapter. */
        public String title() {
            return title;
        }
    }

    /** What the text of a value is read as. */
    public enum Type {
        /** true or false; on, off, yes, no, 1 and 0 are understood. */
        BOOLEAN,
        /** A whole number between {@link Property#minimum()} and {@link Property#maximum()}. */
        INTEGER,
        /** A duration in seconds, decimals allowed. */
        SECONDS,
        /** A number of bytes, with a unit (K, M, G of 1000; KiB, MiB, GiB of 1024) or as a percentage of the heap. */
        SIZE,
        /** One of {@link Property#choices()}, in any case. */
        CHOICE,
        /** Values separated by commas. */
        LIST,
        /** Anything. */
        TEXT
    }
}
