package io.howdah.bench;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;
import org.openjdk.jmh.infra.Blackhole;

/** Any JDBC driver. */
final class JdbcPeer implements Peer {
    private static final String LOOKUP = Schema.jdbc(Schema.LOOKUP);

    /** Where connections come from. */
    interface Source {
        Connection connect() throws SQLException;
    }

    private final Source source;
    private final Connection connection;
    private final PreparedStatement lookup;
    private final PreparedStatement onePlusOne;
    private final PreparedStatement intRows;
    private final PreparedStatement mixedRows;
    private final PreparedStatement insert;

    JdbcPeer(Source source) throws SQLException {
        this.source = source;
        connection = source.connect();
        lookup = connection.prepareStatement(LOOKUP);
        onePlusOne = connection.prepareStatement(Schema.ONE_PLUS_ONE);
        intRows = connection.prepareStatement(Schema.INT_ROWS);
        mixedRows = connection.prepareStatement(Schema.MIXED_ROWS);
        insert = connection.prepareStatement(Schema.jdbc(Schema.INSERT));
    }

    @Override
    public long lookup(long id, Blackhole sink) throws SQLException {
        return lookup(lookup, id, sink);
    }

    @Override
    public long first(long number, long id, Blackhole sink) throws SQLException {
        String sql = LOOKUP + Schema.FIRST_PREFIX + number + Schema.FIRST_SUFFIX;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return lookup(statement, id, sink);
        }
    }

    private static long lookup(PreparedStatement statement, long id, Blackhole sink) throws SQLException {
        statement.setLong(1, id);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            long found = row.getLong(1);
            String name = row.getString(2);
            BigDecimal amount = row.getBigDecimal(3);
            sink.consume(name);
            sink.consume(amount);
            return Checksum.item(found, name, amount);
        }
    }

    @Override
    public long onePlusOne(Blackhole sink) throws SQLException {
        try (ResultSet row = onePlusOne.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public long intRows(Blackhole sink) throws SQLException {
        long sum = 0;
        try (ResultSet row = intRows.executeQuery()) {
            while (row.next()) {
                sum += row.getInt(1);
            }
        }
        return sum;
    }

    @Override
    public long mixedRows(Blackhole sink) throws SQLException {
        long sum = 0;
        try (ResultSet row = mixedRows.executeQuery()) {
            while (row.next()) {
                String c = row.getString(3);
                Timestamp d = row.getTimestamp(4);
                BigDecimal e = row.getBigDecimal(5);
                UUID h = row.getObject(8, UUID.class);
                sink.consume(c);
                sink.consume(d);
                sink.consume(e);
                sink.consume(h);
                sum += Checksum.mixed(
                        row.getLong(1),
                        row.getInt(2),
                        c,
                        Math.floorDiv(d.getTime(), 1000),
                        e,
                        row.getDouble(6),
                        row.getBoolean(7),
                        h);
            }
        }
        return sum;
    }

    @Override
    public long batch() throws SQLException {
        for (BatchRow row : BatchRow.all()) {
            insert.setLong(1, row.a());
            insert.setInt(2, row.b());
            insert.setString(3, row.c());
            insert.setDouble(4, row.d());
            insert.addBatch();
        }
        long inserted = 0;
        for (int count : insert.executeBatch()) {
            // Rewritten batches do not know the count of each row.
            inserted += count == PreparedStatement.SUCCESS_NO_INFO ? 1 : count;
        }
        return inserted;
    }

    @Override
    public long connect() throws SQLException {
        source.connect().close();
        return 1;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
