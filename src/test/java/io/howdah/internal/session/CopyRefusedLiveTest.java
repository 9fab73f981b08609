package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** COPY between server and client by a Statement, which has nowhere to take data from or put it: refused, and the connection goes on. */
@Live
class CopyRefusedLiveTest {
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        connection = Sessions.of(server).connect();
        statement = connection.createStatement();
        statement.execute("create temp table copied(id int)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void expectUsable() throws SQLException {
        for (int i = 0; i < 2; i++) {
            try (ResultSet rows = statement.executeQuery("select count(*) from copied")) {
                assertTrue(rows.next());
                assertEquals(0, rows.getInt(1));
            }
        }
    }

    @Test
    void fromStdinAlone() throws SQLException {
        SQLException e = assertThrows(SQLException.class, () -> statement.execute("copy copied from stdin"));
        assertTrue(e.getMessage().contains("HowdahConnection.copyIn"), e.getMessage());
        expectUsable();
    }

    @Test
    void toStdout() throws SQLException {
        SQLException e = assertThrows(SQLException.class, () -> statement.execute("copy copied to stdout"));
        assertEquals("0A000", e.getSQLState());
        assertTrue(e.getMessage().contains("HowdahConnection.copyOut"), e.getMessage());
        expectUsable();
    }

    @Test
    void fromStdinAheadOfAnotherStatement() throws SQLException {
        SQLException e = assertThrows(SQLException.class, () -> statement.execute("copy copied from stdin; select 1"));
        assertEquals("0A000", e.getSQLState());
        assertTrue(e.getMessage().contains("HowdahConnection.copyIn"), e.getMessage());
        expectUsable();
    }

    @Test
    void fromStdinBehindAnotherStatement() throws SQLException {
        SQLException e = assertThrows(
                SQLException.class, () -> statement.execute("insert into copied values (1); copy copied from stdin"));
        assertTrue(e.getMessage().contains("COPY"), e.getMessage());
        expectUsable();
    }

    @Test
    void fromStdinInABatch() throws SQLException {
        statement.addBatch("insert into copied values (1)");
        statement.addBatch("copy copied from stdin");
        statement.addBatch("insert into copied values (2)");
        BatchUpdateException e = assertThrows(BatchUpdateException.class, statement::executeBatch);
        assertEquals("0A000", e.getSQLState());
        assertEquals(3, e.getUpdateCounts().length);
        expectUsable();
    }
}
