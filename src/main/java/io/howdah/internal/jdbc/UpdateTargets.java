package io.howdah.internal.jdbc;

import io.howdah.internal.session.UpdateFacts;
import io.howdah.internal.util.ClockCache;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Finds out what has to be known of a table to change its rows: one query of the catalogue, whose answer is kept for the data source for a
 * minute. Stateless.
 */
final class UpdateTargets {
    private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Primary keys may be deferrable; another unique index serves only when it holds at any time. Columns of INCLUDE are no part of a key. */
    private static final String CATALOGUE =
            "select 0, c.relkind::text, c.relhassubclass::text, n.nspname::text, c.relname::text"
                    + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = $1"
                    + " union all select 1, a.attnum::text, a.attnotnull::text, a.attname::text, null"
                    + " from pg_catalog.pg_attribute a where a.attrelid = $1 and not a.attisdropped"
                    + " union all (select 2, array_to_string((i.indkey::int2[])[0:i.indnkeyatts - 1], ' '), null, null, null"
                    + " from pg_catalog.pg_index i where i.indrelid = $1 and i.indisunique and i.indisvalid"
                    + " and i.indpred is null and (i.indisprimary or i.indimmediate) order by i.indisprimary desc, i.indnkeyatts, i.indexrelid)";

    private UpdateTargets() {}

    /**
     * The facts about a table, view or what else columns come from.
     *
     * @throws SQLException 24000 when it no longer exists; the server's error for the query, such as 25P02 in a failed transaction
     */
    static UpdateFacts find(ConnectionImpl connection, int oid) throws SQLException {
        ClockCache<Integer, UpdateFacts> cache = connection.session().shared().updateFacts();
        long now = System.nanoTime();
        UpdateFacts known = cache.get(oid);
        if (known != null && now - known.readAtNanos() < MAX_AGE_NANOS) {
            return known;
        }
        UpdateFacts found = query(connection, oid, now);
        cache.remove(oid);
        cache.putIfAbsent(oid, found);
        return found;
    }

    private static UpdateFacts query(ConnectionImpl connection, int oid, long now) throws SQLException {
        String[] table = null;
        Map<Integer, String> columns = new HashMap<>();
        Set<Integer> notNull = new HashSet<>();
        List<int[]> keys = new ArrayList<>();
        String sql = CATALOGUE.replace("$1", Integer.toUnsignedString(oid) + "::oid");
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                switch (rows.getInt(1)) {
                    case 0 ->
                        table = new String[] {rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)
                        };
                    case 1 -> {
                        columns.put(rows.getInt(2), rows.getString(4));
                        if (rows.getBoolean(3)) {
                            notNull.add(rows.getInt(2));
                        }
                    }
                    default -> keys.add(numbers(rows.getString(2)));
                }
            }
        }
        if (table == null) {
            throw JdbcErrors.notUpdatable("the table of its columns no longer exists");
        }
        // Zero stands for an expression.
        keys.removeIf(key -> Arrays.stream(key).anyMatch(number -> number == 0 || !notNull.contains(number)));
        return new UpdateFacts(table[2], table[3], table[0].charAt(0), table[1].startsWith("t"), columns, keys, now);
    }

    private static int[] numbers(String list) {
        return Arrays.stream(list.split(" ")).mapToInt(Integer::parseInt).toArray();
    }
}
