package io.howdah.internal.session;

import io.howdah.internal.wire.BackendReader;

/** Which commands make untrue what is remembered of the database's types. Stateless. */
final class CatalogueTags {
    /** Tables created or dropped are not among them, temporary ones come and go; their row types are seldom met, and have OIDs of their own. */
    private static final String[] CHANGE_TYPES = {
        "ALTER TYPE",
        "ALTER TABLE",
        "ALTER DOMAIN",
        "ALTER SCHEMA",
        "ALTER EXTENSION",
        "DROP TYPE",
        "DROP DOMAIN",
        "DROP SCHEMA",
        "DROP EXTENSION",
        "DROP OWNED",
        "CREATE TYPE",
        "CREATE DOMAIN",
        "CREATE EXTENSION"
    };

    private CatalogueTags() {}

    /** True for the command whose CommandComplete the reader stands at. */
    static boolean changeTypes(BackendReader reader) {
        for (String tag : CHANGE_TYPES) {
            if (reader.commandStartsWith(tag)) {
                return true;
            }
        }
        return false;
    }
}
