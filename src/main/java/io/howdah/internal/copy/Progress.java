package io.howdah.internal.copy;

import io.howdah.api.CopyProgress;

/** Tells a listener how a transfer goes on, but not of each row. Belongs to the transferring thread. */
final class Progress {
    private static final int STEP_BYTES = 64 * 1024;

    private CopyProgress listener;
    private long told;

    void listen(CopyProgress newListener) {
        listener = newListener;
    }

    void update(long rows, long bytes) {
        if (listener != null && bytes - told >= STEP_BYTES) {
            told = bytes;
            listener.update(rows, bytes);
        }
    }

    void end(long rows, long bytes) {
        if (listener != null) {
            told = bytes;
            listener.update(rows, bytes);
        }
    }
}
