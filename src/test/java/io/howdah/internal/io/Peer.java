package io.howdah.internal.io;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The other end of a connection under test: plain blocking Java. */
interface Peer extends AutoCloseable {
    int read(byte[] target, int offset, int length) throws IOException;

    void write(byte[] source, int offset, int length) throws IOException;

    /** Ends the stream in the orderly way of the protocol (FIN, close_notify). */
    @Override
    void close() throws IOException;

    /** Cuts the TCP connection with RST. */
    void reset() throws IOException;

    default void write(byte[] source) throws IOException {
        write(source, 0, source.length);
    }

    default byte[] readExactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int got = 0; got < length; ) {
            int n = read(bytes, got, length - got);
            if (n < 0) {
                throw new EOFException("peer: expected " + length + " bytes, got " + got);
            }
            got += n;
        }
        return bytes;
    }

    static Peer of(SocketChannel channel) {
        return new Peer() {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return channel.read(ByteBuffer.wrap(target, offset, length));
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }

            @Override
            public void reset() throws IOException {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
        };
    }

    /** @param bottom the TCP socket below {@code socket}, or {@code socket} itself */
    static Peer of(Socket socket, Socket bottom) {
        return new Peer() {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return socket.getInputStream().read(target, offset, length);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                socket.getOutputStream().write(source, offset, length);
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }

            @Override
            public void reset() throws IOException {
                bottom.setSoLinger(true, 0);
                bottom.close();
            }
        };
    }
}
