package io.howdah.api;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The rows of a table or query as records, by {@code COPY}; made by {@link HowdahConnection#copyOut(String, Class)}. Gives them as they arrive, in constant
 * memory.
 *
 * <pre>{@code
 * try (RecordCopyOut<Person> people = connection.unwrap(HowdahConnection.class).copyOut("person", Person.class)) {
 *     for (Person person : people) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Until it has ended the connection can do nothing else (55006). {@link #close} before the end reads the rest and drops it, or cancels the command with
 * {@code closeCancels=true}; {@link #cancel} ends a long one at once. There is one pass over the rows: all ways to take them share it. Belongs to one thread
 * at a time.
 *
 * @param <T> the record class
 */
public interface RecordCopyOut<T> extends Iterable<T>, AutoCloseable {
    /**
     * The next row.
     *
     * @return null at the end
     * @throws SQLException what the server reports; what a value says that cannot be read as its component, after which the next row can be read
     */
    T next() throws SQLException;

    /**
     * The rows from the next one on. Its failures are {@link UncheckedSqlException}s.
     *
     * @return an iterator over the rows that have not been taken
     */
    @Override
    Iterator<T> iterator();

    /**
     * The rows from the next one on. Its failures are {@link UncheckedSqlException}s; closing the stream closes this.
     *
     * @return a sequential stream of the rows that have not been taken
     */
    Stream<T> stream();

    /**
     * Whether the rows come in binary, as they do unless a column's type has no binary form.
     *
     * @return true for binary, false for text
     */
    boolean isBinary();

    /**
     * Wants to hear how the transfer goes on.
     *
     * @param listener called now and then by the thread that reads
     * @return this
     */
    RecordCopyOut<T> onProgress(CopyProgress listener);

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
