package io.howdah.types;

import java.util.HexFormat;

/** A value of type macaddr, 6 bytes, or macaddr8, 8 bytes. Ordered by its bytes; the shorter ones come first. */
public final class PgMacaddr implements PgObject, Comparable<PgMacaddr> {
    private static final long serialVersionUID = 1L;

    private final long bits;
    private final int size;

    private PgMacaddr(long bits, int size) {
        this.bits = bits;
        this.size = size;
    }

    /**
     * An address of its bytes.
     *
     * @param bytes 6 or 8 of them
     * @return the value, of type macaddr or macaddr8
     * @throws IllegalArgumentException for another number of bytes
     */
    public static PgMacaddr of(byte... bytes) {
        if (bytes.length != 6 && bytes.length != 8) {
            throw new IllegalArgumentException("a MAC address has 6 or 8 bytes, not " + bytes.length);
        }
        long bits = 0;
        for (byte b : bytes) {
            bits = bits << 8 | b & 0xff;
        }
        return new PgMacaddr(bits, bytes.length);
    }

    /**
     * Parses 12 or 16 hexadecimal digits, with colons, hyphens or points between them as the server allows.
     *
     * @param text such as {@code 08:00:2b:01:02:03} or {@code 08:00:2b:01:02:03:04:05}
     * @return the value, of type macaddr or macaddr8
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgMacaddr parse(String text) {
        String digits = text.strip().replaceAll("(?<=[0-9a-fA-F])[:.-](?=[0-9a-fA-F])", "");
        if (digits.length() != 12 && digits.length() != 16) {
            throw new IllegalArgumentException("text is no MAC address: expected such as 08:00:2b:01:02:03");
        }
        return of(HexFormat.of().parseHex(digits));
    }

    /**
     * The address.
     *
     * @return 6 or 8 bytes
     */
    public byte[] toByteArray() {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (bits >>> 8 * (size - 1 - i));
        }
        return bytes;
    }

    @Override
    public String getType() {
        return size == 6 ? "macaddr" : "macaddr8";
    }

    @Override
    public String getValue() {
        return toString();
    }

    @Override
    public int compareTo(PgMacaddr other) {
        return size == other.size ? Long.compareUnsigned(bits, other.bits) : Integer.compare(size, other.size);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgMacaddr that && bits == that.bits && size == that.size;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits) * 31 + size;
    }

    /** The server's text: {@code 08:00:2b:01:02:03}. */
    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":").formatHex(toByteArray());
    }
}
