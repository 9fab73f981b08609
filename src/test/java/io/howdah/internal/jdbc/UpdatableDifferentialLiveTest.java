package io.howdah.internal.jdbc;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Moving in result sets and changing their rows, with pgjdbc and with our driver. */
@Live
class UpdatableDifferentialLiveTest {
    private static final String[] SET_UP = {
        "set client_min_messages = warning",
        "create temp table t (id int primary key, name text, n numeric default 7, d date, ts timestamp, b bytea, f bool)",
        "insert into t (id, name, n) select i, 'name ' || i, i from generate_series(1, 6) i",
        "create temp table nokey (a int)",
        "insert into nokey values (1)",
    };

    @FunctionalInterface
    private interface Move {
        Object on(ResultSet rs) throws SQLException;
    }

    private static Object nothing(ThrowingRunnable action) throws SQLException {
        action.run();
        return "done";
    }

    @FunctionalInterface
    private interface ThrowingRunnable {
        void run() throws SQLException;
    }

    private static final List<Move> MOVES = List.of(
            ResultSet::next,
            ResultSet::next,
            ResultSet::previous,
            ResultSet::first,
            ResultSet::last,
            rs -> rs.absolute(3),
            rs -> rs.absolute(-2),
            rs -> rs.absolute(0),
            rs -> rs.absolute(100),
            rs -> rs.absolute(-100),
            rs -> rs.relative(2),
            rs -> rs.relative(-3),
            rs -> rs.relative(0),
            rs -> nothing(rs::beforeFirst),
            rs -> nothing(rs::afterLast));

    private static final List<Move> EDITS = List.of(
            rs -> nothing(() -> {
                rs.updateString("name", "new " + rs.getRow());
                rs.updateRow();
            }),
            rs -> nothing(() -> {
                rs.updateInt("n", 1000 + rs.getRow());
                rs.cancelRowUpdates();
                rs.updateRow();
            }),
            rs -> nothing(rs::deleteRow),
            rs -> nothing(() -> {
                if (rs.getRow() > 0) {
                    rs.refreshRow();
                }
            }));

    private static String place(ResultSet rs) throws SQLException {
        return rs.getRow() + " " + rs.isBeforeFirst() + rs.isFirst() + rs.isLast() + rs.isAfterLast();
    }

    private static String row(ResultSet rs) throws SQLException {
        return rs.getInt("id") + " " + rs.getString("name") + " " + rs.getString("n");
    }

