package io.howdah.internal.jdbc;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** The first chars of another reader, and no more. For one thread at a time. */
final class LimitedReader extends FilterReader {
    private long left;

    LimitedReader(Reader source, long limit) {
        super(source);
        left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = left == 0 ? -1 : in.read();
        if (value >= 0) {
            left--;
        }
        return value;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count > 0) {
            left -= count;
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
