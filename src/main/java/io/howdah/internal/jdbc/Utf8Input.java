package io.howdah.internal.jdbc;

import io.howdah.internal.util.ByteSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.CharBuffer;
import java.sql.SQLException;
import java.util.Objects;

/** Characters as UTF-8; fails with an IOException whose cause is 22021 for a lone surrogate. For one thread at a time. */
final class Utf8Input extends InputStream {
    private static final int READ_CHARS = 8 * 1024;

    private final Reader source;
    private final char[] chars = new char[READ_CHARS];
    private int kept;
    private final ByteSink utf8 = new ByteSink(READ_CHARS);
    private int position;

    Utf8Input(Reader source) {
        this.source = source;
    }

    private boolean fill() throws IOException {
        while (position == utf8.size()) {
            int read = source.read(chars, kept, chars.length - kept);
            int end = kept + Math.max(read, 0);
            if (end == 0) {
                return false;
            }
            // The two halves of a pair may come in two reads: the first half waits for the second.
            boolean splitPair = read >= 0 && Character.isHighSurrogate(chars[end - 1]);
            int whole = splitPair ? end - 1 : end;
            utf8.clear();
            position = 0;
            try {
                utf8.putUtf8(CharBuffer.wrap(chars, 0, whole));
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
            chars[0] = chars[end - 1];
            kept = splitPair ? 1 : 0;
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        return fill() ? utf8.array()[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, utf8.size() - position);
        System.arraycopy(utf8.array(), position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
