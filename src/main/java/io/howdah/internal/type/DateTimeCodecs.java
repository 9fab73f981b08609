package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.TimeZone;

/**
 * The readings and writings of dates and times that need a time zone from the caller: what {@code getTimestamp(int, Calendar)},
 * {@code setTimestamp(int, Timestamp, Calendar)} and their kin are made of. Without a Calendar the zone is {@code TimeZone.getDefault()}. Text
 * columns are parsed. Stateless.
 */
public final class DateTimeCodecs {
    private DateTimeCodecs() {}

    /**
     * A date, time, timestamp or text column as Timestamp: a value without zone is what a clock in {@code zone} shows, a time is on 1970-01-01.
     *
     * @param zone may be null for timestamptz, an instant whatever the zone
     * @throws SQLException 22007 for text that is none; 42846 for other types
     */
    public static Timestamp decodeTimestamp(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, TimeZone zone)
            throws SQLException {
        return codec(bytes, offset, length, format, type, Timestamp.class)
                .toTimestamp(bytes, offset, length, formatOf(type, format), type, zone);
    }

    /** A date, timestamp or text column as Date, at midnight in {@code zone}; fails as {@link #decodeTimestamp}. */
    public static Date decodeDate(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, TimeZone zone)
            throws SQLException {
        return codec(bytes, offset, length, format, type, Date.class)
                .toDate(bytes, offset, length, formatOf(type, format), type, zone);
    }

    /** A time, timestamp, date or text column as Time, on 1970-01-01 in {@code zone}; fails as {@link #decodeTimestamp}. */
    public static Time decodeTime(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, TimeZone zone)
            throws SQLException {
        return codec(bytes, offset, length, format, type, Time.class)
                .toTime(bytes, offset, length, formatOf(type, format), type, zone);
    }

    private static TemporalCodec codec(byte[] bytes, int offset, int length, int format, PgType type, Class<?> target)
            throws SQLException {
        if (type.codec() instanceof TemporalCodec temporal) {
            return temporal;
        }
        if (format == Format.BINARY && !type.codec().binary()) {
            throw TypeErrors.textOnly(type);
        }
        if (type.codec() instanceof TextCodecs || type.codec() instanceof FallbackCodec) {
            return ofText(bytes, offset, length);
        }
        throw TypeErrors.noReading(type, target, "a class that fits the type");
    }

    /** Types of text are parsed, also where they came in their binary form, which is the text. */
    private static int formatOf(PgType type, int format) {
        return type.codec() instanceof TemporalCodec ? format : Format.TEXT;
    }

    /** The codec for text that shows a date, a time or both, with or without an offset. */
    static TemporalCodec ofText(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int colon = offset;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        if (colon == end) {
            return length > 0 && bytes[end - 1] == 'y' ? TimestampCodecs.TIMESTAMP : DateCodec.INSTANCE;
        }
        boolean hasOffset = PgTime.offsetAt(bytes, colon, end) < end;
        if (colon == offset + 2) {
            return hasOffset ? TimeCodecs.TIMETZ : TimeCodecs.TIME;
        }
        return hasOffset ? TimestampCodecs.TIMESTAMPTZ : TimestampCodecs.TIMESTAMP;
    }

    /** Text for a parameter of unspecified type: {@code 2024-01-31 23:59:59.999999-05}, with the offset of {@code zone}; 22008. */
    public static String timestampText(Timestamp value, TimeZone zone) throws SQLException {
        ByteSink out = new ByteSink(40);
        LegacyTime.putTimestamp(value, zone, out);
        return PgTime.text(out);
    }

    /** Text for a parameter of unspecified type: {@code 2024-01-31 -05}, with the offset of {@code zone}; 22008. */
    public static String dateText(Date value, TimeZone zone) throws SQLException {
        ByteSink out = new ByteSink(24);
        LegacyTime.putDate(value, zone, out);
        return PgTime.text(out);
    }

    /** Text for a parameter of unspecified type: {@code 23:59:59.999-05}, with the offset of {@code zone}. */
    public static String timeText(Time value, TimeZone zone) {
        ByteSink out = new ByteSink(24);
        LegacyTime.putTime(value, zone, out);
        return PgTime.text(out);
    }
}
