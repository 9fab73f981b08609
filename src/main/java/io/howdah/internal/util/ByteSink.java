package io.howdah.internal.util;

import java.sql.SQLException;
import java.util.Arrays;

/**
 * A growable {@code byte[]} to which messages and values are appended, big-endian.
 *
 * <p>A length that is known only later is written with {@link #reserveInt} and {@link #patchLength}. Owned by one connection (or one encode
 * call) and used under its lock; {@link #array} is valid until the next write.
 */
public final class ByteSink {
    /** The largest array that every JVM can allocate. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final int initialCapacity;
    private byte[] bytes;
    private int size;

    public ByteSink(int initialCapacity) {
        this.initialCapacity = initialCapacity;
        this.bytes = new byte[initialCapacity];
    }

    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Forgets everything written at or after {@code newSize}, which must not be larger than {@link #size}. */
    public void truncate(int newSize) {
        if (newSize < 0 || newSize > size) {
            throw new IllegalArgumentException("truncate to " + newSize + " of " + size);
        }
        size = newSize;
    }

    /** Drops the first {@code count} bytes. */
    public void discardFirst(int count) {
        System.arraycopy(bytes, count, bytes, 0, size - count);
        size -= count;
    }

    /** Gives memory back when the array has grown beyond {@code maxRetainedBytes}; only when empty. */
    public void trim(int maxRetainedBytes) {
        if (size == 0 && bytes.length > maxRetainedBytes) {
            bytes = new byte[initialCapacity];
        }
    }

    /** Makes room for {@code count} more bytes. */
    public void ensure(int count) {
        if (count > bytes.length - size) {
            grow(count);
        }
    }

    private void grow(int count) {
        long needed = (long) size + count;
        if (needed > MAX_ARRAY) {
            throw new OutOfMemoryError("message of " + needed + " bytes exceeds the largest Java array");
        }
        int capacity = (int) Math.min(MAX_ARRAY, Math.max(needed, bytes.length * 2L));
        bytes = Arrays.copyOf(bytes, capacity);
    }

    public void putByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    public void putShort(int value) {
        ensure(2);
        Bytes.putShort(bytes, size, value);
        size += 2;
    }

    public void putInt(int value) {
        ensure(4);
        Bytes.putInt(bytes, size, value);
        size += 4;
    }

    public void putLong(long value) {
        ensure(8);
        Bytes.putLong(bytes, size, value);
        size += 8;
    }

    public void putFloat(float value) {
        putInt(Float.floatToRawIntBits(value));
    }

    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    public void putBytes(byte[] source) {
        putBytes(source, 0, source.length);
    }

    public void putBytes(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Appends characters that are all ASCII. */
    public void putAscii(CharSequence text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) text.charAt(i);
        }
        size += length;
    }

    /** Appends text as UTF-8; 22021 for a lone surrogate or a zero character, which PostgreSQL text cannot hold. */
    public void putUtf8(CharSequence text) throws SQLException {
        int start = size;
        ensure(text.length());
        size = Utf8.encode(text, this, start);
    }

    /** Appends text as UTF-8 and a zero byte; 22021 as {@link #putUtf8}. */
    public void putCString(CharSequence text) throws SQLException {
        putUtf8(text);
        putByte(0);
    }

    /** Appends a decimal number in ASCII. */
    public void putDecimal(long value) {
        ensure(20);
        size = AsciiNumber.format(value, bytes, size);
    }

    /** Appends four bytes to be filled by {@link #patchLength} or {@link #patchInt}, and returns their position. */
    public int reserveInt() {
        ensure(4);
        int position = size;
        size += 4;
        return position;
    }

    public void patchInt(int position, int value) {
        Bytes.putInt(bytes, position, value);
    }

    /** Fills the four bytes at {@code position} with the number of bytes from there to the end, themselves included (a message length). */
    public void patchLength(int position) {
        Bytes.putInt(bytes, position, size - position);
    }

    /** Fills the four bytes at {@code position} with the number of bytes after them (a value length). */
    public void patchValueLength(int position) {
        Bytes.putInt(bytes, position, size - position - 4);
    }

    /** For {@link Utf8}: grows so that {@code room} bytes fit after {@code at}, and returns the array. */
    byte[] roomAt(int at, int room) {
        size = at;
        ensure(room);
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
