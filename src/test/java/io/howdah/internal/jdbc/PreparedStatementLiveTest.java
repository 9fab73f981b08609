package io.howdah.internal.jdbc;

import static io.howdah.internal.jdbc.Connections.open;
import static io.howdah.internal.jdbc.Connections.run;
import static io.howdah.internal.jdbc.Connections.traffic;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Live
class PreparedStatementLiveTest {
    /** Enough for the JIT compiler to remove what only the interpreter allocates; the best round counts. */
    private static final int ROUNDS = 30;

    private PostgresServer server;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer shared) throws SQLException {
        server = shared;
        connection = open(shared);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Gives a statement its values. */
    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }

    private static String stateOf(Executable call) {
        return assertThrows(SQLException.class, call).getSQLState();
    }

    /** The first column of the first row. */
    private String query(String sql, Setter setter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                return rows.getString(1);
            }
        }
    }

    private String typeOf(Setter setter) throws SQLException {
        return query("select pg_typeof(?)::text", setter);
    }

    @Test
    void settersDeclareTheTypesThatOverloadsDependOn() throws SQLException {
        assertEquals("boolean", typeOf(s -> s.setBoolean(1, true)));
        assertEquals("smallint", typeOf(s -> s.setByte(1, (byte) 1)));
        assertEquals("smallint", typeOf(s -> s.setShort(1, (short) 1)));
        assertEquals("integer", typeOf(s -> s.setInt(1, 1)));
        assertEquals("bigint", typeOf(s -> s.setLong(1, 1)));
        assertEquals("real", typeOf(s -> s.setFloat(1, 1)));
        assertEquals("double precision", typeOf(s -> s.setDouble(1, 1)));
        assertEquals("numeric", typeOf(s -> s.setBigDecimal(1, BigDecimal.ONE)));
        assertEquals("character varying", typeOf(s -> s.setString(1, "x")));
        assertEquals("character varying", typeOf(s -> s.setNString(1, "x")));
        assertEquals("bytea", typeOf(s -> s.setBytes(1, new byte[1])));
        assertEquals("uuid", typeOf(s -> s.setObject(1, new UUID(1, 2))));
        assertEquals("date", typeOf(s -> s.setObject(1, LocalDate.EPOCH)));
        assertEquals("timestamp with time zone", typeOf(s -> s.setObject(1, Instant.EPOCH)));
        assertEquals("integer[]", typeOf(s -> s.setObject(1, new int[] {1})));
        assertEquals("character varying[]", typeOf(s -> s.setObject(1, new String[] {"a"})));
        assertEquals("integer", typeOf(s -> s.setNull(1, Types.INTEGER)));
        assertEquals("uuid", typeOf(s -> s.setNull(1, Types.OTHER, "uuid")));
        assertEquals("bigint", typeOf(s -> s.setObject(1, "5", JDBCType.BIGINT)));
    }

    @Test
    void valuesArriveUnchanged() throws SQLException {
        assertEquals("-2147483648", query("select ?", s -> s.setInt(1, Integer.MIN_VALUE)));
        assertEquals("9223372036854775807", query("select ?", s -> s.setLong(1, Long.MAX_VALUE)));
        assertEquals("-32768", query("select ?", s -> s.setShort(1, Short.MIN_VALUE)));
        assertEquals("1e-300", query("select ?", s -> s.setDouble(1, 1e-300)));
        assertEquals("NaN", query("select ?", s -> s.setFloat(1, Float.NaN)));
        assertEquals("t", query("select ?", s -> s.setBoolean(1, true)));
        assertEquals("0.00000000000000000001", query("select ?", s -> s.setBigDecimal(1, new BigDecimal("1E-20"))));
        assertEquals("é\uD83D\uDE00'\\", query("select ?", s -> s.setString(1, "é\uD83D\uDE00'\\")));
        assertEquals("\\x00ff", query("select ?", s -> s.setBytes(1, new byte[] {0, -1})));
        assertNull(query("select ?", s -> s.setString(1, null)));
        assertNull(query("select ?", s -> s.setBytes(1, null)));
        assertNull(query("select ?::int", s -> s.setObject(1, null)));
        assertEquals("{1,NULL}", query("select ?", s -> s.setObject(1, new Integer[] {1, null})));
        assertEquals("03:04:05.000006", query("select ?", s -> s.setObject(1, LocalTime.of(3, 4, 5, 6000))));
    }

    @Test
    void untypedTextIsWhatTheServerMakesOfIt() throws SQLException {
        assertEquals("1", query("select (?::jsonb)->>'a'", s -> s.setObject(1, "{\"a\": 1}", Types.OTHER)));
        run(connection, "create type pg_temp.colour as enum ('RED')", "create temp table c(v pg_temp.colour)");
        try (PreparedStatement insert = connection.prepareStatement("insert into c values (?)")) {
            insert.setObject(1, "RED", Types.OTHER);
            assertEquals(1, insert.executeUpdate());
        }
    }

    @Test
    void stringTypeUnspecifiedLeavesStringsToTheServer() throws SQLException {
        try (Connection untyped = open(server, "stringtype=unspecified");
                PreparedStatement statement = untyped.prepareStatement("select 1 where 5 = ?")) {
            statement.setString(1, "5");
            assertTrue(statement.executeQuery().next());
        }
    }

    @Test
    void datesAndTimesServeTypesWithAndWithoutZone() throws SQLException {
        TimeZone zone = TimeZone.getTimeZone("Asia/Tokyo");
        Calendar tokyo = Calendar.getInstance(zone);
        Timestamp epoch = new Timestamp(0);
        assertEquals("1970-01-01 09:00:00", query("select ?::timestamp", s -> s.setTimestamp(1, epoch, tokyo)));
        assertEquals(
                "1970-01-01 00:00:00",
                query("select ?::timestamptz at time zone 'UTC'", s -> s.setTimestamp(1, epoch, tokyo)));
        assertEquals("1970-01-01", query("select ?::date", s -> s.setDate(1, new Date(0), tokyo)));
        assertEquals("09:00:00", query("select ?::time", s -> s.setTime(1, new Time(0), tokyo)));
        assertEquals(
                "2024-02-03 04:05:06.123457",
                query("select ?::timestamp", s -> s.setTimestamp(1, Timestamp.valueOf("2024-02-03 04:05:06.1234567"))));
        assertEquals(
                "2024-02-03 04:05:06.7",
                query("select ?", s -> s.setObject(1, LocalDateTime.of(2024, 2, 3, 4, 5, 6, 700_000_000))));
        assertEquals(
                "t",
                query(
                        "select ? = timestamptz '2024-02-03 04:05:06+02'",
                        s -> s.setObject(1, OffsetDateTime.of(2024, 2, 3, 4, 5, 6, 0, ZoneOffset.ofHours(2)))));
    }

    @Test
    void streamsAndReadersArriveWhole() throws SQLException {
        byte[] bytes = new byte[300_001];
        new Random(1).nextBytes(bytes);
        try (PreparedStatement statement = connection.prepareStatement("select ?")) {
            statement.setBinaryStream(1, new ByteArrayInputStream(bytes));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertArrayEquals(bytes, rows.getBytes(1));
            }
            statement.setBinaryStream(1, new ByteArrayInputStream(bytes), 5);
            // A second execution with the same stream: what it delivered is kept.
            for (int i = 0; i < 2; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertArrayEquals(Arrays.copyOf(bytes, 5), rows.getBytes(1));
                }
            }
        }
        String text = "é\uD83D\uDE00".repeat(50_000);
        assertEquals(text, query("select ?", s -> s.setCharacterStream(1, new StringReader(text))));
        assertEquals("é", query("select ?", s -> s.setCharacterStream(1, new StringReader(text), 1L)));
        assertEquals(
                "ascii",
                query(
                        "select ?",
                        s -> s.setAsciiStream(
                                1, new ByteArrayInputStream("ascii".getBytes(StandardCharsets.US_ASCII)))));
        assertEquals("22023", stateOf(() -> query("select ?", s -> s.setBinaryStream(1, null, -1))));
        assertEquals(
                "22023",
                stateOf(() -> query("select ?", s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 400_000))));
    }

    @Test
    void wrongIndexesAndMissingValuesAreFoundBeforeSending() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?, ?")) {
            long sent = traffic(connection).bytesSent();
            assertEquals("22023", stateOf(() -> statement.setInt(0, 1)));
            assertEquals("22023", stateOf(() -> statement.setInt(3, 1)));
            statement.setInt(1, 1);
            SQLException e = assertThrows(SQLException.class, statement::executeQuery);
            assertEquals("22023", e.getSQLState());
            assertEquals("No value specified for parameter 2.", e.getMessage());
            statement.setInt(2, 2);
            statement.clearParameters();
            assertEquals("22023", stateOf(statement::execute));
            assertEquals("22023", stateOf(statement::addBatch));
            assertEquals(sent, traffic(connection).bytesSent());
        }
    }

    @Test
    void valueThatCannotBeEncodedLeavesTheConnectionUsable() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?")) {
            statement.setString(1, "a\0b");
            assertEquals("22021", stateOf(statement::executeQuery));
            statement.setString(1, "ab");
            assertTrue(statement.executeQuery().next());
        }
    }

    @Test
    void methodsThatTakeSqlAreRefused() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1")) {
            for (Executable call : List.<Executable>of(
                    () -> statement.execute("select 1"),
                    () -> statement.executeQuery("select 1"),
                    () -> statement.executeUpdate("select 1"),
                    () -> statement.executeLargeUpdate("select 1", new String[] {"a"}),
                    () -> statement.execute("select 1", 1),
                    () -> statement.addBatch("select 1"))) {
                assertEquals("42809", stateOf(call));
            }
        }
    }

    @Test
    void severalStatementsShareOneListOfParameters() throws SQLException {
        run(connection, "create temp table t(i int)");
        try (PreparedStatement statement =
                connection.prepareStatement("insert into t values (?), (?); select sum(i) + ? from t")) {
            for (int round = 1; round <= 3; round++) {
                statement.setInt(1, 1);
                statement.setInt(2, 2);
                statement.setInt(3, 10);
                assertFalse(statement.execute());
                assertEquals(2, statement.getUpdateCount());
                assertTrue(statement.getMoreResults());
                ResultSet rows = statement.getResultSet();
                assertTrue(rows.next());
                assertEquals(10 + 3 * round, rows.getInt(1));
                assertFalse(statement.getMoreResults());
            }
        }
    }

    @Test
    void metadataTakeOneRoundTripBeforeTheExecutionAndNoneWhileTheResultIsOpen() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::int4 as a, 'x'::text as b")) {
            long before = traffic(connection).roundTrips();
            ResultSetMetaData metadata = statement.getMetaData();
            assertEquals(2, metadata.getColumnCount());
            assertEquals("a", metadata.getColumnLabel(1));
            assertEquals(Types.INTEGER, metadata.getColumnType(1));
            assertEquals(1, traffic(connection).roundTrips() - before);
        }
        try (PreparedStatement statement = connection.prepareStatement("select 1 as c")) {
            statement.executeQuery();
            long before = traffic(connection).roundTrips();
            assertEquals("c", statement.getMetaData().getColumnLabel(1));
            assertEquals(0, traffic(connection).roundTrips() - before);
        }
        run(connection, "create temp table t(i int)");
        try (PreparedStatement statement = connection.prepareStatement("insert into t values (?)")) {
            assertNull(statement.getMetaData());
        }
    }

    @Test
    void parameterMetadataAreTheTypesTheServerInferred() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select 1 from pg_class where oid = ? and relname = ? and ?::numeric > 0")) {
            ParameterMetaData metadata = statement.getParameterMetaData();
            assertEquals(3, metadata.getParameterCount());
            assertEquals("oid", metadata.getParameterTypeName(1));
            assertEquals("name", metadata.getParameterTypeName(2));
            assertEquals(Types.NUMERIC, metadata.getParameterType(3));
            assertTrue(metadata.isSigned(3));
            assertEquals(ParameterMetaData.parameterModeIn, metadata.getParameterMode(1));
            assertEquals(ParameterMetaData.parameterNullableUnknown, metadata.isNullable(1));
            assertEquals("22023", stateOf(() -> metadata.getParameterType(4)));
        }
    }

    @Test
    void textShowsTheValuesAsPgjdbcDoes() throws SQLException {
        String sql = "select ?, ?, ?, ?, ?, ?, ? -- '?'";
        Setter setter = s -> {
            s.setInt(1, -1);
            s.setString(2, "it's");
            s.setNull(3, Types.INTEGER);
            s.setLong(4, 5);
            s.setBigDecimal(5, new BigDecimal("1.50"));
            s.setBoolean(6, true);
        };
        try (Connection oracle = server.oracle();
                PreparedStatement expected = oracle.prepareStatement(sql);
                PreparedStatement actual = connection.prepareStatement(sql)) {
            setter.set(expected);
            setter.set(actual);
            assertEquals(expected.toString(), actual.toString());
        }
    }

    @Test
    void warmExecutionsTakeOneRoundTripAndAllocateOnlyTheResultSet() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::int4, ?::int8, ?::text")) {
            long best = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = allocated();
                long roundTrips = traffic(connection).roundTrips();
                for (int i = 0; i < 100; i++) {
                    statement.setInt(1, i);
                    statement.setLong(2, i);
                    statement.setString(3, "abc");
                    try (ResultSet rows = statement.executeQuery()) {
                        assertTrue(rows.next());
                        assertEquals(i, rows.getInt(1));
                        assertEquals(i, rows.getLong(2));
                    }
                }
                assertEquals(100, traffic(connection).roundTrips() - roundTrips);
                best = Math.min(best, allocated() - before);
            }
            long bytes = best / 100;
            assertTrue(bytes <= 64, () -> bytes + " bytes an execution");
        }
    }

    @Test
    void preparingForEachExecutionIsCheap() throws SQLException {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = allocated();
            for (int i = 0; i < 100; i++) {
                try (PreparedStatement statement = connection.prepareStatement("select ?::int4")) {
                    statement.setInt(1, i);
                    try (ResultSet rows = statement.executeQuery()) {
                        assertTrue(rows.next());
                        assertEquals(i, rows.getInt(1));
                    }
                }
            }
            best = Math.min(best, allocated() - before);
        }
        long bytes = best / 100;
        assertTrue(bytes <= 300, () -> bytes + " bytes a statement");
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void nullsOfLargeObjectsAreNull() throws SQLException {
        assertNull(query("select ?::oid", s -> s.setNull(1, Types.BLOB)));
        assertNull(query("select ?::oid", s -> s.setBlob(1, (java.sql.Blob) null)));
        assertThrows(SQLFeatureNotSupportedException.class, () -> query("select ?", s -> s.setRef(1, null)));
    }

    @Test
    void statementIsPoolableAndSurvivesErrors() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 / ?")) {
            assertTrue(statement.isPoolable());
            for (int i = 0; i < 4; i++) {
                statement.setInt(1, 0);
                assertEquals("22012", stateOf(statement::executeQuery));
                statement.setInt(1, 1);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(1, rows.getInt(1));
                }
            }
        }
    }

    @Test
    void changedTypesOfParametersAreANewStatementForTheServer() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_typeof(?)::text")) {
            for (int i = 0; i < 4; i++) {
                statement.setInt(1, 1);
                assertEquals("integer", only(statement));
                statement.setString(1, "x");
                assertEquals("character varying", only(statement));
            }
        }
    }

    private static String only(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    @Test
    void metadataBeforeAnExecutionAreThoseOfNow() throws SQLException {
        run(connection, "create temp table changing(a int)");
        try (PreparedStatement statement = connection.prepareStatement("select * from changing")) {
            assertEquals(1, statement.getMetaData().getColumnCount());
            run(connection, "alter table changing add b text");
            assertEquals(2, statement.getMetaData().getColumnCount());
            try (ResultSet rows = statement.executeQuery()) {
                long before = traffic(connection).roundTrips();
                assertEquals("b", statement.getMetaData().getColumnName(2));
                assertEquals(before, traffic(connection).roundTrips(), "those of the open result");
                assertFalse(rows.next());
            }
            run(connection, "alter table changing drop a");
            assertEquals("b", statement.getMetaData().getColumnName(1));
        }
    }

    @Test
    void addressesAndNationalTextsAreTexts() throws Exception {
        assertEquals("n", query("select ?", s -> s.setNCharacterStream(1, new StringReader("n"))));
        assertEquals("n", query("select ?", s -> s.setNCharacterStream(1, new StringReader("n1"), 1)));
        assertEquals("n", query("select ?", s -> s.setNString(1, "n")));
        URL address = new URL("https://example.org/a?b=%20c");
        assertEquals(address.toExternalForm(), query("select ?", s -> s.setURL(1, address)));
        assertNull(query("select ?", s -> s.setURL(1, null)));
    }

    @Test
    void typesByJdbcType() throws SQLException {
        assertEquals(
                "int4",
                query("select pg_typeof(?)::text", s -> s.setObject(1, "5", JDBCType.INTEGER))
                        .replace("integer", "int4"));
        assertEquals("1.3", query("select ?", s -> s.setObject(1, 1.25, JDBCType.NUMERIC, 1)));
        SQLType foreign = new SQLType() {
            @Override
            public String getName() {
                return "foreign";
            }

            @Override
            public String getVendor() {
                return "nobody";
            }

            @Override
            public Integer getVendorTypeNumber() {
                return null;
            }
        };
        SQLException e = assertThrows(SQLException.class, () -> query("select ?", s -> s.setObject(1, 1, foreign)));
        assertEquals("22023", e.getSQLState());
        e = assertThrows(SQLException.class, () -> query("select ?", s -> s.setObject(1, 1, (SQLType) null)));
        assertEquals("22023", e.getSQLState());
    }
}
