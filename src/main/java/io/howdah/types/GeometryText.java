package io.howdah.types;

import io.howdah.internal.util.FloatText;
import java.util.ArrayList;
import java.util.List;

/** Reads and prints the text of geometric values: numbers between brackets and commas, with spaces allowed around. Used by one parse. */
final class GeometryText {
    private final String text;
    private final String expected;
    private int position;

    /**
     * @param text what to parse
     * @param expected the form it shall have, for messages
     */
    GeometryText(String text, String expected) {
        this.text = text;
        this.expected = expected;
    }

    private void skipSpaces() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    boolean accept(char c) {
        skipSpaces();
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    void expect(char c) {
        if (!accept(c)) {
            throw refused(null);
        }
    }

    void expectEnd() {
        skipSpaces();
        if (position != text.length()) {
            throw refused(null);
        }
    }

    private IllegalArgumentException refused(Throwable cause) {
        return new IllegalArgumentException("text is not of the form " + expected, cause);
    }

    double number() {
        skipSpaces();
        int start = position;
        while (position < text.length() && ",()[]{}<>".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        String number = text.substring(start, position).strip();
        try {
            switch (number) {
                case "NaN", "Infinity", "-Infinity" -> {
                    return Double.parseDouble(number);
                }
                default -> {
                    for (int i = 0; i < number.length(); i++) {
                        // Not what only Java takes for a number: 1d, 0x1p3.
                        if ("0123456789+-.eE".indexOf(number.charAt(i)) < 0) {
                            throw refused(null);
                        }
                    }
                    return Double.parseDouble(number);
                }
            }
        } catch (NumberFormatException e) {
            throw refused(e);
        }
    }

    PgPoint point() {
        expect('(');
        double x = number();
        expect(',');
        double y = number();
        expect(')');
        return new PgPoint(x, y);
    }

    /** Points up to {@code close}, at least one. */
    List<PgPoint> points(char close) {
        List<PgPoint> points = new ArrayList<>();
        do {
            points.add(point());
        } while (accept(','));
        expect(close);
        expectEnd();
        return points;
    }

    static void append(PgPoint point, StringBuilder out) {
        out.append('(');
        out.append(FloatText.of(point.x())).append(',').append(FloatText.of(point.y()));
        out.append(')');
    }

    static void append(List<PgPoint> points, StringBuilder out) {
        String separator = "";
        for (PgPoint point : points) {
            out.append(separator);
            append(point, out);
            separator = ",";
        }
    }
}
