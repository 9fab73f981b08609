package io.howdah.internal.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClockCacheTest {
    private static ClockCache<Integer, String> cache(int entries, long weight) {
        return new ClockCache<>(entries, weight, String::length);
    }

    @Test
    void theFirstValueOfAKeyStays() {
        ClockCache<Integer, String> cache = cache(2, 100);
        assertNull(cache.get(1));
        assertEquals("a", cache.putIfAbsent(1, "a"));
        assertEquals("a", cache.putIfAbsent(1, "b"));
        assertEquals("a", cache.get(1));
        assertEquals(1, cache.size());
        assertEquals(1, cache.weight());
    }

    @Test
    void theOldestUnreadEntryGoesFirst() {
        ClockCache<Integer, String> cache = cache(2, 100);
        cache.putIfAbsent(1, "a");
        cache.putIfAbsent(2, "b");
        cache.putIfAbsent(3, "c");
        assertNull(cache.get(1));
        assertEquals("b", cache.get(2));
        assertEquals("c", cache.get(3));
    }

    @Test
    void anEntryThatWasReadHasASecondChance() {
        ClockCache<Integer, String> cache = cache(2, 100);
        cache.putIfAbsent(1, "a");
        cache.putIfAbsent(2, "b");
        cache.get(1);
        cache.putIfAbsent(3, "c");
        assertNull(cache.get(2));
        assertEquals("a", cache.get(1));
    }

    @Test
    void aSecondChanceIsUsedUp() {
        ClockCache<Integer, String> cache = cache(2, 100);
        cache.putIfAbsent(1, "a");
        cache.get(1);
        cache.putIfAbsent(2, "b");
        cache.putIfAbsent(3, "c");
        cache.putIfAbsent(4, "d");
        assertNull(cache.get(1));
        assertEquals("c", cache.get(3));
        assertEquals("d", cache.get(4));
    }

    @Test
    void oneIsEvictedEvenIfAllWereRead() {
        ClockCache<Integer, String> cache = cache(3, 100);
        for (int i = 0; i < 3; i++) {
            cache.putIfAbsent(i, "a");
            cache.get(i);
        }
        cache.putIfAbsent(3, "b");
        assertEquals(3, cache.size());
        assertEquals("b", cache.get(3));
    }

    @Test
    void aScanDoesNotDisplaceWhatIsRead() {
        ClockCache<Integer, String> cache = cache(10, 1000);
        cache.putIfAbsent(-1, "hot");
        for (int i = 0; i < 1000; i++) {
            assertEquals("hot", cache.get(-1));
            cache.putIfAbsent(i, "cold");
        }
        assertEquals("hot", cache.get(-1));
        assertEquals(10, cache.size());
    }

    @Test
    void weightIsBounded() {
        ClockCache<Integer, String> cache = cache(100, 10);
        cache.putIfAbsent(1, "aaaa");
        cache.putIfAbsent(2, "bbbb");
        cache.putIfAbsent(3, "cccccccc");
        assertNull(cache.get(1));
        assertNull(cache.get(2));
        assertEquals(8, cache.weight());
        cache.putIfAbsent(4, "dd");
        assertEquals(10, cache.weight());
        assertEquals(2, cache.size());
    }

    @Test
    void aValueThatIsTooHeavyIsNotKept() {
        ClockCache<Integer, String> cache = cache(100, 4);
        cache.putIfAbsent(1, "aaaa");
        assertEquals("bbbbb", cache.putIfAbsent(2, "bbbbb"));
        assertEquals("aaaa", cache.putIfAbsent(1, "bbbbb"));
        assertNull(cache.get(2));
        assertEquals("aaaa", cache.get(1));
    }

    @Test
    void noEntriesMeansNoCache() {
        ClockCache<Integer, String> cache = cache(0, 100);
        assertEquals("a", cache.putIfAbsent(1, "a"));
        assertNull(cache.get(1));
        assertEquals(0, cache.size());
    }

    @Test
    void negativeWeightCountsAsNone() {
        ClockCache<Integer, String> cache = new ClockCache<>(2, 0, value -> -5);
        cache.putIfAbsent(1, "a");
        assertEquals("a", cache.get(1));
        assertEquals(0, cache.weight());
    }

    @Test
    void hugeBoundsDoNotOverflow() {
        ClockCache<Integer, String> cache =
                new ClockCache<>(Integer.MAX_VALUE, Long.MAX_VALUE, value -> Long.MAX_VALUE);
        cache.putIfAbsent(1, "a");
        cache.putIfAbsent(2, "b");
        assertNull(cache.get(1));
        assertEquals("b", cache.get(2));
        assertEquals(Long.MAX_VALUE, cache.weight());
    }

    @Test
    void entriesCanBeRemoved() {
        ClockCache<Integer, String> cache = cache(3, 100);
        cache.putIfAbsent(1, "a");
        cache.putIfAbsent(2, "bb");
        assertEquals("a", cache.remove(1));
        assertNull(cache.remove(1));
        assertEquals(1, cache.size());
        assertEquals(2, cache.weight());
        cache.clear();
        assertNull(cache.get(2));
        assertEquals(0, cache.size());
        assertEquals(0, cache.weight());
        assertEquals("c", cache.putIfAbsent(2, "c"));
    }

    @Test
    @Timeout(60)
    void boundsAndIdentityHoldWhenThreadsRace() throws Exception {
        ClockCache<Integer, String> cache = cache(16, 40);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int seed = t;
                all.add(threads.submit(() -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < 50_000; i++) {
                        int key = random.nextInt(64);
                        String value = cache.get(key);
                        if (value == null) {
                            String mine = Integer.toString(key);
                            value = cache.putIfAbsent(key, mine);
                        }
                        assertEquals(Integer.toString(key), value);
                        if (i % 1000 == 0) {
                            assertTrue(cache.size() <= 16);
                            assertTrue(cache.weight() <= 40);
                            cache.remove(key);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
        int found = 0;
        long weight = 0;
        for (int key = 0; key < 64; key++) {
            String value = cache.get(key);
            if (value != null) {
                found++;
                weight += value.length();
                assertNotNull(cache.remove(key));
            }
        }
        assertTrue(found > 0 && found <= 16 && weight <= 40, found + " entries of weight " + weight);
        assertEquals(0, cache.size());
        assertEquals(0, cache.weight());
    }

    @Test
    void allCallersGetTheWinner() {
        ClockCache<String, Object> cache = new ClockCache<>(2, 2, value -> 1);
        Object first = new Object();
        assertSame(first, cache.putIfAbsent("a", first));
        assertSame(first, cache.putIfAbsent("a", new Object()));
        assertSame(first, cache.get(new StringBuilder("a").toString()));
    }
}
