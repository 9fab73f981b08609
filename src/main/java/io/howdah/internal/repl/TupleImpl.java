package io.howdah.internal.repl;

import io.howdah.internal.type.Codec;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.PgType;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.Bytes;
import io.howdah.replication.Relation;
import io.howdah.replication.Tuple;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.util.Arrays;
import java.util.List;

/**
 * A row as it came: a byte of kind for each column, followed for a value by its length and bytes. Immutable; owns its bytes.
 */
final class TupleImpl implements Tuple {
    private static final byte NULL = 'n';
    private static final byte UNCHANGED = 'u';
    private static final byte TEXT = 't';
    private static final byte BINARY = 'b';

    /** Kind and length. */
    private static final int VALUE_HEADER_BYTES = 5;

    private final Relation relation;
    private final CodecContext context;
    private final byte[] bytes;

    /** Offset of each column's kind. */
    private final int[] columns;

    private TupleImpl(Relation relation, CodecContext context, byte[] bytes, int[] columns) {
        this.relation = relation;
        this.context = context;
        this.bytes = bytes;
        this.columns = columns;
    }

    /** Reads a TupleData; on failure {@code message} has failed. */
    static TupleImpl read(ByteCursor message, Relation relation, CodecContext context) {
        int count = message.readUnsignedShort();
        if (count != relation.columns().size()) {
            message.fail();
            return null;
        }
        int[] columns = new int[count];
        int start = message.position();
        for (int i = 0; i < count; i++) {
            columns[i] = message.position() - start;
            switch (message.readByte()) {
                case NULL, UNCHANGED -> {
                    // Nothing follows.
                }
                case TEXT, BINARY -> message.skip(message.readInt());
                default -> message.fail();
            }
        }
        if (message.failed()) {
            return null;
        }
        return new TupleImpl(
                relation, context, Arrays.copyOfRange(message.array(), start, message.position()), columns);
    }

    @Override
    public Relation relation() {
        return relation;
    }

    @Override
    public int column(String name) throws SQLException {
        List<Relation.Column> all = relation.columns();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                return i + 1;
            }
        }
        throw new SQLSyntaxErrorException(
                "no column \"" + name + "\" in " + relation.schema() + '.' + relation.name() + " as published",
                "42703");
    }

    private byte kind(int column) throws SQLException {
        if (column < 1 || column > columns.length) {
            throw new SQLDataException("expected a column from 1 to " + columns.length + ", got " + column, "22023");
        }
        return bytes[columns[column - 1]];
    }

    @Override
    public boolean isNull(int column) throws SQLException {
        return kind(column) == NULL;
    }

    @Override
    public boolean isUnchanged(int column) throws SQLException {
        return kind(column) == UNCHANGED;
    }

    /** True when there is a value to be read; false for NULL. */
    private boolean hasValue(int column) throws SQLException {
        byte kind = kind(column);
        if (kind == UNCHANGED) {
            throw new SQLNonTransientException(
                    "the value of column " + relation.columns().get(column - 1).name() + " of " + relation.schema()
                            + '.'
                            + relation.name()
                            + " was not sent, because the update did not change it: ask isUnchanged, or give the"
                            + " table REPLICA IDENTITY FULL",
                    "55000");
        }
        return kind != NULL;
    }

    private PgType type(int column) {
        return context.types().byOid((int) relation.columns().get(column - 1).typeOid());
    }

    private int format(int column) {
        return bytes[columns[column - 1]] == BINARY ? Format.BINARY : Format.TEXT;
    }

    private int offset(int column) {
        return columns[column - 1] + VALUE_HEADER_BYTES;
    }

    private int length(int column) {
        return Bytes.getInt(bytes, columns[column - 1] + 1);
    }

    @Override
    public Object get(int column) throws SQLException {
        if (!hasValue(column)) {
            return null;
        }
        PgType type = type(column);
        return type.codec().decode(bytes, offset(column), length(column), format(column), type, context);
    }

    @Override
    public <T> T get(int column, Class<T> target) throws SQLException {
        if (!hasValue(column)) {
            return null;
        }
        PgType type = type(column);
        Codec codec = type.codec();
        return codec.decodeAs(bytes, offset(column), length(column), format(column), type, context, target);
    }

    @Override
    public String getString(int column) throws SQLException {
        if (!hasValue(column)) {
            return null;
        }
        PgType type = type(column);
        return type.codec().decodeString(bytes, offset(column), length(column), format(column), type, context);
    }

    @Override
    public int getInt(int column) throws SQLException {
        if (!hasValue(column)) {
            return 0;
        }
        PgType type = type(column);
        return type.codec().decodeInt(bytes, offset(column), length(column), format(column), type, context);
    }

    @Override
    public long getLong(int column) throws SQLException {
        if (!hasValue(column)) {
            return 0;
        }
        PgType type = type(column);
        return type.codec().decodeLong(bytes, offset(column), length(column), format(column), type, context);
    }

    /** The names of the columns with their values, for logs of the application's own making; not SQL. */
    @Override
    public String toString() {
        return relation.schema() + '.' + relation.name() + " (" + columns.length + " columns)";
    }
}
