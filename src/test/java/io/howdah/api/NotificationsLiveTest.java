package io.howdah.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDataSource;
import io.howdah.HowdahPooledDataSource;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Live
@Timeout(60)
class NotificationsLiveTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private static HowdahConnection connect(PostgresServer server) throws SQLException {
        return HowdahDataSource.builder()
                .url(server.url())
                .user(server.user())
                .password(server.password())
                .build()
                .getConnection()
                .unwrap(HowdahConnection.class);
    }

    private static List<String> payloads(List<Notification> notifications) {
        return notifications.stream().map(Notification::payload).toList();
    }

    /** Runs {@code work} on a thread of its own and gives the thread. */
    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Until the thread is in its wait for the network. */
    private static void awaitParked(Thread thread) {
        while (!isWaiting(thread)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isWaiting(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals("awaitUnasked")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void notificationOfAnotherSessionEndsTheWait(PostgresServer server) throws Exception {
        try (HowdahConnection listener = connect(server);
                HowdahConnection sender = connect(server)) {
            listener.listen("idle");
            FutureTask<List<Notification>> wait = new FutureTask<>(() -> listener.notifications(LONG));
            Thread thread = start(wait);
            awaitParked(thread);
            sender.notify("idle", "hello");
            assertEquals(
                    List.of(new Notification(sender.backendPid(), "idle", "hello")), wait.get(50, TimeUnit.SECONDS));
        }
    }

    @Test
    void notificationsOfOwnSessionComeToo(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server)) {
            c.listen("own");
            c.notify("own", null);
            c.notify("own", "x".repeat(7999));
            c.notify("own", "\u00fc'\"\\");
            assertEquals(List.of("", "x".repeat(7999), "\u00fc'\"\\"), payloads(c.notifications(Duration.ZERO)));
            assertEquals(List.of(), c.notifications(Duration.ZERO));
        }
    }

    @Test
    void payloadsThatAreTooLongAreRefusedByTheirBytes(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server)) {
            SQLException ascii = assertThrows(SQLException.class, () -> c.notify("long", "x".repeat(8000)));
            SQLException umlauts = assertThrows(SQLException.class, () -> c.notify("long", "\u00fc".repeat(4000)));
            assertEquals("22023", ascii.getSQLState());
            assertEquals("22023", umlauts.getSQLState());
            assertTrue(umlauts.getMessage().contains("8000"), umlauts.getMessage());
        }
    }

    @Test
    void namesAreTakenAsTheyAre(PostgresServer server) throws SQLException {
        List<String> names =
                List.of("a", "A", "with space", "qu\"ote", "\u00fc".repeat(31) + "x", "*", "semi;colon", "back\\slash");
        try (HowdahConnection c = connect(server)) {
            for (String name : names) {
                c.listen(name);
            }
            for (String name : names) {
                c.notify(name, "");
            }
            assertEquals(
                    names,
                    c.notifications(Duration.ZERO).stream()
                            .map(Notification::channel)
                            .toList());
            c.unlisten("A");
            c.notify("A", "");
            c.notify("a", "");
            assertEquals(
                    List.of("a"),
                    c.notifications(Duration.ZERO).stream()
                            .map(Notification::channel)
                            .toList());
            c.unlistenAll();
            c.notify("a", "");
            assertEquals(List.of(), c.notifications(Duration.ZERO));
        }
    }

    @Test
    void badNamesAreRefused(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server)) {
            for (String name : List.of("x".repeat(64), "\u00fc".repeat(32))) {
                assertEquals(
                        "42622",
                        assertThrows(SQLException.class, () -> c.listen(name)).getSQLState());
                assertEquals(
                        "42622",
                        assertThrows(SQLException.class, () -> c.notify(name, ""))
                                .getSQLState());
            }
            assertEquals(
                    "42602",
                    assertThrows(SQLException.class, () -> c.listen("")).getSQLState());
            assertEquals(
                    "42602",
                    assertThrows(SQLException.class, () -> c.unlisten(null)).getSQLState());
            assertEquals(
                    "22021",
                    assertThrows(SQLException.class, () -> c.listen("a\0b")).getSQLState());
        }
    }

    @Test
    void transactionDeliversAtCommitAndRollbackNever(PostgresServer server) throws SQLException {
        try (HowdahConnection listener = connect(server);
                HowdahConnection sender = connect(server)) {
            listener.listen("tx");
            sender.setAutoCommit(false);
            sender.notify("tx", "rolled back");
            sender.rollback();
            sender.notify("tx", "committed");
            sender.notify("tx", "committed");
            assertEquals(List.of(), listener.notifications(Duration.ZERO));
            sender.commit();
            assertEquals(List.of("committed"), payloads(listener.notifications(LONG)));
        }
    }

    @Test
    void waitMakesRoomForOtherThreads(PostgresServer server) throws Exception {
        try (HowdahConnection c = connect(server)) {
            c.listen("shared");
            FutureTask<List<Notification>> wait = new FutureTask<>(() -> c.notifications(LONG));
            Thread thread = start(wait);
            for (int i = 0; i < 20; i++) {
                awaitParked(thread);
                try (Statement statement = c.createStatement();
                        ResultSet row = statement.executeQuery("select " + i)) {
                    assertTrue(row.next());
                    assertEquals(i, row.getInt(1));
                }
            }
            assertFalse(wait.isDone());
            c.notify("shared", "now");
            assertEquals(List.of("now"), payloads(wait.get(50, TimeUnit.SECONDS)));
        }
    }

    @Test
    void severalThreadsMayWaitAndWorkAtOnce(PostgresServer server) throws Exception {
        try (HowdahConnection c = connect(server)) {
            c.listen("many");
            List<FutureTask<List<Notification>>> waits = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                FutureTask<List<Notification>> wait = new FutureTask<>(() -> c.notifications(LONG));
                waits.add(wait);
                start(wait);
            }
            for (int i = 0; i < 3; i++) {
                // Whoever of them gets it, only the others go on waiting.
                c.notify("many", "n" + i);
                long ended = i + 1L;
                while (waits.stream().filter(FutureTask::isDone).count() < ended) {
                    Thread.onSpinWait();
                }
            }
            List<String> got = new ArrayList<>();
            for (FutureTask<List<Notification>> wait : waits) {
                got.addAll(payloads(wait.get()));
            }
            assertEquals(List.of("n0", "n1", "n2"), got.stream().sorted().toList());
        }
    }

    @Test
    void interruptEndsTheWaitAndTheConnectionGoesOn(PostgresServer server) throws Exception {
        try (HowdahConnection c = connect(server)) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread thread = start(() -> {
                try {
                    List<Notification> none = c.notifications(LONG);
                    flag.complete(none.isEmpty() && Thread.currentThread().isInterrupted());
                } catch (SQLException e) {
                    flag.completeExceptionally(e);
                }
            });
            awaitParked(thread);
            thread.interrupt();
            assertTrue(flag.get(50, TimeUnit.SECONDS));
            assertTrue(c.isValid(10));
        }
    }

    @Test
    void closeEndsTheWait(PostgresServer server) throws Exception {
        HowdahConnection c = connect(server);
        FutureTask<String> wait = new FutureTask<>(() ->
                assertThrows(SQLException.class, () -> c.notifications(LONG)).getSQLState());
        Thread thread = start(wait);
        awaitParked(thread);
        c.close();
        assertEquals("08003", wait.get(50, TimeUnit.SECONDS));
    }

    @Test
    void endOfTheSessionEndsTheWait(PostgresServer server) throws Exception {
        HowdahConnection c = connect(server);
        FutureTask<String> wait = new FutureTask<>(() ->
                assertThrows(SQLException.class, () -> c.notifications(LONG)).getSQLState());
        Thread thread = start(wait);
        awaitParked(thread);
        server.terminate(String.valueOf(c.backendPid()));
        assertEquals("57P01", wait.get(50, TimeUnit.SECONDS));
        assertTrue(c.isClosed());
    }

    @Test
    void waitEndsWithoutNotifications(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server)) {
            assertEquals(List.of(), c.notifications(Duration.ofNanos(1)));
            assertEquals(List.of(), c.notifications(Duration.ofMillis(2)));
            assertTrue(c.isValid(10));
        }
    }

    @Test
    void listenersGetWhatAnyExchangeBrings(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server)) {
            c.listen("cb");
            List<String> got = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            Subscription failing = c.onNotification(n -> {
                throw new IllegalStateException("a listener's failure");
            });
            Subscription recording = c.onNotification(n -> {
                threads.add(Thread.currentThread());
                got.add(n.payload());
            });
            c.notify("cb", "1");
            assertEquals(List.of("1"), got);
            assertEquals(List.of(Thread.currentThread()), threads);
            assertEquals(List.of(), c.notifications(Duration.ZERO));
            failing.close();
            c.notify("cb", "2");
            recording.close();
            recording.close();
            c.notify("cb", "3");
            assertEquals(List.of("1", "2"), got);
            assertEquals(List.of("3"), payloads(c.notifications(Duration.ZERO)));
        }
    }

    @Test
    void listenersMayUseTheConnection(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server)) {
            c.listen("re");
            List<String> got = new ArrayList<>();
            Subscription subscription = c.onNotification(n -> {
                got.add(n.payload());
                int next = Integer.parseInt(n.payload()) + 1;
                try {
                    if (next < 2000) {
                        c.notify("re", String.valueOf(next));
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            c.notify("re", "0");
            assertEquals(2000, got.size());
            assertEquals("1999", got.get(1999));
            subscription.close();
        }
    }

    @Test
    void waitReturnsWhatItsListenersGot(PostgresServer server) throws Exception {
        try (HowdahConnection c = connect(server);
                HowdahConnection sender = connect(server)) {
            c.listen("both");
            CountDownLatch called = new CountDownLatch(1);
            Subscription subscription = c.onNotification(n -> called.countDown());
            sender.notify("both", "x");
            assertEquals(List.of("x"), payloads(c.notifications(LONG)));
            assertTrue(called.await(0, TimeUnit.SECONDS));
            subscription.close();
        }
    }

    @Test
    void copyAndOpenPipelineKeepTheConnection(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server)) {
            c.listen("taken");
            try (CopyOut copy = c.copyOut("copy (select generate_series(1, 10)) to stdout")) {
                assertEquals(
                        "55006",
                        assertThrows(SQLException.class, () -> c.notifications(LONG))
                                .getSQLState());
                assertEquals("1\n", new String(copy.next(), StandardCharsets.US_ASCII));
            }
            try (Pipeline pipeline = c.pipeline()) {
                pipeline.update("select pg_notify('taken', 'piped')");
                assertEquals(
                        "55006",
                        assertThrows(SQLException.class, () -> c.notifications(LONG))
                                .getSQLState());
            }
            assertEquals(List.of("piped"), payloads(c.notifications(LONG)));
        }
    }

    @Test
    void notificationsDuringCopyAreKept(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server)) {
            c.listen("copied");
            try (Statement statement = c.createStatement()) {
                statement.execute("create temp table copied (a int)");
                statement.execute("create function pg_temp.tell() returns trigger language plpgsql as "
                        + "$$begin perform pg_notify('copied', new.a::text); return new; end$$");
                statement.execute(
                        "create trigger tell after insert on copied for each row execute function pg_temp.tell()");
            }
            c.copyIn("copy copied from stdin", new ByteArrayInputStream("7\n8\n".getBytes(StandardCharsets.UTF_8)));
            assertEquals(List.of("7", "8"), payloads(c.notifications(LONG)));
        }
    }

    @Test
    void openResultIsNotDisturbed(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server)) {
            c.listen("rows");
            c.setAutoCommit(false);
            try (Statement statement = c.createStatement()) {
                statement.setFetchSize(10);
                try (ResultSet rows = statement.executeQuery("select generate_series(1, 1000)")) {
                    assertTrue(rows.next());
                    assertEquals(List.of(), c.notifications(Duration.ofMillis(1)));
                    int count = 1;
                    while (rows.next()) {
                        count++;
                    }
                    assertEquals(1000, count);
                }
            }
            c.rollback();
        }
    }

    @Test
    void ofManyThatNobodyFetchesTheOldestAreDroppedWithAWarning(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server);
                Statement statement = c.createStatement()) {
            c.listen("flood");
            statement.execute("select pg_notify('flood', g::text) from generate_series(1, 1050) g");
            String warning = statement.getWarnings() != null
                    ? statement.getWarnings().getMessage()
                    : c.getWarnings().getMessage();
            assertTrue(warning.contains("more than 1000 notifications"), warning);
            List<String> got = payloads(c.notifications(Duration.ZERO));
            assertEquals(1000, got.size());
            assertEquals("1050", got.get(999));
            assertEquals("51", got.get(0));
        }
    }

    @Test
    void waitingThreadGetsAFloodWhole(PostgresServer server) throws SQLException {
        try (HowdahConnection c = connect(server);
                HowdahConnection sender = connect(server);
                Statement statement = sender.createStatement()) {
            c.listen("flood");
            statement.execute("select pg_notify('flood', g::text) from generate_series(1, 50000) g");
            int next = 1;
            while (next <= 50_000) {
                for (Notification n : c.notifications(LONG)) {
                    assertEquals(String.valueOf(next++), n.payload());
                }
            }
            assertEquals(List.of(), c.notifications(Duration.ZERO));
        }
    }

    @Test
    void pooledConnectionsLeaveNothingBehind(PostgresServer server) throws SQLException {
        HowdahPooledDataSource source = new HowdahPooledDataSource();
        source.setUrl(server.url());
        PooledConnection pooled = source.getPooledConnection(server.user(), server.password());
        List<String> got = new ArrayList<>();
        try (Connection first = pooled.getConnection()) {
            HowdahConnection howdah = first.unwrap(HowdahConnection.class);
            howdah.listen("left");
            howdah.onNotification(n -> got.add(n.payload()));
        }
        try (Connection second = pooled.getConnection()) {
            HowdahConnection howdah = second.unwrap(HowdahConnection.class);
            howdah.notify("left", "x");
            assertEquals(List.of(), howdah.notifications(Duration.ZERO));
        }
        assertEquals(List.of(), got);
        pooled.close();
    }
}
