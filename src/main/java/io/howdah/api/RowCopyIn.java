package io.howdah.api;

import java.sql.SQLException;

/**
 * Rows of plain values on their way into a table by {@code COPY}; made by {@link HowdahConnection#copyInRows}. As {@link RecordCopyIn}, for values that are
 * in no record.
 *
 * <p>The values of the first row decide whether the rows go in binary or, when one of them is text for a type that is none, in text.
 */
public interface RowCopyIn extends AutoCloseable {
    /**
     * Adds a row.
     *
     * @param values one for each column, of the classes that {@code PreparedStatement.setObject} takes for its type; null for NULL; not kept
     * @throws SQLException what the server reports; 22003 or another data exception that names row and column for a value that cannot be sent, 07001 for
     *     another number of values than of columns, after both of which the transfer may go on without the row; 55000 after the end
     */
    void add(Object... values) throws SQLException;

    /**
     * Whether the rows go in binary; known at the first one.
     *
     * @return true for binary, false for text and before the first row
     */
    boolean isBinary();

    /**
     * Wants to hear how the transfer goes on.
     *
     * @param listener called now and then by the thread that adds rows
     * @return this
     */
    RowCopyIn onProgress(CopyProgress listener);

    /**
     * Ends the data and waits until the server has taken all of it.
     *
     * @return the number of rows copied, as the server counts them
     * @throws SQLException what the server reports, in which case nothing was copied; 55000 after the end
     */
    long finish() throws SQLException;

    /**
     * Asks the server to end the command, from any thread; who adds then gets 57014. Nothing happens before the first row.
     *
     * @throws SQLException 08006 when the server could not be reached
     */
    void cancel() throws SQLException;

    /** Gives up, unless {@link #finish} was called: nothing is copied, and a transaction around the command has failed. */
    @Override
    void close() throws SQLException;
}
