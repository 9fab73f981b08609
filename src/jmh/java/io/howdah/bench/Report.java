package io.howdah.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The measurements as tables and plots. {@code Report results=target/bench/results.json docs=docs} writes
 * {@code performance.md} and its plots into that directory.
 */
public final class Report {
    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** See the class. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.parse(args);
        Report report = new Report(Results.read(Path.of(arguments.text("results", "target/bench/results.json"))));
        report.write(Path.of(arguments.text("docs", "docs")));
    }

    private void write(Path docs) throws IOException {
        Path plots = docs.resolve("performance");
        Files.createDirectories(plots);
        Files.writeString(
                plots.resolve("throughput.svg"),
                plot("Throughput, floor = 1", (workload, driver) -> results.throughput(workload, driver, Peers.FLOOR)));
        Files.writeString(
                plots.resolve("cpu.svg"),
                plot(
                        "Client CPU per operation, pgjdbc = 1",
                        (workload, driver) -> relative(workload, driver, Measurement::cpu)));
        Files.writeString(
                plots.resolve("allocation.svg"),
                plot(
                        "Heap allocated per operation, pgjdbc = 1",
                        (workload, driver) -> relative(workload, driver, Measurement::bytes)));
        Files.writeString(docs.resolve("performance.md"), page());
    }

    private String page() {
        return """
                # Performance

                Measured by the benchmarks in `src/jmh/java`, with the drivers by turns against one server, a fresh JVM for
                each in every round. Client and server share a small machine and the server is most of the time,
                so what counts is the ratio to the *floor*: the same statements as bytes encoded beforehand over a blocking
                socket, the answer looked through for ReadyForQuery and not decoded, which is the least any Java driver
                could do. Numbers are per operation and of the fastest iteration or most frugal round, because what else
                happens on a machine only ever adds; the median of the rounds stands beside the throughput to tell how
                much that was. CPU is that of the whole client process, garbage collection included and compilers
                excluded. With short answers most of it is the kernel moving bytes and switching threads, which no driver
                can avoid, so the part in user mode is given too. Every benchmark checks its result before it is measured.

                To repeat it, with a server of its own or one given by `-Dbench.url=jdbc:postgresql://host/db?user=u`:

                ```
                ./mvnw -q -Pjmh test-compile exec:exec -Djmh.main=io.howdah.bench.Bench
                ./mvnw -q -Pjmh test-compile exec:exec -Djmh.main=io.howdah.bench.Report
                ```

                Reading the numbers:

                - One-row statements: nearly all CPU is the kernel's, the floor's own included, so drivers that work in
                  the caller's thread cannot be far from each other. Howdah waits in a selector before it reads, one system
                  call more than a blocking read; in return an interrupted thread keeps its connection, and a flush never
                  waits for a server that waits for us.
                - Rows: what is left above the floor is making the values the application asked for. The wait for each
                  8 KiB that the server sends is in the floor too.
                - Batches: Howdah sends one execution per row, as the floor does, and has exact counts. What
                  reWriteBatchedInserts makes of them, statements of many rows, is less work for the server:
                  [measured apart](performance/values.md), with values by type and COPY.
                - vertx-pg-client and pgjdbc-ng hand every answer from their own threads to the one that waits for it.

                ![Throughput as a multiple of the floor](performance/throughput.svg)

                ![Client CPU as a multiple of pgjdbc's](performance/cpu.svg)

                ![Allocation as a multiple of pgjdbc's](performance/allocation.svg)

                """ + markdown();
    }

    /** Tables of all workloads. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (String workload : Bench.WORKLOADS) {
            List<String> drivers = results.drivers(workload);
            if (drivers.isEmpty()) {
                continue;
            }
            text.append("## ").append(title(workload)).append("\n\n");
            text.append(
                    "| driver | rounds | µs | throughput, floor = 1 | (median of rounds) | throughput, pgjdbc = 1 | CPU µs"
                            + " | CPU, floor = 1 | CPU, pgjdbc = 1 | user-mode CPU µs | user, pgjdbc = 1 | bytes | bytes, pgjdbc = 1"
                            + (rows(workload) > 1 ? " | CPU ns/row | bytes/row" : "")
                            + " |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
                            + (rows(workload) > 1 ? "--:|--:|" : "")
                            + "\n");
            for (String driver : drivers) {
                text.append(row(workload, driver)).append('\n');
            }
            text.append('\n');
        }
        text.append("## Where\n\n");
        results.facts()
                .forEach((name, value) -> text.append("- ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        return text.toString();
    }

    private String row(String workload, String driver) {
        double cpu = results.least(workload, driver, Measurement::cpu);
        double bytes = results.least(workload, driver, Measurement::bytes);
        StringBuilder row = new StringBuilder("| ").append(driver);
        cell(row, results.rounds(workload, driver), 0);
        cell(row, results.least(workload, driver, Measurement::best) / 1000, 1);
        cell(row, results.throughput(workload, driver, Peers.FLOOR), 2);
        cell(row, results.medianThroughput(workload, driver, Peers.FLOOR), 2);
        cell(row, results.throughput(workload, driver, Peers.PGJDBC), 2);
        cell(row, cpu / 1000, 2);
        cell(row, cpu / results.least(workload, Peers.FLOOR, Measurement::cpu), 2);
        cell(row, relative(workload, driver, Measurement::cpu), 2);
        cell(row, results.least(workload, driver, Measurement::user) / 1000, 2);
        cell(row, relative(workload, driver, Measurement::user), 2);
        cell(row, bytes, 0);
        cell(row, relative(workload, driver, Measurement::bytes), 2);
        if (rows(workload) > 1) {
            cell(row, cpu / rows(workload), 1);
            cell(row, bytes / rows(workload), 1);
        }
        return row.append(" |").toString();
    }

    private static void cell(StringBuilder row, double value, int decimals) {
        row.append(" | ").append(Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value));
    }

    private double relative(String workload, String driver, ToDoubleFunction<Measurement> value) {
        return results.least(workload, driver, value) / results.least(workload, Peers.PGJDBC, value);
    }

    private static int rows(String workload) {
        return switch (workload) {
            case "IntRows" -> Schema.INTS;
            case "MixedRows" -> Schema.MIXED;
            case "BatchInsert" -> Schema.BATCH;
            default -> 1;
        };
    }

    private static String title(String workload) {
        return switch (workload) {
            case "Lookup" -> "One row by id (int8, text, numeric), reused statement";
            case "OnePlusOne" -> "`select 1+1`, reused statement";
            case "FirstExecution" -> "First execution of a statement (one row by id)";
            case "IntRows" -> "1,000 rows of one int4";
            case "MixedRows" -> "100,000 rows of eight columns";
            case "BatchInsert" -> "Batch of 1,000 inserts of four parameters";
            case "Connect" -> "Connect and close, trust";
            default -> workload;
        };
    }

    private String plot(String title, Plot.Values values) {
        List<String> workloads = Bench.WORKLOADS.stream()
                .filter(workload -> !results.drivers(workload).isEmpty())
                .toList();
        List<String> drivers = Bench.DRIVERS.stream()
                .filter(driver ->
                        workloads.stream().anyMatch(w -> results.drivers(w).contains(driver)))
                .toList();
        return new Plot(title, workloads, drivers, values).svg();
    }
}
