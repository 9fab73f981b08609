package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.RowDescription;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;

/** The reply to the Query messages of a batch; it stands in the queue of replies once for each. */
final class SimpleBatchReply extends Reply {
    private final Session session;
    private final BatchExecution batch;
    private int entry;
    private RowShape shape;
    ServerError firstError;

    SimpleBatchReply(Session session, BatchExecution batch) {
        this.session = session;
        this.batch = batch;
    }

    @Override
    boolean endsWithReady() {
        return true;
    }

    private int index() {
        return Math.min(entry, batch.updateCounts.length - 1);
    }

    @Override
    boolean accept(byte tag, BackendReader reader) throws SQLException, IOException {
        switch (tag) {
            case Tag.ROW_DESCRIPTION -> {
                shape = BatchKeys.merge(shape, RowDescription.parse(reader.body()), session.context());
                if (batch.keys != null) {
                    batch.keys.shape = shape;
                }
            }
            case Tag.DATA_ROW -> BatchKeys.take(batch, shape, reader);
            case Tag.COMMAND_COMPLETE -> {
                batch.updateCounts[index()] = BatchReply.updateCount(reader);
                session.onCommandComplete(batch.statementAt(index()));
                entry++;
            }
            case Tag.EMPTY_QUERY_RESPONSE -> {
                batch.updateCounts[index()] = 0;
                entry++;
            }
            case Tag.COPY_IN_RESPONSE ->
                session.failCopy("COPY FROM STDIN cannot be part of a batch: use HowdahConnection.copyIn", false);
            case Tag.COPY_OUT_RESPONSE, Tag.COPY_DATA, Tag.COPY_DONE -> {
                // What a COPY sends is dropped.
            }
            default -> throw Protocol.unexpected(tag, "the answer to a batch");
        }
        return false;
    }

    @Override
    void failed(ServerError error) {
        // Behind the first failure in a transaction the server refuses the rest.
        if (firstError == null || batch.syncEach) {
            SQLException failure = session.exception(error, null, index());
            batch.updateCounts[index()] = Statement.EXECUTE_FAILED;
            if (firstError == null) {
                firstError = error;
                batch.failure = failure;
                batch.failedIndex = index();
            } else {
                batch.failure.setNextException(failure);
            }
        }
        if (batch.syncEach) {
            entry++;
        }
    }
}
