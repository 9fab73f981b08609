package io.howdah.internal.type;

import java.util.List;

/**
 * The columns of a table to which rows are copied. Immutable, shared by the connections of a data source.
 *
 * @param table its name as SQL has it
 * @param names of the columns
 * @param types of the columns, as they were known at {@code generation}
 * @param generated for each column whether the server makes its values, so that none can be given
 * @param generation of the types
 */
public record CopyColumns(
        String table, List<String> names, List<PgType> types, List<Boolean> generated, int generation) {
    public CopyColumns {
        names = List.copyOf(names);
        types = List.copyOf(types);
        generated = List.copyOf(generated);
    }
}
