package io.howdah.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.live.TestCertificates;
import io.howdah.live.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the server takes us for by our certificate, and what becomes of a certificate that cannot be used. */
@Live(tls = Tls.ON)
class ClientCertificateLiveTest {
    private static final String SECRET = "open sesame";
    private static final TestCertificates FILES = TestCertificates.get();

    @TempDir
    Path directory;

    private static Properties properties(PostgresServer server, String... more) {
        Properties properties = new Properties();
        properties.setProperty("user", "cert");
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", server.rootCertificate().toString());
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
        }
        return properties;
    }

    private static Connection connect(PostgresServer server, String... more) throws SQLException {
        return new HowdahDriver().connect(server.url(), properties(server, more));
    }

    private static SQLException failure(PostgresServer server, String... more) {
        SQLException e =
                assertThrows(SQLException.class, () -> connect(server, more).close());
        for (Throwable t = e; t != null; t = t.getCause()) {
            assertFalse(t.toString().contains(SECRET), t.toString());
        }
        return e;
    }

    private static void assertLetIn(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select session_user, client_dn from pg_stat_ssl" + " where pid = pg_backend_pid()")) {
            assertTrue(row.next());
            assertEquals("cert", row.getString(1));
            assertEquals("/CN=cert", row.getString(2));
        }
    }

    @Test
    void certificateAndPemKeyLetUsIn(PostgresServer server) throws SQLException {
        assertLetIn(connect(
                server,
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                FILES.clientKey().toString()));
    }

    @Test
    void certificateAndDerKeyLetUsIn(PostgresServer server) throws SQLException {
        assertLetIn(connect(
                server,
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                FILES.clientKeyDer().toString()));
    }

    @Test
    void rsaKeyLetsUsIn(PostgresServer server) throws SQLException {
        assertLetIn(connect(
                server,
                "sslcert",
                FILES.rsaClientCertificate().toString(),
                "sslkey",
                FILES.rsaClientKey().toString()));
    }

    @Test
    void pkcs12LetsUsIn(PostgresServer server) throws SQLException {
        assertLetIn(connect(
                server, "sslkey", FILES.clientPkcs12().toString(), "sslpassword", TestCertificates.PKCS12_PASSWORD));
    }

    @Live(tls = Tls.ON, hba = "hostssl all all all scram-sha-256 clientcert=verify-full")
    @Test
    void certificateCanBeAskedForBesidesThePassword(PostgresServer server) throws SQLException {
        assertLetIn(connect(
                server,
                "password",
                server.password(),
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                FILES.clientKey().toString()));
        assertEquals("28000", failure(server, "password", server.password()).getSQLState());
    }

    @Test
    void serverSaysThatItWantsACertificate(PostgresServer server) {
        SQLException e = failure(server);
        assertEquals("28000", e.getSQLState());
        assertTrue(e.getMessage().contains("valid client certificate"), e.getMessage());
    }

    @Test
    void certificateForAnotherRoleIsRefusedByTheServer(PostgresServer server) {
        SQLException e = failure(
                server,
                "user",
                "app",
                "password",
                "wrong",
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                FILES.clientKey().toString());
        assertEquals("28P01", e.getSQLState());
    }

    @Test
    void certificateOfAnUnknownIssuerIsShownAndRefused(PostgresServer server) {
        SQLException e = failure(
                server,
                "sslcert",
                FILES.strangerCertificate().toString(),
                "sslkey",
                FILES.strangerKey().toString());
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains("unknown_ca"), e.getMessage());
    }

    @Test
    void keyOfAnotherCertificateIsFoundOutBeforeTheServerDoes(PostgresServer server) {
        SQLException e = failure(
                server,
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                FILES.strangerKey().toString());
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains("does not belong to"), e.getMessage());
        e = failure(
                server,
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                FILES.rsaClientKey().toString());
        assertTrue(e.getMessage().contains("does not belong to"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require", "verify-full"})
    void missingCertificateFailsInEveryModeThatTriesTls(String mode, PostgresServer server) {
        String missing = directory.resolve("none.crt").toString();
        SQLException e = failure(
                server,
                "user",
                "trust",
                "sslmode",
                mode,
                "sslcert",
                missing,
                "sslkey",
                FILES.clientKey().toString());
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains(missing), e.getMessage());
    }

    @Test
    void fileWithoutCertificateIsRefused(PostgresServer server) {
        SQLException e = failure(
                server,
                "sslcert",
                FILES.clientKey().toString(),
                "sslkey",
                FILES.clientKey().toString());
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains("BEGIN CERTIFICATE"), e.getMessage());
    }

    @Test
    void fileThatIsNoKeyIsRefused(PostgresServer server) {
        SQLException e = failure(
                server,
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                FILES.clientCertificate().toString());
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains("holds no private key"), e.getMessage());
    }

    @Test
    void wrongPasswordOfAPkcs12FileIsSaidToBeWrong(PostgresServer server) {
        SQLException e = failure(server, "sslkey", FILES.clientPkcs12().toString(), "sslpassword", SECRET);
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains("sslpassword is wrong"), e.getMessage());
        e = failure(server, "sslkey", FILES.clientPkcs12().toString());
        assertTrue(e.getMessage().contains("sslpassword"), e.getMessage());
    }

    @Test
    void missingAndDamagedPkcs12FilesAreNamed(PostgresServer server) throws IOException {
        Path store = directory.resolve("store.p12");
        SQLException e = failure(server, "sslkey", store.toString(), "sslpassword", SECRET);
        assertTrue(e.getMessage().contains("store.p12\" does not exist"), e.getMessage());
        Files.writeString(store, "no store");
        e = failure(server, "sslkey", store.toString(), "sslpassword", SECRET);
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains("store.p12"), e.getMessage());
    }

    // ---- passwords

    private Path encryptedKey() throws Exception {
        PrivateKeyInfo key = PrivateKeyInfo.getInstance(Files.readAllBytes(FILES.clientKeyDer()));
        OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword(SECRET.toCharArray())
                .build();
        byte[] encrypted = new PKCS8Generator(key, encryptor).generate().getContent();
        return Files.write(directory.resolve("encrypted.pk8"), encrypted);
    }

    @Test
    void passwordOpensAnEncryptedKey(PostgresServer server) throws Exception {
        assertLetIn(connect(
                server,
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                encryptedKey().toString(),
                "sslpassword",
                SECRET));
    }

    @Test
    void wrongPasswordIsSaidToBeWrong(PostgresServer server) throws Exception {
        SQLException e = failure(
                server,
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                encryptedKey().toString(),
                "sslpassword",
                SECRET + "!");
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains("sslpassword is wrong"), e.getMessage());
    }

    /** Answers as a person would who knows the password. */
    public static final class Knowing implements CallbackHandler {
        @Override
        public void handle(Callback[] callbacks) {
            ((PasswordCallback) callbacks[0]).setPassword(SECRET.toCharArray());
        }
    }

    /** Cannot be asked. */
    public static final class Silent implements CallbackHandler {
        @Override
        public void handle(Callback[] callbacks) throws IOException {
            throw new IOException("nobody is there");
        }
    }

    @Test
    void passwordMayComeFromACallback(PostgresServer server) throws Exception {
        assertLetIn(connect(
                server,
                "sslcert",
                FILES.clientCertificate().toString(),
                "sslkey",
                encryptedKey().toString(),
                "sslpasswordcallback",
                Knowing.class.getName()));
    }

    @Test
    void callbackThatFailsOrIsNoneIsACleanFailure(PostgresServer server) throws Exception {
        String key = encryptedKey().toString();
        for (String name : new String[] {Silent.class.getName(), "java.lang.String", "no.such.Class"}) {
            SQLException e = failure(
                    server,
                    "sslcert",
                    FILES.clientCertificate().toString(),
                    "sslkey",
                    key,
                    "sslpasswordcallback",
                    name);
            assertEquals("08006", e.getSQLState());
            assertTrue(e.getMessage().contains(name), e.getMessage());
        }
    }

    // ---- life

    @Test
    void cancelRequestsShowTheCertificateToo(PostgresServer server) throws Exception {
        try (Connection connection = connect(
                        server,
                        "sslcert",
                        FILES.clientCertificate().toString(),
                        "sslkey",
                        FILES.clientKey().toString());
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException e = assertThrows(SQLException.class, () -> statement.execute("select pg_sleep(60)"));
            assertEquals("57014", e.getSQLState());
            assertTrue(connection.isValid(10));
        }
    }

    @Test
    void replacedFilesAreReadAgain(PostgresServer server) throws Exception {
        Path certificate = Files.copy(FILES.strangerCertificate(), directory.resolve("my.crt"));
        Path key = Files.copy(FILES.strangerKey(), directory.resolve("my.key"));
        HowdahDriver driver = new HowdahDriver();
        Properties properties = properties(server, "sslcert", certificate.toString(), "sslkey", key.toString());
        assertThrows(
                SQLException.class,
                () -> driver.connect(server.url(), properties).close());
        Files.copy(FILES.clientCertificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(FILES.clientKey(), key, StandardCopyOption.REPLACE_EXISTING);
        assertLetIn(driver.connect(server.url(), properties));
    }

    // ---- default files

    private void withHome(SqlAction action) throws Exception {
        String home = System.getProperty("user.home");
        System.setProperty("user.home", directory.toString());
        try {
            action.run();
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @FunctionalInterface
    private interface SqlAction {
        void run() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql.pk8", "postgresql.key"})
    void defaultFilesAreUsed(String keyName, PostgresServer server) throws Exception {
        Path home = Files.createDirectory(directory.resolve(".postgresql"));
        Files.copy(FILES.clientCertificate(), home.resolve("postgresql.crt"));
        Files.copy(keyName.endsWith("key") ? FILES.clientKey() : FILES.clientKeyDer(), home.resolve(keyName));
        withHome(() -> assertLetIn(connect(server)));
    }

    @Test
    void defaultCertificateWithoutKeyIsLeftAlone(PostgresServer server) throws Exception {
        Path home = Files.createDirectory(directory.resolve(".postgresql"));
        Files.copy(FILES.clientCertificate(), home.resolve("postgresql.crt"));
        withHome(() -> {
            try (Connection connection = connect(server, "user", "trust");
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select client_dn from pg_stat_ssl where pid = pg_backend_pid()")) {
                assertTrue(row.next());
                assertNull(row.getString(1));
            }
        });
    }

    @Test
    void oneWithoutTheOtherIsRefused(PostgresServer server) throws Exception {
        withHome(() -> {
            SQLException e =
                    failure(server, "sslcert", FILES.clientCertificate().toString());
            assertEquals("08006", e.getSQLState());
            assertTrue(e.getMessage().contains("not sslkey"), e.getMessage());
            e = failure(server, "sslkey", FILES.clientKey().toString());
            assertTrue(e.getMessage().contains("not sslcert"), e.getMessage());
        });
    }
}
