package io.howdah.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.internal.config.Settings;
import io.howdah.internal.session.Session;
import io.howdah.internal.util.Deadline;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.live.Tls;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections are encrypted, which certificates accepted, and what logins are bound to. */
@Live(tls = Tls.ON)
class TlsConnectLiveTest {
    @ParameterizedTest
    @CsvSource({
        "disable, false",
        "allow, false",
        "prefer, true",
        "require, true",
        "verify-ca, true",
        "verify-full, true",
    })
    void modeDecidesWhetherAWillingServerIsSpokenToInTls(String mode, boolean encrypted, PostgresServer server)
            throws SQLException {
        Session session = connect(server, "sslmode", mode);
        assertEquals(encrypted, isEncrypted(server, session));
        session.ping(10_000);
        session.close();
    }

    @Live(tls = Tls.ON, hba = "hostssl all all all scram-sha-256")
    @ParameterizedTest
    @CsvSource({"allow", "prefer", "require"})
    void serverThatInsistsOnTlsGetsIt(String mode, PostgresServer server) throws SQLException {
        Session session = connect(server, "sslmode", mode);
        assertTrue(isEncrypted(server, session));
        session.close();
    }

    @Live(tls = Tls.ON, hba = "hostssl all all all scram-sha-256")
    @Test
    void serverThatInsistsOnTlsRefusesAPlainConnection(PostgresServer server) {
        SQLException e = failure(server, "sslmode", "disable");
        assertEquals("28000", e.getSQLState());
        assertEquals("plain", refusedConnection(e));
    }

    @Live(tls = Tls.ON, hba = "hostnossl all all all scram-sha-256")
    @ParameterizedTest
    @CsvSource({"disable", "allow", "prefer"})
    void serverThatRefusesTlsIsSpokenToInPlain(String mode, PostgresServer server) throws SQLException {
        Session session = connect(server, "sslmode", mode);
        assertFalse(isEncrypted(server, session));
        session.close();
    }

    @Live(tls = Tls.ON, hba = "hostnossl all all all scram-sha-256")
    @ParameterizedTest
    @CsvSource({"require, prefer", "prefer, require"})
    void plainConnectionIsNotTriedWhenTlsOrABoundLoginIsInsistedOn(String mode, String binding, PostgresServer server) {
        SQLException e = failure(server, "sslmode", mode, "channelBinding", binding);
        assertEquals("28000", e.getSQLState());
        assertEquals(0, e.getSuppressed().length);
    }

    @Live(tls = Tls.ON, hba = "hostssl all nobody all scram-sha-256")
    @ParameterizedTest
    @CsvSource({"allow, plain, TLS", "prefer, TLS, plain"})
    void whenBothAreRefusedTheFirstRefusalIsReported(String mode, String first, String second, PostgresServer server) {
        SQLException e = failure(server, "sslmode", mode);
        assertEquals("28000", e.getSQLState());
        assertEquals(first, refusedConnection(e));
        assertEquals(second, refusedConnection(e.getSuppressed()[0]));
    }

    /** Which kind of connection it was that pg_hba.conf has no line for; servers before 14 say "SSL off" and "SSL on". */
    private static String refusedConnection(Throwable e) {
        String message = e.getMessage();
        assertTrue(message.contains("no pg_hba.conf entry"), message);
        return message.endsWith("no encryption") || message.endsWith("SSL off") ? "plain" : "TLS";
    }

    // ---- certificates

