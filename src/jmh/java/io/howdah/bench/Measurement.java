package io.howdah.bench;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one fork of one workload with one driver gave, the mean of its iterations. Immutable; kept as one line of JSON.
 *
 * @param round forks with the same number ran one after the other, so that they are compared with each other
 * @param nanos time per operation
 * @param best time per operation of the fastest iteration
 * @param cpu CPU nanoseconds of the client per operation, garbage collection included, compilers not
 * @param gc the collector's part of {@code cpu}
 * @param user the part of {@code cpu} in user mode, the rest being the kernel's
 * @param thread the part of {@code cpu} spent in the benchmark's own thread
 * @param bytes allocated on the heap per operation
 */
record Measurement(
        String workload,
        String driver,
        int round,
        double nanos,
        double best,
        double cpu,
        double gc,
        double user,
        double thread,
        double bytes) {
    private static final Pattern LINE = Pattern.compile(
            "\\{\"workload\":\"(?<workload>[^\"]+)\",\"driver\":\"(?<driver>[^\"]+)\","
                    + "\"round\":(?<round>\\d+),\"nanos\":(?<nanos>[^,]+),\"best\":(?<best>[^,]+),\"cpu\":(?<cpu>[^,]+),"
                    + "\"gc\":(?<gc>[^,]+),\"user\":(?<user>[^,]+),\"thread\":(?<thread>[^,]+),\"bytes\":(?<bytes>[^,}]+)\\},?");

    /** One line, without the comma between two of them. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"workload\":\"%s\",\"driver\":\"%s\",\"round\":%d,\"nanos\":%.1f,\"best\":%.1f,\"cpu\":%.1f,"
                        + "\"gc\":%.1f,\"user\":%.1f,\"thread\":%.1f,\"bytes\":%.1f}",
                workload,
                driver,
                round,
                nanos,
                best,
                cpu,
                gc,
                user,
                thread,
                bytes);
    }

    /** The measurement of such a line; null when the line is something else. */
    static Measurement parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            return null;
        }
        return new Measurement(
                matcher.group("workload"),
                matcher.group("driver"),
                Integer.parseInt(matcher.group("round")),
                Double.parseDouble(matcher.group("nanos")),
                Double.parseDouble(matcher.group("best")),
                Double.parseDouble(matcher.group("cpu")),
                Double.parseDouble(matcher.group("gc")),
                Double.parseDouble(matcher.group("user")),
                Double.parseDouble(matcher.group("thread")),
                Double.parseDouble(matcher.group("bytes")));
    }
}
