package io.howdah.internal.jdbc;

import io.howdah.api.Pipeline;
import io.howdah.api.Sql;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.PipelineEntry;
import io.howdah.internal.session.PipelineRunner;
import io.howdah.internal.util.Deadline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** {@link Pipeline} over the session's: statements with their values in, futures out. */
final class PipelineImpl implements Pipeline {
    private final ConnectionImpl connection;
    private final PipelineRunner runner;

    /** What is to be done when an entry's outcome is known. */
    private final Map<PipelineEntry, Outcome<?>> outcomes = new ConcurrentHashMap<>();

    /** Entries whose outcome is known and whose future has not been told. */
    private final Queue<PipelineEntry> settled = new ConcurrentLinkedQueue<>();

    PipelineImpl(ConnectionImpl connection, PipelineRunner runner) {
        this.connection = connection;
        this.runner = runner;
    }

    /** Makes the result of a statement that has been executed. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(PreparedStatementImpl statement) throws SQLException;
    }

    private record Outcome<T>(PumpFuture<T> future, PreparedStatementImpl statement, Reading<T> reading) {
        void tell(SQLException failure) {
            if (failure != null) {
                fail(failure);
                return;
            }
            try {
                if (statement != null) {
                    statement.enterPipelined();
                }
                T value = reading.read(statement);
                if (!future.complete(value) && statement != null) {
                    statement.close();
                }
            } catch (SQLException e) {
                fail(e);
            }
        }

        private void fail(SQLException failure) {
            try {
                if (statement != null) {
                    statement.close();
                }
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
            future.completeExceptionally(failure);
        }
    }

    @Override
    public CompletableFuture<ResultSet> query(String sql, Object... values) throws SQLException {
        return add(() -> connection.prepareWith(sql, values), PipelineImpl::rows);
    }

    @Override
    public CompletableFuture<ResultSet> query(Sql sql) throws SQLException {
        return add(() -> connection.prepare(sql), PipelineImpl::rows);
    }

    @Override
    public CompletableFuture<Long> update(String sql, Object... values) throws SQLException {
        return add(() -> connection.prepareWith(sql, values), PipelineImpl::count);
    }

    @Override
    public CompletableFuture<Long> update(Sql sql) throws SQLException {
        return add(() -> connection.prepare(sql), PipelineImpl::count);
    }

    /** Rows whose statement is closed along with them. */
    private static ResultSet rows(PreparedStatementImpl statement) throws SQLException {
        ResultSet rows = statement.onlyRows();
        statement.closeOnCompletion();
        return rows;
    }

    private static Long count(PreparedStatementImpl statement) throws SQLException {
        long count = statement.onlyCounts();
        statement.close();
        return count;
    }

    private <T> PumpFuture<T> add(QueryImpl.Preparation preparation, Reading<T> reading) throws SQLException {
        connection.checkOpen();
        PreparedStatementImpl statement = null;
        PipelineEntry entry;
        try {
            statement = preparation.prepare();
            Execution execution = statement.pipelined();
            entry = PipelineEntry.of(execution);
        } catch (SQLException e) {
            entry = PipelineEntry.refused(e);
        }
        PumpFuture<T> future = new PumpFuture<>(this);
        PipelineEntry added = entry;
        outcomes.put(added, new Outcome<>(future, statement, reading));
        send(added);
        return future;
    }

    private void send(PipelineEntry entry) throws SQLException {
        try {
            runner.add(entry);
        } catch (SQLException e) {
            Outcome<?> outcome = outcomes.remove(entry);
            if (outcome != null) {
                outcome.tell(e);
            }
            throw e;
        } finally {
            tell();
        }
    }

    @Override
    public CompletableFuture<Void> commit() throws SQLException {
        connection.checkMayCommit();
        PumpFuture<Void> future = new PumpFuture<>(this);
        PipelineEntry entry = PipelineEntry.commit();
        outcomes.put(entry, new Outcome<Void>(future, null, statement -> null));
        send(entry);
        return future;
    }

    @Override
    public void sync() throws SQLException {
        try {
            runner.sync();
        } finally {
            tell();
        }
    }

    @Override
    public void flush() throws SQLException {
        try {
            runner.flush();
        } finally {
            tell();
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            runner.close();
        } finally {
            tell();
        }
    }

    /**
     * Reads answers until {@code future}, or something it depends on, is done; returns also when there is nothing more to read, and at the deadline,
     * which is one of {@link Deadline}.
     */
    void awaitDone(CompletableFuture<?> future, long deadline) {
        boolean more = true;
        while (more && !future.isDone() && !Deadline.isPast(deadline)) {
            try {
                more = runner.awaitOldest(deadline);
            } catch (SQLException connectionLost) {
                // Which the futures of all entries are told.
                more = false;
            }
            tell();
        }
    }

    /**
     * Completes the futures whose outcome has become known; outside of the session's lock, since dependents run here. They may wait for others, and
     * so come here again: what is left to tell is then told within.
     */
    private void tell() {
        settled.addAll(runner.takeSettled());
        for (PipelineEntry entry = settled.poll(); entry != null; entry = settled.poll()) {
            Outcome<?> outcome = outcomes.remove(entry);
            if (outcome != null) {
                outcome.tell(entry.failure());
            }
        }
    }
}
