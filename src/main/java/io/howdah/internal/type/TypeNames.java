package io.howdah.internal.type;

/** Reads type names as applications write them: {@code mood}, {@code app.mood}, {@code "App"."Mood"[]}. Stateless. */
final class TypeNames {
    private TypeNames() {}

    /**
     * The parts of a name, without quotes.
     *
     * @return schema or null, name, and {@code "[]"} or null
     */
    static String[] parse(String name) {
        String plain = name.strip();
        String array = null;
        while (plain.endsWith("[]")) {
            array = "[]";
            plain = plain.substring(0, plain.length() - 2).strip();
        }
        int dot = dot(plain);
        String schema = dot < 0 ? null : unquoted(plain.substring(0, dot));
        return new String[] {schema, unquoted(plain.substring(dot + 1)), array};
    }

    /** The last part of {@code name} if it stands in quotes, else null. */
    static String quoted(String name) {
        String plain = name.strip();
        while (plain.endsWith("[]")) {
            plain = plain.substring(0, plain.length() - 2).strip();
        }
        String last = plain.substring(dot(plain) + 1);
        return isQuoted(last) ? unquoted(last) : null;
    }

    /** The dot between schema and name: the first one outside of quotes; -1 for none. */
    private static int dot(String name) {
        boolean quoted = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isQuoted(String part) {
        return part.length() >= 2 && part.charAt(0) == '"' && part.charAt(part.length() - 1) == '"';
    }

    private static String unquoted(String part) {
        return isQuoted(part) ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part;
    }
}
