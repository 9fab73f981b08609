package io.howdah.internal.hub;

import io.howdah.api.Notification;
import io.howdah.api.NotificationEvent;
import io.howdah.api.NotificationGap;
import io.howdah.api.NotificationListener;
import io.howdah.api.Subscription;
import io.howdah.internal.observe.Log;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events of one subscriber of a publisher, as many as it has requested and a bounded number more. Any thread; the subscriber is called by one
 * thread at a time, without a lock.
 */
final class Feed implements NotificationListener, Flow.Subscription {
    private final Flow.Subscriber<? super NotificationEvent> subscriber;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock
    private final ArrayDeque<NotificationEvent> buffer = new ArrayDeque<>(0);
    private long requested;
    private NotificationGap gap;
    private boolean ended;
    private Throwable failure;
    private Subscription membership;

    /** Calls of {@link #drain} that have not been answered for: the first of them does the work of all. */
    private final AtomicInteger drains = new AtomicInteger();

    private volatile boolean cancelled;

    Feed(Flow.Subscriber<? super NotificationEvent> subscriber, int capacity) {
        this.subscriber = subscriber;
        this.capacity = capacity;
    }

    /** Says what to close when the subscriber cancels. */
    void joined(Subscription subscription) {
        lock.lock();
        try {
            membership = subscription;
        } finally {
            lock.unlock();
        }
        if (cancelled) {
            subscription.close();
        }
    }

    @Override
    public void onNotification(Notification notification) {
        add(notification);
    }

    @Override
    public void onGap(NotificationGap notificationGap) {
        add(notificationGap);
    }

    private void add(NotificationEvent event) {
        lock.lock();
        try {
            if (gap != null && buffer.size() < capacity) {
                buffer.addLast(gap);
                gap = null;
            }
            if (buffer.size() < capacity) {
                buffer.addLast(event);
            } else {
                gap = new NotificationGap(
                        "the subscriber did not request events and its buffer of " + capacity + " was full");
            }
        } finally {
            lock.unlock();
        }
        drain();
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            fail(new IllegalArgumentException("request: expected a positive number, got " + n));
            return;
        }
        lock.lock();
        try {
            requested = requested + n < 0 ? Long.MAX_VALUE : requested + n;
        } finally {
            lock.unlock();
        }
        drain();
    }

    @Override
    public void cancel() {
        cancelled = true;
        Subscription left;
        lock.lock();
        try {
            left = membership;
        } finally {
            lock.unlock();
        }
        if (left != null) {
            left.close();
        }
    }

    /** Nothing more comes. */
    void complete() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        drain();
    }

    /** Ends the stream with an error, ahead of what is buffered. */
    void fail(Throwable reason) {
        lock.lock();
        try {
            ended = true;
            failure = reason;
            buffer.clear();
            gap = null;
        } finally {
            lock.unlock();
        }
        drain();
    }

    private void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int answered = 1;
        do {
            NotificationEvent event;
            while (!cancelled && (event = next()) != null) {
                call(event);
            }
            if (!cancelled && isOver()) {
                end();
            }
            answered = drains.addAndGet(-answered);
        } while (answered != 0);
    }

    private NotificationEvent next() {
        lock.lock();
        try {
            if (requested == 0) {
                return null;
            }
            NotificationEvent event = buffer.pollFirst();
            if (event == null) {
                event = gap;
                gap = null;
            }
            if (event != null && requested != Long.MAX_VALUE) {
                requested--;
            }
            return event;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return ended && buffer.isEmpty() && gap == null;
        } finally {
            lock.unlock();
        }
    }

    private void call(NotificationEvent event) {
        try {
            subscriber.onNext(event);
        } catch (RuntimeException e) {
            Log.subscriberFailed(e);
            cancel();
        }
    }

    private void end() {
        cancel();
        try {
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        } catch (RuntimeException e) {
            Log.subscriberFailed(e);
        }
    }
}
