package io.howdah.types;

/**
 * A value of type point. Coordinates may be NaN or infinite.
 *
 * @param x first coordinate
 * @param y second coordinate
 */
public record PgPoint(double x, double y) implements PgObject {
    private static final long serialVersionUID = 1L;

    /**
     * Parses the server's text.
     *
     * @param text such as {@code (1,2.5)}
     * @return the point
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgPoint parse(String text) {
        GeometryText parser = new GeometryText(text, "(x,y)");
        PgPoint point = parser.point();
        parser.expectEnd();
        return point;
    }

    @Override
    public String getType() {
        return "point";
    }

    @Override
    public String getValue() {
        return toString();
    }

    /** The server's text: {@code (1,2.5)}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(24);
        GeometryText.append(this, out);
        return out.toString();
    }
}
