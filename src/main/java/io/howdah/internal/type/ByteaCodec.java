package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;

/** Reads and writes bytea: the bytes themselves, or text in hex ({@code \xdead}) or escape ({@code \336\255}) form. Stateless. */
final class ByteaCodec extends BaseCodec {
    static final ByteaCodec INSTANCE = new ByteaCodec();

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private ByteaCodec() {
        super(true, "byte[] or String");
    }

    @Override
    public byte[] decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.BINARY) {
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            return copy;
        }
        if (isHex(bytes, offset, length)) {
            return parseHex(bytes, offset + 2, length - 2, type);
        }
        return parseEscape(bytes, offset, length, type);
    }

    private static boolean isHex(byte[] bytes, int offset, int length) {
        return length >= 2 && bytes[offset] == '\\' && bytes[offset + 1] == 'x';
    }

    private static byte[] parseHex(byte[] bytes, int offset, int length, PgType type) throws SQLException {
        if ((length & 1) != 0) {
            throw TypeErrors.badText(type, length, "an even number of hexadecimal digits");
        }
        byte[] result = new byte[length / 2];
        for (int i = 0; i < result.length; i++) {
            int high = Character.digit(bytes[offset + 2 * i], 16);
            int low = Character.digit(bytes[offset + 2 * i + 1], 16);
            if (high < 0 || low < 0) {
                throw TypeErrors.badText(type, length, "hexadecimal digits");
            }
            result[i] = (byte) (high << 4 | low);
        }
        return result;
    }

    private static byte[] parseEscape(byte[] bytes, int offset, int length, PgType type) throws SQLException {
        byte[] result = new byte[length];
        int size = 0;
        int end = offset + length;
        int i = offset;
        while (i < end) {
            byte c = bytes[i++];
            if (c == '\\') {
                if (i < end && bytes[i] == '\\') {
                    i++;
                } else {
                    if (end - i < 3
                            || !isOctal(bytes[i], '3')
                            || !isOctal(bytes[i + 1], '7')
                            || !isOctal(bytes[i + 2], '7')) {
                        throw TypeErrors.badText(type, length, "in hex or escape form");
                    }
                    c = (byte) (bytes[i] - '0' << 6 | bytes[i + 1] - '0' << 3 | bytes[i + 2] - '0');
                    i += 3;
                }
            }
            result[size++] = c;
        }
        return size == length ? result : Arrays.copyOf(result, size);
    }

    private static boolean isOctal(byte c, char highest) {
        return c >= '0' && c <= highest;
    }

    /**
     * The text in hex form, which is the server's own unless {@code bytea_output} is {@code escape}. Of that setting a driver is not told, and the text
     * must not depend on the format.
     */
    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.BINARY) {
            return hex(bytes, offset, length);
        }
        if (isHex(bytes, offset, length)) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        byte[] value = parseEscape(bytes, offset, length, type);
        return hex(value, 0, value.length);
    }

    private static String hex(byte[] bytes, int offset, int length) {
        byte[] text = new byte[Math.addExact(2, Math.multiplyExact(2, length))];
        text[0] = '\\';
        text[1] = 'x';
        for (int i = 0; i < length; i++) {
            text[2 + 2 * i] = HEX[bytes[offset + i] >> 4 & 0xf];
            text[3 + 2 * i] = HEX[bytes[offset + i] & 0xf];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    @Override
    Class<?> elementClass() {
        return byte[].class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        return target == byte[].class ? decode(bytes, offset, length, format, type, context) : null;
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof byte[];
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) {
        out.putBytes((byte[]) value);
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (!(value instanceof byte[] bytes)) {
            throw TypeErrors.noWriting(type, value, classes());
        }
        out.putByte('\\');
        out.putByte('x');
        for (byte b : bytes) {
            out.putByte(HEX[b >> 4 & 0xf]);
            out.putByte(HEX[b & 0xf]);
        }
    }
}
