package io.howdah.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Live
class PostgresServerLiveTest {
    @Test
    void runsTheVersionThatWasAskedFor(PostgresServer server) throws SQLException {
        String major = System.getProperty("postgres.version", "18").split("\\.", -1)[0];
        assertEquals(Integer.parseInt(major), server.majorVersion());
        assertEquals("UTF8", server.value("show server_encoding"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"howdah", "app", "trust", "password", "md5"})
    void everyRoleCanLogIn(String role) throws SQLException {
        PostgresServer server = PostgresServers.shared();
        Properties properties = server.properties();
        properties.setProperty("user", role);
        if (role.equals("trust")) {
            properties.remove("password");
        }
        try (Connection connection = new org.postgresql.Driver().connect(server.url(), properties)) {
            assertEquals(role, connection.getMetaData().getUserName());
        }
    }

    @Test
    void scramRefusesAWrongPassword(PostgresServer server) {
        Properties properties = server.properties();
        properties.setProperty("password", "wrong");
        SQLException refused =
                assertThrows(SQLException.class, () -> new org.postgresql.Driver().connect(server.url(), properties));
        assertEquals("28P01", refused.getSQLState());
    }

    @Test
    void hasAUnixDomainSocket(PostgresServer server) {
        assertTrue(Files.exists(server.socket()));
        assertTrue(server.socket().toString().length() < 100);
    }

    @Test
    @Live(settings = {"wal_level=logical", "max_prepared_transactions = 7"})
    void takesSettings(PostgresServer server) throws SQLException {
        assertEquals("logical", server.value("show wal_level"));
        assertEquals("7", server.value("show max_prepared_transactions"));
    }

    @Test
    @Live(hba = "host all trust all reject")
    void takesHbaLines(PostgresServer server) {
        Properties properties = server.properties();
        properties.setProperty("user", "trust");
        SQLException refused =
                assertThrows(SQLException.class, () -> new org.postgresql.Driver().connect(server.url(), properties));
        assertEquals("28000", refused.getSQLState());
    }

    @ParameterizedTest
    @EnumSource(
            value = Tls.class,
            names = {"ON", "SHA384", "ED25519"})
    void showsACertificateForLocalhost(Tls tls) throws SQLException {
        PostgresServer server = PostgresServers.shared(ServerSpec.DEFAULT.with(tls));
        String root = "sslrootcert=" + server.rootCertificate();
        // Channel binding is off: for the Ed25519 certificate the client library of pgjdbc cannot do it.
        try (Connection connection = server.oracle("sslmode=verify-full", root, "channelBinding=disable")) {
            assertTrue(connection.isValid(5));
        }
    }

    @Test
    @Live(tls = Tls.WRONG_HOST)
    void showsACertificateForAnotherHost(PostgresServer server) throws SQLException {
        String root = "sslrootcert=" + server.rootCertificate();
        SQLException refused = assertThrows(SQLException.class, () -> server.oracle("sslmode=verify-full", root));
        assertEquals("08006", refused.getSQLState());
        try (Connection connection = server.oracle("sslmode=verify-ca", root)) {
            assertTrue(connection.isValid(5));
        }
    }

    @Test
    @Live(tls = Tls.ON)
    void letsAClientCertificateIn(PostgresServer server) throws SQLException {
        TestCertificates certificates = server.certificates();
        Properties properties = new Properties();
        properties.setProperty("user", "cert");
        String url = server.url(
                "sslmode=verify-full",
                "sslrootcert=" + server.rootCertificate(),
                "sslcert=" + certificates.clientCertificate(),
                "sslkey=" + certificates.clientKeyDer());
        try (Connection connection = new org.postgresql.Driver().connect(url, properties)) {
            assertEquals("cert", connection.getMetaData().getUserName());
        }
    }

    @Test
    void stopsAndStartsAgainWithItsData() throws SQLException {
        PostgresServer own = PostgresServers.start(ServerSpec.DEFAULT);
        try {
            own.sql("create table kept as select 42 as a", "checkpoint");
            own.stop();
            assertThrows(SQLException.class, own::admin);
            own.restart();
            assertEquals("42", own.value("select a from kept"));
        } finally {
            PostgresServers.stop(own);
        }
        assertTrue(Files.notExists(own.dataDir()));
    }

    @Test
    @Live(leakCheck = false)
    void aSessionLeftInATransactionIsALeak(PostgresServer server) throws Exception {
        LeakCheck check = LeakCheck.before(server);
        try (Connection connection = server.oracle()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("select 1");
            AssertionError leak = assertThrows(AssertionError.class, check::after);
            assertTrue(leak.getMessage().contains("idle in transaction"), leak.getMessage());
            connection.rollback();
        }
        check.after();
    }
}
