package io.howdah.live;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;

/**
 * Comparison of a server's sessions before and after one test. A session that the test opened and left open, or left in
 * a transaction, fails the test, because it would disturb the next.
 */
final class LeakCheck {
    /** A closed connection's backend takes a moment to exit. */
    private static final long PATIENCE_MILLIS = 3_000;

    private static final String SESSIONS =
            "select pid, state || ', ' || coalesce(usename, '') || '/' || application_name || ', last statement: ' || left(query, 200)"
                    + ", state not in ('idle', 'disabled') from pg_stat_activity where backend_type = 'client backend'"
                    + " and application_name <> '" + PostgresServer.HARNESS + "'";

    private final PostgresServer server;
    private final Set<Integer> before;

    private LeakCheck(PostgresServer server, Set<Integer> before) {
        this.server = server;
        this.before = before;
    }

    /** Notes the sessions that exist. */
    static LeakCheck before(PostgresServer server) throws SQLException {
        return new LeakCheck(server, sessions(server, Set.of()).keySet());
    }

    /** Fails when a session of the test is still there after a few seconds. */
    void after() throws SQLException, InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        Map<Integer, String> leaked = sessions(server, before);
        while (!leaked.isEmpty() && System.currentTimeMillis() < end) {
            Thread.sleep(10);
            leaked = sessions(server, before);
        }
        if (!leaked.isEmpty()) {
            Assertions.fail("sessions left open, or in a transaction, by this test: " + leaked);
        }
    }

    /** Sessions that are not known, or known but in a transaction. */
    private static Map<Integer, String> sessions(PostgresServer server, Set<Integer> known) throws SQLException {
        Map<Integer, String> sessions = new LinkedHashMap<>();
        try (Connection connection = server.admin();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SESSIONS)) {
            while (rows.next()) {
                int pid = rows.getInt(1);
                boolean inTransaction = rows.getBoolean(3);
                if (!known.contains(pid) || inTransaction) {
                    sessions.put(pid, rows.getString(2));
                }
            }
        }
        return sessions;
    }
}
