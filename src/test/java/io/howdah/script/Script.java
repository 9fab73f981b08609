package io.howdah.script;

import io.howdah.script.FrontendMessage.CancelRequest;
import io.howdah.script.FrontendMessage.Startup;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What one connection of a {@link ScriptedServer} expects and answers, step by step. Steps may be added before the client connects or while it
 * is connected; a thread of the server's plays them. A client that does something else gets its connection closed, and {@link #finish} tells why.
 */
public final class Script {
    /** How long to wait for a client that does nothing; only a failing test waits that long. */
    private static final int PATIENCE_MILLIS = 10_000;

    private static final int SHOWN_LINES = 12;

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Transcript transcript = new Transcript();
    private volatile Throwable failure;
    private volatile Startup startup;
    private volatile CancelRequest cancelRequest;
    private DataInputStream in;
    private Socket socket;

    Script() {}

    private interface Step {
        /** @return false when it is the last */
        boolean play() throws IOException;
    }

    private Script step(Step step) {
        steps.add(step);
        return this;
    }

    /** Expects the startup message and lets the client in. */
    public Script trust() {
        return startup().reply(Messages.welcome());
    }

    /** Expects the startup message, without an answer to it. */
    public Script startup() {
        return step(() -> {
            transcript.expected("a startup message");
            FrontendMessage message = FrontendMessage.readFirst(in);
            if (!(message instanceof Startup first)) {
                transcript.got(message);
                throw new IOException("no startup message");
            }
            transcript.got("a startup message");
            startup = first;
            return true;
        });
    }

    /** Expects a cancel request in place of a startup message, and closes as a server does. */
    public Script cancelRequest() {
        return step(() -> {
            transcript.expected("a cancel request");
            FrontendMessage message = FrontendMessage.readFirst(in);
            if (!(message instanceof CancelRequest request)) {
                transcript.got(message);
                throw new IOException("no cancel request");
            }
            transcript.got("a cancel request");
            cancelRequest = request;
            socket.close();
            return false;
        });
    }

    /** Expects exactly these messages. */
    public Script expect(FrontendMessage... messages) {
        return step(() -> {
            for (FrontendMessage message : messages) {
                transcript.expected(message);
            }
            for (FrontendMessage expected : messages) {
                FrontendMessage message = FrontendMessage.read(in);
                transcript.got(message == null ? "(the client closed the connection)" : message);
                if (!expected.equals(message)) {
                    showMore();
                    throw new IOException("another message than expected");
                }
            }
            return true;
        });
    }

    /** Takes one message, whatever it is. */
    public Script expectAny() {
        return step(() -> {
            FrontendMessage message = FrontendMessage.read(in);
            transcript.expected(message);
            transcript.got(message);
            return true;
        });
    }

    /** Sends these messages at once. */
    public Script reply(BackendMessage... messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (BackendMessage message : messages) {
            bytes.writeBytes(message.encode());
        }
        return replyBytes(bytes.toByteArray());
    }

    /** Sends bytes, whether they are messages or not. */
    public Script replyBytes(byte[] bytes) {
        return step(() -> {
            socket.getOutputStream().write(bytes);
            return true;
        });
    }

    /** Closes the connection. */
    public Script hangUp() {
        return step(() -> {
            socket.close();
            return false;
        });
    }

    /** Lets another thread know that everything before has been played. */
    public Script then(Runnable action) {
        return step(() -> {
            action.run();
            return true;
        });
    }

    /** The startup message received. */
    public Startup startupMessage() {
        return startup;
    }

    /** The cancel request received; null when none was. */
    public CancelRequest receivedCancelRequest() {
        return cancelRequest;
    }

    void play(Socket accepted) {
        try (Socket connection = accepted) {
            socket = connection;
            connection.setTcpNoDelay(true);
            connection.setSoTimeout(PATIENCE_MILLIS);
            in = new DataInputStream(new BufferedInputStream(connection.getInputStream()));
            boolean more = true;
            while (more) {
                more = steps.take().play();
            }
        } catch (SocketTimeoutException e) {
            transcript.got("(nothing for " + PATIENCE_MILLIS + " ms)");
            failure = e;
        } catch (IOException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** Takes what has arrived after a surprise, to show it. */
    private void showMore() throws IOException {
        while (in.available() > 0) {
            FrontendMessage message = FrontendMessage.read(in);
            transcript.got(message == null ? "(end)" : message);
        }
    }

    /** Ends the script: the client must have sent everything expected, and nothing else but Terminate. */
    void finish() {
        step(() -> {
            while (in.available() > 0) {
                FrontendMessage message = FrontendMessage.read(in);
                if (message != null && !message.equals(Messages.terminate())) {
                    transcript.got(message);
                    showMore();
                    throw new IOException("more messages than expected");
                }
            }
            return false;
        });
        try {
            if (!ended.await(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the client did not connect, or the script does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new AssertionError(
                    "the client did not follow the script: " + failure.getMessage() + "; expected | got\n"
                            + transcript.lastLines(SHOWN_LINES),
                    failure);
        }
    }
}
