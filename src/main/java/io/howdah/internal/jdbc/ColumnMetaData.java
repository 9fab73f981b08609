package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeFacts;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.PseudoColumnUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** The methods of {@link DatabaseMetaData} about the columns of tables and the attributes of composite types. Immutable, of one connection. */
final class ColumnMetaData {
    // Columns of the catalogue queries, 1-based
    private static final int TABLE_OID = 1;
    private static final int SCHEMA = 2;
    private static final int TABLE = 3;
    private static final int NAME = 4;
    private static final int TYPE = 5;
    private static final int MODIFIER = 10;
    private static final int NOT_NULL = 11;
    private static final int DOMAIN = 12;
    private static final int REMARKS = 13;
    private static final int DEFAULT = 14;
    private static final int IDENTITY = 15;
    private static final int GENERATED = 16;
    private static final int POSITION = 17;

    /** Bits have two values, all other digits are decimal. */
    private static final int BINARY_RADIX = 2;

    private static final int DECIMAL_RADIX = 10;

    private static final byte[] YES = "YES".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO = "NO".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SERIAL = "serial".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BIGSERIAL = "bigserial".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SMALLSERIAL = "smallserial".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CTID = "ctid".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TID = "tid".getBytes(StandardCharsets.US_ASCII);

    /** What a domain is over, from its base type on: form:oid:element:modifier of each, with commas between them. */
    private static final String DOMAIN_BASES = """
            case when t.typtype = 'd' then (
             with recursive bases as (
              select 1 as depth, b.oid, b.typtype, b.typinput, b.typelem, b.typbasetype, t.typtypmod, b.typtypmod as nextmod
               from pg_catalog.pg_type b where b.oid = t.typbasetype
              union all
              select (bases.depth + 1), b.oid, b.typtype, b.typinput, b.typelem, b.typbasetype, bases.nextmod, b.typtypmod
               from bases join pg_catalog.pg_type b on b.oid = bases.typbasetype where bases.typtype = 'd')
             select pg_catalog.string_agg(pg_catalog.concat_ws(':',
              case when bases.typinput = '750' then 'a' else bases.typtype end,
              bases.oid, bases.typelem, bases.typtypmod), ',' order by bases.depth) from bases) end""";

    private static final String COLUMNS = CatalogSql.of("""
            select a.attrelid, c.nspname, c.relname, a.attname, a.atttypid, %s, t.typelem, t.typname, %s, a.atttypmod,
             (a.attnotnull or (t.typtype = 'd' and t.typnotnull)), %s, d.description,
             pg_catalog.pg_get_expr(f.adbin, f.adrelid), (a.attidentity <> ''), (a.attgenerated <> ''),""".replaceFirst("%s", CatalogType.FORM)
            .replaceFirst("%s", CatalogType.SCHEMA)
            .replaceFirst("%s", DOMAIN_BASES));

    /** The columns before this one that were not dropped, and it. */
    private static final String COUNTED_POSITION = CatalogSql.of("""
            (select pg_catalog.count(*) from pg_catalog.pg_attribute e
             where e.attrelid = a.attrelid and e.attnum > '0' and e.attnum <= a.attnum and not e.attisdropped)""");

    /** The tables in order, numbered, since their columns are sorted faster by number than by names. */
    private static final String FROM_TABLES = CatalogSql.of("""
            from (select c.oid, n.nspname, c.relname, pg_catalog.row_number() over (order by n.nspname, c.relname) as place
             from pg_catalog.pg_namespace n
             join pg_catalog.pg_class c on c.relnamespace = n.oid
             where c.relkind = any (cast('{r,p,v,f,m}' as pg_catalog."char"[]))""");

    private static final String FROM_ROW_TYPES = FROM_TABLES.replace("'{r,p,v,f,m}'", "'{r,p,v,f,m,c}'");

    private static final String JOINED = """
            ) c
             join pg_catalog.pg_attribute a on a.attrelid = c.oid
             join pg_catalog.pg_type t on t.oid = a.atttypid
             left join pg_catalog.pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
             left join pg_catalog.pg_description d
              on d.objoid = a.attrelid and d.classoid = '1259' and d.objsubid = a.attnum
             where not a.attisdropped""";

    private static final String USER_COLUMNS = CatalogSql.of(JOINED + " and a.attnum > '0'");
    private static final String SYSTEM_COLUMNS = CatalogSql.of(JOINED + " and a.attnum < '0'");

    private static final String BY_POSITION = "order by c.place, a.attnum";
    private static final String BY_NAME = "order by c.place, a.attname";

    private static final String PRIMARY_KEY = CatalogSql.of("""
             and exists (select from pg_catalog.pg_index i
              where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey))""");

    private final ConnectionImpl connection;

    ColumnMetaData(ConnectionImpl connection) {
        this.connection = connection;
    }

    private MetaDataRows result(String[] labels, int[] types) {
        return new MetaDataRows(connection.session().state().context(), labels, types);
    }

    private String catalogName() throws SQLException {
        return connection.getCatalog();
    }

