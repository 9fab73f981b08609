package io.howdah.internal.type;

import io.howdah.types.PgMultirange;
import io.howdah.types.PgObject;
import io.howdah.types.PgRange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * As which PostgreSQL type a Java value is sent: the table behind {@code setObject}, {@code setNull} and {@code createArrayOf}. The type of a
 * parameter decides which function or operator the server takes, so these choices are those of pgjdbc, widened by what it refuses. Strings are
 * varchar here; the {@code stringtype} property is the caller's matter. Stateless.
 */
public final class ParamTypes {
    /** For "no scale" in {@link #convert}. */
    public static final int NO_SCALE = -1;

    private static final Map<Class<?>, Integer> SCALARS = Map.ofEntries(
            Map.entry(String.class, Oids.VARCHAR),
            Map.entry(Character.class, Oids.VARCHAR),
            Map.entry(Integer.class, Oids.INT4),
            Map.entry(Long.class, Oids.INT8),
            Map.entry(Short.class, Oids.INT2),
            Map.entry(Byte.class, Oids.INT2),
            Map.entry(Boolean.class, Oids.BOOL),
            Map.entry(Double.class, Oids.FLOAT8),
            Map.entry(Float.class, Oids.FLOAT4),
            Map.entry(BigDecimal.class, Oids.NUMERIC),
            Map.entry(BigInteger.class, Oids.NUMERIC),
            Map.entry(AtomicInteger.class, Oids.INT4),
            Map.entry(AtomicLong.class, Oids.INT8),
            Map.entry(byte[].class, Oids.BYTEA),
            Map.entry(UUID.class, Oids.UUID),
            Map.entry(LocalDate.class, Oids.DATE),
            Map.entry(LocalTime.class, Oids.TIME),
            Map.entry(LocalDateTime.class, Oids.TIMESTAMP),
            Map.entry(OffsetTime.class, Oids.TIMETZ),
            Map.entry(OffsetDateTime.class, Oids.TIMESTAMPTZ),
            Map.entry(ZonedDateTime.class, Oids.TIMESTAMPTZ),
            Map.entry(Instant.class, Oids.TIMESTAMPTZ),
            Map.entry(Duration.class, Oids.INTERVAL),
            Map.entry(Period.class, Oids.INTERVAL),
            Map.entry(Inet4Address.class, Oids.INET),
            Map.entry(Inet6Address.class, Oids.INET),
            Map.entry(BitSet.class, Oids.VARBIT));

    /** Elements whose scalars are of unspecified type, which an array cannot be of: one type must be chosen. */
    private static final Map<Class<?>, Integer> LEGACY_ELEMENTS = Map.of(
            Date.class,
            Oids.DATE,
            Time.class,
            Oids.TIME,
            Timestamp.class,
            Oids.TIMESTAMPTZ,
            java.util.Date.class,
            Oids.TIMESTAMPTZ);

    private static final Map<Class<?>, Integer> PRIMITIVES = Map.of(
            int.class, Oids.INT4,
            long.class, Oids.INT8,
            short.class, Oids.INT2,
            double.class, Oids.FLOAT8,
            float.class, Oids.FLOAT4,
            boolean.class, Oids.BOOL,
            char.class, Oids.VARCHAR);

    /** The range over a subtype. */
    private static final Map<Integer, Integer> RANGES = Map.of(
            Oids.INT2, Oids.INT4RANGE,
            Oids.INT4, Oids.INT4RANGE,
            Oids.INT8, Oids.INT8RANGE,
            Oids.NUMERIC, Oids.NUMRANGE,
            Oids.DATE, Oids.DATERANGE,
            Oids.TIMESTAMP, Oids.TSRANGE,
            Oids.TIMESTAMPTZ, Oids.TSTZRANGE);

    private static final Map<Integer, Integer> MULTIRANGES = Map.of(
            Oids.INT4RANGE, Oids.INT4MULTIRANGE,
            Oids.INT8RANGE, Oids.INT8MULTIRANGE,
            Oids.NUMRANGE, Oids.NUMMULTIRANGE,
            Oids.DATERANGE, Oids.DATEMULTIRANGE,
            Oids.TSRANGE, Oids.TSMULTIRANGE,
            Oids.TSTZRANGE, Oids.TSTZMULTIRANGE);

