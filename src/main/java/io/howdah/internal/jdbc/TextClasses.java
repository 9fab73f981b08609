package io.howdah.internal.jdbc;

import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import java.net.URI;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Readings of {@code getObject(int, Class)} that are made of another one: of the value's text, of a date, of a number. Stateless. */
final class TextClasses {
    private TextClasses() {}

    /**
     * The value as {@code target}; null when that is none of the classes here.
     *
     * @param index 0-based column whose value is not NULL
     * @throws SQLException 22018 when the text does not have the form that the class needs
     */
    @SuppressWarnings("UnnecessaryStringBuilder") // asked for by the caller
    static Object as(ResultSetImpl rs, int index, Class<?> target) throws SQLException {
        if (target == AtomicBoolean.class) {
            return new AtomicBoolean(rs.decodeAs(index, Boolean.class));
        }
        if (target == Year.class || target == YearMonth.class || target == MonthDay.class) {
            return ofCalendar(rs, index, target);
        }
        if (target == CharSequence.class) {
            return rs.getString(index + 1);
        }
        if (target == StringBuilder.class) {
            return new StringBuilder(rs.getString(index + 1));
        }
        if (target == char[].class && rs.shape.type(index).form() != PgType.Form.ARRAY) {
            return rs.getString(index + 1).toCharArray();
        }
        return ofName(rs, index, target);
    }

    /** A number in a box that can be changed; null when {@code target} is none. */
    static Object atomic(ResultSetImpl rs, int index, Class<?> target) throws SQLException {
        if (target == AtomicInteger.class) {
            return new AtomicInteger(rs.decodeAs(index, Integer.class));
        }
        return target == AtomicLong.class ? new AtomicLong(rs.decodeAs(index, Long.class)) : null;
    }

    private static Object ofName(ResultSetImpl rs, int index, Class<?> target) throws SQLException {
        try {
            if (target == URI.class) {
                return URI.create(rs.getString(index + 1));
            }
            if (target == ZoneId.class) {
                return ZoneId.of(rs.getString(index + 1));
            }
            if (target == Currency.class) {
                return Currency.getInstance(rs.getString(index + 1));
            }
            return target == Locale.class
                    ? Locale.forLanguageTag(rs.getString(index + 1).replace('_', '-'))
                    : null;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw JdbcErrors.badText("a " + target.getSimpleName(), e);
        }
    }

    /** Part of a date; of other types, what their text says. */
    private static Object ofCalendar(ResultSetImpl rs, int index, Class<?> target) throws SQLException {
        int oid = rs.shape.type(index).oid();
        try {
            if (oid == Oids.DATE || oid == Oids.TIMESTAMP || oid == Oids.TIMESTAMPTZ) {
                LocalDate date = rs.decodeAs(index, LocalDate.class);
                if (target == Year.class) {
                    return Year.from(date);
                }
                return target == YearMonth.class ? YearMonth.from(date) : MonthDay.from(date);
            }
            if (target == Year.class) {
                return Year.of(rs.decodeAs(index, Integer.class));
            }
            String text = rs.getString(index + 1);
            return target == YearMonth.class ? YearMonth.parse(text) : MonthDay.parse(text);
        } catch (DateTimeException e) {
            throw JdbcErrors.badText("a " + target.getSimpleName(), e);
        }
    }
}
