package io.howdah.internal.sql;

/** Bits that say how a SQL text is to be read; combine with {@code |}. Stateless; any thread. */
public final class SqlFlags {
    /** The session has {@code standard_conforming_strings = on}: a backslash in {@code '...'} is just a character. */
    public static final int STANDARD_STRINGS = 1;

    /** JDBC escapes such as <code>{fn ...}</code> are translated ({@code Statement.setEscapeProcessing(true)}). */
    public static final int ESCAPES = 1 << 1;

    /** {@code ?} is a parameter (prepared statements); without this bit it is passed on as an operator. */
    public static final int PLACEHOLDERS = 1 << 2;

    /** {@code RETURNING *} is appended to statements that modify rows and have no RETURNING of their own. */
    public static final int RETURNING_ALL = 1 << 3;

    /** The server knows {@code MERGE ... RETURNING} (17 and newer); without this bit MERGE is left alone. */
    public static final int MERGE_RETURNING = 1 << 4;

    /** The text belongs to a {@code CallableStatement}, so <code>{? = call f()}</code> is allowed. */
    public static final int CALLABLE = 1 << 5;

    /** A prepared statement on a session with the server's default settings. */
    public static final int PREPARED = STANDARD_STRINGS | ESCAPES | PLACEHOLDERS;

    /** A plain {@code Statement} on a session with the server's default settings. */
    public static final int PLAIN = STANDARD_STRINGS | ESCAPES;

    private SqlFlags() {}

    static boolean has(int flags, int bit) {
        return (flags & bit) != 0;
    }
}
