package io.howdah;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.Property;
import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import io.howdah.internal.connect.DriverContext;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HowdahDataSourceTest {

    /** The bean properties of pgjdbc's data sources, without its deprecated pool's. */
    private static final String PGJDBC_BEAN_PROPERTIES = """
            serverName serverNames portNumber portNumbers databaseName user password url URL loginTimeout
            options connectTimeout gssResponseTimeout sslResponseTimeout protocolVersion quoteReturningIdentifiers
            receiveBufferSize recvBufferSize sendBufferSize maxSendBufferSize prepareThreshold
            preparedStatementCacheQueries preparedStatementCacheSizeMiB databaseMetadataCacheFields
            databaseMetadataCacheFieldsMiB defaultRowFetchSize queryTimeout unknownLength socketTimeout
            cancelSignalTimeout ssl sslfactory sslMode sslmode sslFactoryArg sslfactoryarg sslHostnameVerifier
            sslhostnameverifier sslCert sslcert sslKey sslkey sslRootCert sslrootcert sslNegotiation sslPassword
            sslpassword sslPasswordCallback sslpasswordcallback applicationName targetServerType loadBalanceHosts
            hostRecheckSeconds tcpKeepAlive tcpNoDelay binaryTransfer binaryTransferEnable binaryTransferDisable
            stringType disableColumnSanitiser convertBooleanToNumeric currentSchema readOnly readOnlyMode
            logUnclosedConnections logServerErrorDetail assumeMinServerVersion groupStartupParameters
            jaasApplicationName jaasLogin gssUseDefaultCreds kerberosServerName useSpNego gssLib gssEncMode
            sspiServiceClass allowEncodingChanges socketFactory socketFactoryArg classLoaderStrategy replication
            escapeSyntaxCallMode localSocketAddress loggerLevel loggerFile channelBinding scramMaxIterations
            authenticationPluginClassName preferQueryMode autosave cleanupSavepoints cleanupSavePoints
            reWriteBatchedInserts reWriteBatchedInsertsSize hideUnprivilegedObjects flushCacheOnDdl maxResultBuffer
            adaptiveFetch adaptiveFetchMaximum adaptiveFetchMinimum xmlFactoryFactory connectExecutor
            connectExecutorArg pemKeyAlgorithm pemKeyAlgo requireAuth
            """;

    static Stream<String> pgjdbcBeanProperties() {
        return Arrays.stream(PGJDBC_BEAN_PROPERTIES.strip().split("\\s+"));
    }

    private static Map<String, PropertyDescriptor> beanProperties() throws IntrospectionException {
        return Arrays.stream(Introspector.getBeanInfo(HowdahDataSource.class).getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null)
                .collect(Collectors.toMap(PropertyDescriptor::getName, Function.identity()));
    }

    @ParameterizedTest
    @MethodSource("pgjdbcBeanProperties")
    void everyBeanPropertyOfPgjdbcCanBeSetAndReadBack(String name) throws Exception {
        HowdahDataSource dataSource = new HowdahDataSource();
        PropertyDescriptor property = beanProperties().get(name);
        assertNotNull(property, "no setter");
        Class<?> type = property.getPropertyType();
        Object value;
        if (type == int.class) {
            value = 17;
        } else if (type == boolean.class) {
            value = !(Boolean) property.getReadMethod().invoke(dataSource);
        } else if (type == int[].class) {
            value = new int[] {1, 2};
        } else if (type == String[].class) {
            value = new String[] {"a", "b"};
        } else {
            value = name.equalsIgnoreCase("url") ? "jdbc:postgresql://h:5432/db" : "x";
        }

        property.getWriteMethod().invoke(dataSource, value);

        Object read = property.getReadMethod().invoke(dataSource);
        assertTrue(
                new Object[] {value}.length == 1 && Arrays.deepEquals(new Object[] {value}, new Object[] {read}),
                name + " = " + read);
    }

    @Test
    void everyDeclaredPropertyHasASetterThatReachesIt() throws Exception {
        Map<String, String> beanNames = Map.of(
                "PGHOST", "serverName",
                "PGPORT", "portNumber",
                "PGDBNAME", "databaseName",
                "ApplicationName", "applicationName",
                "stringtype", "stringType",
                "sslNegotiation", "sslNegotiation");
        for (Property property : Property.values()) {
            HowdahDataSource dataSource = new HowdahDataSource();
            PropertyDescriptor bean = beanProperties().get(beanNames.getOrDefault(property.key(), property.key()));
            assertNotNull(bean, property.key());
            Class<?> type = bean.getPropertyType();
            boolean flipped =
                    type == boolean.class && !(Boolean) bean.getReadMethod().invoke(dataSource);

            bean.getWriteMethod()
                    .invoke(dataSource, type == int.class ? (Object) 17 : type == boolean.class ? flipped : "17");

            String expected = type == boolean.class ? Boolean.toString(flipped) : "17";
            assertEquals(expected, dataSource.getProperty(property), property.key());
        }
    }

    @Test
    void everyUnusedPropertyCanBeSetByName() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();
        for (String name : Property.ACCEPTED_UNUSED.keySet()) {
            dataSource.setProperty(name, "1");

            assertEquals("1", dataSource.getProperty(name));
        }
    }

    @Test
    void gettersOfANewDataSourceGiveTheDefaults() {
        HowdahDataSource dataSource = new HowdahDataSource();

        assertEquals("localhost", dataSource.getServerName());
        assertEquals(5432, dataSource.getPortNumber());
        assertNull(dataSource.getDatabaseName());
        assertEquals(2, dataSource.getPrepareThreshold());
        assertEquals(10, dataSource.getConnectTimeout());
        assertTrue(dataSource.getTcpNoDelay());
        assertFalse(dataSource.getSsl());
        assertEquals(0, dataSource.getLoginTimeout());
        assertNull(dataSource.getLogWriter());
        assertThrows(SQLFeatureNotSupportedException.class, dataSource::getParentLogger);
        assertEquals("jdbc:postgresql://localhost:5432/", dataSource.getUrl());
    }

    @Test
    void aSetterIsStrongerThanTheUrlButPlacesAreThoseOfTheLastCall() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();
        dataSource.setServerName("first");
        dataSource.setDatabaseName("first");
        dataSource.setUser("setter");
        dataSource.setUrl("jdbc:postgresql://url:1/url?user=url&prepareThreshold=9");

        assertEquals("url", dataSource.getServerName());
        assertEquals(1, dataSource.getPortNumber());
        assertEquals("url", dataSource.getDatabaseName());
        assertEquals("setter", dataSource.getUser());
        assertEquals(9, dataSource.getPrepareThreshold());

        dataSource.setDatabaseName("last");
        assertEquals("last", dataSource.settings().database());
        assertEquals(List.of(new HostSpec("url", 1)), dataSource.settings().hosts());

        dataSource.setURL("jdbc:postgresql:other");
        assertEquals("other", dataSource.getDatabaseName());
        assertEquals(2, dataSource.getPrepareThreshold());
    }

    @Test
    void aDurationReadAsSecondsIsRoundedUp() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();
        dataSource.setProperty("loginTimeout", "1.2");

        assertEquals(2, dataSource.getLoginTimeout());
        assertEquals(1200, dataSource.settings().loginTimeoutMillis());
    }

    @Test
    void severalServersHaveNamesAndPorts() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();
        dataSource.setServerNames("a", "", null);
        dataSource.setPortNumbers(1, 0, 3);

        assertEquals(
                List.of(new HostSpec("a", 1), new HostSpec("localhost", 5432), new HostSpec("localhost", 3)),
                dataSource.settings().hosts());
        assertArrayEquals(new int[] {1, 5432, 3}, dataSource.getPortNumbers());

        dataSource.setServerNames();
        dataSource.setPortNumber(0);
        assertEquals(
                List.of(new HostSpec("localhost", 5432)), dataSource.settings().hosts());
    }

    @Test
    void settingsAreMadeOnceAndAgainAfterAChange() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();

        Settings before = dataSource.settings();
        assertSame(before, dataSource.settings());
        dataSource.setUser("other");
        assertNotSame(before, dataSource.settings());
        assertEquals("other", dataSource.settings().user());
    }

    @Test
    void aValueIsTakenBackByNull() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();
        dataSource.setUrl("jdbc:postgresql://h/db?sslmode=require");

        dataSource.setSslMode(null);

        assertEquals(Settings.TlsMode.PREFER, dataSource.settings().tlsMode());
    }

    @Test
    void anUnknownNameOrABadValueIsRefusedAtOnceBySetProperty() {
        HowdahDataSource dataSource = new HowdahDataSource();

        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> dataSource.setProperty("nonsense", "1"))
                        .getSQLState());
        assertThrows(SQLException.class, () -> dataSource.getProperty("nonsense"));
        assertThrows(SQLException.class, () -> dataSource.setProperty("prepareThreshold", "x"));
        assertThrows(SQLException.class, () -> dataSource.setProperty(Property.SSL_MODE, "x"));
        assertThrows(SQLException.class, () -> dataSource.setProperty("PGPORT", "x"));
    }

    @Test
    void aBadValueOfASetterIsRefusedWhenSettingsAreMade() {
        HowdahDataSource dataSource = new HowdahDataSource();
        dataSource.setSslMode("x");

        assertThrows(SQLException.class, dataSource::settings);
        assertNull(dataSource.getUrl());
        assertEquals("HowdahDataSource[not valid]", dataSource.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://u:hunter2@h/db",
                "jdbc:postgresql://u:hunter2@h/db",
                "jdbc:postgresql://h/db?password=hunter2&prepareThreshold=x",
                "hunter2"
            })
    void aUrlThatIsNotOursIsRefusedWithoutShowingIt(String url) {
        HowdahDataSource dataSource = new HowdahDataSource();

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> dataSource.setUrl(url));

        assertFalse(refused.toString().contains("hunter2"), refused.toString());
        assertEquals("localhost", dataSource.getServerName());
    }

    @Test
    void aLibpqUriIsAUrlAsWell() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();
        dataSource.setUrl("postgresql://bob:hunter2@h:1/db?sslmode=require");

        assertEquals("bob", dataSource.settings().user());
        assertEquals("hunter2", dataSource.settings().password());
        assertEquals("jdbc:postgresql://h:1/db?user=bob&sslmode=require", dataSource.getUrl());
    }

    @Test
    void theBuilderTakesUrlPropertiesAndNamesOfOthers() throws SQLException {
        HowdahDataSource dataSource = HowdahDataSource.builder()
                .url("jdbc:postgresql://h/db?user=url")
                .user("bob")
                .password("hunter2")
                .property(Property.BATCH_MODE, "barrier")
                .property("readOnly", "true")
                .property("cloudSqlInstance", "p:r:i")
                .property("ssl", "true")
                .property("ssl", null)
                .build();

        Settings settings = dataSource.settings();
        assertEquals("bob", settings.user());
        assertEquals("hunter2", settings.password());
        assertEquals("db", settings.database());
        assertEquals(Settings.BatchMode.BARRIER, settings.batchMode());
        assertTrue(settings.readOnly());
        assertEquals(Map.of("cloudSqlInstance", "p:r:i"), settings.extras());
        assertEquals(Settings.TlsMode.PREFER, settings.tlsMode());
    }

    @Test
    void theBuilderRefusesABadValueWithoutShowingSecrets() {
        HowdahDataSource.Builder builder =
                HowdahDataSource.builder().password("hunter2").property("batchMode", "x");

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, builder::build);

        assertTrue(refused.getMessage().contains("batchMode"), refused.getMessage());
        assertFalse(refused.toString().contains("hunter2"));
        assertFalse(builder.toString().contains("hunter2"));
    }

    @Test
    void serialisationKeepsTheValues() throws IOException, ClassNotFoundException, SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();
        dataSource.setUrl("jdbc:postgresql://h/db");
        dataSource.setPassword("hunter2");
        dataSource.settings();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(dataSource);
        }

        HowdahDataSource copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (HowdahDataSource) in.readObject();
        }

        assertEquals("hunter2", copy.settings().password());
        assertEquals(dataSource.getUrl(), copy.getUrl());
        copy.setUser("changed");
        assertNull(dataSource.getUser());
    }

    @Test
    void aReferenceMakesAnEqualDataSourceAndHidesSecrets() throws Exception {
        HowdahDataSource dataSource = new HowdahDataSource();
        dataSource.setUrl("jdbc:postgresql://h1:1,h2:2/db?prepareThreshold=9");
        dataSource.setPassword("hunter2");
        dataSource.setSslPassword("hunter2");

        Reference reference = dataSource.getReference();
        Object made = new HowdahObjectFactory().getObjectInstance(reference, null, null, null);

        assertFalse(reference.toString().contains("hunter2"), reference.toString());
        Settings settings = ((HowdahDataSource) made).settings();
        assertEquals(dataSource.settings().hosts(), settings.hosts());
        assertEquals(9, settings.prepareThreshold());
        assertEquals("hunter2", settings.password());
        assertFalse(dataSource.toString().contains("hunter2"), dataSource.toString());
    }

    @Test
    void everyKindOfDataSourceComesBackFromItsReference() throws Exception {
        for (BaseDataSource dataSource : List.of(new HowdahPooledDataSource(), new HowdahXaDataSource())) {
            dataSource.setUrl("jdbc:postgresql://h1:1/db?prepareThreshold=9");
            dataSource.setPassword("hunter2");
            Object made = new HowdahObjectFactory().getObjectInstance(dataSource.getReference(), null, null, null);
            assertEquals(dataSource.getClass(), made.getClass());
            assertEquals("hunter2", ((BaseDataSource) made).settings().password());
            assertEquals(9, ((BaseDataSource) made).settings().prepareThreshold());
        }
        HowdahObjectFactory factory = new HowdahObjectFactory();
        assertInstanceOf(
                HowdahXaDataSource.class,
                factory.getObjectInstance(new Reference("javax.sql.XADataSource"), null, null, null));
        assertInstanceOf(
                HowdahPooledDataSource.class,
                factory.getObjectInstance(new Reference("javax.sql.ConnectionPoolDataSource"), null, null, null));
    }

    @Test
    void aContainersReferenceUsesBeanNames() throws Exception {
        Reference reference = new Reference("javax.sql.DataSource");
        reference.add(new StringRefAddr("serverName", "h"));
        reference.add(new StringRefAddr("portNumber", "0"));
        reference.add(new StringRefAddr("databaseName", "db"));
        reference.add(new StringRefAddr("user", "bob"));
        reference.add(new StringRefAddr("scope", "Shareable"));
        Reference withUrl = new Reference("io.howdah.HowdahDataSource");
        withUrl.add(new StringRefAddr("databaseName", "set"));
        withUrl.add(new StringRefAddr("url", "jdbc:postgresql://u/url"));

        HowdahObjectFactory factory = new HowdahObjectFactory();
        Settings settings = ((HowdahDataSource) factory.getObjectInstance(reference, null, null, null)).settings();
        Settings urlSettings = ((HowdahDataSource) factory.getObjectInstance(withUrl, null, null, null)).settings();

        assertEquals(List.of(new HostSpec("h", 5432)), settings.hosts());
        assertEquals("db", settings.database());
        assertEquals("bob", settings.user());
        assertEquals("set", urlSettings.database());
        assertEquals(List.of(new HostSpec("u", 5432)), urlSettings.hosts());
    }

    @Test
    void connectionsOfTheSameLoginShareAContextUntilAPropertyChanges() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();

        DriverContext own = dataSource.config().context(null, null);
        DriverContext bobs = dataSource.config().context("bob", "hunter2");

        assertSame(own, dataSource.config().context(null, null));
        assertSame(bobs, dataSource.config().context("bob", "hunter2"));
        assertNotSame(own, bobs);
        assertNotSame(bobs, dataSource.config().context("bob", "other"));
        assertEquals("bob", bobs.settings().user());
        assertEquals("hunter2", bobs.settings().password());

        dataSource.setReadOnly(true);
        assertNotSame(own, dataSource.config().context(null, null));
        assertTrue(dataSource.config().context(null, null).settings().readOnly());
    }

    @Test
    void onlyTheLatestLoginsAreRemembered() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();
        DriverContext first = dataSource.config().context("first", null);
        DriverContext used = dataSource.config().context("used", null);
        for (int i = 0; i < 63; i++) {
            dataSource.config().context("user" + i, null);
            assertSame(used, dataSource.config().context("used", null));
        }

        assertNotSame(first, dataSource.config().context("first", null));
    }

    @Test
    void itUnwrapsToItselfOnly() throws SQLException {
        HowdahDataSource dataSource = new HowdahDataSource();

        assertSame(dataSource, dataSource.unwrap(DataSource.class));
        assertTrue(dataSource.isWrapperFor(BaseDataSource.class));
        assertFalse(dataSource.isWrapperFor(String.class));
        assertThrows(SQLException.class, () -> dataSource.unwrap(String.class));
    }

    @Test
    void theFactoryMakesOnlyThisDriversClasses() throws Exception {
        HowdahObjectFactory factory = new HowdahObjectFactory();

        assertNull(factory.getObjectInstance(new Reference("java.util.ArrayList"), null, null, null));
        assertNull(factory.getObjectInstance(new Reference("io.howdah.BaseDataSource"), null, null, null));
        assertNull(factory.getObjectInstance("jdbc:postgresql:", null, null, null));
        assertNull(factory.getObjectInstance(null, null, null, null));
    }
}
