package io.howdah.internal.copy;

import io.howdah.api.CopyOut;
import io.howdah.api.CopyProgress;
import io.howdah.internal.session.CopyTransfer;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;

/** {@link CopyOut} over the session's transfer. */
public final class CopyOutImpl implements CopyOut {
    private final CopyTransfer transfer;
    private final Progress progress = new Progress();

    /** What {@link #read} has not given yet of the transfer's present message. */
    private int left;

    private boolean atEnd;

    public CopyOutImpl(CopyTransfer transfer) {
        this.transfer = transfer;
    }

    @Override
    public boolean isBinary() {
        return transfer.formats().binary();
    }

    @Override
    public int columnCount() {
        return transfer.formats().columns();
    }

    @Override
    public byte[] next() throws SQLException {
        if (left == 0 && !advance()) {
            return null;
        }
        int end = transfer.offset() + transfer.length();
        byte[] data = Arrays.copyOfRange(transfer.array(), end - left, end);
        left = 0;
        return data;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws SQLException {
        Objects.checkFromIndexSize(offset, length, target.length);
        int read = 0;
        // What is at hand, but no waiting for more once there is something.
        while (read < length && (left > 0 || read == 0 && advance() || read > 0 && transfer.hasMore() && advance())) {
            int part = Math.min(length - read, left);
            System.arraycopy(
                    transfer.array(), transfer.offset() + transfer.length() - left, target, offset + read, part);
            left -= part;
            read += part;
        }
        return read > 0 || length == 0 ? read : -1;
    }

    private boolean advance() throws SQLException {
        do {
            if (!transfer.next()) {
                if (!atEnd) {
                    atEnd = true;
                    progress.end(transfer.rowCount(), transfer.bytes());
                }
                return false;
            }
            left = transfer.length();
        } while (left == 0);
        progress.update(-1, transfer.bytes());
        return true;
    }

    @Override
    public InputStream inputStream() {
        return new CopyStreams.Input(this);
    }

    @Override
    public Reader reader() {
        return new InputStreamReader(inputStream(), StandardCharsets.UTF_8);
    }

    @Override
    public CopyOut onProgress(CopyProgress listener) {
        progress.listen(listener);
        return this;
    }

    @Override
    public long rowCount() {
        return atEnd ? transfer.rowCount() : -1;
    }

    @Override
    public void cancel() throws SQLException {
        transfer.cancel();
    }

    @Override
    public void close() throws SQLException {
        left = 0;
        transfer.close();
    }
}
