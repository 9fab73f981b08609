package io.howdah.internal.type;

import io.howdah.internal.util.IntMap;

/**
 * All types a data source knows, by OID: the built-in ones, which are the same on every server, and those learned from this server's catalogue,
 * added copy-on-write. Safe for use by many threads; reading takes no lock.
 */
public final class TypeRegistry {
    private volatile IntMap<PgType> learned = new IntMap<>();

    /** The type of {@code oid}; for one never heard of, a type of form UNKNOWN that is read as text. Never null. */
    public PgType byOid(int oid) {
        throw new UnsupportedOperationException("type " + oid + ", " + learned.size() + " learned");
    }
}
