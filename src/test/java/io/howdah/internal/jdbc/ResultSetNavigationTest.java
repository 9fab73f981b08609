package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.type.Oids;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Moving through the rows of a result set, and what it may be asked where. */
class ResultSetNavigationTest {
    private static final String[] THREE = {"10", "20", "30"};

    private static void assertState(String sqlState, Executable call) {
        assertEquals(sqlState, assertThrows(SQLException.class, call).getSQLState());
    }

    @Test
    void nextVisitsTheRowsInOrderAndThenStaysAtTheEnd() throws SQLException {
        ResultSet rs = TestRows.text(Oids.INT4, THREE).open();
        assertTrue(rs.isBeforeFirst());
        assertEquals(0, rs.getRow());
        assertTrue(rs.next());
        assertEquals(10, rs.getInt(1));
        assertTrue(rs.isFirst());
        assertFalse(rs.isBeforeFirst());
        assertFalse(rs.isLast());
        assertTrue(rs.next());
        assertEquals(20, rs.getInt(1));
        assertFalse(rs.isFirst());
        assertTrue(rs.next());
        assertEquals(30, rs.getInt(1));
        assertEquals(3, rs.getRow());
        assertTrue(rs.isLast());
        assertEquals(30, rs.getInt(1));
        assertFalse(rs.next());
        assertTrue(rs.isAfterLast());
        assertEquals(0, rs.getRow());
        assertFalse(rs.next());
        assertTrue(rs.isAfterLast());
    }

    @Test
    void anEmptyResultIsNeitherBeforeNorAfterItsRows() throws SQLException {
        ResultSet rs = TestRows.text(Oids.INT4).open();
        assertFalse(rs.isBeforeFirst());
        assertFalse(rs.next());
        assertFalse(rs.isAfterLast());
        assertFalse(rs.isLast());

        ResultSet scrollable = TestRows.text(Oids.INT4).scrollable().open();
        assertFalse(scrollable.first());
        assertFalse(scrollable.last());
        assertFalse(scrollable.absolute(1));
        assertFalse(scrollable.absolute(-1));
        scrollable.afterLast();
        assertFalse(scrollable.isAfterLast());
        assertFalse(scrollable.isBeforeFirst());
        assertFalse(scrollable.next());
    }

    @Test
    void valuesAreThereOnlyOnARow() throws SQLException {
        ResultSet rs = TestRows.text(Oids.INT4, "1").open();
        assertState("24000", () -> rs.getInt(1));
        rs.next();
        assertState("22023", () -> rs.getInt(0));
        assertState("22023", () -> rs.getInt(2));
        assertState("42703", () -> rs.getInt("nosuch"));
        assertState("22023", () -> rs.getInt(null));
        rs.next();
        assertState("24000", () -> rs.getString(1));
        assertState("24000", () -> rs.getObject("c1"));
    }

    @Test
    void aForwardOnlyResultRefusesToScroll() throws SQLException {
        ResultSet rs = TestRows.text(Oids.INT4, THREE).open();
        assertState("24000", rs::previous);
        assertState("24000", rs::first);
        assertState("24000", rs::last);
        assertState("24000", () -> rs.absolute(1));
        assertState("24000", () -> rs.relative(1));
        assertState("24000", rs::beforeFirst);
        assertState("24000", rs::afterLast);
        assertState("24000", () -> rs.setFetchDirection(ResultSet.FETCH_REVERSE));
        assertTrue(rs.next());
        assertEquals(10, rs.getInt(1));
    }

    @Test
    void aScrollableResultGoesAnywhere() throws SQLException {
        ResultSet rs = TestRows.text(Oids.INT4, THREE).scrollable().open();
        assertTrue(rs.last());
        assertEquals(30, rs.getInt(1));
        assertTrue(rs.isLast());
        assertTrue(rs.first());
        assertEquals(10, rs.getInt(1));
        assertTrue(rs.absolute(2));
        assertEquals(20, rs.getInt(1));
        assertTrue(rs.absolute(-3));
        assertEquals(10, rs.getInt(1));
        assertTrue(rs.relative(2));
        assertEquals(30, rs.getInt(1));
        assertTrue(rs.relative(-1));
        assertEquals(20, rs.getInt(1));
        assertTrue(rs.relative(0));
        assertEquals(2, rs.getRow());
        assertTrue(rs.previous());
        assertEquals(10, rs.getInt(1));
        assertFalse(rs.previous());
        assertTrue(rs.isBeforeFirst());
        assertTrue(rs.next());
        assertEquals(10, rs.getInt(1));
    }

    @Test
    void scrollingPastAnEndStopsThere() throws SQLException {
        ResultSet rs = TestRows.text(Oids.INT4, THREE).scrollable().open();
        assertFalse(rs.absolute(4));
        assertTrue(rs.isAfterLast());
        assertTrue(rs.previous());
        assertEquals(30, rs.getInt(1));
        assertFalse(rs.absolute(-4));
        assertTrue(rs.isBeforeFirst());
        assertFalse(rs.absolute(0));
        assertTrue(rs.isBeforeFirst());
        assertFalse(rs.absolute(Integer.MAX_VALUE));
        assertFalse(rs.relative(Integer.MAX_VALUE));
        assertTrue(rs.isAfterLast());
        assertFalse(rs.relative(Integer.MIN_VALUE));
        assertTrue(rs.isBeforeFirst());
        rs.afterLast();
        assertTrue(rs.isAfterLast());
        assertTrue(rs.relative(-1));
        assertEquals(30, rs.getInt(1));
        rs.beforeFirst();
        assertState("24000", () -> rs.getInt(1));
    }

