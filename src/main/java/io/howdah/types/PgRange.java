package io.howdah.types;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Function;

/**
 * A value of a range type: int4range, int8range, numrange, daterange, tsrange, tstzrange or one of the application's. A bound that is null is
 * infinite; infinity as a <em>value</em>, which dates and numbers have, is another thing. An empty range has no bounds. Immutable if its bounds
 * are.
 *
 * <p>What the server sends for a discrete type is in canonical form, {@code [1,6)} and not {@code [1,5]}; two ranges are equal only when their
 * bounds and inclusivities are.
 *
 * @param <T> class of the bounds: Integer, Long, BigDecimal, LocalDate, LocalDateTime, OffsetDateTime for the built-in types
 */
public final class PgRange<T> implements PgObject {
    private static final long serialVersionUID = 1L;

    private static final String EMPTY = "empty";

    private final String type;
    private final String text;
    /** Serializable as all classes of bounds are; a bound of another class makes the range unserializable. */
    @SuppressWarnings("serial")
    private final T lower;

    @SuppressWarnings("serial")
    private final T upper;

    private final boolean lowerInclusive;
    private final boolean upperInclusive;
    private final boolean empty;

    private PgRange(
            String type, String text, T lower, boolean lowerInclusive, T upper, boolean upperInclusive, boolean empty) {
        this.type = type;
        this.lower = empty ? null : lower;
        this.upper = empty ? null : upper;
        this.lowerInclusive = this.lower != null && lowerInclusive;
        this.upperInclusive = this.upper != null && upperInclusive;
        this.empty = empty;
        this.text = text == null ? format() : text;
    }

    /**
     * Makes the range {@code [lower,upper)}.
     *
     * @param lower the least value in the range; null for none
     * @param upper the least value above the range; null for none
     * @param <T> class of the bounds
     * @return the range, of no particular type
     */
    public static <T> PgRange<T> of(T lower, T upper) {
        return of(lower, true, upper, false);
    }

    /**
     * Makes a range.
     *
     * @param lower the lower bound; null when there is none
     * @param lowerInclusive whether the lower bound is in the range; of no effect without one
     * @param upper the upper bound; null when there is none
     * @param upperInclusive whether the upper bound is in the range; of no effect without one
     * @param <T> class of the bounds
     * @return the range, of no particular type
     */
    public static <T> PgRange<T> of(T lower, boolean lowerInclusive, T upper, boolean upperInclusive) {
        return new PgRange<>("", null, lower, lowerInclusive, upper, upperInclusive, false);
    }

    /**
     * Makes the range that holds nothing.
     *
     * @param <T> class of the bounds it would have
     * @return the range, of no particular type
     */
    public static <T> PgRange<T> empty() {
        return new PgRange<>("", EMPTY, null, false, null, false, true);
    }

    /**
     * Makes a range as a server wrote it.
     *
     * @param type the type's name as in {@code pg_type}
     * @param text the server's text, whose brackets tell the inclusivities
     * @param lower the lower bound in {@code text}; null when there is none
     * @param upper the upper bound in {@code text}; null when there is none
     * @param <T> class of the bounds
     * @return the range
     */
    public static <T> PgRange<T> ofText(String type, String text, T lower, T upper) {
        Objects.requireNonNull(type, "type");
        return new PgRange<>(type, text, lower, text.startsWith("["), upper, text.endsWith("]"), text.equals(EMPTY));
    }

    /**
     * Reads the text form of a range of any type.
     *
     * @param text such as {@code [1,5)}, {@code ("a b",)} or {@code empty}
     * @return the range with its bounds as text; {@link #map} turns them into values
     * @throws IllegalArgumentException when {@code text} is no range
     */
    public static PgRange<String> parse(String text) {
        RangeText parser = new RangeText(text);
        PgRange<String> range = parser.range();
        parser.expectEnd();
        return range;
    }

    /**
     * The same range with other bounds.
     *
     * @param function makes the new bound of an old one, which is never null
     * @param <R> class of the new bounds
     * @return the range, of no particular type
     */
    public <R> PgRange<R> map(Function<? super T, ? extends R> function) {
        R newLower = lower == null ? null : Objects.requireNonNull(function.apply(lower), "bound");
        R newUpper = upper == null ? null : Objects.requireNonNull(function.apply(upper), "bound");
        return new PgRange<>("", null, newLower, lowerInclusive, newUpper, upperInclusive, empty);
    }

