package io.howdah.internal.jdbc;

import io.howdah.internal.type.Oids;
import io.howdah.internal.type.ParamTypes;
import io.howdah.internal.type.PgType;
import io.howdah.types.PgValue;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.JDBCType;
import java.sql.RowId;
import java.sql.SQLData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Collection;
import java.util.Locale;

/**
 * The rules of {@code setObject}: which type a Java value is declared as, and how it becomes a value of the JDBC type that was asked for.
 * Stateless. Failures are 07006, and 22003 for a number outside the range of the type.
 */
final class ObjectParameters {
    /** No scale was given. */
    static final int NO_SCALE = -1;

    private ObjectParameters() {}

    /** Declares a value by its class. */
    static void set(ParamSet params, int slot, Object value, ParameterContext context) throws SQLException {
        if (value == null) {
            params.setNull(slot, Oids.UNSPECIFIED);
        } else if (value instanceof String text) {
            params.setText(slot, text, context.stringOid());
        } else if (value instanceof Integer number) {
            params.setInt4(slot, number, Oids.INT4);
        } else if (value instanceof Long number) {
            params.setInt8(slot, number, Oids.INT8);
        } else if (value instanceof Boolean bool) {
            params.setBoolean(slot, bool, Oids.BOOL);
        } else if (value instanceof Double number) {
            params.setFloat8(slot, number, Oids.FLOAT8);
        } else if (value instanceof Float number) {
            params.setFloat4(slot, number, Oids.FLOAT4);
        } else if (value instanceof Short || value instanceof Byte) {
            params.setInt2(slot, ((Number) value).shortValue(), Oids.INT2);
        } else if (value instanceof byte[] bytes) {
            params.setBytes(slot, bytes, Oids.BYTEA);
        } else if (value instanceof java.util.Date date) {
            setDate(params, slot, date, null);
        } else if (value instanceof Calendar calendar) {
            setDate(params, slot, calendar.getTime(), calendar);
        } else if (!setLarge(params, slot, value, context)) {
            Object plain = PlainValues.of(value);
            if (plain == value) {
                setByType(params, slot, value, context);
            } else {
                set(params, slot, plain, context);
            }
        }
    }

    private static void setDate(ParamSet params, int slot, java.util.Date date, Calendar zone) throws SQLException {
        String text;
        if (date instanceof java.sql.Date) {
            text = TemporalText.ofDate(date, zone);
        } else if (date instanceof Time) {
            text = TemporalText.ofTime(date, zone);
        } else {
            text = TemporalText.ofTimestamp(date, zone);
        }
        params.setText(slot, text, Oids.UNSPECIFIED);
    }

    /** Sets what JDBC has as an interface of its own; false when {@code value} is no such thing. */
    private static boolean setLarge(ParamSet params, int slot, Object value, ParameterContext context)
            throws SQLException {
        if (value instanceof InputStream stream) {
            params.setBytesSpool(slot, Spool.of(stream, -1), Oids.BYTEA);
        } else if (value instanceof Reader reader) {
            params.setTextSpool(slot, Spool.of(reader, -1), context.stringOid());
        } else if (value instanceof Array array) {
            ArrayParameters.set(params, slot, array, context);
        } else if (value instanceof Struct struct) {
            StructParameters.set(params, slot, struct, context);
        } else if (value instanceof SQLData data) {
            StructParameters.set(params, slot, data, context);
        } else if (value instanceof PgValue pgValue) {
            setValue(params, slot, pgValue.getType(), pgValue.getValue(), context);
        } else if (value instanceof SQLXML xml) {
            params.setText(slot, xml.getString(), Oids.XML);
        } else if (value instanceof Blob || value instanceof Clob) {
            params.setLarge(slot, new LargeParameter(value, -1));
        } else if (value instanceof RowId rowId) {
            params.setText(slot, rowId.toString(), Oids.TID);
        } else if (value instanceof URL url) {
            params.setText(slot, url.toString(), context.stringOid());
        } else {
            return false;
        }
        return true;
    }

    /** Text of a type known by its name; the server infers the type when it has none of that name. */
    private static void setValue(ParamSet params, int slot, String typeName, String text, ParameterContext context)
            throws SQLException {
        PgType type = typeName == null ? null : context.named(typeName);
        int oid = type == null ? Oids.UNSPECIFIED : type.oid();
        if (text == null) {
            params.setNull(slot, oid);
        } else {
            params.setText(slot, text, oid);
        }
    }

    private static void setByType(ParamSet params, int slot, Object value, ParameterContext context)
            throws SQLException {
        if (BoundParameters.set(params, slot, value, context)) {
            return;
        }
        int oid = SqlTypes.stringsAs(
                context, ParamTypes.forValue(value, context.types()).oid());
        if (value instanceof Character || value instanceof CharSequence) {
            params.setText(slot, value.toString(), oid);
        } else if (oid == Oids.UNSPECIFIED
                && (value.getClass().isArray() || value instanceof Collection<?>)
                && !ParamTypes.isArrayInText(value)) {
            throw new SQLDataException(
                    "Can't infer the SQL type to use for an instance of "
                            + value.getClass().getName()
                            + ": its elements are of a class without a type, or of several. Use Connection.createArrayOf to name their type.",
                    "07006");
        } else {
            params.setObject(slot, value, oid);
        }
    }

