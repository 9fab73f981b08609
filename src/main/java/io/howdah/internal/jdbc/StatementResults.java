package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.sql.ParsedSql;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of a statement's last execution: the walk from one to the next, the result sets that are open over them, and the rows that are
 * generated keys rather than results. A superclass and not a part of a statement, since statements are many.
 */
abstract class StatementResults implements Statement, ResultSetOwner {
    final ConnectionImpl connection;
    final Session session;
    final int type;
    final int holdability;

    /** Null once closed. Comes warm from a statement that was closed before, and goes to the next when this one is closed. */
    Execution execution;

    private boolean updatable;
    private boolean closeOnCompletion;
    private ParsedSql executed;
    private boolean withKeys;
    private int resultCount;
    private int resultIndex;
    private ResultSetImpl current;
    private boolean closingResults;

    /** Null until something in it is needed. */
    private Rarities rarities;

    /** What few statements have. */
    private static final class Rarities {
        /** Result sets that getMoreResults(KEEP_CURRENT_RESULT) left open. */
        final List<ResultSetImpl> kept = new ArrayList<>(0);

        StatementResult keys;
        ResultSetImpl keySet;
    }

    StatementResults(ConnectionImpl connection, int type, int holdability) {
        this.connection = connection;
        this.session = connection.session();
        this.type = type;
        this.holdability = holdability;
        this.execution = connection.takeExecution();
    }

    private Rarities rarities() {
        if (rarities == null) {
            rarities = new Rarities();
        }
        return rarities;
    }

    /** @throws SQLException 55000 when this statement is closed, 08003 when its connection is */
    abstract void checkOpen() throws SQLException;

    /** Stands at the first result of the execution of {@code sql} that has just ended. */
    final void enterResults(ParsedSql sql, boolean wantsKeys) {
        executed = sql;
        withKeys = wantsKeys;
        resultCount = execution.resultCount();
        if (wantsKeys) {
            findKeys();
        }
        enterResult(0);
    }

    /** Makes the rows that a batch returned the generated keys. */
    final void enterKeys(StatementResult keys) {
        rarities().keys = keys;
    }

    private void findKeys() {
        for (int i = 0; i < resultCount; i++) {
            if (areKeys(i)) {
                rarities().keys = execution.result(i);
                return;
            }
        }
    }

    /** True when the rows of a result are generated keys, so that for the application it is an update count. */
    private boolean areKeys(int index) {
        return withKeys
                && index < executed.statementCount()
                && executed.statement(index).kind().modifiesRows()
                && execution.result(index).shape() != null;
    }

    private void enterResult(int index) {
        resultIndex = index;
        current = null;
        if (index < resultCount) {
            StatementResult result = execution.result(index);
            if (result.shape() != null && !areKeys(index)) {
                current = newResultSet(result, type);
            }
        }
    }

    private ResultSetImpl newResultSet(StatementResult result, int type) {
        return updatable && (rarities == null || result != rarities.keys)
                ? new UpdatableResultSet(this, result, type, holdability)
                : new ResultSetImpl(this, result, type, ResultSet.CONCUR_READ_ONLY, holdability);
    }

    /** Makes the results of this statement {@code CONCUR_UPDATABLE}. */
    final void makeUpdatable() {
        updatable = true;
    }

    final boolean isUpdatable() {
        return updatable;
    }

    /** The columns of the present result set while it is open; null otherwise. */
    final RowShape openColumns() {
        return isOpen(current) ? current.shape : null;
    }

    /** Closes what the last execution left open and forgets it. */
    final void closeResults() throws SQLException {
        resultCount = 0;
        executed = null;
        ResultSetImpl rows = current;
        current = null;
        Rarities open = rarities;
        if (rows == null && open == null) {
            return;
        }
        closingResults = true;
        try {
            if (open != null) {
                open.keys = null;
                closeKept();
                if (open.keySet != null) {
                    open.keySet.close();
                    open.keySet = null;
                }
            }
            if (rows != null) {
                rows.close();
            }
        } finally {
            closingResults = false;
        }
    }

