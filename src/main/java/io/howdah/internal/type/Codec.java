package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;

/**
 * The conversion between one family of PostgreSQL types and Java, in both wire formats.
 *
 * <p>Codecs are stateless and shared by all connections; what depends on the session comes in the {@link CodecContext}. A NULL never reaches a
 * codec. {@code bytes[offset, offset + length)} is one value as the server sent it and is only borrowed: a codec that keeps it copies it.
 *
 * <p>Failures: 22018 for text that is not of the wanted form, 22003 for a number outside the wanted range, 22007 or 22008 for dates and times,
 * 22P03 for malformed binary, 42846 for a conversion that does not exist. None of them harms the connection.
 */
public interface Codec {
    /** True when the server has binary input and output for the type and this codec reads and writes it. */
    boolean binary();

    /** The {@link Kind} of a column of this type in {@code format}. */
    default int kind(int format) {
        return Kind.OTHER;
    }

    /** The value as {@code ResultSet.getObject(int)} gives it: the same class and value in both formats. */
    Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException;

    /** The value as the server's own text output, in both formats. */
    String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException;

    boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException;

    /** The value as an int; fractions are cut off as pgjdbc does, 22003 when out of range. */
    int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException;

    long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException;

    double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException;

    /** As {@link #decodeDouble}, without rounding twice. */
    default float decodeFloat(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return (float) decodeDouble(bytes, offset, length, format, type, context);
    }

    /**
     * The value as {@code ResultSet.getObject(int, Class)} gives it.
     *
     * @param target never a primitive class
     * @throws SQLException 42846 when the type has no such reading
     */
    <T> T decodeAs(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<T> target)
            throws SQLException;

    /**
     * The format in which {@link #encode} can write {@code value}: {@link Format#BINARY} where that is exact and at least as fast, else
     * {@link Format#TEXT}.
     */
    int encodeFormat(Object value, PgType type, CodecContext context);

    /**
     * Writes the value without its length word.
     *
     * @param format what {@link #encodeFormat} answered, or {@link Format#TEXT}, which every codec can write
     */
    void encode(Object value, int format, PgType type, ByteSink out, CodecContext context) throws SQLException;
}
