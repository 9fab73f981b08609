package io.howdah.internal.sql;

import io.howdah.internal.util.Fingerprint;
import java.util.Arrays;

/**
 * One statement of a {@link ParsedSql}: the text the server gets and what the driver needs to know about it.
 *
 * <p>Immutable and shared by all connections of a data source; any thread.
 */
public final class ParsedStatement {
    private final String nativeSql;
    private final byte[] nativeUtf8;
    private final int firstParameter;
    private final int parameterCount;
    private final int[] parameterPositions;
    private final StatementKind kind;
    private final boolean hasReturning;
    private final boolean streamable;
    private final Rewrite.Origins origins;
    private final Rewrite.Origins escapeOrigins;
    /** The name computed last. A race between threads only computes a name twice; the value itself is immutable. */
    private NamedSignature lastName;
    /** What was found out at the first question. A race between threads only finds out twice. */
    private MultiRow multiRow;

    ParsedStatement(
            String nativeSql,
            byte[] nativeUtf8,
            int firstParameter,
            int[] parameterPositions,
            StatementKind kind,
            boolean hasReturning,
            boolean streamable,
            Rewrite.Origins origins,
            Rewrite.Origins escapeOrigins) {
        this.nativeSql = nativeSql;
        this.nativeUtf8 = nativeUtf8;
        this.firstParameter = firstParameter;
        this.parameterCount = parameterPositions.length;
        this.parameterPositions = parameterPositions;
        this.kind = kind;
        this.hasReturning = hasReturning;
        this.streamable = streamable;
        this.origins = origins;
        this.escapeOrigins = escapeOrigins;
    }

    /** The SQL as sent: JDBC escapes translated, parameters as {@code $1} to {@code $n}, no semicolon at the end. */
    public String nativeSql() {
        return nativeSql;
    }

    /** {@link #nativeSql()} in UTF-8 without a terminating zero and without a zero inside; never write to it. */
    public byte[] nativeUtf8() {
        return nativeUtf8;
    }

    /** Number of placeholders in this statement, at most 65535. */
    public int parameterCount() {
        return parameterCount;
    }

    /**
     * Where a parameter stands in {@link #nativeSql()}.
     *
     * @param index 0-based, within this statement
     * @return the index of the dollar sign of {@code $n}, whose digits follow
     */
    public int parameterPosition(int index) {
        return parameterPositions[index];
    }

    /** This INSERT as one of several rows; null when it cannot be one. */
    public MultiRowInsert multiRow() {
        MultiRow found = multiRow;
        if (found == null) {
            found = new MultiRow(MultiRowInsert.of(this));
            multiRow = found;
        }
        return found.insert;
    }

    /** Number of placeholders in the statements before this one, which is the 0-based index of the first here. */
    public int firstParameter() {
        return firstParameter;
    }

    /** What the statement is. */
    public StatementKind kind() {
        return kind;
    }

    /**
     * Whether the statement itself (not a WITH query in it) has a RETURNING clause, be it the user's or one that was
     * appended on request.
     */
    public boolean hasReturning() {
        return hasReturning;
    }

    /**
     * Whether its rows may be handed out before the server has finished: a query that as far as the text tells writes
     * nothing. False for every statement that modifies rows, for SELECT INTO and for calls.
     */
    public boolean streamable() {
        return streamable;
    }

    /**
     * Name under which a server session keeps this statement prepared for parameters of these types.
     *
     * @param parameterOids type OIDs in order, 0 for unspecified; only the first {@link #parameterCount()} count, and
     *     there must be that many
     * @return {@link Fingerprint#NAME_LENGTH} ASCII bytes without terminating zero; never write to it
     */
    public byte[] statementName(int[] parameterOids) {
        NamedSignature last = lastName;
        if (last != null && Arrays.equals(last.oids, 0, parameterCount, parameterOids, 0, parameterCount)) {
            return last.name;
        }
        byte[] name = Fingerprint.statementName(nativeUtf8, parameterOids, parameterCount);
        lastName = new NamedSignature(Arrays.copyOf(parameterOids, parameterCount), name);
        return name;
    }

    /**
     * Finds the place in the JDBC text that a server error position means.
     *
     * @param serverPosition the server's position in {@link #nativeSql()}: 1 for the first character, counted in code
     *     points
     * @return 0-based index of a UTF-16 char in {@link ParsedSql#sql()}, at most its length; -1 when the position is
     *     outside the statement
     */
    public int utf16PositionOf(int serverPosition) {
        if (serverPosition < 1 || serverPosition - 1 > nativeSql.codePointCount(0, nativeSql.length())) {
            return -1;
        }
        int index = origins.sourceIndex(nativeSql.offsetByCodePoints(0, serverPosition - 1));
        return escapeOrigins == null ? index : escapeOrigins.sourceIndex(index);
    }

    /** The native SQL; it has no parameter values in it. */
    @Override
    public String toString() {
        return nativeSql;
    }

    /** The answer of {@link #multiRow()}, null included; a final field makes it safe to publish through a plain one. */
    private static final class MultiRow {
        final MultiRowInsert insert;

        MultiRow(MultiRowInsert insert) {
            this.insert = insert;
        }
    }

    /** A name with the types it stands for; final fields make it safe to publish through a plain field. */
    private static final class NamedSignature {
        final int[] oids;
        final byte[] name;

        NamedSignature(int[] oids, byte[] name) {
            this.oids = oids;
            this.name = name;
        }
    }
}
