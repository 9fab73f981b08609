package io.howdah.internal.type;

import java.sql.SQLException;

/**
 * Takes the values of one row after another, column by column, as a {@link RecordEncoder} gives them. Each method fails with what the codec of the column's
 * type says: 22003 for a number outside the range of the type, 42846 for a class that does not fit.
 */
public interface FieldSink {
    void putInt(int column, int value) throws SQLException;

    void putLong(int column, long value) throws SQLException;

    void putFloat(int column, float value) throws SQLException;

    void putDouble(int column, double value) throws SQLException;

    void putBoolean(int column, boolean value) throws SQLException;

    /** Null stands for NULL. */
    void putObject(int column, Object value) throws SQLException;
}
