package io.howdah.api;

/** A listener's registration, which lasts until it is closed. Any thread; closing it again does nothing. */
public interface Subscription extends AutoCloseable {
    /** Ends it: the listener is not called any more, but for a call that is under way on another thread. */
    @Override
    void close();
}
