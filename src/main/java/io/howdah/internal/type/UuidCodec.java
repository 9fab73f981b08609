package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.internal.util.Bytes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;

/** Reads and writes uuid: 16 bytes, or hexadecimal text with optional braces and hyphens. Stateless. */
final class UuidCodec extends BaseCodec {
    static final UuidCodec INSTANCE = new UuidCodec();

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private UuidCodec() {
        super(true, "java.util.UUID or String");
    }

    @Override
    public UUID decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return parse(bytes, offset, length, type);
        }
        checkLength(length, type);
        return new UUID(Bytes.exactLong(bytes, offset, length - 8), Bytes.exactLong(bytes, offset + 8, length - 8));
    }

    private static void checkLength(int length, PgType type) throws SQLException {
        if (length != 16) {
            throw TypeErrors.badBinary(type, "expected 16 bytes, got " + length);
        }
    }

    /** Parses 32 hexadecimal digits in any case, with braces around and hyphens after any group of four, as the server does; else 22018. */
    static UUID parse(byte[] bytes, int offset, int length, PgType type) throws SQLException {
        int i = offset;
        int end = offset + length;
        if (length > 2 && bytes[i] == '{' && bytes[end - 1] == '}') {
            i++;
            end--;
        }
        long high = 0;
        long low = 0;
        int digits = 0;
        for (; i < end; i++) {
            int c = bytes[i];
            if (c == '-' && digits > 0 && digits < 32 && digits % 4 == 0 && bytes[i - 1] != '-') {
                continue;
            }
            int digit = Character.digit(c, 16);
            if (digit < 0 || digits == 32) {
                throw TypeErrors.badText(type, length, "a UUID");
            }
            if (digits++ < 16) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        if (digits != 32) {
            throw TypeErrors.badText(type, length, "a UUID");
        }
        return new UUID(high, low);
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        checkLength(length, type);
        byte[] text = new byte[36];
        int at = 0;
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text[at++] = '-';
            }
            text[at++] = HEX[bytes[offset + i] >> 4 & 0xf];
            text[at++] = HEX[bytes[offset + i] & 0xf];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    @Override
    Class<?> elementClass() {
        return UUID.class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        return target == UUID.class ? decode(bytes, offset, length, format, type, context) : null;
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof UUID || value instanceof byte[] bytes && bytes.length == 16;
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) {
        if (value instanceof UUID uuid) {
            out.putLong(uuid.getMostSignificantBits());
            out.putLong(uuid.getLeastSignificantBits());
        } else {
            out.putBytes((byte[]) value);
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (value instanceof byte[] bytes && bytes.length == 16) {
            out.putAscii(
                    decode(bytes, 0, bytes.length, Format.BINARY, type, context).toString());
        } else if (value instanceof UUID) {
            out.putAscii(value.toString());
        } else {
            throw TypeErrors.noWriting(type, value, classes());
        }
    }
}
