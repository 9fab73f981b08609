package io.howdah.api;

/** What every SQLException made from a server's error also is: {@code if (e instanceof ServerErrorInfo info) ...}. */
public interface ServerErrorInfo {
    /** All fields of the error. */
    ServerError serverError();

    /**
     * True when the statement certainly had no effect and may be run again as it is: nothing of it was executed and no earlier work of its
     * transaction is lost by doing so.
     */
    boolean retrySafe();

    /** The 0-based index of the failed entry in a batch; -1 outside batches. */
    int failedIndex();
}
