package io.howdah.internal.jdbc;

import io.howdah.api.LargeObject;
import io.howdah.internal.lob.LargeObjectCalls;
import io.howdah.internal.lob.LargeObjectsImpl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/**
 * A {@link Clob} (and {@link NClob}) that is a large object of UTF-8 text: a locator, like {@link BlobImpl}. Positions are 1-based and count Java
 * chars, for which the object has to be read from its beginning; memory does not grow with it, but for changes that move what follows them.
 * Failures are as {@link BlobImpl} says; a change that would tear a surrogate pair fails with 22023. For one thread at a time.
 */
final class ClobImpl implements NClob {
    private static final int CHUNK_BYTES = 256 * 1024;

    private final long oid;
    /** Null once freed. */
    private LargeObjectsImpl objects;

    ClobImpl(LargeObjectsImpl objects, long oid) {
        this.objects = objects;
        this.oid = oid;
    }

    private LargeObjectsImpl objects() throws SQLException {
        if (objects == null) {
            throw JdbcErrors.closed("clob");
        }
        return objects;
    }

    /** The object itself. */
    long oid() throws SQLException {
        objects();
        return oid;
    }

    // Reading

    /** Chars and bytes up to a place in the text. */
    private record Place(long chars, long bytes) {}

    /** The end of the text, or the place before the char number {@code chars}, whichever comes first. */
    private Place seek(long chars) throws SQLException {
        LargeObjectCalls calls = objects().calls();
        byte[] chunk = new byte[CHUNK_BYTES];
        long bytes = 0;
        long seen = 0;
        while (true) {
            int got = calls.get(oid, bytes, chunk, 0, chunk.length);
            for (int i = 0; i < got; i++) {
                int b = chunk[i];
                boolean begins = (b & 0xC0) != 0x80;
                if (begins && seen >= chars) {
                    return new Place(seen, bytes + i);
                }
                if (begins) {
                    // Characters of four bytes are two chars.
                    seen += (b & 0xF8) == 0xF0 ? 2 : 1;
                }
            }
            bytes += got;
            if (got < chunk.length) {
                return new Place(seen, bytes);
            }
        }
    }

