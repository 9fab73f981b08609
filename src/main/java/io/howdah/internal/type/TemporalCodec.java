package io.howdah.internal.type;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** What the codecs of date, time, timetz, timestamp and timestamptz share: readings as classes of {@code java.sql} in a given zone. */
abstract class TemporalCodec extends BaseCodec {
    TemporalCodec(String classes) {
        super(true, classes);
    }

    abstract Timestamp toTimestamp(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone)
            throws SQLException;

    abstract Date toDate(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone)
            throws SQLException;

    abstract Time toTime(byte[] bytes, int offset, int length, int format, PgType type, TimeZone zone)
            throws SQLException;

    /** The value as a class of {@code java.time}; null when there is no such reading. */
    abstract Object toJavaTime(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException;

    @Override
    @SuppressWarnings("JavaUtilDate") // asked for by the caller
    final Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target == Timestamp.class) {
            return toTimestamp(bytes, offset, length, format, type, TimeZone.getDefault());
        }
        if (target == Date.class) {
            return toDate(bytes, offset, length, format, type, TimeZone.getDefault());
        }
        if (target == Time.class) {
            return toTime(bytes, offset, length, format, type, TimeZone.getDefault());
        }
        if (target == java.util.Date.class) {
            Timestamp timestamp = toTimestamp(bytes, offset, length, format, type, TimeZone.getDefault());
            return new java.util.Date(timestamp.getTime());
        }
        if (target == Calendar.class || target == GregorianCalendar.class) {
            GregorianCalendar calendar =
                    new GregorianCalendar(TimeZone.getDefault(), Locale.getDefault(Locale.Category.FORMAT));
            calendar.setTimeInMillis(toTimestamp(bytes, offset, length, format, type, calendar.getTimeZone())
                    .getTime());
            return calendar;
        }
        return toJavaTime(bytes, offset, length, format, type, context, target);
    }

    /** The session's zone; the JVM's, which the session began with, when Java does not know it. */
    static ZoneId zone(CodecContext context) {
        ZoneId zone = context.sessionZone();
        return zone == null ? ZoneId.systemDefault() : zone;
    }
}
