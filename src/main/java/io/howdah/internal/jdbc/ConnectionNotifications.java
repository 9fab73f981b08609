package io.howdah.internal.jdbc;

import io.howdah.api.Notification;
import io.howdah.api.Subscription;
import io.howdah.internal.session.Channels;
import io.howdah.internal.session.Session;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** LISTEN, NOTIFY and what comes of them, for one connection. As thread safe as that. */
final class ConnectionNotifications {
    private final ConnectionImpl connection;
    private final Session session;

    ConnectionNotifications(ConnectionImpl connection, Session session) {
        this.connection = connection;
        this.session = session;
    }

    void listen(String channel) throws SQLException {
        session.listens();
        run("LISTEN " + Channels.quoted(channel));
    }

    void unlisten(String channel) throws SQLException {
        run("UNLISTEN " + Channels.quoted(channel));
    }

    void unlistenAll() throws SQLException {
        run("UNLISTEN *");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    void notify(String channel, String payload) throws SQLException {
        Channels.quoted(channel);
        String text = payload == null ? "" : payload;
        Channels.checkPayload(text);
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_catalog.pg_notify(?, ?)")) {
            statement.setString(1, channel);
            statement.setString(2, text);
            statement.execute();
        }
    }

    List<Notification> take(Duration timeout) throws SQLException {
        if (timeout.isZero() || timeout.isNegative()) {
            return session.takeNotifications(-1);
        }
        return session.takeNotifications(millis(timeout));
    }

    /** At least one; a duration too long for a long is as good as the longest. */
    private static long millis(Duration timeout) {
        try {
            return Math.max(1, timeout.toMillis());
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    Subscription onNotification(Consumer<Notification> listener) {
        Objects.requireNonNull(listener, "listener");
        session.addNotificationListener(listener);
        // A listener given twice is there twice, and each subscription takes away one.
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                session.removeNotificationListener(listener);
            }
        };
    }
}
