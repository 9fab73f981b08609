package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A result many times the heap, read in a JVM of 64 MiB in autocommit with default settings. */
@Live
class LargeResultLiveTest {
    private static final int ROWS = 10_000_000;

    /** The program of the small JVM: url, user, password, how to read. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] args) throws SQLException {
            try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2]);
                    Statement statement = connection.createStatement()) {
                boolean inTransaction = args[3].startsWith("transaction");
                connection.setAutoCommit(!inTransaction);
                if (args[3].endsWith("fetch")) {
                    statement.setFetchSize(5_000);
                }
                long sum = 0;
                int rows = 0;
                try (ResultSet result =
                        statement.executeQuery("select g, 'row ' || g from generate_series(1, " + ROWS + ") g")) {
                    while (result.next()) {
                        rows++;
                        sum += result.getInt(1);
                        if (rows == 1_000 && args[3].equals("interleaved")) {
                            sum += other(connection);
                        }
                    }
                }
                System.out.println(rows + " " + sum);
            }
        }

        private static int other(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select 0")) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private static void readInSmallHeap(PostgresServer server, String how) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        server.url().replace("jdbc:postgresql:", "jdbc:howdah:"),
                        server.user(),
                        server.password(),
                        how)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        String expected = ROWS + " " + (long) ROWS * (ROWS + 1) / 2;
        assertEquals(expected, output.lines().reduce((first, last) -> last).orElse(""), output);
    }

    @Test
    void autocommitWithDefaults(PostgresServer server) throws Exception {
        readInSmallHeap(server, "defaults");
    }

    @Test
    void anotherStatementInTheMiddle(PostgresServer server) throws Exception {
        readInSmallHeap(server, "interleaved");
    }

    @Test
    void aFetchSizeInATransaction(PostgresServer server) throws Exception {
        readInSmallHeap(server, "transaction-fetch");
    }
}
