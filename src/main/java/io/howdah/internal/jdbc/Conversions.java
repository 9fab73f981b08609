package io.howdah.internal.jdbc;

import io.howdah.internal.lob.LargeObjectsImpl;
import io.howdah.internal.type.ArrayValue;
import io.howdah.internal.type.CompositeCodec;
import io.howdah.internal.type.DateTimeCodecs;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Kind;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.PgType.Form;
import io.howdah.internal.type.StructValue;
import io.howdah.types.PgStruct;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

/**
 * The readings of a result set's values that are JDBC's affair rather than a codec's: JDBC's own classes, calendars, streams. The methods that
 * take a result set and a 0-based column expect a current row whose value there is not NULL. Stateless.
 */
final class Conversions {
    private Conversions() {}

    /** As {@code getObject(int)}. */
    static Object object(ResultSetImpl rs, int index) throws SQLException {
        PgType type = rs.shape.type(index);
        if (type.form() == Form.ARRAY) {
            return array(rs, index);
        }
        if (type.oid() == Oids.REFCURSOR) {
            return rs.owner.openCursor(rs.getString(index + 1));
        }
        if (type.oid() == Oids.XML) {
            return xml(rs, index);
        }
        Object value = rs.shape
                .codec(index)
                .decode(
                        rs.cursor.bytes(),
                        rs.cursor.offset(index),
                        rs.cursor.length(index),
                        rs.shape.format(index),
                        type,
                        rs.context());
        return value instanceof StructValue struct ? StructImpl.of(struct) : value;
    }

    /** As {@code getObject(int)}, or as the class that the map has for the type. */
    static Object mapped(ResultSetImpl rs, int index, Map<String, Class<?>> map) throws SQLException {
        Class<?> target = map.isEmpty() ? null : map.get(rs.shape.type(index).sqlName());
        return target == null ? object(rs, index) : as(rs, index, target);
    }

    /** As {@code getObject(int, Class)}; 42846 when the type has no such reading. */
    @SuppressWarnings("unchecked") // cast() of a primitive class refuses its own wrapper
    static <T> T as(ResultSetImpl rs, int index, Class<T> target) throws SQLException {
        if (isOwnClass(rs.shape.type(index).oid(), target)) {
            return rs.decodeAs(index, target);
        }
        if (target.isPrimitive()) {
            return (T) as(rs, index, wrapper(target));
        }
        if (target == String.class) {
            return target.cast(rs.getString(index + 1));
        }
        if (Number.class.isAssignableFrom(target)) {
            rs.checkNumeric(index, target.getSimpleName());
            Object atomic = TextClasses.atomic(rs, index, target);
            return atomic != null ? target.cast(atomic) : rs.decodeAs(index, target);
        }
        if (target == byte[].class) {
            return target.cast(rs.getBytes(index + 1));
        }
        if (target == Object.class) {
            return target.cast(object(rs, index));
        }
        Object jdbcObject = asJdbcClass(rs, index, target);
        if (jdbcObject == null) {
            jdbcObject = TextClasses.as(rs, index, target);
        }
        return jdbcObject != null ? target.cast(jdbcObject) : rs.decodeAs(index, target);
    }

    /** True for the classes that most applications read a type as: a short cut past the others. */
    private static boolean isOwnClass(int oid, Class<?> target) {
        return switch (oid) {
            case Oids.UUID -> target == UUID.class;
            case Oids.DATE -> target == LocalDate.class;
            case Oids.TIMESTAMP -> target == LocalDateTime.class;
            case Oids.TIMESTAMPTZ -> target == OffsetDateTime.class || target == Instant.class;
            default -> false;
        };
    }

