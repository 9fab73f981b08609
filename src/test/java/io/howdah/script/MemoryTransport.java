package io.howdah.script;

import io.howdah.internal.io.Transport;
import io.howdah.internal.util.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;

/**
 * A transport to a peer in the same thread, for tests by the thousand: no socket, no thread, no waiting. What the peer answers can be read at
 * once; where a real transport would wait for more until a deadline, this one says that the deadline has passed. {@link Faults} harm what is read.
 */
public final class MemoryTransport implements Transport {
    /** The other side. */
    public interface Peer {
        /** Takes bytes and gives those to be read in answer, possibly none. */
        byte[] answer(byte[] sent);
    }

    private final Peer peer;
    private final Faults faults;
    private byte[] incoming = new byte[0];
    private int position;
    private long delivered;
    private boolean open = true;
    private boolean waitedWithoutEnd;

    public MemoryTransport(Peer peer, Faults faults) {
        this.peer = peer;
        this.faults = faults;
    }

    @Override
    public int tryRead(byte[] target, int offset, int length) throws IOException {
        checkOpen();
        if (faults.isCut(delivered)) {
            return -1;
        }
        if (faults.isFlood(delivered)) {
            faults.flood(delivered, target, offset, length);
            delivered += length;
            return length;
        }
        int count = faults.admit(delivered, Math.min(length, incoming.length - position));
        System.arraycopy(incoming, position, target, offset, count);
        faults.harm(delivered, target, offset, count);
        position += count;
        delivered += count;
        return count;
    }

    @Override
    public int tryWrite(byte[] source, int offset, int length) throws IOException {
        checkOpen();
        byte[] answer = peer.answer(Arrays.copyOfRange(source, offset, offset + length));
        byte[] unread = Arrays.copyOfRange(incoming, position, incoming.length + answer.length);
        System.arraycopy(answer, 0, unread, unread.length - answer.length, answer.length);
        incoming = unread;
        position = 0;
        return length;
    }

    @Override
    public int await(int operations, long deadline) throws IOException {
        checkOpen();
        int possible = operations & WRITE;
        boolean readable = faults.isCut(delivered)
                || faults.isFlood(delivered)
                || faults.admit(delivered, incoming.length - position) > 0;
        if (readable) {
            possible |= operations & READ;
        }
        waitedWithoutEnd |= possible == 0 && deadline == Deadline.NONE;
        if (waitedWithoutEnd) {
            throw new IOException("would wait for ever");
        }
        return possible;
    }

    /** True when somebody waited without a deadline for bytes that will never come. */
    public boolean waitedWithoutEnd() {
        return waitedWithoutEnd;
    }

    /** Bytes read so far. */
    public long delivered() {
        return delivered;
    }

    private void checkOpen() throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
