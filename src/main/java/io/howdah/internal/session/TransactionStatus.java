package io.howdah.internal.session;

/** The transaction status of ReadyForQuery. */
public enum TransactionStatus {
    /** Not in a transaction block. */
    IDLE,
    /** In a transaction block. */
    ACTIVE,
    /** In a failed transaction block: everything but ROLLBACK is refused. */
    FAILED
}
