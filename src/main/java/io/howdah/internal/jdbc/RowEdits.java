package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an updatable, scrollable result set has changed of the rows that were received: which are gone, which look different, which came in
 * addition, at the end. A row's number among those visible is not its number among those kept. All numbers are 0-based. Owned by its result set.
 */
final class RowEdits {
    private final int received;
    private final Map<Integer, RowImage> changed = new HashMap<>();
    private final List<RowImage> added = new ArrayList<>();

    /** The kept rows that are visible, in order; null while that is all. */
    private int[] order;

    private int count;

    /** @param received the number of rows that were received, which are all there will be */
    RowEdits(int received) {
        this.received = received;
        this.count = received;
    }

    /** The number of visible rows. */
    int count() {
        return count;
    }

    /** The number that a visible row has among those kept. */
    int kept(int visible) {
        return order == null ? visible : order[visible];
    }

    /** What a kept row looks like; null for as it was received. */
    RowImage image(int kept) {
        return kept < received ? changed.get(kept) : added.get(kept - received);
    }

    void change(int visible, RowImage image) {
        int kept = kept(visible);
        if (kept < received) {
            changed.put(kept, image);
        } else {
            added.set(kept - received, image);
        }
    }

    void add(RowImage image) {
        if (order != null) {
            if (count == order.length) {
                order = Arrays.copyOf(order, count + (count >> 1) + 1);
            }
            order[count] = received + added.size();
        }
        added.add(image);
        count++;
    }

    void remove(int visible) {
        if (order == null) {
            order = new int[count];
            for (int i = 0; i < count; i++) {
                order[i] = i;
            }
        }
        count--;
        System.arraycopy(order, visible + 1, order, visible, count - visible);
    }
}
