package io.howdah.internal.jdbc;

import io.howdah.internal.session.RoutineFacts;
import io.howdah.internal.session.RoutineFacts.Overload;
import io.howdah.internal.session.RoutineFacts.Parameter;
import io.howdah.internal.util.ClockCache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds out about functions and procedures: asks the catalogue once for all of one name, and keeps the answer for the data source for a minute.
 * Belongs to a connection and is used on its statements' threads.
 */
final class Routines {
    private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final String TEMPORARY = "pg_temp";

    /** parse_ident does what the server does to a name in SQL: folds what is not quoted, takes off quotes. */
    private static final String QUERY = "with given as (select parse_ident(cast(? as text)) as parts),"
            + " wanted as (select parts[array_upper(parts, 1)] as name, parts[array_upper(parts, 1) - 1] as schema from given)"
            + " select p.prokind = 'p', p.pronargdefaults, p.prorettype, a.name, a.mode, a.type, coalesce(a.i, 0)"
            + " from wanted w join pg_catalog.pg_proc p on p.proname = w.name"
            + " join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
            + " left join lateral (select i, coalesce(p.proargnames[i], '') as name,"
            + " coalesce(p.proargmodes[i], 'i') as mode,"
            + " coalesce(p.proallargtypes[i], p.proargtypes[i - 1]) as type"
            + " from generate_series(1, coalesce(array_upper(p.proallargtypes, 1), p.pronargs)) i) a on true"
            + " where case when w.schema is null then pg_catalog.pg_function_is_visible(p.oid)"
            + " when w.schema = 'pg_temp' then p.pronamespace = pg_catalog.pg_my_temp_schema()"
            + " else n.nspname = w.schema end"
            + " order by p.oid, a.i";

    private final Connection connection;
    private final String context;
    private final int pid;
    private final ClockCache<String, RoutineFacts> cache;

    /**
     * @param context what decides which routine an unqualified name means, besides the name
     * @param pid tells temporary routines of connections apart
     * @param cache by context and name
     */
    Routines(Connection connection, String context, int pid, ClockCache<String, RoutineFacts> cache) {
        this.connection = connection;
        this.context = context;
        this.pid = pid;
        this.cache = cache;
    }

    /**
     * The routines of a name; none when there is no such routine.
     *
     * @param name as in SQL, perhaps qualified and quoted
     * @throws SQLException the server's error for the query, such as 25P02 in a failed transaction
     */
    RoutineFacts find(String name) throws SQLException {
        String key = context + '\n' + (name.regionMatches(true, 0, TEMPORARY, 0, TEMPORARY.length()) ? pid : "") + name;
        RoutineFacts known = cache.get(key);
        if (known != null && System.nanoTime() - known.readAtNanos() < MAX_AGE_NANOS) {
            return known;
        }
        RoutineFacts read = query(name);
        if (!read.overloads().isEmpty()) {
            cache.remove(key);
            cache.putIfAbsent(key, read);
        }
        return read;
    }

    private RoutineFacts query(String name) throws SQLException {
        List<Overload> overloads = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                List<Parameter> parameters = new ArrayList<>();
                boolean more = rows.next();
                while (more) {
                    boolean procedure = rows.getBoolean(1);
                    int defaults = rows.getInt(2);
                    int resultOid = (int) rows.getLong(3);
                    if (rows.getString(4) != null) {
                        parameters.add(new Parameter(
                                rows.getString(4), rows.getString(5).charAt(0), (int) rows.getLong(6)));
                    }
                    more = rows.next();
                    if (!more || rows.getInt(7) <= 1) {
                        overloads.add(new Overload(procedure, defaults, resultOid, List.copyOf(parameters)));
                        parameters = new ArrayList<>();
                    }
                }
            }
        }
        return new RoutineFacts(List.copyOf(overloads), System.nanoTime());
    }
}
