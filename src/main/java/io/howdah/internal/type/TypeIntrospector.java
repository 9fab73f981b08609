package io.howdah.internal.type;

import io.howdah.internal.type.PgType.Field;
import io.howdah.internal.type.PgType.Form;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Learns types from the server's catalogue: one query for any number of types and everything they are made of, however deep. The query only reads
 * {@code pg_catalog}, names nothing without its schema, operators included, and so means the same under any search path. Stateless but for the
 * answer being read; used once, by one thread.
 */
public final class TypeIntrospector {
    /** Multiranges came with PostgreSQL 14. */
    private static final int MULTIRANGE_VERSION = 140_000;

    /** Columns of the answer, all text. */
    public static final int COLUMNS = 16;

    private static final String EQUALS = " operator(pg_catalog.=) ";

    /** How deep types are followed that are made of each other, as only a broken catalogue has them. */
    private static final int MAX_DEPTH = 100;

    private final TypeRegistry types;
    private final Map<Integer, Raw> rows = new LinkedHashMap<>();
    private final Map<Integer, PgType> described = new HashMap<>();

    /** One type as the catalogue tells it. */
    private record Raw(String[] columns, List<Field> fields) {
        int oid() {
            return oidOf(columns[0]);
        }
    }

    public TypeIntrospector(TypeRegistry types) {
        this.types = types;
    }

    // ---- the query

    /**
     * The query for types by OID, however many. They stand in a subquery, so that the server's planner does not count them: for many it would expect so
     * much work, ten levels of types for each, that it compiles the query first (JIT), which takes far longer than the query itself.
     */
    public static String queryFor(int[] oids, int serverVersionNumber) {
        StringBuilder list = new StringBuilder();
        for (int oid : oids) {
            list.append(list.isEmpty() ? "" : ",").append(Integer.toUnsignedLong(oid));
        }
        String asked = "select u from pg_catalog.unnest((select '{" + list + "}'::pg_catalog.oid[])) u";
        return query(asked, serverVersionNumber);
    }

    /**
     * The query for a type by the name that an application gave: with or without schema, in quotes or not, array types with {@code []}. A name
     * without quotes is tried as it stands and then in lower case; one without schema is looked for in the search path.
     */
    public static String queryFor(String name, int serverVersionNumber) {
        String[] parts = TypeNames.parse(name);
        String typeName = literal(parts[1]);
        String folded = literal(parts[1].toLowerCase(Locale.ROOT));
        String place = parts[0] == null
                ? "pg_catalog.pg_type_is_visible(n.oid)"
                : "s.nspname" + EQUALS + literal(parts[0]) + "::pg_catalog.name";
        String match = "n.typname" + EQUALS + typeName + "::pg_catalog.name";
        String either = parts[1].equals(TypeNames.quoted(name))
                ? match
                : "(" + match + " or n.typname" + EQUALS + folded + "::pg_catalog.name)";
        String oid = parts[2] == null ? "n.oid" : "case when n.typelem" + EQUALS + "0 then n.typarray else n.oid end";
        String asked = "(select " + oid + " from pg_catalog.pg_type n"
                + " join pg_catalog.pg_namespace s on s.oid" + EQUALS + "n.typnamespace"
                + " where " + either + " and " + place
                + " order by case when " + match + " then 0 else 1 end limit 1)";
        return query(asked, serverVersionNumber);
    }

    private static String literal(String text) {
        // Escapes are the same whatever standard_conforming_strings is.
        return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace("\0", "") + "'";
    }

