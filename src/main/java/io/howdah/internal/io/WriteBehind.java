package io.howdah.internal.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes to a blocking stream on a thread of its own, so that the owner can read meanwhile. The thread exists only while there is something to
 * write and a moment longer; a daemon. Owned by one {@link SocketTransport}; {@link #close} may be called by any thread.
 */
final class WriteBehind {
    /** Bytes taken but not yet written. Enough for the thread to stay busy while the owner looks at the other direction. */
    private static final int CAPACITY = 256 * 1024;

    /** Most bytes of one write to the stream: what is being written is not room again until all of it is written. */
    private static final int MAX_WRITE = 64 * 1024;

    /** How long the idle thread waits for the next piece of the same flush. */
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Null while the thread does not exist. */
    private byte[] ring;

    private int head;
    private int count;
    private boolean closed;
    private IOException failure;

    WriteBehind(OutputStream out) {
        this.out = out;
    }

    /** Takes as many bytes as there is room for; throws when an earlier write failed. */
    int offer(byte[] source, int offset, int length) throws IOException {
        lock.lock();
        try {
            throwFailure();
            if (ring == null) {
                ring = new byte[CAPACITY];
                head = 0;
                start();
            }
            int taken = Math.min(length, CAPACITY - count);
            int tail = (head + count) % CAPACITY;
            int first = Math.min(taken, CAPACITY - tail);
            System.arraycopy(source, offset, ring, tail, first);
            System.arraycopy(source, offset + first, ring, 0, taken - first);
            count += taken;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Whether everything has been handed to the stream. */
    boolean isEmpty() throws IOException {
        lock.lock();
        try {
            throwFailure();
            return count == 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything is written, or half the room is free and {@code halfIsEnough}, or the thread failed, or the time is over.
     *
     * @return whether one of the first three holds
     */
    boolean awaitRoom(boolean halfIsEnough, long nanos) {
        boolean interrupted = false;
        lock.lock();
        try {
            long left = nanos;
            for (; ; ) {
                if (count == 0 || failure != null || closed || halfIsEnough && count <= CAPACITY / 2) {
                    return true;
                }
                if (left <= 0) {
                    return false;
                }
                try {
                    left = changed.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the thread as soon as the stream lets go of it; what is not yet written is lost. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private void start() {
        Thread thread = new Thread(this::run, "howdah-socket-writer");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        byte[] bytes = ring();
        int length;
        while ((length = nextLength()) > 0) {
            IOException thrown = null;
            try {
                // The region is nobody else's until it is released; head is written by this thread only.
                out.write(bytes, head, length);
            } catch (IOException e) {
                thrown = e;
            }
            release(length, thrown);
        }
    }

    private byte[] ring() {
        lock.lock();
        try {
            return ring;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to write; 0 when this thread is to end. */
    private int nextLength() {
        lock.lock();
        try {
            long left = IDLE_NANOS;
            while (count == 0 && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            if (count == 0 || closed || failure != null) {
                ring = null;
                return 0;
            }
            return Math.min(MAX_WRITE, Math.min(count, CAPACITY - head));
        } catch (InterruptedException e) {
            // Nobody interrupts this thread on purpose; a socket would not survive it.
            failure = new IOException("the thread that writes to the socket was interrupted", e);
            ring = null;
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private void release(int length, IOException thrown) {
        lock.lock();
        try {
            failure = thrown;
            head = (head + length) % CAPACITY;
            count -= length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
