package io.howdah;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.howdah.internal.jdbc.ConnectionImpl;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections live in HikariCP's pool as they do without one, however the pool makes them. */
@Live
class HikariLiveTest {
    private final PostgresServer server;

    HikariLiveTest(PostgresServer server) {
        this.server = server;
    }

    /** How the pool comes by its connections. */
    enum Source {
        DATA_SOURCE {
            @Override
            void configure(HikariConfig config, PostgresServer server) {
                config.setDataSource(HowdahDataSource.builder()
                        .url(server.url())
                        .user(server.user())
                        .password(server.password())
                        .build());
            }
        },
        DATA_SOURCE_CLASS {
            @Override
            void configure(HikariConfig config, PostgresServer server) {
                config.setDataSourceClassName(HowdahDataSource.class.getName());
                config.addDataSourceProperty("serverName", server.host());
                config.addDataSourceProperty("portNumber", server.port());
                config.addDataSourceProperty("databaseName", server.database());
                config.addDataSourceProperty("user", server.user());
                config.addDataSourceProperty("password", server.password());
                config.addDataSourceProperty("applicationName", "pooled");
            }
        },
        DRIVER_CLASS {
            @Override
            void configure(HikariConfig config, PostgresServer server) {
                config.setDriverClassName(HowdahDriver.class.getName());
                config.setJdbcUrl(server.url());
                config.setUsername(server.user());
                config.setPassword(server.password());
            }
        },
        URL {
            @Override
            void configure(HikariConfig config, PostgresServer server) {
                config.setJdbcUrl(server.url().replace("jdbc:postgresql:", "jdbc:howdah:"));
                config.setUsername(server.user());
                config.setPassword(server.password());
            }
        };

        abstract void configure(HikariConfig config, PostgresServer server);
    }

    private HikariConfig config(Source source) {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(30_000);
        source.configure(config, server);
        return config;
    }

