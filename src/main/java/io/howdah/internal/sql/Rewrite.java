package io.howdah.internal.sql;

import java.util.Arrays;

/**
 * A text assembled from ranges of a source text and from insertions, which remembers where each part came from.
 *
 * <p>Owned by one parse on one thread. {@link #map()} gives an immutable {@link Origins} that survives it.
 */
final class Rewrite {
    private final String source;
    private final StringBuilder target;
    /** Pairs (index in target, origin); the origin of an insertion is the complement of its anchor in the source. */
    private int[] parts = new int[16];

    private int used;
    /** Index in the source that would continue the last part without a new one, or -1. */
    private int seam = -1;

    private boolean separate;

    Rewrite(String source, int expectedLength) {
        this.source = source;
        this.target = new StringBuilder(expectedLength);
    }

    /** Appends a range of the source. */
    void copy(int from, int to) {
        if (from >= to) {
            return;
        }
        separate(source.charAt(from), from);
        if (from != seam) {
            part(from);
        }
        target.append(source, from, to);
        seam = to;
    }

    /** Appends text that is not in the source; every position in it maps to {@code anchor}. */
    void insert(String text, int anchor) {
        separate(text.charAt(0), anchor);
        part(~anchor);
        target.append(text);
        seam = -1;
    }

    /** Says that what comes next is a token of its own, for which a space is added where two words would run together. */
    void separate() {
        separate = true;
    }

    private void separate(char next, int anchor) {
        if (!separate) {
            return;
        }
        separate = false;
        int length = target.length();
        boolean begins = SqlLexer.isIdentifierPart(next) || next == '\'' || next == '"';
        if (begins && length > 0 && SqlLexer.isIdentifierPart(target.charAt(length - 1))) {
            part(~anchor);
            target.append(' ');
            seam = -1;
        }
    }

    /**
     * Appends a space and then a parameter number, without the space where no two words would run together.
     *
     * @return the index of its dollar sign
     */
    int insertParameter(int number, int anchor, boolean spaceAfter) {
        part(~anchor);
        int length = target.length();
        if (length > 0 && SqlLexer.isIdentifierPart(target.charAt(length - 1))) {
            // "limit?" must not become the identifier "limit$1", nor "$?" the beginning of a dollar quote.
            target.append(' ');
        }
        int position = target.length();
        target.append('$').append(number);
        if (spaceAfter) {
            target.append(' ');
        }
        seam = -1;
        return position;
    }

    int length() {
        return target.length();
    }

    String text() {
        return target.toString();
    }

    Origins map() {
        return new Origins(Arrays.copyOf(parts, used));
    }

    private void part(int origin) {
        if (used == parts.length) {
            parts = Arrays.copyOf(parts, used * 2);
        }
        parts[used++] = target.length();
        parts[used++] = origin;
    }

    /** Where each position of a rewritten text came from. Immutable; any thread. */
    static final class Origins {
        private final int[] parts;

        private Origins(int[] parts) {
            this.parts = parts;
        }

        /** The map of a text that is the range of its source from {@code offset} on. */
        static Origins shiftedBy(int offset) {
            return new Origins(new int[] {0, offset});
        }

        /** Index in the source of an index in the rewritten text. */
        int sourceIndex(int targetIndex) {
            int low = 0;
            int high = parts.length / 2 - 1;
            if (high < 0) {
                return targetIndex;
            }
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (parts[2 * middle] <= targetIndex) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            int origin = parts[2 * low + 1];
            return origin < 0 ? ~origin : origin + targetIndex - parts[2 * low];
        }
    }
}