    /** The value as one of the classes for which ResultSet has a getter of its own; null when {@code target} is none of them. */
    private static Object asJdbcClass(ResultSetImpl rs, int index, Class<?> target) throws SQLException {
        if (target == Timestamp.class) {
            return timestamp(rs, index, null);
        }
        if (target == Date.class) {
            return date(rs, index, null);
        }
        if (target == Time.class) {
            return time(rs, index, null);
        }
        if (target == java.util.Date.class) {
            return new java.util.Date(timestamp(rs, index, null).getTime());
        }
        if (target == Calendar.class || target == GregorianCalendar.class) {
            GregorianCalendar calendar = new GregorianCalendar(Locale.ROOT);
            calendar.setTimeInMillis(timestamp(rs, index, null).getTime());
            return calendar;
        }
        if (target == Array.class) {
            return array(rs, index);
        }
        if (target == Struct.class || target == PgStruct.class) {
            return struct(rs, index);
        }
        if (SQLData.class.isAssignableFrom(target)) {
            return StructInput.read(composite(rs, index, target), target, rs.typeMap());
        }
        if (target == InputStream.class) {
            return rs.getBinaryStream(index + 1);
        }
        if (target == Reader.class) {
            return rs.getCharacterStream(index + 1);
        }
        if (target == Blob.class) {
            return blob(rs, index);
        }
        if (target == Clob.class || target == NClob.class) {
            return clob(rs, index);
        }
        if (target == ResultSet.class && rs.shape.type(index).oid() == Oids.REFCURSOR) {
            return object(rs, index);
        }
        if (target == URL.class) {
            return rs.getURL(index + 1);
        }
        if (target == SQLXML.class) {
            return xml(rs, index);
        }
        if (target == RowId.class) {
            return rowId(rs, index);
        }
        if (target == Ref.class) {
            throw JdbcErrors.unsupported("ResultSet.getObject of " + target.getSimpleName());
        }
        return null;
    }

    private static Class<?> wrapper(Class<?> primitive) throws SQLException {
        if (primitive == int.class) {
            return Integer.class;
        }
        if (primitive == long.class) {
            return Long.class;
        }
        if (primitive == boolean.class) {
            return Boolean.class;
        }
        if (primitive == double.class) {
            return Double.class;
        }
        if (primitive == float.class) {
            return Float.class;
        }
        if (primitive == short.class) {
            return Short.class;
        }
        if (primitive == byte.class) {
            return Byte.class;
        }
        if (primitive == char.class) {
            return Character.class;
        }
        throw JdbcErrors.invalid("a value cannot be read as void");
    }

    static Array array(ResultSetImpl rs, int index) throws SQLException {
        PgType type = rs.shape.type(index);
        if (type.form() != Form.ARRAY) {
            throw JdbcErrors.cannotRead(type.name(), "java.sql.Array", "it is no array");
        }
        return ArrayImpl.of(rs.decodeAs(index, ArrayValue.class), rs.context());
    }

    /** A value of a composite type; the connection's type map does not matter to it. */
    private static PgStruct struct(ResultSetImpl rs, int index) throws SQLException {
        return StructImpl.of(composite(rs, index, Struct.class));
    }

    private static StructValue composite(ResultSetImpl rs, int index, Class<?> target) throws SQLException {
        if (!(rs.shape.codec(index) instanceof CompositeCodec)) {
            throw JdbcErrors.cannotRead(rs.shape.type(index).sqlName(), target.getName(), "expected a composite type");
        }
        return rs.decodeAs(index, StructValue.class);
    }

    static Blob blob(ResultSetImpl rs, int index) throws SQLException {
        PgType type = rs.shape.type(index);
        if (type.oid() == Oids.OID) {
            return new BlobImpl(largeObjects(rs), largeObjectOid(rs, index));
        }
        if (type.oid() != Oids.BYTEA) {
            throw JdbcErrors.cannotRead(type.name(), "java.sql.Blob", "expected bytea, or the oid of a large object");
        }
        return new MemoryBlob(rs.decodeAs(index, byte[].class));
    }

    static NClob clob(ResultSetImpl rs, int index) throws SQLException {
        PgType type = rs.shape.type(index);
        if (type.oid() == Oids.OID) {
            return new ClobImpl(largeObjects(rs), largeObjectOid(rs, index));
        }
        if (rs.shape.kind(index) != Kind.UTF8) {
            throw JdbcErrors.cannotRead(
                    type.name(),
                    "java.sql.Clob",
                    "expected text, varchar or another character type, or the oid of a large object");
        }
        return new MemoryClob(rs.decodeAs(index, String.class));
    }

    private static LargeObjectsImpl largeObjects(ResultSetImpl rs) throws SQLException {
        ConnectionImpl connection = rs.owner.connection();
        if (connection == null) {
            throw JdbcErrors.cannotRead("oid", "a large object", "this result set belongs to no connection");
        }
        return new LargeObjectsImpl(connection.session(), connection::checkOpen);
    }

