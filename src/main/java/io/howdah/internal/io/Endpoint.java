package io.howdah.internal.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Objects;

/** Where a server listens, as the user wrote it: not yet resolved. Immutable; {@code toString} is meant for messages. */
public sealed interface Endpoint {
    /**
     * The addresses to try, in the order of the name service. Asks it for a TCP host name: that call may block and no deadline can end it.
     *
     * @throws UnknownHostException when the name has no address
     */
    SocketAddress[] resolve() throws UnknownHostException;

    /**
     * A TCP host and port.
     *
     * @param host a name or an address; IPv6 without brackets
     * @param port 1 to 65535
     */
    record Tcp(String host, int port) implements Endpoint {
        public Tcp {
            Objects.requireNonNull(host, "host");
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port: expected 1 to 65535, got " + port);
            }
        }

        @Override
        public SocketAddress[] resolve() throws UnknownHostException {
            InetAddress[] found = InetAddress.getAllByName(host);
            SocketAddress[] addresses = new SocketAddress[found.length];
            for (int i = 0; i < found.length; i++) {
                addresses[i] = new InetSocketAddress(found[i], port);
            }
            return addresses;
        }

        @Override
        public String toString() {
            return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    /**
     * A Unix domain socket.
     *
     * @param path the socket itself, not its directory
     */
    record Unix(Path path) implements Endpoint {
        public Unix {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public SocketAddress[] resolve() {
            return new SocketAddress[] {UnixDomainSocketAddress.of(path)};
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
