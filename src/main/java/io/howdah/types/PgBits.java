package io.howdah.types;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A value of type bit or bit varying: a string of bits, counted from its left end. Ordered as the server does: by the bits from the left, a
 * beginning before what it begins.
 */
public final class PgBits implements PgObject, Comparable<PgBits> {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private final int length;

    private PgBits(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
        if ((length & 7) != 0) {
            bytes[bytes.length - 1] &= (byte) (0xff << 8 - (length & 7));
        }
    }

    /**
     * The first bits of an array of bytes, the highest bit of the first byte first.
     *
     * @param bytes the bits; copied
     * @param length how many of them
     * @return the value
     * @throws IllegalArgumentException when there are not so many
     */
    public static PgBits of(byte[] bytes, int length) {
        if (length < 0 || length > bytes.length * 8L) {
            throw new IllegalArgumentException(bytes.length + " bytes have not " + length + " bits");
        }
        return new PgBits(Arrays.copyOf(bytes, length + 7 >> 3), length);
    }

    /**
     * The first bits of a bit set.
     *
     * @param bits the bits, 0 being the left one
     * @param length how many of them
     * @return the value
     * @throws IllegalArgumentException when there are bits set beyond the length
     */
    public static PgBits of(BitSet bits, int length) {
        if (length < 0 || bits.length() > length) {
            throw new IllegalArgumentException("the bit set has bits beyond the length of " + length);
        }
        byte[] bytes = new byte[length + 7 >> 3];
        for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
            bytes[bit >> 3] |= (byte) (0x80 >> (bit & 7));
        }
        return new PgBits(bytes, length);
    }

    /**
     * A single bit.
     *
     * @param bit true for 1
     * @return the value
     */
    public static PgBits of(boolean bit) {
        return new PgBits(new byte[] {(byte) (bit ? 0x80 : 0)}, 1);
    }

    /**
     * Parses zeros and ones.
     *
     * @param text such as {@code 101}; may be empty
     * @return the value
     * @throws IllegalArgumentException when there are other characters
     */
    public static PgBits parse(String text) {
        byte[] bytes = new byte[text.length() + 7 >> 3];
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '0' -> {
                    // Is 0 already.
                }
                case '1' -> bytes[i >> 3] |= (byte) (0x80 >> (i & 7));
                default -> throw new IllegalArgumentException("text is no bit string: expected only 0 and 1");
            }
        }
        return new PgBits(bytes, text.length());
    }

    /**
     * The number of bits.
     *
     * @return 0 or more
     */
    public int length() {
        return length;
    }

    /**
     * One bit.
     *
     * @param index from 0, at the left, to the length less one
     * @return true for 1
     * @throws IndexOutOfBoundsException when there is no such bit
     */
    public boolean get(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("bit " + index + " of " + length);
        }
        return (bytes[index >> 3] & 0x80 >> (index & 7)) != 0;
    }

    /**
     * The bits as a set, without their number.
     *
     * @return a new set, 0 being the left bit
     */
    public BitSet toBitSet() {
        BitSet set = new BitSet(length);
        for (int i = 0; i < length; i++) {
            if (get(i)) {
                set.set(i);
            }
        }
        return set;
    }

    /**
     * The bits in bytes, the left one in the highest bit of the first byte, the last byte filled with zeros.
     *
     * @return a copy
     */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Always varbit, which the server takes where it needs bit. */
    @Override
    public String getType() {
        return "varbit";
    }

    @Override
    public String getValue() {
        return toString();
    }

    @Override
    public int compareTo(PgBits other) {
        int order = Arrays.compareUnsigned(bytes, other.bytes);
        return order == 0 ? Integer.compare(length, other.length) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgBits that && length == that.length && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) * 31 + length;
    }

    /** The server's text: zeros and ones. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(get(i) ? '1' : '0');
        }
        return out.toString();
    }
}
