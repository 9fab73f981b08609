package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgInet;
import io.howdah.types.PgMacaddr;
import java.net.InetAddress;

/** The codecs of addresses in networks. */
final class NetCodecs {
    /** inet, a host with its network. */
    static final Codec INET = new Inet(false);
    /** cidr, a network. */
    static final Codec CIDR = new Inet(true);

    static final Codec MACADDR = new Macaddr(6);
    static final Codec MACADDR8 = new Macaddr(8);

    /** The server's PGSQL_AF_INET, which is AF_INET of the machines it was first built on. */
    private static final int FAMILY_V4 = 2;

    private static final int FAMILY_V6 = 3;

    private NetCodecs() {}

    /** Four bytes: family, prefix length, 1 for a cidr, length of the address; and the address. As InetAddress it is the host alone. Stateless. */
    private static final class Inet extends ValueCodec<PgInet> {
        private final boolean network;

        Inet(boolean network) {
            super(PgInet.class, true, "PgInet, java.net.InetAddress or String");
            this.network = network;
        }

        @Override
        PgInet parse(String text, PgType type, CodecContext context) {
            return network ? PgInet.parseCidr(text) : PgInet.parse(text);
        }

        @Override
        PgInet read(ByteCursor in, PgType type, CodecContext context) {
            int family = in.readByte();
            int prefixLength = in.readByte() & 0xff;
            int cidr = in.readByte();
            int length = in.readByte();
            if (length != in.remaining() || length != (family == FAMILY_V4 ? 4 : 16) || cidr != 0 && cidr != 1) {
                throw new IllegalArgumentException("family, flag or length of the address cannot be right");
            }
            return PgInet.of(in.readBytes(length), prefixLength, cidr == 1);
        }

        @Override
        void write(PgInet value, PgType type, ByteSink out, CodecContext context) {
            byte[] address = value.toByteArray();
            out.putByte(address.length == 4 ? FAMILY_V4 : FAMILY_V6);
            out.putByte(value.prefixLength());
            out.putByte(network ? 1 : 0);
            out.putByte(address.length);
            out.putBytes(address);
        }

        @Override
        Object convert(PgInet value, PgType type, Class<?> target) {
            InetAddress address = InetAddress.class.isAssignableFrom(target) ? value.toInetAddress() : null;
            return target.isInstance(address) ? address : null;
        }

        @Override
        boolean accepts(Object value) {
            return value instanceof InetAddress;
        }

        @Override
        PgInet of(Object value, PgType type) {
            return PgInet.of((InetAddress) value);
        }
    }

    /** The bytes of the address. Stateless. */
    private static final class Macaddr extends ValueCodec<PgMacaddr> {
        private final int size;

        Macaddr(int size) {
            super(PgMacaddr.class, true, "PgMacaddr or String");
            this.size = size;
        }

        private PgMacaddr checked(PgMacaddr value) {
            if (value.toByteArray().length != size) {
                throw new IllegalArgumentException("expected " + size + " bytes");
            }
            return value;
        }

        @Override
        PgMacaddr parse(String text, PgType type, CodecContext context) {
            return checked(PgMacaddr.parse(text));
        }

        @Override
        PgMacaddr read(ByteCursor in, PgType type, CodecContext context) {
            return checked(PgMacaddr.of(in.readBytes(in.remaining())));
        }

        @Override
        void write(PgMacaddr value, PgType type, ByteSink out, CodecContext context) {
            out.putBytes(value.toByteArray());
        }
    }
}
