package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.row.RowStore;
import io.howdah.internal.type.Format;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.ColdParsers;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.RowDescription;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The reply to one statement of an {@link Execution}: Parse, Describe, Bind and Execute, of which a ready statement is sent the last two only.
 * Reused by its execution, so that a warm run allocates nothing.
 */
class StatementReply extends Reply {
    private final Session session;

    // The request
    Execution execution;
    ServerStatement statement;
    /** Formats asked for: one for all columns, unless {@link #askedFormats} is set. */
    int askedFormat;
    /** The format of each column, as asked for; null when one format was asked for all. */
    byte[] askedFormats;
    /** The columns, when known without a Describe. */
    RowShape shape;
    /** True when the result may be left unread once enough is buffered. */
    boolean mayPause;
    /** The named portal that delivers the rows page by page; null for the unnamed one. */
    byte[] portal;
    /** Rows after which to pause; for portals, the rows of the page. */
    long pageRows;
    /** Bytes after which to pause. */
    long pageBytes;
    /** Rows to take; what comes beyond them is dropped. */
    long rowsLeft;

    /** True for a portal that must stand at the row read last, so that no page is requested ahead. */
    boolean keepsPace;

    boolean describeOnly;
    /** True when a statement was bound under its name without a Parse before it. */
    boolean askedReady;
    /** True when it relies on a Parse and Describe of another reply, sent before it and not answered yet. */
    boolean sharesParse;

    // The outcome
    StatementResult result;
    boolean parsed;
    boolean bound;
    boolean completed;
    boolean suspended;
    ServerError error;
    boolean wasSkipped;
    int[] parameterOids;

    /** Where rows go: the result's own store, or another when somebody else reads the connection on its behalf; null drops them. */
    private RowStore sink;

    private long pageReceived;
    private boolean paused;
    private boolean copyRefused;

    StatementReply(Session session) {
        this.session = session;
    }

    void start(Execution owner) {
        execution = owner;
        statement = null;
        askedFormat = Format.TEXT;
        askedFormats = null;
        shape = null;
        mayPause = false;
        portal = null;
        keepsPace = false;
        pageRows = Long.MAX_VALUE;
        pageBytes = Long.MAX_VALUE;
        rowsLeft = Long.MAX_VALUE;
        describeOnly = false;
        askedReady = false;
        sharesParse = false;
        result = null;
        parsed = false;
        bound = false;
        completed = false;
        suspended = false;
        error = null;
        wasSkipped = false;
        parameterOids = null;
        sink = null;
        pageReceived = 0;
        paused = false;
        copyRefused = false;
    }

    /** Lets further rows come, into {@code store}, or be dropped when it is null. */
    void resumeInto(RowStore store) {
        sink = store;
        paused = false;
        pageReceived = 0;
        completed = false;
        suspended = false;
    }

    /** Drops the rows that are still to come of an answer under way. */
    void dropRows() {
        sink = null;
    }

    /** Takes everything that is still to come. */
    void neverPause() {
        mayPause = false;
        paused = false;
        pageRows = Long.MAX_VALUE;
    }

    @Override
    boolean isPaused() {
        return paused;
    }

    @Override
    boolean accept(byte tag, BackendReader reader) throws SQLException, IOException {
        return switch (tag) {
            case Tag.DATA_ROW -> {
                takeRows(reader);
                yield false;
            }
            case Tag.BIND_COMPLETE -> {
                bound = true;
                startResult();
                yield false;
            }
            case Tag.COMMAND_COMPLETE -> {
                complete(reader);
                yield true;
            }
            default -> acceptCold(tag, reader);
        };
    }

    final void takeRows(BackendReader reader) throws SQLException, IOException {
        if (shape == null || result == null) {
            throw Protocol.unexpected(Tag.DATA_ROW, "the answer to a statement without rows");
        }
        if (sink == null || rowsLeft == 0) {
            return;
        }
        long before = sink.receivedRows();
        int start = reader.messageStart();
        // Rows may come behind a pause while a flush waits for room; only for a portal is the number of rows what was
        // asked for.
        long wanted = Math.min(rowsLeft, paused ? Long.MAX_VALUE : pageRows - pageReceived);
        int end = sink.take(reader.bytes(), start, reader.limit(), wanted);
        if (end == start) {
            throw Protocol.violation("a row of " + reader.bodyLength() + " bytes, or one more than were asked for");
        }
        reader.resumeAt(end);
        long taken = sink.receivedRows() - before;
        pageReceived += taken;
        rowsLeft -= taken;
        if (mayPause && portal == null && (pageReceived >= pageRows || sink.bufferedBytes() >= pageBytes)) {
            paused = true;
        }
    }

