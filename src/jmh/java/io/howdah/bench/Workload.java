package io.howdah.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the benchmarks have in common: the driver as a parameter, its connection, and the check that it gives the right
 * answer before it is measured. One benchmark per subclass, so that each is chosen by its name.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        // The heap is touched beforehand: a process that has run for a while takes no page faults either.
        jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"})
public abstract class Workload {
    /** The driver, by its name in {@link Peers}. */
    @Param({Peers.FLOOR, Peers.HOWDAH, Peers.PGJDBC, Peers.PGJDBC_NG, Peers.VERTX})
    public String driver;

    /** The server; set before {@link #check}. */
    Target target;

    /** The driver's connection. */
    Peer peer;

    private long id;

    /** Connects and checks. */
    @Setup(Level.Trial)
    public void open(Blackhole sink) throws Exception {
        target = Target.find();
        Schema.prepare(target);
        peer = Peers.open(driver, target);
        check(sink);
    }

    /** Disconnects. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        peer.close();
    }

    /** Runs the operation and calls {@link #expect}. */
    abstract void check(Blackhole sink) throws Exception;

    /** Throws unless the operation returned that, or that number of rows if the driver decodes nothing. */
    final void expect(long checksum, long rows, long actual) {
        long expected = peer.decodes() ? checksum : rows;
        if (actual != expected) {
            throw new IllegalStateException(
                    getClass().getSimpleName() + " with " + driver + ": expected " + expected + ", got " + actual);
        }
    }

    /** An id of bench_item, another one each time. */
    final long nextId() {
        id = (id + 7_919) % Schema.ITEMS;
        return id + 1;
    }
}
