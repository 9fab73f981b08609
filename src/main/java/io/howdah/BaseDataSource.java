package io.howdah;

import io.howdah.api.Property;
import io.howdah.internal.config.Settings;
import java.io.PrintWriter;
import java.io.Serial;
import java.io.Serializable;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
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

    /** Where code that logs through {@code java.util.logging} finds the driver's parent. */
    private static final Logger PARENT_LOGGER = Logger.getLogger("io.howdah");

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
            throw new SQLNonTransientException("there is no connection property " + name, "22023");
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

    @Override
    public Logger getParentLogger() {
        return PARENT_LOGGER;
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

    // One getter and one setter per property, without logic. Javadoc is that of the Property.

    public String getUser() {
        return config.text(Property.USER);
    }

    public void setUser(String user) {
        config.put(Property.USER, user);
    }

    public String getPassword() {
        return config.text(Property.PASSWORD);
    }

    public void setPassword(String password) {
        config.put(Property.PASSWORD, password);
    }

    public String getPassfile() {
        return config.text(Property.PASSFILE);
    }

    public void setPassfile(String passfile) {
        config.put(Property.PASSFILE, passfile);
    }

    public String getService() {
        return config.text(Property.SERVICE);
    }

    public void setService(String service) {
        config.put(Property.SERVICE, service);
    }

    public boolean getEnv() {
        return config.flag(Property.ENV);
    }

    public void setEnv(boolean env) {
        config.put(Property.ENV, Boolean.toString(env));
    }

    public String getDatabaseName() {
        return config.text(Property.DATABASE);
    }

    public void setDatabaseName(String databaseName) {
        config.put(Property.DATABASE, databaseName);
    }

    public String getTargetServerType() {
        return config.text(Property.TARGET_SERVER_TYPE);
    }

    public void setTargetServerType(String targetServerType) {
        config.put(Property.TARGET_SERVER_TYPE, targetServerType);
    }

    public boolean getLoadBalanceHosts() {
        return config.flag(Property.LOAD_BALANCE_HOSTS);
    }

    public void setLoadBalanceHosts(boolean loadBalanceHosts) {
        config.put(Property.LOAD_BALANCE_HOSTS, Boolean.toString(loadBalanceHosts));
    }

    public int getHostRecheckSeconds() {
        return config.number(Property.HOST_RECHECK_SECONDS);
    }

    public void setHostRecheckSeconds(int hostRecheckSeconds) {
        config.put(Property.HOST_RECHECK_SECONDS, Integer.toString(hostRecheckSeconds));
    }

    public String getProtocolVersion() {
        return config.text(Property.PROTOCOL_VERSION);
    }

    public void setProtocolVersion(String protocolVersion) {
        config.put(Property.PROTOCOL_VERSION, protocolVersion);
    }

    public String getReplication() {
        return config.text(Property.REPLICATION);
    }

    public void setReplication(String replication) {
        config.put(Property.REPLICATION, replication);
    }

    public String getOptions() {
        return config.text(Property.OPTIONS);
    }

    public void setOptions(String options) {
        config.put(Property.OPTIONS, options);
    }

    public String getApplicationName() {
        return config.text(Property.APPLICATION_NAME);
    }

    public void setApplicationName(String applicationName) {
        config.put(Property.APPLICATION_NAME, applicationName);
    }

    public String getCurrentSchema() {
        return config.text(Property.CURRENT_SCHEMA);
    }

    public void setCurrentSchema(String currentSchema) {
        config.put(Property.CURRENT_SCHEMA, currentSchema);
    }

    public boolean getReadOnly() {
        return config.flag(Property.READ_ONLY);
    }

    public void setReadOnly(boolean readOnly) {
        config.put(Property.READ_ONLY, Boolean.toString(readOnly));
    }

    public String getReadOnlyMode() {
        return config.text(Property.READ_ONLY_MODE);
    }

    public void setReadOnlyMode(String readOnlyMode) {
        config.put(Property.READ_ONLY_MODE, readOnlyMode);
    }

    public String getSslMode() {
        return config.text(Property.SSL_MODE);
    }

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

    public String getSslNegotiation() {
        return config.text(Property.SSL_NEGOTIATION);
    }

    public void setSslNegotiation(String sslNegotiation) {
        config.put(Property.SSL_NEGOTIATION, sslNegotiation);
    }

    public String getSslRootCert() {
        return config.text(Property.SSL_ROOT_CERT);
    }

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

    public String getSslCert() {
        return config.text(Property.SSL_CERT);
    }

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

    public String getSslKey() {
        return config.text(Property.SSL_KEY);
    }

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

    public String getSslPassword() {
        return config.text(Property.SSL_PASSWORD);
    }

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

    public String getSslfactory() {
        return config.text(Property.SSL_FACTORY);
    }

    public void setSslfactory(String sslfactory) {
        config.put(Property.SSL_FACTORY, sslfactory);
    }

    public String getSslFactoryArg() {
        return config.text(Property.SSL_FACTORY_ARG);
    }

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

    public String getChannelBinding() {
        return config.text(Property.CHANNEL_BINDING);
    }

    public void setChannelBinding(String channelBinding) {
        config.put(Property.CHANNEL_BINDING, channelBinding);
    }

    public String getRequireAuth() {
        return config.text(Property.REQUIRE_AUTH);
    }

    public void setRequireAuth(String requireAuth) {
        config.put(Property.REQUIRE_AUTH, requireAuth);
    }

    public int getScramMaxIterations() {
        return config.number(Property.SCRAM_MAX_ITERATIONS);
    }

    public void setScramMaxIterations(int scramMaxIterations) {
        config.put(Property.SCRAM_MAX_ITERATIONS, Integer.toString(scramMaxIterations));
    }

    public int getConnectTimeout() {
        return config.number(Property.CONNECT_TIMEOUT);
    }

    public void setConnectTimeout(int connectTimeout) {
        config.put(Property.CONNECT_TIMEOUT, Integer.toString(connectTimeout));
    }

    public int getSocketTimeout() {
        return config.number(Property.SOCKET_TIMEOUT);
    }

    public void setSocketTimeout(int socketTimeout) {
        config.put(Property.SOCKET_TIMEOUT, Integer.toString(socketTimeout));
    }

    public int getQueryTimeout() {
        return config.number(Property.QUERY_TIMEOUT);
    }

    public void setQueryTimeout(int queryTimeout) {
        config.put(Property.QUERY_TIMEOUT, Integer.toString(queryTimeout));
    }

    public int getCancelSignalTimeout() {
        return config.number(Property.CANCEL_SIGNAL_TIMEOUT);
    }

    public void setCancelSignalTimeout(int cancelSignalTimeout) {
        config.put(Property.CANCEL_SIGNAL_TIMEOUT, Integer.toString(cancelSignalTimeout));
    }

    public boolean getTcpKeepAlive() {
        return config.flag(Property.TCP_KEEP_ALIVE);
    }

    public void setTcpKeepAlive(boolean tcpKeepAlive) {
        config.put(Property.TCP_KEEP_ALIVE, Boolean.toString(tcpKeepAlive));
    }

    public boolean getTcpNoDelay() {
        return config.flag(Property.TCP_NO_DELAY);
    }

    public void setTcpNoDelay(boolean tcpNoDelay) {
        config.put(Property.TCP_NO_DELAY, Boolean.toString(tcpNoDelay));
    }

    public int getSendBufferSize() {
        return config.number(Property.SEND_BUFFER_SIZE);
    }

    public void setSendBufferSize(int sendBufferSize) {
        config.put(Property.SEND_BUFFER_SIZE, Integer.toString(sendBufferSize));
    }

    public int getReceiveBufferSize() {
        return config.number(Property.RECEIVE_BUFFER_SIZE);
    }

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

    public String getLocalSocketAddress() {
        return config.text(Property.LOCAL_SOCKET_ADDRESS);
    }

    public void setLocalSocketAddress(String localSocketAddress) {
        config.put(Property.LOCAL_SOCKET_ADDRESS, localSocketAddress);
    }

    public String getSocketFactory() {
        return config.text(Property.SOCKET_FACTORY);
    }

    public void setSocketFactory(String socketFactory) {
        config.put(Property.SOCKET_FACTORY, socketFactory);
    }

    public String getSocketFactoryArg() {
        return config.text(Property.SOCKET_FACTORY_ARG);
    }

    public void setSocketFactoryArg(String socketFactoryArg) {
        config.put(Property.SOCKET_FACTORY_ARG, socketFactoryArg);
    }

    public int getPrepareThreshold() {
        return config.number(Property.PREPARE_THRESHOLD);
    }

    public void setPrepareThreshold(int prepareThreshold) {
        config.put(Property.PREPARE_THRESHOLD, Integer.toString(prepareThreshold));
    }

    public int getPreparedStatementCacheQueries() {
        return config.number(Property.PREPARED_STATEMENT_CACHE_QUERIES);
    }

    public void setPreparedStatementCacheQueries(int preparedStatementCacheQueries) {
        config.put(Property.PREPARED_STATEMENT_CACHE_QUERIES, Integer.toString(preparedStatementCacheQueries));
    }

    public int getPreparedStatementCacheSizeMiB() {
        return config.number(Property.PREPARED_STATEMENT_CACHE_SIZE_MIB);
    }

    public void setPreparedStatementCacheSizeMiB(int preparedStatementCacheSizeMiB) {
        config.put(Property.PREPARED_STATEMENT_CACHE_SIZE_MIB, Integer.toString(preparedStatementCacheSizeMiB));
    }

    public String getPreferQueryMode() {
        return config.text(Property.PREFER_QUERY_MODE);
    }

    public void setPreferQueryMode(String preferQueryMode) {
        config.put(Property.PREFER_QUERY_MODE, preferQueryMode);
    }

    public String getBatchMode() {
        return config.text(Property.BATCH_MODE);
    }

    public void setBatchMode(String batchMode) {
        config.put(Property.BATCH_MODE, batchMode);
    }

    public String getEscapeSyntaxCallMode() {
        return config.text(Property.ESCAPE_SYNTAX_CALL_MODE);
    }

    public void setEscapeSyntaxCallMode(String escapeSyntaxCallMode) {
        config.put(Property.ESCAPE_SYNTAX_CALL_MODE, escapeSyntaxCallMode);
    }

    public boolean getQuoteReturningIdentifiers() {
        return config.flag(Property.QUOTE_RETURNING_IDENTIFIERS);
    }

    public void setQuoteReturningIdentifiers(boolean quoteReturningIdentifiers) {
        config.put(Property.QUOTE_RETURNING_IDENTIFIERS, Boolean.toString(quoteReturningIdentifiers));
    }

    public String getStringType() {
        return config.text(Property.STRING_TYPE);
    }

    public void setStringType(String stringType) {
        config.put(Property.STRING_TYPE, stringType);
    }

    public boolean getRaiseExceptionOnSilentRollback() {
        return config.flag(Property.RAISE_EXCEPTION_ON_SILENT_ROLLBACK);
    }

    public void setRaiseExceptionOnSilentRollback(boolean raiseExceptionOnSilentRollback) {
        config.put(Property.RAISE_EXCEPTION_ON_SILENT_ROLLBACK, Boolean.toString(raiseExceptionOnSilentRollback));
    }

    public int getDefaultRowFetchSize() {
        return config.number(Property.DEFAULT_ROW_FETCH_SIZE);
    }

    public void setDefaultRowFetchSize(int defaultRowFetchSize) {
        config.put(Property.DEFAULT_ROW_FETCH_SIZE, Integer.toString(defaultRowFetchSize));
    }

    public boolean getAdaptiveStreaming() {
        return config.flag(Property.ADAPTIVE_STREAMING);
    }

    public void setAdaptiveStreaming(boolean adaptiveStreaming) {
        config.put(Property.ADAPTIVE_STREAMING, Boolean.toString(adaptiveStreaming));
    }

    public String getStreamBudget() {
        return config.text(Property.STREAM_BUDGET);
    }

    public void setStreamBudget(String streamBudget) {
        config.put(Property.STREAM_BUDGET, streamBudget);
    }

    public boolean getCloseCancels() {
        return config.flag(Property.CLOSE_CANCELS);
    }

    public void setCloseCancels(boolean closeCancels) {
        config.put(Property.CLOSE_CANCELS, Boolean.toString(closeCancels));
    }

    public String getMaxDrain() {
        return config.text(Property.MAX_DRAIN);
    }

    public void setMaxDrain(String maxDrain) {
        config.put(Property.MAX_DRAIN, maxDrain);
    }

    public String getMaxMessageSize() {
        return config.text(Property.MAX_MESSAGE_SIZE);
    }

    public void setMaxMessageSize(String maxMessageSize) {
        config.put(Property.MAX_MESSAGE_SIZE, maxMessageSize);
    }

    public boolean getBinaryTransfer() {
        return config.flag(Property.BINARY_TRANSFER);
    }

    public void setBinaryTransfer(boolean binaryTransfer) {
        config.put(Property.BINARY_TRANSFER, Boolean.toString(binaryTransfer));
    }

    public String getBinaryTransferEnable() {
        return config.text(Property.BINARY_TRANSFER_ENABLE);
    }

    public void setBinaryTransferEnable(String binaryTransferEnable) {
        config.put(Property.BINARY_TRANSFER_ENABLE, binaryTransferEnable);
    }

    public String getBinaryTransferDisable() {
        return config.text(Property.BINARY_TRANSFER_DISABLE);
    }

    public void setBinaryTransferDisable(String binaryTransferDisable) {
        config.put(Property.BINARY_TRANSFER_DISABLE, binaryTransferDisable);
    }

    public boolean getDisableColumnSanitiser() {
        return config.flag(Property.DISABLE_COLUMN_SANITISER);
    }

    public void setDisableColumnSanitiser(boolean disableColumnSanitiser) {
        config.put(Property.DISABLE_COLUMN_SANITISER, Boolean.toString(disableColumnSanitiser));
    }

    public boolean getConvertBooleanToNumeric() {
        return config.flag(Property.CONVERT_BOOLEAN_TO_NUMERIC);
    }

    public void setConvertBooleanToNumeric(boolean convertBooleanToNumeric) {
        config.put(Property.CONVERT_BOOLEAN_TO_NUMERIC, Boolean.toString(convertBooleanToNumeric));
    }

    public int getUnknownLength() {
        return config.number(Property.UNKNOWN_LENGTH);
    }

    public void setUnknownLength(int unknownLength) {
        config.put(Property.UNKNOWN_LENGTH, Integer.toString(unknownLength));
    }

    public String getInterrupt() {
        return config.text(Property.INTERRUPT);
    }

    public void setInterrupt(String interrupt) {
        config.put(Property.INTERRUPT, interrupt);
    }

    public String getValidation() {
        return config.text(Property.VALIDATION);
    }

    public void setValidation(String validation) {
        config.put(Property.VALIDATION, validation);
    }

    public boolean getShowErrorPosition() {
        return config.flag(Property.SHOW_ERROR_POSITION);
    }

    public void setShowErrorPosition(boolean showErrorPosition) {
        config.put(Property.SHOW_ERROR_POSITION, Boolean.toString(showErrorPosition));
    }

    public boolean getLogServerErrorDetail() {
        return config.flag(Property.LOG_SERVER_ERROR_DETAIL);
    }

    public void setLogServerErrorDetail(boolean logServerErrorDetail) {
        config.put(Property.LOG_SERVER_ERROR_DETAIL, Boolean.toString(logServerErrorDetail));
    }

    public String getWireTrace() {
        return config.text(Property.WIRE_TRACE);
    }

    public void setWireTrace(String wireTrace) {
        config.put(Property.WIRE_TRACE, wireTrace);
    }

    // Properties of pgjdbc that are accepted without effect; Property.ACCEPTED_UNUSED says why.

    public boolean getAdaptiveFetch() {
        return config.flag("adaptiveFetch");
    }

    public void setAdaptiveFetch(boolean adaptiveFetch) {
        config.put("adaptiveFetch", Boolean.toString(adaptiveFetch));
    }

    public int getAdaptiveFetchMaximum() {
        return config.number("adaptiveFetchMaximum");
    }

    public void setAdaptiveFetchMaximum(int adaptiveFetchMaximum) {
        config.put("adaptiveFetchMaximum", Integer.toString(adaptiveFetchMaximum));
    }

    public int getAdaptiveFetchMinimum() {
        return config.number("adaptiveFetchMinimum");
    }

    public void setAdaptiveFetchMinimum(int adaptiveFetchMinimum) {
        config.put("adaptiveFetchMinimum", Integer.toString(adaptiveFetchMinimum));
    }

    public boolean getAllowEncodingChanges() {
        return config.flag("allowEncodingChanges");
    }

    public void setAllowEncodingChanges(boolean allowEncodingChanges) {
        config.put("allowEncodingChanges", Boolean.toString(allowEncodingChanges));
    }

    public String getAssumeMinServerVersion() {
        return config.text("assumeMinServerVersion");
    }

    public void setAssumeMinServerVersion(String assumeMinServerVersion) {
        config.put("assumeMinServerVersion", assumeMinServerVersion);
    }

    public String getAuthenticationPluginClassName() {
        return config.text("authenticationPluginClassName");
    }

    public void setAuthenticationPluginClassName(String authenticationPluginClassName) {
        config.put("authenticationPluginClassName", authenticationPluginClassName);
    }

    public String getAutosave() {
        return config.text("autosave");
    }

    public void setAutosave(String autosave) {
        config.put("autosave", autosave);
    }

    public String getClassLoaderStrategy() {
        return config.text("classLoaderStrategy");
    }

    public void setClassLoaderStrategy(String classLoaderStrategy) {
        config.put("classLoaderStrategy", classLoaderStrategy);
    }

    public boolean getCleanupSavepoints() {
        return config.flag("cleanupSavepoints");
    }

    public void setCleanupSavepoints(boolean cleanupSavepoints) {
        config.put("cleanupSavepoints", Boolean.toString(cleanupSavepoints));
    }

    /** The same as {@link #getCleanupSavepoints}, by pgjdbc's other name. */
    public boolean getCleanupSavePoints() {
        return getCleanupSavepoints();
    }

    /** The same as {@link #setCleanupSavepoints}, by pgjdbc's other name. */
    public void setCleanupSavePoints(boolean cleanupSavePoints) {
        setCleanupSavepoints(cleanupSavePoints);
    }

    public String getConnectExecutor() {
        return config.text("connectExecutor");
    }

    public void setConnectExecutor(String connectExecutor) {
        config.put("connectExecutor", connectExecutor);
    }

    public String getConnectExecutorArg() {
        return config.text("connectExecutorArg");
    }

    public void setConnectExecutorArg(String connectExecutorArg) {
        config.put("connectExecutorArg", connectExecutorArg);
    }

    public int getDatabaseMetadataCacheFields() {
        return config.number("databaseMetadataCacheFields");
    }

    public void setDatabaseMetadataCacheFields(int databaseMetadataCacheFields) {
        config.put("databaseMetadataCacheFields", Integer.toString(databaseMetadataCacheFields));
    }

    public int getDatabaseMetadataCacheFieldsMiB() {
        return config.number("databaseMetadataCacheFieldsMiB");
    }

    public void setDatabaseMetadataCacheFieldsMiB(int databaseMetadataCacheFieldsMiB) {
        config.put("databaseMetadataCacheFieldsMiB", Integer.toString(databaseMetadataCacheFieldsMiB));
    }

    public boolean getFlushCacheOnDdl() {
        return config.flag("flushCacheOnDdl");
    }

    public void setFlushCacheOnDdl(boolean flushCacheOnDdl) {
        config.put("flushCacheOnDdl", Boolean.toString(flushCacheOnDdl));
    }

    public boolean getGroupStartupParameters() {
        return config.flag("groupStartupParameters");
    }

    public void setGroupStartupParameters(boolean groupStartupParameters) {
        config.put("groupStartupParameters", Boolean.toString(groupStartupParameters));
    }

    public String getGssEncMode() {
        return config.text("gssEncMode");
    }

    public void setGssEncMode(String gssEncMode) {
        config.put("gssEncMode", gssEncMode);
    }

    public int getGssResponseTimeout() {
        return config.number("gssResponseTimeout");
    }

    public void setGssResponseTimeout(int gssResponseTimeout) {
        config.put("gssResponseTimeout", Integer.toString(gssResponseTimeout));
    }

    public boolean getGssUseDefaultCreds() {
        return config.flag("gssUseDefaultCreds");
    }

    public void setGssUseDefaultCreds(boolean gssUseDefaultCreds) {
        config.put("gssUseDefaultCreds", Boolean.toString(gssUseDefaultCreds));
    }

    public String getGsslib() {
        return config.text("gsslib");
    }

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

    public boolean getHideUnprivilegedObjects() {
        return config.flag("hideUnprivilegedObjects");
    }

    public void setHideUnprivilegedObjects(boolean hideUnprivilegedObjects) {
        config.put("hideUnprivilegedObjects", Boolean.toString(hideUnprivilegedObjects));
    }

    public String getJaasApplicationName() {
        return config.text("jaasApplicationName");
    }

    public void setJaasApplicationName(String jaasApplicationName) {
        config.put("jaasApplicationName", jaasApplicationName);
    }

    public boolean getJaasLogin() {
        return config.flag("jaasLogin");
    }

    public void setJaasLogin(boolean jaasLogin) {
        config.put("jaasLogin", Boolean.toString(jaasLogin));
    }

    public String getKerberosServerName() {
        return config.text("kerberosServerName");
    }

    public void setKerberosServerName(String kerberosServerName) {
        config.put("kerberosServerName", kerberosServerName);
    }

    public boolean getLogUnclosedConnections() {
        return config.flag("logUnclosedConnections");
    }

    public void setLogUnclosedConnections(boolean logUnclosedConnections) {
        config.put("logUnclosedConnections", Boolean.toString(logUnclosedConnections));
    }

    public String getLoggerFile() {
        return config.text("loggerFile");
    }

    public void setLoggerFile(String loggerFile) {
        config.put("loggerFile", loggerFile);
    }

    public String getLoggerLevel() {
        return config.text("loggerLevel");
    }

    public void setLoggerLevel(String loggerLevel) {
        config.put("loggerLevel", loggerLevel);
    }

    public String getMaxResultBuffer() {
        return config.text("maxResultBuffer");
    }

    public void setMaxResultBuffer(String maxResultBuffer) {
        config.put("maxResultBuffer", maxResultBuffer);
    }

    public int getMaxSendBufferSize() {
        return config.number("maxSendBufferSize");
    }

    public void setMaxSendBufferSize(int maxSendBufferSize) {
        config.put("maxSendBufferSize", Integer.toString(maxSendBufferSize));
    }

    public String getPemKeyAlgorithm() {
        return config.text("pemKeyAlgorithm");
    }

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

    public boolean getReWriteBatchedInserts() {
        return config.flag("reWriteBatchedInserts");
    }

    public void setReWriteBatchedInserts(boolean reWriteBatchedInserts) {
        config.put("reWriteBatchedInserts", Boolean.toString(reWriteBatchedInserts));
    }

    public int getReWriteBatchedInsertsSize() {
        return config.number("reWriteBatchedInsertsSize");
    }

    public void setReWriteBatchedInsertsSize(int reWriteBatchedInsertsSize) {
        config.put("reWriteBatchedInsertsSize", Integer.toString(reWriteBatchedInsertsSize));
    }

    public int getSslResponseTimeout() {
        return config.number("sslResponseTimeout");
    }

    public void setSslResponseTimeout(int sslResponseTimeout) {
        config.put("sslResponseTimeout", Integer.toString(sslResponseTimeout));
    }

    public String getSslhostnameverifier() {
        return config.text("sslhostnameverifier");
    }

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

    public String getSslpasswordcallback() {
        return config.text("sslpasswordcallback");
    }

    public void setSslpasswordcallback(String sslpasswordcallback) {
        config.put("sslpasswordcallback", sslpasswordcallback);
    }

    /** The same as {@link #getSslpasswordcallback}, by pgjdbc's other name. */
    public String getSslPasswordCallback() {
        return getSslpasswordcallback();
    }

    /** The same as {@link #setSslpasswordcallback}, by pgjdbc's other name. */
    public void setSslPasswordCallback(String sslPasswordCallback) {
        setSslpasswordcallback(sslPasswordCallback);
    }

    public String getSspiServiceClass() {
        return config.text("sspiServiceClass");
    }

    public void setSspiServiceClass(String sspiServiceClass) {
        config.put("sspiServiceClass", sspiServiceClass);
    }

    public boolean getUseSpnego() {
        return config.flag("useSpnego");
    }

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

    public String getXmlFactoryFactory() {
        return config.text("xmlFactoryFactory");
    }

    public void setXmlFactoryFactory(String xmlFactoryFactory) {
        config.put("xmlFactoryFactory", xmlFactoryFactory);
    }
}
