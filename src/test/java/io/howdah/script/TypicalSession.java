package io.howdah.script;

import io.howdah.internal.config.Settings;
import io.howdah.internal.connect.DriverContext;
import io.howdah.internal.jdbc.ConnectionImpl;
import io.howdah.internal.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A session of the usual kind over a {@link MemoryTransport}: log in, query in text and in binary, batch, transaction. Thousands of them take
 * seconds. Close it to give back the port it needs.
 */
public final class TypicalSession implements AutoCloseable {
    private final ServerSocket listener;
    private final Settings settings;

    /** What became of a session. */
    public record Outcome(SQLException failure, boolean closed, MemoryTransport transport) {
        /** Fails unless the session came to its end or failed as a session may. */
        public void assertClean(Object circumstances) {
            if (transport.waitedWithoutEnd()) {
                throw new AssertionError("waited without a deadline under " + circumstances, failure);
            }
            if (transport.isOpen()) {
                throw new AssertionError("the transport is open under " + circumstances, failure);
            }
            String state = failure == null ? "00000" : failure.getSQLState();
            if (state == null || state.length() != 5 || failure != null && failure.getMessage() == null) {
                throw new AssertionError("no proper exception under " + circumstances, failure);
            }
        }

        /** Fails unless the session failed as it may and noticed that its connection is lost. */
        public void assertLost(Object circumstances) {
            assertClean(circumstances);
            if (failure == null) {
                throw new AssertionError("no exception under " + circumstances);
            }
            if (!closed) {
                throw new AssertionError("not closed under " + circumstances, failure);
            }
        }
    }

    /** What an application does with a connection. */
    public interface Work {
        void run(Connection connection) throws SQLException;
    }

    public TypicalSession(String... properties) throws SQLException {
        try {
            // The transport to it is replaced before its first byte.
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread acceptor = new Thread(this::accept, "nobody");
        acceptor.setDaemon(true);
        acceptor.start();
        Properties info = new Properties();
        info.setProperty("user", "u");
        info.setProperty("password", MiniServer.PASSWORD);
        info.setProperty("sslmode", "disable");
        info.setProperty("socketTimeout", "30");
        info.setProperty("loginTimeout", "30");
        for (String property : properties) {
            int equals = property.indexOf('=');
            info.setProperty(property.substring(0, equals), property.substring(equals + 1));
        }
        settings = Settings.parse("jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + "/d", info)
                .orElseThrow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                listener.accept().close();
            } catch (IOException e) {
                // The listener was closed: the loop ends.
            }
        }
    }

    /** Runs the session against that server, whose bytes suffer these faults. */
    public Outcome run(MemoryTransport.Peer server, Faults faults) {
        return run(server, faults, TypicalSession::work);
    }

    /** Runs any work. What is thrown other than an {@link SQLException} goes through. */
    public Outcome run(MemoryTransport.Peer server, Faults faults, Work work) {
        MemoryTransport transport = new MemoryTransport(server, faults);
        SQLException failure = null;
        boolean closed = true;
        Session session = null;
        try {
            DriverContext context = DriverContext.of(settings, real -> {
                real.close();
                return transport;
            });
            session = context.connect();
            Connection connection = new ConnectionImpl(session);
            work.run(connection);
        } catch (SQLException e) {
            failure = e;
        }
        if (session != null) {
            closed = session.isClosed();
            session.close();
        }
        return new Outcome(failure, closed, transport);
    }

    /** What a typical session does. */
    public static void work(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, name, ok from t")) {
            read(rows);
        }
        try (PreparedStatement statement = connection.prepareStatement("select id, name, ok from t")) {
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    read(rows);
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("insert into t values (?, ?)")) {
            for (int i = 0; i < 3; i++) {
                statement.setInt(1, i);
                statement.setString(2, "name");
                statement.addBatch();
            }
            statement.executeBatch();
        }
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement("select name from t where id = ?")) {
            statement.setInt(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getString("name");
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into t values (1, 'one')");
        }
        connection.commit();
    }

    private static void read(ResultSet rows) throws SQLException {
        while (rows.next()) {
            rows.getInt("id");
            rows.getString(2);
            rows.getBoolean(3);
            rows.getObject(1);
            rows.getObject(2);
            rows.getObject(3);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
