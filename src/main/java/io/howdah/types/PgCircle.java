package io.howdah.types;

import io.howdah.internal.util.FloatText;
import java.util.Objects;

/**
 * A value of type circle.
 *
 * @param center the center
 * @param radius the radius; the server refuses a negative one
 */
public record PgCircle(PgPoint center, double radius) implements PgObject {
    private static final long serialVersionUID = 1L;

    /** The center may not be null. */
    public PgCircle {
        Objects.requireNonNull(center, "center");
    }

    /**
     * Parses the server's text.
     *
     * @param text such as {@code <(1,2),3>}
     * @return the circle
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgCircle parse(String text) {
        GeometryText parser = new GeometryText(text, "<(x,y),r>");
        parser.expect('<');
        PgPoint center = parser.point();
        parser.expect(',');
        PgCircle circle = new PgCircle(center, parser.number());
        parser.expect('>');
        parser.expectEnd();
        return circle;
    }

    @Override
    public String getType() {
        return "circle";
    }

    @Override
    public String getValue() {
        return toString();
    }

    /** The server's text: {@code <(1,2),3>}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(32).append('<');
        GeometryText.append(center, out);
        return out.append(',').append(FloatText.of(radius)).append('>').toString();
    }
}
