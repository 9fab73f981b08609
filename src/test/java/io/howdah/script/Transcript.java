package io.howdah.script;

import java.util.ArrayList;
import java.util.List;

/** What was expected of a client beside what it sent, as a text in two columns. */
final class Transcript {
    private static final int WIDTH = 70;

    private final List<Object> expected = new ArrayList<>();
    private final List<Object> got = new ArrayList<>();

    void expected(Object message) {
        expected.add(message);
    }

    void got(Object message) {
        got.add(message);
    }

    /** The last {@code lines} lines; those that differ are marked. */
    String lastLines(int lines) {
        int end = Math.max(expected.size(), got.size());
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, end - lines); i < end; i++) {
            Object left = i < expected.size() ? expected.get(i) : "";
            Object right = i < got.size() ? got.get(i) : "";
            text.append(left.equals(right) ? "   " : " ! ")
                    .append(column(left))
                    .append(" | ")
                    .append(right)
                    .append('\n');
        }
        return text.toString();
    }

    private static String column(Object message) {
        String text = message.toString();
        return text.length() >= WIDTH ? text : text + " ".repeat(WIDTH - text.length());
    }
}
