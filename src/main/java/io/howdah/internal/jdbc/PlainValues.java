package io.howdah.internal.jdbc;

import io.howdah.internal.type.HstoreCodec;
import io.howdah.types.PgBits;
import io.howdah.types.PgInet;
import io.howdah.types.PgValue;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Parameters of Java classes that hold, count or name something which the server has a type for. Stateless. */
final class PlainValues {
    private PlainValues() {}

    /**
     * What is sent for {@code value}: the value itself where it needs nothing; null for an empty Optional or reference.
     *
     * @throws SQLException 22004 for a map with the key null
     */
    static Object of(Object value) throws SQLException {
        if (value == null || isUsual(value)) {
            return value;
        }
        Object content = content(value);
        if (content != value) {
            return of(content);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof Year year) {
            return year.getValue();
        }
        if (isNamedByItsText(value)) {
            return value.toString();
        }
        return ofTypeByName(value);
    }

    /** The most frequent classes, which need nothing. */
    private static boolean isUsual(Object value) {
        return value instanceof CharSequence
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigDecimal
                || value instanceof Boolean
                || value instanceof java.util.Date
                || value instanceof byte[];
    }

    /** What is in a container of one value. */
    private static Object content(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        if (value instanceof AtomicInteger number) {
            return number.get();
        }
        if (value instanceof AtomicLong number) {
            return number.get();
        }
        if (value instanceof AtomicBoolean bool) {
            return bool.get();
        }
        return value instanceof AtomicReference<?> reference ? reference.get() : value;
    }

    private static boolean isNamedByItsText(Object value) {
        return value instanceof URI
                || value instanceof URL
                || value instanceof ZoneId
                || value instanceof YearMonth
                || value instanceof MonthDay
                || value instanceof Currency
                || value instanceof Locale
                || value instanceof Path;
    }

    private static Object ofTypeByName(Object value) throws SQLException {
        if (value instanceof InetAddress address) {
            return PgInet.of(address);
        }
        if (value instanceof BitSet bits) {
            return PgBits.of(bits, bits.length());
        }
        return value instanceof Map<?, ?> map ? new PgValue("hstore", HstoreCodec.text(map, "hstore")) : value;
    }
}
