package io.howdah.bench;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * One number from the values of a row: cheap to compute, without garbage (which longValue of a BigDecimal would make), and
 * different when a driver gives other values.
 */
final class Checksum {
    private Checksum() {}

    static long item(long id, String name, BigDecimal amount) {
        return id + name.length() + (long) amount.doubleValue();
    }

    /** What {@link #item} is for the row with that id, as {@link Schema} makes it. */
    static long expectedItem(long id) {
        return id + 12 + id * 125 / 100;
    }

    static long mixed(long a, int b, String c, long epochSecond, BigDecimal e, double f, boolean g, UUID h) {
        return a
                + b
                + c.length()
                + epochSecond
                + (long) e.doubleValue()
                + (long) f
                + (g ? 1 : 0)
                + (h.getMostSignificantBits() >>> 48);
    }
}
