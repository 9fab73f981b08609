package io.howdah.internal.jdbc;

import io.howdah.api.HowdahResultSet;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Kind;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.StaleTypeException;
import io.howdah.internal.util.AsciiNumber;
import io.howdah.internal.util.Bytes;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A {@link java.sql.ResultSet} over the rows of one {@link StatementResult}: the getters. The primitive ones read fixed-width binary and decimal
 * text straight from the received bytes and allocate nothing; everything else asks the column's codec. A value is the same whether it came in
 * text or in binary.
 *
 * <p>Every getter fails with 55000 when the result set is closed, 24000 without a current row, 22023 for a column index that does not exist,
 * 42703 for an unknown label, and as {@link io.howdah.internal.type.Codec} says for a value that cannot be read as asked. For one thread at a
 * time; owned by its statement.
 */
class ResultSetImpl extends NavigableResultSet implements HowdahResultSet {

    /** Types below it came with the server and never change ({@code FirstNormalObjectId}). */
    private static final int FIRST_NORMAL_OID = 16_384;

    /** True once the server was asked for the types of this result: what it does not know then it never will. */
    private boolean askedForTypes;

    ResultSetImpl(ResultSetOwner owner, StatementResult result, int type, int concurrency, int holdability) {
        super(owner, result, type, concurrency, holdability);
    }

    // Numbers and booleans

    @Override
    public int getInt(int column) throws SQLException {
        int i = enter(column);
        int length = cursor.length(i);
        if (length < 0) {
            return 0;
        }
        byte[] bytes = cursor.bytes();
        int offset = cursor.offset(i);
        return switch (shape.kind(i)) {
            case Kind.INT4_BINARY -> Bytes.exactInt(bytes, offset, length);
            case Kind.INT2_BINARY -> Bytes.exactShort(bytes, offset, length);
            case Kind.INT8_BINARY -> {
                long value = Bytes.exactLong(bytes, offset, length);
                if (value != (int) value) {
                    throw JdbcErrors.outOfRange(column, "int");
                }
                yield (int) value;
            }
            case Kind.INTEGER_TEXT -> AsciiNumber.parseInt(bytes, offset, length);
            default -> {
                checkNumeric(i, "int");
                yield shape.codec(i).decodeInt(bytes, offset, length, shape.format(i), shape.type(i), context());
            }
        };
    }

    @Override
    public long getLong(int column) throws SQLException {
        int i = enter(column);
        int length = cursor.length(i);
        if (length < 0) {
            return 0;
        }
        byte[] bytes = cursor.bytes();
        int offset = cursor.offset(i);
        return switch (shape.kind(i)) {
            case Kind.INT8_BINARY -> Bytes.exactLong(bytes, offset, length);
            case Kind.INT4_BINARY -> Bytes.exactInt(bytes, offset, length);
            case Kind.INT2_BINARY -> Bytes.exactShort(bytes, offset, length);
            case Kind.INTEGER_TEXT -> AsciiNumber.parseLong(bytes, offset, length);
            default -> {
                checkNumeric(i, "long");
                yield shape.codec(i).decodeLong(bytes, offset, length, shape.format(i), shape.type(i), context());
            }
        };
    }

    @Override
    public short getShort(int column) throws SQLException {
        int value = getInt(column);
        if (value != (short) value) {
            throw JdbcErrors.outOfRange(column, "short");
        }
        return (short) value;
    }

    @Override
    public byte getByte(int column) throws SQLException {
        int value = getInt(column);
        if (value != (byte) value) {
            throw JdbcErrors.outOfRange(column, "byte");
        }
        return (byte) value;
    }

    @Override
    public double getDouble(int column) throws SQLException {
        int i = enter(column);
        int length = cursor.length(i);
        if (length < 0) {
            return 0;
        }
        byte[] bytes = cursor.bytes();
        int offset = cursor.offset(i);
        return switch (shape.kind(i)) {
            case Kind.FLOAT8_BINARY -> Bytes.exactDouble(bytes, offset, length);
            case Kind.FLOAT4_BINARY -> Bytes.exactFloat(bytes, offset, length);
            case Kind.INT4_BINARY -> Bytes.exactInt(bytes, offset, length);
            case Kind.INT8_BINARY -> Bytes.exactLong(bytes, offset, length);
            case Kind.INT2_BINARY -> Bytes.exactShort(bytes, offset, length);
            default -> {
                checkNumeric(i, "double");
                yield shape.codec(i).decodeDouble(bytes, offset, length, shape.format(i), shape.type(i), context());
            }
        };
    }

