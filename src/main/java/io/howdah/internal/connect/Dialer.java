package io.howdah.internal.connect;

import io.howdah.internal.config.HostSpec;
import io.howdah.internal.io.ChannelTransport;
import io.howdah.internal.io.SocketSettings;
import io.howdah.internal.io.SocketTransport;
import io.howdah.internal.io.Transport;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.FrontendWriter;
import io.howdah.internal.wire.Protocol;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;

/**
 * Opens transports to servers, up to and including TLS. Immutable; one per data source, for sessions and for cancel requests.
 *
 * <p>The answer to an SSLRequest is one unauthenticated byte. Nothing that comes with it is ever used: a byte too many is refused, and the text of
 * an error is not shown, because anybody on the way could have written it.
 */
final class Dialer {
    private final SocketSettings socket;
    private final SocketFactory factory;
    private final TlsStarter tls;
    private final UnaryOperator<Transport> wrapper;

    /**
     * @param factory makes the sockets; null for none
     * @param wrapper applied to every transport before its first byte
     */
    Dialer(SocketSettings socket, SocketFactory factory, TlsStarter tls, UnaryOperator<Transport> wrapper) {
        this.socket = socket;
        this.factory = factory;
        this.tls = tls;
        this.wrapper = wrapper;
    }

    /** A server that cannot or will not do TLS, met before anything was sent to it: a plain connection might work. */
    static final class NoTlsException extends SQLNonTransientConnectionException {
        private static final long serialVersionUID = 1;

        NoTlsException(String message) {
            super(message, "08004");
        }
    }

    /**
     * Connects; on failure nothing stays open.
     *
     * @throws SocketTimeoutException when the deadline passes first
     * @throws IOException when the server cannot be reached or the TLS handshake fails
     * @throws NoTlsException when TLS is insisted on and refused, or the server answers the request with an error
     * @throws SQLException 08P01 for any other answer
     */
    Link dial(HostSpec host, SocketAddress address, Encryption encryption, long deadline)
            throws IOException, SQLException {
        Transport transport = wrapper.apply(connect(address, deadline));
        boolean ready = false;
        try {
            Link link = begin(transport, host, encryption, deadline);
            ready = true;
            return link;
        } finally {
            if (!ready) {
                transport.close();
            }
        }
    }

    /** An address that is not resolved is one for a factory's socket or for a proxy. */
    private Transport connect(SocketAddress address, long deadline) throws IOException {
        if (!(address instanceof InetSocketAddress internet && internet.isUnresolved())) {
            return ChannelTransport.open(address, socket, deadline);
        }
        if (factory == null) {
            return SocketTransport.open(SocketFactory.getDefault(), address, socket, deadline);
        }
        InetSocketAddress resolved = new InetSocketAddress(internet.getHostString(), internet.getPort());
        try {
            return SocketTransport.open(factory, resolved, socket, deadline);
        } catch (RuntimeException foreign) {
            throw new IOException("the socket factory " + factory.getClass().getName() + " threw " + foreign, foreign);
        }
    }

    private Link begin(Transport transport, HostSpec host, Encryption encryption, long deadline)
            throws IOException, SQLException {
        return switch (encryption) {
            case NONE -> new Link(transport, null);
            case DIRECT -> tls.start(transport, host, true, deadline);
            case IF_OFFERED, REQUESTED -> negotiate(transport, host, encryption, deadline);
        };
    }

    private Link negotiate(Transport transport, HostSpec host, Encryption encryption, long deadline)
            throws IOException, SQLException {
        byte answer = askForTls(transport, deadline);
        switch (answer) {
            case 'S' -> {
                return tls.start(transport, host, false, deadline);
            }
            case 'N' -> {
                if (encryption == Encryption.IF_OFFERED) {
                    return new Link(transport, null);
                }
                throw new NoTlsException("the server " + host + " does not support TLS, which sslmode insists on;"
                        + " switch it on at the server (ssl = on), or set sslmode=prefer to do without");
            }
            case 'E' ->
                throw new NoTlsException("the server " + host + " answered the request for TLS with an error;"
                        + " see its log, or set sslmode=disable to do without TLS");
            default ->
                throw Protocol.violation("expected 'S' or 'N' in answer to the request for TLS, got 0x"
                        + Integer.toHexString(answer & 0xff) + "; is " + host + " a PostgreSQL server?");
        }
    }

    private static byte askForTls(Transport transport, long deadline) throws IOException, SQLException {
        ByteSink request = new ByteSink(8);
        new FrontendWriter(request).sslRequest();
        int sent = 0;
        while (sent < request.size()) {
            int count = transport.tryWrite(request.array(), sent, request.size() - sent);
            sent += count;
            if (count == 0) {
                await(transport, Transport.WRITE, deadline);
            }
        }
        byte[] answer = new byte[2];
        int received = transport.tryRead(answer, 0, answer.length);
        while (received == 0) {
            await(transport, Transport.READ, deadline);
            received = transport.tryRead(answer, 0, answer.length);
        }
        if (received < 0) {
            throw new EOFException("the server closed the connection when asked for TLS");
        }
        if (received > 1 && answer[0] != 'E') {
            throw Protocol.violation("bytes follow its answer to the request for TLS before encryption begins;"
                    + " somebody on the way to the server may have inserted them");
        }
        return answer[0];
    }

    private static void await(Transport transport, int operation, long deadline) throws IOException {
        if (transport.await(operation, deadline) == 0) {
            throw new SocketTimeoutException("no answer to the request for TLS within the time allowed");
        }
    }
}
