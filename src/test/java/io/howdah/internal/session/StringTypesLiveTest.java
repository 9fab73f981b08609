package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Pipeline;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.StringReader;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code stringtype=auto}: strings for parameters of other types, and what they cost in round trips. */
@Live
class StringTypesLiveTest {
    private static final String UUID = "11111111-2222-3333-4444-555555555555";

    private Sessions sessions;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        sessions = Sessions.of(server, "sslmode=disable");
        connection = open();
    }

    private Connection open() throws SQLException {
        Connection opened = sessions.connect();
        try (Statement statement = opened.createStatement()) {
            statement.execute("create type pg_temp.mood as enum ('sad', 'happy')");
            statement.execute("create domain pg_temp.day as date");
            statement.execute("create type pg_temp.pair as (a int, b text)");
            statement.execute(
                    "create temp table t(id int generated always as identity, j json, jb jsonb, u uuid, m mood, i int,"
                            + " n inet, d date, ts timestamptz, a int[], ua uuid[], dd day, p pair, r int4range, v varchar, b bool, x text)");
            statement.execute("create temp table done(n int)");
        }
        return opened;
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static void set(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }

    private String first(String sql, String... values) throws SQLException {
        return first(connection, sql, values);
    }

    private static String first(Connection on, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                return rows.getString(1);
            }
        }
    }

    private void beginWork(Connection on) throws SQLException {
        on.setAutoCommit(false);
        try (Statement statement = on.createStatement()) {
            statement.execute("insert into done values (1)");
        }
    }

    private static final String WORK = "select count(*) from done";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "j|{\"a\": 1}",
                "jb|{\"a\": 1}",
                "u|11111111-2222-3333-4444-555555555555",
                "m|happy",
                "i|-42",
                "n|10.0.0.0/8",
                "d|2024-02-29",
                "ts|2024-02-29 12:00:00+00",
                "a|{1,2,3}",
                "ua|{11111111-2222-3333-4444-555555555555}",
                "dd|2024-02-29",
                "p|(1,x)",
                "r|[1,5)",
                "b|true",
                "v|text",
                "x|text"
            })
    void aStringIsTakenForAnyType(String column, String value) throws SQLException {
        String insert = "insert into t(" + column + ") values (?) returning " + column + "::text = ?::text or " + column
                + "::text like '2024%'";
        for (int i = 0; i < 4; i++) {
            assertEquals("t", first(insert, value, value), column);
        }
        try (PreparedStatement statement = connection.prepareStatement("insert into t(" + column + ") values (?)")) {
            statement.setNull(1, Types.VARCHAR);
            assertEquals(1, statement.executeUpdate());
            statement.setCharacterStream(1, new StringReader(value));
            assertEquals(1, statement.executeUpdate());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 where 1 = ?",
                "select 1 where 1 in (?, ?)",
                "select coalesce(null::int, ?)",
                "select 1 union select ?",
                "select 1 limit ?",
                "select 1 offset ? - 1",
                "select case when '{1}'::int[] = array[1] then ? else 2 end",
                "values (1), (?)",
                "select 5 - ?",
                "select greatest(0, ?)",
                "select generate_series(1, ?)",
                "select 1 from (select 2) s where ? is not null and 1 = ?",
                "select 1 where (? is null or ? is null or 1 = ?)",
                "insert into t(i) values (?) returning 1",
                "insert into t(i, v, x) values (?, ?, ?) returning 1",
                "update done set n = ? where n < ? returning 1",
                "select (array[7, 8])[?]"
            })
    void aStringIsTakenForANumberWhereverItStands(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into done values (0)");
        }
        int parameters = (int) sql.chars().filter(c -> c == '?').count();
        String[] values = new String[parameters];
        java.util.Arrays.fill(values, "1");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < 3; i++) {
                set(statement, values);
                assertTrue(statement.execute(), sql);
            }
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into done values (1)");
        }
        try (PreparedStatement statement = connection.prepareStatement("/* in a transaction */ " + sql)) {
            set(statement, values);
            assertTrue(statement.execute(), sql);
        }
        connection.rollback();
    }

    @Test
    void anArrayOfAStringIsTakenForAny() throws SQLException {
        assertEquals("1", first("select 1 where 3 = any(?)", "{1,2,3}"));
        try (PreparedStatement statement = connection.prepareStatement("select 1 where ?::uuid = any(?)")) {
            for (int i = 0; i < 3; i++) {
                statement.setString(1, UUID);
                statement.setObject(2, new String[] {UUID, null});
                assertTrue(statement.executeQuery().next());
                statement.setArray(2, connection.createArrayOf("varchar", new String[] {UUID}));
                assertTrue(statement.executeQuery().next());
            }
        }
    }

    @Test
    void whatWorksWithVarcharIsVarchar() throws SQLException {
        assertEquals("character varying", first("select pg_typeof(?)::text", "x"));
        assertEquals("{\"a\" : \"b\"}", first("select json_build_object(?, ?)::text", "a", "b"));
        assertEquals("text", first("select pg_typeof(? || ?)::text", "a", "b"));
    }

    @Test
    void onlyTheFirstExecutionOnTheDataSourceTakesTwoRoundTrips() throws SQLException {
        String sql = "select i from t where u = ?";
        long[] counts = new long[4];
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, UUID);
            for (int i = 0; i < counts.length; i++) {
                counts[i] = sessions.roundTrips(() -> statement.executeQuery().close());
            }
        }
        assertArrayEquals(new long[] {2, 1, 1, 1}, counts);
        try (Connection other = open()) {
            try (PreparedStatement statement = other.prepareStatement(sql)) {
                statement.setString(1, UUID);
                assertEquals(
                        1, sessions.roundTrips(() -> statement.executeQuery().close()));
            }
        }
    }

    @Test
    void asFirstStatementOfATransactionItTakesTwoRoundTrips() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement("insert into t(jb) values (?)")) {
            statement.setString(1, "[]");
            assertEquals(2, sessions.roundTrips(statement::executeUpdate));
            assertEquals(1, sessions.roundTrips(statement::executeUpdate));
        }
        assertEquals("2", first("select count(*) from t"));
        connection.commit();
        assertEquals("2", first("select count(*) from t"));
        connection.rollback();
    }

    @Test
    void behindOtherWorkItTakesTwoRoundTripsAndLosesNothing() throws SQLException {
        beginWork(connection);
        try (PreparedStatement statement = connection.prepareStatement("insert into t(jb) values (?)")) {
            statement.setString(1, "[]");
            assertEquals(2, sessions.roundTrips(statement::executeUpdate));
            assertEquals(1, sessions.roundTrips(statement::executeUpdate));
        }
        connection.commit();
        assertEquals("1", first(WORK));
        assertEquals("2", first("select count(*) from t"));
        connection.rollback();
    }

    @Test
    void aStringForATextColumnTakesOneRoundTripEverywhere() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 where 'a' = ?")) {
            statement.setString(1, "a");
            assertEquals(1, sessions.roundTrips(() -> statement.executeQuery().close()));
        }
        beginWork(connection);
        try (PreparedStatement statement = connection.prepareStatement("select 2 where 'a' = ?")) {
            statement.setString(1, "a");
            assertEquals(1, sessions.roundTrips(() -> statement.executeQuery().close()));
            assertEquals(1, sessions.roundTrips(() -> statement.executeQuery().close()));
        }
        connection.rollback();
    }

    @Test
    void aFailureForAnotherReasonStaysOne() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table t add unique (v)");
        }
        beginWork(connection);
        try (PreparedStatement insert = connection.prepareStatement("insert into t(v) values (?)")) {
            insert.setString(1, "x");
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into t(v) values (?) /* again */")) {
            insert.setString(1, "x");
            SQLException duplicate = assertThrows(SQLException.class, insert::executeUpdate);
            assertEquals("23505", duplicate.getSQLState());
        }
        assertEquals(
                "25P02", assertThrows(SQLException.class, () -> first(WORK)).getSQLState());
        connection.rollback();
        assertEquals("0", first(WORK));
        connection.rollback();
    }

    @Test
    void aValueThatIsNoneOfTheTypeIsReportedAsThat() throws SQLException {
        SQLException badUuid = assertThrows(SQLException.class, () -> first("select 1 from t where u = ?", "nonsense"));
        assertEquals("22P02", badUuid.getSQLState());
        beginWork(connection);
        SQLException badInt = assertThrows(SQLException.class, () -> first("select 1 from t where i = ?", "nonsense"));
        assertEquals("22P02", badInt.getSQLState());
        connection.rollback();
    }

    @Test
    void aSavepointOfTheApplicationIsStillThereAfterAFailure() throws SQLException {
        beginWork(connection);
        var savepoint = connection.setSavepoint();
        assertThrows(SQLException.class, () -> first("select 1 from t where i = ?", "nonsense"));
        connection.rollback(savepoint);
        assertEquals("1", first(WORK));
        connection.commit();
        assertEquals("1", first(WORK));
        connection.rollback();
    }

    @Test
    void anErrorThatNoTypeMendsIsTheFirstOneWithAdvice() throws SQLException {
        SQLException error = assertThrows(SQLException.class, () -> first("select date_trunc('day', ?)", "2024-01-01"));
        assertEquals("42883", error.getSQLState());
        assertTrue(error.getMessage().contains("character varying"), error.getMessage());
        assertTrue(error.getMessage().contains("Driver hint"), error.getMessage());
        assertTrue(error.getMessage().contains("?::date"), error.getMessage());
        assertEquals("t", first("select date_trunc('day', ?::date) < now()", "2024-01-01"));
    }

    @Test
    void adviceComesWithAParameterWithoutType() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ? is null")) {
            statement.setObject(1, null);
            SQLException error = assertThrows(SQLException.class, statement::executeQuery);
            assertEquals("42P18", error.getSQLState());
            assertTrue(error.getMessage().contains("parameter 1"), error.getMessage());
            assertTrue(error.getMessage().contains("?::text"), error.getMessage());
        }
    }

    @Test
    void withVarcharNothingIsTriedAgain(PostgresServer server) throws SQLException {
        Sessions varchar = Sessions.of(server, "sslmode=disable", "stringtype=varchar");
        try (Connection strict = varchar.connect();
                PreparedStatement statement = strict.prepareStatement("select 1 where 1 = ?")) {
            statement.setString(1, "1");
            assertEquals(1, varchar.roundTrips(() -> {
                SQLException error = assertThrows(SQLException.class, statement::executeQuery);
                assertEquals("42883", error.getSQLState());
                assertTrue(error.getMessage().contains("stringtype=auto"), error.getMessage());
            }));
        }
    }

    @Test
    void severalStatementsAreTriedAgainTogether() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into done values (7); insert into t(u) values (?); select count(*) from t where jb is null and i is distinct from ?")) {
            set(statement, UUID, "3");
            for (int i = 0; i < 3; i++) {
                assertFalse(statement.execute());
            }
        }
        assertEquals("3", first(WORK));
        beginWork(connection);
        try (PreparedStatement statement =
                connection.prepareStatement("insert into done values (8); insert into t(n) values (?)")) {
            set(statement, "1.2.3.4");
            assertFalse(statement.execute());
        }
        connection.commit();
        assertEquals("5", first(WORK));
        connection.rollback();
    }

    @Test
    void batchesTakeStringsToo() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into t(u, jb, v) values (?, ?, ?)")) {
            assertEquals(2, sessions.roundTrips(() -> addRows(insert, 3)));
            assertEquals(1, sessions.roundTrips(() -> addRows(insert, 3)));
        }
        assertEquals("6", first("select count(*) from t where u is not null and jb is not null"));
        beginWork(connection);
        try (PreparedStatement insert = connection.prepareStatement("insert into t(u, jb, x) values (?, ?, ?)")) {
            assertEquals(2, sessions.roundTrips(() -> addRows(insert, 100)));
            assertEquals(1, sessions.roundTrips(() -> addRows(insert, 100)));
        }
        connection.commit();
        assertEquals("206", first("select count(*) from t"));
        assertEquals("1", first(WORK));
        connection.rollback();
    }

    private static void addRows(PreparedStatement insert, int rows) throws SQLException {
        for (int i = 0; i < rows; i++) {
            set(insert, UUID, "[" + i + "]", "text " + i);
            insert.addBatch();
        }
        assertEquals(rows, insert.executeBatch().length);
    }

    @Test
    void batchesOfSeveralSignaturesTakeStrings() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into t(i) values (?)")) {
            insert.setInt(1, 1);
            insert.addBatch();
            insert.setString(1, "2");
            insert.addBatch();
            assertArrayEquals(new int[] {1, 1}, insert.executeBatch());
            insert.setString(1, "3");
            insert.addBatch();
            insert.setLong(1, 4);
            insert.addBatch();
            assertEquals(1, sessions.roundTrips(() -> assertArrayEquals(new int[] {1, 1}, insert.executeBatch())));
        }
        assertEquals("10", first("select sum(i) from t"));
    }

    @Test
    void aBatchThatFailsForItsValuesSaysSo() throws SQLException {
        beginWork(connection);
        try (PreparedStatement insert = connection.prepareStatement("insert into t(u) values (?)")) {
            set(insert, UUID);
            insert.addBatch();
            set(insert, "nonsense");
            insert.addBatch();
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertEquals("22P02", failure.getSQLState());
            assertTrue(failure.getMessage().startsWith("Batch entry 1"), failure.getMessage());
        }
        connection.rollback();
    }

    @Test
    void batchesWithBarriersTakeStrings(PostgresServer server) throws SQLException {
        sessions = Sessions.of(server, "sslmode=disable", "batchMode=barrier");
        try (Connection barrier = open()) {
            try (PreparedStatement insert = barrier.prepareStatement("insert into t(u) values (?)")) {
                set(insert, UUID);
                insert.addBatch();
                set(insert, "nonsense");
                insert.addBatch();
                set(insert, UUID);
                insert.addBatch();
                BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
                assertArrayEquals(new int[] {1, Statement.EXECUTE_FAILED, 1}, failure.getUpdateCounts());
            }
            assertEquals("2", first(barrier, "select count(*) from t"));
        }
    }

    @Test
    void generatedKeysComeWithTheSecondAttempt() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into t(jb) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, "{}");
            assertEquals(1, insert.executeUpdate());
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertTrue(keys.next());
                assertEquals(1, keys.getInt("id"));
                assertEquals("{}", keys.getString("jb"));
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into t(j) values (?)", new String[] {"id"})) {
            for (int i = 0; i < 3; i++) {
                insert.setString(1, "{}");
                insert.addBatch();
            }
            assertEquals(3, insert.executeBatch().length);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                for (int i = 2; i <= 4; i++) {
                    assertTrue(keys.next());
                    assertEquals(i, keys.getInt(1));
                }
                assertFalse(keys.next());
            }
        }
    }

    @Test
    void aColumnThatChangesItsTypeIsFollowed() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select x from t where x = ?");
                Statement statement = connection.createStatement()) {
            for (String type : new String[] {"text", "int", "text", "date"}) {
                statement.execute("alter table t drop column x");
                statement.execute("alter table t add column x " + type);
                for (int i = 0; i < 3; i++) {
                    select.setString(1, type.equals("date") ? "2024-01-01" : "1");
                    assertFalse(select.executeQuery().next(), type);
                }
            }
        }
    }

    @Test
    void aColumnChangedByAnotherConnectionIsFollowed() throws SQLException {
        try (Connection other = sessions.connect();
                Statement statement = other.createStatement()) {
            statement.execute("drop table if exists string_types");
            statement.execute("create table string_types(x text)");
            try (PreparedStatement select = connection.prepareStatement("select 1 from string_types where x = ?")) {
                for (String type : new String[] {"text", "int", "text"}) {
                    statement.execute("alter table string_types drop column x");
                    statement.execute("alter table string_types add column x " + type);
                    for (int i = 0; i < 3; i++) {
                        select.setString(1, "1");
                        assertFalse(select.executeQuery().next(), type);
                    }
                }
            } finally {
                statement.execute("drop table string_types");
            }
        }
    }

    @Test
    void metadataBeforeTheExecutionAreRightAndCostNoTransaction() throws SQLException {
        beginWork(connection);
        try (PreparedStatement statement = connection.prepareStatement("insert into t(u, v) values (?, ?)")) {
            set(statement, UUID, "x");
            assertEquals("uuid", statement.getParameterMetaData().getParameterTypeName(1));
            assertEquals(1, sessions.roundTrips(statement::executeUpdate));
        }
        try (PreparedStatement statement = connection.prepareStatement("select i from t where u = ?")) {
            set(statement, UUID);
            assertEquals("int4", statement.getMetaData().getColumnTypeName(1));
        }
        connection.commit();
        assertEquals("1", first(WORK));
        connection.rollback();
    }

    @Test
    void prepareThresholdMinusOneTakesStrings(PostgresServer server) throws SQLException {
        sessions = Sessions.of(server, "sslmode=disable", "prepareThreshold=-1");
        try (Connection eager = open()) {
            for (int i = 0; i < 3; i++) {
                assertEquals("1", first(eager, "select 1 where 1 = ?", "1"));
            }
        }
    }

    @Test
    void aPipelineKnowsWhatTheDataSourceHasLearned() throws SQLException {
        String insert = "insert into t(u) values (?)";
        try (Pipeline pipeline = connection.unwrap(HowdahConnection.class).pipeline()) {
            var refused = pipeline.update(insert, UUID);
            pipeline.sync();
            assertTrue(refused.isCompletedExceptionally());
        }
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, UUID);
            assertEquals(1, statement.executeUpdate());
        }
        try (Pipeline pipeline = connection.unwrap(HowdahConnection.class).pipeline()) {
            var taken = pipeline.update(insert, UUID);
            pipeline.sync();
            assertEquals(1L, taken.join());
        }
    }

    @Test
    void fetchSizeWorksWithTheSecondAttempt() throws SQLException {
        beginWork(connection);
        try (PreparedStatement statement =
                connection.prepareStatement("select g from generate_series(1, ?) g where g > ?")) {
            statement.setFetchSize(3);
            set(statement, "100", "0");
            for (int run = 0; run < 3; run++) {
                int count = 0;
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        assertEquals(++count, rows.getInt(1));
                    }
                }
                assertEquals(100, count);
            }
        }
        connection.commit();
        assertEquals("1", first(WORK));
        connection.rollback();
    }
}
