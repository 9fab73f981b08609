package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * PostgreSQL's dates and times as numbers, and their text in DateStyle ISO: days and microseconds count from 2000-01-01, times of day are
 * microseconds from 0 to 86,400,000,000 (24:00:00) inclusive, offsets are seconds east of UTC. The calendar is the Gregorian one for all years;
 * year 0 is 1 BC. Nothing is allocated but the strings asked for. Stateless.
 */
final class PgTime {
    /** Days from 1970-01-01 to 2000-01-01. */
    static final int EPOCH_DAYS = 10_957;

    static final long EPOCH_SECONDS = EPOCH_DAYS * 86_400L;
    static final long MICROS_PER_DAY = 86_400_000_000L;
    static final long MICROS_PER_SECOND = 1_000_000;

    /** {@code infinity} and {@code -infinity} of timestamps, as the wire has them. */
    static final long INFINITY = Long.MAX_VALUE;

    static final long MINUS_INFINITY = Long.MIN_VALUE;

    /** {@code infinity} and {@code -infinity} of dates, as the wire has them. */
    static final int DATE_INFINITY = Integer.MAX_VALUE;

    static final int DATE_MINUS_INFINITY = Integer.MIN_VALUE;

    /** 4714-11-24 BC, the server's first day (Julian day 0), and the days after the last ones of dates and of timestamps. */
    private static final int FIRST_DAY = -2_451_545;

    private static final int DATE_END = 2_145_031_949;
    private static final int TIMESTAMP_END = 106_751_983;

    /** A larger year would only overflow: the server stops at 5874897. */
    private static final int MAX_YEAR_DIGITS = 7;

    /** A packed time and offset: the offset in the low bits, shifted to be positive. */
    private static final int OFFSET_BITS = 20;

    private static final int OFFSET_BIAS = 1 << OFFSET_BITS - 1;

    private static final String TIMESTAMP_FORM = "a timestamp such as 2024-01-31 23:59:59.999999";
    private static final String DATE_FORM = "a date such as 2024-01-31";
    private static final String TIME_FORM = "a time such as 23:59:59.999999";

    private PgTime() {}

    /** Year, month and day of a day counted from 1970, packed: see {@link #year}, {@link #month}, {@link #day}. */
    static long civil(long epochDay) {
        // The year begins in March here, so that the leap day is its last; an era has 400 years.
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        long dayOfEra = shifted - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        return pack(yearOfEra + era * 400, dayOfYear);
    }

    /** Packs a year that begins in March and a day of it, counted from 0. */
    static long pack(long marchYear, long dayOfYear) {
        long monthFromMarch = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = month <= 2 ? marchYear + 1 : marchYear;
        return year << 9 | month << 5 | day;
    }

    static int year(long civil) {
        return (int) (civil >> 9);
    }

    static int month(long civil) {
        return (int) (civil >> 5) & 0xf;
    }

    static int day(long civil) {
        return (int) civil & 0x1f;
    }

