package io.howdah.internal.session;

import io.howdah.internal.util.Deadline;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is on a session: a reentrant lock, and a way for a thread that holds it merely to wait for notifications to hear that another thread
 * has something to ask. Any thread.
 *
 * <p>The lock is fair, so that a watcher that gives way and comes back stands behind those it gave way to. A lock that is free may still be taken
 * out of turn.
 */
final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);

    /** Threads that wait for the lock and are no watchers. */
    private final AtomicInteger wanting = new AtomicInteger();

    private final Runnable waker;
    private volatile boolean watching;

    /** @param waker wakes the thread that watches; called by any thread */
    Turn(Runnable waker) {
        this.waker = waker;
    }

    void lock() {
        if (!lock.tryLock()) {
            ask();
            lock.lock();
            wanting.decrementAndGet();
        }
    }

    /** As {@link #lock}, but gives up, with false, after {@code millis}. */
    boolean tryLock(long millis) throws InterruptedException {
        if (lock.tryLock()) {
            return true;
        }
        ask();
        try {
            return lock.tryLock(millis, TimeUnit.MILLISECONDS);
        } finally {
            wanting.decrementAndGet();
        }
    }

    private void ask() {
        wanting.incrementAndGet();
        // The watcher sets its mark before it looks who is wanting, so that one of the two sees the other.
        if (watching) {
            waker.run();
        }
    }

    void unlock() {
        lock.unlock();
    }

    boolean isHeldByCurrentThread() {
        return lock.isHeldByCurrentThread();
    }

    /** Takes the lock for a watcher, for whom nobody gives way; false when the deadline passes or the thread, which keeps its flag, is interrupted. */
    boolean lockToWatch(long deadline) {
        try {
            if (deadline == Deadline.NONE) {
                lock.lockInterruptibly();
                return true;
            }
            return lock.tryLock(Deadline.remainingMillis(deadline), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Begins or ends the time in which whoever wants the lock wakes its holder. */
    void watch(boolean on) {
        watching = on;
    }

    /** True when the watcher should give way. */
    boolean isWanted() {
        return wanting.get() > 0;
    }
}