    private void closeKept() throws SQLException {
        Rarities open = rarities;
        if (open != null) {
            for (ResultSetImpl rows : open.kept) {
                rows.close();
            }
            open.kept.clear();
        }
    }

    /** The rows that a query must give. */
    final ResultSetImpl onlyRows() throws SQLException {
        if (current == null) {
            closeResults();
            throw new SQLDataException("No results were returned by the query.", "02000");
        }
        if (resultCount > 1) {
            closeResults();
            throw new SQLNonTransientException("Multiple ResultSets were returned by the query.", "0100E");
        }
        return current;
    }

    /** The first update count of statements none of which may give rows. */
    final long onlyCounts() throws SQLException {
        for (int i = 0; i < resultCount; i++) {
            if (execution.result(i).shape() != null && !areKeys(i)) {
                closeResults();
                throw new SQLNonTransientException("A result was returned when none was expected.", "0100E");
            }
        }
        return Math.max(0, count());
    }

    /** Takes the present rows out of the results, so that the application sees neither them nor a count; null for none. */
    final ResultSetImpl takeRows() {
        ResultSetImpl taken = current;
        current = null;
        resultIndex = resultCount;
        return taken;
    }

    private long count() {
        if (current != null || resultIndex >= resultCount) {
            return -1;
        }
        StatementResult result = execution.result(resultIndex);
        return result.shape() != null ? result.rows().receivedRows() : result.updateCount();
    }

    /** A count as the int-valued methods give it: SUCCESS_NO_INFO when an int cannot hold it. */
    static int narrow(long count) {
        return count > Integer.MAX_VALUE ? SUCCESS_NO_INFO : (int) count;
    }

    final boolean standsAtRows() {
        return current != null;
    }

    // ---- JDBC

    @Override
    public ResultSet getResultSet() throws SQLException {
        checkOpen();
        return current;
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return count();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return narrow(getLargeUpdateCount());
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    @Override
    public boolean getMoreResults(int mode) throws SQLException {
        checkOpen();
        ResultSetImpl passed = current;
        switch (mode) {
            case CLOSE_CURRENT_RESULT -> closePassed(passed);
            case KEEP_CURRENT_RESULT -> keep(passed);
            case CLOSE_ALL_RESULTS -> {
                closingResults = true;
                try {
                    closeKept();
                } finally {
                    closingResults = false;
                }
                closePassed(passed);
            }
            default ->
                throw JdbcErrors.invalid(
                        "mode of getMoreResults: expected CLOSE_CURRENT_RESULT (1), KEEP_CURRENT_RESULT (2)"
                                + " or CLOSE_ALL_RESULTS (3), got " + mode);
        }
        if (resultIndex < resultCount) {
            enterResult(resultIndex + 1);
        }
        return current != null;
    }

    private void closePassed(ResultSetImpl passed) throws SQLException {
        if (passed != null) {
            closingResults = true;
            try {
                passed.close();
            } finally {
                closingResults = false;
            }
        }
    }

    private void keep(ResultSetImpl passed) {
        if (passed != null && !passed.isClosed()) {
            rarities().kept.add(passed);
        }
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        Rarities own = rarities();
        if (own.keySet == null) {
            own.keySet = own.keys != null
                    ? newResultSet(own.keys, ResultSet.TYPE_FORWARD_ONLY)
                    : ResultSets.of(this, new String[0], new int[0], List.of());
        }
        return own.keySet;
    }

    @Override
    public void resultSetClosed(ResultSetImpl resultSet) throws SQLException {
        if (closeOnCompletion && !closingResults && !hasOpenResults()) {
            close();
        }
    }

    /** True while a result set is open or one is still to come. */
    private boolean hasOpenResults() {
        for (int i = resultIndex + 1; i < resultCount; i++) {
            if (execution.result(i).shape() != null && !areKeys(i)) {
                return true;
            }
        }
        Rarities own = rarities;
        return isOpen(current)
                || own != null && (isOpen(own.keySet) || own.kept.stream().anyMatch(StatementResults::isOpen));
    }

    private static boolean isOpen(ResultSetImpl rows) {
        return rows != null && !rows.isClosed();
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }
}
