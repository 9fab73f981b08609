package io.howdah.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy between driver and server that counts and harms what it forwards. It listens on a free port of localhost;
 * one thread accepts and two serve each connection. Its switches may be turned at any time by any thread and hold for all
 * connections; limits in bytes count from the start of each connection. Close it after the test.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int ORDINARY_BUFFER = 65_536;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final int bufferSize;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All guarded by lock.
    private final Direction toServer = new Direction();
    private final Direction toClient = new Direction();
    private boolean reset;
    private boolean awaitingAnswer;
    private long roundTrips;
    private int connections;
    private boolean closed;

    /** What holds for one direction; guarded by the proxy's lock. */
    private static final class Direction {
        private int chunk = Integer.MAX_VALUE;
        private long cutAfter = Long.MAX_VALUE;
        private long stallAfter = Long.MAX_VALUE;
        private long delayNanos;
        private long bytes;
    }

    private FaultProxy(InetSocketAddress target, int bufferSize) {
        this.target = target;
        this.bufferSize = bufferSize;
        try {
            listener = new ServerSocket();
            if (bufferSize != ORDINARY_BUFFER) {
                listener.setReceiveBufferSize(bufferSize);
            }
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("accept", this::accept);
    }

    /** A proxy in front of {@code server}, harmless until told otherwise. */
    public static FaultProxy to(PostgresServer server) {
        return to(server.host(), server.port());
    }

    /** A proxy in front of any address. */
    public static FaultProxy to(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port), ORDINARY_BUFFER);
    }

    /** A proxy whose sockets have send and receive buffers of 1 KiB, which the kernel rounds up to its least. */
    public static FaultProxy withSmallBuffers(PostgresServer server) {
        return new FaultProxy(new InetSocketAddress(server.host(), server.port()), 1_024);
    }

    /** Address to connect to. */
    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    /** Port to connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Forwards at most {@code bytes} at a time in both directions, each piece as a packet of its own. */
    public FaultProxy chunk(int bytes) {
        return change(() -> {
            toServer.chunk = bytes;
            toClient.chunk = bytes;
        });
    }

    /** Closes a connection when the server has received this many bytes of it. */
    public FaultProxy cutToServerAfter(long bytes) {
        return change(() -> toServer.cutAfter = bytes);
    }

    /** Closes a connection when the client has received this many bytes of it. */
    public FaultProxy cutToClientAfter(long bytes) {
        return change(() -> toClient.cutAfter = bytes);
    }

    /** Makes cuts a TCP reset instead of an orderly end. */
    public FaultProxy withReset() {
        return change(() -> reset = true);
    }

    /** Forwards no byte more in either direction, and keeps the connections open, until {@link #resume}. */
    public FaultProxy stall() {
        return change(() -> {
            toServer.stallAfter = 0;
            toClient.stallAfter = 0;
        });
    }

    /** Stalls a connection's way to the server after this many bytes. */
    public FaultProxy stallToServerAfter(long bytes) {
        return change(() -> toServer.stallAfter = bytes);
    }

    /** Stalls a connection's way to the client after this many bytes. */
    public FaultProxy stallToClientAfter(long bytes) {
        return change(() -> toClient.stallAfter = bytes);
    }

    /** Ends all stalls. */
    public FaultProxy resume() {
        return change(() -> {
            toServer.stallAfter = Long.MAX_VALUE;
            toClient.stallAfter = Long.MAX_VALUE;
        });
    }

    /** Holds every piece back for this long on its way to the client, and not on its way to the server. */
    public FaultProxy delay(Duration roundTrip) {
        return change(() -> toClient.delayNanos = roundTrip.toNanos());
    }

    /** Closes the open connections, by a reset after {@link #withReset}. New ones are accepted. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** Bytes forwarded to the server over all connections. */
    public long bytesToServer() {
        return read(() -> toServer.bytes);
    }

    /** Bytes forwarded to the client over all connections. */
    public long bytesToClient() {
        return read(() -> toClient.bytes);
    }

    /**
     * Times that the client sent something and then an answer came, over all connections. Exact for a client that sends
     * a request whole before it reads.
     */
    public long roundTrips() {
        return read(() -> roundTrips);
    }

    /** Connections accepted so far. */
    public int connections() {
        return (int) read(() -> connections);
    }

    /** Sets the counters of bytes, round trips and connections to zero. */
    public FaultProxy resetCounters() {
        return change(() -> {
            toServer.bytes = 0;
            toClient.bytes = 0;
            roundTrips = 0;
            connections = 0;
        });
    }

    /** Closes all connections and stops listening. */
    @Override
    public void close() {
        change(() -> closed = true);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket();
                if (bufferSize != ORDINARY_BUFFER) {
                    client.setSendBufferSize(bufferSize);
                    server.setSendBufferSize(bufferSize);
                    server.setReceiveBufferSize(bufferSize);
                }
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                try {
                    server.connect(target);
                } catch (IOException e) {
                    client.close();
                    continue;
                }
                Link link = new Link(client, server);
                links.add(link);
                change(() -> connections++);
                run("to server", () -> forward(link, client, server, toServer));
                run("to client", () -> forward(link, server, client, toClient));
            } catch (IOException e) {
                // The listener was closed, or one connection failed while it began: the next accept tells.
            }
        }
    }

    private void forward(Link link, Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[bufferSize];
        long forwarded = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int available = in.read(buffer); available >= 0; available = in.read(buffer)) {
                int done = 0;
                while (done < available) {
                    int piece = admit(link, direction, forwarded, available - done);
                    if (piece == 0) {
                        link.close();
                        return;
                    }
                    out.write(buffer, done, piece);
                    out.flush();
                    done += piece;
                    forwarded += piece;
                }
                if (cutNow(direction, forwarded)) {
                    link.close();
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            link.close();
        } catch (InterruptedException e) {
            link.close();
            Thread.currentThread().interrupt();
        } finally {
            link.ended();
        }
    }

    /** Waits out stall and delay, then says how many of {@code wanted} bytes may go now; 0 means cut. */
    private int admit(Link link, Direction direction, long forwarded, int wanted) throws InterruptedException {
        lock.lock();
        try {
            while (direction.stallAfter <= forwarded && direction.cutAfter > forwarded && !closed && !link.isClosed()) {
                changed.await();
            }
            if (closed || link.isClosed() || direction.cutAfter <= forwarded) {
                return 0;
            }
            long end = System.nanoTime() + direction.delayNanos;
            for (long rest = direction.delayNanos; rest > 0 && !closed; rest = end - System.nanoTime()) {
                changed.awaitNanos(rest);
            }
            long limit = Math.min(direction.cutAfter, direction.stallAfter) - forwarded;
            int piece = (int) Math.min(Math.min(wanted, direction.chunk), Math.max(limit, 0));
            if (piece == 0) {
                return direction.cutAfter <= forwarded ? 0 : admit(link, direction, forwarded, wanted);
            }
            direction.bytes += piece;
            if (direction == toServer) {
                awaitingAnswer = true;
            } else if (awaitingAnswer) {
                awaitingAnswer = false;
                roundTrips++;
            }
            return piece;
        } finally {
            lock.unlock();
        }
    }

    private boolean cutNow(Direction direction, long forwarded) {
        return read(() -> direction.cutAfter <= forwarded ? 1 : 0) == 1;
    }

    private FaultProxy change(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed.signalAll();
            return this;
        } finally {
            lock.unlock();
        }
    }

    private long read(java.util.function.LongSupplier value) {
        lock.lock();
        try {
            return value.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, "fault-proxy " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection: the sockets to both sides. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private int halvesEnded;

        private Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private boolean isClosed() {
            return client.isClosed();
        }

        private void close() {
            boolean hard = read(() -> reset ? 1 : 0) == 1;
            try {
                if (hard && !client.isClosed()) {
                    client.setSoLinger(true, 0);
                }
                client.close();
                server.close();
            } catch (IOException e) {
                // Closed by the other side already, which is what was wanted.
            }
            links.remove(this);
            change(() -> {});
        }

        /** Both directions at their end: nothing is left to forward. */
        private void ended() {
            boolean last = read(() -> ++halvesEnded) == 2;
            if (last) {
                close();
            }
        }
    }
}
