package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many connections through a real pgbouncer in transaction mode onto few servers, without statement tracking: no statement may run as another,
 * none may fail for a missing or doubled name. Needs pgbouncer on the machine ({@code apt-get install pgbouncer}).
 */
@Live(leakCheck = false)
class PgBouncerStressTest {
    private static final int CLIENTS = 8;

    @TempDir
    Path directory;

    private Process pgbouncer;
    private int port;

    @BeforeEach
    void startPgBouncer(PostgresServer server) throws Exception {
        install();
        port = freePort();
        start(server, 0);
    }

    private static void install() throws IOException, InterruptedException {
        if (!Files.exists(Path.of("/usr/sbin/pgbouncer"))) {
            run("apt-get", "update", "-qq");
            run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "pgbouncer");
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(PostgresServer server, int trackedStatements) throws Exception {
        Path configuration = directory.resolve("pgbouncer.ini");
        Files.writeString(
                configuration,
                "[databases]\n"
                        + server.database() + " = host=" + server.host() + " port=" + server.port() + " user="
                        + server.user()
                        + " password=" + server.password() + "\n"
                        + "[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " + port + "\nauth_type = any\n"
                        + "pool_mode = transaction\ndefault_pool_size = 3\nunix_socket_dir =\n"
                        + (trackedStatements > 0 ? "max_prepared_statements = " + trackedStatements + "\n" : "")
                        + "ignore_startup_parameters = extra_float_digits,search_path,DateStyle,TimeZone\n"
                        + "logfile = " + directory.resolve("pgbouncer.log") + "\n");
        run("chmod", "-R", "a+rwX", directory.toString());
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--clear-groups"));
        }
        command.addAll(List.of("/usr/sbin/pgbouncer", configuration.toString()));
        pgbouncer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        for (int attempt = 0; !answers(); attempt++) {
            assertTrue(pgbouncer.isAlive() && attempt < 100_000, () -> "pgbouncer did not start, see " + directory);
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterEach
    void stopPgBouncer() throws InterruptedException {
        if (pgbouncer != null) {
            pgbouncer.destroy();
            pgbouncer.waitFor();
        }
    }

    @Test
    void statementsAreNeverMixedUpWithoutTracking(PostgresServer server) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        Sessions sessions = Sessions.of(
                "jdbc:howdah://127.0.0.1:" + port + "/" + server.database() + "?sslmode=disable", properties);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            connections.add(sessions.connect());
        }
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<Future<Integer>> work = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            work.add(threads.submit(() -> use(connections.get(client), client)));
        }
        for (Future<Integer> one : work) {
            assertEquals(2_000, one.get());
        }
        threads.shutdown();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private static int use(Connection connection, int client) throws SQLException {
        int done = 0;
        for (int i = 0; i < 2_000; i++) {
            boolean transaction = i % 3 == 0;
            connection.setAutoCommit(!transaction);
            // Statements of the same number of parameters and like results, so that a mix-up would go unnoticed but for
            // the value.
            int which = (client + i) % 20;
            try (PreparedStatement statement = connection.prepareStatement("select ?::int4 * 100 + " + which);
                    Statement plain = connection.createStatement()) {
                statement.setInt(1, i);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(i * 100 + which, rows.getInt(1));
                }
                try (ResultSet rows = plain.executeQuery("select " + which)) {
                    assertTrue(rows.next());
                    assertEquals(which, rows.getInt(1));
                }
            }
            if (transaction) {
                connection.commit();
            }
            done++;
        }
        return done;
    }
}
