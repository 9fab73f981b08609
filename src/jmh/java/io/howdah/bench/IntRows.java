package io.howdah.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** A thousand rows of one int4 each; the statement is reused. */
public class IntRows extends Workload {
    @Override
    void check(Blackhole sink) throws Exception {
        expect((long) Schema.INTS * (Schema.INTS + 1) / 2, Schema.INTS, peer.intRows(sink));
    }

    /** The operation. */
    @Benchmark
    public long run(Blackhole sink) throws Exception {
        return peer.intRows(sink);
    }
}
