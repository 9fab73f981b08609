package io.howdah.internal.jdbc;

import io.howdah.internal.session.TableFacts;
import io.howdah.internal.util.ClockCache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Finds out about the tables that result columns come from: asks the catalogue once for all tables of a result, and keeps the answers for the
 * data source for a minute. Belongs to a connection and is used on its statements' threads.
 */
final class TableColumns {
    /** How long an answer is good: long enough for the loops of a tool over its columns, short enough for a changed table. */
    private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** attidentity came with PostgreSQL 10. */
    private static final int IDENTITY_VERSION = 100_000;

    private static final String WITH_IDENTITY = sql("a.attidentity <> '' or ");
    private static final String WITHOUT_IDENTITY = sql("");

    private final Connection connection;
    private final int serverVersionNumber;
    private final ClockCache<Integer, TableFacts> cache;

    TableColumns(Connection connection, int serverVersionNumber, ClockCache<Integer, TableFacts> cache) {
        this.connection = connection;
        this.serverVersionNumber = serverVersionNumber;
        this.cache = cache;
    }

    private static String sql(String identity) {
        return CatalogSql.of("""
                select c.oid, n.nspname, c.relname, a.attnum, a.attname, a.attnotnull or t.typtype = 'd' and t.typnotnull,
                 coalesce(%s pg_catalog.pg_get_expr(d.adbin, d.adrelid) ~~ '%nextval(%', false)
                 from pg_catalog.pg_class c
                 join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                 join pg_catalog.pg_attribute a on a.attrelid = c.oid
                 join pg_catalog.pg_type t on t.oid = a.atttypid
                 left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                 where c.oid = any (cast(cast(? as pg_catalog.text) as pg_catalog.oid[])) and a.attnum > '0' and not a.attisdropped
                 order by 1, 4""".replace("%s", identity));
    }

    /**
     * What is known of the tables of a result, by their OIDs; a table that no longer exists is not in the map.
     *
     * @param tableOids one for each column; 0 for a column of no table
     * @throws SQLException the server's error for the query, such as 25P02 in a failed transaction
     */
    Map<Integer, TableFacts> find(int[] tableOids) throws SQLException {
        Map<Integer, TableFacts> found = new HashMap<>();
        List<Integer> missing = new ArrayList<>();
        long now = System.nanoTime();
        for (int oid : tableOids) {
            if (oid == 0 || found.containsKey(oid) || missing.contains(oid)) {
                continue;
            }
            TableFacts known = cache.get(oid);
            if (known != null && now - known.readAtNanos() < MAX_AGE_NANOS) {
                found.put(oid, known);
            } else {
                missing.add(oid);
            }
        }
        if (!missing.isEmpty()) {
            query(missing, now, found);
        }
        return found;
    }

    private void query(List<Integer> oids, long now, Map<Integer, TableFacts> found) throws SQLException {
        StringBuilder array = new StringBuilder("{");
        for (int oid : oids) {
            array.append(array.length() == 1 ? "" : ",").append(Integer.toUnsignedLong(oid));
        }
        String sql = serverVersionNumber >= IDENTITY_VERSION ? WITH_IDENTITY : WITHOUT_IDENTITY;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, array.append('}').toString());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int oid = (int) rows.getLong(1);
                    TableFacts table = found.get(oid);
                    if (table == null) {
                        table = new TableFacts(rows.getString(2), rows.getString(3), new HashMap<>(), now);
                        found.put(oid, table);
                    }
                    table.columns()
                            .put(
                                    rows.getInt(4),
                                    new TableFacts.Column(rows.getString(5), rows.getBoolean(6), rows.getBoolean(7)));
                }
            }
        }
        for (int oid : oids) {
            TableFacts table = found.get(oid);
            if (table != null) {
                cache.remove(oid);
                cache.putIfAbsent(oid, table);
            }
        }
    }
}
