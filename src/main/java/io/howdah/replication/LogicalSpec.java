package io.howdah.replication;

import io.howdah.types.PgLsn;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A logical stream to be started. Immutable.
 *
 * @param slot name of the slot
 * @param start from where; 0/0 for where the slot stands. One before the confirmed position of the slot is taken for that.
 * @param options for the plugin, in this order
 * @param statusInterval how often the server is told how far this side is; zero for only when it asks
 * @param confirmsIdle true to confirm on its own what held nothing for this stream, once everything received is confirmed, so that the server's log
 *     does not pile up while nothing of interest happens
 */
public record LogicalSpec(
        String slot, PgLsn start, Map<String, String> options, Duration statusInterval, boolean confirmsIdle) {
    /** As often as the server's own tools do; a sixth of its default wal_sender_timeout. */
    static final Duration STATUS_INTERVAL = Duration.ofSeconds(10);

    /** Copies the options. */
    public LogicalSpec {
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(statusInterval, "statusInterval");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * The stream of a slot, without options.
     *
     * @param slot name of the slot
     * @return from where the slot stands
     */
    public static LogicalSpec slot(String slot) {
        return new LogicalSpec(slot, new PgLsn(0), Map.of(), STATUS_INTERVAL, true);
    }

    /**
     * The stream of a slot of the plugin {@code pgoutput}, in protocol version 1.
     *
     * @param slot name of the slot
     * @param publications names of the publications
     * @return from where the slot stands
     */
    public static LogicalSpec pgOutput(String slot, String... publications) {
        StringBuilder names = new StringBuilder();
        for (String publication : publications) {
            names.append(names.isEmpty() ? "\"" : ",\"")
                    .append(publication.replace("\"", "\"\""))
                    .append('"');
        }
        return slot(slot).protocolVersion(1).option("publication_names", names.toString());
    }

    /**
     * The same with another version of pgoutput's protocol.
     *
     * @param version 1; 2 for transactions in progress (PostgreSQL 14), 3 for prepared ones (15), 4 for parallel application (16)
     * @return a new specification
     */
    public LogicalSpec protocolVersion(int version) {
        return option("proto_version", Integer.toString(version));
    }

    /**
     * The same with one option more, such as {@code binary}, {@code messages}, {@code streaming}, {@code two_phase} or {@code origin} of pgoutput.
     *
     * @param name the option's name
     * @param value its value, such as {@code on}
     * @return a new specification
     */
    public LogicalSpec option(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new LogicalSpec(slot, start, more, statusInterval, confirmsIdle);
    }

    /**
     * The same from another position.
     *
     * @param position transactions that ended before are not sent
     * @return a new specification
     */
    public LogicalSpec from(PgLsn position) {
        return new LogicalSpec(slot, position, options, statusInterval, confirmsIdle);
    }

    /**
     * The same with another interval.
     *
     * @param interval between two reports to the server; zero for only when it asks
     * @return a new specification
     */
    public LogicalSpec statusInterval(Duration interval) {
        return new LogicalSpec(slot, start, options, interval, confirmsIdle);
    }

    /**
     * The same with or without confirmation of what held nothing.
     *
     * @param confirms see {@link #confirmsIdle()}
     * @return a new specification
     */
    public LogicalSpec confirmIdle(boolean confirms) {
        return new LogicalSpec(slot, start, options, statusInterval, confirms);
    }
}
