package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.Property;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PropertyTest {

    /** The names pgjdbc 42.7.14 declares. */
    private static final List<String> PGJDBC = List.of("""
            PGDBNAME PGHOST PGPORT user password service options ApplicationName currentSchema readOnly readOnlyMode
            assumeMinServerVersion protocolVersion targetServerType loadBalanceHosts hostRecheckSeconds connectTimeout
            loginTimeout connectExecutor connectExecutorArg socketTimeout cancelSignalTimeout tcpKeepAlive tcpNoDelay
            sendBufferSize receiveBufferSize maxSendBufferSize localSocketAddress socketFactory socketFactoryArg
            classLoaderStrategy ssl sslmode sslNegotiation sslfactory sslfactoryarg sslhostnameverifier sslcert sslkey
            sslrootcert sslpassword sslpasswordcallback sslResponseTimeout pemKeyAlgorithm channelBinding
            scramMaxIterations requireAuth authenticationPluginClassName gssEncMode gsslib gssResponseTimeout
            gssUseDefaultCreds jaasApplicationName jaasLogin kerberosServerName useSpnego sspiServiceClass
            prepareThreshold preparedStatementCacheQueries preparedStatementCacheSizeMiB preferQueryMode
            flushCacheOnDdl binaryTransfer binaryTransferEnable binaryTransferDisable defaultRowFetchSize adaptiveFetch
            adaptiveFetchMinimum adaptiveFetchMaximum maxResultBuffer reWriteBatchedInserts reWriteBatchedInsertsSize
            autosave cleanupSavepoints stringtype escapeSyntaxCallMode quoteReturningIdentifiers queryTimeout
            logServerErrorDetail logUnclosedConnections allowEncodingChanges convertBooleanToNumeric
            disableColumnSanitiser hideUnprivilegedObjects databaseMetadataCacheFields databaseMetadataCacheFieldsMiB
            unknownLength replication xmlFactoryFactory loggerLevel loggerFile groupStartupParameters
            """.strip().split("\\s+"));

    @Test
    void everyPgjdbcPropertyIsEitherHonouredOrListedAsUnused() {
        assertEquals(92, PGJDBC.size());
        for (String name : PGJDBC) {
            boolean honoured = Property.named(name)
                    .filter(property -> property.key().equals(name))
                    .isPresent();
            assertTrue(honoured != Property.ACCEPTED_UNUSED.containsKey(name), name);
        }
    }

    @Test
    void noNameOrAliasIsDeclaredTwice() {
        Set<String> names = new HashSet<>(Property.ACCEPTED_UNUSED.keySet());
        for (Property property : Property.values()) {
            assertTrue(names.add(property.key()), property.key());
            for (String alias : property.aliases()) {
                assertTrue(names.add(alias), alias);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Property.class)
    void aPropertyIsFoundByItsNamesOnly(Property property) {
        assertEquals(property, Property.named(property.key()).orElseThrow());
        for (String alias : property.aliases()) {
            assertEquals(property, Property.named(alias).orElseThrow());
        }
        assertTrue(Property.named(property.key() + " ").isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Property.class)
    void aDeclarationIsCompleteAndItsDefaultIsAllowed(Property property) throws SQLException {
        assertTrue(property.description().endsWith("."), property.description());
        assertFalse(property.allowed().isEmpty());
        if (property.defaultValue() != null) {
            PropertyValues.parse(property, property.defaultValue());
        }
        boolean needsDefault = switch (property.type()) {
            case BOOLEAN, INTEGER, SECONDS, SIZE -> true;
            case CHOICE -> property != Property.SSL_MODE;
            case LIST, TEXT -> false;
        };
        assertTrue(!needsDefault || property.defaultValue() != null, "needs a default");
    }

    @Test
    void namesAreCaseSensitive() {
        assertTrue(Property.named("USER").isEmpty());
        assertTrue(Property.named("applicationname").isEmpty());
    }
}
