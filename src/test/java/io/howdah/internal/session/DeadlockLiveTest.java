package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.config.Settings;
import io.howdah.internal.connect.DriverContext;
import io.howdah.internal.jdbc.ConnectionImpl;
import io.howdah.live.FaultProxy;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.live.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Batches whose requests and answers are both larger than all buffers between client and server, over every transport: a client that writes
 * all before it reads blocks for ever, because the server does not read on before its answers are taken.
 */
@Live(tls = Tls.ON)
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class DeadlockLiveTest {
    private final PostgresServer server;

    DeadlockLiveTest(PostgresServer server) {
        this.server = server;
    }

    private Connection connect(String... properties) throws SQLException {
        Properties info = server.properties();
        for (int i = 0; i < properties.length; i += 2) {
            info.setProperty(properties[i], properties[i + 1]);
        }
        Settings settings = Settings.parse(server.url(), info).orElseThrow();
        return new ConnectionImpl(DriverContext.of(settings).connect());
    }

    private Connection tcp() throws SQLException {
        return connect("sslmode", "disable");
    }

    private Connection tls() throws SQLException {
        return connect("sslmode", "require");
    }

    private Connection unix() throws SQLException {
        Properties info = server.properties();
        info.setProperty("PGHOST", server.socketDir().toString());
        info.setProperty("PGPORT", Integer.toString(server.port()));
        info.setProperty("PGDBNAME", server.database());
        Settings settings = Settings.parse("jdbc:postgresql:", info).orElseThrow();
        return new ConnectionImpl(DriverContext.of(settings).connect());
    }

    private Connection factory() throws SQLException {
        return connect("sslmode", "disable", "socketFactory", PlainFactory.class.getName());
    }

    private Connection through(FaultProxy proxy, String sslmode) throws SQLException {
        Properties info = server.properties();
        info.setProperty("sslmode", sslmode);
        Settings settings =
                Settings.parse(server.url(proxy.host(), proxy.port()), info).orElseThrow();
        return new ConnectionImpl(DriverContext.of(settings).connect());
    }

    /** Sockets of the application's own. */
    public static final class PlainFactory extends SocketFactory {
        private final SocketFactory inner = SocketFactory.getDefault();

        @Override
        public Socket createSocket() throws IOException {
            return inner.createSocket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return inner.createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return inner.createSocket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return inner.createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return inner.createSocket(host, port, local, localPort);
        }
    }

    /** Each entry sends {@code in} characters and gets {@code out} back. */
    private static void echo(Connection connection, int entries, int in, int out) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table echo (id serial, reply text)");
        }
        char[] text = new char[in];
        Arrays.fill(text, 'x');
        String value = new String(text);
        String sql = "insert into echo (reply) values (rpad(right(?, 10), " + out + ", 'y'))";
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"reply"})) {
            for (int i = 0; i < entries; i++) {
                statement.setString(1, value);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            assertEquals(entries, counts.length);
            assertTrue(Arrays.stream(counts).allMatch(count -> count == 1));
            try (ResultSet keys = statement.getGeneratedKeys()) {
                for (int i = 0; i < entries; i++) {
                    assertTrue(keys.next());
                    assertEquals(out, keys.getString(1).length());
                }
                assertFalse(keys.next());
            }
        }
    }

    @Test
    void largeInAndLargeOutOverTcp() throws SQLException {
        try (Connection connection = tcp()) {
            echo(connection, 400, 50_000, 50_000);
        }
    }

    @Test
    void smallInAndMediumOutOverTcp() throws SQLException {
        try (Connection connection = tcp()) {
            echo(connection, 2_000, 1_000, 10_000);
        }
    }

    @Test
    void largeInAndLargeOutOverTls() throws SQLException {
        try (Connection connection = tls()) {
            echo(connection, 400, 50_000, 50_000);
        }
    }

    @Test
    void smallInAndMediumOutOverTls() throws SQLException {
        try (Connection connection = tls()) {
            echo(connection, 2_000, 1_000, 10_000);
        }
    }

    @Test
    void largeInAndLargeOutOverAUnixSocket() throws SQLException {
        try (Connection connection = unix()) {
            echo(connection, 400, 50_000, 50_000);
        }
    }

    @Test
    void smallInAndMediumOutOverAUnixSocket() throws SQLException {
        try (Connection connection = unix()) {
            echo(connection, 2_000, 1_000, 10_000);
        }
    }

    @Test
    void largeInAndLargeOutOverASocketFactory() throws SQLException {
        try (Connection connection = factory()) {
            echo(connection, 400, 50_000, 50_000);
        }
    }

    @Test
    void smallInAndMediumOutOverASocketFactory() throws SQLException {
        try (Connection connection = factory()) {
            echo(connection, 2_000, 1_000, 10_000);
        }
    }

    @Test
    void largeInAndLargeOutInSmallPieces() throws SQLException {
        try (FaultProxy proxy = FaultProxy.to(server).chunk(1_000);
                Connection connection = through(proxy, "disable")) {
            echo(connection, 400, 50_000, 50_000);
        }
    }

    @Test
    void smallInAndMediumOutInSmallPieces() throws SQLException {
        try (FaultProxy proxy = FaultProxy.to(server).chunk(1_000);
                Connection connection = through(proxy, "disable")) {
            echo(connection, 2_000, 1_000, 10_000);
        }
    }

    @Test
    void oneStatementLargerThanAllBuffersBothWays() throws SQLException {
        char[] text = new char[20_000_000];
        Arrays.fill(text, 'x');
        String value = new String(text);
        try (Connection connection = tcp();
                PreparedStatement statement = connection.prepareStatement("select ?::text")) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(value, rows.getString(1));
            }
        }
    }

    @Test
    void answersThatComeByteByByteAndRequestsThatGoSo() throws SQLException {
        try (FaultProxy proxy = FaultProxy.to(server).chunk(1);
                Connection connection = through(proxy, "disable")) {
            echo(connection, 20, 100, 100);
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("select ?::int4, 'ä€'::text, 1.5::numeric")) {
                for (int i = 0; i < 3; i++) {
                    statement.setInt(1, i);
                    try (ResultSet rows = statement.executeQuery()) {
                        assertTrue(rows.next());
                        assertEquals(i, rows.getInt(1));
                        assertEquals("ä€", rows.getString(2));
                        assertEquals("1.5", rows.getBigDecimal(3).toString());
                    }
                }
            }
            connection.commit();
            assertTrue(proxy.bytesToClient() > 20 * 100);
        }
    }

    @Test
    void tlsSessionByteByByte() throws SQLException {
        try (FaultProxy proxy = FaultProxy.to(server).chunk(1);
                Connection connection = through(proxy, "require")) {
            echo(connection, 5, 100, 100);
        }
    }

    @Test
    void closingAnEndlessResultEndsWithTheStatementsTimeout() throws SQLException {
        try (Connection connection = tcp()) {
            Statement statement = connection.createStatement();
            statement.setQueryTimeout(1);
            ResultSet rows = statement.executeQuery("select generate_series(1, 2000000000), repeat('x', 100)");
            assertTrue(rows.next());
            rows.close();
            try (ResultSet one = statement.executeQuery("select 1")) {
                assertTrue(one.next());
            }
        }
    }
}
