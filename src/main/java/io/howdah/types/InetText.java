package io.howdah.types;

/** Reads and prints IP addresses as the server does, without ever asking a name service. Stateless. */
final class InetText {
    private static final int WORDS = 8;

    private InetText() {}

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("text is no IP address: expected such as 192.168.1.2/24 or 2001:db8::1");
    }

    /** Digits as a number up to {@code max}. */
    static int number(String text, int start, int end, int max) {
        int value = 0;
        if (start >= end || end - start > 3) {
            throw refused();
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw refused();
            }
            value = value * 10 + (c - '0');
        }
        if (value > max) {
            throw refused();
        }
        return value;
    }

    /** The bytes of an IPv4 or IPv6 address. */
    static byte[] parse(String text) {
        if (text.indexOf(':') >= 0) {
            return parseV6(text);
        }
        byte[] address = new byte[4];
        parseV4(text, 0, address, 0);
        return address;
    }

    private static void parseV4(String text, int start, byte[] address, int at) {
        int from = start;
        for (int i = 0; i < 4; i++) {
            int end = i < 3 ? text.indexOf('.', from) : text.length();
            if (end < 0) {
                throw refused();
            }
            address[at + i] = (byte) number(text, from, end, 255);
            from = end + 1;
        }
    }

    private static byte[] parseV6(String text) {
        byte[] address = new byte[16];
        int used = 0;
        int gap = -1;
        int i = 0;
        if (text.startsWith("::")) {
            gap = 0;
            i = 2;
        }
        while (i < text.length()) {
            int end = text.indexOf(':', i);
            end = end < 0 ? text.length() : end;
            if (text.indexOf('.', i) >= 0 && end == text.length()) {
                if (used > 12) {
                    throw refused();
                }
                parseV4(text, i, address, used);
                used += 4;
                break;
            }
            if (used > 14) {
                throw refused();
            }
            int word = hex(text, i, end);
            address[used++] = (byte) (word >> 8);
            address[used++] = (byte) word;
            i = end + 1;
            if (end < text.length() && i == text.length()) {
                throw refused();
            }
            if (i < text.length() && text.charAt(i) == ':') {
                if (gap >= 0) {
                    throw refused();
                }
                gap = used;
                i++;
            }
        }
        if (gap < 0 ? used != 16 : used > 14) {
            throw refused();
        }
        return gap < 0 ? address : spread(address, gap, used);
    }

    /** Puts zeros at the place of {@code ::}. */
    private static byte[] spread(byte[] address, int gap, int used) {
        byte[] whole = new byte[16];
        System.arraycopy(address, 0, whole, 0, gap);
        System.arraycopy(address, gap, whole, 16 - (used - gap), used - gap);
        return whole;
    }

    private static int hex(String text, int start, int end) {
        if (start >= end || end - start > 4) {
            throw refused();
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw refused();
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static String format(byte[] address) {
        StringBuilder out = new StringBuilder(40);
        if (address.length == 4) {
            appendV4(address, 0, out);
        } else {
            appendV6(address, out);
        }
        return out.toString();
    }

    private static void appendV4(byte[] address, int at, StringBuilder out) {
        for (int i = 0; i < 4; i++) {
            if (i > 0) {
                out.append('.');
            }
            out.append(address[at + i] & 0xff);
        }
    }

    private static int word(byte[] address, int index) {
        return (address[2 * index] & 0xff) << 8 | address[2 * index + 1] & 0xff;
    }

    /** Short as in RFC 4291: the first of the longest runs of two or more zero words is left out, and what embeds an IPv4 address shows it. */
    private static void appendV6(byte[] address, StringBuilder out) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < WORDS; i++) {
            int run = 0;
            while (i + run < WORDS && word(address, i + run) == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        boolean embeds = start == 0
                && (length == 6 || length == 7 && word(address, 7) != 1 || length == 5 && word(address, 5) == 0xffff);
        for (int i = 0; i < WORDS; i++) {
            if (start >= 0 && i >= start && i < start + length) {
                if (i == start) {
                    out.append(':');
                }
                continue;
            }
            if (i > 0) {
                out.append(':');
            }
            if (i == 6 && embeds) {
                appendV4(address, 12, out);
                return;
            }
            out.append(Integer.toHexString(word(address, i)));
        }
        if (start >= 0 && start + length == WORDS) {
            out.append(':');
        }
    }
}
