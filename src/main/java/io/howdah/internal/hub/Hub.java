package io.howdah.internal.hub;

import io.howdah.api.ChannelSubscription;
import io.howdah.api.Notification;
import io.howdah.api.NotificationEvent;
import io.howdah.api.NotificationGap;
import io.howdah.api.NotificationHub;
import io.howdah.api.NotificationListener;
import io.howdah.internal.hub.Members.Changes;
import io.howdah.internal.observe.Log;
import io.howdah.internal.session.Channels;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.util.Deadline;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The hub: a reader, the only one that uses the session, and members who come and go meanwhile and wake it. The reader compares what is listened to
 * with what should be, and so needs no queue of requests; after a loss it compares with nothing.
 */
public final class Hub implements NotificationHub {
    /** Makes connections. */
    public interface Source {
        Session open() throws SQLException;
    }

    /** Longest wait for the answer to a heart-beat or a command. */
    private static final long MAX_PATIENCE_MILLIS = 10_000;

    private final Source source;
    private final long heartbeatMillis;
    private final Members members = new Members();
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private final ReentrantLock pauseLock = new ReentrantLock();
    private final Condition closing = pauseLock.newCondition();

    /** The reader's; null while there is none. */
    private volatile Session session;

    private volatile boolean closed;

    /** Why notifications may be missing that the members have not been told of; null for no such reason. The reader's. */
    private String gap;

    private Hub(Source source, Session session, long heartbeatMillis) {
        this.source = source;
        this.session = session;
        this.heartbeatMillis = heartbeatMillis;
    }

    /**
     * Connects and starts the reader.
     *
     * @param heartbeat after how much silence the server is asked whether it is there, at least a millisecond
     * @throws SQLException what connecting throws; 22023 for a heart-beat that is too short
     * @throws java.util.concurrent.RejectedExecutionException when the executor does not take the reader
     */
    public static Hub open(Source source, Executor executor, Duration heartbeat) throws SQLException {
        Objects.requireNonNull(executor, "executor");
        if (heartbeat.toMillis() < 1) {
            throw new SQLDataException(
                    "heart-beat of a hub: expected at least a millisecond, got " + heartbeat, "22023");
        }
        Session first = source.open();
        try {
            Hub hub = new Hub(source, first, heartbeat.toMillis());
            executor.execute(hub::run);
            return hub;
        } catch (RuntimeException | Error e) {
            first.close();
            throw e;
        }
    }

    @Override
    public ChannelSubscription subscribe(String channel, NotificationListener listener) throws SQLException {
        Channels.quoted(channel);
        Member member = new Member(channel, Objects.requireNonNull(listener, "listener"), this::leave);
        if (members.add(member)) {
            wakeReader();
        }
        return member;
    }

    private void leave(Member member) {
        if (members.remove(member)) {
            wakeReader();
        }
    }

    private void wakeReader() {
        Session present = session;
        if (present != null) {
            present.endNotificationWait();
        }
    }

    @Override
    public Flow.Publisher<NotificationEvent> publisher(String channel, int buffer) throws SQLException {
        Channels.quoted(channel);
        if (buffer < 1) {
            throw new SQLDataException("buffer of a publisher: expected 1 or more events, got " + buffer, "22023");
        }
        return subscriber -> {
            Feed feed = new Feed(subscriber, buffer);
            subscriber.onSubscribe(feed);
            try {
                feed.joined(subscribe(channel, feed));
            } catch (SQLException e) {
                feed.fail(e);
            }
        };
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        pauseLock.lock();
        try {
            closing.signalAll();
        } finally {
            pauseLock.unlock();
        }
        Session present = session;
        if (present != null) {
            present.close();
        }
        members.close();
    }

    // ---- the reader

    private void run() {
        try {
            while (!closed) {
                try {
                    serve();
                } catch (SQLException | RuntimeException e) {
                    recover(e);
                }
            }
        } finally {
            dropSession();
            close();
        }
    }

    /** Makes the connection anew if there is none, and hands out what comes until it is lost or the hub closed. */
    private void serve() throws SQLException {
        if (session == null) {
            session = source.open();
        }
        Session present = session;
        // No answer of the hub's own commands takes long; takeNotifications does not count as waiting for an answer.
        long patience = Math.min(heartbeatMillis, MAX_PATIENCE_MILLIS);
        present.setNetworkTimeoutMillis((int) patience);
        long dropped = present.notificationsDropped();
        long nextBeat = Deadline.afterMillis(heartbeatMillis);
        while (!closed) {
            bringUpToDate(present);
            List<Notification> arrived = present.takeNotifications(Math.max(1, Deadline.remainingMillis(nextBeat)));
            arrived.forEach(this::handOut);
            if (present.notificationsDropped() != dropped) {
                dropped = present.notificationsDropped();
                gap = "more notifications came than the driver keeps while the connection is otherwise in use";
            }
            if (!arrived.isEmpty()) {
                nextBeat = Deadline.afterMillis(heartbeatMillis);
            } else if (Thread.currentThread().isInterrupted()) {
                close();
            } else if (Deadline.isPast(nextBeat)) {
                present.ping(patience);
                nextBeat = Deadline.afterMillis(heartbeatMillis);
            }
        }
    }

    /** Listens to what there are members for, in one round trip, and tells them of the gap that there was before. */
    private void bringUpToDate(Session present) throws SQLException {
        Changes changes = members.changes();
        List<Member> gapped = gap == null ? List.of() : members.active();
        List<Member> confirmed = List.of();
        if (!changes.isEmpty()) {
            Execution commands = new Execution();
            commands.prepare(present.shared().sqlCache().get(sql(changes), SqlFlags.PLAIN), null);
            commands.setOutsideTransaction(true);
            present.execute(commands);
            confirmed = members.confirm(changes);
        }
        backoff.reset();
        if (gap != null) {
            NotificationGap told = new NotificationGap(gap);
            gap = null;
            gapped.forEach(member -> member.tell(told));
        }
        confirmed.forEach(Member::activate);
    }

    private static String sql(Changes changes) throws SQLException {
        StringJoiner commands = new StringJoiner(";");
        for (String channel : changes.listen()) {
            commands.add("LISTEN " + Channels.quoted(channel));
        }
        for (String channel : changes.unlisten()) {
            commands.add("UNLISTEN " + Channels.quoted(channel));
        }
        return commands.toString();
    }

    private void handOut(Notification notification) {
        for (Member member : members.of(notification.channel())) {
            member.tell(notification);
        }
    }

    private void recover(Exception failure) {
        dropSession();
        if (closed) {
            return;
        }
        if (gap == null) {
            gap = "the connection was lost: " + failure.getMessage();
        }
        members.connectionLost();
        long pause = backoff.nextMillis();
        Log.hubReconnects(String.valueOf(failure.getMessage()), pause);
        if (!pause(pause)) {
            close();
        }
    }

    /** False when the thread, which keeps its flag, was interrupted. */
    private boolean pause(long millis) {
        pauseLock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            pauseLock.unlock();
        }
    }

    private void dropSession() {
        Session present = session;
        session = null;
        if (present != null) {
            present.close();
        }
    }
}
