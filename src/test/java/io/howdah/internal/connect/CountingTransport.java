package io.howdah.internal.connect;

import io.howdah.internal.io.Transport;
import java.io.IOException;

/** Counts how often the direction turns from sending to receiving: each is one round trip. */
final class CountingTransport implements Transport {
    /** The sums of all transports of one test, which uses one thread. */
    static final class Totals {
        private int roundTrips;

        int roundTrips() {
            return roundTrips;
        }

        void reset() {
            roundTrips = 0;
        }

        Transport count(Transport transport) {
            return new CountingTransport(transport, this);
        }
    }

    private final Transport below;
    private final Totals totals;
    private boolean sent;

    private CountingTransport(Transport below, Totals totals) {
        this.below = below;
        this.totals = totals;
    }

    @Override
    public int tryRead(byte[] target, int offset, int length) throws IOException {
        int count = below.tryRead(target, offset, length);
        if (count > 0 && sent) {
            sent = false;
            totals.roundTrips++;
        }
        return count;
    }

    @Override
    public int tryWrite(byte[] source, int offset, int length) throws IOException {
        int count = below.tryWrite(source, offset, length);
        sent |= count > 0;
        return count;
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
