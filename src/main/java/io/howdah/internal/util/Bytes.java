package io.howdah.internal.util;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLDataException;
import java.sql.SQLException;

/**
 * Big-endian reads and writes of primitives in a {@code byte[]}.
 *
 * <p>The {@code exactX} methods check the length that the sender declared and are what decoders of untrusted values use; the {@code getX} and
 * {@code putX} methods check only the array's own bounds. All methods are stateless and allocate nothing unless they fail.
 */
public final class Bytes {
    // Shapes: (byte[] array, int offset in bytes) -> value of 2, 4 or 8 bytes, most significant byte first; unaligned
    // offsets are allowed.
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    public static short getShort(byte[] b, int offset) {
        return (short) SHORT.get(b, offset);
    }

    public static int getUnsignedShort(byte[] b, int offset) {
        return (short) SHORT.get(b, offset) & 0xffff;
    }

    public static int getInt(byte[] b, int offset) {
        return (int) INT.get(b, offset);
    }

    public static long getLong(byte[] b, int offset) {
        return (long) LONG.get(b, offset);
    }

    public static void putShort(byte[] b, int offset, int value) {
        SHORT.set(b, offset, (short) value);
    }

    public static void putInt(byte[] b, int offset, int value) {
        INT.set(b, offset, value);
    }

    public static void putLong(byte[] b, int offset, long value) {
        LONG.set(b, offset, value);
    }

    /** Reads a value whose declared length must be 1 byte; 22P03 otherwise. */
    public static byte exactByte(byte[] b, int offset, int length) throws SQLException {
        if (length != 1) {
            throw wrongLength(1, length);
        }
        return b[offset];
    }

    /** Reads a value whose declared length must be 2 bytes; 22P03 otherwise. */
    public static short exactShort(byte[] b, int offset, int length) throws SQLException {
        if (length != 2) {
            throw wrongLength(2, length);
        }
        return getShort(b, offset);
    }

    /** Reads a value whose declared length must be 4 bytes; 22P03 otherwise. */
    public static int exactInt(byte[] b, int offset, int length) throws SQLException {
        if (length != 4) {
            throw wrongLength(4, length);
        }
        return getInt(b, offset);
    }

    /** Reads a value whose declared length must be 8 bytes; 22P03 otherwise. */
    public static long exactLong(byte[] b, int offset, int length) throws SQLException {
        if (length != 8) {
            throw wrongLength(8, length);
        }
        return getLong(b, offset);
    }

    /** Reads an IEEE 754 single whose declared length must be 4 bytes; 22P03 otherwise. */
    public static float exactFloat(byte[] b, int offset, int length) throws SQLException {
        return Float.intBitsToFloat(exactInt(b, offset, length));
    }

    /** Reads an IEEE 754 double whose declared length must be 8 bytes; 22P03 otherwise. */
    public static double exactDouble(byte[] b, int offset, int length) throws SQLException {
        return Double.longBitsToDouble(exactLong(b, offset, length));
    }

    private static SQLException wrongLength(int expected, int got) {
        return new SQLDataException(
                "malformed binary value from the server: expected " + expected + " bytes, got " + got, "22P03");
    }
}
