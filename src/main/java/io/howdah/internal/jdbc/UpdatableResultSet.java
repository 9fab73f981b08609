package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.row.RowImage;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.session.UpdateFacts;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A result set whose rows can be changed. Which table a column belongs to, and as what, is known from the server's description of the result, so
 * that aliases, sub-selects and joins need no reading of SQL; a row of a table is found by a key of it, all of whose columns must be in the result.
 * Each change of a row is one round trip and brings back what the server made of it: defaults, triggers, generated columns.
 *
 * <p>A row is changed only if it still has the values, in the columns that are changed, with which it was received (for a deletion: in all that
 * were received), as far as their types can be compared; else, and when it is gone, the operation fails with 02000. Thus no change of another is
 * lost, and no row of another instance of the same table in a self-join is taken for the one. What cannot be changed fails with 24000 and the reason.
 */
final class UpdatableResultSet extends ResultSetImpl {
    private static final int ON_INSERT_ROW = -1;

    /** By the table's OID. */
    private final Map<Integer, Target> targets = new HashMap<>();

    /** New values by column; null before the first. */
    private ParamSet changes;

    /** The number of the row they are for, or {@link #ON_INSERT_ROW}. */
    private long changedRow;

    private Execution operation;

    /**
     * A table of the result.
     *
     * @param columns the result's columns of the table
     * @param key those that make a key of it; null when there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // Never changed, never compared.
    private record Target(UpdateFacts facts, int[] columns, int[] key) {}

    UpdatableResultSet(ResultSetOwner owner, StatementResult result, int type, int holdability) {
        super(owner, result, type, ResultSet.CONCUR_UPDATABLE, holdability);
    }

    // Which table

    private String describe(int index) {
        return "column " + (index + 1) + " (" + shape.name(index) + ")";
    }

    private int tableOid(int index) {
        return shape.description().tableOids()[index];
    }

    private int columnNumber(int index) {
        return shape.description().columnNumbers()[index];
    }

    private Target target(int oid) throws SQLException {
        Target known = targets.get(oid);
        if (known == null) {
            UpdateFacts facts = UpdateTargets.find(owner.connection(), oid);
            int[] columns = new int[shape.columnCount()];
            int count = 0;
            for (int i = 0; i < columns.length; i++) {
                if (tableOid(i) == oid && facts.columns().containsKey(columnNumber(i))) {
                    columns[count++] = i;
                }
            }
            columns = Arrays.copyOf(columns, count);
            known = new Target(facts, columns, findKey(facts, columns));
            targets.put(oid, known);
        }
        return known;
    }

    private int[] findKey(UpdateFacts facts, int[] columns) {
        for (int[] numbers : facts.keys()) {
            int[] key = new int[numbers.length];
            int found = 0;
            for (int i = 0; i < numbers.length; i++) {
                for (int column : columns) {
                    if (columnNumber(column) == numbers[i]) {
                        key[i] = column;
                        found++;
                        break;
                    }
                }
            }
            if (found == numbers.length) {
                return key;
            }
        }
        return null;
    }

    /** The key of a table, or the reason why its rows cannot be told apart. */
    private static void checkKey(Target target) throws SQLException {
        if (target.key() != null) {
            return;
        }
        UpdateFacts facts = target.facts();
        String name = facts.schema() + "." + facts.table();
        if (facts.kind() == 'v') {
            throw JdbcErrors.notUpdatable("its columns belong to the view " + name
                    + ", whose rows have no key: select from the view's tables");
        }
        if (facts.keys().isEmpty()) {
            throw JdbcErrors.notUpdatable(
                    "the table " + name + " has no primary key, nor a unique index on columns that are all NOT NULL");
        }
        String key = Arrays.stream(facts.keys().get(0))
                .mapToObj(number -> facts.columns().get(number))
                .collect(Collectors.joining(", "));
        throw JdbcErrors.notUpdatable("no key of the table " + name + " is in the result: select all of " + key);
    }

