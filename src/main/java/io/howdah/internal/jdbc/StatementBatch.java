package io.howdah.internal.jdbc;

import io.howdah.internal.config.Settings;
import io.howdah.internal.config.Settings.BatchMode;
import io.howdah.internal.session.BatchExecution;
import io.howdah.internal.session.Session;
import io.howdah.internal.sql.ParsedSql;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The batch of one statement: the texts added to it, the run of a batch and the exception that tells of its failure.
 *
 * <p>For one thread at a time, except {@link #running}.
 */
final class StatementBatch {
    private final Session session;
    private final Settings settings;

    /** Null for none. */
    private List<ParsedSql> texts;

    private volatile BatchExecution running;

    StatementBatch(Session session, Settings settings) {
        this.session = session;
        this.settings = settings;
    }

    /**
     * Adds a text.
     *
     * @throws SQLException 0A000 for one of several statements
     */
    void add(ParsedSql text) throws SQLException {
        checkSingle(text);
        if (texts == null) {
            texts = new ArrayList<>();
        }
        texts.add(text);
    }

    /** @throws SQLException 0A000 for a text of several statements, whose counts could not be told apart */
    static void checkSingle(ParsedSql parsed) throws SQLException {
        if (parsed.statementCount() > 1) {
            throw JdbcErrors.unsupported("a batch entry of several statements (add each by a call of its own)");
        }
    }

    /** The texts added since the last call, which are forgotten; null for none. */
    List<ParsedSql> take() {
        List<ParsedSql> taken = texts;
        texts = null;
        return taken;
    }

    /** The batch that runs at present, for {@code cancel}; null for none. Any thread. */
    BatchExecution running() {
        return running;
    }

    /**
     * Runs a batch whose thresholds have been set.
     *
     * @param statements the text of each entry; a list of one when all have the same
     * @throws SQLException BatchUpdateException when an entry failed; others for a lost connection
     */
    void run(BatchExecution b, boolean wantsKeys, List<ParsedSql> statements) throws SQLException {
        b.setKeepRows(wantsKeys);
        b.setSyncEach(settings.batchMode() == BatchMode.BARRIER);
        running = b;
        try {
            session.executeBatch(b);
        } finally {
            running = null;
        }
        if (b.failure() != null) {
            throw failure(b, statements);
        }
    }

    private SQLException failure(BatchExecution b, List<ParsedSql> statements) {
        SQLException cause = b.failure();
        int index = b.failedIndex();
        StringBuilder message = new StringBuilder("Batch entry ").append(index);
        if (index >= 0 && settings.logServerErrorDetail()) {
            message.append(' ')
                    .append(statements
                            .get(Math.min(index, statements.size() - 1))
                            .sql());
        }
        message.append(" was aborted: ").append(cause.getMessage());
        message.append("  Call getNextException to see other errors in the batch.");
        BatchUpdateException e = new BatchUpdateException(
                message.toString(), cause.getSQLState(), cause.getErrorCode(), b.updateCounts(), cause);
        e.setNextException(cause);
        return e;
    }

    /** Counts as the int-valued methods give them. */
    static int[] narrow(long[] counts) {
        int[] narrow = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            narrow[i] = StatementResults.narrow(counts[i]);
        }
        return narrow;
    }
}
