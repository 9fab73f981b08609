package io.howdah.internal.type;

import io.howdah.internal.util.Bytes;
import java.sql.SQLException;

/**
 * The short way for binary arrays of one dimension without NULLs whose elements all have the size of a Java primitive: one loop from the value's
 * bytes to the array, with nothing in between. Everything else goes through {@link ArrayLayout}, which also explains what is wrong. Stateless.
 */
final class PrimitiveArrays {
    /** Dimensions, flags, element type, and length and lower bound of the only dimension. */
    private static final int HEADER_BYTES = 20;

    private static final int WORD = 4;

    private PrimitiveArrays() {}

    /** The value as an instance of {@code target}; null when it does not go the short way. */
    static Object decode(byte[] bytes, int offset, int length, Class<?> target) throws SQLException {
        if (target == int[].class) {
            return ints(bytes, offset, length);
        }
        if (target == long[].class) {
            return longs(bytes, offset, length);
        }
        if (target == double[].class) {
            return doubles(bytes, offset, length);
        }
        if (target == float[].class) {
            return floats(bytes, offset, length);
        }
        if (target == short[].class) {
            return shorts(bytes, offset, length);
        }
        return target == boolean[].class ? booleans(bytes, offset, length) : null;
    }

    /** The number of elements; -1 when their type or the length of the whole is not as expected. */
    private static int count(byte[] bytes, int offset, int length, int elementOid, int size) throws SQLException {
        if (length < HEADER_BYTES
                || Bytes.exactInt(bytes, offset, WORD) != 1
                || Bytes.exactInt(bytes, offset + 8, WORD) != elementOid) {
            return -1;
        }
        int count = Bytes.exactInt(bytes, offset + 12, WORD);
        return count > 0 && (long) count * (WORD + size) == length - HEADER_BYTES ? count : -1;
    }

    private static int[] ints(byte[] bytes, int offset, int length) throws SQLException {
        int count = count(bytes, offset, length, Oids.INT4, 4);
        if (count < 0) {
            return null;
        }
        int[] values = new int[count];
        int at = offset + HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            // Length and value of an element in one read.
            long both = Bytes.exactLong(bytes, at, 8);
            if (both >>> 32 != 4) {
                return null;
            }
            values[i] = (int) both;
            at += 8;
        }
        return values;
    }

    private static float[] floats(byte[] bytes, int offset, int length) throws SQLException {
        int count = count(bytes, offset, length, Oids.FLOAT4, 4);
        if (count < 0) {
            return null;
        }
        float[] values = new float[count];
        int at = offset + HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            long both = Bytes.exactLong(bytes, at, 8);
            if (both >>> 32 != 4) {
                return null;
            }
            values[i] = Float.intBitsToFloat((int) both);
            at += 8;
        }
        return values;
    }

    private static long[] longs(byte[] bytes, int offset, int length) throws SQLException {
        int count = count(bytes, offset, length, Oids.INT8, 8);
        if (count < 0) {
            return null;
        }
        long[] values = new long[count];
        int at = offset + HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            if (Bytes.exactInt(bytes, at, WORD) != 8) {
                return null;
            }
            values[i] = Bytes.exactLong(bytes, at + WORD, 8);
            at += WORD + 8;
        }
        return values;
    }

    private static double[] doubles(byte[] bytes, int offset, int length) throws SQLException {
        int count = count(bytes, offset, length, Oids.FLOAT8, 8);
        if (count < 0) {
            return null;
        }
        double[] values = new double[count];
        int at = offset + HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            if (Bytes.exactInt(bytes, at, WORD) != 8) {
                return null;
            }
            values[i] = Bytes.exactDouble(bytes, at + WORD, 8);
            at += WORD + 8;
        }
        return values;
    }

    private static short[] shorts(byte[] bytes, int offset, int length) throws SQLException {
        int count = count(bytes, offset, length, Oids.INT2, 2);
        if (count < 0) {
            return null;
        }
        short[] values = new short[count];
        int at = offset + HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            if (Bytes.exactInt(bytes, at, WORD) != 2) {
                return null;
            }
            values[i] = Bytes.exactShort(bytes, at + WORD, 2);
            at += WORD + 2;
        }
        return values;
    }

    private static boolean[] booleans(byte[] bytes, int offset, int length) throws SQLException {
        int count = count(bytes, offset, length, Oids.BOOL, 1);
        if (count < 0) {
            return null;
        }
        boolean[] values = new boolean[count];
        int at = offset + HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            if (Bytes.exactInt(bytes, at, WORD) != 1) {
                return null;
            }
            values[i] = Bytes.exactByte(bytes, at + WORD, 1) != 0;
            at += WORD + 1;
        }
        return values;
    }
}
