package io.howdah.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time per operation of this process, which is the client's, in nanoseconds:
 *
 * <ul>
 *   <li>{@code cpu}: all threads but those of the compilers; what the client costs, whichever threads do the work, its
 *       garbage collection included
 *   <li>{@code cpu.gc}: the part of it that is the garbage collector's
 *   <li>{@code cpu.user}: the part of it in user mode, which a driver can do something about; the rest is the kernel's
 *   <li>{@code cpu.thread}: the part of it that is the benchmark's own thread
 *   <li>{@code cpu.jit}: the compilers, for the proof that the warm-up was long enough
 * </ul>
 *
 * <p>On Linux the scheduler's own account of each thread is read, in nanoseconds. Elsewhere, or when threads ended during
 * the iteration and took their account with them, it is the CPU time of the process, in steps of 10 ms, less that of the
 * threads known to be compilers. The share of user mode is known in clock ticks only: good for long measurements.
 */
public final class CpuProfiler implements InternalProfiler {
    private static final Path TASKS = Path.of("/proc/self/task");

    /** Fields of stat, counted from the one behind the name. */
    private static final int USER_TICKS = 11;

    private static final int KERNEL_TICKS = 12;

    /** Nanoseconds; more than the rounding of the process's CPU time. */
    private static final long ENDED_THREADS = 50_000_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private Sample before;

    /** CPU nanoseconds since the start of the process. */
    private record Sample(long process, long work, long gc, long jit, long thread, long userTicks, long kernelTicks) {}

    @Override
    public String getDescription() {
        return "CPU time per operation of the client process";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = sample();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Sample after = sample();
        double operations = Math.max(1, result.getMetadata().getAllOps());
        long jit = after.jit - before.jit;
        long gc = after.gc - before.gc;
        long cpu = after.work - before.work + gc;
        long process = after.process - before.process - jit;
        if (process > cpu + ENDED_THREADS) {
            cpu = process;
        }
        return List.of(
                scalar("cpu", cpu / operations),
                scalar("cpu.gc", gc / operations),
                scalar("cpu.user", cpu * userShare(after) / operations),
                scalar("cpu.jit", jit / operations),
                scalar("cpu.thread", (after.thread - before.thread) / operations));
    }

    private double userShare(Sample after) {
        long user = after.userTicks - before.userTicks;
        long kernel = after.kernelTicks - before.kernelTicks;
        return user + kernel == 0 ? Double.NaN : (double) user / (user + kernel);
    }

    private static ScalarResult scalar(String label, double nanos) {
        return new ScalarResult(label, nanos, "ns/op", AggregationPolicy.AVG);
    }

    private Sample sample() {
        long work = 0;
        long gc = 0;
        long jit = 0;
        long userTicks = 0;
        long kernelTicks = 0;
        if (Files.isDirectory(TASKS)) {
            try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
                for (Path task : tasks) {
                    long nanos = nanos(task);
                    String name = name(task);
                    if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
                        jit += nanos;
                        continue;
                    }
                    if (name.startsWith("GC ") || name.startsWith("G1 ")) {
                        gc += nanos;
                    } else {
                        work += nanos;
                    }
                    userTicks += ticks(task, USER_TICKS);
                    kernelTicks += ticks(task, KERNEL_TICKS);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Sample(system.getProcessCpuTime(), work, gc, jit, benchmarkThread(), userTicks, kernelTicks);
    }

    /** The first number of schedstat; 0 for a thread that has just ended. */
    private static long nanos(Path task) throws IOException {
        try {
            String line = Files.readString(task.resolve("schedstat"));
            return Long.parseLong(line.substring(0, line.indexOf(' ')));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** A field of stat; 0 for a thread that has just ended. */
    private static long ticks(Path task, int field) throws IOException {
        try {
            String line = Files.readString(task.resolve("stat"));
            return Long.parseLong(line.substring(line.lastIndexOf(')') + 2).split(" ")[field]);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static String name(Path task) throws IOException {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private long benchmarkThread() {
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().contains("jmh-worker")) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return nanos;
    }
}
