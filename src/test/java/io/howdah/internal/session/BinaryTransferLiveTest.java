package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** In which format columns come. */
@Live
class BinaryTransferLiveTest {
    private static final String SQL =
            "select 1000000000::int4, 1000000000000000000::int8, 1.5::float8, '{1,2}'::int4[], 'x'::text, ?::int4";

    private static long received(PostgresServer server, String... parameters) throws SQLException {
        Sessions sessions = Sessions.of(server, parameters);
        try (Connection connection = sessions.connect();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            for (int i = 0; i < 4; i++) {
                long before = sessions.session().traffic().bytesReceived();
                statement.setInt(1, 7);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(1_000_000_000, rows.getInt(1));
                    assertEquals(1_000_000_000_000_000_000L, rows.getLong(2));
                    assertEquals(1.5, rows.getDouble(3));
                    assertEquals("{1,2}", rows.getString(4));
                    assertEquals("x", rows.getString(5));
                    assertEquals(7, rows.getInt(6));
                }
                if (i == 3) {
                    return sessions.session().traffic().bytesReceived() - before;
                }
            }
        }
        throw new AssertionError();
    }

    @Test
    void typesThatAreDisabledComeInText(PostgresServer server) throws SQLException {
        long binary = received(server);
        // "1000000000" for four bytes, and "7"
        assertEquals(binary + 6 - 3, received(server, "binaryTransferDisable=int4"));
        assertEquals(binary + 6 - 3, received(server, "binaryTransferDisable=INTEGER"));
        assertEquals(binary + 6 - 3, received(server, "binaryTransferDisable=23"));
        // "1000000000000000000" for eight bytes, "1.5" for eight
        assertEquals(binary + 11 - 5, received(server, "binaryTransferDisable=int8,float8,no_such_type"));
        assertEquals(
                received(server, "binaryTransfer=false"),
                received(server, "binaryTransferDisable=int4,int8,float8,_int4,text"));
    }
}
