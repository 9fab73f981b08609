package io.howdah.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** {@link Lookup} with a new statement and an SQL text of its own each time: what a statement costs when first seen. */
public class FirstExecution extends Workload {
    /** A number of {@link Schema#FIRST_DIGITS} digits, so that every text has the same length. */
    private long number = 100_000_000_000L;

    @Override
    void check(Blackhole sink) throws Exception {
        expect(Checksum.expectedItem(4_711), 1, peer.first(number++, 4_711, sink));
    }

    /** The operation. */
    @Benchmark
    public long run(Blackhole sink) throws Exception {
        return peer.first(number++, nextId(), sink);
    }
}
