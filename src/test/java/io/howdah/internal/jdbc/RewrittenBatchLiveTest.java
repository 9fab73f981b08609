package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of inserts with {@code reWriteBatchedInserts=true}. */
@Live
class RewrittenBatchLiveTest {
    private static final String INSERT = "insert into r (id, name, at, amount) values (?, ?, ?, ?)";

    private final PostgresServer server;
    private Connection connection;

    RewrittenBatchLiveTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = Connections.open(server, "reWriteBatchedInserts=true");
        Connections.run(
                connection,
                "create temp table r (id int primary key, name text, at timestamptz, amount numeric, seq serial)",
                "create temp table statements (n int)",
                "create function pg_temp.count_statement() returns trigger language plpgsql as"
                        + " 'begin insert into statements values (1); return null; end'",
                "create trigger s after insert on r execute function pg_temp.count_statement()");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private static void add(PreparedStatement batch, int id) throws SQLException {
        batch.setInt(1, id);
        if (id % 7 == 0) {
            batch.setNull(2, java.sql.Types.VARCHAR);
        } else {
            batch.setString(2, "n" + id);
        }
        batch.setTimestamp(3, new Timestamp(id * 1000L));
        batch.setBigDecimal(4, java.math.BigDecimal.valueOf(id, 2));
        batch.addBatch();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 127, 128, 129, 1000})
    void allRowsArriveInOrderInFewStatementsAndOneRoundTrip(int rows) throws SQLException {
        try (PreparedStatement batch = connection.prepareStatement(INSERT)) {
            for (int round = 0; round < 3; round++) {
                for (int id = 0; id < rows; id++) {
                    add(batch, round * rows + id);
                }
                long before = Connections.traffic(connection).roundTrips();
                int[] counts = batch.executeBatch();
                assertEquals(1, Connections.traffic(connection).roundTrips() - before);
                int[] ones = new int[rows];
                Arrays.fill(ones, 1);
                assertArrayEquals(ones, counts);
            }
        }
        assertEquals(Integer.toString(3 * rows), value("select count(*) from r where name = 'n' || id or id % 7 = 0"));
        assertEquals("0", value("select count(*) from r where amount <> id * 0.01 or at <> to_timestamp(id)"));
        assertEquals("0", value("select count(*) from r where seq <> id + 1"));
        int expected = 3 * (rows / 128 + Integer.bitCount(rows % 128));
        assertEquals(Integer.toString(expected), value("select count(*) from statements"));
    }

    @Test
    void failureUndoesTheWholeBatch() throws SQLException {
        try (PreparedStatement batch = connection.prepareStatement(INSERT)) {
            for (int id = 0; id < 300; id++) {
                add(batch, id % 290);
            }
            BatchUpdateException e = assertThrows(BatchUpdateException.class, batch::executeBatch);
            assertEquals("23505", e.getSQLState());
            int[] failed = new int[300];
            Arrays.fill(failed, Statement.EXECUTE_FAILED);
            assertArrayEquals(failed, e.getUpdateCounts());
            assertEquals("0", value("select count(*) from r"));
            add(batch, 1);
            add(batch, 2);
            assertArrayEquals(new int[] {1, 1}, batch.executeBatch());
        }
    }

    @Test
    void rowsKeptOutByTriggersAreNotCounted() throws SQLException {
        Connections.run(
                connection,
                "create function pg_temp.odd() returns trigger language plpgsql as"
                        + " 'begin if new.id % 2 = 0 then return null; end if; return new; end'",
                "create trigger o before insert on r for each row execute function pg_temp.odd()");
        try (PreparedStatement batch = connection.prepareStatement(INSERT)) {
            for (int id = 0; id < 3; id++) {
                add(batch, id);
            }
            assertArrayEquals(
                    new int[] {Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO, 0}, batch.executeBatch());
        }
        assertEquals("1", value("select count(*) from r"));
    }

    @Test
    void keysAndOtherStatementsGoRowByRow() throws SQLException {
        try (PreparedStatement batch = connection.prepareStatement(INSERT, new String[] {"seq"})) {
            add(batch, 1);
            add(batch, 2);
            assertArrayEquals(new int[] {1, 1}, batch.executeBatch());
            try (ResultSet keys = batch.getGeneratedKeys()) {
                assertTrue(keys.next() && keys.next());
                assertEquals(2, keys.getInt(1));
            }
        }
        try (PreparedStatement batch = connection.prepareStatement("update r set name = ? where id >= ?")) {
            batch.setString(1, "x");
            batch.setInt(2, 1);
            batch.addBatch();
            batch.setString(1, "y");
            batch.setInt(2, 2);
            batch.addBatch();
            assertArrayEquals(new int[] {2, 1}, batch.executeBatch());
        }
    }

    @Test
    void stringsForOtherTypesAndChangedTablesAreFoundOut() throws SQLException {
        Connections.run(connection, "create temp table u (id uuid, j jsonb)");
        try (PreparedStatement batch = connection.prepareStatement("insert into u values (?, ?)")) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 10; i++) {
                    batch.setString(1, UUID.randomUUID().toString());
                    batch.setString(2, "{\"a\": " + i + "}");
                    batch.addBatch();
                }
                assertEquals(10, batch.executeBatch().length);
                Connections.run(connection, "alter table u add c" + round + " int");
            }
        }
        assertEquals("30", value("select count(*) from u where (j ->> 'a')::int between 0 and 9"));
    }

    @Test
    void batchTakesPartInATransaction() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement batch = connection.prepareStatement(INSERT)) {
            for (int id = 0; id < 200; id++) {
                add(batch, id);
            }
            batch.executeBatch();
            connection.rollback();
            assertEquals("0", value("select count(*) from r"));
        }
        connection.rollback();
    }
}
