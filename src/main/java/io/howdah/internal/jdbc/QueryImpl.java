package io.howdah.internal.jdbc;

import io.howdah.api.HowdahResultSet;
import io.howdah.api.Query;
import io.howdah.api.RowReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link Query} as a statement that is prepared, run and closed by each method. */
final class QueryImpl implements Query {
    private final Preparation preparation;

    /** Makes the statement with its values. */
    @FunctionalInterface
    interface Preparation {
        PreparedStatementImpl prepare() throws SQLException;
    }

    QueryImpl(Preparation preparation) {
        this.preparation = preparation;
    }

    private static <T> RowReader<T> reader(Class<T> target) {
        Class<T> boxed = RowObjects.boxed(target);
        return row -> ((HowdahResultSet) row).read(boxed);
    }

    @Override
    public <T> List<T> list(Class<T> target) throws SQLException {
        return list(reader(target));
    }

    @Override
    public <T> List<T> list(RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = preparation.prepare();
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        }
    }

    @Override
    public <T> T one(Class<T> target) throws SQLException {
        return one(reader(target));
    }

    @Override
    public <T> T one(RowReader<T> reader) throws SQLException {
        List<T> found = atMostOne(reader);
        if (found.isEmpty()) {
            throw new SQLDataException("expected one row, got none: use optional() where there may be none", "02000");
        }
        return found.get(0);
    }

    @Override
    public <T> Optional<T> optional(Class<T> target) throws SQLException {
        List<T> found = atMostOne(reader(target));
        return found.isEmpty() ? Optional.empty() : Optional.ofNullable(found.get(0));
    }

    private <T> List<T> atMostOne(RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = preparation.prepare()) {
            // One more than wanted shows that there are too many.
            statement.setMaxRows(2);
            List<T> found = new ArrayList<>(1);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (!found.isEmpty()) {
                        throw new SQLDataException("expected one row, got several", "21000");
                    }
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    @Override
    public <T> Stream<T> stream(Class<T> target) throws SQLException {
        PreparedStatement statement = preparation.prepare();
        try {
            return RowObjects.stream(statement.executeQuery(), reader(target), statement);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public <T> void forEach(Class<T> target, RowConsumer<T> consumer) throws SQLException {
        RowReader<T> reader = reader(target);
        try (PreparedStatement statement = preparation.prepare();
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                consumer.accept(reader.read(rows));
            }
        }
    }
}