    private CatalogQuery query(boolean counted, String from) {
        return new CatalogQuery(connection, COLUMNS)
                .add(counted ? COUNTED_POSITION : "0")
                .add(from);
    }

    /** As {@link DatabaseMetaData#getColumns}. */
    ResultSet columns(String catalog, String schemaPattern, String tablePattern, String columnPattern)
            throws SQLException {
        MetaDataRows result = result(ColumnLabels.COLUMNS, ColumnLabels.COLUMN_TYPES);
        boolean counted = columnPattern != null && !columnPattern.equals("%");
        CatalogQuery query = query(counted, FROM_TABLES)
                .catalog(catalog)
                .pattern("n.nspname", schemaPattern)
                .pattern("c.relname", tablePattern)
                .add(USER_COLUMNS)
                .pattern("a.attname", columnPattern)
                .add(BY_POSITION);
        try (ResultSetImpl rows = query.stream()) {
            Reader reader = new Reader(rows, counted);
            while (reader.next()) {
                result.begin();
                reader.table(result);
                result.copy(rows.cursor, NAME - 1);
                result.int2(reader.type.sqlType());
                result.text(reader.columnTypeName());
                result.int4(reader.size());
                result.none();
                reader.digits(result);
                result.int4(reader.radix());
                reader.common(result);
                reader.scope(result);
                result.text(reader.isAutoIncrement() ? YES : NO);
                result.text(rows.getBoolean(GENERATED) ? YES : NO);
                result.end();
            }
        }
        return result.resultSet();
    }

    /** As {@link DatabaseMetaData#getAttributes}, of all types that getUDTs calls STRUCT: the rows of tables too. */
    ResultSet attributes(String catalog, String schemaPattern, String typePattern, String attributePattern)
            throws SQLException {
        MetaDataRows result = result(ColumnLabels.ATTRIBUTES, ColumnLabels.ATTRIBUTE_TYPES);
        boolean counted = attributePattern != null && !attributePattern.equals("%");
        CatalogQuery query = query(counted, FROM_ROW_TYPES)
                .catalog(catalog)
                .pattern("n.nspname", schemaPattern)
                .pattern("c.relname", typePattern)
                .add(USER_COLUMNS)
                .pattern("a.attname", attributePattern)
                .add(BY_POSITION);
        try (ResultSetImpl rows = query.stream()) {
            Reader reader = new Reader(rows, counted);
            while (reader.next()) {
                result.begin();
                reader.table(result);
                result.copy(rows.cursor, NAME - 1);
                result.int4(reader.type.sqlType());
                result.text(reader.type.name());
                result.int4(reader.size());
                reader.digits(result);
                result.int4(reader.radix());
                reader.common(result);
                reader.scope(result);
                result.end();
            }
        }
        return result.resultSet();
    }

    /** As {@link DatabaseMetaData#getPseudoColumns}: the system columns, such as ctid and xmin. */
    ResultSet pseudoColumns(String catalog, String schemaPattern, String tablePattern, String columnPattern)
            throws SQLException {
        MetaDataRows result = result(ColumnLabels.PSEUDO_COLUMNS, ColumnLabels.PSEUDO_COLUMN_TYPES);
        CatalogQuery query = query(false, FROM_TABLES)
                .catalog(catalog)
                .pattern("n.nspname", schemaPattern)
                .pattern("c.relname", tablePattern)
                .add(SYSTEM_COLUMNS)
                .pattern("a.attname", columnPattern)
                .add(BY_NAME);
        try (ResultSetImpl rows = query.stream()) {
            Reader reader = new Reader(rows, false);
            while (reader.next()) {
                result.begin();
                reader.table(result);
                result.copy(rows.cursor, NAME - 1);
                result.int4(reader.type.sqlType());
                result.int4(reader.size());
                result.none();
                result.int4(reader.radix());
                result.text(PseudoColumnUsage.NO_USAGE_RESTRICTIONS.name());
                result.copy(rows.cursor, REMARKS - 1);
                result.none();
                result.text(NO);
                result.end();
            }
        }
        return result.resultSet();
    }

    /** As {@link DatabaseMetaData#getBestRowIdentifier}: the columns of the primary key, which are good for any scope and never NULL. */
    ResultSet bestRowIdentifier(String catalog, String schema, String table, int scope) throws SQLException {
        MetaDataRows result = result(ColumnLabels.ROW_IDENTIFIERS, ColumnLabels.ROW_IDENTIFIER_TYPES);
        CatalogQuery query = query(false, FROM_TABLES)
                .catalog(catalog)
                .name("n.nspname", schema)
                .name("c.relname", table)
                .add(USER_COLUMNS)
                .add(PRIMARY_KEY)
                .add("order by a.attnum");
        try (ResultSetImpl rows = query.stream()) {
            Reader reader = new Reader(rows, false);
            while (reader.next()) {
                result.begin();
                result.int2(scope);
                result.copy(rows.cursor, NAME - 1);
                result.int2(reader.type.sqlType());
                result.text(reader.type.name());
                result.int4(reader.size());
                result.none();
                result.int2(TypeFacts.scale(reader.sized, reader.modifier));
                result.int2(DatabaseMetaData.bestRowNotPseudo);
                result.end();
            }
        }
        return result.resultSet();
    }

