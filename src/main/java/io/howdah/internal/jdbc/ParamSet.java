package io.howdah.internal.jdbc;

import io.howdah.internal.session.BindValues;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The parameter values of one prepared statement, as the setters left them; encoded only when they are sent. Numbers and booleans are kept as
 * bits, so that setting and sending them allocates nothing. Indexes are 0-based.
 *
 * <p>Owned by its statement and, like it, for one thread at a time. Arrays and other mutable objects are kept by reference until the execution.
 */
final class ParamSet implements BindValues {
    /** How a value is kept; UNSET is 0 so that new words mean it. */
    private static final int UNSET = 0;

    private static final int NULL = 1;
    private static final int BOOL = 2;
    private static final int INT2 = 3;
    private static final int INT4 = 4;
    private static final int INT8 = 5;
    private static final int FLOAT4 = 6;
    private static final int FLOAT8 = 7;
    /** A CharSequence that is sent as it is, in text. */
    private static final int TEXT = 8;
    /** A byte[] that is sent as it is, in binary. */
    private static final int BYTES = 9;
    /** A {@link Spool} of UTF-8, sent in text. */
    private static final int TEXT_SPOOL = 10;
    /** A {@link Spool} of bytes, sent in binary. */
    private static final int BYTES_SPOOL = 11;
    /** An object that the codec of its type writes. */
    private static final int OBJECT = 12;
    /** A {@link LargeParameter}, which becomes something else before it is sent. */
    private static final int LARGE = 13;

    private static final Object[] NO_OBJECTS = {};

    /** Even positions: tag in the upper and type OID in the lower 32 bits; odd positions: the bits of a primitive value. */
    private final long[] words;

    private final boolean binary;
    private Object[] objects = NO_OBJECTS;
    private int unset;
    private int large;

    /**
     * @param count number of parameters
     * @param binary false to send everything but byte arrays as text
     */
    ParamSet(int count, boolean binary) {
        this.words = new long[2 * count];
        this.binary = binary;
        this.unset = count;
    }

    private void put(int index, int tag, int oid, long bits) {
        long[] words = this.words;
        int at = 2 * index;
        if (words[at] >>> 32 == UNSET) {
            unset--;
        } else if (large > 0 && words[at] >>> 32 == LARGE) {
            large--;
        }
        words[at] = (long) tag << 32 | oid & 0xFFFF_FFFFL;
        words[at + 1] = bits;
    }

    private void putObject(int index, int tag, int oid, Object value) {
        if (objects.length == 0) {
            objects = new Object[words.length / 2];
        }
        objects[index] = value;
        put(index, tag, oid, 0);
    }

    private int tag(int index) {
        return (int) (words[2 * index] >>> 32);
    }

    private long bits(int index) {
        return words[2 * index + 1];
    }

    void setNull(int index, int oid) {
        put(index, NULL, oid, 0);
    }

    void setBoolean(int index, boolean value, int oid) {
        put(index, BOOL, oid, value ? 1 : 0);
    }

    void setInt2(int index, short value, int oid) {
        put(index, INT2, oid, value);
    }

    void setInt4(int index, int value, int oid) {
        put(index, INT4, oid, value);
    }

    void setInt8(int index, long value, int oid) {
        put(index, INT8, oid, value);
    }

    void setFloat4(int index, float value, int oid) {
        put(index, FLOAT4, oid, Float.floatToRawIntBits(value));
    }

    void setFloat8(int index, double value, int oid) {
        put(index, FLOAT8, oid, Double.doubleToRawLongBits(value));
    }

    /** Text for the server to read as a value of {@code oid}, or of the type it infers when that is 0. */
    void setText(int index, CharSequence value, int oid) {
        putObject(index, TEXT, oid, value);
    }

    /** The binary form of a value of {@code oid}. */
    void setBytes(int index, byte[] value, int oid) {
        putObject(index, BYTES, oid, value);
    }

    void setTextSpool(int index, Spool value, int oid) {
        putObject(index, TEXT_SPOOL, oid, value);
    }

    void setBytesSpool(int index, Spool value, int oid) {
        putObject(index, BYTES_SPOOL, oid, value);
    }

    /** A value that the codec of {@code oid} writes. */
    void setObject(int index, Object value, int oid) {
        putObject(index, OBJECT, oid, value);
    }

    /** A value whose form depends on the type that the server has for the parameter. */
    void setLarge(int index, LargeParameter value) {
        putObject(index, LARGE, 0, value);
        large++;
    }

    /** True when there are values that cannot be sent before the types of their parameters are known. */
    boolean hasLarge() {
        return large > 0;
    }

    /** Such a value; null for a parameter of any other kind. */
    LargeParameter large(int index) {
        return tag(index) == LARGE ? (LargeParameter) objects[index] : null;
    }

    /** True when the value is that object, not an equal one. */
    boolean holds(int index, Object value) {
        return index < objects.length && objects[index] == value;
    }

