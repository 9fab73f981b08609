package io.howdah.script;

import java.util.Map;
import java.util.TreeMap;

/** What goes wrong with the bytes that a client reads; positions count from the beginning of the connection.. */
public final class Faults {
    private final int atATime;
    private final long cutAt;
    private final long stallAt;
    private final long floodAt;
    private final byte[] flood;
    private final TreeMap<Long, Byte> replacements;

    private Faults(int atATime, long cutAt, long stallAt, long floodAt, byte[] flood, Map<Long, Byte> replacements) {
        this.atATime = atATime;
        this.cutAt = cutAt;
        this.stallAt = stallAt;
        this.floodAt = floodAt;
        this.flood = flood;
        this.replacements = new TreeMap<>(replacements);
    }

    public static Faults none() {
        return new Faults(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, new byte[0], Map.of());
    }

    /** At most {@code bytes} can be read at a time. */
    public Faults atATime(int bytes) {
        return new Faults(bytes, cutAt, stallAt, floodAt, flood, replacements);
    }

    /** The connection ends after that many bytes. */
    public Faults cutAt(long position) {
        return new Faults(atATime, position, stallAt, floodAt, flood, replacements);
    }

    /** Nothing comes after that many bytes. */
    public Faults stallAt(long position) {
        return new Faults(atATime, cutAt, position, floodAt, flood, replacements);
    }

    /** After that many bytes these come, again and again, without end. */
    public Faults floodAt(long position, byte... bytes) {
        return new Faults(atATime, cutAt, stallAt, position, bytes.clone(), replacements);
    }

    /** Other bytes than the peer's from that position on. */
    public Faults replace(long position, byte... bytes) {
        Map<Long, Byte> more = new TreeMap<>(replacements);
        for (int i = 0; i < bytes.length; i++) {
            more.put(position + i, bytes[i]);
        }
        return new Faults(atATime, cutAt, stallAt, floodAt, flood, more);
    }

    boolean isCut(long position) {
        return position >= cutAt;
    }

    int admit(long position, int wanted) {
        long left = Math.min(Math.min(cutAt, stallAt), floodAt) - position;
        return (int) Math.max(0, Math.min(Math.min(wanted, atATime), left));
    }

    boolean isFlood(long position) {
        return position >= floodAt;
    }

    void flood(long position, byte[] bytes, int offset, int count) {
        int at = (int) ((position - floodAt) % flood.length);
        for (int i = 0; i < count; i++) {
            bytes[offset + i] = flood[at];
            at = at + 1 == flood.length ? 0 : at + 1;
        }
    }

    void harm(long position, byte[] bytes, int offset, int count) {
        for (Map.Entry<Long, Byte> replacement :
                replacements.subMap(position, position + count).entrySet()) {
            bytes[offset + (int) (replacement.getKey() - position)] = replacement.getValue();
        }
    }

    @Override
    public String toString() {
        return "Faults[atATime=" + atATime + ", cutAt=" + cutAt + ", stallAt=" + stallAt + ", floodAt=" + floodAt
                + ", replacements=" + replacements + "]";
    }
}
