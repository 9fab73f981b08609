package io.howdah.internal.session;

import io.howdah.internal.config.Settings;
import io.howdah.internal.connect.DriverContext;
import io.howdah.internal.io.Transport;
import io.howdah.internal.jdbc.ConnectionImpl;
import io.howdah.live.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.UnaryOperator;

/** One data source of a test, whose connections' sessions and transports can be looked at. */
final class Sessions {
    private final DriverContext context;
    private CountingTransport transport;
    private Session session;

    private Sessions(String url, Properties properties, UnaryOperator<Transport> wrapper) throws SQLException {
        Settings settings = Settings.parse(url, properties).orElseThrow();
        context = DriverContext.of(settings, inner -> {
            transport = new CountingTransport(wrapper.apply(inner));
            return transport;
        });
    }

    static Sessions of(PostgresServer server, String... parameters) throws SQLException {
        return new Sessions(server.url(parameters), server.properties(), UnaryOperator.identity());
    }

    static Sessions of(String url, Properties properties) throws SQLException {
        return new Sessions(url, properties, UnaryOperator.identity());
    }

    /** Connects; {@link #session} and {@link #roundTrips} are about this connection from then on. */
    Connection connect() throws SQLException {
        session = context.connect();
        return new ConnectionImpl(session);
    }

    Session session() {
        return session;
    }

    SharedState shared() {
        return context.shared();
    }

    CountingTransport transport() {
        return transport;
    }

    /** Work that may be measured. */
    interface Work {
        void run() throws SQLException;
    }

    /** Waits for the server in the course of {@code work}. */
    long roundTrips(Work work) throws SQLException {
        long before = transport.roundTrips;
        work.run();
        return transport.roundTrips - before;
    }

    /** Counts how often the direction turns from sending to receiving. */
    static final class CountingTransport implements Transport {
        private final Transport inner;
        private boolean sent;
        long roundTrips;
        long writes;

        CountingTransport(Transport inner) {
            this.inner = inner;
        }

        @Override
        public int tryRead(byte[] target, int offset, int length) throws IOException {
            int count = inner.tryRead(target, offset, length);
            if (count > 0 && sent) {
                sent = false;
                roundTrips++;
            }
            return count;
        }

        @Override
        public int tryWrite(byte[] source, int offset, int length) throws IOException {
            int count = inner.tryWrite(source, offset, length);
            if (count > 0) {
                sent = true;
                writes++;
            }
            return count;
        }

        @Override
        public boolean tryFlush() throws IOException {
            return inner.tryFlush();
        }

        @Override
        public int await(int operations, long deadline) throws IOException {
            return inner.await(operations, deadline);
        }

        @Override
        public void peerIsIdle() {
            inner.peerIsIdle();
        }

        @Override
        public boolean isOpen() {
            return inner.isOpen();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
