package io.howdah.internal.util;

import java.sql.SQLDataException;
import java.sql.SQLException;

/** Strict UTF-8 encoding into a {@link ByteSink}: what PostgreSQL cannot store is refused instead of replaced. */
public final class Utf8 {
    private Utf8() {}

    /** The number of bytes that {@code text} takes in UTF-8; lone surrogates count as three. */
    public static int length(CharSequence text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    /** Encodes {@code text} at {@code position} of the sink, which has room for one byte per char; returns the position after it. */
    static int encode(CharSequence text, ByteSink sink, int position) throws SQLException {
        byte[] bytes = sink.array();
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == 0) {
                return encodeRest(text, i, sink, position + i);
            }
            bytes[position + i] = (byte) c;
        }
        return position + length;
    }

    private static int encodeRest(CharSequence text, int from, ByteSink sink, int at) throws SQLException {
        int length = text.length();
        // Three bytes per remaining char is the worst case (a surrogate pair takes four for two).
        byte[] bytes = sink.roomAt(at, Math.multiplyExact(3, length - from));
        int position = at;
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c == 0) {
                    throw notStorable("the character U+0000", i);
                }
                bytes[position++] = (byte) c;
            } else if (c < 0x800) {
                bytes[position++] = (byte) (0xc0 | c >> 6);
                bytes[position++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                bytes[position++] = (byte) (0xe0 | c >> 12);
                bytes[position++] = (byte) (0x80 | c >> 6 & 0x3f);
                bytes[position++] = (byte) (0x80 | c & 0x3f);
            } else {
                if (Character.isLowSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw notStorable("a lone surrogate (half of a character)", i);
                }
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                bytes[position++] = (byte) (0xf0 | codePoint >> 18);
                bytes[position++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
                bytes[position++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
                bytes[position++] = (byte) (0x80 | codePoint & 0x3f);
            }
        }
        return position;
    }

    private static SQLException notStorable(String what, int index) {
        return new SQLDataException(
                "text cannot be sent: it has " + what + " at index " + index
                        + ", which PostgreSQL text cannot hold; use bytea, or remove it",
                "22021");
    }
}
