package io.howdah.types;

import java.util.List;

/**
 * A value of type polygon: the area within a closed path.
 *
 * @param points the corners in their order; the server wants at least one
 */
public record PgPolygon(List<PgPoint> points) implements PgObject {
    private static final long serialVersionUID = 1L;

    /** The points are copied; none may be null. */
    public PgPolygon {
        points = List.copyOf(points);
    }

    /**
     * Parses the server's text.
     *
     * @param text such as {@code ((0,0),(1,2),(1,0))}
     * @return the polygon
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgPolygon parse(String text) {
        GeometryText parser = new GeometryText(text, "((x1,y1),...)");
        parser.expect('(');
        return new PgPolygon(parser.points(')'));
    }

    @Override
    public String getType() {
        return "polygon";
    }

    @Override
    public String getValue() {
        return toString();
    }

    /** The server's text: {@code ((0,0),(1,2),(1,0))}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(48).append('(');
        GeometryText.append(points, out);
        return out.append(')').toString();
    }
}
