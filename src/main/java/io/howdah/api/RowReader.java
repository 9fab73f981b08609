package io.howdah.api;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a value of the row at which a result set stands.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface RowReader<T> {
    /**
     * Reads the current row.
     *
     * @param row stands at the row; not to be moved or closed
     * @return the value, which may be null
     * @throws SQLException when a value cannot be read as wanted
     */
    T read(ResultSet row) throws SQLException;

    /**
     * Reads rows as maps.
     *
     * @return a reader whose maps have the columns' labels in their order, with the values of {@code getObject}, null for NULL
     */
    static RowReader<Map<String, Object>> map() {
        return row -> {
            ResultSetMetaData columns = row.getMetaData();
            Map<String, Object> map = new LinkedHashMap<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                map.put(columns.getColumnLabel(column), row.getObject(column));
            }
            return map;
        };
    }
}
