package io.howdah.internal.type;

import io.howdah.internal.type.PgType.Field;
import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes composite types and anonymous records. getObject gives a {@link StructValue}. Written are java.sql.Struct, Java records and
 * lists of all fields in their order. Stateless.
 */
public final class CompositeCodec extends BaseCodec {
    static final String CLASSES = "java.sql.Struct, a Java record, Map or String";

    /** For fields that all have a binary form. */
    static final CompositeCodec BINARY = new CompositeCodec(true);

    static final CompositeCodec TEXT_ONLY = new CompositeCodec(false);

    private CompositeCodec(boolean binary) {
        super(binary, CLASSES);
    }

    static CompositeCodec of(List<PgType> fields) {
        for (PgType field : fields) {
            if (!field.codec().binary()) {
                return TEXT_ONLY;
            }
        }
        return BINARY;
    }

    /** The text of a list of attributes: what toString of a created java.sql.Struct shows. */
    public static String text(List<?> attributes, PgType type, CodecContext context) throws SQLException {
        ByteSink out = new ByteSink(64);
        type.codec().encode(attributes, Format.TEXT, type, out, context);
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }

    @Override
    public StructValue decode(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        PgType composite = ArrayLayout.arrayType(type, context);
        if (format == Format.TEXT) {
            return new StructValue(
                    composite, CompositeLayout.read(bytes, offset, length, format, composite, context), context);
        }
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        return new StructValue(composite, CompositeLayout.read(copy, 0, length, format, composite, context), context);
    }

    @Override
    public String decodeString(byte[] bytes, int offset, int length, int format, PgType type, CodecContext context)
            throws SQLException {
        if (format == Format.TEXT) {
            return TypeErrors.utf8(bytes, offset, length);
        }
        ByteSink out = new ByteSink(length);
        CompositeLayout.read(bytes, offset, length, format, type, context).putText(out, context);
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }

    @Override
    Object decodeTo(
            byte[] bytes, int offset, int length, int format, PgType type, CodecContext context, Class<?> target)
            throws SQLException {
        if (target == StructValue.class) {
            return decode(bytes, offset, length, format, type, context);
        }
        if (target.isRecord()) {
            CompositeLayout layout = CompositeLayout.read(bytes, offset, length, format, type, context);
            return RecordMapper.of(target, layout, context, type.sqlName()).read(layout, context);
        }
        if (target == Map.class) {
            StructValue value = decode(bytes, offset, length, format, type, context);
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < value.fields().count(); i++) {
                map.put(value.fields().name(i), value.value(i));
            }
            return map;
        }
        return null;
    }

    // ---- writing

    /** The attributes of what can be written as a composite value; null for anything else. */
    private static List<?> attributes(Object value, PgType type, CodecContext context) throws SQLException {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (value instanceof Struct struct) {
            Object[] attributes = struct.getAttributes();
            return attributes == null ? Collections.emptyList() : Arrays.asList(attributes);
        }
        if (value instanceof StructValue struct) {
            List<Object> attributes = new ArrayList<>();
            for (int i = 0; i < struct.fields().count(); i++) {
                attributes.add(struct.value(i));
            }
            return attributes;
        }
        return value instanceof Record record ? RecordWriter.attributes(record, type, context) : null;
    }

    /** A driver's array goes as the elements it has. */
    private static Object unwrapped(Object attribute) throws SQLException {
        if (attribute instanceof ValueHolder holder) {
            return holder.value();
        }
        return attribute instanceof Array array ? array.getArray() : attribute;
    }

    /** The value as it came from the server, if it did and is of that type; null for anything else. */
    private static StructValue received(Object value, PgType composite) throws SQLException {
        return unwrapped(value) instanceof StructValue struct && struct.type().oid() == composite.oid() ? struct : null;
    }

    private static List<?> checkedAttributes(Object value, PgType type, CodecContext context) throws SQLException {
        List<?> attributes = attributes(value, type, context);
        if (attributes == null) {
            throw TypeErrors.noWriting(type, value, CLASSES);
        }
        int fields = type.fields().size();
        if (attributes.size() != fields) {
            throw new SQLDataException(
                    "composite type " + type.sqlName() + " has " + fields + " fields, got " + attributes.size()
                            + " attributes: give one for each, null for NULL",
                    "42804");
        }
        return attributes;
    }

    @Override
    boolean writesBinary(Object value, PgType type, CodecContext context) {
        try {
            PgType composite = ArrayLayout.arrayType(type, context);
            StructValue received = received(value, composite);
            if (received != null) {
                return received.isBinary() && ReceivedBinary.isTakenBack(composite, context);
            }
            List<?> attributes = attributes(value, composite, context);
            if (attributes == null || attributes.size() != composite.fields().size()) {
                return false;
            }
            int i = 0;
            for (Object attribute : attributes) {
                PgType fieldType =
                        context.types().byOid(composite.fields().get(i++).typeOid());
                if (!Parts.isBinary(unwrapped(attribute), fieldType, context)) {
                    return false;
                }
            }
            return true;
        } catch (SQLException unreadable) {
            // Writing it as text fails in the same way, and says so.
            return false;
        }
    }

    @Override
    void writeBinary(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        PgType composite = ArrayLayout.arrayType(type, context);
        StructValue received = received(value, composite);
        if (received != null) {
            received.putBinary(out);
            return;
        }
        List<?> attributes = checkedAttributes(value, composite, context);
        out.putInt(attributes.size());
        int i = 0;
        for (Object attribute : attributes) {
            Field field = composite.fields().get(i++);
            PgType fieldType = context.types().byOid(field.typeOid());
            out.putInt(field.typeOid());
            Parts.putBinary(unwrapped(attribute), fieldType, out, context);
        }
    }

    @Override
    void writeText(Object value, PgType type, ByteSink out, CodecContext context) throws SQLException {
        PgType composite = ArrayLayout.arrayType(type, context);
        StructValue received = received(value, composite);
        if (received != null) {
            out.putUtf8(received.text());
            return;
        }
        List<?> attributes = checkedAttributes(value, composite, context);
        ByteSink scratch = new ByteSink(32);
        out.putByte('(');
        int i = 0;
        for (Object attribute : attributes) {
            if (i > 0) {
                out.putByte(',');
            }
            Field field = composite.fields().get(i++);
            if (attribute != null) {
                PgType fieldType = context.types().byOid(field.typeOid());
                scratch.clear();
                fieldType.codec().encode(unwrapped(attribute), Format.TEXT, fieldType, scratch, context);
                CompositeLayout.quote(scratch.array(), 0, scratch.size(), out);
            }
        }
        out.putByte(')');
    }
}
