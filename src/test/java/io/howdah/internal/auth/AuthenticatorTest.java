package io.howdah.internal.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.FrontendWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's side of a login, message by message. */
class AuthenticatorTest {
    private static final String PASSWORD = "p4ss-wörd";
    private static final TlsBinding RSA = new TlsBinding(new byte[] {1, 2, 3}, "SHA256withRSA");
    private static final TlsBinding ED25519 = new TlsBinding(null, "Ed25519");
    private static final TlsBinding PLAIN = null;

    private final ByteSink sent = new ByteSink(64);

    // ---- methods without SASL

    @Test
    void cleartextPasswordIsSentAsUtf8() throws SQLException {
        Authenticator login = login(PLAIN);
        accept(login, request(3));
        assertArrayEquals(
                ("p\0\0\0\17" + latin(PASSWORD) + "\0").getBytes(StandardCharsets.ISO_8859_1), sent.toByteArray());
        accept(login, request(0));
        assertTrue(login.isDone());
    }

    @Test
    void md5PasswordIsSaltedTwice() throws SQLException {
        Authenticator login = login(PLAIN, "user", "md5_user", "password", "p");
        accept(login, request(5, 1, 2, 3, 4));
        // select 'md5' || md5(convert_to(md5('p' || 'md5_user'), 'utf8') || '\x01020304'::bytea)
        assertEquals("md5d01359d29dd82120ed49a7f3941d455a", body());
    }

    @Test
    void trustIsAccepted() throws SQLException {
        Authenticator login = login(PLAIN);
        accept(login, request(0));
        assertTrue(login.isDone());
        assertFalse(login.wasAsked());
        assertEquals(0, sent.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 8, 9})
    void unsupportedMethodsAreNamed(int method) throws SQLException {
        SQLException e = refused("08004", login(PLAIN), request(method));
        assertTrue(
                e.getMessage().contains(method == 9 ? "SSPI" : method == 2 ? "Kerberos V5" : "GSSAPI"), e.getMessage());
        assertTrue(e.getMessage().contains("pg_hba.conf"), e.getMessage());
    }

    @Test
    void oauthIsNamedAsUnsupported() throws SQLException {
        SQLException e = refused("08004", login(PLAIN), sasl("OAUTHBEARER"));
        assertTrue(e.getMessage().contains("OAuth"), e.getMessage());
    }

    @Test
    void unknownSaslMechanismsAreListed() throws SQLException {
        SQLException e = refused("08004", login(PLAIN), sasl("SCRAM-SHA-512", "X\u0001\n"));
        assertTrue(e.getMessage().contains("[SCRAM-SHA-512, X??]"), e.getMessage());
    }

    @Test
    void unknownMethodIsRefused() throws SQLException {
        refused("08004", login(PLAIN), request(99));
    }

