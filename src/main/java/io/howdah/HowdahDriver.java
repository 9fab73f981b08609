package io.howdah;

import io.howdah.internal.config.DriverVersion;
import io.howdah.internal.config.PropertyInfo;
import io.howdah.internal.config.Settings;
import io.howdah.internal.config.UrlParser;
import io.howdah.internal.connect.DriverContext;
import io.howdah.internal.jdbc.ConnectionImpl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The JDBC driver for PostgreSQL: {@code DriverManager.getConnection("jdbc:postgresql://host/database", properties)}, or with
 * {@code jdbc:howdah:} to have this driver and no other. Registers itself when the class is loaded. Safe for many threads.
 *
 * <p>Connections made with the same URL and properties share what a data source would hold for them, such as parsed SQL.
 */
public final class HowdahDriver implements Driver {
    static {
        try {
            DriverManager.registerDriver(new HowdahDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ContextCache contexts = new ContextCache();

    /** What makes two connections alike. Its text is never shown: there may be a password in it. */
    private record ContextKey(String url, Map<Object, Object> info) {
        @Override
        public String toString() {
            return "ContextKey";
        }
    }

    /** Made by DriverManager's service loading, or by whoever wants the driver without DriverManager. */
    public HowdahDriver() {}

    /**
     * Connects.
     *
     * @param url {@code jdbc:postgresql:...} or {@code jdbc:howdah:...}
     * @param info properties; what the URL says wins
     * @return null when the URL is another driver's
     * @throws SQLException 99999 for a malformed URL, 22023 or 08001 for a bad property, 08xxx and 28xxx when no server lets us in
     */
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (url == null) {
            throw new SQLDataException("URL to connect to: expected jdbc:postgresql:..., got null", "22004");
        }
        DriverContext context = context(url, info);
        return context == null ? null : new ConnectionImpl(context.connect(DriverManager.getLoginTimeout()));
    }

    /** The context for a URL, an old one if possible; null when the URL is another driver's. */
    private DriverContext context(String url, Properties info) throws SQLException {
        return contexts.get(new ContextKey(url, copy(info)), () -> {
            Optional<Settings> settings = Settings.parse(url, info);
            return settings.isEmpty() ? null : DriverContext.of(settings.get());
        });
    }

    /** All properties with their defaults, as they are now. */
    private static Map<Object, Object> copy(Properties info) {
        if (info == null) {
            return Map.of();
        }
        Map<Object, Object> copy = new LinkedHashMap<>();
        for (String name : info.stringPropertyNames()) {
            copy.put(name, info.getProperty(name));
        }
        // Values that are no strings count too.
        copy.putAll(info);
        return copy;
    }

    /** Whether a URL is this driver's and well-formed. */
    @Override
    public boolean acceptsURL(String url) {
        return UrlParser.accepts(url);
    }

    /**
     * Every property, with the value it has in the URL, in {@code info} or by default. Secrets are not given back.
     *
     * @throws SQLException 99999 for a malformed URL
     */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return PropertyInfo.of(url, info);
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.MINOR;
    }

    /** False: PostgreSQL does not have all of SQL-92 entry level. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    /** The driver logs through SLF4J. */
    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException(
                "the driver logs through SLF4J, not through java.util.logging", "0A000");
    }
}
