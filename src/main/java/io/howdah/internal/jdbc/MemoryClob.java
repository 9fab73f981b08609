package io.howdah.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/**
 * A {@link Clob} (and {@link NClob}) that holds its characters: the value of a text column, or what an application fills to send as one. Changing
 * it changes nothing in the database. Positions are 1-based and count Java chars; one outside the value fails with 22023, any use after {@code
 * free} with 55000. Not thread safe.
 */
final class MemoryClob implements NClob {
    /** Null once freed. */
    private String text;

    MemoryClob(String text) {
        this.text = text;
    }

    /** All characters. */
    String text() throws SQLException {
        if (text == null) {
            throw JdbcErrors.closed("clob");
        }
        return text;
    }

    @Override
    public long length() throws SQLException {
        return text().length();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        int from = MemoryBlob.checkPosition(position, text().length());
        MemoryBlob.checkLength(length);
        return text.substring(from, (int) Math.min(text.length(), (long) from + length));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(text());
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        int from = MemoryBlob.checkPosition(position, text().length());
        if (length < 0 || length > text.length() - from) {
            throw JdbcErrors.invalid(
                    "length " + length + " from position " + position + " of a clob of " + text.length() + " chars");
        }
        return new StringReader(text.substring(from, from + (int) length));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(text().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public long position(String pattern, long start) throws SQLException {
        int found =
                text().indexOf(JdbcErrors.required(pattern, "pattern"), MemoryBlob.checkPosition(start, text.length()));
        return found < 0 ? -1 : found + 1L;
    }

    @Override
    public long position(Clob pattern, long start) throws SQLException {
        return position(textOf(JdbcErrors.required(pattern, "pattern")), start);
    }

    @Override
    public int setString(long position, String value) throws SQLException {
        int from = MemoryBlob.checkPosition(position, text().length());
        put(from, JdbcErrors.required(value, "value"));
        return value.length();
    }

    @Override
    public int setString(long position, String value, int offset, int length) throws SQLException {
        MemoryBlob.checkRange(JdbcErrors.required(value, "value").length(), offset, length);
        return setString(position, value.substring(offset, offset + length));
    }

    private void put(int from, String value) {
        int end = from + value.length();
        text = text.substring(0, from) + value + (end < text.length() ? text.substring(end) : "");
    }

    /** What is written reaches the clob when the writer is flushed or closed. */
    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        int from = MemoryBlob.checkPosition(position, text().length());
        return new StringWriter() {
            @Override
            public void flush() {
                if (text != null) {
                    put(from, toString());
                }
            }

            @Override
            public void close() {
                flush();
            }
        };
    }

    /** As {@link #setCharacterStream}, for ASCII. */
    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        int from = MemoryBlob.checkPosition(position, text().length());
        return new ByteArrayOutputStream() {
            @Override
            public void flush() {
                if (text != null) {
                    put(from, toString(StandardCharsets.US_ASCII));
                }
            }

            @Override
            public void close() {
                flush();
            }
        };
    }

    @Override
    public void truncate(long length) throws SQLException {
        String whole = text();
        if (length < 0 || length > whole.length()) {
            throw JdbcErrors.invalid("truncate to " + length + " of a clob of " + whole.length() + " chars");
        }
        text = whole.substring(0, (int) length);
    }

    /** All chars of a clob; 22003 when they are too many for a string. */
    static String textOf(Clob clob) throws SQLException {
        return clob.getSubString(1, MemoryBlob.size(clob.length()));
    }

    @Override
    public void free() {
        text = null;
    }
}
