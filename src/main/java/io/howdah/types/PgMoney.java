package io.howdah.types;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A value of type money as the server printed it. Signs, separators and the number of decimals are those of the server's setting lc_monetary,
 * which a driver is not told; {@link #amount} works them out where they are unambiguous.
 */
public final class PgMoney implements PgObject, Comparable<PgMoney> {
    private static final long serialVersionUID = 1L;

    /** Digits between separators of thousands. */
    private static final int GROUP = 3;

    private final String text;
    private final BigDecimal amount;

    private PgMoney(String text, BigDecimal amount) {
        this.text = text;
        this.amount = amount;
    }

    /**
     * Parses the server's text.
     *
     * @param text such as {@code $1,234.56}, {@code -1.234,56 €} or {@code ¥1,234,567}
     * @return the value
     * @throws IllegalArgumentException when there is no number in it, or it could be one of two: {@code 1,234} alone may be a thousand with
     *     grouped digits or one with three decimals. Cast the column to numeric then
     */
    public static PgMoney parse(String text) {
        int first = 0;
        int last = text.length() - 1;
        while (first <= last && !isDigit(text.charAt(first))) {
            first++;
        }
        while (last >= first && !isDigit(text.charAt(last))) {
            last--;
        }
        if (first > last) {
            throw new IllegalArgumentException("text is no amount of money: expected such as $1,234.56");
        }
        BigDecimal magnitude = magnitude(text.substring(first, last + 1));
        boolean negative = text.indexOf('-') >= 0 || text.indexOf('(') >= 0 || text.indexOf('\u2212') >= 0;
        return new PgMoney(text, negative ? magnitude.negate() : magnitude);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static BigDecimal magnitude(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        int separators = 0;
        int lastSeparator = -1;
        boolean allAlike = true;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
                continue;
            }
            if (".,' \u00a0\u202f\u2019\u066b\u066c".indexOf(c) < 0) {
                throw new IllegalArgumentException("text is no amount of money: expected such as $1,234.56");
            }
            allAlike &= lastSeparator < 0 || number.charAt(lastSeparator) == c;
            separators++;
            lastSeparator = i;
        }
        int decimals = number.length() - 1 - lastSeparator;
        if (separators == 0 || allAlike && separators > 1) {
            decimals = 0;
        } else if (separators == 1 && decimals == GROUP && lastSeparator <= GROUP && number.charAt(0) != '0') {
            throw new IllegalArgumentException(
                    "it depends on the server's lc_monetary whether the last three digits are decimals: cast the money to numeric");
        }
        return new BigDecimal(new BigInteger(digits.toString()), decimals);
    }

    /**
     * The amount.
     *
     * @return the number, with the decimals that the server shows
     */
    public BigDecimal amount() {
        return amount;
    }

    @Override
    public String getType() {
        return "money";
    }

    @Override
    public String getValue() {
        return text;
    }

    /** By amount. */
    @Override
    public int compareTo(PgMoney other) {
        int order = amount.compareTo(other.amount);
        return order == 0 ? text.compareTo(other.text) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgMoney that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The server's text. */
    @Override
    public String toString() {
        return text;
    }
}
