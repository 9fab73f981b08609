package io.howdah.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.opentest4j.TestAbortedException;

/** A server somebody else runs, given by {@code -Dpostgres.server=jdbc:postgresql://host/db?user=...&password=...}. */
final class ExternalPostgres extends PostgresServer {
    private final Properties parsed;

    ExternalPostgres(String url) {
        super(ServerSpec.DEFAULT);
        parsed = org.postgresql.Driver.parseURL(url, new Properties());
        if (parsed == null || parsed.getProperty("user") == null) {
            throw new IllegalArgumentException(
                    "postgres.server: expected jdbc:postgresql://host:port/database?user=...&password=...");
        }
    }

    @Override
    public String host() {
        return parsed.getProperty("PGHOST");
    }

    @Override
    public int port() {
        return Integer.parseInt(parsed.getProperty("PGPORT"));
    }

    @Override
    public String database() {
        return parsed.getProperty("PGDBNAME");
    }

    @Override
    public String user() {
        return parsed.getProperty("user");
    }

    @Override
    public String password() {
        return parsed.getProperty("password", "");
    }

    @Override
    public String trustUser() {
        throw new TestAbortedException("an external server has no role for trust");
    }

    @Override
    public Connection admin() throws SQLException {
        Properties properties = properties();
        properties.setProperty("ApplicationName", HARNESS);
        return new org.postgresql.Driver().connect(url(), properties);
    }

    @Override
    Connection readyConnection() throws SQLException {
        return admin();
    }

    @Override
    void launch() {
        // It runs already.
    }

    @Override
    void close() {
        // It is not ours.
    }

    @Override
    boolean isAlive() {
        return false;
    }

    @Override
    String logTail() {
        return "";
    }
}
