package io.howdah.internal.sql;

import java.sql.SQLDataException;
import java.sql.SQLException;

/** Quoting of names and literals. Stateless; any thread. */
public final class Identifiers {
    private Identifiers() {}

    /**
     * Quotes a name exactly: the result means this name and nothing else, whatever is in it.
     *
     * @throws SQLException 22021 for a zero char, 42602 for a null or empty name
     */
    public static String quote(String name) throws SQLException {
        if (name == null || name.isEmpty()) {
            throw new SQLDataException("identifier: expected a name, got " + (name == null ? "null" : "\"\""), "42602");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
