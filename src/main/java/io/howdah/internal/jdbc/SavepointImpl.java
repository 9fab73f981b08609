package io.howdah.internal.jdbc;

import io.howdah.internal.sql.Identifiers;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.Savepoint;

/** A savepoint that {@code setSavepoint} made: a name of the application's, or a number. Belongs to its connection and one transaction. */
final class SavepointImpl implements Savepoint {
    /** 0 for a named savepoint. */
    private final int id;

    private final String name;
    private final ConnectionImpl connection;
    private volatile boolean released;

    private SavepointImpl(ConnectionImpl connection, int id, String name) {
        this.connection = connection;
        this.id = id;
        this.name = name;
    }

    static SavepointImpl named(ConnectionImpl connection, String name) {
        return new SavepointImpl(connection, 0, name);
    }

    static SavepointImpl unnamed(ConnectionImpl connection, int id) {
        return new SavepointImpl(connection, id, "JDBC_SAVEPOINT_" + id);
    }

    /** The name as it stands in SQL. */
    String quotedName() throws SQLException {
        return Identifiers.quote(name);
    }

    /** Forbids any further use. */
    void release() {
        released = true;
    }

    /**
     * The savepoint of the application's argument, checked.
     *
     * @throws SQLException 3B000 when it is not one of {@code connection}'s or has been released
     */
    static SavepointImpl of(Savepoint savepoint, ConnectionImpl connection) throws SQLException {
        if (!(savepoint instanceof SavepointImpl ours) || ours.connection != connection) {
            throw invalid("the savepoint was not made by this connection's setSavepoint");
        }
        ours.checkUsable();
        return ours;
    }

    private void checkUsable() throws SQLException {
        if (released) {
            throw invalid("the savepoint has been released");
        }
    }

    private static SQLException invalid(String message) {
        return new SQLNonTransientException(message, "3B000");
    }

    /** @throws SQLException 3B000 when it has been released, 42809 when it has a name */
    @Override
    public int getSavepointId() throws SQLException {
        checkUsable();
        if (id == 0) {
            throw new SQLNonTransientException(
                    "the savepoint has a name, and therefore no id: use getSavepointName", "42809");
        }
        return id;
    }

    /** @throws SQLException 3B000 when it has been released, 42809 when it has an id */
    @Override
    public String getSavepointName() throws SQLException {
        checkUsable();
        if (id != 0) {
            throw new SQLNonTransientException(
                    "the savepoint has an id, and therefore no name: use getSavepointId", "42809");
        }
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
