package io.howdah.internal.util;

import java.sql.SQLDataException;
import java.sql.SQLException;

/** Decimal integers in ASCII bytes, without strings between. */
public final class AsciiNumber {
    private static final byte[] LONG_MIN = {
        '-', '9', '2', '2', '3', '3', '7', '2', '0', '3', '6', '8', '5', '4', '7', '7', '5', '8', '0', '8'
    };

    private AsciiNumber() {}

    /** Parses an optional sign and digits; 22003 when out of range, 22018 when it is anything else. */
    public static long parseLong(byte[] b, int offset, int length) throws SQLException {
        int i = offset;
        int end = offset + length;
        boolean negative = false;
        if (length > 0 && (b[i] == '-' || b[i] == '+')) {
            negative = b[i] == '-';
            i++;
        }
        if (i == end) {
            throw notANumber(length);
        }
        // Accumulates below zero, since the negative range is larger by one.
        long value = 0;
        for (; i < end; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                throw notANumber(length);
            }
            if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
                throw outOfRange("long");
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw outOfRange("long");
        }
        return negative ? value : -value;
    }

    /** As {@link #parseLong}, for the range of int. */
    public static int parseInt(byte[] b, int offset, int length) throws SQLException {
        long value = parseLong(b, offset, length);
        if (value != (int) value) {
            throw outOfRange("int");
        }
        return (int) value;
    }

    /** Writes {@code value} at {@code position}, for which 20 bytes must be free; returns the position after it. */
    public static int format(long value, byte[] b, int position) {
        if (value == Long.MIN_VALUE) {
            System.arraycopy(LONG_MIN, 0, b, position, LONG_MIN.length);
            return position + LONG_MIN.length;
        }
        int start = position;
        long rest = value;
        if (rest < 0) {
            b[start++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        for (int i = start + digits - 1; i >= start; i--) {
            b[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return start + digits;
    }

    private static SQLException notANumber(int length) {
        return new SQLDataException(
                "text of " + length + " bytes is not a whole number: expected an optional sign and decimal digits",
                "22018");
    }

    private static SQLException outOfRange(String type) {
        return new SQLDataException("number is outside the range of " + type, "22003");
    }
}
