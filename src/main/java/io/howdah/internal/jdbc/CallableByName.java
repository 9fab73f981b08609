package io.howdah.internal.jdbc;

import io.howdah.internal.sql.ParsedSql;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/**
 * The methods of a callable statement that take the name of a parameter: each finds its index and calls the method that takes that.
 */
abstract class CallableByName extends PreparedStatementImpl implements CallableStatement {
    CallableByName(ConnectionImpl connection, ParsedSql sql, int type, int holdability) throws SQLException {
        super(connection, sql, false, type, holdability);
    }

    /**
     * The 1-based index of a parameter.
     *
     * @throws SQLException 42P02 when there is none of that name, 42725 when it is not clear which; the server's error for the query
     */
    abstract int index(String name) throws SQLException;

    // ---- Registering

    @Override
    public final void registerOutParameter(String name, int type) throws SQLException {
        registerOutParameter(index(name), type);
    }

    @Override
    public final void registerOutParameter(String name, int type, int scale) throws SQLException {
        registerOutParameter(index(name), type, scale);
    }

    @Override
    public final void registerOutParameter(String name, int type, String typeName) throws SQLException {
        registerOutParameter(index(name), type, typeName);
    }

    @Override
    public final void registerOutParameter(String name, SQLType type) throws SQLException {
        registerOutParameter(index(name), type);
    }

    @Override
    public final void registerOutParameter(String name, SQLType type, int scale) throws SQLException {
        registerOutParameter(index(name), type, scale);
    }

    @Override
    public final void registerOutParameter(String name, SQLType type, String typeName) throws SQLException {
        registerOutParameter(index(name), type, typeName);
    }

    // ---- Setting

    @Override
    public final void setURL(String name, URL value) throws SQLException {
        setURL(index(name), value);
    }

    @Override
    public final void setNull(String name, int type) throws SQLException {
        setNull(index(name), type);
    }

    @Override
    public final void setBoolean(String name, boolean value) throws SQLException {
        setBoolean(index(name), value);
    }

    @Override
    public final void setByte(String name, byte value) throws SQLException {
        setByte(index(name), value);
    }

    @Override
    public final void setShort(String name, short value) throws SQLException {
        setShort(index(name), value);
    }

    @Override
    public final void setInt(String name, int value) throws SQLException {
        setInt(index(name), value);
    }

    @Override
    public final void setLong(String name, long value) throws SQLException {
        setLong(index(name), value);
    }

    @Override
    public final void setFloat(String name, float value) throws SQLException {
        setFloat(index(name), value);
    }

    @Override
    public final void setDouble(String name, double value) throws SQLException {
        setDouble(index(name), value);
    }

    @Override
    public final void setBigDecimal(String name, BigDecimal value) throws SQLException {
        setBigDecimal(index(name), value);
    }

    @Override
    public final void setString(String name, String value) throws SQLException {
        setString(index(name), value);
    }

    @Override
    public final void setBytes(String name, byte[] value) throws SQLException {
        setBytes(index(name), value);
    }

    @Override
    public final void setDate(String name, Date value) throws SQLException {
        setDate(index(name), value);
    }

    @Override
    public final void setTime(String name, Time value) throws SQLException {
        setTime(index(name), value);
    }

    @Override
    public final void setTimestamp(String name, Timestamp value) throws SQLException {
        setTimestamp(index(name), value);
    }

    @Override
    public final void setAsciiStream(String name, InputStream stream, int length) throws SQLException {
        setAsciiStream(index(name), stream, length);
    }

    @Override
    public final void setBinaryStream(String name, InputStream stream, int length) throws SQLException {
        setBinaryStream(index(name), stream, length);
    }

    @Override
    public final void setObject(String name, Object value, int type, int scaleOrLength) throws SQLException {
        setObject(index(name), value, type, scaleOrLength);
    }

    @Override
    public final void setObject(String name, Object value, int type) throws SQLException {
        setObject(index(name), value, type);
    }

    @Override
    public final void setObject(String name, Object value) throws SQLException {
        setObject(index(name), value);
    }

    @Override
    public final void setCharacterStream(String name, Reader reader, int length) throws SQLException {
        setCharacterStream(index(name), reader, length);
    }

    @Override
    public final void setDate(String name, Date value, Calendar calendar) throws SQLException {
        setDate(index(name), value, calendar);
    }

    @Override
    public final void setTime(String name, Time value, Calendar calendar) throws SQLException {
        setTime(index(name), value, calendar);
    }

    @Override
    public final void setTimestamp(String name, Timestamp value, Calendar calendar) throws SQLException {
        setTimestamp(index(name), value, calendar);
    }

    @Override
    public final void setNull(String name, int type, String typeName) throws SQLException {
        setNull(index(name), type, typeName);
    }

    @Override
    public final void setRowId(String name, RowId value) throws SQLException {
        setRowId(index(name), value);
    }

    @Override
    public final void setNString(String name, String value) throws SQLException {
        setNString(index(name), value);
    }

    @Override
    public final void setNCharacterStream(String name, Reader reader, long length) throws SQLException {
        setNCharacterStream(index(name), reader, length);
    }

    @Override
    public final void setNClob(String name, NClob value) throws SQLException {
        setNClob(index(name), value);
    }

    @Override
    public final void setClob(String name, Reader reader, long length) throws SQLException {
        setClob(index(name), reader, length);
    }

    @Override
    public final void setBlob(String name, InputStream stream, long length) throws SQLException {
        setBlob(index(name), stream, length);
    }

