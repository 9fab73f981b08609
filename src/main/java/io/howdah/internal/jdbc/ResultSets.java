package io.howdah.internal.jdbc;

import io.howdah.internal.row.MemoryRows;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes result sets of rows that are in memory already: metadata, arrays, generated keys that there are none of. Stateless. */
final class ResultSets {
    private ResultSets() {}

    /** The owner of a result set that belongs to no statement. */
    private record Nobody(CodecContext context) implements ResultSetOwner {
        @Override
        public Statement statement() {
            return null;
        }

        @Override
        public boolean convertBooleanToNumeric() {
            return false;
        }

        @Override
        public boolean disableColumnSanitiser() {
            return false;
        }

        @Override
        public int unknownLength() {
            return Integer.MAX_VALUE;
        }

        @Override
        public int maxFieldSize() {
            return 0;
        }

        @Override
        public ConnectionImpl connection() {
            return null;
        }

        @Override
        public TableColumns tableColumns() {
            return null;
        }

        @Override
        public ResultSet openCursor(String name) throws SQLException {
            throw JdbcErrors.unsupported("opening a cursor from a result set without a statement");
        }

        @Override
        public void resultSetClosed(ResultSetImpl resultSet) {
            // Nobody to tell.
        }
    }

    /** A result set without columns and rows. */
    static ResultSetImpl empty(ResultSetOwner owner) {
        return of(owner, new String[0], new int[0], List.of());
    }

    /** A scrollable, read-only result set that belongs to no statement and outlives connections. */
    static ResultSetImpl of(CodecContext context, String[] labels, int[] typeOids, List<byte[][]> rows) {
        return of(new Nobody(context), labels, typeOids, rows);
    }

    /**
     * A scrollable, read-only result set.
     *
     * @param typeOids types of the columns, one for each of {@code labels}
     * @param rows values in text format, null for NULL
     */
    static ResultSetImpl of(ResultSetOwner owner, String[] labels, int[] typeOids, List<byte[][]> rows) {
        RowShape shape = MemoryRows.shape(labels, typeOids, Format.TEXT, owner.context());
        StatementResult result = StatementResult.ofRows(shape);
        MemoryRows.fill(result.rows(), labels.length, rows);
        return of(owner, result);
    }

    /** A scrollable, read-only result set of rows in memory, which belongs to no statement and outlives connections. */
    static ResultSetImpl of(CodecContext context, StatementResult result) {
        return of(new Nobody(context), result);
    }

    private static ResultSetImpl of(ResultSetOwner owner, StatementResult result) {
        return new ResultSetImpl(
                owner,
                result,
                ResultSet.TYPE_SCROLL_INSENSITIVE,
                ResultSet.CONCUR_READ_ONLY,
                ResultSet.HOLD_CURSORS_OVER_COMMIT);
    }
}
