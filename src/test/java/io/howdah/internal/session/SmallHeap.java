package io.howdah.internal.session;

import static io.howdah.script.Messages.dataRow;

import io.howdah.script.Faults;
import io.howdah.script.MiniServer;
import io.howdah.script.Octets;
import io.howdah.script.TypicalSession;
import io.howdah.script.TypicalSession.Outcome;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The program of {@link SmallHeapScriptTest}: servers that announce and send more than fits into its heap. */
final class SmallHeap {
    private static final String QUERY = "select id, name, ok from t";

    private SmallHeap() {}

    public static void main(String[] args) throws SQLException {
        try (TypicalSession session = new TypicalSession()) {
            int outOfMemory = announcedLengths(session) + rowsWithoutEnd(session);
            System.out.println("survived, out of memory " + outOfMemory + " times");
        }
    }

    /** Every message of a session in turn announces 900 MB and more, and the server goes on sending. */
    private static int announcedLengths(TypicalSession session) {
        MiniServer undisturbed = MiniServer.trusting();
        session.run(undisturbed, Faults.none());
        int outOfMemory = 0;
        for (long start : List.copyOf(undisturbed.boundaries())) {
            for (int length : new int[] {900_000_000, 1 << 30, Integer.MAX_VALUE}) {
                byte[] word = ByteBuffer.allocate(4).putInt(length).array();
                Faults faults = Faults.none().replace(start + 1, word).floodAt(start + 5, (byte) 'x');
                Outcome outcome = session.run(MiniServer.trusting(), faults);
                outcome.assertLost("a message of " + length + " bytes at " + start);
                outOfMemory += outcome.failure().getSQLState().equals("53200") ? 1 : 0;
                assertWorks(session);
            }
        }
        return outOfMemory;
    }

    /** A result that must be kept whole has no end. */
    private static int rowsWithoutEnd(TypicalSession session) {
        MiniServer undisturbed = MiniServer.trusting();
        session.run(undisturbed, Faults.none(), SmallHeap::readAll);
        // The last ones sent are the rows, CommandComplete and ReadyForQuery.
        List<Long> boundaries = undisturbed.boundaries();
        long firstRow = boundaries.get(boundaries.size() - 5);
        byte[] row = dataRow("1", new Octets(new byte[8_000]), "t").encode();
        Outcome outcome = session.run(MiniServer.trusting(), Faults.none().floodAt(firstRow, row), SmallHeap::readAll);
        outcome.assertLost("rows without end");
        if (!outcome.failure().getSQLState().equals("53200")) {
            throw new AssertionError("another failure than expected", outcome.failure());
        }
        assertWorks(session);
        return 1;
    }

    private static void readAll(Connection connection) throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                ResultSet rows = statement.executeQuery(QUERY)) {
            rows.last();
        }
    }

    /** The memory has been given back. */
    private static void assertWorks(TypicalSession session) {
        Outcome outcome = session.run(MiniServer.trusting(), Faults.none());
        if (outcome.failure() != null) {
            throw new AssertionError("a later session fails", outcome.failure());
        }
    }
}
