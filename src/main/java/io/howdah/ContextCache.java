package io.howdah;

import io.howdah.internal.connect.DriverContext;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The contexts of connections made lately, by what makes connections alike; the one used longest ago is forgotten first.
 * Owned by a driver or data source; safe for many threads.
 */
final class ContextCache {
    /** More logins than an application has, and few enough to forget about. */
    private static final int MAX_CONTEXTS = 64;

    private final ReentrantLock lock = new ReentrantLock();

    /** The least recently used one is the first. */
    private final Map<Object, DriverContext> contexts = new LinkedHashMap<>(16, 0.75f, true);

    /** Makes a context that is not known yet. */
    @FunctionalInterface
    interface Source {
        /** Null if there is none to make. */
        DriverContext make() throws SQLException;
    }

    /** The context of a key, an old one if possible; null if the source makes none. */
    DriverContext get(Object key, Source source) throws SQLException {
        lock.lock();
        try {
            DriverContext known = contexts.get(key);
            if (known != null) {
                return known;
            }
        } finally {
            lock.unlock();
        }
        // Files named by properties are read here, so not under the lock.
        DriverContext made = source.make();
        if (made == null) {
            return null;
        }
        lock.lock();
        try {
            DriverContext known = contexts.putIfAbsent(key, made);
            if (contexts.size() > MAX_CONTEXTS) {
                contexts.remove(contexts.keySet().iterator().next());
            }
            return known != null ? known : made;
        } finally {
            lock.unlock();
        }
    }
}