    @Override
    public long length() throws SQLException {
        return seek(Long.MAX_VALUE).chars();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        checkPosition(position);
        MemoryBlob.checkLength(length);
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[Math.min(length, 8192)];
        try (Reader reader = reader(position)) {
            int read = 0;
            while (text.length() < length && read >= 0) {
                read = reader.read(buffer, 0, Math.min(buffer.length, length - text.length()));
                if (read > 0) {
                    text.append(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            throw JdbcErrors.ofStream(e);
        }
        return text.toString();
    }

    private static void checkPosition(long position) throws SQLException {
        if (position < 1) {
            throw JdbcErrors.invalid("position " + position + ": expected 1 or more");
        }
    }

    private Reader reader(long position) throws SQLException, IOException {
        Reader reader = new InputStreamReader(objects().open(oid).inputStream(), StandardCharsets.UTF_8);
        long left = position - 1;
        while (left > 0) {
            long skipped = reader.skip(left);
            if (skipped <= 0) {
                break;
            }
            left -= skipped;
        }
        return reader;
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return getCharacterStream(1, Long.MAX_VALUE);
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        checkPosition(position);
        if (length < 0) {
            throw JdbcErrors.invalid("length " + length + ": expected 0 or more");
        }
        try {
            return new LimitedReader(reader(position), length);
        } catch (IOException e) {
            throw JdbcErrors.ofStream(e);
        }
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new AsciiInput(getCharacterStream());
    }

    @Override
    public long position(String pattern, long start) throws SQLException {
        checkPosition(start);
        if (JdbcErrors.required(pattern, "pattern").isEmpty()) {
            return start;
        }
        StringBuilder window = new StringBuilder();
        char[] buffer = new char[Math.max(8192, pattern.length())];
        long first = start;
        try (Reader reader = reader(start)) {
            int read = reader.read(buffer);
            while (read >= 0) {
                window.append(buffer, 0, read);
                int found = window.indexOf(pattern);
                if (found >= 0) {
                    return first + found;
                }
                int passed = Math.max(0, window.length() - pattern.length() + 1);
                window.delete(0, passed);
                first += passed;
                read = reader.read(buffer);
            }
        } catch (IOException e) {
            throw JdbcErrors.ofStream(e);
        }
        return -1;
    }

    @Override
    public long position(Clob pattern, long start) throws SQLException {
        return position(MemoryClob.textOf(JdbcErrors.required(pattern, "pattern")), start);
    }

    // Writing

    @Override
    public int setString(long position, String value) throws SQLException {
        JdbcErrors.required(value, "value");
        Place from = place(position - 1);
        Place to = seek(from.chars() + value.length());
        if (to.chars() > from.chars() + value.length()) {
            throw tornPair(to.chars());
        }
        byte[] replacement = value.getBytes(StandardCharsets.UTF_8);
        LargeObjectCalls calls = objects().calls();
        long end = calls.size(oid);
        if (replacement.length == to.bytes() - from.bytes() || to.bytes() == end) {
            calls.put(oid, from.bytes(), replacement, 0, replacement.length);
        } else {
            byte[] rest = rest(to.bytes(), end);
            calls.put(oid, from.bytes(), replacement, 0, replacement.length);
            calls.put(oid, from.bytes() + replacement.length, rest, 0, rest.length);
        }
        calls.truncate(oid, from.bytes() + replacement.length + end - to.bytes());
        return value.length();
    }

    /** The place before a char, by its 0-based number; 22023 when there is none. */
    private Place place(long chars) throws SQLException {
        if (chars < 0) {
            throw JdbcErrors.invalid("position " + (chars + 1) + ": expected 1 or more");
        }
        Place place = seek(chars);
        if (place.chars() < chars) {
            throw JdbcErrors.invalid("position " + (chars + 1) + ": expected 1 to " + (place.chars() + 1));
        }
        if (place.chars() > chars) {
            throw tornPair(chars);
        }
        return place;
    }

    private static SQLException tornPair(long chars) {
        return JdbcErrors.invalid("position " + chars + " is inside of a surrogate pair");
    }

    private byte[] rest(long from, long end) throws SQLException {
        int length = (int) Math.min(end - from, Integer.MAX_VALUE);
        if (length != end - from) {
            throw JdbcErrors.invalid("a change that moves " + (end - from)
                    + " bytes of a large object: write the text anew, or change it in place");
        }
        byte[] rest = new byte[length];
        int got = 0;
        while (got < length) {
            int more = objects().calls().get(oid, from + got, rest, got, Math.min(CHUNK_BYTES, length - got));
            if (more == 0) {
                break;
            }
            got += more;
        }
        return rest;
    }

    @Override
    public int setString(long position, String value, int offset, int length) throws SQLException {
        MemoryBlob.checkRange(JdbcErrors.required(value, "value").length(), offset, length);
        return setString(position, value.substring(offset, offset + length));
    }

    /** Appending is streamed; anything else reaches the object when the writer is flushed or closed. */
    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        LargeObject appendTo = atEnd(position);
        if (appendTo != null) {
            return new OutputStreamWriter(appendTo.outputStream(), StandardCharsets.UTF_8);
        }
        return new StringWriter() {
            @Override
            public void flush() {
                // On close: what is written in two parts would move what follows twice.
            }

            @Override
            public void close() throws IOException {
                try {
                    setString(position, toString());
                } catch (SQLException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        };
    }

    /** As {@link #setCharacterStream}, for ASCII. */
    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        LargeObject appendTo = atEnd(position);
        if (appendTo != null) {
            return appendTo.outputStream();
        }
        return new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                try {
                    setString(position, toString(StandardCharsets.US_ASCII));
                } catch (SQLException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        };
    }

    /** The object, open at its end, when that is the {@code position}; else null. */
    private LargeObject atEnd(long position) throws SQLException {
        Place place = place(position - 1);
        try {
            return place.bytes() == objects().calls().size(oid)
                    ? objects().open(oid).position(place.bytes())
                    : null;
        } catch (IOException e) {
            throw JdbcErrors.ofStream(e);
        }
    }

    @Override
    public void truncate(long length) throws SQLException {
        objects().calls().truncate(oid, place(length).bytes());
    }

    @Override
    public void free() {
        objects = null;
    }
}
