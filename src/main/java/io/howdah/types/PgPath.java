package io.howdah.types;

import java.util.List;

/**
 * A value of type path: points joined by straight lines.
 *
 * @param points the points in their order; the server wants at least one
 * @param open false when the last point is joined to the first
 */
public record PgPath(List<PgPoint> points, boolean open) implements PgObject {
    private static final long serialVersionUID = 1L;

    /** The points are copied; none may be null. */
    public PgPath {
        points = List.copyOf(points);
    }

    /**
     * Parses the server's text.
     *
     * @param text such as {@code ((0,0),(1,2))}, closed, or {@code [(0,0),(1,2)]}, open
     * @return the path
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgPath parse(String text) {
        GeometryText parser = new GeometryText(text, "((x1,y1),...) or [(x1,y1),...]");
        boolean open = parser.accept('[');
        if (!open) {
            parser.expect('(');
        }
        return new PgPath(parser.points(open ? ']' : ')'), open);
    }

    @Override
    public String getType() {
        return "path";
    }

    @Override
    public String getValue() {
        return toString();
    }

    /** The server's text: {@code ((0,0),(1,2))} or {@code [(0,0),(1,2)]}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(48).append(open ? '[' : '(');
        GeometryText.append(points, out);
        return out.append(open ? ']' : ')').toString();
    }
}
