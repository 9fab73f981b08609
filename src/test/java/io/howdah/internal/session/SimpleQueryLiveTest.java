package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code preferQueryMode=simple}: values within the text of the statement, which no value may change. */
@Live
class SimpleQueryLiveTest {
    private Sessions sessions;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        sessions = Sessions.of(server, "sslmode=disable", "preferQueryMode=simple");
        connection = sessions.connect();
        run(
                "create temp table t(id int generated always as identity, v text unique deferrable initially immediate, n numeric)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }

    private String one(String sql, Setter setter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                String value = rows.getString(1);
                assertFalse(rows.next());
                return value;
            }
        }
    }

    // ---- what a value must not do

    @Test
    void aNegativeNumberBehindAMinusSignBeginsNoComment() throws SQLException {
        String inject = "\nWHERE false --";
        Setter[] numbers = {
            s -> s.setInt(1, -1),
            s -> s.setLong(1, -1),
            s -> s.setShort(1, (short) -1),
            s -> s.setByte(1, (byte) -1),
            s -> s.setFloat(1, -1),
            s -> s.setDouble(1, -1),
            s -> s.setBigDecimal(1, BigDecimal.ONE.negate()),
            s -> s.setObject(1, "-1", Types.NUMERIC),
            s -> s.setObject(1, new java.math.BigInteger("-1"))
        };
        for (Setter number : numbers) {
            for (String sql : new String[] {"select -?, ?", "select - ?, ?", "select (-?), ?", "select 0-?, ?"}) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    number.set(statement);
                    statement.setString(2, inject);
                    try (ResultSet rows = statement.executeQuery()) {
                        assertTrue(rows.next(), sql);
                        assertEquals(2, rows.getMetaData().getColumnCount());
                        assertEquals(1, rows.getInt(1));
                        assertEquals(inject, rows.getString(2));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "\\",
                "\\'",
                "\\\\'; drop table t; --",
                "'; drop table t; --",
                "x') or (1=1",
                "/*",
                "*/",
                "--",
                "$1",
                "$$",
                "$x$",
                "?",
                "\n--\n",
                "E'\\''",
                "\u00bf'",
                "\uD83D\uDE00\\'",
                "{fn now()}",
                "%s",
                ""
            })
    void aTextArrivesAsItIs(String text) throws SQLException {
        for (String standard : new String[] {"on", "off"}) {
            run("set standard_conforming_strings to " + standard);
            assertEquals(text, one("select ?", s -> s.setString(1, text)));
            assertEquals(text, one("select ?::text", s -> s.setObject(1, text, Types.OTHER)));
            assertEquals(text, one("select v from (values (?), (?)) x(v) limit 1", s -> {
                s.setString(1, text);
                s.setCharacterStream(2, new StringReader(text));
            }));
            assertEquals(text, one("select (array[?])[1]", s -> s.setString(1, text)));
            assertEquals(
                    text,
                    one(
                            "select (?::text[])[2]",
                            s -> s.setArray(1, connection.createArrayOf("text", new String[] {"a", text}))));
            assertEquals(text, one("select (?)[2]", s -> s.setObject(1, new String[][] {{"a", text}}[0])));
        }
        run("set standard_conforming_strings to on");
        assertEquals("0", one("select count(*) from t", s -> {}));
    }

    @Test
    void literalsAndCommentsOfTheStatementStayWhatTheyAre() throws SQLException {
        assertEquals("$1?x", one("select '$1?' || ?", s -> s.setString(1, "x")));
        assertEquals("?x", one("select $$?$$ || ? /* ? */ -- ?\n", s -> s.setString(1, "x")));
        assertEquals("it's", one("select E'it\\'s' where ? = 1", s -> s.setInt(1, 1)));
        assertEquals("1", one("select 1 where '$1' = ? and \"current_user\"() is not null or ?=1", s -> {
            s.setString(1, "$1");
            s.setInt(2, 0);
        }));
        assertEquals("5", one("select ?+?", s -> {
            s.setInt(1, 2);
            s.setInt(2, 3);
        }));
        assertEquals("3", one("select {fn length(?)}", s -> s.setString(1, "$1?")));
    }

    @Test
    void moreThanNineParametersKeepTheirOrder() throws SQLException {
        assertEquals("abcdefghijkl", one("select concat(?,?,?,?,?,?,?,?,?,?,?,?)", s -> {
            for (int i = 1; i <= 12; i++) {
                s.setString(i, String.valueOf((char) ('a' + i - 1)));
            }
        }));
    }

    @Test
    void aZeroCharacterIsRefusedBeforeAnythingIsSent() throws SQLException {
        SQLException zero = assertThrows(SQLException.class, () -> one("select ?", s -> s.setString(1, "a\0b")));
        assertEquals("22021", zero.getSQLState());
        assertEquals("1", one("select 1", s -> {}));
    }

    // ---- values of all types

    @Test
    void everyTypeOfParameterArrives() throws SQLException {
        assertEquals("-2147483648", one("select ?", s -> s.setInt(1, Integer.MIN_VALUE)));
        assertEquals("integer", one("select pg_typeof(?)", s -> s.setInt(1, 1)));
        assertEquals("bigint", one("select pg_typeof(?)", s -> s.setLong(1, 1)));
        assertEquals("-9223372036854775808", one("select ?", s -> s.setLong(1, Long.MIN_VALUE)));
        assertEquals("1e-300", one("select ?", s -> s.setDouble(1, 1e-300)));
        assertEquals("NaN", one("select ?", s -> s.setFloat(1, Float.NaN)));
        assertEquals("-Infinity", one("select ?", s -> s.setDouble(1, Double.NEGATIVE_INFINITY)));
        assertEquals("t", one("select ?", s -> s.setBoolean(1, true)));
        assertEquals("0.00000000000000000001", one("select ?", s -> s.setBigDecimal(1, new BigDecimal("1E-20"))));
        assertEquals("\\x00ff275c", one("select ?", s -> s.setBytes(1, new byte[] {0, -1, '\'', '\\'})));
        assertEquals(
                "\\x5c78",
                one("select ?", s -> s.setBinaryStream(1, new ByteArrayInputStream(new byte[] {'\\', 'x'}))));
        assertNull(one("select ?", s -> s.setString(1, null)));
        assertNull(one("select ?", s -> s.setNull(1, Types.INTEGER)));
        assertEquals("{1,NULL}", one("select ?", s -> s.setObject(1, new Integer[] {1, null})));
        assertEquals("integer[]", one("select pg_typeof(?)", s -> s.setObject(1, new Integer[] {1})));
        assertEquals("{\"\\\\x27\"}", one("select ?", s -> s.setObject(1, new byte[][] {{0x27}})));
        UUID uuid = new UUID(1, 2);
        assertEquals(uuid.toString(), one("select ?", s -> s.setObject(1, uuid)));
        assertEquals("uuid", one("select pg_typeof(?)", s -> s.setObject(1, uuid)));
        assertEquals("2024-02-29", one("select ?", s -> s.setObject(1, LocalDate.of(2024, 2, 29))));
        assertEquals("03:04:05.000006", one("select ?", s -> s.setObject(1, LocalTime.of(3, 4, 5, 6000))));
        assertEquals(
                "0044-03-15 12:00:00 BC", one("select ?", s -> s.setObject(1, LocalDateTime.of(-43, 3, 15, 12, 0))));
        assertEquals(
                "t",
                one(
                        "select ? = timestamptz '2024-02-03 04:05:06+02'",
                        s -> s.setObject(1, OffsetDateTime.of(2024, 2, 3, 4, 5, 6, 0, ZoneOffset.ofHours(2)))));
        assertEquals("1", one("select (?::jsonb)->>'a'", s -> s.setString(1, "{\"a\": 1}")));
        assertEquals("1", one("select 1 where 5 = ?", s -> s.setString(1, "5")));
    }

    // ---- statements

    @Test
    void eachExecutionTakesOneRoundTripInATransactionToo() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into t(v) values (?)")) {
            insert.setString(1, "a");
            assertEquals(1, sessions.roundTrips(insert::executeUpdate));
            insert.setString(1, "b");
            assertEquals(1, sessions.roundTrips(insert::executeUpdate));
        }
        connection.rollback();
        assertEquals("0", one("select count(*) from t", s -> {}));
        connection.commit();
        assertTrue(connection.isValid(1));
    }

    @Test
    void severalStatementsGiveSeveralResults() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into t(v) values (?), (?) -- two;\n; select v, ? from t order by 1; ; update t set n = ? where v = ?; select 1 -- end")) {
            statement.setString(1, "a");
            statement.setString(2, "b");
            statement.setInt(3, -3);
            statement.setInt(4, -4);
            statement.setString(5, "b");
            assertFalse(statement.execute());
            assertEquals(2, statement.getUpdateCount());
            assertTrue(statement.getMoreResults());
            try (ResultSet rows = statement.getResultSet()) {
                assertTrue(rows.next());
                assertEquals(-3, rows.getInt(2));
                assertTrue(rows.next());
                assertFalse(rows.next());
            }
            assertFalse(statement.getMoreResults());
            assertEquals(1, statement.getUpdateCount());
            assertTrue(statement.getMoreResults());
            assertFalse(statement.getMoreResults());
            assertEquals(-1, statement.getUpdateCount());
        }
        SQLException failure =
                assertThrows(SQLException.class, () -> run("insert into t(v) values ('c'); select 1/0; select 2"));
        assertEquals("22012", failure.getSQLState());
        assertEquals("2", one("select count(*) from t", s -> {}));
    }

    @Test
    void emptyStatementsAndErrorsLeaveTheConnectionUsable() throws SQLException {
        run("");
        run(";");
        run("/* nothing */");
        assertEquals(
                "42601", assertThrows(SQLException.class, () -> run("slect")).getSQLState());
        for (String copy :
                new String[] {"copy (select 1) to stdout", "copy t from stdin", "copy t from stdin; select 1"}) {
            SQLException refused = assertThrows(SQLException.class, () -> run(copy), copy);
            assertTrue(refused.getMessage().contains("COPY"), refused.getMessage());
        }
        assertEquals("1", one("select ?", s -> s.setInt(1, 1)));
    }

    @Test
    void generatedKeysAreReturned() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into t(v) values (?)", new String[] {"id"})) {
            insert.setString(1, "a");
            assertEquals(1, insert.executeUpdate());
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertTrue(keys.next());
                assertEquals(1, keys.getInt(1));
            }
            for (String v : new String[] {"b", "c"}) {
                insert.setString(1, v);
                insert.addBatch();
            }
            assertArrayEquals(new int[] {1, 1}, insert.executeBatch());
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertTrue(keys.next());
                assertEquals(2, keys.getInt(1));
                assertTrue(keys.next());
                assertEquals(3, keys.getInt(1));
                assertFalse(keys.next());
            }
        }
    }

    @Test
    void batchesAreOneRoundTripAndAllOrNothing() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into t(v, n) values (?, -?)")) {
            for (int i = 0; i < 2000; i++) {
                insert.setString(1, "row '" + i + "\\");
                insert.setInt(2, -i);
                insert.addBatch();
            }
            assertEquals(1, sessions.roundTrips(() -> assertEquals(2000, insert.executeBatch().length)));
            assertEquals("1999000", one("select sum(n) from t", s -> {}));
            for (String v : new String[] {"x", "y", "x", "z"}) {
                insert.setString(1, v);
                insert.addBatch();
            }
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertEquals("23505", failure.getSQLState());
            assertTrue(failure.getMessage().startsWith("Batch entry 2"), failure.getMessage());
            assertEquals("2000", one("select count(*) from t", s -> {}));
        }
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("insert into t(v) values ('p')");
            statement.addBatch("update t set n = 0 where v = 'p' -- comment");
            statement.addBatch("delete from t where v = 'none'");
            assertArrayEquals(new int[] {1, 1, 0}, statement.executeBatch());
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("insert into t(v) values ('q')");
            statement.addBatch("insert into t(v) values ('p')");
            statement.addBatch("insert into t(v) values ('r')");
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, statement::executeBatch);
            assertEquals("23505", failure.getSQLState());
        }
        connection.rollback();
    }

    @Test
    void batchesOfSeveralMegabytesAreSentInParts() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into t(v) values (?)")) {
            String big = "'".repeat(100_000);
            for (int i = 0; i < 40; i++) {
                insert.setString(1, i + big);
                insert.addBatch();
            }
            assertEquals(40, insert.executeBatch().length);
            for (String v : new String[] {"ok", "0" + big, "never"}) {
                insert.setString(1, v);
                insert.addBatch();
            }
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertTrue(
                    failure.getMessage().startsWith("Batch entry 1 "),
                    failure.getMessage().substring(0, 50));
        }
        assertEquals("40", one("select count(*) from t", s -> {}));
    }

    @Test
    void aDeferredConstraintFailsTheBatchAtItsEnd() throws SQLException {
        run("create temp table d(i int unique deferrable initially deferred)");
        try (PreparedStatement insert = connection.prepareStatement("insert into d values (?)")) {
            for (int i : new int[] {1, 1}) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertEquals("23505", failure.getSQLState());
            assertArrayEquals(
                    new int[] {Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED}, failure.getUpdateCounts());
        }
        assertEquals("0", one("select count(*) from d", s -> {}));
    }

    @Test
    void barrierBatchesKeepWhatSucceeded(PostgresServer server) throws SQLException {
        Sessions barriers = Sessions.of(server, "sslmode=disable", "preferQueryMode=simple", "batchMode=barrier");
        try (Connection barrier = barriers.connect();
                Statement statement = barrier.createStatement()) {
            statement.execute("create temp table b(i int primary key)");
            try (PreparedStatement insert = barrier.prepareStatement("insert into b values (?)")) {
                for (int i : new int[] {1, 1, 2}) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
                assertArrayEquals(new int[] {1, Statement.EXECUTE_FAILED, 1}, failure.getUpdateCounts());
            }
        }
    }

    @Test
    void largeResultsAreStreamedAndLimited(PostgresServer server) throws SQLException {
        Sessions small = Sessions.of(server, "sslmode=disable", "preferQueryMode=simple", "streamBudget=16KiB");
        try (Connection streaming = small.connect();
                PreparedStatement statement =
                        streaming.prepareStatement("select g, repeat('x', 100) from generate_series(1, ?) g")) {
            statement.setInt(1, 5000);
            for (int fetch : new int[] {0, 10}) {
                statement.setFetchSize(fetch);
                try (ResultSet rows = statement.executeQuery()) {
                    for (int i = 1; i <= 5000; i++) {
                        assertTrue(rows.next());
                        assertEquals(i, rows.getInt(1));
                        if (i == 200) {
                            try (Statement other = streaming.createStatement()) {
                                other.execute("select 1");
                            }
                        }
                    }
                    assertFalse(rows.next());
                }
            }
            for (int max : new int[] {1, 7, 4000}) {
                statement.setMaxRows(max);
                try (ResultSet rows = statement.executeQuery()) {
                    int count = 0;
                    while (rows.next()) {
                        count++;
                    }
                    assertEquals(max, count);
                }
            }
        }
    }

    @Test
    void scrollableResultsAreWhole() throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                ResultSet rows = statement.executeQuery("select generate_series(1, 10)")) {
            assertTrue(rows.last());
            assertEquals(10, rows.getInt(1));
            assertTrue(rows.first());
        }
    }

    @Test
    void aTimeoutCancelsAndTheConnectionGoesOn() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_sleep(?)")) {
            statement.setQueryTimeout(1);
            statement.setInt(1, 60);
            assertEquals(
                    "57014",
                    assertThrows(SQLException.class, statement::executeQuery).getSQLState());
        }
        assertEquals("1", one("select ?", s -> s.setInt(1, 1)));
    }

    @Test
    void settingsAndSavepointsWork() throws SQLException {
        connection.setSchema("pg_catalog");
        connection.setClientInfo("ApplicationName", "it's");
        assertEquals(
                "it's",
                one(
                        "select current_setting('application_name') where current_schema = ?",
                        s -> s.setString(1, "pg_catalog")));
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertEquals("serializable", one("select current_setting('transaction_isolation')", s -> {}));
        var savepoint = connection.setSavepoint("a");
        assertThrows(SQLException.class, () -> run("select 1/0"));
        connection.rollback(savepoint);
        assertEquals("1", one("select 1", s -> {}));
        connection.commit();
    }

    @Test
    void autosaveWorks(PostgresServer server) throws SQLException {
        for (String cleanup : new String[] {"true", "false"}) {
            Sessions saving = Sessions.of(
                    server,
                    "sslmode=disable",
                    "preferQueryMode=simple",
                    "autosave=always",
                    "cleanupSavepoints=" + cleanup);
            try (Connection saved = saving.connect();
                    Statement statement = saved.createStatement()) {
                saved.setAutoCommit(false);
                statement.execute("create temp table s(i int primary key)");
                statement.execute("insert into s values (1)");
                assertThrows(SQLException.class, () -> statement.execute("insert into s values (1)"));
                statement.addBatch("insert into s values (2)");
                statement.addBatch("insert into s values (1)");
                assertThrows(BatchUpdateException.class, statement::executeBatch);
                try (ResultSet rows = statement.executeQuery("select count(*) from s")) {
                    assertTrue(rows.next());
                    assertEquals(1, rows.getInt(1));
                }
                saved.rollback();
            }
        }
    }

    @Test
    void describingWithoutRunningIsRefused() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::int")) {
            assertEquals(
                    "0A000",
                    assertThrows(SQLException.class, statement::getParameterMetaData)
                            .getSQLState());
            statement.setInt(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
                assertEquals("int4", rows.getMetaData().getColumnTypeName(1));
                assertEquals("int4", statement.getMetaData().getColumnTypeName(1));
            }
        }
    }

    @Test
    void plainStatementsAreSimpleWithExtendedForPrepared(PostgresServer server) throws SQLException {
        Sessions mixed = Sessions.of(server, "sslmode=disable", "preferQueryMode=extendedForPrepared");
        try (Connection both = mixed.connect();
                Statement plain = both.createStatement()) {
            both.setAutoCommit(false);
            assertEquals(
                    1, mixed.roundTrips(() -> plain.execute("create temp table m(i int); insert into m values (1)")));
            for (int i = 0; i < 3; i++) {
                try (PreparedStatement select = both.prepareStatement("select i from m where i = ?")) {
                    select.setInt(1, 1);
                    try (ResultSet rows = select.executeQuery()) {
                        assertTrue(rows.next());
                    }
                }
                try (ResultSet rows = plain.executeQuery("select count(*) from m")) {
                    assertTrue(rows.next());
                    assertEquals(1, rows.getInt(1));
                }
                both.setSchema(i % 2 == 0 ? "pg_temp" : null);
            }
            plain.addBatch("insert into m values (2)");
            plain.addBatch("insert into m values (3)");
            assertArrayEquals(new int[] {1, 1}, plain.executeBatch());
            both.commit();
            both.setAutoCommit(true);
            plain.addBatch("insert into m values (4)");
            plain.addBatch("insert into m values (1/0)");
            assertThrows(BatchUpdateException.class, plain::executeBatch);
            try (ResultSet rows = plain.executeQuery("select count(*) from m")) {
                assertTrue(rows.next());
                assertEquals(3, rows.getInt(1));
            }
        }
    }
}
