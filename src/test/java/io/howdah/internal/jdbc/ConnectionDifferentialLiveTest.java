package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import io.howdah.live.PostgresServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions and the settings of connections and statements behave as pgjdbc's, but for what is listed with its reason. */
@Live
class ConnectionDifferentialLiveTest {
    private static final String[] TABLE = {
        "create temp table t (id serial primary key, v text unique, n int check (n < 100))",
        "insert into t (v, n) values ('one', 1), ('two', 2)",
        "create procedure pg_temp.p() language sql as 'select 1'",
        "create temp table never (id int primary key)",
    };

    @Test
    void transactionsAndSettingsBehaveAlike(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, TABLE);
        d.probe("autocommit", (c, s) -> {
            s.step("commit", () -> run(c::commit));
            s.step("rollback", () -> run(c::rollback));
            s.step("setSavepoint", c::setSavepoint);
            s.step("named savepoint", () -> c.setSavepoint("s"));
            c.setAutoCommit(false);
            s.step("commit of nothing", () -> run(c::commit));
            c.createStatement().executeUpdate("insert into never values (5)");
            s.step("setAutoCommit(true) commits", () -> run(() -> c.setAutoCommit(true)));
            s.step("kept", () -> c.createStatement().executeQuery("select * from never"));
            s.step("delete", () -> c.createStatement().executeUpdate("delete from never"));
        });
        d.probe("failed transaction", (c, s) -> {
            c.setAutoCommit(false);
            s.step("fails", () -> c.createStatement().executeQuery("select 1/0"));
            s.step("refused", () -> c.createStatement().executeQuery("select 1"));
            s.step("isValid", () -> c.isValid(5));
            s.step("getSchema", c::getSchema);
            s.step("isolation", c::getTransactionIsolation);
            s.step("commit", () -> run(c::commit));
            s.step("works", () -> c.createStatement().executeQuery("select 1"));
        });
        d.probe("savepoints", (c, s) -> {
            c.setAutoCommit(false);
            Savepoint named = c.setSavepoint("Sp \"q");
            s.step("name", named::getSavepointName);
            s.step("id of named", named::getSavepointId);
            Savepoint numbered = c.setSavepoint();
            s.step("name of numbered", numbered::getSavepointName);
            s.step("fails", () -> c.createStatement().executeQuery("select 1/0"));
            s.step("rollback", () -> run(() -> c.rollback(numbered)));
            s.step("works", () -> c.createStatement().executeQuery("select 1"));
            s.step("release", () -> run(() -> c.releaseSavepoint(numbered)));
            s.step("release again", () -> run(() -> c.releaseSavepoint(numbered)));
            s.step("rollback to released", () -> run(() -> c.rollback(numbered)));
            s.step("id of released", numbered::getSavepointId);
            s.step("rollback to first", () -> run(() -> c.rollback(named)));
            c.commit();
            s.step("after commit", () -> run(() -> c.rollback(named)));
            c.rollback();
            s.step("null name", () -> c.setSavepoint(null));
        });
        d.probe("settings", (c, s) -> {
            for (int level : new int[] {1, 2, 4, 8, 0, 3, 16}) {
                s.step("set isolation " + level, () -> run(() -> c.setTransactionIsolation(level)));
                s.step("isolation " + level, c::getTransactionIsolation);
                s.step("server's isolation " + level, () -> show(c, "default_transaction_isolation"));
            }
            s.step("reset", () -> run(() -> c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED)));
            s.step("read only", () -> run(() -> c.setReadOnly(true)));
            s.step("isReadOnly", c::isReadOnly);
            s.step("write in autocommit", () -> c.createStatement().executeUpdate("delete from never"));
            c.setAutoCommit(false);
            s.step("write", () -> c.createStatement().executeUpdate("create table no ()"));
            s.step("set read only in transaction", () -> run(() -> c.setReadOnly(false)));
            s.step("set isolation in transaction", () -> run(() -> c.setTransactionIsolation(8)));
            c.rollback();
            s.step("writable", () -> run(() -> c.setReadOnly(false)));
            s.step("write then", () -> c.createStatement().executeUpdate("delete from never"));
            c.rollback();
            c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            s.step("isolation of a transaction", () -> show(c, "transaction_isolation"));
            c.rollback();
            c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        });
        d.probe("isolation set by SQL", (c, s) -> {
            c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            c.createStatement().execute("set statement_timeout to 0");
            s.step("another setting changes nothing", c::getTransactionIsolation);
            c.setAutoCommit(false);
            s.step("in a transaction", () -> show(c, "transaction_isolation"));
            c.commit();
            c.setReadOnly(true);
            s.step("read only too", () -> show(c, "transaction_isolation"));
            c.commit();
            c.setReadOnly(false);
            c.setAutoCommit(true);
            s.step("goes on", () -> c.createStatement().executeQuery("select 1"));
            c.createStatement().execute("set session characteristics as transaction isolation level repeatable read");
            s.step("set by SQL", c::getTransactionIsolation);
            c.setAutoCommit(false);
            s.step("in a transaction after SQL", () -> show(c, "transaction_isolation"));
            c.createStatement().execute("rollback");
            c.createStatement().execute("set transaction isolation level read committed");
            s.step("of one transaction", c::getTransactionIsolation);
            c.commit();
            s.step("of the next", () -> show(c, "transaction_isolation"));
            c.rollback();
            c.setAutoCommit(true);
            s.step("goes on again", () -> c.createStatement().executeQuery("select 1"));
            c.createStatement().execute("reset default_transaction_isolation");
            s.step("reset", c::getTransactionIsolation);
        });
        d.probe("schema", (c, s) -> {
            s.step("at first", c::getSchema);
            s.step("set", () -> run(() -> c.setSchema("pg_catalog")));
            s.step("is", c::getSchema);
            c.createStatement().execute("set statement_timeout to 0");
            s.step("null", () -> run(() -> c.setSchema(null)));
            s.step("back", c::getSchema);
            s.step("unknown", () -> run(() -> c.setSchema("no such")));
            s.step("is null", c::getSchema);
            c.setSchema("pg_catalog");
            s.step("fails", () -> c.createStatement().executeQuery("select 1/0"));
            s.step("still", c::getSchema);
            c.setAutoCommit(false);
            c.setSchema("information_schema");
            s.step("within", c::getSchema);
            c.rollback();
            s.step("search path", () -> show(c, "search_path"));
            c.rollback();
            c.setAutoCommit(true);
            c.setSchema(null);
        });
        d.probe("client info", (c, s) -> {
            s.step("name", () -> c.getClientInfo("ApplicationName"));
            s.step("set", () -> run(() -> c.setClientInfo("ApplicationName", "x'y")));
            s.step("is", () -> c.getClientInfo("ApplicationName"));
            s.step("server", () -> show(c, "application_name"));
            c.createStatement().execute("set application_name to 'by SQL'");
            s.step("by SQL", () -> c.getClientInfo("ApplicationName"));
            s.step("unknown", () -> run(() -> c.setClientInfo("Nothing", "x")));
            s.step("warning", () -> c.getWarnings() != null);
            c.clearWarnings();
            s.step("no warning", c::getWarnings);
            s.step("get unknown", () -> c.getClientInfo("Nothing"));
            Properties properties = new Properties();
            properties.setProperty("ApplicationName", "by properties");
            s.step("properties", () -> run(() -> c.setClientInfo(properties)));
            s.step("all", c::getClientInfo);
            s.step("null", () -> run(() -> c.setClientInfo("ApplicationName", null)));
            s.step("is empty", () -> c.getClientInfo("ApplicationName"));
        });
        d.probe("the rest", (c, s) -> {
            s.step("catalog", c::getCatalog);
            s.step("set catalog", () -> run(() -> c.setCatalog("other")));
            s.step("catalog then", c::getCatalog);
            s.step("holdability", c::getHoldability);
            s.step("set holdability", () -> run(() -> c.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT)));
            s.step("holdability then", c::getHoldability);
            s.step("bad holdability", () -> run(() -> c.setHoldability(0)));
            c.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
            s.step("type map", c::getTypeMap);
            s.step("network timeout", c::getNetworkTimeout);
            s.step("set network timeout", () -> run(() -> c.setNetworkTimeout(Runnable::run, 1234)));
            s.step("network timeout then", c::getNetworkTimeout);
            s.step("bad network timeout", () -> run(() -> c.setNetworkTimeout(Runnable::run, -1)));
            c.setNetworkTimeout(Runnable::run, 0);
            s.step("valid", () -> c.isValid(5));
            s.step("valid without limit", () -> c.isValid(0));
            s.step("bad limit", () -> c.isValid(-1));
            s.step("unwrap", () -> c.unwrap(Connection.class) == c);
            s.step("unwrap other", () -> c.unwrap(Integer.class));
            s.step("is wrapper", () -> c.isWrapperFor(Integer.class));
            s.step("bad type", () -> c.createStatement(1, ResultSet.CONCUR_READ_ONLY) != null);
            s.step("notice", () -> {
                try (Statement statement = c.createStatement()) {
                    statement.execute("do $$ begin raise notice 'a'; raise warning 'b'; end $$");
                    return statement.getWarnings().getMessage() + " "
                            + statement.getWarnings().getSQLState() + " "
                            + statement.getWarnings().getNextWarning().getMessage() + " "
                            + statement.getWarnings().getNextWarning().getSQLState();
                }
            });
            s.step("notice is gone", () -> {
                try (Statement statement = c.createStatement()) {
                    statement.execute("do $$ begin raise notice 'a'; end $$");
                    statement.execute("select 1");
                    return statement.getWarnings();
                }
            });
            s.step("query timeout", () -> {
                try (Statement statement = c.createStatement()) {
                    statement.setQueryTimeout(1);
                    return statement.getQueryTimeout()
                            + Differential.rows(statement.executeQuery("select pg_sleep(30)"));
                }
            });
            s.step("works after timeout", () -> c.createStatement().executeQuery("select 1"));
        });
        d.probe("options of a statement", (c, s) -> {
            List<Statement> both = List.of(c.createStatement(), c.prepareStatement("select 1"));
            for (Statement statement : both) {
                String which = statement == both.get(0) ? "plain " : "prepared ";
                s.step(which + "fetch size", statement::getFetchSize);
                s.step(which + "bad fetch size", () -> run(() -> statement.setFetchSize(-1)));
                s.step(which + "direction", statement::getFetchDirection);
                s.step(which + "bad direction", () -> run(() -> statement.setFetchDirection(7)));
                s.step(which + "bad timeout", () -> run(() -> statement.setQueryTimeout(-1)));
                s.step(which + "bad field size", () -> run(() -> statement.setMaxFieldSize(-1)));
                s.step(which + "max rows", statement::getMaxRows);
                s.step(which + "poolable", statement::isPoolable);
                s.step(which + "type", statement::getResultSetType);
                s.step(which + "concurrency", statement::getResultSetConcurrency);
                s.step(which + "holdability", statement::getResultSetHoldability);
                s.step(which + "connection", () -> statement.getConnection() == c);
                s.step(which + "cursor name", () -> run(() -> statement.setCursorName("x")));
                s.step(which + "quoted", () -> statement.enquoteIdentifier("a\"b", false));
                s.step(which + "simple", () -> statement.enquoteIdentifier("ab", false));
                s.step(which + "always", () -> statement.enquoteIdentifier("ab", true));
                s.step(which + "literal", () -> statement.enquoteLiteral("a'b"));
                s.step(which + "is simple", () -> statement.isSimpleIdentifier("A_1"));
            }
        });
        d.differs("a savepoint may not have no name", "savepoints | null name");
        d.differs("setSchema holds whatever becomes of the transaction", "schema | search path");
        d.differs("the driver's own name", "client info | name");
        d.differs("an SQLSTATE for everything", "the rest | unwrap other");
        d.differs("any identifier can be quoted", "options of a statement | *quoted");
        d.check();
    }

    /** A call without a value. */
    @FunctionalInterface
    private interface Call {
        void run() throws SQLException;
    }

    private static Object run(Call call) throws SQLException {
        call.run();
        return null;
    }

    private static String show(Connection connection, String setting) throws SQLException {
        return Differential.rows(connection.createStatement().executeQuery("show " + setting));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ignore", "transaction", "always"})
    void readOnlyModesAreAlike(String mode) throws SQLException {
        PostgresServer server = PostgresServers.shared();
        for (boolean autoCommit : new boolean[] {true, false}) {
            String theirs;
            String ours;
            try (Connection oracle = server.oracle("readOnlyMode=" + mode);
                    Connection connection = Connections.open(server, "readOnlyMode=" + mode)) {
                theirs = write(oracle, autoCommit);
                ours = write(connection, autoCommit);
            }
            assertEquals(theirs, ours, mode + ", autocommit " + autoCommit);
        }
    }

    private static String write(Connection connection, boolean autoCommit) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(autoCommit);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema read_only_mode");
            if (autoCommit) {
                statement.execute("drop schema read_only_mode");
            } else {
                connection.rollback();
            }
            return "written";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
