package io.howdah.internal.session;

import io.howdah.api.Notification;
import io.howdah.internal.observe.Log;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The notifications of one connection that nobody has taken yet, the oldest dropped beyond a bound, and the listeners that get them. Any thread;
 * listeners are called without a lock, one notification after the other in the order in which they came.
 */
final class NotificationQueue {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final ArrayDeque<Notification> waiting = new ArrayDeque<>(0);

    /** Guarded by the lock. */
    private long dropped;

    private final CopyOnWriteArrayList<Consumer<Notification>> listeners = new CopyOnWriteArrayList<>();

    /** Calls of {@link #deliver} that have not been answered for: the first of them does the work of all. */
    private final AtomicInteger deliveries = new AtomicInteger();

    private volatile boolean empty = true;
    private volatile boolean listening;

    NotificationQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Appends one; false when the oldest had to make room for it. */
    boolean add(Notification notification) {
        lock.lock();
        try {
            boolean full = waiting.size() >= capacity;
            if (full) {
                waiting.pollFirst();
                dropped++;
            }
            waiting.addLast(notification);
            empty = false;
            return !full;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return empty;
    }

    boolean isFull() {
        lock.lock();
        try {
            return waiting.size() >= capacity;
        } finally {
            lock.unlock();
        }
    }

    /** How many have been dropped so far. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** All that wait; with listeners they stay, for {@link #deliver}. */
    List<Notification> take() {
        lock.lock();
        try {
            List<Notification> taken = List.copyOf(waiting);
            if (listeners.isEmpty()) {
                waiting.clear();
                empty = true;
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private Notification poll() {
        lock.lock();
        try {
            Notification first = waiting.pollFirst();
            empty = waiting.isEmpty();
            return first;
        } finally {
            lock.unlock();
        }
    }

    void addListener(Consumer<Notification> listener) {
        listeners.add(listener);
    }

    void removeListener(Consumer<Notification> listener) {
        listeners.remove(listener);
    }

    /**
     * Hands what waits to the listeners, if there are any. When that goes on already, in another thread or because a listener uses the connection,
     * it is left to that one.
     */
    void deliver() {
        if (empty || listeners.isEmpty() || deliveries.getAndIncrement() != 0) {
            return;
        }
        int answered = 1;
        try {
            do {
                Notification next;
                while (!listeners.isEmpty() && (next = poll()) != null) {
                    tell(next);
                }
                answered = deliveries.addAndGet(-answered);
            } while (answered != 0);
        } finally {
            // An Error of a listener goes to whoever used the connection; the next delivery must not wait for this one.
            if (answered != 0) {
                deliveries.set(0);
            }
        }
    }

    private void tell(Notification notification) {
        for (Consumer<Notification> listener : listeners) {
            try {
                listener.accept(notification);
            } catch (RuntimeException e) {
                Log.notificationListenerFailed(notification.channel(), e);
            }
        }
    }

    /** Remembers that the connection listens to some channel. */
    void listens() {
        listening = true;
    }

    /** Forgets listeners and notifications; true when the connection listened to some channel. */
    boolean reset() {
        boolean listened = listening;
        listening = false;
        listeners.clear();
        take();
        return listened;
    }
}
