package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.CopyIn;
import io.howdah.api.HowdahConnection;
import io.howdah.api.Notification;
import io.howdah.api.Pipeline;
import io.howdah.api.PipelineException;
import io.howdah.api.TransactionOptions;
import io.howdah.internal.session.Session;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Pipelines, COPY, statements and settings that take turns on one connection, and what a failure of one does to the other. */
@Live
class SharedConnectionLiveTest {
    /** Only a failing test waits that long. */
    private static final String PATIENCE = "socketTimeout=5";

    private final PostgresServer server;
    private HowdahConnection connection;

    SharedConnectionLiveTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = open();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private HowdahConnection open(String... parameters) throws SQLException {
        String[] all = Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = PATIENCE;
        HowdahConnection opened = Connections.open(server, all).unwrap(HowdahConnection.class);
        Connections.run(opened, "create temp table t (id int primary key, name text)");
        return opened;
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private String ids() throws SQLException {
        return value(connection, "select coalesce(string_agg(id::text, ',' order by id), '') from t");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static SQLException failure(String state, Executable call) {
        SQLException e = assertThrows(SQLException.class, call);
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e;
    }

    private static SQLException failure(String state, CompletableFuture<?> future) {
        SQLException e = assertInstanceOf(
                SQLException.class,
                assertThrows(CompletionException.class, future::join).getCause());
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e;
    }

    @Test
    void statementThatCannotBeWrittenLeavesEntriesOfThePipeline() throws SQLException {
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH);
                PreparedStatement statement = connection.prepareStatement("select ?::text, ?::text")) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            statement.setString(1, "x");
            statement.setString(2, "a\0b");
            assertThrows(SQLException.class, statement::executeQuery);
            assertEquals(1, first.join());
        }
        assertEquals("1", ids());
    }

    @Test
    void copyInAfterAFailedEntryIsNotMistakenForIt() throws SQLException {
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH)) {
            CompletableFuture<Long> fails = pipeline.update("insert into t values (1 / 0)");
            try (CopyIn copy = connection.copyIn("copy t from stdin")) {
                copy.write(ascii("1\tone\n"));
                assertEquals(1, copy.finish());
            }
            failure("22012", fails);
        }
        assertEquals("1", ids());
    }

    @Test
    void entryDuringACopyIsRefused() throws SQLException {
        try (Pipeline pipeline = connection.pipeline()) {
            CopyIn copy = connection.copyIn("copy t from stdin");
            copy.write(ascii("1\tone\n"));
            failure("55006", () -> pipeline.update("insert into t values (2)"));
            assertEquals(1, copy.finish());
            assertEquals(1, pipeline.update("insert into t values (3)").join());
        }
        assertEquals("1,3", ids());
    }

    @Test
    void settingsBetweenEntriesDoNotDivideTheirGroup() throws SQLException {
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            CompletableFuture<Long> second = pipeline.update("insert into t values (1 / 0)");
            assertThrows(SQLException.class, () -> {
                pipeline.sync();
                failure("22012", second);
                throw assertInstanceOf(
                        PipelineException.class,
                        assertThrows(CompletionException.class, first::join).getCause());
            });
        }
        assertEquals("", ids());
        assertEquals("serializable", value(connection, "show transaction_isolation"));
    }

    @Test
    void settingsHoldForEntriesBehindOneThatFails() throws SQLException {
        Connections.run(connection, "create schema if not exists shared_connection");
        Connections.run(connection, "create table if not exists shared_connection.where_am_i (id int)");
        Connections.run(connection, "truncate shared_connection.where_am_i");
        connection.setSchema("shared_connection");
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH)) {
            CompletableFuture<Long> first = pipeline.update("insert into where_am_i values (1 / 0)");
            CompletableFuture<Long> second = pipeline.update("insert into where_am_i values (2)");
            failure("22012", first);
            assertEquals(1, second.join());
        } finally {
            Connections.run(connection, "drop schema shared_connection cascade");
        }
    }

    @Test
    void autocommitDoesNotChangeWithinAGroup() throws SQLException {
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            failure("55006", () -> connection.setAutoCommit(false));
            assertEquals(1, first.join());
        }
        assertTrue(connection.getAutoCommit());
    }

    @Test
    void connectionIsValidWhileAGroupIsOpen() throws SQLException {
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            assertTrue(connection.isValid(5));
            assertEquals(1, first.join());
        }
    }

    @Test
    void dependentsMayWaitForOtherEntries() throws Exception {
        AtomicReference<Long> seen = new AtomicReference<>();
        Thread thread;
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            CompletableFuture<Long> second = pipeline.update("insert into t values (2), (3)");
            CompletableFuture<Void> both = first.thenAccept(one -> seen.set(one + second.join()));
            thread = new Thread(() -> {
                try {
                    pipeline.sync();
                } catch (SQLException e) {
                    both.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            thread.join(5_000);
            assertFalse(thread.isAlive(), "waits for an entry that has ended");
            assertEquals(3L, seen.get());
        }
    }

    @Test
    void cachedStatementSurvivesAnEntryThatCouldNotBeWritten() throws SQLException {
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH)) {
            List<CompletableFuture<Long>> counts = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                counts.add(pipeline.update("insert into t values (?, ?)", i, i % 7 == 3 ? new Object() : "x"));
            }
            for (int i = 0; i < counts.size(); i++) {
                if (i % 7 == 3) {
                    CompletableFuture<Long> count = counts.get(i);
                    assertThrows(CompletionException.class, count::join);
                } else {
                    assertEquals(1, counts.get(i).join());
                }
            }
        }
        assertEquals("257", value(connection, "select count(*) from t"));
        assertEquals(
                "0", value(connection, "select count(*) from pg_prepared_statements where statement like 'select 0%'"));
    }

    @Test
    void pooledConnectionIsLentAgainAfterACopyWasLeftOpen() throws SQLException {
        PooledConnection pooled = pooled();
        try {
            Connection first = pooled.getConnection();
            Connections.run(first, "create temp table t (id int primary key, name text)");
            CopyIn copy = first.unwrap(HowdahConnection.class).copyIn("copy t from stdin");
            copy.write(ascii("1\tone\n"));
            first.close();
            Connection second = pooled.getConnection();
            assertEquals("0", value(second, "select count(*) from t"));
            failure("55000", () -> copy.write(ascii("2\ttwo\n")));
            copy.close();
            second.close();
        } finally {
            pooled.close();
        }
    }

    @Test
    void pooledConnectionIsLentAgainAfterACopyOutWasLeftOpen() throws SQLException {
        PooledConnection pooled = pooled();
        try {
            Connection first = pooled.getConnection();
            first.unwrap(HowdahConnection.class).copyOut("copy (select generate_series(1, 100000)) to stdout");
            first.close();
            assertEquals("1", value(pooled.getConnection(), "select 1"));
        } finally {
            pooled.close();
        }
    }

    @Test
    void pooledConnectionIsLentAgainAfterAPipelineWasLeftOpen() throws SQLException {
        PooledConnection pooled = pooled();
        try {
            Connection first = pooled.getConnection();
            Connections.run(first, "create temp table t (id int primary key, name text)");
            Pipeline left = first.unwrap(HowdahConnection.class).pipeline();
            CompletableFuture<Long> lost = left.update("insert into t values (1)");
            first.close();
            Connection second = pooled.getConnection();
            assertEquals("0", value(second, "select count(*) from t"));
            second.unwrap(HowdahConnection.class).pipeline().close();
            assertThrows(CompletionException.class, lost::join);
        } finally {
            pooled.close();
        }
    }

    @Test
    void failedEntryThatWasAnsweredAheadOfSyncEndsItsGroup() throws SQLException {
        connection.setAutoCommit(false);
        Pipeline pipeline = connection.pipeline();
        CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
        CompletableFuture<Long> fails = pipeline.update("insert into t values (1 / 0)");
        while (!fails.isDone()) {
            pipeline.flush();
        }
        assertEquals(1, first.join());
        failure("22012", fails);
        pipeline.close();
        connection.rollback();
        assertEquals("", ids());
        connection.commit();
    }

    @Test
    void dependentOfAnAnsweredEntryMayBeWaitedForInAnOpenGroup() throws SQLException {
        connection.setAutoCommit(false);
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            while (!first.isDone()) {
                pipeline.flush();
            }
            assertEquals(2, first.thenApplyAsync(one -> one + 1).join());
        }
        connection.commit();
        assertEquals("1", ids());
    }

    @Test
    void closingALentConnectionWithinItsTransactionUndoesIt() throws SQLException {
        PooledConnection pooled = pooled();
        try {
            Connection first = pooled.getConnection();
            Connections.run(first, "create temp table t (id int primary key, name text)");
            Connection[] second = new Connection[1];
            HowdahConnection howdah = first.unwrap(HowdahConnection.class);
            failure(
                    "08003",
                    () -> howdah.inTransaction(tx -> {
                        Connections.run(first, "insert into t values (1)");
                        first.close();
                        second[0] = pooled.getConnection();
                        second[0].setAutoCommit(false);
                        Connections.run(second[0], "insert into t values (2)");
                        return null;
                    }));
            assertFalse(second[0].getAutoCommit());
            second[0].rollback();
            assertEquals("0", value(second[0], "select count(*) from t"));
        } finally {
            pooled.close();
        }
    }

    @Test
    void pagesOfACursorMayBeReadDuringACopy() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            ResultSet rows = statement.executeQuery("select generate_series(1, 25)");
            for (int i = 1; i <= 10; i++) {
                assertTrue(rows.next());
            }
            try (CopyIn copy = connection.copyIn("copy t (id) from stdin")) {
                // The page that was requested ahead.
                for (int i = 11; i <= 20; i++) {
                    assertTrue(rows.next());
                    copy.write(ascii(rows.getString(1) + "\n"));
                }
                assertEquals(10, copy.finish());
            }
            for (int i = 21; i <= 25; i++) {
                assertTrue(rows.next());
                assertEquals(i, rows.getInt(1));
            }
            assertFalse(rows.next());
        }
        connection.rollback();
    }

    @Test
    void furtherPagesOfACursorCannotBeFetchedDuringACopy() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(1);
            ResultSet rows = statement.executeQuery("select generate_series(1, 25)");
            assertTrue(rows.next());
            try (CopyIn copy = connection.copyIn("copy t (id) from stdin")) {
                assertTrue(rows.next());
                failure("55006", rows::next);
                assertEquals(0, copy.finish());
            }
        }
        connection.rollback();
    }

    @Test
    void cursorMayBeClosedDuringACopy() throws SQLException {
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.setFetchSize(1);
        ResultSet rows = statement.executeQuery("select generate_series(1, 25)");
        assertTrue(rows.next());
        try (CopyIn copy = connection.copyIn("copy t (id) from stdin")) {
            copy.write(ascii("1\n"));
            rows.close();
            statement.close();
            assertEquals(1, copy.finish());
        }
        assertEquals("1", ids());
        assertEquals("0", value(connection, "select count(*) from pg_cursors where name like 'howdah%'"));
        connection.commit();
    }

    @Test
    void typesAreLearnedAfterACopyThatWasInTheWay() throws SQLException {
        connection.setAutoCommit(false);
        Connections.run(connection, "create type pg_temp.shared_pair as (a int, b text)");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select (1, 'x')::pg_temp.shared_pair")) {
            assertTrue(rows.next());
            try (CopyIn copy = connection.copyIn("copy t (id) from stdin")) {
                assertEquals("(1,x)", String.valueOf(rows.getObject(1)));
                assertEquals(0, copy.finish());
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select (2, 'y')::pg_temp.shared_pair")) {
            assertTrue(rows.next());
            assertInstanceOf(Struct.class, rows.getObject(1));
        }
        connection.rollback();
    }

    @Test
    void waitingForAnEntryEndsAtItsTime() throws Exception {
        try (Pipeline pipeline = connection.pipeline()) {
            try (Connection other = Connections.open(server);
                    Statement lock = other.createStatement()) {
                other.setAutoCommit(false);
                lock.execute("select pg_advisory_xact_lock(4711)");
                CompletableFuture<Long> blocked =
                        pipeline.update("insert into t select 1 from pg_advisory_xact_lock(4711)");
                assertThrows(TimeoutException.class, () -> blocked.get(50, TimeUnit.MILLISECONDS));
                assertThrows(
                        TimeoutException.class,
                        () -> blocked.thenApply(count -> count).get(1, TimeUnit.MILLISECONDS));
                other.rollback();
                assertEquals(1, blocked.get(5, TimeUnit.SECONDS));
            }
        }
        assertEquals("1", ids());
    }

    @Test
    void copyInSimpleQueryMode() throws SQLException {
        try (HowdahConnection simple = open("preferQueryMode=simple")) {
            for (boolean autoCommit : new boolean[] {true, false}) {
                simple.setAutoCommit(autoCommit);
                Connections.run(simple, "delete from t");
                CopyIn copy = simple.copyIn("copy t from stdin");
                copy.write(ascii("1\tone\n"));
                assertEquals(1, copy.finish());
                failure("0A000", () -> simple.copyOut("copy t from stdin"));
                if (!autoCommit) {
                    simple.rollback();
                }
                CopyIn refused = simple.copyIn("copy t from stdin");
                refused.write(ascii("x\tone\n"));
                failure("22P02", refused::finish);
                assertFalse(simple.isClosed());
                if (!autoCommit) {
                    simple.rollback();
                    simple.setAutoCommit(true);
                }
                assertEquals("1", value(simple, "select count(*) from t"));
            }
        }
    }

    @Test
    void notificationsThatComeWithPipelinesAndCopiesAreKept() throws SQLException {
        Connections.run(connection, "listen shared_connection");
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH)) {
            CompletableFuture<ResultSet> notified = pipeline.query("select pg_notify('shared_connection', 'pipeline')");
            notified.join().close();
        }
        Connections.run(
                connection,
                "create function pg_temp.tell() returns trigger language plpgsql as"
                        + " $$ begin perform pg_notify('shared_connection', new.name); return new; end $$",
                "create trigger tell before insert on t for each row execute function pg_temp.tell()");
        CopyIn copy = connection.copyIn("copy t from stdin");
        copy.write(ascii("1\tcopy\n"));
        assertEquals(1, copy.finish());
        List<String> got = new ArrayList<>();
        Session session = connection.unwrap(ConnectionImpl.class).session();
        while (got.size() < 2) {
            List<Notification> some = session.takeNotifications(5_000);
            assertFalse(some.isEmpty(), "lost behind " + got);
            some.forEach(one -> got.add(one.payload()));
        }
        assertEquals(List.of("pipeline", "copy"), got);
    }

    @Test
    void readOnlyModeHoldsForPipelinesAndCopies() throws SQLException {
        try (HowdahConnection always = open("readOnlyMode=always")) {
            always.setReadOnly(true);
            Connections.run(connection, "create table if not exists shared_connection_t (id int)");
            for (Pipeline.Mode mode : Pipeline.Mode.values()) {
                try (Pipeline pipeline = always.pipeline(mode)) {
                    failure("25006", pipeline.update("insert into shared_connection_t values (1)"));
                }
            }
            failure("25006", () -> always.copyIn("copy shared_connection_t from stdin"));
            assertEquals("0", value(always, "select count(*) from shared_connection_t"));
        } finally {
            Connections.run(connection, "drop table shared_connection_t");
        }
    }

    @Test
    void autosaveDoesNotDisturbPipelinesAndCopies() throws SQLException {
        try (HowdahConnection saving = open("autosave=always")) {
            saving.setAutoCommit(false);
            try (Pipeline pipeline = saving.pipeline()) {
                assertEquals(1, pipeline.update("insert into t values (1)").join());
                CompletableFuture<Long> fails = pipeline.update("insert into t values (1)");
                failure("23505", fails);
            }
            failure("25P02", () -> Connections.run(saving, "insert into t values (2)"));
            saving.rollback();
            CopyIn copy = saving.copyIn("copy t from stdin");
            copy.write(ascii("3\tthree\n"));
            assertEquals(1, copy.finish());
            failure("23505", () -> Connections.run(saving, "insert into t values (3)"));
            Connections.run(saving, "insert into t values (4)");
            saving.commit();
            assertEquals("3,4", value(saving, "select string_agg(id::text, ',' order by id) from t"));
            saving.commit();
        }
    }

    private PooledConnection pooled() throws SQLException {
        return new PooledConnectionImpl(
                Connections.open(server, PATIENCE).unwrap(ConnectionImpl.class).session());
    }

    @Test
    void failedAttemptWithACopyLeftOpenIsRepeatedFromItsBeginning() throws SQLException {
        int[] attempts = {0};
        connection.inTransaction(TransactionOptions.DEFAULT.withRetries(1), tx -> {
            Connections.run(connection, "insert into t values (1)");
            if (attempts[0]++ == 0) {
                connection.copyIn("copy t from stdin").write(ascii("2\ttwo\n"));
                throw new SQLException("made up", "40001");
            }
            return null;
        });
        assertEquals("1", ids());
    }
}
