package io.howdah.internal.io;

import io.howdah.internal.util.ByteSink;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;

/**
 * Both directions of one connection's byte stream: a sink of bytes to send, a window of bytes received, and the loop that moves them. Flushing
 * never waits for room to write alone: while the peer takes nothing it reads and hands over what arrives, so that two full socket buffers can
 * never block each other, whatever the sizes.
 *
 * <p>Used under the session's lock.
 */
public final class Duplex {
    /** Window and sink of a new connection: a whole startup, and most short exchanges, fit. */
    private static final int INITIAL_BYTES = 2 * 1024;

    /** The window grows to this when a read fills it, so that a large result takes few system calls. */
    private static final int STREAMING_WINDOW_BYTES = 64 * 1024;

    /** What window and sink may keep when they are empty. */
    private static final int RETAINED_BYTES = 64 * 1024;

    /** Consumes messages that have arrived while a flush is waiting for room. */
    public interface Pump {
        /** Handles all whole messages in the window. */
        void onReceived() throws IOException, SQLException;

        /**
         * The deadline of a flush has passed; the rest of the bytes is still to be sent.
         *
         * @return the deadline until which to go on
         * @throws SQLException to give up: part has been sent, so the connection is lost
         */
        long onDeadline() throws SQLException;
    }

    /** Sees every byte of both directions; for traces. */
    public interface Tap {
        void sent(byte[] bytes, int offset, int length);

        void received(byte[] bytes, int offset, int length);
    }

    private Transport transport;
    private final ByteSink out = new ByteSink(INITIAL_BYTES);
    private byte[] window = new byte[INITIAL_BYTES];
    private int position;
    private int limit;
    private int expected;
    /** True when the last read left the socket empty as far as we know, so that waiting comes before the next read. */
    private boolean drained = true;

    private Tap tap;
    private long bytesSent;
    private long bytesReceived;
    private long roundTrips;
    private boolean sentSinceRead;

    public Duplex(Transport transport) {
        this.transport = transport;
    }

    public Transport transport() {
        return transport;
    }

    /** Puts another transport (TLS) over or in place of the present one; the window must be empty. */
    public void replaceTransport(Transport replacement) {
        this.transport = replacement;
    }

    public void setTap(Tap tap) {
        this.tap = tap;
    }

    public ByteSink out() {
        return out;
    }

    /** The array that holds the received bytes between {@link #position} and {@link #limit}. */
    public byte[] window() {
        return window;
    }

    public int position() {
        return position;
    }

    public int limit() {
        return limit;
    }

    /** Marks everything before {@code newPosition} as consumed. */
    public void advanceTo(int newPosition) {
        position = newPosition;
    }

    /** Announces that a message of {@code bytes} bytes begins at the position, so that the window makes room for it as it arrives. */
    public void expect(int bytes) {
        expected = bytes;
    }

    /** Gives back the memory of a connection that will not be used again; nothing can be read or sent afterwards. */
    public void release() {
        window = new byte[0];
        position = 0;
        limit = 0;
        out.clear();
        out.trim(0);
    }

    public long bytesSent() {
        return bytesSent;
    }

    public long bytesReceived() {
        return bytesReceived;
    }

    /** How often the direction turned from sending to receiving: each is one wait for the peer. */
    public long roundTrips() {
        return roundTrips;
    }

    /**
     * Reads at least one byte into the window.
     *
     * @throws SocketTimeoutException when the deadline passes first; nothing is lost and reading may go on
     * @throws EOFException when the peer has closed
     */
    public void fill(long deadline) throws IOException {
        fill(deadline, 0);
    }

    /**
     * As {@link #fill(long)}, and with {@link Transport#INTERRUPT} as {@code alsoUntil} an interrupt of the thread ends the wait.
     *
     * @return false when it was an interrupt that ended the wait
     */
    public boolean fill(long deadline, int alsoUntil) throws IOException {
        makeRoom();
        while (true) {
            if (drained) {
                int ready = transport.await(Transport.READ | alsoUntil, deadline);
                if (ready == 0) {
                    throw new SocketTimeoutException("no answer within the time allowed");
                }
                if ((ready & Transport.READ) == 0) {
                    return false;
                }
                drained = false;
            }
            if (tryFill() > 0) {
                return true;
            }
            drained = true;
        }
    }

    /** Reads what has arrived, without waiting; returns the number of bytes, 0 when nothing has. */
    private int tryFill() throws IOException {
        int room = window.length - limit;
        int count = transport.tryRead(window, limit, room);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        if (count > 0) {
            if (sentSinceRead) {
                sentSinceRead = false;
                roundTrips++;
            }
            if (tap != null) {
                tap.received(window, limit, count);
            }
            bytesReceived += count;
            limit += count;
            drained = count < room;
        }
        return count;
    }

    /** Reads without waiting and without an exchange, for messages that come unasked; returns false when nothing has arrived. */
    public boolean poll() throws IOException {
        makeRoom();
        boolean received = tryFill() > 0;
        if (!received) {
            drained = true;
        }
        return received;
    }

    private void makeRoom() {
        if (position == limit) {
            position = 0;
            limit = 0;
            if (window.length > RETAINED_BYTES) {
                window = new byte[STREAMING_WINDOW_BYTES];
            }
        }
        int room = window.length - limit;
        if (!drained && window.length < STREAMING_WINDOW_BYTES) {
            // The last read took all there was room for: the peer is ahead of us.
            moveInto(new byte[Math.min(STREAMING_WINDOW_BYTES, window.length * 4)]);
        } else if (room == 0 && position == 0) {
            // Full: double it, so that what is allocated for a message stays within twice what has arrived of it.
            moveInto(new byte[(int) Math.min(Integer.MAX_VALUE - 8, window.length * 2L)]);
        } else if (position > 0 && (room < window.length / 2 || expected > window.length - position)) {
            moveInto(window);
        }
        expected = 0;
    }

    /** Moves the bytes that are not consumed to the beginning of {@code target}, the window from now on. */
    private void moveInto(byte[] target) {
        System.arraycopy(window, position, target, 0, limit - position);
        window = target;
        limit -= position;
        position = 0;
    }

    /**
     * Sends everything in the sink.
     *
     * @param pump takes what arrives meanwhile and is asked when the deadline passes; null while the peer cannot send (startup)
     * @throws SocketTimeoutException when the deadline passes and there is no pump; part may have been sent, so the connection is lost
     */
    public void flush(Pump pump, long deadline) throws IOException, SQLException {
        int size = out.size();
        if (size == 0) {
            return;
        }
        byte[] bytes = out.array();
        if (tap != null) {
            tap.sent(bytes, 0, size);
        }
        long until = deadline;
        int sent = 0;
        while (sent < size) {
            int count = transport.tryWrite(bytes, sent, size - sent);
            sent += count;
            if (count == 0) {
                until = awaitRoom(pump, until);
            }
        }
        while (!transport.tryFlush()) {
            until = awaitRoom(pump, until);
        }
        bytesSent += size;
        out.clear();
        out.trim(RETAINED_BYTES);
        drained = true;
        sentSinceRead = true;
    }

    private long awaitRoom(Pump pump, long deadline) throws IOException, SQLException {
        if (pump != null && poll()) {
            pump.onReceived();
            return deadline;
        }
        int wanted = pump == null ? Transport.WRITE : Transport.READ | Transport.WRITE;
        if (transport.await(wanted, deadline) != 0) {
            return deadline;
        }
        if (pump == null) {
            throw new SocketTimeoutException("the server did not take the request within the time allowed");
        }
        return pump.onDeadline();
    }
}
