package io.howdah.internal.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.replication.LogicalSpec;
import io.howdah.replication.LogicalStream;
import io.howdah.replication.PgOutput;
import io.howdah.replication.Relation;
import io.howdah.replication.ReplicationConnection;
import io.howdah.replication.ReplicationConnection.Slot;
import io.howdah.replication.ReplicationConnection.SlotState;
import io.howdah.replication.ReplicationConnection.SystemIdentity;
import io.howdah.replication.SlotSpec;
import io.howdah.replication.SlotSpec.Snapshot;
import io.howdah.replication.Tuple;
import io.howdah.replication.WalData;
import io.howdah.types.PgLsn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Slots and logical streams of a real server. */
@Live(
        settings = {
            "wal_level=logical",
            "max_prepared_transactions=5",
            "max_replication_slots=10",
            "max_wal_senders=10",
            "logical_decoding_work_mem=64kB"
        })
class LogicalReplicationLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostgresServer server;
    private Connection connection;
    private ReplicationConnection replication;

    LogicalReplicationLiveTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() throws SQLException {
        server.sql(
                "drop publication if exists p",
                "drop table if exists t",
                "create table t (id int primary key, name text)",
                "create publication p for all tables");
        connection = open();
        replication = ReplicationConnection.of(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        // A walsender takes a moment to let go of its slot.
        while (!server.value("select count(*) from pg_replication_slots where active")
                .equals("0")) {
            Thread.onSpinWait();
        }
        server.sql("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    }

    private Connection open(String... properties) throws SQLException {
        Properties info = new Properties();
        // Replication needs a privilege that the test's user has not.
        info.setProperty("user", server.value("select current_user"));
        info.setProperty("password", server.password());
        info.setProperty("replication", "database");
        for (int i = 0; i < properties.length; i += 2) {
            info.setProperty(properties[i], properties[i + 1]);
        }
        return DriverManager.getConnection(server.url().replace("jdbc:postgresql:", "jdbc:howdah:"), info);
    }

    private static SQLException failure(String state, Executable call) {
        SQLException e = assertThrows(SQLException.class, call);
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e;
    }

    private static <M> M next(LogicalStream<? super M> stream, Class<M> type) throws SQLException {
        Object message = stream.read(PATIENCE);
        return assertInstanceOf(type, message, "in place of a " + type.getSimpleName());
    }

    private LogicalStream<PgOutput> stream() throws SQLException {
        return replication.streamChanges(LogicalSpec.pgOutput("s", "p"));
    }

    private Slot createSlot() throws SQLException {
        return replication.createSlot(SlotSpec.logical("s", "pgoutput").temporary());
    }

    /** Reads to the next commit; gives the changes before it. Old servers send transactions without any, too. */
    private static List<PgOutput> transaction(LogicalStream<PgOutput> stream) throws SQLException {
        List<PgOutput> changes = new ArrayList<>();
        next(stream, PgOutput.Begin.class);
        while (true) {
            PgOutput message = stream.read(PATIENCE);
            assertNotNull(message, "nothing came");
            if (message instanceof PgOutput.Commit commit) {
                stream.confirm(commit.endPosition());
                if (!changes.isEmpty()) {
                    return changes;
                }
                next(stream, PgOutput.Begin.class);
            } else {
                changes.add(message);
            }
        }
    }

    @Test
    void connectionOfNoKindRefusesToReplicate() throws SQLException {
        try (Connection plain = open("replication", "false")) {
            assertFalse(plain.isWrapperFor(ReplicationConnection.class));
            SQLException e = failure("22023", () -> ReplicationConnection.of(plain));
            assertTrue(e.getMessage().contains("replication=database"), e.getMessage());
        }
        assertTrue(connection.isWrapperFor(ReplicationConnection.class));
    }

    @Test
    void sqlRunsBesidesReplication() throws SQLException {
        assertTrue(connection.isValid(5));
        SystemIdentity identity = replication.identifySystem();
        assertEquals(server.value("select system_identifier from pg_control_system()"), identity.systemId());
        assertEquals(server.database(), identity.database());
        assertEquals(1, identity.timeline());
        assertTrue(identity.position().position() > 0);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select 42")) {
            assertTrue(row.next());
            assertEquals(42, row.getInt(1));
        }
    }

    @Test
    void slotIsCreatedReadAndDropped() throws SQLException {
        assertTrue(replication.readSlot("s").isEmpty());
        Slot slot = replication.createSlot(SlotSpec.logical("s", "pgoutput"));
        assertEquals("s", slot.name());
        assertEquals("pgoutput", slot.plugin());
        assertNull(slot.snapshotName());
        assertTrue(slot.consistentPoint().position() > 0);
        SlotState state = replication.readSlot("s").orElseThrow();
        assertEquals("logical", state.type());
        assertEquals("pgoutput", state.plugin());
        assertFalse(state.active());
        assertEquals(slot.consistentPoint(), state.confirmedPosition());
        replication.dropSlot("s", false);
        assertTrue(replication.readSlot("s").isEmpty());
    }

    @Test
    void physicalSlotIsCreated() throws SQLException {
        Slot slot = replication.createSlot(SlotSpec.physical("s").temporary().reserveWal());
        assertEquals(new PgLsn(0), slot.consistentPoint());
        assertNull(slot.plugin());
        SlotState state = replication.readSlot("s").orElseThrow();
        assertEquals("physical", state.type());
        assertNotNull(state.restartPosition());
        assertNull(state.confirmedPosition());
    }

    @Test
    void mistakesAreTheServersErrorsAndHarmless() throws SQLException {
        replication.createSlot(SlotSpec.logical("s", "pgoutput"));
        failure("42710", () -> replication.createSlot(SlotSpec.logical("s", "pgoutput")));
        SQLException noPlugin = assertThrows(
                SQLException.class, () -> replication.createSlot(SlotSpec.logical("s2", "no_such_plugin")));
        // The latter where the server has a list of the plugins that may be used.
        assertTrue(List.of("58P01", "42501").contains(noPlugin.getSQLState()), noPlugin.getMessage());
        failure("42602", () -> replication.createSlot(SlotSpec.logical("No Name", "pgoutput")));
        failure("42704", () -> replication.dropSlot("missing", false));
        failure("42704", () -> replication.stream(LogicalSpec.pgOutput("missing", "p")));
        failure("22021", () -> replication.stream(LogicalSpec.pgOutput("mis\0sing", "p")));
        SQLException tooNew = assertThrows(
                SQLException.class,
                () -> replication.stream(LogicalSpec.pgOutput("s", "p").protocolVersion(99)));
        assertTrue(tooNew.getMessage().contains("proto_version"), tooNew.getMessage());
        assertTrue(connection.isValid(5));
        replication.dropSlot("s", true);
    }

    @Test
    void exportedSnapshotIsUsableElsewhere() throws SQLException {
        server.sql("insert into t values (1, 'before')");
        Slot slot = replication.createSlot(
                SlotSpec.logical("s", "pgoutput").temporary().snapshot(Snapshot.EXPORT));
        server.sql("insert into t values (2, 'after')");
        try (Connection other = server.admin();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("set transaction snapshot '" + slot.snapshotName() + "'");
            try (ResultSet row = statement.executeQuery("select count(*) from t")) {
                assertTrue(row.next());
                assertEquals(1, row.getInt(1));
            }
            other.rollback();
        }
        try (LogicalStream<PgOutput> stream = stream()) {
            List<PgOutput> changes = transaction(stream);
            PgOutput.Insert insert = assertInstanceOf(PgOutput.Insert.class, changes.get(1));
            assertEquals(2, insert.row().getInt(1));
        }
    }

    @Test
    void usedSnapshotIsThatOfTheTransaction() throws SQLException {
        server.sql("insert into t values (1, 'before')");
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        replication.createSlot(SlotSpec.logical("s", "pgoutput").temporary().snapshot(Snapshot.USE));
        server.sql("insert into t values (2, 'after')");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from t")) {
            assertTrue(row.next());
            assertEquals(1, row.getInt(1));
        }
        connection.commit();
    }

    @Test
    void changesComeWithTheirTables() throws SQLException {
        createSlot();
        server.sql(
                "insert into t values (1, 'one'), (2, null)",
                "update t set name = 'uno' where id = 1",
                "update t set id = 3 where id = 2",
                "delete from t where id = 3",
                "truncate t restart identity cascade");
        try (LogicalStream<PgOutput> stream = stream()) {
            assertEquals("s", stream.slot());
            PgOutput.Begin begin = next(stream, PgOutput.Begin.class);
            Relation relation = next(stream, PgOutput.TableDescription.class).relation();
            assertEquals("public", relation.schema());
            assertEquals("t", relation.name());
            assertEquals(Relation.ReplicaIdentity.DEFAULT, relation.replicaIdentity());
            assertEquals(
                    List.of(new Relation.Column("id", 23, -1, true), new Relation.Column("name", 25, -1, false)),
                    relation.columns());
            Tuple one = next(stream, PgOutput.Insert.class).row();
            assertEquals(relation, one.relation());
            assertEquals(1, one.get("id"));
            assertEquals("one", one.get("name"));
            Tuple two = next(stream, PgOutput.Insert.class).row();
            assertEquals(2L, two.getLong(1));
            assertTrue(two.isNull(2));
            assertNull(two.get(2));
            PgOutput.Commit commit = next(stream, PgOutput.Commit.class);
            assertEquals(begin.finalPosition(), commit.position());
            assertEquals(begin.committed(), commit.committed());
            assertTrue(commit.endPosition().compareTo(commit.position()) > 0);
            assertEquals(commit.endPosition(), stream.receivedPosition());

            PgOutput.Update plain =
                    assertInstanceOf(PgOutput.Update.class, transaction(stream).get(0));
            assertNull(plain.old());
            assertEquals("uno", plain.row().getString(2));
            PgOutput.Update moved =
                    assertInstanceOf(PgOutput.Update.class, transaction(stream).get(0));
            assertTrue(moved.oldIsKey());
            assertEquals(2, moved.old().getInt(1));
            assertEquals(3, moved.row().getInt(1));
            PgOutput.Delete deleted =
                    assertInstanceOf(PgOutput.Delete.class, transaction(stream).get(0));
            assertTrue(deleted.oldIsKey());
            assertEquals(3, deleted.old().getInt(1));
            List<PgOutput> last = transaction(stream);
            // TRUNCATE makes the server describe the table again.
            PgOutput.Truncate truncated = assertInstanceOf(PgOutput.Truncate.class, last.get(last.size() - 1));
            assertEquals(List.of(relation), truncated.relations());
            assertTrue(truncated.cascades());
            assertTrue(truncated.restartsIdentity());
            assertNull(stream.tryRead());
        }
        assertTrue(connection.isValid(5));
    }

    @Test
    void valuesOfManyTypesAreReadAsFromAResult() throws SQLException {
        replication.createSlot(SlotSpec.logical("s", "pgoutput"));
        server.sql(
                "drop table if exists v",
                "create table v (id int primary key, b bool, n numeric, d date, ts timestamptz, u uuid, a int[], y bytea, f float8)",
                "insert into v values (1, true, 12.50, '2024-02-29', '2024-02-29 12:00:00+00',"
                        + " '00000000-0000-0000-0000-000000000001', '{1,NULL,3}', '\\x00ff', 1.5)");
        List<Boolean> formats = server.majorVersion() >= 14 ? List.of(false, true) : List.of(false);
        for (boolean binary : formats) {
            LogicalSpec spec = LogicalSpec.pgOutput("s", "p").confirmIdle(false);
            if (binary) {
                connection.close();
                connection = open();
                replication = ReplicationConnection.of(connection);
                spec = spec.option("binary", "true");
            }
            try (LogicalStream<PgOutput> stream = replication.streamChanges(spec)) {
                PgOutput message = stream.read(PATIENCE);
                while (!(message instanceof PgOutput.Insert)) {
                    assertNotNull(message);
                    message = stream.read(PATIENCE);
                }
                Tuple row = ((PgOutput.Insert) message).row();
                assertEquals(true, row.get("b"));
                assertEquals(new BigDecimal("12.50"), row.get("n"));
                assertEquals(LocalDate.of(2024, 2, 29), row.get("d", LocalDate.class));
                assertEquals(
                        OffsetDateTime.parse("2024-02-29T12:00:00Z").toInstant(),
                        row.get("ts", OffsetDateTime.class).toInstant());
                assertEquals(new UUID(0, 1), row.get("u"));
                assertEquals(
                        List.of(1, 3), List.of(row.get("a", Integer[].class)[0], row.get("a", Integer[].class)[2]));
                assertEquals((byte) -1, row.get("y", byte[].class)[1]);
                assertEquals(1.5, row.get("f"));
                assertEquals("12.50", row.getString(row.column("n")));
                failure("42703", () -> row.get("nope"));
                failure("22023", () -> row.get(0));
                failure("22023", () -> row.isNull(10));
            }
        }
        server.sql("drop table v");
    }

    @Test
    void unchangedLargeValueIsNotNull() throws SQLException {
        createSlot();
        server.sql(
                "alter table t alter name set storage external",
                "insert into t values (1, repeat('x', 100000))",
                "begin; update t set id = 2; commit",
                "alter table t replica identity full",
                "update t set id = 3");
        try (LogicalStream<PgOutput> stream = stream()) {
            List<PgOutput> first = transaction(stream);
            assertEquals(
                    100_000, ((PgOutput.Insert) first.get(1)).row().getString(2).length());
            PgOutput.Update update = (PgOutput.Update) transaction(stream).get(0);
            assertTrue(update.row().isUnchanged(2));
            assertFalse(update.row().isNull(2));
            failure("55000", () -> update.row().get(2));
            assertTrue(update.old().isNull(2));
            List<PgOutput> last = transaction(stream);
            PgOutput.Update full = (PgOutput.Update) last.get(last.size() - 1);
            assertFalse(full.oldIsKey());
            assertEquals(Relation.ReplicaIdentity.FULL, full.relation().replicaIdentity());
            assertEquals(100_000, full.old().getString(2).length());
        }
    }

    @Test
    void nothingIsLostOrRepeatedAfterReconnecting() throws SQLException {
        replication.createSlot(SlotSpec.logical("s", "pgoutput"));
        server.sql("insert into t values (1, 'a')", "insert into t values (2, 'b')", "insert into t values (3, 'c')");
        LogicalStream<PgOutput> stream = stream();
        transaction(stream);
        PgOutput.Begin unconfirmed = next(stream, PgOutput.Begin.class);
        stream.sendStatus();
        stream.close();
        stream.close();
        assertTrue(stream.isEnded());
        failure("55000", stream::read);
        connection.close();
        connection = open();
        replication = ReplicationConnection.of(connection);
        try (LogicalStream<PgOutput> again = stream()) {
            PgOutput.Begin begin = next(again, PgOutput.Begin.class);
            assertEquals(unconfirmed, begin);
            List<Integer> ids = new ArrayList<>();
            while (ids.size() < 2) {
                if (again.read(PATIENCE) instanceof PgOutput.Insert insert) {
                    ids.add(insert.row().getInt(1));
                }
            }
            assertEquals(List.of(2, 3), ids);
        }
    }

    /** Walsenders forget to begin anew; a server that did not would be welcome. */
    @Test
    void secondLogicalStreamOfAConnectionIsRefused() throws SQLException {
        createSlot();
        stream().close();
        LogicalStream<PgOutput> second = stream();
        SQLException e = failure("55000", () -> second.read(PATIENCE));
        assertTrue(e.getMessage().contains("another connection"), e.getMessage());
        assertTrue(second.isEnded());
        assertTrue(connection.isValid(5));
    }

    @Test
    void largeTransactionComesWhole() throws SQLException {
        createSlot();
        server.sql("insert into t select i, repeat('x', 200) from generate_series(1, 20000) i");
        try (LogicalStream<PgOutput> stream = stream()) {
            assertEquals(20_001, transaction(stream).size());
        }
    }

    @Test
    void closingInTheMiddleLeavesTheConnectionUsable() throws SQLException {
        createSlot();
        server.sql("insert into t select i, repeat('x', 200) from generate_series(1, 20000) i");
        try (LogicalStream<PgOutput> stream = stream()) {
            next(stream, PgOutput.Begin.class);
        }
        assertTrue(connection.isValid(5));
        assertNotNull(replication.identifySystem());
    }

    @Test
    void connectionIsTakenWhileAStreamIsOpen() throws SQLException {
        createSlot();
        try (LogicalStream<PgOutput> stream = stream()) {
            SQLException e = failure("55006", replication::identifySystem);
            assertTrue(e.getMessage().contains("replication stream"), e.getMessage());
            failure("55006", this::stream);
            assertTrue(connection.isValid(5));
            assertFalse(stream.isEnded());
        }
    }

    @Test
    void rawMessagesOfAnotherPlugin() throws SQLException {
        assumeTrue(
                server.value(
                                "select count(*) from pg_ls_dir((select setting from pg_config where name = 'PKGLIBDIR')) f"
                                        + " where f like 'test_decoding.%'")
                        .equals("1"),
                "the plugin test_decoding is not installed");
        replication.createSlot(SlotSpec.logical("s", "test_decoding").temporary());
        server.sql("insert into t values (1, 'one')");
        try (LogicalStream<WalData> stream =
                replication.stream(LogicalSpec.slot("s").option("include-xids", "off"))) {
            assertEquals("BEGIN", text(stream.read(PATIENCE)));
            assertEquals("table public.t: INSERT: id[integer]:1 name[text]:'one'", text(stream.read(PATIENCE)));
            assertEquals("COMMIT", text(stream.read(PATIENCE)));
        }
    }

    @Test
    void rawMessagesOfPgoutput() throws SQLException {
        createSlot();
        server.sql("insert into t values (1, 'one')");
        try (LogicalStream<WalData> stream = replication.stream(LogicalSpec.pgOutput("s", "p"))) {
            WalData begin = stream.read(PATIENCE);
            assertEquals('B', begin.data().get(0));
            assertTrue(begin.data().isReadOnly());
            assertTrue(begin.start().position() > 0);
            assertEquals(begin.serverEnd(), stream.serverPosition());
            WalData relation = stream.read(PATIENCE);
            assertEquals('R', relation.data().get(0));
            assertEquals('B', begin.data().get(0), "a message stays what it was");
        }
    }

    private static String text(WalData message) {
        return StandardCharsets.UTF_8.decode(message.data()).toString();
    }

    @Test
    void confirmedPositionReachesTheServer() throws SQLException {
        createSlot();
        server.sql("insert into t values (1, 'one')");
        PgLsn flushed;
        try (LogicalStream<PgOutput> stream = stream()) {
            transaction(stream);
            flushed = stream.flushedPosition();
            stream.confirm(new PgLsn(1));
            assertEquals(flushed, stream.flushedPosition());
        }
        PgLsn confirmed = replication.readSlot("s").orElseThrow().confirmedPosition();
        assertTrue(confirmed.compareTo(flushed) >= 0, confirmed + " < " + flushed);
    }

    @Test
    void positionsWithoutChangesAreConfirmedWhenAllIsConfirmed() throws SQLException {
        createSlot();
        try (LogicalStream<PgOutput> stream =
                replication.streamChanges(LogicalSpec.pgOutput("s", "p").statusInterval(Duration.ofMillis(10)))) {
            server.sql("create table elsewhere (id int)", "drop table elsewhere");
            PgLsn now = PgLsn.parse(server.value("select pg_current_wal_lsn()"));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (stream.flushedPosition().compareTo(now) < 0 && System.nanoTime() < end) {
                // Keepalives come when the server is asked or idle; none of them is a message.
                server.sql("select pg_logical_emit_message(false, 'x', 'y')");
                if (stream.read(Duration.ofMillis(20)) instanceof PgOutput.Commit commit) {
                    stream.confirm(commit.endPosition());
                }
            }
            assertTrue(stream.flushedPosition().compareTo(now) >= 0);
        }
    }

    @Test
    void emittedMessagesAreGiven() throws SQLException {
        assumeTrue(server.majorVersion() >= 14, "pgoutput sends messages from PostgreSQL 14 on");
        createSlot();
        server.sql("select pg_logical_emit_message(false, 'note', 'now')");
        server.sql("select pg_logical_emit_message(true, 'note', 'later')");
        try (LogicalStream<PgOutput> stream =
                replication.streamChanges(LogicalSpec.pgOutput("s", "p").option("messages", "true"))) {
            PgOutput.Message now = next(stream, PgOutput.Message.class);
            assertFalse(now.isTransactional());
            assertEquals("note", now.prefix());
            assertEquals("now", StandardCharsets.UTF_8.decode(now.content()).toString());
            PgOutput.Message later = (PgOutput.Message) transaction(stream).get(0);
            assertTrue(later.isTransactional());
            assertEquals("later", StandardCharsets.UTF_8.decode(later.content()).toString());
        }
    }

    @Test
    void transactionInProgressIsStreamed() throws SQLException {
        assumeTrue(server.majorVersion() >= 14, "pgoutput streams from PostgreSQL 14 on");
        createSlot();
        try (LogicalStream<PgOutput> stream = replication.streamChanges(
                        LogicalSpec.pgOutput("s", "p").protocolVersion(2).option("streaming", "on"));
                Connection writer = server.admin();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into t select i, repeat('x', 200) from generate_series(1, 5000) i");
            PgOutput.StreamStart start = next(stream, PgOutput.StreamStart.class);
            assertTrue(start.isFirst());
            PgOutput.TableDescription table = next(stream, PgOutput.TableDescription.class);
            assertEquals(start.xid(), table.streamXid());
            PgOutput.Insert first = next(stream, PgOutput.Insert.class);
            assertEquals(1, first.row().getInt(1));
            assertEquals(start.xid(), first.streamXid());
            statement.execute("savepoint a");
            statement.execute("insert into t select i, repeat('x', 200) from generate_series(5001, 9000) i");
            statement.execute("rollback to a");
            writer.commit();
            int inserts = 1;
            int undone = 0;
            boolean aborted = false;
            PgOutput message = stream.read(PATIENCE);
            while (!(message instanceof PgOutput.StreamCommit)) {
                assertNotNull(message);
                if (message instanceof PgOutput.Insert insert) {
                    inserts += insert.streamXid() == start.xid() ? 1 : 0;
                    undone += insert.streamXid() == start.xid() ? 0 : 1;
                } else if (message instanceof PgOutput.StreamAbort abort) {
                    assertEquals(start.xid(), abort.xid());
                    assertNull(abort.position());
                    aborted = true;
                }
                message = stream.read(PATIENCE);
            }
            assertEquals(5_000, inserts);
            assertEquals(undone > 0, aborted);
            assertEquals(start.xid(), ((PgOutput.StreamCommit) message).xid());
        }
    }

    @Test
    void abortedStreamTellsWhereInParallelStreaming() throws SQLException {
        assumeTrue(server.majorVersion() >= 16, "parallel streaming came with PostgreSQL 16");
        createSlot();
        try (LogicalStream<PgOutput> stream = replication.streamChanges(
                        LogicalSpec.pgOutput("s", "p").protocolVersion(4).option("streaming", "parallel"));
                Connection writer = server.admin();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into t select i, repeat('x', 200) from generate_series(1, 5000) i");
            PgOutput.StreamStart start = next(stream, PgOutput.StreamStart.class);
            writer.rollback();
            PgOutput message = stream.read(PATIENCE);
            while (!(message instanceof PgOutput.StreamAbort)) {
                assertNotNull(message);
                message = stream.read(PATIENCE);
            }
            PgOutput.StreamAbort abort = (PgOutput.StreamAbort) message;
            assertEquals(start.xid(), abort.subXid());
            assertTrue(abort.position().position() > 0);
            assertNotNull(abort.aborted());
        }
    }

    @Test
    void preparedTransactionsComeInTwoPhases() throws SQLException {
        assumeTrue(server.majorVersion() >= 15, "pgoutput decodes prepared transactions from PostgreSQL 15 on");
        replication.createSlot(SlotSpec.logical("s", "pgoutput").temporary().twoPhase());
        try (LogicalStream<PgOutput> stream =
                replication.streamChanges(LogicalSpec.pgOutput("s", "p").protocolVersion(3))) {
            server.sql("begin; insert into t values (1, 'one'); prepare transaction 'gid 1'");
            PgOutput.BeginPrepare begin = next(stream, PgOutput.BeginPrepare.class);
            assertEquals("gid 1", begin.gid());
            next(stream, PgOutput.TableDescription.class);
            next(stream, PgOutput.Insert.class);
            PgOutput.Prepare prepare = next(stream, PgOutput.Prepare.class);
            assertEquals(begin.xid(), prepare.xid());
            server.sql("commit prepared 'gid 1'");
            PgOutput.CommitPrepared commit = next(stream, PgOutput.CommitPrepared.class);
            assertEquals("gid 1", commit.gid());
            assertEquals(begin.xid(), commit.xid());
            server.sql("begin; insert into t values (2, 'two'); prepare transaction 'gid 2'");
            next(stream, PgOutput.BeginPrepare.class);
            next(stream, PgOutput.Insert.class);
            PgOutput.Prepare second = next(stream, PgOutput.Prepare.class);
            server.sql("rollback prepared 'gid 2'");
            PgOutput.RollbackPrepared rollback = next(stream, PgOutput.RollbackPrepared.class);
            assertEquals(second.endPosition(), rollback.preparedEndPosition());
            assertEquals("gid 2", rollback.gid());
        }
    }

    @Test
    void slotOptionsThatTheServerIsTooOldForAreRefused() throws SQLException {
        assumeTrue(server.majorVersion() < 14, "needs an old server");
        SQLException e = failure(
                "0A000",
                () -> replication.createSlot(SlotSpec.logical("s", "pgoutput").twoPhase()));
        assertTrue(e.getMessage().contains("PostgreSQL 14"), e.getMessage());
    }

    @Test
    void idleStreamIsKeptAlive() throws SQLException {
        createSlot();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set wal_sender_timeout = '2s'");
        }
        try (LogicalStream<PgOutput> stream =
                replication.streamChanges(LogicalSpec.pgOutput("s", "p").statusInterval(Duration.ZERO))) {
            assertNull(stream.read(Duration.ofMillis(3_000)));
            assertFalse(stream.isEnded());
            server.sql("insert into t values (1, 'one')");
            assertEquals(2, transaction(stream).size());
        }
    }

    @Test
    void idleStreamOutlivesTheSocketTimeout() throws SQLException {
        connection.close();
        connection = open("socketTimeout", "1");
        replication = ReplicationConnection.of(connection);
        createSlot();
        try (LogicalStream<PgOutput> stream = stream()) {
            assertNull(stream.read(Duration.ofMillis(1_500)));
            server.sql("insert into t values (1, 'one')");
            assertEquals(2, transaction(stream).size());
        }
    }

    @Test
    void blockedReaderGetsWhatOthersConfirm() throws Exception {
        createSlot();
        server.sql("insert into t values (1, 'one')");
        LogicalStream<PgOutput> stream = replication.streamChanges(LogicalSpec.pgOutput("s", "p")
                .statusInterval(Duration.ofMillis(20))
                .confirmIdle(false));
        PgOutput message = stream.read(PATIENCE);
        while (!(message instanceof PgOutput.Commit)) {
            message = stream.read(PATIENCE);
        }
        PgLsn end = ((PgOutput.Commit) message).endPosition();
        CompletableFuture<PgOutput> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return stream.read();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        stream.confirm(end);
        while (PgLsn.parse(server.value("select confirmed_flush_lsn from pg_replication_slots"))
                        .compareTo(end)
                < 0) {
            Thread.onSpinWait();
        }
        server.sql("insert into t values (2, 'two')");
        assertInstanceOf(PgOutput.Begin.class, reader.get());
        stream.close();
    }

    @Test
    void terminatedBackendIsReported() throws SQLException {
        createSlot();
        LogicalStream<PgOutput> stream = stream();
        server.terminate(server.value("select active_pid from pg_replication_slots"));
        failure("57P01", () -> {
            while (stream.read(PATIENCE) == null) {
                // What came before the end.
            }
        });
        assertTrue(stream.isEnded());
        assertTrue(connection.isClosed());
        stream.close();
        failure("55000", stream::read);
    }
}
