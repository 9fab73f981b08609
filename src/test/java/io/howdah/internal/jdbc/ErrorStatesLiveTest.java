package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The SQLSTATEs of failures that the driver itself finds are those that applications know from pgjdbc; each leaves the connection usable. */
@Live
class ErrorStatesLiveTest {
    /** Something that fails. */
    @FunctionalInterface
    private interface Mistake {
        void make(Connection connection) throws Exception;
    }

    private static final Map<String, Mistake> MISTAKES = new LinkedHashMap<>();

    private static void expect(String state, String name, Mistake mistake) {
        MISTAKES.put(state + " " + name, mistake);
    }

    private static ResultSet row(Connection connection, String sql) throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery(sql);
        assertTrue(rows.next());
        return rows;
    }

    private static void statements() {
        expect("02000", "executeQuery without rows", c -> c.createStatement().executeQuery("create temp table z ()"));
        expect("0100E", "executeUpdate with rows", c -> c.createStatement().executeUpdate("select 1"));
        expect("0100E", "executeQuery of several", c -> c.createStatement().executeQuery("select 1; select 2"));
        expect(
                "07006",
                "an object of no type",
                c -> c.prepareStatement("select ?").setObject(1, new Object()));
        expect("22023", "no parameter 2", c -> c.prepareStatement("select ?").setInt(2, 1));
        expect(
                "22023",
                "a parameter without a value",
                c -> c.prepareStatement("select ?").executeQuery());
        expect("22023", "negative fetch size", c -> c.createStatement().setFetchSize(-1));
        expect("22023", "negative timeout", c -> c.createStatement().setQueryTimeout(-1));
        expect("22023", "negative maximum", c -> c.createStatement().setMaxRows(-1));
        expect("0A000", "several in a batch", c -> c.createStatement().addBatch("select 1; select 2"));
        expect("0A000", "COPY", c -> c.createStatement().execute("copy (select 1) to stdout"));
        expect(
                "42809",
                "text for a prepared statement",
                c -> c.prepareStatement("select 1").execute("select 2"));
        expect("2F003", "malformed call", c -> c.prepareCall("{call}"));
        expect("42602", "array of an unknown type", c -> c.createArrayOf("nothing", new Object[0]));
        expect("57014", "timeout", c -> {
            Statement statement = c.createStatement();
            statement.setQueryTimeout(1);
            statement.execute("select pg_sleep(60)");
        });
        expect("22021", "zero char", c -> {
            PreparedStatement statement = c.prepareStatement("select ?::text");
            statement.setString(1, "a\0b");
            statement.execute();
        });
        expect("42821", "an output of another type", c -> {
            CallableStatement call = c.prepareCall("{? = call lower(?)}");
            call.registerOutParameter(1, Types.INTEGER);
            call.setString(2, "A");
            call.execute();
        });
    }

    private static void results() {
        expect("22003", "int8 as int", c -> row(c, "select 5000000000").getInt(1));
        expect(
                "22003",
                "NaN as BigDecimal",
                c -> row(c, "select 'NaN'::numeric").getBigDecimal(1));
        expect("22003", "bool as int", c -> row(c, "select true").getInt(1));
        expect("22007", "text as date", c -> row(c, "select 'abc'::text").getDate(1));
        expect("22023", "no column 2", c -> row(c, "select 1").getInt(2));
        expect("42703", "no such label", c -> row(c, "select 1 as a").getInt("b"));
        expect("42846", "text as boolean", c -> row(c, "select now()").getBoolean(1));
        expect(
                "24000",
                "before the first row",
                c -> c.createStatement().executeQuery("select 1").getInt(1));
        expect("24000", "forward only", c -> row(c, "select 1").first());
        expect("24000", "read only", c -> row(c, "select 1").deleteRow());
        expect("55000", "closed result", c -> {
            ResultSet rows = row(c, "select 1");
            rows.close();
            rows.getInt(1);
        });
        expect("55000", "closed statement", c -> {
            Statement statement = c.createStatement();
            statement.close();
            statement.execute("select 1");
        });
    }

    private static void transactions() {
        expect("25P01", "commit in autocommit", Connection::commit);
        expect("25P01", "rollback in autocommit", Connection::rollback);
        expect("25P01", "savepoint in autocommit", Connection::setSavepoint);
        expect("25001", "setReadOnly in a transaction", c -> {
            c.setAutoCommit(false);
            c.createStatement().execute("select 1");
            c.setReadOnly(true);
        });
        expect("25001", "setTransactionIsolation in a transaction", c -> {
            c.setAutoCommit(false);
            c.createStatement().execute("select 1");
            c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        });
        expect("0A000", "no such isolation", c -> c.setTransactionIsolation(3));
        expect("3B000", "released savepoint", c -> {
            c.setAutoCommit(false);
            Savepoint savepoint = c.setSavepoint();
            c.releaseSavepoint(savepoint);
            c.rollback(savepoint);
        });
        expect("42809", "name of an unnamed savepoint", c -> {
            c.setAutoCommit(false);
            c.setSavepoint().getSavepointName();
        });
        expect("25P02", "a statement after a failed one", c -> {
            c.setAutoCommit(false);
            assertThrows(SQLException.class, () -> row(c, "select 1/0"));
            row(c, "select 1");
        });
        expect("22023", "unwrap", c -> c.unwrap(String.class));
        expect("22023", "negative timeout of isValid", c -> c.isValid(-1));
    }

    @Test
    void failuresHaveTheStatesThatApplicationsKnow(PostgresServer server) throws SQLException {
        statements();
        results();
        transactions();
        List<String> differences = new ArrayList<>();
        try (Connection connection = Connections.open(server)) {
            MISTAKES.forEach((name, mistake) -> {
                SQLException failure = null;
                try {
                    mistake.make(connection);
                } catch (SQLException e) {
                    failure = e;
                } catch (Exception e) {
                    throw new AssertionError(name, e);
                }
                if (failure == null
                        || !name.startsWith(failure.getSQLState() + " ")
                        || failure.getMessage().length() < 10) {
                    differences.add(name + ": " + (failure == null ? null : failure.getSQLState() + " " + failure));
                }
                usable(connection);
            });
            assertFalse(connection.isClosed());
        }
        Connection closed = Connections.open(server);
        closed.close();
        assertEquals(
                "08003",
                assertThrows(SQLException.class, closed::createStatement).getSQLState());
        assertEquals("", String.join("\n", differences));
    }

    private static void usable(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            assertEquals(7, row(connection, "select 7").getInt(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
