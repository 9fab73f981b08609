package io.howdah.internal.jdbc;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeFacts;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The methods of {@link DatabaseMetaData} about types. Immutable, of one connection. */
final class TypeMetaData {
    /** Without the types of tables' rows. */
    private static final String TYPE_INFO = CatalogSql.of("""
            select t.oid, %s, t.typelem, t.typname
             from pg_catalog.pg_type t
             left join pg_catalog.pg_class c on c.oid = t.typrelid and c.relkind = 'c'
             where (t.typrelid = '0' or c.oid is not null) and t.typnamespace <> '99'""".replace("%s", CatalogType.FORM));

    private static final String UDTS = CatalogSql.of("""
            select n.nspname, u.typname, u.typtype, d.description, t.oid, %s, t.typelem
             from pg_catalog.pg_namespace n
             join pg_catalog.pg_type u on u.typnamespace = n.oid
             left join pg_catalog.pg_type t on t.oid = u.typbasetype
             left join pg_catalog.pg_description d on d.objoid = u.oid and d.classoid = '1247' and d.objsubid = '0'
             where u.typtype = any (cast(? as pg_catalog."char"[])) and n.oid <> '11' and n.oid <> '99'""".replace("%s", CatalogType.FORM));

    private static final String BY_TYPE =
            CatalogSql.of("order by case when u.typtype = 'd' then 1 else 2 end, n.nspname, u.typname");

    private static final String TYPE_IS_PRIVILEGED = "and pg_catalog.has_type_privilege(t.oid, 'USAGE')";
    private static final String UDT_IS_PRIVILEGED = "and pg_catalog.has_type_privilege(u.oid, 'USAGE')";

    /** NUMERIC_MAX_PRECISION of the server, which is also the largest scale. */
    private static final int MAX_NUMERIC_DIGITS = 1000;

    /** MaxAttrSize of the server, in characters. */
    private static final int MAX_CHARACTERS = 10 * 1024 * 1024;

    /** MaxAttrSize of the server, in bits. */
    private static final int MAX_BITS = MAX_CHARACTERS * 8;

    private static final int MAX_SECOND_DIGITS = 6;
    private static final int RADIX = 10;

    private static final byte[] QUOTE = {'\''};

    private final ConnectionImpl connection;

    TypeMetaData(ConnectionImpl connection) {
        this.connection = connection;
    }

    private CodecContext context() {
        return connection.session().state().context();
    }

    /** A row of getTypeInfo. */
    private record Info(PgType type, int sqlType, String name, boolean counts) {}

    /** As {@link DatabaseMetaData#getTypeInfo}; types of one DATA_TYPE are in the order in which they were created. */
    ResultSet typeInfo() throws SQLException {
        List<Info> types = new ArrayList<>();
        CatalogQuery query = new CatalogQuery(connection, TYPE_INFO)
                .addIf(connection.settings().hideUnprivilegedObjects(), TYPE_IS_PRIVILEGED)
                .add("order by t.oid");
        try (ResultSetImpl rows = query.stream()) {
            while (rows.next()) {
                PgType type = CatalogType.described(
                        (int) rows.getLong(1), rows.getString(2).charAt(0), (int) rows.getLong(3));
                int sqlType = CatalogType.sqlTypeOf(type);
                types.add(new Info(type, sqlType, rows.getString(4), false));
                addCounting(types, type, sqlType);
            }
        }
        types.sort(Comparator.comparingInt(Info::sqlType));
        MetaDataRows result = new MetaDataRows(context(), ColumnLabels.TYPE_INFO, ColumnLabels.TYPE_INFO_TYPES);
        for (Info type : types) {
            append(type, result);
        }
        return result.resultSet();
    }

    /** The name by which an integer that counts by itself is declared. */
    private static void addCounting(List<Info> types, PgType type, int sqlType) {
        switch (type.oid()) {
            case Oids.INT4 -> types.add(new Info(type, sqlType, "serial", true));
            case Oids.INT8 -> types.add(new Info(type, sqlType, "bigserial", true));
            case Oids.INT2 -> types.add(new Info(type, sqlType, "smallserial", true));
            default -> {
                // Has no such name.
            }
        }
    }

