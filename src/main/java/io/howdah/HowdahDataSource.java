package io.howdah;

import io.howdah.api.NotificationHub;
import io.howdah.api.Property;
import io.howdah.internal.hub.Hub;
import io.howdah.internal.jdbc.ConnectionImpl;
import io.howdah.spi.CodecProvider;
import java.io.Serial;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * A data source that makes a new connection at every call; put a pool in front of it. May be used by several threads.
 *
 * <p>Either a JavaBean with a setter per property, or made by {@link #builder}. Connections of one data source share parsed
 * SQL, knowledge of types and the state of hosts, so that one data source per database is better than several.
 */
public class HowdahDataSource extends BaseDataSource implements DataSource {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    /** A data source for the database of the operating system's user on the local host, until properties are set. */
    public HowdahDataSource() {}

    /** A builder without any values. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Connects.
     *
     * @throws SQLException 22023 or 08001 for a bad property, 08xxx and 28xxx when no server lets us in
     */
    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(null, null);
    }

    /**
     * Connects with other credentials than those of the properties; null stands for that of the properties.
     *
     * @throws SQLException as {@link #getConnection()}
     */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return new ConnectionImpl(config().context(user, password).connect());
    }

    /**
     * Connects and listens for notifications, with a heart-beat after 30 seconds of silence.
     *
     * @param executor runs one task, which lasts until the hub is closed: it must have a thread to spare; a virtual thread is ideal
     * @return the hub, to be closed
     * @throws SQLException as {@link #getConnection()}; later failures to connect are not reported but tried again
     */
    public NotificationHub notificationHub(Executor executor) throws SQLException {
        return notificationHub(executor, HEARTBEAT);
    }

    /**
     * As {@link #notificationHub(Executor)}.
     *
     * @param heartbeat after how much silence the server is asked whether it is there, at least a millisecond; it must answer within this time or 10
     *     seconds, whichever is less
     * @throws SQLException as {@link #getConnection()}, and 22023 for a heart-beat of less than a millisecond
     */
    public NotificationHub notificationHub(Executor executor, Duration heartbeat) throws SQLException {
        return Hub.open(() -> config().context(null, null).connect(), executor, heartbeat);
    }

    /** A builder for a connection with other credentials; one with a sharding key fails with 0A000, as PostgreSQL has none. */
    @Override
    public ConnectionBuilder createConnectionBuilder() {
        return new ConnectionRequest.Plain(this::getConnection);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type != null && type.isInstance(this);
    }

    /** @throws SQLException 22023 if this is no such object */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!isWrapperFor(type)) {
            throw new SQLDataException(
                    "cannot unwrap to " + (type == null ? "null" : type.getName()) + ": this is a "
                            + getClass().getName(),
                    "22023");
        }
        return type.cast(this);
    }

    /** Collects the values of a data source. To be used by one thread; may build several data sources. */
    public static final class Builder {

        private final Properties values = new Properties();
        private final List<CodecProvider> codecProviders = new ArrayList<>();
        private String url;

        private Builder() {}

        /** A {@code jdbc:postgresql:} or {@code jdbc:howdah:} URL or {@code postgresql://} URI; weaker than the other values. */
        public Builder url(String newUrl) {
            url = newUrl;
            return this;
        }

        /** Role to log in as. */
        public Builder user(String user) {
            return property(Property.USER, user);
        }

        /** Its password. */
        public Builder password(String password) {
            return property(Property.PASSWORD, password);
        }

        /** Any property; null takes it back. */
        public Builder property(Property property, String value) {
            return property(property.key(), value);
        }

        /** A value by name, also one that is no property but is for a socket factory; null takes it back. */
        public Builder property(String name, String value) {
            if (value == null) {
                values.remove(name);
            } else {
                values.setProperty(name, value);
            }
            return this;
        }

        /**
         * Teaches the driver further types, besides the providers that the class path and the property {@code codecProviders} have. Not serialised with
         * the data source.
         */
        public Builder codecProvider(CodecProvider provider) {
            codecProviders.add(Objects.requireNonNull(provider, "provider"));
            return this;
        }

        /**
         * The data source.
         *
         * @throws IllegalArgumentException if the URL is malformed or a value is not allowed; the message contains no secret
         */
        public HowdahDataSource build() {
            HowdahDataSource dataSource = new HowdahDataSource();
            try {
                dataSource.config().setUrl(url);
                for (String name : values.stringPropertyNames()) {
                    dataSource.config().putAny(name, values.getProperty(name));
                }
                codecProviders.forEach(dataSource.config()::addCodecProvider);
                dataSource.settings();
            } catch (SQLException notAllowed) {
                throw new IllegalArgumentException(notAllowed.getMessage(), notAllowed);
            }
            return dataSource;
        }

        /** Says nothing of the values, which include the password. */
        @Override
        public String toString() {
            return "HowdahDataSource.Builder";
        }
    }
}
