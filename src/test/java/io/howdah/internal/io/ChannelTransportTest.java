package io.howdah.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.Deadline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelTransportTest {
    @Nested
    class OverTcp extends TransportContract {
        @Override
        Link connect(int bufferBytes) throws Exception {
            return overTcp(bufferBytes);
        }
    }

    @Nested
    class OverUnixDomainSocket extends TransportContract {
        @TempDir
        Path directory;

        @Override
        Link connect(int bufferBytes) throws Exception {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s" + System.nanoTime()));
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(address);
                return link(server, address, bufferBytes);
            }
        }

        @Override
        int tinyBufferBytes() {
            return 1 << 10;
        }

        /** Unix domain sockets have no RST: a peer that vanishes looks like one that closed. */
        @Override
        void aResetIsAnIoException() {}

        @Test
        void aFullQueueIsWaitedFor() throws Exception {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("full"));
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(address, 1);
                List<ChannelTransport> queued = new ArrayList<>();
                assertThrows(IOException.class, () -> {
                    for (; ; ) {
                        queued.add(ChannelTransport.open(address, SocketSettings.DEFAULT, Deadline.afterMillis(50)));
                    }
                });
                CompletableFuture<ChannelTransport> late = Threads.run(
                        () -> ChannelTransport.open(address, SocketSettings.DEFAULT, TransportContract.soon()));
                for (int i = 0; i <= queued.size(); i++) {
                    server.accept().close();
                }
                late.get().close();
                queued.forEach(ChannelTransport::close);
            }
        }

        @Test
        void aMissingSocketFailsAtOnce() {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("missing"));
            assertThrows(
                    IOException.class, () -> ChannelTransport.open(address, SocketSettings.DEFAULT, Deadline.NONE));
        }
    }

    static Link overTcp(int bufferBytes) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            if (bufferBytes > 0) {
                server.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
            }
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return link(server, server.getLocalAddress(), bufferBytes);
        }
    }

    private static Link link(ServerSocketChannel server, SocketAddress address, int bufferBytes) throws IOException {
        SocketSettings settings = new SocketSettings(true, true, bufferBytes, bufferBytes, null);
        ChannelTransport transport = ChannelTransport.open(address, settings, TransportContract.soon());
        SocketChannel accepted = server.accept();
        if (bufferBytes > 0) {
            accepted.setOption(StandardSocketOptions.SO_SNDBUF, bufferBytes);
        }
        return new Link(transport, Peer.of(accepted));
    }

    @Test
    void aRefusedConnectionIsAConnectException() throws Exception {
        SocketAddress address;
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            address = server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .getLocalAddress();
        }
        assertThrows(
                ConnectException.class,
                () -> ChannelTransport.open(address, SocketSettings.DEFAULT, TransportContract.soon()));
    }

    @Test
    void aConnectThatIsNotAnsweredEndsAtTheDeadline() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            List<ChannelTransport> queued = new ArrayList<>();
            SocketTimeoutException e = assertThrows(SocketTimeoutException.class, () -> {
                for (; ; ) {
                    queued.add(ChannelTransport.open(
                            server.getLocalAddress(), SocketSettings.DEFAULT, Deadline.afterMillis(100)));
                }
            });
            assertTrue(e.getMessage().contains(server.getLocalAddress().toString()), e.getMessage());
            queued.forEach(ChannelTransport::close);
        }
    }

    @Test
    void anInterruptedThreadCanConnect() throws Exception {
        Thread.currentThread().interrupt();
        Link link;
        try {
            link = overTcp0();
        } finally {
            assertTrue(Thread.interrupted(), "the flag is kept");
        }
        link.close();
    }

    /** The accepting side is a blocking channel, which an interrupt would close: so it runs elsewhere. */
    private static Link overTcp0() throws Exception {
        ServerSocketChannel server = Threads.run(() ->
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .join();
        ChannelTransport transport =
                ChannelTransport.open(server.getLocalAddress(), SocketSettings.DEFAULT, TransportContract.soon());
        return Threads.run(() -> {
                    try (server) {
                        return new Link(transport, Peer.of(server.accept()));
                    }
                })
                .join();
    }

    @Test
    void theLocalAddressIsBoundBeforeConnecting() throws Exception {
        InetAddress other = InetAddress.getByName("127.0.0.9");
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress("127.0.0.1", 0));
            SocketSettings settings = new SocketSettings(true, false, 0, 0, new InetSocketAddress(other, 0));
            try (ChannelTransport transport =
                            ChannelTransport.open(server.getLocalAddress(), settings, TransportContract.soon());
                    SocketChannel accepted = server.accept()) {
                assertEquals(other, ((InetSocketAddress) accepted.getRemoteAddress()).getAddress());
                assertEquals(server.getLocalAddress(), transport.remoteAddress());
            }
        }
    }

    @Test
    void negativeBufferSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SocketSettings(true, true, -1, 0, null));
        assertThrows(IllegalArgumentException.class, () -> new SocketSettings(true, true, 0, -1, null));
        assertNull(SocketSettings.DEFAULT.localAddress());
    }

    @Test
    void steadyStateAllocatesNothing() throws Exception {
        try (Link link = overTcp(0)) {
            CompletableFuture<Void> echo = Threads.run(() -> {
                byte[] bytes = new byte[60];
                for (; ; ) {
                    int n = link.peer().read(bytes, 0, bytes.length);
                    if (n < 0) {
                        return null;
                    }
                    link.peer().write(bytes, 0, n);
                }
            });
            byte[] out = new byte[60];
            byte[] in = new byte[16 << 10];
            roundTrips(link.transport(), out, in, 20_000);
            // The JDK's selector looks its keys up by an Integer, which is an object of 16 bytes for descriptors above
            // 127.
            long bytes = allocatedBy(() -> roundTrips(link.transport(), out, in, 10_000));
            assertTrue(bytes < 16 * 10_000 + 1_000, "10000 round trips allocated " + bytes + " bytes");
            link.transport().close();
            echo.get();
        }
    }

    @Test
    void aConnectionCostsLittleGarbage() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            connectAndClose(server, 500);
            long bytes = allocatedBy(() -> connectAndClose(server, 100));
            assertTrue(bytes < 100 * 8_000, "100 connections allocated " + bytes + " bytes at both ends");
        }
    }

    private static void connectAndClose(ServerSocketChannel server, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            ChannelTransport transport =
                    ChannelTransport.open(server.getLocalAddress(), SocketSettings.DEFAULT, TransportContract.soon());
            server.accept().close();
            transport.await(Transport.READ, Deadline.NONE);
            transport.close();
        }
    }

    private static void roundTrips(Transport transport, byte[] out, byte[] in, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            int sent = 0;
            while (sent < out.length) {
                sent += transport.tryWrite(out, sent, out.length - sent);
            }
            int got = 0;
            while (got < out.length) {
                transport.await(Transport.READ, Deadline.NONE);
                got += transport.tryRead(in, 0, in.length);
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static long allocatedBy(Work work) throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        work.run();
        return threads.getThreadAllocatedBytes(id) - before;
    }
}
