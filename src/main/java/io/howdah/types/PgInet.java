package io.howdah.types;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A value of type inet, the address of a host with the length of its network's prefix, or of type cidr, the address of a network. IPv4 or IPv6; an
 * IPv6 address that maps an IPv4 one stays what it is. Ordered as the server does: by family, network, prefix length, host.
 */
public final class PgInet implements PgObject, Comparable<PgInet> {
    private static final long serialVersionUID = 1L;

    private final byte[] address;
    private final int prefixLength;
    private final boolean network;

    private PgInet(byte[] address, int prefixLength, boolean network) {
        if (address.length != 4 && address.length != 16) {
            throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + address.length);
        }
        if (prefixLength < 0 || prefixLength > address.length * 8) {
            throw new IllegalArgumentException("the prefix of an address of " + address.length + " bytes has 0 to "
                    + address.length * 8 + " bits, not " + prefixLength);
        }
        this.address = address;
        this.prefixLength = prefixLength;
        this.network = network;
        if (network && hasHostBits()) {
            throw new IllegalArgumentException("a cidr has no bits right of its prefix");
        }
    }

    /**
     * A host's address, of type inet.
     *
     * @param address the host
     * @return the value
     */
    public static PgInet of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new PgInet(bytes, bytes.length * 8, false);
    }

    /**
     * A host's address with its network, of type inet.
     *
     * @param address the host
     * @param prefixLength bits of the network, 0 to 32 or 128
     * @return the value
     * @throws IllegalArgumentException when there are not so many bits
     */
    public static PgInet of(InetAddress address, int prefixLength) {
        return new PgInet(address.getAddress(), prefixLength, false);
    }

    /**
     * A host's address with its network, of type inet, or a network, of type cidr.
     *
     * @param address 4 or 16 bytes; copied
     * @param prefixLength bits of the network, 0 to 32 or 128
     * @param network true for a cidr, which must have no bits right of its prefix
     * @return the value
     * @throws IllegalArgumentException when the parts do not fit together
     */
    public static PgInet of(byte[] address, int prefixLength, boolean network) {
        return new PgInet(address.clone(), prefixLength, network);
    }

    /**
     * A network, of type cidr.
     *
     * @param address the network
     * @param prefixLength its bits, 0 to 32 or 128
     * @return the value
     * @throws IllegalArgumentException when there are not so many bits, or the address has bits right of them
     */
    public static PgInet cidr(InetAddress address, int prefixLength) {
        return new PgInet(address.getAddress(), prefixLength, true);
    }

    /**
     * Parses an inet.
     *
     * @param text such as {@code 192.168.1.2}, {@code 192.168.1.2/24} or {@code 2001:db8::1}
     * @return the value
     * @throws IllegalArgumentException when the text is of another form
     */
    public static PgInet parse(String text) {
        return parse(text, false);
    }

    /**
     * Parses a cidr.
     *
     * @param text such as {@code 192.168.1.0/24} or {@code 2001:db8::/32}
     * @return the value
     * @throws IllegalArgumentException when the text is of another form, or has bits right of the prefix
     */
    public static PgInet parseCidr(String text) {
        return parse(text, true);
    }

    private static PgInet parse(String text, boolean network) {
        int slash = text.indexOf('/');
        byte[] address = InetText.parse(slash < 0 ? text : text.substring(0, slash));
        int prefix = slash < 0 ? address.length * 8 : InetText.number(text, slash + 1, text.length(), 128);
        return new PgInet(address, prefix, network);
    }

    private boolean hasHostBits() {
        for (int bit = prefixLength; bit < address.length * 8; bit++) {
            if ((address[bit >> 3] >> 7 - (bit & 7) & 1) != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The address without the prefix length.
     *
     * @return an Inet4Address or Inet6Address
     */
    public InetAddress toInetAddress() {
        try {
            return address.length == 4
                    ? InetAddress.getByAddress(address)
                    : Inet6Address.getByAddress(null, address, -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    /**
     * The address.
     *
     * @return 4 or 16 bytes, a copy
     */
    public byte[] toByteArray() {
        return address.clone();
    }

    /**
     * The bits of the network.
     *
     * @return 0 to 32 for IPv4, 0 to 128 for IPv6
     */
    public int prefixLength() {
        return prefixLength;
    }

    /**
     * True for a cidr.
     *
     * @return whether the value is a network and no host
     */
    public boolean isNetwork() {
        return network;
    }

    @Override
    public String getType() {
        return network ? "cidr" : "inet";
    }

    @Override
    public String getValue() {
        return toString();
    }

    @Override
    public int compareTo(PgInet other) {
        if (address.length != other.address.length) {
            return Integer.compare(address.length, other.address.length);
        }
        int common = Math.min(prefixLength, other.prefixLength);
        int order = compareBits(other, common);
        if (order == 0) {
            order = Integer.compare(prefixLength, other.prefixLength);
        }
        if (order == 0) {
            order = compareBits(other, address.length * 8);
        }
        return order == 0 ? Boolean.compare(network, other.network) : order;
    }

    private int compareBits(PgInet other, int bits) {
        int whole = bits >> 3;
        int order = Arrays.compareUnsigned(address, 0, whole, other.address, 0, whole);
        if (order != 0 || (bits & 7) == 0) {
            return order;
        }
        int shift = 8 - (bits & 7);
        return Integer.compare((address[whole] & 0xff) >> shift, (other.address[whole] & 0xff) >> shift);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PgInet that
                && network == that.network
                && prefixLength == that.prefixLength
                && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return (Arrays.hashCode(address) * 31 + prefixLength) * 2 + (network ? 1 : 0);
    }

    /** The server's text: the prefix length of an inet is shown when it is not the whole address, that of a cidr always. */
    @Override
    public String toString() {
        String host = InetText.format(address);
        return network || prefixLength != address.length * 8 ? host + '/' + prefixLength : host;
    }
}
