package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.type.Oids;
import io.howdah.internal.util.ClockCache;
import java.util.Arrays;

/**
 * As which types the string parameters of statements are declared with {@code stringtype=auto}: as varchar, and where the server refuses that, of
 * no type, so that it infers one. What the server accepted for a statement holds for all connections of the data source, so that only the first
 * execution pays for finding out. Safe for many threads.
 */
final class StringTypes {
    private static final int MAX_STATEMENTS = 2048;

    /** Text of the statements remembered, which are kept alive by it. */
    private static final long MAX_SQL_BYTES = 8L * 1024 * 1024;

    private static final String INDETERMINATE_DATATYPE = "42P18";

    private final boolean automatic;
    private final ClockCache<Signature, Accepted> accepted =
            new ClockCache<>(MAX_STATEMENTS, MAX_SQL_BYTES, Accepted::sqlBytes);

    /** The types that the server accepted. */
    @SuppressWarnings("ArrayRecordComponent") // Never changed, never compared.
    private record Accepted(int[] oids, int sqlBytes) {}

    /** A statement and the types of its parameters as the application set them. */
    private static final class Signature {
        private final ParsedStatement statement;
        private final int[] oids;

        Signature(ServerStatement s) {
            this.statement = s.parsed;
            this.oids = s.oids;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Signature s && s.statement == statement && Arrays.equals(s.oids, oids);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(statement) + Arrays.hashCode(oids);
        }
    }

    /** @param automatic false to leave every type as the application set it */
    StringTypes(boolean automatic) {
        this.automatic = automatic;
    }

    boolean automatic() {
        return automatic;
    }

    /** True for a type that the driver chose for Java strings, and of which it may think otherwise. */
    private static boolean isString(int oid) {
        return oid == Oids.VARCHAR || oid == Oids.VARCHAR_ARRAY;
    }

    static boolean anyString(int[] oids) {
        for (int oid : oids) {
            if (isString(oid)) {
                return true;
            }
        }
        return false;
    }

    /** True when it is known how to declare the parameters of {@code s}, which is then done. */
    boolean isSettled(ServerStatement s) {
        if (!s.settled) {
            int[] types = automatic ? remembered(s) : s.oids;
            if (types != null) {
                s.declare(types);
                s.settled = true;
            }
        }
        return s.settled;
    }

    private int[] remembered(ServerStatement s) {
        Accepted known = accepted.get(new Signature(s));
        return known == null ? null : known.oids;
    }

    /** The server has parsed {@code s} as it was declared. */
    void accept(ServerStatement s) {
        if (s.settled) {
            return;
        }
        s.settled = true;
        if (automatic) {
            Accepted now = new Accepted(s.sentOids(), s.parsed.nativeUtf8().length);
            if (!Arrays.equals(accepted.putIfAbsent(new Signature(s), now).oids, now.oids)) {
                accepted.remove(new Signature(s));
                accepted.putIfAbsent(new Signature(s), now);
            }
        }
    }

    /** What was known of {@code s} does not hold any more. */
    void forget(ServerStatement s) {
        if (s.hasStrings) {
            accepted.remove(new Signature(s));
            s.settled = false;
        }
    }

    /**
     * The types to try next for a statement that the server refused before it was bound.
     *
     * @param wasReady true when it had been prepared earlier, so that the same types may now be inferred as others
     * @return null when there is nothing to try
     */
    int[] reconsider(ServerStatement s, ServerError error, boolean wasReady) {
        if (!automatic || !s.hasStrings) {
            return null;
        }
        boolean asDeclared = Arrays.equals(s.sentOids(), s.oids);
        if (meansMismatch(error.sqlState())) {
            if (asDeclared) {
                return untyped(s.oids);
            }
            return wasReady ? s.sentOids() : null;
        }
        return asDeclared || !error.sqlState().equals(INDETERMINATE_DATATYPE) ? null : typedAgain(s, error.message());
    }

    /**
     * True for the states with which the server refuses varchar where it needs another type: datatype_mismatch, undefined_function (also for
     * operators), cannot_coerce, and wrong_object_type for {@code = ANY (?)}.
     */
    static boolean meansMismatch(String sqlState) {
        return switch (sqlState) {
            case "42804", "42883", "42846", "42809" -> true;
            default -> false;
        };
    }

    private static int[] untyped(int[] oids) {
        int[] types = oids.clone();
        for (int i = 0; i < types.length; i++) {
            if (isString(types[i])) {
                types[i] = Oids.UNSPECIFIED;
            }
        }
        return types;
    }

    /** One parameter has no type that could be inferred, as in {@code ? is null}: that one is a string after all. */
    private static int[] typedAgain(ServerStatement s, String message) {
        int index = TypeHints.parameterIn(message) - 1;
        if (index < 0 || index >= s.oids.length || s.sentOids()[index] == s.oids[index]) {
            return null;
        }
        int[] types = s.sentOids().clone();
        types[index] = s.oids[index];
        return Arrays.equals(types, s.oids) ? null : types;
    }
}