    private static void walk(Connection c, Differential.Steps s, String sql, int concurrency, long seed, boolean edits)
            throws SQLException {
        Random random = new Random(seed);
        try (Statement statement = c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, concurrency);
                ResultSet rs = statement.executeQuery(sql)) {
            for (int i = 0; i < 60; i++) {
                boolean edit = edits && random.nextInt(4) == 0;
                Move move = edit ? EDITS.get(random.nextInt(EDITS.size())) : MOVES.get(random.nextInt(MOVES.size()));
                s.step(i + " move", () -> move.on(rs));
                s.step(i + " place", () -> place(rs));
                s.step(i + " row", () -> row(rs));
            }
        }
    }

    @Test
    void rowsAreWalkedAlike(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, SET_UP);
        for (int seed = 0; seed < 8; seed++) {
            long own = seed;
            d.probe(
                    "walk " + seed,
                    (c, s) -> walk(c, s, "select * from t order by id", ResultSet.CONCUR_READ_ONLY, own, false));
            d.probe(
                    "one row " + seed,
                    (c, s) -> walk(c, s, "select * from t where id = 1", ResultSet.CONCUR_READ_ONLY, own, false));
            d.probe(
                    "no row " + seed,
                    (c, s) -> walk(c, s, "select * from t where false", ResultSet.CONCUR_READ_ONLY, own, false));
        }
        d.check();
    }

    @Test
    void rowsAreWalkedAndChangedAlike(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, SET_UP);
        for (int seed = 0; seed < 12; seed++) {
            long own = seed;
            d.probe("walk " + seed, (c, s) -> {
                walk(c, s, "select * from t order by id", ResultSet.CONCUR_UPDATABLE, own, true);
                s.step("table", () -> table(c));
            });
        }
        d.check();
    }

    private static String table(Connection c) throws SQLException {
        try (Statement statement = c.createStatement();
                ResultSet rs = statement.executeQuery("select string_agg(t::text, ';' order by id) from t")) {
            rs.next();
            return rs.getString(1);
        }
    }

    @Test
    void rowsAreInsertedAndRefusedAlike(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, SET_UP);
        d.probe("insert", (c, s) -> {
            try (Statement statement =
                            c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet rs = statement.executeQuery("select * from t order by id")) {
                s.step("concurrency", rs::getConcurrency);
                s.step("statement concurrency", statement::getResultSetConcurrency);
                rs.absolute(2);
                s.step("to insert row", () -> nothing(rs::moveToInsertRow));
                s.step("empty", () -> nothing(rs::insertRow));
                s.step("row number", rs::getRow);
                s.step("value", () -> rs.getString(2));
                s.step("next", rs::next);
                s.step("previous", rs::previous);
                s.step("relative", () -> rs.relative(1));
                s.step("updateRow", () -> nothing(rs::updateRow));
                s.step("deleteRow", () -> nothing(rs::deleteRow));
                s.step("refreshRow", () -> nothing(rs::refreshRow));
                s.step("cancelRowUpdates", () -> nothing(rs::cancelRowUpdates));
                rs.updateInt("id", 10);
                rs.updateDate("d", Date.valueOf("2024-01-02"));
                rs.updateTimestamp("ts", Timestamp.valueOf("2024-01-02 03:04:05"));
                rs.updateBytes("b", new byte[] {1});
                rs.updateBoolean("f", true);
                s.step("insert", () -> nothing(rs::insertRow));
                s.step("inserted", () -> row(rs));
                rs.updateInt("id", 1);
                s.step("duplicate", () -> nothing(rs::insertRow));
                s.step("to current row", () -> nothing(rs::moveToCurrentRow));
                s.step("current", () -> row(rs));
                s.step("place", () -> place(rs));
                s.step("last", rs::last);
                s.step("last row", () -> row(rs));
                s.step("insertRow elsewhere", () -> nothing(rs::insertRow));
                s.step("flags", () -> rs.rowInserted() + " " + rs.rowUpdated() + " " + rs.rowDeleted());
                s.step("unknown column", () -> nothing(() -> rs.updateInt("nothing", 1)));
                s.step("index 0", () -> nothing(() -> rs.updateInt(0, 1)));
                s.step("index beyond", () -> nothing(() -> rs.updateInt(99, 1)));
                rs.updateInt(1, 2);
                s.step("duplicate key", () -> nothing(rs::updateRow));
                rs.afterLast();
                s.step("update after the last", () -> nothing(() -> rs.updateInt(1, 1)));
                s.step("delete after the last", () -> nothing(rs::deleteRow));
                s.step("refresh after the last", () -> nothing(rs::refreshRow));
            }
            s.step("table", () -> table(c));
        });
        d.probe("refused", (c, s) -> {
            for (String sql : new String[] {"select * from nokey", "select name from t", "select 1 as a"}) {
                try (Statement statement =
                                c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                        ResultSet rs = statement.executeQuery(sql)) {
                    rs.next();
                    s.step(sql + " update", () -> nothing(() -> rs.updateString(1, "1")));
                    s.step(sql + " delete", () -> nothing(rs::deleteRow));
                    s.step(sql + " insert", () -> nothing(rs::moveToInsertRow));
                }
            }
            try (Statement statement = c.createStatement();
                    ResultSet rs = statement.executeQuery("select * from t")) {
                rs.next();
                s.step("read-only update", () -> nothing(() -> rs.updateString(1, "1")));
                s.step("read-only delete", () -> nothing(rs::deleteRow));
                s.step("read-only insert", () -> nothing(rs::moveToInsertRow));
            }
        });
        d.differs("the insert row is empty at first", "insert | value");
        d.differs("defaults are shown", "insert | inserted", "insert | last row");
        d.differs("there is no row", "insert | refresh after the last");
        d.differs(
                "a row can be inserted without a key",
                "refused | select * from nokey insert",
                "refused | select name from t insert");
        d.check();
    }
}
