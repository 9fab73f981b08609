package io.howdah.script;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a value: equal by content, shown as text where they are printable. The array must not be changed. */
public record Octets(byte[] bytes) {
    private static final int SHOWN = 60;

    /** The text in UTF-8. */
    public static Octets of(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number in four bytes, as the binary format of int4 has it. */
    public static Octets int4(int value) {
        return new Octets(new BodyWriter().int32(value).toBytes());
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        boolean printable = true;
        for (byte b : bytes) {
            printable &= b >= ' ' && b < 127;
        }
        byte[] head = bytes.length <= SHOWN ? bytes : Arrays.copyOf(bytes, SHOWN);
        String shown = printable
                ? "'" + new String(head, StandardCharsets.US_ASCII) + "'"
                : "x" + HexFormat.of().formatHex(head);
        return bytes.length <= SHOWN ? shown : shown + "... (" + bytes.length + " bytes)";
    }
}
