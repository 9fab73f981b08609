package io.howdah.bench;

/** The parameters of one insert. The strings are made beforehand, so that what is allocated is the driver's. */
record BatchRow(long a, int b, String c, double d) {
    private static final BatchRow[] ROWS = rows();

    /** The rows of a batch; not to be changed. */
    static BatchRow[] all() {
        return ROWS;
    }

    private static BatchRow[] rows() {
        BatchRow[] rows = new BatchRow[Schema.BATCH];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new BatchRow(1_000_000_007L * i, i, "name of row " + i, i * 0.731);
        }
        return rows;
    }
}
