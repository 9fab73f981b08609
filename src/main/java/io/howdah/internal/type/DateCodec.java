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
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.TimeZone;

/** Reads and writes date: four bytes, days since 2000-01-01. getObject gives java.sql.Date. Stateless. */
final class DateCodec extends TemporalCodec {
    static final DateCodec INSTANCE = new DateCodec();

    private DateCodec() {
        super("java.time.LocalDate, java.sql.Date or String");
    }

    private static int days(byte[] bytes, int offset, int length, int format) throws SQLException {
        return format == Format.BINARY
                ? Bytes.exactInt(bytes, offset, length)
                : PgTime.parseDate(bytes, offset, length);
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return toDate(bytes, offset, length, format, type, TimeZone.getDefault());
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        ByteSink out = new ByteSink(16);
        PgTime.putDate(Bytes.exactInt(bytes, offset, length), out);
        return PgTime.text(out);
    }

    @Override
    Date toDate(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone) throws SQLException {
        return LegacyTime.date(days(bytes, offset, length, format), zone);
    }

    @Override
    Timestamp toTimestamp(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone)
            throws SQLException {
        return new Timestamp(toDate(bytes, offset, length, format, type, zone).getTime());
    }

    /** Midnight. */
    @Override
    Time toTime(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone) throws SQLException {
        if (PgTime.isInfinite(days(bytes, offset, length, format))) {
            throw LegacyTime.noTimeOfInfinity();
        }
        return LegacyTime.time(0, zone);
    }

    @Override
    Class<?> elementClass() {
        return Date.class;
    }

    @Override
    Object toJavaTime(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target != LocalDate.class && target != LocalDateTime.class) {
            return null;
        }
        int days = days(bytes, offset, length, format);
        if (PgTime.isInfinite(days)) {
            if (target == LocalDate.class) {
                return days > 0 ? LocalDate.MAX : LocalDate.MIN;
            }
            return days > 0 ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        LocalDate date = LocalDate.ofEpochDay((long) days + PgTime.EPOCH_DAYS);
        return target == LocalDate.class ? date : date.atStartOfDay();
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof LocalDate
                || value instanceof java.util.Date && !(value instanceof Time)
                || value instanceof LocalDateTime
                || value instanceof Calendar
                || value instanceof OffsetDateTime
                || value instanceof ZonedDateTime
                || value instanceof Instant;
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        out.putInt(toDays(value, type, context));
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        PgTime.putDate(toDays(value, type, context), out);
    }

    private int toDays(Object value, PgType type, CodecContext context) throws SQLException {
        if (value instanceof LocalDate date) {
            return ofLocalDate(date);
        }
        if (value instanceof java.util.Date date && !(value instanceof Time)) {
            return LegacyTime.days(date, TimeZone.getDefault());
        }
        if (value instanceof LocalDateTime dateTime) {
            return ofLocalDate(dateTime.toLocalDate());
        }
        if (value instanceof Calendar calendar) {
            return LegacyTime.days(calendar.getTime(), calendar.getTimeZone());
        }
        if (value instanceof OffsetDateTime dateTime) {
            return ofLocalDate(dateTime.toLocalDate());
        }
        if (value instanceof ZonedDateTime dateTime) {
            return ofLocalDate(dateTime.toLocalDate());
        }
        if (value instanceof Instant instant) {
            return ofLocalDate(LocalDate.ofInstant(instant, zone(context)));
        }
        throw TypeErrors.noWriting(type, value, classes());
    }

    private static int ofLocalDate(LocalDate date) throws SQLException {
        if (date.equals(LocalDate.MAX)) {
            return PgTime.DATE_INFINITY;
        }
        if (date.equals(LocalDate.MIN)) {
            return PgTime.DATE_MINUS_INFINITY;
        }
        return PgTime.checkedDays(date.toEpochDay() - PgTime.EPOCH_DAYS);
    }
}
