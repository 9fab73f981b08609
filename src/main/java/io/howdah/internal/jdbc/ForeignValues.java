package io.howdah.internal.jdbc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/**
 * Reads the value classes of pgjdbc, PGobject and those derived from it, without knowing them: applications that move here still pass some. They have a
 * type's name and a text. Stateless but for what is remembered of each class, with the class.
 */
final class ForeignValues {
    private static final String PACKAGE = "org.postgresql.";

    private record Accessors(MethodHandle type, MethodHandle value) {}

    private static final Accessors NONE = new Accessors(null, null);

    private static final ClassValue<Accessors> ACCESSORS = new ClassValue<>() {
        @Override
        protected Accessors computeValue(Class<?> type) {
            return find(type);
        }
    };

    private ForeignValues() {}

    private static Accessors find(Class<?> type) {
        boolean derived = false;
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            derived |= c.getName().startsWith(PACKAGE);
        }
        if (!derived) {
            return NONE;
        }
        ForeignValues.class.getModule().addReads(type.getModule());
        try {
            return new Accessors(accessor(type, "getType"), accessor(type, "getValue"));
        } catch (ReflectiveOperationException e) {
            return NONE;
        }
    }

    private static MethodHandle accessor(Class<?> type, String name) throws ReflectiveOperationException {
        MethodHandle accessor = MethodHandles.publicLookup().unreflect(type.getMethod(name));
        return accessor.asType(MethodType.methodType(String.class, Object.class));
    }

    static boolean isOne(Object value) {
        return ACCESSORS.get(value.getClass()).value != null;
    }

    /** The name of its type; may be null. */
    static String type(Object value) throws SQLException {
        return read(ACCESSORS.get(value.getClass()).type, value);
    }

    /** Its text; null for NULL. */
    static String text(Object value) throws SQLException {
        return read(ACCESSORS.get(value.getClass()).value, value);
    }

    private static String read(MethodHandle accessor, Object value) throws SQLException {
        try {
            return (String) accessor.invokeExact(value);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLNonTransientException(
                    "a " + value.getClass().getName() + " did not give its type and value: " + e.getMessage(),
                    "07006",
                    e);
        }
    }
}
