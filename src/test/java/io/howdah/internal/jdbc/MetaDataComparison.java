package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * Calls methods of {@link DatabaseMetaData} with pgjdbc and with our driver and compares labels, types, classes and all rows in their order.
 * What may differ is said by rules with a name; a rule that lets nothing differ fails the test. Used by one thread.
 */
final class MetaDataComparison {
    /** What a call gave: columns as label, JDBC type, type name and class; rows as objects' classes and texts. */
    record Outcome(String error, List<String> columns, List<List<String>> rows) {
        Outcome withRows(List<List<String>> others) {
            return new Outcome(error, columns, others);
        }

        /** Only the rows, and none of a result that pgjdbc cannot describe. */
        Outcome rowsOnly() {
            return new Outcome(null, List.of(), rows);
        }

        Outcome sorted() {
            return withRows(rows.stream()
                    .sorted(java.util.Comparator.comparing(String::valueOf))
                    .toList());
        }

        Outcome without(java.util.function.Predicate<List<String>> unwanted) {
            return withRows(rows.stream().filter(unwanted.negate()).toList());
        }

        String cell(List<String> row, String label) {
            return row.get(index(label));
        }

        Outcome mapCell(String label, UnaryOperator<String> change) {
            return columns.isEmpty()
                    ? this
                    : mapRows(row -> {
                        row.set(index(label), change.apply(row.get(index(label))));
                        return row;
                    });
        }

        Outcome mapRows(UnaryOperator<List<String>> change) {
            return withRows(
                    rows.stream().map(row -> change.apply(new ArrayList<>(row))).toList());
        }

