package io.howdah.internal.session;

/** The line of a statement in which an error lies, with a mark under the place. */
final class ErrorExcerpt {
    /** Characters of the line shown on either side of the place. */
    private static final int CONTEXT = 60;

    private ErrorExcerpt() {}

    /** @param position 1-based, in characters as the server counts them */
    static String of(String sql, int position) {
        if (position > sql.codePointCount(0, sql.length()) + 1) {
            return "";
        }
        int index = sql.offsetByCodePoints(0, position - 1);
        int lineStart = sql.lastIndexOf('\n', index - 1) + 1;
        int lineEnd = sql.indexOf('\n', index);
        if (lineEnd < 0) {
            lineEnd = sql.length();
        }
        int from = Math.max(lineStart, index - CONTEXT);
        int to = Math.min(lineEnd, index + CONTEXT);
        if (from > lineStart && Character.isLowSurrogate(sql.charAt(from))) {
            from++;
        }
        String before = sql.substring(from, index);
        return "\n  Statement: " + before + sql.substring(index, to) + "\n             "
                + " ".repeat(before.codePointCount(0, before.length())) + "^";
    }
}
