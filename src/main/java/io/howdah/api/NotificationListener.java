package io.howdah.api;

/** Gets the notifications of a channel from a {@link NotificationHub}. */
@FunctionalInterface
public interface NotificationListener {
    /**
     * Called for each notification, in order, on the hub's reading thread. What takes long is better done elsewhere, as it holds up the other
     * listeners of the hub. A RuntimeException is logged and changes nothing else.
     *
     * @param notification never null
     */
    void onNotification(Notification notification);

    /**
     * Notifications may be missing before the next one. Called after the hub has a new connection that listens again.
     *
     * @param gap why
     */
    default void onGap(NotificationGap gap) {}
}
