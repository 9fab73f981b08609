package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.type.Fields;
import io.howdah.internal.type.PgType;

/** The columns of the row at which a result set stands, for a record mapper. Belongs to one result set. */
final class RowFields implements Fields {
    private final RowShape shape;
    private final RowCursor cursor;

    RowFields(RowShape shape, RowCursor cursor) {
        this.shape = shape;
        this.cursor = cursor;
    }

    @Override
    public int count() {
        return shape.columnCount();
    }

    /** Equal for all connections that run the same statement. */
    @Override
    public Object shape() {
        return shape.description();
    }

    @Override
    public boolean isNamed() {
        return true;
    }

    @Override
    public String name(int index) {
        return shape.name(index);
    }

    @Override
    public PgType type(int index) {
        return shape.type(index);
    }

    @Override
    public int format(int index) {
        return shape.format(index);
    }

    @Override
    public byte[] bytes(int index) {
        return cursor.bytes();
    }

    @Override
    public int offset(int index) {
        return cursor.offset(index);
    }

    @Override
    public int length(int index) {
        return cursor.length(index);
    }
}
