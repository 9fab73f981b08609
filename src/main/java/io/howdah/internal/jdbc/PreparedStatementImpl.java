package io.howdah.internal.jdbc;

import io.howdah.internal.config.Settings.QueryMode;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.BatchExecution;
import io.howdah.internal.session.BatchValues;
import io.howdah.internal.session.Execution;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.type.Oids;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.List;

/**
 * A JDBC prepared statement: parsed SQL of the data source's cache and the values of its parameters. Creating one sends nothing; the first
 * execution prepares it on the server along the way.
 *
 * <p>For one thread at a time. A setter's index outside the placeholders is 22023, as is a value missing at the execution; a value that has no
 * type, or not the one asked for, is 07006.
 */
class PreparedStatementImpl extends StatementImpl implements PreparedStatement {
    final ParsedSql sql;
    final ParamSet params;

    private final boolean wantsKeys;
    private final int parameterCount;
    private BatchValues batchValues;
    /** Null as long as no entry had large objects made for it. */
    private LargeBatch largeBatch;

    PreparedStatementImpl(ConnectionImpl connection, ParsedSql sql, boolean wantsKeys, int type, int holdability)
            throws SQLException {
        super(connection, type, holdability);
        this.sql = sql;
        this.wantsKeys = wantsKeys;
        this.parameterCount = sql.parameterCount();
        this.params = new ParamSet(parameterCount, connection.settings().binaryTransfer());
        setPoolable(true);
    }

    @Override
    final void checkTakesSql() throws SQLException {
        checkOpen();
        throw new SQLNonTransientException(
                "Can't use query methods that take a query string on a PreparedStatement.", "42809");
    }

    @Override
    final boolean isSimple() {
        return connection.settings().preferQueryMode() == QueryMode.SIMPLE;
    }

    @Override
    final int prepareThreshold() {
        return connection.settings().prepareThreshold();
    }

    // ---- Execution

    final void run() throws SQLException {
        checkOpen();
        params.checkComplete(firstIndex());
        if (params.hasLarge()) {
            runLarge();
        } else {
            run(sql, params, wantsKeys);
        }
    }

    private void runLarge() throws SQLException {
        LargeParameters large = new LargeParameters(connection, sql);
        boolean done = false;
        try {
            large.resolve(params);
            run(sql, params, wantsKeys);
            done = true;
        } finally {
            if (!done) {
                large.takeBack(params);
            }
        }
    }

