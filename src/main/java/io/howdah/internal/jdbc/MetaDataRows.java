package io.howdah.internal.jdbc;

import io.howdah.internal.row.MemoryRows;
import io.howdah.internal.row.RowWriter;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.Format;
import java.sql.ResultSet;

/** A result set of metadata in the making: what is written becomes its rows. Used by one thread for one result. */
final class MetaDataRows extends RowWriter {
    private final CodecContext context;
    private final StatementResult result;

    /** @param typeOids one for each of {@code labels} */
    MetaDataRows(CodecContext context, String[] labels, int[] typeOids) {
        this(
                context,
                StatementResult.ofRows(MemoryRows.shape(labels, typeOids, Format.BINARY, context)),
                labels.length);
    }

    private MetaDataRows(CodecContext context, StatementResult result, int columns) {
        super(result.rows(), columns);
        this.context = context;
        this.result = result;
    }

    /** The result set, which outlives the connection. */
    ResultSet resultSet() {
        finish();
        return ResultSets.of(context, result);
    }
}
