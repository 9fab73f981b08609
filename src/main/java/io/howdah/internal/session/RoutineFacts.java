package io.howdah.internal.session;

import java.util.List;

/**
 * What the catalogue says about the functions and procedures of one name. Immutable, shared by the connections of a data source.
 *
 * @param overloads the routines of that name that are in sight
 * @param readAtNanos when this was read, as {@code System.nanoTime}
 */
public record RoutineFacts(List<Overload> overloads, long readAtNanos) {
    /**
     * A routine.
     *
     * @param procedure false for a function
     * @param defaults how many of the last input parameters have a default
     * @param resultOid the type that a function returns, 0 for a procedure
     * @param parameters its parameters in order, with the columns of a returned table behind them
     */
    public record Overload(boolean procedure, int defaults, int resultOid, List<Parameter> parameters) {}

    /**
     * A parameter.
     *
     * @param name empty for none
     * @param mode as in pg_proc.proargmodes: i in, o out, b in and out, v variadic, t column of a returned table
     * @param typeOid its type
     */
    public record Parameter(String name, char mode, int typeOid) {
        /** True when a caller gives a value for it. */
        public boolean isInput() {
            return mode == 'i' || mode == 'b' || mode == 'v';
        }

        /** True when a call gives a value back in it. */
        public boolean isOutput() {
            return mode == 'o' || mode == 'b' || mode == 't';
        }
    }
}
