package io.howdah.internal.io;

import static io.howdah.internal.io.TestCertificates.address;
import static io.howdah.internal.io.TestCertificates.dns;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsContextsTest {
    private static TestCertificates.Identity authority;
    private static TestCertificates.Identity server;

    @TempDir
    static Path directory;

    private static Path roots;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = TestCertificates.authority("CN=Test CA");
        server = TestCertificates.server(
                authority, "CN=server", dns("localhost"), dns("*.db.example"), address("127.0.0.1"));
        roots = authority.writeTo(directory.resolve("root.crt"));
    }

    private static void connect(
            TlsParameters parameters, TestCertificates.Identity identity, String host, String version)
            throws Exception {
        SSLContext context = TlsContexts.create(parameters, null);
        try (TlsServer listener = new TlsServer(identity.serverContext("TLS"), version, 0)) {
            CompletableFuture<TlsServer.Accepted> accepted = listener.accept();
            try (ChannelTransport below =
                    ChannelTransport.open(listener.address(), SocketSettings.DEFAULT, TransportContract.soon())) {
                TlsTransport transport =
                        TlsContexts.connect(below, context, host, 5432, false, TransportContract.soon());
                TransportContract.writeAll(transport, TransportContract.HELLO);
                assertEquals(5, accepted.get().peer().readExactly(5).length);
                transport.close();
            }
        }
    }

    private static TlsParameters verifyCa(Path file) {
        return new TlsParameters(true, false, file.toString());
    }

    private static TlsParameters verifyFull(Path file) {
        return new TlsParameters(true, true, file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "one.db.example", "127.0.0.1"})
    void aTrustedCertificateForTheHostIsAccepted(String host) throws Exception {
        connect(verifyFull(roots), server, host, "TLSv1.3");
        connect(verifyFull(roots), server, host, "TLSv1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere", "two.one.db.example", "127.0.0.2", "under_score"})
    void aTrustedCertificateForAnotherHostIsRefused(String host) {
        SSLException e = assertThrows(SSLException.class, () -> connect(verifyFull(roots), server, host, "TLSv1.3"));
        assertTrue(
                e.getMessage()
                        .contains("issued for localhost, *.db.example, 127.0.0.1, not for the host \"" + host + "\""),
                e.getMessage());
    }

    @Test
    void aConnectionWithoutAHostCannotBeVerifiedInFull() throws Exception {
        SSLException e = assertThrows(SSLException.class, () -> connect(verifyFull(roots), server, null, "TLSv1.3"));
        assertTrue(e.getMessage().contains("verify-ca"), e.getMessage());
        connect(verifyCa(roots), server, null, "TLSv1.3");
    }

    @Test
    void verifyCaDoesNotLookAtTheHost() throws Exception {
        connect(verifyCa(roots), server, "elsewhere", "TLSv1.3");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefusedAndTheServerIsTold() throws Exception {
        Path others = TestCertificates.authority("CN=Other CA").writeTo(directory.resolve("other.crt"));
        SSLContext context = TlsContexts.create(verifyCa(others), null);
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (TlsServer listener = new TlsServer(server.serverContext("TLS"), version, 0)) {
                CompletableFuture<TlsServer.Accepted> accepted = listener.accept();
                try (ChannelTransport below =
                        ChannelTransport.open(listener.address(), SocketSettings.DEFAULT, TransportContract.soon())) {
                    SSLException e = assertThrows(
                            SSLException.class,
                            () -> TlsContexts.connect(
                                    below, context, "localhost", 5432, false, TransportContract.soon()));
                    assertTrue(e.getMessage().contains(others.toString()), e.getMessage());
                    assertTrue(e.getMessage().contains("sslrootcert"), e.getMessage());
                    ExecutionException told = assertThrows(ExecutionException.class, accepted::get);
                    assertTrue(told.getCause().getMessage().contains("certificate_unknown"), told.toString());
                }
            }
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        TestCertificates.Identity expired = TestCertificates.expired(authority, "CN=server", dns("localhost"));
        SSLException e =
                assertThrows(SSLException.class, () -> connect(verifyCa(roots), expired, "localhost", "TLSv1.3"));
        assertTrue(e.getMessage().contains("NotAfter"), e.getMessage());
    }

    @Test
    void withoutVerificationEverythingIsAccepted() throws Exception {
        TestCertificates.Identity expired =
                TestCertificates.expired(TestCertificates.authority("CN=Nobody"), "CN=server");
        connect(new TlsParameters(false, false, null), expired, "elsewhere", "TLSv1.3");
        connect(new TlsParameters(false, false, "/does/not/exist"), expired, "elsewhere", "TLSv1.2");
    }

    @Test
    void aSelfSignedCertificateCanBeTheRoot() throws Exception {
        TestCertificates.Identity alone = TestCertificates.selfSigned("SHA256withRSA", "RSA", null);
        connect(verifyFull(alone.writeTo(directory.resolve("alone.crt"))), alone, "localhost", "TLSv1.3");
    }

    @Test
    void anyRootOfAFileWithCommentsWillDo() throws Exception {
        Path file = Files.writeString(
                directory.resolve("many.crt"),
                "# the old one: ümlaut\n"
                        + TestCertificates.pem(
                                TestCertificates.authority("CN=Old").certificate()) + "\n\nthe new one\n"
                        + TestCertificates.pem(authority.certificate()).replace("\n", "\r\n")
                        + "trailing text without a line end");
        connect(verifyFull(file), server, "localhost", "TLSv1.3");
        assertEquals(2, PemFile.certificates(file).size());
    }

    @Test
    void aRootInDerIsRead() throws Exception {
        Path file = Files.write(
                directory.resolve("root.der"), authority.certificate().getEncoded());
        connect(verifyFull(file), server, "localhost", "TLSv1.3");
    }

    @Test
    void theTrustStoreOfTheJvmDoesNotKnowOurAuthority() {
        SSLException e = assertThrows(
                SSLException.class,
                () -> connect(new TlsParameters(true, true, "system"), server, "localhost", "TLSv1.3"));
        assertTrue(e.getMessage().contains("the JVM's trust store"), e.getMessage());
    }

    @Test
    void aMissingRootFileIsNamedWithTheWayOut() {
        Path missing = directory.resolve("missing.crt");
        assertFails(missing, "\"" + missing + "\" does not exist", "sslrootcert", "sslmode");
    }

    @Test
    void aRootFileWithoutCertificatesIsRefused() throws Exception {
        assertFails(Files.writeString(directory.resolve("empty.crt"), ""), "got none in 0 bytes");
        assertFails(Files.writeString(directory.resolve("text.crt"), "no certificate here"), "got none");
        assertFails(directory, "cannot be read");
    }

    @Test
    void aDamagedCertificateIsCounted() throws Exception {
        String good = TestCertificates.pem(authority.certificate());
        assertFails(
                Files.writeString(
                        directory.resolve("bad.crt"),
                        good + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
                "certificate 2 is damaged");
    }

    private static void assertFails(Path file, String... parts) {
        IOException e = assertThrows(SSLException.class, () -> TlsContexts.create(verifyCa(file), null));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void aHostWithoutAChainIsNoVerification() {
        assertThrows(IllegalArgumentException.class, () -> new TlsParameters(false, true, null));
    }
}
