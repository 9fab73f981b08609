package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.TimeZone;

/**
 * The codecs of timestamp and timestamptz: eight bytes, microseconds since 2000-01-01, of the clock's time or in UTC. getObject gives
 * java.sql.Timestamp.
 *
 * <p>Where a reading needs a zone, a timestamp is taken as UTC for OffsetDateTime, ZonedDateTime and Instant, and as the JVM's zone for the
 * classes of java.sql; a timestamptz is shown in the session's zone for the local classes and ZonedDateTime, and in UTC for OffsetDateTime.
 * Infinity is MIN or MAX of the class. Stateless.
 */
final class TimestampCodecs extends TemporalCodec {
    static final TimestampCodecs TIMESTAMP = new TimestampCodecs(false);
    static final TimestampCodecs TIMESTAMPTZ = new TimestampCodecs(true);

    private final boolean zoned;

    private TimestampCodecs(boolean zoned) {
        super(
                zoned
                        ? "java.time.OffsetDateTime, Instant, ZonedDateTime, java.sql.Timestamp or String"
                        : "java.time.LocalDateTime, java.sql.Timestamp or String");
        this.zoned = zoned;
    }

    private long micros(byte[] bytes, int offset, int length, int format) throws SQLException {
        return format == Format.BINARY
                ? Bytes.exactLong(bytes, offset, length)
                : PgTime.parseTimestamp(bytes, offset, length, zoned);
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        // An instant is one in any zone, and the default one is a copy each time.
        return toTimestamp(bytes, offset, length, format, type, zoned ? null : TimeZone.getDefault());
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        long micros = Bytes.exactLong(bytes, offset, length);
        ByteSink out = new ByteSink(40);
        if (zoned) {
            PgTime.putTimestamptz(micros, offsetSeconds(micros, context), out);
        } else {
            PgTime.putTimestamp(micros, out);
        }
        return PgTime.text(out);
    }

    private static int offsetSeconds(long micros, CodecContext context) {
        return zone(context).getRules().getOffset(instant(micros)).getTotalSeconds();
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(epochSecond(micros), nanos(micros));
    }

    private static long epochSecond(long micros) {
        return Math.floorDiv(micros, PgTime.MICROS_PER_SECOND) + PgTime.EPOCH_SECONDS;
    }

    private static int nanos(long micros) {
        return (int) Math.floorMod(micros, PgTime.MICROS_PER_SECOND) * 1_000;
    }

    @Override
    Timestamp toTimestamp(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone)
            throws SQLException {
        return LegacyTime.timestamp(micros(bytes, offset, length, format), zoned, zone);
    }

    @Override
    Date toDate(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone) throws SQLException {
        return LegacyTime.dateOfTimestamp(micros(bytes, offset, length, format), zoned, zone);
    }

    @Override
    Time toTime(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone) throws SQLException {
        return LegacyTime.timeOfTimestamp(micros(bytes, offset, length, format), zoned, zone);
    }

    @Override
    Class<?> elementClass() {
        return Timestamp.class;
    }

    @Override
    Object toJavaTime(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        long micros = micros(bytes, offset, length, format);
        if (PgTime.isInfinite(micros)) {
            return infinity(micros > 0, target);
        }
        if (target == Instant.class) {
            return instant(micros);
        }
        if (target == OffsetDateTime.class) {
            return OffsetDateTime.of(local(micros, ZoneOffset.UTC), ZoneOffset.UTC);
        }
        ZoneId zone = zoned ? zone(context) : ZoneOffset.UTC;
        if (target == LocalDateTime.class) {
            return local(micros, zone);
        }
        if (target == ZonedDateTime.class) {
            return ZonedDateTime.ofInstant(instant(micros), zone);
        }
        if (target == LocalDate.class) {
            return local(micros, zone).toLocalDate();
        }
        if (target == LocalTime.class) {
            return local(micros, zone).toLocalTime();
        }
        return zoned && target == OffsetTime.class
                ? ZonedDateTime.ofInstant(instant(micros), zone)
                        .toOffsetDateTime()
                        .toOffsetTime()
                : null;
    }

