package io.howdah.script;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the fields of a message body; an {@link IllegalArgumentException} for a body that does not hold what it should. */
final class BodyReader {
    private final ByteBuffer body;

    BodyReader(byte[] body) {
        this.body = ByteBuffer.wrap(body);
    }

    private void need(int count) {
        if (count < 0 || count > body.remaining()) {
            throw new IllegalArgumentException(count + " bytes wanted, " + body.remaining() + " left");
        }
    }

    int remaining() {
        return body.remaining();
    }

    int int8() {
        need(1);
        return body.get() & 0xff;
    }

    int int16() {
        need(2);
        return body.getShort();
    }

    int int32() {
        need(4);
        return body.getInt();
    }

    String string() {
        int start = body.position();
        int end = start;
        while (end < body.limit() && body.get(end) != 0) {
            end++;
        }
        need(end + 1 - start);
        byte[] text = new byte[end - start];
        body.get(text).get();
        return new String(text, StandardCharsets.UTF_8);
    }

    Octets octets(int count) {
        need(count);
        byte[] bytes = new byte[count];
        body.get(bytes);
        return new Octets(bytes);
    }

    Octets rest() {
        return octets(body.remaining());
    }

    /** A length word and the value; null for the length -1. */
    Octets value() {
        int length = int32();
        return length == -1 ? null : octets(length);
    }

    <T> List<T> list(int count, Supplier<T> element) {
        if (count < 0) {
            throw new IllegalArgumentException("count " + count);
        }
        List<T> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(element.get());
        }
        return list;
    }

    <T> T end(T message) {
        if (body.hasRemaining()) {
            throw new IllegalArgumentException(body.remaining() + " bytes left over after " + message);
        }
        return message;
    }
}
