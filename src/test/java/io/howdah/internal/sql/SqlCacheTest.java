package io.howdah.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlCacheTest {
    private static final int RETURNING = SqlFlags.PREPARED | SqlFlags.RETURNING_ALL;

    private static SqlCache cache() {
        return new SqlCache(100, 1_000_000, CallMode.SELECT, true);
    }

    @Test
    void theSameTextAndFlagsGiveTheSameObject() throws SQLException {
        SqlCache cache = cache();
        String sql = "delete from t where a = ?";
        assertSame(cache.get(sql, SqlFlags.PREPARED), cache.get(copy(sql), SqlFlags.PREPARED));
        assertSame(cache.get(sql, SqlFlags.PLAIN), cache.get(copy(sql), SqlFlags.PLAIN));
        assertSame(cache.get(sql, RETURNING), cache.get(copy(sql), RETURNING));
        assertSame(cache.get(sql, SqlFlags.PREPARED), cache.get(sql, SqlFlags.PREPARED, null));
        assertSame(
                cache.get(sql, SqlFlags.PREPARED, new String[] {"a", "b"}),
                cache.get(copy(sql), SqlFlags.PREPARED, new String[] {"a", "b"}));
        assertEquals(4, cache.size());
    }

    private static String copy(String text) {
        return new StringBuilder(text).toString();
    }

    @Test
    void everythingTheResultDependsOnIsPartOfTheKey() throws SQLException {
        SqlCache cache = cache();
        String sql = "delete from t where a = '\\' or b = ? --'";
        String[] results = {
            cache.get(sql, SqlFlags.PREPARED).nativeSql(),
            cache.get(sql, SqlFlags.PLAIN).nativeSql(),
            cache.get(sql, SqlFlags.PREPARED & ~SqlFlags.STANDARD_STRINGS).nativeSql(),
            cache.get(sql, RETURNING).nativeSql(),
            cache.get(sql, SqlFlags.PREPARED, new String[] {"a", "b"}).nativeSql(),
            cache.get(sql, SqlFlags.PREPARED, new String[] {"a, b"}).nativeSql(),
            cache.get(sql, SqlFlags.PREPARED, new String[0]).nativeSql()
        };
        assertEquals("delete from t where a = '\\' or b = $1 --'", results[0]);
        assertEquals(sql, results[1]);
        assertEquals(sql, results[2]);
        assertEquals(results[0] + "\nRETURNING *", results[3]);
        assertEquals(results[0] + "\nRETURNING \"a\", \"b\"", results[4]);
        assertEquals(results[0] + "\nRETURNING \"a, b\"", results[5]);
        assertEquals(results[0], results[6]);
    }

    @Test
    void theCallersArrayIsNotKept() throws SQLException {
        SqlCache cache = cache();
        String[] columns = {"a"};
        ParsedSql first = cache.get("delete from t", SqlFlags.PREPARED, columns);
        columns[0] = "b";
        assertEquals(
                "delete from t\nRETURNING \"b\"",
                cache.get("delete from t", SqlFlags.PREPARED, columns).nativeSql());
        assertSame(first, cache.get("delete from t", SqlFlags.PREPARED, new String[] {"a"}));
    }

    @Test
    void settingsOfTheDataSourceApply() throws SQLException {
        SqlCache cache = new SqlCache(10, 1000, CallMode.CALL, false);
        assertEquals("call p($1)", cache.get("{call p(?)}", SqlFlags.PREPARED).nativeSql());
        assertEquals(
                "delete from t\nRETURNING a",
                cache.get("delete from t", SqlFlags.PREPARED, new String[] {"a"})
                        .nativeSql());
    }

    @Test
    void longTextsAreParsedButNotKept() throws SQLException {
        SqlCache cache = cache();
        String longest = "select " + "1".repeat(SqlCache.MAX_CACHED_LENGTH - 7);
        assertSame(cache.get(longest, SqlFlags.PREPARED), cache.get(longest, SqlFlags.PREPARED));
        String tooLong = longest + "1";
        assertNotSame(cache.get(tooLong, SqlFlags.PREPARED), cache.get(tooLong, SqlFlags.PREPARED));
        assertNotSame(cache.get(tooLong, RETURNING), cache.get(tooLong, RETURNING));
        assertEquals(1, cache.size());
    }

    @Test
    void plainStatementsDoNotDisplacePreparedOnes() throws SQLException {
        SqlCache cache = new SqlCache(10, 10_000, CallMode.SELECT, true);
        ParsedSql prepared = cache.get("select ?", SqlFlags.PREPARED);
        for (int i = 0; i < 1_000; i++) {
            cache.get("select " + i, SqlFlags.PLAIN);
        }
        assertSame(prepared, cache.get("select ?", SqlFlags.PREPARED));
        assertEquals(6, cache.size());
    }

    @Test
    void numberOfTextsIsBounded() throws SQLException {
        SqlCache cache = new SqlCache(10, 1_000_000, CallMode.SELECT, true);
        for (int i = 0; i < 1_000; i++) {
            cache.get("select " + i, SqlFlags.PREPARED);
            cache.get("select " + i, RETURNING);
        }
        assertEquals(15, cache.size());
    }

    @Test
    void nothingIsKeptWithoutEntries() throws SQLException {
        SqlCache cache = new SqlCache(0, 1_000_000, CallMode.SELECT, true);
        assertEquals("select $1", cache.get("select ?", SqlFlags.PREPARED).nativeSql());
        assertEquals(0, cache.size());
    }

    @Test
    void failuresAreReportedEveryTime() {
        SqlCache cache = cache();
        for (int i = 0; i < 2; i++) {
            SQLException e = assertThrows(SQLException.class, () -> cache.get("{fn abs(1)", SqlFlags.PREPARED));
            assertEquals("42601", e.getSQLState());
        }
        assertThrows(SQLException.class, () -> cache.get(null, SqlFlags.PREPARED));
        assertThrows(SQLException.class, () -> cache.get(null, RETURNING));
        assertThrows(SQLException.class, () -> cache.get("delete from t", RETURNING, new String[] {null}));
        assertEquals(0, cache.size());
    }

    @Test
    void aHitAllocatesNothing() throws SQLException {
        SqlCache cache = cache();
        String sql = "select a, b from t where c = ?";
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        hits(cache, sql, 20_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        hits(cache, sql, 20_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 20_000, "bytes allocated by 40000 hits: " + allocated);
    }

    private static void hits(SqlCache cache, String sql, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            cache.get(sql, SqlFlags.PREPARED);
            cache.get(sql, SqlFlags.PLAIN);
        }
    }
}