    private static void append(Info info, MetaDataRows result) throws SQLException {
        PgType type = info.type;
        result.begin();
        result.text(info.name);
        result.int2(info.sqlType);
        result.int4(maxPrecision(type));
        boolean quoted = isQuoted(type);
        for (int i = 0; i < 2; i++) {
            if (quoted) {
                result.text(QUOTE);
            } else {
                result.none();
            }
        }
        result.none();
        result.int2(DatabaseMetaData.typeNullable);
        result.bool(TypeFacts.isCaseSensitive(type));
        result.int2(DatabaseMetaData.typeSearchable);
        result.bool(!TypeFacts.isSigned(type));
        result.bool(false);
        result.bool(info.counts);
        result.none();
        result.int2(0);
        result.int2(type.oid() == Oids.NUMERIC ? MAX_NUMERIC_DIGITS : 0);
        result.none(2);
        result.int4(RADIX);
        result.end();
    }

    private static boolean isQuoted(PgType type) {
        return switch (type.oid()) {
            case Oids.INT2, Oids.INT4, Oids.INT8, Oids.OID, Oids.FLOAT4, Oids.FLOAT8, Oids.NUMERIC, Oids.MONEY -> false;
            default -> true;
        };
    }

    /** The largest number that can stand behind the type's name; of an array, behind that of its elements; 0 where there is none. */
    private static int maxPrecision(PgType type) {
        int oid = type.form() == PgType.Form.ARRAY ? type.elementOid() : type.oid();
        return switch (oid) {
            case Oids.NUMERIC -> MAX_NUMERIC_DIGITS;
            case Oids.BPCHAR, Oids.VARCHAR -> MAX_CHARACTERS;
            case Oids.BIT, Oids.VARBIT -> MAX_BITS;
            case Oids.TIME, Oids.TIMETZ, Oids.TIMESTAMP, Oids.TIMESTAMPTZ, Oids.INTERVAL -> MAX_SECOND_DIGITS;
            default -> 0;
        };
    }

    /**
     * As {@link DatabaseMetaData#getUDTs}: domains are DISTINCT, composite types and those of tables' rows STRUCT. A pattern may be qualified
     * with schema, or catalog and schema, which then take the place of the other arguments.
     */
    ResultSet udts(String catalog, String schemaPattern, String typePattern, int[] types) throws SQLException {
        String schema = schemaPattern;
        String name = typePattern;
        int dot = typePattern == null ? -1 : typePattern.lastIndexOf('.');
        if (dot >= 0) {
            schema = typePattern.substring(typePattern.lastIndexOf('.', dot - 1) + 1, dot);
            name = typePattern.substring(dot + 1);
        }
        CatalogQuery query = new CatalogQuery(connection, UDTS)
                .value(forms(types))
                .catalog(dot >= 0 ? null : catalog)
                .pattern("n.nspname", schema)
                .pattern("u.typname", name)
                .addIf(connection.settings().hideUnprivilegedObjects(), UDT_IS_PRIVILEGED)
                .add(BY_TYPE);
        byte[] database = connection.getCatalog().getBytes(StandardCharsets.UTF_8);
        MetaDataRows result = new MetaDataRows(context(), ColumnLabels.UDTS, ColumnLabels.UDT_TYPES);
        try (ResultSetImpl rows = query.stream()) {
            while (rows.next()) {
                boolean isDomain = rows.getString(3).equals("d");
                result.begin();
                result.text(database);
                result.copy(rows.cursor, 0);
                result.copy(rows.cursor, 1);
                result.none();
                result.int4(isDomain ? Types.DISTINCT : Types.STRUCT);
                result.copy(rows.cursor, 3);
                if (isDomain) {
                    result.int4(CatalogType.sqlTypeOf(CatalogType.described(
                            (int) rows.getLong(5), rows.getString(6).charAt(0), (int) rows.getLong(7))));
                } else {
                    result.none();
                }
                result.end();
            }
        }
        return result.resultSet();
    }

    private static String forms(int[] types) {
        if (types == null) {
            return "{c,d}";
        }
        boolean structs = false;
        boolean domains = false;
        for (int type : types) {
            structs |= type == Types.STRUCT;
            domains |= type == Types.DISTINCT;
        }
        return structs ? domains ? "{c,d}" : "{c}" : domains ? "{d}" : "{}";
    }
}
