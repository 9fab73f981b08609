package io.howdah.internal.session;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/** Failures while messages were written that never left: the connection is as it was. Stateless. */
final class Unsent {
    private Unsent() {}

    /**
     * What to throw.
     *
     * @return an SQLException; 53200 when memory ran out, 22023 when a value failed with an exception of its own
     */
    static SQLException failure(Throwable e) {
        if (e instanceof SQLException failure) {
            return failure;
        }
        return e instanceof OutOfMemoryError
                ? new SQLTransientException(
                        "not enough memory for the parameters of the statement, which was not sent: " + e.getMessage()
                                + "; give large values as streams, or the JVM a larger heap",
                        "53200",
                        e)
                : new SQLDataException(
                        "a parameter could not be encoded, so the statement was not sent: " + e, "22023", e);
    }
}
