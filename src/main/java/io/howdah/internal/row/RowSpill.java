package io.howdah.internal.row;

import io.howdah.internal.util.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The part of a detached result that does not fit its memory bound, in a temporary file that only its owner can read and that is deleted when
 * closed (and, where the system allows it, has no name from the start).
 *
 * <p>The file is a sequence of frames: length of the rows in bytes (4), number of rows (4), the rows. Owned by one {@link RowStore}.
 */
final class RowSpill {
    private static final int FRAME_HEADER_BYTES = 8;

    private final FileChannel channel;
    private final ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER_BYTES);
    private long readPosition;
    private long writePosition;

    private RowSpill(FileChannel channel) {
        this.channel = channel;
    }

    /** @param directory where the file is to be; null for the system's directory for temporary files */
    static RowSpill open(Path directory) throws IOException {
        // createTempFile makes the file with access for its owner alone.
        Path file = directory == null
                ? Files.createTempFile("howdah-rows-", ".tmp")
                : Files.createTempFile(directory, "howdah-rows-", ".tmp");
        return new RowSpill(FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    void write(byte[] bytes, int offset, int length, int rows) throws IOException {
        header.clear();
        Bytes.putInt(header.array(), 0, length);
        Bytes.putInt(header.array(), 4, rows);
        long frameStart = writePosition;
        try {
            writeFully(header);
            writeFully(ByteBuffer.wrap(bytes, offset, length));
        } catch (IOException e) {
            // What lies before the broken frame can still be read.
            writePosition = frameStart;
            throw e;
        }
    }

    private void writeFully(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            writePosition += channel.write(buffer, writePosition);
        }
    }

    boolean hasMore() {
        return readPosition < writePosition;
    }

    /** Reads the next frame into {@code spare} if it is large enough, else into a new batch. */
    RowBatch read(RowBatch spare) throws IOException {
        header.clear();
        readFully(header);
        int length = Bytes.getInt(header.array(), 0);
        RowBatch batch = spare != null && spare.bytes.length >= length ? spare : new RowBatch(length);
        batch.reset();
        batch.rows = Bytes.getInt(header.array(), 4);
        readFully(ByteBuffer.wrap(batch.bytes, 0, length));
        batch.used = length;
        return batch;
    }

    private void readFully(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, readPosition);
            if (count < 0) {
                throw new EOFException("the temporary file of a result was cut short");
            }
            readPosition += count;
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The rows are no longer wanted; a file that cannot be deleted is the system's to clean up.
        }
    }
}
