package io.howdah.internal.jdbc;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements, results, keys and batches behave as pgjdbc's, but for what is listed with its reason. */
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
        d.differs(
                "a count that no method gave is no count",
                "[update t set n = n where id < 3; select 1;* | count after",
                "[set work_mem to '4MB'; show work_mem] | count after",
                "[begin; select 1; commit] | count after",
                "[prepare s as select 1; execute s; deallocate s] | count after");
        d.differs(
                "a procedure has been called, so there is a result: that no rows were changed",
                "[call pg_temp.p()] | execute*",
                "[call pg_temp.p()] | count after",
                "[call pg_temp.p()] | prepared*");
        d.differs(
                "the text of a value does not depend on how often it is asked for",
                "[select '{1,2}'::int[]] | prepared*");
        d.differs(
                "the server knows no columns of it, and says so",
                "[prepare s as select 1; execute s; deallocate s] | metadata");
        d.differs("the server judges the syntax", "[select 'unclosed] | nativeSQL");
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
                s.step(
                        "several",
                        () -> Differential.results(
                                statement,
                                statement.execute("select generate_series(1, 5); select generate_series(1, 5)")));
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
                s.step(
                        "values",
                        () -> statement.executeQuery(
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
        d.differs("a mode that does not exist is refused", "getMoreResults(0) | *");
        d.differs("executing again is no completion", "closeOnCompletion and execute again | *");
        d.differs("bytea is cut off by its bytes, not by its text", "maxFieldSize | values");
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
        d.probe(
                "wrong name",
                (c, s) -> s.step(
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
        d.differs("keys can be chosen by position", "* | indexes");
        d.differs(
                "a name in capitals means the column in lower case, when there is no other", "wrong name | upper case");
        d.differs("executeUpdate refuses rows, also when keys were asked for", "[select 7 as id] | names: update");
        d.differs(
                "the keys are those of the first statement that wrote rows",
                "[insert into t (v) values (null); insert into t (v) values (null)] | *");
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
        d.differs("RETURNING does not hide the count", "*: statements | counts");
        d.differs(
                "the values of parameters stay out of messages", "*: failing rows | fails", "*: syntax error | fails");
        d.check();
    }
}
