package io.howdah.internal.lob;

import io.howdah.api.LargeObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;

/**
 * A {@link LargeObject} over the stateless calls of {@link LargeObjectCalls}: the position, one buffer of what was read ahead, one of what is to
 * be written. Sequential reading asks for twice as much each time, up to {@link #MAX_READ_AHEAD}; a jump begins anew.
 */
final class LargeObjectChannel implements LargeObject {
    private static final int FIRST_READ_AHEAD = 16 * 1024;
    private static final int MAX_READ_AHEAD = 512 * 1024;
    private static final int FIRST_WRITE_BUFFER = 4 * 1024;
    private static final int MAX_WRITE_BUFFER = 256 * 1024;
    private static final byte[] EMPTY = {};

    private final LargeObjectCalls calls;
    private final long oid;
    private boolean open = true;
    private long position;

    /** Bytes of the object from {@link #readStart} on. */
    private byte[] read = EMPTY;

    private long readStart;
    private int readLength;
    private int nextReadAhead = FIRST_READ_AHEAD;

    /** Bytes for the object from {@link #writeStart} on. */
    private byte[] written = EMPTY;

    private long writeStart;
    private int writeLength;

    LargeObjectChannel(LargeObjectCalls calls, long oid) {
        this.calls = calls;
        this.oid = oid;
    }

    @Override
    public long oid() {
        return oid;
    }

    private void checkOpen() throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public long position() throws IOException {
        checkOpen();
        return position;
    }

    @Override
    public LargeObject position(long newPosition) throws IOException {
        checkOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position in a large object: expected 0 or more, got " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        flush();
        try {
            return calls.size(oid);
        } catch (SQLException e) {
            throw failed("asked for its size", e);
        }
    }

    @Override
    public LargeObject truncate(long size) throws IOException {
        if (size < 0) {
            throw new IllegalArgumentException("size of a large object: expected 0 or more, got " + size);
        }
        flush();
        readLength = 0;
        try {
            calls.truncate(oid, size);
        } catch (SQLException e) {
            throw failed("truncated", e);
        }
        position = Math.min(position, size);
        return this;
    }

    // Reading

    @Override
    public int read(ByteBuffer target) throws IOException {
        checkOpen();
        if (!target.hasRemaining()) {
            return 0;
        }
        int count = buffered();
        if (count == 0) {
            return -1;
        }
        count = Math.min(count, target.remaining());
        target.put(read, (int) (position - readStart), count);
        position += count;
        return count;
    }

    private int read(byte[] target, int offset, int length) throws IOException {
        checkOpen();
        int count;
        if (length >= nextReadAhead && !isBuffered()) {
            flush();
            count = get(target, offset, length);
        } else {
            count = Math.min(buffered(), length);
            System.arraycopy(read, (int) (position - readStart), target, offset, count);
        }
        position += count;
        return count == 0 ? -1 : count;
    }

    private boolean isBuffered() {
        return position >= readStart && position < readStart + readLength;
    }

    /** The number of bytes in the buffer from the position on; asks for more when there are none. 0 at the end. */
    private int buffered() throws IOException {
        if (!isBuffered()) {
            flush();
            boolean sequential = position == readStart + readLength;
            int size = sequential ? nextReadAhead : FIRST_READ_AHEAD;
            if (read.length < size) {
                read = new byte[size];
            }
            readLength = 0;
            int got = get(read, 0, size);
            readStart = position;
            readLength = got;
            nextReadAhead = Math.min(size * 2, MAX_READ_AHEAD);
        }
        return (int) (readStart + readLength - position);
    }

    private int get(byte[] target, int offset, int length) throws IOException {
        try {
            return calls.get(oid, position, target, offset, length);
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    // Writing

    @Override
    public int write(ByteBuffer source) throws IOException {
        checkOpen();
        int count = source.remaining();
        while (source.hasRemaining()) {
            int part = room(source.remaining());
            source.get(written, writeLength, part);
            wrote(part);
        }
        return count;
    }

    private void write(byte[] source, int offset, int length) throws IOException {
        checkOpen();
        int from = offset;
        while (from < offset + length) {
            int part = room(offset + length - from);
            System.arraycopy(source, from, written, writeLength, part);
            wrote(part);
            from += part;
        }
    }

    /** How many of {@code wanted} bytes may be added to the buffer, at least one; makes room for them. */
    private int room(int wanted) throws IOException {
        if (writeLength > 0 && writeStart + writeLength != position || writeLength == MAX_WRITE_BUFFER) {
            flush();
        }
        if (writeLength == 0) {
            writeStart = position;
            readLength = 0;
        }
        int part = Math.min(wanted, MAX_WRITE_BUFFER - writeLength);
        if (written.length < writeLength + part) {
            int grown = Math.max(FIRST_WRITE_BUFFER, Math.max(written.length * 4, writeLength + part));
            written = Arrays.copyOf(written, Math.min(MAX_WRITE_BUFFER, grown));
        }
        return part;
    }

    private void wrote(int count) {
        writeLength += count;
        position += count;
    }

    @Override
    public void flush() throws IOException {
        checkOpen();
        if (writeLength > 0) {
            int length = writeLength;
            // Bytes that the server refused once are not sent again.
            writeLength = 0;
            try {
                calls.put(oid, writeStart, written, 0, length);
            } catch (SQLException e) {
                throw failed("written", e);
            }
        }
    }

    private IOException failed(String what, SQLException cause) {
        return new IOException("large object " + oid + " could not be " + what + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() throws IOException {
        if (open) {
            try {
                flush();
            } finally {
                open = false;
                read = EMPTY;
                written = EMPTY;
            }
        }
    }

    // Streams

    @Override
    public InputStream inputStream() {
        return new Input();
    }

    @Override
    public OutputStream outputStream() {
        return new Output();
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            checkOpen();
            if (buffered() == 0) {
                return -1;
            }
            return read[(int) (position++ - readStart)] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            return length == 0 ? 0 : LargeObjectChannel.this.read(target, offset, length);
        }
    }

    private final class Output extends OutputStream {
        private final byte[] one = new byte[1];

        @Override
        public void write(int value) throws IOException {
            one[0] = (byte) value;
            LargeObjectChannel.this.write(one, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, source.length);
            LargeObjectChannel.this.write(source, offset, length);
        }

        @Override
        public void flush() throws IOException {
            LargeObjectChannel.this.flush();
        }

        @Override
        public void close() throws IOException {
            if (open) {
                flush();
            }
        }
    }
}
