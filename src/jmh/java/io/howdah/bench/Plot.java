package io.howdah.bench;

import java.util.List;
import java.util.Locale;

/**
 * A bar chart as SVG: one group of horizontal bars per workload, one bar per driver. Immutable.
 *
 * @param title above the chart
 * @param groups workloads
 * @param series drivers
 * @param values length of each bar; none is drawn for NaN
 */
record Plot(String title, List<String> groups, List<String> series, Values values) {
    private static final int WIDTH = 760;
    private static final int LABELS = 130;
    private static final int BAR = 13;
    private static final int GAP = 12;
    private static final int HEAD = 58;

    /** Longer bars are cut; their number says how long they are. */
    private static final double LONGEST = 2.5;

    private static final String[] COLOURS = {"#9aa0a6", "#1a73e8", "#8ab4f8", "#d93025", "#f29900", "#9334e6", "#188038"
    };

    /** What is plotted. */
    interface Values {
        double of(String group, String series);
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        int height = HEAD + groups.size() * (series.size() * BAR + GAP) + 10;
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">%n",
                WIDTH, height));
        svg.append(format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, height));
        svg.append(format("<text x=\"10\" y=\"20\" font-size=\"15\" font-weight=\"bold\">%s</text>%n", title));
        legend(svg);
        int y = HEAD;
        for (String group : groups) {
            svg.append(format(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                    LABELS - 8, y + series.size() * BAR / 2 + 4, group));
            for (int i = 0; i < series.size(); i++) {
                bar(svg, y + i * BAR, values.of(group, series.get(i)), COLOURS[i % COLOURS.length]);
            }
            y += series.size() * BAR + GAP;
        }
        int one = LABELS + (int) (scale());
        svg.append(format(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#202124\" stroke-dasharray=\"3 3\"/>%n",
                one, HEAD - 6, one, height - 10));
        return svg.append("</svg>\n").toString();
    }

    private void legend(StringBuilder svg) {
        for (int i = 0; i < series.size(); i++) {
            int x = 10 + i * (WIDTH - 20) / series.size();
            svg.append(format(
                    "<rect x=\"%d\" y=\"30\" width=\"11\" height=\"11\" fill=\"%s\"/><text x=\"%d\" y=\"40\">%s</text>%n",
                    x, COLOURS[i % COLOURS.length], x + 16, series.get(i)));
        }
    }

    private void bar(StringBuilder svg, int y, double value, String colour) {
        if (Double.isNaN(value)) {
            return;
        }
        int length = Math.max(1, (int) (Math.min(value, LONGEST) * scale()));
        svg.append(format(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\" font-size=\"10\">%.2f</text>%n",
                LABELS, y, length, BAR - 2, colour, LABELS + length + 5, y + BAR - 4, value));
    }

    /** Pixels of a bar of 1. */
    private static double scale() {
        return (WIDTH - LABELS - 60) / LONGEST;
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments).replace("\r\n", "\n");
    }
}
