package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                    () -> statement.executeUpdate("insert into t(v) values ('a')", new String[] {"ID"}));
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

    @Test
    void columnsByIndexAreNotSupported() throws SQLException {
        assertThrows(
                SQLFeatureNotSupportedException.class,
                () -> connection.prepareStatement("insert into t(v) values (?)", new int[] {1}));
        connection.prepareStatement("insert into t(v) values (?)", new int[0]).close();
    }
}
