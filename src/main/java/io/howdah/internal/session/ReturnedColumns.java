package io.howdah.internal.session;

import java.util.List;

/**
 * The columns that a statement with {@code RETURNING *} gives. Immutable, shared by the connections of a data source.
 *
 * @param names in order
 * @param readAtNanos when this was read, as {@code System.nanoTime}
 */
public record ReturnedColumns(List<String> names, long readAtNanos) {}