    private ParamTypes() {}

    /**
     * The type of {@code setObject(i, value)}.
     *
     * @param value not null; none of the interfaces of java.sql such as Array, Blob or SQLXML, which the caller unwraps
     * @throws SQLException 07006 when no type fits the class
     */
    public static PgType forValue(Object value, TypeRegistry types) throws SQLException {
        Integer oid = SCALARS.get(value.getClass());
        if (oid != null) {
            return types.byOid(oid);
        }
        if (value instanceof java.util.Date || value instanceof Calendar || value instanceof Enum<?>) {
            return TypeRegistry.UNSPECIFIED;
        }
        if (value instanceof ArrayValue array) {
            return array.type();
        }
        if (value instanceof Map<?, ?>) {
            return orUnspecified(types.byName("hstore"));
        }
        if (value instanceof PgRange<?> range) {
            return forRange(range, types);
        }
        if (value instanceof PgMultirange<?> multirange) {
            return forMultirange(multirange, types);
        }
        if (value instanceof PgObject object) {
            return orUnspecified(types.byName(object.getType()));
        }
        if (value instanceof Collection<?> || value.getClass().isArray()) {
            return forElements(value, types);
        }
        if (value instanceof CharSequence) {
            return types.byOid(Oids.VARCHAR);
        }
        if (value instanceof BigDecimal || value instanceof BigInteger) {
            return types.byOid(Oids.NUMERIC);
        }
        throw new SQLSyntaxErrorException(
                "cannot infer the SQL type of a " + value.getClass().getTypeName()
                        + ": use setObject with a type from java.sql.Types, or give a String with Types.OTHER",
                "07006");
    }

    /** By its name; a range of the application's by the class of its bounds. */
    private static PgType forRange(PgRange<?> range, TypeRegistry types) {
        if (!range.getType().isEmpty()) {
            return orUnspecified(types.byName(range.getType()));
        }
        Object bound = range.lower() == null ? range.upper() : range.lower();
        Integer subtype = bound == null ? null : SCALARS.get(bound.getClass());
        Integer oid = subtype == null ? null : RANGES.get(subtype);
        return oid == null ? TypeRegistry.UNSPECIFIED : types.byOid(oid);
    }

    private static PgType forMultirange(PgMultirange<?> multirange, TypeRegistry types) {
        if (!multirange.getType().isEmpty()) {
            return orUnspecified(types.byName(multirange.getType()));
        }
        for (PgRange<?> range : multirange.ranges()) {
            Integer oid = MULTIRANGES.get(forRange(range, types).oid());
            if (oid != null) {
                return types.byOid(oid);
            }
        }
        return TypeRegistry.UNSPECIFIED;
    }

    private static PgType orUnspecified(PgType type) {
        return type == null ? TypeRegistry.UNSPECIFIED : type;
    }

    /** The array type for a Java array or collection, by the class of its elements; unspecified when they are of several or none. */
    private static PgType forElements(Object array, TypeRegistry types) throws SQLException {
        Class<?> leaf = array.getClass();
        while (leaf.isArray() && leaf != byte[].class) {
            leaf = leaf.getComponentType();
        }
        Integer oid = elementOid(leaf);
        if (oid == null) {
            Class<?> common = commonClass(array, null);
            if (common != null && isTyped(common)) {
                return forTypedElements(array, types);
            }
            oid = common == null ? null : elementOid(common);
        }
        return oid == null ? TypeRegistry.UNSPECIFIED : types.arrayOf(types.byOid(oid));
    }

