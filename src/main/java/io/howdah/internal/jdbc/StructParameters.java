package io.howdah.internal.jdbc;

import io.howdah.internal.type.CompositeCodec;
import io.howdah.internal.type.PgType;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.Struct;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Composite values as parameters: as which type they are declared. Stateless. */
final class StructParameters {
    private StructParameters() {}

    /** Sets a {@link Struct}: one of the driver's own, or the attributes of another's under the name of its type. */
    static void set(ParamSet params, int slot, Struct value, ParameterContext context) throws SQLException {
        if (value instanceof StructImpl ours) {
            params.setObject(slot, ours.value(), ours.type().oid());
            return;
        }
        Object[] attributes = value.getAttributes();
        List<?> list = attributes == null ? Collections.emptyList() : Arrays.asList(attributes);
        params.setObject(slot, list, named(value.getSQLTypeName(), context).oid());
    }

    /** Sets what an application's {@link SQLData} writes of itself: the fields of a composite type, or the one value of any other. */
    static void set(ParamSet params, int slot, SQLData value, ParameterContext context) throws SQLException {
        PgType type = named(value.getSQLTypeName(), context);
        List<Object> attributes = StructOutput.attributesOf(value);
        boolean composite = type.codec() instanceof CompositeCodec;
        if (!composite && attributes.size() != 1) {
            throw new SQLNonTransientException(
                    value.getClass().getName() + " wrote " + attributes.size() + " values for type " + type.sqlName()
                            + ", which is not composite: expected one",
                    "42804");
        }
        Object sent = composite ? attributes : attributes.get(0);
        if (sent == null) {
            params.setNull(slot, type.oid());
        } else {
            params.setObject(slot, sent, type.oid());
        }
    }

    /**
     * The type of a name.
     *
     * @throws SQLException 42704 when there is none
     */
    static PgType named(String name, ParameterContext context) throws SQLException {
        PgType type = name == null ? null : context.needed(name);
        if (type == null) {
            throw new SQLNonTransientException(
                    "type " + name + " does not exist or is not in the search path: give its name with its schema",
                    "42704");
        }
        return type;
    }
}