        int index(String label) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).startsWith(label + " ")) {
                    return i;
                }
            }
            throw new IllegalArgumentException(label + " in " + columns);
        }
    }

    /** A call that is made with both drivers. */
    private record Call(String method, List<Object> arguments) {
        @Override
        public String toString() {
            return method + Arrays.deepToString(arguments.toArray());
        }
    }

    /** Changes an outcome into what it would be without the difference; {@code other} is what the other driver gave. */
    @FunctionalInterface
    interface Change {
        Outcome apply(Outcome outcome, Outcome other);
    }

    private record Rule(
            String name, String method, BiPredicate<String, List<Object>> when, Change theirs, Change ours) {}

    private final Connection oracle;
    private final Connection connection;
    private final List<Call> calls = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Tally tally = new Tally();

    MetaDataComparison(Connection oracle, Connection connection) {
        this.oracle = oracle;
        this.connection = connection;
    }

    void call(String method, Object... arguments) {
        calls.add(new Call(method, Arrays.asList(arguments)));
    }

    /** Calls a method with every combination of arguments. */
    void product(String method, List<?>... arguments) {
        product(method, new ArrayList<>(), arguments);
    }

    private void product(String method, List<Object> chosen, List<?>... arguments) {
        if (chosen.size() == arguments.length) {
            calls.add(new Call(method, new ArrayList<>(chosen)));
            return;
        }
        for (Object value : arguments[chosen.size()]) {
            chosen.add(value);
            product(method, chosen, arguments);
            chosen.remove(chosen.size() - 1);
        }
    }

    /**
     * Lets a method differ.
     *
     * @param method a regular expression
     * @param theirs what turns pgjdbc's outcome into ours, or both into a third
     */
    void differs(String name, String method, Change theirs, Change ours) {
        rules.add(new Rule(name, method, (m, arguments) -> true, theirs, ours));
    }

    /** As the other, for some arguments. */
    void differsWhen(String name, String method, BiPredicate<String, List<Object>> when, Change theirs, Change ours) {
        rules.add(new Rule(name, method, when, theirs, ours));
    }

    /** Runs all calls; the result tells how many there were of each kind. */
    String check() throws Exception {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> used = new LinkedHashMap<>();
        rules.forEach(rule -> used.put(rule.name, 0));
        for (Call call : calls) {
            Outcome theirs = outcome(oracle, call);
            Outcome ours = outcome(connection, call);
            if (theirs.equals(ours)) {
                tally.equal();
                continue;
            }
            List<Rule> fitting = rules.stream()
                    .filter(rule -> call.method.matches(rule.method) && rule.when.test(call.method, call.arguments))
                    .toList();
            if (!same(theirs, ours, fitting)) {
                tally.different();
                differences.add(call + "\n" + difference(theirs, ours, fitting));
                continue;
            }
            tally.allowed();
            for (Rule rule : fitting) {
                List<Rule> others =
                        fitting.stream().filter(other -> other != rule).toList();
                if (!same(theirs, ours, others)) {
                    used.merge(rule.name, 1, Integer::sum);
                }
            }
        }
        used.forEach((name, count) -> {
            if (count == 0) {
                differences.add("no longer differs: " + name);
            }
        });
        tally.print("MetaDataDifferentialLiveTest");
        assertEquals("", String.join("\n", differences), tally.toString());
        return tally.toString();
    }

    private static Outcome changed(Outcome outcome, Outcome other, List<Rule> rules, boolean theirs) {
        Outcome result = outcome;
        for (Rule rule : rules) {
            result = (theirs ? rule.theirs : rule.ours).apply(result, other);
        }
        return result;
    }

    private static boolean same(Outcome theirs, Outcome ours, List<Rule> rules) {
        return changed(theirs, ours, rules, true).equals(changed(ours, theirs, rules, false));
    }

    private static String difference(Outcome theirs, Outcome ours, List<Rule> rules) {
        Outcome a = changed(theirs, ours, rules, true);
        Outcome b = changed(ours, theirs, rules, false);
        StringBuilder text = new StringBuilder();
        if (!String.valueOf(a.error).equals(String.valueOf(b.error))) {
            return "  pgjdbc " + a.error + "\n  ours   " + b.error;
        }
        if (!a.columns.equals(b.columns)) {
            return "  pgjdbc " + a.columns + "\n  ours   " + b.columns;
        }
        text.append("  ").append(a.rows.size()).append(" rows, ours ").append(b.rows.size());
        for (int i = 0, shown = 0; i < Math.max(a.rows.size(), b.rows.size()) && shown < 5; i++) {
            Object x = i < a.rows.size() ? a.rows.get(i) : "none";
            Object y = i < b.rows.size() ? b.rows.get(i) : "none";
            if (!x.equals(y)) {
                text.append("\n  pgjdbc ").append(x).append("\n  ours   ").append(y);
                shown++;
            }
        }
        return text.toString();
    }

    private static Outcome outcome(Connection connection, Call call) throws Exception {
        for (Method method : DatabaseMetaData.class.getMethods()) {
            if (method.getName().equals(call.method) && method.getParameterCount() == call.arguments.size()) {
                try {
                    return read(method.invoke(connection.getMetaData(), call.arguments.toArray()));
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof SQLException failure) {
                        return new Outcome("!" + failure.getSQLState(), List.of(), List.of());
                    }
                    throw e;
                } catch (NullPointerException e) {
                    return new Outcome("!NullPointerException", List.of(), List.of());
                }
            }
        }
        throw new NoSuchMethodException(call.method);
    }

    private static Outcome read(Object value) throws SQLException {
        if (!(value instanceof ResultSet)) {
            return new Outcome(String.valueOf(value), List.of(), List.of());
        }
        try (ResultSet rows = (ResultSet) value) {
            assertEquals(ResultSet.TYPE_SCROLL_INSENSITIVE, rows.getType());
            assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
            ResultSetMetaData data = rows.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.add(data.getColumnLabel(i) + " " + data.getColumnType(i) + " " + data.getColumnTypeName(i) + " "
                        + data.getColumnClassName(i));
            }
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    Object cell = rows.getObject(i);
                    row.add(cell == null ? null : cell.getClass().getSimpleName() + " " + cell);
                }
                all.add(row);
            }
            return new Outcome(null, columns, all);
        }
    }
}
