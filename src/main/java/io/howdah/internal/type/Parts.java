package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;

/**
 * Values that stand inside another binary form: elements of arrays, bounds of ranges, attributes of composites, columns of COPY. Each has a length word, -1 for
 * NULL. Stateless.
 */
public final class Parts {
    private Parts() {}

    /** True when {@code value}, which may be null, can be written as a part of a binary value. */
    public static boolean isBinary(Object value, PgType type, CodecContext context) {
        if (value == null) {
            return true;
        }
        Codec codec = type.codec();
        return codec.encodeFormat(value, type, context) == Format.BINARY || isTextInBinary(codec);
    }

    /**
     * Text is the same bytes in both formats, for jsonb behind a version, but codecs say TEXT so that a parameter is sent as one.
     */
    static boolean isTextInBinary(Codec codec) {
        return codec instanceof TextCodecs text && text.sameInBothFormats() || codec instanceof JsonCodecs;
    }

    /** Writes the length word and the binary form of a value for which {@link #isBinary} is true. */
    public static void putBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (value == null) {
            out.putInt(-1);
            return;
        }
        Codec codec = type.codec();
        int length = out.reserveInt();
        if (codec instanceof JsonCodecs json) {
            json.putVersion(out);
        }
        codec.encode(value, isTextInBinary(codec) ? Format.TEXT : Format.BINARY, type, out, context);
        out.patchValueLength(length);
    }

    /** The text that a value has as a parameter. */
    static String text(Object value, PgType type, CodecContext context) throws SQLException {
        ByteSink out = new ByteSink(32);
        type.codec().encode(value, Format.TEXT, type, out, context);
        return TypeErrors.utf8(out.array(), 0, out.size());
    }
}
