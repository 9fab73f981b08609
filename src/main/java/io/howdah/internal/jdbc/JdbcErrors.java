package io.howdah.internal.jdbc;

import java.io.IOException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;

/**
 * The failures that the JDBC layer itself finds, without the server: one method a condition, with the SQLSTATE that applications know from
 * PostgreSQL's drivers and the subclass that JDBC has for its class. None of them harms the connection. Stateless.
 */
final class JdbcErrors {
    private JdbcErrors() {}

    /** 55000: {@code what}, such as {@code "result set"}, has been closed. */
    static SQLException closed(String what) {
        return new SQLException(
                "the " + what + " is closed: it was closed by the application, or with the statement or connection it"
                        + " belongs to",
                "55000");
    }

    /** 08003: the connection has been closed. */
    static SQLException connectionClosed() {
        return new SQLNonTransientConnectionException("the connection is closed", "08003");
    }

    /** 22023: an argument that no call may have; {@code message} says which, what is expected and what was given. */
    static SQLException invalid(String message) {
        return new SQLDataException(message, "22023");
    }

    /** {@code value}; 22023 when it is null, {@code what} being what it should be, such as {@code "pattern"}. */
    static <T> T required(T value, String what) throws SQLException {
        if (value == null) {
            throw invalid("the " + what + " is null");
        }
        return value;
    }

    /** 22023: a 1-based index outside 1 to {@code count}; {@code what} is {@code "column"} or {@code "parameter"}. */
    static SQLException index(String what, int index, int count) {
        return invalid("there is no " + what + " " + index + ": expected "
                + (count == 0 ? "none, since there are none" : "1 to " + count));
    }

    /** 24000: a value was asked for before the first row or after the last. */
    static SQLException noRow(boolean beforeFirst) {
        return new SQLException(
                beforeFirst
                        ? "the result set is before its first row: call next() first"
                        : "the result set is after its last row: next() has returned false or failed",
                "24000");
    }

    /** 24000: a forward-only result set has deleted its row. */
    static SQLException rowDeleted() {
        return new SQLException("the current row has been deleted: call next() first", "24000");
    }

    /** 02000: the row that was to be {@code done}, such as {@code "deleted"}, is not there as it was received. */
    static SQLException rowGone(String table, String done) {
        return new SQLException(
                "no row of the table " + table + " was " + done
                        + ": it is gone or hidden, a trigger prevented it, or what was received is no longer in it (somebody has changed"
                        + " it since, or the result joins the table with itself): read it again",
                "02000");
    }

    /** 24000: {@code method} makes no sense on the insert row. */
    static SQLException onInsertRow(String method) {
        return new SQLException(
                method + "() cannot be called on the insert row: call moveToCurrentRow() first", "24000");
    }

    /** 24000: rows of this result cannot be changed as asked; {@code reason} says why. */
    static SQLException notUpdatable(String reason) {
        return new SQLException("the result set cannot be updated so: " + reason, "24000");
    }

    /** 24000: {@code method} needs a result set that can scroll. */
    static SQLException forwardOnly(String method) {
        return new SQLException(
                method
                        + "() needs a scrollable result set, but this one is TYPE_FORWARD_ONLY: create the statement with"
                        + " TYPE_SCROLL_INSENSITIVE",
                "24000");
    }

    /** 24000: {@code method} needs a result set that can be updated. */
    static SQLException readOnly(String method) {
        return new SQLException(
                method + "() needs an updatable result set, but this one is CONCUR_READ_ONLY: create the statement with"
                        + " CONCUR_UPDATABLE",
                "24000");
    }

    /** 42703: no column has this label. */
    static SQLException unknownColumn(String label) {
        return new SQLSyntaxErrorException(
                "the result set has no column labelled " + label + ": expected one of its column labels, in any case",
                "42703");
    }

    /** 0A000: {@code what}, such as {@code "ResultSet.getRef"}, does not exist in this driver. */
    static SQLException unsupported(String what) {
        return new SQLFeatureNotSupportedException(what + " is not supported", "0A000");
    }

    /** 42846: a value of a type has no reading as {@code target}. */
    static SQLException cannotRead(String typeName, String target, String instead) {
        return new SQLDataException(
                "cannot read a value of type " + typeName + " as " + target + ": " + instead, "42846");
    }

    /** 22003: the number in {@code column} (1-based) does not fit {@code target}. */
    static SQLException outOfRange(int column, String target) {
        return new SQLDataException("the number in column " + column + " is outside the range of " + target, "22003");
    }

    /** 22003: a bool was read as a number. */
    static SQLException booleanIsNoNumber(String target) {
        return new SQLDataException(
                "cannot read a value of type bool as " + target
                        + ": use getBoolean, or set the connection property convertBooleanToNumeric",
                "22003");
    }

    /** {@code failure} of fetching from a cursor, with the cause that a connection in auto-commit mode is for 34000. */
    static SQLException noCursor(SQLException failure, boolean autoCommit) {
        if (!autoCommit || !"34000".equals(failure.getSQLState())) {
            return failure;
        }
        return new SQLNonTransientException(
                failure.getMessage()
                        + "\n  Hint: a cursor ends with the transaction in which it was opened: call setAutoCommit(false) before"
                        + " the function that opens it",
                "34000",
                failure);
    }

    /** 58030: the temporary file of a large result cannot be read. */
    static SQLException temporaryFile(IOException cause) {
        return new SQLNonTransientException(
                "rows kept in a temporary file could not be read: " + cause.getMessage(), "58030", cause);
    }

    /** The SQLException that a stream of the driver's own was stopped by; 58030 when it was something else. */
    static SQLException ofStream(IOException e) {
        return e.getCause() instanceof SQLException cause
                ? cause
                : new SQLNonTransientException("a stream failed: " + e.getMessage(), "58030", e);
    }

    /** 22018: text that is not {@code expected}. */
    static SQLException badText(String expected, Throwable cause) {
        return new SQLDataException("the text of the value is not " + expected, "22018", cause);
    }

    /** 22023: {@code target} is not something that an object of the driver can be unwrapped to. */
    static SQLException cannotUnwrap(Object self, Class<?> target) {
        return invalid("cannot unwrap " + self.getClass().getName() + " to "
                + (target == null ? "null" : target.getName()) + ": ask isWrapperFor first");
    }

    /** {@code Wrapper.unwrap} for objects that wrap nothing but themselves. */
    static <T> T unwrap(Object self, Class<T> target) throws SQLException {
        if (target == null || !target.isInstance(self)) {
            throw cannotUnwrap(self, target);
        }
        return target.cast(self);
    }
}
