package io.howdah.internal.type;

import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Where the elements of one array value lie: dimensions, lower bounds and, in row-major order, the position of each element's bytes. Made by one
 * pass over the value's text or binary form, which checks every count against the bytes there are. Immutable but for {@code data}, which is
 * borrowed from the caller for binary values.
 */
final class ArrayLayout {
    /** The server's limit. */
    static final int MAX_DIMENSIONS = 6;

    /** Length word of a binary element. */
    private static final int MIN_ELEMENT_BYTES = 4;

    private static final int[] NONE = {};

    final PgType elementType;
    final int format;
    /** Number of elements in each dimension; empty for the empty array. */
    final int[] dimensions;

    final int[] lowerBounds;
    final byte[] data;
    /** First byte of each element in {@link #data}, and its length, which is -1 for NULL. */
    final int[] starts;

    final int[] lengths;

    private ArrayLayout(
            PgType elementType,
            int format,
            int[] dimensions,
            int[] lowerBounds,
            byte[] data,
            int[] starts,
            int[] lengths) {
        this.elementType = elementType;
        this.format = format;
        this.dimensions = dimensions;
        this.lowerBounds = lowerBounds;
        this.data = data;
        this.starts = starts;
        this.lengths = lengths;
    }

    int size() {
        return starts.length;
    }

    boolean isNull(int index) {
        return lengths[index] < 0;
    }

    static ArrayLayout read(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        PgType array = arrayType(type, context);
        return format == Format.BINARY
                ? readBinary(bytes, offset, length, array, context)
                : new TextParser(bytes, offset, length, array, context.types().elementOf(array)).parse();
    }

    /** The array type itself, or the one that a domain is over. */
    static PgType arrayType(PgType type, CodecContext context) {
        PgType array = type;
        while (array.form() == PgType.Form.DOMAIN) {
            array = context.types().elementOf(array);
        }
        return array;
    }

    private static ArrayLayout readBinary(byte[] bytes, int offset, int length, PgType type, CodecContext context)
            throws SQLException {
        ByteCursor cursor = new ByteCursor(bytes, offset, length);
        int rank = cursor.readInt();
        int flags = cursor.readInt();
        PgType elementType = context.types().byOid(cursor.readInt());
        if (rank < 0 || rank > MAX_DIMENSIONS || flags < 0 || flags > 1) {
            cursor.fail();
            rank = 0;
        }
        int[] dimensions = new int[rank];
        int[] lowerBounds = new int[rank];
        long count = rank == 0 ? 0 : 1;
        for (int i = 0; i < rank; i++) {
            dimensions[i] = cursor.readInt();
            lowerBounds[i] = cursor.readInt();
            // Once it is too large it stays so, and the product of two such numbers fits in a long.
            count = dimensions[i] < 0 ? Integer.MAX_VALUE : Math.min(count * dimensions[i], Integer.MAX_VALUE);
        }
        if (count > cursor.remaining() / MIN_ELEMENT_BYTES) {
            cursor.fail();
        }
        cursor.check(type.name());
        if (count == 0) {
            cursor.checkAtEnd(type.name());
            return new ArrayLayout(elementType, Format.BINARY, NONE, NONE, bytes, NONE, NONE);
        }
        int[] starts = new int[(int) count];
        int[] lengths = new int[(int) count];
        for (int i = 0; i < starts.length; i++) {
            int size = cursor.readInt();
            if (size < -1) {
                cursor.fail();
            }
            starts[i] = cursor.skip(Math.max(size, 0));
            lengths[i] = size;
        }
        cursor.checkAtEnd(type.name());
        return new ArrayLayout(elementType, Format.BINARY, dimensions, lowerBounds, bytes, starts, lengths);
    }

    /** Writes the array in the server's own text form. */
    void putText(ByteSink out, CodecContext context) throws SQLException {
        if (dimensions.length == 0) {
            out.putAscii("{}");
            return;
        }
        if (!startsAtOne()) {
            for (int i = 0; i < dimensions.length; i++) {
                out.putByte('[');
                out.putDecimal(lowerBounds[i]);
                out.putByte(':');
                out.putDecimal((long) lowerBounds[i] + dimensions[i] - 1);
                out.putByte(']');
            }
            out.putByte('=');
        }
        putLevel(0, 0, out, context);
    }

