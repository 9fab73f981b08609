package io.howdah.internal.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.sql.CallMode;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.sql.SqlParser;
import io.howdah.internal.type.Oids;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StringTypesTest {
    private final StringTypes strings = new StringTypes(true);

    private static ServerStatement statement(ParsedStatement parsed) {
        return new ServerStatement(parsed, new int[] {Oids.VARCHAR});
    }

    private static ParsedStatement parse(String sql) throws SQLException {
        return SqlParser.parse(sql, SqlFlags.PREPARED, null, true, CallMode.SELECT)
                .statement(0);
    }

    @Test
    void whatTheServerAcceptedHoldsForOtherConnections() throws SQLException {
        ParsedStatement parsed = parse("select ?");
        assertFalse(strings.isSettled(statement(parsed)));
        strings.accept(statement(parsed));
        assertTrue(strings.isSettled(statement(parsed)));
    }

    /** Long texts are parsed anew each time, so that what is remembered of them is of little use. */
    @Test
    void longTextsAreNotKeptAliveWithoutBound() throws SQLException {
        String comment = "/*" + "x".repeat(1024 * 1024) + "*/";
        ParsedStatement first = parse("select ?" + comment);
        strings.accept(statement(first));
        assertTrue(strings.isSettled(statement(first)));
        for (int i = 0; i < 16; i++) {
            strings.accept(statement(parse("select ?" + comment)));
        }
        assertFalse(strings.isSettled(statement(first)));
    }
}
