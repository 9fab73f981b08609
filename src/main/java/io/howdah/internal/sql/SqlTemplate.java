package io.howdah.internal.sql;

import java.util.ArrayList;
import java.util.List;

/** A text of {@code io.howdah.api.Sql} cut at its holes: <code>{}</code> and {@code :name} outside of quotes and comments. Immutable. */
public final class SqlTemplate {
    /** What stands in a hole before its value: the next argument. */
    public static final String NEXT = "";

    private final List<String> texts = new ArrayList<>();
    private final List<String> holes = new ArrayList<>();

    private SqlTemplate() {}

    /**
     * Reads a template.
     *
     * @param standardStrings as the session's {@code standard_conforming_strings}
     */
    public static SqlTemplate of(String template, boolean standardStrings) {
        SqlTemplate parsed = new SqlTemplate();
        parsed.read(template, new SqlLexer(template, standardStrings));
        return parsed;
    }

    private void read(String template, SqlLexer lexer) {
        StringBuilder text = new StringBuilder();
        for (int token = lexer.next(); token != SqlLexer.END; token = lexer.next()) {
            int start = lexer.start();
            if (token == SqlLexer.QUESTION || token == SqlLexer.DOUBLE_QUESTION) {
                // In what becomes the text of a prepared statement, an operator's question mark stands twice.
                text.append("??".repeat(token == SqlLexer.QUESTION ? 1 : 2));
            } else if (token == SqlLexer.OPEN_BRACE && template.startsWith("{}", start)) {
                lexer.next();
                hole(text, NEXT);
            } else if (token == SqlLexer.WORD && isName(template, start)) {
                text.setLength(text.length() - 1);
                hole(text, template.substring(start, lexer.end()));
            } else {
                text.append(template, start, lexer.end());
            }
        }
        texts.add(text.toString());
    }

    /** True for a word behind a single colon that does not end another word: no cast, no array slice. */
    private static boolean isName(String template, int start) {
        if (start == 0 || template.charAt(start - 1) != ':') {
            return false;
        }
        if (start == 1) {
            return true;
        }
        char before = template.charAt(start - 2);
        return before != ':' && before != ']' && before != ')' && !Character.isLetterOrDigit(before) && before != '_';
    }

    private void hole(StringBuilder text, String name) {
        texts.add(text.toString());
        text.setLength(0);
        holes.add(name);
    }

    public int holes() {
        return holes.size();
    }

    /** The text before hole {@code index}, or behind the last one. */
    public String text(int index) {
        return texts.get(index);
    }

    /** The name in hole {@code index}; {@link #NEXT} for an unnamed one. */
    public String hole(int index) {
        return holes.get(index);
    }
}
