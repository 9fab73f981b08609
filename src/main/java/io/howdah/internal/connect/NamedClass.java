package io.howdah.internal.connect;

import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Properties;

/**
 * A class of the application's that a property names, which must be of a certain type. The class is not even initialised unless it is of that type: a
 * URL must not be able to run any code there is. Immutable.
 *
 * @param property name of the property, for messages
 * @param className its value
 * @param type what the class must be
 */
record NamedClass<T>(String property, String className, Class<T> type) {

    /**
     * An instance, by a public constructor {@code (Properties)}, {@code (String)} or {@code ()}, whichever there is first.
     *
     * @param argument for the second form; may be null
     * @throws SQLException 08001 when there is no such class, it is of another type, or cannot be made
     */
    T newInstance(Settings settings, String argument) throws SQLException {
        Class<?> found = load();
        if (found == null) {
            throw unusable("a class on the class path", null);
        }
        if (!type.isAssignableFrom(found)) {
            throw unusable("a subclass of " + type.getName(), null);
        }
        try {
            return construct(found.asSubclass(type), settings, argument);
        } catch (NoSuchMethodException e) {
            throw unusable("a class with a public constructor (Properties), (String) or ()", e);
        } catch (InvocationTargetException e) {
            throw unusable("a class that can be constructed; it threw " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw unusable("a public class that can be constructed", e);
        }
    }

    /** The thread's class loader knows the application's classes where this class's does not, as in an application server. */
    private Class<?> load() {
        ClassLoader own = NamedClass.class.getClassLoader();
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(className, false, ofThread != null ? ofThread : own);
        } catch (ClassNotFoundException | LinkageError e) {
            try {
                return Class.forName(className, false, own);
            } catch (ClassNotFoundException | LinkageError nowhere) {
                return null;
            }
        }
    }

    private T construct(Class<? extends T> found, Settings settings, String argument)
            throws ReflectiveOperationException {
        try {
            return found.getConstructor(Properties.class).newInstance(properties(settings));
        } catch (NoSuchMethodException e) {
            // The next form.
        }
        try {
            return found.getConstructor(String.class).newInstance(argument);
        } catch (NoSuchMethodException e) {
            return found.getConstructor().newInstance();
        }
    }

    /** What such a class may need: the properties that are not ours, and whom we connect to. Not the password. */
    private static Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.extras());
        HostSpec first = settings.hosts().get(0);
        properties.setProperty("PGHOST", first.host());
        properties.setProperty("PGPORT", Integer.toString(first.port()));
        properties.setProperty("PGDBNAME", settings.database());
        properties.setProperty("user", settings.user());
        if (settings.socketFactoryArg() != null) {
            properties.setProperty("socketFactoryArg", settings.socketFactoryArg());
        }
        return properties;
    }

    private SQLException unusable(String expected, Throwable cause) {
        return new SQLNonTransientConnectionException(
                "property " + property + ": expected " + expected + ", got \"" + className + "\"", "08001", cause);
    }
}
