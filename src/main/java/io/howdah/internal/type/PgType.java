package io.howdah.internal.type;

import java.util.List;

/**
 * A type of the server as the driver knows it: identity, shape and codec. Immutable and shared by all connections of a data source.
 *
 * @param oid the type's OID, unsigned
 * @param schema its schema, such as {@code pg_catalog}
 * @param name its name in pg_type: {@code int4}, {@code _int4}
 * @param form what it is made of
 * @param elementOid OID of the elements of an array, of the bounds of a range, of the ranges of a multirange, of the base type of a domain; else
 *     0
 * @param arrayOid OID of the array type over this one; 0 when unknown
 * @param delimiter separates the elements in the text of an array of this type, {@code ','} but for box
 * @param codec reads and writes its values
 * @param fields the columns of a composite type in their order, without dropped ones; else empty
 * @param visible true when the type is found by its name alone, without its schema
 */
public record PgType(
        int oid,
        String schema,
        String name,
        Form form,
        int elementOid,
        int arrayOid,
        char delimiter,
        Codec codec,
        List<Field> fields,
        boolean visible) {
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

    /**
     * A column of a composite type.
     *
     * @param modifier the type modifier, such as the length of a varchar; -1 for none
     */
    public record Field(String name, int typeOid, int modifier) {}

    public PgType {
        fields = List.copyOf(fields);
    }

    /** A type without fields that is found by its name alone. */
    public PgType(
            int oid, String schema, String name, Form form, int elementOid, int arrayOid, char delimiter, Codec codec) {
        this(oid, schema, name, form, elementOid, arrayOid, delimiter, codec, List.of(), true);
    }

    /** The name as SQL must have it to find the type: with its schema, both in quotes, where the name alone does not do. */
    public String sqlName() {
        return visible ? name : '"' + schema.replace("\"", "\"\"") + "\".\"" + name.replace("\"", "\"\"") + '"';
    }
}
