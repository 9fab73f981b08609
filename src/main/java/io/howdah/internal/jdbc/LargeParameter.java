package io.howdah.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;

/**
 * A value given as a Blob or Clob: bytes or characters that become a large object, a bytea or a text, whichever the parameter is.
 *
 * @param source a Blob, InputStream or byte array; or a Clob, Reader or String
 * @param length bytes or chars of a stream as declared; -1 for all there are
 */
record LargeParameter(Object source, long length) {
    static boolean isBinary(Object value) {
        return value instanceof Blob || value instanceof InputStream || value instanceof byte[];
    }

    static boolean isCharacters(Object value) {
        return value instanceof Clob || value instanceof Reader || value instanceof String;
    }

    boolean isBinary() {
        return isBinary(source);
    }
}
