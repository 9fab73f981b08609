package io.howdah.api;

import java.sql.Connection;

/**
 * What a connection of this driver can do beyond JDBC. Reached by {@code connection.unwrap(HowdahConnection.class)}, through pools too.
 *
 * <p>The methods of JDBC and these may be mixed freely; both work on the same session and in the same transaction.
 */
public interface HowdahConnection extends Connection {
    /**
     * The process that serves this connection, as in {@code pg_stat_activity}.
     *
     * @return the server's process id; 0 when a pooler in between did not say
     */
    int backendPid();

    /**
     * The server's version.
     *
     * @return {@code server_version_num}: 180006 for 18.6
     */
    int serverVersionNumber();
}
