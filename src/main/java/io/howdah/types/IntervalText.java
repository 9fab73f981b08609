package io.howdah.types;

import java.util.Locale;

/** Prints intervals as the server does in each of its styles, and parses what it prints. Stateless. */
final class IntervalText {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
    private static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;

    private IntervalText() {}

    /** An interval in the fields that are printed; those of the time have one sign, as have years and months. */
    private record Fields(int years, int months, int days, long hours, int minutes, int seconds, int micros) {
        static Fields of(PgInterval interval) {
            long time = interval.microseconds();
            return new Fields(
                    interval.months() / 12,
                    interval.months() % 12,
                    interval.days(),
                    time / MICROS_PER_HOUR,
                    (int) (time % MICROS_PER_HOUR / MICROS_PER_MINUTE),
                    (int) (time % MICROS_PER_MINUTE / MICROS_PER_SECOND),
                    (int) (time % MICROS_PER_SECOND));
        }

        boolean hasTime() {
            return hours != 0 || minutes != 0 || seconds != 0 || micros != 0;
        }

        boolean hasNegativeTime() {
            return hours < 0 || minutes < 0 || seconds < 0 || micros < 0;
        }
    }

    static String format(PgInterval interval, PgInterval.Style style) {
        if (interval.isInfinite()) {
            return interval.months() > 0 ? "infinity" : "-infinity";
        }
        Fields fields = Fields.of(interval);
        StringBuilder out = new StringBuilder(48);
        switch (style) {
            case POSTGRES -> postgres(fields, out);
            case POSTGRES_VERBOSE -> verbose(fields, out);
            case SQL_STANDARD -> sqlStandard(fields, out);
            case ISO_8601 -> iso8601(fields, out);
        }
        return out.toString();
    }

    private static void twoDigits(long value, StringBuilder out) {
        long magnitude = Math.abs(value);
        if (magnitude < 10) {
            out.append('0');
        }
        out.append(magnitude);
    }

    private static void fraction(int micros, StringBuilder out) {
        if (micros == 0) {
            return;
        }
        String digits = Integer.toString((int) (MICROS_PER_SECOND + Math.abs(micros)));
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        out.append('.').append(digits, 1, end);
    }

    /** {@code 04:05:06.7}, without sign. */
    private static void time(Fields fields, StringBuilder out) {
        twoDigits(fields.minutes, out);
        out.append(':');
        twoDigits(fields.seconds, out);
        fraction(fields.micros, out);
    }

    private static void postgres(Fields fields, StringBuilder out) {
        // A part after a negative one has a sign, so that it cannot be taken for negative as well.
        boolean afterNegative = postgresPart(fields.years, "year", false, out);
        afterNegative = postgresPart(fields.months, "mon", afterNegative, out);
        afterNegative = postgresPart(fields.days, "day", afterNegative, out);
        if (out.length() == 0 || fields.hasTime()) {
            if (out.length() > 0) {
                out.append(' ');
            }
            if (fields.hasNegativeTime()) {
                out.append('-');
            } else if (afterNegative) {
                out.append('+');
            }
            twoDigits(fields.hours, out);
            out.append(':');
            time(fields, out);
        }
    }

    private static boolean postgresPart(int value, String unit, boolean afterNegative, StringBuilder out) {
        if (value == 0) {
            return afterNegative;
        }
        if (out.length() > 0) {
            out.append(' ');
        }
        if (afterNegative && value > 0) {
            out.append('+');
        }
        out.append(value).append(' ').append(unit);
        if (value != 1) {
            out.append('s');
        }
        return value < 0;
    }

    private static void verbose(Fields fields, StringBuilder out) {
        out.append('@');
        // The first part that is not zero decides whether all are counted backwards.
        int sign = verbosePart(fields.years, "year", 0, out);
        sign = verbosePart(fields.months, "mon", sign, out);
        sign = verbosePart(fields.days, "day", sign, out);
        sign = verbosePart(fields.hours, "hour", sign, out);
        sign = verbosePart(fields.minutes, "min", sign, out);
        if (fields.seconds != 0 || fields.micros != 0) {
            int own = fields.seconds < 0 || fields.micros < 0 ? -1 : 1;
            out.append(sign * own < 0 ? " -" : " ").append(Math.abs(fields.seconds));
            fraction(fields.micros, out);
            out.append(Math.abs(fields.seconds) == 1 && fields.micros == 0 ? " sec" : " secs");
            sign = sign == 0 ? own : sign;
        }
        if (sign == 0) {
            out.append(" 0");
        } else if (sign < 0) {
            out.append(" ago");
        }
    }

    private static int verbosePart(long value, String unit, int sign, StringBuilder out) {
        if (value == 0) {
            return sign;
        }
        int direction = sign == 0 ? Long.signum(value) : sign;
        long shown = value * direction;
        out.append(' ').append(shown).append(' ').append(unit);
        if (shown != 1) {
            out.append('s');
        }
        return direction;
    }

