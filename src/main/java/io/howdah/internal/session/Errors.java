package io.howdah.internal.session;

import io.howdah.api.ServerError;
import io.howdah.api.ServerErrorInfo;
import java.io.Serializable;
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

    /** All that an exception made here holds. */
    private record Origin(ServerError error, String message, boolean retrySafe, int failedIndex)
            implements Serializable {}

    /** Gives an exception class the methods of {@link ServerErrorInfo}. */
    private interface FromServer extends ServerErrorInfo {
        Origin origin();

        @Override
        default ServerError serverError() {
            return origin().error();
        }

        @Override
        default boolean retrySafe() {
            return origin().retrySafe();
        }

        @Override
        default int failedIndex() {
            return origin().failedIndex();
        }
    }

    /** The exception for an error outside of any statement, such as one at connection startup. */
    public static SQLException of(ServerError error) {
        return of(error, new Circumstances(message(error, true), false, -1), false);
    }

    /** @param timedOut true when our own deadline caused the cancellation */
    static SQLException of(ServerError error, Circumstances how, boolean timedOut) {
        Origin origin = new Origin(error, how.message(), how.retrySafe(), how.failedIndex());
        String state = error.sqlState();
        if (timedOut && state.equals(QUERY_CANCELED)) {
            return new TimeoutError(origin);
        }
        return switch (state) {
            case "57P03", "53300" -> new TransientConnectionError(origin);
            case "57P01", "57P02", "57P04", "57P05" -> new ConnectionError(origin);
            default -> byClass(origin);
        };
    }

    private static SQLException byClass(Origin origin) {
        return switch (origin.error().sqlState().substring(0, 2)) {
            case "08" -> new ConnectionError(origin);
            case "0A" -> new FeatureError(origin);
            case "22" -> new DataError(origin);
            case "28" -> new AuthorizationError(origin);
            case "40" -> new RollbackError(origin);
            case "42" -> new SyntaxError(origin);
            case "53", "55" -> new TransientError(origin);
            default -> new PlainError(origin);
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

    /** The warning for a notice, with the server's message alone as its text. */
    static SQLWarning warning(ServerError notice) {
        return new Notice(new Origin(notice, notice.message(), false, -1));
    }

    private static final class Notice extends SQLWarning implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        Notice(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class PlainError extends SQLException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        PlainError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class TimeoutError extends SQLTimeoutException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        TimeoutError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class TransientConnectionError extends SQLTransientConnectionException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        TransientConnectionError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class ConnectionError extends SQLNonTransientConnectionException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        ConnectionError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class FeatureError extends SQLFeatureNotSupportedException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        FeatureError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class DataError extends SQLDataException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        DataError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class AuthorizationError extends SQLInvalidAuthorizationSpecException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        AuthorizationError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class RollbackError extends SQLTransactionRollbackException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        RollbackError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class SyntaxError extends SQLSyntaxErrorException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        SyntaxError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    private static final class TransientError extends SQLTransientException implements FromServer {
        private static final long serialVersionUID = 1;
        private final Origin origin;

        TransientError(Origin origin) {
            super(origin.message(), origin.error().sqlState());
            this.origin = origin;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }
}
