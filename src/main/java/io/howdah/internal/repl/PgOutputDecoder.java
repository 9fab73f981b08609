package io.howdah.internal.repl;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.IntMap;
import io.howdah.replication.PgOutput;
import io.howdah.replication.Relation;
import io.howdah.replication.Relation.ReplicaIdentity;
import io.howdah.replication.Tuple;
import io.howdah.types.PgLsn;
import java.nio.ByteBuffer;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes records of the messages of pgoutput, protocol versions 1 to 4 (manual: "Logical Replication Message Formats"). Knows the tables that the server has
 * described and whether a part of a streamed transaction is being received, so that one decoder serves one stream, from its beginning.
 */
final class PgOutputDecoder {
    /** Flags, name, type and modifier. */
    private static final int MIN_COLUMN_BYTES = 10;

    /** Position and clock of an aborted transaction, which only parallel streaming has. */
    private static final int ABORT_DETAIL_BYTES = 16;

    private final IntMap<Relation> relations = new IntMap<>();
    private boolean inStream;

    /**
     * Decodes one message.
     *
     * @param message all of it
     * @param context what the codecs of its values will need
     * @throws SQLException 22P03 when it is malformed; 0A000 when it is of a kind that is not known
     */
    PgOutput decode(ByteCursor message, CodecContext context) throws SQLException {
        byte kind = message.readByte();
        PgOutput decoded = inTransaction(kind, message, context);
        if (message.failed() || decoded == null) {
            message.check(what(kind));
            throw new SQLDataException("malformed " + what(kind) + " from the server", "22P03");
        }
        message.checkAtEnd(what(kind));
        return decoded;
    }

    private static String what(byte kind) {
        return "pgoutput message of kind '" + (char) (kind & 0xff) + '\'';
    }

    /** Null, or any message after a failed read, for a malformed one. */
    private PgOutput inTransaction(byte kind, ByteCursor message, CodecContext context) throws SQLException {
        return switch (kind) {
            case 'I' -> insert(message, context);
            case 'U' -> update(message, context);
            case 'D' -> delete(message, context);
            case 'R' -> relation(message);
            case 'T' -> truncate(message);
            case 'Y' -> {
                long streamXid = streamXid(message);
                yield new PgOutput.Type(
                        unsigned(message), schema(message.readCString()), message.readCString(), streamXid);
            }
            case 'M' -> message(message);
            case 'O' -> new PgOutput.Origin(lsn(message), message.readCString());
            case 'B' -> new PgOutput.Begin(lsn(message), clock(message), unsigned(message));
            case 'C' -> {
                message.readByte();
                yield new PgOutput.Commit(lsn(message), lsn(message), clock(message));
            }
            case 'S', 'E', 'c', 'A' -> streamed(kind, message);
            case 'b', 'P', 'p', 'K', 'r' -> prepared(kind, message);
            default ->
                throw new SQLDataException(
                        "expected a message of pgoutput's protocol versions 1 to 4, got one of kind 0x"
                                + Integer.toHexString(kind & 0xff) + "; check the plugin of the slot",
                        "22P03");
        };
    }

    // ---- changes

    private PgOutput insert(ByteCursor message, CodecContext context) {
        long streamXid = streamXid(message);
        Relation relation = known(message);
        Tuple row = tuple('N', message.readByte(), message, relation, context);
        return row == null ? null : new PgOutput.Insert(relation, row, streamXid);
    }

    private PgOutput update(ByteCursor message, CodecContext context) {
        long streamXid = streamXid(message);
        Relation relation = known(message);
        byte part = message.readByte();
        boolean isKey = part == 'K';
        Tuple old = null;
        if (part != 'N') {
            old = oldTuple(part, message, relation, context);
            if (old == null) {
                return null;
            }
            part = message.readByte();
        }
        Tuple row = tuple('N', part, message, relation, context);
        return row == null ? null : new PgOutput.Update(relation, old, isKey, row, streamXid);
    }

    private PgOutput delete(ByteCursor message, CodecContext context) {
        long streamXid = streamXid(message);
        Relation relation = known(message);
        byte part = message.readByte();
        Tuple old = oldTuple(part, message, relation, context);
        return old == null ? null : new PgOutput.Delete(relation, old, part == 'K', streamXid);
    }

    private static Tuple oldTuple(byte part, ByteCursor message, Relation relation, CodecContext context) {
        return tuple(part == 'K' ? 'K' : 'O', part, message, relation, context);
    }

    private static Tuple tuple(char expected, byte part, ByteCursor message, Relation relation, CodecContext context) {
        if (relation == null || part != expected) {
            message.fail();
            return null;
        }
        return TupleImpl.read(message, relation, context);
    }

