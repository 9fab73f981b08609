package io.howdah.internal.jdbc;

import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.ParsedStatement;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Oids;

/** The text of a prepared statement with its values in the places of the parameters, for people and logs. Stateless. */
final class InlinedSql {
    private InlinedSql() {}

    static String of(ParsedSql sql, ParamSet params, CodecContext context) {
        StringBuilder out = new StringBuilder(sql.sql().length() + 16 * params.count());
        for (int i = 0; i < sql.statementCount(); i++) {
            if (i > 0) {
                out.append(";\n");
            }
            append(out, sql.statement(i), params, context);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, ParsedStatement statement, ParamSet params, CodecContext context) {
        String text = statement.nativeSql();
        int copied = 0;
        for (int i = 0; i < statement.parameterCount(); i++) {
            int at = statement.parameterPosition(i);
            out.append(text, copied, at);
            appendValue(out, statement.firstParameter() + i, params, context);
            copied = at + 1 + Integer.toString(i + 1).length();
        }
        out.append(text, copied, text.length());
    }

    private static void appendValue(StringBuilder out, int index, ParamSet params, CodecContext context) {
        if (params.isNull(index)) {
            out.append("(NULL)");
            return;
        }
        String value = params.text(index, context);
        if (value == null) {
            out.append('?');
            return;
        }
        out.append("('").append(value.replace("'", "''")).append('\'');
        String type = castName(params.oid(index));
        if (type != null) {
            out.append("::").append(type);
        }
        out.append(')');
    }

    /** The type as it stands in a cast; null for strings and whatever the server infers. */
    private static String castName(int oid) {
        return switch (oid) {
            case Oids.INT2 -> "int2";
            case Oids.INT4 -> "int4";
            case Oids.INT8 -> "int8";
            case Oids.FLOAT4 -> "real";
            case Oids.FLOAT8 -> "double precision";
            case Oids.NUMERIC -> "numeric";
            case Oids.BOOL -> "boolean";
            case Oids.UUID -> "uuid";
            case Oids.DATE -> "date";
            case Oids.TIME -> "time";
            case Oids.TIMETZ -> "time with time zone";
            case Oids.TIMESTAMP -> "timestamp";
            case Oids.TIMESTAMPTZ -> "timestamp with time zone";
            case Oids.INTERVAL -> "interval";
            case Oids.POINT -> "point";
            case Oids.BOX -> "box";
            default -> null;
        };
    }
}
