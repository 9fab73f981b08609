package io.howdah.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class TemporalTextTest {
    private static Calendar in(String zone) {
        return new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
    }

    private static Timestamp timestamp(long millis, int nanos) {
        Timestamp timestamp = new Timestamp(millis);
        timestamp.setNanos(nanos);
        return timestamp;
    }

    @Test
    void timestampHasTheFieldsAndOffsetOfTheZone() throws SQLException {
        Timestamp epoch = new Timestamp(0);
        assertEquals("1969-12-31 19:00:00-05", TemporalText.ofTimestamp(epoch, in("America/New_York")));
        assertEquals("1970-01-01 05:30:00+05:30", TemporalText.ofTimestamp(epoch, in("Asia/Kolkata")));
    }

    @Test
    void nanosecondsAreRoundedToMicroseconds() throws SQLException {
        assertEquals("1970-01-01 00:00:00.123457+00", TemporalText.ofTimestamp(timestamp(0, 123_456_500), in("UTC")));
        assertEquals("1970-01-01 00:00:01+00", TemporalText.ofTimestamp(timestamp(0, 999_999_500), in("UTC")));
        assertEquals("1970-01-01 00:00:00+00", TemporalText.ofTimestamp(timestamp(-1000, 999_999_999), in("UTC")));
    }

    @Test
    void fractionBeforeTheEpochCountsForward() throws SQLException {
        assertEquals("1969-12-31 23:59:59.5+00", TemporalText.ofTimestamp(new Timestamp(-500), in("UTC")));
    }

    @Test
    void dateHasTheOffsetOfThatDay() throws SQLException {
        Date summer = new Date(1_719_835_200_000L);
        assertEquals("2024-07-01 -04", TemporalText.ofDate(summer, in("America/New_York")));
    }

    @Test
    void timeKeepsItsMilliseconds() throws SQLException {
        assertEquals("01:02:03.004+00", TemporalText.ofTime(new Time(3_723_004), in("UTC")));
    }

    @Test
    void infinityIsSpelledOut() throws SQLException {
        assertEquals("infinity", TemporalText.ofTimestamp(new Timestamp(9_223_372_036_825_200_000L), in("UTC")));
        assertEquals("-infinity", TemporalText.ofDate(new Date(-9_223_372_036_832_400_000L), in("UTC")));
    }

    @Test
    void yearsBeforeChristHaveTheEra() throws SQLException {
        Calendar ides = in("UTC");
        ides.clear();
        ides.set(Calendar.ERA, GregorianCalendar.BC);
        ides.set(44, Calendar.MARCH, 15);
        assertEquals("0044-03-15 +00 BC", TemporalText.ofDate(new Date(ides.getTimeInMillis()), in("UTC")));
    }

    @Test
    void theLastDayOfTheJulianCalendarIsNotShifted() throws SQLException {
        Calendar last = in("UTC");
        last.clear();
        last.set(1582, Calendar.OCTOBER, 4);
        assertEquals("1582-10-04 +00", TemporalText.ofDate(new Date(last.getTimeInMillis()), in("UTC")));
    }
}
