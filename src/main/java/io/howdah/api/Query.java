package io.howdah.api;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A query with its values, which each of these methods runs and reads to its end. Made by {@link HowdahConnection#query}.
 *
 * <pre>{@code
 * record Person(int id, String name, Optional<LocalDate> born) {}
 *
 * List<Person> all = howdah.query("select * from person where id > ?", 100).list(Person.class);
 * long count = howdah.query("select count(*) from person").one(Long.class);
 * }</pre>
 *
 * <p>What a class means is said at {@link HowdahResultSet#read}. Large results are read as they arrive where the method allows: {@link #stream}
 * and {@link #forEach} need constant memory.
 */
public interface Query {
    /**
     * All rows.
     *
     * @param target a record class or the class of a value
     * @param <T> the same
     * @return one object a row
     * @throws SQLException as {@link HowdahResultSet#read}, and what the server reports
     */
    <T> List<T> list(Class<T> target) throws SQLException;

    /**
     * All rows.
     *
     * @param reader makes an object of each
     * @param <T> what it makes
     * @return one object a row
     * @throws SQLException what the reader throws and the server reports
     */
    <T> List<T> list(RowReader<T> reader) throws SQLException;

    /**
     * The one row there is.
     *
     * @param target a record class or the class of a value
     * @param <T> the same
     * @return the object; null for NULL in the one column
     * @throws SQLException 02000 for no row, 21000 for several, else as {@link #list(Class)}
     */
    <T> T one(Class<T> target) throws SQLException;

    /**
     * The one row there is.
     *
     * @param reader makes an object of it
     * @param <T> what it makes
     * @return the object
     * @throws SQLException 02000 for no row, 21000 for several, else as {@link #list(RowReader)}
     */
    <T> T one(RowReader<T> reader) throws SQLException;

    /**
     * The row, if there is one.
     *
     * @param target a record class or the class of a value
     * @param <T> the same
     * @return the object; empty for no row, and for NULL in the one column
     * @throws SQLException 21000 for several, else as {@link #list(Class)}
     */
    <T> Optional<T> optional(Class<T> target) throws SQLException;

    /**
     * The rows as they arrive.
     *
     * @param target a record class or the class of a value
     * @param <T> the same
     * @return a stream for this thread, to be closed; its failures are {@link UncheckedSqlException}s
     * @throws SQLException what the server reports before the first row
     */
    <T> Stream<T> stream(Class<T> target) throws SQLException;

    /**
     * Hands over each row as it arrives.
     *
     * @param target a record class or the class of a value
     * @param consumer gets one object a row; what it throws ends the query
     * @param <T> the same
     * @throws SQLException as {@link #list(Class)}, and what the consumer throws
     */
    <T> void forEach(Class<T> target, RowConsumer<T> consumer) throws SQLException;

    /**
     * Takes the objects of {@link #forEach}.
     *
     * @param <T> their class
     */
    @FunctionalInterface
    interface RowConsumer<T> {
        /**
         * Takes one.
         *
         * @param row the object; null for NULL in the one column
         * @throws SQLException to end the query
         */
        void accept(T row) throws SQLException;
    }
}
