package io.howdah.internal.io;

import java.io.IOException;

/** Both ends of one established connection. */
record Link(Transport transport, Peer peer) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        transport.close();
        peer.close();
    }
}
