package io.howdah.api;

import java.sql.SQLException;

/**
 * The failure of an entry of a {@link Pipeline} that did nothing wrong itself: another entry of its group failed, whose exception is the cause.
 * SQLSTATE 25P02.
 */
public final class PipelineException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final boolean executed;

    /**
     * Makes the exception of one entry.
     *
     * @param message what happened
     * @param index the entry's position in the pipeline, from 0
     * @param executed true when the entry was executed and then rolled back
     * @param cause the failure of the other entry
     */
    public PipelineException(String message, int index, boolean executed, SQLException cause) {
        super(message, "25P02", cause);
        this.index = index;
        this.executed = executed;
    }

    /**
     * Which entry this is.
     *
     * @return its position in the pipeline, from 0
     */
    public int index() {
        return index;
    }

    /**
     * Whether the server had executed the entry.
     *
     * @return true when it was executed and rolled back with its group, false when it was skipped
     */
    public boolean wasExecuted() {
        return executed;
    }
}
