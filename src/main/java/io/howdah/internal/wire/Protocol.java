package io.howdah.internal.wire;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/** Numbers and failures of the protocol that several classes need. */
public final class Protocol {
    public static final int VERSION_3_0 = 3 << 16;
    public static final int VERSION_3_2 = 3 << 16 | 2;

    /** Request codes sent in place of a protocol version. */
    public static final int CANCEL_REQUEST_CODE = 80877102;

    public static final int SSL_REQUEST_CODE = 80877103;

    /**
     * The longest message, other than a row or COPY data, that is taken from a server that has not authenticated us yet: libpq's own limit
     * ({@code fe-connect.c}), above any honest error message.
     */
    public static final int MAX_STARTUP_MESSAGE_BYTES = 30_000;

    private Protocol() {}

    /** A failure of the peer to speak the protocol (08P01), after which the session cannot go on. */
    public static SQLException violation(String message) {
        return new SQLNonTransientConnectionException(
                "the server broke the protocol: " + message + "; the connection is closed", "08P01");
    }

    /** A message of a type that may not come now. */
    public static SQLException unexpected(int tag, String expected) {
        return violation("expected " + expected + ", got a message of type " + describe(tag));
    }

    private static String describe(int tag) {
        return tag > 32 && tag < 127 ? "'" + (char) tag + "'" : "0x" + Integer.toHexString(tag & 0xff);
    }
}
