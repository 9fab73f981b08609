package io.howdah.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** Opens and closes a connection; the server trusts the user. */
public class Connect extends Workload {
    @Override
    void check(Blackhole sink) throws Exception {
        expect(1, 1, peer.connect());
    }

    /** The operation. */
    @Benchmark
    public long run(Blackhole sink) throws Exception {
        return peer.connect();
    }
}
