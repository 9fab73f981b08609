package io.howdah.internal.type;

import io.howdah.internal.type.PgType.Field;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Where the fields of one composite value lie. Made by one pass over the value's text or binary form, which checks every count against the bytes
 * there are. Immutable but for its bytes, which are borrowed from the caller for binary values.
 */
final class CompositeLayout implements Fields {
    /** OID and length word of a binary field. */
    private static final int MIN_FIELD_BYTES = 8;

    private final PgType type;
    private final int format;
    private final PgType[] types;
    private final byte[] data;
    private final int[] starts;
    private final int[] lengths;

    private CompositeLayout(PgType type, int format, PgType[] types, byte[] data, int[] starts, int[] lengths) {
        this.type = type;
        this.format = format;
        this.types = types;
        this.data = data;
        this.starts = starts;
        this.lengths = lengths;
    }

    @Override
    public int count() {
        return types.length;
    }

    @Override
    public Object shape() {
        return type;
    }

    @Override
    public boolean isNamed() {
        return type.form() == PgType.Form.COMPOSITE;
    }

    /** The columns of an anonymous record are called as those of VALUES. */
    @Override
    public String name(int index) {
        return type.fields().isEmpty()
                ? "column" + (index + 1)
                : type.fields().get(index).name();
    }

    @Override
    public PgType type(int index) {
        return types[index];
    }

    @Override
    public int format(int index) {
        return format;
    }

    @Override
    public byte[] bytes(int index) {
        return data;
    }

    @Override
    public int offset(int index) {
        return starts[index];
    }

    @Override
    public int length(int index) {
        return lengths[index];
    }

    boolean isNull(int index) {
        return lengths[index] < 0;
    }

    /**
     * Reads a value of a composite type, of a domain over one, or of type record.
     *
     * @throws StaleTypeException when the value has other fields than the type is known to have
     */
    static CompositeLayout read(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        PgType composite = ArrayLayout.arrayType(type, context);
        return format == Format.BINARY
                ? readBinary(bytes, offset, length, composite, context)
                : new TextParser(bytes, offset, length, composite).parse(context);
    }

