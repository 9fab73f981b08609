package io.howdah;

import io.howdah.api.Property;
import io.howdah.internal.config.PropertyValues;
import io.howdah.internal.config.Settings;
import io.howdah.internal.config.UrlParser;
import io.howdah.internal.connect.DriverContext;
import io.howdah.spi.CodecProvider;
import java.io.Serial;
import java.io.Serializable;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The property values of one data source, as text, and the settings made from them. Owned by the data source; may be used
 * by several threads. Serialised with the data source, passwords included.
 *
 * <p>Values come from setters and from a URL. A setter is stronger than the URL, whichever is called first; only for host,
 * port and database the last call counts.
 */
final class DataSourceConfig implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, String> set = new LinkedHashMap<>();
    private final LinkedHashMap<String, String> fromUrl = new LinkedHashMap<>();
    /** Made from the values when first asked for; null after a change. Guarded by the lock. */
    private transient Settings settings;
    /** Given as objects, which are not serialised; null for none. Guarded by the lock. */
    private transient List<CodecProvider> codecProviders;
    /** What connections with these settings share, by credentials; null after a change. Guarded by the lock. */
    private transient ContextCache contexts;

    /** Whose connections are alike. Null means those of the settings; never shown. */
    private record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials";
        }
    }

    /** Adds a provider of codecs, to be asked after those added before. */
    void addCodecProvider(CodecProvider provider) {
        lock.lock();
        try {
            contexts = null;
            List<CodecProvider> all = new ArrayList<>(codecProviders == null ? List.of() : codecProviders);
            all.add(provider);
            codecProviders = List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    /** Sets a value without a check; null takes it back. */
    void put(Property property, String value) {
        put(property.key(), value);
    }

    /** Sets a value under a canonical name without a check; null takes it back. */
    void put(String key, String value) {
        lock.lock();
        try {
            changed();
            if (value == null) {
                set.remove(key);
                fromUrl.remove(key);
            } else {
                set.put(key, value);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets a value by name or alias; null is ignored.
     *
     * @throws SQLException 22023 for a name that is no property, or a value that is not allowed (or as the property has it)
     */
    void putChecked(String name, String value) throws SQLException {
        Property property = Property.named(name).orElse(null);
        if (property == null && !Property.ACCEPTED_UNUSED.containsKey(name)) {
            throw new SQLDataException("there is no connection property " + name, "22023");
        }
        if (value == null) {
            return;
        }
        if (property == null) {
            put(name, value);
            return;
        }
        if (property.type() == Property.Type.TEXT || !value.isBlank()) {
            PropertyValues.parse(property, value);
        }
        put(property.key(), value);
    }

    /**
     * Sets a value by name or alias; a name that is no property is kept for classes named by a property.
     *
     * @throws SQLException 22023, or the SQLSTATE of the property, for a value that is not allowed
     */
    void putAny(String name, String value) throws SQLException {
        if (Property.named(name).isPresent()) {
            putChecked(name, value);
        } else {
            put(name, value);
        }
    }

    /**
     * Takes the values of a JDBC URL or libpq URI, in place of those of the URL before; null takes those back.
     *
     * @throws SQLException 99999 for a URL that is not this driver's or is malformed; the property's own SQLSTATE for a
     *     value that is not allowed
     */
    void setUrl(String url) throws SQLException {
        Map<String, String> values = url == null ? Map.of() : UrlParser.parse(url);
        if (values == null) {
            values = UrlParser.parseUri(url);
        }
        if (values == null) {
            throw new SQLDataException(
                    "Unable to parse URL: it begins with neither jdbc:postgresql:, jdbc:howdah: nor postgresql://",
                    "99999");
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            Property property = Property.named(value.getKey()).orElse(null);
            if (property != null && !value.getValue().isBlank()) {
                PropertyValues.parse(property, value.getValue());
            }
        }
        lock.lock();
        try {
            changed();
            fromUrl.clear();
            fromUrl.putAll(values);
            set.remove(Property.HOST.key());
            set.remove(Property.PORT.key());
            set.remove(Property.DATABASE.key());
        } finally {
            lock.unlock();
        }
    }

    /** The value as given, else the default; null if there is neither. */
    String text(Property property) {
        String value = text(property.key());
        return value == null || value.isBlank() && property.type() != Property.Type.TEXT
                ? property.defaultValue()
                : value;
    }

    /** The value as given; null if it is not. */
    String text(String key) {
        lock.lock();
        try {
            String value = set.get(key);
            return value == null ? fromUrl.get(key) : value;
        } finally {
            lock.unlock();
        }
    }

    /** A whole number; of a duration, its seconds rounded up. */
    int number(Property property) {
        int value = (Integer) typed(property);
        return property.type() == Property.Type.SECONDS ? (int) ((value + 999L) / 1000) : value;
    }

    boolean flag(Property property) {
        return (Boolean) typed(property);
    }

    /** The number given for a name without effect; 0 if none was. */
    int number(String key) {
        String value = text(key);
        try {
            return value == null ? 0 : Integer.parseInt(value.strip());
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    /** The boolean given for a name without effect; false if none was. */
    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    /** All values that were given, by canonical name; a copy. */
    Map<String, String> values() {
        lock.lock();
        try {
            Map<String, String> all = new LinkedHashMap<>(fromUrl);
            all.putAll(set);
            return Collections.unmodifiableMap(all);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The settings the values amount to; the same object until a value changes.
     *
     * @throws SQLException 22023 or the property's own SQLSTATE for a value that is not allowed
     */
    Settings settings() throws SQLException {
        lock.lock();
        try {
            if (settings == null) {
                settings = Settings.of(values());
            }
            return settings;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What connections with these settings share; the same object for the same credentials until a value changes.
     *
     * @param user null for that of the settings
     * @param password null for that of the settings
     * @throws SQLException as {@link #settings}
     */
    DriverContext context(String user, String password) throws SQLException {
        Settings current;
        ContextCache known;
        List<CodecProvider> providers;
        lock.lock();
        try {
            current = settings();
            if (contexts == null) {
                contexts = new ContextCache();
            }
            known = contexts;
            providers = codecProviders == null ? List.of() : codecProviders;
        } finally {
            lock.unlock();
        }
        return known.get(
                new Credentials(user, password),
                () -> DriverContext.of(current.withCredentials(user, password), providers));
    }

    private void changed() {
        settings = null;
        contexts = null;
    }

    private Object typed(Property property) {
        try {
            return PropertyValues.parse(property, text(property));
        } catch (SQLException notAllowed) {
            throw new IllegalStateException(notAllowed.getMessage(), notAllowed);
        }
    }
}
