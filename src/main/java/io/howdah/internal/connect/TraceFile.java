package io.howdah.internal.connect;

import io.howdah.internal.io.Duplex;
import io.howdah.internal.wire.WireTrace;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The file named by {@code wireTrace}, appended to by all connections of a data source; each line begins with the time and the connection's number.
 * Open as long as the data source is in use. Any thread.
 */
final class TraceFile {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final OutputStream file;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean failed;

    private TraceFile(OutputStream file) {
        this.file = file;
    }

    /** Opens the file; null when {@code path} is null or empty. 08001 when it cannot be written. */
    static TraceFile open(String path) throws SQLException {
        if (path == null || path.isEmpty()) {
            return null;
        }
        try {
            return new TraceFile(new FileOutputStream(path, true));
        } catch (IOException e) {
            throw new SQLNonTransientConnectionException(
                    "property wireTrace: expected a file that can be written, got \"" + path + "\": " + e.getMessage(),
                    "08001",
                    e);
        }
    }

    /** The tap for one more connection. */
    Duplex.Tap newTap() {
        int number = connections.incrementAndGet();
        return new WireTrace(line -> write(number, line));
    }

    private void write(int connection, String line) {
        if (failed) {
            return;
        }
        byte[] bytes = (TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + " #" + connection + "\t" + line + "\n")
                .getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            file.write(bytes);
        } catch (IOException diskFull) {
            // A trace must not break the connection it watches.
            failed = true;
        } finally {
            lock.unlock();
        }
    }
}
