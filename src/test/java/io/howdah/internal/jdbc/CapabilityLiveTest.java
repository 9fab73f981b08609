package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What DatabaseMetaData promises is tried on the server. */
@Live
class CapabilityLiveTest {
    /** Arguments of the functions of JDBC's escapes; what JDBC knows and is not here does not work. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry("abs acos asin atan ceiling cos cot degrees exp floor log log10 radians sign sin sqrt tan", "1"),
            Map.entry("atan2 mod power truncate", "1, 1"),
            Map.entry("pi rand database user curdate curtime current_date current_time current_timestamp now", ""),
            Map.entry("round", "1.5, 0"),
            Map.entry("ascii char_length character_length lcase length ltrim octet_length rtrim ucase", "'a'"),
            Map.entry("char space", "65"),
            Map.entry("concat ifnull", "'a', 'b'"),
            Map.entry("insert", "'abc', 2, 1, 'x'"),
            Map.entry("left right repeat substring", "'abc', 2"),
            Map.entry("locate", "'a', 'b'"),
            Map.entry("position", "'a' in 'b'"),
            Map.entry("replace", "'a', 'b', 'c'"),
            Map.entry(
                    "dayname dayofmonth dayofweek dayofyear hour minute month monthname quarter second week year",
                    "timestamp '2020-01-01 10:00'"),
            Map.entry("extract", "year from date '2020-01-01'"),
            Map.entry("timestampadd", "SQL_TSI_DAY, 1, timestamp '2020-01-01 10:00'"),
            Map.entry("timestampdiff", "SQL_TSI_DAY, timestamp '2020-01-01 10:00', timestamp '2020-01-01 10:00'"));

    private static boolean works(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(sql).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void functionsOfTheListsWork(PostgresServer server) throws SQLException {
        try (Connection connection = Connections.open(server)) {
            DatabaseMetaData data = connection.getMetaData();
            Set<String> listed = new TreeSet<>();
            for (String list : List.of(
                    data.getNumericFunctions(),
                    data.getStringFunctions(),
                    data.getTimeDateFunctions(),
                    data.getSystemFunctions())) {
                listed.addAll(List.of(list.split(",")));
            }
            Set<String> working = new TreeSet<>();
            ARGUMENTS.forEach((names, arguments) -> {
                for (String name : names.split(" ")) {
                    if (works(connection, "select {fn " + name + "(" + arguments + ")}")) {
                        working.add(name);
                    }
                }
            });
            assertEquals(working, listed);
        }
    }

    @Test
    void convertConvertsWhatItPromises(PostgresServer server) throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection connection = Connections.open(server)) {
            DatabaseMetaData data = connection.getMetaData();
            for (JDBCType from : JDBCType.values()) {
                for (JDBCType to : JDBCType.values()) {
                    String sql = "select {fn convert({fn convert(null, " + from + ")}, " + to + ")}";
                    boolean promised = data.supportsConvert(from.getVendorTypeNumber(), to.getVendorTypeNumber());
                    // Newer servers convert between integers and bytes, too.
                    boolean isBinary =
                            from.name().matches(".*BINARY|BLOB") || to.name().matches(".*BINARY|BLOB");
                    if (promised != works(connection, sql) && (promised || !isBinary)) {
                        differences.add(sql + (promised ? " does not work" : " works"));
                    }
                }
            }
        }
        assertEquals("", String.join("\n", differences));
    }
}
