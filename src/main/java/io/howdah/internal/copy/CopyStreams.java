package io.howdah.internal.copy;

import io.howdah.api.CopyIn;
import io.howdah.api.CopyOut;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;

/** Transfers as streams of java.io, whose failures have the SQLException as their cause. */
final class CopyStreams {
    private CopyStreams() {}

    /** Writes to a transfer. */
    static final class Output extends OutputStream {
        private final CopyIn copy;

        Output(CopyIn copy) {
            this.copy = copy;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            try {
                copy.write(data, offset, length);
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                copy.flush();
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Reads from a transfer. */
    static final class Input extends InputStream {
        private final CopyOut copy;
        private final byte[] one = new byte[1];

        Input(CopyOut copy) {
            this.copy = copy;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return copy.read(target, offset, length);
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                copy.close();
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }

    private static IOException failure(SQLException e) {
        return new IOException(e.getMessage(), e);
    }
}
