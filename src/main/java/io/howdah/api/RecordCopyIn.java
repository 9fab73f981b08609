package io.howdah.api;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Records on their way into a table by {@code COPY}, the server's bulk transfer; made by {@link HowdahConnection#copyIn(String, Class)}. Sends them while the
 * application makes them, in constant memory. Nothing is copied before {@link #finish}: {@link #close} without it undoes the command.
 *
 * <pre>{@code
 * record Person(int id, String name, LocalDate born) {}
 *
 * try (RecordCopyIn<Person> copy = connection.unwrap(HowdahConnection.class).copyIn("person", Person.class)) {
 *     copy.add(new Person(1, "Ada", LocalDate.of(1815, 12, 10)));
 *     long rows = copy.finish();
 * }
 * }</pre>
 *
 * <p>Until it has ended the connection can do nothing else (55006). An error that the server finds, such as a duplicate key, is thrown by the next call that
 * sends something, at the latest by {@link #finish}; the connection is usable afterwards. Belongs to one thread at a time.
 *
 * @param <T> the record class
 */
public interface RecordCopyIn<T> extends AutoCloseable {
    /**
     * Adds a row.
     *
     * @param row its values
     * @throws SQLException what the server reports; 22003 or another data exception that names row and column for a value that cannot be sent, after which
     *     the transfer may go on without the row; 55000 after the end
     */
    void add(T row) throws SQLException;

    /**
     * Adds rows. When the source fails, the transfer is given up and the failure thrown as it is.
     *
     * @param rows the rows
     * @throws SQLException as {@link #add}, but the transfer is given up
     */
    void addAll(Iterable<? extends T> rows) throws SQLException;

    /**
     * Adds all that an iterator still has; see {@link #addAll(Iterable)}.
     *
     * @param rows the rows
     * @throws SQLException as {@link #addAll(Iterable)}
     */
    void addAll(Iterator<? extends T> rows) throws SQLException;

    /**
     * Adds the rows of a stream, which is closed then; see {@link #addAll(Iterable)}.
     *
     * @param rows the rows
     * @throws SQLException as {@link #addAll(Iterable)}
     */
    void addAll(Stream<? extends T> rows) throws SQLException;

    /**
     * Whether the rows go in binary. They do unless a column's type has no binary form, or a component is text for a type that is none, which the server
     * reads then.
     *
     * @return true for binary, false for text
     */
    boolean isBinary();

    /**
     * Wants to hear how the transfer goes on.
     *
     * @param listener called now and then by the thread that adds rows
     * @return this
     */
    RecordCopyIn<T> onProgress(CopyProgress listener);

    /**
     * Ends the data and waits until the server has taken all of it.
     *
     * @return the number of rows copied, as the server counts them
     * @throws SQLException what the server reports, in which case nothing was copied; 55000 after the end
     */
    long finish() throws SQLException;

    /**
     * Asks the server to end the command, from any thread; who adds then gets 57014.
     *
     * @throws SQLException 08006 when the server could not be reached
     */
    void cancel() throws SQLException;

    /** Gives up, unless {@link #finish} was called: nothing is copied, and a transaction around the command has failed. */
    @Override
    void close() throws SQLException;
}
