package io.howdah.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
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
import java.sql.Time;
import java.sql.Timestamp;

/**
 * The half of {@link ResultSet} that changes rows, refused: every method fails with 24000. The methods that take a label ask for its column
 * and go on by number. Has no state of its own.
 */
abstract class ReadOnlyResultSet implements ResultSet {
    private SQLException refused(String method) throws SQLException {
        // Fails when the result set is closed.
        getConcurrency();
        return JdbcErrors.readOnly(method);
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        return unchanged();
    }

    @Override
    public boolean rowInserted() throws SQLException {
        return unchanged();
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        return unchanged();
    }

    /** False, unless closed. */
    abstract boolean unchanged() throws SQLException;

    @Override
    public void insertRow() throws SQLException {
        throw refused("insertRow");
    }

    @Override
    public void deleteRow() throws SQLException {
        throw refused("deleteRow");
    }

    @Override
    public void refreshRow() throws SQLException {
        throw refused("refreshRow");
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        throw refused("cancelRowUpdates");
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        throw refused("moveToInsertRow");
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        throw refused("moveToCurrentRow");
    }

    @Override
    public void updateArray(String label, Array value) throws SQLException {
        updateArray(findColumn(label), value);
    }

    @Override
    public void updateArray(int column, Array value) throws SQLException {
        throw refused("updateArray");
    }

    @Override
    public void updateAsciiStream(String label, InputStream value, int length) throws SQLException {
        updateAsciiStream(findColumn(label), value, length);
    }

    @Override
    public void updateAsciiStream(String label, InputStream value, long length) throws SQLException {
        updateAsciiStream(findColumn(label), value, length);
    }

    @Override
    public void updateAsciiStream(String label, InputStream value) throws SQLException {
        updateAsciiStream(findColumn(label), value);
    }

