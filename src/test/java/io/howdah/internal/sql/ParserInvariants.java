package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** What holds for every text, however little it looks like SQL. */
final class ParserInvariants {
    private static final String[] COLUMNS = {"a", "b\"c"};

    private ParserInvariants() {}

    /** Parses the text; lets nothing but an SQLException with a state count as a refusal. */
    static void check(String sql, int flags, boolean namedColumns) {
        ParsedSql parsed;
        try {
            CallMode mode = CallMode.values()[(flags >>> 8) % CallMode.values().length];
            parsed = SqlParser.parse(sql, flags, namedColumns ? COLUMNS : null, true, mode);
        } catch (SQLException e) {
            assertNotNull(e.getSQLState(), "every refusal has an SQLSTATE");
            return;
        }
        assertTrue(parsed.statementCount() >= 1);
        int parameters = 0;
        for (int i = 0; i < parsed.statementCount(); i++) {
            ParsedStatement statement = parsed.statement(i);
            assertEquals(parameters, statement.firstParameter());
            parameters += statement.parameterCount();
            check(sql, statement, flags);
        }
        assertEquals(parameters, parsed.parameterCount());
    }

    private static void check(String sql, ParsedStatement statement, int flags) {
        String nativeSql = statement.nativeSql();
        assertArrayEquals(nativeSql.getBytes(StandardCharsets.UTF_8), statement.nativeUtf8());
        assertEquals(nativeSql, new String(statement.nativeUtf8(), StandardCharsets.UTF_8));

        boolean standardStrings = (flags & SqlFlags.STANDARD_STRINGS) != 0;
        assertTrue(positionals(nativeSql, standardStrings) >= statement.parameterCount(), nativeSql);

        int characters = nativeSql.codePointCount(0, nativeSql.length());
        int step = Math.max(1, characters / 50);
        for (int position = 1; position <= characters + 1; position += step) {
            int index = statement.utf16PositionOf(position);
            assertTrue(index >= 0 && index <= sql.length(), "position " + position + " leads to " + index);
        }
        assertEquals(-1, statement.utf16PositionOf(characters + 2));

        // The server must see one statement where we see one, and of the same kind.
        try {
            ParsedSql again =
                    SqlParser.parse(nativeSql, flags & SqlFlags.STANDARD_STRINGS, null, true, CallMode.SELECT);
            assertEquals(1, again.statementCount(), nativeSql);
            assertEquals(statement.kind(), again.statement(0).kind(), nativeSql);
        } catch (SQLException e) {
            throw new AssertionError("what was accepted once is accepted again: " + nativeSql, e);
        }
    }

    private static int positionals(String sql, boolean standardStrings) {
        SqlLexer lexer = new SqlLexer(sql, standardStrings);
        int count = 0;
        for (int token = lexer.next(); token != SqlLexer.END; token = lexer.next()) {
            if (token == SqlLexer.POSITIONAL) {
                count++;
            }
        }
        return count;
    }
}
