package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.PostgresServer;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Runs the same probes with pgjdbc and with our driver and compares every step's outcome as text: the value, or {@code !} and the SQLSTATE. Steps
 * that are allowed to differ are listed with a reason; one that no longer differs fails the test, so that the list stays true. Used by one thread.
 */
final class Differential {
    /** Something done with a connection, in steps. */
    @FunctionalInterface
    interface Probe {
        void run(Connection connection, Steps steps) throws Exception;
    }

    /** One thing to compare. */
    @FunctionalInterface
    interface Step {
        Object run() throws Exception;
    }

    /** The outcomes of one driver, by {@code probe | step}. */
    static final class Steps {
        private final Map<String, String> outcomes = new LinkedHashMap<>();
        private String probe = "";

        /** Notes what a step gives or throws. */
        void step(String name, Step step) {
            String key = probe + " | " + name;
            String before = outcomes.put(key, outcome(step));
            assertEquals(null, before, "two steps named " + key);
        }
    }

    private final PostgresServer server;
    private final String[] setUp;
    private final Map<String, Probe> probes = new LinkedHashMap<>();
    private final Map<String, Pattern> allowed = new LinkedHashMap<>();
    private Predicate<String> ignored = outcome -> false;

    /** @param setUp executed on each new connection */
    Differential(PostgresServer server, String... setUp) {
        this.server = server;
        this.setUp = setUp;
    }

    /** Adds a probe, which may leave the connection in any state. */
    void probe(String name, Probe probe) {
        probes.put(name, probe);
    }

    /**
     * Lets steps differ.
     *
     * @param reason why that is better than what pgjdbc does, or no worse; for the reader
     * @param keys {@code probe | step}, in which {@code *} stands for anything
     */
    void differs(String reason, String... keys) {
        assertFalse(reason.isBlank());
        for (String key : keys) {
            allowed.put(key, Pattern.compile("\\Q" + key.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL));
        }
    }

    /** Does not compare where pgjdbc's outcome is no answer. */
    void ignore(Predicate<String> noAnswer) {
        ignored = noAnswer;
    }

    /** Runs everything and compares. */
    void check() throws SQLException {
        Map<String, String> theirs = run(() -> server.oracle());
        Map<String, String> ours = run(() -> new HowdahDriver().connect(server.url(), server.properties()));
        assertEquals(theirs.keySet(), ours.keySet());
        assertTrue(theirs.size() >= probes.size(), "probes without steps");
        Map<String, Integer> used = new LinkedHashMap<>();
        allowed.keySet().forEach(key -> used.put(key, 0));
        List<String> differences = new ArrayList<>();
        Tally tally = new Tally();
        theirs.forEach((key, outcome) -> {
            String allowing = allowing(key);
            if (outcome.equals(ours.get(key))) {
                tally.equal();
            } else if (ignored.test(outcome)) {
                tally.allowed();
            } else if (allowing == null) {
                tally.different();
                differences.add(key + ": pgjdbc " + outcome + ", ours " + ours.get(key));
            } else {
                tally.allowed();
                used.merge(allowing, 1, Integer::sum);
            }
        });
        tally.print(suite());
        used.forEach((key, count) -> {
            if (count == 0) {
                differences.add("no longer differs: " + key);
            }
        });
        assertEquals("", String.join("\n", differences));
    }

    /** The class and method that compare. */
    private static String suite() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(Differential.class.getName()))
                        .findFirst()
                        .map(frame -> frame.getClassName().replaceFirst(".*[.]", "") + "." + frame.getMethodName())
                        .orElseThrow());
    }

    private String allowing(String key) {
        for (Map.Entry<String, Pattern> entry : allowed.entrySet()) {
            if (entry.getValue().matcher(key).matches()) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Opens connections of one driver. */
    @FunctionalInterface
    private interface Opener {
        Connection open() throws SQLException;
    }

    private Map<String, String> run(Opener opener) throws SQLException {
        Steps steps = new Steps();
        Connection connection = null;
        try {
            for (Map.Entry<String, Probe> probe : probes.entrySet()) {
                if (connection == null || connection.isClosed()) {
                    connection = open(opener);
                }
                steps.probe = probe.getKey();
                Connection current = connection;
                String end = outcome(() -> {
                    probe.getValue().run(current, steps);
                    return "ran";
                });
                assertEquals("String ran", end, probe.getKey());
                if (!connection.isClosed() && !connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
        return steps.outcomes;
    }

    private Connection open(Opener opener) throws SQLException {
        Connection connection = opener.open();
        try (Statement statement = connection.createStatement()) {
            for (String sql : setUp) {
                statement.execute(sql);
            }
        }
        return connection;
    }

    private static String outcome(Step step) {
        try {
            return show(step.run());
        } catch (BatchUpdateException e) {
            return "!" + e.getSQLState() + " " + Arrays.toString(e.getUpdateCounts()) + " " + e.getMessage() + " next "
                    + (e.getNextException() == null
                            ? null
                            : e.getNextException().getSQLState());
        } catch (SQLException e) {
            return "!" + e.getSQLState();
        } catch (AssertionError e) {
            throw e;
        } catch (Exception | LinkageError e) {
            return "!" + e.getClass().getSimpleName();
        }
    }

    /** A value as text that tells its class. */
    static String show(Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof int[] numbers) {
            return Arrays.toString(numbers);
        }
        if (value instanceof Array array) {
            return "Array " + array + Arrays.deepToString((Object[]) array.getArray());
        }
        if (value instanceof ResultSet rows) {
            return rows(rows);
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.getClass().getSimpleName() + " " + value;
        }
        // Without identity hash codes.
        return value == null ? "null" : String.valueOf(value).replaceAll("@[0-9a-f]+", "@");
    }

    /** The labels and rows of a result set, which is closed. */
    static String rows(ResultSet rows) throws SQLException {
        try (rows) {
            int columns = rows.getMetaData().getColumnCount();
            StringBuilder text = new StringBuilder("rows");
            for (int i = 1; i <= columns; i++) {
                text.append(' ').append(rows.getMetaData().getColumnLabel(i));
            }
            for (int row = 0; rows.next() && row < 20; row++) {
                text.append(" (");
                for (int i = 1; i <= columns; i++) {
                    text.append(i == 1 ? "" : ",").append(rows.getString(i));
                }
                text.append(')');
            }
            return text.toString();
        }
    }

    /** All results of a statement from where it stands, {@code first} being what execute or getMoreResults gave. */
    static String results(Statement statement, boolean first) throws SQLException {
        StringBuilder text = new StringBuilder();
        boolean isRows = first;
        for (int i = 0; i < 8; i++) {
            int count = statement.getUpdateCount();
            if (isRows) {
                text.append(rows(statement.getResultSet()))
                        .append(" count ")
                        .append(count)
                        .append("; ");
            } else if (count == -1) {
                return text + "end " + statement.getResultSet();
            } else {
                text.append("count ").append(count).append("; ");
            }
            isRows = statement.getMoreResults();
        }
        return text.toString();
    }
}
