package io.howdah.bench;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** A batch of a thousand inserts of four parameters each (int8, int4, text, float8) into an unlogged table, in autocommit mode. */
public class BatchInsert extends Workload {
    @Override
    void check(Blackhole sink) throws Exception {
        expect(Schema.BATCH, Schema.BATCH, peer.batch());
    }

    /** Empties the table. */
    @Setup(Level.Iteration)
    public void truncate() throws SQLException {
        Schema.truncateBatch(target);
    }

    /** The operation. */
    @Benchmark
    public long run(Blackhole sink) throws Exception {
        return peer.batch();
    }
}
