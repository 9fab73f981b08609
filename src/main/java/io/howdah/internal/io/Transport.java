package io.howdah.internal.io;

import java.io.Closeable;
import java.io.IOException;

/**
 * A bidirectional byte stream that never blocks except in {@link #await}. It knows nothing of PostgreSQL.
 *
 * <p>One thread at a time reads, writes and waits (the holder of the session's lock); {@link #close} may be called by any thread at any time and
 * makes a waiting {@link #await} return or throw.
 */
public interface Transport extends Closeable {
    /** Interest in readable bytes. */
    int READ = 1;

    /** Interest in room to write. */
    int WRITE = 4;

    /** Moves bytes that have arrived into {@code target}; returns their number, 0 when there are none now, -1 at the end of the stream. */
    int tryRead(byte[] target, int offset, int length) throws IOException;

    /** Hands over as many bytes as can be taken now; returns their number, possibly 0. */
    int tryWrite(byte[] source, int offset, int length) throws IOException;

    /**
     * Waits until one of the wanted operations can make progress or the deadline passes. A thread's interrupt does not end the wait and is
     * restored when it returns.
     *
     * @param operations {@link #READ}, {@link #WRITE} or both
     * @param deadline as of {@link io.howdah.internal.util.Deadline}
     * @return the operations that are possible; 0 when the deadline has passed
     */
    int await(int operations, long deadline) throws IOException;

    /**
     * Pushes out bytes that {@link #tryWrite} accepted but holds back (TLS records); returns true when none are left. A plain socket never holds
     * any.
     */
    default boolean tryFlush() throws IOException {
        return true;
    }

    boolean isOpen();

    /** Closes without waiting; never throws for a peer that is already gone. */
    @Override
    void close();
}