    /** The day, counted from 1970, of a date; a day beyond the month's end runs on into the next. */
    static long epochDay(long year, int month, int day) {
        long marchYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(marchYear, 400L);
        long yearOfEra = marchYear - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    /** {@code days} as the wire has it; 22008 outside what the server's date can hold. */
    static int checkedDays(long days) throws SQLException {
        if (days < FIRST_DAY || days >= DATE_END) {
            throw TypeErrors.timeOutOfRange(
                    "date", "4714-11-24 BC to 5874897-12-31, or LocalDate.MIN and MAX for infinity");
        }
        return (int) days;
    }

    /** A timestamp from its day and the microseconds of that day; 22008 outside what the server's timestamp can hold. */
    static long timestamp(long days, long microsOfDay) throws SQLException {
        if (days < FIRST_DAY || days >= TIMESTAMP_END) {
            throw timestampOutOfRange();
        }
        return checkedTimestamp(days * MICROS_PER_DAY + microsOfDay);
    }

    /** A timestamp from the seconds since 1970 and the nanoseconds of the second, which are rounded; 22008 as {@link #timestamp}. */
    static long ofEpochSecond(long epochSecond, int nanos) throws SQLException {
        long seconds = epochSecond - EPOCH_SECONDS;
        if (seconds < FIRST_DAY * 86_400L || seconds >= TIMESTAMP_END * 86_400L) {
            throw timestampOutOfRange();
        }
        return checkedTimestamp(seconds * MICROS_PER_SECOND + (nanos + 500) / 1_000);
    }

    private static long checkedTimestamp(long micros) throws SQLException {
        if (micros < FIRST_DAY * MICROS_PER_DAY || micros >= TIMESTAMP_END * MICROS_PER_DAY) {
            throw timestampOutOfRange();
        }
        return micros;
    }

    private static SQLException timestampOutOfRange() {
        return TypeErrors.timeOutOfRange(
                "timestamp",
                "4714-11-24 BC to 294276-12-31, or LocalDateTime or OffsetDateTime MIN and MAX for infinity");
    }

    static boolean isInfinite(long timestamp) {
        return timestamp == INFINITY || timestamp == MINUS_INFINITY;
    }

    static boolean isInfinite(int date) {
        return date == DATE_INFINITY || date == DATE_MINUS_INFINITY;
    }

    /** A time of day and its offset in one long. */
    static long packTime(long micros, int offsetSeconds) {
        return micros << OFFSET_BITS | offsetSeconds + OFFSET_BIAS;
    }

    static long timeOf(long packed) {
        return packed >> OFFSET_BITS;
    }

    static int offsetOf(long packed) {
        return (int) (packed & (1 << OFFSET_BITS) - 1) - OFFSET_BIAS;
    }

    // ---- text to numbers

    /** Parses {@code 2024-01-31}, {@code 0044-03-15 BC}, {@code infinity}; 22007. */
    static int parseDate(byte[] b, int offset, int length) throws SQLException {
        int infinite = infinity(b, offset, length);
        if (infinite != 0) {
            return infinite > 0 ? DATE_INFINITY : DATE_MINUS_INFINITY;
        }
        int end = withoutBc(b, offset, length);
        int dateEnd = dateEnd(b, offset, end);
        if (dateEnd != end) {
            throw TypeErrors.badTime(length, DATE_FORM);
        }
        return (int) (parseDays(b, offset, end, end < offset + length, length) - EPOCH_DAYS);
    }

    /**
     * Parses {@code 2024-01-31 23:59:59.999999}, with {@code T} for the space, no time at all, an offset and {@code BC} behind allowed, and the
     * infinities; 22007.
     *
     * @param zoned true when there must be an offset, and the result is in UTC; false when one is ignored
     */
    static long parseTimestamp(byte[] b, int offset, int length, boolean zoned) throws SQLException {
        int infinite = infinity(b, offset, length);
        if (infinite != 0) {
            return infinite > 0 ? INFINITY : MINUS_INFINITY;
        }
        int end = withoutBc(b, offset, length);
        int dateEnd = dateEnd(b, offset, end);
        long days = parseDays(b, offset, dateEnd, end < offset + length, length) - EPOCH_DAYS;
        if (days < FIRST_DAY || days >= TIMESTAMP_END) {
            throw timestampOutOfRange();
        }
        if (dateEnd == end && !zoned) {
            return days * MICROS_PER_DAY;
        }
        if (dateEnd == end || b[dateEnd] != ' ' && b[dateEnd] != 'T') {
            throw TypeErrors.badTime(length, TIMESTAMP_FORM);
        }
        int offsetAt = offsetAt(b, dateEnd + 1, end);
        if (zoned && offsetAt == end) {
            throw TypeErrors.badTime(length, TIMESTAMP_FORM + "+00");
        }
        long micros = days * MICROS_PER_DAY + parseTimeOfDay(b, dateEnd + 1, offsetAt, length);
        return zoned ? micros - parseOffset(b, offsetAt, end, length) * MICROS_PER_SECOND : micros;
    }

    /** Parses {@code 23:59:59.999999}, an offset behind it is ignored; 22007. */
    static long parseTime(byte[] b, int offset, int length) throws SQLException {
        return parseTimeOfDay(b, offset, offsetAt(b, offset, offset + length), length);
    }

    /** Parses {@code 23:59:59.999999+05:30}, see {@link #packTime}; 22007. */
    static long parseTimetz(byte[] b, int offset, int length) throws SQLException {
        int end = offset + length;
        int offsetAt = offsetAt(b, offset, end);
        if (offsetAt == end) {
            throw TypeErrors.badTime(length, TIME_FORM + "+00");
        }
        return packTime(parseTimeOfDay(b, offset, offsetAt, length), parseOffset(b, offsetAt, end, length));
    }

    /** 1 for {@code infinity}, -1 for {@code -infinity}, else 0. */
    private static int infinity(byte[] b, int offset, int length) {
        if (length == 8 && b[offset] == 'i') {
            return new String(b, offset, length, StandardCharsets.ISO_8859_1).equals("infinity") ? 1 : 0;
        }
        if (length == 9 && b[offset + 1] == 'i') {
            return new String(b, offset, length, StandardCharsets.ISO_8859_1).equals("-infinity") ? -1 : 0;
        }
        return 0;
    }

    /** The end of the text in front of {@code " BC"}. */
    private static int withoutBc(byte[] b, int offset, int length) {
        int end = offset + length;
        return length > 3 && b[end - 3] == ' ' && b[end - 2] == 'B' && b[end - 1] == 'C' ? end - 3 : end;
    }

    /** The index behind year, month and day, of which the year may have any number of digits. */
    private static int dateEnd(byte[] b, int offset, int end) {
        int i = offset;
        while (i < end && b[i] != '-') {
            i++;
        }
        return Math.min(i + 6, end);
    }

    private static long parseDays(byte[] b, int offset, int end, boolean bc, int length) throws SQLException {
        int yearEnd = end - 6;
        if (yearEnd - offset < 1 || yearEnd - offset > MAX_YEAR_DIGITS || b[yearEnd] != '-' || b[yearEnd + 3] != '-') {
            throw TypeErrors.badTime(length, DATE_FORM);
        }
        int year = digits(b, offset, yearEnd, length);
        int month = digits(b, yearEnd + 1, yearEnd + 3, length);
        int day = digits(b, yearEnd + 4, end, length);
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            throw TypeErrors.badTime(length, DATE_FORM);
        }
        int signedYear = bc ? 1 - year : year;
        long epochDay = epochDay(signedYear, month, day);
        if (day > 28 && day(civil(epochDay)) != day) {
            throw TypeErrors.badTime(length, "a date whose month has that many days");
        }
        return epochDay;
    }

