package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.HowdahDataSource;
import io.howdah.HowdahDriver;
import io.howdah.HowdahPooledDataSource;
import io.howdah.HowdahXaDataSource;
import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInput;
import java.sql.SQLOutput;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Every method of every interface of JDBC that the driver implements, called with arguments that make sense, with none and with absurd ones, on open
 * objects, closed ones and those of a closed connection: failures are SQLExceptions with an SQLSTATE and a text, and what is not supported is
 * listed in docs/differences.md, and nothing else is.
 */
@Live(settings = "max_prepared_transactions=10")
class JdbcSurfaceLiveTest {
    private static final Path MANUAL = Path.of("docs", "differences.md");
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+\\.\\w+)` \\|", Pattern.MULTILINE);

    /** What nobody but the driver, or nobody at all, has an object of. */
    private static final Set<Class<?>> WITHOUT_ARGUMENT = Set.of(
            Savepoint.class,
            Ref.class,
            XAResource.class,
            ConnectionEventListener.class,
            StatementEventListener.class,
            PrintWriter.class);

    /** Name of targets of which only the usual arguments are of interest. */
    private static final String ONE_VALUE = "row of ";

    private static final Set<Class<?>> OF_NO_CONNECTION = Set.of(
            Driver.class,
            DataSource.class,
            ConnectionPoolDataSource.class,
            XADataSource.class,
            ConnectionBuilder.class,
            PooledConnectionBuilder.class,
            XAConnectionBuilder.class,
            PooledConnection.class,
            XAConnection.class);

    /** What the arguments are. */
    private enum Arguments {
        USUAL,
        NULL,
        NEGATIVE,
        ABSURD,
        EMPTY
    }

    /** What happens to the object before the call. */
    private enum State {
        OPEN,
        CLOSED,
        WITHOUT_CONNECTION
    }

    /** Makes an object, given a connection of its own or one that others have used. */
    @FunctionalInterface
    private interface Source {
        Object make(Connection connection) throws Exception;
    }

    /** An object that is made for each call. */
    private record Target(Class<?> type, String name, Source source) {}

    private final List<String> faults = new ArrayList<>();
    private final Set<String> unsupported = new TreeSet<>();
    private int calls;

    /** Calls a method and judges what it throws. */
    private void call(String where, Class<?> type, Method method, Object target, Object... arguments) {
        calls++;
        try {
            Object value = method.invoke(target, arguments);
            if (value instanceof PooledConnection pooled) {
                pooled.close();
            } else if (value instanceof Connection connection
                    && !(target instanceof Statement)
                    && !(target instanceof DatabaseMetaData)) {
                connection.close();
            }
        } catch (InvocationTargetException e) {
            judge(where, type, method, e.getCause());
        } catch (ReflectiveOperationException | SQLException e) {
            faults.add(where + ": " + e);
        }
    }

    private void judge(String where, Class<?> type, Method method, Throwable failure) {
        if (failure instanceof SQLFeatureNotSupportedException) {
            unsupported.add(type.getSimpleName() + "." + method.getName());
        }
        if (failure instanceof XAException xa) {
            if (xa.errorCode == 0) {
                faults.add(where + ": without an error code");
            }
        } else if (!(failure instanceof SQLException sql)) {
            faults.add(where + ": " + failure.getClass().getName() + ": " + failure.getMessage()
                    + Arrays.asList(failure.getStackTrace()).subList(0, Math.min(3, failure.getStackTrace().length)));
        } else if (sql.getSQLState() == null || sql.getSQLState().length() != 5) {
            faults.add(where + ": SQLSTATE " + sql.getSQLState() + " of " + sql);
        } else if (sql.getMessage() == null || sql.getMessage().isBlank()) {
            faults.add(where + ": without a text");
        }
    }

    private static List<Method> methods(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                methods.add(method);
            }
        }
        methods.sort(Comparator.comparing(Method::toString));
        return methods;
    }

    private static Object[] arguments(Method method, Arguments kind, Connection connection) throws Exception {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = types[i].isPrimitive()
                    ? primitive(types[i], kind)
                    : kind == Arguments.NULL || kind == Arguments.NEGATIVE ? null : object(types[i], kind, connection);
        }
        return arguments;
    }

    private static Object primitive(Class<?> type, Arguments kind) {
        long number = switch (kind) {
            case USUAL, NULL -> 1;
            case NEGATIVE -> -1;
            case ABSURD -> Long.MAX_VALUE;
            case EMPTY -> 0;
        };
        if (type == boolean.class) {
            return kind == Arguments.USUAL;
        } else if (type == byte.class) {
            return (byte) number;
        } else if (type == short.class) {
            return (short) number;
        } else if (type == int.class) {
            return kind == Arguments.ABSURD ? Integer.MAX_VALUE : (int) number;
        } else if (type == long.class) {
            return number;
        } else if (type == float.class) {
            return (float) number;
        }
        assertEquals(double.class, type);
        return (double) number;
    }

    private static Object object(Class<?> type, Arguments kind, Connection connection) throws Exception {
        boolean usual = kind == Arguments.USUAL;
        String text = usual ? "a" : kind == Arguments.EMPTY ? "" : "\0\uD800{\"'$;--";
        if (type == String.class || type == Object.class) {
            return text;
        } else if (type == byte[].class) {
            return usual ? new byte[] {1} : new byte[0];
        } else if (type == int[].class) {
            return usual ? new int[] {1} : new int[] {-1};
        } else if (type == String[].class) {
            return usual ? new String[] {"a"} : new String[] {null};
        } else if (type == Object[].class) {
            return usual ? new Object[] {"a"} : new Object[] {new Object()};
        } else if (type == Class.class) {
            return usual ? String.class : StringBuilder.class;
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == Properties.class) {
            return new Properties();
        } else if (type == InputStream.class) {
            return usual ? InputStream.nullInputStream() : failingStream();
        } else if (type == Reader.class) {
            return usual ? new StringReader(text) : failingReader();
        } else if (type == SQLType.class) {
            return usual ? JDBCType.VARCHAR : JDBCType.REF;
        } else if (type == java.math.BigDecimal.class) {
            return java.math.BigDecimal.ONE;
        } else if (type == java.sql.Date.class) {
            return new java.sql.Date(usual ? 0 : Long.MAX_VALUE);
        } else if (type == java.sql.Time.class) {
            return new java.sql.Time(usual ? 0 : Long.MIN_VALUE);
        } else if (type == java.sql.Timestamp.class) {
            return new java.sql.Timestamp(usual ? 0 : Long.MAX_VALUE);
        } else if (type == Calendar.class) {
            return Calendar.getInstance();
        } else if (type == java.net.URL.class) {
            return java.net.URI.create("http://localhost/").toURL();
        } else if (type == Executor.class) {
            return (Executor) Runnable::run;
        }
        return objectOfJdbc(type, connection);
    }

    private static Object objectOfJdbc(Class<?> type, Connection connection) throws Exception {
        if (type == Blob.class) {
            return connection.createBlob();
        } else if (type == Clob.class) {
            return connection.createClob();
        } else if (type == NClob.class) {
            return connection.createNClob();
        } else if (type == SQLXML.class) {
            return connection.createSQLXML();
        } else if (type == Array.class) {
            return connection.createArrayOf("int4", new Object[] {1});
        } else if (type == Struct.class) {
            return connection.createStruct("surface", new Object[] {1, "a"});
        } else if (type == RowId.class) {
            return rowId(connection);
        } else if (type == Xid.class) {
            return new Branch();
        } else if (type == ShardingKey.class) {
            return new ShardingKey() {};
        } else if (WITHOUT_ARGUMENT.contains(type)) {
            return null;
        } else if (type == SQLData.class) {
            return new Captured((input, output) -> {});
        }
        throw new AssertionError("no argument of " + type);
    }

    private static RowId rowId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select ctid from pg_class limit 1")) {
            assertTrue(rows.next());
            return rows.getRowId(1);
        }
    }

    private static InputStream failingStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("no more");
            }
        };
    }

    private static Reader failingReader() {
        return new Reader() {
            @Override
            public int read(char[] chars, int from, int length) throws IOException {
                throw new IOException("no more");
            }

            @Override
            public void close() {}
        };
    }

    /** A transaction branch. */
    private record Branch() implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {1};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {2};
        }
    }

    /** Does something with the stream of attributes of a composite value. */
    @FunctionalInterface
    private interface Attributes {
        void use(SQLInput input, SQLOutput output) throws SQLException;
    }

    /** Lends its streams. */
    public static final class Captured implements SQLData {
        private final Attributes use;

        Captured(Attributes use) {
            this.use = use;
        }

        @Override
        public String getSQLTypeName() {
            return "surface";
        }

        @Override
        public void readSQL(SQLInput stream, String typeName) throws SQLException {
            use.use(stream, null);
        }

        @Override
        public void writeSQL(SQLOutput stream) throws SQLException {
            use.use(null, stream);
        }
    }

    private static List<Target> targets(PostgresServer server) throws SQLException {
        HowdahDataSource dataSource = HowdahDataSource.builder()
                .url(server.url())
                .user(server.user())
                .password(server.password())
                .build();
        HowdahPooledDataSource pooled = new HowdahPooledDataSource();
        pooled.setUrl(server.url());
        pooled.setUser(server.user());
        pooled.setPassword(server.password());
        HowdahXaDataSource xa = new HowdahXaDataSource();
        xa.setUrl(server.url());
        xa.setUser(server.user());
        xa.setPassword(server.password());
        List<Target> targets = new ArrayList<>();
        targets.add(new Target(Driver.class, "driver", c -> new HowdahDriver()));
        targets.add(new Target(DataSource.class, "data source", c -> dataSource));
        targets.add(new Target(ConnectionPoolDataSource.class, "pooled data source", c -> pooled));
        targets.add(new Target(XADataSource.class, "XA data source", c -> xa));
        targets.add(new Target(ConnectionBuilder.class, "builder", c -> dataSource.createConnectionBuilder()));
        targets.add(new Target(
                ConnectionBuilder.class,
                "builder for a shard",
                c -> dataSource.createConnectionBuilder().shardingKey(new ShardingKey() {})));
        targets.add(new Target(PooledConnectionBuilder.class, "builder", c -> pooled.createPooledConnectionBuilder()));
        targets.add(new Target(XAConnectionBuilder.class, "builder", c -> xa.createXAConnectionBuilder()));
        targets.add(new Target(PooledConnection.class, "pooled connection", c -> pooled.getPooledConnection()));
        targets.add(new Target(XAConnection.class, "XA connection", c -> xa.getXAConnection()));
        targets.add(new Target(Connection.class, "connection", c -> c));
        targets.add(new Target(Connection.class, "transaction", c -> {
            c.setAutoCommit(false);
            c.createStatement().execute("select 1");
            return c;
        }));
        return targets;
    }

    private static void addStatements(List<Target> targets) {
        targets.add(new Target(Statement.class, "statement", c -> c.createStatement()));
        targets.add(new Target(PreparedStatement.class, "prepared", c -> c.prepareStatement("select ?::text")));
        targets.add(new Target(PreparedStatement.class, "executed", c -> {
            PreparedStatement statement = c.prepareStatement("insert into surface values (?, 'a') returning a");
            statement.setInt(1, 1);
            statement.execute();
            return statement;
        }));
        targets.add(new Target(PreparedStatement.class, "without parameters", c -> c.prepareStatement("select 1")));
        targets.add(new Target(CallableStatement.class, "call", c -> c.prepareCall("{? = call surface_call(?)}")));
        targets.add(new Target(CallableStatement.class, "executed call", c -> {
            CallableStatement statement = c.prepareCall("{? = call surface_call(?)}");
            statement.registerOutParameter(1, Types.VARCHAR);
            statement.setString(2, "a");
            statement.execute();
            return statement;
        }));
        targets.add(new Target(
                ParameterMetaData.class,
                "parameters",
                c -> c.prepareStatement("select ?::int").getParameterMetaData()));
        targets.add(new Target(DatabaseMetaData.class, "metadata", Connection::getMetaData));
        targets.add(new Target(Savepoint.class, "unnamed savepoint", c -> {
            c.setAutoCommit(false);
            return c.setSavepoint();
        }));
        targets.add(new Target(Savepoint.class, "named savepoint", c -> {
            c.setAutoCommit(false);
            return c.setSavepoint("a");
        }));
    }

    private static ResultSet rows(Connection connection, int type, int concurrency, String sql) throws SQLException {
        connection.setAutoCommit(concurrency == ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = connection.createStatement(type, concurrency).executeQuery(sql);
        assertTrue(rows.next());
        return rows;
    }

    private static void addRows(List<Target> targets) {
        String all = "select id, t as a, b, x, o from surface_rows";
        targets.add(new Target(ResultSet.class, "rows", c -> rows(c, 1003, 1007, all)));
        targets.add(new Target(ResultSet.class, "scrollable rows", c -> rows(c, 1004, 1007, all)));
        targets.add(new Target(ResultSet.class, "updatable rows", c -> rows(c, 1003, 1008, all)));
        targets.add(new Target(ResultSet.class, "scrollable updatable rows", c -> rows(c, 1004, 1008, all)));
        targets.add(new Target(ResultSet.class, "insert row", c -> {
            ResultSet rows = rows(c, 1004, 1008, all);
            rows.moveToInsertRow();
            return rows;
        }));
        targets.add(new Target(
                ResultSet.class, "before the rows", c -> c.createStatement().executeQuery(all)));
        targets.add(new Target(ResultSet.class, "NULL", c -> rows(c, 1004, 1007, "select null::text as a")));
        targets.add(new Target(
                ResultSet.class, "rows of metadata", c -> c.getMetaData().getTableTypes()));
        targets.add(new Target(
                ResultSet.class,
                "rows of an array",
                c -> c.createArrayOf("int4", new Object[] {1}).getResultSet()));
        for (String value : List.of(
                "1::int2",
                "1::int8",
                "1.5::numeric",
                "1::float8",
                "true",
                "'\\x01'::bytea",
                "'2020-01-01'::date",
                "'10:00+01'::timetz",
                "now()",
                "'{1,2}'::int[]",
                "row(1,'a')::surface",
                "'1 day'::interval",
                "1::oid",
                "'<a/>'::xml",
                "'{}'::jsonb",
                "'(0,1)'::tid",
                "B'101'",
                "'a=>1'::text",
                "gen_random_uuid()",
                "point(1,2)",
                "'[1,2)'::int4range",
                "'1'::money",
                "'1.2.3.4'::inet")) {
            targets.add(new Target(
                    ResultSet.class, ONE_VALUE + value, c -> rows(c, 1003, 1007, "select " + value + " as a")));
        }
        targets.add(new Target(
                ResultSetMetaData.class,
                "columns",
                c -> rows(c, 1003, 1007, all).getMetaData()));
        targets.add(new Target(
                ResultSetMetaData.class,
                "columns of a statement",
                c -> c.prepareStatement(all).getMetaData()));
    }

    private static void addValues(List<Target> targets) {
        String all = "select id, t, b, x, o, o, ctid from surface_rows";
        targets.add(new Target(Blob.class, "blob in memory", Connection::createBlob));
        targets.add(new Target(
                Blob.class, "blob of bytea", c -> rows(c, 1003, 1007, all).getBlob(3)));
        targets.add(new Target(
                Blob.class, "blob of oid", c -> rows(c, 1003, 1007, all).getBlob(5)));
        targets.add(new Target(Clob.class, "clob in memory", Connection::createClob));
        targets.add(new Target(
                Clob.class, "clob of text", c -> rows(c, 1003, 1007, all).getClob(2)));
        targets.add(new Target(
                Clob.class, "clob of oid", c -> rows(c, 1003, 1007, all).getClob(5)));
        targets.add(new Target(NClob.class, "nclob in memory", Connection::createNClob));
        targets.add(new Target(
                NClob.class, "nclob of oid", c -> rows(c, 1003, 1007, all).getNClob(5)));
        targets.add(new Target(SQLXML.class, "new xml", Connection::createSQLXML));
        targets.add(
                new Target(SQLXML.class, "xml", c -> rows(c, 1003, 1007, all).getSQLXML(4)));
        targets.add(new Target(Array.class, "new array", c -> c.createArrayOf("text", new Object[] {"a", null})));
        targets.add(new Target(
                Array.class,
                "array",
                c -> rows(c, 1003, 1007, "select '{{1,2},{3,null}}'::int[]").getArray(1)));
        targets.add(new Target(Struct.class, "new struct", c -> c.createStruct("surface", new Object[] {1, "a"})));
        targets.add(new Target(
                Struct.class,
                "struct",
                c -> rows(c, 1003, 1007, "select row(1,'a')::surface").getObject(1)));
        targets.add(new Target(RowId.class, "row id", JdbcSurfaceLiveTest::rowId));
    }

    private static String where(Target target, State state, Method method, Arguments kind) {
        return target.type.getSimpleName() + " (" + target.name + ", " + state + ") " + method.getName()
                + Arrays.toString(method.getParameterTypes()) + " " + kind;
    }

    private static boolean closes(Target target) {
        return Arrays.stream(target.type.getMethods())
                .anyMatch(method -> method.getParameterCount() == 0
                        && List.of("close", "free").contains(method.getName()));
    }

    private static void close(Object object) throws Exception {
        for (Method method : object.getClass().getMethods()) {
            if (method.getParameterCount() == 0 && List.of("close", "free").contains(method.getName())) {
                for (Class<?> type : List.of(
                        AutoCloseable.class,
                        Blob.class,
                        Clob.class,
                        SQLXML.class,
                        Array.class,
                        PooledConnection.class)) {
                    if (type.isInstance(object)) {
                        type.getMethod(method.getName()).invoke(object);
                        return;
                    }
                }
            }
        }
    }

    /** Calls everything on open objects, a new one for each call. */
    private void walkOpen(PostgresServer server, Target target) throws Exception {
        Connection connection = Connections.open(server);
        for (Method method : methods(target.type)) {
            for (Arguments kind : target.name.startsWith(ONE_VALUE) ? List.of(Arguments.USUAL) : kinds(method)) {
                if (connection.isClosed()) {
                    connection = Connections.open(server);
                }
                Object object = target.source.make(connection);
                call(
                        where(target, State.OPEN, method, kind),
                        target.type,
                        method,
                        object,
                        arguments(method, kind, connection));
                release(object);
                if (object == connection
                        && method.getName()
                                .matches(
                                        "abort|setNetworkTimeout|setSchema|setReadOnly|setHoldability|setTransactionIsolation")) {
                    connection.close();
                }
                if (!connection.isClosed() && !connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        }
        connection.close();
    }

    /** Calls everything on one object that is closed, or whose connection is. */
    private void walkClosed(PostgresServer server, Target target, State state) throws Exception {
        try (Connection connection = Connections.open(server);
                Connection other = Connections.open(server)) {
            Object object = target.source.make(connection);
            if (state == State.CLOSED) {
                close(object);
            } else {
                connection.abort(Runnable::run);
            }
            for (Method method : methods(target.type)) {
                for (Arguments kind : kinds(method)) {
                    call(
                            where(target, state, method, kind),
                            target.type,
                            method,
                            object,
                            arguments(method, kind, other));
                }
            }
            release(object);
        }
    }

    private static List<Arguments> kinds(Method method) {
        return method.getParameterCount() == 0 ? List.of(Arguments.USUAL) : List.of(Arguments.values());
    }

    private void walk(PostgresServer server, Target target) throws Exception {
        walkOpen(server, target);
        if (closes(target) && !target.name.startsWith(ONE_VALUE)) {
            walkClosed(server, target, State.CLOSED);
        }
        if (!OF_NO_CONNECTION.contains(target.type) && !target.name.startsWith(ONE_VALUE)) {
            walkClosed(server, target, State.WITHOUT_CONNECTION);
        }
    }

    /** Connections that a target opened itself, and cursors of rows that nobody reads. */
    private static void release(Object object) throws Exception {
        try {
            if (object instanceof PooledConnection pooled) {
                pooled.close();
            } else if (object instanceof ResultSet rows) {
                rows.close();
            } else if (object instanceof Statement statement) {
                statement.close();
            }
        } catch (SQLException e) {
            assertTrue(e.getSQLState().startsWith("08"), e.toString());
        }
    }

    private void walkAttributes(Connection connection) throws Exception {
        for (Class<?> type : List.of(SQLInput.class, SQLOutput.class)) {
            for (Method method : methods(type)) {
                for (Arguments kind : Arguments.values()) {
                    if (method.getParameterCount() == 0 && kind != Arguments.USUAL) {
                        continue;
                    }
                    Object[] arguments = arguments(method, kind, connection);
                    Captured data = new Captured((input, output) -> call(
                            type.getSimpleName() + "." + method.getName() + " " + kind,
                            type,
                            method,
                            input == null ? output : input,
                            arguments));
                    try {
                        if (type == SQLInput.class) {
                            read(connection, data);
                        } else {
                            write(connection, data);
                        }
                    } catch (SQLException e) {
                        judge(
                                method + " ends " + kind,
                                Connection.class,
                                method,
                                new SQLException(e.getMessage(), e.getSQLState()));
                    }
                }
            }
        }
    }

    /** The object to read into; the driver makes it by its class. */
    public static final class Slot implements SQLData {
        private static final List<Captured> NEXT = new java.util.concurrent.CopyOnWriteArrayList<>();

        /** For the driver. */
        public Slot() {}

        @Override
        public String getSQLTypeName() {
            return "surface";
        }

        @Override
        public void readSQL(SQLInput stream, String typeName) throws SQLException {
            NEXT.get(0).readSQL(stream, typeName);
        }

        @Override
        public void writeSQL(SQLOutput stream) {
            throw new UnsupportedOperationException();
        }
    }

    private static void read(Connection connection, Captured data) throws SQLException {
        Slot.NEXT.clear();
        Slot.NEXT.add(data);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select row(1,'a')::surface")) {
            assertTrue(rows.next());
            rows.getObject(1, Map.of("surface", Slot.class));
        }
    }

    private static void write(Connection connection, Captured data) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::surface")) {
            statement.setObject(1, data);
        }
    }

    private static void walkResource(PostgresServer server, JdbcSurfaceLiveTest test) throws Exception {
        HowdahXaDataSource xa = new HowdahXaDataSource();
        xa.setUrl(server.url());
        xa.setUser(server.user());
        xa.setPassword(server.password());
        for (boolean closed : new boolean[] {false, true}) {
            for (Method method : methods(XAResource.class)) {
                for (Arguments kind : Arguments.values()) {
                    XAConnection connection = xa.getXAConnection();
                    XAResource resource = connection.getXAResource();
                    Object[] arguments = arguments(method, kind, null);
                    if (closed) {
                        connection.close();
                    }
                    test.call(
                            "XAResource." + method.getName() + " " + kind + " " + closed,
                            XAResource.class,
                            method,
                            resource,
                            arguments);
                    connection.close();
                }
            }
        }
    }

    /** The methods in the first column of the manual's table. */
    private static Set<String> documented() throws IOException {
        String text = Files.readString(MANUAL);
        int from = text.indexOf("\n## Not supported\n");
        assertTrue(from > 0, "section Not supported in " + MANUAL);
        int to = text.indexOf("\n## ", from + 1);
        Matcher matcher = ROW.matcher(text.substring(from, to < 0 ? text.length() : to));
        List<String> rows = new ArrayList<>();
        while (matcher.find()) {
            rows.add(matcher.group(1));
        }
        assertEquals(new HashSet<>(rows).size(), rows.size(), "a method twice: " + rows);
        return new TreeSet<>(rows);
    }

    @Test
    void everyMethodAnswersOrFailsAsJdbcWantsIt(PostgresServer server, TestReporter reporter) throws Exception {
        server.sql(
                "drop table if exists surface, surface_rows",
                "create table surface (a int, b text)",
                "create table surface_rows (id int primary key, t text, b bytea, x xml, o oid)",
                "insert into surface_rows values (1, 'a', '\\x01', '<a/>', lo_from_bytea(0, 'abc'))",
                "insert into surface_rows values (2, 'b', '\\x01', '<a/>', lo_from_bytea(0, 'abc'))",
                "create or replace function surface_call(text) returns text language sql as 'select $1'",
                "grant all on surface, surface_rows to public");
        List<Target> targets = targets(server);
        addStatements(targets);
        addRows(targets);
        addValues(targets);
        for (Target target : targets) {
            walk(server, target);
        }
        try (Connection connection = Connections.open(server)) {
            walkAttributes(connection);
        }
        walkResource(server, this);
        reporter.publishEntry("calls of JDBC's methods", calls + ", unsupported " + unsupported);
        assertEquals("", String.join("\n", faults));
        assertEquals(documented(), unsupported);
    }
}
