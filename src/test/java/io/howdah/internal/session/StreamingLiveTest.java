package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results larger than the stream budget: read to the end, left early, interrupted by everything that can interrupt them. */
@Live
class StreamingLiveTest {
    private static final int ROWS = 200_000;

    /** About 50 bytes a row: ten times the budget of 1 MiB that the tests set. */
    private static final String LARGE =
            "select g, 'a value of some length ' || g from generate_series(1, " + ROWS + ") g";

    private Sessions sessions;
    private Connection connection;

    @BeforeEach
    void connect(PostgresServer server) throws SQLException {
        sessions = Sessions.of(server, "streamBudget=1048576", "maxDrain=1048576");
        connection = sessions.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static void expectRows(ResultSet rows, int from) throws SQLException {
        for (int i = from; i <= ROWS; i++) {
            assertTrue(rows.next(), "row " + i);
            assertEquals(i, rows.getInt(1));
        }
        assertFalse(rows.next());
    }

    private int one() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1")) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    @Test
    void aLargeResultIsLeftInTheNetworkAndReadToItsEnd() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LARGE)) {
            assertTrue(sessions.session().traffic().bytesReceived() < 3 << 20, "not all was received");
            expectRows(rows, 1);
        }
        assertEquals(1, one());
    }

    @Test
    void whatIsReceivedWhileReadingUsesTheMemoryOfRowsPassed() throws SQLException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LARGE)) {
            for (int i = 1; i <= ROWS / 2; i++) {
                assertTrue(rows.next());
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            long sum = 0;
            while (rows.next()) {
                sum += rows.getInt(1);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals((ROWS / 2L) * (ROWS + ROWS / 2L + 1) / 2, sum);
            assertTrue(allocated < ROWS / 2, () -> allocated + " bytes for " + ROWS / 2 + " rows");
        }
    }

    @Test
    void anotherStatementInTheMiddleWorksAndTheRestFollows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LARGE)) {
            for (int i = 1; i <= 1000; i++) {
                assertTrue(rows.next());
            }
            assertEquals(1, one());
            expectRows(rows, 1001);
        }
    }

    @Test
    void aResultPerRowOfAResultWorks() throws SQLException {
        try (PreparedStatement inner = connection.prepareStatement("select ?::int4 * 2");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LARGE)) {
            for (int i = 1; i <= 100; i++) {
                assertTrue(rows.next());
                inner.setInt(1, rows.getInt(1));
                try (ResultSet doubled = inner.executeQuery()) {
                    assertTrue(doubled.next());
                    assertEquals(2 * i, doubled.getInt(1));
                }
            }
            expectRows(rows, 101);
        }
    }

    @Test
    void twoLargeResultsAreReadInTurns() throws SQLException {
        try (Statement first = connection.createStatement();
                Statement second = connection.createStatement();
                ResultSet left = first.executeQuery(LARGE);
                ResultSet right = second.executeQuery(LARGE)) {
            for (int i = 1; i <= ROWS; i++) {
                assertTrue(left.next());
                assertTrue(right.next());
                assertEquals(i, left.getInt(1));
                assertEquals(i, right.getInt(1));
            }
            assertFalse(left.next());
            assertFalse(right.next());
        }
    }

    @Test
    void closingEarlyLeavesTheConnectionUsable() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = statement.executeQuery(LARGE)) {
                    assertTrue(rows.next());
                }
                assertEquals(1, one());
            }
        }
    }

    @Test
    void executingAgainDropsTheOldResult() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LARGE)) {
            for (int i = 0; i < 4; i++) {
                ResultSet rows = statement.executeQuery();
                assertTrue(rows.next());
                assertEquals(1, rows.getInt(1));
            }
        }
        assertEquals(1, one());
    }

    @Test
    void anErrorInTheMiddleComesFromNextAndTheConnectionGoesOn() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select g, 'a value of some length ' || 100 / (150000 - g) from generate_series(1, " + ROWS
                                + ") g")) {
            SQLException failure = assertThrows(SQLException.class, () -> {
                while (rows.next()) {
                    assertTrue(rows.getInt(1) < 150_000);
                }
            });
            assertEquals("22012", failure.getSQLState());
        }
        assertEquals(1, one());
    }

    @Test
    void anErrorInADrainedRestComesWhenItsRowsAreRead() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select g, 'a value of some length ' || 100 / (150000 - g) from generate_series(1, " + ROWS
                                + ") g")) {
            assertTrue(rows.next());
            assertEquals(1, one());
            int last = 1;
            SQLException failure = null;
            try {
                while (rows.next()) {
                    last = rows.getInt(1);
                }
            } catch (SQLException e) {
                failure = e;
            }
            assertEquals("22012", failure == null ? null : failure.getSQLState());
            assertEquals(149_999, last);
        }
    }

    @Test
    void commitInTheMiddleKeepsTheRest() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LARGE)) {
            for (int i = 1; i <= 5000; i++) {
                assertTrue(rows.next());
            }
            connection.commit();
            expectRows(rows, 5001);
        }
        connection.commit();
    }

    @Test
    void cancelInTheMiddleEndsTheResultWith57014() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select g, repeat('x', 100) from generate_series(1, 50000000) g")) {
            assertTrue(rows.next());
            statement.cancel();
            SQLException failure = assertThrows(SQLException.class, () -> {
                while (rows.next()) {
                    assertTrue(rows.getInt(1) > 0);
                }
            });
            assertEquals("57014", failure.getSQLState());
        }
        assertEquals(1, one());
    }

    @Test
    void insertReturningIsNeverLeftUnfinished(PostgresServer server) throws SQLException {
        try (Statement setup = connection.createStatement()) {
            setup.execute("create table streamed_insert(id int, filler text)");
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("insert into streamed_insert select g, repeat('y', 50)"
                        + " from generate_series(1, " + ROWS + ") g returning id, filler")) {
            assertTrue(rows.next());
            assertEquals(String.valueOf(ROWS), server.value("select count(*) from streamed_insert"));
        } finally {
            try (Statement drop = connection.createStatement()) {
                drop.execute("drop table streamed_insert");
            }
        }
    }

    @Test
    void aFetchSizeInAutocommitBoundsWhatIsReceived() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(100);
            try (ResultSet rows = statement.executeQuery(LARGE)) {
                assertTrue(sessions.session().traffic().bytesReceived() < 400_000);
                expectRows(rows, 1);
            }
        }
    }

    @Test
    void aFetchSizeInATransactionReadsPageByPageAndOtherStatementsMayComeBetween() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(1000);
            try (ResultSet rows = statement.executeQuery(LARGE)) {
                for (int i = 1; i <= ROWS; i++) {
                    assertTrue(rows.next(), "row " + i);
                    assertEquals(i, rows.getInt(1));
                    if (i % 1700 == 0) {
                        assertEquals(1, one());
                    }
                }
                assertFalse(rows.next());
            }
        }
        assertTrue(sessions.session().traffic().bytesReceived() > 0);
        connection.commit();
    }

    @Test
    void aPortalLeftEarlyIsClosedOnTheServer() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            try (ResultSet rows = statement.executeQuery(LARGE)) {
                assertTrue(rows.next());
            }
            statement.setFetchSize(0);
            try (ResultSet cursors =
                    statement.executeQuery("select count(*) from pg_cursors where name like 'howdah%'")) {
                assertTrue(cursors.next());
                assertEquals(0, cursors.getInt(1));
            }
        }
        connection.rollback();
    }

    @Test
    void maxRowsHoldsWithAFetchSize() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            statement.setMaxRows(37);
            try (ResultSet rows = statement.executeQuery(LARGE)) {
                int count = 0;
                while (rows.next()) {
                    assertEquals(++count, rows.getInt(1));
                }
                assertEquals(37, count);
            }
        }
        connection.rollback();
    }

    @Test
    void aPageAfterCommitFailsClearly() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            try (ResultSet rows = statement.executeQuery(LARGE)) {
                assertTrue(rows.next());
                connection.commit();
                SQLException failure = assertThrows(SQLException.class, () -> {
                    while (rows.next()) {
                        assertTrue(rows.getInt(1) <= 30);
                    }
                });
                assertEquals("34000", failure.getSQLState());
            }
        }
        connection.rollback();
        assertEquals(1, one());
    }

    @Test
    void readingInOneThreadWhileAnotherUsesTheConnectionLosesNothing() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LARGE)) {
            Thread other = new Thread(() -> {
                try {
                    for (int i = 0; i < 20; i++) {
                        assertEquals(1, one());
                    }
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            Throwable[] failed = new Throwable[1];
            other.setUncaughtExceptionHandler((thread, failure) -> failed[0] = failure);
            other.start();
            expectRows(rows, 1);
            other.join();
            assertEquals(null, failed[0]);
        }
    }

    @Test
    void scrollableResultsAreReadWhole() throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                ResultSet rows = statement.executeQuery(LARGE)) {
            assertTrue(rows.last());
            assertEquals(ROWS, rows.getInt(1));
            assertTrue(rows.absolute(12_345));
            assertEquals(12_345, rows.getInt(1));
            assertTrue(rows.previous());
            assertEquals(12_344, rows.getInt(1));
            assertTrue(rows.first());
            assertEquals(1, rows.getInt(1));
        }
    }

    @Test
    void commitEndsTheTransactionThatAStreamedResultBegan(PostgresServer server) throws SQLException {
        try (Statement setup = connection.createStatement()) {
            setup.execute("create table stream_commit(id int)");
        }
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(LARGE)) {
                assertTrue(rows.next());
                connection.setAutoCommit(true);
                try (Statement insert = connection.createStatement()) {
                    insert.execute("insert into stream_commit values (1)");
                }
                assertEquals("1", server.value("select count(*) from stream_commit"));
                expectRows(rows, 2);
            }
        } finally {
            try (Statement drop = connection.createStatement()) {
                drop.execute("drop table stream_commit");
            }
        }
    }

    @Test
    void theTimeoutOfAStatementHoldsWhenAStreamIsReadFirst() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LARGE);
                Statement slow = connection.createStatement()) {
            assertTrue(rows.next());
            slow.setQueryTimeout(1);
            SQLException failure = assertThrows(SQLException.class, () -> slow.execute("select pg_sleep(30)"));
            assertEquals("57014", failure.getSQLState());
            expectRows(rows, 2);
        }
    }

    @Test
    void aBadValueLeavesTheConnectionUsableWhenAStreamIsReadFirst() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LARGE);
                PreparedStatement bad = connection.prepareStatement("select ?")) {
            assertTrue(rows.next());
            bad.setString(1, "a lone surrogate: \ud800");
            assertThrows(SQLException.class, bad::executeQuery);
            assertEquals(1, one());
            expectRows(rows, 2);
        }
        assertEquals(1, one());
    }

    @Test
    void aPageOfAPortalLeavesAnAttachedStreamAlone() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement paged = connection.createStatement();
                Statement streamed = connection.createStatement()) {
            paged.setFetchSize(100);
            try (ResultSet pages = paged.executeQuery(LARGE);
                    ResultSet rows = streamed.executeQuery(LARGE)) {
                long received = sessions.session().traffic().bytesReceived();
                for (int i = 1; i <= 101; i++) {
                    assertTrue(pages.next());
                    assertEquals(i, pages.getInt(1));
                }
                assertTrue(sessions.session().traffic().bytesReceived() > received);
                expectRows(rows, 1);
                expectRows(pages, 102);
            }
        }
        connection.rollback();
    }

    @Test
    void aPageAfterCommitDoesNotSpoilTheNextTransaction() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            try (ResultSet rows = statement.executeQuery(LARGE)) {
                assertTrue(rows.next());
                connection.commit();
                assertEquals(1, one());
                for (int i = 2; i <= 11; i++) {
                    assertTrue(rows.next());
                }
                assertEquals(1, one());
            }
        }
        connection.rollback();
    }

    @Test
    void aResultSetOfAClosedConnectionClosesQuietly() throws SQLException {
        Connection other = sessions.connect();
        ResultSet rows = other.createStatement().executeQuery(LARGE);
        assertTrue(rows.next());
        other.close();
        rows.close();
        assertTrue(rows.isClosed());
    }
}
