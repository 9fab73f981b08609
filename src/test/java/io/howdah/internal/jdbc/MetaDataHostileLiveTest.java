package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Metadata are right under a search_path in which everything of pg_catalog is shadowed, and for names of any characters. */
@Live
class MetaDataHostileLiveTest {
    /** Shadows every operator that the queries use for every pair of types they use it for, functions, tables and types; each raises an error. */
    private static final String TRAPS = """
            create schema evil;
            create function evil.trap() returns boolean language plpgsql as 'begin raise exception ''trapped''; end';
            do $$
            declare
              o record;
            begin
              for o in select distinct p.oprname, p.oprleft::regtype as l, p.oprright::regtype as r, p.oprresult::regtype as t
                from pg_operator p
                where p.oprkind = 'b' and p.oprname in ('=', '<>', '<', '>', '<=', '>=', '~~', '!~~', '~', '!~', '||', '&', '+', '-')
                and p.oprleft = any ('{name,text,oid,int2,int4,int8,"char",bool,regproc,anyarray,anynonarray,anycompatiblearray,anycompatible,anycompatiblenonarray}'::regtype[])
                and p.oprnamespace = 'pg_catalog'::regnamespace
              loop
                begin
                  execute format('create function evil.f(%s, %s) returns %s language plpgsql as %L', o.l, o.r, o.t,
                    'begin raise exception ''trapped''; end');
                exception when duplicate_function then null;
                end;
                begin
                  execute format('create operator evil.%s (leftarg = %s, rightarg = %s, function = evil.f)', o.oprname, o.l, o.r);
                exception when others then null;
                end;
              end loop;
              for o in select distinct p.proname, pg_get_function_identity_arguments(p.oid) as args, p.prorettype::regtype as t
                from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f' and p.proname in (
                  'current_database', 'current_schemas', 'pg_get_expr', 'pg_get_indexdef', 'pg_get_keywords', 'pg_my_temp_schema', 'replace',
                  'concat_ws', 'concat', 'string_agg', 'string_to_array', 'unnest', 'aclexplode', 'acldefault', 'count', 'row_number')
              loop
                begin
                  execute format('create function evil.%I(%s) returns %s language plpgsql as %L', o.proname, o.args, o.t,
                    'begin raise exception ''trapped''; end');
                exception when others then null;
                end;
              end loop;
              for o in select c.relname from pg_class c where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind in ('r', 'v')
              loop
                execute format('create view evil.%I as select evil.trap()', o.relname);
              end loop;
              for o in select t.typname from pg_type t where t.typnamespace = 'pg_catalog'::regnamespace
                and t.typname in ('text', 'name', 'oid', 'int2', 'int4', 'int8', 'char', 'regproc', 'bool')
              loop
                execute format('create domain evil.%I as pg_catalog.int4 check (evil.trap())', o.typname);
              end loop;
            end $$""";

    private static final String HOSTILE_PATH = "set search_path to evil, shop, public, pg_catalog";

    /** A call of each method, by its name. */
    @FunctionalInterface
    private interface Call {
        ResultSet of(DatabaseMetaData data) throws SQLException;
    }

