package io.howdah.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording shows of the driver's work. */
@Live
class EventsLiveTest {
    private static final String SECRET = "a value that no recording may show";

    @TempDir
    Path directory;

    private List<RecordedEvent> record(PostgresServer server, Work work) throws SQLException, IOException {
        Path file = directory.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            for (String name :
                    List.of("Connect", "Query", "Batch", "Prepare", "Invalidate", "Retry", "Cancel", "StreamDrain")) {
                recording.enable("io.howdah." + name).withoutThreshold();
            }
            recording.start();
            try (Connection connection =
                    new HowdahDriver().connect(server.url("streamBudget=65536"), server.properties())) {
                work.run(connection);
            }
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.howdah."))
                .toList();
    }

    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("io.howdah." + name))
                .toList();
    }

    @Test
    void eachKindOfWorkLeavesItsEvent(PostgresServer server) throws Exception {
        List<RecordedEvent> events = record(server, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select ?::text")) {
                for (int i = 0; i < 3; i++) {
                    statement.setString(1, SECRET);
                    statement.executeQuery().close();
                }
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("create temp table event_test(id int)");
                statement.addBatch("insert into event_test values (1)");
                statement.addBatch("insert into event_test values (2)");
                statement.executeBatch();
                assertThrows(SQLException.class, () -> statement.execute("select 1 / 0"));
                statement.setQueryTimeout(1);
                assertThrows(SQLException.class, () -> statement.execute("select pg_sleep(30)"));
                statement.setQueryTimeout(0);
            }
            try (Statement large = connection.createStatement();
                    Statement other = connection.createStatement();
                    ResultSet rows =
                            large.executeQuery("select g, repeat('x', 100) from generate_series(1, 20000) g")) {
                assertTrue(rows.next());
                assertTrue(other.execute("select 1"));
            }
        });
        assertEquals(1, named(events, "Connect").size());
        assertEquals(server.database(), named(events, "Connect").get(0).getString("database"));
        assertTrue(named(events, "Query").stream()
                .anyMatch(event -> "22012".equals(event.getString("sqlState"))
                        && event.getString("sql").equals("select 1 / 0")));
        assertEquals(2, named(events, "Batch").get(0).getInt("entries"));
        assertTrue(named(events, "Prepare").stream()
                .anyMatch(event -> event.getString("sql").equals("select $1::text")));
        assertTrue(named(events, "Invalidate").stream()
                .anyMatch(event -> event.getString("reason").equals("DDL")));
        assertEquals(1, named(events, "Cancel").size());
        assertTrue(named(events, "StreamDrain").get(0).getLong("rows") > 1000);
        assertFalse(events.toString().contains(SECRET));
        assertFalse(events.toString().contains(server.password()));
    }
}
