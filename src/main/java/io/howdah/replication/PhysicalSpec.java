package io.howdah.replication;

import io.howdah.types.PgLsn;
import java.time.Duration;
import java.util.Objects;

/**
 * A physical stream to be started. Immutable.
 *
 * @param start from where
 * @param slot name of a physical slot; null for none, and the server may then remove what was not read in time
 * @param timeline which timeline; 0 for the server's latest
 * @param statusInterval how often the server is told how far this side is; zero for only when it asks
 */
public record PhysicalSpec(PgLsn start, String slot, long timeline, Duration statusInterval) {
    /** Checks that there is a position and that the timeline is one. */
    public PhysicalSpec {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(statusInterval, "statusInterval");
        if (timeline < 0 || timeline > 0xffff_ffffL) {
            throw new IllegalArgumentException("expected a timeline from 0 to 4294967295, got " + timeline);
        }
    }

    /**
     * The latest timeline without a slot.
     *
     * @param start from where
     * @return a specification with the usual interval
     */
    public static PhysicalSpec from(PgLsn start) {
        return new PhysicalSpec(start, null, 0, LogicalSpec.STATUS_INTERVAL);
    }

    /**
     * The same with a slot.
     *
     * @param name of a physical slot
     * @return a new specification
     */
    public PhysicalSpec slot(String name) {
        return new PhysicalSpec(start, name, timeline, statusInterval);
    }

    /**
     * The same on another timeline.
     *
     * @param number the timeline's; 0 for the latest
     * @return a new specification
     */
    public PhysicalSpec timeline(long number) {
        return new PhysicalSpec(start, slot, number, statusInterval);
    }

    /**
     * The same with another interval.
     *
     * @param interval between two reports to the server; zero for only when it asks
     * @return a new specification
     */
    public PhysicalSpec statusInterval(Duration interval) {
        return new PhysicalSpec(start, slot, timeline, interval);
    }
}
