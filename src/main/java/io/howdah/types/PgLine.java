package io.howdah.types;

import io.howdah.internal.util.FloatText;

/**
 * A value of type line: the points for which {@code a*x + b*y + c = 0}.
 *
 * @param a factor of x; not 0 when b is, which the server refuses
 * @param b factor of y
 * @param c the rest
 */
public record PgLine(double a, double b, double c) implements PgObject {
    private static final long serialVersionUID = 1L;

    /**
     * Parses the server's text.
     *
     * @param text such as <code>{1,-1,0}</code>
     * @return the line
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgLine parse(String text) {
        GeometryText parser = new GeometryText(text, "{a,b,c}");
        parser.expect('{');
        double a = parser.number();
        parser.expect(',');
        double b = parser.number();
        parser.expect(',');
        PgLine line = new PgLine(a, b, parser.number());
        parser.expect('}');
        parser.expectEnd();
        return line;
    }

    @Override
    public String getType() {
        return "line";
    }

    @Override
    public String getValue() {
        return toString();
    }

    /** The server's text: <code>{1,-1,0}</code>. */
    @Override
    public String toString() {
        return '{' + FloatText.of(a) + ',' + FloatText.of(b) + ',' + FloatText.of(c) + '}';
    }
}
