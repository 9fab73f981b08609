package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on one side, and must not go wrong for others. */
@Live
class MishapsLiveTest {
    private static final String ROWS = "select g, repeat('x', 100) from generate_series(1, 5000) g";

    private PostgresServer server;
    private Sessions sessions;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        this.server = server;
        reconnect("sslmode=disable", "streamBudget=16KiB", "maxDrain=100KiB");
    }

    private void reconnect(String... parameters) throws SQLException {
        if (connection != null) {
            connection.close();
        }
        sessions = Sessions.of(server, parameters);
        connection = sessions.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    // ---- results

    @Test
    void afterAFailedNextTheResultIsNeverComplete() throws SQLException {
        String failing = "select 1 / (4000 - g), repeat('x', 100) from generate_series(1, 5000) g";
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(failing);
            SQLException first = assertThrows(SQLException.class, () -> {
                while (rows.next()) {
                    assertFalse(rows.isClosed());
                }
            });
            assertEquals("22012", first.getSQLState());
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "22012", assertThrows(SQLException.class, rows::next).getSQLState());
            }
            assertEquals("1", one("select 1"));
            rows.close();
            assertEquals("1", one("select 1"));
        }
    }

    @Test
    void afterAFailedPageTheResultIsNeverComplete() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            ResultSet rows = statement.executeQuery("select 1 / (25 - g) from generate_series(1, 50) g");
            SQLException first = assertThrows(SQLException.class, () -> {
                while (rows.next()) {
                    assertFalse(rows.isClosed());
                }
            });
            assertEquals("22012", first.getSQLState());
            assertEquals("22012", assertThrows(SQLException.class, rows::next).getSQLState());
            rows.close();
        }
        connection.rollback();
    }

    @Test
    void aPageReadAheadThatFailedIsTheCauseOfTheNextRefusal() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            ResultSet rows = statement.executeQuery("select 1 / (15 - g) from generate_series(1, 50) g");
            assertTrue(rows.next());
            SQLException refused = assertThrows(SQLException.class, () -> run("select 1"));
            assertEquals("25P02", refused.getSQLState());
            assertEquals("22012", ((SQLException) refused.getCause()).getSQLState());
            for (int i = 2; i <= 14; i++) {
                assertTrue(rows.next());
            }
            assertEquals("22012", assertThrows(SQLException.class, rows::next).getSQLState());
        }
        connection.rollback();
    }

    @Test
    void allResultsThatMadeRoomShareOneBound() throws SQLException {
        List<Statement> statements = new ArrayList<>();
        List<ResultSet> results = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Statement statement = connection.createStatement();
            statements.add(statement);
            results.add(statement.executeQuery(ROWS));
            assertTrue(results.get(i).next());
        }
        assertTrue(
                sessions.session().drainedBytes() <= 5 * 64 * 1024 + 100 * 1024,
                "held " + sessions.session().drainedBytes());
        for (ResultSet rows : results) {
            for (int i = 2; i <= 5000; i++) {
                assertTrue(rows.next());
                assertEquals(i, rows.getInt(1));
            }
            assertFalse(rows.next());
        }
        assertEquals(0, sessions.session().drainedBytes());
        for (Statement statement : statements) {
            statement.close();
        }
    }

    // ---- values

    private static final class Treacherous extends ArrayList<String> {
        private static final long serialVersionUID = 1;
        private boolean fails;
        private transient Error error;

        @Override
        public Iterator<String> iterator() {
            if (error != null) {
                throw error;
            }
            if (fails) {
                throw new IllegalStateException("not now");
            }
            return super.iterator();
        }
    }

    @Test
    void aValueThatThrowsCostsNothing() throws SQLException {
        connection.setAutoCommit(false);
        run("create temp table kept(i int)");
        Treacherous value = new Treacherous();
        value.add("x");
        try (PreparedStatement statement = connection.prepareStatement("select ?::text[]")) {
            for (int i = 0; i < 4; i++) {
                value.fails = false;
                value.error = null;
                statement.setObject(1, value);
                value.fails = true;
                SQLException failure = assertThrows(SQLException.class, statement::executeQuery);
                assertEquals("22023", failure.getSQLState());
                assertEquals("not now", failure.getCause().getMessage());
                value.error = new OutOfMemoryError("as a test");
                assertEquals(
                        "53200",
                        assertThrows(SQLException.class, statement::executeQuery)
                                .getSQLState());
                value.fails = false;
                value.error = null;
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals("{x}", rows.getString(1));
                }
            }
        }
        assertEquals("0", one("select count(*) from kept"));
        connection.rollback();
    }

    @Test
    void aValueThatItsCodecRefusesCostsNothing() throws SQLException {
        connection.setAutoCommit(false);
        run("create temp table kept(i int)");
        try (PreparedStatement statement = connection.prepareStatement("select ?")) {
            statement.setObject(1, new Object[] {new Integer[] {1, 2}, new Integer[] {3}});
            assertThrows(SQLException.class, statement::executeQuery);
            statement.setString(1, "a\0b");
            assertThrows(SQLException.class, statement::executeQuery);
            statement.setInt(1, 7);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(7, rows.getInt(1));
            }
        }
        assertEquals("0", one("select count(*) from kept"));
        connection.rollback();
    }

    // ---- settings

    @Test
    void aSettingTakenBackBehindASavepointIsSentAgain() throws SQLException {
        String original = one("show search_path");
        for (boolean byError : new boolean[] {false, true}) {
            connection.setAutoCommit(false);
            connection.setSchema("pg_catalog");
            assertEquals("pg_catalog", one("show search_path"));
            Savepoint savepoint = connection.setSavepoint();
            connection.setSchema(null);
            if (byError) {
                assertThrows(SQLException.class, () -> run("select 1 / 0"));
            } else {
                assertEquals(original, one("show search_path"));
            }
            connection.rollback(savepoint);
            connection.commit();
            assertEquals(original, one("show search_path"), "by error: " + byError);
            connection.rollback();
        }
    }

    @Test
    void aBatchWithBarriersRunsUnderTheSettingsChosenBefore() throws SQLException {
        reconnect("sslmode=disable", "batchMode=barrier");
        run("create temp table kept(v text)");
        connection.setClientInfo("ApplicationName", "before the batch");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into kept values (? || current_setting('application_name'))")) {
            for (int i = 0; i < 2; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            assertEquals(2, sessions.roundTrips(() -> assertArrayEquals(new int[] {1, 1}, insert.executeBatch())));
            insert.setInt(1, 2);
            insert.addBatch();
            assertEquals(1, sessions.roundTrips(insert::executeBatch));
        }
        assertEquals("3", one("select count(*) from kept where v like '_before the batch'"));
    }

    // ---- statements

    @Test
    void aRollbackByTheDriverTakesBackDdlFromStatements() throws SQLException {
        connection.setAutoCommit(false);
        run("create temp table shape(a int)");
        connection.commit();
        try (PreparedStatement select = connection.prepareStatement("select * from shape")) {
            for (int i = 0; i < 3; i++) {
                select.executeQuery().close();
            }
            connection.commit();
            run("alter table shape add b int");
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = select.executeQuery()) {
                    assertEquals(2, rows.getMetaData().getColumnCount());
                }
            }
            connection.rollback();
            run("insert into shape values (1)");
            try (ResultSet rows = select.executeQuery()) {
                assertEquals(1, rows.getMetaData().getColumnCount());
                assertTrue(rows.next());
            }
        }
        connection.rollback();
    }

    @Test
    void keysOfEntriesWithOtherTypesAreReadAsWhatTheyAre() throws SQLException {
        run("create temp table keyed(i int)");
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into keyed values (1) returning ?", Statement.RETURN_GENERATED_KEYS)) {
            for (int run = 0; run < 3; run++) {
                insert.setInt(1, 42);
                insert.addBatch();
                insert.setString(1, "text");
                insert.addBatch();
                insert.setLong(1, 1L << 40);
                insert.addBatch();
                insert.setInt(1, 43);
                insert.addBatch();
                assertArrayEquals(new int[] {1, 1, 1, 1}, insert.executeBatch());
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    for (String expected : new String[] {"42", "text", "1099511627776", "43"}) {
                        assertTrue(keys.next());
                        assertEquals(expected, keys.getString(1));
                    }
                    assertFalse(keys.next());
                }
            }
        }
    }

    @Test
    void theFirstFailureOfATransactionIsForgottenWithASavepoint() throws SQLException {
        connection.setAutoCommit(false);
        Savepoint savepoint = connection.setSavepoint();
        assertThrows(SQLException.class, () -> run("select 1 / 0"));
        connection.rollback(savepoint);
        assertEquals(
                "42P01",
                assertThrows(SQLException.class, () -> run("table nowhere")).getSQLState());
        SQLException refused = assertThrows(SQLException.class, () -> run("select 1"));
        assertEquals("42P01", ((SQLException) refused.getCause()).getSQLState());
        connection.rollback();
    }

    @Test
    void aFailedBatchEntryIsTheOneThatFailed() throws SQLException {
        run("create temp table kept(i int primary key)");
        try (PreparedStatement insert = connection.prepareStatement("insert into kept values (?)")) {
            for (int i : new int[] {1, 2, 2}) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertSame(failure.getCause(), failure.getNextException());
            assertTrue(failure.getMessage().startsWith("Batch entry 2"), failure.getMessage());
        }
    }
}
