package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.jdbc.MetaDataComparison.Change;
import io.howdah.internal.jdbc.MetaDataComparison.Outcome;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Every method of DatabaseMetaData answers as pgjdbc's does, but for the rules that are listed here and in docs/differences.md. */
@Live
class MetaDataDifferentialLiveTest {
    private static final Change SAME = (outcome, other) -> outcome;

    private static final List<String> ANY = Arrays.asList((String) null);
    private static final List<String> CATALOGS = Arrays.asList(null, MetaDataDatabase.NAME, "postgres", "nothing");
    private static final List<String> SCHEMAS =
            Arrays.asList(null, "shop", "%", "s%", "sho_", "SHOP", "nothing", "Quoted.Schema \"x\"", "public");
    private static final List<String> TABLES = Arrays.asList(
            null,
            "%",
            "customer",
            "c%r",
            "a_c",
            "a\\_c",
            "a%c",
            "a\\%c",
            "a\\\\c",
            "CUSTOMER",
            "Weird \"Table\" \\%\\_\\\\ naïve.テーブル",
            "%naïve%",
            "n______________________________________________________________",
            "t",
            "'; drop table x; --");

    private static List<Object> list(Object... values) {
        return Arrays.asList(values);
    }

    private static void calls(MetaDataComparison c) {
        Method[] methods = DatabaseMetaData.class.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::getName));
        for (Method method : methods) {
            if (method.getParameterCount() == 0 && method.getReturnType() != Connection.class) {
                c.call(method.getName());
            }
        }
        for (int value : new int[] {0, 1, 2, 4, 8, 1003, 1004, 1005}) {
            for (String method : List.of(
                    "supportsTransactionIsolationLevel",
                    "supportsResultSetType",
                    "supportsResultSetHoldability",
                    "ownUpdatesAreVisible",
                    "ownDeletesAreVisible",
                    "ownInsertsAreVisible",
                    "othersUpdatesAreVisible",
                    "othersDeletesAreVisible",
                    "othersInsertsAreVisible",
                    "updatesAreDetected",
                    "deletesAreDetected",
                    "insertsAreDetected")) {
                c.call(method, value);
            }
        }
        c.product("supportsResultSetConcurrency", list(1003, 1004, 1005), list(1007, 1008));
        c.product("supportsConvert", list(Types.INTEGER), list(Types.VARCHAR));
        for (List<String> catalogs : List.of(CATALOGS)) {
            c.product("getSchemas", catalogs, SCHEMAS);
        }
        c.product("getTables", ANY, SCHEMAS, TABLES, list(null, new String[] {"TABLE"}, new String[] {
            "VIEW", "MATERIALIZED VIEW", "nothing"
        }));
        c.product("getTables", CATALOGS, list("shop"), list("c%"), list((Object) null));
        for (String type : TableMetaData.tableTypes()) {
            c.product("getTables", ANY, list(null, "shop", "pg\\_%"), ANY, list((Object) new String[] {type}));
        }
        c.product("getTables", ANY, ANY, ANY, list(null, new String[0], new String[] {"table"}));
        c.product("getColumns", ANY, SCHEMAS, TABLES, list(null, "%", "id"));
        c.product("getColumns", CATALOGS, list("shop", "pg_catalog"), list("%r"), list("%a%", "b\\_c"));
        c.product(
                "getColumns",
                ANY,
                list("public"),
                list("axc", "Weird%"),
                list("b_c", "b\\_c", "b\\%c", "b\\\\c", "Col%", "a.b"));
        c.product("getColumns", ANY, list("pg_catalog", "information_schema"), list("%"), ANY);
        for (String method : List.of("getProcedures", "getFunctions")) {
            c.product(
                    method,
                    CATALOGS,
                    SCHEMAS,
                    list(null, "%", "proc", "o%", "odd name \\%\\_\\\\", "overloaded", "lower"));
        }
        for (String method : List.of("getProcedureColumns", "getFunctionColumns")) {
            c.product(
                    method, CATALOGS, list("shop", "s%"), list(null, "o%", "proc%", "returns_table", "variadic%"), ANY);
            c.product(method, ANY, list("shop"), list("overloaded", "outs"), list("%", "a", "returnValue", "_"));
            c.product(method, ANY, list("pg_catalog"), list("l%"), ANY);
        }
        c.product("getTablePrivileges", CATALOGS, SCHEMAS, list(null, "customer", "%d%", "names", "remote"));
        c.product("getTablePrivileges", ANY, list("pg_catalog"), list("pg_c%"));
        c.product(
                "getColumnPrivileges",
                CATALOGS,
                list("shop"),
                list("customer", "child", "tracked", "orders", "names"),
                list(null, "%", "i%", "n"));
        c.product("getColumnPrivileges", ANY, list("shop", null), list("child"), list("id"));
        for (String method : List.of("getPrimaryKeys", "getImportedKeys", "getExportedKeys")) {
            c.product(
                    method,
                    CATALOGS,
                    SCHEMAS,
                    list("customer", "child", "tracked", "orders", "ident", "names", "t", "of_type", "c%"));
        }
        c.product("getPrimaryKeys", ANY, list("public"), list("Weird \"Table\" %_\\ naïve.テーブル"));
        c.product(
                "getCrossReference",
                list(null, MetaDataDatabase.NAME, "nothing"),
                list(null, "shop"),
                list(null, "tracked", "customer"),
                list(null, MetaDataDatabase.NAME, "nothing"),
                list("shop", "public"),
                list("child"));
        c.product(
                "getIndexInfo",
                CATALOGS,
                list("shop"),
                list("customer", "tracked", "orders", "totals", "excluded"),
                list(true, false),
                list(true, false));
        c.product(
                "getIndexInfo",
                ANY,
                list("public"),
                list("Weird \"Table\" %_\\ naïve.テーブル", "unique_only", "child"),
                list(false),
                list(true));
        c.product("getIndexInfo", ANY, list("pg_catalog"), list("pg_class", "pg_attribute"), list(false), list(true));
        c.call("getIndexInfo", null, "shop", null, false, true);
        for (int scope = 0; scope <= 2; scope++) {
            c.product(
                    "getBestRowIdentifier",
                    CATALOGS,
                    list(null, "shop", "nothing"),
                    list("customer", "tracked", "names", "child"),
                    list(scope),
                    list(true, false));
        }
        c.product("getVersionColumns", CATALOGS, list("shop"), list("customer"));
        c.product(
                "getUDTs",
                CATALOGS,
                list(null, "shop", "public", "pg_catalog", "information_schema"),
                list(null, "%", "address", "p%"),
                list(
                        null,
                        new int[] {Types.STRUCT},
                        new int[] {Types.DISTINCT},
                        new int[] {Types.DISTINCT, Types.STRUCT},
                        new int[] {Types.JAVA_OBJECT}));
        c.product(
                "getUDTs",
                ANY,
                list(null, "nothing"),
                list("shop.address", MetaDataDatabase.NAME + ".shop.p%", "s%.address"),
                list((Object) null));
        for (String method : List.of("getSuperTypes", "getSuperTables")) {
            c.call(method, null, "shop", "%");
        }
        c.call("getAttributes", null, "shop", "%", "%");
        c.call("getPseudoColumns", null, "shop", "%", "%");
        // The empty string
        c.call("getTables", "", null, "customer", null);
        c.call("getTables", null, "", "customer", null);
        c.call("getTables", null, "shop", "", null);
        c.call("getSchemas", "", null);
        c.call("getSchemas", null, "");
        c.call("getColumns", null, "", "customer", null);
        c.call("getColumns", null, "shop", "", null);
        c.call("getColumns", null, "shop", "customer", "");
        c.call("getFunctions", null, "", "outs");
        c.call("getPrimaryKeys", null, "", "customer");
        c.call("getIndexInfo", "", "", "customer", false, false);
    }

    private static final String PROCEDURE_OR_FUNCTION_COLUMNS = "getProcedureColumns|getFunctionColumns";

    private static boolean isElsewhere(Object catalog) {
        return "postgres".equals(catalog) || "nothing".equals(catalog);
    }

    private static Change as(String text) {
        return (o, other) -> new Outcome(text, o.columns(), o.rows());
    }

    private static Change blank(String... labels) {
        return (o, other) -> {
            Outcome result = o;
            for (String label : labels) {
                result = result.mapCell(label, value -> "");
            }
            return result;
        };
    }

    private static void rulesOfCapabilities(MetaDataComparison c) {
        c.differs("names of the driver", "getDriver.*", as("driver"), as("driver"));
        c.differs("JDBC 4.3", "getJDBCMinorVersion", as(""), as(""));
        c.differs("more functions in escapes", "get(String|TimeDate|Numeric)Functions", as(""), as(""));
        c.differs("what calls can do", "supportsMultipleOpenResults|supportsNamedParameters", as(""), as(""));
        c.differs("named cursors", "supportsPositioned(Update|Delete)", as(""), as(""));
        c.differs("convert in escapes", "supportsConvert", as(""), as(""));
        c.differs("holdability", "getResultSetHoldability", as(""), as(""));
        c.differs(
                "parameters in the URL",
                "getURL",
                SAME,
                (o, other) -> new Outcome(o.error().replaceFirst("[?].*", ""), o.columns(), o.rows()));
        c.differsWhen(
                "constants that do not exist",
                "supportsResultSet(Type|Holdability)|.*(Are|Is)(Visible|Detected)",
                (m, arguments) -> (int) arguments.get(0) < (m.contains("Holdability") ? 1 : 1003)
                        || m.contains("Holdability") && (int) arguments.get(0) > 2,
                as(""),
                as(""));
        c.differsWhen(
                "updatable results",
                "supportsResultSetConcurrency|own.*AreVisible",
                (m, arguments) -> m.startsWith("own")
                        ? (int) arguments.get(0) >= 1003
                        : arguments.get(1).equals(ResultSet.CONCUR_UPDATABLE),
                as(""),
                as(""));
        c.differs("text of client info", "getClientInfoProperties", blank("DESCRIPTION"), blank("DESCRIPTION"));
        c.differs(
                "what pgjdbc has not",
                "getRowIdLifetime|getSuperTypes|getSuperTables|getAttributes|getPseudoColumns",
                (o, other) -> o.error().equals("!0A000") ? other : o,
                SAME);
    }

    private static void rulesOfArguments(MetaDataComparison c) {
        c.differsWhen(
                "another catalog has no rows, of the same columns",
                "get.*",
                (m, arguments) -> !arguments.isEmpty() && isElsewhere(arguments.get(0))
                        || m.equals("getCrossReference") && isElsewhere(arguments.get(3)),
                (o, other) -> o.rowsOnly(),
                (o, other) -> o.rowsOnly());
        c.differsWhen(
                "the empty string is no wildcard",
                ".*",
                (m, arguments) -> arguments.contains(""),
                (o, other) -> o.withRows(List.of()).rowsOnly(),
                (o, other) -> o.rowsOnly());
        for (String pattern : List.of("a", "returnValue", "_")) {
            c.differsWhen(
                    "columnNamePattern of routines: " + pattern,
                    PROCEDURE_OR_FUNCTION_COLUMNS,
                    (m, arguments) -> pattern.equals(arguments.get(3)),
                    (o, other) -> o.without(
                            row -> !o.cell(row, "COLUMN_NAME").substring(7).matches(pattern.replace("_", "."))),
                    SAME);
        }
    }

    private static void rulesOfTables(MetaDataComparison c, boolean hasArraysOfCatalogue) {
        Change nullTypesLast = (o, other) -> {
            List<List<String>> rows = new ArrayList<>();
            List<List<String>> last = new ArrayList<>();
            for (List<String> row : o.rows()) {
                String type = o.cell(row, "TABLE_TYPE");
                boolean unknown = type == null
                        || type.equals("String PARTITIONED INDEX")
                        || type.equals("String SYSTEM TOAST TABLE");
                List<String> copy = new ArrayList<>(row);
                copy.set(o.index("TABLE_TYPE"), unknown ? null : type);
                (unknown ? last : rows).add(copy);
            }
            last.sort(Comparator.comparing(row -> o.cell(row, "TABLE_SCHEM") + " " + o.cell(row, "TABLE_NAME")));
            rows.addAll(last);
            return o.withRows(rows);
        };
        c.differsWhen(
                "types that pgjdbc has no name for",
                "getTables",
                (m, arguments) -> !Arrays.equals(new String[] {"SYSTEM TOAST TABLE"}, (String[]) arguments.get(3)),
                nullTypesLast,
                nullTypesLast);
        c.differsWhen(
                "toast tables can be asked for",
                "getTables",
                (m, arguments) -> Arrays.equals(new String[] {"SYSTEM TOAST TABLE"}, (String[]) arguments.get(3)),
                (o, other) -> o.rows().isEmpty() ? other : o,
                SAME);
        c.differs(
                "INCLUDE columns have no order",
                "getIndexInfo",
                SAME,
                (o, other) -> o.mapRows(row -> {
                    if (row.contains("String customer_include")
                            && !"Integer 1".equals(o.cell(row, "ORDINAL_POSITION"))) {
                        row.set(o.index("ASC_OR_DESC"), "String A");
                    }
                    return row;
                }));
        c.differs(
                "names with quotes",
                "getIndexInfo",
                (o, other) -> o.mapCell("COLUMN_NAME", value -> value.replace("\"\"", "\"")),
                SAME);
        c.differsWhen(
                "indexes of all tables",
                "getIndexInfo",
                (m, arguments) -> arguments.get(2) == null,
                (o, other) -> o.withRows(List.of()),
                (o, other) -> o.withRows(List.of()));
        Change withoutSizes = (o, other) -> o.mapRows(row -> {
            if ("Integer 2001".equals(o.cell(row, "DATA_TYPE"))) {
                row.set(o.index("COLUMN_SIZE"), "");
                row.set(o.index("DECIMAL_DIGITS"), "");
            }
            return row;
        });
        c.differs("sizes of domains", "getColumns", withoutSizes, withoutSizes);
        c.differs("order of primary keys", "getPrimaryKeys", (o, other) -> o.sorted(), (o, other) -> o.sorted());
        Change byType = (o, other) -> o.withRows(o.rows().stream()
                .sorted(Comparator.comparing((List<String> row) ->
                                Integer.parseInt(o.cell(row, "DATA_TYPE").substring(8)))
                        .thenComparing(row -> row.get(0)))
                .toList());
        c.differs("order of types of one code", "getTypeInfo", byType, byType);
        if (hasArraysOfCatalogue) {
            Change withoutAmbiguous = (o, other) -> o.without(row -> row.get(0).equals("String _pg_user_mappings"));
            c.differs("types of one name in two schemas", "getTypeInfo", withoutAmbiguous, withoutAmbiguous);
        }
        Change arrays = (o, other) -> o.mapRows(row -> {
            if (row.get(0).equals("String _interval")) {
                row.set(o.index("PRECISION"), "");
                row.set(o.index("CASE_SENSITIVE"), "");
            }
            return row;
        });
        c.differs("arrays of interval", "getTypeInfo", arrays, arrays);
    }

    private static void rulesOfRoutines(MetaDataComparison c) {
        Change unlabelled = (o, other) -> new Outcome(
                null,
                o.columns().stream()
                        .map(column -> column.replaceFirst("^(reserved[123]|[?]column[?])", ""))
                        .toList(),
                o.rows());
        c.differs("reserved columns have names", "getProcedures", unlabelled, unlabelled);
        c.differs("procedures return nothing", "getProcedures", blank("PROCEDURE_TYPE"), blank("PROCEDURE_TYPE"));
        Change columnsAreResults = (o, other) -> o.mapRows(row -> {
            boolean isResult = o.cell(row, "COLUMN_NAME") != null
                    && !o.cell(row, "COLUMN_NAME").equals("String returnValue")
                    && List.of("Integer 3", "Integer 4", "Integer 5").contains(o.cell(row, "COLUMN_TYPE"));
            if (isResult) {
                row.set(o.index("COLUMN_TYPE"), "");
                row.set(o.index("ORDINAL_POSITION"), "");
            }
            return row;
        });
        c.differs("columns of results", PROCEDURE_OR_FUNCTION_COLUMNS, columnsAreResults, columnsAreResults);
        c.differs(
                "ranges are returned",
                PROCEDURE_OR_FUNCTION_COLUMNS,
                SAME,
                (o, other) -> o.without(row -> o.cell(row, "COLUMN_NAME").equals("String returnValue")
                        && o.cell(row, "TYPE_NAME").contains("\"span")));
    }

    private static void rulesOfPrivileges(MetaDataComparison c, boolean knowsMaintain) {
        if (knowsMaintain) {
            Change withoutMaintain = (o, other) -> o.without(
                    row -> List.of("String MAINTAIN", "String UNKNOWN").contains(o.cell(row, "PRIVILEGE")));
            c.differs("MAINTAIN", "get(Table|Column)Privileges", withoutMaintain, withoutMaintain);
        }
        Change rolesAsTheyAre = (o, other) ->
                o.mapCell("GRANTEE", MetaDataDifferentialLiveTest::role).sorted();
        c.differs("names of roles", "get(Table|Column)Privileges", rolesAsTheyAre, (o, other) -> o.sorted());
        c.differs(
                "rights on a table beside those on a column",
                "getColumnPrivileges",
                SAME,
                (o, other) ->
                        o.without(row -> !rolesAsTheyAre.apply(other, o).rows().contains(row)));
    }

    /** pgjdbc leaves the name as it is in the text of an array of aclitem. */
    private static String role(String value) {
        return value.equals("String \\\"metadata \\\"\\\"odd\\\"\\\" role\\\"")
                ? "String metadata \"odd\" role"
                : value;
    }

    private static void rules(MetaDataComparison c, Connection connection) throws Exception {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        rulesOfCapabilities(c);
        rulesOfArguments(c);
        rulesOfTables(c, version >= 14);
        rulesOfRoutines(c);
        rulesOfPrivileges(c, version >= 17);
    }

    @Test
    void everyMethodAnswersAsPgjdbc(PostgresServer server, TestReporter reporter) throws Exception {
        try (MetaDataDatabase database = new MetaDataDatabase(server);
                Connection oracle = database.oracle();
                Connection ours = database.ours()) {
            MetaDataComparison comparison = new MetaDataComparison(oracle, ours);
            calls(comparison);
            rules(comparison, ours);
            String counts = comparison.check();
            reporter.publishEntry("metadata calls", counts);
            assertTrue(counts.endsWith(" 0 different"), counts);
        }
    }
}