    /** The one table that all columns belong to, but for those that are computed. */
    private Target onlyTarget(String method) throws SQLException {
        int only = 0;
        for (int i = 0; i < shape.columnCount(); i++) {
            int oid = tableOid(i);
            if (oid != 0 && only != 0 && oid != only) {
                throw JdbcErrors.notUpdatable(method + "() needs a result of one table, but " + describe(i)
                        + " belongs to another table than the columns before it");
            }
            only = oid == 0 ? only : oid;
        }
        if (only == 0) {
            throw JdbcErrors.notUpdatable(method + "() needs a table, but all columns are computed");
        }
        return target(only);
    }

    // New values

    /** The place for a new value of a column; 24000 with the reason when it can have none. */
    private int slot(int column) throws SQLException {
        checkOpen();
        if (column < 1 || column > shape.columnCount()) {
            throw JdbcErrors.index("column", column, shape.columnCount());
        }
        int index = column - 1;
        if (!isOnInsertRow()) {
            checkOnRow("updateXXX");
        }
        if (tableOid(index) == 0) {
            throw JdbcErrors.notUpdatable(describe(index) + " is computed and belongs to no table");
        }
        if (columnNumber(index) <= 0) {
            throw JdbcErrors.notUpdatable(describe(index) + " is a system column");
        }
        if (!isOnInsertRow()) {
            checkKey(target(tableOid(index)));
        }
        if (changes == null) {
            changes = new ParamSet(
                    shape.columnCount(), owner.connection().settings().binaryTransfer());
        }
        long row = isOnInsertRow() ? ON_INSERT_ROW : rowNumber();
        if (row != changedRow) {
            changes.clear();
            changedRow = row;
        }
        return index;
    }

    private void checkOnRow(String method) throws SQLException {
        checkOpen();
        if (isOnInsertRow()) {
            throw JdbcErrors.onInsertRow(method);
        }
        if (!isOnRow()) {
            throw JdbcErrors.noRow(rowNumber() == 0);
        }
    }

