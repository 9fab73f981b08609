package io.howdah.internal.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The driver's log lines, one method each, so that level and text stand in one place. None is on a hot path. */
public final class Log {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.howdah");

    private Log() {}

    public static void statementsLost() {
        LOGGER.warn(
                "A prepared statement is missing on the server although nothing dropped it: the peer is a connection pooler that does not keep"
                        + " prepared statements. This data source uses unnamed statements from now on.");
    }

    /** @param channel of the notification during which a listener threw */
    public static void notificationListenerFailed(String channel, Throwable failure) {
        LOGGER.warn(
                "A listener for notifications threw on one of channel {}; it will get the next one.", channel, failure);
    }

    public static void listeningEnded() {
        LOGGER.warn(
                "A connection was given back to its pool while it listened to channels: UNLISTEN * was run, its listeners are gone.");
    }

    /** @param reason why the connection of a hub was lost, or a new one could not be made */
    public static void hubReconnects(String reason, long pauseMillis) {
        LOGGER.warn(
                "The connection for notifications is lost ({}); the next attempt is made in {} ms.",
                reason,
                pauseMillis);
    }

    public static void subscriberFailed(Throwable failure) {
        LOGGER.warn(
                "A subscriber threw, against the rules of java.util.concurrent.Flow; its subscription is cancelled.",
                failure);
    }
}
