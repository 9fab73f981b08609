package io.howdah.internal.io;

import io.howdah.internal.util.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * A connection over a {@link Socket} of the user's factory or of the JDK's SOCKS support: whatever exists only as a pair of blocking streams.
 *
 * <p>Small requests to an idle peer are written on the calling thread: the kernel's empty buffers take them without blocking. Everything else goes
 * through {@link WriteBehind}, so that the calling thread can read while a write is stuck. On a virtual thread an interrupt during a wait closes
 * the socket; that is the JDK's doing.
 */
public final class SocketTransport implements Transport {
    /** Most bytes written on the calling thread before the peer is known to be idle again. Nearly every request fits. */
    private static final int MAX_DIRECT_BYTES = 8 * 1024;

    /** The kernel counts its own overhead for every buffer, so only this part of a send buffer is trusted to take small writes. */
    private static final int TRUSTED_PART_OF_BUFFER = 8;

    private static final int ARRIVED_CAPACITY = 8 * 1024;

    /** How often a wait that can be ended by something else than bytes looks for it: room to write at first, and at last; an interrupt or a wake-up. */
    private static final long FIRST_SLICE_MILLIS = 1;

    private static final long LAST_SLICE_MILLIS = 16;
    private static final long INTERRUPT_SLICE_MILLIS = 50;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final int directBytes;
    private final WriteBehind writeBehind;

    /** Bytes read by a wait, which cannot know where the owner wants them. */
    private final byte[] arrived = new byte[ARRIVED_CAPACITY];

    private int arrivedStart;
    private int arrivedEnd;
    private boolean ended;

    private int unanswered;
    private boolean usesWriteBehind;

    /** What the socket's SO_TIMEOUT is, in milliseconds; -1 when not known. */
    private int timeout = -1;

    /** Whether the last write found too little room, as opposed to an owner who only waits for the flush to complete. */
    private boolean wantsRoom;

    private volatile boolean closed;

    /** True from {@link #wakeUp} until a wait has ended by it. */
    private volatile boolean woken;

    private SocketTransport(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.directBytes = Math.min(MAX_DIRECT_BYTES, socket.getSendBufferSize() / TRUSTED_PART_OF_BUFFER);
        this.writeBehind = new WriteBehind(out);
    }

