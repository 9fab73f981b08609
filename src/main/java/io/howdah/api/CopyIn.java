package io.howdah.api;

import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/**
 * A {@code COPY ... FROM STDIN} under way (manual: "COPY"): takes data in the format that the command names and sends it while the application
 * produces it, in constant memory. Nothing is copied before {@link #finish}: {@link #close} without it undoes the command.
 *
 * <pre>{@code
 * try (CopyIn copy = connection.unwrap(HowdahConnection.class).copyIn("COPY t FROM STDIN (FORMAT csv)")) {
 *     copy.write("1,one\n".getBytes(UTF_8));
 *     long rows = copy.finish();
 * }
 * }</pre>
 *
 * <p>Until it has ended the connection can do nothing else (55006). An error that the server finds in the data, such as a duplicate key, is thrown
 * by the next call that sends something, at the latest by {@link #finish}; the connection is usable afterwards. Belongs to one thread at a time.
 */
public interface CopyIn extends AutoCloseable {
    /**
     * Whether the command's format is binary.
     *
     * @return true for binary, false for text and csv
     */
    boolean isBinary();

    /**
     * How many columns are copied.
     *
     * @return the number of columns of the table or the column list
     */
    int columnCount();

    /**
     * Writes data.
     *
     * @param data bytes in the format of the command, UTF-8 for text and csv; not kept
     * @throws SQLException what the server reports; 55000 after the end
     */
    void write(byte[] data) throws SQLException;

    /**
     * Writes part of an array.
     *
     * @param data bytes in the format of the command; not kept
     * @param offset of the first byte
     * @param length number of bytes
     * @throws SQLException what the server reports; 55000 after the end
     */
    void write(byte[] data, int offset, int length) throws SQLException;

    /**
     * Writes what remains of a buffer, which is empty afterwards.
     *
     * @param data bytes in the format of the command; not kept
     * @throws SQLException what the server reports; 55000 after the end
     */
    void write(ByteBuffer data) throws SQLException;

    /**
     * Sends what has been written so far.
     *
     * @throws SQLException what the server reports; 55000 after the end
     */
    void flush() throws SQLException;

    /**
     * The same as a stream. Its failures are IOExceptions whose cause is the SQLException; its {@code close} sends what was written and ends
     * nothing: {@link #finish} still has to be called.
     *
     * @return a stream that writes to this transfer
     */
    OutputStream outputStream();

    /**
     * The same for characters, which are sent as UTF-8; see {@link #outputStream}. For text and csv.
     *
     * @return a writer to this transfer
     */
    Writer writer();

    /**
     * Wants to hear how the transfer goes on.
     *
     * @param listener called now and then by the thread that writes
     * @return this
     */
    CopyIn onProgress(CopyProgress listener);

    /**
     * Ends the data and waits until the server has taken all of it.
     *
     * @return the number of rows copied
     * @throws SQLException what the server reports, in which case nothing was copied; 55000 after the end
     */
    long finish() throws SQLException;

    /**
     * Gives up: nothing is copied. A transaction around the command has failed, as after any error. Nothing happens when the transfer has ended.
     *
     * @param reason for the server's log
     * @throws SQLException when the connection is lost
     */
    void abort(String reason) throws SQLException;

    /**
     * Asks the server to end the command, from any thread; who writes then gets 57014.
     *
     * @throws SQLException 08006 when the server could not be reached
     */
    void cancel() throws SQLException;

    /** Gives up, unless {@link #finish} was called. */
    @Override
    void close() throws SQLException;
}
