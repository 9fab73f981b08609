package io.howdah.internal.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The little of ASN.1's distinguished encoding rules that telling the forms of private keys apart takes: an element is a tag, a length and a
 * content. A cursor over the elements of one content; used by one thread.
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    /** Context-specific, constructed, number 0. */
    static final int OPTION_0 = 0xa0;

    private final byte[] bytes;
    private int position;

    Der(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The tag of the next element; -1 at the end. */
    int tag() {
        return position < bytes.length ? bytes[position] & 0xff : -1;
    }

    /** The content of the next element, which must have that tag. */
    byte[] next(int tag) throws IOException {
        if (tag() != tag) {
            throw new IOException("expected tag " + tag + ", got " + tag());
        }
        position++;
        int length = length();
        if (length > bytes.length - position) {
            throw new IOException("expected " + length + " bytes, got " + (bytes.length - position));
        }
        byte[] content = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return content;
    }

    private int length() throws IOException {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7f;
        if (octets == 0 || octets > 3) {
            throw new IOException("a length in " + octets + " bytes");
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | octet();
        }
        return length;
    }

    private int octet() throws IOException {
        if (position == bytes.length) {
            throw new IOException("the end where a length was expected");
        }
        return bytes[position++] & 0xff;
    }

    /** An element whose content is that of the parts, one after the other; at most 16 MiB. */
    static byte[] element(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream(length + 5);
        element.write(tag);
        if (length < 0x80) {
            element.write(length);
        } else {
            // As few bytes as will do: the rules allow no others.
            int octets = length < 0x100 ? 1 : length < 0x1_0000 ? 2 : 3;
            element.write(0x80 | octets);
            for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
                element.write(length >> shift);
            }
        }
        for (byte[] part : parts) {
            element.writeBytes(part);
        }
        return element.toByteArray();
    }
}
