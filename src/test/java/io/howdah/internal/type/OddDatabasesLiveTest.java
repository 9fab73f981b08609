package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.types.PgStruct;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Values unlike the usual ones: of databases of other encodings, of types with high numbers, of types that no column has. */
@Live
class OddDatabasesLiveTest {
    /** Executions after which a result comes in binary. */
    private static final int UNTIL_BINARY = 3;

    /** A database of another encoding, made for the test; {@code work} has a connection to it. */
    private static void inDatabase(PostgresServer server, String options, Work work) throws SQLException {
        server.sql(
                "drop database if exists listed_cases", "create database listed_cases template template0 " + options);
        try {
            Properties properties = server.properties();
            String url = server.url().replace("/" + server.database(), "/listed_cases");
            try (Connection other = new HowdahDriver().connect(url, properties)) {
                work.with(other);
            }
        } finally {
            server.sql("drop database listed_cases");
        }
    }

    private interface Work {
        void with(Connection other) throws SQLException;
    }

    @Test
    void otherEncodingsAreConvertedByTheServer(PostgresServer server) throws SQLException {
        for (String encoding : List.of("LATIN1", "EUC_JP")) {
            String text = encoding.equals("LATIN1") ? "\u00e4\u00ff" : "\u65e5\u672c";
            inDatabase(server, "encoding '" + encoding + "' lc_collate 'C' lc_ctype 'C'", other -> {
                try (PreparedStatement echo =
                        other.prepareStatement("select ?::text, array[?::text], octet_length(?::text)")) {
                    for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                        echo.setString(1, text);
                        echo.setString(2, text);
                        echo.setString(3, "a");
                        ResultSet row = echo.executeQuery();
                        assertTrue(row.next());
                        assertEquals(text, row.getString(1));
                        assertEquals("{" + text + "}", row.getString(2));
                    }
                    echo.setString(1, "\ud83d\ude00");
                    SQLException e = assertThrows(SQLException.class, echo::executeQuery);
                    assertEquals("22P05", e.getSQLState());
                }
            });
        }
    }

    @Test
    void bytesOfNoEncodingAreRefusedByTheServerAndReadAsBytes(PostgresServer server) throws SQLException {
        inDatabase(server, "encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'", other -> {
            String bytes = "convert_from('\\x61e962', 'SQL_ASCII')";
            try (PreparedStatement text = other.prepareStatement("select " + bytes);
                    PreparedStatement binary =
                            other.prepareStatement("select convert_to(" + bytes + ", 'SQL_ASCII'), ?")) {
                for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                    assertEquals(
                            "22021",
                            assertThrows(SQLException.class, text::executeQuery).getSQLState());
                    binary.setString(1, "\u00e4");
                    ResultSet row = binary.executeQuery();
                    assertTrue(row.next());
                    assertArrayEquals(new byte[] {'a', (byte) 0xe9, 'b'}, row.getBytes(1));
                    assertEquals("\u00e4", row.getString(2));
                }
            }
        });
    }

    /** As a cluster has them that lived long. */
    @Test
    void typesMayHaveNumbersBeyondTwoThousandMillion(PostgresServer server) throws SQLException {
        inDatabase(server, "", other -> {
            try (Statement setup = other.createStatement()) {
                setup.execute("create type late as (n int, t text)");
                setup.execute("set allow_system_table_mods = on");
                setup.execute("update pg_type set oid = 4000000001, typarray = 4000000002 where typname = 'late'");
                setup.execute("update pg_type set oid = 4000000002, typelem = 4000000001 where typname = '_late'");
                setup.execute("update pg_class set reltype = 4000000001 where relname = 'late'");
            }
            try (PreparedStatement select =
                    other.prepareStatement("select row(1, 'a')::late, array[row(1, 'a')::late], ?")) {
                for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                    select.setObject(1, other.createStruct("late", new Object[] {2, "b"}));
                    ResultSet row = select.executeQuery();
                    assertTrue(row.next());
                    assertEquals(1, ((PgStruct) row.getObject(1)).getAttributes()[0]);
                    assertEquals("(1,a)", ((Object[]) row.getArray(2).getArray())[0].toString());
                    assertEquals("(2,b)", row.getString(3));
                    assertEquals("late", row.getMetaData().getColumnTypeName(1));
                }
            }
        });
    }

    @Test
    void pseudoTypesAreReadAsText(PostgresServer server) throws SQLException {
        try (Connection connection = new HowdahDriver().connect(server.url(), server.properties());
                Statement setup = connection.createStatement()) {
            setup.execute("create temp table counted as select i % 3 as n from generate_series(1, 30) i");
            setup.execute("analyze counted");
            readPseudoTypes(connection);
        }
    }

    private static void readPseudoTypes(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select pg_sleep(0), row(1, 'a'), 'abc'::cstring,"
                        + " (select most_common_vals from pg_stats where tablename = 'counted'), array[row(1, row(2, 'x y'))]")) {
            for (int execution = 1; execution <= UNTIL_BINARY; execution++) {
                ResultSet row = select.executeQuery();
                assertTrue(row.next());
                assertEquals("", row.getString(1));
                assertEquals("(1,a)", row.getString(2));
                assertEquals("abc", row.getString(3));
                assertEquals(List.of("0", "1", "2"), sorted(row.getString(4)));
                assertEquals("{\"(1,\\\"(2,\\\"\\\"x y\\\"\\\")\\\")\"}", row.getString(5));
                PgStruct record = assertInstanceOf(
                        PgStruct.class, ((Object[]) row.getArray(5).getArray())[0]);
                assertEquals("(2,\"x y\")", record.getAttributes()[1]);
                row.getObject(1);
                assertEquals("abc", row.getObject(3).toString());
                assertEquals(List.of("0", "1", "2"), sorted(row.getObject(4).toString()));
            }
        }
    }

    private static List<String> sorted(String array) {
        return Arrays.stream(array.replaceAll("[{}]", "").split(",")).sorted().toList();
    }
}