    @Test
    void scrollingReachesEveryRowOfALargeResult() throws SQLException {
        TestRows table = TestRows.of(io.howdah.internal.type.Format.TEXT, Oids.INT4);
        int count = 50_000;
        for (int i = 1; i <= count; i++) {
            table.row(Integer.toString(i));
        }
        ResultSet rs = table.scrollable().open();
        assertTrue(rs.last());
        assertEquals(count, rs.getInt(1));
        for (int i = count; i >= 1; i -= 999) {
            assertTrue(rs.absolute(i));
            assertEquals(i, rs.getInt(1));
        }
        rs.beforeFirst();
        int seen = 0;
        while (rs.next()) {
            seen++;
            assertEquals(seen, rs.getInt(1));
        }
        assertEquals(count, seen);
    }

    @Test
    void aClosedResultAnswersNothing() throws SQLException {
        TestRows table = TestRows.text(Oids.INT4, THREE);
        ResultSet rs = table.open();
        rs.next();
        rs.close();
        rs.close();
        assertEquals(1, table.closed);
        assertTrue(rs.isClosed());
        assertState("55000", rs::next);
        assertState("55000", () -> rs.getInt(1));
        assertState("55000", () -> rs.getInt("c1"));
        assertState("55000", () -> rs.findColumn("c1"));
        assertState("55000", rs::getMetaData);
        assertState("55000", rs::wasNull);
        assertState("55000", rs::getRow);
        assertState("55000", rs::isLast);
        assertState("55000", rs::getStatement);
        assertState("55000", rs::getType);
        assertState("55000", rs::getWarnings);
        assertState("55000", rs::first);
        assertState("55000", () -> rs.updateInt(1, 1));
        assertState("55000", () -> rs.setFetchSize(1));
    }

    @Test
    void whatItIsCanBeAsked() throws SQLException {
        ResultSet rs = TestRows.text(Oids.INT4, THREE).open();
        assertEquals(ResultSet.TYPE_FORWARD_ONLY, rs.getType());
        assertEquals(ResultSet.CONCUR_READ_ONLY, rs.getConcurrency());
        assertEquals(ResultSet.CLOSE_CURSORS_AT_COMMIT, rs.getHoldability());
        assertEquals(ResultSet.FETCH_FORWARD, rs.getFetchDirection());
        assertEquals(0, rs.getFetchSize());
        rs.setFetchSize(7);
        assertEquals(7, rs.getFetchSize());
        assertState("22023", () -> rs.setFetchSize(-1));
        assertState("22023", () -> rs.setFetchDirection(17));
        assertNull(rs.getWarnings());
        assertNull(rs.getCursorName());
        assertFalse(rs.rowUpdated());
        assertFalse(rs.rowInserted());
        assertFalse(rs.rowDeleted());
        assertTrue(rs.isWrapperFor(ResultSet.class));
        assertEquals(rs, rs.unwrap(ResultSet.class));
        assertFalse(rs.isWrapperFor(String.class));
        assertState("22023", () -> rs.unwrap(String.class));

        ResultSet scrollable = TestRows.text(Oids.INT4, THREE).scrollable().open();
        scrollable.setFetchDirection(ResultSet.FETCH_REVERSE);
        assertEquals(ResultSet.FETCH_REVERSE, scrollable.getFetchDirection());
    }

    @Test
    void aReadOnlyResultRefusesUpdates() throws SQLException {
        ResultSet rs = TestRows.text(Oids.INT4, THREE).open();
        rs.next();
        assertState("24000", () -> rs.updateInt(1, 1));
        assertState("24000", () -> rs.updateString("c1", ""));
        assertState("24000", () -> rs.updateNull(1));
        assertState("24000", rs::updateRow);
        assertState("24000", rs::insertRow);
        assertState("24000", rs::deleteRow);
        assertState("24000", rs::refreshRow);
        assertState("24000", rs::moveToInsertRow);
    }

    @Test
    void labelsAreFoundInAnyCaseTheFirstOfEqualOnes() throws SQLException {
        ResultSet rs = TestRows.labelled("id", "Name", "name", "ID", "id").open();
        assertEquals(1, rs.findColumn("id"));
        assertEquals(1, rs.findColumn("Id"));
        assertEquals(4, rs.findColumn("ID"));
        assertEquals(2, rs.findColumn("Name"));
        assertEquals(3, rs.findColumn("name"));
        assertEquals(3, rs.findColumn("NAME"));
        assertEquals(3, rs.findColumn("NAME"));
        assertState("42703", () -> rs.findColumn(""));
    }

    @Test
    void spellingsOfLabelsDoNotAddUp() throws SQLException {
        ResultSet rs = TestRows.labelled("abcdefgh").open();
        for (int i = 1; i < 256; i++) {
            StringBuilder spelling = new StringBuilder("abcdefgh");
            for (int bit = 0; bit < 8; bit++) {
                if ((i >> bit & 1) != 0) {
                    spelling.setCharAt(bit, (char) ('A' + bit));
                }
            }
            assertEquals(1, rs.findColumn(spelling.toString()));
        }
    }

    @Test
    void labelsCanBeMadeToMatchExactly() throws SQLException {
        TestRows table = TestRows.labelled("id", "Name");
        table.labelsAreExact = true;
        ResultSet rs = table.open();
        assertEquals(1, rs.findColumn("id"));
        assertEquals(2, rs.findColumn("Name"));
        assertState("42703", () -> rs.findColumn("ID"));
        assertState("42703", () -> rs.findColumn("name"));
    }
}
