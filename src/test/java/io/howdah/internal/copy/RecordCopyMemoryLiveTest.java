package io.howdah.internal.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.howdah.api.HowdahConnection;
import io.howdah.api.RecordCopyIn;
import io.howdah.api.RecordCopyOut;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Half a million rows pass through buffers of constant size; what is allocated is the application's. */
@Live
class RecordCopyMemoryLiveTest {
    private static final int ROWS = 500_000;

    /** For all rows together: connections' buffers, compilation of the record's code, objects before it is compiled by the JVM. */
    private static final long SMALL_BYTES = 4L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    record Row(int id, long big, double real, boolean flag, String text) {}

    record Shown(int id, long big, double real, boolean flag) {}

    @Test
    void rowsAllocateNothingGoingInAndOnlyTheirRecordsComingOut(PostgresServer server) throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", server.user());
        info.setProperty("password", server.password());
        String url = server.url().replace("jdbc:postgresql:", "jdbc:howdah:");
        try (HowdahConnection connection =
                        DriverManager.getConnection(url, info).unwrap(HowdahConnection.class);
                Statement statement = connection.createStatement()) {
            statement.execute("create temp table rows (id int, big int8, real float8, flag bool, text text)");
            Row row = new Row(1, 2, 3, true, "four");
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try (RecordCopyIn<Row> copy = connection.copyIn("rows", Row.class)) {
                for (int i = 0; i < ROWS; i++) {
                    copy.add(row);
                }
                assertEquals(ROWS, copy.finish());
            }
            long in = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(in < SMALL_BYTES, () -> in + " bytes for " + ROWS + " rows in");
            before = THREADS.getCurrentThreadAllocatedBytes();
            long sum = 0;
            try (RecordCopyOut<Shown> copy = connection.copyOut("rows", Shown.class)) {
                for (Shown shown = copy.next(); shown != null; shown = copy.next()) {
                    sum += shown.big;
                }
            }
            assertEquals(2L * ROWS, sum);
            long out = THREADS.getCurrentThreadAllocatedBytes() - before;
            // A record of 8 + 8 + 4 + 1 bytes and its header takes 40 bytes at most.
            assertTrue(out < SMALL_BYTES + 40L * ROWS, () -> out + " bytes for " + ROWS + " rows out");
        }
    }
}
