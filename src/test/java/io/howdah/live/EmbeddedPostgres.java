package io.howdah.live;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL process of the binaries from Maven, with a data directory of its own that goes with it. The process also
 * ends when this JVM dies without a chance to stop it: its shell reads a pipe from the JVM and kills the server at its
 * end.
 */
final class EmbeddedPostgres extends PostgresServer {
    /**
     * Arguments: directory, then the server's command. At the end of its input the shell stops the server and removes the
     * directory, unless a file named keep is in it. It signals again and again, because a server that only just starts
     * still ignores SIGQUIT.
     */
    private static final String SUPERVISE = """
            dir=$1; shift
            ( "$@" >>"$dir/log" 2>&1 & echo $! >"$dir/pid"; wait; : >"$dir/ended" ) &
            while read -r line; do :; done
            while [ ! -e "$dir/ended" ]; do
              kill -QUIT "$(cat "$dir/pid")" 2>/dev/null
              sleep 0.1
            done
            if [ ! -e "$dir/keep" ]; then rm -rf "$dir"; fi
            """;

    private final Path binaries;
    private final Path directory;
    private final Unprivileged account;
    private int port;
    private Process process;

    EmbeddedPostgres(ServerSpec spec) {
        super(spec);
        binaries = EmbeddedBinaries.directory();
        account = Unprivileged.find();
        try {
            directory = createDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a directory for PostgreSQL", e);
        }
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path socketDir() {
        return directory;
    }

    @Override
    public Path dataDir() {
        return directory.resolve("data");
    }

    @Override
    public Path log() {
        return directory.resolve("log");
    }

    @Override
    public void stop() {
        try {
            Files.createFile(directory.resolve("keep"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end();
    }

    @Override
    public void restart() {
        run();
        awaitReady();
        try {
            Files.deleteIfExists(directory.resolve("keep"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void launch() {
        try {
            initialise();
            port = freePort();
            Files.writeString(dataDir().resolve("pg_hba.conf"), hba(spec(), true));
            Files.writeString(dataDir().resolve("postgresql.conf"), configuration());
            run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
    }

    @Override
    boolean isAlive() {
        return process != null && process.isAlive() && Files.notExists(directory.resolve("ended"));
    }

    @Override
    void close() {
        if (process != null) {
            end();
        }
        delete(directory);
    }

    @Override
    String logTail() {
        try {
            String log = Files.exists(log()) ? Files.readString(log(), StandardCharsets.UTF_8) : "";
            return log.substring(Math.max(0, log.length() - 4000));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    private void initialise() throws IOException {
        Path password = directory.resolve("password");
        Files.writeString(password, PASSWORD);
        account.own(directory);
        account.own(password);
        List<String> command = account.command(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + dataDir(),
                "--username=" + ADMIN,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync"));
        Process initdb = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        int exit = await(initdb);
        if (exit != 0) {
            throw new IOException("initdb failed with exit code " + exit + "\n" + logTail());
        }
        Files.delete(password);
        account.own(log());
        if (spec().tls() != Tls.OFF) {
            TestCertificates certificates = TestCertificates.get();
            copyKey(certificates.serverCertificate(spec().tls()), "server.crt");
            copyKey(certificates.serverKey(spec().tls()), "server.key");
            copyKey(certificates.clientCa(), "root.crt");
        }
    }

    private void copyKey(Path source, String name) throws IOException {
        Path target = dataDir().resolve(name);
        Files.copy(source, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        account.own(target);
    }

    private String configuration() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listen_addresses", "localhost");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", directory.toString());
        settings.put("max_connections", "100");
        settings.put("fsync", "off");
        settings.put("synchronous_commit", "off");
        settings.put("full_page_writes", "off");
        settings.put("lc_messages", "C");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_line_prefix", "%m [%p] %q%u@%d/%a ");
        if (spec().tls() != Tls.OFF) {
            settings.put("ssl", "on");
            settings.put("ssl_cert_file", "server.crt");
            settings.put("ssl_key_file", "server.key");
            settings.put("ssl_ca_file", "root.crt");
        }
        settings.putAll(spec().settings());
        StringBuilder file = new StringBuilder();
        settings.forEach((name, value) -> file.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        return file.toString();
    }

    private void run() {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SUPERVISE, "sh", directory.toString()));
        command.add(binaries.resolve("bin/postgres").toString());
        command.add("-D");
        command.add(dataDir().toString());
        try {
            Files.deleteIfExists(directory.resolve("ended"));
            process = new ProcessBuilder(account.command(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
    }

    /** Ends the supervising shell, and with it the server. */
    private void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(process);
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("process did not end within 60 s: " + process.info());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a process", e);
        }
    }

    /** A short path: that of a Unix-domain socket must fit into 107 bytes. */
    private static Path createDirectory() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        boolean tooLong = temporary.toString().length() > 50 && Files.isWritable(Path.of("/tmp"));
        return Files.createTempDirectory(tooLong ? Path.of("/tmp") : temporary, "howdah-pg");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.map(Path::toFile).sorted(java.util.Comparator.reverseOrder()).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("cannot remove " + directory + ": " + e);
        }
    }
}