    private static String select(Connection connection, String expression) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + expression)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionIsOursAndIsUsedAgain(Source source) throws SQLException {
        ConnectionImpl first;
        try (HikariDataSource pool = new HikariDataSource(config(source))) {
            try (Connection connection = pool.getConnection()) {
                first = connection.unwrap(ConnectionImpl.class);
                assertTrue(connection.isValid(5));
                assertEquals("7", select(connection, "3 + 4"));
            }
            try (Connection connection = pool.getConnection()) {
                assertSame(first, connection.unwrap(ConnectionImpl.class));
                assertTrue(connection.isWrapperFor(ConnectionImpl.class));
            }
        }
        assertTrue(first.isClosed());
    }

    @ParameterizedTest
    @EnumSource
    void settingsAreBackWhenTheConnectionIsBorrowedAgain(Source source) throws SQLException {
        HikariConfig config = config(source);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setSchema("information_schema");
        config.setConnectionInitSql("set statement_timeout to '90s'");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            String backend;
            try (Connection connection = pool.getConnection()) {
                backend = select(connection, "pg_backend_pid()");
                assertSettings(connection);
                connection.setAutoCommit(false);
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.setSchema("pg_catalog");
                connection.setNetworkTimeout(Runnable::run, 77_000);
                assertEquals("serializable on pg_catalog", settings(connection));
                connection.commit();
            }
            try (Connection connection = pool.getConnection()) {
                assertEquals(backend, select(connection, "pg_backend_pid()"));
                assertSettings(connection);
                connection.setAutoCommit(false);
                assertEquals("repeatable read off information_schema", settings(connection));
                run(connection, "set work_mem to '5MB'");
                connection.rollback();
                assertEquals("repeatable read off information_schema", settings(connection));
            }
            try (Connection connection = pool.getConnection()) {
                assertSettings(connection);
            }
        }
    }

    private static void assertSettings(Connection connection) throws SQLException {
        assertTrue(connection.getAutoCommit());
        assertFalse(connection.isReadOnly());
        assertEquals(Connection.TRANSACTION_REPEATABLE_READ, connection.getTransactionIsolation());
        assertEquals("information_schema", connection.getSchema());
        assertEquals(0, connection.getNetworkTimeout());
        assertEquals("repeatable read off information_schema", settings(connection));
        assertEquals(
                "90s",
                select(connection, "current_setting('statement_timeout')").replace("1min 30s", "90s"));
    }

    private static String settings(Connection connection) throws SQLException {
        return select(
                connection,
                "current_setting('transaction_isolation') || ' ' || current_setting('transaction_read_only') || ' ' ||"
                        + " current_schema()");
    }

    @ParameterizedTest
    @EnumSource
    void unfinishedWorkIsRolledBackOnReturn(Source source) throws SQLException {
        String table = "hikari_" + source;
        server.sql("create table " + table + " (id int)");
        try (HikariDataSource pool = new HikariDataSource(config(source))) {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                run(connection, "insert into " + table + " values (1)");
                connection.commit();
                run(connection, "insert into " + table + " values (2)");
            }
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                assertThrows(SQLException.class, () -> run(connection, "select 1 / 0"));
            }
            try (Connection connection = pool.getConnection()) {
                assertEquals("1", select(connection, "string_agg(id::text, ',') from " + table));
            }
        } finally {
            server.sql("drop table " + table);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatTheServerEndedIsReplaced(Source source) throws SQLException {
        try (HikariDataSource pool = new HikariDataSource(config(source))) {
            String first;
            try (Connection connection = pool.getConnection()) {
                first = select(connection, "pg_backend_pid()");
                terminate(first);
                SQLException gone = assertThrows(SQLException.class, () -> select(connection, "1"));
                assertTrue(
                        gone.getSQLState().startsWith("08")
                                || gone.getSQLState().equals("57P01"),
                        gone.getSQLState());
                assertTrue(connection.isClosed());
            }
            String second;
            try (Connection connection = pool.getConnection()) {
                second = select(connection, "pg_backend_pid()");
                assertFalse(first.equals(second));
            }
            // Found out by isValid when it has been idle for more than half a second, so straight at the connection.
            try (Connection connection = pool.getConnection()) {
                ConnectionImpl ours = connection.unwrap(ConnectionImpl.class);
                terminate(second);
                assertFalse(ours.isValid(5));
                assertTrue(ours.isClosed());
                pool.evictConnection(connection);
            }
            try (Connection connection = pool.getConnection()) {
                assertEquals("1", select(connection, "1"));
            }
        }
    }

    private void terminate(String backend) throws SQLException {
        server.terminate(backend);
    }

    @ParameterizedTest
    @EnumSource
    void borrowedStatementsAreClosedWithTheConnection(Source source) throws SQLException {
        try (HikariDataSource pool = new HikariDataSource(config(source))) {
            PreparedStatement inner;
            try (Connection connection = pool.getConnection()) {
                PreparedStatement statement = connection.prepareStatement("select generate_series(1, ?)");
                statement.setInt(1, 100_000);
                statement.setFetchSize(10);
                ResultSet rows = statement.executeQuery();
                assertTrue(rows.next());
                inner = statement.unwrap(PreparedStatement.class);
                connection.setAutoCommit(false);
                assertEquals("2", select(connection, "2"));
            }
            assertTrue(inner.isClosed());
            try (Connection connection = pool.getConnection()) {
                assertEquals("3", select(connection, "3"));
                assertNull(connection.getWarnings());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyThreadsShareFewConnections(Source source)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        HikariConfig config = config(source);
        config.setMaximumPoolSize(3);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            List<Future<Integer>> sums = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                sums.add(threads.submit(() -> {
                    int sum = 0;
                    for (int turn = 0; turn < 25; turn++) {
                        try (Connection connection = pool.getConnection();
                                PreparedStatement statement = connection.prepareStatement("select ?::int + ?::int")) {
                            connection.setAutoCommit(turn % 2 == 0);
                            statement.setInt(1, number);
                            statement.setInt(2, turn);
                            try (ResultSet rows = statement.executeQuery()) {
                                assertTrue(rows.next());
                                sum += rows.getInt(1);
                            }
                        }
                    }
                    return sum;
                }));
            }
            for (int i = 0; i < 8; i++) {
                assertEquals(25 * i + 300, sums.get(i).get(60, TimeUnit.SECONDS));
            }
            assertTrue(pool.getHikariPoolMXBean().getTotalConnections() <= 3);
        } finally {
            threads.shutdownNow();
        }
    }
}
