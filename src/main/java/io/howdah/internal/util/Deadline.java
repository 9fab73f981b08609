package io.howdah.internal.util;

import java.util.concurrent.TimeUnit;

/**
 * Arithmetic on deadlines: points on the {@link System#nanoTime} clock held in a plain {@code long}, so that passing one allocates nothing.
 * {@link #NONE} stands for "no deadline".
 */
public final class Deadline {
    /** No deadline. A real one cannot have this value within 292 years of the clock's origin. */
    public static final long NONE = Long.MAX_VALUE;

    private Deadline() {}

    /** The deadline {@code millis} from now; {@link #NONE} for 0 or less. */
    public static long afterMillis(long millis) {
        if (millis <= 0) {
            return NONE;
        }
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, TimeUnit.DAYS.toMillis(36_500)));
    }

    /** The earlier of two. */
    public static long min(long a, long b) {
        if (a == NONE) {
            return b;
        }
        return b == NONE || a - b < 0 ? a : b;
    }

    public static boolean isPast(long deadline) {
        return deadline != NONE && deadline - System.nanoTime() <= 0;
    }

    /** Milliseconds left, rounded up, at least 1 for one not yet past; 0 when past; {@link Long#MAX_VALUE} for {@link #NONE}. */
    public static long remainingMillis(long deadline) {
        if (deadline == NONE) {
            return Long.MAX_VALUE;
        }
        long nanos = deadline - System.nanoTime();
        return nanos <= 0 ? 0 : (nanos - 1) / 1_000_000 + 1;
    }
}
