package io.howdah.internal.lob;

import io.howdah.internal.row.RowCursor;
import io.howdah.internal.row.RowShape;
import io.howdah.internal.row.RowStore;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.sql.SqlFlags;
import io.howdah.internal.type.Format;
import java.io.IOException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/**
 * The server's large object functions, one round trip a call. Only such calls are used as open, work and close within one statement, so that no
 * descriptor outlives a transaction and none needs one: {@code lo_get} and {@code lo_put} do so by themselves.
 *
 * <p>Owned by one user at a time, whose thread calls it; the session's lock orders it among the connection's other work.
 */
public final class LargeObjectCalls {
    /** The largest OID: they are unsigned. */
    private static final long MAX_OID = 0xFFFF_FFFFL;

    /** INV_WRITE and INV_READ of the server's libpq-fs.h. */
    private static final int WRITE = 0x20000;

    private static final int READ = 0x40000;

    /** SEEK_END of lo_lseek64. */
    private static final String SIZE = "lo_lseek64(fd, 0, 2)";

    /** The sub-select is never flattened since lo_open is volatile; the select list is evaluated from left to right. */
    private static final String WITH_OPEN = ", pg_catalog.lo_close(fd) from (select pg_catalog.lo_open(?, ?) as fd) f";

    private static final String GET = "select pg_catalog.lo_get(?, ?, ?)";
    private static final String PUT = "select pg_catalog.lo_put(?, ?, ?)";
    private static final String SIZE_OF = "select pg_catalog." + SIZE + WITH_OPEN;
    private static final String TRUNCATE =
            "select case when pg_catalog." + SIZE + " > ? then pg_catalog.lo_truncate64(fd, ?) end" + WITH_OPEN;
    private static final String CREATE = "select pg_catalog.lo_create(?)";
    private static final String CREATE_OF = "select pg_catalog.lo_from_bytea(?, ?)";
    private static final String UNLINK = "select pg_catalog.lo_unlink(?)";

    /** Refuses to work for a user whose connection has been given back, though the session lives on for another. */
    @FunctionalInterface
    public interface Access {
        /** @throws SQLException 08003 */
        void check() throws SQLException;
    }

    private final Session session;
    private final Access access;
    private final Execution execution = new Execution();
    private final CallArguments arguments = new CallArguments();

    public LargeObjectCalls(Session session, Access access) {
        this.session = session;
        this.access = access;
        execution.setResultFormat(Format.BINARY);
        execution.setAdaptiveStreaming(false);
        execution.setPrepareThreshold(session.shared().settings().prepareThreshold());
    }

    /** @throws SQLException 22023 for a number that is no OID of an object */
    public static long checkOid(long oid) throws SQLException {
        if (oid < 1 || oid > MAX_OID) {
            throw new SQLDataException("OID of a large object: expected 1 to " + MAX_OID + ", got " + oid, "22023");
        }
        return oid;
    }

    /**
     * Reads up to {@code length} bytes from a place of an object.
     *
     * @return how many there were; fewer than asked only at the end of the object
     */
    public int get(long oid, long position, byte[] target, int offset, int length) throws SQLException {
        RowCursor row = call(GET, arguments.clear().object(oid).int8(position).int4(length));
        try {
            int got = row.length(0);
            if (shape().format(0) == Format.BINARY) {
                checkLength(got, length);
                System.arraycopy(row.bytes(), row.offset(0), target, offset, got);
            } else {
                byte[] value = shape().codec(0)
                        .decodeAs(
                                row.bytes(),
                                row.offset(0),
                                got,
                                Format.TEXT,
                                shape().type(0),
                                session.state().context(),
                                byte[].class);
                got = value.length;
                checkLength(got, length);
                System.arraycopy(value, 0, target, offset, got);
            }
            return got;
        } finally {
            rows().clear();
        }
    }

    private static void checkLength(int got, int asked) throws SQLException {
        if (got < 0 || got > asked) {
            throw new SQLNonTransientException("lo_get gave " + got + " bytes for " + asked, "08P01");
        }
    }

    /** Writes bytes at a place of an object; a gap before it reads as zeros. */
    public void put(long oid, long position, byte[] source, int offset, int length) throws SQLException {
        call(PUT, arguments.clear().object(oid).int8(position).bytea(source, offset, length));
        rows().clear();
    }

    /** The number of bytes of an object. */
    public long size(long oid) throws SQLException {
        return number(SIZE_OF, arguments.clear().object(oid).int4(READ));
    }

    /** Cuts an object off at {@code size} bytes if it is longer. */
    public void truncate(long oid, long size) throws SQLException {
        number(TRUNCATE, arguments.clear().int8(size).int8(size).object(oid).int4(WRITE | READ));
    }

    /** Creates an empty object; 0 lets the server choose the OID. */
    public long create(long oid) throws SQLException {
        return number(CREATE, arguments.clear().object(oid)) & MAX_OID;
    }

    /** Creates an object of those bytes. */
    public long create(byte[] source, int offset, int length) throws SQLException {
        return number(CREATE_OF, arguments.clear().object(0).bytea(source, offset, length)) & MAX_OID;
    }

    public void unlink(long oid) throws SQLException {
        number(UNLINK, arguments.clear().object(oid));
    }

    /** True when every call is a transaction of its own. */
    boolean commitsEach() {
        return session.autoCommit();
    }

    private long number(String sql, CallArguments values) throws SQLException {
        RowCursor row = call(sql, values);
        try {
            return row.length(0) < 0
                    ? 0
                    : shape().codec(0)
                            .decodeLong(
                                    row.bytes(),
                                    row.offset(0),
                                    row.length(0),
                                    shape().format(0),
                                    shape().type(0),
                                    session.state().context());
        } finally {
            rows().clear();
        }
    }

    private RowCursor call(String sql, CallArguments values) throws SQLException {
        access.check();
        execution.prepare(
                session.shared().sqlCache().get(sql, SqlFlags.PLACEHOLDERS | SqlFlags.STANDARD_STRINGS), values);
        session.execute(execution);
        try {
            if (!rows().next()) {
                throw new SQLNonTransientException("a large object function gave no row", "08P01");
            }
        } catch (IOException e) {
            throw new SQLNonTransientException(e.getMessage(), "58030", e);
        }
        return rows().cursor();
    }

    private RowStore rows() {
        return execution.result(0).rows();
    }

    private RowShape shape() {
        return execution.result(0).shape();
    }
}
