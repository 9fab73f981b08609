package io.howdah.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openjdk.jmh.infra.Blackhole;

/** vertx-pg-client with one event loop; the benchmark's thread waits for each answer, as with JDBC. */
final class VertxPeer implements Peer {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final PgConnectOptions options;
    private final PgConnection connection;
    private final PreparedStatement lookup;
    private final PreparedStatement onePlusOne;
    private final PreparedStatement intRows;
    private final PreparedStatement mixedRows;
    private final PreparedStatement insert;

    VertxPeer(Target target) {
        options = new PgConnectOptions()
                .setHost(target.host())
                .setPort(target.port())
                .setDatabase(target.database())
                .setUser(target.user())
                .setPassword(target.password())
                .setCachePreparedStatements(true);
        connection = await(PgConnection.connect(vertx, options));
        lookup = await(connection.prepare(Schema.LOOKUP));
        onePlusOne = await(connection.prepare(Schema.ONE_PLUS_ONE));
        intRows = await(connection.prepare(Schema.INT_ROWS));
        mixedRows = await(connection.prepare(Schema.MIXED_ROWS));
        insert = await(connection.prepare(Schema.INSERT));
    }

    @Override
    public long lookup(long id, Blackhole sink) {
        return item(await(lookup.query().execute(Tuple.of(id))), sink);
    }

    @Override
    public long first(long number, long id, Blackhole sink) {
        String sql = Schema.LOOKUP + Schema.FIRST_PREFIX + number + Schema.FIRST_SUFFIX;
        return item(await(connection.preparedQuery(sql).execute(Tuple.of(id))), sink);
    }

    private static long item(RowSet<Row> rows, Blackhole sink) {
        Row row = rows.iterator().next();
        long id = row.getLong(0);
        String name = row.getString(1);
        BigDecimal amount = row.getBigDecimal(2);
        sink.consume(name);
        sink.consume(amount);
        return Checksum.item(id, name, amount);
    }

    @Override
    public long onePlusOne(Blackhole sink) {
        return await(onePlusOne.query().execute()).iterator().next().getInteger(0);
    }

    @Override
    public long intRows(Blackhole sink) {
        long sum = 0;
        for (Row row : await(intRows.query().execute())) {
            sum += row.getInteger(0);
        }
        return sum;
    }

    @Override
    public long mixedRows(Blackhole sink) {
        long sum = 0;
        for (Row row : await(mixedRows.query().execute())) {
            String c = row.getString(2);
            OffsetDateTime d = row.getOffsetDateTime(3);
            BigDecimal e = row.getBigDecimal(4);
            UUID h = row.getUUID(7);
            sink.consume(c);
            sink.consume(d);
            sink.consume(e);
            sink.consume(h);
            sum += Checksum.mixed(
                    row.getLong(0), row.getInteger(1), c, d.toEpochSecond(), e, row.getDouble(5), row.getBoolean(6), h);
        }
        return sum;
    }

    @Override
    public long batch() {
        List<Tuple> tuples = new ArrayList<>(Schema.BATCH);
        for (BatchRow row : BatchRow.all()) {
            tuples.add(Tuple.of(row.a(), row.b(), row.c(), row.d()));
        }
        long inserted = 0;
        for (RowSet<Row> result = await(insert.query().executeBatch(tuples)); result != null; result = result.next()) {
            inserted += result.rowCount();
        }
        return inserted;
    }

    @Override
    public long connect() {
        await(await(PgConnection.connect(vertx, options)).close());
        return 1;
    }

    @Override
    public void close() {
        await(connection.close());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
