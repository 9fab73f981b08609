package io.howdah.internal.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.type.CodecContext;
import io.howdah.internal.type.TypeRegistry;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import io.howdah.replication.PgOutput;
import io.howdah.replication.Relation;
import io.howdah.types.PgLsn;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The messages of pgoutput, whole and broken. */
class PgOutputDecoderTest {
    /** 2000-01-01T00:00:01.000002Z. */
    private static final long CLOCK = 1_000_002;

    private static final Instant INSTANT = Instant.parse("2000-01-01T00:00:01.000002Z");

    private final CodecContext context = new CodecContext(new TypeRegistry(), ZoneOffset.UTC, 180_000);
    private final PgOutputDecoder decoder = new PgOutputDecoder();

    private PgOutput decode(byte[] message) throws SQLException {
        // Bytes of others around it, which must not be read.
        byte[] padded = new byte[message.length + 20];
        Arrays.fill(padded, (byte) 'n');
        System.arraycopy(message, 0, padded, 10, message.length);
        return decoder.decode(new ByteCursor(padded, 10, message.length), context);
    }

    private PgOutput decode(ByteSink message) throws SQLException {
        return decode(message.toByteArray());
    }

    private static ByteSink message(char kind) {
        ByteSink out = new ByteSink(64);
        out.putByte(kind);
        return out;
    }

    private static ByteSink table() throws SQLException {
        ByteSink out = message('R');
        out.putInt(0x9000_0000);
        out.putCString("s");
        out.putCString("t");
        out.putByte('i');
        out.putShort(2);
        out.putByte(1);
        out.putCString("id");
        out.putInt(23);
        out.putInt(-1);
        out.putByte(0);
        out.putCString("name");
        out.putInt(25);
        out.putInt(-1);
        return out;
    }

    private static ByteSink insert() {
        ByteSink out = message('I');
        out.putInt(0x9000_0000);
        out.putByte('N');
        out.putShort(2);
        out.putByte('b');
        out.putInt(4);
        out.putInt(7);
        out.putByte('t');
        out.putInt(2);
        out.putAscii("xy");
        return out;
    }

    private void refused(byte[] message) {
        SQLException e = assertThrows(SQLException.class, () -> decode(message));
        assertEquals("22P03", e.getSQLState(), e.getMessage());
    }

    @Test
    void timesBeforeAndAfterTheEpochAreExact() {
        assertEquals(INSTANT, WalReceiver.instant(CLOCK));
        assertEquals(Instant.parse("1999-12-31T23:59:59.999999Z"), WalReceiver.instant(-1));
        assertTrue(WalReceiver.instant(Long.MAX_VALUE).isAfter(WalReceiver.instant(Long.MIN_VALUE)));
    }

    @Test
    void valuesInTextAndBinary() throws SQLException {
        Relation relation = ((PgOutput.TableDescription) decode(table())).relation();
        assertEquals(0x9000_0000L, relation.oid());
        assertEquals(Relation.ReplicaIdentity.INDEX, relation.replicaIdentity());
        PgOutput.Insert insert = (PgOutput.Insert) decode(insert());
        assertEquals(7, insert.row().getInt(1));
        assertEquals("7", insert.row().getString(1));
        assertEquals("xy", insert.row().get("name"));
        assertEquals(0, insert.streamXid());
    }

    @Test
    void partsOfAStreamNameTheirTransaction() throws SQLException {
        ByteSink start = message('S');
        start.putInt(-1);
        start.putByte(0);
        assertEquals(new PgOutput.StreamStart(0xffff_ffffL, false), decode(start));
        ByteSink origin = message('O');
        origin.putLong(5);
        origin.putCString("node");
        assertEquals(new PgOutput.Origin(new PgLsn(5), "node"), decode(origin));
        ByteSink type = message('Y');
        type.putInt(9);
        type.putInt(70_000);
        type.putCString("");
        type.putCString("mood");
        assertEquals(new PgOutput.Type(70_000, "pg_catalog", "mood", 9), decode(type));
        assertEquals(new PgOutput.StreamStop(), decode(message('E')));
        ByteSink abort = message('A');
        abort.putInt(9);
        abort.putInt(10);
        PgOutput.StreamAbort plain = (PgOutput.StreamAbort) decode(abort);
        assertNull(plain.position());
        abort.putLong(77);
        abort.putLong(CLOCK);
        assertEquals(new PgOutput.StreamAbort(9, 10, new PgLsn(77), INSTANT), decode(abort));
    }

    @Test
    void streamedTransactionIsPrepared() throws SQLException {
        ByteSink prepare = message('p');
        prepare.putByte(0);
        prepare.putLong(1);
        prepare.putLong(2);
        prepare.putLong(CLOCK);
        prepare.putInt(3);
        prepare.putCString("gid");
        assertEquals(new PgOutput.StreamPrepare(new PgLsn(1), new PgLsn(2), INSTANT, 3, "gid"), decode(prepare));
    }

    @Test
    void everyCutOfAMessageIsRefused() throws SQLException {
        decode(table());
        for (ByteSink whole : List.of(table(), insert())) {
            byte[] bytes = whole.toByteArray();
            for (int length = 0; length < bytes.length; length++) {
                refused(Arrays.copyOf(bytes, length));
            }
            refused(Arrays.copyOf(bytes, bytes.length + 1));
        }
    }

    @Test
    void changeOfATableNeverDescribedIsRefused() {
        refused(insert().toByteArray());
    }

    @Test
    void rowOfAnotherWidthThanItsTableIsRefused() throws SQLException {
        decode(table());
        ByteSink row = message('I');
        row.putInt(0x9000_0000);
        row.putByte('N');
        row.putShort(1);
        row.putByte('n');
        refused(row.toByteArray());
    }

    @Test
    void countsBeyondTheMessageAllocateNothing() throws SQLException {
        ByteSink truncate = message('T');
        truncate.putInt(Integer.MAX_VALUE);
        truncate.putByte(0);
        refused(truncate.toByteArray());
        ByteSink emitted = message('M');
        emitted.putByte(0);
        emitted.putLong(1);
        emitted.putCString("p");
        emitted.putInt(Integer.MAX_VALUE);
        refused(emitted.toByteArray());
        ByteSink wide = message('R');
        wide.putInt(1);
        wide.putCString("s");
        wide.putCString("t");
        wide.putByte('d');
        wide.putShort(0xffff);
        refused(wide.toByteArray());
    }

    @Test
    void messageOfAnUnknownKindIsRefused() {
        SQLException e = assertThrows(SQLException.class, () -> decode(message('?')));
        assertTrue(e.getMessage().contains("0x3f"), e.getMessage());
    }
}
