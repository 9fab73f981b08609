package io.howdah.internal.session;

import java.util.List;
import java.util.Map;

/**
 * What the catalogue says about a table that matters for changing its rows one by one. Shared by the connections of a data source; must not be
 * changed once shared.
 *
 * @param schema its schema
 * @param table its name
 * @param kind {@code pg_class.relkind}: {@code r} a table, {@code p} a partitioned one, {@code v} a view, ...
 * @param inherited true for a table of which others inherit, whose keys are not the others'
 * @param columns names by attribute number
 * @param keys the attribute numbers of each set of columns that no two rows have in common and that are never NULL, the primary key first
 * @param readAtNanos when this was read, as {@code System.nanoTime}
 */
public record UpdateFacts(
        String schema,
        String table,
        char kind,
        boolean inherited,
        Map<Integer, String> columns,
        List<int[]> keys,
        long readAtNanos) {}
