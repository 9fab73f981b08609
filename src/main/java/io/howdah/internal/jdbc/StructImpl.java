package io.howdah.internal.jdbc;

import io.howdah.internal.type.ArrayValue;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.CompositeCodec;
import io.howdah.internal.type.Fields;
import io.howdah.internal.type.Format;
import io.howdah.internal.type.PgType;
import io.howdah.internal.type.StructValue;
import io.howdah.internal.type.ValueHolder;
import io.howdah.types.PgStruct;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A {@link PgStruct}: a value of a composite type, either as the server sent it or as the application gave it to {@code Connection.createStruct}. Immutable,
 * needs no connection.
 */
final class StructImpl implements PgStruct, ValueHolder {
    private final StructValue value;

    private StructImpl(StructValue value) {
        this.value = value;
    }

    /** A value from the server. */
    static StructImpl of(StructValue value) {
        return new StructImpl(value);
    }

    /**
     * A value from the application.
     *
     * @param attributes one for each field, of any class that its type takes; null for NULL
     * @throws SQLException 42804 for another number of attributes, and as the fields' codecs say
     */
    static StructImpl of(PgType type, Object[] attributes, CodecContext context) throws SQLException {
        byte[] text =
                CompositeCodec.text(Arrays.asList(attributes), type, context).getBytes(StandardCharsets.UTF_8);
        return new StructImpl(
                type.codec().decodeAs(text, 0, text.length, Format.TEXT, type, context, StructValue.class));
    }

    /** A decoded value as JDBC has it: composites and arrays as objects of java.sql, also as elements of Java arrays. */
    static Object wrap(Object decoded, CodecContext context) {
        if (decoded instanceof StructValue struct) {
            return of(struct);
        }
        if (decoded instanceof ArrayValue array) {
            return ArrayImpl.of(array, context);
        }
        if (decoded instanceof Object[] elements
                && !elements.getClass().getComponentType().isArray()) {
            if (elements.getClass() == Object[].class) {
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = wrap(elements[i], context);
                }
            }
        } else if (decoded instanceof Object[] levels) {
            for (Object level : levels) {
                wrap(level, context);
            }
        }
        return decoded;
    }

    /** The composite type. */
    PgType type() {
        return value.type();
    }

    /** What the codec of {@link #type} can encode. */
    @Override
    public StructValue value() {
        return value;
    }

    @Override
    public String getSQLTypeName() {
        return value.type().sqlName();
    }

    @Override
    public Object[] getAttributes() throws SQLException {
        return getAttributes(Map.of());
    }

    /** Attributes of types in the map are instances of the classes it gives. */
    @Override
    public Object[] getAttributes(Map<String, Class<?>> map) throws SQLException {
        Object[] attributes = new Object[value.fields().count()];
        for (int i = 0; i < attributes.length; i++) {
            Class<?> target =
                    map == null ? null : map.get(value.fields().type(i).sqlName());
            attributes[i] = target == null ? wrap(value.value(i), value.context()) : attribute(i, target, map);
        }
        return attributes;
    }

    private <T> T attribute(int index, Class<T> target, Map<String, Class<?>> map) throws SQLException {
        if (value.fields().length(index) < 0) {
            return null;
        }
        if (target == Object.class || target.isAssignableFrom(StructImpl.class) && isComposite(index)) {
            return target.cast(wrap(value.value(index), value.context()));
        }
        if (target.isAssignableFrom(ArrayImpl.class)
                && value.fields().type(index).form() == PgType.Form.ARRAY) {
            return target.cast(wrap(value.value(index), value.context()));
        }
        if (java.sql.SQLData.class.isAssignableFrom(target)) {
            return target.cast(StructInput.read(value.as(index, StructValue.class), target, map));
        }
        return value.as(index, target);
    }

    private boolean isComposite(int index) {
        return value.fields().type(index).codec() instanceof CompositeCodec;
    }

    @Override
    public List<String> getAttributeNames() {
        Fields fields = value.fields();
        List<String> names = new ArrayList<>(fields.count());
        for (int i = 0; i < fields.count(); i++) {
            names.add(fields.name(i));
        }
        return names;
    }

    @Override
    public Object getAttribute(String name) throws SQLException {
        return getAttribute(name, Object.class);
    }

    @Override
    public <T> T getAttribute(String name, Class<T> type) throws SQLException {
        int index = getAttributeNames().indexOf(name);
        if (index < 0) {
            throw new SQLNonTransientException(
                    "type " + getSQLTypeName() + " has no column " + name + ", only " + getAttributeNames(), "42703");
        }
        if (type == null) {
            throw JdbcErrors.invalid("the class to read attribute " + name + " as is null");
        }
        return attribute(index, type, Map.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StructImpl that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The server's text. */
    @Override
    public String toString() {
        return value.toString();
    }
}
