package io.howdah.tour;

import io.howdah.api.HowdahConnection;
import io.howdah.api.Notification;
import io.howdah.api.Pipeline;
import io.howdah.api.RecordCopyIn;
import io.howdah.api.RecordCopyOut;
import io.howdah.api.Sql;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** What JDBC has no words for. */
final class BeyondSteps {
    private static final int ROWS = 100_000;

    /** A row of the accounts. */
    record Account(int id, String owner, int amount) {}

    private final HowdahConnection connection;
    private final Journal journal;
    private final Walk walk;

    BeyondSteps(Walk walk) throws SQLException {
        this.walk = walk;
        this.connection = walk.connection().unwrap(HowdahConnection.class);
        this.journal = walk.journal();
    }

    void walk() throws SQLException {
        journal.chapter("Beyond JDBC");
        try (Statement setUp = connection.createStatement()) {
            setUp.execute("create temp table tour_accounts (id int primary key, owner text, amount int not null)");
            setUp.execute("create temp table tour_records (like tour_accounts)");
        }
        copy();
        records();
        pipelines();
        composed();
        blocks();
        notifications();
    }

    private void notifications() throws SQLException {
        journal.step("a notification to oneself", () -> {
            connection.listen("tour");
            connection.notify("tour", "hello");
            List<Notification> got = connection.notifications(Duration.ofSeconds(30));
            connection.unlisten("tour");
            return got.get(0).payload() + " on " + got.get(0).channel();
        });
    }

    private void copy() throws SQLException {
        StringBuilder csv = new StringBuilder(ROWS * 20);
        for (int id = 1; id <= ROWS; id++) {
            csv.append(id).append(",owner ").append(id).append(",100\n");
        }
        byte[] data = csv.toString().getBytes(StandardCharsets.UTF_8);
        journal.step("COPY of " + Journal.number(ROWS) + " rows in", () -> {
            long rows = connection.copyIn("copy tour_accounts from stdin (format csv)", new ByteArrayInputStream(data));
            return Journal.number(rows) + " rows, " + Journal.bytes(data.length);
        });
        journal.step("and out again", () -> {
            long received = walk.session().traffic().bytesReceived();
            long rows = connection.copyOut("copy tour_accounts to stdout", OutputStream.nullOutputStream());
            return Journal.number(rows) + " rows, "
                    + Journal.bytes(walk.session().traffic().bytesReceived() - received);
        });
    }

    private void records() throws SQLException {
        journal.step("COPY of " + Journal.number(ROWS) + " records in, in binary", () -> {
            try (RecordCopyIn<Account> copy = connection.copyIn("tour_records", Account.class)) {
                copy.addAll(IntStream.rangeClosed(1, ROWS).mapToObj(id -> new Account(id, "owner " + id, 100)));
                return Journal.number(copy.finish()) + " rows";
            }
        });
        journal.step("and as records out again", () -> {
            try (RecordCopyOut<Account> copy = connection.copyOut("tour_records", Account.class)) {
                return "amounts add up to "
                        + Journal.number(
                                (int) copy.stream().mapToLong(Account::amount).sum());
            }
        });
    }

    private void pipelines() throws SQLException {
        journal.step("pipeline of 100 lookups", () -> {
            List<CompletableFuture<ResultSet>> lookups = new ArrayList<>();
            try (Pipeline pipeline = connection.pipeline()) {
                for (int id = 1; id <= 100; id++) {
                    lookups.add(pipeline.query("select owner from tour_accounts where id = ?", id));
                }
            }
            int found = 0;
            for (CompletableFuture<ResultSet> lookup : lookups) {
                try (ResultSet row = lookup.join()) {
                    found += row.next() ? 1 : 0;
                }
            }
            return found + " owners found";
        });
        connection.setAutoCommit(false);
        journal.step("a transaction as a pipeline", () -> {
            CompletableFuture<Long> credit;
            try (Pipeline pipeline = connection.pipeline()) {
                pipeline.update("update tour_accounts set amount = amount - ? where id = ?", 10, 1);
                credit = pipeline.update("update tour_accounts set amount = amount + ? where id = ?", 10, 2);
                pipeline.commit();
            }
            return "BEGIN, 2 updates, COMMIT; the last changed " + credit.join() + " row";
        });
        connection.setAutoCommit(true);
    }

    private void composed() throws SQLException {
        journal.step("SQL composed of parts", () -> {
            Sql sql = Sql.of(
                    "select count(*) from {} where {}",
                    Sql.id("tour_accounts"),
                    Sql.in(Sql.id("owner"), List.of("owner 1", "owner 2", "'; drop table tour_accounts")));
            try (PreparedStatement statement = connection.prepare(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) + " of 3 names found";
            }
        });
    }

    private void blocks() throws SQLException {
        journal.step("a block fails within a block", () -> {
            int changed = connection.inTransaction(tx -> {
                int first = update("update tour_accounts set amount = amount - 1 where id = 1");
                try {
                    connection.inTransaction(inner -> update("update tour_accounts set amount = null where id = 2"));
                } catch (SQLException e) {
                    return first;
                }
                return -1;
            });
            return "savepoint undone, " + changed + " row committed";
        });
    }

    private int update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