    private static Map<String, Call> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("getAttributes", d -> d.getAttributes(null, "shop", "%", "%"));
        calls.put("getBestRowIdentifier", d -> d.getBestRowIdentifier(null, "shop", "tracked", 1, true));
        calls.put("getCatalogs", DatabaseMetaData::getCatalogs);
        calls.put("getClientInfoProperties", DatabaseMetaData::getClientInfoProperties);
        calls.put("getColumnPrivileges", d -> d.getColumnPrivileges(null, "shop", "child", "%"));
        calls.put("getColumns", d -> d.getColumns(MetaDataDatabase.NAME, "shop", "%", "%"));
        calls.put("getColumns of a name", d -> d.getColumns(null, "sho_", "c%", "name"));
        calls.put("getCrossReference", d -> d.getCrossReference(null, "shop", "tracked", null, "shop", "child"));
        calls.put("getExportedKeys", d -> d.getExportedKeys(null, "shop", "customer"));
        calls.put("getFunctionColumns", d -> d.getFunctionColumns(null, "shop", "o%", "%"));
        calls.put("getFunctions", d -> d.getFunctions(null, "shop", "%"));
        calls.put("getImportedKeys", d -> d.getImportedKeys(null, "shop", "child"));
        calls.put("getIndexInfo", d -> d.getIndexInfo(null, "shop", "customer", false, true));
        calls.put("getPrimaryKeys", d -> d.getPrimaryKeys(null, "shop", "tracked"));
        calls.put("getProcedureColumns", d -> d.getProcedureColumns(null, "shop", "r%", null));
        calls.put("getProcedures", d -> d.getProcedures(null, "shop", "%"));
        calls.put("getPseudoColumns", d -> d.getPseudoColumns(null, "shop", "customer", "%"));
        calls.put("getSchemas", d -> d.getSchemas(null, "s%"));
        calls.put("getSuperTables", d -> d.getSuperTables(null, "shop", "%"));
        calls.put("getSuperTypes", d -> d.getSuperTypes(null, "shop", "%"));
        calls.put("getTablePrivileges", d -> d.getTablePrivileges(null, "shop", "%"));
        calls.put("getTableTypes", DatabaseMetaData::getTableTypes);
        calls.put("getTables", d -> d.getTables(null, "shop", "%", null));
        calls.put("getTables of types", d -> d.getTables(null, "sh%", "%", new String[] {"TABLE", "VIEW"}));
        calls.put("getUDTs", d -> d.getUDTs(null, "shop", "%", null));
        calls.put("getVersionColumns", d -> d.getVersionColumns(null, "shop", "customer"));
        return calls;
    }

    private static String tables(ResultSet rows) throws SQLException {
        try (rows) {
            int columns = rows.getMetaData().getColumnCount();
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    // The server writes expressions so that they mean the same under the search_path.
                    text.append(String.valueOf(rows.getString(i))
                                    .replaceAll("OPERATOR\\(pg_catalog\\.([^)]+)\\)", "$1")
                                    .replace("pg_catalog.", ""))
                            .append('|');
                }
                text.append('\n');
            }
            return text.toString();
        }
    }

    private static List<String> column(ResultSet rows, String label) throws SQLException {
        List<String> values = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                values.add(rows.getString(label));
            }
        }
        return values;
    }

    @Test
    void shadowedCatalogIsNotAsked(PostgresServer server) throws SQLException {
        try (MetaDataDatabase database = new MetaDataDatabase(server);
                Connection plain = database.ours("currentSchema=shop,public");
                Connection hostile = database.ours()) {
            Connections.run(plain, TRAPS);
            try (Statement statement = hostile.createStatement()) {
                statement.execute(HOSTILE_PATH);
                // The traps are real.
                SQLException trapped =
                        assertThrows(SQLException.class, () -> statement.executeQuery("select * from pg_class"));
                assertTrue(trapped.getMessage().contains("trapped"), trapped::getMessage);
                trapped = assertThrows(
                        SQLException.class,
                        () -> statement.executeQuery(
                                "select 1 from pg_catalog.pg_class where relname = 'x'::pg_catalog.name"));
                assertTrue(trapped.getMessage().contains("trapped"), trapped::getMessage);
            }
            for (Map.Entry<String, Call> call : calls().entrySet()) {
                String expected = tables(call.getValue().of(plain.getMetaData()));
                assertFalse(expected.isEmpty(), call.getKey());
                // Three times: unnamed, named, and with a plan of its own.
                for (int i = 0; i < 3; i++) {
                    assertEquals(expected, tables(call.getValue().of(hostile.getMetaData())), call.getKey());
                }
            }
            assertEquals(
                    plain.getMetaData().getSQLKeywords(), hostile.getMetaData().getSQLKeywords());
            assertTrue(column(hostile.getMetaData().getTypeInfo(), "TYPE_NAME").contains("timestamptz"));
            try (ResultSet rows = hostile.createStatement().executeQuery("select id from shop.customer")) {
                assertEquals("customer", rows.getMetaData().getTableName(1));
                assertTrue(rows.getMetaData().isAutoIncrement(1));
            }
        }
    }

    @Test
    void namesMayHaveAnyCharacters(PostgresServer server) throws SQLException {
        List<String> names = List.of(
                "it's",
                "two words",
                "per%cent",
                "under_score",
                "back\\slash",
                "ends in \\",
                "\"quoted\"",
                "dot.dot",
                "{brace}",
                "$1",
                "?",
                "naïve テーブル \uD83D\uDE00",
                "x".repeat(63),
                "'; drop schema shop; --");
        try (MetaDataDatabase database = new MetaDataDatabase(server);
                Connection connection = database.ours()) {
            DatabaseMetaData data = connection.getMetaData();
            for (String name : names) {
                String quoted = quoted(name);
                Connections.run(
                        connection,
                        "create schema " + quoted,
                        "create domain " + quoted + "." + quoted + " as int",
                        "create table " + quoted + ".t (" + quoted + " " + quoted + "." + quoted + " primary key)",
                        "alter index " + quoted + ".t_pkey rename to " + quoted,
                        "alter table " + quoted + ".t rename to "
                                + quoted.replaceFirst("\"$", "").replaceFirst("x$", "") + "2\"",
                        "create function " + quoted + "." + quoted + "(" + quoted
                                + " int) returns int language sql as 'select 1'");
            }
            for (String name : names) {
                String table = name.replaceFirst("x$", "") + "2";
                for (String schema : List.of(escaped(name), escaped(name).replaceFirst("^.", "_"))) {
                    assertEquals(List.of(name), column(data.getSchemas(null, escaped(name)), "TABLE_SCHEM"));
                    assertEquals(
                            List.of(table),
                            column(data.getTables(null, schema, "%2", new String[] {"TABLE"}), "TABLE_NAME"));
                    assertEquals(
                            List.of(name),
                            column(data.getColumns(null, schema, escaped(table), escaped(name)), "COLUMN_NAME"));
                    assertEquals(
                            List.of(name),
                            column(data.getUDTs(null, schema, "%", new int[] {java.sql.Types.DISTINCT}), "TYPE_NAME"));
                    assertEquals(
                            List.of("returnValue", name),
                            column(data.getFunctionColumns(null, schema, escaped(name), null), "COLUMN_NAME"));
                }
                assertEquals(List.of(name), column(data.getPrimaryKeys(null, name, table), "PK_NAME"));
                assertEquals(List.of(name), column(data.getIndexInfo(null, name, table, true, true), "COLUMN_NAME"));
                assertEquals(
                        List.of(name), column(data.getBestRowIdentifier(null, name, table, 0, true), "COLUMN_NAME"));
                String type = quoted(name);
                assertEquals(
                        List.of(type + '.' + type),
                        column(data.getColumns(null, escaped(name), "%", "%"), "TYPE_NAME"));
            }
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    @Test
    void aFailedTransactionFailsTheCallAndNothingElse(PostgresServer server) throws SQLException {
        try (Connection connection = Connections.open(server)) {
            DatabaseMetaData data = connection.getMetaData();
            connection.setAutoCommit(false);
            assertEquals(
                    List.of("pg_class"), column(data.getTables(null, "pg_catalog", "pg_class", null), "TABLE_NAME"));
            assertThrows(SQLException.class, () -> Connections.run(connection, "select 1/0"));
            for (Map.Entry<String, Call> call : calls().entrySet()) {
                if (!List.of("getClientInfoProperties", "getTableTypes", "getVersionColumns")
                        .contains(call.getKey())) {
                    SQLException failure = assertThrows(
                            SQLException.class, () -> call.getValue().of(data), call.getKey());
                    assertEquals("25P02", failure.getSQLState(), call.getKey());
                }
            }
            connection.rollback();
            assertFalse(connection.getAutoCommit());
            assertEquals(
                    List.of("pg_class"), column(data.getTables(null, "pg_catalog", "pg_class", null), "TABLE_NAME"));
        }
    }

    @Test
    void eachMethodIsOneRoundTripAndLeavesNoStatementOpen(PostgresServer server) throws SQLException {
        try (MetaDataDatabase database = new MetaDataDatabase(server);
                Connection connection = database.ours()) {
            DatabaseMetaData data = connection.getMetaData();
            for (Map.Entry<String, Call> call : calls().entrySet()) {
                for (int i = 0; i < 3; i++) {
                    long before = Connections.traffic(connection).roundTrips();
                    ResultSet rows = call.getValue().of(data);
                    long trips = Connections.traffic(connection).roundTrips() - before;
                    assertTrue(trips <= 1, call.getKey() + " " + trips);
                    Statement statement = rows.getStatement();
                    tables(rows);
                    assertTrue(statement == null || statement.isClosed(), call.getKey());
                }
            }
        }
    }

    @Test
    void temporaryObjectsAreOfTheirOwnTypes(PostgresServer server) throws SQLException {
        try (Connection connection = Connections.open(server);
                Connection other = Connections.open(server)) {
            Connections.run(
                    connection,
                    "create temp table metadata_t (id serial primary key)",
                    "create temp view metadata_v as select 1 as a");
            DatabaseMetaData data = connection.getMetaData();
            assertEquals(
                    List.of("TEMPORARY INDEX", "TEMPORARY SEQUENCE", "TEMPORARY TABLE", "TEMPORARY VIEW"),
                    column(data.getTables(null, "pg\\_temp%", "metadata%", null), "TABLE_TYPE"));
            assertEquals(
                    List.of(), column(data.getTables(null, null, "metadata\\_v", new String[] {"VIEW"}), "TABLE_NAME"));
            assertEquals(
                    List.of("metadata_v"),
                    column(data.getTables(null, null, "metadata\\_v", new String[] {"TEMPORARY VIEW"}), "TABLE_NAME"));
            assertEquals(
                    2, column(data.getSchemas(null, "pg%temp%"), "TABLE_SCHEM").size());
            assertEquals(List.of(), column(other.getMetaData().getSchemas(null, "pg%temp%"), "TABLE_SCHEM"));
        }
    }

    @Test
    void unprivilegedObjectsCanBeHidden(PostgresServer server) throws SQLException {
        try (MetaDataDatabase database = new MetaDataDatabase(server);
                Connection all = database.ours();
                Connection hiding = database.ours("hideUnprivilegedObjects=true")) {
            Connections.run(all, "revoke execute on function shop.nothing() from public");
            for (Connection connection : List.of(all, hiding)) {
                Connections.run(connection, "set role metadata_reader");
            }
            assertEquals(
                    List.of("customer", "names", "orders", "tracked"),
                    column(
                                    hiding.getMetaData().getTables(null, "shop", "%", new String[] {
                                        "TABLE", "VIEW", "PARTITIONED TABLE"
                                    }),
                                    "TABLE_NAME")
                            .stream()
                            .sorted()
                            .toList());
            assertTrue(column(all.getMetaData().getTables(null, "shop", "%", null), "TABLE_NAME")
                    .contains("child"));
            assertEquals(List.of("shop"), column(hiding.getMetaData().getSchemas(null, "%sh%"), "TABLE_SCHEM"));
            assertEquals(List.of(), column(hiding.getMetaData().getSchemas(null, "empty%"), "TABLE_SCHEM"));
            assertEquals(
                    List.of(), column(hiding.getMetaData().getFunctions(null, "shop", "nothing"), "FUNCTION_NAME"));
            assertEquals(
                    List.of("nothing"),
                    column(all.getMetaData().getFunctions(null, "shop", "nothing"), "FUNCTION_NAME"));
        }
    }
}