    @Test
    void missingPasswordSaysHowToGiveOne() throws SQLException {
        SQLException e = refused("08004", login(PLAIN, "password", ""), request(3));
        assertTrue(e.getMessage().contains("user \"me\""), e.getMessage());
        assertTrue(e.getMessage().contains("password file"), e.getMessage());
        assertEquals(0, sent.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void passwordThatIsNoTextIsRefusedWithoutShowingIt(int method) throws SQLException {
        Authenticator login = login(PLAIN, "password", "secret\ud800");
        SQLException e = refused("22021", login, method == 5 ? request(5, 1, 2, 3, 4) : request(3));
        assertFalse(e.toString().contains("secret"));
        assertEquals(0, sent.size());
    }

    // ---- messages out of order or malformed

    @Test
    void secondRequestIsAViolation() throws SQLException {
        Authenticator login = login(PLAIN);
        accept(login, request(5, 1, 2, 3, 4));
        refused("08P01", login, request(3));
    }

    @Test
    void messageAfterOkIsAViolation() throws SQLException {
        Authenticator login = login(PLAIN);
        accept(login, request(0));
        SQLException e = assertThrows(SQLException.class, () -> accept(login, request(3)));
        assertEquals("08P01", e.getSQLState());
        assertEquals(0, sent.size());
    }

    @Test
    void malformedMessagesAreViolations() throws SQLException {
        refused("08P01", login(PLAIN), new byte[3]);
        refused("08P01", login(PLAIN), request(0, 1));
        refused("08P01", login(PLAIN), request(3, 1));
        refused("08P01", login(PLAIN), request(5, 1, 2, 3));
        refused("08P01", login(PLAIN), request(5, 1, 2, 3, 4, 5));
        refused("08P01", login(PLAIN), request(10, 'S', 'C'));
        refused("08P01", login(PLAIN), request(10, 'S', 0, 0, 'x'));
        assertEquals(0, sent.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void saslContinuationWithoutBeginIsAViolation(int request) throws SQLException {
        refused("08P01", login(PLAIN), request(request, 'r', '='));
    }

    // ---- SCRAM

    @Test
    void scramProvesBothSides() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 4096);
        Authenticator login = login(PLAIN);
        scram(login, server, "SCRAM-SHA-256");
        accept(login, request(0));
        assertTrue(login.isDone());
        assertEquals("n,,", server.gs2Header());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00aa",
                "I\u00adX",
                "\u2168",
                "pass\u00a0word",
                "\u0007bell",
                "a\u0627b",
                "\ud83d\ude00",
                " ",
                ",=n,"
            })
    void scramPreparesPasswordsAsTheServerDoes(String password) throws SQLException {
        Authenticator login = login(PLAIN, "password", password);
        scram(login, new ScramServer(password, 1), "SCRAM-SHA-256");
        accept(login, request(0));
        assertTrue(login.isDone());
    }

    @Test
    void okAfterSaslBeganIsRefused() throws SQLException {
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        refused("08P01", login, request(0));
        assertFalse(login.isDone());
    }

    @Test
    void okWithoutTheServersSignatureIsRefused() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 4096);
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        accept(login, text(11, server.first(initialResponse())));
        refused("08P01", login, request(0));
        assertFalse(login.isDone());
    }

    @Test
    void wrongServerSignatureIsRefused() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 4096);
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        accept(login, text(11, server.first(initialResponse())));
        refused("08P01", login, text(12, "v=" + "A".repeat(43) + "="));
        refused("08P01", login, request(0));
    }

    @Test
    void serverThatDoesNotKnowThePasswordIsRefused() throws SQLException {
        ScramServer impostor = new ScramServer("another", 4096);
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        accept(login, text(11, impostor.first(initialResponse())));
        assertThrows(AssertionError.class, () -> impostor.last(body()), "the proof must not satisfy another password");
    }

    @Test
    void errorInTheServersFinalMessageIsRefused() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 4096);
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        accept(login, text(11, server.first(initialResponse())));
        refused("08004", login, text(12, "e=invalid-proof"));
    }

    @Test
    void finalBeforeContinueIsAViolation() throws SQLException {
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        refused("08P01", login, text(12, "v=" + "A".repeat(43) + "="));
    }

    @Test
    void repeatedContinueIsAViolation() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 4096);
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        String first = server.first(initialResponse());
        accept(login, text(11, first));
        refused("08P01", login, text(11, first));
    }

    @Test
    void nonceThatDoesNotExtendOursIsRefused() throws SQLException {
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        refused("08P01", login, text(11, "r=theirs,s=MDEyMw==,i=4096"));
    }

    @ParameterizedTest
    @CsvSource({"i=0", "i=-1", "i=99999999999", "i=x", "''", "i=4096"})
    void malformedServerFirstMessagesAreViolations(String iterations) throws SQLException {
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        String nonce = initialResponse().replaceAll(".*,r=", "");
        String salt = iterations.equals("i=4096") ? "s=*not base64*" : "s=MDEyMw==";
        refused("08P01", login, text(11, "r=" + nonce + "x," + salt + "," + iterations));
    }

    @Test
    void hugeIterationCountIsRefusedBeforeTheWork() throws SQLException {
        Authenticator login = login(PLAIN);
        accept(login, sasl("SCRAM-SHA-256"));
        String nonce = initialResponse().replaceAll(".*,r=", "");
        SQLException e = refused("08004", login, text(11, "r=" + nonce + "x,s=MDEyMw==,i=2000000000"));
        assertTrue(e.getMessage().contains("scramMaxIterations"), e.getMessage());
        assertTrue(e.getMessage().contains("2000000000"), e.getMessage());
    }

    @Test
    void iterationBoundIsInclusive() throws SQLException {
        Authenticator login = login(PLAIN, "scramMaxIterations", "5");
        scram(login, new ScramServer(PASSWORD, 5), "SCRAM-SHA-256");
        Authenticator other = login(PLAIN, "scramMaxIterations", "5");
        accept(other, sasl("SCRAM-SHA-256"));
        refused("08004", other, text(11, new ScramServer(PASSWORD, 6).first(initialResponse())));
    }

    @Test
    void noBoundAllowsMoreIterations() throws SQLException {
        Authenticator login = login(PLAIN, "scramMaxIterations", "0");
        scram(login, new ScramServer(PASSWORD, 100_001), "SCRAM-SHA-256");
        accept(login, request(0));
        assertTrue(login.isDone());
    }

    // ---- channel binding

    @Test
    void overTlsScramIsBound() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 1).boundTo(RSA.endPointHash());
        Authenticator login = login(RSA);
        scram(login, server, "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
        accept(login, request(0));
        assertEquals("p=tls-server-end-point,,", server.gs2Header());
    }

    @Test
    void serverThatOffersPlusOnlyIsBoundTo() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 1).boundTo(RSA.endPointHash());
        scram(login(RSA), server, "SCRAM-SHA-256-PLUS");
        assertEquals("p=tls-server-end-point,,", server.gs2Header());
    }

    @Test
    void serverWithoutPlusIsToldThatWeCould() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 1);
        scram(login(RSA), server, "SCRAM-SHA-256");
        assertEquals("y,,", server.gs2Header());
    }

    @Test
    void certificateWithoutHashMeansPlainScramThatDoesNotClaimTheServerLacksIt() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 1);
        scram(login(ED25519), server, "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
        assertEquals("n,,", server.gs2Header());
    }

    @Test
    void emptyHashCountsAsNone() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 1);
        scram(login(new TlsBinding(new byte[0], "Ed448")), server, "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
        assertEquals("n,,", server.gs2Header());
    }

    @Test
    void disabledBindingIsNotClaimed() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 1);
        scram(login(RSA, "channelBinding", "disable"), server, "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
        assertEquals("n,,", server.gs2Header());
        refused("08004", login(RSA, "channelBinding", "disable"), sasl("SCRAM-SHA-256-PLUS"));
    }

    @Test
    void plusWithoutTlsIsAViolation() throws SQLException {
        refused("08P01", login(PLAIN), sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"));
    }

    @Test
    void requiredBindingIsKept() throws SQLException {
        ScramServer server = new ScramServer(PASSWORD, 1).boundTo(RSA.endPointHash());
        Authenticator login = login(RSA, "channelBinding", "require");
        scram(login, server, "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
        accept(login, request(0));
        assertTrue(login.isDone());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 7, 9})
    void requiredBindingRefusesEveryOtherMethodBeforeSendingAnything(int method) throws SQLException {
        byte[] request = method == 5 ? request(5, 1, 2, 3, 4) : request(method);
        SQLException e = refused("08004", login(RSA, "channelBinding", "require"), request);
        assertTrue(e.getMessage().contains("channelBinding=require"), e.getMessage());
        assertEquals(0, sent.size());
    }

    @Test
    void requiredBindingRefusesPlainScram() throws SQLException {
        refused("08004", login(RSA, "channelBinding", "require"), sasl("SCRAM-SHA-256"));
        assertEquals(0, sent.size());
    }

    @Test
    void requiredBindingRefusesAnUnencryptedConnection() throws SQLException {
        SQLException e = refused("08004", login(PLAIN, "channelBinding", "require"), sasl("SCRAM-SHA-256"));
        assertTrue(e.getMessage().contains("not encrypted"), e.getMessage());
        assertEquals(0, sent.size());
    }

    @Test
    void requiredBindingNamesTheCertificatesAlgorithm() throws SQLException {
        SQLException e = refused(
                "08004", login(ED25519, "channelBinding", "require"), sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"));
        assertTrue(e.getMessage().contains("Ed25519"), e.getMessage());
        assertEquals(0, sent.size());
    }

    // ---- requireAuth

    @ParameterizedTest
    @CsvSource({
        "password, 0, false", "password, 3, true", "password, 5, false", "password, 10, false",
        "md5, 0, false", "md5, 3, false", "md5, 5, true", "md5, 10, false",
        "scram-sha-256, 0, false", "scram-sha-256, 3, false", "scram-sha-256, 5, false", "scram-sha-256, 10, true",
        "none, 0, true", "none, 3, false", "none, 5, false", "none, 10, false",
        "!none, 0, false", "!none, 3, true", "!none, 5, true", "!none, 10, true",
        "!password, 0, true", "!password, 3, false", "!password, 5, true", "!password, 10, true",
        "'md5,password', 0, false", "'md5,password', 3, true", "'md5,password', 5, true", "'md5,password', 10, false",
        "'!md5,!password', 0, true", "'!md5,!password', 3, false", "'!md5,!password', 5, false",
                "'!md5,!password', 10, true",
        "'gss,sspi,oauth', 0, false", "'gss,sspi,oauth', 3, false", "'gss,sspi,oauth', 10, false",
    })
    void requireAuthDecidesBeforeAnythingIsSent(String requireAuth, int method, boolean allowed) throws SQLException {
        Authenticator login = login(PLAIN, "requireAuth", requireAuth);
        byte[] request = method == 5 ? request(5, 1, 2, 3, 4) : method == 10 ? sasl("SCRAM-SHA-256") : request(method);
        if (allowed) {
            accept(login, request);
            assertEquals(method != 0, sent.size() > 0);
        } else {
            SQLException e = refused("08004", login, request);
            assertTrue(e.getMessage().contains("requireAuth=" + requireAuth), e.getMessage());
            assertEquals(0, sent.size());
        }
    }

    @Test
    void requireAuthNamesTheMethodAskedFor() throws SQLException {
        SQLException e = refused("08004", login(PLAIN, "requireAuth", "scram-sha-256"), request(7));
        assertTrue(e.getMessage().contains("gss"), e.getMessage());
    }

    // ---- helpers

    private Authenticator login(TlsBinding tls, String... properties) throws SQLException {
        sent.clear();
        Map<String, String> values =
                new HashMap<>(Map.of("user", "me", "password", PASSWORD, "passfile", "/nonexistent"));
        for (int i = 0; i < properties.length; i += 2) {
            values.put(properties[i], properties[i + 1]);
        }
        Settings settings = Settings.of(values);
        return new Authenticator(AuthPolicy.of(settings), settings, new HostSpec("db", 5432), tls);
    }

    private void accept(Authenticator login, byte[] body) throws SQLException {
        sent.clear();
        login.accept(new ByteCursor(body, 0, body.length), new FrontendWriter(sent));
    }

    private SQLException refused(String sqlState, Authenticator login, byte[] body) {
        SQLException e = assertThrows(SQLException.class, () -> accept(login, body));
        assertEquals(sqlState, e.getSQLState(), e.getMessage());
        assertFalse(e.toString().contains(PASSWORD));
        assertFalse(login.isDone());
        return e;
    }

    /** A whole SCRAM login up to the server's final message. */
    private void scram(Authenticator login, ScramServer server, String... mechanisms) throws SQLException {
        accept(login, sasl(mechanisms));
        accept(login, text(11, server.first(initialResponse())));
        accept(login, text(12, server.last(body())));
        assertEquals(0, sent.size());
    }

    private static byte[] request(int type, int... data) {
        byte[] bytes = new byte[4 + data.length];
        bytes[3] = (byte) type;
        for (int i = 0; i < data.length; i++) {
            bytes[4 + i] = (byte) data[i];
        }
        return bytes;
    }

    private static byte[] text(int type, String data) {
        ByteSink sink = new ByteSink(64);
        sink.putInt(type);
        sink.putAscii(data);
        return sink.toByteArray();
    }

    private static byte[] sasl(String... mechanisms) {
        StringBuilder list = new StringBuilder();
        for (String mechanism : mechanisms) {
            list.append(mechanism).append('\0');
        }
        return text(10, list.append('\0').toString());
    }

    /** Body of the PasswordMessage that was sent, without a terminating zero. */
    private String body() {
        assertEquals('p', sent.array()[0]);
        int end = sent.size();
        if (sent.array()[end - 1] == 0) {
            end--;
        }
        return new String(sent.array(), 5, end - 5, StandardCharsets.UTF_8);
    }

    /** The client's first SCRAM message in the SASLInitialResponse that was sent. */
    private String initialResponse() {
        String body = body();
        return body.substring(body.indexOf('\0') + 5);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
