package io.howdah.internal.jdbc;

import io.howdah.live.Live;
import io.howdah.live.PostgresServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Every method of closed objects, and every index that does not exist, is refused with pgjdbc's SQLSTATE, but for what is listed. */
@Live
class MisuseDifferentialLiveTest {
    /** What pgjdbc does not have is no rule, nor is an exception without an SQLSTATE. */
    private static final Predicate<String> IS_NOT_IMPLEMENTED =
            outcome -> outcome.equals("!0A000") || outcome.equals("!null");

    /** Calls every method of an interface with arguments that mean nothing, and notes what it says. */
    private static void callAll(Differential.Steps steps, Class<?> type, Object target, List<String> except) {
        Method[] methods = type.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::toString));
        for (Method method : methods) {
            if (!Modifier.isStatic(method.getModifiers()) && !except.contains(method.getName())) {
                steps.step(signature(method), () -> call(method, target));
            }
        }
    }

    private static String signature(Method method) {
        StringBuilder text = new StringBuilder(method.getName()).append('(');
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(parameter.getSimpleName());
        }
        return text.append(')').toString();
    }

    private static Object call(Method method, Object target) throws Exception {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(method.getParameterTypes()[i]);
        }
        try {
            Object value = method.invoke(target, arguments);
            // What it is does not matter where it is an object.
            return value == null || value instanceof Boolean || value instanceof Integer ? value : "something";
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Object argument(Class<?> type) {
        if (type == int.class) {
            return 1;
        } else if (type == long.class) {
            return 1L;
        } else if (type == boolean.class) {
            return false;
        } else if (type == byte.class) {
            return (byte) 1;
        } else if (type == short.class) {
            return (short) 1;
        } else if (type == float.class) {
            return 1f;
        } else if (type == double.class) {
            return 1d;
        } else if (type == String.class) {
            return "a";
        } else if (type == Class.class) {
            return String.class;
        }
        return null;
    }

    @Test
    void closedObjectsSaySo(PostgresServer server) throws SQLException {
        Differential d = new Differential(server);
        d.probe("closed statement", (c, s) -> {
            Statement statement = c.createStatement();
            statement.close();
            callAll(s, Statement.class, statement, List.of());
        });
        d.probe("closed prepared statement", (c, s) -> {
            PreparedStatement statement = c.prepareStatement("select ?");
            statement.close();
            callAll(s, PreparedStatement.class, statement, List.of("toString"));
        });
        d.probe("closed result set", (c, s) -> {
            ResultSet rows = c.createStatement().executeQuery("select 1 as a");
            rows.next();
            rows.close();
            callAll(s, ResultSet.class, rows, List.of());
        });
        d.probe("result set of a closed statement", (c, s) -> {
            Statement statement = c.createStatement();
            ResultSet rows = statement.executeQuery("select 1 as a");
            rows.next();
            statement.close();
            s.step("closed", rows::isClosed);
            s.step("next", rows::next);
            s.step("value", () -> rows.getInt(1));
        });
        d.probe("closed connection", (c, s) -> {
            c.close();
            callAll(s, Connection.class, c, List.of("prepareCall"));
        });
        d.probe("statement of a closed connection", (c, s) -> {
            Statement statement = c.createStatement();
            c.close();
            s.step("execute", () -> statement.execute("select 1"));
            s.step("connection", () -> statement.getConnection() == c);
            s.step("close", () -> {
                statement.close();
                return null;
            });
            s.step("close of the connection", () -> {
                c.close();
                return null;
            });
        });
        d.probe("rows of a closed connection", (c, s) -> {
            PreparedStatement statement = c.prepareStatement("select generate_series(1, 3)");
            ResultSet rows = statement.executeQuery();
            rows.next();
            c.close();
            s.step("close", () -> {
                rows.close();
                statement.close();
                return null;
            });
        });
        d.ignore(IS_NOT_IMPLEMENTED);
        d.differs(
                "closed statements answer nothing, as JDBC wants it",
                "closed * | getFetch*",
                "closed * | getMaxFieldSize()",
                "closed * | getResultSet*()",
                "closed * | getParameterMetaData()",
                "closed * | isCloseOnCompletion()",
                "closed * | closeOnCompletion()",
                "closed * | clear*()",
                "closed prepared statement | setBinaryStream(int, InputStream)");
        d.differs(
                "that it is closed is said first",
                "closed * | setFetchDirection(int)",
                "closed prepared statement | execute*(String)",
                "closed prepared statement | executeUpdate(String, int[])",
                "closed result set | getObject(int, Class)");
        d.differs("a failure is an SQLException", "closed connection | setClientInfo(Properties)");
        d.differs("the map has no effect on a closed connection", "closed connection | setTypeMap(Map)");
        d.differs(
                "a closed connection still is what it is",
                "closed connection | isWrapperFor(Class)",
                "closed connection | unwrap(Class)");
        d.check();
    }

    @Test
    void whatDoesNotExistIsRefused(PostgresServer server) throws SQLException {
        Differential d = new Differential(server, "create temp table t (a int)");
        d.probe("result set before its first row", (c, s) -> {
            ResultSet rows = c.createStatement().executeQuery("select 1 as a");
            callAll(s, ResultSet.class, rows, List.of("next", "close"));
        });
        d.probe("result set after its last row", (c, s) -> {
            ResultSet rows = c.createStatement().executeQuery("select 1 as a");
            rows.next();
            rows.next();
            callAll(s, ResultSet.class, rows, List.of("close"));
        });
        d.probe("columns", (c, s) -> {
            ResultSet rows = c.createStatement().executeQuery("select 1 as a, 2 as \"A\", 3 as b");
            rows.next();
            for (int column : new int[] {-1, 0, 4, Integer.MAX_VALUE}) {
                s.step("getString " + column, () -> rows.getString(column));
                s.step("getInt " + column, () -> rows.getInt(column));
                s.step("getObject " + column, () -> rows.getObject(column));
                ResultSetMetaData data = rows.getMetaData();
                s.step("name " + column, () -> data.getColumnName(column));
                s.step("type " + column, () -> data.getColumnType(column));
            }
            for (String label : new String[] {"a", "A", "B", "c", "", "\"a\""}) {
                s.step("label [" + label + "]", () -> rows.getInt(label));
                s.step("find [" + label + "]", () -> rows.findColumn(label));
            }
        });
        d.probe("parameters", (c, s) -> {
            try (PreparedStatement statement = c.prepareStatement("select ?::int, ?::text")) {
                for (int index : new int[] {-1, 0, 3}) {
                    s.step("setInt " + index, () -> {
                        statement.setInt(index, 1);
                        return null;
                    });
                    s.step("setString " + index, () -> {
                        statement.setString(index, "a");
                        return null;
                    });
                    s.step("setNull " + index, () -> {
                        statement.setNull(index, 4);
                        return null;
                    });
                    s.step("setObject " + index, () -> {
                        statement.setObject(index, 1);
                        return null;
                    });
                }
                statement.setInt(1, 1);
                s.step("one is missing", statement::executeQuery);
                statement.setString(2, "b");
                s.step("complete", statement::executeQuery);
                s.step("again", statement::executeQuery);
                statement.clearParameters();
                s.step("cleared", statement::executeQuery);
                s.step("executeQuery(String)", () -> statement.executeQuery("select 1"));
                s.step("execute(String)", () -> statement.execute("select 1"));
                s.step("executeUpdate(String)", () -> statement.executeUpdate("select 1"));
            }
        });
        d.probe("calls", (c, s) -> {
            s.step("prepareCall", () -> {
                try (CallableStatement statement = c.prepareCall("{? = call length(?)}")) {
                    statement.registerOutParameter(1, java.sql.Types.INTEGER);
                    statement.setString(2, "abc");
                    statement.execute();
                    return statement.getInt(1);
                }
            });
            s.step("null SQL", () -> c.prepareStatement(null) != null);
            s.step("null SQL of execute", () -> c.createStatement().execute(null));
            s.step("null SQL of addBatch", () -> {
                c.createStatement().addBatch(null);
                return null;
            });
        });
        d.ignore(IS_NOT_IMPLEMENTED);
        d.differs("no row, no value of whatever class", "result set * | getObject(*, Class)");
        d.differs("a result set that cannot be updated has no updates to cancel", "result set * | cancelRowUpdates()");
        d.differs("the label as given is the better match", "columns | * [A]");
        d.differs("a failure is an SQLException", "calls | null SQL*");
        d.check();
    }
}