    @ParameterizedTest
    @ValueSource(strings = {"verify-ca", "verify-full", "require"})
    void unknownCaIsRefused(String mode, PostgresServer server) {
        SQLException e = failure(
                server,
                "sslmode",
                mode,
                "sslrootcert",
                server.certificates().otherCa().toString());
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains("sslrootcert"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-ca", "verify-full"})
    void missingRootFileIsNamed(String mode, PostgresServer server) {
        SQLException e = failure(server, "sslmode", mode, "sslrootcert", "/no/such/root.crt");
        assertTrue(e.getMessage().contains("/no/such/root.crt"), e.getMessage());
    }

    @Test
    void requireWithoutRootsChecksNothing(PostgresServer server) throws SQLException {
        connect(server, "sslmode", "require", "sslrootcert", "").close();
    }

    @Live(tls = Tls.WRONG_HOST)
    @Test
    void certificateForAnotherHostIsRefusedByVerifyFullOnly(PostgresServer server) throws SQLException {
        connect(server, "sslmode", "verify-ca").close();
        SQLException e = failure(server, "sslmode", "verify-full");
        assertEquals("08006", e.getSQLState());
        assertTrue(e.getMessage().contains("\"" + server.host() + "\""), e.getMessage());
    }

    @Test
    void addressInTheCertificateIsAccepted(PostgresServer server) throws SQLException {
        connect(server, "PGHOST", "127.0.0.1", "sslmode", "verify-full").close();
    }

    // ---- direct negotiation

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require", "verify-full"})
    void directTlsSavesTheRequest(String mode, PostgresServer server) throws SQLException {
        assumeTrue(server.majorVersion() >= 17);
        Session session = connect(server, "sslmode", mode, "sslNegotiation", "direct");
        assertTrue(isEncrypted(server, session));
        session.cancelToken().cancel(Deadline.afterMillis(10_000));
        session.ping(10_000);
        session.close();
    }

    @Live
    @Test
    void directTlsToAServerWithoutIsACleanFailure(PostgresServer server) {
        SQLException e = failure(server, "sslmode", "require", "sslNegotiation", "direct");
        assertTrue(e.getSQLState().startsWith("08"), e.toString());
    }

    // ---- channel binding

    @Live(tls = Tls.ON)
    @Test
    void loginIsBoundToAnEcdsaCertificate(PostgresServer server) throws SQLException {
        connect(server, "channelBinding", "require").close();
    }

    @Live(tls = Tls.SHA384)
    @Test
    void loginIsBoundToACertificateWithALongerHash(PostgresServer server) throws SQLException {
        connect(server, "channelBinding", "require").close();
    }

    @Live(tls = Tls.ED25519)
    @Test
    void certificateWithoutHashCannotBeBoundTo(PostgresServer server) throws SQLException {
        connect(server, "channelBinding", "prefer").close();
        connect(server, "channelBinding", "disable").close();
        SQLException e = failure(server, "channelBinding", "require");
        assertEquals("08004", e.getSQLState());
        assertTrue(e.getMessage().contains("Ed"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust", "md5", "password"})
    void requiredBindingRefusesOtherMethods(String user, PostgresServer server) {
        SQLException e = failure(server, "user", user, "channelBinding", "require");
        assertEquals("08004", e.getSQLState());
    }

    @Test
    void requiredBindingMakesAllowBeginWithTls(PostgresServer server) throws SQLException {
        Session session = connect(server, "sslmode", "allow", "channelBinding", "require");
        assertTrue(isEncrypted(server, session));
        session.close();
    }

    // ---- the rest

    @Test
    void cancelGoesOverTls(PostgresServer server) throws SQLException {
        Session session = connect(server, "sslmode", "verify-full", "protocolVersion", "3.2");
        session.cancelToken().cancel(Deadline.afterMillis(10_000));
        session.ping(10_000);
        session.close();
    }

    @Test
    void byteAtATimeIsEnough(PostgresServer server) throws SQLException {
        Session session = DriverContext.of(settings(server, "sslmode", "verify-full"), TricklingTransport::new)
                .connect();
        session.ping(10_000);
        session.close();
    }

    @Test
    void tlsCostsTwoRoundTrips(PostgresServer server) throws SQLException {
        CountingTransport.Totals totals = new CountingTransport.Totals();
        DriverContext context =
                DriverContext.of(settings(server, "user", "trust", "sslmode", "require"), totals::count);
        context.connect().close();
        assertEquals(1 + 1 + 1, totals.roundTrips(), "request, handshake, startup");
    }

    // ---- helpers

    private static boolean isEncrypted(PostgresServer server, Session session) throws SQLException {
        return "t"
                .equals(server.value("select ssl from pg_stat_ssl where pid = "
                        + session.state().backendKey().pid()));
    }

    private static Settings settings(PostgresServer server, String... properties) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("PGHOST", server.host());
        values.put("PGPORT", Integer.toString(server.port()));
        values.put("PGDBNAME", server.database());
        values.put("user", server.user());
        values.put("password", server.password());
        values.put("sslrootcert", server.rootCertificate().toString());
        values.put("passfile", "/nonexistent");
        for (int i = 0; i < properties.length; i += 2) {
            values.put(properties[i], properties[i + 1]);
        }
        return Settings.of(values);
    }

    private static Session connect(PostgresServer server, String... properties) throws SQLException {
        return DriverContext.of(settings(server, properties)).connect();
    }

    private static SQLException failure(PostgresServer server, String... properties) {
        SQLException e = assertThrows(
                SQLException.class, () -> connect(server, properties).close());
        assertFalse(e.toString().contains(server.password()));
        return e;
    }
}
