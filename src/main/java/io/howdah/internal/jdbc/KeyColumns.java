package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.ReturnedColumns;
import io.howdah.internal.session.Session;
import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.SqlCache;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.util.ClockCache;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds the columns that {@code RETURNING} shall name when the application did not give their exact names: by position, or in capitals. Asks the
 * server what {@code RETURNING *} would return, once for a text, and keeps the answer for the data source. Stateless but for its session.
 */
final class KeyColumns {
    /** Long, since only a table that loses columns while the application runs makes an answer wrong, which the server then says. */
    private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Session session;

    KeyColumns(Session session) {
        this.session = session;
    }

    /** True for names that may mean a column in lower case, as with databases that fold names to upper case. */
    static boolean mayBeFolded(String[] names) {
        for (String name : names) {
            if (name != null && name.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
                return true;
            }
        }
        return false;
    }

    /**
     * The names of the columns at 1-based positions of {@code RETURNING *}, which for INSERT are those of the table.
     *
     * @param flags bits of {@link SqlFlags} without those about RETURNING of all
     * @return null when nothing is added to the text, because it changes no rows or has a RETURNING clause
     * @throws SQLException 22023 for a position that does not exist, 0A000 for a text of several statements; the server's error for the text
     */
    String[] at(int[] positions, String sql, int flags) throws SQLException {
        List<String> columns = columns(sql, flags);
        if (columns == null) {
            return null;
        }
        String[] names = new String[positions.length];
        for (int i = 0; i < names.length; i++) {
            int position = positions[i];
            if (position < 1 || position > columns.size()) {
                throw JdbcErrors.index("column of generated keys", position, columns.size());
            }
            names[i] = exactly(columns.get(position - 1));
        }
        return names;
    }

    /** The names with those that only another case matches as the table spells them; the others as they are. */
    String[] spelled(String[] names, String sql, int flags) throws SQLException {
        List<String> columns = columns(sql, flags);
        String[] spelled = names.clone();
        if (columns != null) {
            for (int i = 0; i < spelled.length; i++) {
                spelled[i] = spelled(spelled[i], columns);
            }
        }
        return spelled;
    }

    private static String spelled(String name, List<String> columns) {
        if (name == null || columns.contains(name)) {
            return name;
        }
        List<String> alike =
                columns.stream().filter(name::equalsIgnoreCase).distinct().toList();
        return alike.size() == 1 ? alike.get(0) : name;
    }

    /** The name in the form in which the cache of SQL takes it. */
    private String exactly(String name) throws SQLException {
        return session.shared().sqlCache().quotesReturning() ? name : Identifiers.quote(name);
    }

    /** Null when nothing is added to the text. */
    private List<String> columns(String sql, int flags) throws SQLException {
        SqlCache sqlCache = session.shared().sqlCache();
        ParsedSql plain = sqlCache.get(sql, flags);
        ParsedSql all = sqlCache.get(sql, flags | SqlFlags.RETURNING_ALL);
        if (all.statementCount() > 1) {
            throw JdbcErrors.unsupported("choosing generated keys of several statements in one text by column index");
        }
        if (!all.statement(0).hasReturning() || plain.statement(0).hasReturning()) {
            return null;
        }
        ClockCache<ParsedSql, ReturnedColumns> cache = session.shared().returnedColumns();
        ReturnedColumns known = cache.get(all);
        if (known != null && System.nanoTime() - known.readAtNanos() < MAX_AGE_NANOS) {
            return known.names();
        }
        Execution x = new Execution();
        x.prepare(all, null);
        session.describe(x);
        RowShape shape = x.result(0).shape();
        String[] names = shape == null ? new String[0] : shape.description().names();
        ReturnedColumns read = new ReturnedColumns(List.copyOf(Arrays.asList(names)), System.nanoTime());
        cache.remove(all);
        cache.putIfAbsent(all, read);
        return read.names();
    }
}