    private static void sqlStandard(Fields fields, StringBuilder out) {
        boolean negative = fields.years < 0 || fields.months < 0 || fields.days < 0 || fields.hasNegativeTime();
        boolean positive = fields.years > 0
                || fields.months > 0
                || fields.days > 0
                || fields.hasTime() && !fields.hasNegativeTime();
        boolean yearMonth = fields.years != 0 || fields.months != 0;
        boolean dayTime = fields.days != 0 || fields.hasTime();
        if (!negative && !positive) {
            out.append('0');
        } else if (negative && positive || yearMonth && dayTime) {
            // Not in the standard: every part has its sign.
            out.append(fields.years < 0 || fields.months < 0 ? '-' : '+');
            out.append(Math.abs(fields.years)).append('-').append(Math.abs(fields.months));
            out.append(fields.days < 0 ? " -" : " +").append(Math.abs((long) fields.days));
            out.append(fields.hasNegativeTime() ? " -" : " +");
            out.append(Math.abs(fields.hours)).append(':');
            time(fields, out);
        } else {
            if (negative) {
                out.append('-');
            }
            if (yearMonth) {
                out.append(Math.abs(fields.years)).append('-').append(Math.abs(fields.months));
            } else {
                if (fields.days != 0) {
                    out.append(Math.abs((long) fields.days)).append(' ');
                }
                out.append(Math.abs(fields.hours)).append(':');
                time(fields, out);
            }
        }
    }

    private static void iso8601(Fields fields, StringBuilder out) {
        out.append('P');
        isoPart(fields.years, 'Y', out);
        isoPart(fields.months, 'M', out);
        isoPart(fields.days, 'D', out);
        if (fields.hasTime()) {
            out.append('T');
            isoPart(fields.hours, 'H', out);
            isoPart(fields.minutes, 'M', out);
            if (fields.seconds != 0 || fields.micros != 0) {
                if (fields.hasNegativeTime()) {
                    out.append('-');
                }
                out.append(Math.abs(fields.seconds));
                fraction(fields.micros, out);
                out.append('S');
            }
        } else if (out.length() == 1) {
            out.append("T0S");
        }
    }

    private static void isoPart(long value, char unit, StringBuilder out) {
        if (value != 0) {
            out.append(value).append(unit);
        }
    }

    static PgInterval parse(String text) {
        try {
            String plain = text.strip();
            return switch (plain.toLowerCase(Locale.ROOT)) {
                case "infinity", "+infinity" -> PgInterval.INFINITY;
                case "-infinity" -> PgInterval.NEGATIVE_INFINITY;
                default -> {
                    Sum sum = plain.startsWith("P") ? parseIso(plain) : parseTokens(plain.split("\\s+"));
                    yield sum.result();
                }
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw noInterval(e);
        }
    }

    private static IllegalArgumentException noInterval(Throwable cause) {
        return new IllegalArgumentException(
                "text is no interval in one of the server's output formats, or a part of it is out of range: expected such as"
                        + " '1 year 2 mons 3 days 04:05:06.7'",
                cause);
    }

    /** The parts read so far. */
    private static final class Sum {
        /** -1 when all parts are counted backwards, else 1. */
        private final int direction;

        private long months;
        private long days;
        private long micros;
        private boolean any;

        Sum(int direction) {
            this.direction = direction;
        }

        void add(long number, long fractionMicros, String unit) {
            any = true;
            long value = Math.multiplyExact(number, direction);
            switch (unit) {
                case "year", "years", "yr", "yrs", "y" ->
                    months = Math.addExact(months, Math.multiplyExact(value, 12L));
                case "mon", "mons", "month", "months" -> months = Math.addExact(months, value);
                case "week", "weeks", "w" -> days = Math.addExact(days, Math.multiplyExact(value, 7L));
                case "day", "days", "d" -> days = Math.addExact(days, value);
                case "hour", "hours", "hr", "hrs", "h" -> addMicros(number, MICROS_PER_HOUR);
                case "min", "mins", "minute", "minutes", "m" -> addMicros(number, MICROS_PER_MINUTE);
                case "sec", "secs", "second", "seconds", "s" -> {
                    addMicros(number, MICROS_PER_SECOND);
                    addMicros(fractionMicros, 1);
                    return;
                }
                default -> throw noInterval(null);
            }
            if (fractionMicros != 0) {
                throw noInterval(null);
            }
        }

        void addMicros(long number, long unit) {
            any = true;
            micros = Math.addExact(micros, Math.multiplyExact(number, unit * direction));
        }

        PgInterval result() {
            if (!any) {
                throw noInterval(null);
            }
            return new PgInterval(Math.toIntExact(months), Math.toIntExact(days), micros);
        }
    }

    /** {@code 6.7} to 6 and 700000, {@code -.5} to 0 and -500000. */
    private static void addNumber(String number, String unit, Sum sum) {
        int point = number.indexOf('.');
        if (point < 0) {
            sum.add(Long.parseLong(number), 0, unit);
            return;
        }
        boolean negative = number.startsWith("-");
        String whole = number.substring(0, point);
        long value = whole.isEmpty() || whole.equals("-") || whole.equals("+") ? 0 : Long.parseLong(whole);
        long micros = fractionMicros(number.substring(point + 1));
        sum.add(value, negative ? -micros : micros, unit);
    }

    private static long fractionMicros(String digits) {
        if (digits.isEmpty() || digits.length() > 6) {
            throw noInterval(null);
        }
        for (int i = 0; i < digits.length(); i++) {
            if (!isDigit(digits.charAt(i))) {
                throw noInterval(null);
            }
        }
        return Long.parseLong(digits + "000000".substring(digits.length()));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Sum parseIso(String text) {
        Sum sum = new Sum(1);
        boolean time = false;
        int start = 1;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'T' && !time && start == i) {
                time = true;
                start = i + 1;
            } else if (c >= 'A' && c <= 'Z') {
                addNumber(text.substring(start, i), isoUnit(c, time), sum);
                start = i + 1;
            }
        }
        if (start != text.length() || text.endsWith("T")) {
            throw noInterval(null);
        }
        return sum;
    }

