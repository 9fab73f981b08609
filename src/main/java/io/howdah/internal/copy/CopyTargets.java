package io.howdah.internal.copy;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.type.CopyColumns;
import io.howdah.internal.type.PgType;
import io.howdah.internal.util.ClockCache;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the columns of the tables that rows are copied to: one query for a table, once for a data source. A table keeps the name that the application gave it, so
 * that the server decides each time which one it means. Stateless but for its session.
 */
final class CopyTargets {
    /** pg_attribute.attgenerated came with PostgreSQL 12. */
    private static final int GENERATED_VERSION = 120_000;

    private static final String COLUMNS = """
            select a.attname, a.atttypid, <generated> a.attidentity operator(pg_catalog.=) 'a'
             from pg_catalog.pg_attribute a
             where a.attrelid operator(pg_catalog.=) pg_catalog.to_regclass(cast(<table> as pg_catalog.text))
             and a.attnum operator(pg_catalog.>) 0 and not a.attisdropped
             order by a.attnum""";

    private final Session session;
    private final TypeLearner types;

    CopyTargets(Session session, TypeLearner types) {
        this.session = session;
        this.types = types;
    }

    private ClockCache<String, CopyColumns> cache() {
        return session.shared().copyTargets();
    }

    /** Null when it cannot be known which table the name means. */
    private String key(String table) {
        String path = session.searchPathKey();
        return path == null ? null : path + '\0' + table;
    }

    /** What was found before, which may be out of date; null when nothing was. */
    CopyColumns known(String table) {
        String key = key(table);
        CopyColumns known = key == null ? null : cache().get(key);
        return known == null || known.generation() != session.shared().types().generation() ? null : known;
    }

    void forget(String table) {
        String key = key(table);
        if (key != null) {
            cache().remove(key);
        }
    }

    /**
     * Asks the server.
     *
     * @throws SQLException 42P01 when there is no such table
     */
    CopyColumns find(String table) throws SQLException {
        forget(table);
        boolean generated = session.state().serverVersionNumber() >= GENERATED_VERSION;
        Execution x = new Execution();
        String sql = COLUMNS.replace("<generated>", generated ? "a.attgenerated operator(pg_catalog.<>) '' or" : "")
                .replace("<table>", Identifiers.quoteLiteral(table));
        x.prepare(session.shared().sqlCache().get(sql, SqlFlags.STANDARD_STRINGS), null);
        x.setOutsideTransaction(true);
        x.setAdaptiveStreaming(false);
        session.execute(x);
        CopyColumns columns = read(x.result(0), table);
        String key = key(table);
        if (key != null) {
            cache().putIfAbsent(key, columns);
        }
        return columns;
    }

    private CopyColumns read(StatementResult result, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Integer> oids = new ArrayList<>();
        List<Boolean> generated = new ArrayList<>();
        RowCursor row = result.rows().cursor();
        try {
            while (result.rows().next()) {
                names.add(text(row, 0, result.shape()));
                oids.add(Integer.parseUnsignedInt(text(row, 1, result.shape())));
                generated.add("t".equals(text(row, 2, result.shape())));
            }
        } catch (IOException e) {
            throw new SQLException("the driver's temporary file cannot be read: " + e.getMessage(), "58030", e);
        }
        if (names.isEmpty()) {
            throw new SQLSyntaxErrorException(
                    "there is no table " + table
                            + " with columns: expected its name as SQL has it, in quotes where it has capitals, with its schema where that"
                            + " is not in the search path",
                    "42P01");
        }
        types.learn(oids.stream().mapToInt(Integer::intValue).toArray());
        int generation = session.shared().types().generation();
        List<PgType> known =
                oids.stream().map(oid -> session.shared().types().byOid(oid)).toList();
        return new CopyColumns(table, names, known, generated, generation);
    }

    private String text(RowCursor row, int column, RowShape shape) throws SQLException {
        return shape.codec(column)
                .decodeString(
                        row.bytes(),
                        row.offset(column),
                        row.length(column),
                        shape.format(column),
                        shape.type(column),
                        session.state().context());
    }
}
