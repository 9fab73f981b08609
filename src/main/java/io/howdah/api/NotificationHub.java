package io.howdah.api;

import java.sql.SQLException;
import java.util.concurrent.Flow;

/**
 * Listens to channels on a connection of its own, for as many listeners as there are. Made by {@code HowdahDataSource.notificationHub}.
 *
 * <p>One task on the executor given to that method waits for notifications, without polling, and hands them out. It sends LISTEN for a channel when
 * the first listener comes and UNLISTEN when the last is gone. A lost connection, also one that has died silently (a heart-beat finds out), is
 * replaced, with pauses that grow from a tenth of a second to half a minute and are random so that not all clients return at once; the new one listens
 * to all channels, and every listener is told of the {@link NotificationGap}. Any thread may use a hub, its listeners included.
 *
 * <p>An interrupt of the task, by {@code shutdownNow} of its executor for example, closes the hub.
 */
public interface NotificationHub extends AutoCloseable {
    /**
     * Gives a channel's notifications to a listener.
     *
     * <p>Returns at once, also while there is no connection: see {@link ChannelSubscription#active}.
     *
     * @param channel the channel's name exactly as it is; upper case and lower case differ
     * @param listener called on the hub's thread; the same one may be given several times and is then called as often
     * @return to be closed when the listener is to get no more
     * @throws SQLException 42602 for a null or empty name, 42622 for one of more than 63 bytes in UTF-8, 08003 when the hub is closed
     */
    ChannelSubscription subscribe(String channel, NotificationListener listener) throws SQLException;

    /**
     * A channel's notifications as reactive streams have it. Each subscriber is a listener of its own: it gets what comes while it is subscribed, as it
     * requests it, on the hub's thread or the one that requests. What it does not request is buffered; what finds the buffer full is dropped, and the
     * subscriber gets one {@link NotificationGap} in its place. The stream completes when the hub is closed.
     *
     * @param channel as for {@link #subscribe}
     * @param buffer how many events to keep for a subscriber that has not requested them, at least 1
     * @return to be subscribed to any number of times
     * @throws SQLException as {@link #subscribe}, and 22023 for a buffer less than 1
     */
    Flow.Publisher<NotificationEvent> publisher(String channel, int buffer) throws SQLException;

    /** Ends the connection and the task. No listener is called afterwards, but for a call that is under way. Closing it again does nothing. */
    @Override
    void close();
}
