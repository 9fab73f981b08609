package io.howdah.internal.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Objects;

/** Characters as ASCII, with a question mark for each that has none. For one thread at a time. */
final class AsciiInput extends InputStream {
    private final Reader source;

    AsciiInput(Reader source) {
        this.source = source instanceof BufferedReader ? source : new BufferedReader(source);
    }

    @Override
    public int read() throws IOException {
        int c = source.read();
        if (c >= 0 && Character.isLowSurrogate((char) c)) {
            c = source.read();
        }
        return c < 0x80 ? c : '?';
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        int count = 0;
        int next = 0;
        while (count < length && next >= 0) {
            next = read();
            if (next >= 0) {
                target[offset + count++] = (byte) next;
            }
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
