package io.howdah.internal.copy;

import io.howdah.internal.session.CopyTransfer;
import io.howdah.internal.type.Codec;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.FieldSink;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Kind;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.RecordEncoder;
import io.howdah.internal.util.ByteSink;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.List;
import java.util.Optional;

/**
 * Writes rows in one of COPY's formats, from records or from plain values. What fails names row and column. Belongs to one transfer; allocates nothing for a
 * row.
 */
abstract class CopyRow implements FieldSink, CopyTransfer.RowWriter {
    final Codec[] codecs;
    final PgType[] types;
    final CodecContext context;

    /** Where the present row goes. */
    ByteSink out;

    private final List<String> names;

    /** {@link Kind} in binary. */
    private final int[] kinds;

    /** Null for rows of plain values. */
    private final RecordEncoder encoder;

    /** A record, or an array of values. */
    private Object row;

    private long number;

    /** The column being written, for messages. */
    private int column;

    CopyRow(List<String> names, PgType[] types, RecordEncoder encoder, CodecContext context) {
        this.names = names;
        this.types = types;
        this.encoder = encoder;
        this.context = context;
        this.codecs = new Codec[types.length];
        this.kinds = new int[types.length];
        for (int i = 0; i < types.length; i++) {
            codecs[i] = types[i].codec();
            kinds[i] = codecs[i].kind(Format.BINARY);
        }
    }

    /** Takes the row to be written next. */
    void take(Object newRow, long rowNumber) {
        row = newRow;
        number = rowNumber;
    }

    @Override
    public final void write(ByteSink sink) throws SQLException {
        out = sink;
        begin();
        try {
            if (encoder != null) {
                encoder.write(row, this);
            } else {
                Object[] values = (Object[]) row;
                for (int i = 0; i < values.length; i++) {
                    putObject(i, values[i]);
                }
            }
        } catch (SQLException e) {
            throw located(e);
        } finally {
            out = null;
            row = null;
        }
        end(sink);
    }

    abstract void begin();

    abstract void end(ByteSink sink);

    /** Begins a column. */
    abstract void field(int index);

    /** NULL. */
    abstract void none();

    /** A whole number that fits the type of a column of 2, 4 or 8 bytes. */
    abstract void whole(int size, long value);

    abstract void real(float value);

    abstract void real(double value);

    abstract void bool(boolean value);

    /** Any other value, which is not null. */
    abstract void value(int index, Object value) throws SQLException;

    private void start(int index) {
        column = index;
        field(index);
    }

    @Override
    public final void putInt(int index, int value) throws SQLException {
        start(index);
        switch (kinds[index]) {
            case Kind.INT4_BINARY -> whole(4, value);
            case Kind.INT8_BINARY -> whole(8, value);
            case Kind.INT2_BINARY -> {
                if (value != (short) value) {
                    throw outOfRange(value);
                }
                whole(2, value);
            }
            default -> value(index, value);
        }
    }

    @Override
    public final void putLong(int index, long value) throws SQLException {
        start(index);
        switch (kinds[index]) {
            case Kind.INT8_BINARY -> whole(8, value);
            case Kind.INT4_BINARY -> {
                if (value != (int) value) {
                    throw outOfRange(value);
                }
                whole(4, value);
            }
            case Kind.INT2_BINARY -> {
                if (value != (short) value) {
                    throw outOfRange(value);
                }
                whole(2, value);
            }
            default -> value(index, value);
        }
    }

    @Override
    public final void putFloat(int index, float value) throws SQLException {
        start(index);
        switch (kinds[index]) {
            case Kind.FLOAT4_BINARY -> real(value);
            case Kind.FLOAT8_BINARY -> real((double) value);
            default -> value(index, value);
        }
    }

    @Override
    public final void putDouble(int index, double value) throws SQLException {
        start(index);
        if (kinds[index] == Kind.FLOAT8_BINARY) {
            real(value);
        } else {
            value(index, value);
        }
    }

    @Override
    public final void putBoolean(int index, boolean value) throws SQLException {
        start(index);
        if (kinds[index] == Kind.BOOL_BINARY) {
            bool(value);
        } else {
            value(index, value);
        }
    }

    @Override
    public final void putObject(int index, Object value) throws SQLException {
        start(index);
        Object given = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (given == null) {
            none();
        } else {
            value(index, given);
        }
    }

    private SQLException outOfRange(long value) {
        return new SQLDataException(value + " is outside the range of type " + types[column].name(), "22003");
    }

    private SQLException located(SQLException e) {
        String message = "COPY, row " + number + ", column " + names.get(column) + ": " + e.getMessage();
        return e instanceof SQLDataException
                ? new SQLDataException(message, e.getSQLState(), e)
                : new SQLNonTransientException(message, e.getSQLState(), e);
    }
}
