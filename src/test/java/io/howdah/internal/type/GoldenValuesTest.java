package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.types.PgBits;
import io.howdah.types.PgMoney;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type as a PostgreSQL server printed them in text and in binary, against what the codecs make of them. */
class GoldenValuesTest {
    private static final int[] FORMATS = {Format.TEXT, Format.BINARY};

    private static final Map<String, Class<?>> EXACT = Map.of(
            "date", LocalDate.class,
            "time", LocalTime.class,
            "timetz", OffsetTime.class,
            "timestamp", LocalDateTime.class,
            "timestamptz", OffsetDateTime.class,
            "money", PgMoney.class,
            "bit", PgBits.class);

    static List<Values.Golden> golden() {
        return Values.golden();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void stringIsTheServersTextInBothFormats(Values.Golden row) throws SQLException {
        PgType type = row.type();

        assertEquals(row.text(), Values.string(type, Format.TEXT, row.bytes(Format.TEXT), row.context()));
        if (type.codec().binary()) {
            assertEquals(row.text(), Values.string(type, Format.BINARY, row.binary(), row.context()));
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void objectIsTheSameInBothFormats(Values.Golden row) throws SQLException {
        if (!row.type().codec().binary()) {
            return;
        }
        Object ofText = Values.decode(row.type(), Format.TEXT, row.bytes(Format.TEXT), row.context());
        Object ofBinary = Values.decode(row.type(), Format.BINARY, row.binary(), row.context());

        assertEquals(ofText.getClass(), ofBinary.getClass());
        if (ofText instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) ofBinary);
        } else {
            assertEquals(ofText, ofBinary);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void valueSentBackIsTheSame(Values.Golden row) throws SQLException {
        PgType type = row.type();
        // The classes of java.sql cannot hold all values of these types.
        Class<?> exact = EXACT.getOrDefault(row.typeName(), Object.class);
        Object value = Values.as(type, Format.TEXT, row.bytes(Format.TEXT), row.context(), exact);

        int format = type.codec().encodeFormat(value, type, row.context());
        byte[] sent = Values.encode(type, value, format, row.context());

        assertEquals(row.text(), Values.string(type, format, sent, row.context()));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void truncatedBinaryFailsCleanly(Values.Golden row) {
        for (int length = 0; length < row.binary().length; length++) {
            decodeEverything(row, Arrays.copyOf(row.binary(), length), Format.BINARY);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void truncatedTextFailsCleanly(Values.Golden row) {
        byte[] text = row.bytes(Format.TEXT);
        for (int length = 0; length < text.length; length++) {
            decodeEverything(row, Arrays.copyOf(text, length), Format.TEXT);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void changedBytesFailCleanly(Values.Golden row) {
        Random random = new Random(row.text().hashCode());
        for (int format : FORMATS) {
            for (int round = 0; round < 50; round++) {
                byte[] changed = row.bytes(format).clone();
                for (int i = 0; i < changed.length; i++) {
                    if (random.nextInt(4) == 0) {
                        changed[i] = (byte) random.nextInt();
                    }
                }
                decodeEverything(row, changed, format);
            }
        }
    }

    @Test
    void everyTypeOfTheMilestoneIsCovered() {
        List<String> names = golden().stream().map(Values.Golden::typeName).toList();

        for (String name : List.of("bool", "numeric", "timestamptz", "_jsonb", "_timetz", "xid8", "char")) {
            assertEquals(true, names.contains(name), name);
        }
    }

    /** Reads the bytes in every way; nothing but SQLException may come out. */
    private static void decodeEverything(Values.Golden row, byte[] bytes, int format) {
        PgType type = row.type();
        CodecContext context = row.context();
        Codec codec = type.codec();
        byte[] padded = Values.padded(bytes);
        int length = bytes.length;
        attempt(() -> codec.decode(padded, 3, length, format, type, context));
        attempt(() -> codec.decodeString(padded, 3, length, format, type, context));
        attempt(() -> codec.decodeBoolean(padded, 3, length, format, type, context));
        attempt(() -> codec.decodeInt(padded, 3, length, format, type, context));
        attempt(() -> codec.decodeLong(padded, 3, length, format, type, context));
        attempt(() -> codec.decodeDouble(padded, 3, length, format, type, context));
        attempt(() -> codec.decodeFloat(padded, 3, length, format, type, context));
        for (Class<?> target : TARGETS) {
            attempt(() -> codec.decodeAs(padded, 3, length, format, type, context, target));
        }
    }

    private interface Decode {
        Object run() throws SQLException;
    }

    private static void attempt(Decode decode) {
        try {
            decode.run();
        } catch (SQLException e) {
            assertEquals(5, e.getSQLState().length());
        }
    }

    private static final Class<?>[] TARGETS = {
        Object.class,
        String.class,
        Integer.class,
        Long.class,
        Short.class,
        Byte.class,
        Boolean.class,
        Double.class,
        Float.class,
        java.math.BigDecimal.class,
        java.math.BigInteger.class,
        Character.class,
        byte[].class,
        java.util.UUID.class,
        java.sql.Date.class,
        java.sql.Time.class,
        java.sql.Timestamp.class,
        java.util.Date.class,
        java.util.Calendar.class,
        java.time.LocalDate.class,
        java.time.LocalTime.class,
        java.time.LocalDateTime.class,
        java.time.OffsetDateTime.class,
        java.time.OffsetTime.class,
        java.time.Instant.class,
        java.time.ZonedDateTime.class,
        int[].class,
        Object[].class,
        String[].class,
        List.class,
        Runnable.class
    };
}