    private boolean startsAtOne() {
        for (int bound : lowerBounds) {
            if (bound != 1) {
                return false;
            }
        }
        return true;
    }

    /** Writes one sub-array that begins with element {@code index}; returns the index behind it. */
    private int putLevel(int dimension, int index, ByteSink out, CodecContext context) throws SQLException {
        int next = index;
        out.putByte('{');
        for (int i = 0; i < dimensions[dimension]; i++) {
            if (i > 0) {
                out.putByte(elementType.delimiter());
            }
            if (dimension < dimensions.length - 1) {
                next = putLevel(dimension + 1, next, out, context);
            } else {
                putElement(next++, out, context);
            }
        }
        out.putByte('}');
        return next;
    }

    private void putElement(int index, ByteSink out, CodecContext context) throws SQLException {
        if (isNull(index)) {
            out.putAscii("NULL");
        } else if (format == Format.TEXT) {
            quote(data, starts[index], lengths[index], elementType.delimiter(), out);
        } else {
            String text =
                    elementType.codec().decodeString(data, starts[index], lengths[index], format, elementType, context);
            ByteSink utf8 = new ByteSink(text.length());
            utf8.putUtf8(text);
            quote(utf8.array(), 0, utf8.size(), elementType.delimiter(), out);
        }
    }

