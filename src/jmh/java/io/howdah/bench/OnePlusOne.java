package io.howdah.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** {@code select 1+1}; the statement is reused. */
public class OnePlusOne extends Workload {
    @Override
    void check(Blackhole sink) throws Exception {
        expect(2, 1, peer.onePlusOne(sink));
    }

    /** The operation. */
    @Benchmark
    public long run(Blackhole sink) throws Exception {
        return peer.onePlusOne(sink);
    }
}
