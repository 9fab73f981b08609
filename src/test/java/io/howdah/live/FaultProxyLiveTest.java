package io.howdah.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@Live
class FaultProxyLiveTest {
    private static Connection connect(FaultProxy proxy, PostgresServer server, String... parameters)
            throws SQLException {
        Properties properties = server.properties();
        properties.setProperty("sslmode", "disable");
        return new org.postgresql.Driver().connect(server.url(proxy.host(), proxy.port(), parameters), properties);
    }

    private static String select(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    @Test
    void forwardsByteAtATime(PostgresServer server) throws SQLException {
        try (FaultProxy proxy = FaultProxy.to(server).chunk(1);
                Connection connection = connect(proxy, server)) {
            assertEquals("x".repeat(500), select(connection, "select repeat('x', 500)"));
        }
    }

    @Test
    void forwardsMuchThroughSmallBuffers(PostgresServer server) throws SQLException {
        try (FaultProxy proxy = FaultProxy.withSmallBuffers(server);
                Connection connection = connect(proxy, server)) {
            assertEquals("x".repeat(300_000), select(connection, "select repeat('x', 300000)"));
        }
    }

    @Test
    void countsRoundTripsAndBytes(PostgresServer server) throws SQLException {
        try (FaultProxy proxy = FaultProxy.to(server);
                Connection connection = connect(proxy, server)) {
            proxy.resetCounters();
            select(connection, "select 1");
            select(connection, "select 2");
            assertEquals(2, proxy.roundTrips());
            assertTrue(proxy.bytesToServer() > 40, () -> "to server: " + proxy.bytesToServer());
            assertTrue(proxy.bytesToClient() > 40, () -> "to client: " + proxy.bytesToClient());
        }
    }

    @Test
    void cutsAfterBytes(PostgresServer server) throws SQLException {
        try (FaultProxy proxy = FaultProxy.to(server).withReset();
                Connection connection = connect(proxy, server)) {
            proxy.cutToClientAfter(proxy.bytesToClient() + 1_000);
            assertThrows(SQLException.class, () -> select(connection, "select repeat('x', 5000)"));
            assertFalse(connection.isValid(1));
        }
    }

    @Test
    void stallsUntilResumed(PostgresServer server) throws SQLException {
        try (FaultProxy proxy = FaultProxy.to(server);
                Connection connection = connect(proxy, server)) {
            long before = proxy.bytesToServer();
            proxy.stall();
            Thread query = new Thread(() -> {
                try {
                    select(connection, "select 1");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            query.start();
            assertEquals(before, proxy.bytesToServer());
            proxy.resume();
            query.join(10_000);
            assertFalse(query.isAlive());
            assertTrue(proxy.bytesToServer() > before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void delaysTheAnswer(PostgresServer server) throws SQLException {
        try (FaultProxy proxy = FaultProxy.to(server);
                Connection connection = connect(proxy, server)) {
            proxy.delay(Duration.ofMillis(50));
            long start = System.nanoTime();
            select(connection, "select 1");
            assertTrue(System.nanoTime() - start >= 50_000_000L);
        }
    }
}
