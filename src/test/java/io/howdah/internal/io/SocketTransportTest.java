package io.howdah.internal.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SocketTransportTest {
    @Nested
    class OverSocket extends TransportContract {
        @Override
        Link connect(int bufferBytes) throws Exception {
            return link(SocketFactory.getDefault(), bufferBytes);
        }

        @Override
        boolean survivesInterruptOnVirtualThread() {
            return false;
        }
    }

    @Nested
    class OverTheSocketOfAChannel extends TransportContract {
        @Override
        Link connect(int bufferBytes) throws Exception {
            return link(new ChannelSockets(), bufferBytes);
        }

        @Override
        boolean survivesInterruptOnVirtualThread() {
            return false;
        }

        /** A blocking channel is closed by the JDK when its thread is interrupted, whatever the transport does. */
        @Override
        void anInterruptDuringTheWaitDoesNotEndItAndIsKept() {}

        @Override
        void anInterruptEndsTheWaitOfAThreadThatAsksForIt() {}

        @Override
        void anInterruptedThreadStillReadsWritesAndWaits() {}
    }

    private static final class ChannelSockets extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return SocketChannel.open().socket();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    static Link link(SocketFactory factory, int bufferBytes) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            if (bufferBytes > 0) {
                server.setReceiveBufferSize(bufferBytes);
            }
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketSettings settings = new SocketSettings(true, true, bufferBytes, bufferBytes, null);
            SocketTransport transport =
                    SocketTransport.open(factory, server.getLocalSocketAddress(), settings, TransportContract.soon());
            Socket accepted = server.accept();
            if (bufferBytes > 0) {
                accepted.setSendBufferSize(bufferBytes);
            }
            return new Link(transport, Peer.of(accepted, accepted));
        }
    }

    @Test
    void aSocketThatComesConnectedIsUsedAsItIs() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SocketFactory connected = new ConnectedSockets(server);
            try (SocketTransport transport = SocketTransport.open(
                    connected,
                    InetSocketAddress.createUnresolved("nowhere.invalid", 1),
                    SocketSettings.DEFAULT,
                    Deadline.NONE)) {
                Socket accepted = server.accept();
                TransportContract.writeAll(transport, TransportContract.HELLO);
                assertArrayEquals(
                        TransportContract.HELLO, Peer.of(accepted, accepted).readExactly(5));
            }
        }
    }

    private static final class ConnectedSockets extends SocketFactory {
        private final ServerSocket server;

        ConnectedSockets(ServerSocket server) {
            this.server = server;
        }

        @Override
        public Socket createSocket() throws IOException {
            return new Socket(server.getInetAddress(), server.getLocalPort());
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aRefusedConnectionIsAConnectException() throws Exception {
        InetSocketAddress address;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = (InetSocketAddress) server.getLocalSocketAddress();
        }
        assertThrows(
                ConnectException.class,
                () -> SocketTransport.open(
                        SocketFactory.getDefault(), address, SocketSettings.DEFAULT, TransportContract.soon()));
    }

    @Test
    void connectingAfterTheDeadlineTimesOut() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThrows(
                    SocketTimeoutException.class,
                    () -> SocketTransport.open(
                            SocketFactory.getDefault(),
                            server.getLocalSocketAddress(),
                            SocketSettings.DEFAULT,
                            System.nanoTime() - 1));
        }
    }

    @Test
    void smallRequestsToAnIdlePeerAreWrittenAtOnce() throws Exception {
        try (Link link = link(SocketFactory.getDefault(), 0)) {
            byte[] request = new byte[1_000];
            for (int i = 0; i < 50; i++) {
                assertEquals(request.length, link.transport().tryWrite(request, 0, request.length));
                assertTrue(link.transport().tryFlush(), "no thread is needed");
                link.peer().readExactly(request.length);
                link.transport().peerIsIdle();
            }
        }
    }

    @Test
    void aLargeRequestIsHeldUntilThePeerReads() throws Exception {
        try (Link link = link(SocketFactory.getDefault(), 8 << 10)) {
            byte[] request = TransportContract.noise(200_000, 7);
            assertEquals(request.length, link.transport().tryWrite(request, 0, request.length));
            assertFalse(link.transport().tryFlush());
            assertArrayEquals(request, link.peer().readExactly(request.length));
            TransportContract.writeAll(link.transport(), TransportContract.HELLO);
            assertArrayEquals(TransportContract.HELLO, link.peer().readExactly(5));
        }
    }
}