    /** Declares a value as a JDBC type and converts it to that. */
    static void setAs(ParamSet params, int slot, Object given, int sqlType, int scaleOrLength, ParameterContext context)
            throws SQLException {
        Object value = PlainValues.of(given);
        if (value == null) {
            params.setNull(slot, SqlTypes.oid(sqlType, context));
            return;
        }
        switch (sqlType) {
            case Types.INTEGER ->
                params.setInt4(slot, (int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int"), Oids.INT4);
            case Types.TINYINT, Types.SMALLINT ->
                params.setInt2(slot, (short) integer(value, Short.MIN_VALUE, Short.MAX_VALUE, "short"), Oids.INT2);
            case Types.BIGINT ->
                params.setInt8(slot, integer(value, Long.MIN_VALUE, Long.MAX_VALUE, "long"), Oids.INT8);
            case Types.REAL -> params.setFloat4(slot, (float) floating(value, "float"), Oids.FLOAT4);
            case Types.FLOAT, Types.DOUBLE -> params.setFloat8(slot, floating(value, "double"), Oids.FLOAT8);
            case Types.NUMERIC, Types.DECIMAL -> setDecimal(params, slot, value, scaleOrLength);
            case Types.BIT, Types.BOOLEAN -> params.setBoolean(slot, bool(value), Oids.BOOL);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                setText(params, slot, value, sqlType, scaleOrLength, context);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY ->
                setBinary(params, slot, value, scaleOrLength, context);
            case Types.DATE, Types.TIME, Types.TIME_WITH_TIMEZONE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                setAsTemporal(params, slot, value, sqlType, context);
            case Types.OTHER, Types.JAVA_OBJECT, Types.DISTINCT, Types.STRUCT, Types.NULL ->
                setUntyped(params, slot, value, context);
            case Types.SQLXML -> setXml(params, slot, value);
            case Types.ARRAY -> setAsArray(params, slot, value, context);
            case Types.REF_CURSOR -> params.setText(slot, value.toString(), Oids.REFCURSOR);
            case Types.BLOB ->
                setAsLarge(params, slot, value, LargeParameter.isBinary(value), "Types.BLOB", scaleOrLength);
            case Types.CLOB, Types.NCLOB ->
                setAsLarge(params, slot, value, LargeParameter.isCharacters(value), "Types.CLOB", scaleOrLength);
            case Types.ROWID -> params.setText(slot, value.toString(), Oids.TID);
            case Types.DATALINK -> params.setText(slot, value.toString(), context.stringOid());
            default ->
                throw JdbcErrors.invalid(
                        "JDBC type of a parameter: expected a constant of java.sql.Types, got " + sqlType);
        }
    }

    private static SQLException cannotCast(Object value, String target, Throwable cause) {
        return new SQLDataException(
                "Cannot cast an instance of " + value.getClass().getName() + " to type " + target, "07006", cause);
    }

    private static long integer(Object value, long min, long max, String target) throws SQLException {
        long number;
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            number = ((Number) value).longValue();
        } else if (value instanceof Boolean bool) {
            number = bool ? 1 : 0;
        } else if (value instanceof java.util.Date date) {
            number = date.getTime();
        } else {
            BigDecimal decimal = decimal(value, target);
            // Fractions are cut off; and a huge exponent must not be expanded before it is known to be out of range.
            if (decimal.compareTo(BigDecimal.valueOf(min).subtract(BigDecimal.ONE)) <= 0
                    || decimal.compareTo(BigDecimal.valueOf(max).add(BigDecimal.ONE)) >= 0) {
                throw outOfRange(target, min, max);
            }
            number = decimal.longValue();
        }
        if (number < min || number > max) {
            throw outOfRange(target, min, max);
        }
        return number;
    }

    private static SQLException outOfRange(String target, long min, long max) {
        return new SQLDataException(
                "the number given as a parameter is outside the range of " + target + ": expected " + min + " to "
                        + max,
                "22003");
    }

    private static double floating(Object value, String target) throws SQLException {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        if (value instanceof java.util.Date date) {
            return date.getTime();
        }
        if (value instanceof String text) {
            try {
                return Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                throw cannotCast(value, target, e);
            }
        }
        throw cannotCast(value, target, null);
    }

    private static BigDecimal decimal(Object value, String target) throws SQLException {
        try {
            if (value instanceof BigDecimal decimal) {
                return decimal;
            }
            if (value instanceof BigInteger integer) {
                return new BigDecimal(integer);
            }
            if (value instanceof Boolean bool) {
                return bool ? BigDecimal.ONE : BigDecimal.ZERO;
            }
            if (value instanceof java.util.Date date) {
                return BigDecimal.valueOf(date.getTime());
            }
            if (value instanceof Double
                    || value instanceof Float
                    || value instanceof Number
                    || value instanceof String) {
                return new BigDecimal(value.toString().strip());
            }
        } catch (NumberFormatException e) {
            throw cannotCast(value, target, e);
        }
        throw cannotCast(value, target, null);
    }

    private static void setDecimal(ParamSet params, int slot, Object value, int scale) throws SQLException {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                params.setText(slot, value.toString(), Oids.NUMERIC);
                return;
            }
        }
        BigDecimal decimal = decimal(value, "BigDecimal");
        if (scale >= 0) {
            decimal = decimal.setScale(scale, RoundingMode.HALF_UP);
        }
        params.setObject(slot, decimal, Oids.NUMERIC);
    }

    private static boolean bool(Object value) throws SQLException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number number) {
            double v = number.doubleValue();
            if (v == 0 || v == 1) {
                return v == 1;
            }
        } else if (value instanceof String || value instanceof Character) {
            switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
                case "1", "t", "true", "y", "yes", "on" -> {
                    return true;
                }
                case "0", "f", "false", "n", "no", "off" -> {
                    return false;
                }
                default -> {
                    // Not a boolean in any spelling.
                }
            }
        }
        throw new SQLDataException(
                "Cannot cast to boolean: expected a Boolean, 1, 0, or a word such as true, yes or off, got an instance of "
                        + value.getClass().getName(),
                "42846");
    }

    private static void setText(
            ParamSet params, int slot, Object value, int sqlType, int length, ParameterContext context)
            throws SQLException {
        int oid = SqlTypes.oid(sqlType, context);
        if (value instanceof Reader reader) {
            params.setTextSpool(slot, Spool.of(reader, length), oid);
        } else if (value instanceof Clob clob) {
            params.setTextSpool(slot, Spool.of(clob.getCharacterStream(), -1), oid);
        } else if (value instanceof byte[]) {
            throw cannotCast(value, "String", null);
        } else {
            params.setText(slot, value.toString(), oid);
        }
    }

    private static void setBinary(ParamSet params, int slot, Object value, int length, ParameterContext context)
            throws SQLException {
        if (value instanceof InputStream stream) {
            params.setBytesSpool(slot, Spool.of(stream, length), Oids.BYTEA);
        } else if (value instanceof Blob blob) {
            params.setBytesSpool(slot, Spool.of(blob.getBinaryStream(), -1), Oids.BYTEA);
        } else {
            set(params, slot, value, context);
        }
    }

    /** A date or time of whatever class. Text goes to the server, whose judgement it is. */
    private static void setAsTemporal(ParamSet params, int slot, Object value, int sqlType, ParameterContext context)
            throws SQLException {
        if (value instanceof String text) {
            params.setText(slot, text, Oids.UNSPECIFIED);
        } else if (value instanceof Calendar calendar) {
            java.util.Date date = (java.util.Date) ParamTypes.convert(calendar.getTime(), sqlType, NO_SCALE);
            setDate(params, slot, date, calendar);
        } else if (value instanceof java.util.Date) {
            setDate(params, slot, (java.util.Date) ParamTypes.convert(value, sqlType, NO_SCALE), null);
        } else if (value instanceof LocalDateTime dateTime && sqlType == Types.DATE) {
            params.setObject(slot, dateTime.toLocalDate(), Oids.DATE);
        } else if (value instanceof LocalDateTime dateTime && sqlType == Types.TIME) {
            params.setObject(slot, dateTime.toLocalTime(), Oids.TIME);
        } else if (value instanceof Temporal) {
            params.setObject(
                    slot,
                    value,
                    ParamTypes.forSqlType(sqlType, value, context.types()).oid());
        } else {
            throw cannotCast(value, JDBCType.valueOf(sqlType).getName(), null);
        }
    }

    /** The text of a value for the server to read as whatever it expects there: the usual way to set json, enums, inet. */
    private static void setUntyped(ParamSet params, int slot, Object value, ParameterContext context)
            throws SQLException {
        if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof Number
                || value instanceof Boolean) {
            params.setText(slot, value.toString(), Oids.UNSPECIFIED);
        } else {
            set(params, slot, value, context);
        }
    }

    private static void setAsLarge(ParamSet params, int slot, Object value, boolean possible, String target, int length)
            throws SQLException {
        if (!possible) {
            throw cannotCast(value, target, null);
        }
        params.setLarge(slot, new LargeParameter(value, length));
    }

    private static void setXml(ParamSet params, int slot, Object value) throws SQLException {
        params.setText(slot, value instanceof SQLXML xml ? xml.getString() : value.toString(), Oids.XML);
    }

    private static void setAsArray(ParamSet params, int slot, Object value, ParameterContext context)
            throws SQLException {
        if (value instanceof Array array) {
            ArrayParameters.set(params, slot, array, context);
        } else if (value.getClass().isArray() || value instanceof Collection<?>) {
            setByType(params, slot, value, context);
        } else if (value instanceof String text) {
            params.setText(slot, text, Oids.UNSPECIFIED);
        } else {
            throw cannotCast(value, "Types.ARRAY", null);
        }
    }
}
