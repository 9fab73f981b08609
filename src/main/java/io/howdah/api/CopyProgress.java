package io.howdah.api;

/** Hears how a COPY goes on; enough for a progress bar. */
@FunctionalInterface
public interface CopyProgress {
    /**
     * Some more has been transferred. Called by the transferring thread, once for each few tens of kilobytes and at the end.
     *
     * @param rows rows so far; -1 where the driver does not see rows, that is for bytes written by the application, before the end
     * @param bytes bytes of data so far
     */
    void update(long rows, long bytes);
}
