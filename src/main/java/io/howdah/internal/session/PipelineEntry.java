package io.howdah.internal.session;

import java.sql.SQLException;

/**
 * One request of a pipeline and what came of it: an execution, or the COMMIT of a transaction. Made by the application's side, filled by
 * the {@link PipelineRunner} under the session's lock and, once {@linkplain #isSettled settled}, not changed any more.
 */
public final class PipelineEntry {
    final Execution execution;
    /** COMMIT; null for an execution. */
    final String command;

    int index;
    PipelineGroup group;
    StatementReply reply;
    ControlReply.Command commandReply;
    /** The entry whose Parse this one relies on; null for none. */
    PipelineEntry parser;

    /** Why it was not to be sent; null when it was. */
    SQLException refusal;

    private boolean settled;
    private SQLException failure;

    private PipelineEntry(Execution execution, String command) {
        this.execution = execution;
        this.command = command;
    }

    /** An entry that runs {@code execution}, which has one statement and belongs to it alone. */
    public static PipelineEntry of(Execution execution) {
        return new PipelineEntry(execution, null);
    }

    /** An entry that cannot be sent. */
    public static PipelineEntry refused(SQLException reason) {
        PipelineEntry entry = new PipelineEntry(null, null);
        entry.refusal = reason;
        return entry;
    }

    /** An entry that commits the transaction. */
    public static PipelineEntry commit() {
        return new PipelineEntry(null, "COMMIT");
    }

    /** True when the outcome is known and will not change. */
    boolean isSettled() {
        return settled;
    }

    /** Why it failed; null when it was successful. Of a settled entry. */
    public SQLException failure() {
        return failure;
    }

    void settle(SQLException reason) {
        settled = true;
        failure = reason;
    }
}
