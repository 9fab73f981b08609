package io.howdah.internal.sql;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;

/**
 * Translation of the JDBC escapes <code>{fn}</code>, <code>{d}</code>, <code>{t}</code>, <code>{ts}</code>,
 * <code>{oj}</code>, <code>{escape}</code>, <code>{limit}</code> and <code>{call}</code> in one SQL text.
 *
 * <p>Used once by one thread, and only for a text with a brace in it. Escapes may be nested. Braces in quotes and
 * comments are not escapes; a brace that begins none of these words is left alone.
 */
final class JdbcEscapes {
    /** Deepest nesting of escapes; bounds recursion and the repeated search for closing braces. */
    static final int MAX_DEPTH = 100;

    private static final String[] WORDS = {"fn", "d", "t", "ts", "oj", "escape", "limit", "call"};

    private final String sql;
    private final int flags;
    private final boolean standardStrings;
    private final CallMode callMode;
    private final Rewrite out;
    private boolean changed;
    private CallSyntax.Call call;

    JdbcEscapes(String sql, int flags, CallMode callMode) {
        this.sql = sql;
        this.flags = flags;
        this.standardStrings = SqlFlags.has(flags, SqlFlags.STANDARD_STRINGS);
        this.callMode = callMode;
        this.out = new Rewrite(sql, sql.length() + 32);
    }

    /**
     * Translates the text.
     *
     * @return whether there was anything to translate; if not, the other methods have nothing to say
     * @throws SQLException 42601 or 2F003, naming the place
     */
    boolean translate() throws SQLException {
        range(0, sql.length(), 0);
        return changed;
    }

    /** The translated text. */
    String text() {
        return out.text();
    }

    /** Where its chars came from. */
    Rewrite.Origins origins() {
        return out.map();
    }

    /** The call that the whole text is, or null. */
    CallSyntax.Call call() {
        return call;
    }

    /** Appends the translation of a range of the text. */
    void range(int from, int to, int depth) throws SQLException {
        SqlLexer lexer = lexer(from, to);
        int copied = from;
        boolean first = true;
        for (int token = lexer.nextSignificant(); token != SqlLexer.END; token = lexer.nextSignificant()) {
            if (token == SqlLexer.OPEN_BRACE) {
                int open = lexer.start();
                String word = escapeWord(lexer);
                if (word == null) {
                    lexer.seek(open + 1);
                } else {
                    if (depth >= MAX_DEPTH) {
                        throw syntaxError("nested more than " + MAX_DEPTH + " deep", word, open);
                    }
                    int close = closingBrace(word, open, lexer.end(), to);
                    out.copy(copied, open);
                    out.separate();
                    escape(word, open, lexer.end(), close, depth, first && depth == 0);
                    out.separate();
                    changed = true;
                    copied = close + 1;
                    lexer.seek(copied);
                }
            }
            first = false;
        }
        out.copy(copied, to);
    }

    /** Appends text of our own for the char at {@code anchor}. */
    void insert(String text, int anchor) {
        out.insert(text, anchor);
    }

    SqlLexer lexer(int from, int to) {
        return new SqlLexer(sql, from, to, standardStrings);
    }

    boolean countsPlaceholders() {
        return SqlFlags.has(flags, SqlFlags.PLACEHOLDERS);
    }

    SQLException syntaxError(String problem, String word, int at) {
        return new SQLSyntaxErrorException(
                "JDBC escape {" + word + " ...} at char " + (at + 1) + " of the SQL text: " + problem, "42601");
    }

    SQLException malformedCall(String problem, int at) {
        return new SQLSyntaxErrorException(
                "JDBC escape for a call at char " + (at + 1) + " of the SQL text: " + problem
                        + "; expected {call name(arguments)} or {? = call name(arguments)}",
                "2F003");
    }

    /** Reads the word behind an opening brace; null when it begins no escape, "? =" for a call with a result. */
    private String escapeWord(SqlLexer lexer) throws SQLException {
        int open = lexer.start();
        int token = lexer.nextSignificant();
        if (token == SqlLexer.QUESTION) {
            boolean isCall = lexer.nextSignificant() == SqlLexer.EQUALS
                    && lexer.nextSignificant() == SqlLexer.WORD
                    && lexer.isWord("call");
            if (isCall) {
                return "? = call";
            }
            if (SqlFlags.has(flags, SqlFlags.CALLABLE)) {
                throw malformedCall("'{ ?' is not followed by '= call'", open);
            }
            return null;
        }
        if (token != SqlLexer.WORD) {
            return null;
        }
        for (String word : WORDS) {
            if (lexer.isWord(word)) {
                return word;
            }
        }
        return null;
    }

    private int closingBrace(String word, int open, int from, int to) throws SQLException {
        SqlLexer lexer = lexer(from, to);
        int depth = 1;
        for (int token = lexer.next(); token != SqlLexer.END; token = lexer.next()) {
            if (token == SqlLexer.OPEN_BRACE) {
                depth++;
            } else if (token == SqlLexer.CLOSE_BRACE && --depth == 0) {
                return lexer.start();
            }
        }
        throw word.endsWith("call")
                ? malformedCall("the closing brace is missing", open)
                : syntaxError("the closing brace is missing", word, open);
    }

