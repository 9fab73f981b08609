package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.TimeZone;

/**
 * The codecs of time (eight bytes, microseconds of the day) and timetz (the same, and four bytes of seconds <em>west</em> of UTC). getObject
 * gives java.sql.Time. 24:00:00 reads as {@code LocalTime.MAX}, which is written as 24:00:00. Stateless.
 */
final class TimeCodecs extends TemporalCodec {
    static final TimeCodecs TIME = new TimeCodecs(false);
    static final TimeCodecs TIMETZ = new TimeCodecs(true);

    /** The server's limit: less than 16 hours. */
    private static final int MAX_OFFSET_SECONDS = 16 * 3_600 - 1;

    private final boolean zoned;

    private TimeCodecs(boolean zoned) {
        super(zoned ? "java.time.OffsetTime, java.sql.Time or String" : "java.time.LocalTime, java.sql.Time or String");
        this.zoned = zoned;
    }

    /** Time and offset as {@link PgTime#packTime} has them; the offset of a time without one is 0. */
    private long packed(byte[] bytes, int offset, int length, int format, PgType type) throws SQLException {
        if (format == Format.TEXT) {
            if (!zoned) {
                return PgTime.packTime(PgTime.parseTime(bytes, offset, length), 0);
            }
            long parsed = PgTime.parseTimetz(bytes, offset, length);
            if (Math.abs(PgTime.offsetOf(parsed)) > MAX_OFFSET_SECONDS) {
                throw TypeErrors.timeOutOfRange("the offset of a time", "at most 15:59:59");
            }
            return parsed;
        }
        int expected = zoned ? 12 : 8;
        if (length != expected) {
            throw TypeErrors.badBinary(type, "expected " + expected + " bytes, got " + length);
        }
        long micros = Bytes.exactLong(bytes, offset, zoned ? length - 4 : length);
        int west = zoned ? Bytes.exactInt(bytes, offset + 8, length - 8) : 0;
        if (micros < 0 || micros > PgTime.MICROS_PER_DAY || west < -MAX_OFFSET_SECONDS || west > MAX_OFFSET_SECONDS) {
            throw TypeErrors.badBinary(type, "time of day or offset out of range");
        }
        return PgTime.packTime(micros, -west);
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return toTime(bytes, offset, length, format, type, TimeZone.getDefault());
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        ByteSink out = new ByteSink(24);
        putText(packed(bytes, offset, length, format, type), out);
        return PgTime.text(out);
    }

    private void putText(long packed, ByteSink out) {
        PgTime.putTime(PgTime.timeOf(packed), out);
        if (zoned) {
            PgTime.putOffset(PgTime.offsetOf(packed), out);
        }
    }

    @Override
    Time toTime(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone) throws SQLException {
        long packed = packed(bytes, offset, length, format, type);
        return zoned ? LegacyTime.timetz(packed) : LegacyTime.time(PgTime.timeOf(packed), zone);
    }

    /** On 1970-01-01. */
    @Override
    Timestamp toTimestamp(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone)
            throws SQLException {
        Timestamp timestamp =
                new Timestamp(toTime(bytes, offset, length, format, type, zone).getTime());
        long micros = PgTime.timeOf(packed(bytes, offset, length, format, type));
        timestamp.setNanos((int) (micros % PgTime.MICROS_PER_SECOND) * 1_000);
        return timestamp;
    }

    /** 1970-01-01, the day that all times are on. */
    @Override
    Date toDate(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone) throws SQLException {
        packed(bytes, offset, length, format, type);
        return LegacyTime.date(-PgTime.EPOCH_DAYS, zone);
    }

    @Override
    Class<?> elementClass() {
        return Time.class;
    }

    @Override
    Object toJavaTime(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        boolean withOffset = target == OffsetTime.class || target == OffsetDateTime.class;
        if (target != LocalTime.class && !(zoned && withOffset)) {
            return null;
        }
        long packed = packed(bytes, offset, length, format, type);
        long micros = PgTime.timeOf(packed);
        LocalTime time = micros == PgTime.MICROS_PER_DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(micros * 1_000);
        if (!withOffset) {
            return time;
        }
        ZoneOffset zoneOffset = ZoneOffset.ofTotalSeconds(PgTime.offsetOf(packed));
        return target == OffsetTime.class
                ? OffsetTime.of(time, zoneOffset)
                : OffsetDateTime.of(LocalDate.EPOCH, time, zoneOffset);
    }

    /** A LocalTime for a timetz goes as text: its offset is the session's, which the server knows best. */
    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof OffsetTime
                || value instanceof OffsetDateTime
                || value instanceof ZonedDateTime
                || value instanceof Time
                || value instanceof Timestamp
                || value instanceof Calendar
                || !zoned && (value instanceof LocalTime || value instanceof LocalDateTime);
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        long packed = toPacked(value, type);
        out.putLong(PgTime.timeOf(packed));
        if (zoned) {
            out.putInt(-PgTime.offsetOf(packed));
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        long packed = toPacked(value, type);
        if (value instanceof LocalTime || value instanceof LocalDateTime) {
            PgTime.putTime(PgTime.timeOf(packed), out);
        } else {
            putText(packed, out);
        }
    }

    private long toPacked(Object value, PgType type) throws SQLException {
        if (value instanceof LocalTime time) {
            return PgTime.packTime(micros(time), 0);
        }
        if (value instanceof LocalDateTime dateTime) {
            return PgTime.packTime(micros(dateTime.toLocalTime()), 0);
        }
        if (value instanceof Time || value instanceof Timestamp) {
            return legacy((java.util.Date) value, TimeZone.getDefault());
        }
        if (value instanceof Calendar calendar) {
            return legacy(calendar.getTime(), calendar.getTimeZone());
        }
        OffsetTime time;
        if (value instanceof OffsetTime offsetTime) {
            time = offsetTime;
        } else if (value instanceof OffsetDateTime dateTime) {
            time = dateTime.toOffsetTime();
        } else if (value instanceof ZonedDateTime dateTime) {
            time = dateTime.toOffsetDateTime().toOffsetTime();
        } else {
            throw TypeErrors.noWriting(type, value, classes());
        }
        int offsetSeconds = time.getOffset().getTotalSeconds();
        if (Math.abs(offsetSeconds) > MAX_OFFSET_SECONDS) {
            throw TypeErrors.timeOutOfRange("time zone offset", "less than 16 hours");
        }
        return PgTime.packTime(micros(time.toLocalTime()), offsetSeconds);
    }

    private static long legacy(java.util.Date value, TimeZone zone) {
        return PgTime.packTime(LegacyTime.microsOfDay(value, zone), LegacyTime.offsetSeconds(value, zone));
    }

    private static long micros(LocalTime time) {
        return (time.toNanoOfDay() + 500) / 1_000;
    }
}
