package io.howdah.internal.type;

import io.howdah.types.PgBits;
import io.howdah.types.PgStruct;
import io.howdah.types.PgValue;
import java.sql.Types;

/**
 * What JDBC's metadata tell about a type: code of java.sql.Types, class, precision, scale, display size. The answers are pgjdbc's, but for a few it has wrong (a negative scale, time(1)). A type
 * modifier is the number that the server sends with a column, -1 for none. For an array, sizes are those of its elements. Stateless.
 */
public final class TypeFacts {
    /** Precision and display size of types without a limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** The bytes of a header that modifiers of character types and numeric count in. */
    private static final int HEADER = 4;

    /** Digits before and after the point of an unconstrained numeric, and sign and point. */
    private static final int NUMERIC_DISPLAY = 131_089;

    private static final int MAX_SECOND_DIGITS = 6;

    private TypeFacts() {}

    /** The constant of java.sql.Types. */
    public static int sqlType(PgType type) {
        return switch (type.form()) {
            case ARRAY -> Types.ARRAY;
            case ENUM -> Types.VARCHAR;
            case COMPOSITE -> Types.STRUCT;
            case DOMAIN -> Types.DISTINCT;
            case RANGE, MULTIRANGE, UNKNOWN -> Types.OTHER;
            default -> baseSqlType(type.oid());
        };
    }

    private static int baseSqlType(int oid) {
        return switch (oid) {
            case Oids.BOOL, Oids.BIT -> Types.BIT;
            case Oids.INT2 -> Types.SMALLINT;
            case Oids.INT4 -> Types.INTEGER;
            case Oids.INT8, Oids.OID -> Types.BIGINT;
            case Oids.FLOAT4 -> Types.REAL;
            case Oids.FLOAT8, Oids.MONEY -> Types.DOUBLE;
            case Oids.NUMERIC -> Types.NUMERIC;
            case Oids.CHAR, Oids.BPCHAR -> Types.CHAR;
            case Oids.VARCHAR, Oids.TEXT, Oids.NAME, Oids.UNKNOWN -> Types.VARCHAR;
            case Oids.BYTEA -> Types.BINARY;
            case Oids.DATE -> Types.DATE;
            case Oids.TIME, Oids.TIMETZ -> Types.TIME;
            case Oids.TIMESTAMP, Oids.TIMESTAMPTZ -> Types.TIMESTAMP;
            case Oids.XML -> Types.SQLXML;
            case Oids.REFCURSOR -> Types.REF_CURSOR;
            default -> Types.OTHER;
        };
    }

    /** The class that {@code getColumnClassName} names: that of what getObject gives. */
    public static String className(PgType type, int modifier) {
        if (type.oid() == Oids.BIT && modifier != 1) {
            return PgBits.class.getName();
        }
        return switch (type.form()) {
            case ARRAY -> "java.sql.Array";
            case COMPOSITE -> PgStruct.class.getName();
            case BASE, PSEUDO, UNKNOWN -> baseClassName(type);
            default -> "java.lang.String";
        };
    }

    private static String baseClassName(PgType type) {
        return switch (type.oid()) {
            case Oids.BOOL, Oids.BIT -> "java.lang.Boolean";
            case Oids.INT2, Oids.INT4 -> "java.lang.Integer";
            case Oids.INT8, Oids.OID -> "java.lang.Long";
            case Oids.DATE -> "java.sql.Date";
            case Oids.TIME, Oids.TIMETZ -> "java.sql.Time";
            case Oids.TIMESTAMP, Oids.TIMESTAMPTZ -> "java.sql.Timestamp";
            case Oids.XML -> "java.sql.SQLXML";
            case Oids.REFCURSOR -> "java.sql.ResultSet";
            case Oids.JSON, Oids.JSONB, Oids.JSONPATH -> PgValue.class.getName();
            default -> codecClass(type.codec()).getName();
        };
    }

    /** The class of an array's elements is that of a single value, but for the types above; where none is known, the value is text of its type. */
    private static Class<?> codecClass(Codec codec) {
        Class<?> element = codec instanceof BaseCodec base ? base.elementClass() : Object.class;
        return element == Object.class ? PgValue.class : element;
    }

    /** The type whose sizes count: an array's elements. */
    private static int sizedOid(PgType type) {
        return type.form() == PgType.Form.ARRAY ? type.elementOid() : type.oid();
    }

