package io.howdah;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.ChannelSubscription;
import io.howdah.api.HowdahConnection;
import io.howdah.api.Notification;
import io.howdah.api.NotificationEvent;
import io.howdah.api.NotificationGap;
import io.howdah.api.NotificationHub;
import io.howdah.api.NotificationListener;
import io.howdah.live.FaultProxy;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Live
@Timeout(60)
class NotificationHubLiveTest {
    private final PostgresServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "hub");
        thread.setDaemon(true);
        return thread;
    });

    NotificationHubLiveTest(PostgresServer server) {
        this.server = server;
    }

    /** Every reader must have come to its end by itself. */
    @AfterEach
    void readersHaveEnded() throws InterruptedException {
        executor.shutdown();
        assertTrue(executor.awaitTermination(50, TimeUnit.SECONDS));
    }

    private HowdahDataSource source() {
        return source(server.url());
    }

    private HowdahDataSource source(String url) {
        return HowdahDataSource.builder()
                .url(url)
                .user(server.user())
                .password(server.password())
                .build();
    }

    private HowdahConnection sender() throws SQLException {
        return source().getConnection().unwrap(HowdahConnection.class);
    }

    /** Keeps what it gets. */
    private static final class Events implements NotificationListener {
        private final BlockingQueue<NotificationEvent> queue = new LinkedBlockingQueue<>();

        @Override
        public void onNotification(Notification notification) {
            queue.add(notification);
        }

        @Override
        public void onGap(NotificationGap gap) {
            queue.add(gap);
        }

        NotificationEvent next() throws InterruptedException {
            NotificationEvent event = queue.poll(50, TimeUnit.SECONDS);
            assertFalse(event == null, "no event came");
            return event;
        }

        String nextPayload() throws InterruptedException {
            return assertInstanceOf(Notification.class, next()).payload();
        }
    }

    private String backendOf(String application) throws SQLException {
        return server.value("select pid from pg_stat_activity where application_name = '" + application
                + "' order by backend_start desc");
    }

    @Test
    void notificationReachesAParkedReader() throws Exception {
        try (NotificationHub hub = source().notificationHub(executor);
                HowdahConnection sender = sender()) {
            Events events = new Events();
            ChannelSubscription subscription = hub.subscribe("Hub \"1\"", events);
            subscription.active().get(50, TimeUnit.SECONDS);
            assertEquals("Hub \"1\"", subscription.channel());
            for (int i = 0; i < 100; i++) {
                sender.notify("Hub \"1\"", "n" + i);
                assertEquals(new Notification(sender.backendPid(), "Hub \"1\"", "n" + i), events.next());
            }
            subscription.close();
        }
    }

    @Test
    void everyListenerOfAChannelGetsEachNotificationAlsoWhenAnotherThrows() throws Exception {
        try (NotificationHub hub = source().notificationHub(executor);
                HowdahConnection sender = sender()) {
            Events first = new Events();
            Events second = new Events();
            Events elsewhere = new Events();
            hub.subscribe("a", first).active().get(50, TimeUnit.SECONDS);
            hub.subscribe("a", n -> {
                        throw new IllegalStateException("a listener's failure");
                    })
                    .active()
                    .get(50, TimeUnit.SECONDS);
            hub.subscribe("a", second).active().get(50, TimeUnit.SECONDS);
            hub.subscribe("b", elsewhere).active().get(50, TimeUnit.SECONDS);
            sender.notify("a", "1");
            sender.notify("a", "2");
            sender.notify("b", "3");
            assertEquals("1", first.nextPayload());
            assertEquals("2", first.nextPayload());
            assertEquals("1", second.nextPayload());
            assertEquals("2", second.nextPayload());
            assertEquals("3", elsewhere.nextPayload());
            assertTrue(first.queue.isEmpty());
        }
    }

    @Test
    void lastListenerEndsListening() throws Exception {
        try (NotificationHub hub = source().notificationHub(executor);
                HowdahConnection sender = sender()) {
            Events kept = new Events();
            Events left = new Events();
            hub.subscribe("kept", kept).active().get(50, TimeUnit.SECONDS);
            ChannelSubscription one = hub.subscribe("left", left);
            ChannelSubscription two = hub.subscribe("left", left);
            two.active().get(50, TimeUnit.SECONDS);
            one.close();
            one.close();
            sender.notify("left", "to one");
            assertEquals("to one", left.nextPayload());
            two.close();
            // Whoever is told of a later LISTEN knows that UNLISTEN, sent before or with it, has been run.
            hub.subscribe("later", n -> {}).active().get(50, TimeUnit.SECONDS);
            sender.notify("left", "to nobody");
            sender.notify("kept", "end");
            assertEquals("end", kept.nextPayload());
            assertTrue(left.queue.isEmpty());
        }
    }

    @Test
    void lostConnectionIsReplacedAndTheGapTold() throws Exception {
        try (NotificationHub hub =
                        source(server.url("ApplicationName=hub-terminated")).notificationHub(executor);
                HowdahConnection sender = sender()) {
            Events a = new Events();
            Events b = new Events();
            hub.subscribe("ha", a).active().get(50, TimeUnit.SECONDS);
            hub.subscribe("hb", b).active().get(50, TimeUnit.SECONDS);
            for (int round = 0; round < 3; round++) {
                server.terminate(backendOf("hub-terminated"));
                NotificationGap gap = assertInstanceOf(NotificationGap.class, a.next());
                assertTrue(gap.reason().contains("terminating connection"), gap.reason());
                assertInstanceOf(NotificationGap.class, b.next());
                sender.notify("ha", "after " + round);
                sender.notify("hb", "after " + round);
                assertEquals("after " + round, a.nextPayload());
                assertEquals("after " + round, b.nextPayload());
            }
        }
    }

    @Test
    void serverThatDiedSilentlyIsFoundOutByTheHeartbeat() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server);
                NotificationHub hub = source(
                                server.url(proxy.host(), proxy.port(), "sslmode=disable", "connectTimeout=1"))
                        .notificationHub(executor, Duration.ofMillis(200));
                HowdahConnection sender = sender()) {
            Events events = new Events();
            hub.subscribe("silent", events).active().get(50, TimeUnit.SECONDS);
            proxy.stall();
            // A subscriber who comes meanwhile waits for the new connection, and misses nothing.
            Events late = new Events();
            ChannelSubscription meanwhile = hub.subscribe("late", late);
            while (!hasReconnected(proxy) && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            proxy.resume();
            assertInstanceOf(NotificationGap.class, events.next());
            meanwhile.active().get(50, TimeUnit.SECONDS);
            sender.notify("silent", "1");
            sender.notify("late", "2");
            assertEquals("1", events.nextPayload());
            assertEquals("2", late.nextPayload());
        }
    }

    /** True when the hub has tried to connect again. */
    private static boolean hasReconnected(FaultProxy proxy) {
        return proxy.connections() > 1;
    }

    @Test
    void allChannelsAreListenedToAgainInOneRoundTrip() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server);
                NotificationHub hub = source(server.url(proxy.host(), proxy.port(), "sslmode=disable"))
                        .notificationHub(executor);
                HowdahConnection sender = sender()) {
            List<Events> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Events events = new Events();
                all.add(events);
                hub.subscribe("c" + i, events).active().get(50, TimeUnit.SECONDS);
            }
            proxy.resetCounters();
            proxy.cut();
            for (Events events : all) {
                assertInstanceOf(NotificationGap.class, events.next());
            }
            // Authentication takes some, a LISTEN each would take fifty.
            assertTrue(proxy.roundTrips() < 20, "round trips: " + proxy.roundTrips());
            for (int i = 0; i < 50; i++) {
                sender.notify("c" + i, "x" + i);
                assertEquals("x" + i, all.get(i).nextPayload());
            }
        }
    }

    @Test
    void subscribersMayComeAndGoAtOnceOnManyThreads() throws Exception {
        try (NotificationHub hub = source().notificationHub(executor);
                HowdahConnection sender = sender()) {
            int threads = 4;
            CountDownLatch done = new CountDownLatch(threads);
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            for (int t = 0; t < threads; t++) {
                Thread thread = new Thread(() -> {
                    try {
                        for (int i = 0; i < 100; i++) {
                            ChannelSubscription s = hub.subscribe("busy" + i % 3, n -> {});
                            if (i % 10 == 0) {
                                s.active().get(50, TimeUnit.SECONDS);
                            }
                            s.close();
                        }
                    } catch (Exception e) {
                        failures.add(e);
                    } finally {
                        done.countDown();
                    }
                });
                thread.setDaemon(true);
                thread.start();
            }
            assertTrue(done.await(50, TimeUnit.SECONDS));
            assertEquals(List.of(), List.copyOf(failures));
            Events events = new Events();
            hub.subscribe("busy0", events).active().get(50, TimeUnit.SECONDS);
            sender.notify("busy0", "still");
            assertEquals("still", events.nextPayload());
        }
    }

    @Test
    void listenersMaySubscribeAndClose() throws Exception {
        try (NotificationHub hub = source().notificationHub(executor);
                HowdahConnection sender = sender()) {
            Events second = new Events();
            CountDownLatch subscribed = new CountDownLatch(1);
            List<ChannelSubscription> own = new ArrayList<>();
            ChannelSubscription first = hub.subscribe("one", n -> {
                own.get(0).close();
                try {
                    hub.subscribe("two", second).active().thenRun(subscribed::countDown);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            own.add(first);
            first.active().get(50, TimeUnit.SECONDS);
            sender.notify("one", "");
            assertTrue(subscribed.await(50, TimeUnit.SECONDS));
            sender.notify("one", "nobody");
            sender.notify("two", "x");
            assertEquals("x", second.nextPayload());
        }
    }

    @Test
    void closeEndsReaderAndWaitingSubscribers() throws Exception {
        NotificationHub hub;
        ChannelSubscription waiting;
        try (FaultProxy proxy = FaultProxy.to(server)) {
            hub = source(server.url(proxy.host(), proxy.port(), "sslmode=disable"))
                    .notificationHub(executor);
            proxy.stall();
            waiting = hub.subscribe("never", n -> {});
            hub.close();
            hub.close();
        }
        CompletionException failure =
                assertThrows(CompletionException.class, () -> waiting.active().join());
        assertEquals(
                "08003",
                assertInstanceOf(SQLException.class, failure.getCause()).getSQLState());
        assertEquals(
                "08003",
                assertThrows(SQLException.class, () -> hub.subscribe("x", n -> {}))
                        .getSQLState());
    }

    @Test
    void interruptOfTheReaderClosesTheHub() throws Exception {
        ExecutorService own = Executors.newSingleThreadExecutor();
        NotificationHub hub = source().notificationHub(own);
        hub.subscribe("x", n -> {}).active().get(50, TimeUnit.SECONDS);
        own.shutdownNow();
        assertTrue(own.awaitTermination(50, TimeUnit.SECONDS));
        assertThrows(SQLException.class, () -> hub.subscribe("x", n -> {}));
    }

    @Test
    void whatCannotBeginIsRefused() throws SQLException {
        HowdahDataSource wrong = HowdahDataSource.builder()
                .url(server.url())
                .user(server.user())
                .password("wrong")
                .build();
        assertEquals(
                "28P01",
                assertThrows(SQLException.class, () -> wrong.notificationHub(executor))
                        .getSQLState());
        assertThrows(
                RejectedExecutionException.class,
                () -> source().notificationHub(work -> {
                    throw new RejectedExecutionException("full");
                }));
        assertEquals(
                "22023",
                assertThrows(SQLException.class, () -> source().notificationHub(executor, Duration.ZERO))
                        .getSQLState());
        try (NotificationHub hub = source().notificationHub(executor)) {
            assertEquals(
                    "42622",
                    assertThrows(SQLException.class, () -> hub.subscribe("x".repeat(64), n -> {}))
                            .getSQLState());
            assertEquals(
                    "22023",
                    assertThrows(SQLException.class, () -> hub.publisher("x", 0))
                            .getSQLState());
        }
    }

    /** A subscriber that requests what it is told to. */
    private static final class Reader implements Flow.Subscriber<NotificationEvent> {
        private final Events events = new Events();
        private final CountDownLatch completed = new CountDownLatch(1);
        private volatile Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription = s;
        }

        @Override
        public void onNext(NotificationEvent event) {
            events.queue.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void onComplete() {
            completed.countDown();
        }
    }

    @Test
    void publisherGivesNoMoreThanWasRequestedAndTellsOfTheOverflow() throws Exception {
        Reader reader = new Reader();
        try (NotificationHub hub = source().notificationHub(executor);
                HowdahConnection sender = sender()) {
            hub.publisher("flow", 3).subscribe(reader);
            Events witness = new Events();
            hub.subscribe("flow", witness).active().get(50, TimeUnit.SECONDS);
            for (int i = 0; i < 6; i++) {
                sender.notify("flow", "n" + i);
                witness.next();
            }
            assertTrue(reader.events.queue.isEmpty());
            reader.subscription.request(1);
            assertEquals("n0", reader.events.nextPayload());
            reader.subscription.request(10);
            assertEquals("n1", reader.events.nextPayload());
            assertEquals("n2", reader.events.nextPayload());
            NotificationGap gap = assertInstanceOf(NotificationGap.class, reader.events.next());
            assertTrue(gap.reason().contains("buffer of 3"), gap.reason());
            sender.notify("flow", "later");
            assertEquals("later", reader.events.nextPayload());
        }
        assertTrue(reader.completed.await(50, TimeUnit.SECONDS));
    }

    @Test
    void cancelledSubscriberGetsNoMore() throws Exception {
        Reader reader = new Reader();
        try (NotificationHub hub = source().notificationHub(executor);
                HowdahConnection sender = sender()) {
            hub.publisher("flow", 3).subscribe(reader);
            Events witness = new Events();
            hub.subscribe("flow", witness).active().get(50, TimeUnit.SECONDS);
            reader.subscription.request(Long.MAX_VALUE);
            sender.notify("flow", "1");
            assertEquals("1", reader.events.nextPayload());
            reader.subscription.cancel();
            sender.notify("flow", "2");
            witness.next();
            witness.next();
            assertTrue(reader.events.queue.isEmpty());
        }
        assertEquals(1, reader.completed.getCount());
    }
}
