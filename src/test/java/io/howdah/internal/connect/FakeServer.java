package io.howdah.internal.connect;

import io.howdah.internal.auth.ScramServer;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.wire.Protocol;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server on a free port of localhost that does what a test's script says, the same or another for each connection in turn. {@link #close} waits for
 * the scripts and fails the test when one of them failed; a script ends normally when the client hangs up.
 */
final class FakeServer implements AutoCloseable {
    /** What the server does with one connection. */
    interface Script {
        void run(Conversation client) throws IOException;
    }

    private final ServerSocket listener;
    private final Script[] scripts;
    private final List<FutureTask<Void>> conversations = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Thread acceptor = new Thread(this::accept, "fake-server");

    /** @param scripts one for each connection in turn; the last one for all that follow */
    FakeServer(Script... scripts) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.scripts = scripts;
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connections accepted so far. */
    int connections() {
        return conversations.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                Script script = scripts[Math.min(conversations.size(), scripts.length - 1)];
                FutureTask<Void> task = new FutureTask<>(() -> {
                    serve(script, socket);
                    return null;
                });
                conversations.add(task);
                Thread thread = new Thread(task, "fake-server-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (SocketException closed) {
            // The end of the test.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Script script, Socket socket) throws IOException {
        try (socket) {
            script.run(new Conversation(socket));
        } catch (EOFException | SocketException hungUp) {
            // The client may leave whenever it likes.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join();
            for (FutureTask<Void> conversation : conversations) {
                conversation.get(10, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("the script failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the client left its connection open", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** A message of the client; the tag of a startup message is 0. */
    record Message(char tag, byte[] body) {
        /** The body as characters 0 to 255, without a terminating zero. */
        String text() {
            int end = body.length > 0 && body[body.length - 1] == 0 ? body.length - 1 : body.length;
            return new String(body, 0, end, StandardCharsets.UTF_8);
        }
    }

    /** The server's end of one connection. What is written is sent by {@link #flush} and before every read. */
    static final class Conversation {
        private final DataInputStream in;
        private final OutputStream out;
        private final ByteSink pending = new ByteSink(256);
        private int protocolVersion;
        private Map<String, String> parameters = Map.of();

        Conversation(Socket socket) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        /** Version of the startup message. */
        int protocolVersion() {
            return protocolVersion;
        }

        /** Parameters of the startup message, in their order. */
        Map<String, String> parameters() {
            return parameters;
        }

        void flush() throws IOException {
            out.write(pending.array(), 0, pending.size());
            out.flush();
            pending.clear();
        }

        /** Reads an untyped message and returns its code; a startup message's parameters are kept. */
        int readUntyped() throws IOException {
            flush();
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            int code = ByteBuffer.wrap(body).getInt();
            if (code >>> 16 == 3) {
                protocolVersion = code;
                parameters = new LinkedHashMap<>();
                String[] words = new String(body, 4, body.length - 4, StandardCharsets.UTF_8).split("\0", -1);
                for (int i = 0; i + 1 < words.length && !words[i].isEmpty(); i += 2) {
                    parameters.put(words[i], words[i + 1]);
                }
            }
            return code;
        }

        /** Reads a startup message, having refused TLS if it was asked for. */
        Conversation startup() throws IOException {
            int code = readUntyped();
            if (code == Protocol.SSL_REQUEST_CODE) {
                raw('N');
                code = readUntyped();
            }
            if (code >>> 16 != 3) {
                throw new AssertionError("expected a startup message, got code " + code);
            }
            return this;
        }

        /** The next byte, whatever it means. */
        int readByte() throws IOException {
            flush();
            return in.readUnsignedByte();
        }

        Message read() throws IOException {
            flush();
            char tag = (char) in.readUnsignedByte();
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            return new Message(tag, body);
        }

        /** Reads until the client closes; fails the test when it sends anything but Terminate. */
        void expectEnd() throws IOException {
            flush();
            int next = in.read();
            if (next != -1 && next != 'X') {
                throw new AssertionError("expected the client to close, got a message of type " + (char) next);
            }
            in.readAllBytes();
        }

        /** Does nothing until the client closes. */
        void stall() throws IOException {
            flush();
            in.readAllBytes();
        }

        Conversation raw(int... bytes) {
            for (int b : bytes) {
                pending.putByte(b);
            }
            return this;
        }

        Conversation message(char tag, byte[] body) {
            pending.putByte(tag);
            pending.putInt(4 + body.length);
            pending.putBytes(body);
            return this;
        }

        /** A message whose body are characters 0 to 255. */
        Conversation message(char tag, String body) {
            return message(tag, body.getBytes(StandardCharsets.ISO_8859_1));
        }

        Conversation authentication(int type, String data) {
            return message('R', "\0\0\0" + (char) type + data);
        }

        Conversation authenticationOk() {
            return authentication(0, "");
        }

        Conversation sasl(String... mechanisms) {
            return authentication(10, String.join("\0", mechanisms) + "\0\0");
        }

        Conversation parameterStatus(String name, String value) {
            return message('S', name + "\0" + value + "\0");
        }

        Conversation backendKey(int pid, String key) {
            ByteSink body = new ByteSink(16);
            body.putInt(pid);
            body.putBytes(key.getBytes(StandardCharsets.ISO_8859_1));
            return message('K', body.toByteArray());
        }

        Conversation ready() {
            return message('Z', "I");
        }

        Conversation error(String sqlState, String text) {
            return message('E', "SFATAL\0VFATAL\0C" + sqlState + "\0M" + text + "\0\0");
        }

        /** What a server tells between AuthenticationOk and ReadyForQuery, as version 18. */
        Conversation settings() {
            return parameterStatus("server_version", "18.6")
                    .parameterStatus("client_encoding", "UTF8")
                    .parameterStatus("DateStyle", "ISO, MDY")
                    .parameterStatus("TimeZone", "Etc/UTC")
                    .parameterStatus("integer_datetimes", "on")
                    .parameterStatus("standard_conforming_strings", "on")
                    .parameterStatus("in_hot_standby", "off")
                    .parameterStatus("default_transaction_read_only", "off");
        }

        /** Lets the client in without authentication. */
        Conversation welcome() throws IOException {
            return startup()
                    .authenticationOk()
                    .settings()
                    .backendKey(42, "key!")
                    .ready();
        }

        /** Performs SCRAM up to the server's final message. */
        Conversation scram(ScramServer server) throws IOException {
            sasl("SCRAM-SHA-256");
            String initial = read().text();
            authentication(11, server.first(initial.substring(initial.indexOf('\0') + 5)));
            return authentication(12, server.last(read().text()));
        }
    }

    /** All bytes that {@code script} would send, cut at the ends of its messages. */
    static List<Integer> messageEnds(byte[] bytes) {
        List<Integer> ends = new ArrayList<>();
        int position = 0;
        while (position < bytes.length) {
            position += 1 + ByteBuffer.wrap(bytes).getInt(position + 1);
            ends.add(position);
        }
        return ends;
    }
}
