package io.howdah.internal.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Where configuration outside the program is read from: environment variables and system properties. Stateless; tests
 * put their own functions in.
 *
 * @param variables environment variable by name, null if unset
 * @param properties system property by name, null if unset
 */
record Environment(UnaryOperator<String> variables, UnaryOperator<String> properties) {

    /** The process's own environment. */
    static final Environment SYSTEM = new Environment(System::getenv, System::getProperty);

    /** The environment variable; null if it is unset or empty. */
    String variable(String name) {
        return emptyToNull(variables.apply(name));
    }

    /** The system property; null if it is unset or empty. */
    String property(String name) {
        return emptyToNull(properties.apply(name));
    }

    boolean windows() {
        String system = property("os.name");
        return system != null && system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /**
     * A file of the user's: {@code unixName} in the home directory, or {@code windowsName} in the application data
     * directory's {@code postgresql}.
     *
     * @return null if the directory is not known
     */
    Path userFile(String unixName, String windowsName) {
        if (windows()) {
            String applicationData = variable("APPDATA");
            return applicationData == null ? null : Path.of(applicationData, "postgresql", windowsName);
        }
        String home = property("user.home");
        return home == null ? null : Path.of(home, unixName);
    }

    private static String emptyToNull(String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
