package io.howdah.internal.session;

import java.sql.SQLException;
import java.util.ArrayDeque;

/** The entries of a pipeline up to one Sync: the server executes them in order until one fails, and skips the rest. */
final class PipelineGroup {
    /** Those that have not been handed over, in order. */
    final ArrayDeque<PipelineEntry> entries = new ArrayDeque<>();

    /** True when the group is a transaction of its own, which its Sync commits: successes count only when all of it has succeeded. */
    final boolean implicitTransaction;

    /** True once its end has been written. */
    boolean synced;

    /** As the conversation counts groups: the last one whose end this one must wait for. */
    long number;

    /** True once something of it has been written. */
    boolean written;

    /** The entry whose failure ended it; null as long as none is known. */
    PipelineEntry failed;

    /** Why a value could not be encoded, so that the group must not succeed; null when all were. */
    SQLException poison;

    PipelineGroup(boolean implicitTransaction) {
        this.implicitTransaction = implicitTransaction;
    }
}
