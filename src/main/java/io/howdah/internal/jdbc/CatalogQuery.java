package io.howdah.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A query of the catalogue in the making: parts of SQL that {@link CatalogSql} has made safe, and conditions on names, whose values are
 * parameters. What differs between calls of a method is thus only which conditions there are, so that the server plans few statements, and
 * those once. Used by one thread for one query.
 */
final class CatalogQuery {
    private final ConnectionImpl connection;
    private final StringBuilder sql = new StringBuilder(2048);
    private final List<String> values = new ArrayList<>(8);

    CatalogQuery(ConnectionImpl connection, String start) {
        this.connection = connection;
        sql.append(start);
    }

    /** Goes on with SQL of {@link CatalogSql}. */
    CatalogQuery add(String part) {
        sql.append(' ').append(part);
        return this;
    }

    /** {@link #add} on a condition. */
    CatalogQuery addIf(boolean condition, String part) {
        return condition ? add(part) : this;
    }

    /** A value for a {@code ?} of the SQL added last. */
    CatalogQuery value(String value) {
        values.add(value);
        return this;
    }

    /** Only if this is the catalog: null is any; empty means objects without one, of which there are none. */
    CatalogQuery catalog(String catalog) {
        return name("(select pg_catalog.current_database())", catalog);
    }

    /** The exact name, when it is not null. */
    CatalogQuery name(String column, String name) {
        if (name != null) {
            sql.append(" and ").append(column).append(" OPERATOR(pg_catalog.=) cast(? as pg_catalog.text)");
            values.add(name);
        }
        return this;
    }

    /**
     * A pattern, when it is not null: {@code %} and {@code _} are wildcards, a backslash takes their meaning away. One without wildcards is asked
     * for as a name, for which the server has indexes even when it does not know the value as it plans.
     */
    CatalogQuery pattern(String column, String pattern) {
        if (pattern == null || pattern.equals("%")) {
            return this;
        }
        NamePattern parsed = NamePattern.of(pattern);
        if (parsed.isName()) {
            return name(column, parsed.text());
        }
        sql.append(" and ").append(column).append(" OPERATOR(pg_catalog.~~) cast(? as pg_catalog.text)");
        values.add(parsed.text());
        return this;
    }

    /** Sends the query; the rows are the result set for the application, whose statement is closed with it. */
    ResultSet rows() throws SQLException {
        return execute(ResultSet.TYPE_SCROLL_INSENSITIVE);
    }

    /** Sends the query; the rows are for the driver, to be read once and closed. */
    ResultSetImpl stream() throws SQLException {
        return (ResultSetImpl) execute(ResultSet.TYPE_FORWARD_ONLY);
    }

    private ResultSet execute(int type) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.toString(), type, ResultSet.CONCUR_READ_ONLY);
        try {
            statement.setFetchSize(0);
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            statement.closeOnCompletion();
            return statement.executeQuery();
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
