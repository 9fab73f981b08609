package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.api.ServerErrorInfo;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When statements get a name on the server, when they lose it, and what heals a statement whose name has become wrong. */
@Live
class StatementCacheLiveTest {
    private Sessions sessions;
    private Connection connection;
    private PostgresServer server;

    @BeforeEach
    void connect(PostgresServer postgres) throws SQLException {
        server = postgres;
        sessions = Sessions.of(server, "preparedStatementCacheQueries=5");
        connection = sessions.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        server.sql("drop table if exists cached");
    }

    private List<String> preparedOnServer() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select statement from pg_prepared_statements where statement not like '%pg_prepared%' order by prepare_time")) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        return statements;
    }

    private String text(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private void run(String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    @Test
    void aStatementIsNamedAtItsSecondUse() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 'once'")) {
            text(statement);
            assertEquals(List.of(), preparedOnServer());
            text(statement);
            assertEquals(List.of("select 'once'"), preparedOnServer());
        }
        try (PreparedStatement again = connection.prepareStatement("select 'once'")) {
            assertEquals("once", text(again));
        }
        assertEquals(List.of("select 'once'"), preparedOnServer());
    }

    @Test
    void aThresholdOfZeroNeverNames() throws SQLException {
        connection.close();
        sessions = Sessions.of(server, "prepareThreshold=0");
        connection = sessions.connect();
        try (PreparedStatement statement = connection.prepareStatement("select 'never'")) {
            for (int i = 0; i < 5; i++) {
                assertEquals("never", text(statement));
            }
        }
        assertEquals(List.of(), preparedOnServer());
    }

    @Test
    void otherParameterTypesAreAnotherStatement() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_typeof(?)::text")) {
            for (int i = 0; i < 3; i++) {
                statement.setInt(1, 1);
                assertEquals("integer", text(statement));
                statement.setLong(1, 1);
                assertEquals("bigint", text(statement));
            }
        }
        assertEquals(2, preparedOnServer().size());
    }

    @Test
    void theLeastRecentlyUsedStatementIsClosedOnTheServer() throws SQLException {
        for (int i = 1; i <= 8; i++) {
            try (PreparedStatement statement = connection.prepareStatement("select 'number " + i + "'")) {
                text(statement);
                text(statement);
            }
        }
        List<String> prepared = preparedOnServer();
        assertTrue(prepared.size() <= 5, prepared.toString());
        assertTrue(prepared.contains("select 'number 8'"), prepared.toString());
        assertFalse(prepared.contains("select 'number 1'"), prepared.toString());
    }

    @Test
    void aFailedParseIsNotCountedAsPrepared() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select * from cached")) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "42P01",
                        assertThrows(SQLException.class, statement::executeQuery)
                                .getSQLState());
            }
            run("create table cached as select 'here' as value");
            assertEquals("here", text(statement));
            assertEquals("here", text(statement));
            assertEquals("here", text(statement));
        }
    }

    @Test
    void ddlOfTheSameConnectionIsNoticed() throws SQLException {
        run("create table cached as select 'text' as value");
        try (PreparedStatement statement = connection.prepareStatement("select * from cached")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("text", text(statement));
            }
            connection.setAutoCommit(false);
            run("alter table cached alter column value type int using 42");
            assertEquals("42", text(statement));
            connection.rollback();
            assertEquals("text", text(statement));
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void ddlOfAnotherConnectionHealsOutsideOfTransactions() throws SQLException {
        run("create table cached as select 'text' as value");
        try (PreparedStatement statement = connection.prepareStatement("select * from cached")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("text", text(statement));
            }
            server.sql(
                    "alter table cached alter column value type int using 42",
                    "alter table cached add more text default 'm'");
            try (ResultSet rows = statement.executeQuery()) {
                assertEquals(2, rows.getMetaData().getColumnCount());
                assertTrue(rows.next());
                assertEquals(42, rows.getInt("value"));
                assertEquals("m", rows.getString("more"));
            }
        }
    }

    @Test
    void ddlOfAnotherConnectionHealsInTheFirstStatementOfATransaction() throws SQLException {
        run("create table cached as select 'text' as value");
        try (PreparedStatement statement = connection.prepareStatement("select * from cached")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("text", text(statement));
            }
            server.sql("alter table cached alter column value type int using 42");
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertEquals(2, sessions.roundTrips(() -> assertEquals("42", text(statement))));
            try (Statement show = connection.createStatement();
                    ResultSet rows = show.executeQuery("show transaction_isolation")) {
                assertTrue(rows.next());
                assertEquals("repeatable read", rows.getString(1));
            }
            connection.rollback();
        }
    }

    @Test
    void ddlOfAnotherConnectionFailsClearlyAfterWorkInATransactionAndTheNextTransactionWorks() throws SQLException {
        run("create table cached as select 'text' as value");
        try (PreparedStatement statement = connection.prepareStatement("select * from cached")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("text", text(statement));
            }
            server.sql("alter table cached alter column value type int using 42");
            connection.setAutoCommit(false);
            run("select 1");
            SQLException failure = assertThrows(SQLException.class, statement::executeQuery);
            assertEquals("0A000", failure.getSQLState());
            assertFalse(((ServerErrorInfo) failure).retrySafe());
            connection.rollback();
            assertEquals("42", text(statement));
            connection.rollback();
        }
    }

    @Test
    void aBatchHealsToo() throws SQLException {
        run("create table cached(value text)");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into cached values (?) returning *", new String[0])) {
            for (int i = 0; i < 3; i++) {
                insert.setString(1, "a");
                insert.execute();
            }
            server.sql("alter table cached add more int default 7");
            insert.setString(1, "b");
            insert.addBatch();
            insert.setString(1, "c");
            insert.addBatch();
            assertEquals(2, insert.executeBatch().length);
        }
        assertEquals("5", server.value("select count(*) from cached"));
    }

    @Test
    void discardAllAndDeallocateAllAreNoticed() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 'kept'")) {
            for (String command : List.of("discard all", "deallocate all", "DISCARD PLANS")) {
                for (int i = 0; i < 3; i++) {
                    assertEquals("kept", text(statement));
                }
                run(command);
                connection.setAutoCommit(false);
                run("select 1");
                assertEquals("kept", text(statement), "in a transaction with work after " + command);
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @Test
    void aStatementThatVanishedMakesTheDataSourceUseUnnamedOnes() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 'vanished'")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("vanished", text(statement));
            }
            assertFalse(sessions.shared().statementsAreLost());
            // As a transaction pooler would: the statement is dropped without the driver seeing a command for it.
            run("do $$ begin execute 'deallocate all'; end $$");
            assertEquals("vanished", text(statement));
            assertTrue(sessions.shared().statementsAreLost());
            assertEquals("vanished", text(statement));
            assertEquals(List.of(), preparedOnServer());
        }
    }

    @Test
    void aChangedSearchPathMeansAnotherTable() throws SQLException {
        run(
                "create schema if not exists cache_a",
                "create schema if not exists cache_b",
                "create table cache_a.t as select 'a' as value",
                "create table cache_b.t as select 5 as value");
        try (PreparedStatement statement = connection.prepareStatement("select * from t")) {
            connection.setSchema("cache_a");
            for (int i = 0; i < 3; i++) {
                assertEquals("a", text(statement));
            }
            connection.setAutoCommit(false);
            run("select 1");
            connection.setSchema("cache_b");
            assertEquals("5", text(statement));
            run("set local search_path to cache_a");
            assertEquals("a", text(statement));
            connection.rollback();
            connection.setAutoCommit(true);
        } finally {
            server.sql("drop schema cache_a cascade", "drop schema cache_b cascade");
        }
    }

    @Test
    void anotherConnectionOfTheDataSourceReadsBinaryAtOnce() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1.5::float8")) {
            text(statement);
        }
        try (Connection other = sessions.connect();
                PreparedStatement statement = other.prepareStatement("select 1.5::float8");
                ResultSet rows = statement.executeQuery()) {
            assertTrue(rows.next());
            assertEquals(1.5, rows.getDouble(1));
            assertNotNull(sessions.shared());
        }
        connection.close();
        connection = sessions.connect();
    }

    @Test
    void theErrorsOfAFailedTransactionNameTheFirstFailure() throws SQLException {
        connection.setAutoCommit(false);
        SQLException first = assertThrows(SQLException.class, () -> run("select 1 / 0"));
        SQLException later = assertThrows(SQLException.class, () -> run("select 1"));
        assertEquals("22012", first.getSQLState());
        assertEquals("25P02", later.getSQLState());
        assertEquals(first.getMessage(), later.getCause().getMessage());
        connection.rollback();
        run("select 1");
        connection.rollback();
    }

    @Test
    void evictionKeepsANameThatAnotherTextShares() throws SQLException {
        // Two texts for the driver, one statement for the server.
        try (PreparedStatement old = connection.prepareStatement("select 'twin'");
                PreparedStatement young = connection.prepareStatement("select 'twin';")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("twin", text(old));
            }
            for (int round = 0; round < 8; round++) {
                assertEquals("twin", text(young));
                try (PreparedStatement other = connection.prepareStatement("select 'other " + round + "'")) {
                    text(other);
                    text(other);
                }
            }
            connection.setAutoCommit(false);
            assertEquals("twin", text(young));
            connection.setAutoCommit(true);
        }
        assertFalse(sessions.shared().statementsAreLost());
    }

    @Test
    void aColumnAddedToAResultOfMixedFormatsDoesNotFailTheTransaction() throws SQLException {
        server.sql("create table cached(a int, b aclitem)");
        server.sql("insert into cached values (1, null)");
        try (PreparedStatement statement = connection.prepareStatement("select * from cached")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("1", text(statement));
            }
            connection.setAutoCommit(false);
            try (Statement ddl = connection.createStatement()) {
                ddl.execute("alter table cached add column c int");
            }
            assertEquals("1", text(statement));
            assertEquals("1", text(statement));
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void aColumnAddedByAnotherConnectionIsFoundOutOutsideATransaction() throws SQLException {
        server.sql("create table cached(a int, b aclitem)");
        server.sql("insert into cached values (1, null)");
        try (PreparedStatement statement = connection.prepareStatement("select * from cached")) {
            for (int i = 0; i < 3; i++) {
                assertEquals("1", text(statement));
            }
            server.sql("alter table cached add column c int");
            for (int i = 0; i < 3; i++) {
                assertEquals("1", text(statement));
            }
        }
        try (Connection another = sessions.connect();
                PreparedStatement statement = another.prepareStatement("select * from cached")) {
            server.sql("alter table cached add column d int");
            assertEquals("1", text(statement));
        }
    }

    @Test
    void aCursorOfTheSameNameMayHaveOtherColumns() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("declare c cursor for select 1, null::aclitem");
            try (ResultSet rows = statement.executeQuery("fetch all from c")) {
                assertTrue(rows.next());
            }
            statement.execute("close c");
            statement.execute("declare c cursor for select 2");
            try (ResultSet rows = statement.executeQuery("fetch all from c")) {
                assertTrue(rows.next());
                assertEquals(2, rows.getInt(1));
            }
        }
        connection.rollback();
    }
}
