package io.howdah.internal.repl;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.session.StatementResult;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.util.ByteCursor;
import io.howdah.replication.LogicalSpec;
import io.howdah.replication.LogicalStream;
import io.howdah.replication.PgOutput;
import io.howdah.replication.PhysicalSpec;
import io.howdah.replication.PhysicalStream;
import io.howdah.replication.ReplicationConnection;
import io.howdah.replication.SlotSpec;
import io.howdah.replication.SlotSpec.Snapshot;
import io.howdah.replication.WalData;
import io.howdah.types.PgLsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The replication commands of one session, which was opened for them. Stateless but for the session. */
public final class ReplicationConnectionImpl implements ReplicationConnection {
    private static final int READ_SLOT_SINCE = 150_000;

    private final Session session;
    private final boolean hasDatabase;

    /** @param hasDatabase true for logical replication, where there is SQL too */
    public ReplicationConnectionImpl(Session session, boolean hasDatabase) {
        this.session = session;
        this.hasDatabase = hasDatabase;
    }

    @Override
    public SystemIdentity identifySystem() throws SQLException {
        String[] row = row("IDENTIFY_SYSTEM", 4, true);
        return new SystemIdentity(row[0], Long.parseLong(row[1]), lsn(row[2]), row[3]);
    }

    @Override
    public Slot createSlot(SlotSpec spec) throws SQLException {
        String command = Commands.createSlot(spec, session.state().serverVersionNumber());
        // The snapshot of a transaction needs one; anything else of the kind is refused in one.
        String[] row = row(command, 4, spec.snapshot() != Snapshot.USE);
        return new Slot(row[0], lsn(row[1]), row[2], row[3]);
    }

    @Override
    public void dropSlot(String name, boolean wait) throws SQLException {
        run(Commands.dropSlot(name, wait), true);
    }

    @Override
    public Optional<SlotState> readSlot(String name) throws SQLException {
        if (hasDatabase) {
            String[] row = row(Commands.querySlot(name), 5, true);
            return row == null
                    ? Optional.empty()
                    : Optional.of(new SlotState(name, row[0], row[2], "t".equals(row[3]), lsn(row[1]), lsn(row[4])));
        }
        if (session.state().serverVersionNumber() < READ_SLOT_SINCE) {
            throw new SQLFeatureNotSupportedException(
                    "a connection for physical replication can read slots from PostgreSQL 15 on: use one with"
                            + " replication=database, or an ordinary one and pg_replication_slots",
                    "0A000");
        }
        String[] row = row(Commands.readSlot(name), 2, true);
        return row == null || row[0] == null
                ? Optional.empty()
                : Optional.of(new SlotState(name, row[0], null, null, lsn(row[1]), null));
    }

    private static PgLsn lsn(String text) throws SQLException {
        try {
            return text == null ? null : PgLsn.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SQLException("the server's answer holds no position of the log", "08P01", e);
        }
    }

    /** Runs a command and gives the first {@code columns} values of its only row; null when there is no row. */
    private String[] row(String command, int columns, boolean outsideTransaction) throws SQLException {
        Execution x = run(command, outsideTransaction);
        StatementResult result = x.result(0);
        RowShape shape = result.shape();
        if (shape == null || shape.columnCount() < columns) {
            throw new SQLException("expected an answer of " + columns + " columns or more to " + command, "08P01");
        }
        try {
            if (!result.rows().next()) {
                return null;
            }
        } catch (IOException e) {
            throw new SQLException("reading the answer failed: " + e.getMessage(), "58030", e);
        }
        String[] values = new String[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = text(result.rows().cursor(), i, shape);
        }
        return values;
    }

    private Execution run(String command, boolean outsideTransaction) throws SQLException {
        Execution x = new Execution();
        x.prepare(session.shared().sqlCache().get(command, SqlFlags.STANDARD_STRINGS), null);
        x.setOutsideTransaction(outsideTransaction);
        x.setAdaptiveStreaming(false);
        session.execute(x);
        return x;
    }

    private String text(RowCursor cursor, int column, RowShape shape) throws SQLException {
        int length = cursor.length(column);
        if (length < 0) {
            return null;
        }
        return shape.codec(column)
                .decodeString(
                        cursor.bytes(),
                        cursor.offset(column),
                        length,
                        shape.format(column),
                        shape.type(column),
                        session.state().context());
    }

    // ---- streams

    @Override
    public LogicalStream<WalData> stream(LogicalSpec spec) throws SQLException {
        return logical(spec, ReplicationConnectionImpl::copy);
    }

    @Override
    public LogicalStream<PgOutput> streamChanges(LogicalSpec spec) throws SQLException {
        PgOutputDecoder decoder = new PgOutputDecoder();
        return logical(
                spec,
                data -> decoder.decode(
                        new ByteCursor(data.array(), data.offset(), data.length()),
                        session.state().context()));
    }

    private <M> LogicalStream<M> logical(LogicalSpec spec, ReplicationStreamImpl.Decoder<M> decoder)
            throws SQLException {
        Objects.requireNonNull(spec, "spec");
        WalReceiver receiver = new WalReceiver(
                session.startReplication(Commands.start(spec)), true, spec.statusInterval(), spec.confirmsIdle());
        return new ReplicationStreamImpl.Logical<>(receiver, decoder, spec.slot());
    }

    @Override
    public PhysicalStream stream(PhysicalSpec spec) throws SQLException {
        Objects.requireNonNull(spec, "spec");
        WalReceiver receiver =
                new WalReceiver(session.startReplication(Commands.start(spec)), false, spec.statusInterval(), false);
        return new ReplicationStreamImpl.Physical(receiver, ReplicationConnectionImpl::copy);
    }

    private static WalData copy(WalReceiver data) {
        byte[] bytes = Arrays.copyOfRange(data.array(), data.offset(), data.offset() + data.length());
        return new WalData(
                new PgLsn(data.start()),
                new PgLsn(data.serverEnd()),
                WalReceiver.instant(data.sent()),
                ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }
}
