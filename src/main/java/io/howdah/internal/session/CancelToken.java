package io.howdah.internal.session;

import io.howdah.internal.io.Transport;
import io.howdah.internal.observe.Events;
import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Deadline;
import io.howdah.internal.wire.ColdParsers.BackendKey;
import io.howdah.internal.wire.FrontendWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The means to cancel what a session is executing: a connection of its own to the same address, under the same TLS rules, that carries one
 * CancelRequest. Any thread may use it.
 *
 * <p>A cancel in progress is a barrier: {@link #awaitIdle} lets the session's next exchange wait until the server has sent its signal, so that
 * the signal cannot hit a later statement.
 */
public final class CancelToken {
    /** Opens a transport to the session's server, up to and including TLS. */
    public interface Dialer {
        Transport dial(long deadline) throws IOException, SQLException;
    }

    private final Dialer dialer;
    private final SessionState state;
    private final ReentrantLock inProgress = new ReentrantLock();
    /** True from the beginning of a delivery until somebody has waited for its end. */
    private volatile boolean delivering;

    private volatile boolean sent;

    public CancelToken(Dialer dialer, SessionState state) {
        this.dialer = dialer;
        this.state = state;
    }

    /**
     * Asks the server to cancel and waits until it has taken the request; whether anything was cancelled shows in the statement's own outcome.
     *
     * @throws SQLException 08006 when the request could not be delivered before the deadline
     */
    public void cancel(long deadline) throws SQLException {
        cancel(deadline, () -> true);
    }

    /**
     * As {@link #cancel(long)}, but does nothing if what is to be cancelled has ended by the time when the session's next exchange would wait.
     *
     * @param stillRunning asked once that is so
     */
    void cancel(long deadline, BooleanSupplier stillRunning) throws SQLException {
        BackendKey key = state.backendKey();
        if (key == null) {
            throw new SQLNonTransientConnectionException(
                    "cannot cancel: the server gave no cancellation key when the session began (a pooler without support for it?)",
                    "0A000");
        }
        Object event = Events.beginCancel();
        SQLException failure = null;
        inProgress.lock();
        try {
            delivering = true;
            if (stillRunning.getAsBoolean()) {
                deliver(key, deadline);
            }
        } catch (IOException e) {
            failure = new SQLNonTransientConnectionException(
                    "the cancel request could not be delivered: " + e.getMessage(), "08006", e);
            throw failure;
        } finally {
            inProgress.unlock();
            Events.endCancel(event, failure);
        }
    }

    private void deliver(BackendKey key, long deadline) throws IOException, SQLException {
        try (Transport transport = dialer.dial(deadline)) {
            ByteSink out = new ByteSink(16 + key.secretKey().length);
            new FrontendWriter(out).cancelRequest(key.pid(), key.secretKey());
            send(transport, out, deadline);
            sent = true;
            awaitEnd(transport, deadline);
        }
    }

    private static void send(Transport transport, ByteSink out, long deadline) throws IOException {
        int position = 0;
        while (position < out.size()) {
            position += transport.tryWrite(out.array(), position, out.size() - position);
            if (position < out.size() && transport.await(Transport.WRITE, deadline) == 0) {
                throw new IOException("the server did not take it within the time allowed");
            }
        }
        while (!transport.tryFlush()) {
            if (transport.await(Transport.WRITE, deadline) == 0) {
                throw new IOException("the server did not take it within the time allowed");
            }
        }
    }

    /** The server closes the connection once it has signalled the backend; what it sends before is of no interest. */
    private static void awaitEnd(Transport transport, long deadline) throws IOException {
        byte[] ignored = new byte[64];
        int count;
        do {
            try {
                count = transport.tryRead(ignored, 0, ignored.length);
            } catch (IOException reset) {
                return;
            }
            if (count == 0 && transport.await(Transport.READ, deadline) == 0) {
                throw new IOException("the server did not confirm it within the time allowed");
            }
        } while (count >= 0 && !Deadline.isPast(deadline));
    }

    /** Waits while another thread is delivering a cancel. */
    void awaitIdle() {
        if (!delivering) {
            return;
        }
        inProgress.lock();
        try {
            delivering = false;
        } finally {
            inProgress.unlock();
        }
    }

    /** Takes back a {@link #takeSent} that led to nothing. */
    void restoreSent() {
        sent = true;
    }

    /** True once after a cancel has been sent: the session then expects that a signal may still be on its way. */
    boolean takeSent() {
        if (!sent) {
            return false;
        }
        sent = false;
        return true;
    }
}
