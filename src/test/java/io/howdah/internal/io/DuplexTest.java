package io.howdah.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.Deadline;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DuplexTest {
    /** Bytes of one message, no divisor of any power of two. */
    private static final int MESSAGE = 15;

    @Test
    void aPeerThatIsAheadIsReadInLargePieces() throws IOException {
        Source source = new Source(1 << 20);
        Duplex duplex = new Duplex(source);

        readAll(duplex, source);

        assertTrue(source.reads <= 25, source.reads + " reads of 1 MiB");
        assertEquals(64 * 1024, duplex.window().length);
    }

    @Test
    void aMessageThatArrivesInPartsKeepsRoomForALargeRead() throws IOException {
        Source source = new Source(1 << 20);
        source.atOnce = 8 * 1024;
        Duplex duplex = new Duplex(source);

        readAll(duplex, source);

        // A read of less than the peer has sent is the exception: the first ones, while the window is small.
        assertTrue(source.reads <= 128 + 3, source.reads + " reads of 1 MiB that came by 8 KiB");
    }

    @Test
    void shortAnswersKeepTheSmallWindow() throws IOException {
        Source source = new Source(1 << 16);
        source.atOnce = 4 * MESSAGE;
        Duplex duplex = new Duplex(source);

        readAll(duplex, source);

        assertEquals(2 * 1024, duplex.window().length);
    }

    /** Consumes whole messages only, as a session does, and checks every byte. */
    private static void readAll(Duplex duplex, Source source) throws IOException {
        long consumed = 0;
        while (consumed + MESSAGE <= source.total) {
            duplex.fill(Deadline.NONE);
            int position = duplex.position();
            while (duplex.limit() - position >= MESSAGE) {
                for (int i = 0; i < MESSAGE; i++) {
                    assertEquals((byte) consumed, duplex.window()[position]);
                    position++;
                    consumed++;
                }
            }
            duplex.advanceTo(position);
        }
    }

    /** A peer that has sent everything before it is asked: byte n is n modulo 256. */
    private static final class Source implements Transport {
        final int total;
        int atOnce = Integer.MAX_VALUE;
        int sent;
        int reads;

        Source(int total) {
            this.total = total;
        }

        @Override
        public int tryRead(byte[] target, int offset, int length) {
            int count = Math.min(Math.min(length, atOnce), total - sent);
            for (int i = 0; i < count; i++) {
                target[offset + i] = (byte) (sent + i);
            }
            sent += count;
            reads++;
            return count == 0 ? -1 : count;
        }

        @Override
        public int tryWrite(byte[] source, int offset, int length) {
            return length;
        }

        @Override
        public int await(int operations, long deadline) {
            return operations;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
