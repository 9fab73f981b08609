package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cost of each operation in round trips, counted at the transport. */
@Live
class RoundTripLiveTest {
    private Sessions sessions;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        sessions = Sessions.of(server, "sslmode=disable");
        connection = sessions.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table item(id int8 primary key, name text)");
            statement.execute("insert into item select g, 'item ' || g from generate_series(1, 100) g");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void connectingWithScramTakesThree() {
        // Counted from the first byte of the startup message: the constructor's statements come on top.
        assertEquals(3 + 2, sessions.transport().roundTrips);
    }

    @Test
    void connectingWithTrustTakesOne(PostgresServer server) throws SQLException {
        Properties trust = new Properties();
        trust.setProperty("user", server.trustUser());
        Sessions trusted = Sessions.of(server.url("sslmode=disable"), trust);
        try (Connection other = trusted.connect()) {
            assertTrue(other.isValid(1));
            assertEquals(1 + 1, trusted.transport().roundTrips, "startup and isValid");
        }
    }

    @Test
    void everyExecutionOfAPreparedStatementTakesOne() throws SQLException {
        try (PreparedStatement lookup = connection.prepareStatement("select id, name from item where id = ?")) {
            for (int i = 1; i <= 10; i++) {
                long id = i;
                assertEquals(
                        1,
                        sessions.roundTrips(() -> {
                            lookup.setLong(1, id);
                            try (ResultSet rows = lookup.executeQuery()) {
                                assertTrue(rows.next());
                                assertEquals("item " + id, rows.getString(2));
                            }
                        }),
                        "execution " + i);
            }
        }
    }

    @Test
    void preparingTakesNone() throws SQLException {
        assertEquals(
                0,
                sessions.roundTrips(() -> connection
                        .prepareStatement("select name from item where id = ?")
                        .close()));
    }

    @Test
    void aTransactionOfOneInsertTakesTwo() throws SQLException {
        assertEquals(2, sessions.roundTrips(() -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                assertEquals(1, statement.executeUpdate("insert into item values (1000, 'new')"));
            }
            connection.commit();
        }));
        connection.setAutoCommit(true);
    }

    @Test
    void aBatchOfAThousandInsertsTakesOne() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into item values (?, ?)")) {
            for (int i = 0; i < 1000; i++) {
                insert.setLong(1, 1000 + i);
                insert.setString(2, "batch");
                insert.addBatch();
            }
            int[][] counts = new int[1][];
            assertEquals(1, sessions.roundTrips(() -> counts[0] = insert.executeBatch()));
            assertEquals(1000, counts[0].length);
            for (int count : counts[0]) {
                assertEquals(1, count);
            }
        }
    }

    @Test
    void aBatchThatReturnsKeysTakesOne() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table keyed(id serial primary key, name text)");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into keyed(name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < 50; i++) {
                insert.setString(1, "n" + i);
                insert.addBatch();
            }
            assertEquals(1, sessions.roundTrips(insert::executeBatch));
            try (ResultSet keys = insert.getGeneratedKeys()) {
                for (int i = 1; i <= 50; i++) {
                    assertTrue(keys.next());
                    assertEquals(i, keys.getInt(1));
                }
            }
        }
    }

    @Test
    void validationTakesOne() throws SQLException {
        assertEquals(1, sessions.roundTrips(() -> assertTrue(connection.isValid(5))));
    }

    @Test
    void commitWithoutWorkTakesNone() throws SQLException {
        assertEquals(0, sessions.roundTrips(() -> {
            connection.setAutoCommit(false);
            connection.commit();
            connection.rollback();
            connection.setAutoCommit(true);
        }));
    }

    @Test
    void settingsTakeNoneAndRideWithTheNextStatement() throws SQLException {
        assertEquals(0, sessions.roundTrips(() -> {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setSchema("pg_catalog");
            connection.setClientInfo("ApplicationName", "round trips");
            connection.setAutoCommit(false);
        }));
        String[] seen = new String[4];
        assertEquals(1, sessions.roundTrips(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select current_setting('transaction_read_only'), current_setting('transaction_isolation'),"
                                    + " current_setting('search_path'), current_setting('application_name')")) {
                assertTrue(rows.next());
                for (int i = 0; i < seen.length; i++) {
                    seen[i] = rows.getString(i + 1);
                }
            }
        }));
        assertArrayEquals(new String[] {"on", "serializable", "pg_catalog", "round trips"}, seen);
        connection.rollback();
    }

    @Test
    void aSmallResultAndItsCloseTakeOne() throws SQLException {
        assertEquals(1, sessions.roundTrips(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select * from item")) {
                assertTrue(rows.next());
            }
        }));
    }

    @Test
    void multipleStatementsInOneTextTakeOne() throws SQLException {
        assertEquals(1, sessions.roundTrips(() -> {
            try (Statement statement = connection.createStatement()) {
                assertTrue(statement.execute("select 1; update item set name = name where id < 4; select 2"));
                assertTrue(!statement.getMoreResults());
                assertEquals(3, statement.getUpdateCount());
                assertTrue(statement.getMoreResults());
            }
        }));
    }
}
