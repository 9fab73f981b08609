package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.spi.TypeCodec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;

/** The codec of a type that the application provides: its {@link TypeCodec}, whose failures become SQLExceptions. Stateless but for that. */
final class ProvidedCodec<T> extends BaseCodec {
    private final TypeCodec<T> provided;

    ProvidedCodec(TypeCodec<T> provided) {
        super(provided.hasBinary(), provided.javaClass().getTypeName() + " or String");
        this.provided = provided;
    }

    private SQLException failed(RuntimeException e, PgType type, String sqlState) {
        return new SQLDataException(
                provided.getClass().getName() + " failed for a value of type " + type.name() + ": "
                        + e.getClass().getName(),
                sqlState,
                e);
    }

    @Override
    public T decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        T value;
        try {
            value = format == Format.BINARY
                    ? provided.fromBinary(
                            ByteBuffer.wrap(bytes, offset, length).slice().asReadOnlyBuffer())
                    : provided.fromText(TypeErrors.utf8(bytes, offset, length));
        } catch (BufferUnderflowException e) {
            throw failed(e, type, "22P03");
        } catch (RuntimeException e) {
            throw failed(e, type, "22000");
        }
        if (value == null) {
            throw new SQLDataException(
                    provided.getClass().getName() + " read a value of type " + type.name() + " as null", "22000");
        }
        return value;
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return format == Format.TEXT
                ? TypeErrors.utf8(bytes, offset, length)
                : text(decode(bytes, offset, length, format, type, context), type);
    }

    private String text(T value, PgType type) throws SQLException {
        try {
            return provided.toText(value);
        } catch (RuntimeException e) {
            throw failed(e, type, "22000");
        }
    }

    @Override
    Class<?> elementClass() {
        return provided.javaClass();
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target.isAssignableFrom(provided.javaClass())) {
            return decode(bytes, offset, length, format, type, context);
        }
        return target == byte[].class && format == Format.BINARY
                ? Arrays.copyOfRange(bytes, offset, offset + length)
                : null;
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return provided.javaClass().isInstance(value);
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        try {
            out.putBytes(provided.toBinary(provided.javaClass().cast(value)));
        } catch (RuntimeException e) {
            throw failed(e, type, "22000");
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (!provided.javaClass().isInstance(value)) {
            throw TypeErrors.noWriting(type, value, classes());
        }
        out.putBytes(text(provided.javaClass().cast(value), type).getBytes(StandardCharsets.UTF_8));
    }
}
