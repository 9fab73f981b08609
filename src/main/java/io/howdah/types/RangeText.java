package io.howdah.types;

import java.util.ArrayList;
import java.util.List;

/**
 * The text form of ranges and multiranges, as chapter 8.17 of the manual has it: a parser over one text, used once, and the quoting of bounds.
 */
final class RangeText {
    private final String text;
    private int position;

    RangeText(String text) {
        this.text = text;
    }

    private IllegalArgumentException malformed(String expected) {
        return new IllegalArgumentException("text of " + text.length() + " characters is no range: expected " + expected
                + " at position " + position);
    }

    private void skipSpace() {
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
    }

    /** White space of the C locale. */
    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private boolean next(char wanted) {
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    void expectEnd() {
        skipSpace();
        if (position != text.length()) {
            throw malformed("the end");
        }
    }

    PgRange<String> range() {
        skipSpace();
        if (text.regionMatches(true, position, "empty", 0, 5)) {
            position += 5;
            return PgRange.empty();
        }
        boolean lowerInclusive = next('[');
        if (!lowerInclusive && !next('(')) {
            throw malformed("[ or ( or empty");
        }
        String lower = bound();
        if (!next(',')) {
            throw malformed("a comma");
        }
        String upper = bound();
        boolean upperInclusive = next(']');
        if (!upperInclusive && !next(')')) {
            throw malformed("] or )");
        }
        return PgRange.of(lower, lowerInclusive, upper, upperInclusive);
    }

    /** A bound without its quotes and escapes; null when there is none. */
    private String bound() {
        if (position < text.length() && isBoundEnd(text.charAt(position))) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (!quoted && isBoundEnd(c)) {
                return value.toString();
            }
            position++;
            if (c == '"') {
                // Two of them within quotes are one.
                if (quoted && next('"')) {
                    value.append('"');
                } else {
                    quoted = !quoted;
                }
            } else if (c == '\\') {
                if (position == text.length()) {
                    throw malformed("a character behind the backslash");
                }
                value.append(text.charAt(position++));
            } else {
                value.append(c);
            }
        }
        throw malformed("the end of a bound");
    }

    private static boolean isBoundEnd(char c) {
        return c == ',' || c == ')' || c == ']';
    }

    List<PgRange<String>> multirange() {
        List<PgRange<String>> ranges = new ArrayList<>();
        skipSpace();
        if (!next('{')) {
            throw malformed("{");
        }
        skipSpace();
        if (!next('}')) {
            do {
                ranges.add(range());
                skipSpace();
            } while (next(','));
            if (!next('}')) {
                throw malformed("a comma or }");
            }
        }
        return ranges;
    }

    /** Writes a bound in quotes where the server would put some; nothing for null. */
    static void append(StringBuilder out, Object bound) {
        if (bound == null) {
            return;
        }
        String value = bound.toString();
        if (!needsQuotes(value)) {
            out.append(value);
            return;
        }
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append(c);
            }
            out.append(c);
        }
        out.append('"');
    }

    private static boolean needsQuotes(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isSpace(c) || isBoundEnd(c) || c == '"' || c == '\\' || c == '(' || c == '[') {
                return true;
            }
        }
        return value.isEmpty();
    }
}
