package io.howdah.internal.jdbc;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.row.RowImage;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.row.RowStore;
import io.howdah.internal.session.StatementResult;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/**
 * The half of a result set that knows where it stands: moving through the rows, receiving more of them, closing. What is rarely set is kept in a
 * {@link Rarities} made on demand, since every execution of a query makes one of these objects.
 *
 * <p>Owned by its statement; for one thread at a time. The rows are borrowed from the {@link StatementResult} until {@link #close}.
 */
abstract class NavigableResultSet extends ReadOnlyResultSet {
    // Values of place; the order matters
    private static final byte BEFORE_FIRST = 0;
    private static final byte ON_ROW = 1;
    private static final byte AFTER_LAST = 2;
    private static final byte CLOSED = 3;
    private static final byte ON_INSERT_ROW = 4;

    final ResultSetOwner owner;
    /** Replaced by one of the same columns and formats when more is learned of their types. */
    RowShape shape;

    final RowCursor cursor;
    private final StatementResult result;
    private Rarities rarities;

    /** 1-based number of the current row; 0 before the first, one more than there are after the last. */
    private long row;

    private final short type;
    private final short concurrency;
    private final byte holdability;
    private byte place = BEFORE_FIRST;

    /** As {@link #wasNull}. */
    boolean lastWasNull;

    /** What few applications touch. */
    private static final class Rarities {
        int fetchSize = -1;
        int fetchDirection = -1;
        byte placeLeft;
        RowImage rowLeft;
        /** What was changed of a scrollable result's rows; null for nothing. */
        RowEdits edits;
        /** Why {@link #next} cannot go on; null while it can. */
        SQLException failure;
        /** Makes objects of the rows; null until there are any. */
        RowObjects objects;
    }

    NavigableResultSet(ResultSetOwner owner, StatementResult result, int type, int concurrency, int holdability) {
        this.owner = owner;
        this.result = result;
        this.shape = result.shape();
        this.cursor = result.rows().cursor();
        this.type = (short) type;
        this.concurrency = (short) concurrency;
        this.holdability = (byte) holdability;
    }

    /**
     * The 0-based index of {@code column}, and notes whether its value is NULL.
     *
     * @throws SQLException 55000 closed, 24000 no current row, 22023 no such column
     */
    final int enter(int column) throws SQLException {
        if (place != ON_ROW && place != ON_INSERT_ROW) {
            throw notOnRow();
        }
        int index = column - 1;
        if (index < 0 || index >= cursor.columns()) {
            throw JdbcErrors.index("column", column, cursor.columns());
        }
        lastWasNull = cursor.length(index) < 0;
        return index;
    }

    private SQLException notOnRow() {
        if (place == CLOSED) {
            return JdbcErrors.closed("result set");
        }
        return place == BEFORE_FIRST && row > 0 ? JdbcErrors.rowDeleted() : JdbcErrors.noRow(place == BEFORE_FIRST);
    }

    final void checkOpen() throws SQLException {
        if (place == CLOSED) {
            throw JdbcErrors.closed("result set");
        }
    }

    private Rarities rarities() {
        if (rarities == null) {
            rarities = new Rarities();
        }
        return rarities;
    }

    // Forward

    @Override
    public final boolean next() throws SQLException {
        if (place >= AFTER_LAST || type != TYPE_FORWARD_ONLY) {
            return nextElsewhere();
        }
        // A failure leaves no current row.
        place = AFTER_LAST;
        row++;
        try {
            if (result.rows().next() || fetchMore() && result.rows().next()) {
                place = ON_ROW;
                return true;
            }
        } catch (IOException e) {
            throw failed(JdbcErrors.temporaryFile(e));
        } catch (SQLException e) {
            throw failed(e);
        }
        return false;
    }

    private SQLException failed(SQLException e) {
        rarities().failure = e;
        return e;
    }

    private boolean nextElsewhere() throws SQLException {
        checkOpen();
        checkNotOnInsertRow("next");
        if (rarities != null && rarities.failure != null) {
            // Whoever asks again must not take the result for complete.
            throw rarities.failure;
        }
        return type != TYPE_FORWARD_ONLY && moveTo(row + 1);
    }

    private boolean fetchMore() throws SQLException {
        return result.isStreaming() && result.fetchMore();
    }

