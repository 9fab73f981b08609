package io.howdah.internal.jdbc;

import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.PgType.Form;
import io.howdah.internal.type.TypeFacts;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.IntMap;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Types;

/**
 * A type as metadata describe it, read from the catalogue along with what is of it. Immutable.
 *
 * @param type what {@link TypeFacts} need of it
 * @param sqlType the constant of {@link Types}
 * @param name in UTF-8: its name in pg_type; when its schema is not in the search path, schema and name in double quotes
 */
record CatalogType(PgType type, int sqlType, byte[] name) {
    /** The letter of the form of type {@code t}: its typtype, or {@code a} for an array. */
    static final String FORM = "case when t.typinput = '750' then 'a' else t.typtype end";

    /** The schema of type {@code t} when its name alone does not find it, else NULL. */
    static final String SCHEMA = """
            case when t.typnamespace = '11' then null else
             (select tn.nspname from pg_catalog.pg_namespace tn where tn.oid = t.typnamespace and
              not (tn.nspname = any (cast((select pg_catalog.current_schemas(true)) as pg_catalog.name[])))) end""";

    /** Types by OID, of one result. */
    static final class Cache {
        private final IntMap<CatalogType> types = new IntMap<>();

        /**
         * The type of a row.
         *
         * @param column the first of four: OID, {@link #FORM}, OID of the elements, name, {@link #SCHEMA}
         */
        CatalogType of(ResultSetImpl rows, int column) throws SQLException {
            int oid = (int) rows.getLong(column);
            CatalogType known = types.get(oid);
            if (known == null) {
                PgType type = described(oid, rows.getString(column + 1).charAt(0), (int) rows.getLong(column + 2));
                known = new CatalogType(
                        type, sqlTypeOf(type), fullName(rows.getString(column + 4), rows.getString(column + 3)));
                types.put(oid, known);
            }
            return known;
        }
    }

    /** @param form as {@link #FORM} */
    static PgType described(int oid, char form, int elementOid) {
        return new PgType(oid, "", "", formOf(form), elementOid, 0, ',', TypeRegistry.UNSPECIFIED.codec());
    }

    private static Form formOf(char letter) {
        return switch (letter) {
            case 'a' -> Form.ARRAY;
            case 'c' -> Form.COMPOSITE;
            case 'd' -> Form.DOMAIN;
            case 'e' -> Form.ENUM;
            case 'm' -> Form.MULTIRANGE;
            case 'p' -> Form.PSEUDO;
            case 'r' -> Form.RANGE;
            default -> Form.BASE;
        };
    }

    /** The constant of {@link Types}; the pseudo-type unknown is none of texts here, since no column has it. */
    static int sqlTypeOf(PgType type) {
        return type.oid() == Oids.UNKNOWN ? Types.OTHER : TypeFacts.sqlType(type);
    }

    private static byte[] fullName(String schema, String name) {
        String full = schema == null ? name : quoted(schema) + '.' + quoted(name);
        return full.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
