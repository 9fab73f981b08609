package io.howdah.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** A hundred thousand rows of eight columns of different types, all read by typed getters; the statement is reused. */
public class MixedRows extends Workload {
    @Override
    void check(Blackhole sink) throws Exception {
        expect(Schema.mixedChecksum(target), Schema.MIXED, peer.mixedRows(sink));
    }

    /** The operation. */
    @Benchmark
    public long run(Blackhole sink) throws Exception {
        return peer.mixedRows(sink);
    }
}
