package io.howdah.internal.hub;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt to connect: a random part of a bound that doubles with each failure. One thread. */
final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long LAST_MILLIS = 30_000;

    private final RandomGenerator random;
    private long bound = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next pause, between half the bound and the bound. */
    long nextMillis() {
        long pause = bound / 2 + random.nextLong(bound / 2 + 1);
        bound = Math.min(LAST_MILLIS, bound * 2);
        return pause;
    }

    /** An attempt has succeeded. */
    void reset() {
        bound = FIRST_MILLIS;
    }
}
