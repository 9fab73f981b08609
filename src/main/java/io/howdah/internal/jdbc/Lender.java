package io.howdah.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** To whom a logical connection goes back. Called on the thread that uses the connection, never under the session's lock. */
interface Lender {
    /** Whether {@code method} may begin or end a transaction now; throws 55000 when the transaction is somebody else's. */
    void checkOwnTransaction(String method) throws SQLException;

    /** The connection was closed for the first time; it is not used any more. */
    void closed(ConnectionImpl connection);

    /** The connection was aborted, and the session with it. */
    void aborted(ConnectionImpl connection);

    /** A prepared statement of the connection was closed. */
    void statementClosed(PreparedStatement statement);
}
