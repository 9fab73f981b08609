package io.howdah.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks against one server, the drivers by turns: a round is one fork of every driver, and every other round
 * has the opposite order, so that what disturbs the machine disturbs all of them. Prints tables, and leaves
 * {@code results.json} in the output directory, which {@link Report} makes the manual's page from.
 *
 * <p>Arguments: {@code workloads=Lookup,OnePlusOne drivers=floor,howdah rounds=3 warmup=3 iterations=3 seconds=2
 * out=target/bench append=false verbose=false note=}, each with the default shown but all workloads and drivers.
 */
public final class Bench {
    /** All workloads, in the order of the report. */
    static final List<String> WORKLOADS =
            List.of("Lookup", "OnePlusOne", "FirstExecution", "IntRows", "MixedRows", "BatchInsert", "Connect");

    /** All drivers, in the order of the report. */
    static final List<String> DRIVERS = List.of(
            Peers.FLOOR,
            Peers.HOWDAH,
            Peers.HOWDAH_REWRITE,
            Peers.PGJDBC,
            Peers.PGJDBC_REWRITE,
            Peers.PGJDBC_NG,
            Peers.VERTX);

    private final Arguments arguments;
    private final Target target;
    private final Results results;

    private Bench(Arguments arguments, Target target, Results results) {
        this.arguments = arguments;
        this.target = target;
        this.results = results;
    }

    /** See the class. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        Path file = Path.of(arguments.text("out", "target/bench")).resolve("results.json");
        Results results = arguments.text("append", "false").equals("true") ? Results.read(file) : new Results();
        Target target = Target.find();
        Schema.prepare(target);
        results.describe(target);
        if (!arguments.text("note", "").isEmpty()) {
            results.facts().put("note", arguments.text("note", ""));
        }
        new Bench(arguments, target, results).run(file);
        System.out.println(new Report(results).markdown());
        System.exit(0);
    }

    private void run(Path file) throws Exception {
        int start = results.rounds();
        for (int round = start + 1; round <= start + arguments.number("rounds", 3); round++) {
            for (String workload : arguments.list("workloads", WORKLOADS)) {
                List<String> drivers = new ArrayList<>(arguments.list("drivers", DRIVERS));
                if (round % 2 == 0) {
                    Collections.reverse(drivers);
                }
                for (String driver : drivers) {
                    if (!driver.endsWith("-rewrite") || workload.equals("BatchInsert")) {
                        measure(workload, driver, round);
                        results.write(file);
                    }
                }
            }
        }
    }

    private void measure(String workload, String driver, int round) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(Math.round(1000 * Double.parseDouble(arguments.text("seconds", "2"))));
        boolean verbose = arguments.text("verbose", "false").equals("true");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + workload + "\\.run$")
                .param("driver", driver)
                .forks(1)
                .warmupIterations(arguments.number("warmup", 3))
                .warmupTime(time)
                .measurementIterations(arguments.number("iterations", 3))
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(false)
                .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .jvmArgsPrepend(target.jvmArgs().toArray(String[]::new));
        Collection<RunResult> runs = new Runner(options.build()).run();
        if (runs.isEmpty()) {
            System.out.printf(
                    Locale.ROOT, "round %d  %-15s %-15s failed; verbose=true tells why%n", round, workload, driver);
            return;
        }
        Measurement measurement =
                measurement(workload, driver, round, runs.iterator().next());
        results.add(measurement);
        System.out.printf(
                Locale.ROOT,
                "round %d  %-15s %-15s %,14.2f us %,12.2f us cpu %,14.0f B%n",
                round,
                workload,
                driver,
                measurement.nanos() / 1000,
                measurement.cpu() / 1000,
                measurement.bytes());
    }

    private static Measurement measurement(String workload, String driver, int round, RunResult run) {
        double best = run.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getPrimaryResult)
                .mapToDouble(Result::getScore)
                .min()
                .orElse(Double.NaN);
        // Scores are in microseconds, the workloads' time unit.
        return new Measurement(
                workload,
                driver,
                round,
                run.getPrimaryResult().getScore() * 1000,
                best * 1000,
                secondary(run, "cpu"),
                secondary(run, "cpu.gc"),
                secondary(run, "cpu.user"),
                secondary(run, "cpu.thread"),
                secondary(run, "gc.alloc.rate.norm"));
    }

    /** Profilers may put a mark before the name. */
    private static double secondary(RunResult run, String label) {
        for (Map.Entry<String, ?> entry : run.getSecondaryResults().entrySet()) {
            if (entry.getKey().equals(label) || entry.getKey().endsWith("·" + label)) {
                return ((Result<?>) entry.getValue()).getScore();
            }
        }
        return Double.NaN;
    }
}
