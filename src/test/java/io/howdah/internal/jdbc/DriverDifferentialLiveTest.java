package io.howdah.internal.jdbc;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Statements, results, batches and transactions behave as pgjdbc's, but for what is listed with its reason. */
@Live
class DriverDifferentialLiveTest {
    private static final String[] TABLE = {
        "create temp table t (id serial primary key, v text unique, n int check (n < 100))",
        "insert into t (v, n) values ('one', 1), ('two', 2)",
        "create procedure pg_temp.p() language sql as 'select 1'",
        "create temp table never (id int primary key)",
    };

    private static final List<String> TEXTS = List.of(
            "select 1",
            "select 1;",
            "select id, v from t where id < 3 order by id",
            "select 1 where false",
            "select",
            "insert into never select 1 where false",
            "insert into never select 1 where false returning id",
            "update t set n = n where id < 3",
            "update t set n = n where id < 3 returning v",
            "delete from never",
            "delete from never returning id",
            "truncate never",
            "create temp table if not exists x ()",
            "create temp table y as select generate_series(1, 3); drop table y",
            "select 1 as a into temp z; drop table z",
            "",
            " ",
            ";",
            " ; ; ",
            "-- nothing",
            "/* nothing */",
            "/* a */ select 1 -- b",
            "select 1; select 2",
            "select 1; ; select 2",
            "update t set n = n where id < 3; select 1; update t set n = n where id = 1",
            "select 1; update t set n = n where id < 3",
            "update t set n = n where id < 3; update t set n = n where id = 1",
            "update t set n = n where id = 1 returning id; select 2",
            "set work_mem to '4MB'",
            "show work_mem",
            "set work_mem to '4MB'; show work_mem",
            "values (1), (2)",
            "table never",
            "(select 1) union all (select 2)",
            "with x as (select 1 as a) select * from x",
            "with x as (update t set n = n where id < 3 returning id) select count(*) from x",
            "with x as (select 1) update t set n = n where id < 3",
            "merge into t using (select 1 as i) s on t.id = s.i when matched then update set n = t.n",
            "explain (costs off) select 1",
            "begin; select 1; commit",
            "commit",
            "rollback",
            "do $$ begin null; end $$",
            "do $$ begin raise exception 'x' using errcode = '22012'; end $$",
            "call pg_temp.p()",
            "prepare s as select 1; execute s; deallocate s",
            "notify n",
            "listen n; unlisten n",
            "lock table t",
            "analyze never",
            "vacuum never",
            "copy never from stdin",
            "copy never to stdout",
            "selec 1",
            "select 1/0",
            "select 1; select 1/0; select 2",
            "select nothing from t",
            "select * from nothing",
            "insert into t (v) values ('one')",
            "insert into t (n) values (100)",
            "select ?",
            "select '?', \"v\" from t where id = 1",
            "select {fn ucase('a')}, {d '2024-01-02'}",
            "select {fn nothing('a')}",
            "select '{1,2}'::int[]",
            "select 'unclosed",
            "select $$a;b$$; select 2");

    private static PreparedStatement prepare(Connection c, String sql) throws SQLException {
        return c.prepareStatement(sql);
    }

