package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import java.lang.management.ManagementFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading numbers makes no garbage, whatever the number of rows. */
class ResultSetAllocationTest {
    private static final int ROWS = 1000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static TestRows table(int format) throws SQLException {
        TestRows table = TestRows.of(format, Oids.INT4, Oids.INT8, Oids.FLOAT8, Oids.BOOL, Oids.INT2);
        for (int i = 0; i < ROWS; i++) {
            table.values(i, i * 10_000_000_000L, i / 8.0, i % 2 == 0, (short) i);
        }
        return table;
    }

    private static long sumByIndex(ResultSet rs) throws SQLException {
        long sum = 0;
        while (rs.next()) {
            sum += rs.getInt(1) + rs.getLong(2) + (long) rs.getDouble(3) + (rs.getBoolean(4) ? 1 : 0) + rs.getShort(5);
            sum += rs.wasNull() ? 1 : 0;
        }
        return sum;
    }

    private static long sumByLabel(ResultSet rs) throws SQLException {
        long sum = 0;
        while (rs.next()) {
            sum += rs.getInt("c1") + rs.getLong("C2") + (long) rs.getDouble("c3") + rs.getShort("C5");
        }
        return sum;
    }

    private interface Reading {
        long sum(ResultSet rs) throws SQLException;
    }

    /** The bytes that reading all rows but the first allocates once warm: the least of several times. */
    private static long allocated(int format, Reading reading) throws SQLException {
        TestRows table = table(format);
        long least = Long.MAX_VALUE;
        long expected = 0;
        for (int i = 0; i < 20; i++) {
            ResultSet rs = table.open();
            rs.next();
            rs.findColumn("C2");
            rs.findColumn("C5");
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long sum = reading.sum(rs);
            long after = THREADS.getCurrentThreadAllocatedBytes();
            assertTrue(i == 0 || sum == expected);
            expected = sum;
            least = Math.min(least, after - before);
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void readingByIndexAllocatesNothing(int format) throws SQLException {
        assertEquals(0, allocated(format, ResultSetAllocationTest::sumByIndex));
    }

    @ParameterizedTest
    @ValueSource(ints = {Format.TEXT, Format.BINARY})
    void readingByLabelInAnyCaseAllocatesNothing(int format) throws SQLException {
        assertEquals(0, allocated(format, ResultSetAllocationTest::sumByLabel));
    }

    @Test
    void aResultSetIsSmall() throws SQLException {
        TestRows table = TestRows.text(Oids.INT4, "1");
        StatementResult result = table.result();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            ResultSet rs = table.over(result);
            long after = THREADS.getCurrentThreadAllocatedBytes();
            assertFalse(rs.isClosed());
            least = Math.min(least, after - before);
        }
        assertTrue(least <= 56, () -> "a result set costs more than 56 bytes");
    }
}
