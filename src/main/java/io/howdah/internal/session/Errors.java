package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.api.ServerErrorInfo;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.SQLWarning;

/**
 * Makes exceptions of the server's errors: the JDBC subclass by the class of the SQLSTATE, the server's text verbatim, all fields by
 * {@link ServerErrorInfo}.
 *
 * <p>Violated constraints (class 23) are plain SQLExceptions on purpose; see docs/decisions.
 */
public final class Errors {
    /** The state of a transaction in which a statement has failed: everything is refused until it ends. */
    static final String IN_FAILED_TRANSACTION = "25P02";

    static final String QUERY_CANCELED = "57014";

    private Errors() {}

    /** How an error was met; what the exception says beyond the server's own fields. */
    record Circumstances(String message, boolean retrySafe, int failedIndex) {}

    /** The exception for an error outside of any statement, such as one at connection startup. */
    public static SQLException of(ServerError error) {
        return of(error, new Circumstances(message(error, true), false, -1), false);
    }

    /** @param timedOut true when our own deadline caused the cancellation */
    static SQLException of(ServerError error, Circumstances how, boolean timedOut) {
        String state = error.sqlState();
        if (timedOut && state.equals(QUERY_CANCELED)) {
            return new TimeoutError(error, how);
        }
        return switch (state) {
            case "57P03", "53300" -> new TransientConnectionError(error, how);
            case "57P01", "57P02", "57P04", "57P05" -> new ConnectionError(error, how);
            default -> byClass(error, how);
        };
    }

    private static SQLException byClass(ServerError error, Circumstances how) {
        return switch (error.sqlState().substring(0, 2)) {
            case "08" -> new ConnectionError(error, how);
            case "0A" -> new FeatureError(error, how);
            case "22" -> new DataError(error, how);
            case "28" -> new AuthorizationError(error, how);
            case "40" -> new RollbackError(error, how);
            case "42" -> new SyntaxError(error, how);
            case "53", "55" -> new TransientError(error, how);
            default -> new PlainError(error, how);
        };
    }

    /** The text of an exception: severity, message and, unless {@code details} is false, what else the server said. */
    static String message(ServerError error, boolean details) {
        StringBuilder text = new StringBuilder();
        text.append(error.severity() == null ? "ERROR" : error.severity())
                .append(": ")
                .append(error.message());
        if (details) {
            line(text, "Detail", error.detail());
        }
        if (error.hint() != null && details) {
            line(text, "Hint", error.hint());
        }
        if (error.position() > 0) {
            text.append("\n  Position: ").append(error.position());
        }
        if (details) {
            line(text, "Where", error.where());
            line(text, "Internal Query", error.internalQuery());
            if (error.internalPosition() > 0) {
                text.append("\n  Internal Position: ").append(error.internalPosition());
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        if (value != null) {
            text.append("\n  ").append(label).append(": ").append(value);
        }
    }

    /** The warning for a notice. */
    static SQLWarning warning(ServerError notice) {
        return new Notice(notice, message(notice, true));
    }

    /** An SQLWarning that carries the server's fields. */
    static final class Notice extends SQLWarning implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;

        Notice(ServerError error, String message) {
            super(message, error.sqlState());
            this.error = error;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return false;
        }

        @Override
        public int failedIndex() {
            return -1;
        }
    }

    private static final class PlainError extends SQLException implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        PlainError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }

    private static final class TimeoutError extends SQLTimeoutException implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        TimeoutError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }

    private static final class TransientConnectionError extends SQLTransientConnectionException
            implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        TransientConnectionError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }

    private static final class ConnectionError extends SQLNonTransientConnectionException implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        ConnectionError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }

    private static final class FeatureError extends SQLFeatureNotSupportedException implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        FeatureError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }

    private static final class DataError extends SQLDataException implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        DataError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }

    private static final class AuthorizationError extends SQLInvalidAuthorizationSpecException
            implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        AuthorizationError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }

    private static final class RollbackError extends SQLTransactionRollbackException implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        RollbackError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }

    private static final class SyntaxError extends SQLSyntaxErrorException implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        SyntaxError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }

    private static final class TransientError extends SQLTransientException implements ServerErrorInfo {
        private static final long serialVersionUID = 1;
        private final ServerError error;
        private final boolean retrySafe;
        private final int failedIndex;

        TransientError(ServerError error, Circumstances how) {
            super(how.message, error.sqlState());
            this.error = error;
            this.retrySafe = how.retrySafe;
            this.failedIndex = how.failedIndex;
        }

        @Override
        public ServerError serverError() {
            return error;
        }

        @Override
        public boolean retrySafe() {
            return retrySafe;
        }

        @Override
        public int failedIndex() {
            return failedIndex;
        }
    }
}
