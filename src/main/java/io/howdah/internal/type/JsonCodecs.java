package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgObject;
import io.howdah.types.PgValue;
import java.sql.SQLException;
import java.util.Arrays;

/** The codecs of json, and of jsonb and jsonpath, whose binary form is a version byte 1 and the text. getObject gives a PgValue. Stateless. */
final class JsonCodecs extends BaseCodec {
    static final JsonCodecs JSON = new JsonCodecs(0);
    static final JsonCodecs JSONB = new JsonCodecs(1);

    private final int version;

    private JsonCodecs(int version) {
        super(true, "String");
        this.version = version;
    }

    @Override
    public int kind(int format) {
        return format == Format.BINARY && version != 0 ? Kind.OTHER : Kind.UTF8;
    }

    /** The bytes of the version in front of the text. */
    private int prefix(byte[] bytes, int offset, int length, int format, PgType type) throws SQLException {
        if (format == Format.TEXT || version == 0) {
            return 0;
        }
        if (length < 1 || bytes[offset] != version) {
            throw TypeErrors.badBinary(type, "expected version " + version);
        }
        return 1;
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        int prefix = prefix(bytes, offset, length, format, type);
        return TypeErrors.utf8(bytes, offset + prefix, length - prefix);
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return new PgValue(type.name(), decodeString(bytes, offset, length, format, type, context));
    }

    @Override
    public boolean decodeBoolean(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return TextCodecs.parseBoolean(decodeString(bytes, offset, length, format, type, context), type);
    }

    @Override
    public int decodeInt(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        return Numbers.toInt(decodeLong(bytes, offset, length, format, type, context), type);
    }

    @Override
    public long decodeLong(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        int prefix = prefix(bytes, offset, length, format, type);
        return Numbers.parseLong(bytes, offset + prefix, length - prefix, type, long.class);
    }

    @Override
    public double decodeDouble(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        int prefix = prefix(bytes, offset, length, format, type);
        return Numbers.parseDouble(bytes, offset + prefix, length - prefix, type);
    }

    @Override
    Class<?> elementClass() {
        return String.class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        int prefix = prefix(bytes, offset, length, format, type);
        if (target == byte[].class) {
            return Arrays.copyOfRange(bytes, offset + prefix, offset + length);
        }
        if (Numbers.isNumber(target) || target == Boolean.class) {
            return TextCodecs.parse(bytes, offset + prefix, length - prefix, type, context, target);
        }
        if (!context.types().extensions().hasJsonMapper() || PgObject.class.isAssignableFrom(target)) {
            return null;
        }
        return context.types().extensions().readJson(TypeErrors.utf8(bytes, offset + prefix, length - prefix), target);
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof byte[];
    }

    /** Begins a binary form, which goes on with the text. */
    void putVersion(ByteSink out) {
        if (version != 0) {
            out.putByte(version);
        }
    }

    /** Only bytes that are already UTF-8 text: strings go as text, which is the same bytes without the version. */
    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) {
        putVersion(out);
        out.putBytes((byte[]) value);
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (value instanceof byte[] utf8) {
            out.putBytes(utf8);
        } else if (context.types().extensions().hasJsonMapper()
                && !(value instanceof Number || value instanceof Boolean)) {
            out.putUtf8(context.types().extensions().writeJson(value));
        } else if (value.getClass().isArray()) {
            throw TypeErrors.noWriting(type, value, "String");
        } else {
            // A number, a boolean or the object of a JSON library, all of which print themselves as JSON.
            out.putUtf8(value.toString());
        }
    }
}
