package io.howdah.replication;

import io.howdah.types.PgLsn;
import java.util.Optional;

/**
 * The write-ahead log as it is. It ends by itself at the end of a timeline that is not the server's latest.
 */
public interface PhysicalStream extends ReplicationStream<WalData> {
    /**
     * Where the log goes on after the timeline of this stream.
     *
     * @return empty until the timeline has ended
     */
    Optional<NextTimeline> nextTimeline();

    /**
     * The successor of a timeline.
     *
     * @param timeline its number
     * @param start where it begins
     */
    record NextTimeline(long timeline, PgLsn start) {}
}
