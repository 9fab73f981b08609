package io.howdah.internal.jdbc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;

/** The first bytes of another stream, and no more; on request also no fewer. For one thread at a time. */
final class LimitedInput extends FilterInputStream {
    private long left;
    private final boolean exact;

    LimitedInput(InputStream source, long limit) {
        this(source, limit, false);
    }

    /** @param exact true to fail with an IOException when the stream ends before the limit; its cause is 22023 */
    LimitedInput(InputStream source, long limit, boolean exact) {
        super(source);
        left = limit;
        this.exact = exact;
    }

    private void checkEnd(int read) throws IOException {
        if (exact && read < 0 && left > 0) {
            SQLException cause = JdbcErrors.invalid("the stream ended " + left + " bytes before its declared length");
            throw new IOException(cause.getMessage(), cause);
        }
    }

    @Override
    public int read() throws IOException {
        int value = left == 0 ? -1 : in.read();
        checkEnd(value);
        if (value >= 0) {
            left--;
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        checkEnd(count);
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
    public int available() throws IOException {
        return (int) Math.min(in.available(), left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
