package io.howdah;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKey;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;

/**
 * What JDBC's builders of connections collect: credentials, and keys for shards, which PostgreSQL does not have. To be used by one thread.
 *
 * @param <C> the kind of connection
 */
abstract class ConnectionRequest<C> {
    /** Makes a connection; null stands for the credentials of the properties. */
    @FunctionalInterface
    interface Source<C> {
        C connect(String user, String password) throws SQLException;
    }

    private final Source<C> source;
    private String user;
    private String password;
    private boolean sharded;

    private ConnectionRequest(Source<C> source) {
        this.source = source;
    }

    final void setUser(String newUser) {
        user = newUser;
    }

    final void setPassword(String newPassword) {
        password = newPassword;
    }

    final void setKey(ShardingKey key) {
        sharded |= key != null;
    }

    final C connect() throws SQLException {
        if (sharded) {
            throw new SQLFeatureNotSupportedException("PostgreSQL has no sharding keys", "0A000");
        }
        return source.connect(user, password);
    }

    /** Says nothing of the credentials. */
    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }

    /** For connections. */
    static final class Plain extends ConnectionRequest<Connection> implements ConnectionBuilder {
        Plain(Source<Connection> source) {
            super(source);
        }

        @Override
        public ConnectionBuilder user(String username) {
            setUser(username);
            return this;
        }

        @Override
        public ConnectionBuilder password(String password) {
            setPassword(password);
            return this;
        }

        @Override
        public ConnectionBuilder shardingKey(ShardingKey key) {
            setKey(key);
            return this;
        }

        @Override
        public ConnectionBuilder superShardingKey(ShardingKey key) {
            setKey(key);
            return this;
        }

        @Override
        public Connection build() throws SQLException {
            return connect();
        }
    }

    /** For pooled connections. */
    static final class Pooled extends ConnectionRequest<PooledConnection> implements PooledConnectionBuilder {
        Pooled(Source<PooledConnection> source) {
            super(source);
        }

        @Override
        public PooledConnectionBuilder user(String username) {
            setUser(username);
            return this;
        }

        @Override
        public PooledConnectionBuilder password(String password) {
            setPassword(password);
            return this;
        }

        @Override
        public PooledConnectionBuilder shardingKey(ShardingKey key) {
            setKey(key);
            return this;
        }

        @Override
        public PooledConnectionBuilder superShardingKey(ShardingKey key) {
            setKey(key);
            return this;
        }

        @Override
        public PooledConnection build() throws SQLException {
            return connect();
        }
    }

    /** For connections of distributed transactions. */
    static final class Xa extends ConnectionRequest<XAConnection> implements XAConnectionBuilder {
        Xa(Source<XAConnection> source) {
            super(source);
        }

        @Override
        public XAConnectionBuilder user(String username) {
            setUser(username);
            return this;
        }

        @Override
        public XAConnectionBuilder password(String password) {
            setPassword(password);
            return this;
        }

        @Override
        public XAConnectionBuilder shardingKey(ShardingKey key) {
            setKey(key);
            return this;
        }

        @Override
        public XAConnectionBuilder superShardingKey(ShardingKey key) {
            setKey(key);
            return this;
        }

        @Override
        public XAConnection build() throws SQLException {
            return connect();
        }
    }
}
