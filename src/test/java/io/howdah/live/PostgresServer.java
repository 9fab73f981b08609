package io.howdah.live;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.opentest4j.TestAbortedException;

/**
 * A running PostgreSQL a test may use. Owned by {@link PostgresServers}, which stops it; safe for use by many threads
 * once started.
 *
 * <p>Roles, all with the password {@link #password()}: {@code howdah} (superuser, SCRAM), {@code app} (no rights, SCRAM),
 * and {@code trust}, {@code password}, {@code md5}, {@code cert}, each named after the method by which the default
 * pg_hba.conf lets it in over TCP ({@code cert} with TLS only). Over the Unix socket everybody is trusted.
 *
 * <p>The helpers that run SQL use pgjdbc, so that a defect of our own driver cannot hide itself.
 */
public abstract class PostgresServer {
    /** Password of every role; unlikely enough to be searched for in logs and messages. */
    static final String PASSWORD = "howdah-s3cret";

    /** Superuser of the harness itself; the only role that every pg_hba.conf lets in. */
    static final String ADMIN = "postgres";

    /** application_name of the harness's own sessions, which the leak check leaves out. */
    static final String HARNESS = "howdah-harness";

    private final ServerSpec spec;
    private int versionNumber;

    PostgresServer(ServerSpec spec) {
        this.spec = spec;
    }

    /** What was asked for. */
    public final ServerSpec spec() {
        return spec;
    }

    /** Name the client connects to; {@code localhost} except for an external server. */
    public abstract String host();

    /** TCP port. */
    public abstract int port();

    /** The database of the tests. */
    public String database() {
        return "howdah";
    }

    /** Superuser that authenticates with SCRAM over TCP. */
    public String user() {
        return "howdah";
    }

    /** Password of {@link #user()} and of the other roles. */
    public String password() {
        return PASSWORD;
    }

    /** Role that needs no password over TCP. Aborts the test when the server has none. */
    public String trustUser() {
        return "trust";
    }

    /** Directory of the Unix-domain socket. Aborts the test when there is none. */
    public Path socketDir() {
        throw new TestAbortedException("no Unix-domain socket: the server is not a process of this machine");
    }

    /** The Unix-domain socket itself. Aborts the test when there is none. */
    public final Path socket() {
        return socketDir().resolve(".s.PGSQL." + port());
    }

    /** Data directory. Aborts the test when it is not on this machine. */
    public Path dataDir() {
        throw new TestAbortedException("no data directory: the server is not a process of this machine");
    }

    /** The server's log. Aborts the test when it is not on this machine. */
    public Path log() {
        throw new TestAbortedException("no log file: the server is not a process of this machine");
    }

    /** Stops the server at once, as a crash would: sessions get no farewell. Aborts the test when it is not ours to stop. */
    public void stop() {
        throw new TestAbortedException("the server is not ours to stop");
    }

    /** Starts a stopped server again, at the same port and with its data. */
    public void restart() {
        throw new TestAbortedException("the server is not ours to start");
    }

    /** Server version as server_version_num: 180006 is 18.6. */
    public final int versionNumber() {
        return versionNumber;
    }

    /** Major version: 18. */
    public final int majorVersion() {
        return versionNumber / 10_000;
    }

    /** Certificates and keys for clients of this server. */
    public final TestCertificates certificates() {
        return TestCertificates.get();
    }

    /** PEM file of the CA that signed this server's certificate. */
    public final Path rootCertificate() {
        return spec.tls() == Tls.ED25519
                ? certificates().ed25519Ca()
                : certificates().ca();
    }

    /** URL without credentials; each parameter is {@code name=value}, its value not yet encoded. */
    public final String url(String... parameters) {
        return url(host(), port(), parameters);
    }

    /** {@link #url(String...)} by way of another address, such as a proxy's. */
    public final String url(String host, int port, String... parameters) {
        StringBuilder url = new StringBuilder("jdbc:postgresql://")
                .append(host)
                .append(':')
                .append(port)
                .append('/')
                .append(database());
        char separator = '?';
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            url.append(separator)
                    .append(parameter, 0, equals + 1)
                    .append(URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
            separator = '&';
        }
        return url.toString();
    }

