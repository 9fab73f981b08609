package io.howdah.internal.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The driver's log lines, one method each, so that level and text stand in one place. None is on a hot path. */
public final class Log {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.howdah");

    private Log() {}

    public static void statementsLost() {
        LOGGER.warn(
                "A prepared statement is missing on the server although nothing dropped it: the peer is a connection pooler that does not keep"
                        + " prepared statements. This data source uses unnamed statements from now on.");
    }
}
