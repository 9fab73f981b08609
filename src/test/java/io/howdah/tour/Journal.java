package io.howdah.tour;

import io.howdah.internal.session.Session;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the tour has done: measures each step, prints it as a line of a table at most {@link #WIDTH} characters wide, and keeps it for tests. For
 * one thread.
 */
final class Journal {
    static final int WIDTH = 100;
    private static final int NAME_WIDTH = 33;
    private static final int RESULT_WIDTH = 43;

    /**
     * One line of the table.
     *
     * @param roundTrips waits for the server that the step took
     * @param nanos time it took
     */
    record Step(String chapter, String name, String result, long roundTrips, long nanos) {}

    /** Something to be measured that says how it went. */
    interface Work {
        String run() throws SQLException;
    }

    private final PrintStream out;
    private final List<Step> steps = new ArrayList<>();
    private String chapter = "";
    private Session session;

    Journal(PrintStream out) {
        this.out = out;
    }

    /** The session whose round trips are counted from now on, with those of its login. */
    void follow(Session newSession) {
        session = newSession;
    }

    List<Step> steps() {
        return steps;
    }

    void chapter(String title) {
        chapter = title;
        out.println();
        row("", title, "", "round trips", "time");
        out.println("-".repeat(WIDTH));
    }

    /** Runs {@code work} and reports it. */
    void step(String name, Work work) throws SQLException {
        long roundTrips = roundTrips();
        long start = System.nanoTime();
        String result = work.run();
        long nanos = System.nanoTime() - start;
        Step step = new Step(chapter, name, result, roundTrips() - roundTrips, nanos);
        steps.add(step);
        List<String> names = wrap(name, NAME_WIDTH);
        List<String> results = wrap(result, RESULT_WIDTH);
        for (int i = 0; i < Math.max(names.size(), results.size()); i++) {
            boolean first = i == 0;
            row(
                    "  ",
                    i < names.size() ? names.get(i) : "",
                    i < results.size() ? results.get(i) : "",
                    first ? number(step.roundTrips()) : "",
                    first ? time(nanos) : "");
        }
        out.flush();
    }

    /** Lines below the step they belong to. */
    void detail(String text) {
        text.lines().forEach(line -> out.println("      " + line));
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    long roundTrips() {
        return session == null ? 0 : session.traffic().roundTrips();
    }

    private void row(String indent, String name, String result, String roundTrips, String time) {
        int rest = WIDTH - NAME_WIDTH - RESULT_WIDTH - 2 - 12;
        String format = "%-" + (NAME_WIDTH + 2) + "s%-" + RESULT_WIDTH + "s%12s%" + rest + "s";
        out.println(String.format(Locale.ROOT, format, indent + name, result, roundTrips, time)
                .stripTrailing());
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width - 1) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String time(long nanos) {
        return nanos < 1_000_000_000L
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    static String bytes(long count) {
        if (count < 10_000) {
            return number(count) + " B";
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1f KB", count / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", count / 1e6);
    }
}
