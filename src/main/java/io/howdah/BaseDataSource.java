package io.howdah;

import io.howdah.api.Property;
import io.howdah.internal.config.Settings;
import java.io.PrintWriter;
import java.io.Serial;
import java.io.Serializable;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.sql.CommonDataSource;

/**
 * What the driver's data sources have in common: a JavaBean with a property for each {@link Property}, named as pgjdbc
 * names it, that can be serialised and bound in JNDI. May be used by several threads; a change applies to connections made
 * after it.
 *
 * <p>A value set by its own setter is stronger than one in the URL, whichever was set first; only host, port and database
 * are those of the last call. Values are checked when a connection is made, and by {@link #setProperty} and
 * {@link #setUrl} at once. {@code null} takes a value back.
 *
 * <p>Serialised forms and JNDI references contain the password in plain text.
 */
public abstract class BaseDataSource implements CommonDataSource, Serializable, Referenceable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final DataSourceConfig config = new DataSourceConfig();
    private transient volatile PrintWriter logWriter;

    BaseDataSource() {}

    /**
     * The settings of the next connection; the same object as long as no property changes.
     *
     * @throws SQLException 22023, or the SQLSTATE of the property, for a value that is not allowed
     */
    final Settings settings() throws SQLException {
        return config.settings();
    }

    final DataSourceConfig config() {
        return config;
    }

    /**
     * URL of the data source, beginning with {@code jdbc:postgresql:}, without secrets; null as long as the values do not
     * make sense together.
     */
    public String getUrl() {
        try {
            return settings().url();
        } catch (SQLException senseless) {
            return null;
        }
    }

    /**
     * Takes host, port, database and properties from a {@code jdbc:postgresql:} or {@code jdbc:howdah:} URL, or a
     * {@code postgresql://} URI.
     *
     * @throws IllegalArgumentException if it is none, is malformed, or has a value that is not allowed; the message does
     *     not contain it
     */
    public void setUrl(String url) {
        try {
            config.setUrl(url);
        } catch (SQLException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    /** The same as {@link #getUrl}. */
    public String getURL() {
        return getUrl();
    }

    /** The same as {@link #setUrl}. */
    public void setURL(String url) {
        setUrl(url);
    }

    /**
     * Value of a property by its name; null if it has none. Secrets are answered too.
     *
     * @throws SQLException 22023 for a name that is no property
     */
    public String getProperty(String name) throws SQLException {
        Property property = Property.named(name).orElse(null);
        if (property == null && !Property.ACCEPTED_UNUSED.containsKey(name)) {
            throw new SQLDataException("there is no connection property " + name, "22023");
        }
        return property == null ? config.text(name) : config.text(property);
    }

    /** Value of a property, else its default; null if it has neither. Secrets are answered too. */
    public String getProperty(Property property) {
        return config.text(property);
    }

    /**
     * Sets a property by its name; null is ignored.
     *
     * @throws SQLException 22023 for a name that is no property; 22023, or the SQLSTATE of the property, for a value that is
     *     not allowed
     */
    public void setProperty(String name, String value) throws SQLException {
        config.putChecked(name, value);
    }

    /**
     * Sets a property; null is ignored.
     *
     * @throws SQLException 22023, or the SQLSTATE of the property, for a value that is not allowed
     */
    public void setProperty(Property property, String value) throws SQLException {
        config.putChecked(property.key(), value);
    }

    /** The first host. */
    public String getServerName() {
        return getServerNames()[0];
    }

    /** Host, or several with commas between; null is the default. */
    public void setServerName(String serverName) {
        config.put(Property.HOST, serverName);
    }

    /** The hosts. */
    public String[] getServerNames() {
        return config.text(Property.HOST).split(",");
    }

    /** The hosts; null or none is the default, and so is one that is null or empty. */
    public void setServerNames(String... serverNames) {
        boolean none = serverNames == null || serverNames.length == 0;
        config.put(
                Property.HOST,
                none
                        ? null
                        : Arrays.stream(serverNames)
                                .map(name -> name == null || name.isEmpty() ? Property.HOST.defaultValue() : name)
                                .collect(Collectors.joining(",")));
    }

    /** The first port. */
    public int getPortNumber() {
        return getPortNumbers()[0];
    }

    /** Port of all hosts; 0 is the default. */
    public void setPortNumber(int portNumber) {
        setPortNumbers(portNumber);
    }

    /** The ports: one for all hosts, or one for each. */
    public int[] getPortNumbers() {
        return Arrays.stream(config.text(Property.PORT).split(","))
                .map(String::strip)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** The ports: one for all hosts, or one for each; 0 is the default, and so are null and none. */
    public void setPortNumbers(int... portNumbers) {
        boolean none = portNumbers == null || portNumbers.length == 0;
        config.put(
                Property.PORT,
                none
                        ? null
                        : Arrays.stream(portNumbers)
                                .mapToObj(port -> port == 0 ? Property.PORT.defaultValue() : Integer.toString(port))
                                .collect(Collectors.joining(",")));
    }

    /** Whether {@code ssl} is on. */
    public boolean getSsl() {
        String value = config.text(Property.SSL);
        return value != null && (value.isEmpty() || Boolean.parseBoolean(value));
    }

    /** true means {@code sslmode=verify-full} unless {@code sslmode} is set. */
    public void setSsl(boolean ssl) {
        config.put(Property.SSL, Boolean.toString(ssl));
    }

    /** Seconds for the whole of getConnection, rounded up; 0 means no limit. */
    @Override
    public int getLoginTimeout() {
        return config.number(Property.LOGIN_TIMEOUT);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        config.put(Property.LOGIN_TIMEOUT, Integer.toString(seconds));
    }

    /** The writer that was set; nothing is written to it, the driver logs through SLF4J. */
    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    /** @throws SQLFeatureNotSupportedException 0A000: the driver logs through SLF4J */
    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException(
                "the driver logs through SLF4J, not through java.util.logging", "0A000");
    }

    /** @throws SQLFeatureNotSupportedException 0A000: PostgreSQL has no sharding keys */
    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        throw new SQLFeatureNotSupportedException("PostgreSQL has no sharding keys", "0A000");
    }

    /** A reference from which {@link HowdahObjectFactory} makes a data source with the same values. */
    @Override
    public Reference getReference() {
        Reference reference = new Reference(getClass().getName(), HowdahObjectFactory.class.getName(), null);
        for (Map.Entry<String, String> value : config.values().entrySet()) {
            boolean secret =
                    Property.named(value.getKey()).map(Property::secret).orElse(true);
            RefAddr address = secret
                    ? new SecretAddress(value.getKey(), value.getValue())
                    : new StringRefAddr(value.getKey(), value.getValue());
            reference.add(address);
        }
        return reference;
    }

    /** Class and URL, without secrets. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + Objects.requireNonNullElse(getUrl(), "not valid") + "]";
    }

    /** A value in a reference that does not show itself when the reference is logged. */
    private static final class SecretAddress extends StringRefAddr {

        @Serial
        private static final long serialVersionUID = 1L;

        SecretAddress(String type, String value) {
            super(type, value);
        }

        @Override
        public String toString() {
            return "Type: " + getType() + "\nContent: ***\n";
        }
    }

    // One getter and one setter per property, without logic. They are written out, and make the class long, because
    // containers find them by
    // reflection under pgjdbc's names and with pgjdbc's types, which follow from no rule, and because PublicApiTest and
    // users' IDEs read them.
    // A test compares them with Property.

    /** Value of {@link Property#USER}, or its default. */
    public String getUser() {
        return config.text(Property.USER);
    }

    /** Sets {@link Property#USER}; null takes it back. */
    public void setUser(String user) {
        config.put(Property.USER, user);
    }

    /** Value of {@link Property#PASSWORD}, or its default. */
    public String getPassword() {
        return config.text(Property.PASSWORD);
    }

    /** Sets {@link Property#PASSWORD}; null takes it back. */
    public void setPassword(String password) {
        config.put(Property.PASSWORD, password);
    }

    /** Value of {@link Property#PASSFILE}, or its default. */
    public String getPassfile() {
        return config.text(Property.PASSFILE);
    }

    /** Sets {@link Property#PASSFILE}; null takes it back. */
    public void setPassfile(String passfile) {
        config.put(Property.PASSFILE, passfile);
    }

    /** Value of {@link Property#SERVICE}, or its default. */
    public String getService() {
        return config.text(Property.SERVICE);
    }

    /** Sets {@link Property#SERVICE}; null takes it back. */
    public void setService(String service) {
        config.put(Property.SERVICE, service);
    }

    /** Value of {@link Property#ENV}, or its default. */
    public boolean getEnv() {
        return config.flag(Property.ENV);
    }

    /** Sets {@link Property#ENV}. */
    public void setEnv(boolean env) {
        config.put(Property.ENV, Boolean.toString(env));
    }

    /** Value of {@link Property#DATABASE}, or its default. */
    public String getDatabaseName() {
        return config.text(Property.DATABASE);
    }

    /** Sets {@link Property#DATABASE}; null takes it back. */
    public void setDatabaseName(String databaseName) {
        config.put(Property.DATABASE, databaseName);
    }

    /** Value of {@link Property#TARGET_SERVER_TYPE}, or its default. */
    public String getTargetServerType() {
        return config.text(Property.TARGET_SERVER_TYPE);
    }

    /** Sets {@link Property#TARGET_SERVER_TYPE}; null takes it back. */
    public void setTargetServerType(String targetServerType) {
        config.put(Property.TARGET_SERVER_TYPE, targetServerType);
    }

    /** Value of {@link Property#LOAD_BALANCE_HOSTS}, or its default. */
    public boolean getLoadBalanceHosts() {
        return config.flag(Property.LOAD_BALANCE_HOSTS);
    }

    /** Sets {@link Property#LOAD_BALANCE_HOSTS}. */
    public void setLoadBalanceHosts(boolean loadBalanceHosts) {
        config.put(Property.LOAD_BALANCE_HOSTS, Boolean.toString(loadBalanceHosts));
    }

    /** Value of {@link Property#HOST_RECHECK_SECONDS}, or its default. */
    public int getHostRecheckSeconds() {
        return config.number(Property.HOST_RECHECK_SECONDS);
    }

    /** Sets {@link Property#HOST_RECHECK_SECONDS}. */
    public void setHostRecheckSeconds(int hostRecheckSeconds) {
        config.put(Property.HOST_RECHECK_SECONDS, Integer.toString(hostRecheckSeconds));
    }

    /** Value of {@link Property#PROTOCOL_VERSION}, or its default. */
    public String getProtocolVersion() {
        return config.text(Property.PROTOCOL_VERSION);
    }

    /** Sets {@link Property#PROTOCOL_VERSION}; null takes it back. */
    public void setProtocolVersion(String protocolVersion) {
        config.put(Property.PROTOCOL_VERSION, protocolVersion);
    }

    /** Value of {@link Property#REPLICATION}, or its default. */
    public String getReplication() {
        return config.text(Property.REPLICATION);
    }

    /** Sets {@link Property#REPLICATION}; null takes it back. */
    public void setReplication(String replication) {
        config.put(Property.REPLICATION, replication);
    }

    /** Value of {@link Property#OPTIONS}, or its default. */
    public String getOptions() {
        return config.text(Property.OPTIONS);
    }

    /** Sets {@link Property#OPTIONS}; null takes it back. */
    public void setOptions(String options) {
        config.put(Property.OPTIONS, options);
    }

    /** Value of {@link Property#APPLICATION_NAME}, or its default. */
    public String getApplicationName() {
        return config.text(Property.APPLICATION_NAME);
    }

    /** Sets {@link Property#APPLICATION_NAME}; null takes it back. */
    public void setApplicationName(String applicationName) {
        config.put(Property.APPLICATION_NAME, applicationName);
    }

    /** Value of {@link Property#CURRENT_SCHEMA}, or its default. */
    public String getCurrentSchema() {
        return config.text(Property.CURRENT_SCHEMA);
    }

    /** Sets {@link Property#CURRENT_SCHEMA}; null takes it back. */
    public void setCurrentSchema(String currentSchema) {
        config.put(Property.CURRENT_SCHEMA, currentSchema);
    }

    /** Value of {@link Property#READ_ONLY}, or its default. */
    public boolean getReadOnly() {
        return config.flag(Property.READ_ONLY);
    }

    /** Sets {@link Property#READ_ONLY}. */
    public void setReadOnly(boolean readOnly) {
        config.put(Property.READ_ONLY, Boolean.toString(readOnly));
    }

    /** Value of {@link Property#READ_ONLY_MODE}, or its default. */
    public String getReadOnlyMode() {
        return config.text(Property.READ_ONLY_MODE);
    }

    /** Sets {@link Property#READ_ONLY_MODE}; null takes it back. */
    public void setReadOnlyMode(String readOnlyMode) {
        config.put(Property.READ_ONLY_MODE, readOnlyMode);
    }

    /** Value of {@link Property#SSL_MODE}, or its default. */
    public String getSslMode() {
        return config.text(Property.SSL_MODE);
    }

    /** Sets {@link Property#SSL_MODE}; null takes it back. */
    public void setSslMode(String sslMode) {
        config.put(Property.SSL_MODE, sslMode);
    }

    /** The same as {@link #getSslMode}, by pgjdbc's other name. */
    public String getSslmode() {
        return getSslMode();
    }

    /** The same as {@link #setSslMode}, by pgjdbc's other name. */
    public void setSslmode(String sslmode) {
        setSslMode(sslmode);
    }

    /** Value of {@link Property#SSL_NEGOTIATION}, or its default. */
    public String getSslNegotiation() {
        return config.text(Property.SSL_NEGOTIATION);
    }

    /** Sets {@link Property#SSL_NEGOTIATION}; null takes it back. */
    public void setSslNegotiation(String sslNegotiation) {
        config.put(Property.SSL_NEGOTIATION, sslNegotiation);
    }

    /** Value of {@link Property#SSL_ROOT_CERT}, or its default. */
    public String getSslRootCert() {
        return config.text(Property.SSL_ROOT_CERT);
    }

    /** Sets {@link Property#SSL_ROOT_CERT}; null takes it back. */
    public void setSslRootCert(String sslRootCert) {
        config.put(Property.SSL_ROOT_CERT, sslRootCert);
    }

    /** The same as {@link #getSslRootCert}, by pgjdbc's other name. */
    public String getSslrootcert() {
        return getSslRootCert();
    }

    /** The same as {@link #setSslRootCert}, by pgjdbc's other name. */
    public void setSslrootcert(String sslrootcert) {
        setSslRootCert(sslrootcert);
    }

    /** Value of {@link Property#SSL_FACTORY}, or its default. */
    public String getSslfactory() {
        return config.text(Property.SSL_FACTORY);
    }

    /** Sets {@link Property#SSL_FACTORY}; null takes it back. */
    public void setSslfactory(String sslfactory) {
        config.put(Property.SSL_FACTORY, sslfactory);
    }

    /** Value of {@link Property#SSL_FACTORY_ARG}, or its default. */
    public String getSslFactoryArg() {
        return config.text(Property.SSL_FACTORY_ARG);
    }

    /** Sets {@link Property#SSL_FACTORY_ARG}; null takes it back. */
    public void setSslFactoryArg(String sslFactoryArg) {
        config.put(Property.SSL_FACTORY_ARG, sslFactoryArg);
    }

    /** The same as {@link #getSslFactoryArg}, by pgjdbc's other name. */
    public String getSslfactoryarg() {
        return getSslFactoryArg();
    }

    /** The same as {@link #setSslFactoryArg}, by pgjdbc's other name. */
    public void setSslfactoryarg(String sslfactoryarg) {
        setSslFactoryArg(sslfactoryarg);
    }

    /** Value of {@link Property#CHANNEL_BINDING}, or its default. */
    public String getChannelBinding() {
        return config.text(Property.CHANNEL_BINDING);
    }

    /** Sets {@link Property#CHANNEL_BINDING}; null takes it back. */
    public void setChannelBinding(String channelBinding) {
        config.put(Property.CHANNEL_BINDING, channelBinding);
    }

    /** Value of {@link Property#REQUIRE_AUTH}, or its default. */
    public String getRequireAuth() {
        return config.text(Property.REQUIRE_AUTH);
    }

    /** Sets {@link Property#REQUIRE_AUTH}; null takes it back. */
    public void setRequireAuth(String requireAuth) {
        config.put(Property.REQUIRE_AUTH, requireAuth);
    }

    /** Value of {@link Property#SCRAM_MAX_ITERATIONS}, or its default. */
    public int getScramMaxIterations() {
        return config.number(Property.SCRAM_MAX_ITERATIONS);
    }

    /** Sets {@link Property#SCRAM_MAX_ITERATIONS}. */
    public void setScramMaxIterations(int scramMaxIterations) {
        config.put(Property.SCRAM_MAX_ITERATIONS, Integer.toString(scramMaxIterations));
    }

    /** Value of {@link Property#CONNECT_TIMEOUT}, or its default, in seconds. */
    public int getConnectTimeout() {
        return config.number(Property.CONNECT_TIMEOUT);
    }

    /** Sets {@link Property#CONNECT_TIMEOUT}, in seconds. */
    public void setConnectTimeout(int connectTimeout) {
        config.put(Property.CONNECT_TIMEOUT, Integer.toString(connectTimeout));
    }

    /** Value of {@link Property#SOCKET_TIMEOUT}, or its default, in seconds. */
    public int getSocketTimeout() {
        return config.number(Property.SOCKET_TIMEOUT);
    }

    /** Sets {@link Property#SOCKET_TIMEOUT}, in seconds. */
    public void setSocketTimeout(int socketTimeout) {
        config.put(Property.SOCKET_TIMEOUT, Integer.toString(socketTimeout));
    }

    /** Value of {@link Property#QUERY_TIMEOUT}, or its default, in seconds. */
    public int getQueryTimeout() {
        return config.number(Property.QUERY_TIMEOUT);
    }

    /** Sets {@link Property#QUERY_TIMEOUT}, in seconds. */
    public void setQueryTimeout(int queryTimeout) {
        config.put(Property.QUERY_TIMEOUT, Integer.toString(queryTimeout));
    }

    /** Value of {@link Property#CANCEL_SIGNAL_TIMEOUT}, or its default, in seconds. */
    public int getCancelSignalTimeout() {
        return config.number(Property.CANCEL_SIGNAL_TIMEOUT);
    }

    /** Sets {@link Property#CANCEL_SIGNAL_TIMEOUT}, in seconds. */
    public void setCancelSignalTimeout(int cancelSignalTimeout) {
        config.put(Property.CANCEL_SIGNAL_TIMEOUT, Integer.toString(cancelSignalTimeout));
    }

    /** Value of {@link Property#TCP_KEEP_ALIVE}, or its default. */
    public boolean getTcpKeepAlive() {
        return config.flag(Property.TCP_KEEP_ALIVE);
    }

    /** Sets {@link Property#TCP_KEEP_ALIVE}. */
    public void setTcpKeepAlive(boolean tcpKeepAlive) {
        config.put(Property.TCP_KEEP_ALIVE, Boolean.toString(tcpKeepAlive));
    }

    /** Value of {@link Property#TCP_NO_DELAY}, or its default. */
    public boolean getTcpNoDelay() {
        return config.flag(Property.TCP_NO_DELAY);
    }

    /** Sets {@link Property#TCP_NO_DELAY}. */
    public void setTcpNoDelay(boolean tcpNoDelay) {
        config.put(Property.TCP_NO_DELAY, Boolean.toString(tcpNoDelay));
    }

    /** Value of {@link Property#SEND_BUFFER_SIZE}, or its default. */
    public int getSendBufferSize() {
        return config.number(Property.SEND_BUFFER_SIZE);
    }

    /** Sets {@link Property#SEND_BUFFER_SIZE}. */
    public void setSendBufferSize(int sendBufferSize) {
        config.put(Property.SEND_BUFFER_SIZE, Integer.toString(sendBufferSize));
    }

    /** Value of {@link Property#RECEIVE_BUFFER_SIZE}, or its default. */
    public int getReceiveBufferSize() {
        return config.number(Property.RECEIVE_BUFFER_SIZE);
    }

    /** Sets {@link Property#RECEIVE_BUFFER_SIZE}. */
    public void setReceiveBufferSize(int receiveBufferSize) {
        config.put(Property.RECEIVE_BUFFER_SIZE, Integer.toString(receiveBufferSize));
    }

    /** The same as {@link #getReceiveBufferSize}, by pgjdbc's other name. */
    public int getRecvBufferSize() {
        return getReceiveBufferSize();
    }

    /** The same as {@link #setReceiveBufferSize}, by pgjdbc's other name. */
    public void setRecvBufferSize(int recvBufferSize) {
        setReceiveBufferSize(recvBufferSize);
    }

    /** Value of {@link Property#LOCAL_SOCKET_ADDRESS}, or its default. */
    public String getLocalSocketAddress() {
        return config.text(Property.LOCAL_SOCKET_ADDRESS);
    }

    /** Sets {@link Property#LOCAL_SOCKET_ADDRESS}; null takes it back. */
    public void setLocalSocketAddress(String localSocketAddress) {
        config.put(Property.LOCAL_SOCKET_ADDRESS, localSocketAddress);
    }

    /** Value of {@link Property#SOCKET_FACTORY}, or its default. */
    public String getSocketFactory() {
        return config.text(Property.SOCKET_FACTORY);
    }

    /** Sets {@link Property#SOCKET_FACTORY}; null takes it back. */
    public void setSocketFactory(String socketFactory) {
        config.put(Property.SOCKET_FACTORY, socketFactory);
    }

    /** Value of {@link Property#SOCKET_FACTORY_ARG}, or its default. */
    public String getSocketFactoryArg() {
        return config.text(Property.SOCKET_FACTORY_ARG);
    }

    /** Sets {@link Property#SOCKET_FACTORY_ARG}; null takes it back. */
    public void setSocketFactoryArg(String socketFactoryArg) {
        config.put(Property.SOCKET_FACTORY_ARG, socketFactoryArg);
    }

    /** Value of {@link Property#PREPARE_THRESHOLD}, or its default. */
    public int getPrepareThreshold() {
        return config.number(Property.PREPARE_THRESHOLD);
    }

    /** Sets {@link Property#PREPARE_THRESHOLD}. */
    public void setPrepareThreshold(int prepareThreshold) {
        config.put(Property.PREPARE_THRESHOLD, Integer.toString(prepareThreshold));
    }

    /** Value of {@link Property#PREPARED_STATEMENT_CACHE_QUERIES}, or its default. */
    public int getPreparedStatementCacheQueries() {
        return config.number(Property.PREPARED_STATEMENT_CACHE_QUERIES);
    }

    /** Sets {@link Property#PREPARED_STATEMENT_CACHE_QUERIES}. */
    public void setPreparedStatementCacheQueries(int preparedStatementCacheQueries) {
        config.put(Property.PREPARED_STATEMENT_CACHE_QUERIES, Integer.toString(preparedStatementCacheQueries));
    }

    /** Value of {@link Property#PREPARED_STATEMENT_CACHE_SIZE_MIB}, or its default. */
    public int getPreparedStatementCacheSizeMiB() {
        return config.number(Property.PREPARED_STATEMENT_CACHE_SIZE_MIB);
    }

    /** Sets {@link Property#PREPARED_STATEMENT_CACHE_SIZE_MIB}. */
    public void setPreparedStatementCacheSizeMiB(int preparedStatementCacheSizeMiB) {
        config.put(Property.PREPARED_STATEMENT_CACHE_SIZE_MIB, Integer.toString(preparedStatementCacheSizeMiB));
    }

    /** Value of {@link Property#PREFER_QUERY_MODE}, or its default. */
    public String getPreferQueryMode() {
        return config.text(Property.PREFER_QUERY_MODE);
    }

    /** Sets {@link Property#PREFER_QUERY_MODE}; null takes it back. */
    public void setPreferQueryMode(String preferQueryMode) {
        config.put(Property.PREFER_QUERY_MODE, preferQueryMode);
    }

    /** Value of {@link Property#BATCH_MODE}, or its default. */
    public String getBatchMode() {
        return config.text(Property.BATCH_MODE);
    }

    /** Sets {@link Property#BATCH_MODE}; null takes it back. */
    public void setBatchMode(String batchMode) {
        config.put(Property.BATCH_MODE, batchMode);
    }

    /** Value of {@link Property#ESCAPE_SYNTAX_CALL_MODE}, or its default. */
    public String getEscapeSyntaxCallMode() {
        return config.text(Property.ESCAPE_SYNTAX_CALL_MODE);
    }

    /** Sets {@link Property#ESCAPE_SYNTAX_CALL_MODE}; null takes it back. */
    public void setEscapeSyntaxCallMode(String escapeSyntaxCallMode) {
        config.put(Property.ESCAPE_SYNTAX_CALL_MODE, escapeSyntaxCallMode);
    }

    /** Value of {@link Property#QUOTE_RETURNING_IDENTIFIERS}, or its default. */
    public boolean getQuoteReturningIdentifiers() {
        return config.flag(Property.QUOTE_RETURNING_IDENTIFIERS);
    }

    /** Sets {@link Property#QUOTE_RETURNING_IDENTIFIERS}. */
    public void setQuoteReturningIdentifiers(boolean quoteReturningIdentifiers) {
        config.put(Property.QUOTE_RETURNING_IDENTIFIERS, Boolean.toString(quoteReturningIdentifiers));
    }

    /** Value of {@link Property#STRING_TYPE}, or its default. */
    public String getStringType() {
        return config.text(Property.STRING_TYPE);
    }

    /** Sets {@link Property#STRING_TYPE}; null takes it back. */
    public void setStringType(String stringType) {
        config.put(Property.STRING_TYPE, stringType);
    }

    /** Value of {@link Property#REWRITE_BATCHED_INSERTS}, or its default. */
    public boolean getReWriteBatchedInserts() {
        return config.flag(Property.REWRITE_BATCHED_INSERTS);
    }

    /** Sets {@link Property#REWRITE_BATCHED_INSERTS}. */
    public void setReWriteBatchedInserts(boolean reWriteBatchedInserts) {
        config.put(Property.REWRITE_BATCHED_INSERTS, Boolean.toString(reWriteBatchedInserts));
    }

    /** Value of {@link Property#RAISE_EXCEPTION_ON_SILENT_ROLLBACK}, or its default. */
    public boolean getRaiseExceptionOnSilentRollback() {
        return config.flag(Property.RAISE_EXCEPTION_ON_SILENT_ROLLBACK);
    }

    /** Sets {@link Property#RAISE_EXCEPTION_ON_SILENT_ROLLBACK}. */
    public void setRaiseExceptionOnSilentRollback(boolean raiseExceptionOnSilentRollback) {
        config.put(Property.RAISE_EXCEPTION_ON_SILENT_ROLLBACK, Boolean.toString(raiseExceptionOnSilentRollback));
    }

    /** Value of {@link Property#DEFAULT_ROW_FETCH_SIZE}, or its default. */
    public int getDefaultRowFetchSize() {
        return config.number(Property.DEFAULT_ROW_FETCH_SIZE);
    }

    /** Sets {@link Property#DEFAULT_ROW_FETCH_SIZE}. */
    public void setDefaultRowFetchSize(int defaultRowFetchSize) {
        config.put(Property.DEFAULT_ROW_FETCH_SIZE, Integer.toString(defaultRowFetchSize));
    }

    /** Value of {@link Property#ADAPTIVE_STREAMING}, or its default. */
    public boolean getAdaptiveStreaming() {
        return config.flag(Property.ADAPTIVE_STREAMING);
    }

    /** Sets {@link Property#ADAPTIVE_STREAMING}. */
    public void setAdaptiveStreaming(boolean adaptiveStreaming) {
        config.put(Property.ADAPTIVE_STREAMING, Boolean.toString(adaptiveStreaming));
    }

    /** Value of {@link Property#STREAM_BUDGET}, or its default. */
    public String getStreamBudget() {
        return config.text(Property.STREAM_BUDGET);
    }

    /** Sets {@link Property#STREAM_BUDGET}; null takes it back. */
    public void setStreamBudget(String streamBudget) {
        config.put(Property.STREAM_BUDGET, streamBudget);
    }

    /** Value of {@link Property#CLOSE_CANCELS}, or its default. */
    public boolean getCloseCancels() {
        return config.flag(Property.CLOSE_CANCELS);
    }

    /** Sets {@link Property#CLOSE_CANCELS}. */
    public void setCloseCancels(boolean closeCancels) {
        config.put(Property.CLOSE_CANCELS, Boolean.toString(closeCancels));
    }

    /** Value of {@link Property#MAX_DRAIN}, or its default. */
    public String getMaxDrain() {
        return config.text(Property.MAX_DRAIN);
    }

    /** Sets {@link Property#MAX_DRAIN}; null takes it back. */
    public void setMaxDrain(String maxDrain) {
        config.put(Property.MAX_DRAIN, maxDrain);
    }

    /** Value of {@link Property#MAX_MESSAGE_SIZE}, or its default. */
    public String getMaxMessageSize() {
        return config.text(Property.MAX_MESSAGE_SIZE);
    }

    /** Sets {@link Property#MAX_MESSAGE_SIZE}; null takes it back. */
    public void setMaxMessageSize(String maxMessageSize) {
        config.put(Property.MAX_MESSAGE_SIZE, maxMessageSize);
    }

    /** Value of {@link Property#BINARY_TRANSFER}, or its default. */
    public boolean getBinaryTransfer() {
        return config.flag(Property.BINARY_TRANSFER);
    }

    /** Sets {@link Property#BINARY_TRANSFER}. */
    public void setBinaryTransfer(boolean binaryTransfer) {
        config.put(Property.BINARY_TRANSFER, Boolean.toString(binaryTransfer));
    }

    /** Value of {@link Property#DISABLE_COLUMN_SANITISER}, or its default. */
    public boolean getDisableColumnSanitiser() {
        return config.flag(Property.DISABLE_COLUMN_SANITISER);
    }

    /** Sets {@link Property#DISABLE_COLUMN_SANITISER}. */
    public void setDisableColumnSanitiser(boolean disableColumnSanitiser) {
        config.put(Property.DISABLE_COLUMN_SANITISER, Boolean.toString(disableColumnSanitiser));
    }

    /** Value of {@link Property#CONVERT_BOOLEAN_TO_NUMERIC}, or its default. */
    public boolean getConvertBooleanToNumeric() {
        return config.flag(Property.CONVERT_BOOLEAN_TO_NUMERIC);
    }

    /** Sets {@link Property#CONVERT_BOOLEAN_TO_NUMERIC}. */
    public void setConvertBooleanToNumeric(boolean convertBooleanToNumeric) {
        config.put(Property.CONVERT_BOOLEAN_TO_NUMERIC, Boolean.toString(convertBooleanToNumeric));
    }

    /** Value of {@link Property#UNKNOWN_LENGTH}, or its default. */
    public int getUnknownLength() {
        return config.number(Property.UNKNOWN_LENGTH);
    }

    /** Sets {@link Property#UNKNOWN_LENGTH}. */
    public void setUnknownLength(int unknownLength) {
        config.put(Property.UNKNOWN_LENGTH, Integer.toString(unknownLength));
    }

    /** Value of {@link Property#INTERRUPT}, or its default. */
    public String getInterrupt() {
        return config.text(Property.INTERRUPT);
    }

    /** Sets {@link Property#INTERRUPT}; null takes it back. */
    public void setInterrupt(String interrupt) {
        config.put(Property.INTERRUPT, interrupt);
    }

    /** Value of {@link Property#VALIDATION}, or its default. */
    public String getValidation() {
        return config.text(Property.VALIDATION);
    }

    /** Sets {@link Property#VALIDATION}; null takes it back. */
    public void setValidation(String validation) {
        config.put(Property.VALIDATION, validation);
    }

    /** Value of {@link Property#HIDE_UNPRIVILEGED_OBJECTS}, or its default. */
    public boolean getHideUnprivilegedObjects() {
        return config.flag(Property.HIDE_UNPRIVILEGED_OBJECTS);
    }

    /** Sets {@link Property#HIDE_UNPRIVILEGED_OBJECTS}. */
    public void setHideUnprivilegedObjects(boolean hideUnprivilegedObjects) {
        config.put(Property.HIDE_UNPRIVILEGED_OBJECTS, Boolean.toString(hideUnprivilegedObjects));
    }

    /** Value of {@link Property#SHOW_ERROR_POSITION}, or its default. */
    public boolean getShowErrorPosition() {
        return config.flag(Property.SHOW_ERROR_POSITION);
    }

    /** Sets {@link Property#SHOW_ERROR_POSITION}. */
    public void setShowErrorPosition(boolean showErrorPosition) {
        config.put(Property.SHOW_ERROR_POSITION, Boolean.toString(showErrorPosition));
    }

    /** Value of {@link Property#LOG_SERVER_ERROR_DETAIL}, or its default. */
    public boolean getLogServerErrorDetail() {
        return config.flag(Property.LOG_SERVER_ERROR_DETAIL);
    }

    /** Sets {@link Property#LOG_SERVER_ERROR_DETAIL}. */
    public void setLogServerErrorDetail(boolean logServerErrorDetail) {
        config.put(Property.LOG_SERVER_ERROR_DETAIL, Boolean.toString(logServerErrorDetail));
    }

    /** Value of {@link Property#WIRE_TRACE}, or its default. */
    public String getWireTrace() {
        return config.text(Property.WIRE_TRACE);
    }

    /** Sets {@link Property#WIRE_TRACE}; null takes it back. */
    public void setWireTrace(String wireTrace) {
        config.put(Property.WIRE_TRACE, wireTrace);
    }

    /** Value of {@link Property#SSL_CERT}, or its default. */
    public String getSslCert() {
        return config.text(Property.SSL_CERT);
    }

    /** Sets {@link Property#SSL_CERT}; null takes it back. */
    public void setSslCert(String sslCert) {
        config.put(Property.SSL_CERT, sslCert);
    }

    /** The same as {@link #getSslCert}, by pgjdbc's other name. */
    public String getSslcert() {
        return getSslCert();
    }

    /** The same as {@link #setSslCert}, by pgjdbc's other name. */
    public void setSslcert(String sslcert) {
        setSslCert(sslcert);
    }

    /** Value of {@link Property#SSL_KEY}, or its default. */
    public String getSslKey() {
        return config.text(Property.SSL_KEY);
    }

    /** Sets {@link Property#SSL_KEY}; null takes it back. */
    public void setSslKey(String sslKey) {
        config.put(Property.SSL_KEY, sslKey);
    }

    /** The same as {@link #getSslKey}, by pgjdbc's other name. */
    public String getSslkey() {
        return getSslKey();
    }

    /** The same as {@link #setSslKey}, by pgjdbc's other name. */
    public void setSslkey(String sslkey) {
        setSslKey(sslkey);
    }

    /** Value of {@link Property#SSL_PASSWORD}, or its default. */
    public String getSslPassword() {
        return config.text(Property.SSL_PASSWORD);
    }

    /** Sets {@link Property#SSL_PASSWORD}; null takes it back. */
    public void setSslPassword(String sslPassword) {
        config.put(Property.SSL_PASSWORD, sslPassword);
    }

    /** The same as {@link #getSslPassword}, by pgjdbc's other name. */
    public String getSslpassword() {
        return getSslPassword();
    }

    /** The same as {@link #setSslPassword}, by pgjdbc's other name. */
    public void setSslpassword(String sslpassword) {
        setSslPassword(sslpassword);
    }

    /** Value of {@link Property#SSL_PASSWORD_CALLBACK}, or its default. */
    public String getSslpasswordcallback() {
        return config.text(Property.SSL_PASSWORD_CALLBACK);
    }

    /** Sets {@link Property#SSL_PASSWORD_CALLBACK}; null takes it back. */
    public void setSslpasswordcallback(String sslpasswordcallback) {
        config.put(Property.SSL_PASSWORD_CALLBACK, sslpasswordcallback);
    }

    /** The same as {@link #getSslpasswordcallback}, by pgjdbc's other name. */
    public String getSslPasswordCallback() {
        return getSslpasswordcallback();
    }

    /** The same as {@link #setSslpasswordcallback}, by pgjdbc's other name. */
    public void setSslPasswordCallback(String sslPasswordCallback) {
        setSslpasswordcallback(sslPasswordCallback);
    }

    // Properties of pgjdbc that are accepted without effect; Property.ACCEPTED_UNUSED says why.

    /** What was set, without effect. */
    public boolean getAdaptiveFetch() {
        return config.flag("adaptiveFetch");
    }

    /** Accepted without effect. */
    public void setAdaptiveFetch(boolean adaptiveFetch) {
        config.put("adaptiveFetch", Boolean.toString(adaptiveFetch));
    }

    /** What was set, without effect. */
    public int getAdaptiveFetchMaximum() {
        return config.number("adaptiveFetchMaximum");
    }

    /** Accepted without effect. */
    public void setAdaptiveFetchMaximum(int adaptiveFetchMaximum) {
        config.put("adaptiveFetchMaximum", Integer.toString(adaptiveFetchMaximum));
    }

    /** What was set, without effect. */
    public int getAdaptiveFetchMinimum() {
        return config.number("adaptiveFetchMinimum");
    }

    /** Accepted without effect. */
    public void setAdaptiveFetchMinimum(int adaptiveFetchMinimum) {
        config.put("adaptiveFetchMinimum", Integer.toString(adaptiveFetchMinimum));
    }

    /** What was set, without effect. */
    public boolean getAllowEncodingChanges() {
        return config.flag("allowEncodingChanges");
    }

    /** Accepted without effect. */
    public void setAllowEncodingChanges(boolean allowEncodingChanges) {
        config.put("allowEncodingChanges", Boolean.toString(allowEncodingChanges));
    }

    /** What was set, without effect. */
    public String getAssumeMinServerVersion() {
        return config.text("assumeMinServerVersion");
    }

    /** Accepted without effect. */
    public void setAssumeMinServerVersion(String assumeMinServerVersion) {
        config.put("assumeMinServerVersion", assumeMinServerVersion);
    }

    /** What was set, without effect. */
    public String getAuthenticationPluginClassName() {
        return config.text("authenticationPluginClassName");
    }

    /** Accepted without effect. */
    public void setAuthenticationPluginClassName(String authenticationPluginClassName) {
        config.put("authenticationPluginClassName", authenticationPluginClassName);
    }

    /** Value of {@link Property#CODEC_PROVIDERS}, or its default. */
    public String getCodecProviders() {
        return config.text(Property.CODEC_PROVIDERS);
    }

    /** Sets {@link Property#CODEC_PROVIDERS}; null takes it back. */
    public void setCodecProviders(String codecProviders) {
        config.put(Property.CODEC_PROVIDERS, codecProviders);
    }

    /** Value of {@link Property#AUTOSAVE}, or its default. */
    public String getAutosave() {
        return config.text(Property.AUTOSAVE);
    }

    /** Sets {@link Property#AUTOSAVE}; null takes it back. */
    public void setAutosave(String autosave) {
        config.put(Property.AUTOSAVE, autosave);
    }

    /** What was set, without effect. */
    public String getClassLoaderStrategy() {
        return config.text("classLoaderStrategy");
    }

    /** Accepted without effect. */
    public void setClassLoaderStrategy(String classLoaderStrategy) {
        config.put("classLoaderStrategy", classLoaderStrategy);
    }

    /** What was set, without effect. */
    public String getBinaryTransferEnable() {
        return config.text("binaryTransferEnable");
    }

    /** Accepted without effect. */
    public void setBinaryTransferEnable(String binaryTransferEnable) {
        config.put("binaryTransferEnable", binaryTransferEnable);
    }

    /** Value of {@link Property#BINARY_TRANSFER_DISABLE}; null when it was not set. */
    public String getBinaryTransferDisable() {
        return config.text(Property.BINARY_TRANSFER_DISABLE);
    }

    /** Sets {@link Property#BINARY_TRANSFER_DISABLE}; null takes it back. */
    public void setBinaryTransferDisable(String binaryTransferDisable) {
        config.put(Property.BINARY_TRANSFER_DISABLE, binaryTransferDisable);
    }

    /** Value of {@link Property#CLEANUP_SAVEPOINTS}, or its default. */
    public boolean getCleanupSavepoints() {
        return config.flag(Property.CLEANUP_SAVEPOINTS);
    }

    /** Sets {@link Property#CLEANUP_SAVEPOINTS}. */
    public void setCleanupSavepoints(boolean cleanupSavepoints) {
        config.put(Property.CLEANUP_SAVEPOINTS, Boolean.toString(cleanupSavepoints));
    }

    /** The same as {@link #getCleanupSavepoints}, by pgjdbc's other name. */
    public boolean getCleanupSavePoints() {
        return getCleanupSavepoints();
    }

    /** The same as {@link #setCleanupSavepoints}, by pgjdbc's other name. */
    public void setCleanupSavePoints(boolean cleanupSavePoints) {
        setCleanupSavepoints(cleanupSavePoints);
    }

    /** What was set, without effect. */
    public String getConnectExecutor() {
        return config.text("connectExecutor");
    }

    /** Accepted without effect. */
    public void setConnectExecutor(String connectExecutor) {
        config.put("connectExecutor", connectExecutor);
    }

    /** What was set, without effect. */
    public String getConnectExecutorArg() {
        return config.text("connectExecutorArg");
    }

    /** Accepted without effect. */
    public void setConnectExecutorArg(String connectExecutorArg) {
        config.put("connectExecutorArg", connectExecutorArg);
    }

    /** What was set, without effect. */
    public int getDatabaseMetadataCacheFields() {
        return config.number("databaseMetadataCacheFields");
    }

    /** Accepted without effect. */
    public void setDatabaseMetadataCacheFields(int databaseMetadataCacheFields) {
        config.put("databaseMetadataCacheFields", Integer.toString(databaseMetadataCacheFields));
    }

    /** What was set, without effect. */
    public int getDatabaseMetadataCacheFieldsMiB() {
        return config.number("databaseMetadataCacheFieldsMiB");
    }

    /** Accepted without effect. */
    public void setDatabaseMetadataCacheFieldsMiB(int databaseMetadataCacheFieldsMiB) {
        config.put("databaseMetadataCacheFieldsMiB", Integer.toString(databaseMetadataCacheFieldsMiB));
    }

    /** What was set, without effect. */
    public boolean getFlushCacheOnDdl() {
        return config.flag("flushCacheOnDdl");
    }

    /** Accepted without effect. */
    public void setFlushCacheOnDdl(boolean flushCacheOnDdl) {
        config.put("flushCacheOnDdl", Boolean.toString(flushCacheOnDdl));
    }

    /** What was set, without effect. */
    public boolean getGroupStartupParameters() {
        return config.flag("groupStartupParameters");
    }

    /** Accepted without effect. */
    public void setGroupStartupParameters(boolean groupStartupParameters) {
        config.put("groupStartupParameters", Boolean.toString(groupStartupParameters));
    }

    /** What was set, without effect. */
    public String getGssEncMode() {
        return config.text("gssEncMode");
    }

    /** Accepted without effect. */
    public void setGssEncMode(String gssEncMode) {
        config.put("gssEncMode", gssEncMode);
    }

    /** What was set, without effect. */
    public int getGssResponseTimeout() {
        return config.number("gssResponseTimeout");
    }

    /** Accepted without effect. */
    public void setGssResponseTimeout(int gssResponseTimeout) {
        config.put("gssResponseTimeout", Integer.toString(gssResponseTimeout));
    }

    /** What was set, without effect. */
    public boolean getGssUseDefaultCreds() {
        return config.flag("gssUseDefaultCreds");
    }

    /** Accepted without effect. */
    public void setGssUseDefaultCreds(boolean gssUseDefaultCreds) {
        config.put("gssUseDefaultCreds", Boolean.toString(gssUseDefaultCreds));
    }

    /** What was set, without effect. */
    public String getGsslib() {
        return config.text("gsslib");
    }

    /** Accepted without effect. */
    public void setGsslib(String gsslib) {
        config.put("gsslib", gsslib);
    }

    /** The same as {@link #getGsslib}, by pgjdbc's other name. */
    public String getGssLib() {
        return getGsslib();
    }

    /** The same as {@link #setGsslib}, by pgjdbc's other name. */
    public void setGssLib(String gssLib) {
        setGsslib(gssLib);
    }

    /** What was set, without effect. */
    public String getJaasApplicationName() {
        return config.text("jaasApplicationName");
    }

    /** Accepted without effect. */
    public void setJaasApplicationName(String jaasApplicationName) {
        config.put("jaasApplicationName", jaasApplicationName);
    }

    /** What was set, without effect. */
    public boolean getJaasLogin() {
        return config.flag("jaasLogin");
    }

    /** Accepted without effect. */
    public void setJaasLogin(boolean jaasLogin) {
        config.put("jaasLogin", Boolean.toString(jaasLogin));
    }

    /** What was set, without effect. */
    public String getKerberosServerName() {
        return config.text("kerberosServerName");
    }

    /** Accepted without effect. */
    public void setKerberosServerName(String kerberosServerName) {
        config.put("kerberosServerName", kerberosServerName);
    }

    /** What was set, without effect. */
    public boolean getLogUnclosedConnections() {
        return config.flag("logUnclosedConnections");
    }

    /** Accepted without effect. */
    public void setLogUnclosedConnections(boolean logUnclosedConnections) {
        config.put("logUnclosedConnections", Boolean.toString(logUnclosedConnections));
    }

    /** What was set, without effect. */
    public String getLoggerFile() {
        return config.text("loggerFile");
    }

    /** Accepted without effect. */
    public void setLoggerFile(String loggerFile) {
        config.put("loggerFile", loggerFile);
    }

    /** What was set, without effect. */
    public String getLoggerLevel() {
        return config.text("loggerLevel");
    }

    /** Accepted without effect. */
    public void setLoggerLevel(String loggerLevel) {
        config.put("loggerLevel", loggerLevel);
    }

    /** What was set, without effect. */
    public String getMaxResultBuffer() {
        return config.text("maxResultBuffer");
    }

    /** Accepted without effect. */
    public void setMaxResultBuffer(String maxResultBuffer) {
        config.put("maxResultBuffer", maxResultBuffer);
    }

    /** What was set, without effect. */
    public int getMaxSendBufferSize() {
        return config.number("maxSendBufferSize");
    }

    /** Accepted without effect. */
    public void setMaxSendBufferSize(int maxSendBufferSize) {
        config.put("maxSendBufferSize", Integer.toString(maxSendBufferSize));
    }

    /** What was set, without effect. */
    public String getPemKeyAlgorithm() {
        return config.text("pemKeyAlgorithm");
    }

    /** Accepted without effect. */
    public void setPemKeyAlgorithm(String pemKeyAlgorithm) {
        config.put("pemKeyAlgorithm", pemKeyAlgorithm);
    }

    /** The same as {@link #getPemKeyAlgorithm}, by pgjdbc's other name. */
    public String getPemKeyAlgo() {
        return getPemKeyAlgorithm();
    }

    /** The same as {@link #setPemKeyAlgorithm}, by pgjdbc's other name. */
    public void setPemKeyAlgo(String pemKeyAlgo) {
        setPemKeyAlgorithm(pemKeyAlgo);
    }

    /** What was set, without effect. */
    public int getReWriteBatchedInsertsSize() {
        return config.number("reWriteBatchedInsertsSize");
    }

    /** Accepted without effect. */
    public void setReWriteBatchedInsertsSize(int reWriteBatchedInsertsSize) {
        config.put("reWriteBatchedInsertsSize", Integer.toString(reWriteBatchedInsertsSize));
    }

    /** What was set, without effect. */
    public int getSslResponseTimeout() {
        return config.number("sslResponseTimeout");
    }

    /** Accepted without effect. */
    public void setSslResponseTimeout(int sslResponseTimeout) {
        config.put("sslResponseTimeout", Integer.toString(sslResponseTimeout));
    }

    /** What was set, without effect. */
    public String getSslhostnameverifier() {
        return config.text("sslhostnameverifier");
    }

    /** Accepted without effect. */
    public void setSslhostnameverifier(String sslhostnameverifier) {
        config.put("sslhostnameverifier", sslhostnameverifier);
    }

    /** The same as {@link #getSslhostnameverifier}, by pgjdbc's other name. */
    public String getSslHostnameVerifier() {
        return getSslhostnameverifier();
    }

    /** The same as {@link #setSslhostnameverifier}, by pgjdbc's other name. */
    public void setSslHostnameVerifier(String sslHostnameVerifier) {
        setSslhostnameverifier(sslHostnameVerifier);
    }

    /** What was set, without effect. */
    public String getSspiServiceClass() {
        return config.text("sspiServiceClass");
    }

    /** Accepted without effect. */
    public void setSspiServiceClass(String sspiServiceClass) {
        config.put("sspiServiceClass", sspiServiceClass);
    }

    /** What was set, without effect. */
    public boolean getUseSpnego() {
        return config.flag("useSpnego");
    }

    /** Accepted without effect. */
    public void setUseSpnego(boolean useSpnego) {
        config.put("useSpnego", Boolean.toString(useSpnego));
    }

    /** The same as {@link #getUseSpnego}, by pgjdbc's other name. */
    public boolean getUseSpNego() {
        return getUseSpnego();
    }

    /** The same as {@link #setUseSpnego}, by pgjdbc's other name. */
    public void setUseSpNego(boolean useSpNego) {
        setUseSpnego(useSpNego);
    }

    /** What was set, without effect. */
    public String getXmlFactoryFactory() {
        return config.text("xmlFactoryFactory");
    }

    /** Accepted without effect. */
    public void setXmlFactoryFactory(String xmlFactoryFactory) {
        config.put("xmlFactoryFactory", xmlFactoryFactory);
    }
}
