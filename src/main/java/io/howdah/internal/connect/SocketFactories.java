package io.howdah.internal.connect;

import io.howdah.internal.config.HostSpec;
import io.howdah.internal.config.Settings;
import java.lang.reflect.InvocationTargetException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Properties;
import javax.net.SocketFactory;

/** Finds out whether connections need a {@link java.net.Socket} of somebody else's making: a factory named by a property, or a SOCKS proxy. */
final class SocketFactories {
    private SocketFactories() {}

    /**
     * An instance of the class that {@code socketFactory} names; null when the property is not given. The class is not even initialised unless it is
     * a socket factory: a URL must not be able to run any code there is.
     *
     * @throws SQLException 08001 when there is no such class, it is no socket factory, or it cannot be made
     */
    static SocketFactory named(Settings settings) throws SQLException {
        String name = settings.socketFactory();
        if (name == null || name.isEmpty()) {
            return null;
        }
        Class<?> type = load(name);
        if (type == null) {
            throw unusable(name, "a class on the class path", null);
        }
        if (!SocketFactory.class.isAssignableFrom(type)) {
            throw unusable(name, "a subclass of javax.net.SocketFactory", null);
        }
        try {
            return instance(type.asSubclass(SocketFactory.class), settings);
        } catch (NoSuchMethodException e) {
            throw unusable(name, "a class with a public constructor (Properties), (String) or ()", e);
        } catch (InvocationTargetException e) {
            throw unusable(name, "a class that can be constructed; it threw " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw unusable(name, "a public class that can be constructed", e);
        }
    }

    /** The thread's class loader knows the application's classes where this class's does not, as in an application server. */
    private static Class<?> load(String name) {
        ClassLoader own = SocketFactories.class.getClassLoader();
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(name, false, ofThread != null ? ofThread : own);
        } catch (ClassNotFoundException | LinkageError e) {
            try {
                return Class.forName(name, false, own);
            } catch (ClassNotFoundException | LinkageError nowhere) {
                return null;
            }
        }
    }

    private static SocketFactory instance(Class<? extends SocketFactory> type, Settings settings)
            throws ReflectiveOperationException {
        try {
            return type.getConstructor(Properties.class).newInstance(properties(settings));
        } catch (NoSuchMethodException e) {
            // The next form.
        }
        try {
            return type.getConstructor(String.class).newInstance(settings.socketFactoryArg());
        } catch (NoSuchMethodException e) {
            return type.getConstructor().newInstance();
        }
    }

    /** What a factory may need: the properties that are not ours, and whom we connect to. Not the password. */
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

    private static SQLException unusable(String name, String expected, Throwable cause) {
        return new SQLNonTransientConnectionException(
                "property socketFactory: expected " + expected + ", got \"" + name + "\"", "08001", cause);
    }

    /** Whether the JVM's proxy settings ({@code socksProxyHost}, {@code socksNonProxyHosts}) send connections to that host through SOCKS. */
    static boolean isBehindSocks(HostSpec host) {
        if (host.isUnix() || System.getProperty("socksProxyHost") == null) {
            return false;
        }
        ProxySelector selector = ProxySelector.getDefault();
        try {
            URI server = new URI("socket", null, HostList.name(host), host.port(), null, null, null);
            return selector != null
                    && selector.select(server).stream().anyMatch(proxy -> proxy.type() == Proxy.Type.SOCKS);
        } catch (URISyntaxException | IllegalArgumentException e) {
            // A name that is no host name to URIs, such as one with an underscore.
            return false;
        }
    }
}
