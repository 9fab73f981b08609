package io.howdah.internal.hub;

import io.howdah.api.ChannelSubscription;
import io.howdah.api.Notification;
import io.howdah.api.NotificationGap;
import io.howdah.api.NotificationListener;
import io.howdah.internal.observe.Log;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One listener at one channel. Any thread; the listener is called by the hub's reader. */
final class Member implements ChannelSubscription {
    private final String channel;
    private final NotificationListener listener;
    private final Consumer<Member> leave;
    private final CompletableFuture<Void> active = new CompletableFuture<>();
    private volatile boolean closed;

    /** @param leave takes a closed member out of the hub */
    Member(String channel, NotificationListener listener, Consumer<Member> leave) {
        this.channel = channel;
        this.listener = listener;
        this.leave = leave;
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public CompletableFuture<Void> active() {
        return active.copy();
    }

    boolean isActive() {
        return active.isDone();
    }

    void activate() {
        active.complete(null);
    }

    @Override
    public void close() {
        closed = true;
        active.cancel(false);
        leave.accept(this);
    }

    /** The hub has been closed. */
    void end(SQLException reason) {
        closed = true;
        active.completeExceptionally(reason);
        if (listener instanceof Feed feed) {
            feed.complete();
        }
    }

    void tell(Notification notification) {
        if (closed) {
            return;
        }
        try {
            listener.onNotification(notification);
        } catch (RuntimeException e) {
            Log.notificationListenerFailed(channel, e);
        }
    }

    void tell(NotificationGap gap) {
        if (closed) {
            return;
        }
        try {
            listener.onGap(gap);
        } catch (RuntimeException e) {
            Log.notificationListenerFailed(channel, e);
        }
    }
}
