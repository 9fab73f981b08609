package io.howdah.replication;

import java.sql.SQLException;

/**
 * The row of a change. Columns count from 1, as in JDBC. Values are read as from a {@code ResultSet}, by the same codecs: those of types that the data
 * source has not met on an ordinary connection only as text.
 *
 * <p>A large value that an update did not touch is not sent: {@link #isUnchanged}. Reading it fails with 55000, since it is not NULL. In the key of an
 * old row the columns that are no part of the key are NULL.
 */
public interface Tuple {
    /**
     * The table.
     *
     * @return as it was described when the change was received
     */
    Relation relation();

    /**
     * The column of a name.
     *
     * @param name exactly as the table has it
     * @return its number from 1
     * @throws SQLException 42703 when there is none
     */
    int column(String name) throws SQLException;

    /**
     * Whether a column is NULL.
     *
     * @param column from 1
     * @return true for NULL; false for a value, sent or not
     * @throws SQLException 22023 when there is no such column
     */
    boolean isNull(int column) throws SQLException;

    /**
     * Whether a column's value was left out because the update did not change it.
     *
     * @param column from 1
     * @return true when the row has a value that is not here
     * @throws SQLException 22023 when there is no such column
     */
    boolean isUnchanged(int column) throws SQLException;

    /**
     * Reads a column as {@code ResultSet.getObject(int)}.
     *
     * @param column from 1
     * @return null for NULL
     * @throws SQLException 55000 for a value that was left out
     */
    Object get(int column) throws SQLException;

    /**
     * Reads a column as {@code ResultSet.getObject(int, Class)}.
     *
     * @param column from 1
     * @param target class of the value, not a primitive one
     * @param <T> class of the value
     * @return null for NULL
     * @throws SQLException 55000 for a value that was left out, 42846 when its type has no such reading
     */
    <T> T get(int column, Class<T> target) throws SQLException;

    /**
     * Reads a column by its name.
     *
     * @param column exactly as the table has it
     * @return null for NULL
     * @throws SQLException as {@link #get(int)}; 42703 when there is no such column
     */
    default Object get(String column) throws SQLException {
        return get(column(column));
    }

    /**
     * Reads a column by its name as an object of a class.
     *
     * @param column exactly as the table has it
     * @param target class of the value
     * @param <T> class of the value
     * @return null for NULL
     * @throws SQLException as {@link #get(int, Class)}; 42703 when there is no such column
     */
    default <T> T get(String column, Class<T> target) throws SQLException {
        return get(column(column), target);
    }

    /**
     * Reads a column as the server's text.
     *
     * @param column from 1
     * @return null for NULL
     * @throws SQLException 55000 for a value that was left out
     */
    String getString(int column) throws SQLException;

    /**
     * Reads a column as an int, without boxing.
     *
     * @param column from 1
     * @return 0 for NULL
     * @throws SQLException 55000 for a value that was left out, 22003 for one out of range
     */
    int getInt(int column) throws SQLException;

    /**
     * Reads a column as a long, without boxing.
     *
     * @param column from 1
     * @return 0 for NULL
     * @throws SQLException 55000 for a value that was left out, 22003 for one out of range
     */
    long getLong(int column) throws SQLException;
}