    private void escape(String word, int open, int bodyStart, int close, int depth, boolean first) throws SQLException {
        int from = skipSpace(bodyStart, close);
        int to = trimSpace(from, close);
        if (from == to) {
            throw word.endsWith("call")
                    ? malformedCall("it names no routine", open)
                    : syntaxError("it is empty", word, open);
        }
        switch (word) {
            case "fn" -> function(from, to, depth + 1);
            case "d" -> temporal("DATE", from, to, depth + 1);
            case "t" -> temporal("TIME", from, to, depth + 1);
            case "ts" -> temporal("TIMESTAMP", from, to, depth + 1);
            case "oj" -> range(from, to, depth + 1);
            case "escape" -> prefixed("ESCAPE ", from, to, depth + 1);
            case "limit" -> prefixed("LIMIT ", from, to, depth + 1);
            default -> callEscape(word, open, from, to, depth, first && restIsEmpty(close + 1));
        }
    }

    private void prefixed(String prefix, int from, int to, int depth) throws SQLException {
        out.insert(prefix, from);
        range(from, to, depth);
    }

    /** A constant becomes a typed constant; anything else, such as a parameter, cannot and is cast. */
    private void temporal(String type, int from, int to, int depth) throws SQLException {
        SqlLexer lexer = lexer(from, to);
        if (lexer.nextSignificant() == SqlLexer.STRING && lexer.nextSignificant() == SqlLexer.END) {
            prefixed(type + " ", from, to, depth);
        } else {
            prefixed("CAST(", from, to, depth);
            out.insert(" AS " + type + ")", to);
        }
    }

    private void callEscape(String word, int open, int from, int to, int depth, boolean whole) throws SQLException {
        boolean returnValue = !word.equals("call");
        if (returnValue && !SqlFlags.has(flags, SqlFlags.CALLABLE)) {
            throw malformedCall("a result parameter needs Connection.prepareCall", open);
        }
        if (!whole && SqlFlags.has(flags, SqlFlags.CALLABLE)) {
            throw malformedCall("there is other SQL beside it", open);
        }
        CallSyntax.Call found = CallSyntax.translate(this, sql, from, to, returnValue, callMode, depth + 1);
        if (whole) {
            call = found;
        }
    }

    private boolean restIsEmpty(int from) {
        SqlLexer lexer = lexer(from, sql.length());
        int token = lexer.nextSignificant();
        while (token == SqlLexer.SEMICOLON) {
            token = lexer.nextSignificant();
        }
        return token == SqlLexer.END;
    }

    private void function(int from, int to, int depth) throws SQLException {
        SqlLexer lexer = lexer(from, to);
        if (lexer.nextSignificant() != SqlLexer.WORD) {
            range(from, to, depth);
            return;
        }
        String name = lexer.tokenText();
        if (lexer.nextSignificant() != SqlLexer.OPEN_PAREN) {
            range(from, to, depth);
            return;
        }
        List<Argument> arguments = arguments(lexer, name, from);
        if (lexer.nextSignificant() != SqlLexer.END || !EscapeFunctions.translate(this, name, arguments, from, depth)) {
            range(from, to, depth);
        }
    }

    /** Reads the arguments up to the closing parenthesis, with the lexer behind the opening one. */
    private List<Argument> arguments(SqlLexer lexer, String name, int anchor) throws SQLException {
        List<Argument> arguments = new ArrayList<>(4);
        int depth = 0;
        int from = lexer.end();
        boolean empty = true;
        boolean hasPlaceholder = false;
        for (int token = lexer.next(); token != SqlLexer.END; token = lexer.next()) {
            boolean closes = token == SqlLexer.CLOSE_PAREN && depth == 0;
            if (closes || token == SqlLexer.COMMA && depth == 0) {
                if (!closes || !empty || !arguments.isEmpty()) {
                    int start = skipSpace(from, lexer.start());
                    arguments.add(new Argument(start, trimSpace(start, lexer.start()), hasPlaceholder));
                }
                if (closes) {
                    return arguments;
                }
                from = lexer.end();
                hasPlaceholder = false;
                continue;
            }
            empty &= token == SqlLexer.SPACE || token == SqlLexer.COMMENT;
            hasPlaceholder |= token == SqlLexer.QUESTION;
            depth += nesting(token, lexer.start());
        }
        throw syntaxError("the closing parenthesis of its arguments is missing", "fn " + name, anchor);
    }

    private int nesting(int token, int at) {
        return switch (token) {
            case SqlLexer.OPEN_PAREN, SqlLexer.OPEN_BRACE -> 1;
            case SqlLexer.CLOSE_PAREN, SqlLexer.CLOSE_BRACE -> -1;
            case SqlLexer.SYMBOL -> sql.charAt(at) == '[' ? 1 : sql.charAt(at) == ']' ? -1 : 0;
            default -> 0;
        };
    }

    private int skipSpace(int from, int to) {
        int at = from;
        while (at < to && SqlLexer.isSpace(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Index behind the last char worth copying: not a space, or the newline that may end a comment. */
    private int trimSpace(int from, int to) {
        int at = to;
        while (at > from && SqlLexer.isSpace(sql.charAt(at - 1))) {
            if (sql.charAt(at - 1) == '\n' || sql.charAt(at - 1) == '\r') {
                return at;
            }
            at--;
        }
        return at;
    }

    /** Text of an argument, as written. */
    String argumentText(Argument argument) {
        return sql.substring(argument.from, argument.to);
    }

    /**
     * A range of the text that is one argument of a function.
     *
     * @param from index of its first char that is not space
     * @param to index behind its last char that matters
     * @param hasPlaceholder whether a question mark is in it, outside quotes
     */
    record Argument(int from, int to, boolean hasPlaceholder) {}
}
