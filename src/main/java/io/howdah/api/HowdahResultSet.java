package io.howdah.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** What a result set of this driver can do beyond JDBC. Reached by {@code rows.unwrap(HowdahResultSet.class)}, through pools too. */
public interface HowdahResultSet extends ResultSet {
    /**
     * The current row as an object.
     *
     * <p>A record gets its components from the columns of the same names, {@code customerId} from {@code customer_id}; columns without a component
     * are passed over. Components may be primitives, anything that {@code getObject(i, Class)} gives, other records (from composite or json columns),
     * {@code Optional} and {@code List}. Any other class is the value of the one column there is.
     *
     * @param target a record class or the class of a value
     * @param <T> the same
     * @return the object; null for NULL in the one column
     * @throws SQLException 42703 for a component without a column, 22004 for a NULL where a component is a primitive, 42804 when there are several
     *     columns for one value, 42846 when there is no such reading or the record cannot be reached
     */
    <T> T read(Class<T> target) throws SQLException;

    /**
     * The rows from the next one on, each as {@link #read} gives it.
     *
     * @param target a record class or the class of a value
     * @param <T> the same
     * @return all of them
     * @throws SQLException as {@link #read}, and what the server reports
     */
    <T> List<T> list(Class<T> target) throws SQLException;

    /**
     * The rows from the next one on, read as they are wanted.
     *
     * @param target a record class or the class of a value
     * @param <T> the same
     * @return a stream for this thread, whose {@code close} closes this result set and whose failures are {@link UncheckedSqlException}s
     */
    <T> Stream<T> stream(Class<T> target);
}
