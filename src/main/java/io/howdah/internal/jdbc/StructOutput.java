package io.howdah.internal.jdbc;

import io.howdah.internal.util.ByteSink;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.SQLOutput;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/** Takes the attributes that an application's {@link SQLData} writes, in their order; a nested SQLData is taken apart likewise. For one thread, and one object. */
final class StructOutput implements SQLOutput {
    private final List<Object> attributes = new ArrayList<>();

    private StructOutput() {}

    /** The attributes of an object: Java values, lists for nested objects, null for NULL. */
    static List<Object> attributesOf(SQLData data) throws SQLException {
        StructOutput output = new StructOutput();
        data.writeSQL(output);
        return output.attributes;
    }

    private static byte[] bytes(Spool spool) {
        ByteSink sink = new ByteSink(spool.length());
        spool.writeTo(sink);
        return sink.toByteArray();
    }

    private void add(Object attribute) {
        attributes.add(attribute);
    }

    @Override
    public void writeString(String x) {
        add(x);
    }

    @Override
    public void writeBoolean(boolean x) {
        add(x);
    }

    @Override
    public void writeByte(byte x) {
        add(x);
    }

    @Override
    public void writeShort(short x) {
        add(x);
    }

    @Override
    public void writeInt(int x) {
        add(x);
    }

    @Override
    public void writeLong(long x) {
        add(x);
    }

    @Override
    public void writeFloat(float x) {
        add(x);
    }

    @Override
    public void writeDouble(double x) {
        add(x);
    }

    @Override
    public void writeBigDecimal(BigDecimal x) {
        add(x);
    }

    @Override
    public void writeBytes(byte[] x) {
        add(x);
    }

    @Override
    public void writeDate(Date x) {
        add(x);
    }

    @Override
    public void writeTime(Time x) {
        add(x);
    }

    @Override
    public void writeTimestamp(Timestamp x) {
        add(x);
    }

    @Override
    public void writeCharacterStream(Reader x) throws SQLException {
        add(x == null ? null : new String(bytes(Spool.of(x, -1)), StandardCharsets.UTF_8));
    }

    @Override
    public void writeAsciiStream(InputStream x) throws SQLException {
        add(x == null ? null : new String(bytes(Spool.of(x, -1)), StandardCharsets.US_ASCII));
    }

    @Override
    public void writeBinaryStream(InputStream x) throws SQLException {
        add(x == null ? null : bytes(Spool.of(x, -1)));
    }

    @Override
    public void writeObject(SQLData x) throws SQLException {
        add(x == null ? null : attributesOf(x));
    }

    @Override
    public void writeObject(Object x, SQLType type) throws SQLException {
        add(x instanceof SQLData data ? attributesOf(data) : x);
    }

    @Override
    public void writeBlob(Blob x) throws SQLException {
        add(x == null ? null : MemoryBlob.bytesOf(x));
    }

    @Override
    public void writeClob(Clob x) throws SQLException {
        add(x == null ? null : MemoryClob.textOf(x));
    }

    @Override
    public void writeNClob(NClob x) throws SQLException {
        writeClob(x);
    }

    @Override
    public void writeStruct(Struct x) {
        add(x);
    }

    @Override
    public void writeArray(Array x) {
        add(x);
    }

    @Override
    public void writeURL(URL x) {
        add(x == null ? null : x.toExternalForm());
    }

    @Override
    public void writeNString(String x) {
        add(x);
    }

    @Override
    public void writeSQLXML(SQLXML x) throws SQLException {
        add(x == null ? null : x.getString());
    }

    @Override
    public void writeRef(Ref x) throws SQLException {
        throw JdbcErrors.unsupported("SQLOutput.writeRef");
    }

    @Override
    public void writeRowId(RowId x) {
        add(x == null ? null : x.toString());
    }
}