    private static String isoUnit(char designator, boolean time) {
        return switch (designator) {
            case 'Y' -> time ? "" : "year";
            case 'M' -> time ? "min" : "mon";
            case 'W' -> time ? "" : "week";
            case 'D' -> time ? "" : "day";
            case 'H' -> time ? "hour" : "";
            case 'S' -> time ? "sec" : "";
            default -> "";
        };
    }

    private static Sum parseTokens(String[] tokens) {
        int first = tokens.length > 1 && tokens[0].equals("@") ? 1 : 0;
        boolean ago = tokens[tokens.length - 1].equalsIgnoreCase("ago");
        int last = ago ? tokens.length - 1 : tokens.length;
        boolean standard = isSqlStandard(tokens, first, last);
        // Of the standard's forms only: one sign in front is that of all parts.
        boolean negateAll = standard && isNegative(tokens[first]) && !hasSign(tokens, first + 1, last);
        Sum sum = new Sum(ago == negateAll ? 1 : -1);
        for (int i = first; i < last; i++) {
            String token = i == first && negateAll ? tokens[i].substring(1) : tokens[i];
            if (token.indexOf(':') >= 0) {
                parseTime(token, sum);
            } else if (token.indexOf('-', 1) > 0) {
                parseYearMonth(token, sum);
            } else if (i + 1 < last && !startsWithNumber(tokens[i + 1])) {
                addNumber(token, tokens[++i].toLowerCase(Locale.ROOT), sum);
            } else if (standard && i + 1 < last) {
                addNumber(token, "day", sum);
            } else {
                addNumber(token, "sec", sum);
            }
        }
        return sum;
    }

    /** True when no part has a unit. */
    private static boolean isSqlStandard(String[] tokens, int first, int last) {
        for (int i = first; i < last; i++) {
            if (!startsWithNumber(tokens[i])) {
                return false;
            }
        }
        return first < last;
    }

    private static boolean hasSign(String[] tokens, int first, int last) {
        for (int i = first; i < last; i++) {
            if (tokens[i].startsWith("-") || tokens[i].startsWith("+")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNegative(String token) {
        return token.length() > 1 && token.charAt(0) == '-' && isDigit(token.charAt(1));
    }

    private static boolean startsWithNumber(String token) {
        return !token.isEmpty() && (isDigit(token.charAt(0)) || "+-.".indexOf(token.charAt(0)) >= 0);
    }

    /** {@code 1-2}, the sign in front that of both. */
    private static void parseYearMonth(String token, Sum sum) {
        boolean negative = token.startsWith("-");
        String plain = negative || token.startsWith("+") ? token.substring(1) : token;
        int dash = plain.indexOf('-');
        long years = unsigned(plain.substring(0, dash));
        long months = unsigned(plain.substring(dash + 1));
        sum.add(negative ? -years : years, 0, "year");
        sum.add(negative ? -months : months, 0, "mon");
    }

    private static long unsigned(String digits) {
        if (digits.isEmpty() || !isDigit(digits.charAt(0))) {
            throw noInterval(null);
        }
        return Long.parseLong(digits);
    }

    /** {@code 04:05} or {@code 04:05:06.7}, the sign in front that of all. */
    private static void parseTime(String token, Sum sum) {
        boolean negative = token.startsWith("-");
        String plain = negative || token.startsWith("+") ? token.substring(1) : token;
        String[] parts = plain.split(":", -1);
        if (parts.length > 3) {
            throw noInterval(null);
        }
        int sign = negative ? -1 : 1;
        sum.addMicros(sign * unsigned(parts[0]), MICROS_PER_HOUR);
        sum.addMicros(sign * unsigned(parts[1]), MICROS_PER_MINUTE);
        if (parts.length == 3) {
            int point = parts[2].indexOf('.');
            sum.addMicros(sign * unsigned(point < 0 ? parts[2] : parts[2].substring(0, point)), MICROS_PER_SECOND);
            sum.addMicros(point < 0 ? 0 : sign * fractionMicros(parts[2].substring(point + 1)), 1);
        }
    }
}
