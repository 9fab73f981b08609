package io.howdah.internal.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.config.Settings;
import io.howdah.internal.connect.FakeServer.Conversation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets that are not made by the driver. */
@Timeout(60)
class SocketFactoriesScriptTest {
    static final AtomicReference<Properties> GIVEN_PROPERTIES = new AtomicReference<>();
    static final AtomicReference<String> GIVEN_ARGUMENT = new AtomicReference<>();
    static final AtomicReference<String> INITIALISED = new AtomicReference<>();

    /** The part that all factories of this test need. */
    abstract static class Factory extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return new Socket();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    /** Wants properties, though it could do with less. */
    public static final class OfProperties extends Factory {
        public OfProperties(Properties properties) {
            GIVEN_PROPERTIES.set(properties);
        }

        public OfProperties(String argument) {
            throw new UnsupportedOperationException(argument);
        }
    }

    /** Wants its argument. */
    public static final class OfString extends Factory {
        public OfString(String argument) {
            GIVEN_ARGUMENT.set(argument);
        }
    }

    /** Wants nothing; its sockets come connected. */
    public static final class Connected extends Factory {
        @Override
        public Socket createSocket() throws IOException {
            return new Socket(InetAddress.getByName("127.0.0.1"), Integer.getInteger("test.connectedPort"));
        }
    }

    /** Fails in a way of its own. */
    public static final class Failing extends Factory {
        @Override
        public Socket createSocket() {
            throw new IllegalStateException("no socket today");
        }
    }

    /** Cannot be made. */
    public static final class Unmakeable extends Factory {
        public Unmakeable() {
            throw new IllegalStateException("not me");
        }
    }

    /** Is no factory at all, and would show if it were touched. */
    public static final class Intruder {
        static {
            INITIALISED.set("initialised");
        }

        public Intruder(String argument) {
            INITIALISED.set("constructed with " + argument);
        }
    }

    @Test
    void factoryOfPropertiesIsPreferredAndGetsWhatItMayNeed() throws Exception {
        try (FakeServer server = welcoming()) {
            DriverContext context = context(server.port(), "127.0.0.1", OfProperties.class, "cloudInstance", "a:b:c");
            context.connect().close();
        }
        Properties given = GIVEN_PROPERTIES.get();
        assertEquals("a:b:c", given.getProperty("cloudInstance"));
        assertEquals("me", given.getProperty("user"));
        assertFalse(given.toString().contains("s3cret"));
    }

    @Test
    void factoryOfStringGetsItsArgument() throws Exception {
        try (FakeServer server = welcoming()) {
            context(server.port(), "127.0.0.1", OfString.class, "socketFactoryArg", "the argument")
                    .connect()
                    .close();
        }
        assertEquals("the argument", GIVEN_ARGUMENT.get());
    }

    @Test
    void connectedSocketsNeedNoHostThatExists() throws Exception {
        try (FakeServer server = welcoming()) {
            System.setProperty("test.connectedPort", Integer.toString(server.port()));
            context(1, "no-such-host.invalid", Connected.class).connect().close();
        } finally {
            System.clearProperty("test.connectedPort");
        }
    }

    @Test
    void failureOfAFactoryIsAnSqlException() throws Exception {
        SQLException e = assertThrows(SQLException.class, context(1, "127.0.0.1", Failing.class)::connect);
        assertEquals("08001", e.getSQLState());
        assertTrue(e.getMessage().contains("no socket today"), e.getMessage());
    }

    @Test
    void classThatIsNoFactoryIsNotTouched() {
        SQLException e = assertThrows(SQLException.class, () -> context(1, "127.0.0.1", Intruder.class));
        assertEquals("08001", e.getSQLState());
        assertTrue(e.getMessage().contains("javax.net.SocketFactory"), e.getMessage());
        assertNull(INITIALISED.get());
    }

    @Test
    void classesThatCannotBeUsedAreNamed() {
        assertTrue(assertThrows(SQLException.class, () -> context(1, "127.0.0.1", Unmakeable.class))
                .getMessage()
                .contains("not me"));
        SQLException e = assertThrows(
                SQLException.class,
                () -> DriverContext.of(Settings.of(Map.of("user", "me", "socketFactory", "no.such.Class"))));
        assertTrue(e.getMessage().contains("no.such.Class"), e.getMessage());
    }

    @Test
    void socksProxyResolvesTheName() throws Exception {
        AtomicReference<String> wanted = new AtomicReference<>();
        try (FakeServer proxy = new FakeServer(client -> {
            wanted.set(acceptSocks(client));
            client.welcome();
            client.expectEnd();
        })) {
            System.setProperty("socksProxyHost", "127.0.0.1");
            System.setProperty("socksProxyPort", Integer.toString(proxy.port()));
            DriverContext.of(settings(5433, "db.example.invalid")).connect().close();
        } finally {
            System.clearProperty("socksProxyHost");
            System.clearProperty("socksProxyPort");
        }
        assertEquals("db.example.invalid:5433", wanted.get());
    }

    @Test
    void hostsExemptFromTheProxyAreConnectedToDirectly() throws Exception {
        try (FakeServer server = welcoming()) {
            System.setProperty("socksProxyHost", "127.0.0.1");
            System.setProperty("socksProxyPort", "1");
            DriverContext.of(settings(server.port(), "127.0.0.1")).connect().close();
        } finally {
            System.clearProperty("socksProxyHost");
            System.clearProperty("socksProxyPort");
        }
    }

    /** The proxy's side of SOCKS 5 (RFC 1928); returns host and port asked for. */
    private static String acceptSocks(Conversation client) throws IOException {
        assertEquals(5, client.readByte());
        for (int methods = client.readByte(); methods > 0; methods--) {
            client.readByte();
        }
        client.raw(5, 0);
        assertEquals(5, client.readByte());
        assertEquals(1, client.readByte());
        client.readByte();
        assertEquals(3, client.readByte(), "address by name");
        byte[] name = new byte[client.readByte()];
        for (int i = 0; i < name.length; i++) {
            name[i] = (byte) client.readByte();
        }
        int port = client.readByte() << 8 | client.readByte();
        client.raw(5, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        return new String(name, StandardCharsets.US_ASCII) + ":" + port;
    }

    private static FakeServer welcoming() throws IOException {
        return new FakeServer(client -> {
            client.welcome();
            client.expectEnd();
        });
    }

    private static DriverContext context(int port, String host, Class<?> factory, String... more) throws SQLException {
        Map<String, String> values = new HashMap<>(Map.of("socketFactory", factory.getName()));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        values.put("password", "s3cret");
        values.putAll(connection(port, host));
        return DriverContext.of(Settings.of(values));
    }

    private static Settings settings(int port, String host) throws SQLException {
        return Settings.of(connection(port, host));
    }

    private static Map<String, String> connection(int port, String host) {
        return Map.of("PGHOST", host, "PGPORT", Integer.toString(port), "user", "me", "sslmode", "disable");
    }
}
