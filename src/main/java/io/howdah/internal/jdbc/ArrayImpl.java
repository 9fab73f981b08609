package io.howdah.internal.jdbc;

import io.howdah.internal.type.ArrayValue;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.Oids;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.TypeFacts;
import io.howdah.internal.type.ValueHolder;
import io.howdah.internal.util.AsciiNumber;
import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A {@link Array}: a value of an array type, either as the server sent it or as the application gave it to {@code Connection.createArrayOf}. Needs
 * no connection to be read. Fails with 55000 once freed. Not thread safe.
 */
final class ArrayImpl implements Array, ValueHolder {
    private final PgType type;
    /** Null once freed. */
    private CodecContext context;
    /** What the application gave; null when the value came from the server. */
    private final Object given;
    /** The value as from the server; null until a given one is asked for in that form. */
    private ArrayValue value;

    private ArrayImpl(PgType type, CodecContext context, Object given, ArrayValue value) {
        this.type = type;
        this.context = context;
        this.given = given;
        this.value = value;
    }

    /** A value from the server. */
    static ArrayImpl of(ArrayValue value, CodecContext context) {
        return new ArrayImpl(value.type(), context, null, value);
    }

    /**
     * A value from the application.
     *
     * @param elements a Java array of whatever the codec of the elements takes, possibly of several dimensions; kept, not copied
     * @param type an array type
     * @throws SQLException 22023 when {@code elements} is null
     */
    static ArrayImpl of(Object elements, PgType type, CodecContext context) throws SQLException {
        if (elements == null) {
            throw JdbcErrors.invalid("the elements of an array of type " + type.name()
                    + " are null: use setNull for an array that is NULL");
        }
        return new ArrayImpl(type, context, elements, null);
    }

    /** The array type. */
    PgType type() {
        return type;
    }

    /**
     * What the codec of {@link #type} can encode.
     *
     * @throws SQLException 55000 once freed
     */
    @Override
    public Object value() throws SQLException {
        open();
        return given != null ? given : value;
    }

    /** A given value is read back from its text, so that elements have the same classes as if the server had sent it. */
    private ArrayValue arrayValue() throws SQLException {
        CodecContext open = open();
        if (value == null) {
            byte[] text = text(given, type, open);
            value = type.codec().decodeAs(text, 0, text.length, Format.TEXT, type, open, ArrayValue.class);
        }
        return value;
    }

    private static byte[] text(Object value, PgType type, CodecContext context) throws SQLException {
        ByteSink out = new ByteSink(64);
        type.codec().encode(value, Format.TEXT, type, out, context);
        return out.toByteArray();
    }

    private CodecContext open() throws SQLException {
        if (context == null) {
            throw JdbcErrors.closed("array");
        }
        return context;
    }

    private PgType elementType() throws SQLException {
        return open().types().elementOf(type);
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        return elementType().sqlName();
    }

    @Override
    public int getBaseType() throws SQLException {
        return TypeFacts.sqlType(elementType());
    }

    @Override
    public Object getArray() throws SQLException {
        return StructImpl.wrap(arrayValue().toJavaArray(), open());
    }

    /** As {@link #getArray()}: elements have one Java class whatever the map says. */
    @Override
    public Object getArray(Map<String, Class<?>> map) throws SQLException {
        return getArray();
    }

    /**
     * A part of the first dimension.
     *
     * @param count 0 for all from {@code index} on
     * @throws SQLException 2202E when the part is not within the array
     */
    @Override
    public Object getArray(long index, int count) throws SQLException {
        ArrayValue array = arrayValue();
        return StructImpl.wrap(array.toJavaArray(index, count == 0 ? restFrom(index, array) : count), open());
    }

    private static int restFrom(long index, ArrayValue array) {
        return (int) Math.max(0, array.length() - (index - 1));
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return getResultSet(1, 0);
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        return getResultSet(1, 0);
    }

    /** Two columns, INDEX and VALUE; the values of an array of several dimensions are arrays. */
    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        Object[] elements = (Object[]) getArray(index, count);
        PgType valueType = arrayValue().dimensions().length > 1 ? type : elementType();
        CodecContext open = open();
        List<byte[][]> rows = new ArrayList<>(elements.length);
        for (int i = 0; i < elements.length; i++) {
            byte[] element = elements[i] == null ? null : text(elements[i], valueType, open);
            rows.add(new byte[][] {decimal(index + i), element});
        }
        return ResultSets.of(open, new String[] {"INDEX", "VALUE"}, new int[] {Oids.INT4, valueType.oid()}, rows);
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return getResultSet(index, count);
    }

    private static byte[] decimal(long number) {
        byte[] digits = new byte[20];
        return Arrays.copyOf(digits, AsciiNumber.format(number, digits, 0));
    }

    @Override
    public void free() {
        context = null;
        value = null;
    }

    /** The text of the value as the server writes it, such as {@code {1,2,NULL}}; empty once freed. */
    @Override
    public String toString() {
        if (context == null) {
            return "";
        }
        if (value != null) {
            return value.toString();
        }
        try {
            return new String(text(given, type, context), StandardCharsets.UTF_8);
        } catch (SQLException e) {
            return "no value of type " + type.name() + " (" + e.getMessage() + ")";
        }
    }
}
