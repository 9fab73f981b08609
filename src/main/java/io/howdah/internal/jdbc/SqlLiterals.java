package io.howdah.internal.jdbc;

import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.ParamTypes;
import io.howdah.internal.type.PgType;
import io.howdah.internal.util.ByteSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Values as constants of SQL that mean the same wherever they stand and whatever {@code standard_conforming_strings} is. Stateless. */
final class SqlLiterals {
    private SqlLiterals() {}

    /**
     * A value as a constant: numbers bare, strings quoted, everything else quoted with a cast to its type.
     *
     * @throws SQLException 07006 for a class that no type fits, 22021 for text the server cannot store
     */
    static String literal(Object value, CodecContext context) throws SQLException {
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger) {
            return number(value.toString());
        }
        if (value instanceof BigDecimal decimal) {
            return number(decimal.toPlainString());
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return Identifiers.quoteLiteral(value.toString());
        }
        PgType type = ParamTypes.forValue(value, context.types());
        ByteSink out = new ByteSink(64);
        type.codec().encode(value, Format.TEXT, type, out, context);
        String quoted = Identifiers.quoteLiteral(new String(out.array(), 0, out.size(), StandardCharsets.UTF_8));
        return type.oid() == Oids.UNSPECIFIED ? quoted : quoted + "::" + name(type);
    }

    /** A minus sign must not meet another one: two of them begin a comment. */
    private static String number(String digits) {
        return digits.startsWith("-") ? " " + digits : digits;
    }

    private static String name(PgType type) throws SQLException {
        return Identifiers.quoteIfNeeded(type.schema()) + '.' + Identifiers.quoteIfNeeded(type.name());
    }
}
