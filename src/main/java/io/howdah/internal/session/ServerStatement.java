package io.howdah.internal.session;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.wire.RowDescription;
import java.util.Arrays;

/**
 * What one session knows of one statement with one list of parameter types: how often it ran, which columns it has, and whether the server
 * keeps it under a name. Owned by the session's {@link StatementCache}; used under the session's lock.
 */
final class ServerStatement {
    /** Where a statement stands with the server. */
    enum State {
        /** Run only by the unnamed statement so far, or not at all. */
        SEEN,
        /** A Parse with its name has been sent and is not yet answered. */
        PREPARING,
        /** The server keeps it under its name. */
        READY,
        /** Dropped from the cache: it must not be used again. */
        CLOSED
    }

    private static final byte[] NOT_NAMED = new byte[0];

    final ParsedStatement parsed;
    /** The parameter types as the application set them: part of the key of the cache. */
    final int[] oids;
    /** True when one of them is the driver's own choice for strings, see {@link StringTypes}. */
    final boolean hasStrings;
    /** True when the types to declare are known, because there are no strings or the server has accepted them. */
    boolean settled;

    State state = State.SEEN;
    int uses;
    /** The cache's epoch at which it was prepared: an older one makes it stale. */
    int epoch;
    /** {@link System#nanoTime} of its Parse. */
    long preparedNanos;
    /** True when the server has told the columns, or that there are none. */
    boolean described;

    /** The parameter types that are declared to the server. */
    private int[] sentOids;

    private byte[] name = NOT_NAMED;
    private RowDescription description;
    private RowShape textShape;
    private RowShape binaryShape;

    // Neighbours in the cache's list, most recently used first, and the next signature of the same SQL.
    ServerStatement newer;
    ServerStatement older;
    ServerStatement nextSignature;

    ServerStatement(ParsedStatement parsed, int[] oids) {
        this.parsed = parsed;
        this.oids = oids;
        this.sentOids = oids;
        this.hasStrings = StringTypes.anyString(oids);
        this.settled = !hasStrings;
    }

    byte[] name() {
        if (name.length == 0) {
            name = parsed.statementName(sentOids);
        }
        return name;
    }

    int[] sentOids() {
        return sentOids;
    }

    /** Chooses the types to declare from now on; the columns may then be others. Not for one that the server keeps under its name. */
    void declare(int[] types) {
        if (!Arrays.equals(types, sentOids)) {
            sentOids = types;
            name = NOT_NAMED;
            forgetColumns();
        }
    }

    boolean hasTypes(BindValues values, int from) {
        for (int i = 0; i < oids.length; i++) {
            if (oids[i] != values.oid(from + i)) {
                return false;
            }
        }
        return true;
    }

    boolean hasTypes(int[] types) {
        return Arrays.equals(oids, types);
    }

    /** Takes over what the server said of the columns; null for none. Keeps the present shapes when nothing changed. */
    void describe(RowDescription columns) {
        if (!described || columns == null || !columns.equals(description)) {
            textShape = null;
            binaryShape = null;
        }
        described = true;
        description = columns;
    }

    /** The columns are no longer what the server told. */
    void forgetColumns() {
        described = false;
        description = null;
        forgetShapes();
    }

    /** The columns last described; null when there are none or they are not known. */
    RowDescription description() {
        return description;
    }

    RowShape textShape(CodecContext context) {
        if (textShape == null || textShape.isOutdated(context.types())) {
            textShape = RowShape.text(description, context);
        }
        return textShape;
    }

    RowShape binaryShape(CodecContext context) {
        if (binaryShape == null || binaryShape.isOutdated(context.types())) {
            binaryShape = RowShape.binary(description, context);
        }
        return binaryShape;
    }

    /** Forgets codecs and formats chosen under an older {@link CodecContext}. */
    void forgetShapes() {
        textShape = null;
        binaryShape = null;
    }
}