    private static CompositeLayout readBinary(byte[] bytes, int offset, int length, PgType type, CodecContext context)
            throws SQLException {
        ByteCursor cursor = new ByteCursor(bytes, offset, length);
        int count = cursor.readCount(MIN_FIELD_BYTES);
        cursor.check(type.name());
        List<Field> fields = type.fields();
        boolean declared = type.form() == PgType.Form.COMPOSITE;
        boolean changed = declared && fields.size() != count;
        PgType[] types = new PgType[count];
        int[] starts = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            int oid = cursor.readInt();
            changed = changed || declared && fields.get(i).typeOid() != oid;
            types[i] = declared ? context.types().byOid(oid) : ofAnonymous(oid, context);
            int size = cursor.readInt();
            if (size < -1) {
                cursor.fail();
            }
            starts[i] = cursor.skip(Math.max(size, 0));
            lengths[i] = size;
        }
        cursor.checkAtEnd(type.name());
        if (changed) {
            throw stale(type, count, context);
        }
        return new CompositeLayout(type, Format.BINARY, types, bytes, starts, lengths);
    }

    /** What is known of types is out of date: it is forgotten, to be learned again. */
    private static SQLException stale(PgType type, int count, CodecContext context) {
        context.types().catalogueChanged();
        return new StaleTypeException(type, count);
    }

    /** Records in records have no declared depth, so that they are not followed in binary, which is never asked for. */
    private static PgType ofAnonymous(int oid, CodecContext context) {
        PgType type = context.types().byOid(oid);
        if (oid != Oids.RECORD && oid != Oids.RECORD_ARRAY) {
            return type;
        }
        return new PgType(oid, type.schema(), type.name(), PgType.Form.UNKNOWN, 0, 0, ',', FallbackCodec.INSTANCE);
    }

    /** Writes the value in the server's own text form. */
    void putText(ByteSink out, CodecContext context) throws SQLException {
        out.putByte('(');
        for (int i = 0; i < types.length; i++) {
            if (i > 0) {
                out.putByte(',');
            }
            if (isNull(i)) {
                continue;
            }
            if (format == Format.TEXT) {
                quote(data, starts[i], lengths[i], out);
            } else {
                String text = types[i].codec().decodeString(data, starts[i], lengths[i], format, types[i], context);
                ByteSink utf8 = new ByteSink(text.length());
                utf8.putUtf8(text);
                quote(utf8.array(), 0, utf8.size(), out);
            }
        }
        out.putByte(')');
    }

    /** Writes a field's text, in quotes where the server would put some; quotes and backslashes in it are doubled. */
    static void quote(byte[] text, int offset, int length, ByteSink out) {
        if (!needsQuotes(text, offset, length)) {
            out.putBytes(text, offset, length);
            return;
        }
        out.putByte('"');
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '"' || text[i] == '\\') {
                out.putByte(text[i]);
            }
            out.putByte(text[i]);
        }
        out.putByte('"');
    }

    private static boolean needsQuotes(byte[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte c = text[i];
            if (c == '"' || c == '\\' || c == '(' || c == ')' || c == ',' || ArrayLayout.isSpace(c)) {
                return true;
            }
        }
        return length == 0;
    }

    /** A parser of composite text: {@code (1,"a ""b""",,"")}. Used once. */
    private static final class TextParser {
        private final byte[] text;
        private final int end;
        private final PgType type;
        private int position;
        /** The fields' text without quotes and escapes, which is never longer than what it was. */
        private final byte[] data;

        private int dataSize;
        private int[] starts = new int[8];
        private int[] lengths = new int[8];
        private int count;

        TextParser(byte[] bytes, int offset, int length, PgType type) {
            this.text = bytes;
            this.position = offset;
            this.end = offset + length;
            this.type = type;
            this.data = new byte[length];
        }

        private SQLException malformed() {
            return TypeErrors.badText(type, data.length, "a composite value such as (1,\"a b\",)");
        }

        private byte peek() throws SQLException {
            if (position >= end) {
                throw malformed();
            }
            return text[position];
        }

        private void skipSpace() {
            while (position < end && ArrayLayout.isSpace(text[position])) {
                position++;
            }
        }

        CompositeLayout parse(CodecContext context) throws SQLException {
            skipSpace();
            if (peek() != '(') {
                throw malformed();
            }
            position++;
            boolean declared = type.form() == PgType.Form.COMPOSITE;
            if (declared && type.fields().isEmpty() && peek() == ')') {
                position++;
            } else {
                do {
                    parseField();
                } while (nextIsComma());
            }
            skipSpace();
            if (position != end) {
                throw malformed();
            }
            if (declared && type.fields().size() != count) {
                throw stale(type, count, context);
            }
            return new CompositeLayout(
                    type,
                    Format.TEXT,
                    types(declared, context),
                    data,
                    Arrays.copyOf(starts, count),
                    Arrays.copyOf(lengths, count));
        }

        /** Nobody tells the types of an anonymous record's columns in text. */
        private PgType[] types(boolean declared, CodecContext context) {
            PgType[] types = new PgType[count];
            for (int i = 0; i < count; i++) {
                types[i] = context.types().byOid(declared ? type.fields().get(i).typeOid() : Oids.TEXT);
            }
            return types;
        }

        private boolean nextIsComma() throws SQLException {
            boolean comma = peek() == ',';
            if (!comma && text[position] != ')') {
                throw malformed();
            }
            position++;
            return comma;
        }

        private void parseField() throws SQLException {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                lengths = Arrays.copyOf(lengths, count * 2);
            }
            int start = dataSize;
            boolean isNull = peek() == ',' || text[position] == ')';
            boolean quoted = false;
            while (quoted || peek() != ',' && text[position] != ')') {
                byte c = peek();
                position++;
                if (c == '\\') {
                    c = peek();
                    position++;
                } else if (c == '"') {
                    if (quoted && peek() == '"') {
                        position++;
                    } else {
                        quoted = !quoted;
                        continue;
                    }
                }
                data[dataSize++] = c;
            }
            starts[count] = start;
            lengths[count++] = isNull ? -1 : dataSize - start;
        }
    }
}