    /** Sets all parameters; 07001 for another number of values, 07006 for one of a class without a type. */
    final void setAll(Object... values) throws SQLException {
        if (values.length != parameterCount) {
            throw new SQLSyntaxErrorException(
                    "the statement has " + parameterCount + " parameters, values were given for " + values.length + ": "
                            + sql.sql(),
                    "07001");
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                setNull(i + 1, Types.NULL);
            } else {
                setObject(i + 1, values[i]);
            }
        }
    }

    /** What a pipeline is to run, with the present values. */
    final Execution pipelined() throws SQLException {
        checkOpen();
        params.checkComplete(firstIndex());
        return pipelined(sql, params);
    }

    /** A pipeline has run it: stands at its result. */
    final void enterPipelined() {
        enterResults(sql, false);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        run();
        return onlyRows();
    }

    @Override
    public boolean execute() throws SQLException {
        run();
        return standsAtRows();
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        run();
        return onlyCounts();
    }

    @Override
    public int executeUpdate() throws SQLException {
        return narrow(executeLargeUpdate());
    }

    // ---- Batches

    @Override
    public void addBatch() throws SQLException {
        checkOpen();
        params.checkComplete(firstIndex());
        StatementBatch.checkSingle(sql);
        if (params.hasLarge()) {
            addLargeBatch();
        } else {
            addToBatch();
        }
    }

    private void addToBatch() throws SQLException {
        if (batchValues == null) {
            batchValues = new BatchValues();
        }
        batchValues.add(params, context());
    }

    private void addLargeBatch() throws SQLException {
        LargeParameters large = new LargeParameters(connection, sql);
        boolean done = false;
        try {
            large.resolve(params);
            addToBatch();
            done = true;
        } finally {
            if (!done) {
                large.takeBack(params);
            }
        }
        if (largeBatch == null) {
            largeBatch = new LargeBatch();
        }
        largeBatch.add(batchValues.size() - 1, large);
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        if (batchValues != null) {
            batchValues.clear();
        }
        if (largeBatch != null) {
            largeBatch.takeBack(params);
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        if (batchValues == null || batchValues.size() == 0) {
            return super.executeLargeBatch();
        }
        BatchExecution execution = BatchExecution.of(sql, batchValues);
        boolean done = false;
        try {
            long[] counts = runBatch(execution, wantsKeys, List.of(sql));
            done = true;
            return counts;
        } finally {
            batchValues.clear();
            if (largeBatch != null) {
                endLargeBatch(done, execution);
            }
        }
    }

    private void endLargeBatch(boolean done, BatchExecution execution) throws SQLException {
        if (done) {
            largeBatch.clear();
        } else {
            largeBatch.takeBackFailed(execution.updateCounts(), params);
        }
    }

    // ---- Metadata

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        RowShape columns = openColumns();
        if (columns == null) {
            columns = columns(describe());
        }
        return columns == null ? null : new ResultSetMetaDataImpl(columns, this);
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new ParameterMetaDataImpl(
                describe().parameterOids(), null, context().types(), typeResolver());
    }

    /**
     * Asks the server for columns and parameter types, in one round trip. Each time: another connection may have changed what the answer was
     * the last time.
     */
    final Execution describe() throws SQLException {
        Execution x = new Execution();
        x.prepare(sql, params);
        session.describe(x);
        return x;
    }

    private RowShape columns(Execution described) {
        return wantsKeys && sql.statement(0).kind().modifiesRows()
                ? null
                : described.result(0).shape();
    }

    // ---- Parameters

    /** The JDBC index of the first placeholder. */
    int firstIndex() {
        return 1;
    }

    /** The 0-based index of a 1-based one, checked. */
    int slot(int index) throws SQLException {
        if (index < 1 || index > parameterCount || isClosed()) {
            throw badSlot(index);
        }
        return index - 1;
    }

    private SQLException badSlot(int index) throws SQLException {
        checkOpen();
        return JdbcErrors.index("parameter", index, parameterCount);
    }

    private int stringOid() {
        return connection.parameterContext().stringOid();
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        params.clear();
    }

    @Override
    public void setNull(int index, int sqlType) throws SQLException {
        params.setNull(slot(index), SqlTypes.oid(sqlType, connection.parameterContext()));
    }

    @Override
    public void setNull(int index, int sqlType, String typeName) throws SQLException {
        params.setNull(slot(index), SqlTypes.oid(sqlType, typeName, connection.parameterContext()));
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        params.setBoolean(slot(index), value, Oids.BOOL);
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        params.setInt2(slot(index), value, Oids.INT2);
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        params.setInt2(slot(index), value, Oids.INT2);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        params.setInt4(slot(index), value, Oids.INT4);
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        params.setInt8(slot(index), value, Oids.INT8);
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        params.setFloat4(slot(index), value, Oids.FLOAT4);
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        params.setFloat8(slot(index), value, Oids.FLOAT8);
    }

    @Override
    public void setBigDecimal(int index, BigDecimal value) throws SQLException {
        setOrNull(index, value, Oids.NUMERIC);
    }

    /** A value for the codec of {@code oid}, or NULL of that type. */
    private void setOrNull(int index, Object value, int oid) throws SQLException {
        int slot = slot(index);
        if (value == null) {
            params.setNull(slot, oid);
        } else {
            params.setObject(slot, value, oid);
        }
    }

    private void setTextOrNull(int index, String value, int oid) throws SQLException {
        int slot = slot(index);
        if (value == null) {
            params.setNull(slot, oid);
        } else {
            params.setText(slot, value, oid);
        }
    }

    @Override
    public void setString(int index, String value) throws SQLException {
        setTextOrNull(index, value, stringOid());
    }

    @Override
    public void setNString(int index, String value) throws SQLException {
        setTextOrNull(index, value, stringOid());
    }

    @Override
    public void setBytes(int index, byte[] value) throws SQLException {
        int slot = slot(index);
        if (value == null) {
            params.setNull(slot, Oids.BYTEA);
        } else {
            params.setBytes(slot, value, Oids.BYTEA);
        }
    }

    @Override
    public void setDate(int index, Date value) throws SQLException {
        setDate(index, value, null);
    }

    @Override
    public void setDate(int index, Date value, Calendar zone) throws SQLException {
        setTextOrNull(
                index,
                value == null ? null : TemporalText.ofDate(value, zone),
                value == null ? Oids.DATE : Oids.UNSPECIFIED);
    }

    @Override
    public void setTime(int index, Time value) throws SQLException {
        setTime(index, value, null);
    }

    @Override
    public void setTime(int index, Time value, Calendar zone) throws SQLException {
        setTextOrNull(index, value == null ? null : TemporalText.ofTime(value, zone), Oids.UNSPECIFIED);
    }

    @Override
    public void setTimestamp(int index, Timestamp value) throws SQLException {
        setTimestamp(index, value, null);
    }

    @Override
    public void setTimestamp(int index, Timestamp value, Calendar zone) throws SQLException {
        setTextOrNull(index, value == null ? null : TemporalText.ofTimestamp(value, zone), Oids.UNSPECIFIED);
    }

    @Override
    public void setObject(int index, Object value) throws SQLException {
        ObjectParameters.set(params, slot(index), value, connection.parameterContext());
    }

    @Override
    public void setObject(int index, Object value, int targetSqlType) throws SQLException {
        setObject(index, value, targetSqlType, ObjectParameters.NO_SCALE);
    }

    @Override
    public void setObject(int index, Object value, int targetSqlType, int scaleOrLength) throws SQLException {
        ObjectParameters.setAs(params, slot(index), value, targetSqlType, scaleOrLength, connection.parameterContext());
    }

    @Override
    public void setObject(int index, Object value, SQLType targetSqlType) throws SQLException {
        setObject(index, value, SqlTypes.number(targetSqlType));
    }

    @Override
    public void setObject(int index, Object value, SQLType targetSqlType, int scaleOrLength) throws SQLException {
        setObject(index, value, SqlTypes.number(targetSqlType), scaleOrLength);
    }

    @Override
    public void setArray(int index, Array value) throws SQLException {
        ArrayParameters.set(params, slot(index), value, connection.parameterContext());
    }

    @Override
    public void setSQLXML(int index, SQLXML value) throws SQLException {
        setTextOrNull(index, value == null ? null : value.getString(), Oids.XML);
    }

    // ---- Streams

    private static long declared(long length) throws SQLException {
        if (length < 0) {
            throw JdbcErrors.invalid("length of a stream: expected 0 or more, got " + length);
        }
        return length;
    }

    private void setStream(int index, InputStream stream, long length) throws SQLException {
        int slot = slot(index);
        if (stream == null) {
            params.setNull(slot, Oids.BYTEA);
        } else {
            params.setBytesSpool(slot, Spool.of(stream, length), Oids.BYTEA);
        }
    }

    private void setReader(int index, Reader reader, long length) throws SQLException {
        int slot = slot(index);
        if (reader == null) {
            params.setNull(slot, stringOid());
        } else {
            params.setTextSpool(slot, Spool.of(reader, length), stringOid());
        }
    }

    private static Reader decode(InputStream stream, Charset charset) {
        return stream == null ? null : new InputStreamReader(stream, charset);
    }

    @Override
    public void setBinaryStream(int index, InputStream stream) throws SQLException {
        setStream(index, stream, -1);
    }

    @Override
    public void setBinaryStream(int index, InputStream stream, int length) throws SQLException {
        setStream(index, stream, declared(length));
    }

    @Override
    public void setBinaryStream(int index, InputStream stream, long length) throws SQLException {
        setStream(index, stream, declared(length));
    }

    @Override
    public void setAsciiStream(int index, InputStream stream) throws SQLException {
        setReader(index, decode(stream, StandardCharsets.US_ASCII), -1);
    }

    @Override
    public void setAsciiStream(int index, InputStream stream, int length) throws SQLException {
        setReader(index, decode(stream, StandardCharsets.US_ASCII), declared(length));
    }

    @Override
    public void setAsciiStream(int index, InputStream stream, long length) throws SQLException {
        setReader(index, decode(stream, StandardCharsets.US_ASCII), declared(length));
    }

    /** UTF-8; {@code length} is in bytes. */
    @Override
    @Deprecated
    public void setUnicodeStream(int index, InputStream stream, int length) throws SQLException {
        int slot = slot(index);
        if (stream == null) {
            params.setNull(slot, stringOid());
        } else {
            params.setTextSpool(slot, Spool.of(stream, declared(length)), stringOid());
        }
    }

    @Override
    public void setCharacterStream(int index, Reader reader) throws SQLException {
        setReader(index, reader, -1);
    }

    @Override
    public void setCharacterStream(int index, Reader reader, int length) throws SQLException {
        setReader(index, reader, declared(length));
    }

    @Override
    public void setCharacterStream(int index, Reader reader, long length) throws SQLException {
        setReader(index, reader, declared(length));
    }

    @Override
    public void setNCharacterStream(int index, Reader reader) throws SQLException {
        setReader(index, reader, -1);
    }

    @Override
    public void setNCharacterStream(int index, Reader reader, long length) throws SQLException {
        setReader(index, reader, declared(length));
    }

    // ---- Large values: whether an oid, a bytea or a text is wanted is known when the statement is described

    private void setLarge(int index, Object value, long length) throws SQLException {
        int slot = slot(index);
        if (value == null) {
            params.setNull(slot, Oids.UNSPECIFIED);
        } else {
            params.setLarge(slot, new LargeParameter(value, length));
        }
    }

    @Override
    public void setBlob(int index, Blob value) throws SQLException {
        setLarge(index, value, -1);
    }

    @Override
    public void setBlob(int index, InputStream value) throws SQLException {
        setLarge(index, value, -1);
    }

    @Override
    public void setBlob(int index, InputStream value, long length) throws SQLException {
        setLarge(index, value, declared(length));
    }

    @Override
    public void setClob(int index, Clob value) throws SQLException {
        setLarge(index, value, -1);
    }

    @Override
    public void setClob(int index, Reader value) throws SQLException {
        setLarge(index, value, -1);
    }

    @Override
    public void setClob(int index, Reader value, long length) throws SQLException {
        setLarge(index, value, declared(length));
    }

    @Override
    public void setNClob(int index, NClob value) throws SQLException {
        setLarge(index, value, -1);
    }

    @Override
    public void setNClob(int index, Reader value) throws SQLException {
        setLarge(index, value, -1);
    }

    @Override
    public void setNClob(int index, Reader value, long length) throws SQLException {
        setLarge(index, value, declared(length));
    }

    // ---- Types of JDBC that the server does not have

    @Override
    public void setRef(int index, Ref value) throws SQLException {
        throw JdbcErrors.unsupported("PreparedStatement.setRef");
    }

    @Override
    public void setRowId(int index, RowId value) throws SQLException {
        setTextOrNull(index, value == null ? null : value.toString(), Oids.TID);
    }

    @Override
    public void setURL(int index, URL value) throws SQLException {
        setTextOrNull(index, value == null ? null : value.toString(), stringOid());
    }

    /** The SQL as sent with the values of the parameters in it, {@code ?} for those that are unset or cannot be shown. */
    @Override
    public String toString() {
        return InlinedSql.of(sql, params, context());
    }
}
