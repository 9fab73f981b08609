package io.howdah.internal.util;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/**
 * A bounded concurrent map for shared immutable values that evicts with the CLOCK (second chance) rule.
 *
 * <p>Any thread may call any method. {@link #get} takes no lock, allocates nothing and writes at most one field of
 * the entry it finds. Insertions and removals take a short {@link ReentrantLock} that guards the ring; no caller code
 * other than the weigher runs under it. Both bounds are exact: neither is exceeded once a call has returned.
 *
 * <p>A new entry starts without its second chance, so a burst of entries that are never read again passes through the
 * ring without displacing entries that are read.
 *
 * @param <K> key; equality by {@code equals}; never null
 * @param <V> value; never null; should be immutable because every caller gets the same instance
 */
public final class ClockCache<K, V> {
    private final int maxEntries;
    private final long maxWeight;
    private final ToLongFunction<? super V> weigher;
    private final ConcurrentHashMap<K, Entry<K, V>> entries;
    private final ReentrantLock lock = new ReentrantLock();
    /** Entries in the order in which the clock hand meets them; guarded by {@link #lock}. */
    private final ArrayDeque<Entry<K, V>> ring = new ArrayDeque<>();
    /** Sum of the weights in {@link #ring}; guarded by {@link #lock}. */
    private long weight;

    /**
     * @param maxEntries greatest number of entries; 0 or less caches nothing
     * @param maxWeight greatest sum of weights, in the unit of the weigher; a heavier single value is not cached
     * @param weigher weight of a value, called once per insertion; a negative answer counts as 0
     */
    public ClockCache(int maxEntries, long maxWeight, ToLongFunction<? super V> weigher) {
        this.maxEntries = maxEntries;
        this.maxWeight = maxWeight;
        this.weigher = Objects.requireNonNull(weigher, "weigher");
        this.entries = new ConcurrentHashMap<>();
    }

    /** Returns the value of {@code key} and gives its entry a second chance, or null when there is none. */
    public V get(K key) {
        Entry<K, V> entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (!entry.used) {
            // Read before write: hot entries stay in shared state in the caches of all processors.
            entry.used = true;
        }
        return entry.value;
    }

    /**
     * Adds an entry unless the key has one, and evicts until both bounds hold.
     *
     * @return the value the caller should use: the one that was there before, or else {@code value} itself, whether or
     *     not it was light enough to be kept
     */
    public V putIfAbsent(K key, V value) {
        long valueWeight = Math.max(0, weigher.applyAsLong(value));
        if (maxEntries <= 0 || valueWeight > maxWeight) {
            V present = get(key);
            return present == null ? value : present;
        }
        Entry<K, V> entry = new Entry<>(key, value, valueWeight);
        lock.lock();
        try {
            Entry<K, V> present = entries.putIfAbsent(key, entry);
            if (present != null) {
                present.used = true;
                return present.value;
            }
            makeRoom(valueWeight);
            ring.addLast(entry);
            weight += valueWeight;
            return value;
        } finally {
            lock.unlock();
        }
    }

    /** Removes the entry of {@code key} and returns its value, or null when there was none; walks the ring. */
    public V remove(K key) {
        lock.lock();
        try {
            Entry<K, V> entry = entries.remove(key);
            if (entry == null) {
                return null;
            }
            ring.remove(entry);
            weight -= entry.weight;
            return entry.value;
        } finally {
            lock.unlock();
        }
    }

    /** Removes every entry. */
    public void clear() {
        lock.lock();
        try {
            entries.clear();
            ring.clear();
            weight = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Number of entries. */
    public int size() {
        lock.lock();
        try {
            return ring.size();
        } finally {
            lock.unlock();
        }
    }

    /** Sum of the weights of all entries, in the unit of the weigher. */
    public long weight() {
        lock.lock();
        try {
            return weight;
        } finally {
            lock.unlock();
        }
    }

    /** Turns the clock hand until one more entry of {@code needed} fits; called with the lock held. */
    private void makeRoom(long needed) {
        // Readers may set marks as fast as the hand clears them. After two turns every entry has had its second
        // chance, so the hand then takes what it meets; without this bound an insertion might never end.
        int chances = 2 * ring.size();
        while (!ring.isEmpty() && (ring.size() >= maxEntries || weight > maxWeight - needed)) {
            Entry<K, V> candidate = ring.removeFirst();
            if (candidate.used && chances-- > 0) {
                candidate.used = false;
                ring.addLast(candidate);
            } else {
                entries.remove(candidate.key, candidate);
                weight -= candidate.weight;
            }
        }
    }

    /** One key and its value; equality is identity, which the ring and the conditional removal rely on. */
    private static final class Entry<K, V> {
        final K key;
        final V value;
        final long weight;
        /** Set by readers without a lock, cleared by the hand; a lost update only costs one second chance. */
        volatile boolean used;

        Entry(K key, V value, long weight) {
            this.key = key;
            this.value = value;
            this.weight = weight;
        }
    }
}
