package io.howdah.api;

/** The transaction block that {@link HowdahConnection#inTransaction} runs: one transaction, or a savepoint of the block around it. */
public interface Transaction {
    /**
     * The connection the block runs on. Its {@code commit}, {@code rollback()} and {@code setAutoCommit} are refused (2D000) until the block has
     * ended.
     *
     * @return the connection
     */
    HowdahConnection connection();

    /**
     * How deep the block is nested.
     *
     * @return 0 for the transaction itself, 1 for a block within it, and so on
     */
    int depth();

    /**
     * Which attempt this is.
     *
     * @return 1, or more when the work is repeated after a serialization failure or deadlock
     */
    int attempt();

    /** Wants the block to be rolled back when it ends, though its work returns normally. */
    void setRollbackOnly();

    /**
     * Whether the block will be rolled back.
     *
     * @return true after {@link #setRollbackOnly}
     */
    boolean isRollbackOnly();
}
