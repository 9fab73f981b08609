package io.howdah.internal.sql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One reading of one JDBC SQL text: escapes, statement boundaries, placeholders, kinds, RETURNING.
 *
 * <p>An instance is used once, by one thread, through {@link #parse}. It understands no SQL beyond what it needs: the
 * first words of a statement, parentheses, the body of a {@code BEGIN ATOMIC} routine and a handful of keywords.
 */
public final class SqlParser {
    /** Most parameters a statement can have: Bind counts them in an unsigned 16-bit field. */
    public static final int MAX_PARAMETERS = 65_535;

    private final String text;
    private final int flags;
    private final String returning;
    private final Rewrite.Origins escapeOrigins;
    private final boolean isCall;
    private final SqlLexer lexer;
    private final List<ParsedStatement> statements = new ArrayList<>(1);
    private int totalParameters;

    // State of the statement being read.
    private int from;
    private int lastEnd;
    private int copied;
    private boolean significant;
    private Rewrite rewrite;
    private int parameters;
    private int[] positions = new int[4];
    private int parenDepth;
    private StatementKind kind;
    private boolean startsWithWith;
    private int words;
    private int openingParens;
    private int atomicDepth;
    private boolean afterBegin;
    private boolean afterDotOrAs;
    private boolean expectsCteName;
    private boolean hasReturning;
    private boolean hasInto;
    private boolean hasModifyingWord;

    private SqlParser(String text, int flags, String returning, Rewrite.Origins escapeOrigins, boolean isCall) {
        this.text = text;
        this.flags = flags;
        this.returning = returning;
        this.escapeOrigins = escapeOrigins;
        this.isCall = isCall;
        this.lexer = new SqlLexer(text, SqlFlags.has(flags, SqlFlags.STANDARD_STRINGS));
    }

    /**
     * Reads a SQL text.
     *
     * @param sql the application's text
     * @param flags bits of {@link SqlFlags}
     * @param returningColumns columns for a RETURNING clause to be appended to statements that modify rows and have
     *     none; null for none, or for all with {@link SqlFlags#RETURNING_ALL}; empty adds nothing
     * @param quoteReturning whether the names in {@code returningColumns} are exact names to be quoted, or SQL text
     * @param callMode what <code>{call ...}</code> becomes
     * @throws SQLException 22004 for a null text; 22021 for a zero char or half a surrogate pair; 22023 for more than
     *     {@value #MAX_PARAMETERS} parameters in a statement; 42601 or 2F003 for a malformed JDBC escape. Nothing has
     *     been sent, so a connection is not affected.
     */
    public static ParsedSql parse(
            String sql, int flags, String[] returningColumns, boolean quoteReturning, CallMode callMode)
            throws SQLException {
        if (sql == null) {
            throw new SQLDataException("SQL text: expected a string, got null", "22004");
        }
        String text = sql;
        Rewrite.Origins escapeOrigins = null;
        CallSyntax.Call call = null;
        if (SqlFlags.has(flags, SqlFlags.ESCAPES) && sql.indexOf('{') >= 0) {
            JdbcEscapes escapes = new JdbcEscapes(sql, flags, callMode);
            if (escapes.translate()) {
                text = escapes.text();
                escapeOrigins = escapes.origins();
                call = escapes.call();
            }
        }
        String returning = returningClause(flags, returningColumns, quoteReturning);
        SqlParser parser = new SqlParser(text, flags, returning, escapeOrigins, call != null);
        parser.run();
        return new ParsedSql(sql, parser.statements.toArray(new ParsedStatement[0]), parser.totalParameters, call);
    }

    private static String returningClause(int flags, String[] columns, boolean quote) throws SQLException {
        if (columns == null) {
            return SqlFlags.has(flags, SqlFlags.RETURNING_ALL) ? "\nRETURNING *" : null;
        }
        if (columns.length == 0) {
            return null;
        }
        if (columns.length == 1 && "*".equals(columns[0])) {
            return "\nRETURNING *";
        }
        StringBuilder clause = new StringBuilder("\nRETURNING ");
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                clause.append(", ");
            }
            clause.append(quote ? Identifiers.quote(columns[i]) : columns[i]);
        }
        return clause.toString();
    }

    private void run() throws SQLException {
        begin(0);
        for (int token = lexer.next(); token != SqlLexer.END; token = lexer.next()) {
            if (token == SqlLexer.SEMICOLON && parenDepth == 0 && atomicDepth == 0) {
                finish(false);
                begin(lexer.end());
            } else {
                accept(token);
            }
        }
        finish(statements.isEmpty());
    }

    private void begin(int index) {
        from = index;
        lastEnd = index;
        copied = -1;
        significant = false;
        rewrite = null;
        parameters = 0;
        parenDepth = 0;
        kind = StatementKind.EMPTY;
        startsWithWith = false;
        words = 0;
        openingParens = 0;
        atomicDepth = 0;
        afterBegin = false;
        afterDotOrAs = false;
        expectsCteName = false;
        hasReturning = false;
        hasInto = false;
        hasModifyingWord = false;
    }

    private void accept(int token) throws SQLException {
        if (token == SqlLexer.SPACE) {
            return;
        }
        if (copied < 0) {
            from = lexer.start();
            copied = from;
        }
        lastEnd = lexer.end();
        if (token == SqlLexer.COMMENT) {
            return;
        }
        significant = true;
        if (words == 0 && token != SqlLexer.WORD && token != SqlLexer.OPEN_PAREN) {
            kind = StatementKind.OTHER;
            words = 1;
        }
        boolean qualified = afterDotOrAs;
        boolean cteName = expectsCteName;
        boolean begin = afterBegin;
        afterDotOrAs = token == SqlLexer.DOT;
        expectsCteName = false;
        afterBegin = false;
        switch (token) {
            case SqlLexer.WORD -> word(qualified, cteName, begin);
            case SqlLexer.QUESTION -> question();
            case SqlLexer.DOUBLE_QUESTION -> replace("?");
            case SqlLexer.OPEN_PAREN -> {
                parenDepth++;
                if (words == 0) {
                    openingParens++;
                }
            }
            case SqlLexer.CLOSE_PAREN -> parenDepth = Math.max(0, parenDepth - 1);
            case SqlLexer.COMMA -> expectsCteName = kind == StatementKind.WITH && parenDepth == openingParens;
            default -> {
                // Constants, names and operators tell nothing about the statement.
            }
        }
    }

    private void question() throws SQLException {
        if (!SqlFlags.has(flags, SqlFlags.PLACEHOLDERS)) {
            return;
        }
        if (++parameters > MAX_PARAMETERS) {
            throw new SQLDataException(
                    "SQL text: statement " + (statements.size() + 1) + " has more than " + MAX_PARAMETERS
                            + " parameters, the most the protocol can bind; pass an array (= any(?)) or use COPY",
                    "22023");
        }
        Rewrite target = edit();
        target.copy(copied, lexer.start());
        int next = lexer.end();
        boolean spaceAfter = next < text.length() && SqlLexer.isIdentifierPart(text.charAt(next));
        if (parameters > positions.length) {
            positions = Arrays.copyOf(positions, positions.length * 2);
        }
        positions[parameters - 1] = target.insertParameter(parameters, lexer.start(), spaceAfter);
        copied = next;
    }

    private void replace(String replacement) {
        Rewrite target = edit();
        target.copy(copied, lexer.start());
        target.insert(replacement, lexer.start());
        copied = lexer.end();
    }

    private Rewrite edit() {
        if (rewrite == null) {
            // Bounded: in a script of many statements each would otherwise reserve room for the whole rest.
            rewrite = new Rewrite(text, Math.min(text.length() - from + 32, 4096));
        }
        return rewrite;
    }

    private void word(boolean qualified, boolean cteName, boolean begin) {
        int wordNumber = words++;
        if (wordNumber == 0) {
            kind = StatementKind.ofFirstWord(lexer.tokenText());
            startsWithWith = kind == StatementKind.WITH;
            expectsCteName = startsWithWith;
            afterBegin = false;
            return;
        }
        if (wordNumber <= 2 && kind.needsRefinement()) {
            kind = kind.refine(lexer.tokenText(), wordNumber);
            return;
        }
        if (qualified) {
            return;
        }
        if (cteName) {
            // The name of a WITH query may be a word like "values" or "update"; RECURSIVE comes before the first.
            expectsCteName = wordNumber == 1 && lexer.isWord("recursive");
            return;
        }
        if (atomicDepth > 0 || kind == StatementKind.DDL) {
            routineWord(begin);
        } else {
            keyword();
        }
    }

    /** Follows the block structure of an SQL-standard routine body, whose semicolons end no statement of ours. */
    private void routineWord(boolean begin) {
        if (atomicDepth > 0) {
            if (lexer.isWord("case")) {
                atomicDepth++;
            } else if (lexer.isWord("end")) {
                atomicDepth--;
            } else if (lexer.isWord("as")) {
                afterDotOrAs = true;
            }
        } else if (begin && lexer.isWord("atomic")) {
            atomicDepth = 1;
        } else {
            afterBegin = parenDepth == 0 && lexer.isWord("begin");
        }
    }

    /** Notes the keywords that change what a query or a modification is. */
    private void keyword() {
        boolean outermost = parenDepth == openingParens;
        if (lexer.isWord("as")) {
            afterDotOrAs = true;
        } else if (lexer.isWord("into")) {
            hasInto = true;
        } else if (lexer.isWord("returning")) {
            hasReturning |= outermost && kind.modifiesRows();
        } else if (startsWithWith) {
            StatementKind verb = mainVerb();
            if (verb != null) {
                hasModifyingWord |= verb.modifiesRows();
                if (outermost && kind == StatementKind.WITH) {
                    kind = verb;
                }
            }
        }
    }

    private StatementKind mainVerb() {
        if (lexer.isWord("select")) {
            return StatementKind.SELECT;
        }
        if (lexer.isWord("insert")) {
            return StatementKind.INSERT;
        }
        if (lexer.isWord("update")) {
            return StatementKind.UPDATE;
        }
        if (lexer.isWord("delete")) {
            return StatementKind.DELETE;
        }
        if (lexer.isWord("merge")) {
            return StatementKind.MERGE;
        }
        if (lexer.isWord("values")) {
            return StatementKind.VALUES;
        }
        return lexer.isWord("table") ? StatementKind.TABLE : null;
    }

    /** Ends the statement being read; one that holds nothing is dropped unless it is the only one. */
    private void finish(boolean keepEmpty) throws SQLException {
        if (!significant && !keepEmpty) {
            return;
        }
        if (significant && words == 0) {
            kind = StatementKind.OTHER;
        }
        boolean addReturning = returning != null
                && !hasReturning
                && kind.modifiesRows()
                && (kind != StatementKind.MERGE || SqlFlags.has(flags, SqlFlags.MERGE_RETURNING));
        if (addReturning) {
            Rewrite target = edit();
            target.copy(copied, lastEnd);
            copied = lastEnd;
            target.insert(returning, lastEnd);
            hasReturning = true;
        }
        String nativeSql;
        Rewrite.Origins origins;
        if (rewrite == null) {
            nativeSql = text.substring(from, lastEnd);
            origins = Rewrite.Origins.shiftedBy(from);
        } else {
            rewrite.copy(copied, lastEnd);
            nativeSql = rewrite.text();
            origins = rewrite.map();
        }
        statements.add(new ParsedStatement(
                nativeSql,
                encode(nativeSql),
                totalParameters,
                Arrays.copyOf(positions, parameters),
                kind,
                hasReturning,
                isStreamable(),
                origins,
                escapeOrigins));
        totalParameters += parameters;
    }

    private boolean isStreamable() {
        return switch (kind) {
            case SELECT, VALUES, TABLE -> !hasInto && !hasModifyingWord && !isCall;
            case SHOW, FETCH -> true;
            default -> false;
        };
    }

    private static byte[] encode(String sql) throws SQLException {
        int length = sql.length();
        for (int i = 0; i < length; i++) {
            char c = sql.charAt(i);
            if (c == 0) {
                throw new SQLDataException(
                        "SQL text: char " + (i + 1) + " of the statement is U+0000, which PostgreSQL cannot store",
                        "22021");
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(sql.charAt(i + 1))) {
                    throw new SQLDataException(
                            "SQL text: char " + (i + 1) + " of the statement is half a surrogate pair, which UTF-8"
                                    + " cannot express",
                            "22021");
                }
                i++;
            }
        }
        return sql.getBytes(StandardCharsets.UTF_8);
    }
}
