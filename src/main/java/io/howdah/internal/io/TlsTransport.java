package io.howdah.internal.io;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * TLS over another transport, client side. Owns that transport and closes it. Encrypted records that the transport below does not take are kept
 * and sent by the next {@link #tryWrite}, {@link #tryFlush}, {@link #tryRead} or {@link #await}, whichever comes first. Made by
 * {@link TlsContexts}.
 *
 * <p>The engine's own work during a handshake, certificate checks included, runs on the calling thread.
 */
public final class TlsTransport implements Transport {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Transport below;
    private final SSLEngine engine;

    /** Guards everything below against {@link #close} by another thread, which never waits for it. Not held during a wait. */
    private final ReentrantLock lock = new ReentrantLock();

    private final RecordBuffer received;
    private final RecordBuffer unsent;

    /** Decrypted bytes that did not go straight into the owner's array: between position and limit. */
    private ByteBuffer decrypted;

    /** Whether what has arrived is less than one record, so that only the transport below can help. */
    private boolean needsMore = true;

    /** Whether the peer said close_notify. */
    private boolean ended;

    /** Whether the stream below ended without it. */
    private boolean truncated;

    private boolean handshaken;

    /** Kept for the next read: bytes before it had to be delivered first. */
    private IOException readFailure;

    /** Kept for the next write: what has arrived must stay readable after the peer is gone. */
    private IOException writeFailure;

    /** @param engine in client mode, fully configured, not used before */
    TlsTransport(Transport below, SSLEngine engine) {
        this.below = below;
        this.engine = engine;
        SSLSession session = engine.getSession();
        received = new RecordBuffer(session.getPacketBufferSize());
        unsent = new RecordBuffer(session.getPacketBufferSize());
        decrypted = ByteBuffer.allocate(session.getApplicationBufferSize()).limit(0);
    }

    /**
     * Negotiates keys and checks the server's certificate. To be called once, before anything else.
     *
     * @throws SSLException when the two sides cannot agree or the certificate is not acceptable
     * @throws SocketTimeoutException when the deadline passes first
     */
    void handshake(long deadline) throws IOException {
        engine.beginHandshake();
        while (isHandshaking()) {
            if (!handshakeStep()) {
                int wanted = engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP ? WRITE : READ;
                if (below.await(unsent.isEmpty() ? wanted : wanted | WRITE, deadline) == 0) {
                    throw new SocketTimeoutException("TLS handshake: no answer before the deadline");
                }
            }
        }
        handshaken = true;
        send();
        throwWriteFailure();
    }

    private boolean isHandshaking() {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    /** Does what can be done without waiting; false when nothing can. */
    private boolean handshakeStep() throws IOException {
        lock.lock();
        try {
            throwIfClosed();
            if (ended || truncated) {
                throw new SSLException("TLS handshake: the server ended the connection");
            }
            boolean moved = switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> sendOwn();
                case NEED_TASK -> runTasks();
                default -> {
                    send();
                    yield needsMore ? receive() || truncated : decryptAside();
                }
            };
            throwWriteFailure();
            return moved;
        } finally {
            lock.unlock();
        }
    }

    /** The server's certificate; null when it has none (anonymous suites). */
    public X509Certificate peerCertificate() {
        try {
            Certificate[] chain = engine.getSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate ? certificate : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    /**
     * The data that bind SCRAM to this connection, {@code tls-server-end-point} of RFC 5929; null when they are not defined for the server's
     * certificate: then a login that requires channel binding must fail.
     */
    public byte[] serverEndPoint() {
        X509Certificate certificate = peerCertificate();
        return certificate == null ? null : ServerEndPoint.of(certificate);
    }

    /** Name of the negotiated version, as the JDK spells it: {@code TLSv1.3}. */
    public String protocol() {
        return engine.getSession().getProtocol();
    }

    /** The negotiated application protocol; empty when none. */
    String applicationProtocol() {
        String protocol = engine.getApplicationProtocol();
        return protocol == null ? "" : protocol;
    }

    @Override
    public int tryRead(byte[] target, int offset, int length) throws IOException {
        lock.lock();
        try {
            throwIfClosed();
            if (length == 0) {
                return 0;
            }
            int copied = copyDecrypted(target, offset, length);
            if (copied < length) {
                copied += decryptInto(ByteBuffer.wrap(target, offset + copied, length - copied), copied > 0);
            }
            return copied > 0 ? copied : nothingRead();
        } finally {
            lock.unlock();
        }
    }

    private int copyDecrypted(byte[] target, int offset, int length) {
        int n = Math.min(length, decrypted.remaining());
        decrypted.get(target, offset, n);
        return n;
    }

    /** Decrypts all whole records that are here; asks the transport below once, if there are none yet. */
    private int decryptInto(ByteBuffer view, boolean hasBytes) throws IOException {
        int start = view.position();
        while (view.hasRemaining() && !ended && readFailure == null) {
            boolean mayReceive = !hasBytes && view.position() == start;
            if (needsMore && !(mayReceive && receive())) {
                break;
            }
            try {
                if (unwrap(view) == Status.BUFFER_OVERFLOW) {
                    decryptAside();
                    int n = Math.min(view.remaining(), decrypted.remaining());
                    view.put(decrypted.slice().limit(n));
                    decrypted.position(decrypted.position() + n);
                }
            } catch (IOException e) {
                readFailure = e;
            }
        }
        return view.position() - start;
    }

    private int nothingRead() throws IOException {
        if (readFailure instanceof SSLException e) {
            throw new SSLException(e.getMessage(), e);
        }
        if (readFailure != null) {
            throw new IOException(readFailure.getMessage(), readFailure);
        }
        if (ended) {
            return -1;
        }
        if (truncated) {
            throw new EOFException(
                    "the server's side of the TLS connection ended without close_notify: the server crashed,"
                            + " the network cut the connection, or somebody truncated it");
        }
        return 0;
    }

    /** Moves encrypted bytes from below; false when there are none now or never will be. */
    private boolean receive() throws IOException {
        int n = truncated ? -1 : received.readFrom(below, engine.getSession().getPacketBufferSize());
        truncated = n < 0;
        needsMore = n <= 0;
        return n > 0;
    }

    /** Decrypts one record into our own buffer, which is empty; true. */
    private boolean decryptAside() throws IOException {
        int size = Math.max(engine.getSession().getApplicationBufferSize(), received.remaining());
        decrypted = decrypted.capacity() < size ? ByteBuffer.allocate(size) : decrypted.clear();
        try {
            if (unwrap(decrypted) == Status.BUFFER_OVERFLOW) {
                throw new SSLException("TLS record: expected at most " + size + " bytes of content, got more");
            }
        } finally {
            decrypted.flip();
        }
        return true;
    }

    /** Decrypts one record and answers what it asks for: a key update, or a handshake in the existing connection. */
    private Status unwrap(ByteBuffer target) throws IOException {
        SSLEngineResult result;
        try {
            result = engine.unwrap(received.contents(), target);
        } catch (SSLException e) {
            if (writeFailure == null) {
                writeFailure = e;
            }
            // The engine has prepared an alert that tells the peer why.
            sendOwn();
            throw e;
        }
        switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> needsMore = true;
            case BUFFER_OVERFLOW -> needsMore = false;
            case CLOSED -> ended = true;
            case OK -> {
                boolean moved = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
                needsMore = received.isEmpty() || handshaken && !moved;
                if (handshaken) {
                    if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                        runTasks();
                    }
                    sendOwn();
                }
            }
        }
        return result.getStatus();
    }

    /** Decrypts until there are bytes for the owner, or the end, or nothing that is complete; whether a read would tell something. */
    private boolean decryptArrived(boolean mayReceive) throws IOException {
        while (!decrypted.hasRemaining() && !ended && readFailure == null && (!needsMore || mayReceive && receive())) {
            try {
                decryptAside();
            } catch (IOException e) {
                readFailure = e;
            }
        }
        return decrypted.hasRemaining() || ended || truncated || readFailure != null;
    }

    private boolean runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    @Override
    public int tryWrite(byte[] source, int offset, int length) throws IOException {
        lock.lock();
        try {
            throwIfClosed();
            ByteBuffer view = ByteBuffer.wrap(source, offset, length);
            while (view.hasRemaining() && send() && writeFailure == null) {
                SSLEngineResult result = wrap(view);
                if (result.getStatus() == Status.CLOSED) {
                    throw new SSLException("the TLS connection has been ended");
                }
                if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                    runTasks();
                } else if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                    // A handshake in progress that needs the peer's next message.
                    break;
                }
            }
            send();
            throwWriteFailure();
            return length - view.remaining();
        } finally {
            lock.unlock();
        }
    }

    /** Encrypts one record; there must be none unsent. */
    private SSLEngineResult wrap(ByteBuffer source) throws SSLException {
        for (int room = engine.getSession().getPacketBufferSize(); ; room *= 2) {
            ByteBuffer target = unsent.emptied(room);
            SSLEngineResult result;
            try {
                result = engine.wrap(source, target);
            } finally {
                target.flip();
            }
            if (result.getStatus() != Status.BUFFER_OVERFLOW) {
                return result;
            }
        }
    }

    /** Sends what the engine itself has to say, as far as possible now; whether nothing is left. Failures are kept for the next write. */
    private boolean sendOwn() {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && send()) {
            try {
                if (wrap(NOTHING.duplicate()).bytesProduced() == 0) {
                    break;
                }
            } catch (SSLException e) {
                if (writeFailure != null) {
                    break;
                }
                // Once more: for the alert.
                writeFailure = e;
            }
        }
        return send();
    }

    /** Hands kept records to the transport below; whether none is left, so that another can be made. Failures are kept for the next write. */
    private boolean send() {
        try {
            return unsent.writeTo(below);
        } catch (IOException e) {
            unsent.discard();
            if (writeFailure == null) {
                writeFailure = e;
            }
            return true;
        }
    }

    private void throwWriteFailure() throws IOException {
        if (writeFailure instanceof SSLException e) {
            throw new SSLException(e.getMessage(), e);
        }
        if (writeFailure != null) {
            throw new IOException(writeFailure.getMessage(), writeFailure);
        }
    }

    private void throwIfClosed() throws ClosedChannelException {
        if (!below.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean tryFlush() throws IOException {
        lock.lock();
        try {
            throwIfClosed();
            boolean sent = sendOwn();
            throwWriteFailure();
            return sent && below.tryFlush();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void peerIsIdle() {
        below.peerIsIdle();
    }

    @Override
    public int await(int operations, long deadline) throws IOException {
        for (; ; ) {
            int ready = readyWithoutWaiting(operations);
            if (ready != 0) {
                return ready;
            }
            int readyBelow = below.await(operationsBelow(operations), deadline);
            if (readyBelow == 0 || (readyBelow & (INTERRUPT | WAKE)) != 0) {
                return readyBelow & (INTERRUPT | WAKE);
            }
            ready = readyAfterWaiting(operations, readyBelow);
            if (ready != 0) {
                return ready;
            }
        }
    }

    private int readyWithoutWaiting(int operations) throws IOException {
        lock.lock();
        try {
            throwIfClosed();
            int ready = (operations & READ) != 0 && decryptArrived(false) ? READ : 0;
            sendOwn();
            if (writeFailure != null) {
                ready |= operations & WRITE;
            }
            return ready;
        } finally {
            lock.unlock();
        }
    }

    private int operationsBelow(int operations) {
        lock.lock();
        try {
            int wanted = needsPeer() ? operations & ~WRITE | READ : operations;
            return unsent.isEmpty() ? wanted : wanted | WRITE;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a handshake in the existing connection keeps us from writing. */
    private boolean needsPeer() {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP && !ended;
    }

    private int readyAfterWaiting(int operations, int readyBelow) throws IOException {
        lock.lock();
        try {
            int ready = (readyBelow & READ) != 0 && decryptArrived(true) ? READ : 0;
            boolean sent = sendOwn();
            if ((readyBelow & WRITE) != 0 && sent && !needsPeer() || writeFailure != null) {
                ready |= operations & WRITE;
            }
            return ready;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wakeUp() {
        below.wakeUp();
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    /** Says close_notify if that is possible without waiting, and closes the transport below. */
    @Override
    public void close() {
        if (below.isOpen() && lock.tryLock()) {
            try {
                if (handshaken && writeFailure == null && sendOwn()) {
                    engine.closeOutbound();
                    sendOwn();
                    below.tryFlush();
                }
            } catch (IOException e) {
                // A courtesy: the peer sees the end of the connection all the same.
            } finally {
                lock.unlock();
            }
        }
        below.close();
    }
}
