package io.howdah.internal.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/** Characters as ASCII, with a question mark for each that has none. For one thread at a time. */
final class AsciiInput extends InputStream {
    private final Reader source;

    AsciiInput(Reader source) {
        this.source = source;
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
    public void close() throws IOException {
        source.close();
    }
}
