package io.howdah.internal.session;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory that the results which had to make room for others may take, all of one session together. A result that nobody refers to any more
 * counts no longer, closed or not. Used under the session's lock.
 */
final class DrainBudget {
    private final long maxBytes;
    private final List<WeakReference<RowStream>> holders = new ArrayList<>(0);

    DrainBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Bytes that a further result may take; 0 when it has to go to its file. */
    long left() {
        return Math.max(0, maxBytes - held());
    }

    /** Bytes that are taken. */
    long held() {
        long held = 0;
        for (int i = holders.size() - 1; i >= 0; i--) {
            RowStream stream = holders.get(i).get();
            long bytes = stream == null ? 0 : stream.heldBytes();
            if (bytes == 0) {
                holders.remove(i);
            }
            held += bytes;
        }
        return held;
    }

    void add(RowStream stream) {
        holders.add(new WeakReference<>(stream));
    }
}
