package io.howdah.internal.jdbc;

import io.howdah.internal.type.Oids;
import io.howdah.internal.type.ParamTypes;
import io.howdah.internal.type.PgType;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;

/** What the constants of {@link java.sql.Types} are as types of parameters, with strings as the connection wants them. Stateless. */
final class SqlTypes {
    private SqlTypes() {}

    /**
     * The type to declare for a NULL of a JDBC type; 0 where the server has to infer it.
     *
     * @throws SQLException 07006 for a number that is no type of values
     */
    static int oid(int sqlType, ParameterContext context) throws SQLException {
        if (sqlType == Types.BLOB || sqlType == Types.CLOB || sqlType == Types.NCLOB) {
            // An oid or a bytea, an oid or a text: what the statement needs.
            return Oids.UNSPECIFIED;
        }
        return stringsAs(context, ParamTypes.forNull(sqlType, context.types()).oid());
    }

    /** As {@link #oid(int, ParameterContext)}, but the type of that name if there is one. */
    static int oid(int sqlType, String typeName, ParameterContext context) throws SQLException {
        PgType named = typeName == null || typeName.isBlank() ? null : context.named(typeName);
        return named != null ? named.oid() : oid(sqlType, context);
    }

    /** {@code oid}, or 0 for the types of strings when strings are to be untyped. */
    static int stringsAs(ParameterContext context, int oid) {
        return oid == Oids.VARCHAR || oid == Oids.BPCHAR && context.stringOid() == Oids.UNSPECIFIED
                ? context.stringOid()
                : oid;
    }

    /**
     * The constant that a {@link SQLType} stands for.
     *
     * @throws SQLException 22023 for null or one without a number
     */
    static int number(SQLType type) throws SQLException {
        Integer number = type == null ? null : type.getVendorTypeNumber();
        if (number == null) {
            throw JdbcErrors.invalid("SQLType of a parameter: expected one with a type number, got " + type);
        }
        return number;
    }
}
