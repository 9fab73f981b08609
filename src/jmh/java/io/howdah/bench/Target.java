package io.howdah.bench;

import io.howdah.live.PostgresServer;
import io.howdah.live.PostgresServers;
import io.howdah.live.ServerSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * The server that is measured: {@code -Dbench.url=jdbc:postgresql://host:port/database?user=u&password=p}, or else an
 * embedded one that lives as long as this JVM. Immutable.
 *
 * @param host name or address
 * @param port TCP port
 * @param database its name; the tables of the benchmarks are made in it
 * @param user may create tables; the floor needs one whom the server trusts
 * @param password empty for none
 */
record Target(String host, int port, String database, String user, String password) {
    private static final String PROPERTY = "bench.url";

    /** The server of the system property, or a new one. */
    static Target find() throws SQLException {
        String url = System.getProperty(PROPERTY, "");
        return url.isEmpty() ? embedded() : parse(url);
    }

    private static Target parse(String url) {
        Properties parsed = org.postgresql.Driver.parseURL(url, new Properties());
        if (parsed == null || parsed.getProperty("user") == null) {
            throw new IllegalArgumentException(
                    PROPERTY + ": expected jdbc:postgresql://host:port/database?user=..., got " + url);
        }
        return new Target(
                parsed.getProperty("PGHOST"),
                Integer.parseInt(parsed.getProperty("PGPORT")),
                parsed.getProperty("PGDBNAME"),
                parsed.getProperty("user"),
                parsed.getProperty("password", ""));
    }

    /** A server whose buffers hold all tables, and which does nothing in the background. */
    private static Target embedded() throws SQLException {
        PostgresServer server = PostgresServers.shared(
                ServerSpec.DEFAULT.with("shared_buffers", "512MB").with("autovacuum", "off"));
        server.sql("alter role trust superuser");
        return new Target("127.0.0.1", server.port(), server.database(), server.trustUser(), "");
    }

    /** What a JVM needs to find this server. */
    List<String> jvmArgs() {
        return List.of("-D" + PROPERTY + "=" + url("postgresql") + "?user=" + user + "&password=" + password);
    }

    /** URL without credentials, such as {@code jdbc:howdah://host:port/database}. */
    String url(String subprotocol) {
        return "jdbc:" + subprotocol + "://" + host + ":" + port + "/" + database;
    }

    /** Fresh properties with the credentials. */
    Properties credentials() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** A connection for what is not measured. */
    Connection connect() throws SQLException {
        return new org.postgresql.Driver().connect(url("postgresql"), credentials());
    }
}
