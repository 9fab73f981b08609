package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Conversions between PostgreSQL's dates and times and the classes of {@code java.sql}, which count milliseconds in a time zone and switch from
 * the Julian to the Gregorian calendar in 1582, while PostgreSQL uses the Gregorian one for all years. What keeps its value here are year,
 * month, day and time of day as they print, not the instant, exactly as in pgjdbc. Stateless.
 */
public final class LegacyTime {
    /** {@code PGStatement.DATE_POSITIVE_INFINITY} and its kin of pgjdbc: the milliseconds that stand for the infinities. */
    static final long INFINITY_MILLIS = 9_223_372_036_825_200_000L;

    static final long MINUS_INFINITY_MILLIS = -9_223_372_036_832_400_000L;
    private static final long SMALLER_INFINITY_MILLIS = 185_543_533_774_800_000L;

    private static final long MILLIS_PER_DAY = 86_400_000;

    /** 1582-10-15, the first day of the Gregorian calendar in java.util, counted from 1970. */
    private static final long GREGORIAN_START = -141_427;

    private LegacyTime() {}

    /** The day that java.util shows as the date that {@code epochDay} is in the Gregorian calendar. */
    private static long toHybrid(long epochDay) {
        if (epochDay >= GREGORIAN_START) {
            return epochDay;
        }
        long civil = PgTime.civil(epochDay);
        long marchYear = PgTime.month(civil) > 2 ? PgTime.year(civil) : PgTime.year(civil) - 1L;
        return epochDay + Math.floorDiv(marchYear, 100L) - Math.floorDiv(marchYear, 400L) - 2;
    }

    /** The inverse of {@link #toHybrid}; the Julian 29 February of 1500 and the like becomes 1 March. */
    private static long toGregorian(long epochDay) {
        if (epochDay >= GREGORIAN_START) {
            return epochDay;
        }
        // As in PgTime.civil, with a leap year in every four.
        long shifted = epochDay + 719_470;
        long cycle = Math.floorDiv(shifted, 1_461L);
        long dayOfCycle = shifted - cycle * 1_461;
        long yearOfCycle = (dayOfCycle - dayOfCycle / 1_460) / 365;
        long civil = PgTime.pack(yearOfCycle + cycle * 4, dayOfCycle - 365 * yearOfCycle);
        return PgTime.epochDay(PgTime.year(civil), PgTime.month(civil), PgTime.day(civil));
    }

    /** The instant at which a clock in {@code zone} shows the time that a clock in UTC shows at {@code localMillis}, as Calendar has it. */
    private static long toInstant(long localMillis, TimeZone zone) {
        int before = zone.getOffset(localMillis - MILLIS_PER_DAY);
        if (before == zone.getOffset(localMillis + MILLIS_PER_DAY)) {
            return localMillis - before;
        }
        // Near a change of the offset some times are missing or happen twice: only Calendar knows its own choice.
        long civil = PgTime.civil(Math.floorDiv(localMillis, MILLIS_PER_DAY));
        Calendar calendar = new GregorianCalendar(zone, Locale.ROOT);
        calendar.clear();
        int ofDay = Math.floorMod(localMillis, (int) MILLIS_PER_DAY);
        calendar.set(
                PgTime.year(civil),
                PgTime.month(civil) - 1,
                PgTime.day(civil),
                ofDay / 3_600_000,
                ofDay / 60_000 % 60,
                ofDay / 1_000 % 60);
        calendar.set(Calendar.MILLISECOND, ofDay % 1_000);
        return calendar.getTimeInMillis();
    }

    static Timestamp timestamp(long micros, boolean zoned, TimeZone zone) {
        if (PgTime.isInfinite(micros)) {
            return new Timestamp(micros > 0 ? INFINITY_MILLIS : MINUS_INFINITY_MILLIS);
        }
        long millis = wholeSecondMillis(micros);
        Timestamp timestamp = new Timestamp(zoned ? millis : toInstant(millis, zone));
        timestamp.setNanos((int) Math.floorMod(micros, PgTime.MICROS_PER_SECOND) * 1_000);
        return timestamp;
    }

    /** The milliseconds since 1970, in java.util's calendar, of the second that {@code micros} lies in. */
    private static long wholeSecondMillis(long micros) {
        long epochDay = toHybrid(Math.floorDiv(micros, PgTime.MICROS_PER_DAY) + PgTime.EPOCH_DAYS);
        long ofDay = Math.floorMod(micros, PgTime.MICROS_PER_DAY) / PgTime.MICROS_PER_SECOND * 1_000;
        return epochDay * MILLIS_PER_DAY + ofDay;
    }

    /** The day of a timestamp, at midnight in {@code zone}. */
    static Date dateOfTimestamp(long micros, boolean zoned, TimeZone zone) {
        if (PgTime.isInfinite(micros)) {
            return new Date(micros > 0 ? INFINITY_MILLIS : MINUS_INFINITY_MILLIS);
        }
        long local = wholeSecondMillis(micros);
        if (zoned) {
            local += zone.getOffset(local);
        }
        return new Date(toInstant(Math.floorDiv(local, MILLIS_PER_DAY) * MILLIS_PER_DAY, zone));
    }

