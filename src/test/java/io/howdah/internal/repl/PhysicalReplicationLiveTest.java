package io.howdah.internal.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.replication.PhysicalSpec;
import io.howdah.replication.PhysicalStream;
import io.howdah.replication.ReplicationConnection;
import io.howdah.replication.ReplicationConnection.SlotState;
import io.howdah.replication.ReplicationConnection.SystemIdentity;
import io.howdah.replication.SlotSpec;
import io.howdah.replication.WalData;
import io.howdah.types.PgLsn;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of a real server. */
@Live(settings = "max_wal_senders=10", hba = "host replication all all scram-sha-256")
class PhysicalReplicationLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int READ_SLOT_SINCE = 15;

    private final PostgresServer server;
    private Connection connection;
    private ReplicationConnection replication;

    PhysicalReplicationLiveTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", server.value("select current_user"));
        info.setProperty("password", server.password());
        info.setProperty("replication", "true");
        connection = DriverManager.getConnection(server.url().replace("jdbc:postgresql:", "jdbc:howdah:"), info);
        replication = ReplicationConnection.of(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void connectionWithoutADatabaseIsOne() throws SQLException {
        SystemIdentity identity = replication.identifySystem();
        assertNull(identity.database());
        assertTrue(connection.isValid(5));
        assertFalse(connection.isClosed());
    }

    @Test
    void logIsStreamedWithoutGaps() throws SQLException {
        PgLsn start = replication.identifySystem().position();
        server.sql("select pg_logical_emit_message(true, 'x', 'a needle in the log')");
        PgLsn end = PgLsn.parse(server.value("select pg_current_wal_insert_lsn()"));
        StringBuilder log = new StringBuilder();
        try (PhysicalStream stream = replication.stream(PhysicalSpec.from(start))) {
            PgLsn expected = start;
            while (stream.receivedPosition().compareTo(end) < 0) {
                WalData data = stream.read(PATIENCE);
                assertNotNull(data);
                assertEquals(expected, data.start());
                expected = new PgLsn(data.start().position() + data.data().remaining());
                assertEquals(expected, stream.receivedPosition());
                log.append(StandardCharsets.ISO_8859_1.decode(data.data()));
            }
            assertTrue(stream.nextTimeline().isEmpty());
        }
        assertTrue(log.indexOf("a needle in the log") > 0);
        assertNotNull(replication.identifySystem());
    }

    @Test
    void secondStreamOfAConnectionGoesOn() throws SQLException {
        PgLsn start = replication.identifySystem().position();
        for (int i = 0; i < 2; i++) {
            server.sql("select pg_logical_emit_message(true, 'x', 'y')");
            try (PhysicalStream stream = replication.stream(PhysicalSpec.from(start))) {
                assertEquals(start, stream.read(PATIENCE).start());
            }
        }
    }

    @Test
    void slotKeepsTheLog() throws SQLException {
        replication.createSlot(SlotSpec.physical("phys").temporary().reserveWal());
        if (server.majorVersion() >= READ_SLOT_SINCE) {
            SlotState state = replication.readSlot("phys").orElseThrow();
            assertEquals("physical", state.type());
            assertNotNull(state.restartPosition());
            assertTrue(replication.readSlot("missing").isEmpty());
        } else {
            SQLException e = assertThrows(SQLException.class, () -> replication.readSlot("phys"));
            assertEquals("0A000", e.getSQLState());
        }
        PgLsn start = replication.identifySystem().position();
        server.sql("select pg_logical_emit_message(true, 'x', 'y')");
        PgLsn received;
        try (PhysicalStream stream = replication.stream(PhysicalSpec.from(start).slot("phys"))) {
            assertNotNull(stream.read(PATIENCE));
            received = stream.receivedPosition();
            stream.confirm(received);
        }
        assertEquals(
                received,
                PgLsn.parse(server.value("select restart_lsn from pg_replication_slots where slot_name = 'phys'")));
    }

    @Test
    void timelineThatDoesNotExistIsRefused() throws SQLException {
        PgLsn start = replication.identifySystem().position();
        SQLException e = assertThrows(
                SQLException.class,
                () -> replication.stream(PhysicalSpec.from(start).timeline(9)));
        assertEquals(5, e.getSQLState().length());
        assertNotNull(replication.identifySystem());
    }
}
