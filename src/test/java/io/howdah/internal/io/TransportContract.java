package io.howdah.internal.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.internal.util.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport promises. One subclass per transport. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class TransportContract {
    static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    /** @param bufferBytes size of all kernel buffers that can be set; 0 for the system's choice */
    abstract Link connect(int bufferBytes) throws Exception;

    /** Whether the connection outlives the interrupt of a virtual thread that uses it. */
    boolean survivesInterruptOnVirtualThread() {
        return true;
    }

    Link connect() throws Exception {
        return connect(0);
    }

    static long soon() {
        return Deadline.afterMillis(30_000);
    }

    static void writeAll(Transport transport, byte[] source) throws IOException {
        for (int sent = 0; sent < source.length; ) {
            int n = transport.tryWrite(source, sent, source.length - sent);
            sent += n;
            if (n == 0) {
                assertTrue(transport.await(Transport.WRITE, soon()) != 0, "deadline");
            }
        }
        while (!transport.tryFlush()) {
            assertTrue(transport.await(Transport.WRITE, soon()) != 0, "deadline");
        }
    }

    static byte[] readExactly(Transport transport, int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int got = 0; got < length; ) {
            int n = transport.tryRead(bytes, got, length - got);
            assertTrue(n >= 0, "end of stream");
            got += n;
            if (n == 0) {
                assertTrue(transport.await(Transport.READ, soon()) != 0, "deadline");
            }
        }
        return bytes;
    }

    /** Waits for the end of the stream and answers how it was reported. */
    static int readUntilEnd(Transport transport) throws IOException {
        byte[] bytes = new byte[100];
        for (; ; ) {
            int n = transport.tryRead(bytes, 0, bytes.length);
            if (n < 0) {
                return n;
            }
            if (n == 0) {
                assertTrue(transport.await(Transport.READ, soon()) != 0, "deadline");
            }
        }
    }

    static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void tryReadReturnsNothingWhenNothingHasArrived() throws Exception {
        try (Link link = connect()) {
            assertEquals(0, link.transport().tryRead(new byte[10], 0, 10));
            assertTrue(link.transport().isOpen());
        }
    }

    @Test
    void bytesGoToTheirPlaceInTheArray() throws Exception {
        try (Link link = connect()) {
            link.peer().write(HELLO);
            byte[] target = "..........".getBytes(StandardCharsets.US_ASCII);
            for (int got = 0; got < 5; ) {
                link.transport().await(Transport.READ, soon());
                got += link.transport().tryRead(target, 3 + got, 5 - got);
            }
            assertEquals("...hello..", new String(target, StandardCharsets.US_ASCII));
            byte[] source = "xxhelloxx".getBytes(StandardCharsets.US_ASCII);
            assertEquals(5, link.transport().tryWrite(source, 2, 5));
            assertArrayEquals(HELLO, link.peer().readExactly(5));
        }
    }

    @Test
    void bytesArriveInOrderFromAPeerThatSendsThemOneByOne() throws Exception {
        try (Link link = connect()) {
            byte[] message = noise(2_000, 1);
            CompletableFuture<Void> sent = Threads.run(() -> {
                for (int i = 0; i < message.length; i++) {
                    link.peer().write(message, i, 1);
                }
                return null;
            });
            assertArrayEquals(message, readExactly(link.transport(), message.length));
            sent.get();
        }
    }

    @Test
    void bytesArriveInOrderAtAPeerThatReadsThemOneByOne() throws Exception {
        try (Link link = connect()) {
            byte[] message = noise(2_000, 2);
            CompletableFuture<byte[]> received = Threads.run(() -> {
                byte[] bytes = new byte[message.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = link.peer().readExactly(1)[0];
                }
                return bytes;
            });
            for (int i = 0; i < message.length; i++) {
                writeAll(link.transport(), new byte[] {message[i]});
            }
            assertArrayEquals(message, received.get());
        }
    }

    @Test
    void largeMessagesPassUnchangedInBothDirections() throws Exception {
        try (Link link = connect()) {
            byte[] message = noise(3_000_000, 3);
            CompletableFuture<Void> echoed = Threads.run(() -> {
                link.peer().write(link.peer().readExactly(message.length));
                return null;
            });
            writeAll(link.transport(), message);
            assertArrayEquals(message, readExactly(link.transport(), message.length));
            echoed.get();
        }
    }

    /** The server answers before it has read everything, as PostgreSQL does; whoever only writes waits for ever. */
    @Test
    void neitherSideBlocksTheOtherWhenBothSendFirst() throws Exception {
        stuff(connect(), 50 << 20, 64 << 10);
    }

    /** Smaller ones than this make TCP itself crawl from one persist timer to the next: its window stays below a segment. */
    int tinyBufferBytes() {
        return 8 << 10;
    }

    @Test
    void neitherSideBlocksTheOtherWithTinyKernelBuffers() throws Exception {
        stuff(connect(tinyBufferBytes()), 4 << 20, 64 << 10);
    }

    @Test
    void neitherSideBlocksTheOtherWithSmallMessages() throws Exception {
        stuff(connect(), 2 << 20, 40);
    }

    private static void stuff(Link connected, int total, int pieceBytes) throws Exception {
        try (Link link = connected) {
            byte[] piece = noise(pieceBytes, 4);
            CompletableFuture<Long> peer = Threads.run(() -> {
                for (int sent = 0; sent < total; sent += pieceBytes) {
                    link.peer().write(piece);
                }
                return receive(link.peer(), piece, total);
            });
            Transport transport = link.transport();
            byte[] in = new byte[16 << 10];
            long received = 0;
            long sent = 0;
            while (sent < total || received < total || !transport.tryFlush()) {
                int position = (int) (sent % pieceBytes);
                int taken = sent < total
                        ? transport.tryWrite(piece, position, (int) Math.min(total - sent, pieceBytes - position))
                        : 0;
                sent += taken;
                int n = transport.tryRead(in, 0, in.length);
                assertTrue(n >= 0, "end of stream");
                for (int i = 0; i < n; i++) {
                    if (in[i] != piece[(int) ((received + i) % pieceBytes)]) {
                        throw new AssertionError("byte " + (received + i) + " differs");
                    }
                }
                received += n;
                if (taken == 0 && n == 0) {
                    int wanted =
                            sent < total || !transport.tryFlush() ? Transport.READ | Transport.WRITE : Transport.READ;
                    if (received < total || wanted != Transport.READ) {
                        assertTrue(
                                transport.await(wanted, soon()) != 0,
                                "deadline: sent " + sent + ", received " + received);
                    }
                }
            }
            assertEquals(sent, peer.get().longValue());
        }
    }

    private static long receive(Peer peer, byte[] piece, int total) throws IOException {
        long received = 0;
        byte[] in = new byte[16 << 10];
        while (received < total) {
            int n = peer.read(in, 0, in.length);
            assertTrue(n > 0, "end of stream");
            for (int i = 0; i < n; i++) {
                if (in[i] != piece[(int) ((received + i) % piece.length)]) {
                    throw new AssertionError("byte " + (received + i) + " differs at the peer");
                }
            }
            received += n;
        }
        return received;
    }

    @Test
    void awaitReturnsZeroWhenTheDeadlinePasses() throws Exception {
        try (Link link = connect()) {
            assertEquals(0, link.transport().await(Transport.READ, Deadline.afterMillis(20)));
            assertEquals(0, link.transport().await(Transport.READ, Deadline.afterMillis(1)));
            link.peer().write(HELLO);
            assertArrayEquals(HELLO, readExactly(link.transport(), HELLO.length));
        }
    }

    @Test
    void awaitWithAPastDeadlineIsALook() throws Exception {
        try (Link link = connect()) {
            long past = System.nanoTime() - 1;
            assertEquals(0, link.transport().await(Transport.READ, past));
            link.peer().write(HELLO);
            assertEquals(Transport.READ, link.transport().await(Transport.READ, soon()));
            assertEquals(Transport.READ, link.transport().await(Transport.READ, past));
        }
    }

    @Test
    void awaitOfBothReportsRoomOnAnIdleConnection() throws Exception {
        try (Link link = connect()) {
            assertEquals(
                    Transport.WRITE,
                    link.transport().await(Transport.READ | Transport.WRITE, soon()) & Transport.WRITE);
        }
    }

    @Test
    void aPeerThatDoesNotReadStallsWritesAndTheDeadlineEndsTheWait() throws Exception {
        try (Link link = connect()) {
            byte[] piece = noise(32 << 10, 5);
            long sent = 0;
            for (; ; ) {
                int n = link.transport().tryWrite(piece, 0, piece.length);
                sent += n;
                if (n == 0 && link.transport().await(Transport.WRITE, Deadline.afterMillis(300)) == 0) {
                    break;
                }
            }
            assertTrue(sent > 0);
            link.peer().readExactly((int) sent - piece.length);
            while (!link.transport().tryFlush()) {
                assertTrue(link.transport().await(Transport.WRITE, soon()) != 0);
            }
            link.peer().readExactly(piece.length);
        }
    }

    @Test
    void aTransportThatWasFlushedHoldsNothingBack() throws Exception {
        try (Link link = connect()) {
            assertTrue(link.transport().tryFlush());
            writeAll(link.transport(), HELLO);
            assertTrue(link.transport().tryFlush());
        }
    }

    @Test
    void theEndOfTheStreamIsReportedAfterTheLastByte() throws Exception {
        try (Link link = connect()) {
            link.peer().write(HELLO);
            link.peer().close();
            assertArrayEquals(HELLO, readExactly(link.transport(), HELLO.length));
            assertEquals(-1, readUntilEnd(link.transport()));
            assertEquals(-1, link.transport().tryRead(new byte[1], 0, 1), "the end stays the end");
            assertEquals(Transport.READ, link.transport().await(Transport.READ, soon()), "and is always readable");
        }
    }

    @Test
    void aResetIsAnIoException() throws Exception {
        try (Link link = connect()) {
            link.peer().reset();
            IOException e = assertThrows(IOException.class, () -> readUntilEnd(link.transport()));
            assertTrue(e.getMessage().contains("reset"), e.toString());
        }
    }

    @Test
    void whatHasArrivedCanBeReadAfterAWriteFailed() throws Exception {
        try (Link link = connect()) {
            link.peer().write(HELLO);
            link.transport().await(Transport.READ, soon());
            link.peer().close();
            assertThrows(IOException.class, () -> {
                for (; ; ) {
                    if (link.transport().tryWrite(HELLO, 0, HELLO.length) == 0) {
                        link.transport().await(Transport.WRITE, soon());
                    }
                }
            });
            assertArrayEquals(HELLO, readExactly(link.transport(), HELLO.length));
        }
    }

    @Test
    void closeByAnotherThreadEndsTheWait() throws Exception {
        for (int operations : new int[] {Transport.READ, Transport.READ | Transport.INTERRUPT}) {
            try (Link link = connect()) {
                CountDownLatch waiting = new CountDownLatch(1);
                CompletableFuture<Integer> wait = Threads.run(() -> {
                    waiting.countDown();
                    return link.transport().await(operations, Deadline.NONE);
                });
                waiting.await();
                link.transport().close();
                ExecutionException e = assertThrows(ExecutionException.class, wait::get);
                assertTrue(e.getCause() instanceof IOException, e.toString());
                assertFalse(link.transport().isOpen());
            }
        }
    }

    @Test
    void closeByAnotherThreadEndsTheWaitForRoom() throws Exception {
        try (Link link = connect()) {
            byte[] piece = noise(32 << 10, 6);
            while (link.transport().tryWrite(piece, 0, piece.length) != 0
                    || link.transport().await(Transport.WRITE, Deadline.afterMillis(300)) != 0) {}
            CompletableFuture<Integer> wait =
                    Threads.run(() -> link.transport().await(Transport.READ | Transport.WRITE, Deadline.NONE));
            link.transport().close();
            ExecutionException e = assertThrows(ExecutionException.class, wait::get);
            assertTrue(e.getCause() instanceof IOException, e.toString());
        }
    }

    @Test
    void aClosedTransportThrowsIoExceptions() throws Exception {
        try (Link link = connect()) {
            link.transport().close();
            link.transport().close();
            assertThrows(IOException.class, () -> link.transport().tryRead(new byte[1], 0, 1));
            assertThrows(IOException.class, () -> link.transport().tryWrite(new byte[1], 0, 1));
            assertThrows(IOException.class, () -> link.transport().await(Transport.READ, Deadline.NONE));
        }
    }

    @Test
    void closeSendsTheEndOfTheStreamAfterTheLastByte() throws Exception {
        try (Link link = connect()) {
            writeAll(link.transport(), HELLO);
            link.transport().close();
            assertArrayEquals(HELLO, link.peer().readExactly(5));
            assertEquals(-1, link.peer().read(new byte[1], 0, 1));
        }
    }

    @Test
    void anInterruptedThreadStillReadsWritesAndWaits() throws Exception {
        try (Link link = connect()) {
            interruptedThreadWorks(link).call();
            assertTrue(Thread.interrupted(), "the flag is kept");
        }
    }

    @Test
    void anInterruptedVirtualThreadStillReadsWritesAndWaits() throws Exception {
        ThreadFactory virtual = Threads.virtual().orElse(null);
        assumeTrue(virtual != null, "no virtual threads before JDK 21");
        assumeTrue(survivesInterruptOnVirtualThread());
        try (Link link = connect()) {
            Threads.run(interruptedThreadWorks(link), virtual).get();
        }
    }

    private static Callable<Void> interruptedThreadWorks(Link link) {
        return () -> {
            Thread.currentThread().interrupt();
            CompletableFuture<Void> echoed = Threads.run(() -> {
                link.peer().write(link.peer().readExactly(HELLO.length));
                return null;
            });
            writeAll(link.transport(), HELLO);
            assertArrayEquals(HELLO, readExactly(link.transport(), HELLO.length));
            assertTrue(Thread.currentThread().isInterrupted(), "the flag is kept");
            assertEquals(0, link.transport().await(Transport.READ, Deadline.afterMillis(20)));
            assertTrue(Thread.currentThread().isInterrupted(), "the flag is kept");
            assertTrue(link.transport().isOpen());
            echoed.handle((nothing, failure) -> null).join();
            return null;
        };
    }

    @Test
    void anInterruptDuringTheWaitDoesNotEndItAndIsKept() throws Exception {
        try (Link link = connect()) {
            interruptWhileWaiting(link, null);
        }
    }

    @Test
    void anInterruptDuringTheWaitOfAVirtualThreadDoesNotEndIt() throws Exception {
        ThreadFactory virtual = Threads.virtual().orElse(null);
        assumeTrue(virtual != null, "no virtual threads before JDK 21");
        assumeTrue(survivesInterruptOnVirtualThread());
        try (Link link = connect()) {
            interruptWhileWaiting(link, virtual);
        }
    }

    private static void interruptWhileWaiting(Link link, ThreadFactory threads) throws Exception {
        CompletableFuture<Thread> started = new CompletableFuture<>();
        Callable<Boolean> work = () -> {
            started.complete(Thread.currentThread());
            byte[] bytes = readExactly(link.transport(), HELLO.length);
            return Arrays.equals(HELLO, bytes) && Thread.currentThread().isInterrupted();
        };
        CompletableFuture<Boolean> wait = threads == null ? Threads.run(work) : Threads.run(work, threads);
        Thread waiter = started.get();
        Threads.until(() -> waiter.getState() != Thread.State.NEW);
        waiter.interrupt();
        link.peer().write(HELLO, 0, 2);
        link.peer().write(HELLO, 2, 3);
        assertTrue(wait.get(), "bytes or interrupt flag lost");
        assertTrue(link.transport().isOpen());
        writeAll(link.transport(), HELLO);
        assertArrayEquals(HELLO, link.peer().readExactly(5));
    }

    @Test
    void anInterruptEndsTheWaitOfAThreadThatAsksForIt() throws Exception {
        try (Link link = connect()) {
            CompletableFuture<Thread> started = new CompletableFuture<>();
            CompletableFuture<Boolean> wait = Threads.run(() -> {
                started.complete(Thread.currentThread());
                int ready = link.transport().await(Transport.READ | Transport.INTERRUPT, Deadline.NONE);
                assertEquals(Transport.INTERRUPT, ready);
                assertEquals(
                        Transport.INTERRUPT,
                        link.transport().await(Transport.READ | Transport.INTERRUPT, Deadline.NONE));
                assertEquals(0, link.transport().await(Transport.READ, Deadline.afterMillis(20)));
                return Thread.currentThread().isInterrupted();
            });
            started.get().interrupt();
            assertTrue(wait.get(), "the flag is kept");
        }
    }

    @Test
    void aWakeUpEndsThePresentOrElseTheNextWaitThatAsksForIt() throws Exception {
        try (Link link = connect()) {
            link.transport().wakeUp();
            assertEquals(0, link.transport().await(Transport.READ, Deadline.afterMillis(20)));
            assertEquals(Transport.WAKE, link.transport().await(Transport.READ | Transport.WAKE, Deadline.NONE));
            CompletableFuture<Thread> started = new CompletableFuture<>();
            CompletableFuture<Integer> wait = Threads.run(() -> {
                started.complete(Thread.currentThread());
                return link.transport().await(Transport.READ | Transport.WAKE, Deadline.NONE);
            });
            started.get();
            link.transport().wakeUp();
            assertEquals(Transport.WAKE, wait.get());
            link.peer().write(HELLO);
            assertArrayEquals(HELLO, readExactly(link.transport(), HELLO.length));
        }
    }
}
