package io.howdah.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.Property;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static Settings parse(String url) throws SQLException {
        return Settings.parse(url, null).orElseThrow();
    }

    private static Settings with(String name, String value) throws SQLException {
        return Settings.of(Map.of(name, value));
    }

    @Test
    void anotherDriversUrlGivesNothing() throws SQLException {
        assertTrue(Settings.parse("jdbc:mysql://h/db", new Properties()).isEmpty());
        assertTrue(Settings.parse(null, null).isEmpty());
    }

    @Test
    void defaultsArePgjdbcsButForTheDocumentedOnes() throws SQLException {
        Settings settings = parse("jdbc:postgresql:");

        assertEquals(List.of(new HostSpec("localhost", 5432)), settings.hosts());
        assertEquals(System.getProperty("user.name"), settings.user());
        assertEquals(System.getProperty("user.name"), settings.database());
        assertNull(settings.password());
        assertEquals(Settings.TlsMode.PREFER, settings.tlsMode());
        assertFalse(settings.tlsDirect());
        assertNull(settings.sslRootCert());
        assertEquals(Settings.ChannelBinding.PREFER, settings.channelBinding());
        assertNull(settings.requireAuth());
        assertEquals(100_000, settings.scramMaxIterations());
        assertEquals(0, settings.loginTimeoutMillis());
        assertEquals(10_000, settings.connectTimeoutMillis());
        assertEquals(0, settings.socketTimeoutMillis());
        assertEquals(10_000, settings.cancelTimeoutMillis());
        assertEquals(0, settings.queryTimeoutSeconds());
        assertTrue(settings.tcpNoDelay());
        assertFalse(settings.tcpKeepAlive());
        assertEquals(-1, settings.sendBufferBytes());
        assertEquals(-1, settings.receiveBufferBytes());
        assertEquals(Settings.TargetServerType.ANY, settings.targetServerType());
        assertEquals(10, settings.hostRecheckSeconds());
        assertEquals(196_608, settings.protocolVersion());
        assertEquals(2, settings.prepareThreshold());
        assertTrue(settings.binaryTransfer());
        assertEquals(Settings.StringType.AUTO, settings.stringType());
        assertTrue(settings.adaptiveStreaming());
        assertFalse(settings.closeCancels());
        assertEquals(Settings.BatchMode.ATOMIC, settings.batchMode());
        assertEquals(Settings.InterruptMode.IGNORE, settings.interruptMode());
        assertEquals(Settings.Validation.SYNC, settings.validation());
        assertEquals(Settings.ReadOnlyMode.TRANSACTION, settings.readOnlyMode());
        assertEquals(Settings.QueryMode.EXTENDED, settings.preferQueryMode());
        assertEquals(Settings.CallMode.SELECT, settings.escapeSyntaxCallMode());
        assertEquals(Settings.Replication.NONE, settings.replication());
        assertTrue(settings.logServerErrorDetail());
        assertFalse(settings.showErrorPosition());
        assertTrue(settings.quoteReturningIdentifiers());
        assertEquals(Integer.MAX_VALUE, settings.unknownLength());
        assertEquals(Limits.DEFAULTS, settings.limits());
        assertEquals(Map.of(), settings.extras());
    }

    @Test
    void theDatabaseIsTheUsersUnlessGiven() throws SQLException {
        assertEquals("bob", parse("jdbc:postgresql://h/?user=bob").database());
        assertEquals("d", parse("jdbc:postgresql://h/d?user=bob").database());
        assertEquals("bob", Settings.of(Map.of("user", "bob", "PGDBNAME", "")).database());
    }

    @Test
    void theUrlIsStrongerThanProperties() throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", "fromProperties");
        info.setProperty("PGHOST", "fromProperties");
        info.setProperty("PGDBNAME", "fromProperties");
        info.setProperty("password", "fromProperties");

        Settings settings =
                Settings.parse("jdbc:postgresql://h/db?user=fromUrl", info).orElseThrow();

        assertEquals("fromUrl", settings.user());
        assertEquals("db", settings.database());
        assertEquals("fromProperties", settings.password());
        assertEquals(List.of(new HostSpec("h", 5432)), settings.hosts());
    }

    @Test
    void aHostInPropertiesCountsWhenTheUrlHasNone() throws SQLException {
        Properties info = new Properties();
        info.setProperty("PGHOST", "a,b");
        info.setProperty("PGPORT", "1,2");

        Settings settings = Settings.parse("jdbc:postgresql:///db", info).orElseThrow();

        assertEquals(List.of(new HostSpec("a", 1), new HostSpec("b", 2)), settings.hosts());
    }

    @Test
    void defaultsOfPropertiesAndValuesThatAreNoStringsCount() throws SQLException {
        Properties defaults = new Properties();
        defaults.setProperty("user", "bob");
        Properties info = new Properties(defaults);
        info.put("prepareThreshold", 7);
        info.put("readOnly", true);
        info.put("password", "secret".toCharArray());
        info.put(42, "not a name");

        Settings settings = Settings.parse("jdbc:postgresql:", info).orElseThrow();

        assertEquals("bob", settings.user());
        assertEquals(7, settings.prepareThreshold());
        assertTrue(settings.readOnly());
        assertEquals("secret", settings.password());
    }

    @Test
    void anEmptyValueMeansTheDefault() throws SQLException {
        Settings settings =
                parse("jdbc:postgresql://h/db?prepareThreshold=&tcpNoDelay&sslmode=&socketTimeout=%20&user=");

        assertEquals(2, settings.prepareThreshold());
        assertTrue(settings.tcpNoDelay());
        assertEquals(Settings.TlsMode.PREFER, settings.tlsMode());
        assertEquals(0, settings.socketTimeoutMillis());
        assertEquals(System.getProperty("user.name"), settings.user());
    }

    @Test
    void onePortServesAllHosts() throws SQLException {
        assertEquals(
                List.of(new HostSpec("a", 7), new HostSpec("b", 7)),
                Settings.of(Map.of("PGHOST", "a, b", "PGPORT", "7")).hosts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,b   | 1,2,3
            a,b,c | 1,2
            a     | 0
            a     | 65536
            a     | x
            a:1   | 5432
            []    | 5432
            [a]   | 5432
            [/a]  | 5432
            a b   | 5432
            u@h   | 5432
            h/d   | 5432
            ,     | 5432
            """)
    void hostsAndPortsThatDoNotFitAreRefused(String hosts, String ports) {
        SQLException refused =
                assertThrows(SQLException.class, () -> Settings.of(Map.of("PGHOST", hosts, "PGPORT", ports)));

        assertEquals("22023", refused.getSQLState());
    }

    @Test
    void aHostCanBeASocketDirectoryOrAnIpv6Address() throws SQLException {
        HostSpec unix = with("host", "/run/postgresql").hosts().get(0);
        HostSpec ipv6 = with("host", "[::1]").hosts().get(0);
        HostSpec bareIpv6 = with("host", "::1").hosts().get(0);

        assertTrue(unix.isUnix());
        assertEquals("/run/postgresql/.s.PGSQL.5432", unix.path());
        assertEquals("/run/postgresql/.s.PGSQL.5432", unix.toString());
        assertFalse(ipv6.isUnix());
        assertNull(ipv6.path());
        assertEquals("::1", ipv6.host());
        assertEquals("[::1]:5432", ipv6.toString());
        assertEquals(ipv6, bareIpv6);
        assertEquals("h:5432", new HostSpec("h", 5432).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "any, ANY",
        "primary, PRIMARY",
        "master, PRIMARY",
        "secondary, SECONDARY",
        "slave, SECONDARY",
        "standby, SECONDARY",
        "preferPrimary, PREFER_PRIMARY",
        "preferSecondary, PREFER_SECONDARY",
        "preferSlave, PREFER_SECONDARY",
        "prefer-standby, PREFER_SECONDARY",
        "read-write, READ_WRITE",
        "read-only, READ_ONLY",
        "PREFERSECONDARY, PREFER_SECONDARY"
    })
    void serverTypesHaveOldNewAndLibpqNames(String text, Settings.TargetServerType expected) throws SQLException {
        assertEquals(expected, with("targetServerType", text).targetServerType());
        assertEquals(expected, with("target_session_attrs", text).targetServerType());
    }

    @ParameterizedTest
    @CsvSource({"3, 196608", "3.0, 196608", "3.2, 196610", "latest, 196610"})
    void protocolVersions(String text, int expected) throws SQLException {
        assertEquals(expected, with("protocolVersion", text).protocolVersion());
    }

    @ParameterizedTest
    @CsvSource({
        "true, PHYSICAL",
        "on, PHYSICAL",
        "1, PHYSICAL",
        "yes, PHYSICAL",
        "database, DATABASE",
        "false, NONE",
        "off, NONE",
        "0, NONE",
        "no, NONE"
    })
    void replicationKinds(String text, Settings.Replication expected) throws SQLException {
        assertEquals(expected, with("replication", text).replication());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1000",
        "1.5, 1500",
        "0.0001, 1",
        ".25, 250",
        "2147484, 2147483647",
        "99999999999, 2147483647",
        "' 3 ', 3000"
    })
    void secondsBecomeMillisecondsRoundedUp(String text, int millis) throws SQLException {
        assertEquals(millis, with("socketTimeout", text).socketTimeoutMillis());
        assertEquals(millis, with("loginTimeout", text).loginTimeoutMillis());
        assertEquals(millis, with("cancelSignalTimeout", text).cancelTimeoutMillis());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "123, 123",
        "15M, 15000000",
        "2G, 2000000000",
        "1k, 1000",
        "1kB, 1000",
        "8MiB, 8388608",
        "1 GiB, 1073741824",
        "3KiB, 3072",
        "7b, 7"
    })
    void sizesHaveDecimalAndBinaryUnits(String text, long bytes) throws SQLException {
        assertEquals(bytes, with("streamBudget", text).limits().streamBudgetBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10p", "10pct", "10percent", "10%"})
    void aSizeCanBeAShareOfTheHeap(String text) throws SQLException {
        assertEquals(
                Runtime.getRuntime().maxMemory() / 100 * 10,
                with("maxDrain", text).limits().maxDrainBytes());
    }

    @Test
    void theLargestMessageIsNeverAboveTheServersOwnBound() throws SQLException {
        assertEquals(1 << 30, with("maxMessageSize", "5GiB").limits().maxMessageBytes());
        assertEquals(1 << 20, with("maxMessageSize", "1MiB").limits().maxMessageBytes());
    }

    @Test
    void cacheBoundsComeFromTheirProperties() throws SQLException {
        Limits limits = Settings.of(
                        Map.of("preparedStatementCacheQueries", "0", "preparedStatementCacheSizeMiB", "1024"))
                .limits();

        assertEquals(0, limits.cacheEntries());
        assertEquals(1L << 30, limits.cacheSqlBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "on, true",
        "yes, true",
        "1, true",
        "false, false",
        "off, false",
        "no, false",
        "0, false",
        "False, false"
    })
    void booleansHaveSeveralSpellings(String text, boolean expected) throws SQLException {
        assertEquals(expected, with("tcpKeepAlive", text).tcpKeepAlive());
    }

    @Test
    void loadBalancingUnderstandsLibpqsWords() throws SQLException {
        assertTrue(with("load_balance_hosts", "random").loadBalanceHosts());
        assertFalse(with("load_balance_hosts", "disable").loadBalanceHosts());
        assertTrue(with("loadBalanceHosts", "true").loadBalanceHosts());
    }

    @Test
    void authenticationMethodsAreListedOrExcluded() throws SQLException {
        assertEquals(
                "scram-sha-256,md5", with("requireAuth", "SCRAM-SHA-256, md5,").requireAuth());
        assertEquals("!password,!md5", with("require_auth", "!password,!md5").requireAuth());
        assertThrows(SQLException.class, () -> with("requireAuth", "md5,!password"));
        assertThrows(SQLException.class, () -> with("requireAuth", "kerberos"));
    }

    @Test
    void unknownNamesAreHandedOnAndPgjdbcsOwnAreNot() throws SQLException {
        Settings settings =
                parse("jdbc:postgresql://h/db?cloudSqlInstance=p:r:i&autosave=never&loggerLevel=OFF&jaasLogin=false");

        assertEquals(Map.of("cloudSqlInstance", "p:r:i"), settings.extras());
    }

    @Test
    void otherCredentialsLeaveTheRest() throws SQLException {
        Settings settings = parse("jdbc:postgresql://h/?user=a&password=b&readOnly=true");

        Settings changed = settings.withCredentials("c", "d");
        Settings same = settings.withCredentials(null, null);

        assertEquals("c", changed.user());
        assertEquals("d", changed.password());
        assertEquals("c", changed.database());
        assertTrue(changed.readOnly());
        assertEquals("a", same.user());
        assertEquals("b", same.password());
        assertEquals("a", settings.user());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:5432/",
                "jdbc:postgresql://h:1,%2Ftmp:2,[::1]:3/d%2Fb",
                "jdbc:postgresql://@abstract:5432/db",
                "jdbc:postgresql:db?host=@a@b,/a%20b,fe80::1%25eth0,[::1]",
                "jdbc:postgresql://h:5432/db?user=a%20b&sslmode=require&options=-c%20x%3Dy"
            })
    void theUrlOfSettingsGivesTheSameSettings(String url) throws SQLException {
        Settings settings = parse(url);

        assertEquals(settings.hosts(), parse(settings.url()).hosts());
        assertEquals(settings.url(), parse(settings.url()).url());
        assertEquals(settings.database(), parse(settings.url()).database());
    }

    @Test
    void theUrlOfSettingsBeginsAsClientsExpect() throws SQLException {
        assertEquals(
                "jdbc:postgresql://h:5432/db?user=u&sslmode=require",
                parse("jdbc:howdah://h/db?sslmode=require&user=u&password=p&unknown=x")
                        .url());
    }

    @Test
    void gssEncryptionThatIsRequiredIsNotSilentlyDropped() {
        SQLException refused = assertThrows(SQLException.class, () -> with("gssEncMode", "require"));

        assertEquals("08004", refused.getSQLState());
    }

    @Test
    void theEnvironmentIsReadOnlyOnRequest() throws SQLException {
        Environment environment = new Environment(
                Map.of("PGHOST", "e", "PGPORT", "1", "PGUSER", "eu", "PGSSLMODE", "require", "PGOPTIONS", "eo")::get,
                Map.of("user.name", "os")::get);

        Settings off = SettingsSource.merge(Map.of(), Map.of(), environment);
        Settings on = SettingsSource.merge(Map.of("PGPORT", "2"), Map.of("env", "true", "user", "given"), environment);

        assertEquals(List.of(new HostSpec("localhost", 5432)), off.hosts());
        assertEquals("os", off.user());
        assertEquals(List.of(new HostSpec("e", 2)), on.hosts());
        assertEquals("given", on.user());
        assertEquals(Settings.TlsMode.REQUIRE, on.tlsMode());
        assertEquals("eo", on.options());
    }

    @Test
    void everyEnvironmentVariableReachesItsProperty() throws SQLException {
        for (Property property : Property.values()) {
            if (property.environmentVariable() != null && property.type() == Property.Type.TEXT) {
                Environment environment =
                        new Environment(Map.of(property.environmentVariable(), "db\u00e4")::get, name -> null);
                if (property != Property.SERVICE) {
                    Settings settings = SettingsSource.merge(Map.of(), Map.of("env", "on"), environment);
                    assertTrue(
                            property.secret() || settings.url().contains("db%C3%A4"), property + ": " + settings.url());
                }
            }
        }
    }
}
