package io.howdah.internal.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The methods of {@link DatabaseMetaData} about keys and indexes. Immutable, of one connection. */
final class KeyMetaData {
    private static final String PRIMARY_KEYS = CatalogSql.of("""
            select (select pg_catalog.current_database()) as "TABLE_CAT", n.nspname as "TABLE_SCHEM", c.relname as "TABLE_NAME",
             a.attname as "COLUMN_NAME", cast(k.n as pg_catalog.int4) as "KEY_SEQ", x.relname as "PK_NAME"
             from pg_catalog.pg_namespace n
             join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relkind = any (cast('{r,p}' as pg_catalog."char"[]))
             join pg_catalog.pg_index i on i.indrelid = c.oid and i.indisprimary
             join pg_catalog.pg_class x on x.oid = i.indexrelid
             cross join lateral pg_catalog.unnest(i.indkey) with ordinality as k(attnum, n)
             join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
             where k.n <= i.indnkeyatts""");

    /** The codes of rules are those of {@link DatabaseMetaData#importedKeyCascade} and its like. */
    private static final String FOREIGN_KEYS = CatalogSql.of("""
            select (select pg_catalog.current_database()) as "PKTABLE_CAT", pn.nspname as "PKTABLE_SCHEM", pc.relname as "PKTABLE_NAME",
             pa.attname as "PKCOLUMN_NAME", (select pg_catalog.current_database()) as "FKTABLE_CAT", fn.nspname as "FKTABLE_SCHEM",
             fc.relname as "FKTABLE_NAME", fa.attname as "FKCOLUMN_NAME", cast(k.n as pg_catalog.int4) as "KEY_SEQ",
             case when r.confupdtype = 'a' then 3 when r.confupdtype = 'c' then 0 when r.confupdtype = 'n' then 2
              when r.confupdtype = 'd' then 4 when r.confupdtype = 'r' then 1 end as "UPDATE_RULE",
             case when r.confdeltype = 'a' then 3 when r.confdeltype = 'c' then 0 when r.confdeltype = 'n' then 2
              when r.confdeltype = 'd' then 4 when r.confdeltype = 'r' then 1 end as "DELETE_RULE",
             r.conname as "FK_NAME", x.relname as "PK_NAME",
             case when not r.condeferrable then 7 when r.condeferred then 5 else 6 end as "DEFERRABILITY"
             from pg_catalog.pg_constraint r
             join pg_catalog.pg_class fc on fc.oid = r.conrelid
             join pg_catalog.pg_namespace fn on fn.oid = fc.relnamespace
             join pg_catalog.pg_class pc on pc.oid = r.confrelid
             join pg_catalog.pg_namespace pn on pn.oid = pc.relnamespace
             join pg_catalog.pg_class x on x.oid = r.conindid
             cross join lateral rows from (pg_catalog.unnest(r.confkey), pg_catalog.unnest(r.conkey))
              with ordinality as k(pk, fk, n)
             join pg_catalog.pg_attribute pa on pa.attrelid = pc.oid and pa.attnum = k.pk
             join pg_catalog.pg_attribute fa on fa.attrelid = fc.oid and fa.attnum = k.fk
             where r.contype = 'f'""");

    private static final String BY_PRIMARY = "order by pn.nspname, pc.relname, r.conname, k.n, fn.nspname, fc.relname";
    private static final String BY_FOREIGN = "order by fn.nspname, fc.relname, r.conname, k.n, pn.nspname, pc.relname";

