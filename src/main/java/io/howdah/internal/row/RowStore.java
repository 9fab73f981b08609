package io.howdah.internal.row;

import io.howdah.internal.util.Bytes;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The rows of one result: bounded batches of received messages in a chain, read in order or, when scrollable, in any order. Batches that a
 * forward-only reader has passed are recycled, and a detached result's rest beyond its memory bound goes to a temporary file.
 *
 * <p>Filled under the session's lock by {@link #take}, read by the result set's thread with {@link #next}; a statement reuses one store for the
 * results that follow each other, so that a short result allocates nothing once warm. Not thread safe.
 */
public final class RowStore {
    /** Upper size of a batch: large enough to amortise, small enough to stay clear of humongous objects with the usual region sizes. */
    private static final int MAX_BATCH_BYTES = 256 * 1024;

    /** As much as can be taken, window by window of 64 KiB, without need of a second batch: so much is received at a time for a forward reader. */
    public static final int REFILL_BYTES = MAX_BATCH_BYTES - 64 * 1024;

    private static final int BATCH_GROWTH = 4;

    /** Sizes of batches are multiples of this. */
    private static final int BATCH_ALIGNMENT = 64;

    /** What a store keeps for the next result of its statement. */
    private static final int RETAINED_BYTES = 64 * 1024;

    private final RowCursor cursor = new RowCursor();
    private RowBatch first;
    private RowBatch last;
    private RowBatch spare;
    private RowSpill spill;
    /** Why rows could not be kept; those before them can be read. */
    private IOException spillFailure;

    /** Where rows beyond the memory bound go; null for the system's directory for temporary files. */
    Path spillDirectory;

    private int columns;
    private boolean scrollable;
    private long memoryLimit = Long.MAX_VALUE;
    private long bufferedBytes;
    private long receivedRows;

    // The reader's place
    private RowBatch current;
    private int position;

    /** Makes the store empty for a result of {@code columns} columns. */
    public void start(int columns, boolean scrollable) {
        if (first != null) {
            RowBatch keep = spare == null || spare.bytes.length < first.bytes.length ? first : spare;
            spare = keep.bytes.length <= RETAINED_BYTES ? keep : null;
        }
        closeSpill();
        this.columns = columns;
        this.scrollable = scrollable;
        first = null;
        last = null;
        current = null;
        position = 0;
        bufferedBytes = 0;
        receivedRows = 0;
        memoryLimit = Long.MAX_VALUE;
    }

    /** The row that {@link #next} or {@link #moveTo} moved to. */
    public RowCursor cursor() {
        return cursor;
    }

    /** Rows received so far. */
    public long receivedRows() {
        return receivedRows;
    }

    /** Bytes of received rows that have not been passed by the reader (or all, when scrollable). */
    public long bufferedBytes() {
        return bufferedBytes;
    }

    /** From now on, rows beyond {@code bytes} of memory go to a temporary file. */
    public void limitMemory(long bytes) {
        memoryLimit = bytes;
    }

    /**
     * Copies the run of whole DataRow messages at {@code start} of a receive window.
     *
     * @param maxRows stops after this many
     * @return the position after the last one taken
     */
    public int take(byte[] window, int start, int limit, long maxRows) {
        int position = start;
        long taken = 0;
        while (taken < maxRows) {
            // A run ends where the current batch is full, or where a new batch of the largest size would be.
            int free = last == null ? 0 : last.free();
            int runStart = position;
            int rows = 0;
            while (taken + rows < maxRows && limit - position > 5 && window[position] == Tag.DATA_ROW) {
                int length = Bytes.getInt(window, position + 1);
                // A length that is impossible is left for the reader of messages to complain about.
                if (length < 6 || limit - position <= length) {
                    break;
                }
                int runEnd = position + 1 + length;
                boolean fits =
                        runEnd - runStart <= free || position - runStart > free && runEnd - runStart <= MAX_BATCH_BYTES;
                if (rows > 0 && !fits) {
                    break;
                }
                position = runEnd;
                rows++;
            }
            if (rows == 0) {
                break;
            }
            append(window, runStart, position - runStart, rows);
            taken += rows;
        }
        receivedRows += taken;
        return position;
    }

    private void append(byte[] window, int offset, int length, int rows) {
        if (spill != null || spillFailure != null || bufferedBytes + length > memoryLimit) {
            spill(window, offset, length, rows);
            return;
        }
        if (last == null || last.free() < length) {
            RowBatch batch = newBatch(length);
            if (last == null) {
                first = batch;
            } else {
                last.next = batch;
            }
            last = batch;
        }
        System.arraycopy(window, offset, last.bytes, last.used, length);
        last.used += length;
        last.rows += rows;
        bufferedBytes += length;
    }

    private RowBatch newBatch(int length) {
        if (spare != null && spare.bytes.length >= length) {
            RowBatch batch = spare;
            spare = null;
            batch.reset();
            return batch;
        }
        int grown = last == null ? 0 : (int) Math.min(MAX_BATCH_BYTES, last.bytes.length * (long) BATCH_GROWTH);
        int capacity = Math.max(length, grown);
        return new RowBatch(
                capacity > MAX_BATCH_BYTES ? capacity : (capacity + BATCH_ALIGNMENT - 1) & -BATCH_ALIGNMENT);
    }

    /**
     * Moves to the next row.
     *
     * @return false at the end of what has been received
     * @throws SQLException 08P01 for a malformed row
     */
    public boolean next() throws SQLException, IOException {
        RowBatch batch = current;
        if (batch == null || position >= batch.used) {
            batch = nextBatch();
            if (batch == null) {
                return false;
            }
        }
        position = cursor.load(batch.bytes, position, columns);
        return true;
    }

    /** True when {@link #next} would find a row among those received. */
    public boolean hasNext() {
        if (current == null) {
            return first != null || spill != null && spill.hasMore() || spillFailure != null;
        }
        return position < current.used
                || current.next != null
                || spill != null && spill.hasMore()
                || spillFailure != null;
    }

    /** Lets the current row stay readable when {@link #recycleConsumed} or {@link #adopt} makes its memory free for others. */
    public void keepCurrentRow() {
        cursor.detach();
    }

    /** A file that cannot be written fails the result when its reader comes to the place, and not the connection. */
    private void spill(byte[] window, int offset, int length, int rows) {
        if (spillFailure != null) {
            return;
        }
        try {
            if (spill == null) {
                spill = RowSpill.open(spillDirectory);
            }
            spill.write(window, offset, length, rows);
        } catch (IOException e) {
            spillFailure = e;
        }
    }

    private RowBatch nextBatch() throws IOException {
        RowBatch following = current == null ? first : current.next;
        if (following == null) {
            if (spill == null || !spill.hasMore()) {
                if (spillFailure != null) {
                    throw spillFailure;
                }
                return null;
            }
            recycle(current);
            following = spill.read(spare);
            spare = null;
            first = following;
            last = following;
            bufferedBytes += following.used;
        } else if (!scrollable && current != null) {
            first = following;
            recycle(current);
        }
        current = following;
        position = 0;
        return following;
    }

    private void recycle(RowBatch passed) {
        if (passed == null) {
            return;
        }
        bufferedBytes -= passed.used;
        if (spare == null || spare.bytes.length < passed.bytes.length) {
            spare = passed;
        }
    }

    /** Before more rows are received for a reader that has passed all there were: makes their memory free for the new ones. */
    public void recycleConsumed() {
        if (!scrollable && current != null && current == last && position >= current.used) {
            bufferedBytes -= current.used;
            current.reset();
            first = current;
            position = 0;
        }
    }

    /**
     * Takes over the rows of another store, which is left empty, once the reader has passed all of its own; the stores swap memory, so that two
     * of them can deliver a long result page by page without garbage.
     */
    public void adopt(RowStore other) {
        RowBatch passed = current != null ? current : first;
        closeSpill();
        first = other.first;
        last = other.last;
        spill = other.spill;
        spillFailure = other.spillFailure;
        bufferedBytes = other.bufferedBytes;
        memoryLimit = other.memoryLimit;
        receivedRows += other.receivedRows;
        current = null;
        position = 0;
        other.spill = null;
        other.spillFailure = null;
        other.last = null;
        other.first = passed;
        other.start(other.columns, other.scrollable);
    }

    /** Moves to the row of that 0-based index; the store must be scrollable and the row received. */
    public void moveTo(int row) throws SQLException {
        RowBatch batch = current != null && current.starts != null && current.firstRow <= row ? current : first;
        index(batch);
        while (row >= batch.firstRow + batch.rows) {
            RowBatch following = batch.next;
            if (following.starts == null) {
                following.firstRow = batch.firstRow + batch.rows;
                index(following);
            }
            batch = following;
        }
        current = batch;
        position = cursor.load(batch.bytes, batch.starts[row - batch.firstRow], columns);
    }

    private static void index(RowBatch batch) {
        if (batch.starts != null) {
            return;
        }
        int[] starts = new int[batch.rows];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at += 1 + Bytes.getInt(batch.bytes, at + 1);
        }
        batch.starts = starts;
    }

    /** Drops all rows and the temporary file. */
    public void clear() {
        start(columns, scrollable);
    }

    private void closeSpill() {
        spillFailure = null;
        if (spill != null) {
            spill.close();
            spill = null;
        }
    }
}
