package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgRange;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;

/**
 * Reads and writes ranges over any type. getObject gives a {@link PgRange}, whose bounds are what getObject gives for the subtype, but of
 * java.time for dates and times. Stateless.
 *
 * <p>Binary: a byte of flags, then the length and the bytes of each bound that is not infinite, the lower one first.
 */
final class RangeCodecs extends BaseCodec {
    /** Over subtypes that have a binary form. */
    static final RangeCodecs BINARY = new RangeCodecs(true);

    static final RangeCodecs TEXT_ONLY = new RangeCodecs(false);

    // The flags, as in the server's utils/rangetypes.h
    private static final int EMPTY = 0x01;
    private static final int LOWER_INCLUSIVE = 0x02;
    private static final int UPPER_INCLUSIVE = 0x04;
    private static final int LOWER_INFINITE = 0x08;
    private static final int UPPER_INFINITE = 0x10;
    private static final int KNOWN_FLAGS = EMPTY | LOWER_INCLUSIVE | UPPER_INCLUSIVE | LOWER_INFINITE | UPPER_INFINITE;

    private RangeCodecs(boolean binary) {
        super(binary, "PgRange or String");
    }

    /** The class of the bounds of a range over {@code subtype}. */
    private static Class<?> boundClass(PgType subtype) {
        return switch (subtype.oid()) {
            case Oids.DATE -> LocalDate.class;
            case Oids.TIME -> LocalTime.class;
            case Oids.TIMETZ -> OffsetTime.class;
            case Oids.TIMESTAMP -> LocalDateTime.class;
            case Oids.TIMESTAMPTZ -> OffsetDateTime.class;
            default -> Object.class;
        };
    }

    private static PgType subtype(PgType type, CodecContext context) {
        return context.types().elementOf(ArrayLayout.arrayType(type, context));
    }

    @Override
    public PgRange<Object> decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        PgType subtype = subtype(type, context);
        if (format == Format.TEXT) {
            return ofText(TypeErrors.utf8(bytes, offset, length), type, subtype, context);
        }
        ByteCursor cursor = new ByteCursor(bytes, offset, length);
        PgRange<Object> range = readBinary(cursor, type, subtype, context);
        cursor.checkAtEnd(type.name());
        return range;
    }

    private static PgRange<Object> ofText(String text, PgType type, PgType subtype, CodecContext context)
            throws SQLException {
        PgRange<String> range;
        try {
            range = PgRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw TypeErrors.badText(type, text.length(), "a range such as [1,5)");
        }
        return bounds(range, text, type, subtype, context);
    }

    /** The range with the bounds that were read from text. */
    static PgRange<Object> bounds(PgRange<String> range, String text, PgType type, PgType subtype, CodecContext context)
            throws SQLException {
        return PgRange.ofText(
                type.name(), text, bound(range.lower(), subtype, context), bound(range.upper(), subtype, context));
    }

    private static Object bound(String text, PgType subtype, CodecContext context) throws SQLException {
        if (text == null) {
            return null;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return subtype.codec().decodeAs(utf8, 0, utf8.length, Format.TEXT, subtype, context, boundClass(subtype));
    }

    /** Reads one range from {@code cursor}. */
    static PgRange<Object> readBinary(ByteCursor cursor, PgType type, PgType subtype, CodecContext context)
            throws SQLException {
        int flags = readFlags(cursor, type);
        Object[] values = new Object[2];
        String[] texts = new String[2];
        for (int i = 0; i < 2; i++) {
            if ((flags & (EMPTY | LOWER_INFINITE << i)) == 0) {
                int size = cursor.readCount(1);
                int start = cursor.skip(size);
                cursor.check(type.name());
                Codec codec = subtype.codec();
                byte[] bytes = cursor.array();
                values[i] = codec.decodeAs(bytes, start, size, Format.BINARY, subtype, context, boundClass(subtype));
                texts[i] = codec.decodeString(bytes, start, size, Format.BINARY, subtype, context);
            }
        }
        return PgRange.ofText(type.name(), text(flags, texts[0], texts[1]), values[0], values[1]);
    }

    private static int readFlags(ByteCursor cursor, PgType type) throws SQLException {
        int flags = cursor.readByte();
        if ((flags & ~KNOWN_FLAGS) != 0) {
            cursor.fail();
        }
        cursor.check(type.name());
        return flags;
    }

    private static String text(int flags, String lower, String upper) {
        PgRange<String> range = (flags & EMPTY) != 0
                ? PgRange.empty()
                : PgRange.of(lower, (flags & LOWER_INCLUSIVE) != 0, upper, (flags & UPPER_INCLUSIVE) != 0);
        return range.toString();
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        ByteCursor cursor = new ByteCursor(bytes, offset, length);
        String text = readText(cursor, type, subtype(type, context), context);
        cursor.checkAtEnd(type.name());
        return text;
    }

    /** Reads one range from {@code cursor} as text. */
    static String readText(ByteCursor cursor, PgType type, PgType subtype, CodecContext context) throws SQLException {
        int flags = readFlags(cursor, type);
        String[] texts = new String[2];
        for (int i = 0; i < 2; i++) {
            if ((flags & (EMPTY | LOWER_INFINITE << i)) == 0) {
                int size = cursor.readCount(1);
                int start = cursor.skip(size);
                cursor.check(type.name());
                texts[i] = subtype.codec().decodeString(cursor.array(), start, size, Format.BINARY, subtype, context);
            }
        }
        return text(flags, texts[0], texts[1]);
    }

    @Override
    Class<?> elementClass() {
        return PgRange.class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        return null;
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        return value instanceof PgRange<?> range && isBinary(range, subtype(type, context), context);
    }

    static boolean isBinary(PgRange<?> range, PgType subtype, CodecContext context) {
        return Parts.isBinary(range.lower(), subtype, context) && Parts.isBinary(range.upper(), subtype, context);
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        putBinary((PgRange<?>) value, subtype(type, context), out, context);
    }

    static void putBinary(PgRange<?> range, PgType subtype, ByteSink out, CodecContext context) throws SQLException {
        if (range.isEmpty()) {
            out.putByte(EMPTY);
            return;
        }
        out.putByte((range.isLowerInfinite() ? LOWER_INFINITE : 0)
                | (range.isUpperInfinite() ? UPPER_INFINITE : 0)
                | (range.isLowerInclusive() ? LOWER_INCLUSIVE : 0)
                | (range.isUpperInclusive() ? UPPER_INCLUSIVE : 0));
        if (range.lower() != null) {
            Parts.putBinary(range.lower(), subtype, out, context);
        }
        if (range.upper() != null) {
            Parts.putBinary(range.upper(), subtype, out, context);
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        if (!(value instanceof PgRange<?> range)) {
            throw TypeErrors.noWriting(type, value, classes());
        }
        out.putUtf8(text(range, subtype(type, context), context));
    }

    /** The text that a range has as a parameter: its bounds as the codec of {@code subtype} writes them. */
    static String text(PgRange<?> range, PgType subtype, CodecContext context) throws SQLException {
        if (range.isEmpty()) {
            return range.toString();
        }
        return PgRange.of(
                        range.lower() == null ? null : Parts.text(range.lower(), subtype, context),
                        range.isLowerInclusive(),
                        range.upper() == null ? null : Parts.text(range.upper(), subtype, context),
                        range.isUpperInclusive())
                .toString();
    }
}
