package io.howdah.clients;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads everything on the class path anew but pgjdbc, which it does not have. Only JUnit, the test server (which itself uses pgjdbc) and the JDK are
 * those of the application's loader.
 */
final class IsolatedLoader extends URLClassLoader implements AutoCloseable {
    private static final List<String> SHARED = List.of("org.junit.", "org.opentest4j.", "io.howdah.live.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader application;

    private IsolatedLoader(URL[] urls, ClassLoader application) {
        super("without-pgjdbc", urls, ClassLoader.getPlatformClassLoader());
        this.application = application;
    }

    static IsolatedLoader create() {
        List<URL> urls = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(element);
            if (!path.getFileName().toString().startsWith("postgresql-")) {
                try {
                    urls.add(path.toUri().toURL());
                } catch (MalformedURLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        IsolatedLoader loader = new IsolatedLoader(urls.toArray(new URL[0]), IsolatedLoader.class.getClassLoader());
        if (loader.findsPgjdbc()) {
            throw new IllegalStateException("pgjdbc is on the class path under a name that is not expected");
        }
        return loader;
    }

    private boolean findsPgjdbc() {
        return getResource("org/postgresql/Driver.class") != null;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return SHARED.stream().anyMatch(name::startsWith) ? application.loadClass(name) : super.findClass(name);
    }
}
