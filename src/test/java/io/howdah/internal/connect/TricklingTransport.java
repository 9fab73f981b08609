package io.howdah.internal.connect;

import io.howdah.internal.io.Transport;
import java.io.IOException;

/** Moves one byte at a time in both directions. */
final class TricklingTransport implements Transport {
    private final Transport below;

    TricklingTransport(Transport below) {
        this.below = below;
    }

    @Override
    public int tryRead(byte[] target, int offset, int length) throws IOException {
        return below.tryRead(target, offset, Math.min(1, length));
    }

    @Override
    public int tryWrite(byte[] source, int offset, int length) throws IOException {
        return below.tryWrite(source, offset, Math.min(1, length));
    }

    @Override
    public boolean tryFlush() throws IOException {
        return below.tryFlush();
    }

    @Override
    public int await(int operations, long deadline) throws IOException {
        return below.await(operations, deadline);
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    @Override
    public void close() {
        below.close();
    }
}
