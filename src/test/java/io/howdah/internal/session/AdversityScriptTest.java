package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.howdah.script.Faults;
import io.howdah.script.MiniServer;
import io.howdah.script.TypicalSession;
import io.howdah.script.TypicalSession.Outcome;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * A typical session over a connection on which everything goes wrong that can: it always ends, with an SQLException if it could not do its work,
 * and leaves a closed connection. Waiting takes no time here.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class AdversityScriptTest {
    private static final int MANGLED_SESSIONS = 4_000;
    private static final long SEED = 20_240_229;

    /** The messages of an undisturbed session: where each begins, and the end. */
    private static TreeSet<Long> boundaries(TypicalSession session) {
        MiniServer server = MiniServer.withScram();
        Outcome outcome = session.run(server, Faults.none());
        assertNull(outcome.failure());
        TreeSet<Long> all = new TreeSet<>(server.boundaries());
        all.add(server.sent());
        return all;
    }

    @Test
    void nothingIsLostByteByByte() throws SQLException {
        try (TypicalSession session = new TypicalSession()) {
            MiniServer server = MiniServer.withScram();
            Outcome outcome = session.run(server, Faults.none().atATime(1));
            assertNull(outcome.failure());
            assertEquals(server.sent(), outcome.transport().delivered());
        }
    }

    @Test
    void cutAtEveryByte() throws SQLException {
        try (TypicalSession session = new TypicalSession()) {
            long end = boundaries(session).last();
            for (long position = 0; position < end; position++) {
                session.run(MiniServer.withScram(), Faults.none().cutAt(position))
                        .assertLost("a cut at " + position);
            }
        }
    }

    @Test
    void stallAtEveryByte() throws SQLException {
        try (TypicalSession session = new TypicalSession()) {
            long end = boundaries(session).last();
            for (long position = 0; position < end; position++) {
                session.run(MiniServer.withScram(), Faults.none().stallAt(position))
                        .assertLost("a stall at " + position);
            }
        }
    }

    @Test
    void wrongLengthInEveryMessage() throws SQLException {
        try (TypicalSession session = new TypicalSession()) {
            TreeSet<Long> boundaries = boundaries(session);
            for (long start : boundaries.headSet(boundaries.last())) {
                int length = (int) (boundaries.higher(start) - start) - 1;
                List<Integer> wrong = List.of(
                        0,
                        3,
                        length - 1,
                        length + 1,
                        length + 4,
                        900_000_000,
                        Integer.MAX_VALUE,
                        -1,
                        Integer.MIN_VALUE);
                for (int wrongLength : wrong) {
                    byte[] word = ByteBuffer.allocate(4).putInt(wrongLength).array();
                    session.run(MiniServer.withScram(), Faults.none().replace(start + 1, word))
                            .assertLost("length " + wrongLength + " in place of " + length + " at " + start);
                }
            }
        }
    }

    @Test
    void anotherTypeForEveryMessage() throws SQLException {
        try (TypicalSession session = new TypicalSession()) {
            TreeSet<Long> boundaries = boundaries(session);
            String types = "123ACDEGHIKNRSTVWZcdnstv\0\u00ff";
            for (long start : boundaries.headSet(boundaries.last())) {
                for (int i = 0; i < types.length(); i++) {
                    session.run(MiniServer.withScram(), Faults.none().replace(start, (byte) types.charAt(i)))
                            .assertClean("type " + types.charAt(i) + " at " + start);
                }
            }
        }
    }

    @Test
    void randomBytesReplaced() throws SQLException {
        try (TypicalSession session = new TypicalSession()) {
            long end = boundaries(session).last();
            Random random = new Random(SEED);
            for (int i = 0; i < MANGLED_SESSIONS; i++) {
                Faults faults = Faults.none();
                int count = 1 + random.nextInt(8);
                for (int j = 0; j < count; j++) {
                    faults = faults.replace(random.nextInt((int) end), (byte) random.nextInt(256));
                }
                session.run(MiniServer.withScram(), faults).assertClean(faults);
            }
        }
    }
}
