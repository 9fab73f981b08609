package io.howdah.internal.jdbc;

import io.howdah.internal.type.Oids;
import io.howdah.internal.type.ParamTypes;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeRegistry;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/** Arrays as parameters: which array type they are declared as. Stateless. */
final class ArrayParameters {
    private ArrayParameters() {}

    /** Sets a {@link Array}: one of the driver's own, or the elements of another's under the name of its type. */
    static void set(ParamSet params, int slot, Array value, ParameterContext context) throws SQLException {
        if (value == null) {
            params.setNull(slot, Oids.UNSPECIFIED);
        } else if (value instanceof ArrayImpl ours) {
            params.setObject(slot, ours.value(), ours.type().oid());
        } else {
            Object elements = value.getArray();
            Object[] boxed = elements instanceof Object[] objects ? objects : null;
            PgType type = arrayTypeNamed(value.getBaseTypeName(), boxed, context);
            params.setObject(slot, elements, type.oid());
        }
    }

    /**
     * The array type for elements of a named type. A name that nobody knows goes by the elements' class, as frameworks expect that pass on
     * whatever name they have.
     *
     * @param elements the elements, or null
     * @throws SQLException 42602 when neither the name nor the elements tell the type
     */
    static PgType arrayTypeNamed(String name, Object[] elements, ParameterContext context) throws SQLException {
        TypeRegistry types = context.types();
        PgType named = name == null ? null : context.named(name);
        PgType element = name == null ? null : ParamTypes.forElementsOf(named, elements, types);
        PgType array = element == null ? null : types.arrayOf(element);
        if (array == null && elements != null) {
            PgType byElements = ParamTypes.forValue(elements, types);
            array = byElements.oid() == Oids.UNSPECIFIED ? null : byElements;
        }
        if (array == null) {
            throw new SQLNonTransientException(
                    "Unable to find server array type for provided name " + name
                            + ": expected a type of the database or of JDBC",
                    "42602");
        }
        return array;
    }
}