    /** Fresh properties with user and password. */
    public final Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", password());
        return properties;
    }

    /** New connection of pgjdbc as {@link #user()}, the oracle to compare our driver with; parameters as for {@link #url}. */
    public final Connection oracle(String... parameters) throws SQLException {
        return new org.postgresql.Driver().connect(url(parameters), properties());
    }

    /** New connection of pgjdbc as the superuser of the harness. */
    public Connection admin() throws SQLException {
        return adminConnection(database());
    }

    /** Runs each statement as superuser, each in a transaction of its own. */
    public final void sql(String... statements) throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Ends a session and waits until it is gone. */
    public final void terminate(String pid) throws SQLException {
        sql("select pg_terminate_backend(" + pid + ")");
        while (!value("select count(*) from pg_stat_activity where pid = " + pid)
                .equals("0")) {
            Thread.onSpinWait();
        }
    }

    /** First column of every row of a query of the superuser, as text. */
    public final List<String> column(String query) throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** First column of the first row of a query of the superuser, as text; null for SQL null or no row. */
    public final String value(String query) throws SQLException {
        List<String> values = column(query);
        return values.isEmpty() ? null : values.get(0);
    }

    /** Starts the process or container, so that it will accept TCP connections before long. */
    abstract void launch();

    /** Releases everything; the server is not used afterwards. */
    abstract void close();

    /** True while connecting later may help. */
    abstract boolean isAlive();

    /** The end of the server's log, for the message of a failed start. */
    abstract String logTail();

    final Connection adminConnection(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", ADMIN);
        properties.setProperty("password", PASSWORD);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("ApplicationName", HARNESS);
        return new org.postgresql.Driver()
                .connect("jdbc:postgresql://" + host() + ":" + port() + "/" + database, properties);
    }

    /** Waits until the superuser can connect, and learns the version. */
    final void awaitReady() {
        long end = System.nanoTime() + 60_000_000_000L;
        while (true) {
            try (Connection connection = readyConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show server_version_num")) {
                row.next();
                versionNumber = row.getInt(1);
                return;
            } catch (SQLException e) {
                if (!isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "PostgreSQL did not start: " + e.getMessage() + "\n" + logTail(), e);
                }
                pause();
            }
        }
    }

    /** A connection that proves the server ready; before the database of the tests exists. */
    Connection readyConnection() throws SQLException {
        return adminConnection("postgres");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL starts", e);
        }
    }

    /** Creates the roles and the database of the tests. */
    final void populate() {
        try (Connection connection = adminConnection("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("set password_encryption = 'scram-sha-256'");
            statement.execute("create role howdah superuser login replication password '" + PASSWORD + "'");
            for (String role : List.of("app", "trust", "password", "cert")) {
                statement.execute("create role " + role + " login password '" + PASSWORD + "'");
            }
            statement.execute("set password_encryption = 'md5'");
            statement.execute("create role md5 login password '" + PASSWORD + "'");
            statement.execute("create database howdah owner howdah");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare the test server: " + e.getMessage() + "\n" + logTail(), e);
        }
    }

    /** pg_hba.conf of {@code spec}. */
    static String hba(ServerSpec spec, boolean unixSockets) {
        List<String> lines = new ArrayList<>();
        lines.add("host all " + ADMIN + " all scram-sha-256");
        if (!spec.hba().isEmpty()) {
            lines.addAll(spec.hba());
        } else {
            if (unixSockets) {
                lines.add("local all all trust");
                lines.add("local replication all trust");
            }
            if (spec.tls() != Tls.OFF) {
                lines.add("hostssl all cert all cert");
            }
            lines.add("host all trust all trust");
            lines.add("host all password all password");
            lines.add("host all md5 all md5");
            lines.add("host all all all scram-sha-256");
            lines.add("host replication all all scram-sha-256");
        }
        return String.join("\n", lines) + "\n";
    }
}
