package io.howdah.tour;

import io.howdah.internal.config.DriverVersion;
import io.howdah.internal.config.Settings;
import io.howdah.internal.connect.DriverContext;
import io.howdah.internal.jdbc.ConnectionImpl;
import io.howdah.internal.session.Session;
import io.howdah.live.PostgresServer;
import io.howdah.live.PostgresServers;
import io.howdah.live.ServerSpec;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * Shows what the driver does, step by step, with what each step cost. On a PostgreSQL of its own, or on the one whose JDBC URL is the argument:
 * there it makes temporary tables only, so that nothing is left behind.
 */
public final class Tour {
    private static final String HOW_TO = """

            Give the tour a server of yours with
              ./mvnw -q -Ptour test-compile exec:exec -Dtour.url='jdbc:postgresql://host:5432/database?user=NAME&password=SECRET'
            or none for a PostgreSQL of its own.""";

    private final Journal journal;

    private Tour(PrintStream out) {
        journal = new Journal(out);
    }

    /** @param args a JDBC URL, or nothing; the exit code is 0 unless the tour could not be finished */
    public static void main(String... args) {
        int exitCode = run(args.length == 0 ? "" : args[0], System.out, System.err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** The tour as {@link #main} makes it. */
    static int run(String url, PrintStream out, PrintStream err) {
        Tour tour = new Tour(out);
        tour.journal.line("A tour of Howdah " + DriverVersion.TEXT);
        try {
            if (url.isBlank()) {
                tour.onOwnServer();
            } else {
                visit(url, new Properties(), "", tour.journal);
            }
            return 0;
        } catch (SQLException e) {
            // The URL stays untold: there may be a password in it.
            out.flush();
            err.println();
            err.println("The tour ended early: SQLSTATE " + e.getSQLState());
            e.getMessage().lines().forEach(line -> err.println("  " + line));
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                err.println("  caused by " + cause);
            }
            err.println(HOW_TO);
            return 1;
        } catch (IllegalStateException | UncheckedIOException e) {
            out.flush();
            err.println();
            err.println("The tour could not start a PostgreSQL of its own:");
            e.getMessage().lines().forEach(line -> err.println("  " + line));
            err.println(HOW_TO);
            return 1;
        }
    }

    private void onOwnServer() throws SQLException {
        journal.line("Starting a PostgreSQL of its own ...");
        long start = System.nanoTime();
        PostgresServer server = PostgresServers.start(ServerSpec.DEFAULT);
        try {
            journal.line("PostgreSQL " + server.majorVersion() + " listens on " + server.host() + ":" + server.port()
                    + " after " + Journal.time(System.nanoTime() - start) + ".");
            // Refuses to log in by anything but SCRAM.
            visit(server.url("requireAuth=scram-sha-256"), server.properties(), "with SCRAM-SHA-256", journal);
        } finally {
            PostgresServers.stop(server);
        }
    }

    /** Visits one server, and reports to {@code journal}; {@code how} says how the login is known to go. */
    static List<Journal.Step> visit(String url, Properties properties, String how, Journal journal)
            throws SQLException {
        properties.putIfAbsent("showErrorPosition", "true");
        Settings settings = Settings.parse(url, properties)
                .orElseThrow(() -> new SQLException("expected a URL that begins with jdbc:postgresql:", "08001"));
        DriverContext context = DriverContext.of(settings);
        long start = System.nanoTime();
        journal.chapter("Connect");
        Session[] opened = new Session[1];
        try {
            journal.step("connect and log in", () -> {
                opened[0] = context.connect();
                journal.follow(opened[0]);
                return describe(new ConnectionImpl(opened[0])) + " " + how;
            });
            Connection connection = new ConnectionImpl(opened[0]);
            Walk walk = new Walk(connection, opened[0], journal);
            new StatementSteps(walk).walk();
            new ResultSteps(walk).walk();
            new BeyondSteps(walk).walk();
            new TroubleSteps(walk).walk();
        } finally {
            if (opened[0] != null) {
                opened[0].close();
            }
        }
        journal.line("");
        journal.line("In all " + Journal.number(journal.roundTrips()) + " round trips, "
                + Journal.bytes(opened[0].traffic().bytesSent()) + " sent, "
                + Journal.bytes(opened[0].traffic().bytesReceived()) + " received, "
                + Journal.time(System.nanoTime() - start) + ", one connection.");
        return journal.steps();
    }

    private static String describe(Connection connection) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        return server.getDatabaseProductName() + " " + server.getDatabaseProductVersion();
    }
}
