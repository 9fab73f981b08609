package io.howdah.types;

/**
 * A value of type box: a rectangle along the axes. As on the server, the corners are reordered when they are others than upper right and lower
 * left.
 *
 * @param high the upper right corner
 * @param low the lower left corner
 */
public record PgBox(PgPoint high, PgPoint low) implements PgObject {
    private static final long serialVersionUID = 1L;

    /** Any two opposite corners, neither of them null. */
    public PgBox {
        PgPoint one = high;
        PgPoint other = low;
        boolean swapX = isLess(one.x(), other.x());
        boolean swapY = isLess(one.y(), other.y());
        high = new PgPoint(swapX ? other.x() : one.x(), swapY ? other.y() : one.y());
        low = new PgPoint(swapX ? one.x() : other.x(), swapY ? one.y() : other.y());
    }

    /** The server's order, in which NaN is above all others and the two zeros are equal. */
    private static boolean isLess(double a, double b) {
        return a < b || !Double.isNaN(a) && Double.isNaN(b);
    }

    /**
     * Parses the server's text.
     *
     * @param text such as {@code (1,2),(0,0)}
     * @return the box
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgBox parse(String text) {
        GeometryText parser = new GeometryText(text, "(x1,y1),(x2,y2)");
        PgPoint one = parser.point();
        parser.expect(',');
        PgBox box = new PgBox(one, parser.point());
        parser.expectEnd();
        return box;
    }

    @Override
    public String getType() {
        return "box";
    }

    @Override
    public String getValue() {
        return toString();
    }

    /** The server's text: {@code (1,2),(0,0)}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(48);
        GeometryText.append(high, out);
        out.append(',');
        GeometryText.append(low, out);
        return out.toString();
    }
}
