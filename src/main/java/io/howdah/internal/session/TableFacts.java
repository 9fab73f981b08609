package io.howdah.internal.session;

import java.util.Map;

/**
 * What the catalogue says about a table or view and its columns. Shared by the connections of a data source; must not be changed once shared.
 *
 * @param schema its schema
 * @param table its name
 * @param columns by attribute number
 * @param readAtNanos when this was read, as {@code System.nanoTime}
 */
public record TableFacts(String schema, String table, Map<Integer, Column> columns, long readAtNanos) {
    /**
     * A column.
     *
     * @param name its name in the table
     * @param notNull true when the column or its domain does not allow NULL
     * @param autoIncrement true for an identity or a default that takes the next value of a sequence
     */
    public record Column(String name, boolean notNull, boolean autoIncrement) {}
}