    @Test
    void textsGiveTheSameResults(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, TABLE);
        for (String text : TEXTS) {
            d.probe("[" + text + "]", (c, s) -> {
                try (Statement statement = c.createStatement()) {
                    s.step("execute", () -> Differential.results(statement, statement.execute(text)));
                    s.step("executeQuery", () -> statement.executeQuery(text));
                    s.step("executeUpdate", () -> statement.executeUpdate(text));
                    s.step("count after", statement::getUpdateCount);
                }
                s.step("prepared execute", () -> {
                    try (PreparedStatement statement = prepare(c, text)) {
                        return Differential.results(statement, statement.execute());
                    }
                });
                s.step("prepared executeQuery", () -> {
                    try (PreparedStatement statement = prepare(c, text)) {
                        return statement.executeQuery();
                    }
                });
                s.step("prepared executeUpdate", () -> {
                    try (PreparedStatement statement = prepare(c, text)) {
                        return statement.executeUpdate();
                    }
                });
                s.step("prepared six times", () -> {
                    try (PreparedStatement statement = prepare(c, text)) {
                        String last = null;
                        for (int i = 0; i < 6; i++) {
                            last = Differential.results(statement, statement.execute());
                        }
                        return last;
                    }
                });
                s.step("metadata", () -> {
                    try (PreparedStatement statement = prepare(c, text)) {
                        return statement.getMetaData() == null
                                ? null
                                : statement.getMetaData().getColumnCount();
                    }
                });
                s.step("parameters", () -> {
                    try (PreparedStatement statement = prepare(c, text)) {
                        return statement.getParameterMetaData().getParameterCount();
                    }
                });
                // Whitespace between statements is of no interest.
                s.step("nativeSQL", () -> c.nativeSQL(text).replaceAll(";\\s*", "; "));
            });
        }
        d.check();
    }

    @Test
    void resultsAreWalkedAlike(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, TABLE);
        String three = "select 1; select 2; select 3";
        for (int mode : List.of(
                Statement.CLOSE_CURRENT_RESULT, Statement.KEEP_CURRENT_RESULT, Statement.CLOSE_ALL_RESULTS, 0)) {
            d.probe("getMoreResults(" + mode + ")", (c, s) -> {
                Statement statement = c.createStatement();
                statement.execute(three);
                ResultSet first = statement.getResultSet();
                s.step("same object", () -> statement.getResultSet() == first);
                s.step("more", () -> statement.getMoreResults(mode));
                s.step("first is closed", first::isClosed);
                s.step("more again", () -> statement.getMoreResults(mode));
                s.step("rows", statement::getResultSet);
                s.step("no more", () -> statement.getMoreResults(mode));
                s.step("count", statement::getUpdateCount);
                s.step("first is closed then", first::isClosed);
                s.step("result set", statement::getResultSet);
                statement.execute("select 1");
                s.step("first is closed by execute", first::isClosed);
                statement.close();
            });
        }
        d.probe("before any execution", (c, s) -> {
            try (Statement statement = c.createStatement()) {
                s.step("getMoreResults", statement::getMoreResults);
                s.step("getUpdateCount", statement::getUpdateCount);
                s.step("getLargeUpdateCount", statement::getLargeUpdateCount);
                s.step("getResultSet", statement::getResultSet);
                s.step("getGeneratedKeys", statement::getGeneratedKeys);
                s.step("getWarnings", statement::getWarnings);
            }
        });
        d.probe("closeOnCompletion", (c, s) -> {
            Statement statement = c.createStatement();
            statement.closeOnCompletion();
            s.step("is set", statement::isCloseOnCompletion);
            statement.execute("select 1; select 2");
            statement.getResultSet().close();
            s.step("another result is to come", statement::isClosed);
            s.step("more", statement::getMoreResults);
            s.step("last", statement::getResultSet);
            s.step("closed", statement::isClosed);
        });
        d.probe("closeOnCompletion and execute again", (c, s) -> {
            Statement statement = c.createStatement();
            statement.closeOnCompletion();
            statement.executeQuery("select 1");
            s.step("again", () -> statement.executeUpdate("update t set n = n where id = 1"));
            s.step("closed", statement::isClosed);
            s.step("rows", () -> statement.executeQuery("select 2"));
            s.step("closed then", statement::isClosed);
        });
        d.probe("maxRows", (c, s) -> {
            try (Statement statement = c.createStatement()) {
                statement.setMaxRows(2);
                s.step("limited", () -> statement.executeQuery("select generate_series(1, 5)"));
                s.step("returning", () -> statement.executeQuery("update t set n = n where id < 3 returning id"));
                s.step("several", () -> Differential.results(statement, statement.execute(
                        "select generate_series(1, 5); select generate_series(1, 5)")));
                statement.setFetchSize(1);
                c.setAutoCommit(false);
                s.step("by pages", () -> statement.executeQuery("select generate_series(1, 5)"));
                statement.setMaxRows(0);
                s.step("all by pages", () -> statement.executeQuery("select generate_series(1, 5)"));
                s.step("negative", () -> {
                    statement.setMaxRows(-1);
                    return null;
                });
            }
        });
        d.probe("maxFieldSize", (c, s) -> {
            try (Statement statement = c.createStatement()) {
                statement.setMaxFieldSize(3);
                s.step("values", () -> statement.executeQuery(
                        "select 'abcdef'::text, 'abcdef'::varchar, 'abcdef'::char(6), 123456, '\\xdeadbeef00'::bytea"));
            }
        });
        d.probe("a result set after commit", (c, s) -> {
            c.setAutoCommit(false);
            ResultSet rows = c.createStatement().executeQuery("select generate_series(1, 3)");
            rows.next();
            c.commit();
            s.step("goes on", rows::next);
            s.step("value", () -> rows.getInt(1));
        });
        d.probe("pages after commit", (c, s) -> {
            c.setAutoCommit(false);
            Statement statement = c.createStatement();
            statement.setFetchSize(1);
            ResultSet rows = statement.executeQuery("select generate_series(1, 9)");
            rows.next();
            c.commit();
            s.step("ends", () -> {
                for (int i = 0; i < 9; i++) {
                    rows.next();
                }
                return null;
            });
        });
        d.probe("scrolling", (c, s) -> {
            try (Statement statement =
                    c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
                ResultSet rows = statement.executeQuery("select generate_series(1, 5)");
                s.step("last", rows::last);
                s.step("row of last", rows::getRow);
                s.step("absolute(-2)", () -> rows.absolute(-2));
                s.step("row", rows::getRow);
                s.step("relative(-9)", () -> rows.relative(-9));
                s.step("before first", rows::isBeforeFirst);
                s.step("absolute(0)", () -> rows.absolute(0));
                s.step("previous", rows::previous);
                s.step("value", () -> rows.getInt(1));
                s.step("absolute(9)", () -> rows.absolute(9));
                s.step("after last", rows::isAfterLast);
                s.step("back", rows::previous);
                s.step("row back", rows::getRow);
                s.step("type", rows::getType);
                s.step("updateRow", () -> {
                    rows.updateRow();
                    return null;
                });
            }
        });
        d.check();
    }

    @Test
    void generatedKeysComeAlike(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, TABLE);
        List<String> texts = List.of(
                "insert into t (v) values (null)",
                "insert into t (v) select null from generate_series(1, 3)",
                "update t set n = 3 where id < 3",
                "delete from never",
                "select 7 as id",
                "insert into t (v) values (null) returning n",
                "create temp table if not exists x ()",
                "insert into t (id) values (1) on conflict do nothing",
                "insert into t (v) values (null); insert into t (v) values (null)",
                "with x as (select 1) insert into t (v) values (null)",
                "");
        for (String text : texts) {
            d.probe("[" + text + "]", (c, s) -> {
                c.setAutoCommit(false);
                s.step("restart", () -> c.createStatement().executeUpdate("alter sequence t_id_seq restart 100"));
                try (Statement statement = c.createStatement()) {
                    s.step("all: execute", () -> statement.execute(text, Statement.RETURN_GENERATED_KEYS));
                    s.step("all: count", statement::getUpdateCount);
                    s.step("all: keys", statement::getGeneratedKeys);
                    s.step("all: result", statement::getResultSet);
                    s.step("all: more", statement::getMoreResults);
                    s.step("names: update", () -> statement.executeUpdate(text, new String[] {"id"}));
                    s.step("names: keys", statement::getGeneratedKeys);
                    s.step("no names", () -> statement.execute(text, new String[0]));
                    s.step("no names: keys", statement::getGeneratedKeys);
                    s.step("none", () -> statement.execute(text, Statement.NO_GENERATED_KEYS));
                    s.step("none: keys", statement::getGeneratedKeys);
                }
                s.step("prepared", () -> {
                    try (PreparedStatement statement = c.prepareStatement(text, new String[] {"id", "n"})) {
                        statement.execute();
                        return statement.getUpdateCount() + Differential.rows(statement.getGeneratedKeys());
                    }
                });
                s.step("prepared query", () -> {
                    try (PreparedStatement statement = c.prepareStatement(text, Statement.RETURN_GENERATED_KEYS)) {
                        return statement.executeQuery();
                    }
                });
                s.step("indexes", () -> c.createStatement().execute(text, new int[] {1}));
            });
        }
        d.probe("wrong name", (c, s) -> s.step(
                "upper case",
                () -> c.createStatement().execute("insert into t (v) values (null)", new String[] {"ID"})));
        d.probe("wrong flag", (c, s) -> s.step("9", () -> c.createStatement().execute("select 1", 9)));
        d.probe("keys of a batch", (c, s) -> {
            c.setAutoCommit(false);
            c.createStatement().executeUpdate("alter sequence t_id_seq restart 200");
            try (PreparedStatement statement =
                    c.prepareStatement("insert into t (n) values (?)", new String[] {"id", "n"})) {
                for (int i = 0; i < 5; i++) {
                    statement.setInt(1, i);
                    statement.addBatch();
                }
                s.step("counts", statement::executeBatch);
                s.step("keys", statement::getGeneratedKeys);
                s.step("again", statement::executeBatch);
                s.step("keys then", statement::getGeneratedKeys);
            }
        });
        d.check();
    }

    @Test
    void batchesEndAlike(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, TABLE);
        for (boolean autoCommit : new boolean[] {true, false}) {
            String mode = autoCommit ? "autocommit: " : "transaction: ";
            d.probe(mode + "statements", (c, s) -> {
                c.setAutoCommit(autoCommit);
                try (Statement statement = c.createStatement()) {
                    s.step("empty", statement::executeBatch);
                    statement.addBatch("insert into never values (1)");
                    statement.addBatch("update t set n = n where id < 3");
                    statement.addBatch("select 1");
                    statement.addBatch("create temp table if not exists x ()");
                    statement.addBatch("insert into never values (2) returning id");
                    s.step("counts", statement::executeBatch);
                    s.step("count", statement::getUpdateCount);
                    s.step("again", statement::executeBatch);
                    statement.addBatch("delete from never");
                    statement.clearBatch();
                    s.step("cleared", statement::executeBatch);
                    statement.addBatch("delete from never");
                    s.step("large", () -> Arrays.toString(statement.executeLargeBatch()));
                    s.step("several", () -> {
                        statement.addBatch("select 1; select 2");
                        return statement.executeBatch();
                    });
                    statement.clearBatch();
                    s.step("nothing", () -> {
                        statement.addBatch("");
                        return statement.executeBatch();
                    });
                }
            });
            d.probe(mode + "failing statements", (c, s) -> {
                c.setAutoCommit(autoCommit);
                try (Statement statement = c.createStatement()) {
                    statement.addBatch("insert into never values (1)");
                    statement.addBatch("insert into never values (1)");
                    statement.addBatch("insert into never values (2)");
                    s.step("fails", statement::executeBatch);
                    s.step("then", statement::executeBatch);
                    s.step("rows", () -> statement.executeQuery("select * from never"));
                }
            });
            d.probe(mode + "failing rows", (c, s) -> {
                c.setAutoCommit(autoCommit);
                try (PreparedStatement statement = c.prepareStatement("insert into never values (?)")) {
                    for (int i : new int[] {1, 2, 2, 3}) {
                        statement.setInt(1, i);
                        statement.addBatch();
                    }
                    s.step("fails", statement::executeBatch);
                    s.step("then", statement::executeBatch);
                }
            });
            d.probe(mode + "syntax error", (c, s) -> {
                c.setAutoCommit(autoCommit);
                try (PreparedStatement statement = c.prepareStatement("insrt into never values (?)")) {
                    statement.setInt(1, 1);
                    statement.addBatch();
                    statement.setInt(1, 2);
                    statement.addBatch();
                    s.step("fails", statement::executeBatch);
                }
            });
            d.probe(mode + "types change", (c, s) -> {
                c.setAutoCommit(autoCommit);
                try (PreparedStatement statement = c.prepareStatement("insert into t (n) values (?)")) {
                    statement.setInt(1, 1);
                    statement.addBatch();
                    statement.setLong(1, 2);
                    statement.addBatch();
                    statement.setNull(1, java.sql.Types.INTEGER);
                    statement.addBatch();
                    statement.setObject(1, "4", java.sql.Types.INTEGER);
                    statement.addBatch();
                    s.step("counts", statement::executeBatch);
                }
                c.createStatement().execute("delete from t where v is null");
            });
            d.probe(mode + "rows of a query", (c, s) -> {
                c.setAutoCommit(autoCommit);
                try (PreparedStatement statement = c.prepareStatement("select ?::int")) {
                    statement.setInt(1, 1);
                    statement.addBatch();
                    s.step("counts", statement::executeBatch);
                }
            });
        }
        d.probe("parameters", (c, s) -> {
            PreparedStatement statement = c.prepareStatement("insert into never values (?)");
            s.step("missing", () -> {
                statement.addBatch();
                return statement.executeBatch();
            });
            statement.clearBatch();
            statement.setInt(1, 1);
            statement.addBatch();
            statement.clearParameters();
            s.step("cleared after addBatch", statement::executeBatch);
            s.step("addBatch(String)", () -> {
                statement.addBatch("select 1");
                return null;
            });
        });
        d.check();
    }

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
            c.createStatement()
                    .execute("set session characteristics as transaction isolation level repeatable read");
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
                    return statement.getWarnings() + " " + statement.getWarnings().getSQLState() + " "
                            + statement.getWarnings().getNextWarning() + " "
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
                    return statement.getQueryTimeout() + Differential.rows(statement.executeQuery("select pg_sleep(30)"));
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
}
