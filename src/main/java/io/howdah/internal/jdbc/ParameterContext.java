package io.howdah.internal.jdbc;

import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeRegistry;
import java.sql.SQLException;

/**
 * What decides the types of a connection's parameters besides their values.
 *
 * @param stringOid the type that strings are declared as: varchar, or 0 for the server to infer it (property stringtype)
 * @param types the types known for the data source
 * @param resolver learns the types that names stand for; null for those known only
 */
record ParameterContext(int stringOid, TypeRegistry types, TypeResolver resolver) {
    /** Without a connection. */
    ParameterContext(int stringOid, TypeRegistry types) {
        this(stringOid, types, null);
    }

    /** The type that a name given by the application stands for; null when there is none. */
    PgType named(String name) throws SQLException {
        return resolver == null ? types.byName(name) : resolver.named(name);
    }

    /** As {@link #named}, asking again where there was none. */
    PgType needed(String name) throws SQLException {
        return resolver == null ? types.byName(name) : resolver.needed(name);
    }
}