    /** Decimal digits of a number, characters of a text; 0 for an unconstrained numeric, {@link #UNLIMITED} where there is no limit. */
    public static int precision(PgType type, int modifier) {
        int oid = sizedOid(type);
        return switch (oid) {
            case Oids.INT2 -> 5;
            case Oids.INT4, Oids.OID -> 10;
            case Oids.INT8 -> 19;
            case Oids.FLOAT4 -> 8;
            case Oids.FLOAT8 -> 17;
            case Oids.NUMERIC -> modifier < HEADER ? 0 : modifier - HEADER >> 16 & 0xffff;
            default -> displaySize(type, modifier);
        };
    }

    /** Digits after the point, of numbers and of seconds. */
    public static int scale(PgType type, int modifier) {
        return switch (sizedOid(type)) {
            case Oids.FLOAT4 -> 8;
            case Oids.FLOAT8 -> 17;
            case Oids.NUMERIC -> numericScale(modifier);
            case Oids.TIME, Oids.TIMETZ, Oids.TIMESTAMP, Oids.TIMESTAMPTZ ->
                modifier < 0 ? MAX_SECOND_DIGITS : modifier;
            // The high half tells which fields the interval has; all bits set in the low one stand for no limit.
            case Oids.INTERVAL -> modifier < 0 || (modifier & 0xffff) == 0xffff ? MAX_SECOND_DIGITS : modifier & 0xffff;
            default -> 0;
        };
    }

    /** The low 11 bits, signed: since PostgreSQL 15 a scale may be negative. */
    private static int numericScale(int modifier) {
        return modifier < HEADER ? 0 : (modifier - HEADER & 0x7ff ^ 0x400) - 0x400;
    }

    /** The most characters that a value's text has; {@link #UNLIMITED} where there is no limit. */
    public static int displaySize(PgType type, int modifier) {
        return switch (sizedOid(type)) {
            case Oids.BOOL, Oids.CHAR -> 1;
            case Oids.INT2 -> 6;
            case Oids.INT4 -> 11;
            case Oids.OID -> 10;
            case Oids.INT8 -> 20;
            case Oids.FLOAT4 -> 15;
            case Oids.FLOAT8 -> 25;
            case Oids.NUMERIC -> numericDisplaySize(type, modifier);
            case Oids.DATE -> 13;
            case Oids.TIME -> 8 + secondFraction(modifier);
            case Oids.TIMETZ -> 14 + secondFraction(modifier);
            case Oids.TIMESTAMP -> 22 + secondFraction(modifier);
            case Oids.TIMESTAMPTZ -> 28 + secondFraction(modifier);
            case Oids.INTERVAL -> 49;
            case Oids.BPCHAR, Oids.VARCHAR -> modifier < HEADER ? UNLIMITED : modifier - HEADER;
            case Oids.BIT, Oids.VARBIT -> modifier < 0 ? UNLIMITED : modifier;
            default -> UNLIMITED;
        };
    }

    private static int numericDisplaySize(PgType type, int modifier) {
        if (modifier < HEADER) {
            return NUMERIC_DISPLAY;
        }
        int point = scale(type, modifier) == 0 ? 0 : 1;
        return 1 + precision(type, modifier) + point;
    }

    /** Characters of the point and the digits behind it. */
    private static int secondFraction(int modifier) {
        if (modifier < 0) {
            return 1 + MAX_SECOND_DIGITS;
        }
        return modifier == 0 ? 0 : 1 + modifier;
    }

    public static boolean isSigned(PgType type) {
        return switch (sizedOid(type)) {
            case Oids.INT2, Oids.INT4, Oids.INT8, Oids.FLOAT4, Oids.FLOAT8, Oids.NUMERIC -> true;
            default -> false;
        };
    }

    public static boolean isCaseSensitive(PgType type) {
        return switch (sizedOid(type)) {
            case Oids.OID,
                    Oids.INT2,
                    Oids.INT4,
                    Oids.INT8,
                    Oids.FLOAT4,
                    Oids.FLOAT8,
                    Oids.NUMERIC,
                    Oids.BOOL,
                    Oids.BIT,
                    Oids.VARBIT,
                    Oids.DATE,
                    Oids.TIME,
                    Oids.TIMETZ,
                    Oids.TIMESTAMP,
                    Oids.TIMESTAMPTZ,
                    Oids.INTERVAL -> false;
            default -> true;
        };
    }

    public static boolean isCurrency(PgType type) {
        return type.oid() == Oids.MONEY;
    }
}
