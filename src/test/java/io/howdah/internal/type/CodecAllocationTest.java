package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.howdah.internal.util.ByteSink;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What decoding and encoding one value puts on the heap, beside the value itself. */
class CodecAllocationTest {
    private static final int ROUNDS = 20_000;
    /** Object header, fields and padding on a 64-bit JVM with compressed references. */
    private static final int BIG_DECIMAL_BYTES = 40;

    private static final int TIMESTAMP_BYTES = 32;
    private static final int UUID_BYTES = 32;
    private static final int INSTANT_BYTES = 24;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ByteSink out = new ByteSink(1_024);
    private long sum;

    private interface Work {
        Object run() throws SQLException;
    }

    @BeforeEach
    void jvmMeasures() {
        assumeTrue(threads.isThreadAllocatedMemorySupported());
    }

    private long bytesEach(Work work) throws SQLException {
        for (int i = 0; i < ROUNDS; i++) {
            consume(work.run());
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            consume(work.run());
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }

    private void consume(Object value) {
        sum += value == null ? 0 : System.identityHashCode(value) & 1;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void assertDecode(long atMost, String typeName, int format, byte[] value, Class<?> target)
            throws SQLException {
        PgType type = Values.type(typeName);
        Codec codec = type.codec();
        long bytes = bytesEach(() -> codec.decodeAs(value, 0, value.length, format, type, Values.UTC, target));
        assertTrue(bytes <= atMost, () -> typeName + " as " + target.getSimpleName() + ": " + bytes + " bytes");
    }

    @Test
    void numericIsOneBigDecimal() throws SQLException {
        byte[] binary = Values.encode("numeric", new BigDecimal("-12345678901.2345"), Format.BINARY);

        assertDecode(BIG_DECIMAL_BYTES, "numeric", Format.BINARY, binary, BigDecimal.class);
        assertDecode(BIG_DECIMAL_BYTES, "numeric", Format.TEXT, utf8("-12345678901.2345"), BigDecimal.class);
    }

    @Test
    void numbersInTextAreReadInPlace() throws SQLException {
        PgType numeric = Values.type("numeric");
        PgType float8 = Values.type("float8");
        byte[] text = utf8("-1234.5678");
        byte[] binary = Values.encode("numeric", new BigDecimal("1234.5678"), Format.BINARY);

        assertEquals(
                0,
                bytesEach(() ->
                        nothing(float8.codec().decodeDouble(text, 0, text.length, Format.TEXT, float8, Values.UTC))));
        assertEquals(
                0,
                bytesEach(() ->
                        nothing(numeric.codec().decodeDouble(text, 0, text.length, Format.TEXT, numeric, Values.UTC))));
        assertEquals(
                0,
                bytesEach(() -> nothing(
                        numeric.codec().decodeDouble(binary, 0, binary.length, Format.BINARY, numeric, Values.UTC))));
        assertEquals(
                0,
                bytesEach(() -> nothing(
                        numeric.codec().decodeLong(binary, 0, binary.length, Format.BINARY, numeric, Values.UTC))));
    }

    private Object nothing(double value) {
        sum += (long) value;
        return null;
    }

    @Test
    void uuidIsOneUuid() throws SQLException {
        UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");

        assertDecode(UUID_BYTES, "uuid", Format.BINARY, Values.encode("uuid", uuid, Format.BINARY), UUID.class);
        assertDecode(UUID_BYTES, "uuid", Format.TEXT, utf8(uuid.toString()), UUID.class);
    }

    @Test
    void instantIsOneInstant() throws SQLException {
        Instant instant = Instant.parse("2024-01-31T12:34:56.789Z");

        assertDecode(
                INSTANT_BYTES,
                "timestamptz",
                Format.BINARY,
                Values.encode("timestamptz", instant, Format.BINARY),
                Instant.class);
        assertDecode(INSTANT_BYTES, "timestamptz", Format.TEXT, utf8("2024-01-31 12:34:56.789+00"), Instant.class);
    }

    @Test
    void timestampNeedsNoCalendar() throws SQLException {
        Instant instant = Instant.parse("2024-01-31T12:34:56.789Z");
        byte[] binary = Values.encode("timestamptz", instant, Format.BINARY);
        TimeZone zone = TimeZone.getTimeZone("America/New_York");
        PgType timestamptz = Values.type("timestamptz");
        PgType timestamp = Values.type("timestamp");

        long zoned = bytesEach(
                () -> DateTimeCodecs.decodeTimestamp(binary, 0, 8, Format.BINARY, timestamptz, Values.UTC, zone));
        long local = bytesEach(
                () -> DateTimeCodecs.decodeTimestamp(binary, 0, 8, Format.BINARY, timestamp, Values.UTC, zone));

        assertTrue(zoned <= TIMESTAMP_BYTES, () -> zoned + " bytes");
        assertTrue(local <= TIMESTAMP_BYTES, () -> local + " bytes");
    }

    @Test
    void commonValuesAreEncodedWithoutGarbage() throws SQLException {
        assertEncode(0, "int4", 5);
        assertEncode(0, "float8", 1.5);
        assertEncode(0, "uuid", new UUID(1, 2));
        assertEncode(0, "timestamptz", Instant.EPOCH);
        assertEncode(0, "varchar", "some text");
        assertEncode(BIG_DECIMAL_BYTES, "numeric", new BigDecimal("-12345678901.2345"));
        assertEncode(0, "numeric", BigDecimal.TEN);
    }

    private void assertEncode(long atMost, String typeName, Object value) throws SQLException {
        PgType type = Values.type(typeName);
        Codec codec = type.codec();
        long bytes = bytesEach(() -> {
            out.clear();
            codec.encode(value, codec.encodeFormat(value, type, Values.UTC), type, out, Values.UTC);
            return null;
        });
        assertTrue(bytes <= atMost, () -> value.getClass() + " as " + typeName + ": " + bytes + " bytes");
    }

    @Test
    void timestampInTheJvmZoneCostsTheZonesCopyOnly() throws SQLException {
        byte[] binary = Values.encode("timestamptz", Instant.EPOCH, Format.BINARY);
        long zone = bytesEach(TimeZone::getDefault);

        assertDecode(TIMESTAMP_BYTES + zone, "timestamptz", Format.BINARY, binary, Timestamp.class);
    }
}
