package io.howdah.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Encrypted bytes on their way between a TLS engine, which wants a {@link ByteBuffer}, and a transport, which wants an array. Owned by one
 * {@link TlsTransport}, under its lock.
 */
final class RecordBuffer {
    /** Most bytes read ahead, reached only by results that keep filling the buffer: what {@link ChannelTransport} moves at once. */
    private static final int MAX_AHEAD = 64 * 1024;

    private byte[] array;

    /** What is held lies between its position and limit. */
    private ByteBuffer view;

    RecordBuffer(int capacity) {
        array = new byte[capacity];
        view = ByteBuffer.wrap(array).limit(0);
    }

    boolean isEmpty() {
        return !view.hasRemaining();
    }

    int remaining() {
        return view.remaining();
    }

    /** To be consumed from its position. */
    ByteBuffer contents() {
        return view;
    }

    /** For filling with at least {@code room} bytes; {@link #contents} is valid again after {@link ByteBuffer#flip}. Only when empty. */
    ByteBuffer emptied(int room) {
        if (array.length < room) {
            array = new byte[room];
            view = ByteBuffer.wrap(array);
        }
        return view.clear();
    }

    void discard() {
        view.position(view.limit());
    }

    /**
     * Reads more behind what is held.
     *
     * @param recordBytes the size of the largest record, for which there will be room
     * @return as {@link Transport#tryRead}
     */
    int readFrom(Transport transport, int recordBytes) throws IOException {
        makeRoom(recordBytes);
        int limit = view.limit();
        int n = transport.tryRead(array, limit, array.length - limit);
        if (n > 0) {
            view.limit(limit + n);
        }
        return n;
    }

    /** Moves what is held to the front; doubles the array when it had filled up, as it does during a large result. */
    private void makeRoom(int recordBytes) {
        int held = view.remaining();
        int capacity = Math.max(array.length, recordBytes);
        if (held == capacity || view.limit() == array.length && capacity * 2 <= MAX_AHEAD) {
            capacity *= 2;
        }
        if (capacity == array.length) {
            view.compact().flip();
        } else {
            byte[] larger = new byte[capacity];
            view.get(larger, 0, held);
            array = larger;
            view = ByteBuffer.wrap(larger).limit(held);
        }
    }

    /** Sends what the transport takes; whether nothing is left. */
    boolean writeTo(Transport transport) throws IOException {
        while (view.hasRemaining()) {
            int n = transport.tryWrite(array, view.position(), view.remaining());
            if (n == 0) {
                return false;
            }
            view.position(view.position() + n);
        }
        return true;
    }
}
