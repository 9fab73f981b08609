package io.howdah.internal.config;

/** The driver's own version, as JDBC asks for it. The same as the build's, which a test compares. */
public final class DriverVersion {
    public static final int MAJOR = 0;
    public static final int MINOR = 1;

    /** {@link #MAJOR}, {@link #MINOR} and the number of the correction. */
    public static final String TEXT = "0.1.0";

    private DriverVersion() {}
}
