package io.howdah.internal.session;

import io.howdah.api.ServerError;

/** What the driver adds to errors about the types of parameters: how they were declared, and what to do. Stateless. */
final class TypeHints {
    private static final String INDETERMINATE_DATATYPE = "42P18";

    private static final String AMBIGUOUS_FUNCTION = "42725";

    private TypeHints() {}

    /** The advice for an error of {@code s}, as further lines of its message; empty for none. */
    static String of(ServerError error, ServerStatement s, boolean automatic) {
        String state = error.sqlState();
        if (state.equals(INDETERMINATE_DATATYPE)) {
            int parameter = parameterIn(error.message());
            return parameter < 1 || parameter > s.oids.length
                    ? ""
                    : "\n  Driver hint: nothing tells the type of parameter " + parameter
                            + ", whose value was set without one: write a cast such as ?::text, or set it with a type of"
                            + " java.sql.Types.";
        }
        if (!s.hasStrings || !StringTypes.meansMismatch(state) && !state.equals(AMBIGUOUS_FUNCTION)) {
            return "";
        }
        return automatic
                ? "\n  Driver hint: a string was declared as varchar, and the server can infer no other type for it: write a"
                        + " cast such as ?::date."
                : "\n  Driver hint: strings are declared as varchar: write a cast such as ?::date, use setObject with"
                        + " Types.OTHER, or connect with stringtype=auto.";
    }

    /** The number n of the first {@code $n} in a message, in whatever language; 0 for none. */
    static int parameterIn(String message) {
        int at = message == null ? -1 : message.indexOf('$');
        int number = 0;
        for (int i = at + 1; at >= 0 && i < message.length() && number <= 0xFFFF; i++) {
            char c = message.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
