package io.howdah.internal.sql;

import io.howdah.internal.util.ClockCache;
import java.sql.SQLException;
import java.util.List;

/**
 * The parsed SQL texts of one data source.
 *
 * <p>Owned by the data source, shared by its connections; any thread. A hit for the usual settings is one hash lookup
 * that allocates nothing and takes no lock. Prepared and plain statements are kept apart so that a stream of plain
 * statements with literals in them cannot displace the prepared ones.
 */
public final class SqlCache {
    /** Longer texts are parsed at every use, in UTF-16 chars: they are rare, and few of them fill the cache. */
    public static final int MAX_CACHED_LENGTH = 16 * 1024;

    private final boolean quoteReturning;
    private final CallMode callMode;
    private final ClockCache<String, ParsedSql> prepared;
    private final ClockCache<String, ParsedSql> plain;
    private final ClockCache<SqlKey, ParsedSql> others;

    /**
     * @param maxEntries greatest number of texts of prepared statements; half as many plain ones and half as many with
     *     any other settings (RETURNING, calls, no escapes) are kept besides; 0 caches nothing
     * @param maxChars greatest sum of text lengths in UTF-16 chars, divided in the same proportion
     * @param callMode what <code>{call ...}</code> becomes
     * @param quoteReturning whether names of RETURNING columns are quoted (property quoteReturningIdentifiers)
     */
    public SqlCache(int maxEntries, long maxChars, CallMode callMode, boolean quoteReturning) {
        this.callMode = callMode;
        this.quoteReturning = quoteReturning;
        int halfEntries = maxEntries - maxEntries / 2;
        this.prepared = new ClockCache<>(maxEntries, maxChars / 2, SqlCache::weight);
        this.plain = new ClockCache<>(halfEntries, maxChars / 4, SqlCache::weight);
        this.others = new ClockCache<>(halfEntries, maxChars / 4, SqlCache::weight);
    }

    /**
     * Parses a text or finds it parsed.
     *
     * @param flags bits of {@link SqlFlags}
     * @throws SQLException see {@link SqlParser#parse}; failures are not cached
     */
    public ParsedSql get(String sql, int flags) throws SQLException {
        if (flags == SqlFlags.PREPARED) {
            return get(prepared, sql, flags);
        }
        if (flags == SqlFlags.PLAIN) {
            return get(plain, sql, flags);
        }
        return get(sql, flags, null);
    }

    /**
     * Parses a text or finds it parsed, with a RETURNING clause for certain columns.
     *
     * @param flags bits of {@link SqlFlags}
     * @param returningColumns column names, or null; the array is copied
     * @throws SQLException see {@link SqlParser#parse}; failures are not cached
     */
    public ParsedSql get(String sql, int flags, String[] returningColumns) throws SQLException {
        if (returningColumns == null && (flags == SqlFlags.PREPARED || flags == SqlFlags.PLAIN)) {
            return get(sql, flags);
        }
        String[] columns = returningColumns == null ? null : returningColumns.clone();
        if (sql == null || sql.length() > MAX_CACHED_LENGTH || hasNull(columns)) {
            return parse(sql, flags, columns);
        }
        SqlKey key = new SqlKey(sql, flags, columns == null ? null : List.of(columns));
        ParsedSql parsed = others.get(key);
        return parsed != null ? parsed : others.putIfAbsent(key, parse(sql, flags, columns));
    }

    /** Whether names of RETURNING columns are quoted; without that they are SQL text. */
    public boolean quotesReturning() {
        return quoteReturning;
    }

    /** Number of texts kept. */
    public int size() {
        return prepared.size() + plain.size() + others.size();
    }

    private ParsedSql get(ClockCache<String, ParsedSql> cache, String sql, int flags) throws SQLException {
        if (sql == null || sql.length() > MAX_CACHED_LENGTH) {
            return parse(sql, flags, null);
        }
        ParsedSql parsed = cache.get(sql);
        return parsed != null ? parsed : cache.putIfAbsent(sql, parse(sql, flags, null));
    }

    private ParsedSql parse(String sql, int flags, String[] columns) throws SQLException {
        return SqlParser.parse(sql, flags, columns, quoteReturning, callMode);
    }

    private static boolean hasNull(String[] columns) {
        if (columns != null) {
            for (String column : columns) {
                if (column == null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long weight(ParsedSql parsed) {
        return parsed.sql().length();
    }

    /** What a parsed text depends on; {@code columns} is null when none were named. */
    private record SqlKey(String sql, int flags, List<String> columns) {}
}
