package io.howdah.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All measurements of a run and where they were made. Written as JSON, one measurement on a line, and read back from it.
 * Used by one thread.
 */
final class Results {
    private static final Pattern FACT = Pattern.compile("\\s*\"([^\"]+)\": \"([^\"]*)\",?");

    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<Measurement> measurements = new ArrayList<>();

    /** Adds what was measured. */
    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    /** Commit, JDK, server, machine: what a number means nothing without. */
    Map<String, String> facts() {
        return facts;
    }

    /** Number of the last round; 0 when there is none. */
    int rounds() {
        return measurements.stream().mapToInt(Measurement::round).max().orElse(0);
    }

    /** How often the driver was measured. */
    int rounds(String workload, String driver) {
        return of(workload, driver).size();
    }

    /** Fills in the facts. */
    void describe(Target target) throws SQLException, IOException {
        facts.put("commit", run("git", "rev-parse", "--short", "HEAD"));
        facts.put("jdk", System.getProperty("java.vm.version") + " " + System.getProperty("java.vendor"));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("cpu", cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores shared with the server");
        try (Connection connection = target.connect()) {
            facts.put("server", connection.getMetaData().getDatabaseProductVersion());
        }
    }

    /** Drivers measured with that workload, in the order of {@link Bench}. */
    List<String> drivers(String workload) {
        return Bench.DRIVERS.stream()
                .filter(driver -> measurements.stream()
                        .anyMatch(
                                m -> m.workload().equals(workload) && m.driver().equals(driver)))
                .toList();
    }

    /** The least of all rounds: what disturbs a machine only ever adds. NaN when there is none. */
    double least(String workload, String driver, ToDoubleFunction<Measurement> value) {
        return of(workload, driver).stream().mapToDouble(value).min().orElse(Double.NaN);
    }

    /** How many times the throughput of {@code base} the driver has, each at its fastest; NaN when it was not measured. */
    double throughput(String workload, String driver, String base) {
        return least(workload, base, Measurement::best) / least(workload, driver, Measurement::best);
    }

    /** Median over the rounds of the throughput as a multiple of that of {@code base} in the same round; NaN when there is none. */
    double medianThroughput(String workload, String driver, String base) {
        return median(throughputs(workload, driver, base));
    }

    private List<Double> throughputs(String workload, String driver, String base) {
        List<Double> ratios = new ArrayList<>();
        for (Measurement mine : of(workload, driver)) {
            for (Measurement other : of(workload, base)) {
                if (other.round() == mine.round()) {
                    ratios.add(other.nanos() / mine.nanos());
                }
            }
        }
        return ratios;
    }

    private List<Measurement> of(String workload, String driver) {
        return measurements.stream()
                .filter(m -> m.workload().equals(workload) && m.driver().equals(driver))
                .toList();
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Writes everything. */
    void write(Path file) throws IOException {
        StringBuilder json = new StringBuilder("{\n");
        facts.forEach((name, value) -> json.append("  \"")
                .append(name)
                .append("\": \"")
                .append(value.replace('"', '\'').replace('\\', '/'))
                .append("\",\n"));
        json.append("  \"measurements\": [\n");
        for (int i = 0; i < measurements.size(); i++) {
            json.append("    ").append(measurements.get(i).json()).append(i + 1 < measurements.size() ? ",\n" : "\n");
        }
        json.append("  ]\n}\n");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
    }

    /** Reads what {@link #write} wrote; empty when there is no such file. */
    static Results read(Path file) throws IOException {
        Results results = new Results();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                Measurement measurement = Measurement.parse(line);
                Matcher fact = FACT.matcher(line);
                if (measurement != null) {
                    results.add(measurement);
                } else if (fact.matches()) {
                    results.facts.put(fact.group(1), fact.group(2));
                }
            }
        }
        return results;
    }

    private static String cpu() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.exists(info)) {
            for (String line : Files.readAllLines(info)) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return System.getProperty("os.arch");
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
