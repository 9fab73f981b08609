package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.types.PgMultirange;
import io.howdah.types.PgRange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes multiranges over any type, which PostgreSQL has since version 14. getObject gives a {@link PgMultirange}. Written are also
 * single ranges and collections of them. Stateless.
 *
 * <p>Binary: the number of ranges, then the length and the bytes of each, as {@link RangeCodecs} has them.
 */
final class MultirangeCodec extends BaseCodec {
    /** Over subtypes that have a binary form. */
    static final MultirangeCodec BINARY = new MultirangeCodec(true);

    static final MultirangeCodec TEXT_ONLY = new MultirangeCodec(false);

    /** Length word and flags of a range. */
    private static final int MIN_RANGE_BYTES = 5;

    private MultirangeCodec(boolean binary) {
        super(binary, "PgMultirange, java.util.List or String");
    }

    private static PgType rangeType(PgType type, CodecContext context) {
        return context.types().elementOf(ArrayLayout.arrayType(type, context));
    }

    @Override
    public PgMultirange<Object> decode(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context) throws SQLException {
        PgType rangeType = rangeType(type, context);
        PgType subtype = context.types().elementOf(rangeType);
        List<PgRange<Object>> ranges = new ArrayList<>();
        if (format == Format.BINARY) {
            ByteCursor cursor = new ByteCursor(bytes, offset, length);
            int count = cursor.readCount(MIN_RANGE_BYTES);
            for (int i = 0; i < count; i++) {
                int end = readEnd(cursor, type);
                ranges.add(RangeCodecs.readBinary(cursor, rangeType, subtype, context));
                checkEnd(cursor, end, type);
            }
            cursor.checkAtEnd(type.name());
            return PgMultirange.ofText(type.name(), PgMultirange.of(ranges).toString(), ranges);
        }
        String text = TypeErrors.utf8(bytes, offset, length);
        PgMultirange<String> parsed;
        try {
            parsed = PgMultirange.parse(text);
        } catch (IllegalArgumentException e) {
            throw TypeErrors.badText(type, length, "a multirange such as {[1,5),[7,9)}");
        }
        for (PgRange<String> range : parsed.ranges()) {
            ranges.add(RangeCodecs.bounds(range, range.toString(), rangeType, subtype, context));
        }
        return PgMultirange.ofText(type.name(), text, ranges);
    }

    /** Reads the length of a range; returns the position behind it. */
    private static int readEnd(ByteCursor cursor, PgType type) throws SQLException {
        int size = cursor.readCount(1);
        cursor.check(type.name());
        return cursor.position() + size;
    }

    private static void checkEnd(ByteCursor cursor, int end, PgType type) throws SQLException {
        if (cursor.position() != end) {
            cursor.fail();
        }
        cursor.check(type.name());
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        PgType rangeType = rangeType(type, context);
        PgType subtype = context.types().elementOf(rangeType);
        ByteCursor cursor = new ByteCursor(bytes, offset, length);
        int count = cursor.readCount(MIN_RANGE_BYTES);
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            int end = readEnd(cursor, type);
            text.append(i == 0 ? "" : ",").append(RangeCodecs.readText(cursor, rangeType, subtype, context));
            checkEnd(cursor, end, type);
        }
        cursor.checkAtEnd(type.name());
        return text.append('}').toString();
    }

    @Override
    Class<?> elementClass() {
        return PgMultirange.class;
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target == List.class) {
            return decode(bytes, offset, length, format, type, context).ranges();
        }
        if (target == PgRange[].class) {
            return decode(bytes, offset, length, format, type, context).ranges().toArray(new PgRange<?>[0]);
        }
        return null;
    }

    /** The ranges of a value; null when it is nothing that a multirange can be made of. */
    private static List<PgRange<?>> ranges(Object value) {
        if (value instanceof PgRange<?> range) {
            return List.of(range);
        }
        List<?> values = value instanceof PgMultirange<?> multirange ? multirange.ranges() : List.of();
        if (value instanceof PgRange<?>[] array) {
            values = List.of(array);
        } else if (value instanceof List<?> list) {
            values = list;
        } else if (!(value instanceof PgMultirange<?>)) {
            return null;
        }
        List<PgRange<?>> ranges = new ArrayList<>(values.size());
        for (Object element : values) {
            if (!(element instanceof PgRange<?> range)) {
                return null;
            }
            ranges.add(range);
        }
        return ranges;
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        List<PgRange<?>> ranges = ranges(value);
        if (ranges == null) {
            return false;
        }
        PgType subtype = context.types().elementOf(rangeType(type, context));
        return ranges.stream().allMatch(range -> RangeCodecs.isBinary(range, subtype, context));
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        PgType subtype = context.types().elementOf(rangeType(type, context));
        List<PgRange<?>> ranges = ranges(value);
        out.putInt(ranges.size());
        for (PgRange<?> range : ranges) {
            int length = out.reserveInt();
            RangeCodecs.putBinary(range, subtype, out, context);
            out.patchValueLength(length);
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        List<PgRange<?>> ranges = ranges(value);
        if (ranges == null) {
            throw TypeErrors.noWriting(type, value, classes());
        }
        putText(ranges, context.types().elementOf(rangeType(type, context)), out, context);
    }

    /** Writes the text of ranges over {@code subtype} as a parameter. */
    static void putText(List<? extends PgRange<?>> ranges, PgType subtype, ByteSink out, CodecContext context)
            throws SQLException {
        out.putByte('{');
        for (int i = 0; i < ranges.size(); i++) {
            out.putAscii(i == 0 ? "" : ",");
            out.putUtf8(RangeCodecs.text(ranges.get(i), subtype, context));
        }
        out.putByte('}');
    }
}
