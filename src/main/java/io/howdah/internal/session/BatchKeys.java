package io.howdah.internal.session;

import io.howdah.internal.row.RowShape;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Oids;
import io.howdah.internal.wire.BackendReader;
import io.howdah.internal.wire.Protocol;
import io.howdah.internal.wire.RowDescription;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;

/** The rows that the entries of a batch return, as one result. Stateless. */
final class BatchKeys {
    private BatchKeys() {}

    /** Takes the rows at the reader; drops them when nobody wants them. */
    static void take(BatchExecution batch, RowShape shape, BackendReader reader) throws SQLException, IOException {
        if (!batch.keepRows || shape == null) {
            return;
        }
        if (batch.keys == null) {
            batch.keys = new StatementResult();
            batch.keys.shape = shape;
            batch.keys.rows.start(shape.columnCount(), true);
        }
        int start = reader.messageStart();
        int end = batch.keys.rows.take(reader.bytes(), start, reader.limit(), Long.MAX_VALUE);
        if (end == start) {
            throw Protocol.violation("a row of " + reader.bodyLength() + " bytes");
        }
        reader.resumeAt(end);
    }

    /**
     * The columns of rows in text of which some are of {@code known} and further ones of {@code columns}: a column that is not of the same type in
     * both is text.
     *
     * @param known null for none yet
     */
    static RowShape merge(RowShape known, RowDescription columns, CodecContext context) {
        if (known == null || Arrays.equals(known.description().typeOids(), columns.typeOids())) {
            return known == null ? RowShape.text(columns, context) : known;
        }
        int[] types = columns.typeOids().clone();
        for (int i = 0; i < types.length; i++) {
            if (i >= known.columnCount() || known.description().typeOids()[i] != types[i]) {
                types[i] = Oids.TEXT;
            }
        }
        RowDescription merged = new RowDescription(
                columns.names(),
                columns.tableOids(),
                columns.columnNumbers(),
                types,
                columns.typeSizes(),
                columns.typeModifiers());
        return RowShape.text(merged, context);
    }
}
