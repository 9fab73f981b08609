package io.howdah.internal.type;

import io.howdah.internal.type.PgType.Field;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Takes records of one class apart into the fields of composite types: by the same names as a {@link RecordMapper} puts them together. Immutable; for any
 * number of threads.
 */
final class RecordWriter {
    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

    /** Accessors by the component's name, and by its folded name where that is of one component only. */
    private final Map<String, MethodHandle> accessors;

    private RecordWriter(Map<String, MethodHandle> accessors) {
        this.accessors = accessors;
    }

    /**
     * The values for the fields of a composite type, in their order.
     *
     * @throws SQLException 42703 when a field has no component
     */
    static List<Object> attributes(Record value, PgType type, CodecContext context) throws SQLException {
        AtomicReference<RecordWriter> kept = context.types().recordMappers().writer(value.getClass());
        RecordWriter writer = kept.get();
        if (writer == null) {
            writer = make(value.getClass());
            kept.set(writer);
        }
        List<Field> fields = type.fields();
        Object[] attributes = new Object[fields.size()];
        for (int i = 0; i < attributes.length; i++) {
            attributes[i] = writer.read(value, fields.get(i).name(), type);
        }
        return Arrays.asList(attributes);
    }

    private Object read(Record value, String field, PgType type) throws SQLException {
        MethodHandle accessor = accessors.get(field);
        if (accessor == null) {
            accessor = accessors.get(RecordMapper.folded(field));
        }
        if (accessor == null) {
            throw new SQLNonTransientException(
                    "column " + field + " of type " + type.sqlName() + " has no component in record "
                            + value.getClass().getName(),
                    "42703");
        }
        try {
            Object attribute = (Object) accessor.invokeExact((Object) value);
            return attribute instanceof Optional<?> optional ? optional.orElse(null) : attribute;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLDataException(
                    "component for " + field + " of record " + value.getClass().getName() + " failed: "
                            + e.getMessage(),
                    "22000",
                    e);
        }
    }

    private static RecordWriter make(Class<?> source) throws SQLException {
        Map<String, MethodHandle> accessors = new HashMap<>();
        Map<String, MethodHandle> folded = new HashMap<>();
        Lookup lookup = RecordAccess.lookup(source);
        for (RecordComponent component : source.getRecordComponents()) {
            MethodHandle accessor;
            try {
                accessor = lookup.unreflect(component.getAccessor()).asType(ACCESSOR);
            } catch (IllegalAccessException e) {
                throw RecordAccess.unreachable(source, e);
            }
            accessors.put(component.getName(), accessor);
            String name = RecordMapper.folded(component.getName());
            folded.put(name, folded.containsKey(name) ? null : accessor);
        }
        folded.forEach((name, accessor) -> {
            if (accessor != null) {
                accessors.putIfAbsent(name, accessor);
            }
        });
        return new RecordWriter(accessors);
    }
}
