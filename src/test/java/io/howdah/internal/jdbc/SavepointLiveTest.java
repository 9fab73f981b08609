package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static io.howdah.internal.jdbc.Connections.traffic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Live
class SavepointLiveTest {
    private PostgresServer server;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer shared) throws SQLException {
        server = shared;
        connection = open(shared);
        run(connection, "create temp table t(i int)");
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static String stateOf(Executable call) {
        return assertThrows(SQLException.class, call).getSQLState();
    }

    private int count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from t")) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    @Test
    void rollbackToASavepointKeepsWhatWasBefore() throws SQLException {
        run(connection, "insert into t values (1)");
        Savepoint savepoint = connection.setSavepoint();
        run(connection, "insert into t values (2)");
        connection.rollback(savepoint);
        assertEquals(1, count());
        run(connection, "insert into t values (3)");
        connection.rollback(savepoint);
        connection.releaseSavepoint(savepoint);
        connection.commit();
        assertEquals(1, count());
    }

    @Test
    void rollbackToASavepointHealsAFailedTransaction() throws SQLException {
        run(connection, "insert into t values (1)");
        Savepoint savepoint = connection.setSavepoint("before");
        assertEquals("22012", stateOf(() -> run(connection, "select 1 / 0")));
        assertEquals("25P02", stateOf(() -> run(connection, "select 1")));
        connection.rollback(savepoint);
        assertEquals(1, count());
        connection.commit();
    }

    @Test
    void anyNameWillDo() throws SQLException {
        Savepoint savepoint = connection.setSavepoint("a \"b\"; select");
        assertEquals("a \"b\"; select", savepoint.getSavepointName());
        connection.rollback(savepoint);
        connection.releaseSavepoint(savepoint);
        assertEquals("42602", stateOf(() -> connection.setSavepoint("")));
        assertEquals("42602", stateOf(() -> connection.setSavepoint(null)));
    }

    @Test
    void savepointHasEitherANameOrAnId() throws SQLException {
        Savepoint unnamed = connection.setSavepoint();
        Savepoint another = connection.setSavepoint();
        assertTrue(unnamed.getSavepointId() != another.getSavepointId());
        assertEquals("42809", stateOf(unnamed::getSavepointName));
        assertEquals("42809", stateOf(connection.setSavepoint("n")::getSavepointId));
    }

    @Test
    void releasedSavepointIsOfNoUse() throws SQLException {
        Savepoint savepoint = connection.setSavepoint("s");
        connection.releaseSavepoint(savepoint);
        assertEquals("3B000", stateOf(() -> connection.rollback(savepoint)));
        assertEquals("3B000", stateOf(() -> connection.releaseSavepoint(savepoint)));
        assertEquals("3B000", stateOf(savepoint::getSavepointName));
    }

    @Test
    void savepointOfAnEndedTransactionIsTheServersError() throws SQLException {
        Savepoint savepoint = connection.setSavepoint("s");
        connection.commit();
        assertEquals("25P01", stateOf(() -> connection.rollback(savepoint)));
        // Nor has that begun a transaction, which would now be a failed one.
        connection.setReadOnly(true);
        connection.setSavepoint();
        assertEquals("3B001", stateOf(() -> connection.rollback(savepoint)));
    }

    @Test
    void savepointOfAnotherConnectionIsRefused() throws SQLException {
        try (Connection other = open(server)) {
            other.setAutoCommit(false);
            Savepoint foreign = other.setSavepoint();
            assertEquals("3B000", stateOf(() -> connection.rollback(foreign)));
        }
        assertEquals("3B000", stateOf(() -> connection.rollback((Savepoint) null)));
    }

    @Test
    void savepointInAutocommitIsRefused() throws SQLException {
        connection.setAutoCommit(true);
        assertEquals("25P01", stateOf(connection::setSavepoint));
        assertEquals("25P01", stateOf(() -> connection.setSavepoint("s")));
    }

    @Test
    void firstSavepointTakesOneRoundTripWithItsBegin() throws SQLException {
        long before = traffic(connection).roundTrips();
        connection.setSavepoint();
        assertEquals(1, traffic(connection).roundTrips() - before);
    }
}
