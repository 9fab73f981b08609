package io.howdah.internal.jdbc;

import io.howdah.internal.session.RoutineFacts.Overload;
import io.howdah.internal.session.RoutineFacts.Parameter;
import io.howdah.internal.sql.CallArguments;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the parameters of one call by name: first among arguments written as {@code name => ?}, then by asking the catalogue for the parameters
 * of the routine. Of several routines of that name those count that can be called with as many arguments as were written.
 *
 * <p>Owned by its statement, for one thread at a time.
 */
final class NamedParameters {
    /** The name of a function's result, as DatabaseMetaData gives it. */
    private static final String RESULT = "returnValue";

    private final CallArguments call;
    private final Routines routines;
    private final boolean resultFirst;
    private final boolean selects;
    private final Map<String, Integer> known = new HashMap<>();

    /**
     * @param call null when the text is no call
     * @param resultFirst true when JDBC parameter 1 is the result
     * @param selects true when the call is sent as a SELECT, in which OUT parameters may be left out
     */
    NamedParameters(CallArguments call, Routines routines, boolean resultFirst, boolean selects) {
        this.call = call;
        this.routines = routines;
        this.resultFirst = resultFirst;
        this.selects = selects;
    }

    /**
     * The 1-based index of the parameter of that name: spelled exactly so, else without regard to case.
     *
     * @throws SQLException 22023 for null; 42P02 when there is none; 42725 when routines that could be meant have it in different places
     */
    int index(String name) throws SQLException {
        Integer index = known.get(name);
        if (index == null) {
            index = find(name);
            known.put(name, index);
        }
        return index;
    }

    private int find(String name) throws SQLException {
        if (name == null) {
            throw JdbcErrors.invalid("name of a parameter: expected one, got null");
        }
        if (call == null) {
            throw new SQLSyntaxErrorException(
                    "there is no parameter named " + name
                            + ": only those of {call ...} and CALL have names; use the index of the placeholder",
                    "42P02");
        }
        for (CallArguments.Argument argument : call.arguments()) {
            if (argument.isNamed(name) && argument.placeholder() >= 0) {
                return jdbcIndex(argument.placeholder());
            }
        }
        List<Overload> overloads = routines.find(call.routine()).overloads();
        int found = 0;
        List<String> names = new ArrayList<>();
        for (Overload overload : overloads) {
            int index = find(name, overload, names);
            if (index > 0 && found > 0 && index != found) {
                throw new SQLSyntaxErrorException(
                        "the parameter named " + name + " is in different places of several routines named "
                                + call.routine() + ": use indexes, or write the arguments as name => ?",
                        "42725");
            }
            found = Math.max(found, index);
        }
        if (found == 0 && resultFirst && name.equalsIgnoreCase(RESULT)) {
            found = 1;
        }
        if (found == 0) {
            throw unknown(name, names, overloads.isEmpty());
        }
        return found;
    }

    private SQLException unknown(String name, List<String> names, boolean noRoutine) {
        String expected;
        if (noRoutine) {
            expected = "no routine named " + call.routine() + " is in sight (see search_path)";
        } else if (names.isEmpty()) {
            expected = "no routine named " + call.routine() + " that takes "
                    + call.arguments().size() + " arguments has named ones; use indexes";
        } else {
            expected = "expected one of " + String.join(", ", names);
        }
        return new SQLSyntaxErrorException(
                "there is no parameter named " + name + " with a placeholder in the call: " + expected, "42P02");
    }

    /** 0 when the overload has no such parameter with a placeholder, or cannot be meant. */
    private int find(String name, Overload overload, List<String> names) {
        List<Parameter> positions = positions(overload);
        if (positions == null) {
            return 0;
        }
        int exact = 0;
        int ignoringCase = 0;
        int shift = resultFirst && !selects ? 1 : 0;
        for (int i = 0; i < positions.size(); i++) {
            String own = positions.get(i).name();
            int index = i < shift ? 1 : indexOfArgument(i - shift);
            if (index == 0 || own.isEmpty()) {
                continue;
            }
            names.add(own);
            if (own.equals(name)) {
                exact = index;
            } else if (own.equalsIgnoreCase(name)) {
                ignoringCase = index;
            }
        }
        if (exact == 0 && ignoringCase == 0 && resultFirst && selects) {
            return onlyOutput(name, overload) ? 1 : 0;
        }
        return exact > 0 ? exact : ignoringCase;
    }

