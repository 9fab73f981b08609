package io.howdah.internal.hub;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void boundDoublesUpToHalfAMinuteAndThePauseIsAtLeastHalfOfIt() {
        Backoff backoff = new Backoff(new SplittableRandom(1));
        long bound = 100;
        for (int attempt = 0; attempt < 20; attempt++) {
            long pause = backoff.nextMillis();
            assertTrue(pause >= bound / 2 && pause <= bound, "attempt " + attempt + ": " + pause);
            bound = Math.min(30_000, 2 * bound);
        }
        backoff.reset();
        assertTrue(backoff.nextMillis() <= 100);
    }
}
