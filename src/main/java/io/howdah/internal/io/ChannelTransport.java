package io.howdah.internal.io;

import io.howdah.internal.util.Deadline;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP or Unix domain connection: a non-blocking channel and one selector.
 *
 * <p>Non-blocking, because the JDK closes a blocking channel when its thread is interrupted, and because a blocked write must not keep us from
 * reading. Bytes go through the JDK's own direct buffers, which it keeps per thread: buffers of our own would cost memory per connection and two
 * native allocations per connect that only the garbage collector could free.
 */
public final class ChannelTransport implements Transport {
    /**
     * Most bytes moved by one system call, and so the size of the direct buffer that the JDK keeps for each thread. A peer that sends 64 MiB in
     * writes of 8 KiB over loopback is read in 48 ms by 16 KiB, in 41 ms by 32 or 64 KiB.
     */
    private static final int MAX_TRANSFER = 64 * 1024;

    /** How long a Unix domain connect may find the server's queue full when there is no deadline, in milliseconds. */
    private static final long FULL_QUEUE_PATIENCE_MILLIS = 10_000;

    private final SocketChannel channel;

    /** The arrays of the last read and write and their buffers, kept because the owner uses the same ones again; never a large one of a user. */
    private byte[] readArray;

    private ByteBuffer readView;
    private byte[] writeArray;
    private ByteBuffer writeView;

    private SelectionKey key;
    private int interest;

    /** Opened by the first wait; written by the owner, read by whoever closes. */
    private volatile Selector selector;

    private volatile boolean closed;

    /** True from {@link #wakeUp} until a wait has ended by it. */
    private volatile boolean woken;

