package io.howdah.internal.xa;

import io.howdah.internal.jdbc.PooledConnectionImpl;
import io.howdah.internal.session.Session;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/**
 * A session whose transactions a transaction manager begins and ends, as branches of its own. Outside of branches its logical connections are like
 * those of any pool; within, they do work and leave the transaction alone. Any thread.
 */
public final class XaConnectionImpl extends PooledConnectionImpl implements XAConnection {
    private final XaResourceImpl resource;

    /** @param session connected and authenticated; owned by this object from now on */
    public XaConnectionImpl(Session session) {
        super(session);
        this.resource = new XaResourceImpl(session, this::query);
    }

    /** Always the same one. */
    @Override
    public XAResource getXAResource() {
        return resource;
    }

    @Override
    protected void checkOwnTransaction(String method) throws SQLException {
        if (resource.hasBranch()) {
            throw new SQLNonTransientException(
                    method
                            + "() is not allowed in a branch of a distributed transaction: the transaction manager decides",
                    "55000");
        }
    }

    /** Managers close logical connections before they end the branch. */
    @Override
    protected boolean keepsTransaction() {
        return resource.hasBranch();
    }
}
