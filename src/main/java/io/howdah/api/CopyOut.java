package io.howdah.api;

import java.io.InputStream;
import java.io.Reader;
import java.sql.SQLException;

/**
 * A {@code COPY ... TO STDOUT} under way (manual: "COPY"): gives the server's data as it arrives, in constant memory.
 *
 * <pre>{@code
 * try (CopyOut copy = connection.unwrap(HowdahConnection.class).copyOut("COPY t TO STDOUT (FORMAT csv)")) {
 *     for (byte[] row = copy.next(); row != null; row = copy.next()) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Until it has ended the connection can do nothing else (55006). {@link #close} before the end reads the rest and drops it, or cancels the
 * command with {@code closeCancels=true}; {@link #cancel} ends a long one at once. Belongs to one thread at a time.
 */
public interface CopyOut extends AutoCloseable {
    /**
     * Whether the command's format is binary.
     *
     * @return true for binary, false for text and csv
     */
    boolean isBinary();

    /**
     * How many columns are copied.
     *
     * @return the number of columns
     */
    int columnCount();

    /**
     * The next piece of the data, as the server cut it: in text and csv a row with its line end.
     *
     * @return the bytes, UTF-8 for text and csv; null at the end
     * @throws SQLException what the server reports
     */
    byte[] next() throws SQLException;

    /**
     * Reads data into an array.
     *
     * @param target where to put it
     * @param offset of the first byte
     * @param length as much as may be read
     * @return the number of bytes, -1 at the end
     * @throws SQLException what the server reports
     */
    int read(byte[] target, int offset, int length) throws SQLException;

    /**
     * The same as a stream. Its failures are IOExceptions whose cause is the SQLException; its {@code close} closes this transfer.
     *
     * @return a stream of the data that has not been read yet
     */
    InputStream inputStream();

    /**
     * The same as characters; see {@link #inputStream}. For text and csv.
     *
     * @return a reader of the data that has not been read yet
     */
    Reader reader();

    /**
     * Wants to hear how the transfer goes on.
     *
     * @param listener called now and then by the thread that reads
     * @return this
     */
    CopyOut onProgress(CopyProgress listener);

    /**
     * The rows that the server has copied.
     *
     * @return the number of rows; -1 before the end of the data has been read
     */
    long rowCount();

    /**
     * Asks the server to end the command, from any thread; who reads then gets 57014.
     *
     * @throws SQLException 08006 when the server could not be reached
     */
    void cancel() throws SQLException;

    /** Frees the connection. */
    @Override
    void close() throws SQLException;
}
