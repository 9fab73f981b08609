package io.howdah.internal.session;

import io.howdah.api.Notification;
import io.howdah.api.ServerError;
import java.sql.SQLWarning;

/** What the server says unasked: warnings, until the next statement's end takes them, and notifications, the oldest dropped beyond a bound. */
final class Notices {
    /** Warnings kept for one execution: a function that raises one per row must not fill the memory. */
    private static final int MAX_WARNINGS = 1000;

    private final int maxNotifications;
    private final NotificationQueue notifications;
    private SQLWarning firstWarning;
    private SQLWarning lastWarning;
    private int warnings;

    Notices(int maxNotifications) {
        this.maxNotifications = maxNotifications;
        this.notifications = new NotificationQueue(maxNotifications);
    }

    void add(ServerError notice) {
        add(Errors.warning(notice));
    }

    void add(SQLWarning warning) {
        if (warnings++ >= MAX_WARNINGS) {
            return;
        }
        if (firstWarning == null) {
            firstWarning = warning;
        } else {
            lastWarning.setNextWarning(warning);
        }
        lastWarning = warning;
    }

    SQLWarning takeWarnings() {
        SQLWarning taken = firstWarning;
        firstWarning = null;
        lastWarning = null;
        warnings = 0;
        return taken;
    }

    void add(Notification notification) {
        if (!notifications.add(notification)) {
            add(new SQLWarning(
                    "more than " + maxNotifications
                            + " notifications have come that were not fetched; the oldest was dropped",
                    "01000"));
        }
    }

    NotificationQueue notifications() {
        return notifications;
    }
}
