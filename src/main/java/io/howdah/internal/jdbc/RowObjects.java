package io.howdah.internal.jdbc;

import io.howdah.api.RowReader;
import io.howdah.api.UncheckedSqlException;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.RecordMapper;
import io.howdah.types.PgObject;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes objects of a result set's rows; keeps the way of the class asked for last. Belongs to one result set. */
final class RowObjects {
    private static final RowReader<Map<String, Object>> MAPS = RowReader.map();

    private final ResultSetImpl rows;
    private Class<?> target;
    private RowFields fields;
    private RecordMapper mapper;

    RowObjects(ResultSetImpl rows) {
        this.rows = rows;
    }

    /** The current row; see {@link io.howdah.api.HowdahResultSet#read}. */
    <T> T read(Class<T> wanted) throws SQLException {
        if (wanted != target) {
            choose(wanted);
        }
        if (mapper != null) {
            rows.enter(1);
            return wanted.cast(mapper.read(fields, rows.context()));
        }
        if (wanted == Map.class) {
            return wanted.cast(MAPS.read(rows));
        }
        return rows.getObject(1, wanted);
    }

    private void choose(Class<?> wanted) throws SQLException {
        RowShape shape = rows.shapeWithTypes();
        mapper = null;
        if (wanted.isRecord() && !isValue(wanted) && !isRecordItself(shape)) {
            CodecContext context = rows.context();
            fields = new RowFields(shape, rows.cursor);
            mapper = RecordMapper.of(wanted, fields, context, "the result");
        } else if (wanted != Map.class && shape.columnCount() != 1) {
            throw new SQLNonTransientException(
                    "a row of " + shape.columnCount() + " columns is no " + wanted.getName()
                            + ": expected one column, or a record with a component for each",
                    "42804");
        }
        target = wanted;
    }

    /** True for the driver's own value classes, some of which are records. */
    private static boolean isValue(Class<?> wanted) {
        return wanted.getPackageName().equals(PgObject.class.getPackageName());
    }

    /** True when the only column is of a type that a record may be made of. */
    private static boolean isRecordItself(RowShape shape) {
        if (shape.columnCount() != 1) {
            return false;
        }
        PgType type = shape.type(0);
        return type.form() == PgType.Form.COMPOSITE || type.oid() == Oids.JSON || type.oid() == Oids.JSONB;
    }

    /** The wrapper of a primitive class, any other class as it is. */
    @SuppressWarnings("unchecked")
    static <T> Class<T> boxed(Class<T> target) {
        return target.isPrimitive()
                ? (Class<T>) MethodType.methodType(target).wrap().returnType()
                : target;
    }

    /** The rows from the next one on; closing the stream closes {@code closed}. */
    static <T> Stream<T> stream(ResultSet rows, RowReader<T> reader, AutoCloseable closed) {
        Spliterator<T> source =
                new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.IMMUTABLE) {
                    @Override
                    public boolean tryAdvance(Consumer<? super T> action) {
                        T value;
                        try {
                            if (!rows.next()) {
                                return false;
                            }
                            value = reader.read(rows);
                        } catch (SQLException e) {
                            throw new UncheckedSqlException(e);
                        }
                        action.accept(value);
                        return true;
                    }
                };
        return StreamSupport.stream(source, false).onClose(() -> {
            try {
                closed.close();
            } catch (SQLException e) {
                throw new UncheckedSqlException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
