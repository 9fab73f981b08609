package io.howdah.api;

import java.sql.SQLException;
import java.util.Objects;

/** An SQLException from where none may be thrown, as within a {@link java.util.stream.Stream}. */
public final class UncheckedSqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Wraps an exception.
     *
     * @param cause what happened
     */
    public UncheckedSqlException(SQLException cause) {
        super(cause.getMessage(), Objects.requireNonNull(cause));
    }

    /** What happened. */
    @Override
    public SQLException getCause() {
        return (SQLException) super.getCause();
    }
}
