package io.howdah.types;

import java.sql.SQLException;
import java.sql.Struct;
import java.util.List;

/**
 * A value of a composite type: what {@code getObject} gives for the row type of a table, for a type made by {@code CREATE TYPE ... AS} and for an anonymous
 * record, and what {@code Connection.createStruct} makes. Needs no connection to be read; {@code toString} is the server's text, such as {@code (1,"a b",)}.
 * Equal to another one of the same type and text.
 *
 * <p>Attributes are what {@code getObject} gives for a column of their type: composites are PgStruct, arrays java.sql.Array, NULL is null. The columns of
 * an anonymous record are String, since the server does not tell their types.
 */
public interface PgStruct extends Struct {
    /**
     * The names of the attributes.
     *
     * @return the names in their order; column1, column2 and so on for an anonymous record
     */
    List<String> getAttributeNames();

    /**
     * One attribute by its name.
     *
     * @param name the exact name
     * @return the attribute, null for NULL
     * @throws SQLException 42703 when there is none of that name
     */
    Object getAttribute(String name) throws SQLException;

    /**
     * One attribute as an instance of a class.
     *
     * @param <T> the class
     * @param name the exact name
     * @param type what {@code ResultSet.getObject} takes for a column of that type: a class such as LocalDate, a record, an array class
     * @return the attribute, null for NULL
     * @throws SQLException 42703 when there is none of that name, 42846 when it cannot be read so
     */
    <T> T getAttribute(String name, Class<T> type) throws SQLException;
}
