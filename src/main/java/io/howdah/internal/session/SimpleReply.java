package io.howdah.internal.session;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.RowDescription;
import io.howdah.internal.wire.Tag;
import java.io.IOException;
import java.sql.SQLException;

/** The reply to a Query with all statements of an {@link Execution}: a result for each, and ReadyForQuery behind the last. */
final class SimpleReply extends StatementReply {
    private final Session session;
    private final ParsedSql sql;
    private int answered;

    SimpleReply(Session session, Execution x) {
        super(session);
        this.session = session;
        this.sql = x.sql;
        start(x);
        statement = new ServerStatement(sql.statement(0), new int[0]);
        if (x.maxRows > 0) {
            rowsLeft = x.maxRows;
        }
    }

    @Override
    boolean endsWithReady() {
        return true;
    }

    @Override
    boolean accept(byte tag, BackendReader reader) throws SQLException, IOException {
        switch (tag) {
            case Tag.DATA_ROW -> takeRows(reader);
            case Tag.ROW_DESCRIPTION -> {
                shape = RowShape.text(RowDescription.parse(reader.body()), session.context());
                startResult();
            }
            case Tag.COMMAND_COMPLETE -> {
                startResult();
                complete(reader);
                next();
            }
            case Tag.EMPTY_QUERY_RESPONSE -> {
                startResult();
                result.updateCount = 0;
                next();
            }
            case Tag.COPY_IN_RESPONSE -> refuseCopy(false);
            case Tag.COPY_OUT_RESPONSE -> ignoreCopy();
            case Tag.COPY_DATA, Tag.COPY_DONE -> {
                if (!copyRefused()) {
                    throw Protocol.unexpected(tag, "the answer to a query");
                }
            }
            default -> throw Protocol.unexpected(tag, "the answer to a query");
        }
        return false;
    }

    /** The next statement has a result of its own. */
    private void next() {
        if (++answered < sql.statementCount()) {
            statement = new ServerStatement(sql.statement(answered), new int[0]);
            shape = null;
            result = null;
            rowsLeft = execution.maxRows > 0 ? execution.maxRows : Long.MAX_VALUE;
        }
    }
}
