package io.howdah.internal.jdbc;

import io.howdah.internal.type.LegacyTime;
import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;

/**
 * The text in which {@code java.sql} dates and times are sent as parameters: the fields in a zone and the zone's offset, so that the server can
 * take it as a value with or without time zone. Made when the parameter is set, since these classes are mutable. Stateless.
 */
final class TemporalText {
    /** {@code 2024-01-02 03:04:05.123457-05 BC} and some. */
    private static final int MAX_USUAL_LENGTH = 40;

    private TemporalText() {}

    /** {@code 2024-01-02 -05}. */
    static String ofDate(Date value, Calendar zone) throws SQLException {
        ByteSink out = new ByteSink(MAX_USUAL_LENGTH);
        LegacyTime.putDate(value, zone(zone), out);
        return text(out);
    }

    /** {@code 03:04:05.123-05}. */
    static String ofTime(Date value, Calendar zone) {
        ByteSink out = new ByteSink(MAX_USUAL_LENGTH);
        LegacyTime.putTime(value, zone(zone), out);
        return text(out);
    }

    /** {@code 2024-01-02 03:04:05.123457-05}; nanoseconds are rounded to microseconds, halves up. */
    static String ofTimestamp(Date value, Calendar zone) throws SQLException {
        ByteSink out = new ByteSink(MAX_USUAL_LENGTH);
        LegacyTime.putTimestamp(value, zone(zone), out);
        return text(out);
    }

    /** The zone of a calendar, of which nothing else is used; the JVM's for null. */
    private static TimeZone zone(Calendar calendar) {
        return calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
    }

    private static String text(ByteSink out) {
        return new String(out.array(), 0, out.size(), StandardCharsets.US_ASCII);
    }
}
