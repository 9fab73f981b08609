package io.howdah.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** One row of an int8, a text of 12 characters and a numeric(12,2), by its id, all three read; the statement is reused. */
public class Lookup extends Workload {
    @Override
    void check(Blackhole sink) throws Exception {
        expect(Checksum.expectedItem(4_711), 1, peer.lookup(4_711, sink));
    }

    /** The operation. */
    @Benchmark
    public long run(Blackhole sink) throws Exception {
        return peer.lookup(nextId(), sink);
    }
}
