package io.howdah.internal.jdbc;

import io.howdah.internal.config.Settings.Validation;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.sql.SqlFlags;
import java.sql.SQLException;

/** The test behind {@code Connection.isValid}: does the server answer in time. Stateless; any thread. */
final class ConnectionProbe {
    /** 25P02, in_failed_sql_transaction: the server refuses the query and thereby answers. */
    private static final String IN_FAILED_TRANSACTION = "25P02";

    private ConnectionProbe() {}

    /**
     * Never throws: a failure is the answer false.
     *
     * @param timeoutMillis 0 for the network timeout alone
     */
    static boolean answers(Session session, long timeoutMillis) {
        try {
            if (session.shared().settings().validation() == Validation.QUERY) {
                query(session, timeoutMillis);
            } else {
                session.ping(timeoutMillis);
            }
            return !session.isClosed();
        } catch (SQLException e) {
            return IN_FAILED_TRANSACTION.equals(e.getSQLState()) && !session.isClosed();
        }
    }

    private static void query(Session session, long timeoutMillis) throws SQLException {
        Execution x = new Execution();
        x.prepare(session.shared().sqlCache().get("", SqlFlags.PLAIN), null);
        x.setOutsideTransaction(true);
        int configured = session.networkTimeoutMillis();
        if (timeoutMillis > 0 && (configured == 0 || timeoutMillis < configured)) {
            session.setNetworkTimeoutMillis((int) timeoutMillis);
        }
        try {
            session.execute(x);
        } finally {
            session.setNetworkTimeoutMillis(configured);
        }
    }
}
