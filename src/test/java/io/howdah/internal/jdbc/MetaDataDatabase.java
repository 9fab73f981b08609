package io.howdah.internal.jdbc;

import io.howdah.HowdahDriver;
import io.howdah.live.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A database of its own with the objects of {@code metadata-schema.sql}, reached by either driver. Dropped when closed. */
final class MetaDataDatabase implements AutoCloseable {
    static final String NAME = "metadata";

    private final PostgresServer server;

    MetaDataDatabase(PostgresServer server) throws SQLException {
        this.server = server;
        close();
        try (Connection connection = server.oracle();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + NAME + " template template0");
        }
        try (Connection connection = oracle();
                Statement statement = connection.createStatement()) {
            statement.execute(script());
        }
    }

    private static String script() {
        try (InputStream in = MetaDataDatabase.class.getResourceAsStream("metadata-schema.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects with our driver. */
    Connection ours(String... parameters) throws SQLException {
        return open(new HowdahDriver(), parameters);
    }

    /** Connects with pgjdbc. */
    Connection oracle(String... parameters) throws SQLException {
        return open(new org.postgresql.Driver(), parameters);
    }

    private Connection open(Driver driver, String... parameters) throws SQLException {
        Properties properties = server.properties();
        String url = server.url(parameters).replace("/" + server.database(), "/" + NAME);
        return driver.connect(url, properties);
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = server.oracle();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + NAME);
            statement.execute("drop role if exists metadata_reader");
            statement.execute("drop role if exists \"metadata \"\"odd\"\" role\"");
        }
    }
}
