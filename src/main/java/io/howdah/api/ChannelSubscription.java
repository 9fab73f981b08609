package io.howdah.api;

import java.util.concurrent.CompletableFuture;

/** A listener's place at a channel of a {@link NotificationHub}, until it is closed. Any thread. */
public interface ChannelSubscription extends Subscription {
    /** The channel's name. */
    String channel();

    /**
     * Completes when the server has confirmed that the hub listens to the channel: of what is sent from then on nothing is missed without a
     * {@link NotificationGap}. Must not be waited for on the hub's reading thread.
     *
     * @return of its own for each call; fails with an SQLException (08003) when the hub, and with a CancellationException when this subscription is
     *     closed before
     */
    CompletableFuture<Void> active();
}
