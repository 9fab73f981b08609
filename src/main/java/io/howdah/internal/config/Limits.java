package io.howdah.internal.config;

/**
 * The bounds that keep a connection's memory finite, whatever the server, the network or the application does.
 * Immutable; shared by all connections of a data source.
 *
 * @param maxMessageBytes largest message accepted once authenticated (before, Protocol has a smaller bound); the server cannot build one above 1 GiB
 * @param streamBudgetBytes rows read before an execution returns; the rest stays in the network
 * @param maxDrainBytes rows of a half-read result taken into memory when the connection is needed for something else
 * @param batchBytes requests collected before they are written, and the window of a batch
 * @param cacheEntries named statements per connection; 0 means that none is kept
 * @param cacheSqlBytes SQL text of all cached statements together; 0 means that none is kept
 * @param maxCachedSqlBytes SQL text of one cached statement, so that a generated one-off does not push out the others
 * @param cacheAgeMillis age at which a named statement is prepared afresh, which bounds how stale its plan can be
 * @param notificationQueue notifications kept for an application that does not fetch them; then the oldest is dropped
 */
public record Limits(
        int maxMessageBytes,
        long streamBudgetBytes,
        long maxDrainBytes,
        int batchBytes,
        int cacheEntries,
        long cacheSqlBytes,
        int maxCachedSqlBytes,
        long cacheAgeMillis,
        int notificationQueue) {

    /** The server cannot build a larger message (MaxAllocSize), bytes. */
    static final int MAX_MESSAGE = 1 << 30;

    /** Bytes; the window of requests asyncpg and libpq-based drivers settled on lies between 32 and 128 KiB. */
    private static final int BATCH = 64 * 1024;

    /** Bytes; asyncpg's bound for the same purpose, rounded up. */
    private static final int CACHED_SQL = 16 * 1024;

    /** Twice asyncpg's age, because the cache here also hears of DDL. */
    private static final long CACHE_AGE_MILLIS = 10 * 60 * 1000L;

    /** Judgement: a burst of notifications between two calls, not a backlog. */
    private static final int NOTIFICATIONS = 1000;

    /** The limits that apply when no property says otherwise. */
    public static final Limits DEFAULTS =
            of(MAX_MESSAGE, 8L << 20, Runtime.getRuntime().maxMemory() / 100 * 25, 256, 5L << 20);

    /** Limits with these values of the properties of the same names, and the defaults for the rest. */
    static Limits of(
            int maxMessageBytes, long streamBudgetBytes, long maxDrainBytes, int cacheEntries, long cacheSqlBytes) {
        return new Limits(
                maxMessageBytes,
                streamBudgetBytes,
                maxDrainBytes,
                BATCH,
                cacheEntries,
                cacheSqlBytes,
                CACHED_SQL,
                CACHE_AGE_MILLIS,
                NOTIFICATIONS);
    }
}
