package io.howdah.internal.jdbc;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the probes of a differential test: equal, allowed to differ (or without an answer of pgjdbc), different. Any thread. */
final class Tally {
    private final AtomicInteger equal = new AtomicInteger();
    private final AtomicInteger allowed = new AtomicInteger();
    private final AtomicInteger different = new AtomicInteger();

    void equal() {
        equal.incrementAndGet();
    }

    void allowed() {
        allowed.incrementAndGet();
    }

    void different() {
        different.incrementAndGet();
    }

    /** Prints one line, to be added up: {@code grep -h '^differential ' target/surefire-reports/*-output.txt}. */
    void print(String suite) {
        System.out.println("differential " + suite + ": " + this);
    }

    @Override
    public String toString() {
        int probes = equal.get() + allowed.get() + different.get();
        return probes + " probes, " + equal + " equal, " + allowed + " allowed, " + different + " different";
    }
}
