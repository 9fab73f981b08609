package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDriver;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Result sets whose rows are changed. */
@Live
class UpdatableResultSetLiveTest {
    private static final int SCROLL = ResultSet.TYPE_SCROLL_INSENSITIVE;
    private static final int FORWARD = ResultSet.TYPE_FORWARD_ONLY;

    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        connection = new HowdahDriver().connect(server.url(), server.properties());
        run(
                "create temp table t (id int primary key, name text, n numeric default 7, twice numeric generated always as (n * 2) stored)");
        run("insert into t (id, name, n) select i, 'name ' || i, i from generate_series(1, 5) i");
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

    private ResultSet open(int type, String sql) throws SQLException {
        Statement statement = connection.createStatement(type, ResultSet.CONCUR_UPDATABLE);
        statement.closeOnCompletion();
        return statement.executeQuery(sql);
    }

    /** The rows of a query, values separated by bars. */
    private String rows(String sql) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            while (rs.next()) {
                for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
                    text.append(i == 1 ? "" : "|").append(rs.getString(i));
                }
                text.append('\n');
            }
        }
        return text.toString().strip();
    }

    private static String refused(String state, Executable what) {
        SQLException e = assertThrows(SQLException.class, what);
        assertEquals(state, e.getSQLState(), e.getMessage());
        return e.getMessage();
    }

    private long roundTrips() {
        return ((ConnectionImpl) connection).session().traffic().roundTrips();
    }

    @ParameterizedTest
    @CsvSource({"1003,true", "1003,false", "1004,true", "1004,false"})
    void aRowIsUpdatedAndShowsWhatTheServerMadeOfIt(int type, boolean autoCommit) throws SQLException {
        connection.setAutoCommit(autoCommit);
        try (ResultSet rs = open(type, "select name, id, twice, n, n + 1 as more from t order by id")) {
            assertEquals(ResultSet.CONCUR_UPDATABLE, rs.getConcurrency());
            assertTrue(rs.next());
            assertTrue(rs.next());
            rs.updateString("name", "new");
            rs.updateInt("N", 50);
            assertEquals("name 2", rs.getString("name"));
            rs.updateRow();
            assertEquals("new", rs.getString("name"));
            assertEquals(50, rs.getInt("n"));
            assertEquals(100, rs.getInt("twice"));
            assertEquals(3, rs.getInt("more"));
            assertFalse(rs.rowUpdated());
            assertTrue(rs.next());
            assertEquals("name 3", rs.getString(1));
            if (type == SCROLL) {
                assertTrue(rs.previous());
                assertEquals("new", rs.getString("name"));
            }
        }
        if (!autoCommit) {
            connection.commit();
        }
        assertEquals("2|new|50|100", rows("select * from t where id = 2"));
        connection.setAutoCommit(true);
    }

    @Test
    void eachOperationIsOneRoundTripAfterTheFirst() throws SQLException {
        try (ResultSet rs = open(SCROLL, "select * from t order by id")) {
            rs.next();
            rs.updateString(2, "a");
            rs.updateRow();
            rs.next();
            long before = roundTrips();
            rs.updateString(2, "b");
            rs.updateRow();
            assertEquals(1, roundTrips() - before);
            rs.refreshRow();
            assertEquals(2, roundTrips() - before);
            rs.moveToInsertRow();
            rs.updateInt(1, 10);
            rs.insertRow();
            assertEquals(3, roundTrips() - before);
            rs.moveToCurrentRow();
            rs.deleteRow();
            assertEquals(4, roundTrips() - before);
        }
    }

    @Test
    void insertedRowsHaveTheirDefaultsAndAreFoundAtTheEnd() throws SQLException {
        try (ResultSet rs = open(SCROLL, "select * from t order by id")) {
            assertTrue(rs.absolute(2));
            rs.moveToInsertRow();
            assertNull(rs.getString("name"));
            assertEquals(0, rs.getRow());
            refused("24000", rs::next);
            refused("24000", rs::updateRow);
            refused("24000", rs::deleteRow);
            refused("24000", rs::refreshRow);
            refused("24000", rs::cancelRowUpdates);
            refused("22023", rs::insertRow);
            rs.updateInt("id", 6);
            rs.updateNull("name");
            rs.insertRow();
            assertEquals(6, rs.getInt("id"));
            assertNull(rs.getString("name"));
            assertEquals(7, rs.getInt("n"));
            assertEquals(14, rs.getInt("twice"));
            rs.updateInt("id", 7);
            rs.insertRow();
            rs.moveToCurrentRow();
            assertEquals(2, rs.getInt("id"));
            assertEquals(2, rs.getRow());
            assertTrue(rs.last());
            assertEquals(7, rs.getRow());
            assertEquals(7, rs.getInt("id"));
            rs.updateString("name", "seven");
            rs.updateRow();
            assertTrue(rs.previous());
            assertEquals(6, rs.getInt("id"));
            assertTrue(rs.last());
            assertEquals("seven", rs.getString("name"));
            refused("24000", rs::insertRow);
        }
        assertEquals("6|null|7|14\n7|seven|7|14", rows("select * from t where id > 5 order by id"));
    }

    @Test
    void deletedRowsAreGoneAndTheResultStandsBeforeTheNext() throws SQLException {
        try (ResultSet rs = open(SCROLL, "select * from t order by id")) {
            while (rs.next()) {
                if (rs.getInt("id") % 2 == 1) {
                    rs.deleteRow();
                    assertFalse(rs.rowDeleted());
                }
            }
            assertTrue(rs.last());
            assertEquals(2, rs.getRow());
            assertEquals(4, rs.getInt(1));
            assertTrue(rs.absolute(1));
            assertEquals(2, rs.getInt(1));
            rs.deleteRow();
            assertTrue(rs.isBeforeFirst());
            assertTrue(rs.next());
            assertEquals(4, rs.getInt(1));
            rs.deleteRow();
            assertFalse(rs.next());
        }
        try (ResultSet rs = open(FORWARD, "select * from t")) {
            assertFalse(rs.next());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aForwardOnlyResultIsChangedWhileItIsReceived(int fetchSize) throws SQLException {
        connection.setAutoCommit(fetchSize == 3);
        run("insert into t (id, name, n) select i, 'name ' || i, i from generate_series(6, 2000) i");
        try (Statement statement = connection.createStatement(FORWARD, ResultSet.CONCUR_UPDATABLE)) {
            statement.setFetchSize(fetchSize);
            ResultSet rs = statement.executeQuery("select id, name from t order by id");
            int seen = 0;
            while (rs.next()) {
                seen++;
                assertEquals(seen, rs.getInt(1));
                assertEquals("name " + seen, rs.getString(2));
                if (seen % 500 == 0) {
                    rs.updateString(2, "x" + seen);
                    rs.updateRow();
                    assertEquals("x" + seen, rs.getString(2));
                    rs.moveToInsertRow();
                    rs.updateInt(1, 10_000 + seen);
                    rs.insertRow();
                    rs.moveToCurrentRow();
                    assertEquals("x" + seen, rs.getString(2));
                } else if (seen % 500 == 1) {
                    rs.deleteRow();
                    refused("24000", () -> rs.getInt(1));
                }
            }
            assertEquals(2000, seen);
        }
        assertEquals(
                "4|4|2000",
                rows(
                        "select count(*) filter (where name like 'x%'), count(*) filter (where id > 10000), count(*) from t"));
        if (fetchSize != 3) {
            connection.rollback();
        }
    }

    @Test
    void theKeyItselfIsUpdated() throws SQLException {
        try (ResultSet rs = open(SCROLL, "select id, name from t order by id")) {
            rs.next();
            rs.updateInt(1, 100);
            rs.updateRow();
            assertEquals(100, rs.getInt(1));
            rs.updateString(2, "hundred");
            rs.updateRow();
            rs.deleteRow();
        }
        assertEquals("4", rows("select count(*) from t"));
    }

    @Test
    void namesAndCommentsAndSubselectsDoNotMatter() throws SQLException {
        run("create temp table \"Tä \"\"b?\" (\"K 1\" int, \"select\" text, primary key (\"K 1\"))");
        run("insert into \"Tä \"\"b?\" values (1, 'a')");
        String sql =
                "select /* from nowhere */ s.\"select\" as b, s.k as a from (select \"K 1\" as k, \"select\", 5 from"
                        + " \"Tä \"\"b?\" where 'from t' <> '') s -- from t";
        try (ResultSet rs = open(SCROLL, sql)) {
            rs.next();
            rs.updateString("b", "c");
            rs.updateRow();
            rs.refreshRow();
            assertEquals("c", rs.getString(1));
            rs.moveToInsertRow();
            rs.updateString("b", "d");
            rs.updateInt("a", 2);
            rs.insertRow();
        }
        assertEquals("1|c\n2|d", rows("select * from \"Tä \"\"b?\" order by 1"));
    }

    @Test
    void aHostileColumnNameIsOnlyAName() throws SQLException {
        run("create temp table h (id int primary key, \"1 FROM t; DROP TABLE t; --\" text)");
        run("insert into h values (1, 'a')");
        try (ResultSet rs = open(SCROLL, "select * from h")) {
            rs.next();
            rs.refreshRow();
            rs.updateString(2, "b");
            rs.updateRow();
            rs.refreshRow();
            assertEquals("b", rs.getString(2));
        }
        assertEquals("5", rows("select count(*) from t"));
    }

    @Test
    void eachTableOfAJoinIsUpdatedByItsOwnKey() throws SQLException {
        run("create temp table u (uid int primary key, tid int, label text)");
        run("insert into u values (10, 1, 'one'), (20, 2, 'two')");
        try (ResultSet rs =
                open(SCROLL, "select t.id, t.name, u.uid, u.label from t left join u on tid = id order by id")) {
            rs.next();
            rs.updateString("label", "ONE");
            rs.updateRow();
            rs.updateString("name", "first");
            rs.updateRow();
            rs.updateString("name", "x");
            rs.updateString("label", "y");
            assertTrue(refused("24000", rs::updateRow).contains("two tables"));
            rs.cancelRowUpdates();
            assertTrue(refused("24000", rs::deleteRow).contains("one table"));
            refused("24000", rs::moveToInsertRow);
            refused("24000", rs::refreshRow);
            rs.absolute(3);
            rs.updateString("label", "three");
            assertTrue(refused("24000", rs::updateRow).contains("uid"));
        }
        assertEquals("10|1|ONE\n20|2|two", rows("select * from u order by 1"));
        assertEquals("first", rows("select name from t where id = 1"));
    }

    @Test
    void aSelfJoinNeverChangesTheWrongRow() throws SQLException {
        try (ResultSet rs = open(SCROLL, "select a.id, b.name from t a join t b on b.id = a.id + 1 order by a.id")) {
            rs.next();
            rs.updateString("name", "wrong");
            refused("02000", rs::updateRow);
            rs.cancelRowUpdates();
            refused("02000", rs::deleteRow);
        }
        try (ResultSet rs = open(SCROLL, "select a.*, b.* from t a join t b on b.id = a.id + 1 order by a.id")) {
            rs.next();
            rs.updateString(2, "wrong");
            assertTrue(refused("24000", rs::updateRow).contains("several rows"));
        }
        assertEquals("0|5", rows("select count(*) filter (where name = 'wrong'), count(*) from t"));
        try (ResultSet rs = open(SCROLL, "select id, *, name as again from t where id = 1")) {
            rs.next();
            rs.updateString("name", "right");
            rs.updateRow();
            assertEquals("right", rs.getString("again"));
        }
    }

    @Test
    void whatBelongsToNoRowIsRefusedWithTheReason() throws SQLException {
        run("create temp table nokey (a int, b int)");
        run("insert into nokey values (1, 2)");
        run("create temp view v as select * from t");
        try (ResultSet rs = open(SCROLL, "select id, n + 1 as more, ctid from t")) {
            rs.next();
            assertTrue(refused("24000", () -> rs.updateInt("more", 1)).contains("column 2 (more) is computed"));
            assertTrue(refused("24000", () -> rs.updateString(3, "(0,1)")).contains("system column"));
            refused("22023", () -> rs.updateInt(4, 1));
            refused("42703", () -> rs.updateInt("nothing", 1));
        }
        try (ResultSet rs = open(SCROLL, "select * from nokey")) {
            rs.next();
            assertTrue(refused("24000", () -> rs.updateInt(1, 1)).contains("no primary key"));
            refused("24000", rs::deleteRow);
            rs.moveToInsertRow();
            rs.updateInt("a", 3);
            rs.insertRow();
        }
        assertEquals("1|2\n3|null", rows("select * from nokey order by 1"));
        try (ResultSet rs = open(SCROLL, "select name, n from t")) {
            rs.next();
            assertTrue(refused("24000", () -> rs.updateInt("n", 1)).contains("select all of id"));
        }
        try (ResultSet rs = open(SCROLL, "select * from v")) {
            rs.next();
            assertTrue(refused("24000", () -> rs.updateInt("n", 1)).contains("view"));
        }
        try (ResultSet rs = open(SCROLL, "select 1 as a")) {
            rs.next();
            refused("24000", rs::deleteRow);
            refused("24000", rs::moveToInsertRow);
        }
        try (ResultSet rs = open(SCROLL, "select id, name from t union all select id, name from t order by 1")) {
            rs.next();
            refused("24000", () -> rs.updateString("name", "x"));
        }
    }

    @Test
    void aUniqueIndexServesWhenItsColumnsAreNeverNull() throws SQLException {
        run("create temp table k (a int not null, b int, c text not null, d int)");
        run("create unique index on k (b)");
        run("create unique index on k (a) where a > 5");
        run("create unique index on k (lower(c))");
        run("insert into k values (1, 1, 'c', 1)");
        try (ResultSet rs = open(SCROLL, "select * from k")) {
            rs.next();
            refused("24000", () -> rs.updateInt("d", 2));
        }
        run("drop table k");
        run("create temp table k (a int not null, b int, c text not null, d int)");
        run("create unique index on k (c, a) include (b)");
        run("insert into k values (1, 1, 'c', 1)");
        try (ResultSet rs = open(SCROLL, "select * from k")) {
            rs.next();
            rs.updateInt("d", 2);
            rs.updateRow();
        }
        assertEquals("1|1|c|2", rows("select * from k"));
    }

    @Test
    void partitionsAndChildrenAreUpdatedThroughTheirParent() throws SQLException {
        run("create temp table p (id int, v text, primary key (id)) partition by range (id)");
        run("create temp table p1 partition of p for values from (0) to (10)");
        run("create temp table p2 partition of p for values from (10) to (20)");
        run("insert into p values (1, 'a')");
        try (ResultSet rs = open(SCROLL, "select * from p")) {
            rs.next();
            rs.updateInt("id", 15);
            rs.updateString("v", "b");
            rs.updateRow();
            rs.moveToInsertRow();
            rs.updateInt(1, 3);
            rs.insertRow();
        }
        assertEquals("3|null\n15|b", rows("select * from p order by 1"));
        run("create temp table parent (id int primary key, v text)");
        run("create temp table child () inherits (parent)");
        run("insert into parent values (1, 'p'), (2, 'only')");
        run("insert into child values (1, 'p')");
        try (ResultSet rs = open(SCROLL, "select * from parent order by id desc")) {
            rs.next();
            rs.updateString("v", "changed");
            rs.updateRow();
            rs.next();
            rs.updateString("v", "both?");
            refused("02000", rs::updateRow);
        }
        assertEquals("p|2", rows("select v, count(*) from parent where id = 1 group by v"));
    }

    @Test
    void changesOfOthersAreNotLost() throws SQLException {
        try (ResultSet rs = open(SCROLL, "select * from t order by id")) {
            rs.next();
            run("update t set n = 99 where id = 1");
            rs.updateString("name", "mine");
            rs.updateRow();
            assertEquals(99, rs.getInt("n"));
            rs.next();
            run("update t set name = 'theirs' where id = 2");
            rs.updateString("name", "mine");
            refused("02000", rs::updateRow);
            rs.refreshRow();
            assertEquals("theirs", rs.getString("name"));
            rs.updateString("name", "mine");
            rs.updateRow();
            rs.next();
            run("delete from t where id = 3");
            refused("02000", rs::refreshRow);
            refused("02000", rs::deleteRow);
            assertEquals(3, rs.getInt(1));
        }
        assertEquals("mine|99", rows("select name, n from t where id = 1"));
    }

    @Test
    void pendingValuesAreForgottenOnAnotherRowAndOnRequest() throws SQLException {
        try (ResultSet rs = open(SCROLL, "select * from t order by id")) {
            rs.next();
            rs.updateString("name", "lost");
            rs.next();
            rs.updateRow();
            rs.previous();
            rs.updateRow();
            rs.updateString("name", "lost");
            rs.cancelRowUpdates();
            rs.updateRow();
            rs.updateString("name", "lost");
            rs.refreshRow();
            rs.updateRow();
        }
        assertEquals("0", rows("select count(*) from t where name = 'lost'"));
    }

    @Test
    void aFailedOperationLeavesTheRowAsItWas() throws SQLException {
        try (ResultSet rs = open(SCROLL, "select * from t order by id")) {
            rs.next();
            rs.updateInt("id", 2);
            refused("23505", rs::updateRow);
            assertEquals(1, rs.getInt("id"));
            rs.updateInt("id", 50);
            rs.updateRow();
            assertEquals(50, rs.getInt("id"));
            rs.moveToInsertRow();
            rs.updateInt("id", 2);
            refused("23505", rs::insertRow);
            rs.updateInt("id", 51);
            rs.insertRow();
            rs.moveToCurrentRow();
            assertEquals(50, rs.getInt("id"));
        }
    }

    @Test
    void everyTypeIsUpdatedByItsMethod() throws SQLException {
        run("create type pg_temp.mood as enum ('sad', 'happy')");
        run(
                "create temp table every (id int primary key, b bool, i2 int2, i8 int8, f4 float4, f8 float8, n numeric, s text,"
                        + " c char(4), bytes bytea, d date, ti time, ts timestamp, tz timestamptz, u uuid, j jsonb, m pg_temp.mood,"
                        + " a int[], x xml, o oid, iv interval, inet inet, pt point)");
        run("insert into every (id) values (1)");
        try (ResultSet rs = open(SCROLL, "select * from every")) {
            for (int round = 0; round < 2; round++) {
                rs.first();
                rs.updateBoolean("b", true);
                rs.updateShort("i2", (short) 2);
                rs.updateLong("i8", 8L);
                rs.updateFloat("f4", 1.5f);
                rs.updateDouble("f8", 2.5);
                rs.updateBigDecimal("n", new BigDecimal("3.50"));
                rs.updateNString("s", "grüße");
                rs.updateString("c", "ab");
                rs.updateBytes("bytes", new byte[] {1, 2});
                rs.updateDate("d", Date.valueOf("2024-02-29"));
                rs.updateTime("ti", Time.valueOf("12:34:56"));
                rs.updateTimestamp("ts", Timestamp.valueOf("2024-02-29 12:34:56.789"));
                rs.updateObject("tz", java.time.OffsetDateTime.parse("2024-02-29T12:34:56Z"));
                rs.updateObject("u", UUID.fromString("00000000-0000-0000-0000-000000000001"));
                rs.updateString("j", "{\"a\": 1}");
                rs.updateString("m", "happy");
                rs.updateArray("a", connection.createArrayOf("int4", new Object[] {1, null, 3}));
                SQLXML xml = connection.createSQLXML();
                xml.setString("<a/>");
                rs.updateSQLXML("x", xml);
                rs.updateBlob("o", new ByteArrayInputStream(new byte[] {7}));
                rs.updateString("iv", "1 day");
                rs.updateObject("inet", "10.0.0.1", JDBCType.OTHER);
                rs.updateString("pt", "(1,2)");
                rs.updateRow();
                assertTrue(rs.getBoolean("b"));
                assertEquals(2, rs.getShort("i2"));
                assertEquals(8, rs.getLong("i8"));
                assertEquals(1.5f, rs.getFloat("f4"));
                assertEquals(2.5, rs.getDouble("f8"));
                assertEquals(new BigDecimal("3.50"), rs.getBigDecimal("n"));
                assertEquals("grüße", rs.getString("s"));
                assertEquals("ab  ", rs.getString("c"));
                assertArrayEquals(new byte[] {1, 2}, rs.getBytes("bytes"));
                assertEquals(Date.valueOf("2024-02-29"), rs.getDate("d"));
                assertEquals(Time.valueOf("12:34:56"), rs.getTime("ti"));
                assertEquals(Timestamp.valueOf("2024-02-29 12:34:56.789"), rs.getTimestamp("ts"));
                assertEquals("00000000-0000-0000-0000-000000000001", rs.getString("u"));
                assertEquals("{\"a\": 1}", rs.getString("j"));
                assertEquals("happy", rs.getString("m"));
                assertEquals("{1,NULL,3}", rs.getString("a"));
                assertEquals("<a/>", rs.getString("x"));
                assertArrayEquals(new byte[] {7}, rs.getBlob("o").getBytes(1, 9));
                assertEquals("10.0.0.1", rs.getString("inet"));
                assertEquals("(1,2)", rs.getString("pt"));
            }
            for (int column = 2; column <= rs.getMetaData().getColumnCount(); column++) {
                rs.updateNull(column);
            }
            rs.updateRow();
            for (int column = 2; column <= rs.getMetaData().getColumnCount(); column++) {
                assertNull(rs.getObject(column), rs.getMetaData().getColumnName(column));
            }
            rs.deleteRow();
        }
    }

    @Test
    void streamsReadersAndLargeValuesAreTakenInEveryForm() throws Exception {
        run("create temp table large (id int primary key, b bytea, o oid, s text)");
        run("insert into large values (1)");
        byte[] bytes = new byte[5000];
        Arrays.fill(bytes, (byte) 9);
        try (ResultSet rs = open(SCROLL, "select * from large")) {
            rs.next();
            rs.updateBinaryStream("b", new ByteArrayInputStream(bytes));
            rs.updateBinaryStream("o", new ByteArrayInputStream(bytes), 4000);
            rs.updateCharacterStream("s", new StringReader("abcdef"), 3L);
            rs.updateRow();
            assertArrayEquals(bytes, rs.getBytes("b"));
            assertEquals(4000, rs.getBlob("o").length());
            assertEquals("abc", rs.getString("s"));
            Blob blob = connection.createBlob();
            blob.setBytes(1, new byte[] {1});
            rs.updateBlob("b", blob);
            rs.updateClob("o", new StringReader("ü"));
            rs.updateAsciiStream("s", new ByteArrayInputStream("ascii".getBytes(StandardCharsets.US_ASCII)), 2);
            rs.updateRow();
            assertArrayEquals(new byte[] {1}, rs.getBytes("b"));
            assertEquals("ü", rs.getClob("o").getSubString(1, 10));
            assertEquals("as", rs.getString("s"));
            rs.updateNClob("s", new StringReader("clob"), 2);
            rs.updateObject("b", new ByteArrayInputStream(bytes), 10);
            rs.updateRow();
            assertEquals("cl", rs.getString("s"));
            assertEquals(10, rs.getBytes("b").length);
            refused("22023", () -> rs.updateBinaryStream("b", new ByteArrayInputStream(bytes), -1));
            refused("0A000", () -> rs.updateRef("s", null));
        }
    }

    @Test
    void withAPreparedStatementAndBinaryTransferItIsTheSame(PostgresServer server) throws SQLException {
        Properties properties = server.properties();
        properties.setProperty("prepareThreshold", "-1");
        try (Connection own = new HowdahDriver().connect(server.url(), properties);
                Statement plain = own.createStatement()) {
            plain.execute("create temp table w (id int8 primary key, ts timestamptz, f float8)");
            plain.execute("insert into w select i, now(), i / 3.0 from generate_series(1, 5) i");
            try (PreparedStatement statement = own.prepareStatement(
                    "select * from w where id >= ? order by id", SCROLL, ResultSet.CONCUR_UPDATABLE)) {
                for (int round = 0; round < 4; round++) {
                    statement.setInt(1, 2);
                    ResultSet rs = statement.executeQuery();
                    assertEquals(ResultSet.CONCUR_UPDATABLE, statement.getResultSetConcurrency());
                    while (rs.next()) {
                        rs.updateDouble("f", rs.getDouble("f") + 1);
                        rs.updateTimestamp("ts", rs.getTimestamp("ts"));
                        rs.updateRow();
                    }
                    assertEquals(4, rs.getRow() + 4);
                }
            }
            try (ResultSet rs = plain.executeQuery("select f from w where id = 3")) {
                rs.next();
                assertEquals(5.0, rs.getDouble(1));
            }
        }
    }

    @Test
    void aReadOnlyResultRefusesAndAClosedOneIsClosed() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("select * from t")) {
            rs.next();
            refused("24000", () -> rs.updateInt(1, 1));
            refused("24000", () -> rs.updateInt("id", 1));
            refused("24000", rs::deleteRow);
        }
        ResultSet closed = open(SCROLL, "select * from t");
        closed.close();
        refused("55000", () -> closed.updateInt(1, 1));
        refused("55000", closed::updateRow);
        refused("55000", closed::moveToInsertRow);
        try (ResultSet rs = open(SCROLL, "select * from t")) {
            refused("24000", () -> rs.updateInt(1, 1));
            refused("24000", rs::deleteRow);
            rs.afterLast();
            refused("24000", rs::refreshRow);
        }
    }

    @Test
    void generatedKeysAndSecondResultsDoNotMind() throws SQLException {
        try (Statement statement = connection.createStatement(SCROLL, ResultSet.CONCUR_UPDATABLE)) {
            statement.executeUpdate("insert into t (id) values (77)", Statement.RETURN_GENERATED_KEYS);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertEquals(ResultSet.CONCUR_READ_ONLY, keys.getConcurrency());
                assertTrue(keys.next());
                assertEquals(77, keys.getInt(1));
            }
            assertTrue(statement.execute("select id, name from t where id = 1; select id, name from t where id = 2"));
            assertTrue(statement.getMoreResults());
            ResultSet rs = statement.getResultSet();
            rs.next();
            rs.updateObject(2, "second", Types.VARCHAR);
            rs.updateRow();
        }
        assertEquals("second", rows("select name from t where id = 2"));
    }
}
