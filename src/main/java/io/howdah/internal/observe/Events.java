package io.howdah.internal.observe;

import java.sql.SQLException;

/**
 * The driver's JDK Flight Recorder events: {@code io.howdah.Connect}, {@code Query}, {@code Batch}, {@code Prepare}, {@code Invalidate},
 * {@code Retry}, {@code Cancel} and {@code StreamDrain}. Statements appear with their text, parameter values never.
 *
 * <p>An event with a duration is opened by {@code beginX}, which gives null when nobody records it (or the JVM has no Flight Recorder), and
 * closed by {@code endX}, which takes what {@code beginX} gave. An event that is off costs one test and no allocation.
 */
public final class Events {
    private static final boolean AVAILABLE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Events() {}

    private static String stateOf(SQLException failure) {
        return failure == null ? null : failure.getSQLState();
    }

    public static Object beginConnect() {
        if (!AVAILABLE || !JfrEvents.CONNECT.isEnabled()) {
            return null;
        }
        JfrEvents.Connect event = new JfrEvents.Connect();
        event.begin();
        return event;
    }

    /** @param failure null when the connection was opened */
    public static void endConnect(Object begun, String server, String database, SQLException failure) {
        if (begun instanceof JfrEvents.Connect event) {
            event.server = server;
            event.database = database;
            event.sqlState = stateOf(failure);
            event.commit();
        }
    }

    public static Object beginQuery() {
        if (!AVAILABLE || !JfrEvents.QUERY.isEnabled()) {
            return null;
        }
        JfrEvents.Query event = new JfrEvents.Query();
        event.begin();
        return event;
    }

    /** @param failure null when the statement succeeded */
    public static void endQuery(Object begun, String sql, int results, SQLException failure) {
        if (begun instanceof JfrEvents.Query event) {
            event.sql = sql;
            event.results = results;
            event.sqlState = stateOf(failure);
            event.commit();
        }
    }

    public static Object beginBatch() {
        if (!AVAILABLE || !JfrEvents.BATCH.isEnabled()) {
            return null;
        }
        JfrEvents.Batch event = new JfrEvents.Batch();
        event.begin();
        return event;
    }

    /** @param failure null when all entries succeeded */
    public static void endBatch(Object begun, int entries, SQLException failure) {
        if (begun instanceof JfrEvents.Batch event) {
            event.entries = entries;
            event.sqlState = stateOf(failure);
            event.commit();
        }
    }

    public static void prepare(String sql) {
        if (AVAILABLE && JfrEvents.PREPARE.isEnabled()) {
            JfrEvents.Prepare event = new JfrEvents.Prepare();
            event.sql = sql;
            event.commit();
        }
    }

    /** @param reason what made statements stale, such as {@code "DDL"} */
    public static void invalidate(String reason) {
        if (AVAILABLE && JfrEvents.INVALIDATE.isEnabled()) {
            JfrEvents.Invalidate event = new JfrEvents.Invalidate();
            event.reason = reason;
            event.commit();
        }
    }

    public static void retry(String sql, String sqlState) {
        if (AVAILABLE && JfrEvents.RETRY.isEnabled()) {
            JfrEvents.Retry event = new JfrEvents.Retry();
            event.sql = sql;
            event.sqlState = sqlState;
            event.commit();
        }
    }

    public static Object beginCancel() {
        if (!AVAILABLE || !JfrEvents.CANCEL.isEnabled()) {
            return null;
        }
        JfrEvents.Cancel event = new JfrEvents.Cancel();
        event.begin();
        return event;
    }

    /** @param failure null when the request was delivered */
    public static void endCancel(Object begun, SQLException failure) {
        if (begun instanceof JfrEvents.Cancel event) {
            event.sqlState = stateOf(failure);
            event.commit();
        }
    }

    public static Object beginStreamDrain() {
        if (!AVAILABLE || !JfrEvents.STREAM_DRAIN.isEnabled()) {
            return null;
        }
        JfrEvents.StreamDrain event = new JfrEvents.StreamDrain();
        event.begin();
        return event;
    }

    public static void endStreamDrain(Object begun, long rows, long memoryBytes) {
        if (begun instanceof JfrEvents.StreamDrain event) {
            event.rows = rows;
            event.memoryBytes = memoryBytes;
            event.commit();
        }
    }
}