    /**
     * Connects a socket of a factory, unless the factory's sockets come connected.
     *
     * @param address may be unresolved when the socket resolves it, as a SOCKS proxy does
     * @throws SocketTimeoutException when the deadline passes first
     */
    public static SocketTransport open(
            SocketFactory factory, SocketAddress address, SocketSettings settings, long deadline) throws IOException {
        // The JDK closes the socket of a virtual thread that blocks with its flag set.
        boolean interrupted = Thread.interrupted();
        Socket socket = null;
        try {
            socket = factory.createSocket();
            configure(socket, settings);
            if (!socket.isConnected()) {
                if (settings.localAddress() != null) {
                    socket.bind(settings.localAddress());
                }
                if (Deadline.isPast(deadline)) {
                    throw new SocketTimeoutException("connect to " + address + ": no time left before the deadline");
                }
                socket.connect(address, timeoutMillis(Deadline.remainingMillis(deadline)));
            }
            return new SocketTransport(socket);
        } catch (IOException | RuntimeException e) {
            closeQuietly(socket);
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void configure(Socket socket, SocketSettings settings) throws IOException {
        socket.setTcpNoDelay(settings.tcpNoDelay());
        if (settings.keepAlive()) {
            socket.setKeepAlive(true);
        }
        if (settings.sendBufferBytes() > 0) {
            socket.setSendBufferSize(settings.sendBufferBytes());
        }
        if (settings.receiveBufferBytes() > 0) {
            socket.setReceiveBufferSize(settings.receiveBufferBytes());
        }
    }

    /** As {@link Socket} counts: 0 is for ever. */
    private static int timeoutMillis(long millis) {
        return millis == Long.MAX_VALUE ? 0 : (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
    }

    @Override
    public int tryRead(byte[] target, int offset, int length) throws IOException {
        int copied = Math.min(length, arrivedEnd - arrivedStart);
        System.arraycopy(arrived, arrivedStart, target, offset, copied);
        arrivedStart += copied;
        if (copied == length) {
            return copied;
        }
        if (ended) {
            return copied > 0 ? copied : -1;
        }
        try {
            return copied + readAvailable(target, offset + copied, length - copied, copied > 0);
        } catch (IOException e) {
            if (copied > 0) {
                // It will fail again when there is nothing else to tell.
                return copied;
            }
            throw e;
        }
    }

    private int readAvailable(byte[] target, int offset, int length, boolean hasBytes) throws IOException {
        int available = in.available();
        if (available <= 0) {
            if (closed) {
                throw new ClosedChannelException();
            }
            return 0;
        }
        // The kernel has been seen to announce bytes it then did not have (tiny buffers): that must not become a wait
        // without end.
        setTimeout(1);
        try {
            int n = in.read(target, offset, Math.min(length, available));
            ended = n < 0;
            return ended && hasBytes ? 0 : n;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    @Override
    public int tryWrite(byte[] source, int offset, int length) throws IOException {
        if (usesWriteBehind && writeBehind.isEmpty()) {
            usesWriteBehind = false;
        }
        if (!usesWriteBehind && length <= directBytes - unanswered) {
            out.write(source, offset, length);
            unanswered += length;
            return length;
        }
        if (closed) {
            throw new ClosedChannelException();
        }
        usesWriteBehind = true;
        int taken = writeBehind.offer(source, offset, length);
        unanswered = directBytes;
        wantsRoom = taken < length;
        return taken;
    }

    @Override
    public boolean tryFlush() throws IOException {
        if (!usesWriteBehind || writeBehind.isEmpty()) {
            return true;
        }
        wantsRoom = false;
        return false;
    }

    @Override
    public void peerIsIdle() {
        unanswered = 0;
    }

    @Override
    public int await(int operations, long deadline) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            long slice = FIRST_SLICE_MILLIS;
            for (; ; ) {
                long millis = Deadline.remainingMillis(deadline);
                int ready = look(operations);
                if (ready != 0) {
                    return ready;
                }
                interrupted |= Thread.interrupted();
                if (interrupted && (operations & INTERRUPT) != 0) {
                    return INTERRUPT;
                }
                if (woken && (operations & WAKE) != 0) {
                    woken = false;
                    return WAKE;
                }
                if ((operations & WRITE) == 0) {
                    long patience =
                            (operations & (INTERRUPT | WAKE)) == 0 ? millis : Math.min(millis, INTERRUPT_SLICE_MILLIS);
                    fill(patience);
                } else if (!writeBehind.awaitRoom(wantsRoom, TimeUnit.MILLISECONDS.toNanos(Math.min(millis, slice)))
                        && (operations & READ) != 0) {
                    // Not every socket can say what is available without being read (TLS).
                    fill(Math.min(millis, slice));
                    slice = Math.min(LAST_SLICE_MILLIS, slice * 2);
                }
                if (millis == 0) {
                    return look(operations);
                }
            }
        } catch (IOException e) {
            if (closed) {
                throw closedDuringWait(e);
            }
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static AsynchronousCloseException closedDuringWait(IOException cause) {
        AsynchronousCloseException e = new AsynchronousCloseException();
        e.initCause(cause);
        return e;
    }

    private int look(int operations) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        int ready = 0;
        if ((operations & READ) != 0 && (arrivedStart < arrivedEnd || ended || in.available() > 0)) {
            ready = READ;
        }
        if ((operations & WRITE) != 0 && (!usesWriteBehind || writeBehind.awaitRoom(wantsRoom, 0))) {
            ready |= WRITE;
        }
        return ready;
    }

    /** Blocks until bytes have arrived or the time is over. */
    private void fill(long millis) throws IOException {
        setTimeout(timeoutMillis(millis));
        try {
            int n = in.read(arrived, 0, arrived.length);
            arrivedStart = 0;
            arrivedEnd = Math.max(n, 0);
            ended = n < 0;
        } catch (SocketTimeoutException e) {
            // The caller looks at its deadline.
        }
    }

    private void setTimeout(int millis) throws IOException {
        if (timeout != millis) {
            socket.setSoTimeout(millis);
            timeout = millis;
        }
    }

    /** A blocking read cannot be woken, so waits that are interested look from time to time. */
    @Override
    public void wakeUp() {
        woken = true;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        writeBehind.close();
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            // The descriptor is released all the same, and nobody could act on this.
        }
    }
}
