package io.howdah.internal.jdbc;

import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeExtensions;
import io.howdah.types.PgObject;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Collection;

/** Parameters of the application's own classes: bound ones, enums, records, and the values of another driver. Stateless. */
final class BoundParameters {
    private BoundParameters() {}

    /** Sets an object of such a class, or an array or collection of bound ones; false when {@code value} is nothing of the kind. */
    static boolean set(ParamSet params, int slot, Object value, ParameterContext context) throws SQLException {
        TypeExtensions extensions = context.types().extensions();
        PgType bound = boundType(value, context);
        if (value instanceof Enum<?> constant) {
            // Not bound, its type is an enum of the database's, which the server infers.
            params.setText(slot, extensions.label(constant), bound == null ? Oids.UNSPECIFIED : bound.oid());
        } else if (bound != null) {
            params.setObject(slot, value, bound.oid());
        } else if (value instanceof Record && !(value instanceof PgObject)) {
            setRecord(params, slot, value, extensions);
        } else if (ForeignValues.isOne(value)) {
            setForeign(params, slot, value, context);
        } else {
            return false;
        }
        return true;
    }

    private static void setRecord(ParamSet params, int slot, Object value, TypeExtensions extensions)
            throws SQLException {
        if (!extensions.hasJsonMapper()) {
            throw new SQLDataException(
                    "Can't infer the SQL type to use for record "
                            + value.getClass().getName()
                            + ": bind it to a composite type (io.howdah.spi.TypeBinding), or provide a JSON library"
                            + " (io.howdah.spi.JsonMapper)",
                    "07006");
        }
        params.setText(slot, extensions.writeJson(value), Oids.UNSPECIFIED);
    }

    private static void setForeign(ParamSet params, int slot, Object value, ParameterContext context)
            throws SQLException {
        String typeName = ForeignValues.type(value);
        PgType type = typeName == null ? null : context.named(typeName);
        int oid = type == null ? Oids.UNSPECIFIED : type.oid();
        String text = ForeignValues.text(value);
        if (text == null) {
            params.setNull(slot, oid);
        } else {
            params.setText(slot, text, oid);
        }
    }

    /** The type that the value's class is bound to, the array type over that of its elements; null when it is not bound. */
    private static PgType boundType(Object value, ParameterContext context) throws SQLException {
        Class<?> leaf = leafClass(value);
        if (leaf == null) {
            return null;
        }
        String typeName = context.types().extensions().typeName(leaf);
        if (typeName == null) {
            return null;
        }
        PgType type = StructParameters.named(typeName, context);
        boolean whole = leaf.isInstance(value);
        return whole ? type : context.types().arrayOf(type);
    }

    private static Class<?> leafClass(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass();
        }
        if (value instanceof Collection<?> collection) {
            for (Object element : collection) {
                if (element != null) {
                    return leafClass(element);
                }
            }
            return null;
        }
        Class<?> leaf = value.getClass();
        while (leaf.isArray()) {
            leaf = leaf.getComponentType();
        }
        return leaf;
    }
}
