package io.howdah.internal.session;

import static io.howdah.script.Messages.*;

import io.howdah.internal.util.Fingerprint;
import io.howdah.script.BackendMessage;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the scripts of this package have in common. */
final class Scripts {
    private Scripts() {}

    /** The name under which the server keeps a statement with parameters of these types. */
    static String nameOf(String sql, int... typeOids) {
        byte[] name = Fingerprint.statementName(sql.getBytes(StandardCharsets.UTF_8), typeOids, typeOids.length);
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** The answer to Parse, Describe, Bind, Execute and Sync of a query for one int4 column {@code n}, in text. */
    static BackendMessage[] answer(String value, char status) {
        return new BackendMessage[] {
            parseComplete(),
            parameterDescription(),
            rowDescription(column("n", INT4)),
            bindComplete(),
            dataRow(value),
            commandComplete("SELECT 1"),
            ready(status)
        };
    }

    /** The answer to a {@link io.howdah.script.Messages#command}, without ReadyForQuery. */
    static BackendMessage[] done(String tag) {
        return new BackendMessage[] {parseComplete(), bindComplete(), commandComplete(tag)};
    }

    /** All of these in order. */
    static BackendMessage[] all(BackendMessage[]... parts) {
        List<BackendMessage> whole = new ArrayList<>();
        for (BackendMessage[] part : parts) {
            whole.addAll(List.of(part));
        }
        return whole.toArray(new BackendMessage[0]);
    }

    static BackendMessage[] all(BackendMessage[] first, BackendMessage... others) {
        return all(new BackendMessage[][] {first, others});
    }

    /** Executes a query and gives the int in its only row. */
    static int selectInt(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new AssertionError("no row");
            }
            int value = rows.getInt(1);
            if (rows.next()) {
                throw new AssertionError("more than one row");
            }
            return value;
        }
    }
}
