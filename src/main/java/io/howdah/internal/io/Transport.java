package io.howdah.internal.io;

import java.io.Closeable;
import java.io.IOException;

/**
 * A bidirectional byte stream that never blocks except in {@link #await}. It knows nothing of PostgreSQL.
 *
 * <p>One thread at a time reads, writes and waits (the holder of the session's lock); {@link #close} may be called by any thread at any time and
 * makes a waiting {@link #await} return or throw. A write that fails does not lose what has already arrived: it can still be read.
 */
public interface Transport extends Closeable {
    /** Interest in readable bytes. */
    int READ = 1;

    /** Interest in being told that the waiting thread was interrupted; without it an interrupt does not end the wait. */
    int INTERRUPT = 2;

    /** Interest in room to write. */
    int WRITE = 4;

    /** Interest in {@link #wakeUp}; without it that does not end the wait. */
    int WAKE = 32;

    /** Moves bytes that have arrived into {@code target}; returns their number, 0 when there are none now, -1 at the end of the stream. */
    int tryRead(byte[] target, int offset, int length) throws IOException;

    /** Hands over as many bytes as can be taken now; returns their number, possibly 0. The caller may reuse {@code source} at once. */
    int tryWrite(byte[] source, int offset, int length) throws IOException;

    /**
     * Sends what {@link #tryWrite} has taken but the transport itself still holds (encrypted records, say), as far as that is possible now.
     * A flush is complete when this is true; an {@link #await} of any operation goes on sending, so that forgetting to ask loses nothing but the
     * knowledge.
     *
     * @return whether nothing is held back
     */
    default boolean tryFlush() throws IOException {
        return true;
    }

    /**
     * Tells the transport that the peer has consumed and answered everything written so far. Only a hint that makes the next small write cheaper
     * in transports over a blocking socket.
     */
    default void peerIsIdle() {}

    /**
     * Waits until one of the wanted operations can make progress or the deadline passes. The thread's interrupt flag is the same afterwards as
     * if it had not been looked at. A READ or WRITE may turn out to be of no byte (a TLS record that is still incomplete), so callers loop.
     *
     * @param operations {@link #READ}, {@link #WRITE} or both; with {@link #INTERRUPT} an interrupt, even an earlier one, ends the wait, and with
     *     {@link #WAKE} a {@link #wakeUp}
     * @param deadline as of {@link io.howdah.internal.util.Deadline}; when it is past already the wait is a look
     * @return the operations that are possible; {@link #INTERRUPT} or {@link #WAKE} alone or among them; 0 when the deadline has passed
     * @throws java.nio.channels.ClosedChannelException when closed before or during the wait
     */
    int await(int operations, long deadline) throws IOException;

    /** Ends the wait that is interested in it: the present one, or else the next. Any thread. */
    default void wakeUp() {}

    boolean isOpen();

    /** Closes without waiting; never throws for a peer that is already gone. */
    @Override
    void close();
}
