package io.howdah.internal.io;

import java.net.SocketAddress;

/**
 * What a transport asks of the operating system for its socket. Immutable.
 *
 * @param tcpNoDelay whether small writes leave at once; ignored for Unix domain sockets
 * @param keepAlive whether the operating system probes an idle connection; ignored for Unix domain sockets
 * @param sendBufferBytes size of the kernel's send buffer; 0 leaves the choice to the operating system
 * @param receiveBufferBytes size of the kernel's receive buffer; 0 leaves the choice to the operating system
 * @param localAddress what to bind to before connecting; null for any; ignored for Unix domain sockets
 */
public record SocketSettings(
        boolean tcpNoDelay,
        boolean keepAlive,
        int sendBufferBytes,
        int receiveBufferBytes,
        SocketAddress localAddress) {
    /** No delay, no probes, buffers and local address chosen by the operating system. */
    public static final SocketSettings DEFAULT = new SocketSettings(true, false, 0, 0, null);

    public SocketSettings {
        if (sendBufferBytes < 0 || receiveBufferBytes < 0) {
            throw new IllegalArgumentException("socket buffer sizes: expected 0 or more bytes, got send "
                    + sendBufferBytes + " and receive " + receiveBufferBytes);
        }
    }
}
