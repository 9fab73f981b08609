package io.howdah.bench;

import io.howdah.HowdahDriver;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Measures the methods of DatabaseMetaData on a schema of 10,000 tables, both drivers by turns in one JVM, and prints a table of medians: calls on
 * everything, and on one table. A measurement is the call and the reading of all columns of all rows.
 *
 * <p>Arguments: {@code rounds=15 seconds=2}: rounds at most, and time at most for a method and driver.
 */
public final class MetaData {
    private static final int SCHEMAS = 10;
    private static final int TABLES = 1_000;
    private static final int TABLES_AT_ONCE = 100;
    private static final int WARM_UP = 3;

    private MetaData() {}

    /** One call of a method. */
    @FunctionalInterface
    private interface Call {
        ResultSet of(DatabaseMetaData data) throws SQLException;
    }

    /** See the class. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        int rounds = arguments.number("rounds", 15);
        long nanos = arguments.number("seconds", 2) * 1_000_000_000L;
        Target target = Target.find();
        try (Connection theirs = open(new org.postgresql.Driver(), target);
                Connection ours = open(new HowdahDriver(), target)) {
            prepare(theirs);
            System.out.println("| call | rows | pgjdbc ms | howdah ms | howdah, pgjdbc = 1 |");
            System.out.println("|---|--:|--:|--:|--:|");
            for (Map.Entry<String, Call> call : calls().entrySet()) {
                measure(call.getKey(), call.getValue(), theirs, ours, rounds, nanos);
            }
        }
        System.exit(0);
    }

    private static Connection open(Driver driver, Target target) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        return driver.connect(target.url("postgresql"), properties);
    }

    /** The schemas meta_0 to meta_9, if they are not there yet. */
    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery("select to_regclass('meta_9.table_1000')")) {
                there.next();
                if (there.getString(1) != null) {
                    return;
                }
            }
            for (int schema = 0; schema < SCHEMAS; schema++) {
                statement.execute("create schema meta_" + schema);
                for (int first = 1; first <= TABLES; first += TABLES_AT_ONCE) {
                    statement.execute("do $$ begin for i in " + first + " .. " + (first + TABLES_AT_ONCE - 1)
                            + " loop execute format('create table meta_" + schema + ".table_%s (id bigint primary key,"
                            + " parent bigint references meta_" + schema + ".table_%s, name varchar(100) not null"
                            + " default ''x'', amount numeric(12,2), created timestamptz default now(), note text)',"
                            + " i, greatest(i - 1, 1)); execute format('create index on meta_" + schema
                            + ".table_%s (name)', i); end loop; end $$");
                }
            }
            statement.execute("vacuum analyze");
        }
    }

    private static Map<String, Call> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("getTables, all", d -> d.getTables(null, null, "%", null));
        calls.put("getTables, TABLE", d -> d.getTables(null, null, "%", new String[] {"TABLE"}));
        calls.put("getTables, one", d -> d.getTables(null, "meta_5", "table\\_500", null));
        calls.put("getColumns, all", d -> d.getColumns(null, null, "%", "%"));
        calls.put("getColumns, a schema", d -> d.getColumns(null, "meta\\_5", "%", "%"));
        calls.put("getColumns, by name", d -> d.getColumns(null, null, "%", "amount"));
        calls.put("getColumns, one table", d -> d.getColumns(null, "meta\\_5", "table\\_500", "%"));
        calls.put("getPrimaryKeys", d -> d.getPrimaryKeys(null, "meta_5", "table_500"));
        calls.put("getImportedKeys", d -> d.getImportedKeys(null, "meta_5", "table_500"));
        calls.put("getImportedKeys, a schema", d -> d.getImportedKeys(null, "meta_5", null));
        calls.put("getExportedKeys", d -> d.getExportedKeys(null, "meta_5", "table_500"));
        calls.put(
                "getCrossReference",
                d -> d.getCrossReference(null, "meta_5", "table_499", null, "meta_5", "table_500"));
        calls.put("getIndexInfo", d -> d.getIndexInfo(null, "meta_5", "table_500", false, true));
        calls.put("getBestRowIdentifier", d -> d.getBestRowIdentifier(null, "meta_5", "table_500", 1, true));
        calls.put("getVersionColumns", d -> d.getVersionColumns(null, "meta_5", "table_500"));
        calls.put("getTablePrivileges, all", d -> d.getTablePrivileges(null, null, "%"));
        calls.put("getTablePrivileges, one", d -> d.getTablePrivileges(null, "meta\\_5", "table\\_500"));
        calls.put("getColumnPrivileges", d -> d.getColumnPrivileges(null, "meta_5", "table_500", "%"));
        calls.put("getTypeInfo", DatabaseMetaData::getTypeInfo);
        calls.put("getUDTs, all", d -> d.getUDTs(null, null, "%", null));
        calls.put("getProcedures", d -> d.getProcedures(null, null, "%"));
        calls.put("getProcedureColumns, all", d -> d.getProcedureColumns(null, null, "%", "%"));
        calls.put("getProcedureColumns, one", d -> d.getProcedureColumns(null, "pg\\_catalog", "lower", "%"));
        calls.put("getFunctions, all", d -> d.getFunctions(null, null, "%"));
        calls.put("getFunctionColumns, all", d -> d.getFunctionColumns(null, null, "%", "%"));
        calls.put("getSchemas", DatabaseMetaData::getSchemas);
        calls.put("getCatalogs", DatabaseMetaData::getCatalogs);
        calls.put("getTableTypes", DatabaseMetaData::getTableTypes);
        calls.put("getClientInfoProperties", DatabaseMetaData::getClientInfoProperties);
        return calls;
    }

    private static void measure(String name, Call call, Connection theirs, Connection ours, int rounds, long nanos)
            throws SQLException {
        long[] theirTimes = new long[rounds];
        long[] ourTimes = new long[rounds];
        int rows = 0;
        for (int i = 0; i < WARM_UP; i++) {
            read(call.of(theirs.getMetaData()));
            rows = read(call.of(ours.getMetaData()));
        }
        long start = System.nanoTime();
        int round = 0;
        while (round < rounds && (round < 3 || System.nanoTime() - start < 2 * nanos)) {
            // The first of a pair finds the caches of the processor as the other left them.
            boolean oursFirst = round % 2 == 0;
            long first = time(call, oursFirst ? ours : theirs);
            long second = time(call, oursFirst ? theirs : ours);
            ourTimes[round] = oursFirst ? first : second;
            theirTimes[round] = oursFirst ? second : first;
            round++;
        }
        double their = median(theirTimes, round);
        double our = median(ourTimes, round);
        System.out.println(
                String.format(Locale.ROOT, "| %s | %,d | %.2f | %.2f | %.2f |", name, rows, their, our, our / their));
    }

    private static long time(Call call, Connection connection) throws SQLException {
        long start = System.nanoTime();
        read(call.of(connection.getMetaData()));
        return System.nanoTime() - start;
    }

    /** Milliseconds. */
    private static double median(long[] times, int count) {
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted[count / 2] / 1e6;
    }

    private static int read(ResultSet rows) throws SQLException {
        try (rows) {
            int columns = rows.getMetaData().getColumnCount();
            int count = 0;
            int characters = 0;
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    String value = rows.getString(i);
                    characters += value == null ? 0 : value.length();
                }
                count++;
            }
            if (characters < 0) {
                throw new IllegalStateException("no such text");
            }
            return count;
        }
    }
}