    @Override
    public float getFloat(int column) throws SQLException {
        int i = enter(column);
        int length = cursor.length(i);
        if (length < 0) {
            return 0;
        }
        if (shape.kind(i) == Kind.FLOAT4_BINARY) {
            return Bytes.exactFloat(cursor.bytes(), cursor.offset(i), length);
        }
        checkNumeric(i, "float");
        return shape.codec(i)
                .decodeFloat(cursor.bytes(), cursor.offset(i), length, shape.format(i), shape.type(i), context());
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        int i = enter(column);
        int length = cursor.length(i);
        if (length < 0) {
            return false;
        }
        if (shape.kind(i) == Kind.BOOL_BINARY) {
            return Bytes.exactByte(cursor.bytes(), cursor.offset(i), length) != 0;
        }
        return shape.codec(i)
                .decodeBoolean(cursor.bytes(), cursor.offset(i), length, shape.format(i), shape.type(i), context());
    }

    @Override
    public BigDecimal getBigDecimal(int column) throws SQLException {
        int i = enter(column);
        if (lastWasNull) {
            return null;
        }
        checkNumeric(i, "BigDecimal");
        return decodeAs(i, BigDecimal.class);
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        BigDecimal value = getBigDecimal(column);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_EVEN);
    }

    // Text and bytes

    @Override
    public String getString(int column) throws SQLException {
        int i = enter(column);
        int length = cursor.length(i);
        if (length < 0) {
            return null;
        }
        String value = shape.kind(i) == Kind.UTF8
                ? new String(cursor.bytes(), cursor.offset(i), length, StandardCharsets.UTF_8)
                : shape.codec(i)
                        .decodeString(
                                cursor.bytes(), cursor.offset(i), length, shape.format(i), shape.type(i), context());
        int limit = owner.maxFieldSize();
        return limit == 0 ? value : Conversions.truncate(value, limit, shape.type(i));
    }

    @Override
    public String getNString(int column) throws SQLException {
        return getString(column);
    }

    @Override
    public byte[] getBytes(int column) throws SQLException {
        int i = enter(column);
        if (lastWasNull) {
            return null;
        }
        byte[] value = decodeAs(i, byte[].class);
        int limit = owner.maxFieldSize();
        return limit == 0 ? value : Conversions.truncate(value, limit, shape.type(i));
    }

    @Override
    public InputStream getBinaryStream(int column) throws SQLException {
        return Conversions.stream(getBytes(column));
    }

    @Override
    public InputStream getAsciiStream(int column) throws SQLException {
        return Conversions.stream(getString(column), StandardCharsets.US_ASCII);
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(int column) throws SQLException {
        return Conversions.stream(getString(column), StandardCharsets.UTF_8);
    }

    @Override
    public Reader getCharacterStream(int column) throws SQLException {
        return Conversions.reader(getString(column));
    }

    @Override
    public Reader getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @Override
    public URL getURL(int column) throws SQLException {
        return Conversions.url(getString(column));
    }

    // Dates and times

    @Override
    public Date getDate(int column) throws SQLException {
        return getDate(column, null);
    }

    @Override
    public Date getDate(int column, Calendar calendar) throws SQLException {
        int i = enter(column);
        return lastWasNull ? null : Conversions.date(this, i, calendar);
    }

    @Override
    public Time getTime(int column) throws SQLException {
        return getTime(column, null);
    }

    @Override
    public Time getTime(int column, Calendar calendar) throws SQLException {
        int i = enter(column);
        return lastWasNull ? null : Conversions.time(this, i, calendar);
    }

    @Override
    public Timestamp getTimestamp(int column) throws SQLException {
        return getTimestamp(column, null);
    }

    @Override
    public Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
        int i = enter(column);
        return lastWasNull ? null : Conversions.timestamp(this, i, calendar);
    }

    // Objects

    @Override
    public Object getObject(int column) throws SQLException {
        int i = enter(column);
        if (lastWasNull) {
            return null;
        }
        learnTypes(i);
        try {
            return Conversions.mapped(this, i, owner.typeMap());
        } catch (StaleTypeException altered) {
            learnTypes(i);
            return Conversions.mapped(this, i, owner.typeMap());
        }
    }

    @Override
    public Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
        int i = enter(column);
        if (lastWasNull) {
            return null;
        }
        learnTypes(i);
        Map<String, Class<?>> wanted = map == null ? typeMap() : map;
        try {
            return Conversions.mapped(this, i, wanted);
        } catch (StaleTypeException altered) {
            learnTypes(i);
            return Conversions.mapped(this, i, wanted);
        }
    }

    /** The connection's. */
    Map<String, Class<?>> typeMap() {
        return owner.typeMap();
    }

    @Override
    public <T> T getObject(int column, Class<T> type) throws SQLException {
        int i = enter(column);
        if (type == null) {
            throw JdbcErrors.invalid("the class to read column " + column + " as is null");
        }
        if (lastWasNull) {
            return null;
        }
        learnTypes(i);
        try {
            return Conversions.as(this, i, type);
        } catch (StaleTypeException altered) {
            learnTypes(i);
            return Conversions.as(this, i, type);
        }
    }

    @Override
    public Array getArray(int column) throws SQLException {
        int i = enter(column);
        if (lastWasNull) {
            return null;
        }
        learnTypes(i);
        return Conversions.array(this, i);
    }

    @Override
    public Blob getBlob(int column) throws SQLException {
        int i = enter(column);
        return lastWasNull ? null : Conversions.blob(this, i);
    }

    @Override
    public Clob getClob(int column) throws SQLException {
        return getNClob(column);
    }

    @Override
    public NClob getNClob(int column) throws SQLException {
        int i = enter(column);
        return lastWasNull ? null : Conversions.clob(this, i);
    }

    @Override
    public SQLXML getSQLXML(int column) throws SQLException {
        int i = enter(column);
        return lastWasNull ? null : Conversions.xml(this, i);
    }

    @Override
    public Ref getRef(int column) throws SQLException {
        enter(column);
        throw JdbcErrors.unsupported("ResultSet.getRef");
    }

    @Override
    public RowId getRowId(int column) throws SQLException {
        int i = enter(column);
        return lastWasNull ? null : Conversions.rowId(this, i);
    }

    /** Learns the types of this result before a value of one that is not known is read, or after they have changed. */
    private void learnTypes(int index) throws SQLException {
        PgType type = shape.type(index);
        if (type.form() == PgType.Form.BASE && Integer.compareUnsigned(type.oid(), FIRST_NORMAL_OID) < 0) {
            return;
        }
        TypeResolver resolver = owner.typeResolver();
        if (resolver == null) {
            return;
        }
        boolean unknown = type.form() == PgType.Form.UNKNOWN && !askedForTypes;
        if (unknown || shape.isOutdated(context().types())) {
            askedForTypes = true;
            shape = resolver.resolve(shape);
        }
    }

    // Rows as objects

    @Override
    public final <T> T read(Class<T> target) throws SQLException {
        checkOpen();
        return objects(this).read(RowObjects.boxed(Objects.requireNonNull(target, "target")));
    }

    @Override
    public final <T> List<T> list(Class<T> target) throws SQLException {
        List<T> list = new ArrayList<>();
        while (next()) {
            list.add(read(target));
        }
        return list;
    }

    @Override
    public final <T> Stream<T> stream(Class<T> target) {
        Objects.requireNonNull(target, "target");
        return RowObjects.stream(this, row -> read(target), this);
    }

    /** The columns, after learning the types of all of them. */
    final RowShape shapeWithTypes() throws SQLException {
        for (int i = 0; i < shape.columnCount(); i++) {
            learnTypes(i);
        }
        return shape;
    }

    // What the conversions share

    CodecContext context() {
        return owner.context();
    }

    /** A bool is a number only by request (convertBooleanToNumeric); 22003. */
    void checkNumeric(int index, String target) throws SQLException {
        if (shape.type(index).oid() == Oids.BOOL && !owner.convertBooleanToNumeric()) {
            throw JdbcErrors.booleanIsNoNumber(target);
        }
    }

    /** What the column's codec makes of the value, which is not NULL. */
    <T> T decodeAs(int index, Class<T> target) throws SQLException {
        return shape.codec(index)
                .decodeAs(
                        cursor.bytes(),
                        cursor.offset(index),
                        cursor.length(index),
                        shape.format(index),
                        shape.type(index),
                        context(),
                        target);
    }

    // The columns

    @Override
    public int findColumn(String label) throws SQLException {
        checkOpen();
        if (label == null) {
            throw JdbcErrors.invalid("the column label is null");
        }
        int index = shape.indexOf(label);
        if (index < 0 || owner.disableColumnSanitiser() && !shape.name(index).equals(label)) {
            throw JdbcErrors.unknownColumn(label);
        }
        return index + 1;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new ResultSetMetaDataImpl(shape, owner);
    }

    @Override
    public <T> T unwrap(Class<T> target) throws SQLException {
        return JdbcErrors.unwrap(this, target);
    }

    @Override
    public boolean isWrapperFor(Class<?> target) {
        return target != null && target.isInstance(this);
    }

    // By label

    @Override
    public Array getArray(String label) throws SQLException {
        return getArray(findColumn(label));
    }

    @Override
    public InputStream getAsciiStream(String label) throws SQLException {
        return getAsciiStream(findColumn(label));
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(String label, int scale) throws SQLException {
        return getBigDecimal(findColumn(label), scale);
    }

    @Override
    public BigDecimal getBigDecimal(String label) throws SQLException {
        return getBigDecimal(findColumn(label));
    }

    @Override
    public InputStream getBinaryStream(String label) throws SQLException {
        return getBinaryStream(findColumn(label));
    }

    @Override
    public Blob getBlob(String label) throws SQLException {
        return getBlob(findColumn(label));
    }

    @Override
    public boolean getBoolean(String label) throws SQLException {
        return getBoolean(findColumn(label));
    }

    @Override
    public byte getByte(String label) throws SQLException {
        return getByte(findColumn(label));
    }

    @Override
    public byte[] getBytes(String label) throws SQLException {
        return getBytes(findColumn(label));
    }

    @Override
    public Reader getCharacterStream(String label) throws SQLException {
        return getCharacterStream(findColumn(label));
    }

    @Override
    public Clob getClob(String label) throws SQLException {
        return getClob(findColumn(label));
    }

    @Override
    public Date getDate(String label, Calendar calendar) throws SQLException {
        return getDate(findColumn(label), calendar);
    }

    @Override
    public Date getDate(String label) throws SQLException {
        return getDate(findColumn(label));
    }

    @Override
    public double getDouble(String label) throws SQLException {
        return getDouble(findColumn(label));
    }

    @Override
    public float getFloat(String label) throws SQLException {
        return getFloat(findColumn(label));
    }

    @Override
    public int getInt(String label) throws SQLException {
        return getInt(findColumn(label));
    }

    @Override
    public long getLong(String label) throws SQLException {
        return getLong(findColumn(label));
    }

    @Override
    public Reader getNCharacterStream(String label) throws SQLException {
        return getNCharacterStream(findColumn(label));
    }

    @Override
    public NClob getNClob(String label) throws SQLException {
        return getNClob(findColumn(label));
    }

    @Override
    public String getNString(String label) throws SQLException {
        return getNString(findColumn(label));
    }

    @Override
    public <T> T getObject(String label, Class<T> type) throws SQLException {
        return getObject(findColumn(label), type);
    }

    @Override
    public Object getObject(String label, Map<String, Class<?>> map) throws SQLException {
        return getObject(findColumn(label), map);
    }

    @Override
    public Object getObject(String label) throws SQLException {
        return getObject(findColumn(label));
    }

    @Override
    public Ref getRef(String label) throws SQLException {
        return getRef(findColumn(label));
    }

    @Override
    public RowId getRowId(String label) throws SQLException {
        return getRowId(findColumn(label));
    }

    @Override
    public SQLXML getSQLXML(String label) throws SQLException {
        return getSQLXML(findColumn(label));
    }

    @Override
    public short getShort(String label) throws SQLException {
        return getShort(findColumn(label));
    }

    @Override
    public String getString(String label) throws SQLException {
        return getString(findColumn(label));
    }

    @Override
    public Time getTime(String label, Calendar calendar) throws SQLException {
        return getTime(findColumn(label), calendar);
    }

    @Override
    public Time getTime(String label) throws SQLException {
        return getTime(findColumn(label));
    }

    @Override
    public Timestamp getTimestamp(String label, Calendar calendar) throws SQLException {
        return getTimestamp(findColumn(label), calendar);
    }

    @Override
    public Timestamp getTimestamp(String label) throws SQLException {
        return getTimestamp(findColumn(label));
    }

    @Override
    public URL getURL(String label) throws SQLException {
        return getURL(findColumn(label));
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(String label) throws SQLException {
        return getUnicodeStream(findColumn(label));
    }
}
