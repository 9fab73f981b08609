package io.howdah.internal.session;

import io.howdah.internal.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** What the server demands of notifications, checked before it is asked: it shortens the names of LISTEN but not those of NOTIFY. */
public final class Channels {
    private static final int MAX_NAME_BYTES = 63;
    private static final int MAX_PAYLOAD_BYTES = 7999;

    private Channels() {}

    /**
     * Checks and quotes a name.
     *
     * @throws SQLException 42602 for a null or empty name, 42622 for one of more than 63 bytes, 22021 for a zero character in it
     */
    public static String quoted(String channel) throws SQLException {
        String quoted = Identifiers.quote(channel);
        int bytes = channel.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_NAME_BYTES) {
            throw new SQLSyntaxErrorException(
                    "channel name: expected at most " + MAX_NAME_BYTES + " bytes in UTF-8, got " + bytes, "42622");
        }
        return quoted;
    }

    /**
     * Checks a payload.
     *
     * @throws SQLException 22023 for one of 8000 bytes or more
     */
    public static void checkPayload(String payload) throws SQLException {
        int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_PAYLOAD_BYTES) {
            throw new SQLDataException(
                    "payload of a notification: expected at most " + MAX_PAYLOAD_BYTES + " bytes in UTF-8, got " + bytes
                            + "; store it in a table and send its key",
                    "22023");
        }
    }
}
