package io.howdah.bench;

import io.howdah.HowdahDriver;
import io.howdah.api.HowdahConnection;
import io.howdah.api.RecordCopyIn;
import io.howdah.api.RecordCopyOut;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Measures COPY of 100,000 rows (int8, int4, text, float8) between records and a table, by turns in one JVM, and prints a table of medians: the driver's
 * records, beside the same rows as bytes that are ready, in binary by this driver and in csv by pgjdbc's CopyManager, and in csv that is made of the records.
 *
 * <p>Arguments: {@code rounds=15}.
 */
public final class CopyRecords {
    private static final int ROWS = 100_000;
    private static final int WARM_UP = 5;

    private CopyRecords() {}

    /** A row. */
    record Row(long id, int amount, String name, double weight) {}

    /** One way to copy, which says how many rows it has copied. */
    @FunctionalInterface
    private interface Way {
        long copy() throws Exception;
    }

    /** See the class. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        int rounds = arguments.number("rounds", 15);
        int count = ROWS;
        Target target = Target.find();
        try (Connection theirs = open(new org.postgresql.Driver(), "postgresql", target);
                Connection ours = open(new HowdahDriver(), "howdah", target)) {
            run(theirs, "drop table if exists copy_records");
            run(
                    theirs,
                    "create unlogged table copy_records (id int8, amount int4, name text, weight float8)"
                            + " with (autovacuum_enabled = false)");
            List<Row> rows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                rows.add(new Row(i, i % 1000, "the name of item " + i, i / 8.0));
            }
            measure("in", in(rows, theirs, ours), theirs, count, rounds, true);
            run(theirs, "truncate copy_records");
            records(rows, ours);
            measure("out", out(theirs, ours), theirs, count, rounds, false);
            run(theirs, "drop table copy_records");
        }
        System.exit(0);
    }

    private static Connection open(Driver driver, String protocol, Target target) throws SQLException {
        return driver.connect(target.url(protocol), target.credentials());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long records(List<Row> rows, Connection connection) throws SQLException {
        try (RecordCopyIn<Row> copy = connection.unwrap(HowdahConnection.class).copyIn("copy_records", Row.class)) {
            for (Row row : rows) {
                copy.add(row);
            }
            return copy.finish();
        }
    }

    private static byte[] csv(List<Row> rows) {
        StringBuilder csv = new StringBuilder(rows.size() * 40);
        for (Row row : rows) {
            csv.append(row.id)
                    .append(',')
                    .append(row.amount)
                    .append(',')
                    .append(row.name)
                    .append(',')
                    .append(row.weight)
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Way> in(List<Row> rows, Connection theirs, Connection ours) throws SQLException {
        HowdahConnection howdah = ours.unwrap(HowdahConnection.class);
        CopyManager manager = theirs.unwrap(PGConnection.class).getCopyAPI();
        records(rows, ours);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        howdah.copyOut("copy copy_records to stdout (format binary)", bytes);
        byte[] binary = bytes.toByteArray();
        byte[] csv = csv(rows);
        String fromCsv = "copy copy_records from stdin (format csv)";
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(
                "floor: ready binary",
                () -> howdah.copyIn("copy copy_records from stdin (format binary)", new ByteArrayInputStream(binary)));
        ways.put("records", () -> records(rows, ours));
        ways.put("pgjdbc, ready csv", () -> manager.copyIn(fromCsv, new ByteArrayInputStream(csv)));
        ways.put("pgjdbc, csv of records", () -> manager.copyIn(fromCsv, new ByteArrayInputStream(csv(rows))));
        return ways;
    }

    private static Map<String, Way> out(Connection theirs, Connection ours) throws SQLException {
        HowdahConnection howdah = ours.unwrap(HowdahConnection.class);
        CopyManager manager = theirs.unwrap(PGConnection.class).getCopyAPI();
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(
                "floor: binary, unread",
                () -> howdah.copyOut("copy copy_records to stdout (format binary)", OutputStream.nullOutputStream()));
        ways.put("records", () -> {
            long count = 0;
            try (RecordCopyOut<Row> copy = howdah.copyOut("copy_records", Row.class)) {
                for (Row row = copy.next(); row != null; row = copy.next()) {
                    count += row.name.isEmpty() ? 0 : 1;
                }
            }
            return count;
        });
        ways.put(
                "pgjdbc, csv, unread",
                () -> manager.copyOut("copy copy_records to stdout (format csv)", OutputStream.nullOutputStream()));
        return ways;
    }

    private static void measure(
            String direction, Map<String, Way> ways, Connection connection, int rows, int rounds, boolean truncate)
            throws Exception {
        System.out.println("| COPY " + direction + " of " + rows + " rows | ms | first = 1 |");
        System.out.println("|---|--:|--:|");
        Map<String, long[]> times = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                if (truncate) {
                    run(connection, "truncate copy_records");
                }
                long start = System.nanoTime();
                long copied = way.getValue().copy();
                long time = System.nanoTime() - start;
                if (copied != rows) {
                    throw new IllegalStateException(way.getKey() + " copied " + copied + " rows");
                }
                if (round >= 0) {
                    times.computeIfAbsent(way.getKey(), key -> new long[rounds])[round] = time;
                }
            }
        }
        double first = 0;
        for (Map.Entry<String, long[]> way : times.entrySet()) {
            Arrays.sort(way.getValue());
            double median = way.getValue()[rounds / 2] / 1e6;
            first = first == 0 ? median : first;
            System.out.println(
                    String.format(Locale.ROOT, "| %s | %.1f | %.2f |", way.getKey(), median, median / first));
        }
    }
}
