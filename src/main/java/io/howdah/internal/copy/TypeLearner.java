package io.howdah.internal.copy;

import java.sql.SQLException;

/** Asks the server about types of the database. */
@FunctionalInterface
public interface TypeLearner {
    /**
     * Makes those of the types known that are not.
     *
     * @return true when there is news
     */
    boolean learn(int[] oids) throws SQLException;
}