    /** Writes an element's text, in quotes where the server would put some. */
    static void quote(byte[] text, int offset, int length, char delimiter, ByteSink out) {
        if (!needsQuotes(text, offset, length, delimiter)) {
            out.putBytes(text, offset, length);
            return;
        }
        out.putByte('"');
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '"' || text[i] == '\\') {
                out.putByte('\\');
            }
            out.putByte(text[i]);
        }
        out.putByte('"');
    }

    private static boolean needsQuotes(byte[] text, int offset, int length, char delimiter) {
        if (length == 0 || isNullWord(text, offset, length)) {
            return true;
        }
        for (int i = offset; i < offset + length; i++) {
            byte c = text[i];
            if (c == '"' || c == '\\' || c == '{' || c == '}' || c == delimiter || isSpace(c)) {
                return true;
            }
        }
        return false;
    }

    static boolean isSpace(byte c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isNullWord(byte[] text, int offset, int length) {
        return length == 4
                && (text[offset] | 0x20) == 'n'
                && (text[offset + 1] | 0x20) == 'u'
                && (text[offset + 2] | 0x20) == 'l'
                && (text[offset + 3] | 0x20) == 'l';
    }

    /** A parser of array text: {@code [1:2][0:1]={{a,NULL},{"b c","\"d\\"}}}. Used once. */
    private static final class TextParser {
        private final byte[] text;
        private final int end;
        private final PgType type;
        private final PgType elementType;
        private final byte delimiter;
        private int position;
        /** The elements' text without quotes and escapes, which is never longer than what it was. */
        private final byte[] data;

        private int dataSize;
        private int[] starts = new int[16];
        private int[] lengths = new int[16];
        private int count;
        private final int[] dimensions = new int[MAX_DIMENSIONS];
        private int rank = -1;

        TextParser(byte[] bytes, int offset, int length, PgType type, PgType elementType) {
            this.text = bytes;
            this.position = offset;
            this.end = offset + length;
            this.type = type;
            this.elementType = elementType;
            this.delimiter = (byte) elementType.delimiter();
            this.data = new byte[length];
            Arrays.fill(dimensions, -1);
        }

        private SQLException malformed() {
            return TypeErrors.badText(type, end, "an array such as {1,2,NULL}");
        }

        private byte peek() throws SQLException {
            if (position >= end) {
                throw malformed();
            }
            return text[position];
        }

        private void skipSpace() {
            while (position < end && isSpace(text[position])) {
                position++;
            }
        }

        ArrayLayout parse() throws SQLException {
            int[] lowerBounds = parseBounds();
            parseLevel(0);
            skipSpace();
            if (position != end) {
                throw malformed();
            }
            if (count == 0) {
                return new ArrayLayout(elementType, Format.TEXT, NONE, NONE, data, NONE, NONE);
            }
            if (lowerBounds == null) {
                lowerBounds = new int[rank];
                Arrays.fill(lowerBounds, 1);
            }
            if (lowerBounds.length != rank) {
                throw malformed();
            }
            long expected = 1;
            for (int i = 0; i < rank; i++) {
                expected *= dimensions[i];
            }
            if (expected != count) {
                // An empty array among elements.
                throw ragged(type);
            }
            return new ArrayLayout(
                    elementType,
                    Format.TEXT,
                    Arrays.copyOf(dimensions, rank),
                    lowerBounds,
                    data,
                    Arrays.copyOf(starts, count),
                    Arrays.copyOf(lengths, count));
        }

        /** The lower bounds in front of {@code =}; null when there are none. */
        private int[] parseBounds() throws SQLException {
            skipSpace();
            if (peek() != '[') {
                return null;
            }
            int[] lowerBounds = new int[MAX_DIMENSIONS];
            int bounds = 0;
            while (peek() == '[') {
                if (bounds == MAX_DIMENSIONS) {
                    throw malformed();
                }
                position++;
                lowerBounds[bounds++] = parseInt((byte) ':');
                parseInt((byte) ']');
            }
            if (peek() != '=') {
                throw malformed();
            }
            position++;
            skipSpace();
            return Arrays.copyOf(lowerBounds, bounds);
        }

        private int parseInt(byte terminator) throws SQLException {
            int start = position;
            while (peek() != terminator) {
                position++;
            }
            long value = Numbers.parseLong(text, start, position - start, type, int.class);
            position++;
            return Numbers.toInt(value, type);
        }

        /** Parses one {@code {...}} of the given depth. */
        private void parseLevel(int depth) throws SQLException {
            skipSpace();
            if (depth == MAX_DIMENSIONS || peek() != '{') {
                throw malformed();
            }
            position++;
            int elements = 0;
            skipSpace();
            if (peek() != '}') {
                do {
                    skipSpace();
                    if (peek() == '{') {
                        parseLevel(depth + 1);
                    } else {
                        parseElement(depth);
                    }
                    elements++;
                } while (nextIsDelimiter());
            }
            position++;
            if (dimensions[depth] >= 0 && dimensions[depth] != elements) {
                throw ragged(type);
            }
            dimensions[depth] = elements;
        }

        /** Steps over a delimiter; false at the closing brace. */
        private boolean nextIsDelimiter() throws SQLException {
            skipSpace();
            if (peek() == delimiter) {
                position++;
                return true;
            }
            if (peek() != '}') {
                throw malformed();
            }
            return false;
        }

        private void parseElement(int depth) throws SQLException {
            if (rank < 0) {
                rank = depth + 1;
            } else if (rank != depth + 1) {
                throw ragged(type);
            }
            int start = dataSize;
            boolean quoted = peek() == '"';
            if (quoted) {
                parseQuoted();
            } else {
                parseBare();
            }
            boolean isNull = !quoted && isNullWord(data, start, dataSize - start);
            if (!quoted && dataSize == start) {
                throw malformed();
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                lengths = Arrays.copyOf(lengths, count * 2);
            }
            starts[count] = start;
            lengths[count++] = isNull ? -1 : dataSize - start;
        }

        private void parseQuoted() throws SQLException {
            position++;
            while (peek() != '"') {
                if (text[position] == '\\') {
                    position++;
                }
                data[dataSize++] = peek();
                position++;
            }
            position++;
        }

        private void parseBare() throws SQLException {
            int lastVisible = dataSize;
            while (peek() != delimiter && text[position] != '}') {
                byte c = text[position++];
                if (c == '{' || c == '"') {
                    throw malformed();
                }
                boolean escaped = c == '\\';
                if (escaped) {
                    c = peek();
                    position++;
                }
                data[dataSize++] = c;
                if (escaped || !isSpace(c)) {
                    lastVisible = dataSize;
                }
            }
            dataSize = lastVisible;
        }
    }

    static SQLException ragged(PgType type) {
        return new SQLDataException(
                "array for type " + type.name()
                        + " is not rectangular: all arrays of one level need the same length and"
                        + " depth; fill up with nulls",
                "2202E");
    }
}