    private static LocalDateTime local(long micros, ZoneId zone) {
        ZoneOffset zoneOffset =
                zone instanceof ZoneOffset fixed ? fixed : zone.getRules().getOffset(instant(micros));
        return LocalDateTime.ofEpochSecond(epochSecond(micros), nanos(micros), zoneOffset);
    }

    private static Object infinity(boolean positive, Class<?> target) throws SQLException {
        if (target == LocalDateTime.class) {
            return positive ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        if (target == OffsetDateTime.class) {
            return positive ? OffsetDateTime.MAX : OffsetDateTime.MIN;
        }
        if (target == Instant.class) {
            return positive ? Instant.MAX : Instant.MIN;
        }
        if (target == LocalDate.class) {
            return positive ? LocalDate.MAX : LocalDate.MIN;
        }
        if (target == ZonedDateTime.class || target == LocalTime.class || target == OffsetTime.class) {
            throw LegacyTime.noTimeOfInfinity();
        }
        return null;
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof OffsetDateTime
                || value instanceof LocalDateTime
                || value instanceof Instant
                || value instanceof java.util.Date && !(value instanceof Time)
                || value instanceof ZonedDateTime
                || value instanceof LocalDate
                || value instanceof Calendar;
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        out.putLong(toMicros(value, type, context));
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        long micros = toMicros(value, type, context);
        if (zoned) {
            int shown = 0;
            if (value instanceof OffsetDateTime dateTime && !PgTime.isInfinite(micros)) {
                shown = dateTime.getOffset().getTotalSeconds();
            }
            PgTime.putTimestamptz(micros, shown, out);
        } else {
            PgTime.putTimestamp(micros, out);
        }
    }

    private long toMicros(Object value, PgType type, CodecContext context) throws SQLException {
        if (value instanceof LocalDateTime dateTime) {
            return ofLocal(dateTime, context);
        }
        if (value instanceof OffsetDateTime dateTime) {
            if (dateTime.equals(OffsetDateTime.MAX)) {
                return PgTime.INFINITY;
            }
            if (dateTime.equals(OffsetDateTime.MIN)) {
                return PgTime.MINUS_INFINITY;
            }
            return ofEpochSecond(dateTime.toEpochSecond(), dateTime.getNano(), context);
        }
        if (value instanceof Instant instant) {
            if (instant.equals(Instant.MAX)) {
                return PgTime.INFINITY;
            }
            if (instant.equals(Instant.MIN)) {
                return PgTime.MINUS_INFINITY;
            }
            return ofEpochSecond(instant.getEpochSecond(), instant.getNano(), context);
        }
        if (value instanceof java.util.Date date && !(value instanceof Time)) {
            return LegacyTime.micros(date, zoned, TimeZone.getDefault());
        }
        if (value instanceof ZonedDateTime dateTime) {
            return ofEpochSecond(dateTime.toEpochSecond(), dateTime.getNano(), context);
        }
        if (value instanceof LocalDate date) {
            if (date.equals(LocalDate.MAX)) {
                return PgTime.INFINITY;
            }
            return date.equals(LocalDate.MIN) ? PgTime.MINUS_INFINITY : ofLocal(date.atStartOfDay(), context);
        }
        if (value instanceof Calendar calendar) {
            return LegacyTime.micros(calendar.getTime(), zoned, calendar.getTimeZone());
        }
        throw TypeErrors.noWriting(type, value, classes());
    }

    /** An instant; a timestamp without zone gets what a clock in the session's zone shows, as the server's own cast does. */
    private long ofEpochSecond(long epochSecond, int nanos, CodecContext context) throws SQLException {
        long micros = PgTime.ofEpochSecond(epochSecond, nanos);
        return zoned ? micros : micros + offsetSeconds(micros, context) * PgTime.MICROS_PER_SECOND;
    }

    private long ofLocal(LocalDateTime dateTime, CodecContext context) throws SQLException {
        if (dateTime.equals(LocalDateTime.MAX)) {
            return PgTime.INFINITY;
        }
        if (dateTime.equals(LocalDateTime.MIN)) {
            return PgTime.MINUS_INFINITY;
        }
        ZoneOffset zoneOffset = zoned ? zone(context).getRules().getOffset(dateTime) : ZoneOffset.UTC;
        return PgTime.ofEpochSecond(dateTime.toEpochSecond(zoneOffset), dateTime.getNano());
    }
}
