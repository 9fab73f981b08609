package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.BindValues;
import io.howdah.internal.session.UpdateFacts;
import io.howdah.internal.sql.Identifiers;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Oids;
import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * One INSERT, UPDATE, DELETE or SELECT for one row of a table: its text as it is written, and its parameters, which are new values that the
 * application gave or values of the row as it was received. Used once.
 */
final class RowOperation implements BindValues {
    /** Longer values are not compared, since they would have to be sent back. */
    private static final int MAX_COMPARED_BYTES = 1024;

    private final RowShape shape;
    private final UpdateFacts table;
    private final ParamSet changes;
    private final RowCursor old;
    private final StringBuilder sql = new StringBuilder(128);

    /** By parameter: a column of {@link #changes}, or the complement of a column of {@link #old}. */
    private int[] sources = new int[8];

    private int count;

    /**
     * @param changes new values by result column
     * @param old the row as it was received; null when there is none
     */
    RowOperation(RowShape shape, UpdateFacts table, ParamSet changes, RowCursor old) {
        this.shape = shape;
        this.table = table;
        this.changes = changes;
        this.old = old;
    }

    String sql() {
        return sql.toString();
    }

    RowOperation add(String words) {
        sql.append(words);
        return this;
    }

    RowOperation addTable() throws SQLException {
        sql.append(Identifiers.quote(table.schema())).append('.').append(Identifiers.quote(table.table()));
        return this;
    }

    /** The name that a result column has in the table. */
    RowOperation addColumn(int column) throws SQLException {
        sql.append(
                Identifiers.quote(table.columns().get((int) shape.description().columnNumbers()[column])));
        return this;
    }

    RowOperation addColumns(int[] columns) throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            add(i == 0 ? "" : ", ").addColumn(columns[i]);
        }
        return this;
    }

    RowOperation addNewValue(int column) {
        return addParameter(column);
    }

    private RowOperation addParameter(int source) {
        if (count == sources.length) {
            sources = Arrays.copyOf(sources, count * 2);
        }
        sources[count++] = source;
        sql.append('?');
        return this;
    }

    /** The condition that finds the row by its key. */
    RowOperation addKey(int[] key) throws SQLException {
        for (int i = 0; i < key.length; i++) {
            add(i == 0 ? " WHERE " : " AND ").addColumn(key[i]).add(" = ").addParameter(~key[i]);
        }
        if (table.inherited() && table.kind() == 'r') {
            // The key is not one of the tables that inherit: there may be several rows.
            sql.append(" AND 1 = (SELECT pg_catalog.count(*) FROM ");
            addTable();
            for (int i = 0; i < key.length; i++) {
                add(i == 0 ? " WHERE " : " AND ").addColumn(key[i]).add(" = ").addParameter(~key[i]);
            }
            sql.append(')');
        }
        return this;
    }

    /** The condition that a column still has the value that was received, where values of its type can be compared. */
    RowOperation addUnchanged(int column) throws SQLException {
        if (isComparable(shape.type(column).oid()) && old.length(column) <= MAX_COMPARED_BYTES) {
            add(" AND ").addColumn(column);
            if (old.length(column) < 0) {
                add(" IS NULL");
            } else {
                add(" IS NOT DISTINCT FROM ").addParameter(~column);
            }
        }
        return this;
    }

    /** Types with an equality, whose text is the whole value whatever the settings of the session. */
    private static boolean isComparable(int oid) {
        return switch (oid) {
            case Oids.BOOL,
                    Oids.INT2,
                    Oids.INT4,
                    Oids.INT8,
                    Oids.OID,
                    Oids.NUMERIC,
                    Oids.TEXT,
                    Oids.VARCHAR,
                    Oids.BPCHAR,
                    Oids.NAME,
                    Oids.BYTEA,
                    Oids.DATE,
                    Oids.TIME,
                    Oids.TIMETZ,
                    Oids.TIMESTAMP,
                    Oids.TIMESTAMPTZ,
                    Oids.UUID,
                    Oids.INET,
                    Oids.CIDR,
                    Oids.MACADDR,
                    Oids.BIT,
                    Oids.VARBIT,
                    Oids.JSONB -> true;
            default -> false;
        };
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int oid(int index) {
        int source = sources[index];
        return source >= 0 ? changes.oid(source) : shape.type(~source).oid();
    }

    @Override
    public int format(int index, CodecContext context) {
        int source = sources[index];
        return source >= 0 ? changes.format(source, context) : shape.format(~source);
    }

    @Override
    public void write(int index, int format, ByteSink out, CodecContext context) throws SQLException {
        int source = sources[index];
        if (source >= 0) {
            changes.write(source, format, out, context);
        } else {
            int length = old.length(~source);
            out.putInt(length);
            if (length > 0) {
                out.putBytes(old.bytes(), old.offset(~source), length);
            }
        }
    }
}
