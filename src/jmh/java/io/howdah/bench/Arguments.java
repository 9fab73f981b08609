package io.howdah.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Arguments of the form {@code name=value}. Immutable. */
record Arguments(Map<String, String> values) {
    private static final List<String> NAMES = List.of(
            "workloads",
            "drivers",
            "rounds",
            "warmup",
            "iterations",
            "seconds",
            "out",
            "append",
            "verbose",
            "results",
            "note",
            "docs");

    static Arguments parse(String[] args) {
        Map<String, String> values = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 0 || !NAMES.contains(arg.substring(0, equals))) {
                throw new IllegalArgumentException(
                        "argument: expected name=value with a name of " + NAMES + ", got " + arg);
            }
            values.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        return new Arguments(values);
    }

    String text(String name, String absent) {
        return values.getOrDefault(name, absent);
    }

    int number(String name, int absent) {
        return Integer.parseInt(text(name, Integer.toString(absent)));
    }

    List<String> list(String name, List<String> absent) {
        String text = text(name, "");
        return text.isEmpty() ? absent : List.of(text.split(","));
    }
}
