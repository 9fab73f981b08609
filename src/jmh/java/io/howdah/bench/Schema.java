package io.howdah.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of the benchmarks and the statements on them, the same for every driver. Parameters are {@code $n} here. */
final class Schema {
    /** Rows of bench_item; ids are 1 to ITEMS. */
    static final int ITEMS = 10_000;

    /** Rows of bench_int. */
    static final int INTS = 1_000;

    /** Rows of bench_mixed. */
    static final int MIXED = 100_000;

    /** Rows of one batch. */
    static final int BATCH = 1_000;

    static final String LOOKUP = "select id, name, amount from bench_item where id = $1";
    static final String ONE_PLUS_ONE = "select 1+1";
    static final String INT_ROWS = "select v from bench_int";
    static final String MIXED_ROWS = "select a, b, c, d, e, f, g, h from bench_mixed";
    static final String INSERT = "insert into bench_batch values ($1, $2, $3, $4)";

    /** Digits that make the text of a first execution unique: {@code LOOKUP + FIRST_PREFIX + digits + FIRST_SUFFIX}. */
    static final int FIRST_DIGITS = 12;

    static final String FIRST_PREFIX = " /* ";
    static final String FIRST_SUFFIX = " */";

    private static final String[] TABLES = {
        "drop table if exists bench_item, bench_int, bench_mixed, bench_batch",
        "create unlogged table bench_item (id int8 primary key, name text not null, amount numeric(12,2) not null)",
        "insert into bench_item select i, 'item-' || lpad(i::text, 7, '0'), i * 1.25 from generate_series(1, " + ITEMS
                + ") i",
        "create unlogged table bench_int (v int4 not null)",
        "insert into bench_int select i from generate_series(1, " + INTS + ") i",
        "create unlogged table bench_mixed (a int8, b int4, c text, d timestamptz, e numeric, f float8, g bool, h uuid)",
        "insert into bench_mixed select i * 100003::int8, i, 'name of row ' || i,"
                + " timestamptz '2024-02-03 04:05:06.789012+00' + i * interval '61.000001 seconds', i * 1.37, i * 0.731,"
                + " i % 3 = 0, md5(i::text)::uuid from generate_series(1, " + MIXED + ") i",
        "create unlogged table bench_batch (a int8, b int4, c text, d float8) with (autovacuum_enabled = off)",
        "vacuum (analyze, freeze) bench_item, bench_int, bench_mixed",
    };

    private Schema() {}

    /** Makes the tables unless they are there. */
    static void prepare(Target target) throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            if (complete(statement)) {
                return;
            }
            for (String sql : TABLES) {
                statement.execute(sql);
            }
        }
    }

    /** The last table is made last. */
    private static boolean complete(Statement statement) throws SQLException {
        return number(statement, "select (to_regclass('bench_batch') is not null)::int") == 1;
    }

    /** What the values of all rows of bench_mixed add up to, by the rule of {@link Checksum#mixed}. */
    static long mixedChecksum(Target target) throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            return number(
                    statement,
                    "select sum(a + b + length(c) + floor(extract(epoch from d))::int8 + trunc(e)::int8"
                            + " + trunc(f::numeric)::int8 + g::int + ('x' || left(h::text, 4))::bit(16)::int)"
                            + " from bench_mixed");
        }
    }

    /** Empties the table of the batches, so that it does not grow from one iteration to the next. */
    static void truncateBatch(Target target) throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate bench_batch");
        }
    }

    /** JDBC's placeholders in place of the server's. */
    static String jdbc(String sql) {
        return sql.replaceAll("\\$[0-9]", "?");
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
