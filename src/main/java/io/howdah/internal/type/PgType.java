package io.howdah.internal.type;

/**
 * A type of the server as the driver knows it: identity, shape and codec. Immutable and shared by all connections of a data source.
 *
 * @param oid the type's OID, unsigned
 * @param schema its schema, such as {@code pg_catalog}
 * @param name its name in pg_type: {@code int4}, {@code _int4}
 * @param form what it is made of
 * @param elementOid OID of the elements of an array or range, of the base type of a domain; else 0
 * @param arrayOid OID of the array type over this one; 0 when unknown
 * @param delimiter separates the elements in the text of an array of this type, {@code ','} but for box
 * @param codec reads and writes its values
 */
public record PgType(
        int oid, String schema, String name, Form form, int elementOid, int arrayOid, char delimiter, Codec codec) {
    /** What a type is made of: {@code pg_type.typtype}, with arrays apart. */
    public enum Form {
        BASE,
        ARRAY,
        DOMAIN,
        ENUM,
        COMPOSITE,
        RANGE,
        MULTIRANGE,
        PSEUDO,
        /** Not described yet: only its OID is known. */
        UNKNOWN
    }
}