    private static long largeObjectOid(ResultSetImpl rs, int index) throws SQLException {
        return rs.shape
                .codec(index)
                .decodeLong(
                        rs.cursor.bytes(),
                        rs.cursor.offset(index),
                        rs.cursor.length(index),
                        rs.shape.format(index),
                        rs.shape.type(index),
                        rs.context());
    }

    static SQLXML xml(ResultSetImpl rs, int index) throws SQLException {
        PgType type = rs.shape.type(index);
        if (type.oid() != Oids.XML && rs.shape.kind(index) != Kind.UTF8) {
            throw JdbcErrors.cannotRead(type.name(), "java.sql.SQLXML", "expected xml, or text that holds some");
        }
        return new SqlXmlImpl(rs.getString(index + 1));
    }

    static RowId rowId(ResultSetImpl rs, int index) throws SQLException {
        PgType type = rs.shape.type(index);
        if (type.oid() != Oids.TID) {
            throw JdbcErrors.cannotRead(
                    type.name(), "java.sql.RowId", "expected tid: select the system column ctid of the table");
        }
        return RowIdImpl.parse(rs.getString(index + 1));
    }

    // Dates and times, in the zone of the calendar; without one in the JVM's

    static Timestamp timestamp(ResultSetImpl rs, int index, Calendar calendar) throws SQLException {
        // An instant is one in any zone, and the default one is a copy each time.
        boolean needsZone = rs.shape.type(index).oid() != Oids.TIMESTAMPTZ;
        return DateTimeCodecs.decodeTimestamp(
                rs.cursor.bytes(),
                rs.cursor.offset(index),
                rs.cursor.length(index),
                temporalFormat(rs, index),
                rs.shape.type(index),
                rs.context(),
                needsZone ? zone(calendar) : null);
    }

    static Date date(ResultSetImpl rs, int index, Calendar calendar) throws SQLException {
        return DateTimeCodecs.decodeDate(
                rs.cursor.bytes(),
                rs.cursor.offset(index),
                rs.cursor.length(index),
                temporalFormat(rs, index),
                rs.shape.type(index),
                rs.context(),
                zone(calendar));
    }

    static Time time(ResultSetImpl rs, int index, Calendar calendar) throws SQLException {
        return DateTimeCodecs.decodeTime(
                rs.cursor.bytes(),
                rs.cursor.offset(index),
                rs.cursor.length(index),
                temporalFormat(rs, index),
                rs.shape.type(index),
                rs.context(),
                zone(calendar));
    }

    private static TimeZone zone(Calendar calendar) {
        return calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
    }

    /** Character types have their text in either format. */
    private static int temporalFormat(ResultSetImpl rs, int index) {
        return rs.shape.kind(index) == Kind.UTF8 ? Format.TEXT : rs.shape.format(index);
    }

    // Streams

    static InputStream stream(byte[] value) {
        return value == null ? null : new ByteArrayInputStream(value);
    }

    static InputStream stream(String value, Charset charset) {
        return value == null ? null : new ByteArrayInputStream(value.getBytes(charset));
    }

    static Reader reader(String value) {
        return value == null ? null : new StringReader(value);
    }

    static URL url(String value) throws SQLException {
        try {
            return value == null ? null : new URL(value);
        } catch (MalformedURLException e) {
            throw JdbcErrors.badText("a URL", e);
        }
    }

    // Statement.setMaxFieldSize

    /** The first characters of a value of a character type that fit {@code limit} bytes of UTF-8. */
    static String truncate(String value, int limit, PgType type) {
        if (!isCharacterType(type) || value.length() * 3L <= limit) {
            return value;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= limit) {
            return value;
        }
        int end = limit;
        // Not inside a character: its bytes after the first are 10xxxxxx.
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** The first {@code limit} bytes of a value of bytea or a character type. */
    static byte[] truncate(byte[] value, int limit, PgType type) {
        boolean limited = type.oid() == Oids.BYTEA || isCharacterType(type);
        return limited && value.length > limit ? Arrays.copyOf(value, limit) : value;
    }

    private static boolean isCharacterType(PgType type) {
        return switch (type.oid()) {
            case Oids.TEXT, Oids.VARCHAR, Oids.BPCHAR, Oids.NAME, Oids.CHAR -> true;
            default -> false;
        };
    }
}
