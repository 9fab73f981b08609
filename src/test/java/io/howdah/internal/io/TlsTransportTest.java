package io.howdah.internal.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTransportTest {
    private static TestCertificates.Identity identity;
    private static SSLContext client;

    @BeforeAll
    static void makeCertificate() throws Exception {
        identity = TestCertificates.selfSigned("SHA256withECDSA", "EC", "secp256r1");
        client = TlsContexts.create(new TlsParameters(false, false, null), null);
    }

    @Nested
    class Tls13 extends TransportContract {
        @Override
        Link connect(int bufferBytes) throws Exception {
            return link("TLSv1.3", bufferBytes, UnaryOperator.identity()).link();
        }
    }

    @Nested
    class Tls12 extends TransportContract {
        @Override
        Link connect(int bufferBytes) throws Exception {
            return link("TLSv1.2", bufferBytes, UnaryOperator.identity()).link();
        }
    }

    @Nested
    class OverASocket extends TransportContract {
        @Override
        Link connect(int bufferBytes) throws Exception {
            try (TlsServer server = new TlsServer(identity.serverContext("TLS"), "TLSv1.3", bufferBytes)) {
                CompletableFuture<TlsServer.Accepted> accepted = server.accept();
                SocketSettings settings = new SocketSettings(true, false, bufferBytes, bufferBytes, null);
                SocketTransport below =
                        SocketTransport.open(SocketFactory.getDefault(), server.address(), settings, soon());
                TlsTransport transport = TlsContexts.connect(
                        below, client, "localhost", server.address().getPort(), false, soon());
                return new Link(transport, accepted.get().peer());
            }
        }

        @Override
        boolean survivesInterruptOnVirtualThread() {
            return false;
        }
    }

    /** Both layers of both ends. */
    private record Layers(ChannelTransport below, TlsTransport transport, TlsServer.Accepted accepted) {
        Link link() {
            return new Link(transport, accepted.peer());
        }
    }

    private static Layers link(String version, int bufferBytes, UnaryOperator<Transport> between) throws Exception {
        try (TlsServer server = new TlsServer(identity.serverContext("TLS"), version, bufferBytes)) {
            CompletableFuture<TlsServer.Accepted> accepted = server.accept();
            SocketSettings settings = new SocketSettings(true, false, bufferBytes, bufferBytes, null);
            ChannelTransport below = ChannelTransport.open(server.address(), settings, TransportContract.soon());
            TlsTransport transport = TlsContexts.connect(
                    between.apply(below),
                    client,
                    "localhost",
                    server.address().getPort(),
                    false,
                    TransportContract.soon());
            assertEquals(version, transport.protocol());
            return new Layers(below, transport, accepted.get());
        }
    }

    /** Moves one byte at a time in both directions. */
    private record OneByteTransport(Transport below) implements Transport {
        @Override
        public int tryRead(byte[] target, int offset, int length) throws IOException {
            return below.tryRead(target, offset, Math.min(1, length));
        }

        @Override
        public int tryWrite(byte[] source, int offset, int length) throws IOException {
            return below.tryWrite(source, offset, Math.min(1, length));
        }

        @Override
        public int await(int operations, long deadline) throws IOException {
            return below.await(operations, deadline);
        }

        @Override
        public boolean isOpen() {
            return below.isOpen();
        }

        @Override
        public void close() {
            below.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void recordsThatArriveByteByByteArePutTogether(String version) throws Exception {
        try (Link link = link(version, 0, OneByteTransport::new).link()) {
            byte[] message = TransportContract.noise(20_000, 8);
            CompletableFuture<Void> echoed = Threads.run(() -> {
                link.peer().write(link.peer().readExactly(message.length));
                return null;
            });
            TransportContract.writeAll(link.transport(), message);
            assertArrayEquals(message, TransportContract.readExactly(link.transport(), message.length));
            echoed.get();
        }
    }

    @Test
    void bytesThatAreDecryptedAlreadyNeedNoSocket() throws Exception {
        Layers layers = link("TLSv1.3", 0, UnaryOperator.identity());
        try (Link link = layers.link()) {
            link.peer().write(TransportContract.HELLO);
            assertEquals('h', TransportContract.readExactly(link.transport(), 1)[0]);
            assertEquals(0, layers.below().await(Transport.READ, System.nanoTime() - 1), "the socket is empty");
            assertEquals(Transport.READ, link.transport().await(Transport.READ, System.nanoTime() - 1));
            assertArrayEquals(
                    "ello".getBytes(StandardCharsets.US_ASCII), TransportContract.readExactly(link.transport(), 4));
        }
    }

    @Test
    void wholeRecordsThatAreNotDecryptedYetNeedNoSocket() throws Exception {
        Layers layers = link("TLSv1.3", 0, UnaryOperator.identity());
        try (Link link = layers.link()) {
            link.peer().write("a".getBytes(StandardCharsets.US_ASCII));
            link.peer().write("b".getBytes(StandardCharsets.US_ASCII));
            byte[] two = new byte[2];
            // The last record of the first flight may still be on its way when the first is read: then there is nothing
            // to show.
            assertEquals(Transport.READ, link.transport().await(Transport.READ, TransportContract.soon()));
            assertEquals(1, link.transport().tryRead(two, 0, 1));
            assertEquals(Transport.READ, link.transport().await(Transport.READ, TransportContract.soon()));
            assertEquals(1, link.transport().tryRead(two, 1, 1));
            assertEquals("ab", new String(two, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void oneReadTakesAllRecordsThatHaveArrived() throws Exception {
        Layers layers = link("TLSv1.3", 0, UnaryOperator.identity());
        try (Link link = layers.link()) {
            byte[] message = TransportContract.noise(1_000, 9);
            for (int i = 0; i < 1_000; i += 10) {
                link.peer().write(message, i, 10);
            }
            byte[] target = new byte[1_000];
            int got = 0;
            int reads = 0;
            while (got < 1_000) {
                link.transport().await(Transport.READ, TransportContract.soon());
                got += link.transport().tryRead(target, got, 1_000 - got);
                reads++;
            }
            assertArrayEquals(message, target);
            assertTrue(reads < 100, reads + " reads of 100 records");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void newKeysInTheMiddleOfTrafficGoUnnoticed(String version) throws Exception {
        Layers layers = link(version, 0, UnaryOperator.identity());
        try (Link link = layers.link()) {
            byte[] message = TransportContract.noise(1_000_000, 10);
            CompletableFuture<Void> echoed = Threads.run(() -> {
                byte[] bytes = link.peer().readExactly(message.length);
                // TLS 1.3: a KeyUpdate that asks for ours. TLS 1.2: another handshake.
                layers.accepted().secure().startHandshake();
                link.peer().write(bytes, 0, 500_000);
                layers.accepted().secure().startHandshake();
                link.peer().write(bytes, 500_000, 500_000);
                link.peer().write(link.peer().readExactly(5));
                return null;
            });
            TransportContract.writeAll(link.transport(), message);
            assertArrayEquals(message, TransportContract.readExactly(link.transport(), message.length));
            TransportContract.writeAll(link.transport(), TransportContract.HELLO);
            assertArrayEquals(TransportContract.HELLO, TransportContract.readExactly(link.transport(), 5));
            echoed.get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aStreamCutWithoutCloseNotifyIsNotTheEnd(String version) throws Exception {
        Layers layers = link(version, 0, UnaryOperator.identity());
        try (Link link = layers.link()) {
            link.peer().write(TransportContract.HELLO);
            layers.accepted().socket().shutdownOutput();
            assertArrayEquals(TransportContract.HELLO, TransportContract.readExactly(link.transport(), 5));
            EOFException e = assertThrows(EOFException.class, () -> TransportContract.readUntilEnd(link.transport()));
            assertTrue(e.getMessage().contains("close_notify"), e.getMessage());
            assertThrows(EOFException.class, () -> link.transport().tryRead(new byte[1], 0, 1), "and stays so");
            assertEquals(Transport.READ, link.transport().await(Transport.READ, TransportContract.soon()));
        }
    }

    @Test
    void garbageInsteadOfARecordIsReportedAfterTheBytesBeforeIt() throws Exception {
        Layers layers = link("TLSv1.3", 0, UnaryOperator.identity());
        try (Link link = layers.link()) {
            link.peer().write(TransportContract.HELLO);
            layers.accepted()
                    .socket()
                    .getOutputStream()
                    .write("this is not a TLS record".getBytes(StandardCharsets.US_ASCII));
            assertArrayEquals(TransportContract.HELLO, TransportContract.readExactly(link.transport(), 5));
            assertThrows(SSLException.class, () -> TransportContract.readUntilEnd(link.transport()));
            assertThrows(SSLException.class, () -> TransportContract.readUntilEnd(link.transport()), "and stays so");
        }
    }

    @Test
    void theHandshakeEndsAtTheDeadline() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                ChannelTransport below = ChannelTransport.open(
                        silent.getLocalSocketAddress(), SocketSettings.DEFAULT, TransportContract.soon())) {
            assertThrows(
                    SocketTimeoutException.class,
                    () -> TlsContexts.connect(below, client, "localhost", 1, false, Deadline.afterMillis(20)));
        }
    }

    @Test
    void aServerThatClosesDuringTheHandshakeIsReported() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                ChannelTransport below = ChannelTransport.open(
                        rude.getLocalSocketAddress(), SocketSettings.DEFAULT, TransportContract.soon())) {
            java.net.Socket socket = rude.accept();
            socket.shutdownOutput();
            SSLException e = assertThrows(
                    SSLException.class,
                    () -> TlsContexts.connect(below, client, "localhost", 1, false, TransportContract.soon()));
            assertTrue(e.getMessage().contains("handshake"), e.getMessage());
            socket.close();
        }
    }

    @Test
    void aServerWithoutTlsIsReported() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                ChannelTransport below = ChannelTransport.open(
                        plain.getLocalSocketAddress(), SocketSettings.DEFAULT, TransportContract.soon())) {
            java.net.Socket socket = plain.accept();
            socket.getOutputStream().write("ESFATAL\0\0".getBytes(StandardCharsets.US_ASCII));
            assertThrows(
                    SSLException.class,
                    () -> TlsContexts.connect(below, client, "localhost", 1, false, TransportContract.soon()));
            socket.close();
        }
    }

    @Test
    void directTlsNegotiatesTheProtocolsName() throws Exception {
        try (TlsServer server = new TlsServer(identity.serverContext("TLS"), "TLSv1.3", 0).speaking("postgresql")) {
            CompletableFuture<TlsServer.Accepted> accepted = server.accept();
            ChannelTransport below =
                    ChannelTransport.open(server.address(), SocketSettings.DEFAULT, TransportContract.soon());
            try (TlsTransport transport =
                    TlsContexts.connect(below, client, "localhost", 1, true, TransportContract.soon())) {
                assertEquals("postgresql", transport.applicationProtocol());
                assertEquals("postgresql", accepted.get().secure().getApplicationProtocol());
            }
        }
    }

    @Test
    void directTlsWithAServerThatDoesNotConfirmTheProtocolIsRefused() throws Exception {
        try (TlsServer server = new TlsServer(identity.serverContext("TLS"), "TLSv1.3", 0)) {
            CompletableFuture<TlsServer.Accepted> accepted = server.accept();
            try (ChannelTransport below =
                    ChannelTransport.open(server.address(), SocketSettings.DEFAULT, TransportContract.soon())) {
                SSLException e = assertThrows(
                        SSLException.class,
                        () -> TlsContexts.connect(below, client, "localhost", 1, true, TransportContract.soon()));
                assertTrue(e.getMessage().contains("sslNegotiation"), e.getMessage());
                accepted.get().secure().close();
            }
        }
    }

    @Test
    void theServersCertificateBindsTheConnection() throws Exception {
        Layers layers = link("TLSv1.3", 0, UnaryOperator.identity());
        try (Link link = layers.link()) {
            assertEquals(identity.certificate(), layers.transport().peerCertificate());
            byte[] expected = MessageDigest.getInstance("SHA-256")
                    .digest(identity.certificate().getEncoded());
            assertArrayEquals(expected, layers.transport().serverEndPoint());
            assertTrue(link.transport().isOpen());
        }
    }

    @Test
    void anEd25519CertificateBindsNothing() throws Exception {
        TestCertificates.Identity edwards = TestCertificates.selfSigned("Ed25519", "Ed25519", null);
        assertNull(ServerEndPoint.of(edwards.certificate()));
    }
}
