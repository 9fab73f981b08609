package io.howdah.internal.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A server for one TLS connection at a time: the JDK's blocking sockets. */
final class TlsServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket();
    private final SSLContext context;
    private final String version;
    private String[] applicationProtocols = {};
    private int bufferBytes;

    TlsServer(SSLContext context, String version, int bufferBytes) throws IOException {
        this.context = context;
        this.version = version;
        this.bufferBytes = bufferBytes;
        if (bufferBytes > 0) {
            listener.setReceiveBufferSize(bufferBytes);
        }
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    TlsServer speaking(String... protocols) {
        applicationProtocols = protocols;
        return this;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Accepts and negotiates on a thread of its own. */
    CompletableFuture<Accepted> accept() {
        return Threads.run(() -> {
            Socket socket = listener.accept();
            if (bufferBytes > 0) {
                socket.setSendBufferSize(bufferBytes);
            }
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            secure.setUseClientMode(false);
            secure.setEnabledProtocols(new String[] {version});
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setApplicationProtocols(applicationProtocols);
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return new Accepted(socket, secure);
        });
    }

    /** Both layers of an accepted connection. */
    record Accepted(Socket socket, SSLSocket secure) {
        Peer peer() {
            return Peer.of(secure, socket);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