    final void startResult() {
        if (sharesParse && statement.description() != null) {
            shape = askedShape(statement.description());
        }
        if (result == null && execution != null) {
            result = execution.addResult();
            if (shape != null) {
                result.shape = shape;
                result.rows.start(shape.columnCount(), execution.scrollable);
                sink = result.rows;
            }
        }
    }

    final void complete(BackendReader reader) throws SQLException {
        if (result != null && result.shape == null) {
            result.updateCount = Math.max(0, reader.commandRowCount());
        }
        completed = true;
        session.onCommandComplete(statement.parsed);
    }

    private boolean acceptCold(byte tag, BackendReader reader) throws SQLException, IOException {
        return switch (tag) {
            case Tag.PARSE_COMPLETE -> {
                if (statement.state == ServerStatement.State.PREPARING) {
                    statement.state = ServerStatement.State.READY;
                }
                parsed = true;
                session.shared().strings().accept(statement);
                yield false;
            }
            case Tag.PARAMETER_DESCRIPTION -> {
                if (describeOnly) {
                    parameterOids = ColdParsers.parameterOids(reader.body());
                }
                yield false;
            }
            case Tag.ROW_DESCRIPTION -> {
                describe(RowDescription.parse(reader.body()));
                yield describeOnly;
            }
            case Tag.NO_DATA -> {
                shape = null;
                statement.describe(null);
                yield describeOnly;
            }
            case Tag.EMPTY_QUERY_RESPONSE -> {
                if (result != null) {
                    result.updateCount = 0;
                }
                completed = true;
                yield true;
            }
            case Tag.PORTAL_SUSPENDED -> {
                completed = true;
                suspended = true;
                yield true;
            }
            case Tag.COPY_IN_RESPONSE -> {
                refuseCopy(true);
                yield false;
            }
            case Tag.COPY_OUT_RESPONSE -> {
                ignoreCopy();
                yield false;
            }
            case Tag.COPY_DATA, Tag.COPY_DONE -> {
                if (!copyRefused) {
                    throw Protocol.unexpected(tag, "the answer to a statement");
                }
                yield false;
            }
            default -> throw Protocol.unexpected(tag, "the answer to a statement");
        };
    }

    /** @param syncIgnored true when the Sync behind the statement is lost with the COPY */
    final void refuseCopy(boolean syncIgnored) throws SQLException {
        if (copyRefused) {
            throw Protocol.unexpected(Tag.COPY_IN_RESPONSE, "the end of a COPY");
        }
        copyRefused = true;
        session.failCopy(
                "COPY FROM STDIN needs a source of data: use HowdahConnection.copyIn instead of a Statement",
                syncIgnored);
    }

    final void ignoreCopy() {
        copyRefused = true;
    }

    /** True when the statement was a COPY to or from the client, whose data went nowhere. */
    boolean copyRefused() {
        return copyRefused;
    }

    private void describe(RowDescription columns) {
        statement.describe(columns);
        session.shared().learnShape(statement.parsed, statement.sentOids(), columns);
        shape = askedShape(columns);
    }

    /** The columns in the formats that were asked for. */
    private RowShape askedShape(RowDescription columns) {
        if (askedFormats != null) {
            RowShape known = statement.binaryShape(session.context());
            return Arrays.equals(known.formats(), askedFormats)
                    ? known
                    : RowShape.of(columns, session.context(), askedFormats);
        }
        if (askedFormat == Format.TEXT) {
            return statement.textShape(session.context());
        }
        RowShape known = statement.binaryShape(session.context());
        return known.allBinary() ? known : RowShape.uniform(columns, session.context(), Format.BINARY);
    }

    @Override
    void failed(ServerError serverError) {
        error = serverError;
        completed = true;
        forgetParse();
    }

    @Override
    void skipped(ServerError cause) {
        wasSkipped = true;
        completed = true;
        forgetParse();
    }

    /** The Parse that was written has not been executed. */
    void forgetParse() {
        if (!sharesParse && statement != null && statement.state == ServerStatement.State.PREPARING) {
            statement.state = ServerStatement.State.SEEN;
        }
    }
}
