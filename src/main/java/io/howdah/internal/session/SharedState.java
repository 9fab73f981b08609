package io.howdah.internal.session;

import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.StringType;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.sql.SqlCache;
import io.howdah.internal.type.CopyColumns;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.ClockCache;
import io.howdah.internal.wire.RowDescription;
import java.util.Arrays;

/**
 * What all connections of one data source share: parsed SQL, types, the shapes of results seen, and what was learned of the server's side (a
 * pooler that loses prepared statements). Safe for many threads; reading takes no lock.
 */
public final class SharedState {
    private static final int MAX_SHAPES = 1024;

    /** Text of the statements whose columns are kept, which are kept alive by it. */
    private static final long MAX_SHAPES_SQL_BYTES = 8L * 1024 * 1024;

    /** Tables whose columns' metadata is kept. */
    private static final int MAX_TABLES = 1024;

    /** Statements whose columns of generated keys are kept. */
    private static final int MAX_RETURNING = 256;

    /** Names of routines whose parameters are kept. */
    private static final int MAX_ROUTINES = 1024;

    private final Settings settings;
    private final SqlCache sqlCache;
    private final TypeRegistry types;
    private final ClockCache<ParsedStatement, ShapeHint> shapes =
            new ClockCache<>(MAX_SHAPES, MAX_SHAPES_SQL_BYTES, hint -> hint.sqlBytes);
    private final ClockCache<Integer, TableFacts> tables = new ClockCache<>(MAX_TABLES, Long.MAX_VALUE, facts -> 1);
    private final StringTypes strings;
    private final ClockCache<String, RoutineFacts> routines =
            new ClockCache<>(MAX_ROUTINES, Long.MAX_VALUE, facts -> 1);
    private final ClockCache<ParsedSql, ReturnedColumns> returnedColumns =
            new ClockCache<>(MAX_RETURNING, Long.MAX_VALUE, columns -> 1);
    private final ClockCache<ParsedSql, int[]> parameterTypes =
            new ClockCache<>(MAX_SHAPES, Long.MAX_VALUE, types -> 1);
    private final ClockCache<Integer, UpdateFacts> updateFacts =
            new ClockCache<>(MAX_TABLES, Long.MAX_VALUE, facts -> 1);
    private final ClockCache<String, CopyColumns> copyTargets =
            new ClockCache<>(MAX_TABLES, Long.MAX_VALUE, columns -> 1);
    private final ClockCache<String, RowDescription> copySources =
            new ClockCache<>(MAX_SHAPES, Long.MAX_VALUE, columns -> 1);
    private volatile boolean statementsAreLost;

    /** The result columns that a statement had on some connection of the data source. */
    private static final class ShapeHint {
        final int[] oids;
        final RowDescription description;
        final int sqlBytes;

        ShapeHint(int[] oids, RowDescription description, int sqlBytes) {
            this.sqlBytes = sqlBytes;
            this.oids = oids;
            this.description = description;
        }
    }

    public SharedState(Settings settings, SqlCache sqlCache, TypeRegistry types) {
        types.takeAsText(settings.binaryTransferDisable());
        this.types = types;
        this.settings = settings;
        this.sqlCache = sqlCache;
        this.strings = new StringTypes(settings.stringType() == StringType.AUTO);
    }

    public Settings settings() {
        return settings;
    }

    public SqlCache sqlCache() {
        return sqlCache;
    }

    public TypeRegistry types() {
        return types;
    }

    /** What is known of tables, by OID. */
    public ClockCache<Integer, TableFacts> tables() {
        return tables;
    }

    /** How string parameters are declared. */
    StringTypes strings() {
        return strings;
    }

    /** What {@code RETURNING *} gives, by the text with that clause. */
    public ClockCache<ParsedSql, ReturnedColumns> returnedColumns() {
        return returnedColumns;
    }

    /** What is known of functions and procedures, by a key that the JDBC layer makes of the name and the search path. */
    public ClockCache<String, RoutineFacts> routines() {
        return routines;
    }

    /** What is known of tables that are updated through result sets, by OID. */
    public ClockCache<Integer, UpdateFacts> updateFacts() {
        return updateFacts;
    }

    /** The columns of tables that rows were copied to, by a key of search path and name; to be checked at each use. */
    public ClockCache<String, CopyColumns> copyTargets() {
        return copyTargets;
    }

    /** The columns of queries whose rows were copied, by a key of search path and text; to be checked at each use. */
    public ClockCache<String, RowDescription> copySources() {
        return copySources;
    }

    /** The types that the server has for the parameters of a text, where somebody had to ask. */
    public ClockCache<ParsedSql, int[]> parameterTypes() {
        return parameterTypes;
    }

    /** The columns last seen for this statement with these parameter types, or null. */
    RowDescription shapeHint(ParsedStatement statement, int[] oids) {
        ShapeHint hint = shapes.get(statement);
        return hint != null && Arrays.equals(hint.oids, oids) ? hint.description : null;
    }

    void learnShape(ParsedStatement statement, int[] oids, RowDescription description) {
        ShapeHint known = shapes.get(statement);
        if (known != null) {
            if (known.description.equals(description) && Arrays.equals(known.oids, oids)) {
                return;
            }
            shapes.remove(statement);
        }
        shapes.putIfAbsent(statement, new ShapeHint(oids, description, statement.nativeUtf8().length));
    }

    /** The columns last seen for this statement are out of date. */
    void forgetShape(ParsedStatement statement) {
        shapes.remove(statement);
    }

    /** True when the peer proved to be a pooler that does not keep prepared statements: none are named from then on. */
    boolean statementsAreLost() {
        return statementsAreLost;
    }

    /** Records that verdict; returns false when it was known. */
    boolean markStatementsLost() {
        boolean first = !statementsAreLost;
        statementsAreLost = true;
        return first;
    }
}
