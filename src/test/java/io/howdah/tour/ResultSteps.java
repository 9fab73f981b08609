package io.howdah.tour;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Results that are larger than what one wants in memory. */
final class ResultSteps {
    static final int ROWS = 1_000_000;
    private static final int MIDDLE = ROWS / 2;
    private static final int PAGE = 10_000;

    private final Connection connection;
    private final Journal journal;
    private final Walk walk;

    ResultSteps(Walk walk) {
        this.walk = walk;
        this.connection = walk.connection();
        this.journal = walk.journal();
    }

    void walk() throws SQLException {
        journal.chapter("Large results");
        String sql = "select n as id, n * 0.25::float8 as price, n % 2 = 0 as even, 'customer number ' || n as name"
                + " from generate_series(1, ?) n";
        try (PreparedStatement query = connection.prepareStatement(sql);
                Statement other = connection.createStatement()) {
            // The driver learns the columns, and the JIT the loop, from a small one.
            read(query, 20_000, null);
            journal.step(Journal.number(ROWS) + " rows", () -> {
                Walk.watchHeap();
                long received = walk.session().traffic().bytesReceived();
                long allocated = Walk.allocatedBytes();
                long rows = read(query, ROWS, null);
                allocated = Walk.allocatedBytes() - allocated;
                return Journal.bytes(walk.session().traffic().bytesReceived() - received) + " read, "
                        + Walk.perRow(allocated, rows) + " allocated per row, " + heap();
            });
            journal.step("again, another statement half-way", () -> {
                Walk.watchHeap();
                long rows = read(query, ROWS, other);
                return "answered; the other " + Journal.number(rows - MIDDLE) + " rows were kept and read, " + heap();
            });
            connection.setAutoCommit(false);
            query.setFetchSize(PAGE);
            journal.step("again, transaction, fetch size " + Journal.number(PAGE), () -> {
                Walk.watchHeap();
                long rows = read(query, ROWS, other);
                connection.commit();
                return Journal.number(rows) + " rows in pages, " + heap();
            });
            connection.setAutoCommit(true);
        }
    }

    private static String heap() {
        return "heap peak " + Journal.bytes(Walk.heapPeak());
    }

    /** Reads the numbers of all rows; {@code other} runs something in the middle unless it is null. */
    private static long read(PreparedStatement query, int limit, Statement other) throws SQLException {
        query.setInt(1, limit);
        long rows = 0;
        try (ResultSet result = query.executeQuery()) {
            while (result.next()) {
                rows++;
                if (result.getInt(1) != rows
                        || result.getDouble(2) != rows * 0.25
                        || result.getBoolean(3) != (rows % 2 == 0)) {
                    throw new SQLException("row " + rows + " has wrong values", "XX000");
                }
                if (other != null && rows == MIDDLE) {
                    other.execute("select count(*) from tour_orders");
                }
            }
        }
        if (rows != limit) {
            throw new SQLException("expected " + limit + " rows, got " + rows, "XX000");
        }
        return rows;
    }
}
