package io.howdah.internal.config;

import java.util.Locale;

/**
 * One server to try: a host name or IP address with a TCP port, or the directory of a Unix socket. Immutable.
 *
 * @param host host name, IP address without brackets, or directory; a directory begins with / (or @, the abstract
 *     namespace of Linux)
 * @param port TCP port, or the number in the socket file's name, 1 to 65535
 */
public record HostSpec(String host, int port) {

    /** The port PostgreSQL listens on unless told otherwise. */
    public static final int DEFAULT_PORT = 5432;

    /** Whether {@link #path()} is to be connected to instead of a TCP port. */
    public boolean isUnix() {
        return host.startsWith("/") || host.startsWith("@");
    }

    /** Path of the Unix socket; null for TCP. */
    public String path() {
        return isUnix() ? host + "/.s.PGSQL." + port : null;
    }

    /** {@code host:port} for messages, with brackets around an IPv6 address; the path for a Unix socket. */
    @Override
    public String toString() {
        if (isUnix()) {
            return path();
        }
        return host.indexOf(':') >= 0
                ? String.format(Locale.ROOT, "[%s]:%d", host, port)
                : String.format(Locale.ROOT, "%s:%d", host, port);
    }
}
