package io.howdah.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSourceUtils;
import org.springframework.jdbc.core.simple.SimpleJdbcCall;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JdbcTemplate and its relatives: values, keys, batches, transactions, and what errors become. */
@Live
@WithoutPgjdbc
class SpringLiveTest {
    private DataSource dataSource;
    private JdbcTemplate jdbc;

    record Person(long id, String name, LocalDate born, UUID token) {}

    @BeforeEach
    void createTables(PostgresServer server) throws SQLException {
        dataSource = Clients.dataSource(server, "spring");
        jdbc = new JdbcTemplate(dataSource);
        jdbc.execute("""
                create table person (
                    id bigint generated always as identity primary key,
                    name text not null unique,
                    born date,
                    token uuid default gen_random_uuid(),
                    age int check (age >= 0),
                    boss bigint references person)
                """);
    }

    private long insert(String name) {
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement insert =
                            connection.prepareStatement("insert into person (name) values (?)", new String[] {"id"});
                    insert.setString(1, name);
                    return insert;
                },
                keys);
        return keys.getKeyAs(Long.class);
    }

    @Test
    void valuesGoInAndComeOut() {
        UUID token = UUID.randomUUID();
        jdbc.update(
                "insert into person (name, born, token) values (?, ?, ?)", "Ada", LocalDate.of(1815, 12, 10), token);
        Person ada = jdbc.queryForObject("select * from person", new DataClassRowMapper<>(Person.class));
        assertEquals(new Person(1, "Ada", LocalDate.of(1815, 12, 10), token), ada);
        Map<String, Object> row = jdbc.queryForMap("select name, born, 1.50 as price, now() as at from person");
        assertEquals(new BigDecimal("1.50"), row.get("price"));
        assertInstanceOf(java.sql.Date.class, row.get("born"));
        assertInstanceOf(java.sql.Timestamp.class, row.get("at"));
        assertThrows(
                EmptyResultDataAccessException.class,
                () -> jdbc.queryForObject("select name from person where id = 0", String.class));
    }

    @Test
    void generatedKeysAreAllColumnsOrThoseNamed() {
        assertEquals(1, insert("Ada"));
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        jdbc.update(
                connection -> connection.prepareStatement(
                        "insert into person (name) values ('Ben')", PreparedStatement.RETURN_GENERATED_KEYS),
                keys);
        assertEquals(2L, keys.getKeys().get("id"));
        assertEquals("Ben", keys.getKeys().get("name"));
    }

    @Test
    void batchesCountAndNamedParametersExpand() {
        int[][] counts = jdbc.batchUpdate(
                "insert into person (name) values (?)",
                List.of("a", "b", "c"),
                2,
                (statement, name) -> statement.setString(1, name));
        assertEquals(2, counts.length);
        assertArrayEquals(new int[] {1, 1}, counts[0]);
        NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(jdbc);
        assertEquals(
                2L,
                named.queryForObject(
                        "select count(*) from person where name in (:names)",
                        Map.of("names", List.of("a", "c", "x")),
                        Long.class));
        int[] updated = named.batchUpdate(
                "update person set age = :age where name = :name",
                SqlParameterSourceUtils.createBatch(
                        Map.of("age", 30, "name", "a"), Map.of("age", 40, "name", "nobody")));
        assertArrayEquals(new int[] {1, 0}, updated);
    }

    @Test
    void arraysAndNullsAreParameters() {
        insert("Ada");
        assertEquals(
                List.of("Ada"), jdbc.queryForList("select name from person where id = any (?)", String.class, (Object)
                        new Long[] {1L, 7L}));
        jdbc.update("update person set born = ?, age = ?, token = ? where name = ?", null, null, null, "Ada");
        assertNull(jdbc.queryForObject("select token from person", UUID.class));
        MapSqlParameterSource values = new MapSqlParameterSource("born", null).addValue("name", "Ada");
        assertEquals(
                1,
                new NamedParameterJdbcTemplate(jdbc)
                        .update("update person set born = :born where name = :name", values));
    }

    @Test
    void simpleJdbcInsertWritesNamedColumnsAndReturnsTheKey() {
        SimpleJdbcInsert insert = new SimpleJdbcInsert(dataSource)
                .withTableName("person")
                .usingColumns("name", "born")
                .withoutTableColumnMetaDataAccess()
                .usingGeneratedKeyColumns("id");
        assertEquals(1L, insert.executeAndReturnKey(Map.of("name", "Ada", "born", LocalDate.EPOCH)));
        assertEquals(2L, insert.executeAndReturnKey(Map.of("name", "Ben", "born", OffsetDateTime.now())));
    }

    @Test
    void simpleJdbcInsertAndCallFindTheirColumnsByMetadata() {
        SimpleJdbcInsert insert = new SimpleJdbcInsert(dataSource)
                .withSchemaName("spring")
                .withTableName("person")
                .usingGeneratedKeyColumns("id");
        assertEquals(1L, insert.executeAndReturnKey(Map.of("name", "Ada", "born", LocalDate.EPOCH, "age", 36)));
        assertEquals(36, jdbc.queryForObject("select age from person", Integer.class));
        jdbc.execute("create function older(years int, out was int, out \"is\" int) language sql"
                + " as 'select age, age + years from person'");
        Map<String, Object> result = new SimpleJdbcCall(dataSource)
                .withSchemaName("spring")
                .withProcedureName("older")
                .execute(Map.of("years", 4));
        assertEquals(36, result.get("was"));
        assertEquals(40, result.get("is"));
    }

    // ---- errors

    @Test
    void uniqueViolationIsADuplicateKey() {
        insert("Ada");
        DuplicateKeyException e = assertThrows(DuplicateKeyException.class, () -> insert("Ada"));
        assertTrue(e.getMessage().contains("person_name_key"), e.getMessage());
        assertThrows(
                DuplicateKeyException.class,
                () -> jdbc.batchUpdate(
                        "insert into person (name) values (?)", List.of(new Object[] {"b"}, new Object[] {"Ada"})));
    }

    @Test
    void otherConstraintsAreIntegrityViolationsButNoDuplicates() {
        for (String sql : new String[] {
            "insert into person (name, age) values ('x', -1)",
            "insert into person (name, boss) values ('x', 99)",
            "insert into person (name) values (null)"
        }) {
            DataAccessException e = assertThrows(DataAccessException.class, () -> jdbc.update(sql));
            assertEquals(DataIntegrityViolationException.class, e.getClass(), sql);
        }
    }

    @Test
    void mistakesAndTimeoutsKeepTheirMeaning() {
        assertThrows(BadSqlGrammarException.class, () -> jdbc.update("insert into nowhere values (1)"));
        assertThrows(BadSqlGrammarException.class, () -> jdbc.queryForList("selekt 1"));
        JdbcTemplate impatient = new JdbcTemplate(dataSource);
        impatient.setQueryTimeout(1);
        assertThrows(QueryTimeoutException.class, () -> impatient.execute("select pg_sleep(60)"));
    }

    @Test
    void lockThatIsNotAvailableIsSaidToBeOne() {
        insert("Ada");
        // By the name of the database and the SQLSTATE; the translator without codes knows none of class 55.
        jdbc.setExceptionTranslator(new SQLErrorCodeSQLExceptionTranslator(dataSource));
        TransactionTemplate outer = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        TransactionTemplate inner = new TransactionTemplate(outer.getTransactionManager());
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        outer.executeWithoutResult(a -> {
            jdbc.queryForList("select * from person for update");
            assertThrows(
                    CannotAcquireLockException.class,
                    () -> inner.executeWithoutResult(b -> jdbc.queryForList("select * from person for update nowait")));
        });
    }

    // ---- transactions

    @Test
    void transactionsCommitRollBackAndNest() {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        TransactionTemplate nested = new TransactionTemplate(transaction.getTransactionManager());
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        transaction.executeWithoutResult(status -> {
            insert("kept");
            assertThrows(
                    DuplicateKeyException.class,
                    () -> nested.executeWithoutResult(inner -> {
                        insert("undone");
                        insert("kept");
                    }));
            insert("kept too");
        });
        transaction.executeWithoutResult(status -> {
            insert("undone");
            status.setRollbackOnly();
        });
        assertEquals(
                List.of("kept", "kept too"), jdbc.queryForList("select name from person order by id", String.class));
    }

    @Test
    void readOnlyAndIsolationReachTheServer() {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        List<String> settings = transaction.execute(status -> Arrays.asList(
                jdbc.queryForObject("show transaction_read_only", String.class),
                jdbc.queryForObject("show transaction_isolation", String.class)));
        assertEquals(List.of("on", "serializable"), settings);
        assertThrows(DataAccessException.class, () -> transaction.execute(status -> insert("x")));
        assertEquals("read committed", jdbc.queryForObject("show transaction_isolation", String.class));
    }
}
