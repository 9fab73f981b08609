package io.howdah.internal.type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes instances of one record class of rows or composite values of one shape: a method handle, compiled once, that reads each component straight
 * from the received bytes, primitives without boxing, and calls the canonical constructor. Immutable; for any number of threads.
 *
 * <p>Components find their fields by name: the same name, else the same letters regardless of case and underscores, so that {@code customerId}
 * stands for {@code customer_id}. Fields without a component are passed over; a component without a field is an error. An anonymous record is read by
 * position.
 */
public final class RecordMapper {
    private static final MethodType CONSTRUCTION =
            MethodType.methodType(Object.class, Fields.class, CodecContext.class);

    private final Class<?> target;
    /** For an anonymous record, the number of fields it must have; else -1. */
    private final int fieldCount;

    /** {@link #CONSTRUCTION}. */
    private final MethodHandle construction;

    private RecordMapper(Class<?> target, int fieldCount, MethodHandle construction) {
        this.target = target;
        this.fieldCount = fieldCount;
        this.construction = construction;
    }

    /**
     * The mapper of a record class for the shape of {@code fields}, made at the first use.
     *
     * @param source what the fields are of, for messages: a type's name, "the result"
     * @throws SQLException 42703 when a component has no field or could have several, 42846 when the class cannot be reached from here
     */
    public static RecordMapper of(Class<?> target, Fields fields, CodecContext context, String source)
            throws SQLException {
        RecordMappers cache = context.types().recordMappers();
        RecordMapper mapper = cache.get(target, fields.shape());
        return mapper != null ? mapper : cache.put(target, fields.shape(), make(target, fields, source));
    }

    /**
     * Makes an instance of the present values.
     *
     * @throws SQLException as {@link Codec} says for a value that cannot be read as its component, 22004 for a NULL where a primitive is expected
     */
    public Object read(Fields fields, CodecContext context) throws SQLException {
        if (fieldCount >= 0 && fields.count() != fieldCount) {
            throw wrongCount(target, fieldCount, fields.count());
        }
        try {
            return (Object) construction.invokeExact(fields, context);
        } catch (SQLException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLDataException(
                    "the constructor of " + target.getName() + " refused the values: " + e.getMessage(), "22000", e);
        }
    }

    private static SQLException wrongCount(Class<?> target, int expected, int got) {
        return new SQLNonTransientException(
                "cannot read an anonymous record of " + got + " columns as " + target.getName() + ", which has "
                        + expected + " components: they go by position",
                "42804");
    }

    // ---- making one

    private static RecordMapper make(Class<?> target, Fields fields, String source) throws SQLException {
        RecordComponent[] components = target.getRecordComponents();
        Class<?>[] classes = new Class<?>[components.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = components[i].getType();
        }
        MethodHandle handle = constructor(target, classes);
        handle = MethodHandles.dropArguments(handle, classes.length, Fields.class, CodecContext.class);
        boolean named = fields.isNamed();
        if (!named && fields.count() != classes.length) {
            throw wrongCount(target, classes.length, fields.count());
        }
        List<String> names = names(fields);
        for (int i = classes.length - 1; i >= 0; i--) {
            int index = named ? indexOf(components[i].getName(), names, target, source) : i;
            handle = MethodHandles.foldArguments(
                    handle, i, FieldReaders.of(index, classes[i], components[i].getGenericType()));
        }
        return new RecordMapper(target, named ? -1 : classes.length, handle.asType(CONSTRUCTION));
    }

    private static MethodHandle constructor(Class<?> target, Class<?>... parameters) throws SQLException {
        try {
            return RecordAccess.lookup(target).findConstructor(target, MethodType.methodType(void.class, parameters));
        } catch (ReflectiveOperationException e) {
            throw RecordAccess.unreachable(target, e);
        }
    }

    private static List<String> names(Fields fields) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            names.add(fields.name(i));
        }
        return names;
    }

    /**
     * The name that a component stands for.
     *
     * @param source what the names are of, for messages
     * @throws SQLException 42703 when there is none, or several
     */
    static int indexOf(String component, List<String> names, Class<?> target, String source) throws SQLException {
        int found = -1;
        boolean several = false;
        String folded = folded(component);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.equals(component)) {
                return i;
            }
            if (folded(name).equals(folded)) {
                several = found >= 0;
                found = found < 0 ? i : found;
            }
        }
        if (found < 0 || several) {
            throw new SQLNonTransientException(
                    "component " + component + " of record " + target.getName()
                            + (several ? " stands for several columns of " : " has no column in ") + source
                            + ", which has " + names,
                    "42703");
        }
        return found;
    }

    /** Names are the same that differ in case and underscores only. */
    static String folded(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
