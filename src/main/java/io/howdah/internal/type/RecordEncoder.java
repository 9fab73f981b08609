package io.howdah.internal.type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes records of one class apart into the columns of one table: a method handle, compiled once, that gives each component to a {@link FieldSink}, primitives
 * without boxing. The counterpart of {@link RecordMapper}, by the same names. Immutable; for any number of threads.
 */
public final class RecordEncoder {
    private static final MethodType WRITING = MethodType.methodType(void.class, Object.class, FieldSink.class);

    private final CopyColumns target;
    private final int[] columns;
    private final boolean binary;

    /** {@link #WRITING}. */
    private final MethodHandle writing;

    private RecordEncoder(CopyColumns target, int[] columns, boolean binary, MethodHandle writing) {
        this.target = target;
        this.columns = columns;
        this.binary = binary;
        this.writing = writing;
    }

    /**
     * The encoder of a record class for a table, made at the first use. Columns that no component stands for are left out, and components whose columns the
     * server fills.
     *
     * @throws SQLException 42703 when a component has no column or could have several, 42846 when the class cannot be reached from here
     */
    public static RecordEncoder of(Class<?> source, CopyColumns target, CodecContext context) throws SQLException {
        RecordMappers cache = context.types().recordMappers();
        RecordEncoder known = cache.encoder(source, target);
        return known != null ? known : cache.put(source, make(source, target, context.types()));
    }

    CopyColumns target() {
        return target;
    }

    /** The columns that are written, in that order, as indexes into those of the table. */
    public int[] columns() {
        return columns.clone();
    }

    /** Whether every value that a component can hold has a binary form as its column's type. */
    public boolean isBinary() {
        return binary;
    }

    /**
     * Gives the components to {@code out}, whose columns are counted as in {@link #columns}.
     *
     * @throws SQLException as {@link FieldSink} says; what an accessor throws comes through as it is
     */
    public void write(Object source, FieldSink out) throws SQLException {
        try {
            writing.invokeExact(source, out);
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- making one

    private static RecordEncoder make(Class<?> source, CopyColumns target, TypeRegistry types) throws SQLException {
        Lookup lookup = RecordAccess.lookup(source);
        List<MethodHandle> steps = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        boolean binary = true;
        for (RecordComponent component : source.getRecordComponents()) {
            int column = RecordMapper.indexOf(component.getName(), target.names(), source, target.table());
            if (target.generated().get(column)) {
                continue;
            }
            binary &= BinaryFit.fits(component.getGenericType(), target.types().get(column), types);
            steps.add(step(component, columns.size(), source, lookup));
            columns.add(column);
        }
        MethodHandle all = MethodHandles.empty(WRITING);
        for (int i = steps.size() - 1; i >= 0; i--) {
            all = MethodHandles.foldArguments(all, steps.get(i));
        }
        int[] indexes = columns.stream().mapToInt(Integer::intValue).toArray();
        return new RecordEncoder(target, indexes, binary, all);
    }

    /** Gives one component to the sink. */
    private static MethodHandle step(RecordComponent component, int column, Class<?> source, Lookup lookup)
            throws SQLException {
        Class<?> type = component.getType();
        try {
            MethodHandle accessor = lookup.unreflect(component.getAccessor());
            accessor = accessor.asType(MethodType.methodType(type, Object.class));
            MethodHandle put = put(type);
            put = MethodHandles.insertArguments(put, 1, column);
            put = put.asType(MethodType.methodType(void.class, FieldSink.class, type));
            put = MethodHandles.permuteArguments(put, MethodType.methodType(void.class, type, FieldSink.class), 1, 0);
            return MethodHandles.filterArguments(put, 0, accessor);
        } catch (IllegalAccessException e) {
            throw RecordAccess.unreachable(source, e);
        }
    }

    private static MethodHandle put(Class<?> type) {
        String name;
        Class<?> taken;
        if (type == int.class || type == short.class || type == byte.class) {
            name = "putInt";
            taken = int.class;
        } else if (type == long.class) {
            name = "putLong";
            taken = type;
        } else if (type == float.class) {
            name = "putFloat";
            taken = type;
        } else if (type == double.class) {
            name = "putDouble";
            taken = type;
        } else if (type == boolean.class) {
            name = "putBoolean";
            taken = type;
        } else {
            name = "putObject";
            taken = Object.class;
        }
        try {
            return MethodHandles.lookup()
                    .findVirtual(FieldSink.class, name, MethodType.methodType(void.class, int.class, taken));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
