package io.howdah.script;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a message body. Knows nothing of the driver's own writer, so that each can judge the other. */
final class BodyWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    BodyWriter int8(int value) {
        out.write(value);
        return this;
    }

    BodyWriter int16(int value) {
        return int8(value >> 8).int8(value);
    }

    BodyWriter int32(int value) {
        return int16(value >> 16).int16(value);
    }

    BodyWriter string(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return int8(0);
    }

    BodyWriter octets(Octets value) {
        out.writeBytes(value.bytes());
        return this;
    }

    /** A length word and the value; -1 alone for null. */
    BodyWriter value(Octets value) {
        return value == null ? int32(-1) : int32(value.length()).octets(value);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /** The body as a message: type byte and length word before it. */
    byte[] toMessage(char tag) {
        byte[] body = toBytes();
        return ByteBuffer.allocate(body.length + 5)
                .put((byte) tag)
                .putInt(body.length + 4)
                .put(body)
                .array();
    }
}