    /** The array type for elements of a class whose values say of which type they are: that of the first one that does. */
    private static PgType forTypedElements(Object level, TypeRegistry types) throws SQLException {
        for (Object element : level instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) level) {
            PgType type = null;
            if (element instanceof Object[] || element instanceof Collection<?>) {
                type = forTypedElements(element, types);
            } else if (element != null) {
                type = types.arrayOf(forValue(element, types));
            }
            if (type != null && type.oid() != Oids.UNSPECIFIED) {
                return type;
            }
        }
        return TypeRegistry.UNSPECIFIED;
    }

    /**
     * True for an array or collection whose type only the server can know and whose text suits whatever that is: without elements, or with enum
     * constants or values that name a type.
     */
    public static boolean isArrayInText(Object array) {
        Class<?> common = commonClass(array, null);
        return common == null || common.isEnum() || isTyped(common);
    }

    /** Values of these classes say themselves of which type they are. */
    private static boolean isTyped(Class<?> type) {
        return PgObject.class.isAssignableFrom(type);
    }

    private static Integer elementOid(Class<?> leaf) {
        Integer oid = SCALARS.get(leaf);
        if (oid == null) {
            oid = LEGACY_ELEMENTS.get(leaf);
        }
        return oid == null ? PRIMITIVES.get(leaf) : oid;
    }

    /** The one class of all elements that are not null; {@code Object.class} when there are several, null when there is none. */
    private static Class<?> commonClass(Object level, Class<?> soFar) {
        if (level == null) {
            return soFar;
        }
        Class<?> common = soFar;
        if (level instanceof Collection<?> collection) {
            for (Object element : collection) {
                common = commonClass(element, common);
            }
            return common;
        }
        if (level instanceof Object[] elements) {
            for (Object element : elements) {
                common = commonClass(element, common);
            }
            return common;
        }
        Class<?> own = level instanceof Enum<?> constant ? constant.getDeclaringClass() : level.getClass();
        if (own.isArray() && own != byte[].class) {
            own = own.getComponentType();
        }
        return soFar == null || soFar == own ? own : Object.class;
    }

    /**
     * The type of {@code setObject(i, value, sqlType)}. Dates and times as String, and those of java.sql, are of unspecified type so that the
     * server may take them for what the statement needs.
     *
     * @param sqlType from java.sql.Types
     * @param value not null
     * @throws SQLException 07006 when there is no such type
     */
    public static PgType forSqlType(int sqlType, Object value, TypeRegistry types) throws SQLException {
        return switch (sqlType) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                types.byOid(Oids.VARCHAR);
            case Types.DATE, Types.TIME, Types.TIME_WITH_TIMEZONE -> temporal(value, value, types);
            case Types.TIMESTAMP ->
                temporal(value, value instanceof LocalDate date ? date.atStartOfDay() : value, types);
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                value instanceof LocalDate || value instanceof LocalDateTime
                        ? types.byOid(Oids.TIMESTAMPTZ)
                        : temporal(value, value, types);
            case Types.ARRAY -> value instanceof CharSequence ? TypeRegistry.UNSPECIFIED : forValue(value, types);
            case Types.OTHER, Types.JAVA_OBJECT, Types.DISTINCT, Types.STRUCT, Types.NULL, Types.REF_CURSOR ->
                value instanceof PgObject || value instanceof ArrayValue
                        ? forValue(value, types)
                        : TypeRegistry.UNSPECIFIED;
            default -> forNull(sqlType, types);
        };
    }

    /** The type that a class of java.time has by itself; unspecified for everything else. */
    private static PgType temporal(Object value, Object shown, TypeRegistry types) throws SQLException {
        return value instanceof Temporal ? forValue(shown, types) : TypeRegistry.UNSPECIFIED;
    }

    /**
     * The type of {@code setNull(i, sqlType)}.
     *
     * @throws SQLException 07006 when there is no such type
     */
    public static PgType forNull(int sqlType, TypeRegistry types) throws SQLException {
        int oid = switch (sqlType) {
            case Types.BIT, Types.BOOLEAN -> Oids.BOOL;
            case Types.TINYINT, Types.SMALLINT -> Oids.INT2;
            case Types.INTEGER -> Oids.INT4;
            case Types.BIGINT -> Oids.INT8;
            case Types.REAL -> Oids.FLOAT4;
            case Types.DOUBLE, Types.FLOAT -> Oids.FLOAT8;
            case Types.DECIMAL, Types.NUMERIC -> Oids.NUMERIC;
            case Types.CHAR, Types.NCHAR -> Oids.BPCHAR;
            case Types.VARCHAR, Types.LONGVARCHAR, Types.NVARCHAR, Types.LONGNVARCHAR -> Oids.VARCHAR;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Oids.BYTEA;
            case Types.BLOB, Types.CLOB, Types.NCLOB -> Oids.OID;
            case Types.DATE -> Oids.DATE;
            case Types.SQLXML -> Oids.XML;
            case Types.TIME,
                    Types.TIMESTAMP,
                    Types.TIME_WITH_TIMEZONE,
                    Types.TIMESTAMP_WITH_TIMEZONE,
                    Types.ARRAY,
                    Types.DISTINCT,
                    Types.STRUCT,
                    Types.NULL,
                    Types.OTHER,
                    Types.JAVA_OBJECT,
                    Types.REF_CURSOR -> Oids.UNSPECIFIED;
            default ->
                throw new SQLSyntaxErrorException(
                        "PostgreSQL has no type for the constant " + sqlType + " of java.sql.Types: use Types.OTHER",
                        "07006");
        };
        return types.byOid(oid);
    }

    /**
     * The value that {@code setObject(i, value, sqlType, scale)} sends: rounded half up for NUMERIC with a scale, and of the class of java.sql
     * that DATE, TIME or TIMESTAMP stand for, so that its text has the right parts. Other conversions are the codecs' matter.
     *
     * @param scale of a NUMERIC or DECIMAL; {@link #NO_SCALE} for the value's own
     */
    @SuppressWarnings("JavaUtilDate") // the classes of java.sql are made of milliseconds
    public static Object convert(Object value, int sqlType, int scale) throws SQLException {
        if (value instanceof java.util.Date date) {
            return switch (sqlType) {
                case Types.DATE -> value instanceof Date ? value : new Date(date.getTime());
                case Types.TIME, Types.TIME_WITH_TIMEZONE -> value instanceof Time ? value : new Time(date.getTime());
                case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                    value instanceof Timestamp ? value : new Timestamp(date.getTime());
                default -> value;
            };
        }
        if (scale >= 0 && (sqlType == Types.NUMERIC || sqlType == Types.DECIMAL)) {
            return rounded(value, scale);
        }
        return value;
    }

    private static Object rounded(Object value, int scale) throws SQLException {
        if (value instanceof BigDecimal decimal) {
            return Numbers.atScale(decimal, scale);
        }
        if (value instanceof BigInteger big) {
            return new BigDecimal(big, 0).setScale(scale);
        }
        boolean special = value instanceof Double || value instanceof Float;
        if (special && !Double.isFinite(((Number) value).doubleValue())) {
            return value;
        }
        if (!(value instanceof Number) && !(value instanceof CharSequence)) {
            return value;
        }
        try {
            return Numbers.atScale(new BigDecimal(value.toString().strip()), scale);
        } catch (NumberFormatException e) {
            throw new SQLSyntaxErrorException(
                    "a " + value.getClass().getTypeName() + " that is no number cannot be set as NUMERIC", "07006");
        }
    }

    /**
     * The type of a name that the application gave, as in {@code setNull(i, sqlType, typeName)}.
     *
     * @return null when it is not known (yet)
     */
    public static PgType forName(String typeName, TypeRegistry types) {
        return types.byName(typeName);
    }

    /**
     * The element type of {@code createArrayOf(typeName, elements)}. {@code BIT} with Booleans is bool; a name that no type has goes by the class
     * of the elements.
     *
     * @return null when neither helps
     */
    public static PgType forElementsNamed(String typeName, Object[] elements, TypeRegistry types) {
        return forElementsOf(types.byName(typeName), elements, types);
    }

    /** As {@link #forElementsNamed}, for the type that the name stands for; null when there is none. */
    public static PgType forElementsOf(PgType named, Object[] elements, TypeRegistry types) {
        Class<?> common = elements == null ? null : commonClass(elements, null);
        if (named != null && named.oid() == Oids.BIT && common == Boolean.class) {
            return types.byOid(Oids.BOOL);
        }
        if (named != null && named.form() == PgType.Form.ARRAY) {
            return types.elementOf(named);
        }
        if (named != null || common == null) {
            return named;
        }
        Integer oid = elementOid(common);
        return oid == null ? null : types.byOid(oid);
    }
}