    @Override
    public final void setNClob(String name, Reader reader, long length) throws SQLException {
        setNClob(index(name), reader, length);
    }

    @Override
    public final void setSQLXML(String name, SQLXML value) throws SQLException {
        setSQLXML(index(name), value);
    }

    @Override
    public final void setBlob(String name, Blob value) throws SQLException {
        setBlob(index(name), value);
    }

    @Override
    public final void setClob(String name, Clob value) throws SQLException {
        setClob(index(name), value);
    }

    @Override
    public final void setAsciiStream(String name, InputStream stream, long length) throws SQLException {
        setAsciiStream(index(name), stream, length);
    }

    @Override
    public final void setBinaryStream(String name, InputStream stream, long length) throws SQLException {
        setBinaryStream(index(name), stream, length);
    }

    @Override
    public final void setCharacterStream(String name, Reader reader, long length) throws SQLException {
        setCharacterStream(index(name), reader, length);
    }

    @Override
    public final void setAsciiStream(String name, InputStream stream) throws SQLException {
        setAsciiStream(index(name), stream);
    }

    @Override
    public final void setBinaryStream(String name, InputStream stream) throws SQLException {
        setBinaryStream(index(name), stream);
    }

    @Override
    public final void setCharacterStream(String name, Reader reader) throws SQLException {
        setCharacterStream(index(name), reader);
    }

    @Override
    public final void setNCharacterStream(String name, Reader reader) throws SQLException {
        setNCharacterStream(index(name), reader);
    }

    @Override
    public final void setClob(String name, Reader reader) throws SQLException {
        setClob(index(name), reader);
    }

    @Override
    public final void setBlob(String name, InputStream stream) throws SQLException {
        setBlob(index(name), stream);
    }

    @Override
    public final void setNClob(String name, Reader reader) throws SQLException {
        setNClob(index(name), reader);
    }

    @Override
    public final void setObject(String name, Object value, SQLType type, int scaleOrLength) throws SQLException {
        setObject(index(name), value, type, scaleOrLength);
    }

    @Override
    public final void setObject(String name, Object value, SQLType type) throws SQLException {
        setObject(index(name), value, type);
    }

    // ---- Getting

    @Override
    public final String getString(String name) throws SQLException {
        return getString(index(name));
    }

    @Override
    public final boolean getBoolean(String name) throws SQLException {
        return getBoolean(index(name));
    }

    @Override
    public final byte getByte(String name) throws SQLException {
        return getByte(index(name));
    }

    @Override
    public final short getShort(String name) throws SQLException {
        return getShort(index(name));
    }

    @Override
    public final int getInt(String name) throws SQLException {
        return getInt(index(name));
    }

    @Override
    public final long getLong(String name) throws SQLException {
        return getLong(index(name));
    }

    @Override
    public final float getFloat(String name) throws SQLException {
        return getFloat(index(name));
    }

    @Override
    public final double getDouble(String name) throws SQLException {
        return getDouble(index(name));
    }

    @Override
    public final byte[] getBytes(String name) throws SQLException {
        return getBytes(index(name));
    }

    @Override
    public final Date getDate(String name) throws SQLException {
        return getDate(index(name));
    }

    @Override
    public final Time getTime(String name) throws SQLException {
        return getTime(index(name));
    }

    @Override
    public final Timestamp getTimestamp(String name) throws SQLException {
        return getTimestamp(index(name));
    }

    @Override
    public final Object getObject(String name) throws SQLException {
        return getObject(index(name));
    }

    @Override
    public final BigDecimal getBigDecimal(String name) throws SQLException {
        return getBigDecimal(index(name));
    }

    @Override
    public final Object getObject(String name, Map<String, Class<?>> map) throws SQLException {
        return getObject(index(name), map);
    }

    @Override
    public final Ref getRef(String name) throws SQLException {
        return getRef(index(name));
    }

    @Override
    public final Blob getBlob(String name) throws SQLException {
        return getBlob(index(name));
    }

    @Override
    public final Clob getClob(String name) throws SQLException {
        return getClob(index(name));
    }

    @Override
    public final Array getArray(String name) throws SQLException {
        return getArray(index(name));
    }

    @Override
    public final Date getDate(String name, Calendar calendar) throws SQLException {
        return getDate(index(name), calendar);
    }

    @Override
    public final Time getTime(String name, Calendar calendar) throws SQLException {
        return getTime(index(name), calendar);
    }

    @Override
    public final Timestamp getTimestamp(String name, Calendar calendar) throws SQLException {
        return getTimestamp(index(name), calendar);
    }

    @Override
    public final URL getURL(String name) throws SQLException {
        return getURL(index(name));
    }

    @Override
    public final RowId getRowId(String name) throws SQLException {
        return getRowId(index(name));
    }

    @Override
    public final NClob getNClob(String name) throws SQLException {
        return getNClob(index(name));
    }

    @Override
    public final SQLXML getSQLXML(String name) throws SQLException {
        return getSQLXML(index(name));
    }

    @Override
    public final String getNString(String name) throws SQLException {
        return getNString(index(name));
    }

    @Override
    public final Reader getNCharacterStream(String name) throws SQLException {
        return getNCharacterStream(index(name));
    }

    @Override
    public final Reader getCharacterStream(String name) throws SQLException {
        return getCharacterStream(index(name));
    }

    @Override
    public final <T> T getObject(String name, Class<T> type) throws SQLException {
        return getObject(index(name), type);
    }
}
