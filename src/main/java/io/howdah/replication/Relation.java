package io.howdah.replication;

import java.util.List;

/**
 * A table as the server describes it before its first change and again after it was altered.
 *
 * @param oid its OID
 * @param schema its schema
 * @param name its name
 * @param replicaIdentity what identifies a row that is updated or deleted
 * @param columns the published columns
 */
public record Relation(long oid, String schema, String name, ReplicaIdentity replicaIdentity, List<Column> columns) {
    /** What identifies a row that is updated or deleted ({@code ALTER TABLE ... REPLICA IDENTITY}). */
    public enum ReplicaIdentity {
        /** The primary key. */
        DEFAULT,
        /** Nothing. */
        NOTHING,
        /** All columns. */
        FULL,
        /** The columns of an index. */
        INDEX
    }

    /** Copies the columns. */
    public Relation {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param name its name
     * @param typeOid OID of its type
     * @param typeModifier such as the length of a varchar; -1 for none
     * @param isKey true when it is part of what identifies a row
     */
    public record Column(String name, long typeOid, int typeModifier, boolean isKey) {}
}
