package io.howdah;

import io.howdah.internal.jdbc.PooledConnectionImpl;
import java.io.Serial;
import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;

/**
 * A data source for pools that want JDBC's pooled connections, as those of application servers do. It is no pool itself. HikariCP and other pools
 * of today take a {@link HowdahDataSource}.
 *
 * <p>A JavaBean with the same properties as {@link HowdahDataSource}. May be used by several threads.
 */
public class HowdahPooledDataSource extends BaseDataSource implements ConnectionPoolDataSource {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A data source for the database of the operating system's user on the local host, until properties are set. */
    public HowdahPooledDataSource() {}

    /**
     * Connects.
     *
     * @return a new physical connection to be lent out
     * @throws SQLException 22023 or 08001 for a bad property, 08xxx and 28xxx when no server lets us in
     */
    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        return getPooledConnection(null, null);
    }

    /**
     * Connects with other credentials than those of the properties; null stands for that of the properties.
     *
     * @return a new physical connection to be lent out
     * @throws SQLException as {@link #getPooledConnection()}
     */
    @Override
    public PooledConnection getPooledConnection(String user, String password) throws SQLException {
        return new PooledConnectionImpl(config().context(user, password).connect());
    }

    /** A builder for a connection with other credentials; one with a sharding key fails with 0A000, as PostgreSQL has none. */
    @Override
    public PooledConnectionBuilder createPooledConnectionBuilder() {
        return new ConnectionRequest.Pooled(this::getPooledConnection);
    }
}
