package io.howdah.internal.repl;

import io.howdah.internal.session.CopyBothTransfer;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.Bytes;
import io.howdah.internal.util.Deadline;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One replication stream below its messages' meaning: tells data from keepalives, and the server how far this side is (manual: "Streaming Replication
 * Protocol", START_REPLICATION). Positions are unsigned.
 *
 * <p>Owned by one reading thread; the atomic positions are anybody's.
 */
final class WalReceiver {
    /** {@code 'w'}, start, end of the server's log, clock. */
    private static final int DATA_HEADER_BYTES = 25;

    /** {@code 'r'}, written, flushed, applied, clock, reply requested. */
    private static final int STATUS_BYTES = 34;

    private static final long MICROS = 1_000_000;

    /** 2000-01-01T00:00:00Z, from which the protocol counts microseconds. */
    private static final long EPOCH_SECOND = 946_684_800;

    /** Waiting longer than this is waiting forever. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final CopyBothTransfer transfer;
    private final boolean isLogical;
    private final boolean confirmsIdle;
    private final long statusMillis;
    private final byte[] status = new byte[STATUS_BYTES];
    private final AtomicLong flushed = new AtomicLong();
    private final AtomicLong applied = new AtomicLong();
    private volatile long received;
    private volatile long serverEnd;

    /** When the server is told next; {@link Deadline#NONE} when it is not by itself. */
    private long nextStatus;

    /** When a silent server is asked for a sign of life; {@link Deadline#NONE} when it has been, or the network timeout is off. */
    private long askAt;

    private long start;
    private long sent;

    WalReceiver(CopyBothTransfer transfer, boolean isLogical, Duration statusInterval, boolean confirmsIdle) {
        this.transfer = transfer;
        this.isLogical = isLogical;
        this.confirmsIdle = isLogical && confirmsIdle;
        this.statusMillis = statusInterval.isZero() || statusInterval.compareTo(FOREVER) > 0
                ? 0
                : Math.max(1, statusInterval.toMillis());
        this.nextStatus = Deadline.afterMillis(statusMillis);
        this.askAt = nextQuestion();
    }

    CopyBothTransfer transfer() {
        return transfer;
    }

    static long deadline(Duration timeout) {
        if (timeout.compareTo(FOREVER) > 0) {
            return Deadline.NONE;
        }
        return System.nanoTime() + (timeout.isNegative() ? 0 : timeout.toNanos());
    }

    /** The instant of a number of microseconds since 2000. */
    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                EPOCH_SECOND + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    // ---- reading

    /**
     * Moves to the next data.
     *
     * @param deadline one that has passed for not waiting
     * @return false when none came in time, or none will come
     */
    boolean next(long deadline) throws SQLException {
        while (true) {
            sendDue();
            if (transfer.next(Deadline.min(deadline, Deadline.min(nextStatus, askAt)))) {
                askAt = nextQuestion();
                if (take()) {
                    return true;
                }
            } else if (transfer.isEnded() || Deadline.isPast(deadline)) {
                return false;
            }
        }
    }

    private long nextQuestion() {
        // Half of the time for the question, half for its answer.
        return Deadline.afterMillis(transfer.session().networkTimeoutMillis() / 2);
    }

    /** True when the message at hand is data. */
    private boolean take() throws SQLException {
        ByteCursor message = new ByteCursor(transfer.array(), transfer.offset(), transfer.length());
        byte kind = message.readByte();
        switch (kind) {
            case 'w' -> {
                start = message.readLong();
                serverEnd = message.readLong();
                sent = message.readLong();
                check(message.failed(), "data");
                received = max(received, isLogical ? start : start + message.remaining());
                return true;
            }
            case 'k' -> {
                serverEnd = message.readLong();
                message.readLong();
                byte wantsReply = message.readByte();
                check(message.failed() || message.remaining() != 0, "a keepalive");
                onKeepalive(wantsReply != 0);
                return false;
            }
            default ->
                throw transfer.broken("a message of kind 0x" + Integer.toHexString(kind & 0xff)
                        + " in a replication stream, where data and keepalives are expected");
        }
    }

    private void check(boolean isMalformed, String what) throws SQLException {
        if (isMalformed) {
            throw transfer.broken(what + " of " + transfer.length() + " bytes in a replication stream");
        }
    }

    private void onKeepalive(boolean wantsReply) throws SQLException {
        // Everything up to the position was decoded; what of it was for this stream has been handed over, and
        // confirmed.
        if (confirmsIdle && Long.compareUnsigned(flushed.get(), received) >= 0) {
            confirm(serverEnd, serverEnd);
        }
        if (wantsReply) {
            sendStatus(false);
        }
    }

    /** Position of the data at hand. */
    long start() {
        return start;
    }

    /** The server's clock, in microseconds since 2000. */
    long sent() {
        return sent;
    }

    /** The array that holds the data at hand, valid until the next call of {@link #next}. */
    byte[] array() {
        return transfer.array();
    }

    int offset() {
        return transfer.offset() + DATA_HEADER_BYTES;
    }

    int length() {
        return transfer.length() - DATA_HEADER_BYTES;
    }

    // ---- positions

    void confirm(long newFlushed, long newApplied) {
        flushed.accumulateAndGet(newFlushed, WalReceiver::max);
        applied.accumulateAndGet(newApplied, WalReceiver::max);
    }

    private static long max(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }

    long received() {
        return received;
    }

    long flushed() {
        return flushed.get();
    }

    long serverEnd() {
        return serverEnd;
    }

    // ---- status

    private void sendDue() throws SQLException {
        if (Deadline.isPast(askAt)) {
            sendStatus(true);
            askAt = Deadline.NONE;
        } else if (Deadline.isPast(nextStatus)) {
            sendStatus(false);
        }
    }

    void sendStatus(boolean wantsReply) throws SQLException {
        writeStatus(wantsReply);
        transfer.send(status, STATUS_BYTES);
        nextStatus = Deadline.afterMillis(statusMillis);
    }

    /** Ends the stream with a last status. */
    void close() throws SQLException {
        writeStatus(false);
        transfer.close(status, STATUS_BYTES);
    }

    private void writeStatus(boolean wantsReply) {
        Instant now = Instant.now();
        long flushedNow = flushed.get();
        status[0] = 'r';
        Bytes.putLong(status, 1, max(received, flushedNow));
        Bytes.putLong(status, 9, flushedNow);
        Bytes.putLong(status, 17, applied.get());
        Bytes.putLong(status, 25, (now.getEpochSecond() - EPOCH_SECOND) * MICROS + now.getNano() / 1_000);
        status[33] = (byte) (wantsReply ? 1 : 0);
    }
}
