package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Result sets over rows that a server sends, all at once or little by little. */
@Live
class ResultSetLiveTest {
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        connection = new HowdahDriver().connect(server.url(), server.properties());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private ResultSet numbers(int count, int fetchSize, int type) throws SQLException {
        Statement statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
        statement.closeOnCompletion();
        statement.setFetchSize(fetchSize);
        return statement.executeQuery("select i, repeat('x', i % 50) from generate_series(1, " + count + ") i");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 100, 101})
    void lookingForTheLastRowLosesNoneAndKeepsTheCurrentOne(int fetchSize) throws SQLException {
        connection.setAutoCommit(false);
        try (ResultSet rs = numbers(100, fetchSize, ResultSet.TYPE_FORWARD_ONLY)) {
            assertTrue(rs.isBeforeFirst());
            for (int i = 1; i <= 100; i++) {
                assertTrue(rs.next());
                assertEquals(i == 100, rs.isLast());
                assertEquals(i, rs.getInt(1));
                assertEquals("x".repeat(i % 50), rs.getString(2));
                assertEquals(i, rs.getRow());
                assertEquals(i == 1, rs.isFirst());
            }
            assertFalse(rs.next());
            assertTrue(rs.isAfterLast());
        }
        connection.rollback();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void lookingForTheLastRowWorksWhileStreamingInAutocommit(int fetchSize) throws SQLException {
        try (ResultSet rs = numbers(20_000, fetchSize, ResultSet.TYPE_FORWARD_ONLY)) {
            int i = 0;
            while (rs.next()) {
                i++;
                assertEquals(i == 20_000, rs.isLast());
                assertEquals(i, rs.getInt(1));
                assertEquals(i % 50, rs.getString(2).length());
            }
            assertEquals(20_000, i);
        }
    }

    @Test
    void aScrollableResultIsReadBackwards() throws SQLException {
        try (ResultSet rs = numbers(30_000, 10, ResultSet.TYPE_SCROLL_INSENSITIVE)) {
            rs.afterLast();
            for (int i = 30_000; i > 0; i--) {
                assertTrue(rs.previous());
                assertEquals(i, rs.getInt(1));
            }
            assertTrue(rs.isFirst());
            assertFalse(rs.previous());
        }
    }

    @Test
    void anErrorOfALateRowComesFromNext() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            ResultSet rs = statement.executeQuery("select 1 / (25 - i) from generate_series(1, 30) i");
            SQLException failure = assertThrows(SQLException.class, () -> {
                while (rs.next()) {
                    assertTrue(rs.getInt(1) >= 0);
                }
            });
            assertEquals("22012", failure.getSQLState());
            assertSame(failure, assertThrows(SQLException.class, rs::next));
            assertEquals(
                    "24000",
                    assertThrows(SQLException.class, () -> rs.getInt(1)).getSQLState());
        }
        connection.rollback();
    }

    @Test
    void aHalfReadResultCanBeClosed() throws SQLException {
        for (int fetchSize : new int[] {0, 10}) {
            try (ResultSet rs = numbers(200_000, fetchSize, ResultSet.TYPE_FORWARD_ONLY)) {
                assertTrue(rs.next());
            }
            try (ResultSet rs = numbers(1, 0, ResultSet.TYPE_FORWARD_ONLY)) {
                assertTrue(rs.next());
                assertEquals(1, rs.getInt(1));
            }
        }
    }

    @Test
    void metadataKnowsTheTableOfAColumn() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table meta_of (id serial primary key, other bigint generated always"
                    + " as identity, name varchar(20) not null, price numeric(10, 2), at time(3))");
            try (ResultSet rs =
                    statement.executeQuery("select id, other, name as label, price, at, 1 as one from meta_of")) {
                ResultSetMetaData meta = rs.getMetaData();
                assertEquals("meta_of", meta.getTableName(1));
                assertTrue(meta.getSchemaName(1).startsWith("pg_temp"));
                assertEquals(ResultSetMetaData.columnNoNulls, meta.isNullable(1));
                assertTrue(meta.isAutoIncrement(1));
                assertTrue(meta.isAutoIncrement(2));
                assertFalse(meta.isAutoIncrement(3));
                assertEquals("label", meta.getColumnName(3));
                assertEquals(ResultSetMetaData.columnNoNulls, meta.isNullable(3));
                assertEquals(20, meta.getPrecision(3));
                assertEquals(ResultSetMetaData.columnNullable, meta.isNullable(4));
                assertEquals(10, meta.getPrecision(4));
                assertEquals(2, meta.getScale(4));
                assertEquals(3, meta.getScale(5));
                assertEquals("", meta.getTableName(6));
                assertEquals(ResultSetMetaData.columnNullableUnknown, meta.isNullable(6));
            }
        }
    }

    @Test
    void metadataOfAResultThatIsStillStreamingCanBeAsked() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table streamed as select i as id from generate_series(1, 50000) i");
            statement.setFetchSize(10);
            try (ResultSet rs = statement.executeQuery("select id from streamed order by id")) {
                assertTrue(rs.next());
                assertEquals("streamed", rs.getMetaData().getTableName(1));
                int count = 1;
                while (rs.next()) {
                    count++;
                    assertEquals(count, rs.getInt(1));
                }
                assertEquals(50_000, count);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void labelsAreFoundInAnyCaseWhateverTheExecution(int executions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 as id, 2 as \"Id\", 3 as other")) {
            for (int i = 0; i < executions; i++) {
                try (ResultSet rs = statement.executeQuery()) {
                    assertTrue(rs.next());
                    assertEquals(1, rs.getInt("id"));
                    assertEquals(2, rs.getInt("Id"));
                    assertEquals(1, rs.getInt("ID"));
                    assertEquals(3, rs.getInt("OTHER"));
                }
            }
        }
    }
}
