package io.howdah.internal.copy;

import io.howdah.api.CopyIn;
import io.howdah.api.CopyProgress;
import io.howdah.internal.session.CopyTransfer;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;

/** {@link CopyIn} over the session's transfer. */
public final class CopyInImpl implements CopyIn {
    private final CopyTransfer transfer;
    private final Progress progress = new Progress();

    public CopyInImpl(CopyTransfer transfer) {
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
    public void write(byte[] data) throws SQLException {
        write(data, 0, data.length);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws SQLException {
        Objects.checkFromIndexSize(offset, length, data.length);
        transfer.write(data, offset, length);
        progress.update(-1, transfer.bytes());
    }

    @Override
    public void write(ByteBuffer data) throws SQLException {
        if (data.hasArray()) {
            write(data.array(), data.arrayOffset() + data.position(), data.remaining());
            data.position(data.limit());
            return;
        }
        transfer.write(out -> {
            int length = data.remaining();
            out.ensure(length);
            byte[] copy = new byte[length];
            data.get(copy);
            out.putBytes(copy);
        });
        progress.update(-1, transfer.bytes());
    }

    @Override
    public void flush() throws SQLException {
        transfer.flush();
    }

    @Override
    public OutputStream outputStream() {
        return new CopyStreams.Output(this);
    }

    @Override
    public Writer writer() {
        return new OutputStreamWriter(outputStream(), StandardCharsets.UTF_8);
    }

    @Override
    public CopyIn onProgress(CopyProgress listener) {
        progress.listen(listener);
        return this;
    }

    @Override
    public long finish() throws SQLException {
        long rows = transfer.finish();
        progress.end(rows, transfer.bytes());
        return rows;
    }

    @Override
    public void abort(String reason) throws SQLException {
        transfer.abort(Objects.requireNonNull(reason, "reason"));
    }

    @Override
    public void cancel() throws SQLException {
        transfer.cancel();
    }

    @Override
    public void close() throws SQLException {
        transfer.abort("the application did not finish the COPY");
    }
}
