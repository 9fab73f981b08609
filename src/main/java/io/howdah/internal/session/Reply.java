package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.internal.wire.BackendReader;
import java.io.IOException;
import java.sql.SQLException;

/**
 * The handler of the messages that answer one request. Replies wait in the order of their requests; the first one gets what arrives. Used under
 * the session's lock.
 */
abstract class Reply {
    /**
     * Handles the reader's current message, one that belongs to this reply: never an asynchronous one, an ErrorResponse or a ReadyForQuery.
     *
     * @return true when the answer is complete and the next reply's turn has come
     * @throws SQLException 08P01 when the message cannot come here; the session is then lost
     */
    abstract boolean accept(byte tag, BackendReader reader) throws SQLException, IOException;

    /** The request failed. */
    abstract void failed(ServerError error);

    /** The error came with the end of the group (a deferred constraint), of which this was the last reply and complete. */
    void failedAtEnd(ServerError error) {
        failed(error);
    }

    /** The request was not executed because an earlier one of its group failed. */
    void skipped(ServerError cause) {}

    /** True when only ReadyForQuery completes the answer. */
    boolean endsWithReady() {
        return false;
    }

    /** True to leave further messages unread for now, because enough rows are buffered. */
    boolean isPaused() {
        return false;
    }

    /** True when what has arrived is worth handing over, so that there is no need to wait for more. */
    boolean hasSomething() {
        return false;
    }
}
