package io.howdah.internal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a routine call as the application wrote them, in a JDBC escape or the command CALL: which placeholder stands for which
 * argument. Read only for parameters that are set by name. Immutable.
 */
public final class CallArguments {
    private final String routine;
    private final List<Argument> arguments;
    private final int placeholders;

    private CallArguments(String routine, List<Argument> arguments, int placeholders) {
        this.placeholders = placeholders;
        this.routine = routine;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Reads a call.
     *
     * @param sql the JDBC text
     * @param standardStrings as {@link SqlFlags#STANDARD_STRINGS}
     * @return null when the text is no call
     */
    public static CallArguments of(String sql, boolean standardStrings) {
        SqlLexer lexer = new SqlLexer(sql, standardStrings);
        int token = lexer.nextSignificant();
        while (token == SqlLexer.OPEN_BRACE || token == SqlLexer.QUESTION || token == SqlLexer.EQUALS) {
            token = lexer.nextSignificant();
        }
        if (token != SqlLexer.WORD || !lexer.isWord("call")) {
            return null;
        }
        int from = lexer.end();
        int to = from;
        token = lexer.nextSignificant();
        while (token != SqlLexer.OPEN_PAREN
                && token != SqlLexer.CLOSE_BRACE
                && token != SqlLexer.SEMICOLON
                && token != SqlLexer.END) {
            to = lexer.end();
            token = lexer.nextSignificant();
        }
        String routine = sql.substring(from, to).strip();
        List<Argument> found = new ArrayList<>();
        int placeholders = token == SqlLexer.OPEN_PAREN ? read(lexer, found) : 0;
        return new CallArguments(routine, found, placeholders);
    }

    /** Reads up to the closing parenthesis, with the lexer behind the opening one; returns the number of placeholders. */
    private static int read(SqlLexer lexer, List<Argument> found) {
        int depth = 0;
        int placeholders = 0;
        Reader reader = new Reader();
        for (int token = lexer.nextSignificant(); token != SqlLexer.END; token = lexer.nextSignificant()) {
            if (depth == 0 && (token == SqlLexer.CLOSE_PAREN || token == SqlLexer.COMMA)) {
                if (reader.tokens > 0) {
                    found.add(reader.argument());
                }
                if (token == SqlLexer.CLOSE_PAREN) {
                    break;
                }
                reader = new Reader();
                continue;
            }
            if (token == SqlLexer.OPEN_PAREN || token == SqlLexer.OPEN_BRACE) {
                depth++;
            } else if (token == SqlLexer.CLOSE_PAREN || token == SqlLexer.CLOSE_BRACE) {
                depth--;
            }
            reader.accept(token, lexer, placeholders);
            if (token == SqlLexer.QUESTION) {
                placeholders++;
            }
        }
        return placeholders;
    }

    /** One argument while it is read: {@code name => ?} or {@code name := ?} or {@code ?}, with anything behind it. */
    private static final class Reader {
        private String first;
        private String name;
        private int placeholder = -1;
        private int tokens;
        private int start;

        void accept(int token, SqlLexer lexer, int placeholders) {
            if (tokens == start && token == SqlLexer.QUESTION) {
                placeholder = placeholders;
            }
            if (tokens == 0 && (token == SqlLexer.WORD || token == SqlLexer.QUOTED_NAME)) {
                first = lexer.tokenText();
            }
            boolean arrowEnds = tokens == 2 && first != null && (token == SqlLexer.SYMBOL || token == SqlLexer.EQUALS);
            tokens++;
            if (arrowEnds) {
                name = first;
                start = tokens;
            }
        }

        Argument argument() {
            return new Argument(name, placeholder);
        }
    }

    /** The routine's name as written, perhaps qualified and quoted. */
    public String routine() {
        return routine;
    }

    /** The arguments in order; not the result of <code>{? = call}</code>. */
    public List<Argument> arguments() {
        return arguments;
    }

    /** Number of placeholders in the arguments. */
    public int placeholders() {
        return placeholders;
    }

    /**
     * One argument.
     *
     * @param name its name as written, in the notation {@code name => value}; null without one
     * @param placeholder 0-based number of the placeholder that it begins with, counted from the first argument; -1 for none
     */
    public record Argument(String name, int placeholder) {
        /** True when the argument is given by that name. */
        public boolean isNamed(String parameter) {
            if (name == null) {
                return false;
            }
            return name.startsWith("\"")
                    ? name.substring(1, name.length() - 1).replace("\"\"", "\"").equals(parameter)
                    : name.equalsIgnoreCase(parameter);
        }
    }
}