    private static int digits(byte[] b, int from, int to, int length) throws SQLException {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                throw TypeErrors.badTime(length, TIMESTAMP_FORM);
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The index of the offset behind a time of day; {@code end} when there is none. */
    static int offsetAt(byte[] b, int offset, int end) {
        for (int i = offset; i < end; i++) {
            byte c = b[i];
            if (c == '+' || c == '-' || c == 'Z') {
                return i;
            }
        }
        return end;
    }

    private static long parseTimeOfDay(byte[] b, int from, int to, int length) throws SQLException {
        int size = to - from;
        if (size < 5 || b[from + 2] != ':' || size > 5 && (size < 8 || b[from + 5] != ':')) {
            throw TypeErrors.badTime(length, TIME_FORM);
        }
        int hours = digits(b, from, from + 2, length);
        int minutes = digits(b, from + 3, from + 5, length);
        int seconds = size > 5 ? digits(b, from + 6, from + 8, length) : 0;
        long micros = (hours * 3_600L + minutes * 60L + seconds) * MICROS_PER_SECOND;
        if (size > 8) {
            micros += parseFraction(b, from + 8, to, length);
        }
        if (minutes > 59 || seconds > 60 || micros > MICROS_PER_DAY) {
            throw TypeErrors.badTime(length, TIME_FORM);
        }
        return micros;
    }

    /** A point and 1 to 9 digits, as microseconds, rounded. */
    private static int parseFraction(byte[] b, int from, int to, int length) throws SQLException {
        int count = to - from - 1;
        if (b[from] != '.' || count < 1 || count > 9) {
            throw TypeErrors.badTime(length, TIME_FORM);
        }
        int nanos = digits(b, from + 1, to, length);
        for (int i = count; i < 9; i++) {
            nanos *= 10;
        }
        return (nanos + 500) / 1_000;
    }

    /** {@code Z}, or a sign and hours with optional minutes and seconds, as seconds east. */
    private static int parseOffset(byte[] b, int from, int to, int length) throws SQLException {
        int size = to - from;
        if (size == 1 && b[from] == 'Z') {
            return 0;
        }
        boolean wellFormed = (b[from] == '+' || b[from] == '-')
                && (size == 3
                        || size == 6 && b[from + 3] == ':'
                        || size == 9 && b[from + 3] == ':' && b[from + 6] == ':');
        if (!wellFormed) {
            throw TypeErrors.badTime(length, "a time with an offset such as +05:30");
        }
        int seconds = digits(b, from + 1, from + 3, length) * 3_600;
        if (size > 3) {
            seconds += digits(b, from + 4, from + 6, length) * 60;
        }
        if (size > 6) {
            seconds += digits(b, from + 7, from + 9, length);
        }
        return b[from] == '-' ? -seconds : seconds;
    }

    // ---- numbers to text

    static void putDate(int days, ByteSink out) {
        if (isInfinite(days)) {
            out.putAscii(days > 0 ? "infinity" : "-infinity");
            return;
        }
        long civil = civil((long) days + EPOCH_DAYS);
        putCivil(civil, out);
        putEra(civil, out);
    }

    /** Writes a finite date as {@code 2024-01-31 -05}, or {@code 0044-03-15 -05 BC}. */
    static void putDateWithOffset(int days, int offsetSeconds, ByteSink out) {
        long civil = civil((long) days + EPOCH_DAYS);
        putCivil(civil, out);
        out.putByte(' ');
        putOffset(offsetSeconds, out);
        putEra(civil, out);
    }

    static void putTimestamp(long micros, ByteSink out) {
        if (isInfinite(micros)) {
            out.putAscii(micros > 0 ? "infinity" : "-infinity");
            return;
        }
        long civil = civil(Math.floorDiv(micros, MICROS_PER_DAY) + EPOCH_DAYS);
        putCivil(civil, out);
        out.putByte(' ');
        putTime(Math.floorMod(micros, MICROS_PER_DAY), out);
        putEra(civil, out);
    }

    /** Writes an instant given in UTC, as a clock {@code offsetSeconds} east of UTC shows it. */
    static void putTimestamptz(long micros, int offsetSeconds, ByteSink out) {
        if (isInfinite(micros)) {
            out.putAscii(micros > 0 ? "infinity" : "-infinity");
            return;
        }
        long local = micros + offsetSeconds * MICROS_PER_SECOND;
        long civil = civil(Math.floorDiv(local, MICROS_PER_DAY) + EPOCH_DAYS);
        putCivil(civil, out);
        out.putByte(' ');
        putTime(Math.floorMod(local, MICROS_PER_DAY), out);
        putOffset(offsetSeconds, out);
        putEra(civil, out);
    }

    private static void putCivil(long civil, ByteSink out) {
        int year = year(civil);
        int shown = year > 0 ? year : 1 - year;
        if (shown < 1_000) {
            out.putByte('0');
            if (shown < 100) {
                out.putByte('0');
            }
            if (shown < 10) {
                out.putByte('0');
            }
        }
        out.putDecimal(shown);
        out.putByte('-');
        putTwo(month(civil), out);
        out.putByte('-');
        putTwo(day(civil), out);
    }

    private static void putEra(long civil, ByteSink out) {
        if (year(civil) <= 0) {
            out.putAscii(" BC");
        }
    }

    static void putTime(long micros, ByteSink out) {
        int seconds = (int) (micros / MICROS_PER_SECOND);
        putTwo(seconds / 3_600, out);
        out.putByte(':');
        putTwo(seconds / 60 % 60, out);
        out.putByte(':');
        putTwo(seconds % 60, out);
        int fraction = (int) (micros % MICROS_PER_SECOND);
        if (fraction > 0) {
            out.putByte('.');
            for (int power = 100_000; fraction > 0; power /= 10) {
                out.putByte('0' + fraction / power);
                fraction %= power;
            }
        }
    }

    static void putOffset(int offsetSeconds, ByteSink out) {
        int magnitude = Math.abs(offsetSeconds);
        out.putByte(offsetSeconds < 0 ? '-' : '+');
        putTwo(magnitude / 3_600, out);
        if (magnitude % 3_600 != 0) {
            out.putByte(':');
            putTwo(magnitude / 60 % 60, out);
            if (magnitude % 60 != 0) {
                out.putByte(':');
                putTwo(magnitude % 60, out);
            }
        }
    }

    private static void putTwo(int value, ByteSink out) {
        out.putByte('0' + value / 10);
        out.putByte('0' + value % 10);
    }

    /** Everything in {@code out} as a string. */
    static String text(ByteSink out) {
        return new String(out.array(), 0, out.size(), StandardCharsets.ISO_8859_1);
    }
}
