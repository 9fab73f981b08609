package io.howdah.internal.copy;

import io.howdah.api.CopyIn;
import io.howdah.api.CopyOut;
import io.howdah.internal.session.CopyTransfer;
import io.howdah.internal.session.CopyTransfer.Direction;
import io.howdah.internal.session.Session;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.sql.StatementKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** The COPY commands of one session, and whole transfers between them and what an application has: streams, readers, files. */
public final class Copies {
    private static final int BUFFER_CHARS = 16 * 1024;
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Session session;

    public Copies(Session session) {
        this.session = session;
    }

    /** Begins a {@code COPY ... FROM STDIN}. */
    public CopyIn in(String sql) throws SQLException {
        return new CopyInImpl(start(sql, Direction.IN));
    }

    /** Begins a {@code COPY ... TO STDOUT}. */
    public CopyOut out(String sql) throws SQLException {
        return new CopyOutImpl(start(sql, Direction.OUT));
    }

    private CopyTransfer start(String sql, Direction direction) throws SQLException {
        int flags = session.state().standardStrings() ? SqlFlags.STANDARD_STRINGS : 0;
        ParsedSql parsed = session.shared().sqlCache().get(sql, flags);
        if (parsed.statementCount() != 1 || parsed.statement(0).kind() != StatementKind.COPY) {
            // Else it would be executed before anybody can tell.
            throw new SQLSyntaxErrorException("expected one COPY command, got: " + sql, "42601");
        }
        return session.startCopy(parsed.statement(0), direction);
    }

    /** Copies a stream, which stays open, to the server; returns the number of rows. */
    public long in(String sql, InputStream source) throws SQLException {
        return in(sql, copy -> {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                copy.write(buffer, 0, count);
            }
        });
    }

    /** Copies characters to the server; returns the number of rows. */
    public long in(String sql, Reader source) throws SQLException {
        return in(sql, copy -> {
            Writer target = copy.writer();
            char[] buffer = new char[BUFFER_CHARS];
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                target.write(buffer, 0, count);
            }
            target.flush();
        });
    }

    /** Copies a file to the server; returns the number of rows. */
    public long in(String sql, Path source) throws SQLException {
        try (InputStream file = Files.newInputStream(source)) {
            return in(sql, file);
        } catch (IOException e) {
            throw transferFailed(e);
        }
    }

    /** Copies the server's data to a stream, which stays open; returns the number of rows. */
    public long out(String sql, OutputStream target) throws SQLException {
        return out(sql, copy -> {
            copy.inputStream().transferTo(target);
            target.flush();
        });
    }

    /** Copies the server's data to a writer, which stays open; returns the number of rows. */
    public long out(String sql, Writer target) throws SQLException {
        return out(sql, copy -> {
            copy.reader().transferTo(target);
            target.flush();
        });
    }

    /** Copies the server's data to a new or emptied file; returns the number of rows. */
    public long out(String sql, Path target) throws SQLException {
        return out(sql, copy -> {
            // Behind the start: a command that is refused leaves the file as it was.
            try (OutputStream file = Files.newOutputStream(target)) {
                copy.inputStream().transferTo(file);
            }
        });
    }

    /** Moves the data of one transfer. */
    @FunctionalInterface
    private interface Mover<T> {
        void move(T copy) throws SQLException, IOException;
    }

    private long in(String sql, Mover<CopyIn> mover) throws SQLException {
        CopyIn copy = in(sql);
        try {
            mover.move(copy);
            return copy.finish();
        } catch (IOException e) {
            SQLException failure = transferFailed(e);
            giveUp(copy, "the source of the data failed", failure);
            throw failure;
        } catch (SQLException | RuntimeException | Error e) {
            giveUp(copy, "the application failed", e);
            throw e;
        }
    }

    private static void giveUp(CopyIn copy, String reason, Throwable failure) {
        try {
            copy.abort(reason);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private long out(String sql, Mover<CopyOut> mover) throws SQLException {
        try (CopyOut copy = out(sql)) {
            mover.move(copy);
            return copy.rowCount();
        } catch (IOException e) {
            throw transferFailed(e);
        }
    }

    /** The application's side of a transfer failed; an SQLException that came through a stream is itself again. */
    private static SQLException transferFailed(IOException e) {
        if (e.getCause() instanceof SQLException cause) {
            return cause;
        }
        return new SQLException(
                "COPY was given up because reading or writing its data failed: " + e.getMessage(), "58030", e);
    }
}
