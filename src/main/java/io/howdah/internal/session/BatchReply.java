package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.type.Format;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.RowDescription;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The reply to all entries of a batch: counts completions into the batch's update counts and collects returned rows. In a batch with one Sync it
 * stands once in the queue of replies; in one with a Sync per entry it stands there once for each.
 */
final class BatchReply extends Reply {
    private final Session session;
    private final BatchExecution batch;
    private final ArrayDeque<Parsing> parsing = new ArrayDeque<>(2);
    private final List<Use> uses = new ArrayList<>(1);
    private ServerStatement parsed;
    private int entry;
    /** True from a COPY of the present entry to its error. */
    private boolean copyRefused;

    /** Formats of returned columns, the same for all entries. */
    int askedFormat = Format.TEXT;

    byte[] askedFormats;
    RowShape shape;
    /** True when the rows come in text because entries of other parameter types may return columns of other types. */
    boolean severalShapes;

    int boundEntries;
    ServerError firstError;
    /** The statement that the server refused before anything of the first failed entry ran; null when it failed otherwise. */
    ServerStatement refused;
    /** True when {@link #refused} had been prepared earlier. */
    boolean refusedReady;

    /** The entries, when each is a statement for several rows of the batch; null when each is for one. */
    private BatchBlocks blocks;

    BatchReply(Session session, BatchExecution batch) {
        this.session = session;
        this.batch = batch;
    }

    /** Each entry is a statement for several rows. */
    void divide(BatchBlocks division) {
        blocks = division;
    }

    private int entryCount() {
        return blocks == null ? batch.updateCounts.length : blocks.count();
    }

    /** The first row of an entry. */
    private int rowOf(int index) {
        return Math.min(blocks == null ? index : blocks.start(index), batch.updateCounts.length - 1);
    }

    private void count(long updated) {
        if (blocks == null) {
            batch.updateCounts[entry] = updated;
            return;
        }
        int from = blocks.start(entry);
        int rows = blocks.size(entry);
        // Each row is one if all are; if some were not inserted, nobody says which.
        Arrays.fill(
                batch.updateCounts,
                from,
                from + rows,
                updated == rows ? 1 : updated == 0 ? 0 : Statement.SUCCESS_NO_INFO);
    }

    /** A Parse that is not answered yet, and the entry in whose group it is. */
    private record Parsing(ServerStatement statement, int entry) {}

    /** The statement of the rows from that entry on. */
    private record Use(ServerStatement statement, int entry, boolean ready) {}

    /** A Parse for {@code s} has been written ahead of the entry of that index. */
    void parsing(ServerStatement s, int index) {
        parsing.addLast(new Parsing(s, index));
    }

    /** From the entry of that index on, rows are for {@code s}, which the server has already if it is {@code ready}. */
    void using(ServerStatement s, int index, boolean ready) {
        uses.add(new Use(s, index, ready));
    }

    /** Begins again after a failure of which nothing is left. */
    void restart() {
        parsing.clear();
        uses.clear();
        parsed = null;
        entry = 0;
        boundEntries = 0;
        copyRefused = false;
        refused = null;
        firstError = null;
        askedFormat = Format.TEXT;
        askedFormats = null;
        shape = null;
        batch.failure = null;
        batch.failedIndex = -1;
        batch.keys = null;
    }

    @Override
    boolean accept(byte tag, BackendReader reader) throws SQLException, IOException {
        return switch (tag) {
            case Tag.BIND_COMPLETE -> {
                boundEntries++;
                yield false;
            }
            case Tag.COMMAND_COMPLETE -> {
                count(updateCount(reader));
                session.onCommandComplete(batch.statementAt(rowOf(entry)));
                yield entryDone();
            }
            case Tag.DATA_ROW -> {
                takeRows(reader);
                yield false;
            }
            default -> acceptCold(tag, reader);
        };
    }