    /** A type, then what it is made of and what is made of it: elements, fields, bounds, base types, and the array types over all of them. */
    private static String query(String asked, int serverVersionNumber) {
        boolean multiranges = serverVersionNumber >= MULTIRANGE_VERSION;
        String rangeOfMultirange = multiranges
                ? " union all select m.rngtypid from pg_catalog.pg_range m where t.typtype = 'm' and m.rngmultitypid = t.oid"
                : "";
        String sql = " wanted(oid) as (select a.oid from asked a union"
                + " select p.oid from wanted w join pg_catalog.pg_type t on t.oid = w.oid cross join lateral ("
                + "select t.typelem as oid union all select t.typarray union all select t.typbasetype"
                + " union all select r.rngsubtype from pg_catalog.pg_range r where t.typtype = 'r' and r.rngtypid = t.oid"
                + rangeOfMultirange
                + " union all select f.atttypid from pg_catalog.pg_attribute f"
                + " where t.typtype = 'c' and f.attrelid = t.typrelid and f.attnum > 0 and not f.attisdropped"
                + ") p where p.oid <> 0)"
                + " select t.oid, n.nspname, t.typname, t.typtype, t.typelem, t.typarray, t.typbasetype, t.typdelim,"
                + " r.rngsubtype, " + (multiranges ? "m.rngtypid," : "null,")
                + " t.typelem <> 0 and t.typinput = 'pg_catalog.array_in'::pg_catalog.regproc,"
                + " pg_catalog.pg_type_is_visible(t.oid),"
                + " b.oid is not null,"
                + " f.attname, f.atttypid, f.atttypmod"
                + " from wanted w join pg_catalog.pg_type t on t.oid = w.oid"
                + " join pg_catalog.pg_namespace n on n.oid = t.typnamespace"
                + " left join asked b on b.oid = t.oid"
                + " left join pg_catalog.pg_range r on r.rngtypid = t.oid"
                + (multiranges ? " left join pg_catalog.pg_range m on m.rngmultitypid = t.oid" : "")
                + " left join pg_catalog.pg_attribute f on t.typtype = 'c' and f.attrelid = t.typrelid"
                + " and f.attnum > 0 and not f.attisdropped order by t.oid, f.attnum";
        // An operator may be hidden by another one of that name in a schema of the search path.
        return "with recursive asked(oid) as (" + asked + "),"
                + sql.replace(" = ", EQUALS)
                        .replace(" <> ", " operator(pg_catalog.<>) ")
                        .replace(" > ", " operator(pg_catalog.>) ");
    }

    // ---- the answer

    /** Takes one row of the answer: {@link #COLUMNS} texts, null for NULL. */
    public void add(String[] columns) throws SQLException {
        int oid = oidOf(columns[0]);
        Raw row = rows.computeIfAbsent(oid, key -> new Raw(columns, new ArrayList<>(0)));
        if (columns[13] != null) {
            row.fields.add(new Field(columns[13], oidOf(columns[14]), Integer.parseInt(columns[15])));
        }
    }

    /**
     * Makes what has been read known to the data source.
     *
     * @return the type asked for, or the first of them; null when there is none
     */
    public PgType learn() {
        for (Raw row : rows.values()) {
            describe(row, 0);
        }
        types.learn(described.values().toArray(new PgType[0]));
        for (Raw row : rows.values()) {
            if ("t".equals(row.columns[12])) {
                return types.byOid(row.oid());
            }
        }
        return null;
    }

    /** A type whose parts are described first, because its codec depends on theirs. */
    private PgType describe(Raw row, int depth) {
        PgType known = described.get(row.oid());
        if (known != null) {
            return known;
        }
        String[] c = row.columns;
        Form form = formOf(c);
        int element = switch (form) {
            case ARRAY -> oidOf(c[4]);
            case DOMAIN -> oidOf(c[6]);
            case RANGE -> oidOf(c[8]);
            case MULTIRANGE -> oidOf(c[9]);
            default -> 0;
        };
        PgType elementType = element == 0 ? null : part(element, depth);
        List<PgType> fieldTypes = new ArrayList<>(row.fields.size());
        for (Field field : row.fields) {
            fieldTypes.add(part(field.typeOid(), depth));
        }
        char delimiter = c[7] == null || c[7].isEmpty() ? ',' : c[7].charAt(0);
        Codec codec = types.codecFor(c[1], c[2], form, elementType, fieldTypes);
        PgType type = new PgType(
                row.oid(), c[1], c[2], form, element, oidOf(c[5]), delimiter, codec, row.fields, "t".equals(c[11]));
        described.put(type.oid(), type);
        return type;
    }

    private PgType part(int oid, int depth) {
        Raw row = rows.get(oid);
        return row == null || TypeRegistry.isBuiltIn(oid) || depth > MAX_DEPTH
                ? types.byOid(oid)
                : describe(row, depth + 1);
    }

    private static Form formOf(String[] columns) {
        if ("t".equals(columns[10])) {
            return Form.ARRAY;
        }
        return switch (columns[3]) {
            case "c" -> Form.COMPOSITE;
            case "d" -> Form.DOMAIN;
            case "e" -> Form.ENUM;
            case "r" -> Form.RANGE;
            case "m" -> Form.MULTIRANGE;
            case "p" -> Form.PSEUDO;
            default -> Form.BASE;
        };
    }

    private static int oidOf(String text) {
        return text == null ? 0 : Integer.parseUnsignedInt(text);
    }
}
