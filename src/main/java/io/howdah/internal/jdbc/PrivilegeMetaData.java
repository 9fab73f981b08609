package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.type.CodecContext;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The methods of {@link DatabaseMetaData} about rights on tables and columns. Immutable, of one connection. */
final class PrivilegeMetaData {
    /** MAINTAIN came with PostgreSQL 17. */
    private static final int MAINTAIN_SINCE = 170_000;

    // Columns of the queries, 0-based
    private static final int SCHEMA = 0;
    private static final int TABLE = 1;
    private static final int COLUMN = 2;
    private static final int GRANTOR = 3;
    private static final int GRANTEE = 4;
    private static final int PRIVILEGE = 5;
    private static final int GRANTABLE = 6;

    private static final byte[] YES = "YES".getBytes(StandardCharsets.US_ASCII);

    private static final String SELECT = """
            select n.nspname, c.relname, %s,
             coalesce(cast(g.rolname as pg_catalog.text), cast(x.grantor as pg_catalog.text)) collate pg_catalog."C",
             case when x.grantee = '0' then 'PUBLIC'
              else coalesce(cast(e.rolname as pg_catalog.text), cast(x.grantee as pg_catalog.text)) end collate pg_catalog."C",
             x.privilege_type collate pg_catalog."C", case when x.is_grantable or x.grantee = c.relowner then 'YES' else 'NO' end
             from pg_catalog.pg_namespace n
             join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relkind = any (cast('{r,p,v,m,f}' as pg_catalog."char"[]))
            """;

    /** Who granted, and to whom. */
    private static final String ROLES = """
             left join pg_catalog.pg_roles g on g.oid = x.grantor
             left join pg_catalog.pg_roles e on e.oid = x.grantee
             where true""";

    private static final String OWNER_ALONE = """
             select c.relowner as grantor, c.relowner as grantee, cast(null as pg_catalog.text) as privilege_type, true as is_grantable""";

    /** For a table on which nothing was ever granted, one row without a privilege: its owner has all. */
    private static final String OF_TABLES =
            CatalogSql.of(SELECT.replace("%s", "null") + " cross join lateral (" + OWNER_ALONE
                    + " where c.relacl is null union all select * from pg_catalog.aclexplode(c.relacl)) x " + ROLES);

    /** What was granted on the table, and what on the column alone. */
    private static final String OF_COLUMNS = CatalogSql.of(SELECT.replace("%s", "a.attname")
            + " join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > '0' and not a.attisdropped"
            + " cross join lateral (" + OWNER_ALONE + " where c.relacl is null and a.attacl is null"
            + " union select * from pg_catalog.aclexplode(case when a.attacl is null then c.relacl"
            + " else coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner)) end)"
            + " union select * from pg_catalog.aclexplode(a.attacl)) x " + ROLES);

    private final ConnectionImpl connection;

    PrivilegeMetaData(ConnectionImpl connection) {
        this.connection = connection;
    }

    /** As {@link DatabaseMetaData#getTablePrivileges}. */
    ResultSet ofTables(String catalog, String schemaPattern, String tablePattern) throws SQLException {
        CatalogQuery query = new CatalogQuery(connection, OF_TABLES)
                .catalog(catalog)
                .pattern("n.nspname", schemaPattern)
                .pattern("c.relname", tablePattern)
                .add("order by n.nspname, c.relname, 6, 5, 4");
        return result(
                query,
                false,
                new MetaDataRows(context(), ColumnLabels.TABLE_PRIVILEGES, ColumnLabels.TABLE_PRIVILEGE_TYPES));
    }

    /** As {@link DatabaseMetaData#getColumnPrivileges}: what was granted on the table counts for each of its columns. */
    ResultSet ofColumns(String catalog, String schema, String table, String columnPattern) throws SQLException {
        CatalogQuery query = new CatalogQuery(connection, OF_COLUMNS)
                .catalog(catalog)
                .name("n.nspname", schema)
                .name("c.relname", table)
                .pattern("a.attname", columnPattern)
                .add("order by a.attname, n.nspname, c.relname, 6, 5, 4");
        return result(
                query,
                true,
                new MetaDataRows(context(), ColumnLabels.COLUMN_PRIVILEGES, ColumnLabels.COLUMN_PRIVILEGE_TYPES));
    }

    private CodecContext context() {
        return connection.session().state().context();
    }

    private ResultSet result(CatalogQuery query, boolean ofColumns, MetaDataRows result) throws SQLException {
        byte[] catalog = connection.getCatalog().getBytes(StandardCharsets.UTF_8);
        List<byte[]> all = ownerPrivileges();
        try (ResultSetImpl rows = query.stream()) {
            RowCursor cursor = rows.cursor;
            while (rows.next()) {
                boolean isOwner = cursor.length(PRIVILEGE) < 0;
                for (int i = 0; i < (isOwner ? all.size() : 1); i++) {
                    result.begin();
                    result.text(catalog);
                    result.copy(cursor, SCHEMA);
                    result.copy(cursor, TABLE);
                    if (ofColumns) {
                        result.copy(cursor, COLUMN);
                    }
                    result.copy(cursor, GRANTOR);
                    result.copy(cursor, GRANTEE);
                    if (isOwner) {
                        result.text(all.get(i));
                        result.text(YES);
                    } else {
                        result.copy(cursor, PRIVILEGE);
                        result.copy(cursor, GRANTABLE);
                    }
                    result.end();
                }
            }
        }
        return result.resultSet();
    }

    /** All that can be granted on a table, in order. */
    private List<byte[]> ownerPrivileges() {
        List<byte[]> privileges = new ArrayList<>();
        for (String name :
                List.of("DELETE", "INSERT", "MAINTAIN", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE")) {
            if (!name.equals("MAINTAIN") || connection.session().state().serverVersionNumber() >= MAINTAIN_SINCE) {
                privileges.add(name.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return privileges;
    }
}
