package io.howdah.internal.jdbc;

import io.howdah.internal.type.StructValue;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Constructor;
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
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLInput;
import java.sql.SQLNonTransientException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Map;

/**
 * The attributes of a composite value one after another, for an application's {@link SQLData} to read itself from. A read behind the last attribute is
 * 07009. For one thread, and one reading.
 */
final class StructInput implements SQLInput {
    private final StructValue value;
    private final Map<String, Class<?>> map;
    private int next;
    private boolean wasNull;

    private StructInput(StructValue value, Map<String, Class<?>> map) {
        this.value = value;
        this.map = map;
    }

    /**
     * Makes an instance of an application's class and lets it read itself.
     *
     * @throws SQLException 42846 when the class has no constructor without parameters that the driver may call
     */
    static Object read(StructValue value, Class<?> target, Map<String, Class<?>> map) throws SQLException {
        SQLData data;
        try {
            Constructor<?> constructor = target.getDeclaredConstructor();
            constructor.setAccessible(true);
            data = (SQLData) constructor.newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new SQLNonTransientException(
                    "cannot make an instance of " + target.getName()
                            + ": SQLData needs a constructor without parameters, in a package that is open to the driver",
                    "42846",
                    e);
        }
        data.readSQL(
                new StructInput(value, map == null ? Map.of() : map),
                value.type().sqlName());
        return data;
    }

    private int advance() throws SQLException {
        if (next >= value.fields().count()) {
            throw new SQLDataException(
                    "type " + value.type().sqlName() + " has " + value.fields().count()
                            + " columns, but one more was read",
                    "07009");
        }
        wasNull = value.fields().length(next) < 0;
        return next++;
    }

    private <T> T readAs(Class<T> target) throws SQLException {
        return value.as(advance(), target);
    }

    private <T> T readAs(Class<T> target, T ifNull) throws SQLException {
        T read = readAs(target);
        return read == null ? ifNull : read;
    }

    @Override
    public String readString() throws SQLException {
        return readAs(String.class);
    }

    @Override
    public boolean readBoolean() throws SQLException {
        return readAs(Boolean.class, false);
    }

    @Override
    public byte readByte() throws SQLException {
        return readAs(Byte.class, (byte) 0);
    }

    @Override
    public short readShort() throws SQLException {
        return readAs(Short.class, (short) 0);
    }

    @Override
    public int readInt() throws SQLException {
        return readAs(Integer.class, 0);
    }

    @Override
    public long readLong() throws SQLException {
        return readAs(Long.class, 0L);
    }

    @Override
    public float readFloat() throws SQLException {
        return readAs(Float.class, 0f);
    }

    @Override
    public double readDouble() throws SQLException {
        return readAs(Double.class, 0d);
    }

    @Override
    public BigDecimal readBigDecimal() throws SQLException {
        return readAs(BigDecimal.class);
    }

    @Override
    public byte[] readBytes() throws SQLException {
        return readAs(byte[].class);
    }

    @Override
    public Date readDate() throws SQLException {
        return readAs(Date.class);
    }

    @Override
    public Time readTime() throws SQLException {
        return readAs(Time.class);
    }

    @Override
    public Timestamp readTimestamp() throws SQLException {
        return readAs(Timestamp.class);
    }

    @Override
    public Reader readCharacterStream() throws SQLException {
        return Conversions.reader(readString());
    }

    @Override
    public InputStream readAsciiStream() throws SQLException {
        return Conversions.stream(readString(), StandardCharsets.US_ASCII);
    }

    @Override
    public InputStream readBinaryStream() throws SQLException {
        return Conversions.stream(readBytes());
    }

    /** As {@code getObject}; a type in the type map gives an instance of the class it names. */
    @Override
    public Object readObject() throws SQLException {
        int index = advance();
        if (wasNull) {
            return null;
        }
        Class<?> target = map.get(value.fields().type(index).sqlName());
        return target == null ? StructImpl.wrap(value.value(index), value.context()) : readObject(index, target);
    }

    @Override
    public <T> T readObject(Class<T> type) throws SQLException {
        if (type == null) {
            throw JdbcErrors.invalid("the class to read an attribute as is null");
        }
        int index = advance();
        return wasNull ? null : readObject(index, type);
    }

    private <T> T readObject(int index, Class<T> target) throws SQLException {
        if (SQLData.class.isAssignableFrom(target)) {
            return target.cast(read(value.as(index, StructValue.class), target, map));
        }
        if (target.isAssignableFrom(StructImpl.class) || target.isAssignableFrom(ArrayImpl.class)) {
            Object wrapped = StructImpl.wrap(value.value(index), value.context());
            if (target.isInstance(wrapped)) {
                return target.cast(wrapped);
            }
        }
        return value.as(index, target);
    }

    @Override
    public Array readArray() throws SQLException {
        return readObject(Array.class);
    }

    @Override
    public Blob readBlob() throws SQLException {
        byte[] bytes = readBytes();
        return bytes == null ? null : new MemoryBlob(bytes);
    }

    @Override
    public Clob readClob() throws SQLException {
        return readNClob();
    }

    @Override
    public NClob readNClob() throws SQLException {
        String text = readString();
        return text == null ? null : new MemoryClob(text);
    }

    @Override
    public String readNString() throws SQLException {
        return readString();
    }

    @Override
    public URL readURL() throws SQLException {
        return Conversions.url(readString());
    }

    @Override
    public SQLXML readSQLXML() throws SQLException {
        String text = readString();
        return text == null ? null : new SqlXmlImpl(text);
    }

    @Override
    public Ref readRef() throws SQLException {
        throw JdbcErrors.unsupported("SQLInput.readRef");
    }

    @Override
    public RowId readRowId() throws SQLException {
        String text = readString();
        return text == null ? null : RowIdImpl.parse(text);
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }
}
