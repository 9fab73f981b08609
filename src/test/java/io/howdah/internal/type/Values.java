package io.howdah.internal.type;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.howdah.internal.util.ByteSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Decodes and encodes single values in tests, always from the middle of a larger array so that a wrong offset shows. */
final class Values {
    static final TypeRegistry TYPES = new TypeRegistry();
    static final CodecContext UTC = context("UTC");

    static final int PADDING = 3;

    private Values() {}

    /** One line of golden-values.tsv: a value as a server printed it. */
    record Golden(String typeName, String zone, String text, byte[] binary) {
        PgType type() {
            return TYPES.byName(typeName.equals("char") ? "\"char\"" : typeName);
        }

        CodecContext context() {
            return Values.context(zone);
        }

        byte[] bytes(int format) {
            return format == Format.TEXT ? text.getBytes(StandardCharsets.UTF_8) : binary;
        }

        @Override
        public String toString() {
            return typeName + " " + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + " " + zone;
        }
    }

    static List<Golden> golden() {
        List<Golden> rows = new ArrayList<>();
        try (InputStream in = Values.class.getResourceAsStream("golden-values.tsv")) {
            assertNotNull(in);
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split("\t", -1);
                rows.add(new Golden(
                        fields[0], fields[1], fields[2], HexFormat.of().parseHex(fields[3])));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    static CodecContext context(String zone) {
        return new CodecContext(TYPES, ZoneId.of(zone), 180_006);
    }

    static PgType type(String name) {
        PgType type = TYPES.byName(name);
        assertNotNull(type, name);
        return type;
    }

    static byte[] padded(byte[] value) {
        byte[] padded = new byte[value.length + 2 * PADDING];
        Arrays.fill(padded, (byte) 0x7f);
        System.arraycopy(value, 0, padded, PADDING, value.length);
        return padded;
    }

    static Object decode(String type, int format, byte[] value) throws SQLException {
        return decode(type(type), format, value, UTC);
    }

    static Object decode(PgType type, int format, byte[] value, CodecContext context) throws SQLException {
        return type.codec().decode(padded(value), PADDING, value.length, format, type, context);
    }

    static String string(PgType type, int format, byte[] value, CodecContext context) throws SQLException {
        return type.codec().decodeString(padded(value), PADDING, value.length, format, type, context);
    }

    static <T> T as(String type, int format, byte[] value, Class<T> target) throws SQLException {
        return as(type(type), format, value, UTC, target);
    }

    static <T> T as(PgType type, int format, byte[] value, CodecContext context, Class<T> target) throws SQLException {
        return type.codec().decodeAs(padded(value), PADDING, value.length, format, type, context, target);
    }

    /** A text value of a type read as a class. */
    static <T> T as(String type, String text, Class<T> target) throws SQLException {
        return as(type, Format.TEXT, text.getBytes(StandardCharsets.UTF_8), target);
    }

    static byte[] encode(String type, Object value, int format) throws SQLException {
        return encode(type(type), value, format, UTC);
    }

    static byte[] encode(PgType type, Object value, int format, CodecContext context) throws SQLException {
        ByteSink out = new ByteSink(4);
        out.putByte(0x7f);
        type.codec().encode(value, format, type, out, context);
        return Arrays.copyOfRange(out.array(), 1, out.size());
    }

    static int encodeFormat(String type, Object value) {
        return type(type).codec().encodeFormat(value, type(type), UTC);
    }

    /** What a value is sent as in text. */
    static String text(String type, Object value) throws SQLException {
        return new String(encode(type, value, Format.TEXT), StandardCharsets.UTF_8);
    }

    /** Sends a value in the format the codec chooses and gives what the server would print. */
    static String sent(String type, Object value) throws SQLException {
        return sent(type, value, UTC);
    }

    static String sent(String type, Object value, CodecContext context) throws SQLException {
        PgType pgType = type(type);
        int format = pgType.codec().encodeFormat(value, pgType, context);
        return string(pgType, format, encode(pgType, value, format, context), context);
    }
}