    /** Takes a value back. */
    void unset(int index) {
        if (isSet(index)) {
            put(index, UNSET, 0, 0);
            unset++;
            if (objects.length > 0) {
                objects[index] = null;
            }
        }
    }

    /** Makes every parameter unset. */
    void clear() {
        large = 0;
        Arrays.fill(words, 0);
        unset = words.length / 2;
        if (objects.length > 0) {
            Arrays.fill(objects, null);
        }
    }

    /**
     * Checks that every parameter has a value.
     *
     * @param first what the application calls the first parameter here: 1, or 2 when another comes before
     * @throws SQLException 22023
     */
    void checkComplete(int first) throws SQLException {
        if (unset != 0) {
            throw incomplete(first);
        }
    }

    private SQLException incomplete(int first) {
        int index = 0;
        while (tag(index) != UNSET) {
            index++;
        }
        return new SQLDataException("No value specified for parameter " + (index + first) + ".", "22023");
    }

    @Override
    public int count() {
        return words.length / 2;
    }

    @Override
    public int oid(int index) {
        return (int) words[2 * index];
    }

    @Override
    public int format(int index, CodecContext context) {
        return switch (tag(index)) {
            case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8 -> binary ? Format.BINARY : Format.TEXT;
            case BYTES, BYTES_SPOOL -> Format.BINARY;
            case OBJECT -> binary ? objectFormat(index, context) : Format.TEXT;
            default -> Format.TEXT;
        };
    }

    private int objectFormat(int index, CodecContext context) {
        if (oid(index) == Oids.VARCHAR_ARRAY) {
            // The session may leave the type of strings to the server, which then takes no other form.
            return Format.TEXT;
        }
        PgType type = context.types().byOid(oid(index));
        return type.codec().encodeFormat(objects[index], type, context);
    }

    @Override
    public void write(int index, int format, ByteSink out, CodecContext context) throws SQLException {
        switch (tag(index)) {
            case UNSET -> throw incomplete(1);
            case NULL -> out.putInt(-1);
            case TEXT -> {
                int length = out.reserveInt();
                out.putUtf8((CharSequence) objects[index]);
                out.patchValueLength(length);
            }
            case BYTES -> {
                byte[] bytes = (byte[]) objects[index];
                out.putInt(bytes.length);
                out.putBytes(bytes);
            }
            case TEXT_SPOOL, BYTES_SPOOL -> {
                Spool spool = (Spool) objects[index];
                out.putInt(spool.length());
                spool.writeTo(out);
            }
            case OBJECT -> {
                PgType type = context.types().byOid(oid(index));
                int length = out.reserveInt();
                type.codec().encode(objects[index], format, type, out, context);
                out.patchValueLength(length);
            }
            default -> {
                if (format == Format.BINARY) {
                    writeBinary(index, out);
                } else {
                    int length = out.reserveInt();
                    writeText(index, out);
                    out.patchValueLength(length);
                }
            }
        }
    }

    private void writeBinary(int index, ByteSink out) {
        long bits = bits(index);
        switch (tag(index)) {
            case BOOL -> {
                out.putInt(1);
                out.putByte((int) bits);
            }
            case INT2 -> {
                out.putInt(2);
                out.putShort((int) bits);
            }
            case INT4, FLOAT4 -> {
                out.putInt(4);
                out.putInt((int) bits);
            }
            default -> {
                out.putInt(8);
                out.putLong(bits);
            }
        }
    }

    private void writeText(int index, ByteSink out) {
        long bits = bits(index);
        switch (tag(index)) {
            case BOOL -> out.putByte(bits != 0 ? 't' : 'f');
            case FLOAT4 -> out.putAscii(Float.toString(Float.intBitsToFloat((int) bits)));
            case FLOAT8 -> out.putAscii(Double.toString(Double.longBitsToDouble(bits)));
            default -> out.putDecimal(bits);
        }
    }

    /**
     * The text of a value; null when it has none that is fit to be shown: an unset parameter, NULL, a stream, bytes, or a value that cannot be
     * encoded.
     */
    String text(int index, CodecContext context) {
        ByteSink out = new ByteSink(32);
        switch (tag(index)) {
            case BOOL -> {
                return bits(index) != 0 ? "TRUE" : "FALSE";
            }
            case INT2, INT4, INT8, FLOAT4, FLOAT8 -> writeText(index, out);
            case TEXT -> {
                return objects[index].toString();
            }
            case OBJECT -> {
                PgType type = context.types().byOid(oid(index));
                try {
                    type.codec().encode(objects[index], Format.TEXT, type, out, context);
                } catch (SQLException cannotBeEncoded) {
                    return null;
                }
            }
            default -> {
                return null;
            }
        }
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }

    boolean isSet(int index) {
        return tag(index) != UNSET;
    }

    boolean isNull(int index) {
        return tag(index) == NULL;
    }
}
