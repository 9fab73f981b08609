package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static io.howdah.internal.jdbc.Connections.traffic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Live
class TransactionLiveTest {
    private PostgresServer server;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer shared) throws SQLException {
        server = shared;
        server.sql("drop table if exists tx", "create table tx(i int)");
        connection = open(shared);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        server.sql("drop table tx");
    }

    private static String stateOf(Executable call) {
        return assertThrows(SQLException.class, call).getSQLState();
    }

    /** As others see it. */
    private String committed() throws SQLException {
        return server.value("select count(*) from tx");
    }

    @Test
    void autocommitCommitsEachStatement() throws SQLException {
        assertTrue(connection.getAutoCommit());
        run(connection, "insert into tx values (1)");
        assertEquals("1", committed());
        assertEquals("25P01", stateOf(connection::commit));
        assertEquals("25P01", stateOf(connection::rollback));
    }

    @Test
    void manualCommitShowsNothingBeforeCommit() throws SQLException {
        connection.setAutoCommit(false);
        assertFalse(connection.getAutoCommit());
        run(connection, "insert into tx values (1)");
        assertEquals("0", committed());
        connection.commit();
        assertEquals("1", committed());
        run(connection, "insert into tx values (2)");
        connection.rollback();
        assertEquals("1", committed());
    }

    @Test
    void turningAutocommitOnCommits() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into tx values (1)");
        connection.setAutoCommit(true);
        assertEquals("1", committed());
    }

    @Test
    void beginRidesWithTheFirstStatementAndIdleCommitsCostNothing() throws SQLException {
        connection.setAutoCommit(false);
        long before = traffic(connection).roundTrips();
        connection.commit();
        connection.rollback();
        assertEquals(0, traffic(connection).roundTrips() - before);
        run(connection, "insert into tx values (1)");
        connection.commit();
        assertEquals(2, traffic(connection).roundTrips() - before);
    }

    @Test
    void closeRollsBack() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into tx values (1)");
        connection.close();
        assertEquals("0", committed());
    }

    @Test
    void commitOfAFailedTransactionRollsBackAndWarns() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into tx values (1)");
        assertEquals("22012", stateOf(() -> run(connection, "select 1 / 0")));
        SQLException e = assertThrows(SQLException.class, () -> run(connection, "select 1"));
        assertEquals("25P02", e.getSQLState());
        assertNotNull(e.getCause());
        assertEquals("22012", ((SQLException) e.getCause()).getSQLState());
        connection.commit();
        assertNotNull(connection.getWarnings());
        assertEquals("0", committed());
    }

    @Test
    void commitOfAFailedTransactionThrowsWhenWanted() throws SQLException {
        try (Connection strict = open(server, "raiseExceptionOnSilentRollback=true")) {
            strict.setAutoCommit(false);
            assertEquals("22012", stateOf(() -> run(strict, "select 1 / 0")));
            assertEquals("25P02", stateOf(strict::commit));
            run(strict, "insert into tx values (1)");
            strict.commit();
        }
        assertEquals("1", committed());
    }

    @Test
    void applicationsOwnTransactionCommandsAreUnderstood() throws SQLException {
        run(connection, "begin", "insert into tx values (1)");
        assertEquals("25001", stateOf(() -> connection.setReadOnly(true)));
        run(connection, "commit");
        connection.setReadOnly(true);
        connection.setReadOnly(false);
        assertEquals("1", committed());
    }

    @Test
    void pagesOfAResultSurviveOtherStatementsInTheTransaction() throws SQLException {
        run(connection, "insert into tx select generate_series(1, 25)");
        connection.setAutoCommit(false);
        try (Statement reading = connection.createStatement();
                PreparedStatement update = connection.prepareStatement("update tx set i = i + 100 where i = ?")) {
            reading.setFetchSize(10);
            int seen = 0;
            try (ResultSet rows = reading.executeQuery("select i from tx order by i")) {
                while (rows.next()) {
                    update.setInt(1, rows.getInt(1));
                    assertEquals(1, update.executeUpdate());
                    seen++;
                }
            }
            assertEquals(25, seen);
        }
        connection.commit();
        assertEquals("25", server.value("select count(*) from tx where i > 100"));
    }

    @Test
    void bufferedResultSurvivesCommit() throws SQLException {
        run(connection, "insert into tx select generate_series(1, 5)");
        connection.setAutoCommit(false);
        try (Statement reading = connection.createStatement();
                ResultSet rows = reading.executeQuery("select i from tx")) {
            assertTrue(rows.next());
            connection.commit();
            int more = 0;
            while (rows.next()) {
                more++;
            }
            assertEquals(4, more);
        }
    }
}
