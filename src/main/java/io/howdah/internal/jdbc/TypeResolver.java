package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.session.TransactionStatus;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeIntrospector;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.IntMap;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Learns types of the database when they are needed: one round trip for all types of a result, or for a name, once for all connections of the data
 * source. Values that are read by getString or as numbers need none.
 *
 * <p>Never harms the application's work: inside a transaction the query stands behind a savepoint of its own, in the same round trip; in a failed
 * transaction, and while a COPY or an open group of a pipeline has taken the connection, nothing is asked, and values are text of a type known by its OID only. A result whose rest is left in the network is received first, as
 * for any other statement. Belongs to a connection and is used on its statements' threads.
 */
final class TypeResolver {
    private static final String SAVEPOINT = "SAVEPOINT howdah_types";

    private final Session session;
    /** True once the catalogue could not be read: it is not tried again on this connection. */
    private volatile boolean refused;

    TypeResolver(Session session) {
        this.session = session;
    }

    private TypeRegistry types() {
        return session.shared().types();
    }

    /** {@code shape} with what is known of its types, after asking the server for those of which nothing is. */
    RowShape resolve(RowShape shape) throws SQLException {
        CodecContext context = session.state().context();
        RowShape known = shape.isOutdated(types()) ? shape.refreshed(context) : shape;
        if (!known.hasUnknownTypes() || !learn(shape.description().typeOids())) {
            return known;
        }
        return known.refreshed(session.state().context());
    }

    /**
     * Learns those of the types that are not known.
     *
     * @return true when there is news
     */
    boolean learn(int[] oids) throws SQLException {
        int count = 0;
        int[] unknown = new int[oids.length];
        IntMap<Boolean> seen = new IntMap<>();
        for (int oid : oids) {
            if (oid != 0 && !types().knows(oid) && seen.get(oid) == null) {
                seen.put(oid, true);
                unknown[count++] = oid;
            }
        }
        if (count == 0 || !mayAsk()) {
            return false;
        }
        TypeIntrospector found = ask(TypeIntrospector.queryFor(
                Arrays.copyOf(unknown, count), session.state().serverVersionNumber()));
        if (found == null) {
            return false;
        }
        found.learn();
        return true;
    }

    /**
     * The type that a name given by the application stands for in this session.
     *
     * @return null when there is none, or the server cannot be asked now
     */
    PgType named(String name) throws SQLException {
        PgType builtIn = types().byBuiltInName(name);
        if (builtIn != null || name.isBlank()) {
            return builtIn;
        }
        String path = session.searchPathKey();
        PgType known = path == null ? null : types().lookedUp(path, name);
        if (known != null) {
            return known.oid() == 0 ? null : known;
        }
        return find(name, path);
    }

    /** As {@link #named}, for a name without which one cannot go on: that there was none a moment ago is no answer. */
    PgType needed(String name) throws SQLException {
        PgType type = named(name);
        return type == null && !name.isBlank() ? find(name, session.searchPathKey()) : type;
    }

    private PgType find(String name, String path) throws SQLException {
        if (!mayAsk()) {
            return null;
        }
        TypeIntrospector found =
                ask(TypeIntrospector.queryFor(name, session.state().serverVersionNumber()));
        PgType type = found == null ? null : found.learn();
        if (path != null && found != null) {
            types().keepLookup(path, name, type);
        }
        return type;
    }

    private boolean mayAsk() {
        return !refused
                && !session.isClosed()
                && !session.isTaken()
                && session.transactionStatus() != TransactionStatus.FAILED;
    }

    /** Runs a query of the introspector; null when the server refused it. */
    private TypeIntrospector ask(String query) throws SQLException {
        boolean inTransaction = session.transactionStatus() == TransactionStatus.ACTIVE;
        String sql = inTransaction ? SAVEPOINT + ';' + query + ";RELEASE " + SAVEPOINT : query;
        Execution x = new Execution();
        x.prepare(session.shared().sqlCache().get(sql, SqlFlags.STANDARD_STRINGS), null);
        x.setOutsideTransaction(true);
        x.setAdaptiveStreaming(false);
        try {
            session.execute(x);
        } catch (SQLException e) {
            refused = true;
            if (session.isClosed()) {
                throw e;
            }
            if (inTransaction) {
                session.runCommand("ROLLBACK TO " + SAVEPOINT);
                session.runCommand("RELEASE " + SAVEPOINT);
            }
            return null;
        }
        return read(x.result(inTransaction ? 1 : 0));
    }

    private TypeIntrospector read(StatementResult result) throws SQLException {
        TypeIntrospector introspector = new TypeIntrospector(types());
        RowCursor cursor = result.rows().cursor();
        try {
            while (result.rows().next()) {
                String[] columns = new String[TypeIntrospector.COLUMNS];
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = text(cursor, i, result.shape());
                }
                introspector.add(columns);
            }
        } catch (IOException e) {
            throw JdbcErrors.temporaryFile(e);
        }
        return introspector;
    }

    private String text(RowCursor cursor, int column, RowShape shape) throws SQLException {
        int length = cursor.length(column);
        if (length < 0) {
            return null;
        }
        return shape.codec(column)
                .decodeString(
                        cursor.bytes(),
                        cursor.offset(column),
                        length,
                        shape.format(column),
                        shape.type(column),
                        session.state().context());
    }
}