    @Override
    public void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
        throw refused("updateAsciiStream");
    }

    @Override
    public void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
        throw refused("updateAsciiStream");
    }

    @Override
    public void updateAsciiStream(int column, InputStream value) throws SQLException {
        throw refused("updateAsciiStream");
    }

    @Override
    public void updateBigDecimal(String label, BigDecimal value) throws SQLException {
        updateBigDecimal(findColumn(label), value);
    }

    @Override
    public void updateBigDecimal(int column, BigDecimal value) throws SQLException {
        throw refused("updateBigDecimal");
    }

    @Override
    public void updateBinaryStream(String label, InputStream value, int length) throws SQLException {
        updateBinaryStream(findColumn(label), value, length);
    }

    @Override
    public void updateBinaryStream(String label, InputStream value, long length) throws SQLException {
        updateBinaryStream(findColumn(label), value, length);
    }

    @Override
    public void updateBinaryStream(String label, InputStream value) throws SQLException {
        updateBinaryStream(findColumn(label), value);
    }

    @Override
    public void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
        throw refused("updateBinaryStream");
    }

    @Override
    public void updateBinaryStream(int column, InputStream value, long length) throws SQLException {
        throw refused("updateBinaryStream");
    }

    @Override
    public void updateBinaryStream(int column, InputStream value) throws SQLException {
        throw refused("updateBinaryStream");
    }

    @Override
    public void updateBlob(String label, InputStream value, long length) throws SQLException {
        updateBlob(findColumn(label), value, length);
    }

    @Override
    public void updateBlob(String label, InputStream value) throws SQLException {
        updateBlob(findColumn(label), value);
    }

    @Override
    public void updateBlob(String label, Blob value) throws SQLException {
        updateBlob(findColumn(label), value);
    }

    @Override
    public void updateBlob(int column, InputStream value, long length) throws SQLException {
        throw refused("updateBlob");
    }

    @Override
    public void updateBlob(int column, InputStream value) throws SQLException {
        throw refused("updateBlob");
    }

    @Override
    public void updateBlob(int column, Blob value) throws SQLException {
        throw refused("updateBlob");
    }

    @Override
    public void updateBoolean(String label, boolean value) throws SQLException {
        updateBoolean(findColumn(label), value);
    }

    @Override
    public void updateBoolean(int column, boolean value) throws SQLException {
        throw refused("updateBoolean");
    }

    @Override
    public void updateByte(String label, byte value) throws SQLException {
        updateByte(findColumn(label), value);
    }

    @Override
    public void updateByte(int column, byte value) throws SQLException {
        throw refused("updateByte");
    }

    @Override
    public void updateBytes(String label, byte[] value) throws SQLException {
        updateBytes(findColumn(label), value);
    }

    @Override
    public void updateBytes(int column, byte[] value) throws SQLException {
        throw refused("updateBytes");
    }

    @Override
    public void updateCharacterStream(String label, Reader value, int length) throws SQLException {
        updateCharacterStream(findColumn(label), value, length);
    }

    @Override
    public void updateCharacterStream(String label, Reader value, long length) throws SQLException {
        updateCharacterStream(findColumn(label), value, length);
    }

    @Override
    public void updateCharacterStream(String label, Reader value) throws SQLException {
        updateCharacterStream(findColumn(label), value);
    }

    @Override
    public void updateCharacterStream(int column, Reader value, int length) throws SQLException {
        throw refused("updateCharacterStream");
    }

    @Override
    public void updateCharacterStream(int column, Reader value, long length) throws SQLException {
        throw refused("updateCharacterStream");
    }

    @Override
    public void updateCharacterStream(int column, Reader value) throws SQLException {
        throw refused("updateCharacterStream");
    }

    @Override
    public void updateClob(String label, Reader value, long length) throws SQLException {
        updateClob(findColumn(label), value, length);
    }

    @Override
    public void updateClob(String label, Reader value) throws SQLException {
        updateClob(findColumn(label), value);
    }

    @Override
    public void updateClob(String label, Clob value) throws SQLException {
        updateClob(findColumn(label), value);
    }

    @Override
    public void updateClob(int column, Reader value, long length) throws SQLException {
        throw refused("updateClob");
    }

    @Override
    public void updateClob(int column, Reader value) throws SQLException {
        throw refused("updateClob");
    }

    @Override
    public void updateClob(int column, Clob value) throws SQLException {
        throw refused("updateClob");
    }

    @Override
    public void updateDate(String label, Date value) throws SQLException {
        updateDate(findColumn(label), value);
    }

    @Override
    public void updateDate(int column, Date value) throws SQLException {
        throw refused("updateDate");
    }

    @Override
    public void updateDouble(String label, double value) throws SQLException {
        updateDouble(findColumn(label), value);
    }

    @Override
    public void updateDouble(int column, double value) throws SQLException {
        throw refused("updateDouble");
    }

    @Override
    public void updateFloat(String label, float value) throws SQLException {
        updateFloat(findColumn(label), value);
    }

    @Override
    public void updateFloat(int column, float value) throws SQLException {
        throw refused("updateFloat");
    }

    @Override
    public void updateInt(String label, int value) throws SQLException {
        updateInt(findColumn(label), value);
    }

    @Override
    public void updateInt(int column, int value) throws SQLException {
        throw refused("updateInt");
    }

    @Override
    public void updateLong(String label, long value) throws SQLException {
        updateLong(findColumn(label), value);
    }

    @Override
    public void updateLong(int column, long value) throws SQLException {
        throw refused("updateLong");
    }

    @Override
    public void updateNCharacterStream(String label, Reader value, long length) throws SQLException {
        updateNCharacterStream(findColumn(label), value, length);
    }

    @Override
    public void updateNCharacterStream(String label, Reader value) throws SQLException {
        updateNCharacterStream(findColumn(label), value);
    }

    @Override
    public void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
        throw refused("updateNCharacterStream");
    }

    @Override
    public void updateNCharacterStream(int column, Reader value) throws SQLException {
        throw refused("updateNCharacterStream");
    }

    @Override
    public void updateNClob(String label, Reader value, long length) throws SQLException {
        updateNClob(findColumn(label), value, length);
    }

    @Override
    public void updateNClob(String label, Reader value) throws SQLException {
        updateNClob(findColumn(label), value);
    }

    @Override
    public void updateNClob(String label, NClob value) throws SQLException {
        updateNClob(findColumn(label), value);
    }

    @Override
    public void updateNClob(int column, Reader value, long length) throws SQLException {
        throw refused("updateNClob");
    }

    @Override
    public void updateNClob(int column, Reader value) throws SQLException {
        throw refused("updateNClob");
    }

    @Override
    public void updateNClob(int column, NClob value) throws SQLException {
        throw refused("updateNClob");
    }

    @Override
    public void updateNString(String label, String value) throws SQLException {
        updateNString(findColumn(label), value);
    }

    @Override
    public void updateNString(int column, String value) throws SQLException {
        throw refused("updateNString");
    }

    @Override
    public void updateNull(String label) throws SQLException {
        updateNull(findColumn(label));
    }

    @Override
    public void updateNull(int column) throws SQLException {
        throw refused("updateNull");
    }

    @Override
    public void updateObject(String label, Object value, int scaleOrLength) throws SQLException {
        updateObject(findColumn(label), value, scaleOrLength);
    }

    @Override
    public void updateObject(String label, Object value, SQLType type, int scaleOrLength) throws SQLException {
        updateObject(findColumn(label), value, type, scaleOrLength);
    }

    @Override
    public void updateObject(String label, Object value, SQLType type) throws SQLException {
        updateObject(findColumn(label), value, type);
    }

    @Override
    public void updateObject(String label, Object value) throws SQLException {
        updateObject(findColumn(label), value);
    }

    @Override
    public void updateObject(int column, Object value, int scaleOrLength) throws SQLException {
        throw refused("updateObject");
    }

    @Override
    public void updateObject(int column, Object value, SQLType type, int scaleOrLength) throws SQLException {
        throw refused("updateObject");
    }

    @Override
    public void updateObject(int column, Object value, SQLType type) throws SQLException {
        throw refused("updateObject");
    }

    @Override
    public void updateObject(int column, Object value) throws SQLException {
        throw refused("updateObject");
    }

    @Override
    public void updateRef(String label, Ref value) throws SQLException {
        updateRef(findColumn(label), value);
    }

    @Override
    public void updateRef(int column, Ref value) throws SQLException {
        throw refused("updateRef");
    }

    @Override
    public void updateRow() throws SQLException {
        throw refused("updateRow");
    }

    @Override
    public void updateRowId(String label, RowId value) throws SQLException {
        updateRowId(findColumn(label), value);
    }

    @Override
    public void updateRowId(int column, RowId value) throws SQLException {
        throw refused("updateRowId");
    }

    @Override
    public void updateSQLXML(String label, SQLXML value) throws SQLException {
        updateSQLXML(findColumn(label), value);
    }

    @Override
    public void updateSQLXML(int column, SQLXML value) throws SQLException {
        throw refused("updateSQLXML");
    }

    @Override
    public void updateShort(String label, short value) throws SQLException {
        updateShort(findColumn(label), value);
    }

    @Override
    public void updateShort(int column, short value) throws SQLException {
        throw refused("updateShort");
    }

    @Override
    public void updateString(String label, String value) throws SQLException {
        updateString(findColumn(label), value);
    }

    @Override
    public void updateString(int column, String value) throws SQLException {
        throw refused("updateString");
    }

    @Override
    public void updateTime(String label, Time value) throws SQLException {
        updateTime(findColumn(label), value);
    }

    @Override
    public void updateTime(int column, Time value) throws SQLException {
        throw refused("updateTime");
    }

    @Override
    public void updateTimestamp(String label, Timestamp value) throws SQLException {
        updateTimestamp(findColumn(label), value);
    }

    @Override
    public void updateTimestamp(int column, Timestamp value) throws SQLException {
        throw refused("updateTimestamp");
    }
}
