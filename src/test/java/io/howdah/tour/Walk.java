package io.howdah.tour;

import io.howdah.internal.session.Session;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.util.Locale;

/** What the steps of one visit share: the connection, its session, the journal, and instruments. */
record Walk(Connection connection, Session session, Journal journal) {
    /** Bytes that this thread has allocated since it began; 0 where the JVM does not tell. */
    static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
    }

    /** Starts to watch the heap, without the garbage of what was before. */
    static void watchHeap() {
        System.gc();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                pool.resetPeakUsage();
            }
        }
    }

    /** Most bytes of heap in use, garbage included, since {@link #watchHeap}. */
    static long heapPeak() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        return peak;
    }

    static String perRow(long bytes, long rows) {
        return String.format(Locale.ROOT, "%.0f B", (double) bytes / rows);
    }
}
