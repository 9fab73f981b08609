package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Live
class GeneratedKeysLiveTest {
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        connection = open(server);
        run(
                connection,
                "create temp table t(id int generated always as identity, v text unique, \"Odd\" int default 7)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static List<Integer> firstColumn(ResultSet rows) throws SQLException {
        List<Integer> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getInt(1));
        }
        return values;
    }

    @Test
    void allColumnsOfEveryRowComeBack() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into t(v) values (?), (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (int round = 0; round < 4; round++) {
                insert.setString(1, "a" + round);
                insert.setString(2, "b" + round);
                assertEquals(2, insert.executeUpdate());
                assertEquals(2, insert.getUpdateCount());
                assertEquals(null, insert.getResultSet());
                ResultSet keys = insert.getGeneratedKeys();
                assertSame(keys, insert.getGeneratedKeys());
                assertEquals(3, keys.getMetaData().getColumnCount());
                assertTrue(keys.next());
                assertEquals(2 * round + 1, keys.getInt("id"));
                assertEquals("a" + round, keys.getString("v"));
                assertEquals(7, keys.getInt("Odd"));
                assertTrue(keys.next());
                assertFalse(keys.next());
            }
        }
    }

    @Test
    void namedColumnsComeBackInTheirOrder() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String[] columns = {"Odd", "id"};
            assertFalse(statement.execute("insert into t(v) values ('a')", columns));
            columns[0] = "changed";
            ResultSet keys = statement.getGeneratedKeys();
            assertTrue(keys.next());
            assertEquals(7, keys.getInt(1));
            assertEquals(1, keys.getInt(2));
            assertEquals(1, statement.executeUpdate("update t set v = 'b'", new String[] {"id"}));
            assertEquals(List.of(1), firstColumn(statement.getGeneratedKeys()));
            assertEquals(1, statement.executeUpdate("delete from t", Statement.RETURN_GENERATED_KEYS));
            assertEquals(List.of(1), firstColumn(statement.getGeneratedKeys()));
        }
    }

    @Test
    void unknownColumnIsTheServersError() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            SQLException e = assertThrows(
                    SQLException.class,
                    () -> statement.executeUpdate("insert into t(v) values ('a')", new String[] {"ids"}));
            assertEquals("42703", e.getSQLState());
        }
    }

    @Test
    void noKeysAreAnEmptyResult() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into t(v) values ('a')");
            assertFalse(statement.getGeneratedKeys().next());
            statement.executeUpdate("insert into t(v) values ('b')", Statement.NO_GENERATED_KEYS);
            assertFalse(statement.getGeneratedKeys().next());
            statement.executeUpdate("insert into t(v) values ('c')", new String[0]);
            assertFalse(statement.getGeneratedKeys().next());
            assertEquals(
                    0,
                    statement.executeUpdate(
                            "insert into t(v) values ('a') on conflict do nothing", Statement.RETURN_GENERATED_KEYS));
            assertFalse(statement.getGeneratedKeys().next());
        }
    }

    @Test
    void queryIsRunAndHasNoKeys() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertTrue(statement.execute("select 5", Statement.RETURN_GENERATED_KEYS));
            assertEquals(List.of(5), firstColumn(statement.getResultSet()));
            assertFalse(statement.getGeneratedKeys().next());
        }
    }

    @Test
    void ownReturningIsLeftAloneAndGivesTheKeys() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into t(v) values ('a') returning id * 10", Statement.RETURN_GENERATED_KEYS);
            assertEquals(List.of(10), firstColumn(statement.getGeneratedKeys()));
            assertTrue(statement.execute("insert into t(v) values ('b') returning id"));
            assertEquals(List.of(2), firstColumn(statement.getResultSet()));
        }
    }

    @Test
    void mergeGivesKeysWhereTheServerCan(PostgresServer server) throws SQLException {
        if (server.majorVersion() < 15) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            String merge =
                    "merge into t using (values ('m')) s(v) on t.v = s.v when not matched then insert (v) values (s.v)";
            assertEquals(1, statement.executeUpdate(merge, new String[] {"id"}));
            List<Integer> expected = server.majorVersion() >= 17 ? List.of(1) : List.of();
            assertEquals(expected, firstColumn(statement.getGeneratedKeys()));
        }
    }

    @Test
    void maxRowsDoesNotBoundKeys() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            assertEquals(
                    2,
                    statement.executeUpdate("insert into t(v) values ('a'), ('b')", Statement.RETURN_GENERATED_KEYS));
            assertEquals(List.of(1, 2), firstColumn(statement.getGeneratedKeys()));
        }
    }

    @Test
    void batchGivesTheKeysOfAllEntriesInOrder() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into t(v) values (?)", new String[] {"id"})) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 3; i++) {
                    insert.setString(1, round + "/" + i);
                    insert.addBatch();
                }
                assertArrayEquals(new int[] {1, 1, 1}, insert.executeBatch());
                int first = 3 * round + 1;
                assertEquals(List.of(first, first + 1, first + 2), firstColumn(insert.getGeneratedKeys()));
            }
        }
    }

    @Test
    void keysAreClosedByTheNextExecution() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into t(v) values ('a')", Statement.RETURN_GENERATED_KEYS);
            ResultSet keys = statement.getGeneratedKeys();
            statement.executeUpdate("insert into t(v) values ('b')", Statement.RETURN_GENERATED_KEYS);
            assertTrue(keys.isClosed());
            assertEquals(List.of(2), firstColumn(statement.getGeneratedKeys()));
        }
    }

    @Test
    void metadataOfAStatementWithKeysAreThoseOfAnUpdate() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into t(v) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            assertEquals(null, insert.getMetaData());
            insert.setString(1, "a");
            insert.executeUpdate();
            assertEquals(null, insert.getMetaData());
        }
    }

    private static String rows(ResultSet keys) throws SQLException {
        return Differential.rows(keys);
    }

    @Test
    void columnsAreChosenByPosition() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("insert into t(v) values ('a')", new int[] {3, 1}));
            assertEquals("rows Odd id (7,1)", rows(statement.getGeneratedKeys()));
            assertFalse(statement.execute("update t set v = 'b'", new int[] {2}));
            assertEquals("rows v (b)", rows(statement.getGeneratedKeys()));
            assertEquals(1, statement.executeLargeUpdate("delete from t", new int[] {1, 1}));
            assertEquals("rows id id (1,1)", rows(statement.getGeneratedKeys()));
            assertTrue(statement.execute("select 1", new int[] {1}));
            statement.executeUpdate("insert into t(v) values ('a') returning v", new int[] {1});
            assertEquals("rows v (a)", rows(statement.getGeneratedKeys()));
        }
    }

    @Test
    void theServerIsAskedForPositionsOnce() throws SQLException {
        String sql = "insert into t(v) values (?) on conflict (v) do nothing";
        long before = Connections.traffic(connection).roundTrips();
        for (int i = 0; i < 3; i++) {
            try (PreparedStatement insert = connection.prepareStatement(sql, new int[] {1})) {
                insert.setString(1, i == 1 ? "0" : Integer.toString(i));
                assertEquals(i == 1 ? 0 : 1, insert.executeUpdate());
                assertEquals(i == 1 ? "rows id" : "rows id (" + (i + 1) + ")", rows(insert.getGeneratedKeys()));
            }
        }
        assertEquals(4, Connections.traffic(connection).roundTrips() - before);
    }

    @Test
    void batchesByPosition() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into t(v) values (?), (?)", new int[] {1, 2})) {
            for (int i = 0; i < 2; i++) {
                insert.setString(1, "a" + i);
                insert.setString(2, "b" + i);
                insert.addBatch();
            }
            assertEquals(2, insert.executeLargeBatch().length);
            assertEquals("rows id v (1,a0) (2,b0) (3,a1) (4,b1)", rows(insert.getGeneratedKeys()));
        }
    }

    @Test
    void positionsThatDoNotExistAreRefused() throws SQLException {
        for (int position : new int[] {0, 4, -1}) {
            SQLException e = assertThrows(
                    SQLException.class,
                    () -> connection.prepareStatement("insert into t(v) values ('x')", new int[] {position}));
            assertEquals("22023", e.getSQLState());
            assertTrue(e.getMessage().contains("1 to 3"), e.getMessage());
        }
        assertThrows(
                SQLFeatureNotSupportedException.class,
                () -> connection.prepareStatement("select 1; insert into t(v) values ('x')", new int[] {1}));
        connection.prepareStatement("insert into t(v) values (?)", new int[0]).close();
    }

    @Test
    void positionsDoNotNeedQuotedNames(PostgresServer server) throws SQLException {
        try (Connection unquoted = open(server, "quoteReturningIdentifiers=false");
                Statement statement = unquoted.createStatement()) {
            run(unquoted, "create temp table u(id int, \"Odd\" int)");
            statement.executeUpdate("insert into u values (1, 2)", new int[] {2, 1});
            assertEquals("rows Odd id (2,1)", rows(statement.getGeneratedKeys()));
        }
    }

    @Test
    void namesInCapitalsAreFoundInLowerCase() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into t(v) values ('a')", new String[] {"ID", "Odd", "V"});
            assertEquals("rows id Odd v (1,7,a)", rows(statement.getGeneratedKeys()));
            SQLException e = assertThrows(
                    SQLException.class,
                    () -> statement.executeUpdate("insert into t(v) values ('b')", new String[] {"Nothing"}));
            assertEquals("42703", e.getSQLState());
        }
    }

    @Test
    void keysOfMergeWhereTheServerHasThem() throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        assumeTrue(version >= 15);
        try (Statement statement = connection.createStatement()) {
            String merge =
                    "merge into t using (select 'm' as k) s on t.v = s.k when not matched then insert (v) values (s.k)";
            assertEquals(1, statement.executeUpdate(merge, new String[] {"id"}));
            assertEquals(version >= 17 ? "rows id (1)" : "rows", rows(statement.getGeneratedKeys()));
            assertEquals(0, statement.executeUpdate(merge, new int[] {1}));
        }
    }
}
