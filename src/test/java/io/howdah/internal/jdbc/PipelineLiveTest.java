package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Pipeline;
import io.howdah.api.PipelineException;
import io.howdah.api.Sql;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Live
class PipelineLiveTest {
    private final PostgresServer server;
    private HowdahConnection connection;

    PipelineLiveTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = Connections.open(server).unwrap(HowdahConnection.class);
        run("create temp table t (id int primary key, name text)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void run(String sql) throws SQLException {
        Connections.run(connection, sql);
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertTrue(row.next());
            return row.getString(1);
        }
    }

    private String ids() throws SQLException {
        return value("select coalesce(string_agg(id::text, ',' order by id), '') from t");
    }

    private static String one(CompletableFuture<ResultSet> future) throws SQLException {
        try (ResultSet rows = future.join()) {
            assertTrue(rows.next());
            String value = rows.getString(1);
            assertFalse(rows.next());
            return value;
        }
    }

    private static SQLException failure(String state, CompletableFuture<?> future) {
        SQLException e = assertInstanceOf(
                SQLException.class,
                assertThrows(CompletionException.class, future::join).getCause());
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e;
    }

    private static SQLException failure(String state, Executable call) {
        SQLException e = assertThrows(SQLException.class, call);
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e;
    }

    @Test
    void manyStatementsTakeOneRoundTrip() throws SQLException {
        long before = Connections.traffic(connection).roundTrips();
        try (Pipeline pipeline = connection.pipeline()) {
            List<CompletableFuture<Long>> inserts = new ArrayList<>();
            for (int id = 0; id < 100; id++) {
                inserts.add(pipeline.update("insert into t values (?, ?)", id, "n" + id));
            }
            CompletableFuture<ResultSet> count = pipeline.query("select count(*) from t");
            CompletableFuture<ResultSet> nothing = pipeline.query("select * from t where id < 0");
            pipeline.sync();
            assertEquals(1, Connections.traffic(connection).roundTrips() - before);
            for (CompletableFuture<Long> insert : inserts) {
                assertTrue(insert.isDone());
                assertEquals(1, insert.join());
            }
            assertEquals("100", one(count));
            try (ResultSet rows = nothing.join()) {
                assertFalse(rows.next());
            }
        }
        assertEquals(1, Connections.traffic(connection).roundTrips() - before);
        assertEquals("100", value("select count(*) from t"));
    }

    @Test
    void lookupsOfOneStatementAreParsedTwiceAtMost() throws SQLException {
        run("insert into t select i, 'n' || i from generate_series(0, 99) i");
        for (int round = 0; round < 3; round++) {
            List<CompletableFuture<ResultSet>> lookups = new ArrayList<>();
            long sent = Connections.traffic(connection).bytesSent();
            long before = Connections.traffic(connection).roundTrips();
            try (Pipeline pipeline = connection.pipeline()) {
                for (int id = 0; id < 100; id++) {
                    lookups.add(pipeline.query("select name, id from t where id = ?", id));
                }
            }
            assertEquals(1, Connections.traffic(connection).roundTrips() - before);
            for (int id = 0; id < 100; id++) {
                try (ResultSet row = lookups.get(id).join()) {
                    assertTrue(row.next());
                    assertEquals("n" + id, row.getString(1));
                    assertEquals(id, row.getInt("id"));
                }
            }
            assertTrue(Connections.traffic(connection).bytesSent() - sent < 100 * 90, "a Parse for each");
        }
    }

    @Test
    void transactionTakesOneRoundTrip() throws SQLException {
        connection.setAutoCommit(false);
        long before = Connections.traffic(connection).roundTrips();
        CompletableFuture<Void> commit;
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            pipeline.update("insert into t values (2)");
            CompletableFuture<ResultSet> count = pipeline.query("select count(*) from t");
            commit = pipeline.commit();
            pipeline.sync();
            assertEquals(1, first.join());
            assertEquals("2", one(count));
        }
        assertTrue(commit.isDone() && !commit.isCompletedExceptionally());
        assertEquals(1, Connections.traffic(connection).roundTrips() - before);
        connection.rollback();
        assertEquals("1,2", ids());
        connection.rollback();
    }

    @Test
    void severalTransactionsInOneGroup() throws SQLException {
        connection.setAutoCommit(false);
        long before = Connections.traffic(connection).roundTrips();
        try (Pipeline pipeline = connection.pipeline()) {
            for (int id = 1; id <= 3; id++) {
                pipeline.update("insert into t values (?)", id);
                pipeline.commit();
            }
            pipeline.update("insert into t values (4)");
        }
        assertEquals(1, Connections.traffic(connection).roundTrips() - before);
        connection.rollback();
        assertEquals("1,2,3", ids());
        connection.rollback();
    }

    @Test
    void failedTransactionIsNotCommitted() throws SQLException {
        connection.setAutoCommit(false);
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            CompletableFuture<Long> second = pipeline.update("insert into t values (1)");
            CompletableFuture<Void> commit = pipeline.commit();
            assertEquals(1, first.join());
            failure("23505", second);
            PipelineException skipped = assertInstanceOf(PipelineException.class, failure("25P02", commit));
            assertFalse(skipped.wasExecuted());
            CompletableFuture<Void> again = pipeline.commit();
            failure("25P02", again);
        }
        assertEquals("", ids());
        connection.rollback();
    }

    @Test
    void atomicGroupOutsideOfATransactionFailsAsAWhole() throws SQLException {
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> before = pipeline.update("insert into t values (1)");
            CompletableFuture<Long> culprit = pipeline.update("insert into t values (1)");
            CompletableFuture<Long> behind = pipeline.update("insert into t values (2)");
            pipeline.sync();
            CompletableFuture<Long> next = pipeline.update("insert into t values (3)");
            pipeline.sync();
            SQLException reason = failure("23505", culprit);
            PipelineException undone = assertInstanceOf(PipelineException.class, failure("25P02", before));
            assertTrue(undone.wasExecuted());
            assertEquals(0, undone.index());
            assertSame(reason, undone.getCause());
            PipelineException skipped = assertInstanceOf(PipelineException.class, failure("25P02", behind));
            assertFalse(skipped.wasExecuted());
            assertEquals(2, skipped.index());
            assertSame(reason, skipped.getCause());
            assertEquals(1, next.join());
        }
        assertEquals("3", ids());
    }

    @Test
    void eachEntryFailsAlone() throws SQLException {
        long before = Connections.traffic(connection).roundTrips();
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH)) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (?)", 1);
            CompletableFuture<Long> second = pipeline.update("insert into t values (?)", 1);
            CompletableFuture<Long> third = pipeline.update("insert into t values (?)", 2);
            CompletableFuture<Long> wrong = pipeline.update("insert into nobody values (?)", 2);
            CompletableFuture<Long> wrongAgain = pipeline.update("insert into nobody values (?)", 2);
            CompletableFuture<Long> wrongOnceMore = pipeline.update("insert into nobody values (?)", 2);
            CompletableFuture<Long> fourth = pipeline.update("vacuum t");
            pipeline.sync();
            assertEquals(1, Connections.traffic(connection).roundTrips() - before);
            assertEquals(1, first.join());
            failure("23505", second);
            assertEquals(1, third.join());
            failure("42P01", wrong);
            failure("42P01", wrongAgain);
            failure("42P01", wrongOnceMore);
            assertEquals(0, fourth.join());
        }
        assertEquals("1,2", ids());
    }

    @Test
    void deferredConstraintFailsTheGroupAtItsEnd() throws SQLException {
        run("create temp table d (id int unique deferrable initially deferred)");
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into d values (1)");
            CompletableFuture<Long> second = pipeline.update("insert into d values (1)");
            failure("23505", second);
            failure("25P02", first);
        }
        assertEquals("0", value("select count(*) from d"));
    }

    @Test
    void waitingForAFutureEndsItsGroup() throws Exception {
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            assertFalse(first.isDone());
            assertEquals(1, first.get(5, TimeUnit.SECONDS));
            CompletableFuture<Long> second = pipeline.update("insert into t values (1)");
            assertInstanceOf(
                    SQLException.class,
                    assertThrows(ExecutionException.class, second::get).getCause());
            CompletableFuture<String> text = pipeline.query("select 'x'")
                    .thenApply(rows -> {
                        try (rows) {
                            rows.next();
                            return rows.getString(1);
                        } catch (SQLException e) {
                            throw new CompletionException(e);
                        }
                    })
                    .thenCombine(pipeline.update("insert into t values (5)"), (a, b) -> a + b);
            assertEquals("x1", text.join());
        }
        assertEquals("1,5", ids());
    }

    @Test
    void flushNeitherWaitsNorEndsTheGroup() throws SQLException {
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            pipeline.flush();
            assertFalse(first.isDone());
            CompletableFuture<Long> second = pipeline.update("insert into t values (1)");
            failure("23505", second);
            failure("25P02", first);
        }
        assertEquals("", ids());
    }

    @Test
    void unsendableEntryUndoesItsGroup() throws SQLException {
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<Long> sent = pipeline.update("insert into t values (1)");
            pipeline.flush();
            CompletableFuture<Long> unsendable = pipeline.update("insert into t values (2, ?)", "zero \0 char");
            CompletableFuture<Long> behind = pipeline.update("insert into t values (3)");
            failure("22021", unsendable);
            assertTrue(assertInstanceOf(PipelineException.class, failure("25P02", sent))
                    .wasExecuted());
            assertFalse(assertInstanceOf(PipelineException.class, failure("25P02", behind))
                    .wasExecuted());
            assertEquals(1, pipeline.update("insert into t values (4)").join());
        }
        assertEquals("4", ids());
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH)) {
            pipeline.update("insert into t values (5)");
            failure("22021", pipeline.update("insert into t values (6, ?)", "zero \0 char"));
            pipeline.update("insert into t values (7)");
        }
        assertEquals("4,5,7", ids());
    }

    @Test
    void whatNoPipelineTakesIsRefused() throws SQLException {
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH)) {
            failure("42601", pipeline.update("select 1; select 2"));
            failure("0A000", pipeline.update("copy t from stdin"));
            failure("0A000", pipeline.update("begin"));
            failure("07001", pipeline.update("insert into t values (?)"));
            failure("07001", pipeline.update("insert into t values (1)", 1));
            failure("07006", pipeline.update("insert into t values (?)", new Object()));
            failure("25P01", () -> pipeline.commit());
            assertEquals("1", one(pipeline.query("select 1")));
        }
    }

    @Test
    void connectionIsTakenUntilTheSync() throws SQLException {
        try (Pipeline pipeline = connection.pipeline()) {
            failure("55006", () -> connection.pipeline());
            assertEquals("", ids());
            CompletableFuture<Long> insert = pipeline.update("insert into t values (1)");
            failure("55006", () -> ids());
            failure("55006", () -> connection.copyIn("copy t from stdin"));
            pipeline.sync();
            assertEquals("1", ids());
            assertEquals(1, insert.join());
        }
        Pipeline closed = connection.pipeline();
        closed.close();
        closed.close();
        failure("55000", () -> closed.update("insert into t values (2)"));
    }

    @Test
    void answersNotReadYetDoNotDisturbOtherStatements() throws SQLException {
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH)) {
            CompletableFuture<Long> first = pipeline.update("insert into t values (1)");
            assertEquals("1", ids());
            assertEquals(1, first.join());
        }
    }

    @Test
    void settingsAndSearchPathRideAlong() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setClientInfo("ApplicationName", "piped");
        long before = Connections.traffic(connection).roundTrips();
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<ResultSet> level = pipeline.query("select current_setting('transaction_isolation')");
            CompletableFuture<ResultSet> name = pipeline.query("select current_setting('application_name')");
            assertEquals("serializable", one(level));
            assertEquals("piped", one(name));
        }
        assertEquals(1, Connections.traffic(connection).roundTrips() - before);
        connection.setSchema("no\"such");
        try (Pipeline pipeline = connection.pipeline()) {
            assertEquals("ok", one(pipeline.query("select 'ok'")));
        }
    }

    @Test
    void megabytesInBothDirectionsNeverBlock() throws SQLException {
        String large = "x".repeat(100_000);
        List<CompletableFuture<ResultSet>> answers = new ArrayList<>();
        try (Pipeline pipeline = connection.pipeline()) {
            for (int i = 0; i < 300; i++) {
                answers.add(pipeline.query("select ?::text || " + i, large));
            }
        }
        for (int i = 0; i < 300; i++) {
            assertEquals(large + i, one(answers.get(i)));
        }
    }

    @Test
    void resultOfAnyTypeAndComposedStatements() throws SQLException {
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<ResultSet> all = pipeline.query(Sql.of("select {}, {}, {}", 1.5, "a", List.of(1, 2)));
            CompletableFuture<Long> insert =
                    pipeline.update(Sql.of("insert into {} values ({}, {})", Sql.id("t"), 1, null));
            pipeline.sync();
            try (ResultSet rows = all.join()) {
                rows.next();
                assertEquals(1.5, rows.getDouble(1));
                assertEquals("{1,2}", rows.getString(3));
            }
            assertEquals(1, insert.join());
        }
    }

    @Test
    void lostConnectionFailsAllThatIsOpen() throws SQLException {
        HowdahConnection lost = Connections.open(server).unwrap(HowdahConnection.class);
        lost.setAutoCommit(false);
        Pipeline pipeline = lost.pipeline();
        CompletableFuture<ResultSet> first = pipeline.query("select 1");
        CompletableFuture<Void> commit = pipeline.commit();
        server.terminate(Integer.toString(lost.backendPid()));
        assertThrows(SQLException.class, pipeline::sync);
        assertTrue(first.isCompletedExceptionally());
        failure("08007", commit);
        assertThrows(SQLException.class, () -> pipeline.update("select 1"));
        assertTrue(lost.isClosed());
        lost.close();
    }

    @Test
    void staleStatementFailsOnceAndIsPreparedAnew() throws SQLException {
        run("create temp table s (a int)");
        run("insert into s values (1)");
        for (int i = 0; i < 3; i++) {
            try (Pipeline pipeline = connection.pipeline()) {
                assertEquals("1", one(pipeline.query("select * from s where a = ?", 1)));
            }
        }
        try (Connection other = Connections.open(server)) {
            Connections.run(other, "select 1");
        }
        run("alter table s add b int default 2");
        try (Pipeline pipeline = connection.pipeline()) {
            CompletableFuture<ResultSet> rows = pipeline.query("select * from s where a = ?", 1);
            try (ResultSet row = rows.join()) {
                assertTrue(row.next());
                assertEquals(2, row.getInt("b"));
            }
        }
    }

    @Test
    void threadsMayShareAPipeline() throws Exception {
        List<CompletableFuture<Long>> results = java.util.Collections.synchronizedList(new ArrayList<>());
        try (Pipeline pipeline = connection.pipeline(Pipeline.Mode.EACH)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int base = t * 100;
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 100; i++) {
                        try {
                            CompletableFuture<Long> insert = pipeline.update("insert into t values (?)", base + i);
                            results.add(insert);
                            if (i % 10 == 0) {
                                insert.join();
                            }
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertEquals(400, results.size());
        for (CompletableFuture<Long> result : results) {
            assertEquals(1, result.join());
        }
        assertEquals("400", value("select count(*) from t"));
    }
}
