package io.howdah.api;

import java.sql.Connection;
import java.time.Duration;
import java.util.Objects;

/**
 * How a transaction block is run. Immutable; each {@code with...} method gives a changed copy.
 *
 * <pre>{@code
 * TransactionOptions.DEFAULT.withIsolation(Connection.TRANSACTION_SERIALIZABLE).withRetries(5)
 * }</pre>
 */
public final class TransactionOptions {
    /** The connection's isolation level and access mode, no repetition. */
    public static final TransactionOptions DEFAULT = new TransactionOptions(0, null, false, 0, Duration.ofMillis(10));

    private final int isolation;
    private final Boolean readOnly;
    private final boolean deferrable;
    private final int retries;
    private final Duration firstPause;

    private TransactionOptions(int isolation, Boolean readOnly, boolean deferrable, int retries, Duration firstPause) {
        this.isolation = isolation;
        this.readOnly = readOnly;
        this.deferrable = deferrable;
        this.retries = retries;
        this.firstPause = firstPause;
    }

    /**
     * Chooses the isolation level.
     *
     * @param level a constant of {@link Connection}: {@code TRANSACTION_SERIALIZABLE} and so on
     * @return the changed options
     */
    public TransactionOptions withIsolation(int level) {
        switch (level) {
            case Connection.TRANSACTION_READ_UNCOMMITTED,
                    Connection.TRANSACTION_READ_COMMITTED,
                    Connection.TRANSACTION_REPEATABLE_READ,
                    Connection.TRANSACTION_SERIALIZABLE -> {
                return new TransactionOptions(level, readOnly, deferrable, retries, firstPause);
            }
            default ->
                throw new IllegalArgumentException(
                        "isolation level: expected a constant of java.sql.Connection other than TRANSACTION_NONE, got "
                                + level);
        }
    }

    /**
     * Chooses the access mode.
     *
     * @param wanted true for READ ONLY, false for READ WRITE
     * @return the changed options
     */
    public TransactionOptions withReadOnly(boolean wanted) {
        return new TransactionOptions(isolation, wanted, deferrable, retries, firstPause);
    }

    /**
     * Makes the transaction wait for a snapshot in which it cannot fail; it must be SERIALIZABLE and READ ONLY to have an effect (manual: "SET
     * TRANSACTION").
     *
     * @return the changed options
     */
    public TransactionOptions withDeferrable() {
        return new TransactionOptions(isolation, readOnly, true, retries, firstPause);
    }

    /**
     * Repeats the whole work after a serialization failure (40001) or a deadlock (40P01), each time after a longer, randomised pause. Nothing
     * else is repeated, and no nested block for itself.
     *
     * @param most how many times at most, besides the first run
     * @return the changed options
     */
    public TransactionOptions withRetries(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("retries: expected 0 or more, got " + most);
        }
        return new TransactionOptions(isolation, readOnly, deferrable, most, firstPause);
    }

    /**
     * Chooses the pause before the first repetition, which doubles for each further one, up to a second; 10 ms if not chosen.
     *
     * @param pause zero or more; up to half of it is taken off at random
     * @return the changed options
     */
    public TransactionOptions withFirstPause(Duration pause) {
        if (Objects.requireNonNull(pause, "pause").isNegative()) {
            throw new IllegalArgumentException("pause: expected zero or more, got " + pause);
        }
        return new TransactionOptions(isolation, readOnly, deferrable, retries, pause);
    }

    /**
     * The isolation level.
     *
     * @return a constant of {@link Connection}; 0 for the connection's own
     */
    public int isolation() {
        return isolation;
    }

    /**
     * The access mode.
     *
     * @return true, false, or null for the connection's own
     */
    public Boolean readOnly() {
        return readOnly;
    }

    /**
     * Whether the transaction waits for a safe snapshot.
     *
     * @return true for DEFERRABLE
     */
    public boolean deferrable() {
        return deferrable;
    }

    /**
     * How often the work may be repeated.
     *
     * @return the number of repetitions besides the first run
     */
    public int retries() {
        return retries;
    }

    /**
     * The pause before the first repetition.
     *
     * @return zero or more
     */
    public Duration firstPause() {
        return firstPause;
    }

    @Override
    public String toString() {
        return "TransactionOptions[isolation=" + isolation + ", readOnly=" + readOnly + ", deferrable=" + deferrable
                + ", retries=" + retries + ", firstPause=" + firstPause + "]";
    }
}
