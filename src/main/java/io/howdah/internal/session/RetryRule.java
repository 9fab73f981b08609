package io.howdah.internal.session;

import io.howdah.api.ServerError;

/**
 * When a failed statement may be sent again: only if the server refused it before BindComplete, so that nothing of it ran, for a reason that
 * another Parse mends.
 */
final class RetryRule {
    /** The named statement does not exist. */
    static final String MISSING_STATEMENT = "26000";

    private static final String FEATURE_NOT_SUPPORTED = "0A000";

    /** The server's function that notices that a prepared statement would return other columns than before. */
    private static final String PLAN_CHECK = "RevalidateCachedQuery";

    /** A Bind with formats for more or fewer columns than there are now. */
    private static final String PROTOCOL_VIOLATION = "08P01";

    private RetryRule() {}

    /** True when the error says that what we know of the statement is out of date, and came before it was bound. */
    static boolean meansStaleStatement(ServerError error, StatementReply reply) {
        if (reply.bound || !reply.askedReady && reply.askedFormats == null) {
            return false;
        }
        return meansStaleStatement(error, reply.askedFormats != null);
    }

    /** As above for a statement known not to be bound; {@code askedPerColumn} tells whether the Bind had a format for each column. */
    static boolean meansStaleStatement(ServerError error, boolean askedPerColumn) {
        return switch (error.sqlState()) {
            case MISSING_STATEMENT -> true;
            case FEATURE_NOT_SUPPORTED -> PLAN_CHECK.equals(error.routine());
            case PROTOCOL_VIOLATION -> askedPerColumn;
            default -> false;
        };
    }
}
