package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.type.CodecContext;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The methods of {@link DatabaseMetaData} about procedures and functions. Immutable, of one connection. */
final class RoutineMetaData {
    private static final String PROCEDURES = CatalogSql.of("""
            select (select pg_catalog.current_database()) as "PROCEDURE_CAT", n.nspname as "PROCEDURE_SCHEM", p.proname as "PROCEDURE_NAME",
             cast(null as pg_catalog.text) as "reserved1", cast(null as pg_catalog.text) as "reserved2",
             cast(null as pg_catalog.text) as "reserved3", d.description as "REMARKS", 1 as "PROCEDURE_TYPE",
             pg_catalog.concat(p.proname, '_', p.oid) as "SPECIFIC_NAME"
             from pg_catalog.pg_namespace n
             join pg_catalog.pg_proc p on p.pronamespace = n.oid and p.prokind = 'p'
             left join pg_catalog.pg_description d on d.objoid = p.oid and d.classoid = '1255' and d.objsubid = '0'
             where true""");

    private static final String FUNCTIONS = CatalogSql.of("""
            select (select pg_catalog.current_database()) as "FUNCTION_CAT", n.nspname as "FUNCTION_SCHEM", p.proname as "FUNCTION_NAME",
             d.description as "REMARKS", case when p.proretset then 2 when p.prorettype = '705' then 0 else 1 end as "FUNCTION_TYPE",
             pg_catalog.concat(p.proname, '_', p.oid) as "SPECIFIC_NAME"
             from pg_catalog.pg_namespace n
             join pg_catalog.pg_proc p on p.pronamespace = n.oid and p.prokind = 'f'
             left join pg_catalog.pg_description d on d.objoid = p.oid and d.classoid = '1255' and d.objsubid = '0'
             where true""");

    /**
     * A row for what a routine returns (mode {@code r}, position 0), then one for each parameter in order, then one for each column of the
     * composite type that it returns (mode {@code t}). Parameters of modes {@code t} and {@code o} are columns of its result too.
     */
    private static final String COLUMNS =
            CatalogSql.of("""
            select n.nspname, p.proname, pg_catalog.concat(p.proname, '_', p.oid), k.name, k.mode, k.position, t.oid, %s, t.typelem, t.typname, %s
             from pg_catalog.pg_namespace n
             join pg_catalog.pg_proc p on p.pronamespace = n.oid
             join pg_catalog.pg_type r on r.oid = p.prorettype
             cross join lateral (
              select 0 as part, cast(0 as pg_catalog.int8) as position, 'returnValue' as name, cast('r' as pg_catalog."char") as mode, p.prorettype as type
               where r.typtype <> 'c' and not (r.typtype = 'p' and p.proargmodes is not null)
              union all select 1, q.n, q.name, coalesce(q.mode, 'i'), q.type
               from rows from (pg_catalog.unnest(coalesce(p.proallargtypes, cast(cast(p.proargtypes as pg_catalog.oidvector) as pg_catalog.oid[]))),
                pg_catalog.unnest(p.proargmodes), pg_catalog.unnest(p.proargnames)) with ordinality as q(type, mode, name, n)
              union all select 2, pg_catalog.row_number() over (order by a.attnum), cast(a.attname as pg_catalog.text), 'c', a.atttypid
               from pg_catalog.pg_attribute a
               where r.typtype = 'c' and a.attrelid = r.typrelid and a.attnum > '0' and not a.attisdropped) k
             join pg_catalog.pg_type t on t.oid = k.type
             where true""".replaceFirst("%s", CatalogType.FORM).replaceFirst("%s", CatalogType.SCHEMA));

    private static final String BY_NAME =
            "order by n.nspname, p.proname, cast(p.oid as pg_catalog.text) collate pg_catalog.\"C\"";

    private static final String IS_PRIVILEGED = "and pg_catalog.has_function_privilege(p.oid, 'EXECUTE')";

    // Columns of COLUMNS, 1-based
    private static final int SCHEMA = 1;
    private static final int ROUTINE = 2;
    private static final int SPECIFIC_NAME = 3;
    private static final int NAME = 4;
    private static final int MODE = 5;
    private static final int POSITION = 6;
    private static final int TYPE = 7;

    private final ConnectionImpl connection;

    RoutineMetaData(ConnectionImpl connection) {
        this.connection = connection;
    }

    /** As {@link DatabaseMetaData#getProcedures}. */
    ResultSet procedures(String catalog, String schemaPattern, String namePattern) throws SQLException {
        return routines(PROCEDURES, catalog, schemaPattern, namePattern);
    }

    /** As {@link DatabaseMetaData#getFunctions}, without aggregates and window functions. */
    ResultSet functions(String catalog, String schemaPattern, String namePattern) throws SQLException {
        return routines(FUNCTIONS, catalog, schemaPattern, namePattern);
    }

    private ResultSet routines(String select, String catalog, String schemaPattern, String namePattern)
            throws SQLException {
        return new CatalogQuery(connection, select)
                .catalog(catalog)
                .pattern("n.nspname", schemaPattern)
                .pattern("p.proname", namePattern)
                .addIf(connection.settings().hideUnprivilegedObjects(), IS_PRIVILEGED)
                .add(BY_NAME)
                .rows();
    }

