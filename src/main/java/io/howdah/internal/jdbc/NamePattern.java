package io.howdah.internal.jdbc;

/**
 * A pattern of {@link java.sql.DatabaseMetaData}: {@code %} stands for any characters, {@code _} for one, and a backslash takes the meaning of
 * the character behind it away. Immutable.
 *
 * @param text the name, without escapes, when {@link #isName}; else the pattern as LIKE takes it
 * @param isName true when there is no wildcard in it
 */
record NamePattern(String text, boolean isName) {
    /** A backslash at the end, for which LIKE has no use, stands for itself. */
    static NamePattern of(String pattern) {
        StringBuilder name = new StringBuilder(pattern.length());
        boolean wild = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            wild |= c == '%' || c == '_';
            if (c == '\\' && i + 1 < pattern.length()) {
                c = pattern.charAt(++i);
            }
            name.append(c);
        }
        if (!wild) {
            return new NamePattern(name.toString(), true);
        }
        return new NamePattern(endsInEscape(pattern) ? pattern + '\\' : pattern, false);
    }

    private static boolean endsInEscape(String pattern) {
        int backslashes = 0;
        while (backslashes < pattern.length() && pattern.charAt(pattern.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    /** True when {@code name} fits a pattern; always for null. */
    static boolean fits(String pattern, String name) {
        if (pattern == null) {
            return true;
        }
        NamePattern parsed = of(pattern);
        return parsed.isName ? parsed.text.equals(name) : parsed.fits(0, name, 0);
    }

    private boolean fits(int from, String name, int start) {
        int p = from;
        int n = start;
        // Where to go on when what follows the last % does not fit after all.
        int retryPattern = -1;
        int retryName = -1;
        while (true) {
            char c = p < text.length() ? text.charAt(p) : 0;
            if (p < text.length() && c == '%') {
                retryPattern = ++p;
                retryName = n;
                continue;
            }
            if (p == text.length() ? n == name.length() : false) {
                return true;
            }
            int next = p < text.length() ? step(c, p, name, n) : -1;
            if (next >= 0) {
                p += c == '\\' ? 2 : 1;
                n = next;
            } else if (retryPattern >= 0 && retryName < name.length()) {
                retryName = name.offsetByCodePoints(retryName, 1);
                p = retryPattern;
                n = retryName;
            } else {
                return false;
            }
        }
    }

    /** The index after the character of {@code name} that fits the one of the pattern; -1 when it does not. */
    private int step(char c, int p, String name, int n) {
        if (n == name.length()) {
            return -1;
        }
        if (c == '_') {
            return name.offsetByCodePoints(n, 1);
        }
        char wanted = c == '\\' ? text.charAt(p + 1) : c;
        return name.charAt(n) == wanted ? n + 1 : -1;
    }
}
