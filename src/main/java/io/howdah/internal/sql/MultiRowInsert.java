package io.howdah.internal.sql;

import java.nio.charset.StandardCharsets;

/**
 * An {@code INSERT ... VALUES (...)} of one row, as a statement of several rows: what {@code reWriteBatchedInserts} makes of a batch. Immutable; the
 * statements are made when they are first wanted and shared by all connections of a data source.
 */
public final class MultiRowInsert {
    /** Most rows of one statement; as pgjdbc. */
    public static final int MAX_ROWS = 128;

    private static final int MAX_PARAMETERS = 65_535;

    private final ParsedStatement single;
    /** Of the row's text in the native SQL, parentheses included. */
    private final int rowStart;

    private final int rowEnd;

    /** By the power of two of their rows. A race between threads only makes one twice. */
    private final ParsedStatement[] statements = new ParsedStatement[8];

    private MultiRowInsert(ParsedStatement single, int rowStart, int rowEnd) {
        this.single = single;
        this.rowStart = rowStart;
        this.rowEnd = rowEnd;
    }

    /**
     * Finds the row of a statement.
     *
     * @return null when the statement is none that means the same with several rows: anything but a plain INSERT of one row of values, with a
     *     RETURNING or ON CONFLICT clause, with a query among its values, or without parameters
     */
    static MultiRowInsert of(ParsedStatement statement) {
        if (statement.kind() != StatementKind.INSERT || statement.hasReturning() || statement.parameterCount() == 0) {
            return null;
        }
        String sql = statement.nativeSql();
        // What stands in quotes does not matter here, whatever a backslash means in it: the parser has found the
        // parameters.
        SqlLexer lexer = new SqlLexer(sql, true);
        int token = next(lexer);
        if (token != SqlLexer.WORD || !is(sql, lexer, "insert")) {
            return null;
        }
        int depth = 0;
        while (token != SqlLexer.END && !(depth == 0 && token == SqlLexer.WORD && is(sql, lexer, "values"))) {
            depth += depthOf(token);
            token = next(lexer);
        }
        if (token == SqlLexer.END || next(lexer) != SqlLexer.OPEN_PAREN) {
            return null;
        }
        int start = lexer.start();
        depth = 1;
        while (depth > 0) {
            token = next(lexer);
            if (token == SqlLexer.END || token == SqlLexer.WORD && is(sql, lexer, "select")) {
                return null;
            }
            depth += depthOf(token);
        }
        int end = lexer.end();
        int last = statement.parameterCount() - 1;
        boolean allWithin = statement.parameterPosition(0) > start && statement.parameterPosition(last) < end;
        return allWithin && next(lexer) == SqlLexer.END ? new MultiRowInsert(statement, start, end) : null;
    }

    private static int next(SqlLexer lexer) {
        int token = lexer.next();
        while (token == SqlLexer.SPACE || token == SqlLexer.COMMENT) {
            token = lexer.next();
        }
        return token;
    }

    private static boolean is(String sql, SqlLexer lexer, String word) {
        int length = lexer.end() - lexer.start();
        return length == word.length() && sql.regionMatches(true, lexer.start(), word, 0, length);
    }

    private static int depthOf(int token) {
        return token == SqlLexer.OPEN_PAREN ? 1 : token == SqlLexer.CLOSE_PAREN ? -1 : 0;
    }

    /** The most rows that one statement may have, a power of two. */
    public int maxRows() {
        return Math.min(MAX_ROWS, Integer.highestOneBit(MAX_PARAMETERS / single.parameterCount()));
    }

    /** The statement of {@code rows} rows, a power of two up to {@link #maxRows}; the parameters of each row follow those of the row before. */
    public ParsedStatement statement(int rows) {
        if (rows == 1) {
            return single;
        }
        int power = Integer.numberOfTrailingZeros(rows);
        ParsedStatement made = statements[power];
        if (made == null) {
            made = make(rows);
            statements[power] = made;
        }
        return made;
    }

    private ParsedStatement make(int rows) {
        String sql = single.nativeSql();
        int perRow = single.parameterCount();
        int[] positions = new int[perRow * rows];
        Rewrite rewrite = new Rewrite(sql, rowStart + rows * (rowEnd - rowStart + 8));
        rewrite.copy(0, rowStart);
        for (int row = 0; row < rows; row++) {
            if (row > 0) {
                rewrite.insert(", ", rowStart);
            }
            int copied = rowStart;
            for (int i = 0; i < perRow; i++) {
                int at = single.parameterPosition(i);
                rewrite.copy(copied, at);
                int parameter = row * perRow + i;
                positions[parameter] = rewrite.insertParameter(parameter + 1, at, false);
                copied = at + 1 + Integer.toString(i + 1).length();
            }
            rewrite.copy(copied, rowEnd);
        }
        rewrite.copy(rowEnd, sql.length());
        String text = rewrite.text();
        return new ParsedStatement(
                text,
                text.getBytes(StandardCharsets.UTF_8),
                0,
                positions,
                StatementKind.INSERT,
                false,
                false,
                rewrite.map(),
                null);
    }
}
