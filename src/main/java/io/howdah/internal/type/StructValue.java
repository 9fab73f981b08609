package io.howdah.internal.type;

import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * One value of a composite type as it came from the server, its fields still in wire form and decoded on request. What a result set's composite column
 * gives; java.sql.Struct is made of it elsewhere. Immutable, owns its bytes, and needs no connection.
 */
public final class StructValue {
    private final PgType type;
    private final CompositeLayout layout;
    private final CodecContext context;

    StructValue(PgType type, CompositeLayout layout, CodecContext context) {
        this.type = type;
        this.layout = layout;
        this.context = context;
    }

    /** The composite type, or record. */
    public PgType type() {
        return type;
    }

    /** The values in wire form, with their names and types. */
    public Fields fields() {
        return layout;
    }

    public CodecContext context() {
        return context;
    }

    /**
     * One field as {@code getObject} gives it: composites as StructValue, arrays as {@link ArrayValue}; null for NULL.
     *
     * @throws SQLException when it is malformed
     */
    public Object value(int index) throws SQLException {
        return layout.isNull(index) ? null : as(index, Object.class);
    }

    /** One field as an instance of {@code target}, which is no primitive class; null for NULL. */
    public <T> T as(int index, Class<T> target) throws SQLException {
        if (layout.isNull(index)) {
            return null;
        }
        PgType fieldType = layout.type(index);
        return fieldType
                .codec()
                .decodeAs(
                        layout.bytes(index),
                        layout.offset(index),
                        layout.length(index),
                        layout.format(index),
                        fieldType,
                        context,
                        target);
    }

    /** The value as an instance of a record class; see {@link RecordMapper}. */
    public <T> T as(Class<T> record) throws SQLException {
        return record.cast(
                RecordMapper.of(record, layout, context, type.sqlName()).read(layout, context));
    }

    /** True when all fields are in binary. */
    boolean isBinary() {
        for (int i = 0; i < layout.count(); i++) {
            if (layout.format(i) != Format.BINARY) {
                return false;
            }
        }
        return true;
    }

    /** Writes a value for which {@link #isBinary} is true as it came. */
    void putBinary(ByteSink out) {
        out.putInt(layout.count());
        for (int i = 0; i < layout.count(); i++) {
            out.putInt(layout.type(i).oid());
            out.putInt(layout.length(i));
            if (!layout.isNull(i)) {
                out.putBytes(layout.bytes(i), layout.offset(i), layout.length(i));
            }
        }
    }

    /** The server's own text: {@code (1,"a b",)}. */
    public String text() throws SQLException {
        ByteSink out = new ByteSink(32);
        layout.putText(out, context);
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }

    /** The text; a note in place of it when a field is malformed. */
    @Override
    public String toString() {
        try {
            return text();
        } catch (SQLException e) {
            return "malformed " + type.name() + " (" + e.getMessage() + ")";
        }
    }

    /** Equal when type and text are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StructValue that
                && type.oid() == that.type.oid()
                && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
