package io.howdah.types;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A value of a multirange type: ranges that the server keeps in order, neither empty nor touching each other. Immutable if the bounds are.
 *
 * @param <T> class of the bounds, as of the {@link PgRange}s
 */
public final class PgMultirange<T> implements PgObject {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String text;

    @SuppressWarnings("serial") // what List.copyOf gives is serializable
    private final List<PgRange<T>> ranges;

    private PgMultirange(String type, String text, List<PgRange<T>> ranges) {
        this.type = type;
        this.ranges = ranges;
        this.text = text == null ? format() : text;
    }

    /**
     * Makes a multirange.
     *
     * @param ranges the ranges in any order; the server joins those that overlap
     * @param <T> class of the bounds
     * @return the multirange, of no particular type
     */
    public static <T> PgMultirange<T> of(List<PgRange<T>> ranges) {
        return new PgMultirange<>("", null, List.copyOf(ranges));
    }

    /**
     * Makes a multirange of ranges.
     *
     * @param ranges the ranges in any order; the server joins those that overlap
     * @param <T> class of the bounds
     * @return the multirange, of no particular type
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> PgMultirange<T> of(PgRange<T>... ranges) {
        return new PgMultirange<>("", null, List.of(ranges));
    }

    /**
     * Makes a multirange as a server wrote it.
     *
     * @param type the type's name as in {@code pg_type}
     * @param text the server's text
     * @param ranges the ranges in {@code text}
     * @param <T> class of the bounds
     * @return the multirange
     */
    public static <T> PgMultirange<T> ofText(String type, String text, List<PgRange<T>> ranges) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(text, "text");
        return new PgMultirange<>(type, text, List.copyOf(ranges));
    }

    /**
     * Reads the text form of a multirange of any type.
     *
     * @param text such as {@code {[1,5),[7,)}}
     * @return the multirange with its bounds as text; {@link #map} turns them into values
     * @throws IllegalArgumentException when {@code text} is no multirange
     */
    public static PgMultirange<String> parse(String text) {
        RangeText parser = new RangeText(text);
        List<PgRange<String>> ranges = parser.multirange();
        parser.expectEnd();
        return of(ranges);
    }

    /**
     * The same multirange with other bounds.
     *
     * @param function makes the new bound of an old one, which is never null
     * @param <R> class of the new bounds
     * @return the multirange, of no particular type
     */
    public <R> PgMultirange<R> map(Function<? super T, ? extends R> function) {
        return of(ranges.stream().map(range -> range.<R>map(function)).toList());
    }

    /**
     * The same multirange as a value of a named type, which a parameter is then declared as.
     *
     * @param typeName the type's name as in {@code pg_type}, such as {@code int4multirange}
     * @return the multirange
     */
    public PgMultirange<T> withType(String typeName) {
        Objects.requireNonNull(typeName, "typeName");
        return new PgMultirange<>(typeName, text, ranges);
    }

    /**
     * The ranges.
     *
     * @return an immutable list, empty for the empty multirange
     */
    public List<PgRange<T>> ranges() {
        return ranges;
    }

    /**
     * Whether the multirange holds nothing.
     *
     * @return true when there is no range in it that holds anything
     */
    public boolean isEmpty() {
        return ranges.stream().allMatch(PgRange::isEmpty);
    }

    /**
     * Whether a value is in one of the ranges.
     *
     * @param value as of {@link PgRange#contains}
     * @return true when it is
     * @throws ClassCastException when values and bounds cannot be compared
     */
    public boolean contains(T value) {
        for (PgRange<T> range : ranges) {
            if (range.contains(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The type's name.
     *
     * @return the name as in {@code pg_type}; empty for a multirange that the application made
     */
    @Override
    public String getType() {
        return type;
    }

    /**
     * The text form.
     *
     * @return the server's text, such as {@code {[1,5),[7,9)}}; for a multirange that the application made, with its bounds as their toString has
     *     them
     */
    @Override
    public String getValue() {
        return text;
    }

    private String format() {
        StringBuilder out = new StringBuilder("{");
        for (PgRange<T> range : ranges) {
            out.append(out.length() == 1 ? "" : ",").append(range);
        }
        return out.append('}').toString();
    }

    /** Equal when the ranges are, in the same order; the type does not count. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PgMultirange<?> that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    /** As {@link #getValue}. */
    @Override
    public String toString() {
        return text;
    }
}
