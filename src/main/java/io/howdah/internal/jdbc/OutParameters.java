package io.howdah.internal.jdbc;

import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Types;
import java.util.Arrays;

/**
 * The OUT parameters of one call: what was registered, and after an execution the row that has their values. Indexes are JDBC's, from 1.
 *
 * <p>Owned by its statement, for one thread at a time.
 */
final class OutParameters {
    private static final int NOT_REGISTERED = Integer.MIN_VALUE;
    private static final int NO_SCALE = -1;

    private final int[] types;
    private final int[] scales;
    /** 1-based column of each parameter in {@link #row}; 0 for none. */
    private final int[] columns;

    private int registered;
    private ResultSetImpl row;
    /** The result sets of cursors that have been asked for; null until one is. */
    private ResultSet[] cursors;

    OutParameters(int count) {
        types = new int[count];
        scales = new int[count];
        columns = new int[count];
        Arrays.fill(types, NOT_REGISTERED);
    }

    /** Number of JDBC parameters, the result of a function included. */
    int count() {
        return types.length;
    }

    /** Number of parameters registered. */
    int registered() {
        return registered;
    }

    boolean isRegistered(int index) {
        return types[index - 1] != NOT_REGISTERED;
    }

    /**
     * @param sqlType of java.sql.Types
     * @param scale -1 for none
     */
    void register(int index, int sqlType, int scale) {
        if (!isRegistered(index)) {
            registered++;
        }
        types[index - 1] = sqlType;
        scales[index - 1] = scale < 0 ? NO_SCALE : scale;
    }

    /** Forgets the values of the last execution. */
    void clear() {
        row = null;
        cursors = null;
    }

    /**
     * Takes the values from the row that a call gave.
     *
     * @param rows null when it gave none
     * @param outputs which of the routine's outputs the registered parameters are, for a call that gives more columns than were registered;
     *     asked only then
     * @throws SQLException 02000 for no row, 42601 for another number of columns, 42821 for a type that does not fit the registered one
     */
    void take(ResultSetImpl rows, OutputColumns outputs) throws SQLException {
        if (rows == null || !rows.next()) {
            throw new SQLDataException(
                    "A CallableStatement was executed with nothing returned: expected a row with the values of "
                            + registered
                            + " OUT parameters. A procedure returns only its INOUT and OUT parameters, a function"
                            + " that returns a set may return no row.",
                    "02000");
        }
        int given = rows.shape.columnCount();
        if (given == registered) {
            int column = 0;
            for (int i = 0; i < types.length; i++) {
                columns[i] = types[i] == NOT_REGISTERED ? 0 : ++column;
            }
        } else if (given < registered || !outputs.find(columns)) {
            throw new SQLSyntaxErrorException(
                    "A CallableStatement was executed with an invalid number of parameters: " + registered
                            + " OUT parameters are registered, but the call returned " + given
                            + " columns. Register each of them, or none and read the result set.",
                    "42601");
        }
        for (int i = 0; i < types.length; i++) {
            if (types[i] != NOT_REGISTERED) {
                check(i + 1, rows.shape.type(columns[i] - 1));
            }
        }
        row = rows;
    }

    /** Finds the columns of registered parameters by what the catalogue says of the routine. */
    @FunctionalInterface
    interface OutputColumns {
        /** Fills in the column of each registered parameter; false when that cannot be told. */
        boolean find(int[] columns) throws SQLException;
    }

    private void check(int index, PgType type) throws SQLException {
        int wanted = collapsed(types[index - 1]);
        int given = collapsed(TypeFacts.sqlType(type));
        boolean fits = wanted == given
                || wanted == Types.OTHER
                || wanted == Types.REAL && given == Types.DOUBLE
                || wanted == Types.ARRAY && given == Types.ARRAY;
        if (!fits) {
            throw new SQLDataException(
                    "A CallableStatement function was executed and the out parameter " + index + " was of type "
                            + type.name() + " (java.sql.Types." + name(given) + ") however type java.sql.Types."
                            + name(types[index - 1]) + " was registered: register " + name(given)
                            + ", or OTHER to take any type; every getter converts.",
                    "42821");
        }
    }

    private static String name(int sqlType) {
        try {
            return JDBCType.valueOf(sqlType).getName();
        } catch (IllegalArgumentException unknown) {
            return Integer.toString(sqlType);
        }
    }

    /** One constant for those of java.sql.Types that PostgreSQL has one type for. */
    private static int collapsed(int sqlType) {
        return switch (sqlType) {
            case Types.TINYINT -> Types.SMALLINT;
            case Types.LONGVARCHAR, Types.NVARCHAR, Types.LONGNVARCHAR -> Types.VARCHAR;
            case Types.NCHAR -> Types.CHAR;
            case Types.DECIMAL -> Types.NUMERIC;
            case Types.FLOAT -> Types.DOUBLE;
            case Types.VARBINARY, Types.LONGVARBINARY -> Types.BINARY;
            case Types.BOOLEAN -> Types.BIT;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Types.TIMESTAMP;
            case Types.TIME_WITH_TIMEZONE -> Types.TIME;
            case Types.JAVA_OBJECT -> Types.OTHER;
            default -> sqlType;
        };
    }

    /**
     * The row with the values.
     *
     * @throws SQLException 02000 before an execution
     */
    ResultSetImpl row() throws SQLException {
        if (row == null) {
            throw new SQLNonTransientException(
                    "Results cannot be retrieved from a CallableStatement before it is executed with registered OUT parameters.",
                    "02000");
        }
        return row;
    }

    /**
     * The column of a parameter in {@link #row}.
     *
     * @throws SQLException 22023 for an index that does not exist, 2200G for one that was not registered
     */
    int column(int index) throws SQLException {
        if (index < 1 || index > types.length) {
            throw JdbcErrors.index("parameter", index, types.length);
        }
        if (types[index - 1] == NOT_REGISTERED) {
            throw new SQLDataException(
                    "parameter " + index + " is not an OUT parameter: call registerOutParameter(" + index
                            + ", type) before the execution",
                    "2200G");
        }
        return columns[index - 1];
    }

    /** The value as JDBC's default class for what was registered; numbers rounded to the registered scale. */
    Object object(int index) throws SQLException {
        ResultSetImpl values = row();
        int column = column(index);
        if (cursors != null && cursors[index - 1] != null) {
            return cursors[index - 1];
        }
        if (types[index - 1] == Types.REAL) {
            float value = values.getFloat(column);
            return values.wasNull() ? null : value;
        }
        Object value = values.getObject(column);
        if (value instanceof ResultSet cursor) {
            if (cursors == null) {
                cursors = new ResultSet[types.length];
            }
            cursors[index - 1] = cursor;
        }
        return value instanceof BigDecimal decimal ? rounded(index, decimal) : value;
    }

    /** The number rounded half up to the registered scale, as {@code setObject} with a scale does. */
    BigDecimal rounded(int index, BigDecimal value) {
        int scale = scales[index - 1];
        return value == null || scale == NO_SCALE ? value : value.setScale(scale, RoundingMode.HALF_UP);
    }
}
