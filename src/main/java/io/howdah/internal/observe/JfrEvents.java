package io.howdah.internal.observe;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * The event classes of {@link Events} and their types. Apart from it, so that a JVM without Flight Recorder never loads them.
 */
final class JfrEvents {
    static final EventType CONNECT = EventType.getEventType(Connect.class);
    static final EventType QUERY = EventType.getEventType(Query.class);
    static final EventType BATCH = EventType.getEventType(Batch.class);
    static final EventType PREPARE = EventType.getEventType(Prepare.class);
    static final EventType INVALIDATE = EventType.getEventType(Invalidate.class);
    static final EventType RETRY = EventType.getEventType(Retry.class);
    static final EventType CANCEL = EventType.getEventType(Cancel.class);
    static final EventType STREAM_DRAIN = EventType.getEventType(StreamDrain.class);

    private JfrEvents() {}

    @Name("io.howdah.Connect")
    @Label("Connect")
    @Category({"Howdah", "Connection"})
    @Description("A connection was opened, or could not be")
    static final class Connect extends Event {
        @Label("Server")
        String server;

        @Label("Database")
        String database;

        @Label("SQLSTATE")
        String sqlState;
    }

    @Name("io.howdah.Query")
    @Label("Query")
    @Category({"Howdah", "Statement"})
    @Description("A statement was executed, up to the end of its result or of the part received at first")
    static final class Query extends Event {
        @Label("SQL")
        String sql;

        @Label("Results")
        int results;

        @Label("SQLSTATE")
        String sqlState;
    }

    @Name("io.howdah.Batch")
    @Label("Batch")
    @Category({"Howdah", "Statement"})
    @Description("A batch was executed")
    static final class Batch extends Event {
        @Label("Entries")
        int entries;

        @Label("SQLSTATE")
        String sqlState;
    }

    @Name("io.howdah.Prepare")
    @Label("Prepare")
    @Category({"Howdah", "Statement"})
    @Description("A statement was sent to be kept by the server under a name")
    @StackTrace(false)
    static final class Prepare extends Event {
        @Label("SQL")
        String sql;
    }

    @Name("io.howdah.Invalidate")
    @Label("Invalidate")
    @Category({"Howdah", "Statement"})
    @Description("Prepared statements became stale and will be parsed anew")
    static final class Invalidate extends Event {
        @Label("Reason")
        String reason;
    }

    @Name("io.howdah.Retry")
    @Label("Retry")
    @Category({"Howdah", "Statement"})
    @Description("A statement that the server refused before running it was sent again")
    static final class Retry extends Event {
        @Label("SQL")
        String sql;

        @Label("SQLSTATE")
        String sqlState;
    }

    @Name("io.howdah.Cancel")
    @Label("Cancel")
    @Category({"Howdah", "Statement"})
    @Description("The server was asked to cancel a statement")
    static final class Cancel extends Event {
        @Label("SQLSTATE")
        String sqlState;
    }

    @Name("io.howdah.StreamDrain")
    @Label("Stream drain")
    @Category({"Howdah", "Statement"})
    @Description("The rest of a result being read was received because its connection was needed for something else")
    static final class StreamDrain extends Event {
        @Label("Rows")
        long rows;

        @Label("In memory")
        @DataAmount
        long memoryBytes;
    }
}
