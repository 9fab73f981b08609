package io.howdah.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@Live
class HowdahConnectionLiveTest {
    @Test
    void unwrappedConnectionTellsServersProcessAndVersion(PostgresServer server) throws SQLException {
        String url = server.url().replace("jdbc:postgresql:", "jdbc:howdah:");
        try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_backend_pid(), current_setting('server_version_num')::int")) {
            assertTrue(connection.isWrapperFor(HowdahConnection.class));
            HowdahConnection howdah = connection.unwrap(HowdahConnection.class);
            assertTrue(row.next());
            assertEquals(row.getInt(1), howdah.backendPid());
            assertEquals(row.getInt(2), howdah.serverVersionNumber());
        }
    }
}
