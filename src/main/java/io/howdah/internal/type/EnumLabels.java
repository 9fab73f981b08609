package io.howdah.internal.type;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

/**
 * Which label of an enum type stands for which constant of a Java enum. Unless a binding says otherwise, a constant is sent as its name, and a label is
 * read as the constant of that name, else as the only one whose name differs in case only. Stateless.
 */
final class EnumLabels {
    private EnumLabels() {}

    /**
     * The constant for a label.
     *
     * @throws SQLException 22018 when there is none, or more than one
     */
    static Object constant(String label, Class<?> target, PgType type, CodecContext context) throws SQLException {
        Map<String, Object> bound = context.types().extensions().constants(target);
        if (bound != null) {
            Object constant = bound.get(label);
            if (constant == null) {
                throw noConstant(target, type);
            }
            return constant;
        }
        Enum<?> found = null;
        for (Object candidate : target.getEnumConstants()) {
            Enum<?> constant = (Enum<?>) candidate;
            if (constant.name().equals(label)) {
                return constant;
            }
            if (constant.name().equalsIgnoreCase(label)) {
                if (found != null) {
                    throw noConstant(target, type);
                }
                found = constant;
            }
        }
        if (found == null) {
            throw noConstant(target, type);
        }
        return found;
    }

    private static SQLException noConstant(Class<?> target, PgType type) {
        return new SQLDataException(
                "a value of type " + type.name() + " is no constant of " + target.getName() + ", which has "
                        + Arrays.toString(target.getEnumConstants())
                        + ": bind the enum to the type with labels of its own, or read it as String",
                "22018");
    }
}
