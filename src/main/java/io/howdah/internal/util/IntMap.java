package io.howdah.internal.util;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A map from {@code int} to objects by open addressing, without boxed keys. Not thread safe for writing; a map that is no longer written may be
 * shared (see {@link #with}, which makes copy-on-write sharing easy).
 *
 * @param <V> the values, never null
 */
public final class IntMap<V> {
    private int[] keys;
    private Object[] values;
    private int size;

    public IntMap() {
        this(16);
    }

    private IntMap(int capacity) {
        keys = new int[capacity];
        values = new Object[capacity];
    }

    public int size() {
        return size;
    }

    private static int slot(int key, int mask) {
        int hash = key * 0x9E3779B9;
        return (hash ^ hash >>> 16) & mask;
    }

    /** The value of {@code key}, or null. */
    @SuppressWarnings("unchecked") // only V goes in
    public V get(int key) {
        int mask = keys.length - 1;
        int i = slot(key, mask);
        for (Object value = values[i]; value != null; value = values[i]) {
            if (keys[i] == key) {
                return (V) value;
            }
            i = i + 1 & mask;
        }
        return null;
    }

    public void put(int key, V value) {
        if (value == null) {
            throw new NullPointerException("value");
        }
        if ((size + 1) * 2 > keys.length) {
            int[] oldKeys = keys;
            Object[] oldValues = values;
            keys = new int[oldKeys.length * 2];
            values = new Object[oldKeys.length * 2];
            size = 0;
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldValues[i] != null) {
                    insert(oldKeys[i], oldValues[i]);
                }
            }
        }
        insert(key, value);
    }

    private void insert(int key, Object value) {
        int mask = keys.length - 1;
        int i = slot(key, mask);
        while (values[i] != null && keys[i] != key) {
            i = i + 1 & mask;
        }
        if (values[i] == null) {
            size++;
        }
        keys[i] = key;
        values[i] = value;
    }

    /** The values, in no order. */
    @SuppressWarnings("unchecked") // only V goes in
    public List<V> values() {
        List<V> list = new ArrayList<>(size);
        for (Object value : values) {
            if (value != null) {
                list.add((V) value);
            }
        }
        return list;
    }

    /** A copy of this map that also holds {@code key -> value}. */
    public IntMap<V> with(int key, V value) {
        IntMap<V> copy = copy();
        copy.put(key, value);
        return copy;
    }

    public IntMap<V> copy() {
        IntMap<V> copy = new IntMap<>(keys.length);
        copy.keys = Arrays.copyOf(keys, keys.length);
        copy.values = Arrays.copyOf(values, values.length);
        copy.size = size;
        return copy;
    }
}
