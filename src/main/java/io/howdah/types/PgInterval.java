package io.howdah.types;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.Locale;

/**
 * A value of type interval with its three parts, which PostgreSQL keeps apart because months and days differ in length. Each may be negative.
 * Since PostgreSQL 17 two combinations are {@link #INFINITY} and {@link #NEGATIVE_INFINITY}. Not comparable: whether a month is longer than 30
 * days depends on the month.
 *
 * @param months months, twelve for each year
 * @param days days, of 23 to 25 hours
 * @param microseconds the rest, which may be more than a day's
 */
public record PgInterval(int months, int days, long microseconds) implements PgObject {
    /** Longer than any interval; finite to servers before PostgreSQL 17. */
    public static final PgInterval INFINITY = new PgInterval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    /** Shorter than any interval; finite to servers before PostgreSQL 17. */
    public static final PgInterval NEGATIVE_INFINITY =
            new PgInterval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** The server's output formats: the values of its setting IntervalStyle. */
    public enum Style {
        /** {@code 1 year 2 mons -3 days +04:05:06.7}: the server's default. */
        POSTGRES,
        /** {@code @ 1 year 2 mons -3 days 4 hours 5 mins 6.7 secs}. */
        POSTGRES_VERBOSE,
        /** {@code +1-2 -3 +4:05:06.7}. */
        SQL_STANDARD,
        /** {@code P1Y2M-3DT4H5M6.7S}. */
        ISO_8601;

        /**
         * The style of a value of the server's setting.
         *
         * @param setting such as {@code sql_standard}; may be null
         * @return null for a value that is none
         */
        public static Style of(String setting) {
            for (Style style : values()) {
                if (style.name().toLowerCase(Locale.ROOT).equals(setting)) {
                    return style;
                }
            }
            return null;
        }
    }

    /**
     * The interval of a period: years and months become months.
     *
     * @param period the period
     * @return the same as an interval
     * @throws DateTimeException when the months do not fit an int
     */
    @SuppressWarnings("JavaPeriodGetDays") // The months are taken by themselves.
    public static PgInterval of(Period period) {
        long months = period.toTotalMonths();
        if (months != (int) months) {
            throw new DateTimeException("a period of " + months + " months is out of range of type interval");
        }
        return new PgInterval((int) months, period.getDays(), 0);
    }

    /**
     * The interval of a duration, in microseconds: it has no days.
     *
     * @param duration the duration; its nanoseconds are rounded, half away from the past
     * @return the same as an interval
     * @throws DateTimeException when the microseconds do not fit a long
     */
    @SuppressWarnings("JavaDurationGetSecondsGetNano") // The seconds are taken by themselves.
    public static PgInterval of(Duration duration) {
        try {
            long micros = Math.floorDiv(duration.getNano() + 500L, 1_000L);
            long seconds = duration.toSeconds();
            if (seconds < 0 && micros > 0) {
                // Nearer to zero first, so that the smallest interval does not overflow on the way.
                seconds++;
                micros -= MICROS_PER_SECOND;
            }
            return new PgInterval(0, 0, Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), micros));
        } catch (ArithmeticException e) {
            throw new DateTimeException(
                    "a duration of " + duration.toSeconds() + " s is out of range of type interval", e);
        }
    }

    /**
     * Parses the server's text in any of its output formats, and lists of whole numbers with units such as {@code 1 week 2 hours 0.5 seconds}.
     *
     * @param text the text
     * @return the interval
     * @throws IllegalArgumentException when it is neither
     */
    public static PgInterval parse(String text) {
        return IntervalText.parse(text);
    }

    /**
     * True for the two infinities.
     *
     * @return whether this is {@link #INFINITY} or {@link #NEGATIVE_INFINITY}
     */
    public boolean isInfinite() {
        return equals(INFINITY) || equals(NEGATIVE_INFINITY);
    }

    /**
     * The interval as a period of years, months and days.
     *
     * @return the period
     * @throws DateTimeException when there are microseconds, or the interval is infinite
     */
    public Period toPeriod() {
        if (microseconds != 0 || isInfinite()) {
            throw new DateTimeException("an interval with hours, minutes or seconds is no Period: use PgInterval");
        }
        return Period.of(months / 12, months % 12, days);
    }

    /**
     * The interval as a duration. A day counts as 24 hours, as it does where the server compares intervals and subtracts timestamps.
     *
     * @return the duration
     * @throws DateTimeException when there are months, or the interval is infinite
     */
    public Duration toDuration() {
        if (months != 0) {
            throw new DateTimeException("an interval with months or years is no Duration: use PgInterval");
        }
        return Duration.ofDays(days)
                .plusSeconds(Math.floorDiv(microseconds, MICROS_PER_SECOND))
                .plusNanos(Math.floorMod(microseconds, MICROS_PER_SECOND) * 1_000);
    }

    /**
     * The text that a server prints.
     *
     * @param style its setting IntervalStyle
     * @return the text
     */
    public String format(Style style) {
        return IntervalText.format(this, style);
    }

    @Override
    public String getType() {
        return "interval";
    }

    @Override
    public String getValue() {
        return toString();
    }

    /** The text in the server's default format. */
    @Override
    public String toString() {
        return format(Style.POSTGRES);
    }
}