    static Date date(int days, TimeZone zone) {
        if (PgTime.isInfinite(days)) {
            return new Date(days > 0 ? INFINITY_MILLIS : MINUS_INFINITY_MILLIS);
        }
        return new Date(toInstant(toHybrid((long) days + PgTime.EPOCH_DAYS) * MILLIS_PER_DAY, zone));
    }

    /** The time of day of a timestamp on 1970-01-01 in {@code zone}; 22008 for infinity. */
    static Time timeOfTimestamp(long micros, boolean zoned, TimeZone zone) throws SQLException {
        if (PgTime.isInfinite(micros)) {
            throw noTimeOfInfinity();
        }
        long local = Math.floorDiv(micros, 1_000L) + PgTime.EPOCH_SECONDS * 1_000;
        if (zoned) {
            local += zone.getOffset(local);
        }
        return new Time(toInstant(Math.floorMod(local, MILLIS_PER_DAY), zone));
    }

    static SQLException noTimeOfInfinity() {
        return TypeErrors.timeOutOfRange("infinity", "a finite value, since the class asked for cannot hold infinity");
    }

    static Time time(long micros, TimeZone zone) {
        return new Time(toInstant(micros / 1_000, zone));
    }

    static Time timetz(long packed) {
        return new Time(PgTime.timeOf(packed) / 1_000 - PgTime.offsetOf(packed) * 1_000L);
    }

    static boolean isInfinite(java.util.Date value) {
        long millis = value.getTime();
        return isPositiveInfinity(millis) || millis == MINUS_INFINITY_MILLIS || millis == -SMALLER_INFINITY_MILLIS;
    }

    private static boolean isPositiveInfinity(long millis) {
        return millis == INFINITY_MILLIS || millis == SMALLER_INFINITY_MILLIS;
    }

    /** A timestamp as the wire has it: what a clock in {@code zone} shows; with {@code zoned} in UTC. 22008 when out of range. */
    static long micros(java.util.Date value, boolean zoned, TimeZone zone) throws SQLException {
        if (isInfinite(value)) {
            return isPositiveInfinity(value.getTime()) ? PgTime.INFINITY : PgTime.MINUS_INFINITY;
        }
        long millis = value.getTime();
        int offset = zone.getOffset(millis);
        long local = Math.floorDiv(millis, 1_000L) * 1_000 + offset;
        long epochDay = toGregorian(Math.floorDiv(local, MILLIS_PER_DAY));
        long microsOfDay = Math.floorMod(local, MILLIS_PER_DAY) * 1_000 + microsOfSecond(value);
        long micros = PgTime.timestamp(epochDay - PgTime.EPOCH_DAYS, microsOfDay);
        return zoned ? micros - offset * 1_000L : micros;
    }

    private static long microsOfSecond(java.util.Date value) {
        return value instanceof Timestamp timestamp
                ? (timestamp.getNanos() + 500) / 1_000
                : Math.floorMod(value.getTime(), 1_000L) * 1_000;
    }

    /** A date as the wire has it: the one that a calendar in {@code zone} shows. 22008 when out of range. */
    static int days(java.util.Date value, TimeZone zone) throws SQLException {
        if (isInfinite(value)) {
            return isPositiveInfinity(value.getTime()) ? PgTime.DATE_INFINITY : PgTime.DATE_MINUS_INFINITY;
        }
        long local = value.getTime() + zone.getOffset(value.getTime());
        return PgTime.checkedDays(toGregorian(Math.floorDiv(local, MILLIS_PER_DAY)) - PgTime.EPOCH_DAYS);
    }

    /** A time of day in microseconds: what a clock in {@code zone} shows. */
    static long microsOfDay(java.util.Date value, TimeZone zone) {
        long millis = value.getTime();
        long second = Math.floorDiv(millis, 1_000L) * 1_000 + zone.getOffset(millis);
        return Math.floorMod(second, MILLIS_PER_DAY) * 1_000 + microsOfSecond(value);
    }

    /** Seconds east of UTC that a clock in {@code zone} is at {@code value}. */
    static int offsetSeconds(java.util.Date value, TimeZone zone) {
        return Math.floorDiv(zone.getOffset(value.getTime()), 1_000);
    }

    /** Writes {@code 2024-01-31 23:59:59.999999-05}: text that the server may take for a timestamp with or without time zone. */
    public static void putTimestamp(java.util.Date value, TimeZone zone, ByteSink out) throws SQLException {
        PgTime.putTimestamptz(micros(value, true, zone), offsetSeconds(value, zone), out);
    }

    /** Writes {@code 2024-01-31 -05}. */
    public static void putDate(java.util.Date value, TimeZone zone, ByteSink out) throws SQLException {
        int days = days(value, zone);
        if (PgTime.isInfinite(days)) {
            PgTime.putDate(days, out);
            return;
        }
        // The offset goes before the era, which putDate would write: 0044-03-15 -05 BC.
        PgTime.putDateWithOffset(days, offsetSeconds(value, zone), out);
    }

    /** Writes {@code 23:59:59.999-05}. */
    public static void putTime(java.util.Date value, TimeZone zone, ByteSink out) {
        PgTime.putTime(microsOfDay(value, zone), out);
        PgTime.putOffset(offsetSeconds(value, zone), out);
    }
}
