package io.howdah.internal.session;

import io.howdah.api.Notification;
import io.howdah.internal.util.Deadline;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads what the server sends unasked and waits for it, without holding up those who have something to ask: they wake the waiting thread, which
 * gives way and comes back. Any thread.
 */
final class Watcher {
    private final Session session;
    private final Conversation conversation;
    private final Turn turn;

    /** True from {@link #endWait} until a wait has ended by it. */
    private volatile boolean ended;

    Watcher(Session session, Conversation conversation, Turn turn) {
        this.session = session;
        this.conversation = conversation;
        this.turn = turn;
    }

    /** Ends the present wait, or else the next. */
    void endWait() {
        ended = true;
        wake();
    }

    /** Wakes the thread that waits. */
    void wake() {
        conversation.duplex().transport().wakeUp();
    }

    /** See {@link Session#takeNotifications}. */
    List<Notification> take(long timeoutMillis) throws SQLException {
        boolean patient = timeoutMillis >= 0;
        long deadline = Deadline.afterMillis(Math.max(0, timeoutMillis));
        if (!patient) {
            turn.lock();
        } else if (!turn.lockToWatch(deadline)) {
            return List.of();
        }
        boolean held = true;
        NotificationQueue queue = conversation.notices().notifications();
        try {
            for (; ; ) {
                session.checkFree();
                if (session.isStreaming()) {
                    return queue.take();
                }
                conversation.receiveUnasked(queue);
                if (!queue.isEmpty() || !patient || isToEnd()) {
                    return queue.take();
                }
                if (!waitForMessage(deadline)) {
                    return List.of();
                }
                if (turn.isWanted()) {
                    session.end();
                    held = turn.lockToWatch(deadline);
                    if (!held) {
                        return List.of();
                    }
                }
            }
        } finally {
            if (held) {
                session.end();
            }
        }
    }

    private boolean isToEnd() {
        boolean wanted = ended;
        ended = false;
        return wanted || Thread.currentThread().isInterrupted();
    }

    /** False when the deadline has passed; true for any other reason to look around. */
    private boolean waitForMessage(long deadline) throws SQLException {
        turn.watch(true);
        try {
            return turn.isWanted() || conversation.awaitUnasked(deadline);
        } finally {
            turn.watch(false);
        }
    }
}
