package io.howdah.tour;

import io.howdah.api.ServerError;
import io.howdah.api.ServerErrorInfo;
import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Errors, time limits, cancelling, and that the connection survives all of them. */
final class TroubleSteps {
    private static final String FOREVER = "select pg_sleep(3600)";

    private final Connection connection;
    private final Journal journal;
    private SQLException last;

    TroubleSteps(Walk walk) {
        this.connection = walk.connection();
        this.journal = walk.journal();
    }

    void walk() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int backend = backend(statement);
            errors(statement);
            limits(statement);
            journal.step("the connection afterwards", () -> {
                boolean same = backend(statement) == backend;
                return same ? "still the same one" : "is another one";
            });
        }
    }

    private static int backend(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void errors(Statement statement) throws SQLException {
        journal.chapter("Errors");
        journal.step(
                "a violated constraint",
                () -> failure(statement, "insert into tour_orders (customer, amount) values ('Nobody', -1)"));
        journal.detail(fields(((ServerErrorInfo) last).serverError()));
        journal.step("a mistake, marked", () -> failure(statement, "select id,\n       custommer\n  from tour_orders"));
        journal.detail(last.getMessage());
        connection.setAutoCommit(false);
        journal.step("what a failed transaction says", () -> {
            failure(statement, "select 1 / 0");
            String refusal = failure(statement, "select 1");
            return refusal + ", cause: " + last.getCause().getMessage();
        });
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** Runs what must fail. */
    private String failure(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!(e instanceof ServerErrorInfo)) {
                throw e;
            }
            last = e;
            return kind(e) + " " + e.getSQLState();
        }
        throw new SQLException("expected a failure", "XX000");
    }

    /** The nearest class of java.sql. */
    private static String kind(SQLException e) {
        Class<?> kind = e.getClass();
        while (!kind.getName().startsWith("java.sql.")) {
            kind = kind.getSuperclass();
        }
        return kind.getSimpleName();
    }

    /** Every field the server filled in, one a line. */
    private static String fields(ServerError error) {
        StringBuilder lines = new StringBuilder();
        for (RecordComponent field : ServerError.class.getRecordComponents()) {
            Object value;
            try {
                value = field.getAccessor().invoke(error);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            if (value != null && !value.equals(0)) {
                lines.append(String.format(Locale.ROOT, "%-14s%s%n", field.getName(), value));
            }
        }
        return lines.toString();
    }

    private void limits(Statement statement) throws SQLException {
        journal.chapter("Time limits and cancelling");
        statement.setQueryTimeout(1);
        journal.step("setQueryTimeout(1)", () -> failure(statement, FOREVER));
        statement.setQueryTimeout(0);
        ScheduledExecutorService otherThread = Executors.newSingleThreadScheduledExecutor();
        try {
            // Again and again: a cancel that comes before the statement does nothing.
            otherThread.scheduleWithFixedDelay(() -> cancel(statement), 250, 250, TimeUnit.MILLISECONDS);
            journal.step("cancel() by another thread", () -> failure(statement, FOREVER));
        } finally {
            otherThread.shutdown();
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