    /** TYPE is {@link DatabaseMetaData#tableIndexClustered}, {@link DatabaseMetaData#tableIndexHashed} or {@link DatabaseMetaData#tableIndexOther}. */
    private static final String INDEXES = CatalogSql.of("""
            select (select pg_catalog.current_database()) as "TABLE_CAT", n.nspname as "TABLE_SCHEM", c.relname as "TABLE_NAME",
             not i.indisunique as "NON_UNIQUE", cast(null as pg_catalog.text) as "INDEX_QUALIFIER", x.relname as "INDEX_NAME",
             case when i.indisclustered then 1 when m.amname = 'hash' then 2 else 3 end as "TYPE",
             cast(k.n as pg_catalog.int4) as "ORDINAL_POSITION",
             coalesce(cast(a.attname as pg_catalog.text), pg_catalog.pg_get_indexdef(x.oid, cast(k.n as pg_catalog.int4), false)) as "COLUMN_NAME",
             case when m.amname <> 'btree' or k.option is null then null when (k.option & '1') = '1' then 'D' else 'A' end as "ASC_OR_DESC",
             x.reltuples as "CARDINALITY", x.relpages as "PAGES",
             pg_catalog.pg_get_expr(i.indpred, i.indrelid) as "FILTER_CONDITION", d.description as "REMARKS"
             from pg_catalog.pg_namespace n
             join pg_catalog.pg_class c on c.relnamespace = n.oid
             join pg_catalog.pg_index i on i.indrelid = c.oid
             join pg_catalog.pg_class x on x.oid = i.indexrelid
             join pg_catalog.pg_am m on m.oid = x.relam
             cross join lateral rows from (pg_catalog.unnest(i.indkey), pg_catalog.unnest(i.indoption))
              with ordinality as k(attnum, option, n)
             left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum and k.attnum <> '0'
             left join pg_catalog.pg_description d on d.objoid = x.oid and d.classoid = '1259' and d.objsubid = '0'
             where true""");

    private final ConnectionImpl connection;

    KeyMetaData(ConnectionImpl connection) {
        this.connection = connection;
    }

    /** As {@link DatabaseMetaData#getPrimaryKeys}. */
    ResultSet primaryKeys(String catalog, String schema, String table) throws SQLException {
        return new CatalogQuery(connection, PRIMARY_KEYS)
                .catalog(catalog)
                .name("n.nspname", schema)
                .name("c.relname", table)
                .add("order by n.nspname, c.relname, a.attname")
                .rows();
    }

    /** As {@link DatabaseMetaData#getImportedKeys}; the columns of a key stay together. */
    ResultSet importedKeys(String catalog, String schema, String table) throws SQLException {
        return new CatalogQuery(connection, FOREIGN_KEYS)
                .catalog(catalog)
                .name("fn.nspname", schema)
                .name("fc.relname", table)
                .add(BY_PRIMARY)
                .rows();
    }

    /** As {@link DatabaseMetaData#getExportedKeys}; the columns of a key stay together. */
    ResultSet exportedKeys(String catalog, String schema, String table) throws SQLException {
        return new CatalogQuery(connection, FOREIGN_KEYS)
                .catalog(catalog)
                .name("pn.nspname", schema)
                .name("pc.relname", table)
                .add(BY_FOREIGN)
                .rows();
    }

    /** As {@link DatabaseMetaData#getCrossReference}; the columns of a key stay together. */
    ResultSet crossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable)
            throws SQLException {
        return new CatalogQuery(connection, FOREIGN_KEYS)
                .catalog(parentCatalog)
                .catalog(foreignCatalog)
                .name("pn.nspname", parentSchema)
                .name("pc.relname", parentTable)
                .name("fn.nspname", foreignSchema)
                .name("fc.relname", foreignTable)
                .add(parentTable == null ? BY_PRIMARY : BY_FOREIGN)
                .rows();
    }

    /** As {@link DatabaseMetaData#getIndexInfo}; the numbers of rows and pages are those of the last ANALYZE. */
    ResultSet indexInfo(String catalog, String schema, String table, boolean unique) throws SQLException {
        return new CatalogQuery(connection, INDEXES)
                .catalog(catalog)
                .name("n.nspname", schema)
                .name("c.relname", table)
                .addIf(unique, "and i.indisunique")
                .add("order by \"NON_UNIQUE\", \"TYPE\", x.relname, k.n, n.nspname, c.relname")
                .rows();
    }
}