    private ChannelTransport(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects to a resolved address.
     *
     * @throws SocketTimeoutException when the deadline passes first
     * @throws IOException when the peer refuses or cannot be reached
     */
    public static ChannelTransport open(SocketAddress address, SocketSettings settings, long deadline)
            throws IOException {
        if (address instanceof UnixDomainSocketAddress unix) {
            return openUnix(unix, settings, deadline);
        }
        ChannelTransport transport = new ChannelTransport(SocketChannel.open());
        try {
            transport.channel.configureBlocking(false);
            transport.channel.setOption(StandardSocketOptions.TCP_NODELAY, settings.tcpNoDelay());
            if (settings.keepAlive()) {
                transport.channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            }
            transport.setBufferSizes(settings);
            if (settings.localAddress() != null) {
                transport.channel.bind(settings.localAddress());
            }
            transport.connect(address, deadline);
            return transport;
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /**
     * Connects to a Unix domain socket. Its connect succeeds or fails at once, also when the server's queue of connections is merely full
     * (EAGAIN), and nothing tells when there is room again: so that case is tried again until the deadline.
     */
    private static ChannelTransport openUnix(UnixDomainSocketAddress address, SocketSettings settings, long deadline)
            throws IOException {
        long patience = deadline == Deadline.NONE ? Deadline.afterMillis(FULL_QUEUE_PATIENCE_MILLIS) : deadline;
        for (; ; ) {
            ChannelTransport transport = new ChannelTransport(SocketChannel.open(StandardProtocolFamily.UNIX));
            try {
                transport.channel.configureBlocking(false);
                transport.setBufferSizes(settings);
                transport.connect(address, deadline);
                return transport;
            } catch (IOException | RuntimeException e) {
                transport.close();
                if (!isFullQueue(e, address) || Deadline.isPast(patience)) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    /** Refusal, missing permission and the deadline have exception classes of their own; a missing file is told from a full queue by looking. */
    private static boolean isFullQueue(Exception e, UnixDomainSocketAddress address) {
        return e.getClass() == SocketException.class && Files.exists(address.getPath());
    }

    private void setBufferSizes(SocketSettings settings) throws IOException {
        if (settings.sendBufferBytes() > 0) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, settings.sendBufferBytes());
        }
        if (settings.receiveBufferBytes() > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, settings.receiveBufferBytes());
        }
    }

    private void connect(SocketAddress address, long deadline) throws IOException {
        if (channel.connect(address)) {
            return;
        }
        do {
            if (await(SelectionKey.OP_CONNECT, deadline) == 0) {
                throw new SocketTimeoutException("connect to " + address + ": no answer before the deadline");
            }
        } while (!channel.finishConnect());
    }

    /** The address this transport is connected to; for a second connection to the same server. */
    public SocketAddress remoteAddress() throws IOException {
        return channel.getRemoteAddress();
    }

    @Override
    public int tryRead(byte[] target, int offset, int length) throws IOException {
        ByteBuffer view = readView;
        if (readArray != target) {
            view = ByteBuffer.wrap(target);
            if (target.length <= MAX_TRANSFER) {
                readArray = target;
                readView = view;
            }
        }
        view.limit(offset + Math.min(length, MAX_TRANSFER)).position(offset);
        return channel.read(view);
    }

    @Override
    public int tryWrite(byte[] source, int offset, int length) throws IOException {
        ByteBuffer view = writeView;
        if (writeArray != source) {
            view = ByteBuffer.wrap(source);
            if (source.length <= MAX_TRANSFER) {
                writeArray = source;
                writeView = view;
            }
        }
        view.limit(offset + Math.min(length, MAX_TRANSFER)).position(offset);
        return channel.write(view);
    }

    @Override
    public int await(int operations, long deadline) throws IOException {
        // A set flag would make select return at once, for ever. It is put back when the wait is over.
        boolean interrupted = Thread.interrupted();
        try {
            for (; ; ) {
                if (interrupted && (operations & INTERRUPT) != 0) {
                    return INTERRUPT;
                }
                if ((operations & WAKE) != 0 && takeWakeUp()) {
                    return WAKE;
                }
                long millis = Deadline.remainingMillis(deadline);
                int ready = select(operations & ~(INTERRUPT | WAKE), millis);
                if (ready != 0) {
                    return ready;
                }
                if (closed) {
                    throw new AsynchronousCloseException();
                }
                interrupted |= Thread.interrupted();
                if (millis == 0) {
                    return 0;
                }
            }
        } catch (ClosedSelectorException | CancelledKeyException e) {
            AsynchronousCloseException closedByOther = new AsynchronousCloseException();
            closedByOther.initCause(e);
            throw closedByOther;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** True once after {@link #wakeUp}, which needs the selector to end a wait with it. */
    private boolean takeWakeUp() throws IOException {
        if (key == null) {
            register(SelectionKey.OP_READ);
        }
        if (!woken) {
            return false;
        }
        woken = false;
        return true;
    }

    @Override
    public void wakeUp() {
        woken = true;
        Selector waiter = selector;
        if (waiter != null) {
            waiter.wakeup();
        }
    }

    private int select(int operations, long millis) throws IOException {
        if (key == null) {
            register(operations);
        } else if (interest != operations) {
            key.interestOps(operations);
            interest = operations;
        }
        Selector waiter = selector;
        int selected;
        if (millis == 0) {
            selected = waiter.selectNow(ChannelTransport::leaveInKey);
        } else {
            selected = waiter.select(ChannelTransport::leaveInKey, millis == Long.MAX_VALUE ? 0 : millis);
        }
        return selected == 0 ? 0 : key.readyOps() & operations;
    }

    /** The key keeps what is ready; the consumer exists because the other form of select fills a set with a node per event. */
    private static void leaveInKey(SelectionKey key) {}

    private void register(int operations) throws IOException {
        Selector opened = Selector.open();
        selector = opened;
        if (closed) {
            opened.close();
            throw new AsynchronousCloseException();
        }
        key = channel.register(opened, operations);
        interest = operations;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is released all the same, and nobody could act on this.
        }
        Selector waiter = selector;
        if (waiter != null) {
            try {
                waiter.close();
            } catch (IOException e) {
                // As above.
            }
        }
    }
}
