package io.howdah.clients;

import io.howdah.HowdahDataSource;
import io.howdah.api.Property;
import io.howdah.live.PostgresServer;
import java.sql.SQLException;

/** Data sources for the clients, and a schema for each of them. */
final class Clients {
    private Clients() {}

    /** A data source whose connections begin in a schema of that name, which is new and empty. */
    static HowdahDataSource dataSource(PostgresServer server, String schema) throws SQLException {
        server.sql("drop schema if exists " + schema + " cascade", "create schema " + schema + " authorization howdah");
        return HowdahDataSource.builder()
                .url(server.url())
                .user(server.user())
                .password(server.password())
                .property(Property.CURRENT_SCHEMA, schema)
                .build();
    }
}