    private static boolean onlyOutput(String name, Overload overload) {
        List<Parameter> outputs =
                overload.parameters().stream().filter(Parameter::isOutput).toList();
        return outputs.size() == 1 && outputs.get(0).name().equalsIgnoreCase(name);
    }

    private int indexOfArgument(int argument) {
        if (argument >= call.arguments().size()) {
            return 0;
        }
        CallArguments.Argument written = call.arguments().get(argument);
        return written.placeholder() < 0 || written.name() != null ? 0 : jdbcIndex(written.placeholder());
    }

    private int jdbcIndex(int placeholder) {
        return placeholder + (resultFirst ? 2 : 1);
    }

    /**
     * What the catalogue says of each JDBC parameter.
     *
     * @param count number of JDBC parameters
     * @return null when it is not clear which routine is meant, or a placeholder is only part of an argument
     */
    Parameter[] describe(int count) throws SQLException {
        if (call == null) {
            return null;
        }
        List<Overload> candidates = candidates();
        if (candidates.size() != 1) {
            return null;
        }
        Overload routine = candidates.get(0);
        List<Parameter> positions = positions(routine);
        Parameter[] found = new Parameter[count];
        int shift = resultFirst && !selects ? 1 : 0;
        for (int i = 0; i < positions.size(); i++) {
            int index = i < shift ? 1 : indexOfArgument(i - shift);
            if (index > 0) {
                found[index - 1] = positions.get(i);
            }
        }
        if (resultFirst && selects) {
            found[0] = new Parameter(RESULT, 'o', routine.resultOid());
        }
        for (Parameter parameter : found) {
            if (parameter == null || parameter.mode() == 'v') {
                return null;
            }
        }
        return found;
    }

    /**
     * Finds the columns of registered parameters when CALL returns more than are registered: they are the routine's outputs in order.
     *
     * @param columns filled in for each registered parameter: 1-based
     * @return false when the catalogue does not tell
     */
    boolean findOutputs(OutParameters outs, int[] columns) throws SQLException {
        if (call == null || selects) {
            return false;
        }
        List<Overload> candidates = candidates();
        if (candidates.size() != 1) {
            return false;
        }
        List<Parameter> positions = positions(candidates.get(0));
        int column = 0;
        int found = 0;
        int shift = resultFirst ? 1 : 0;
        for (int i = 0; i < positions.size(); i++) {
            if (positions.get(i).isOutput()) {
                column++;
                int index = i < shift ? 1 : indexOfArgument(i - shift);
                if (index > 0 && outs.isRegistered(index)) {
                    columns[index - 1] = column;
                    found++;
                }
            }
        }
        return found == outs.registered();
    }

    /** The routines that can be called with as many arguments as were written. */
    private List<Overload> candidates() throws SQLException {
        return routines.find(call.routine()).overloads().stream()
                .filter(overload -> positions(overload) != null)
                .toList();
    }

    /** The parameters that the written arguments stand for, in order; null when the routine cannot be called with as many. */
    List<Parameter> positions(Overload overload) {
        int written = call.arguments().size() + (resultFirst && !selects ? 1 : 0);
        List<Parameter> all =
                overload.parameters().stream().filter(p -> p.mode() != 't').toList();
        List<Parameter> inputs = all.stream().filter(Parameter::isInput).toList();
        List<Parameter> expected = selects && written < all.size() ? inputs : all;
        boolean variadic = !inputs.isEmpty() && inputs.get(inputs.size() - 1).mode() == 'v';
        int least = expected.size() - overload.defaults() - (variadic ? 1 : 0);
        return written >= least && (written <= expected.size() || variadic) ? expected : null;
    }
}
