package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static io.howdah.internal.jdbc.Connections.traffic;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Live
class BatchLiveTest {
    private static final int FAILED = Statement.EXECUTE_FAILED;

    private PostgresServer server;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer shared) throws SQLException {
        server = shared;
        connection = open(shared);
        run(connection, "create temp table t(id int primary key, v text)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from t")) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    /** Adds inserts with these keys, in order. */
    private static PreparedStatement inserts(Connection connection, int... ids) throws SQLException {
        PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)");
        for (int id : ids) {
            insert.setInt(1, id);
            insert.setString(2, "v" + id);
            insert.addBatch();
        }
        return insert;
    }

    @Test
    void countsAreExact() throws SQLException {
        try (PreparedStatement insert = inserts(connection, 1, 2, 3)) {
            assertArrayEquals(new int[] {1, 1, 1}, insert.executeBatch());
            assertArrayEquals(new int[0], insert.executeBatch());
        }
        try (PreparedStatement update = connection.prepareStatement("update t set v = 'x' where id <= ?")) {
            for (int id = 0; id <= 3; id++) {
                update.setInt(1, id);
                update.addBatch();
            }
            assertArrayEquals(new long[] {0, 1, 2, 3}, update.executeLargeBatch());
        }
    }

    @Test
    void largeBatchIsOneUnitOfAFewRoundTrips() throws SQLException {
        int[] ids = new int[5_000];
        Arrays.setAll(ids, i -> i);
        try (PreparedStatement insert = inserts(connection, ids)) {
            int[] counts = insert.executeBatch();
            assertEquals(5_000, counts.length);
            assertTrue(Arrays.stream(counts).allMatch(c -> c == 1));
        }
        assertEquals(5_000, count(connection));
        ids[4_999] = 0;
        run(connection, "truncate t");
        try (PreparedStatement insert = inserts(connection, ids)) {
            BatchUpdateException e = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertEquals("23505", e.getSQLState());
        }
        assertEquals(0, count(connection));
    }

    @Test
    void smallBatchTakesOneRoundTrip() throws SQLException {
        try (PreparedStatement insert = inserts(connection, 1, 2, 3, 4)) {
            long before = traffic(connection).roundTrips();
            insert.executeBatch();
            assertEquals(1, traffic(connection).roundTrips() - before);
        }
    }

    @Test
    void failureUndoesAllOfItInAutocommit() throws SQLException {
        try (PreparedStatement insert = inserts(connection, 1, 2, 1, 3)) {
            BatchUpdateException e = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertEquals("23505", e.getSQLState());
            assertArrayEquals(new int[] {FAILED, FAILED, FAILED, FAILED}, e.getUpdateCounts());
            assertArrayEquals(new long[] {FAILED, FAILED, FAILED, FAILED}, e.getLargeUpdateCounts());
            assertTrue(
                    e.getMessage()
                            .startsWith("Batch entry 2 insert into t values (?, ?) was aborted: ERROR: duplicate key"),
                    e.getMessage());
            assertTrue(e.getMessage().endsWith("Call getNextException to see other errors in the batch."));
            assertNotNull(e.getNextException());
            assertSame(e.getCause(), e.getNextException());
            assertEquals("23505", e.getNextException().getSQLState());
            assertTrue(e.getNextException().getMessage().contains("constraint \"t_pkey\""));
            assertArrayEquals(new int[0], insert.executeBatch());
        }
        assertEquals(0, count(connection));
    }

    @Test
    void statementsTextIsLeftOutWhenDetailsAreNotToBeLogged() throws SQLException {
        try (Connection discreet = open(server, "logServerErrorDetail=false")) {
            run(discreet, "create temp table t(id int primary key, v text)");
            try (PreparedStatement insert = inserts(discreet, 1, 1)) {
                BatchUpdateException e = assertThrows(BatchUpdateException.class, insert::executeBatch);
                assertTrue(
                        e.getMessage().startsWith("Batch entry 1 was aborted: ERROR: duplicate key"), e.getMessage());
            }
        }
    }

    @Test
    void failureInATransactionAbortsIt() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = inserts(connection, 1, 1)) {
            assertThrows(BatchUpdateException.class, insert::executeBatch);
            SQLException e = assertThrows(SQLException.class, () -> count(connection));
            assertEquals("25P02", e.getSQLState());
        }
        connection.rollback();
        assertEquals(0, count(connection));
        connection.rollback();
    }

    @Test
    void barrierLetsTheOthersRun() throws SQLException {
        try (Connection barrier = open(server, "batchMode=barrier")) {
            run(barrier, "create temp table t(id int primary key, v text)");
            try (PreparedStatement insert = inserts(barrier, 1, 1, 2)) {
                BatchUpdateException e = assertThrows(BatchUpdateException.class, insert::executeBatch);
                assertArrayEquals(new int[] {1, FAILED, 1}, e.getUpdateCounts());
            }
            assertEquals(2, count(barrier));
        }
    }

    @Test
    void mixedStatementsRunInOrder() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("insert into t values (1, 'a'), (2, 'b')");
            statement.addBatch("select 1");
            statement.addBatch("update t set v = '?' where id = 1");
            statement.addBatch("create temp table u(i int)");
            assertArrayEquals(new int[] {2, 0, 1, 0}, statement.executeBatch());
            assertArrayEquals(new int[0], statement.executeBatch());
            statement.addBatch("insert into t values (3, 'c')");
            statement.clearBatch();
            assertArrayEquals(new int[0], statement.executeBatch());
            assertEquals(
                    "0A000",
                    assertThrows(SQLException.class, () -> statement.addBatch("select 1; select 2"))
                            .getSQLState());
        }
        assertEquals(2, count(connection));
    }

    @Test
    void failureOfAMixedBatchNamesTheEntry() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("insert into t values (1, 'a')");
            statement.addBatch("insert into nowhere values (1)");
            BatchUpdateException e = assertThrows(BatchUpdateException.class, statement::executeBatch);
            assertEquals("42P01", e.getSQLState());
            assertTrue(e.getMessage().startsWith("Batch entry 1 insert into nowhere values (1) was aborted: "));
        }
        assertEquals(0, count(connection));
    }

    @Test
    void valuesAreTakenWhenTheyAreAdded() throws SQLException {
        byte[] bytes = {1};
        try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, encode(?, 'hex'))")) {
            insert.setInt(1, 1);
            insert.setBytes(2, bytes);
            insert.addBatch();
            bytes[0] = 2;
            insert.setInt(1, 2);
            insert.addBatch();
            insert.executeBatch();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select v from t order by id")) {
            assertTrue(rows.next());
            assertEquals("01", rows.getString(1));
            assertTrue(rows.next());
            assertEquals("02", rows.getString(1));
        }
    }

    @Test
    void rowsOfDifferentTypesMayBeMixed() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "a");
            insert.addBatch();
            insert.setLong(1, 2);
            insert.setNull(2, java.sql.Types.VARCHAR);
            insert.addBatch();
            insert.setShort(1, (short) 3);
            insert.addBatch();
            assertArrayEquals(new int[] {1, 1, 1}, insert.executeBatch());
        }
        assertEquals(3, count(connection));
    }

    @Test
    void valueThatCannotBeEncodedIsNotAdded() throws SQLException {
        try (PreparedStatement insert = inserts(connection, 1)) {
            insert.setInt(1, 2);
            insert.setString(2, "a\0b");
            assertEquals(
                    "22021", assertThrows(SQLException.class, insert::addBatch).getSQLState());
            assertArrayEquals(new int[] {1}, insert.executeBatch());
        }
    }

    @Test
    void statementWithoutParametersMayBeABatch() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into t select count(*), 'x' from t")) {
            insert.addBatch();
            insert.addBatch();
            insert.addBatch();
            assertArrayEquals(new int[] {1, 1, 1}, insert.executeBatch());
        }
        assertEquals(3, count(connection));
    }
}
