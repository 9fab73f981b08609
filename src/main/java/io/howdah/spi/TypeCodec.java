package io.howdah.spi;

import java.nio.ByteBuffer;
import java.sql.SQLException;

/**
 * Turns the values of one PostgreSQL type into Java objects and back. Used by many threads at once. NULL never reaches a codec.
 *
 * <p>Text is the form that the server prints and reads, and always needed. Binary is smaller and faster for most types; its layout is that of the
 * type's send and receive functions.
 *
 * @param <T> class of the objects
 */
public interface TypeCodec<T> {
    /**
     * The class of the objects: what {@code getObject(i)} gives and {@code setObject} takes for the type.
     *
     * @return the class
     */
    Class<T> javaClass();

    /**
     * Reads the server's text.
     *
     * @param text the value as the server prints it
     * @return the object, not null
     * @throws SQLException of SQLSTATE 22018 when it is malformed
     */
    T fromText(String text) throws SQLException;

    /**
     * Writes a value as the server prints it. What {@code getString} gives for a value that came in binary.
     *
     * @param value the object
     * @return its text
     * @throws SQLException when it is no value of the type
     */
    String toText(T value) throws SQLException;

    /**
     * Whether this codec reads and writes the binary form too, and the type has one: an extension's type without send and receive functions must not
     * be asked for in binary.
     *
     * @return false unless overridden
     */
    default boolean hasBinary() {
        return false;
    }

    /**
     * Reads the binary form.
     *
     * @param value the bytes from position to limit, big-endian, read-only; valid during the call only
     * @return the object, not null
     * @throws SQLException of SQLSTATE 22P03 when it is malformed; a BufferUnderflowException is taken for the same
     */
    default T fromBinary(ByteBuffer value) throws SQLException {
        throw new UnsupportedOperationException("fromBinary");
    }

    /**
     * Writes the binary form.
     *
     * @param value the object
     * @return the bytes
     * @throws SQLException when it is no value of the type
     */
    default byte[] toBinary(T value) throws SQLException {
        throw new UnsupportedOperationException("toBinary");
    }
}