    /** As {@link DatabaseMetaData#getProcedureColumns}, of functions too, since either can be called. */
    ResultSet procedureColumns(String catalog, String schemaPattern, String namePattern, String columnPattern)
            throws SQLException {
        MetaDataRows result =
                new MetaDataRows(context(), ColumnLabels.PROCEDURE_COLUMNS, ColumnLabels.PROCEDURE_COLUMN_TYPES);
        CatalogQuery query = columns(catalog, schemaPattern, namePattern);
        try (ResultSetImpl rows = query.stream()) {
            Reader reader = new Reader(rows, columnPattern);
            while (reader.next()) {
                reader.names(result);
                result.int2(reader.procedureColumnType());
                reader.type(result);
                result.int2(DatabaseMetaData.procedureNullableUnknown);
                result.none(5);
                reader.end(result);
            }
        }
        return result.resultSet();
    }

    /** As {@link DatabaseMetaData#getFunctionColumns}, of procedures and aggregates too. */
    ResultSet functionColumns(String catalog, String schemaPattern, String namePattern, String columnPattern)
            throws SQLException {
        MetaDataRows result =
                new MetaDataRows(context(), ColumnLabels.FUNCTION_COLUMNS, ColumnLabels.FUNCTION_COLUMN_TYPES);
        CatalogQuery query = columns(catalog, schemaPattern, namePattern);
        try (ResultSetImpl rows = query.stream()) {
            Reader reader = new Reader(rows, columnPattern);
            while (reader.next()) {
                reader.names(result);
                result.int2(reader.functionColumnType());
                reader.type(result);
                result.int2(DatabaseMetaData.functionNullableUnknown);
                result.none(2);
                reader.end(result);
            }
        }
        return result.resultSet();
    }

    private CodecContext context() {
        return connection.session().state().context();
    }

    private CatalogQuery columns(String catalog, String schemaPattern, String namePattern) {
        return new CatalogQuery(connection, COLUMNS)
                .catalog(catalog)
                .pattern("n.nspname", schemaPattern)
                .pattern("p.proname", namePattern)
                .add(BY_NAME)
                .add(", k.part, k.position");
    }

    /** Reads the rows of {@link #COLUMNS}. */
    private final class Reader {
        private final ResultSetImpl rows;
        private final RowCursor cursor;
        private final String columnPattern;
        private final CatalogType.Cache types = new CatalogType.Cache();
        private final byte[] catalog = connection.getCatalog().getBytes(StandardCharsets.UTF_8);
        private String name;
        private char mode;
        private int position;
        private int resultColumns;

        Reader(ResultSetImpl rows, String columnPattern) throws SQLException {
            this.rows = rows;
            this.cursor = rows.cursor;
            this.columnPattern = columnPattern;
        }

        /** Moves to the next row whose name is asked for. */
        boolean next() throws SQLException {
            while (rows.next()) {
                mode = rows.getString(MODE).charAt(0);
                int ordinal = rows.getInt(POSITION);
                if (ordinal <= 1) {
                    resultColumns = 0;
                }
                position = mode == 't' || mode == 'c' ? ++resultColumns : ordinal;
                name = rows.getString(NAME);
                if (name == null || name.isEmpty()) {
                    name = "$" + ordinal;
                }
                if (NamePattern.fits(columnPattern, name)) {
                    return true;
                }
            }
            return false;
        }

        int procedureColumnType() {
            return switch (mode) {
                case 'r' -> DatabaseMetaData.procedureColumnReturn;
                case 'o' -> DatabaseMetaData.procedureColumnOut;
                case 'b' -> DatabaseMetaData.procedureColumnInOut;
                case 't', 'c' -> DatabaseMetaData.procedureColumnResult;
                default -> DatabaseMetaData.procedureColumnIn;
            };
        }

        int functionColumnType() {
            return switch (mode) {
                case 'r' -> DatabaseMetaData.functionReturn;
                case 'o' -> DatabaseMetaData.functionColumnOut;
                case 'b' -> DatabaseMetaData.functionColumnInOut;
                case 't', 'c' -> DatabaseMetaData.functionColumnResult;
                default -> DatabaseMetaData.functionColumnIn;
            };
        }

        void names(MetaDataRows result) {
            result.begin();
            result.text(catalog);
            result.copy(cursor, SCHEMA - 1);
            result.copy(cursor, ROUTINE - 1);
            result.text(name);
        }

        /** From DATA_TYPE to RADIX: parameters have no modifiers, so sizes are not known. */
        void type(MetaDataRows result) throws SQLException {
            CatalogType type = types.of(rows, TYPE);
            result.int2(type.sqlType());
            result.text(type.name());
            result.none(4);
        }

        /** From ORDINAL_POSITION on. */
        void end(MetaDataRows result) throws SQLException {
            result.int4(position);
            result.text("");
            result.copy(cursor, SPECIFIC_NAME - 1);
            result.end();
        }
    }
}