    private boolean acceptCold(byte tag, BackendReader reader) throws SQLException {
        return switch (tag) {
            case Tag.CLOSE_COMPLETE, Tag.PARAMETER_DESCRIPTION -> false;
            case Tag.PARSE_COMPLETE -> {
                parseCompleted();
                yield false;
            }
            case Tag.NO_DATA -> {
                parsed.describe(null);
                yield false;
            }
            case Tag.ROW_DESCRIPTION -> {
                describe(RowDescription.parse(reader.body()));
                yield false;
            }
            case Tag.EMPTY_QUERY_RESPONSE -> {
                batch.updateCounts[entry] = 0;
                yield entryDone();
            }
            case Tag.COPY_IN_RESPONSE -> {
                if (copyRefused) {
                    throw Protocol.unexpected(tag, "the end of a COPY");
                }
                copyRefused = true;
                session.failCopy("COPY FROM STDIN cannot be part of a batch: use HowdahConnection.copyIn", true);
                yield false;
            }
            case Tag.COPY_OUT_RESPONSE, Tag.COPY_DATA, Tag.COPY_DONE -> false;
            default -> throw Protocol.unexpected(tag, "the answer to a batch entry");
        };
    }

    private void parseCompleted() throws SQLException {
        Parsing answered = parsing.pollFirst();
        if (answered == null) {
            throw Protocol.unexpected(Tag.PARSE_COMPLETE, "the answer to a batch entry");
        }
        parsed = answered.statement;
        if (parsed.state == ServerStatement.State.PREPARING) {
            parsed.state = ServerStatement.State.READY;
        }
        session.shared().strings().accept(parsed);
    }

    static long updateCount(BackendReader reader) throws SQLException {
        // The count of a query is not one of updated rows.
        return reader.commandStartsWith("SELECT") ? 0 : Math.max(0, reader.commandRowCount());
    }

    private boolean entryDone() {
        entry++;
        return batch.syncEach || entry == entryCount();
    }

    private void describe(RowDescription columns) {
        parsed.describe(columns);
        if (severalShapes) {
            merge(columns);
        } else if (shape == null) {
            shape = askedFormats != null
                    ? RowShape.of(columns, session.context(), askedFormats)
                    : RowShape.uniform(columns, session.context(), askedFormat);
        }
    }

    /** Rows in text, of these columns too, are to come. */
    void merge(RowDescription columns) {
        shape = BatchKeys.merge(shape, columns, session.context());
        if (batch.keys != null) {
            batch.keys.shape = shape;
        }
    }

    private void takeRows(BackendReader reader) throws SQLException, IOException {
        BatchKeys.take(batch, shape, reader);
    }

    @Override
    void failed(ServerError error) {
        int index = rowOf(entry);
        batch.updateCounts[index] = Statement.EXECUTE_FAILED;
        if (firstError == null) {
            findRefused(Math.min(entry, entryCount() - 1));
        }
        SQLException failure = session.exception(error, batch.statementAt(index), index, refused);
        if (firstError == null) {
            firstError = error;
            batch.failure = failure;
            batch.failedIndex = index;
        } else {
            batch.failure.setNextException(failure);
        }
        afterFailure();
    }

    private void findRefused(int index) {
        for (Use use : uses) {
            if (use.entry <= index && boundEntries <= index) {
                Parsing unanswered = parsing.peekFirst();
                boolean unparsed = unanswered != null && unanswered.statement == use.statement;
                refused = use.ready || unparsed ? use.statement : null;
                refusedReady = use.ready;
            }
        }
    }

    @Override
    void skipped(ServerError cause) {
        batch.updateCounts[rowOf(entry)] = Statement.EXECUTE_FAILED;
        afterFailure();
    }

    @Override
    void failedAtEnd(ServerError error) {
        if (batch.syncEach) {
            // The entry's completion has moved on to the next one.
            entry--;
        }
        failed(error);
    }

    private void afterFailure() {
        while (!parsing.isEmpty() && (!batch.syncEach || parsing.peekFirst().entry <= entry)) {
            forget(parsing.pollFirst().statement);
        }
        entry++;
    }

    private static void forget(ServerStatement s) {
        if (s.state == ServerStatement.State.PREPARING) {
            s.state = ServerStatement.State.SEEN;
        }
    }
}
