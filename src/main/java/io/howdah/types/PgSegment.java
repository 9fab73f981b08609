package io.howdah.types;

import java.util.Objects;

/**
 * A value of type lseg: the straight line between two points.
 *
 * @param start one end
 * @param end the other end
 */
public record PgSegment(PgPoint start, PgPoint end) implements PgObject {
    private static final long serialVersionUID = 1L;

    /** Neither end may be null. */
    public PgSegment {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
    }

    /**
     * Parses the server's text.
     *
     * @param text such as {@code [(0,0),(1,2)]}
     * @return the segment
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgSegment parse(String text) {
        GeometryText parser = new GeometryText(text, "[(x1,y1),(x2,y2)]");
        parser.expect('[');
        PgPoint start = parser.point();
        parser.expect(',');
        PgSegment segment = new PgSegment(start, parser.point());
        parser.expect(']');
        parser.expectEnd();
        return segment;
    }

    @Override
    public String getType() {
        return "lseg";
    }

    @Override
    public String getValue() {
        return toString();
    }

    /** The server's text: {@code [(0,0),(1,2)]}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(48).append('[');
        GeometryText.append(start, out);
        out.append(',');
        GeometryText.append(end, out);
        return out.append(']').toString();
    }
}
