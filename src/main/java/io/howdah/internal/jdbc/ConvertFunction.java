package io.howdah.internal.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.Types;

/** Between which types of JDBC the escape <code>{fn convert(value, TYPE)}</code> converts: where all supported servers have a cast. Stateless. */
final class ConvertFunction {
    /** Types of one kind convert into each other. */
    private enum Kind {
        NUMBER,
        TEXT,
        BINARY,
        TRUTH,
        DATE,
        TIME,
        TIMESTAMP,
        XML,
        NONE
    }

    private ConvertFunction() {}

    /** As {@link DatabaseMetaData#supportsConvert(int, int)}. */
    static boolean converts(int from, int to) {
        Kind source = kind(from);
        Kind target = kind(to);
        if (source == Kind.NONE || target == Kind.NONE) {
            return false;
        }
        if (source == target || source == Kind.TEXT || target == Kind.TEXT) {
            return true;
        }
        return switch (source) {
            case NUMBER -> target == Kind.TRUTH && from == Types.INTEGER;
            case TRUTH -> to == Types.INTEGER;
            case DATE -> target == Kind.TIMESTAMP;
            case TIMESTAMP -> target == Kind.DATE || target == Kind.TIME;
            default -> false;
        };
    }

    private static Kind kind(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC -> Kind.NUMBER;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB, Types.NCHAR, Types.NVARCHAR -> Kind.TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BINARY;
            case Types.BIT, Types.BOOLEAN -> Kind.TRUTH;
            case Types.DATE -> Kind.DATE;
            case Types.TIME -> Kind.TIME;
            case Types.TIMESTAMP -> Kind.TIMESTAMP;
            case Types.SQLXML -> Kind.XML;
            default -> Kind.NONE;
        };
    }
}