    private PgOutput truncate(ByteCursor message) {
        long streamXid = streamXid(message);
        // The option byte stands between the count and what it counts.
        int count = message.readInt();
        byte options = message.readByte();
        if (count < 0 || count > message.remaining() / Integer.BYTES) {
            message.fail();
            return null;
        }
        List<Relation> emptied = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Relation relation = known(message);
            if (relation == null) {
                return null;
            }
            emptied.add(relation);
        }
        return new PgOutput.Truncate(List.copyOf(emptied), (options & 1) != 0, (options & 2) != 0, streamXid);
    }

    private PgOutput message(ByteCursor message) {
        long streamXid = streamXid(message);
        boolean isTransactional = (message.readByte() & 1) != 0;
        PgLsn position = lsn(message);
        String prefix = message.readCString();
        byte[] content = message.readBytes(message.readCount(1));
        return new PgOutput.Message(
                isTransactional, position, prefix, ByteBuffer.wrap(content).asReadOnlyBuffer(), streamXid);
    }

    // ---- tables

    private PgOutput relation(ByteCursor message) {
        long streamXid = streamXid(message);
        int oid = message.readInt();
        String schema = schema(message.readCString());
        String name = message.readCString();
        ReplicaIdentity identity = identity(message);
        int count = message.readUnsignedShort();
        if (count > message.remaining() / MIN_COLUMN_BYTES || message.failed()) {
            message.fail();
            return null;
        }
        List<Relation.Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean isKey = (message.readByte() & 1) != 0;
            columns.add(new Relation.Column(message.readCString(), unsigned(message), message.readInt(), isKey));
        }
        if (message.failed()) {
            return null;
        }
        Relation relation = new Relation(Integer.toUnsignedLong(oid), schema, name, identity, columns);
        relations.put(oid, relation);
        return new PgOutput.TableDescription(relation, streamXid);
    }

    private static ReplicaIdentity identity(ByteCursor message) {
        return switch (message.readByte()) {
            case 'd' -> ReplicaIdentity.DEFAULT;
            case 'n' -> ReplicaIdentity.NOTHING;
            case 'f' -> ReplicaIdentity.FULL;
            case 'i' -> ReplicaIdentity.INDEX;
            default -> {
                message.fail();
                yield ReplicaIdentity.DEFAULT;
            }
        };
    }

    /** The server saves itself the name of the schema that most types have. */
    private static String schema(String sent) {
        return sent.isEmpty() ? "pg_catalog" : sent;
    }

    /** A table that has been described; null, and the message fails, for one that has not. */
    private Relation known(ByteCursor message) {
        Relation relation = relations.get(message.readInt());
        if (relation == null) {
            message.fail();
        }
        return relation;
    }

    // ---- transactions

    private PgOutput streamed(byte kind, ByteCursor message) {
        switch (kind) {
            case 'S' -> {
                inStream = true;
                return new PgOutput.StreamStart(unsigned(message), message.readByte() == 1);
            }
            case 'E' -> {
                inStream = false;
                return new PgOutput.StreamStop();
            }
            case 'c' -> {
                long xid = unsigned(message);
                message.readByte();
                return new PgOutput.StreamCommit(xid, lsn(message), lsn(message), clock(message));
            }
            default -> {
                long xid = unsigned(message);
                long subXid = unsigned(message);
                boolean isDetailed = message.remaining() >= ABORT_DETAIL_BYTES;
                return new PgOutput.StreamAbort(
                        xid, subXid, isDetailed ? lsn(message) : null, isDetailed ? clock(message) : null);
            }
        }
    }

    private static PgOutput prepared(byte kind, ByteCursor message) {
        if (kind != 'b') {
            // Flags, none of which is in use.
            message.readByte();
        }
        PgLsn position = lsn(message);
        PgLsn end = lsn(message);
        Instant at = clock(message);
        Instant rolledBack = kind == 'r' ? clock(message) : null;
        long xid = unsigned(message);
        String gid = message.readCString();
        return switch (kind) {
            case 'b' -> new PgOutput.BeginPrepare(position, end, at, xid, gid);
            case 'P' -> new PgOutput.Prepare(position, end, at, xid, gid);
            case 'p' -> new PgOutput.StreamPrepare(position, end, at, xid, gid);
            case 'K' -> new PgOutput.CommitPrepared(position, end, at, xid, gid);
            default -> new PgOutput.RollbackPrepared(position, end, at, rolledBack, xid, gid);
        };
    }

    // ---- fields

    private long streamXid(ByteCursor message) {
        return inStream ? unsigned(message) : 0;
    }

    private static long unsigned(ByteCursor message) {
        return Integer.toUnsignedLong(message.readInt());
    }

    private static PgLsn lsn(ByteCursor message) {
        return new PgLsn(message.readLong());
    }

    private static Instant clock(ByteCursor message) {
        return WalReceiver.instant(message.readLong());
    }
}
