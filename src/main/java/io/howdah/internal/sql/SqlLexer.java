package io.howdah.internal.sql;

/**
 * A cursor over the tokens of a SQL text that follows PostgreSQL's lexical rules as far as they decide what is code and
 * what is quoted.
 *
 * <p>Owned by one caller on one thread. {@link #next} advances and answers the kind of the token between
 * {@link #start()} and {@link #end()}; no token objects exist. Tokens are contiguous: their concatenation is the text.
 * The lexer never fails: an unterminated quote or comment reaches to the end of the text and is left to the server to
 * complain about.
 *
 * <p>Positions are indexes of UTF-16 chars. Every char from U+0080 upward is an identifier char, as in the server.
 */
final class SqlLexer {
    /** No more tokens. */
    static final int END = 0;
    /** A run of blank, tab, newline, carriage return, form feed, vertical tab. */
    static final int SPACE = 1;
    /** {@code -- to the end of the line} without the newline, or a nested block comment. */
    static final int COMMENT = 2;
    /** Keyword or unquoted identifier. */
    static final int WORD = 3;
    /** {@code "name"} or {@code U&"name"}. */
    static final int QUOTED_NAME = 4;
    /** String constant of any form, with its prefix: plain, E, U&amp;, B, X, N, dollar quoted. */
    static final int STRING = 5;
    /** Digits and dots of a numeric constant. */
    static final int NUMBER = 6;
    /** One {@code ?}. */
    static final int QUESTION = 7;
    /** {@code ??}, which JDBC users write for an operator's question mark. */
    static final int DOUBLE_QUESTION = 8;
    /** {@code $1}, the server's own parameter syntax. */
    static final int POSITIONAL = 9;
    /** {@code ;}. */
    static final int SEMICOLON = 10;
    /** {@code (}. */
    static final int OPEN_PAREN = 11;
    /** {@code )}. */
    static final int CLOSE_PAREN = 12;
    /** <code>{</code>. */
    static final int OPEN_BRACE = 13;
    /** <code>}</code>. */
    static final int CLOSE_BRACE = 14;
    /** {@code ,}. */
    static final int COMMA = 15;
    /** {@code .} that does not begin a number. */
    static final int DOT = 16;
    /** {@code =}. */
    static final int EQUALS = 17;
    /** Any other single char; operators of several chars arrive in pieces. */
    static final int SYMBOL = 18;

    private final String text;
    private final int limit;
    private final boolean standardStrings;
    private int start;
    private int end;

    /** A lexer over the whole text. */
    SqlLexer(String text, boolean standardStrings) {
        this(text, 0, text.length(), standardStrings);
    }

    /** A lexer over a range of the text that begins and ends at token boundaries. */
    SqlLexer(String text, int from, int to, boolean standardStrings) {
        this.text = text;
        this.limit = to;
        this.standardStrings = standardStrings;
        this.start = from;
        this.end = from;
    }

    /** Index of the first char of the current token. */
    int start() {
        return start;
    }

    /** Index behind the last char of the current token. */
    int end() {
        return end;
    }

    /** Goes back (or forward) to a token boundary; the next token begins there. */
    void seek(int index) {
        start = index;
        end = index;
    }

    /** Advances past space and comments and returns the kind of the first token that means something. */
    int nextSignificant() {
        int token = next();
        while (token == SPACE || token == COMMENT) {
            token = next();
        }
        return token;
    }

