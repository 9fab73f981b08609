package io.howdah.types;

/**
 * A value of type tid: the place of a row in its table, as in the system column ctid.
 *
 * @param block number of the page, 0 to 4294967295
 * @param offset number of the row in the page, 0 to 65535
 */
public record PgTid(long block, int offset) implements PgObject, Comparable<PgTid> {
    private static final long serialVersionUID = 1L;
    private static final long MAX_BLOCK = 0xffff_ffffL;
    private static final int MAX_OFFSET = 0xffff;

    /** Both numbers must be in their ranges. */
    public PgTid {
        if (block < 0 || block > MAX_BLOCK || offset < 0 || offset > MAX_OFFSET) {
            throw new IllegalArgumentException("a tid has a block of 0 to 4294967295 and an offset of 0 to 65535, not "
                    + block + " and " + offset);
        }
    }

    /**
     * Parses the server's text.
     *
     * @param text such as {@code (0,1)}
     * @return the tid
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgTid parse(String text) {
        int comma = text.indexOf(',');
        if (comma < 2 || !text.startsWith("(") || !text.endsWith(")")) {
            throw refused(null);
        }
        try {
            return new PgTid(
                    Long.parseLong(text, 1, comma, 10), Integer.parseInt(text, comma + 1, text.length() - 1, 10));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw refused(e);
        }
    }

    private static IllegalArgumentException refused(Throwable cause) {
        return new IllegalArgumentException("text is no tid: expected such as (0,1)", cause);
    }

    @Override
    public String getType() {
        return "tid";
    }

    @Override
    public String getValue() {
        return toString();
    }

    @Override
    public int compareTo(PgTid other) {
        return block == other.block ? Integer.compare(offset, other.offset) : Long.compare(block, other.block);
    }

    /** The server's text: {@code (0,1)}. */
    @Override
    public String toString() {
        return "(" + block + ',' + offset + ')';
    }
}