    /** As {@link DatabaseMetaData#getVersionColumns}: ctid, which every update of a row changes. Asks nothing of the server. */
    ResultSet versionColumns(String catalog) throws SQLException {
        connection.checkOpen();
        MetaDataRows result = result(ColumnLabels.ROW_IDENTIFIERS, ColumnLabels.ROW_IDENTIFIER_TYPES);
        if (catalog == null || catalog.equals(connection.getCatalog())) {
            result.begin();
            result.none();
            result.text(CTID);
            result.int2(Types.OTHER);
            result.text(TID);
            result.none(3);
            result.int2(DatabaseMetaData.versionColumnPseudo);
            result.end();
        }
        return result.resultSet();
    }

    /** Reads the rows of {@link #COLUMNS}. */
    private final class Reader {
        private final ResultSetImpl rows;
        private final RowCursor cursor;
        private final boolean counted;
        private final CatalogType.Cache types = new CatalogType.Cache();
        private final byte[] catalog;
        private int table;
        private int position;

        CatalogType type;
        /** The type that has the sizes: the base of a domain. */
        PgType sized;

        int modifier;
        /** SOURCE_DATA_TYPE of a domain; 0 for other types. */
        int source;

        private boolean callsNextval;

        Reader(ResultSetImpl rows, boolean counted) throws SQLException {
            this.rows = rows;
            this.cursor = rows.cursor;
            this.counted = counted;
            this.catalog = catalogName().getBytes(StandardCharsets.UTF_8);
        }

        boolean next() throws SQLException {
            if (!rows.next()) {
                return false;
            }
            int oid = (int) rows.getLong(TABLE_OID);
            position = counted ? rows.getInt(POSITION) : oid == table ? position + 1 : 1;
            table = oid;
            type = types.of(rows, TYPE);
            modifier = rows.getInt(MODIFIER);
            sized = type.type();
            source = 0;
            if (sized.form() == PgType.Form.DOMAIN) {
                readDomain(rows.getString(DOMAIN).split(","));
            }
            callsNextval =
                    cursor.length(DEFAULT - 1) > 0 && rows.getString(DEFAULT).contains("nextval(");
            return true;
        }

        private void readDomain(String[] bases) {
            source = CatalogType.sqlTypeOf(base(bases[0]));
            String last = bases[bases.length - 1];
            sized = base(last);
            modifier = Integer.parseInt(last.substring(last.lastIndexOf(':') + 1));
        }

        private PgType base(String description) {
            String[] parts = description.split(":");
            return CatalogType.described(
                    Integer.parseUnsignedInt(parts[1]), parts[0].charAt(0), Integer.parseUnsignedInt(parts[2]));
        }

        /** Catalog, schema, table. */
        void table(MetaDataRows result) {
            result.text(catalog);
            result.copy(cursor, SCHEMA - 1);
            result.copy(cursor, TABLE - 1);
        }

        boolean isAutoIncrement() throws SQLException {
            return callsNextval || rows.getBoolean(IDENTITY);
        }

        /** An integer whose default counts is called by the name that makes such a column. */
        byte[] columnTypeName() {
            if (callsNextval) {
                switch (type.type().oid()) {
                    case Oids.INT4 -> {
                        return SERIAL;
                    }
                    case Oids.INT8 -> {
                        return BIGSERIAL;
                    }
                    case Oids.INT2 -> {
                        return SMALLSERIAL;
                    }
                    default -> {
                        // Has no such name.
                    }
                }
            }
            return type.name();
        }

        int size() {
            int size = TypeFacts.precision(sized, modifier);
            return size == TypeFacts.UNLIMITED ? connection.settings().unknownLength() : size;
        }

        int radix() {
            int oid = type.type().oid();
            return oid == Oids.BIT || oid == Oids.VARBIT ? BINARY_RADIX : DECIMAL_RADIX;
        }

        /** NULL for a numeric that may have any number of digits. */
        void digits(MetaDataRows result) {
            if (sized.oid() == Oids.NUMERIC && modifier < 0) {
                result.none();
            } else {
                result.int4(TypeFacts.scale(sized, modifier));
            }
        }

        /** From NULLABLE to IS_NULLABLE. */
        void common(MetaDataRows result) throws SQLException {
            boolean notNull = rows.getBoolean(NOT_NULL);
            result.int4(notNull ? DatabaseMetaData.columnNoNulls : DatabaseMetaData.columnNullable);
            result.copy(cursor, REMARKS - 1);
            result.copy(cursor, DEFAULT - 1);
            result.none(2);
            switch (type.sqlType()) {
                case Types.CHAR, Types.VARCHAR, Types.BINARY -> result.int4(size());
                default -> result.none();
            }
            result.int4(position);
            result.text(notNull ? NO : YES);
        }

        /** From SCOPE_CATALOG to SOURCE_DATA_TYPE. */
        void scope(MetaDataRows result) {
            result.none(3);
            if (source == 0) {
                result.none();
            } else {
                result.int2(source);
            }
        }
    }
}
