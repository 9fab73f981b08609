package io.howdah.internal.io;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Where libpq keeps certificates and keys, and the paths that properties give instead. Stateless. */
final class LibpqFiles {
    private LibpqFiles() {}

    /** The path in a property, which is to be one. */
    static Path named(String property, String path) throws SSLException {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new SSLException(property + ": expected a path, got \"" + path + "\"", e);
        }
    }

    /** A file of the user's directory for PostgreSQL, whether it exists or not. */
    static Path byDefault(String name) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        String applicationData = System.getenv("APPDATA");
        if (windows && applicationData != null) {
            return Path.of(applicationData, "postgresql", name);
        }
        return Path.of(System.getProperty("user.home", ""), ".postgresql", name);
    }
}