    private boolean hasChanges() {
        long row = isOnInsertRow() ? ON_INSERT_ROW : rowNumber();
        if (changes != null && row == changedRow) {
            for (int i = 0; i < changes.count(); i++) {
                if (changes.isSet(i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void forgetChanges() {
        if (changes != null) {
            changes.clear();
        }
    }

    @Override
    void leaveRow() {
        forgetChanges();
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        checkOnRow("cancelRowUpdates");
        forgetChanges();
    }

    // Operations

    @Override
    public void updateRow() throws SQLException {
        checkOnRow("updateRow");
        if (!hasChanges()) {
            return;
        }
        Target target = changedTarget();
        RowCursor old = currentRow();
        RowOperation update = new RowOperation(shape, target.facts(), changes, old);
        update.add("UPDATE ").addTable();
        String before = " SET ";
        for (int column : target.columns()) {
            if (changes.isSet(column)) {
                update.add(before).addColumn(column).add(" = ").addNewValue(column);
                before = ", ";
            }
        }
        update.addKey(keyOf(target, old));
        for (int column : target.columns()) {
            if (changes.isSet(column) && !isKey(target, column)) {
                update.addUnchanged(column);
            }
        }
        update.add(" RETURNING ").addColumns(target.columns());
        RowImage image = run(update, target, old, "updated");
        forgetChanges();
        rowChanged(image);
    }

    /** The table of all columns with a new value. */
    private Target changedTarget() throws SQLException {
        int first = -1;
        for (int i = 0; i < shape.columnCount(); i++) {
            if (changes.isSet(i)) {
                if (first >= 0 && tableOid(i) != tableOid(first)) {
                    throw JdbcErrors.notUpdatable(describe(first) + " and " + describe(i)
                            + " belong to two tables: call updateRow() for the columns of each");
                }
                first = first < 0 ? i : first;
            }
        }
        return target(tableOid(first));
    }

    private static boolean isKey(Target target, int column) {
        return Arrays.stream(target.key()).anyMatch(key -> key == column);
    }

    private RowCursor currentRow() throws SQLException {
        RowCursor copy = new RowCursor();
        RowImage.copy(cursor).show(copy);
        return copy;
    }

    /** The key's columns, when the row at hand is one row of the table. */
    private int[] keyOf(Target target, RowCursor row) throws SQLException {
        checkKey(target);
        for (int column : target.key()) {
            if (row.length(column) < 0) {
                throw JdbcErrors.notUpdatable("this row of the result has no row of the table "
                        + target.facts().table() + ": " + describe(column) + " of its key is NULL");
            }
        }
        for (int one : target.columns()) {
            for (int other : target.columns()) {
                if (one < other && columnNumber(one) == columnNumber(other) && !sameValue(row, one, other)) {
                    throw JdbcErrors.notUpdatable("this row of the result is made of several rows of the table "
                            + target.facts().table() + ": " + describe(one) + " and " + describe(other)
                            + " are the same column with different values");
                }
            }
        }
        return target.key();
    }

    private static boolean sameValue(RowCursor row, int one, int other) {
        int length = row.length(one);
        return length == row.length(other)
                && (length <= 0
                        || Arrays.equals(
                                row.bytes(),
                                row.offset(one),
                                row.offset(one) + length,
                                row.bytes(),
                                row.offset(other),
                                row.offset(other) + length));
    }

    /** Runs an operation that gives back the columns of the table. */
    private RowImage run(RowOperation what, Target target, RowCursor base, String done) throws SQLException {
        RowCursor returned = execute(what);
        if (returned == null) {
            throw JdbcErrors.rowGone(target.facts().table(), done);
        }
        int[] from = new int[shape.columnCount()];
        Arrays.fill(from, RowImage.SAME);
        for (int i = 0; i < target.columns().length; i++) {
            from[target.columns()[i]] = i;
        }
        RowImage image = RowImage.changed(base, returned, from);
        operation.result(0).rows().clear();
        return image;
    }

    /** The row that came back; null for none. */
    private RowCursor execute(RowOperation what) throws SQLException {
        ConnectionImpl connection = owner.connection();
        LargeParameters large = null;
        if (changes != null && changes.hasLarge()) {
            large = new LargeParameters(connection, null);
            int[] types = new int[shape.columnCount()];
            for (int i = 0; i < types.length; i++) {
                types[i] = shape.type(i).oid();
            }
            large.resolve(changes, types);
        }
        if (operation == null) {
            operation = new Execution();
            operation.setResultFormat(Format.TEXT);
            operation.setAdaptiveStreaming(false);
            operation.setPrepareThreshold(connection.settings().prepareThreshold());
        }
        Statement statement = owner.statement();
        operation.setTimeoutMillis(statement == null ? 0 : statement.getQueryTimeout() * 1000L);
        int flags = SqlFlags.PLACEHOLDERS | SqlFlags.STANDARD_STRINGS;
        operation.prepare(connection.session().shared().sqlCache().get(what.sql(), flags), what);
        boolean ran = false;
        try {
            connection.session().execute(operation);
            ran = true;
            return operation.result(0).rows().next()
                    ? operation.result(0).rows().cursor()
                    : null;
        } catch (IOException e) {
            throw JdbcErrors.temporaryFile(e);
        } finally {
            if (!ran && large != null) {
                large.takeBack(changes);
            }
        }
    }

    @Override
    public void deleteRow() throws SQLException {
        checkOnRow("deleteRow");
        Target target = onlyTarget("deleteRow");
        RowCursor old = currentRow();
        RowOperation delete = new RowOperation(shape, target.facts(), changes, old);
        delete.add("DELETE FROM ").addTable().addKey(keyOf(target, old));
        for (int column : target.columns()) {
            if (!isKey(target, column)) {
                delete.addUnchanged(column);
            }
        }
        delete.add(" RETURNING 1");
        forgetChanges();
        if (execute(delete) == null) {
            throw JdbcErrors.rowGone(target.facts().table(), "deleted");
        }
        rowRemoved();
    }

    /** What is computed, and columns of other rows, stay as they were received. */
    @Override
    public void refreshRow() throws SQLException {
        checkOnRow("refreshRow");
        Target target = onlyTarget("refreshRow");
        RowCursor old = currentRow();
        RowOperation select = new RowOperation(shape, target.facts(), changes, old);
        select.add("SELECT ")
                .addColumns(target.columns())
                .add(" FROM ")
                .addTable()
                .addKey(keyOf(target, old));
        forgetChanges();
        rowChanged(run(select, target, old, "read again"));
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        checkOpen();
        onlyTarget("moveToInsertRow");
        forgetChanges();
        enterInsertRow(RowImage.nulls(shape.columnCount()));
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        checkOpen();
        if (isOnInsertRow()) {
            forgetChanges();
            leaveInsertRow();
        }
    }

    @Override
    public void insertRow() throws SQLException {
        checkOpen();
        if (!isOnInsertRow()) {
            throw JdbcErrors.notUpdatable("insertRow() works on the insert row: call moveToInsertRow() first");
        }
        if (!hasChanges()) {
            throw JdbcErrors.invalid("a row to insert needs a value for a column: call an update method first");
        }
        Target target = onlyTarget("insertRow");
        int[] columns = Arrays.stream(target.columns()).filter(changes::isSet).toArray();
        RowOperation insert = new RowOperation(shape, target.facts(), changes, null);
        insert.add("INSERT INTO ").addTable().add(" (").addColumns(columns).add(") VALUES (");
        for (int i = 0; i < columns.length; i++) {
            insert.add(i == 0 ? "" : ", ").addNewValue(columns[i]);
        }
        insert.add(") RETURNING ").addColumns(target.columns());
        RowImage image = run(insert, target, null, "inserted");
        forgetChanges();
        rowAdded(image);
    }

    // The update methods

    private ParameterContext values() {
        // A text is whatever the column is.
        ParameterContext own = owner.connection().parameterContext();
        return new ParameterContext(Oids.UNSPECIFIED, own.types(), own.resolver());
    }

    private void set(int column, Object value) throws SQLException {
        int slot = slot(column);
        ObjectParameters.set(changes, slot, value, values());
    }

    private void setLarge(int column, Object value, long length) throws SQLException {
        int slot = slot(column);
        if (value == null) {
            changes.setNull(slot, Oids.UNSPECIFIED);
        } else {
            changes.setLarge(slot, new LargeParameter(value, length));
        }
    }

    private static long declared(long length) throws SQLException {
        if (length < 0) {
            throw JdbcErrors.invalid("length of a stream: expected 0 or more, got " + length);
        }
        return length;
    }

    /** A stream for an oid column is a large object, for any other the value itself, read at once. */
    private void setStream(int column, InputStream value, long length) throws SQLException {
        if (value == null || isLargeObject(column)) {
            setLarge(column, value, length);
        } else {
            int slot = slot(column);
            changes.setBytesSpool(slot, Spool.of(value, length), Oids.BYTEA);
        }
    }

    private void setReader(int column, Reader value, long length) throws SQLException {
        if (value == null || isLargeObject(column)) {
            setLarge(column, value, length);
        } else {
            int slot = slot(column);
            changes.setTextSpool(slot, Spool.of(value, length), Oids.UNSPECIFIED);
        }
    }

    private boolean isLargeObject(int column) {
        return column >= 1
                && column <= shape.columnCount()
                && shape.type(column - 1).oid() == Oids.OID;
    }

    private static Reader ascii(InputStream value) {
        return value == null ? null : new InputStreamReader(value, StandardCharsets.US_ASCII);
    }

    @Override
    public void updateNull(int column) throws SQLException {
        set(column, null);
    }

    @Override
    public void updateBoolean(int column, boolean value) throws SQLException {
        int slot = slot(column);
        changes.setBoolean(slot, value, Oids.BOOL);
    }

    @Override
    public void updateByte(int column, byte value) throws SQLException {
        updateShort(column, value);
    }

    @Override
    public void updateShort(int column, short value) throws SQLException {
        int slot = slot(column);
        changes.setInt2(slot, value, Oids.INT2);
    }

    @Override
    public void updateInt(int column, int value) throws SQLException {
        int slot = slot(column);
        changes.setInt4(slot, value, Oids.INT4);
    }

    @Override
    public void updateLong(int column, long value) throws SQLException {
        int slot = slot(column);
        changes.setInt8(slot, value, Oids.INT8);
    }

    @Override
    public void updateFloat(int column, float value) throws SQLException {
        int slot = slot(column);
        changes.setFloat4(slot, value, Oids.FLOAT4);
    }

    @Override
    public void updateDouble(int column, double value) throws SQLException {
        int slot = slot(column);
        changes.setFloat8(slot, value, Oids.FLOAT8);
    }

    @Override
    public void updateBigDecimal(int column, BigDecimal value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateString(int column, String value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateNString(int column, String value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateBytes(int column, byte[] value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateDate(int column, Date value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateTime(int column, Time value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateTimestamp(int column, Timestamp value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateArray(int column, Array value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateSQLXML(int column, SQLXML value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateRowId(int column, RowId value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateObject(int column, Object value) throws SQLException {
        set(column, value);
    }

    @Override
    public void updateObject(int column, Object value, int scaleOrLength) throws SQLException {
        if (value instanceof BigDecimal) {
            setAs(column, value, Types.NUMERIC, scaleOrLength);
        } else if (value instanceof InputStream stream) {
            setStream(column, stream, declared(scaleOrLength));
        } else if (value instanceof Reader reader) {
            setReader(column, reader, declared(scaleOrLength));
        } else {
            set(column, value);
        }
    }

    private void setAs(int column, Object value, int sqlType, int scaleOrLength) throws SQLException {
        int slot = slot(column);
        ObjectParameters.setAs(changes, slot, value, sqlType, scaleOrLength, values());
    }

    @Override
    public void updateObject(int column, Object value, SQLType type) throws SQLException {
        setAs(column, value, SqlTypes.number(type), ObjectParameters.NO_SCALE);
    }

    @Override
    public void updateObject(int column, Object value, SQLType type, int scaleOrLength) throws SQLException {
        setAs(column, value, SqlTypes.number(type), scaleOrLength);
    }

    @Override
    public void updateRef(int column, Ref value) throws SQLException {
        slot(column);
        throw JdbcErrors.unsupported("ResultSet.updateRef");
    }

    @Override
    public void updateAsciiStream(int column, InputStream value) throws SQLException {
        setReader(column, ascii(value), -1);
    }

    @Override
    public void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
        setReader(column, ascii(value), declared(length));
    }

    @Override
    public void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
        setReader(column, ascii(value), declared(length));
    }

    @Override
    public void updateBinaryStream(int column, InputStream value) throws SQLException {
        setStream(column, value, -1);
    }

    @Override
    public void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
        setStream(column, value, declared(length));
    }

    @Override
    public void updateBinaryStream(int column, InputStream value, long length) throws SQLException {
        setStream(column, value, declared(length));
    }

    @Override
    public void updateCharacterStream(int column, Reader value) throws SQLException {
        setReader(column, value, -1);
    }

    @Override
    public void updateCharacterStream(int column, Reader value, int length) throws SQLException {
        setReader(column, value, declared(length));
    }

    @Override
    public void updateCharacterStream(int column, Reader value, long length) throws SQLException {
        setReader(column, value, declared(length));
    }

    @Override
    public void updateNCharacterStream(int column, Reader value) throws SQLException {
        setReader(column, value, -1);
    }

    @Override
    public void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
        setReader(column, value, declared(length));
    }

    @Override
    public void updateBlob(int column, Blob value) throws SQLException {
        setLarge(column, value, -1);
    }

    @Override
    public void updateBlob(int column, InputStream value) throws SQLException {
        setLarge(column, value, -1);
    }

    @Override
    public void updateBlob(int column, InputStream value, long length) throws SQLException {
        setLarge(column, value, declared(length));
    }

    @Override
    public void updateClob(int column, Clob value) throws SQLException {
        setLarge(column, value, -1);
    }

    @Override
    public void updateClob(int column, Reader value) throws SQLException {
        setLarge(column, value, -1);
    }

    @Override
    public void updateClob(int column, Reader value, long length) throws SQLException {
        setLarge(column, value, declared(length));
    }

    @Override
    public void updateNClob(int column, NClob value) throws SQLException {
        setLarge(column, value, -1);
    }

    @Override
    public void updateNClob(int column, Reader value) throws SQLException {
        setLarge(column, value, -1);
    }

    @Override
    public void updateNClob(int column, Reader value, long length) throws SQLException {
        setLarge(column, value, declared(length));
    }
}