    /** Whether the current token is this keyword; {@code lowerCase} must be ASCII letters in lower case. */
    boolean isWord(String lowerCase) {
        int length = end - start;
        if (length != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            // Not String.equalsIgnoreCase: it would take a dotless i or a Kelvin sign for a letter.
            if ((text.charAt(start + i) | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Text of the current token. */
    String tokenText() {
        return text.substring(start, end);
    }

    /** Advances and returns the kind of the next token. */
    int next() {
        int at = end;
        start = at;
        if (at >= limit) {
            return END;
        }
        char c = text.charAt(at);
        if (isIdentifierStart(c)) {
            return word(at, c);
        }
        return switch (c) {
            case ' ', '\t', '\n', '\r', '\f', '\u000b' -> space(at + 1);
            case '\'' -> string(at + 1, !standardStrings);
            case '"' -> quotedName(at + 1);
            case '$' -> dollar(at);
            case '?' -> peek(at + 1) == '?' ? token(DOUBLE_QUESTION, at + 2) : token(QUESTION, at + 1);
            case '-' -> peek(at + 1) == '-' ? lineComment(at + 2) : token(SYMBOL, at + 1);
            case '/' -> peek(at + 1) == '*' ? blockComment(at + 2) : token(SYMBOL, at + 1);
            case '.' -> isDigit(peek(at + 1)) ? number(at + 1) : token(DOT, at + 1);
            case ';' -> token(SEMICOLON, at + 1);
            case '(' -> token(OPEN_PAREN, at + 1);
            case ')' -> token(CLOSE_PAREN, at + 1);
            case '{' -> token(OPEN_BRACE, at + 1);
            case '}' -> token(CLOSE_BRACE, at + 1);
            case ',' -> token(COMMA, at + 1);
            case '=' -> token(EQUALS, at + 1);
            default -> isDigit(c) ? number(at + 1) : token(SYMBOL, at + 1);
        };
    }

    static boolean isIdentifierStart(int c) {
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'z' || c == '_' || c >= 0x80;
    }

    /** Whether the char may continue an identifier; a dollar sign may, hence {@code a$b$c} holds no dollar quote. */
    static boolean isIdentifierPart(int c) {
        return isIdentifierStart(c) || isDigit(c) || c == '$';
    }

    static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private int token(int kind, int to) {
        end = to;
        return kind;
    }

    /** Char at an index, or -1 behind the last one. */
    private int peek(int index) {
        return index < limit ? text.charAt(index) : -1;
    }

    private int space(int from) {
        int at = from;
        while (at < limit && isSpace(text.charAt(at))) {
            at++;
        }
        return token(SPACE, at);
    }

    /** A word, or a string constant or quoted name that begins with a letter. */
    private int word(int at, char c) {
        int next = peek(at + 1);
        if (next == '\'') {
            if (c == 'e' || c == 'E') {
                return escapeString(at + 2);
            }
            if (c == 'b' || c == 'B' || c == 'x' || c == 'X') {
                return string(at + 2, false);
            }
            if (c == 'n' || c == 'N') {
                return string(at + 2, !standardStrings);
            }
        } else if (next == '&' && (c == 'u' || c == 'U')) {
            int quote = peek(at + 2);
            if (quote == '\'') {
                return string(at + 3, false);
            }
            if (quote == '"') {
                return quotedName(at + 3);
            }
        }
        int to = at + 1;
        while (to < limit && isIdentifierPart(text.charAt(to))) {
            to++;
        }
        return token(WORD, to);
    }

    /** The rest of a number, digits and dots; an exponent or a radix letter comes as a word of its own. */
    private int number(int from) {
        int at = from;
        while (isDigit(peek(at)) || peek(at) == '.') {
            at++;
        }
        return token(NUMBER, at);
    }

    /** The rest of a string constant behind its opening quote. */
    private int string(int from, boolean backslashEscapes) {
        return token(STRING, closingQuote(from, backslashEscapes));
    }

    /**
     * The rest of an {@code E'...'} constant. Pieces that follow after a newline continue it under the same rules, so
     * they must belong to the token: {@code E'a'\n'\''} is one constant with a backslash in its second piece.
     */
    private int escapeString(int from) {
        int at = closingQuote(from, true);
        int piece = continuation(at);
        while (piece >= 0) {
            at = closingQuote(piece, true);
            piece = continuation(at);
        }
        return token(STRING, at);
    }

    /** Index behind the closing quote; a doubled quote does not close. */
    private int closingQuote(int from, boolean backslashEscapes) {
        int at = from;
        while (at < limit) {
            char c = text.charAt(at++);
            if (c == '\'') {
                if (peek(at) != '\'') {
                    return at;
                }
                at++;
            } else if (c == '\\' && backslashEscapes) {
                at++;
            }
        }
        return limit;
    }

    /** Index behind the opening quote of a piece that continues the string which ended at {@code from}, or -1. */
    private int continuation(int from) {
        boolean newline = false;
        int at = from;
        while (at < limit) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                newline = true;
                at++;
            } else if (isSpace(c)) {
                at++;
            } else if (c == '-' && peek(at + 1) == '-') {
                at = lineEnd(at + 2);
            } else {
                return c == '\'' && newline ? at + 1 : -1;
            }
        }
        return -1;
    }

    private int quotedName(int from) {
        int at = from;
        while (at < limit) {
            if (text.charAt(at++) == '"') {
                if (peek(at) != '"') {
                    return token(QUOTED_NAME, at);
                }
                at++;
            }
        }
        return token(QUOTED_NAME, limit);
    }

    private int lineComment(int from) {
        return token(COMMENT, lineEnd(from));
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < limit && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private int blockComment(int from) {
        int depth = 1;
        int at = from;
        while (at < limit) {
            char c = text.charAt(at++);
            if (c == '*' && peek(at) == '/') {
                at++;
                if (--depth == 0) {
                    return token(COMMENT, at);
                }
            } else if (c == '/' && peek(at) == '*') {
                at++;
                depth++;
            }
        }
        return token(COMMENT, limit);
    }

    /** A dollar-quoted string, a positional parameter or a stray dollar sign. */
    private int dollar(int at) {
        int bodyStart = at + 1;
        if (isDigit(peek(bodyStart))) {
            while (isDigit(peek(bodyStart))) {
                bodyStart++;
            }
            return token(POSITIONAL, bodyStart);
        }
        while (bodyStart < limit && text.charAt(bodyStart) != '$') {
            if (!isIdentifierPart(text.charAt(bodyStart))) {
                return token(SYMBOL, at + 1);
            }
            bodyStart++;
        }
        if (bodyStart >= limit) {
            return token(SYMBOL, at + 1);
        }
        bodyStart++;
        int tagLength = bodyStart - at;
        int close = text.indexOf('$', bodyStart);
        while (close >= 0 && close + tagLength <= limit) {
            if (text.regionMatches(at, text, close, tagLength)) {
                return token(STRING, close + tagLength);
            }
            close = text.indexOf('$', close + 1);
        }
        return token(STRING, limit);
    }
}