    /** True when {@link #next} would find a row; may wait for the server. */
    private boolean hasNext() throws SQLException {
        RowStore rows = result.rows();
        if (rows.hasNext()) {
            return true;
        }
        if (!result.isStreaming()) {
            return false;
        }
        // The memory of the current row would be used for the rows to come.
        if (place == ON_ROW) {
            rows.keepCurrentRow();
        }
        return result.fetchMore() && rows.hasNext();
    }

    // Anywhere

    private void checkScrollable(String method) throws SQLException {
        checkOpen();
        if (type == TYPE_FORWARD_ONLY) {
            throw JdbcErrors.forwardOnly(method);
        }
    }

    private void checkNotOnInsertRow(String method) throws SQLException {
        if (place == ON_INSERT_ROW) {
            throw JdbcErrors.onInsertRow(method);
        }
    }

    /** The number of rows, once all have been received. */
    private long total() throws SQLException {
        if (rarities != null && rarities.edits != null) {
            return rarities.edits.count();
        }
        while (result.isStreaming() && result.fetchMore()) {
            // Scrollable rows are all kept.
        }
        return result.rows().receivedRows();
    }

    private boolean moveTo(long target) throws SQLException {
        long total = total();
        leaveRow();
        if (target < 1) {
            place = BEFORE_FIRST;
            row = 0;
            return false;
        }
        place = AFTER_LAST;
        row = Math.min(target, total + 1);
        if (target > total) {
            return false;
        }
        load();
        place = ON_ROW;
        return true;
    }

    /** Makes the row of that number, which exists, the cursor's. */
    private void load() throws SQLException {
        int index = (int) (row - 1);
        if (rarities != null && rarities.edits != null) {
            RowEdits edits = rarities.edits;
            index = edits.kept(index);
            RowImage image = edits.image(index);
            if (image != null) {
                image.show(cursor);
                return;
            }
        }
        result.rows().moveTo(index);
    }

    // Changes

    /** Called when a scrollable result set is about to stand elsewhere. */
    void leaveRow() {
        // Nothing to forget.
    }

    /** The number of the current row, 1-based. */
    final long rowNumber() {
        return row;
    }

    final boolean isOnRow() {
        return place == ON_ROW;
    }

    final boolean isOnInsertRow() {
        return place == ON_INSERT_ROW;
    }

    private boolean isScrollable() {
        return type != TYPE_FORWARD_ONLY;
    }

    private RowEdits edits() throws SQLException {
        Rarities own = rarities();
        if (own.edits == null) {
            own.edits = new RowEdits((int) total());
        }
        return own.edits;
    }

    /** What makes objects of the rows of this result set, which is {@code self}. */
    final RowObjects objects(ResultSetImpl self) {
        Rarities own = rarities();
        if (own.objects == null) {
            own.objects = new RowObjects(self);
        }
        return own.objects;
    }

    /** The current row has got other values. */
    final void rowChanged(RowImage image) throws SQLException {
        if (isScrollable()) {
            edits().change((int) (row - 1), image);
        }
        image.show(cursor);
    }

    /** A row has come into being, which scrolling finds at the end. */
    final void rowAdded(RowImage image) throws SQLException {
        if (isScrollable()) {
            edits().add(image);
        }
        image.show(cursor);
    }

    /** The current row is no more: a scrollable result set then stands at the one before it, another between it and the next. */
    final void rowRemoved() throws SQLException {
        if (isScrollable()) {
            edits().remove((int) (row - 1));
            moveTo(row - 1);
        } else {
            place = BEFORE_FIRST;
        }
    }

    /** Leaves the rows for one that is to be inserted. */
    final void enterInsertRow(RowImage image) throws SQLException {
        if (place != ON_INSERT_ROW) {
            Rarities own = rarities();
            own.placeLeft = place;
            own.rowLeft = place == ON_ROW ? RowImage.copy(cursor) : null;
            place = ON_INSERT_ROW;
        }
        image.show(cursor);
    }

    /** Back to where {@link #enterInsertRow} left; nothing when that was not called. */
    final void leaveInsertRow() throws SQLException {
        if (place == ON_INSERT_ROW) {
            place = rarities.placeLeft;
            if (rarities.rowLeft != null) {
                rarities.rowLeft.show(cursor);
                rarities.rowLeft = null;
            }
        }
    }

