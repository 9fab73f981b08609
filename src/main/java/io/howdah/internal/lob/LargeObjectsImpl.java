package io.howdah.internal.lob;

import io.howdah.api.LargeObject;
import io.howdah.api.LargeObjects;
import io.howdah.internal.lob.LargeObjectCalls.Access;
import io.howdah.internal.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;

/** {@link LargeObjects} of one session. */
public final class LargeObjectsImpl implements LargeObjects {
    /** What is read of a stream or of an object at a time. */
    private static final int CHUNK_BYTES = 512 * 1024;

    private static final int FIRST_CHUNK_BYTES = 16 * 1024;

    private final Session session;
    private final Access access;
    private final LargeObjectCalls calls;

    /** @param access asked before each call to the server */
    public LargeObjectsImpl(Session session, Access access) {
        this.session = session;
        this.access = access;
        this.calls = new LargeObjectCalls(session, access);
    }

    /** The calls themselves, for Blob and Clob. */
    public LargeObjectCalls calls() {
        return calls;
    }

    @Override
    public long create() throws SQLException {
        return calls.create(0);
    }

    @Override
    public void create(long oid) throws SQLException {
        calls.create(LargeObjectCalls.checkOid(oid));
    }

    @Override
    public LargeObject open(long oid) throws SQLException {
        return new LargeObjectChannel(new LargeObjectCalls(session, access), LargeObjectCalls.checkOid(oid));
    }

    @Override
    public void unlink(long oid) throws SQLException {
        calls.unlink(LargeObjectCalls.checkOid(oid));
    }

    @Override
    public long importFrom(Path file) throws SQLException, IOException {
        try (InputStream source = Files.newInputStream(file)) {
            return importFrom(source);
        }
    }

    @Override
    public long importFrom(InputStream source) throws SQLException, IOException {
        byte[] chunk = new byte[FIRST_CHUNK_BYTES];
        int length = source.readNBytes(chunk, 0, chunk.length);
        if (length == chunk.length) {
            chunk = Arrays.copyOf(chunk, CHUNK_BYTES);
            length += source.readNBytes(chunk, length, chunk.length - length);
        }
        long oid = calls.create(chunk, 0, length);
        boolean complete = false;
        try {
            long position = length;
            while (length == CHUNK_BYTES) {
                length = source.readNBytes(chunk, 0, chunk.length);
                if (length > 0) {
                    calls.put(oid, position, chunk, 0, length);
                    position += length;
                }
            }
            complete = true;
            return oid;
        } finally {
            if (!complete && calls.commitsEach() && !session.isClosed()) {
                calls.unlink(oid);
            }
        }
    }

    @Override
    public long exportTo(long oid, Path file) throws SQLException, IOException {
        try (OutputStream target = Files.newOutputStream(file)) {
            return exportTo(oid, target);
        }
    }

    @Override
    public long exportTo(long oid, OutputStream target) throws SQLException, IOException {
        LargeObjectCalls.checkOid(oid);
        byte[] chunk = new byte[FIRST_CHUNK_BYTES];
        long position = 0;
        while (true) {
            int got = calls.get(oid, position, chunk, 0, chunk.length);
            target.write(chunk, 0, got);
            position += got;
            if (got < chunk.length) {
                return position;
            }
            if (chunk.length < CHUNK_BYTES) {
                chunk = new byte[CHUNK_BYTES];
            }
        }
    }
}
