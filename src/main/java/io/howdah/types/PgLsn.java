package io.howdah.types;

import java.util.Locale;

/**
 * A value of type pg_lsn: a position in the server's write-ahead log.
 *
 * @param position bytes from the log's beginning, unsigned
 */
public record PgLsn(long position) implements PgObject, Comparable<PgLsn> {
    private static final long serialVersionUID = 1L;

    /**
     * Parses the server's text.
     *
     * @param text two hexadecimal numbers of up to 8 digits: {@code 16/B374D848}
     * @return the position
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgLsn parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash > 8 || text.length() - slash < 2 || text.length() - slash > 9) {
            throw refused(null);
        }
        try {
            return new PgLsn((long) Integer.parseUnsignedInt(text, 0, slash, 16) << 32
                    | Integer.toUnsignedLong(Integer.parseUnsignedInt(text, slash + 1, text.length(), 16)));
        } catch (NumberFormatException e) {
            throw refused(e);
        }
    }

    private static IllegalArgumentException refused(Throwable cause) {
        return new IllegalArgumentException(
                "text is no position in the write-ahead log: expected such as 16/B374D848", cause);
    }

    @Override
    public String getType() {
        return "pg_lsn";
    }

    @Override
    public String getValue() {
        return toString();
    }

    @Override
    public int compareTo(PgLsn other) {
        return Long.compareUnsigned(position, other.position);
    }

    /** The server's text: {@code 16/B374D848}. */
    @Override
    public String toString() {
        return Long.toHexString(position >>> 32).toUpperCase(Locale.ROOT)
                + '/'
                + Long.toHexString(position & 0xffff_ffffL).toUpperCase(Locale.ROOT);
    }
}
