package io.howdah.tour;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Queries, transactions, settings, batches and generated keys. */
final class StatementSteps {
    static final int BATCH_ROWS = 10_000;
    private static final OffsetDateTime PLACED = OffsetDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneOffset.UTC);

    private final Walk walk;
    private final Connection connection;
    private final Journal journal;

    StatementSteps(Walk walk) {
        this.walk = walk;
        this.connection = walk.connection();
        this.journal = walk.journal();
    }

    void walk() throws SQLException {
        queries();
        transaction();
        settings();
        batch();
    }

    private void queries() throws SQLException {
        journal.chapter("Query with parameters");
        try (PreparedStatement lookup =
                connection.prepareStatement("select oid, typlen from pg_catalog.pg_type where typname = ?")) {
            journal.step("first execution", () -> lookup(lookup, "int4"));
            journal.step("second, kept by the server", () -> lookup(lookup, "int8"));
            journal.step("third, in binary", () -> lookup(lookup, "uuid"));
        }
    }

    private String lookup(PreparedStatement lookup, String name) throws SQLException {
        long sent = walk.session().traffic().bytesSent();
        lookup.setString(1, name);
        try (ResultSet rows = lookup.executeQuery()) {
            rows.next();
            return name + ": oid " + rows.getLong(1) + ", " + rows.getInt(2) + " bytes; sent "
                    + (walk.session().traffic().bytesSent() - sent) + " B";
        }
    }

    private void transaction() throws SQLException {
        journal.chapter("Transaction");
        String insert = "insert into tour_orders (customer, amount, placed) values ('Ada', 12.50, now())";
        try (Statement statement = connection.createStatement()) {
            journal.step("create a temporary table", () -> {
                statement.execute("""
                        create temporary table tour_orders (
                            id int generated always as identity primary key,
                            customer text not null,
                            amount numeric(10, 2) constraint positive_amount check (amount > 0),
                            placed timestamptz)""");
                return "tour_orders";
            });
            journal.step("setAutoCommit(false)", () -> {
                connection.setAutoCommit(false);
                return "nothing is sent";
            });
            journal.step("insert, BEGIN rides along", () -> statement.executeUpdate(insert) + " row");
            journal.step("rollback", () -> {
                connection.rollback();
                return "done";
            });
            journal.step("setAutoCommit(true), count", () -> {
                connection.setAutoCommit(true);
                return count(statement) + " rows: it is gone";
            });
        }
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from tour_orders")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void settings() throws SQLException {
        journal.chapter("Settings ride along");
        journal.step("four setters of Connection", () -> {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setSchema("pg_catalog");
            return "autocommit off, read only, serializable, a schema: nothing is sent";
        });
        try (Statement statement = connection.createStatement()) {
            journal.step("the next statement takes them", () -> {
                try (ResultSet rows = statement.executeQuery("select current_setting('transaction_isolation'),"
                        + " current_setting('transaction_read_only'), current_schema()")) {
                    rows.next();
                    return rows.getString(1) + ", read only " + rows.getString(2) + ", " + rows.getString(3);
                }
            });
        }
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setSchema(null);
    }

    private void batch() throws SQLException {
        journal.chapter("Batches and generated keys");
        String insert = "insert into tour_orders (customer, amount, placed) values (?, ?, ?)";
        try (PreparedStatement orders = connection.prepareStatement(insert)) {
            journal.step("batch of " + Journal.number(BATCH_ROWS) + " rows", () -> {
                long allocated = Walk.allocatedBytes();
                for (int i = 1; i <= BATCH_ROWS; i++) {
                    orders.setString(1, "customer " + i % 100);
                    orders.setBigDecimal(2, BigDecimal.valueOf(i, 2));
                    orders.setObject(3, PLACED);
                    orders.addBatch();
                }
                int[] counts = orders.executeBatch();
                allocated = Walk.allocatedBytes() - allocated;
                return Journal.number(Arrays.stream(counts).sum()) + " rows, " + Walk.perRow(allocated, BATCH_ROWS)
                        + " allocated per row";
            });
        }
        try (PreparedStatement orders = connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS)) {
            journal.step("a row with its generated key", () -> {
                bind(orders, "Grace");
                orders.executeUpdate();
                return "id " + keys(orders);
            });
            journal.step("a batch with generated keys", () -> {
                for (String customer : new String[] {"Barbara", "Edsger", "Donald"}) {
                    bind(orders, customer);
                    orders.addBatch();
                }
                orders.executeBatch();
                return "ids " + keys(orders);
            });
        }
    }

    private static void bind(PreparedStatement orders, String customer) throws SQLException {
        orders.setString(1, customer);
        orders.setBigDecimal(2, new BigDecimal("19.90"));
        orders.setObject(3, PLACED);
    }

    private static String keys(Statement statement) throws SQLException {
        StringBuilder keys = new StringBuilder();
        try (ResultSet rows = statement.getGeneratedKeys()) {
            while (rows.next()) {
                keys.append(keys.length() == 0 ? "" : ", ").append(Journal.number(rows.getInt("id")));
            }
        }
        return keys.toString();
    }
}