    /**
     * The same range as a value of a named type, which a parameter is then declared as.
     *
     * @param typeName the type's name as in {@code pg_type}, such as {@code int4range}
     * @return the range
     */
    public PgRange<T> withType(String typeName) {
        Objects.requireNonNull(typeName, "typeName");
        return new PgRange<>(typeName, text, lower, lowerInclusive, upper, upperInclusive, empty);
    }

    /**
     * The lower bound.
     *
     * @return null when the range has none or is empty
     */
    public T lower() {
        return lower;
    }

    /**
     * The upper bound.
     *
     * @return null when the range has none or is empty
     */
    public T upper() {
        return upper;
    }

    /**
     * Whether the lower bound is in the range.
     *
     * @return false when there is no lower bound
     */
    public boolean isLowerInclusive() {
        return lowerInclusive;
    }

    /**
     * Whether the upper bound is in the range.
     *
     * @return false when there is no upper bound
     */
    public boolean isUpperInclusive() {
        return upperInclusive;
    }

    /**
     * Whether the range has no lower bound.
     *
     * @return false also for the empty range
     */
    public boolean isLowerInfinite() {
        return lower == null && !empty;
    }

    /**
     * Whether the range has no upper bound.
     *
     * @return false also for the empty range
     */
    public boolean isUpperInfinite() {
        return upper == null && !empty;
    }

    /**
     * Whether the range is the one written {@code empty}.
     *
     * @return true when no value is in it
     */
    public boolean isEmpty() {
        return empty;
    }

    /**
     * Whether a value is in the range, by the order that Java has for its class, which for text is not that of the server's collation.
     *
     * @param value of a class that is {@link Comparable}
     * @return true when it is between the bounds, or is a bound that is inclusive
     * @throws ClassCastException when values and bounds cannot be compared
     */
    public boolean contains(T value) {
        Objects.requireNonNull(value, "value");
        if (empty) {
            return false;
        }
        int fromLower = lower == null ? 1 : compare(value, lower);
        int fromUpper = upper == null ? -1 : compare(value, upper);
        return (fromLower > 0 || fromLower == 0 && lowerInclusive)
                && (fromUpper < 0 || fromUpper == 0 && upperInclusive);
    }

    @SuppressWarnings("unchecked") // compareTo itself checks
    private static int compare(Object left, Object right) {
        if (left.getClass() != right.getClass() && left instanceof Number one && right instanceof Number other) {
            // A numrange may have a NaN or infinity, which is a Double, beside BigDecimals.
            double a = one.doubleValue();
            double b = other.doubleValue();
            return Double.isFinite(a) && Double.isFinite(b)
                    ? new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()))
                    : Double.compare(a, b);
        }
        return ((Comparable<Object>) left).compareTo(right);
    }

    /**
     * The type's name.
     *
     * @return the name as in {@code pg_type}; empty for a range that the application made
     */
    @Override
    public String getType() {
        return type;
    }

    /**
     * The text form.
     *
     * @return the server's text, such as {@code [1,5)}; for a range that the application made, with its bounds as their toString has them
     */
    @Override
    public String getValue() {
        return text;
    }

    private String format() {
        if (empty) {
            return EMPTY;
        }
        StringBuilder out = new StringBuilder().append(lowerInclusive ? '[' : '(');
        RangeText.append(out, lower);
        out.append(',');
        RangeText.append(out, upper);
        return out.append(upperInclusive ? ']' : ')').toString();
    }

    /** Equal when bounds and inclusivities are; the type does not count. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PgRange<?> that
                && empty == that.empty
                && lowerInclusive == that.lowerInclusive
                && upperInclusive == that.upperInclusive
                && Objects.equals(lower, that.lower)
                && Objects.equals(upper, that.upper);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lower, lowerInclusive, upper, upperInclusive, empty);
    }

    /** As {@link #getValue}. */
    @Override
    public String toString() {
        return text;
    }
}
