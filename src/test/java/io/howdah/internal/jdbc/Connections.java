package io.howdah.internal.jdbc;

import io.howdah.HowdahDriver;
import io.howdah.internal.io.Duplex;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections of the driver for live tests. */
final class Connections {
    private static final HowdahDriver DRIVER = new HowdahDriver();

    private Connections() {}

    /** @param parameters {@code name=value} each */
    static Connection open(PostgresServer server, String... parameters) throws SQLException {
        return DRIVER.connect(server.url(parameters), server.properties());
    }

    /** Runs statements without results, each on its own. */
    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The bytes and round trips of a connection so far. */
    static Duplex traffic(Connection connection) throws SQLException {
        return connection.unwrap(ConnectionImpl.class).session().traffic();
    }
}
