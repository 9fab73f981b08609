package io.howdah;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.Property;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@Live
class HowdahDataSourceLiveTest {

    private static HowdahDataSource dataSource(PostgresServer server) {
        HowdahDataSource dataSource = new HowdahDataSource();
        dataSource.setServerName(server.host());
        dataSource.setPortNumber(server.port());
        dataSource.setDatabaseName(server.database());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        return dataSource;
    }

    private static String select(Connection connection, String expression) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + expression)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    @Test
    void aBeanConnectsWithItsProperties(PostgresServer server) throws SQLException {
        HowdahDataSource dataSource = dataSource(server);
        dataSource.setApplicationName("bean");
        dataSource.setCurrentSchema("pg_catalog");
        dataSource.setOptions("-c statement_timeout=12345");

        try (Connection connection = dataSource.getConnection()) {
            assertEquals(server.user(), select(connection, "current_user"));
            assertEquals("bean", select(connection, "current_setting('application_name')"));
            assertEquals("pg_catalog", select(connection, "current_setting('search_path')"));
            assertEquals("12345ms", select(connection, "current_setting('statement_timeout')"));
            assertEquals(dataSource.getUrl(), connection.getMetaData().getURL());
            assertFalse(connection.getMetaData().getURL().contains(server.password()));
        }
    }

    @Test
    void theBuilderConnectsByUrl(PostgresServer server) throws SQLException {
        HowdahDataSource dataSource = HowdahDataSource.builder()
                .url(server.url())
                .user(server.user())
                .password(server.password())
                .property(Property.READ_ONLY, "true")
                .build();

        try (Connection connection = dataSource.getConnection()) {
            assertTrue(connection.isReadOnly());
            assertEquals(server.database(), select(connection, "current_database()"));
        }
    }

    @Test
    void otherCredentialsLogInAsSomebodyElse(PostgresServer server) throws SQLException {
        HowdahDataSource dataSource = dataSource(server);

        try (Connection own = dataSource.getConnection();
                Connection other = dataSource.getConnection("app", server.password())) {
            assertEquals(server.user(), select(own, "current_user"));
            assertEquals("app", select(other, "current_user"));
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithoutBeingShown(PostgresServer server) {
        HowdahDataSource dataSource = dataSource(server);

        SQLException refused =
                assertThrows(SQLException.class, () -> dataSource.getConnection(server.user(), "hunter2"));

        assertEquals("28P01", refused.getSQLState());
        assertFalse(refused.toString().contains("hunter2"), refused.toString());
    }

    @Test
    void manyThreadsConnectAtOnce(PostgresServer server)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        HowdahDataSource dataSource = dataSource(server);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String number = Integer.toString(i);
                answers.add(threads.submit(() -> {
                    try (Connection connection = dataSource.getConnection()) {
                        return select(connection, number);
                    }
                }));
            }
            for (int i = 0; i < 16; i++) {
                assertEquals(Integer.toString(i), answers.get(i).get(60, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theDriverFindsPropertiesInUrlAndProperties(PostgresServer server) throws SQLException {
        String url = server.url("ApplicationName=by url").replace("jdbc:postgresql:", "jdbc:howdah:");

        try (Connection connection = DriverManager.getConnection(url, server.properties())) {
            assertEquals("by url", select(connection, "current_setting('application_name')"));
            assertTrue(connection.getMetaData().getURL().startsWith("jdbc:postgresql://"));
        }
    }
}
