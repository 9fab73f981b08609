package io.howdah.api;

import java.sql.SQLException;

/**
 * What is done in one transaction. May be run more than once, if {@link TransactionOptions#retries} says so: it should keep nothing from an
 * earlier run.
 *
 * @param <T> what it gives
 * @param <X> what it throws besides SQLException; inferred as RuntimeException when nothing
 */
@FunctionalInterface
public interface TransactionWork<T, X extends Exception> {
    /**
     * Does the work. When it throws, the transaction is rolled back.
     *
     * @param transaction the block it runs in
     * @return the result
     * @throws SQLException when the database refuses
     * @throws X when the application fails
     */
    T run(Transaction transaction) throws SQLException, X;
}
