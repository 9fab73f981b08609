package io.howdah.internal.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The methods of {@link DatabaseMetaData} about databases, schemas and tables. Immutable, of one connection. */
final class TableMetaData {
    /** The types of getTableTypes, each with the letters that pg_class.relkind may have for it. */
    private static final Map<String, String> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("FOREIGN TABLE", "f"),
            Map.entry("INDEX", "i"),
            Map.entry("MATERIALIZED VIEW", "m"),
            Map.entry("PARTITIONED INDEX", "I"),
            Map.entry("PARTITIONED TABLE", "p"),
            Map.entry("SEQUENCE", "S"),
            Map.entry("SYSTEM INDEX", "iI"),
            Map.entry("SYSTEM TABLE", "rp"),
            Map.entry("SYSTEM TOAST INDEX", "i"),
            Map.entry("SYSTEM TOAST TABLE", "t"),
            Map.entry("SYSTEM VIEW", "v"),
            Map.entry("TABLE", "r"),
            Map.entry("TEMPORARY INDEX", "iI"),
            Map.entry("TEMPORARY SEQUENCE", "S"),
            Map.entry("TEMPORARY TABLE", "rp"),
            Map.entry("TEMPORARY VIEW", "v"),
            Map.entry("TYPE", "c"),
            Map.entry("VIEW", "v")));

    /** The type of a table by the class of its schema and its own kind. */
    private static final String TABLE_TYPE = """
            (case
             when n.class = '' then case
              when c.relkind = 'r' then 'TABLE' when c.relkind = 'i' then 'INDEX' when c.relkind = 'S' then 'SEQUENCE'
              when c.relkind = 'v' then 'VIEW' when c.relkind = 'p' then 'PARTITIONED TABLE'
              when c.relkind = 'I' then 'PARTITIONED INDEX' when c.relkind = 'm' then 'MATERIALIZED VIEW'
              when c.relkind = 'f' then 'FOREIGN TABLE' when c.relkind = 'c' then 'TYPE' when c.relkind = 't' then 'SYSTEM TOAST TABLE' end
             when c.relkind = 't' then 'SYSTEM TOAST TABLE'
             when c.relkind = 'c' then 'TYPE'
             when c.relkind = 'f' then 'FOREIGN TABLE'
             when c.relkind = 'm' then 'MATERIALIZED VIEW'
             else n.class || case
              when c.relkind = 'r' or c.relkind = 'p' then 'TABLE' when c.relkind = 'i' or c.relkind = 'I' then 'INDEX'
              when c.relkind = 'v' then 'VIEW' when c.relkind = 'S' then 'SEQUENCE' end
             end collate pg_catalog."C")""";

    private static final String TABLES = CatalogSql.of("""
            select n.nspname, c.relname, %s, d.description
             from (select s.oid, s.nspname, case
              when s.nspname = 'pg_catalog' or s.nspname = 'information_schema' then 'SYSTEM '
              when s.nspname = 'pg_toast' then 'SYSTEM TOAST '
              when s.nspname ~ '^pg_' then 'TEMPORARY ' else '' end as class
              from pg_catalog.pg_namespace s where true""".replace("%s", TABLE_TYPE));

    private static final String TABLES_JOINED = CatalogSql.of("""
             offset 0) n
             join pg_catalog.pg_class c on c.relnamespace = n.oid
             left join pg_catalog.pg_description d on d.objoid = c.oid and d.classoid = '1259' and d.objsubid = '0'
             where true""");

    private static final String TYPE_IS_ONE_OF =
            CatalogSql.of("and c.relkind = any (cast(? as pg_catalog.\"char\"[])) and " + TABLE_TYPE
                    + " = any (cast(? as pg_catalog.text[]))");

    private static final String TABLE_IS_PRIVILEGED =
            "and pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, REFERENCES, TRIGGER')";

    /** Without the temporary schemas of other sessions. */
    private static final String SCHEMAS = CatalogSql.of("""
            select n.nspname as "TABLE_SCHEM", pg_catalog.current_database() as "TABLE_CATALOG"
             from pg_catalog.pg_namespace n
             where n.nspname <> 'pg_toast' and (n.nspname !~ '^pg_(toast_)?temp_' or n.nspname = any (array[
              cast((select m.nspname from pg_catalog.pg_namespace m where m.oid = pg_catalog.pg_my_temp_schema()) as pg_catalog.text),
              (select pg_catalog.replace(cast(m.nspname as pg_catalog.text), 'pg_temp_', 'pg_toast_temp_')
               from pg_catalog.pg_namespace m where m.oid = pg_catalog.pg_my_temp_schema())]))""");

    private static final String SCHEMA_IS_PRIVILEGED = "and pg_catalog.has_schema_privilege(n.oid, 'USAGE, CREATE')";

    private static final String CATALOGS =
            "select d.datname as \"TABLE_CAT\" from pg_catalog.pg_database d where d.datallowconn order by 1";

    /** Inheritance without partitions, which are parts of their parent rather than of its kind. */
    private static final String INHERITANCE = CatalogSql.of("""
             from pg_catalog.pg_inherits i
             join pg_catalog.pg_class c on c.oid = i.inhrelid and not c.relispartition
             join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             join pg_catalog.pg_class p on p.oid = i.inhparent
             join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
             where c.relkind = any (cast('{r,f}' as pg_catalog."char"[]))""");

    private static final String SUPER_TABLES = """
            select pg_catalog.current_database() as "TABLE_CAT", n.nspname as "TABLE_SCHEM", c.relname as "TABLE_NAME", p.relname as "SUPERTABLE_NAME"\
            """;

    private static final String SUPER_TYPES = """
            select pg_catalog.current_database() as "TYPE_CAT", n.nspname as "TYPE_SCHEM", c.relname as "TYPE_NAME", pg_catalog.current_database() as "SUPERTYPE_CAT", pn.nspname as "SUPERTYPE_SCHEM", p.relname as "SUPERTYPE_NAME"\
            """;

    private static final Comparator<Table> BY_TYPE_AND_NAME = Comparator.comparing(
                    Table::type, Comparator.nullsLast(Comparator.<String>naturalOrder()))
            .thenComparing(Table::schema)
            .thenComparing(Table::name);

    /** From TYPE_CAT on: tables have no type of their own that JDBC would mean. */
    private static final int NO_TYPE_COLUMNS = 5;

    private final ConnectionImpl connection;

    TableMetaData(ConnectionImpl connection) {
        this.connection = connection;
    }

    /** The answers of getTableTypes, in order. */
    static Set<String> tableTypes() {
        return KINDS.keySet();
    }

    /** As {@link DatabaseMetaData#getTables}. */
    ResultSet tables(String catalog, String schemaPattern, String tablePattern, String[] types) throws SQLException {
        CatalogQuery query = new CatalogQuery(connection, TABLES)
                .pattern("s.nspname", schemaPattern)
                .add(TABLES_JOINED);
        if (types != null) {
            // Sorted and without those that do not exist, so that equal wishes are equal statements.
            Set<String> wanted = new TreeSet<>(KINDS.keySet());
            wanted.retainAll(Arrays.asList(types));
            query.add(TYPE_IS_ONE_OF).value(kinds(wanted)).value(array(wanted));
        }
        query.catalog(catalog)
                .pattern("c.relname", tablePattern)
                .addIf(connection.settings().hideUnprivilegedObjects(), TABLE_IS_PRIVILEGED);
        List<Table> tables = new ArrayList<>();
        try (ResultSetImpl rows = query.stream()) {
            while (rows.next()) {
                tables.add(new Table(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        // Sorted here: the names are many and wide, so that the server would sort them in a temporary file.
        tables.sort(BY_TYPE_AND_NAME);
        return result(tables);
    }

    /** A row of getTables; the type may be null. */
    private record Table(String schema, String name, String type, String remarks) {}

    private ResultSet result(List<Table> tables) throws SQLException {
        MetaDataRows result =
                new MetaDataRows(connection.session().state().context(), ColumnLabels.TABLES, ColumnLabels.TABLE_TYPES);
        for (Table table : tables) {
            result.begin();
            result.text(connection.getCatalog());
            result.text(table.schema);
            result.text(table.name);
            result.text(table.type);
            result.text(table.remarks);
            for (int i = 0; i < NO_TYPE_COLUMNS; i++) {
                result.text("");
            }
            result.end();
        }
        return result.resultSet();
    }

    private static String kinds(Set<String> types) {
        Set<String> kinds = new TreeSet<>();
        for (String type : types) {
            KINDS.get(type).chars().forEach(c -> kinds.add(String.valueOf((char) c)));
        }
        return "{" + String.join(",", kinds) + "}";
    }

    private static String array(Set<String> types) {
        return types.isEmpty() ? "{}" : "{\"" + String.join("\",\"", types) + "\"}";
    }

    /** As {@link DatabaseMetaData#getSchemas(String, String)}. */
    ResultSet schemas(String catalog, String schemaPattern) throws SQLException {
        return new CatalogQuery(connection, SCHEMAS)
                .catalog(catalog)
                .pattern("n.nspname", schemaPattern)
                .addIf(connection.settings().hideUnprivilegedObjects(), SCHEMA_IS_PRIVILEGED)
                .add("order by n.nspname")
                .rows();
    }

    /** As {@link DatabaseMetaData#getCatalogs}: all databases of the server that let somebody connect. */
    ResultSet catalogs() throws SQLException {
        return new CatalogQuery(connection, CATALOGS).rows();
    }

    /** As {@link DatabaseMetaData#getSuperTables}. */
    ResultSet superTables(String catalog, String schemaPattern, String tablePattern) throws SQLException {
        return inheritance(SUPER_TABLES, catalog, schemaPattern, tablePattern);
    }

    /** As {@link DatabaseMetaData#getSuperTypes}, of the types of tables' rows: no other types inherit. */
    ResultSet superTypes(String catalog, String schemaPattern, String typePattern) throws SQLException {
        return inheritance(SUPER_TYPES, catalog, schemaPattern, typePattern);
    }

    private ResultSet inheritance(String select, String catalog, String schemaPattern, String namePattern)
            throws SQLException {
        return new CatalogQuery(connection, select)
                .add(INHERITANCE)
                .catalog(catalog)
                .pattern("n.nspname", schemaPattern)
                .pattern("c.relname", namePattern)
                .add("order by n.nspname, c.relname, i.inhseqno")
                .rows();
    }
}
