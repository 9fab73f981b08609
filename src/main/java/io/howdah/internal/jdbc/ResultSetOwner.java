package io.howdah.internal.jdbc;

import io.howdah.internal.type.CodecContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * What a result set needs of the statement it belongs to. Implemented by statements, and by {@link ResultSets} for results that come from no
 * statement. Called on the thread that uses the result set.
 */
interface ResultSetOwner {
    /** The statement as {@code getStatement} gives it; null when there is none. */
    Statement statement();

    /** What the session is like now. */
    CodecContext context();

    /** The property convertBooleanToNumeric. */
    boolean convertBooleanToNumeric();

    /** The property disableColumnSanitiser: labels are looked up with regard to case. */
    boolean disableColumnSanitiser();

    /** The property unknownLength: what metadata says where a type has no length. */
    int unknownLength();

    /** As {@code Statement.getMaxFieldSize}; 0 for no limit. */
    int maxFieldSize();

    /** The connection for what a result does beyond being read; null when there is none. */
    ConnectionImpl connection();

    /** Where the result's metadata finds out about the tables of its columns; null when there is no connection to ask. */
    TableColumns tableColumns();

    /** Where types that are not known are learned; null when there is no connection to ask. */
    default TypeResolver typeResolver() {
        return null;
    }

    /** As {@code Connection.getTypeMap}. */
    default Map<String, Class<?>> typeMap() {
        return Map.of();
    }

    /**
     * The rows of a cursor of the server's, as the value of a refcursor.
     *
     * @throws SQLException 34000 when there is no such cursor (any more), 0A000 when there is no connection to ask
     */
    ResultSet openCursor(String name) throws SQLException;

    /** As {@code ResultSet.getCursorName}; null when rows come from no named cursor. */
    default String cursorName() {
        return null;
    }

    /** Called once, when the result set has been closed, whoever closed it. */
    void resultSetClosed(ResultSetImpl resultSet) throws SQLException;
}