    @Override
    public final boolean previous() throws SQLException {
        checkScrollable("previous");
        checkNotOnInsertRow("previous");
        return moveTo(row - 1);
    }

    @Override
    public final boolean first() throws SQLException {
        checkScrollable("first");
        return moveTo(1);
    }

    @Override
    public final boolean last() throws SQLException {
        checkScrollable("last");
        return moveTo(total());
    }

    @Override
    public final boolean absolute(int target) throws SQLException {
        checkScrollable("absolute");
        return moveTo(target >= 0 ? target : total() + 1 + target);
    }

    @Override
    public final boolean relative(int rows) throws SQLException {
        checkScrollable("relative");
        checkNotOnInsertRow("relative");
        return moveTo(row + rows);
    }

    @Override
    public final void beforeFirst() throws SQLException {
        checkScrollable("beforeFirst");
        moveTo(0);
    }

    @Override
    public final void afterLast() throws SQLException {
        checkScrollable("afterLast");
        moveTo(total() + 1);
    }

    // Where it stands

    @Override
    public final boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return place == BEFORE_FIRST && row == 0 && (type == TYPE_FORWARD_ONLY ? hasNext() : total() > 0);
    }

    @Override
    public final boolean isAfterLast() throws SQLException {
        checkOpen();
        return place == AFTER_LAST && row > 1;
    }

    @Override
    public final boolean isFirst() throws SQLException {
        checkOpen();
        return place == ON_ROW && row == 1;
    }

    @Override
    public final boolean isLast() throws SQLException {
        checkOpen();
        return place == ON_ROW && (type == TYPE_FORWARD_ONLY ? !hasNext() : row == total());
    }

    @Override
    public final int getRow() throws SQLException {
        checkOpen();
        return place == ON_ROW ? (int) Math.min(row, Integer.MAX_VALUE) : 0;
    }

    // What it is

    @Override
    public final int getType() throws SQLException {
        checkOpen();
        return type;
    }

    @Override
    public final int getConcurrency() throws SQLException {
        checkOpen();
        return concurrency;
    }

    @Override
    public final int getHoldability() throws SQLException {
        checkOpen();
        return holdability;
    }

    @Override
    public final Statement getStatement() throws SQLException {
        checkOpen();
        return owner.statement();
    }

    /** The name of the portal is the driver's own affair; there is nothing that an application could do with it. */
    @Override
    public final String getCursorName() throws SQLException {
        checkOpen();
        return owner.cursorName();
    }

    @Override
    final boolean unchanged() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    public final boolean wasNull() throws SQLException {
        checkOpen();
        return lastWasNull;
    }

    /** Notices of the server belong to the statement. */
    @Override
    public final SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public final void clearWarnings() throws SQLException {
        checkOpen();
    }

    @Override
    public final void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        switch (direction) {
            case ResultSet.FETCH_FORWARD -> {
                // Possible for every type.
            }
            case ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN -> checkScrollable("setFetchDirection");
            default ->
                throw JdbcErrors.invalid(
                        "fetch direction " + direction + ": expected FETCH_FORWARD, FETCH_REVERSE or FETCH_UNKNOWN");
        }
        rarities().fetchDirection = direction;
    }

    @Override
    public final int getFetchDirection() throws SQLException {
        checkOpen();
        if (rarities != null && rarities.fetchDirection >= 0) {
            return rarities.fetchDirection;
        }
        return FETCH_FORWARD;
    }

    @Override
    public final void setFetchSize(int rows) throws SQLException {
        checkOpen();
        if (rows < 0) {
            throw JdbcErrors.invalid("fetch size " + rows + ": expected 0 (the driver decides) or a number of rows");
        }
        rarities().fetchSize = rows;
    }

    @Override
    public final int getFetchSize() throws SQLException {
        checkOpen();
        if (rarities != null && rarities.fetchSize >= 0) {
            return rarities.fetchSize;
        }
        Statement statement = owner.statement();
        return statement == null ? 0 : statement.getFetchSize();
    }

    // The end

    @Override
    public final boolean isClosed() {
        return place == CLOSED;
    }

    @Override
    public final void close() throws SQLException {
        if (place == CLOSED) {
            return;
        }
        place = CLOSED;
        try {
            result.closeStream();
        } finally {
            result.rows().clear();
            owner.resultSetClosed((ResultSetImpl) this);
        }
    }
}
