package io.howdah;

import io.howdah.internal.xa.XaConnectionImpl;
import java.io.Serial;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;

/**
 * A data source for transaction managers: its connections take part in distributed transactions by two-phase commit. The server needs
 * {@code max_prepared_transactions} above 0, and a manager that recovers: a branch that nobody finishes keeps its locks for ever.
 *
 * <p>Branches are named as pgjdbc names them, so that either driver recovers those of the other. A JavaBean with the same properties as
 * {@link HowdahDataSource}. May be used by several threads.
 */
public class HowdahXaDataSource extends BaseDataSource implements XADataSource {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A data source for the database of the operating system's user on the local host, until properties are set. */
    public HowdahXaDataSource() {}

    /**
     * Connects.
     *
     * @return a new physical connection
     * @throws SQLException 22023 or 08001 for a bad property, 08xxx and 28xxx when no server lets us in
     */
    @Override
    public XAConnection getXAConnection() throws SQLException {
        return getXAConnection(null, null);
    }

    /**
     * Connects with other credentials than those of the properties; null stands for that of the properties.
     *
     * @return a new physical connection
     * @throws SQLException as {@link #getXAConnection()}
     */
    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return new XaConnectionImpl(config().context(user, password).connect());
    }

    /** A builder for a connection with other credentials; one with a sharding key fails with 0A000, as PostgreSQL has none. */
    @Override
    public XAConnectionBuilder createXAConnectionBuilder() {
        return new ConnectionRequest.Xa(this::getXAConnection);
    }
}
