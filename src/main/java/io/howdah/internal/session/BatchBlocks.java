package io.howdah.internal.session;

import io.howdah.internal.sql.MultiRowInsert;

/** How the rows of a batch are divided into statements of several rows: by powers of two, so that few statements are prepared. Immutable. */
final class BatchBlocks {
    private final int maxRows;
    private final int rows;

    BatchBlocks(MultiRowInsert insert, int rows) {
        this.maxRows = insert.maxRows();
        this.rows = rows;
    }

    /** How many statements there are. */
    int count() {
        return rows / maxRows + Integer.bitCount(rows % maxRows);
    }

    /** The first row of a statement; for one behind the last, the number of rows. */
    int start(int block) {
        int whole = rows / maxRows;
        int start = Math.min(block, whole) * maxRows;
        for (int i = whole; i < block && start < rows; i++) {
            start += Integer.highestOneBit(rows - start);
        }
        return start;
    }

    /** The rows of a statement, a power of two. */
    int size(int block) {
        return start(block + 1) - start(block);
    }
}
