package io.howdah.internal.jdbc;

import io.howdah.internal.lob.LargeObjectsImpl;
import io.howdah.internal.session.Execution;
import io.howdah.internal.session.Session;
import io.howdah.internal.sql.ParsedSql;
import io.howdah.internal.type.Oids;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;

/**
 * Makes values for one execution of what was given as Blobs and Clobs: new large objects for parameters of type oid, else the bytes or the text. The types are asked
 * of the server, once for an SQL text and a data source.
 */
final class LargeParameters {
    private final ConnectionImpl connection;
    private final ParsedSql sql;
    /** By parameter: the oid of the object made for it, as the very text that was set; null for none. */
    private String[] created;

    /** @param sql null when the types of its parameters need not be asked for */
    LargeParameters(ConnectionImpl connection, ParsedSql sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Replaces all large values of {@code params}; streams are read. */
    void resolve(ParamSet params) throws SQLException {
        resolve(params, types(params));
    }

    /** As {@link #resolve(ParamSet)} for parameters of known types. */
    void resolve(ParamSet params, int[] types) throws SQLException {
        created = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            LargeParameter value = params.large(i);
            if (value != null) {
                set(params, i, value, types[i]);
            }
        }
    }

    private int[] types(ParamSet params) throws SQLException {
        Session session = connection.session();
        int[] known = session.shared().parameterTypes().get(sql);
        if (known != null && known.length == params.count()) {
            return known;
        }
        Execution x = new Execution();
        x.prepare(sql, params);
        session.describe(x);
        session.shared().parameterTypes().putIfAbsent(sql, x.parameterOids());
        return x.parameterOids();
    }

    private void set(ParamSet params, int slot, LargeParameter value, int type) throws SQLException {
        if (type == Oids.OID) {
            created[slot] = Long.toString(create(value));
            params.setText(slot, created[slot], Oids.OID);
        } else if (value.isBinary()) {
            if (value.source() instanceof byte[] bytes) {
                params.setBytes(slot, bytes, Oids.BYTEA);
            } else {
                params.setBytesSpool(slot, Spool.of(bytes(value), value.length()), Oids.BYTEA);
            }
        } else if (value.source() instanceof String text) {
            params.setText(slot, text, Oids.UNSPECIFIED);
        } else {
            params.setTextSpool(slot, Spool.of(characters(value), value.length()), Oids.UNSPECIFIED);
        }
    }

    private long create(LargeParameter value) throws SQLException {
        InputStream bytes = value.isBinary() ? bytes(value) : new Utf8Input(characters(value));
        return createObject(connection, bytes, value.isBinary() ? value.length() : -1);
    }

    /** A new large object of a stream, of which exactly {@code length} bytes are taken unless that is negative. */
    private static long createObject(ConnectionImpl connection, InputStream bytes, long length) throws SQLException {
        try {
            return new LargeObjectsImpl(connection.session(), connection::checkOpen)
                    .importFrom(length < 0 ? bytes : new LimitedInput(bytes, length, true));
        } catch (IOException e) {
            throw JdbcErrors.ofStream(e);
        }
    }

    private static InputStream bytes(LargeParameter value) throws SQLException {
        if (value.source() instanceof byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }
        return value.source() instanceof Blob blob ? blob.getBinaryStream() : (InputStream) value.source();
    }

    private static Reader characters(LargeParameter value) throws SQLException {
        if (value.source() instanceof String text) {
            return new StringReader(text);
        }
        Reader reader = value.source() instanceof Clob clob ? clob.getCharacterStream() : (Reader) value.source();
        return value.length() < 0 ? reader : new LimitedReader(reader, value.length());
    }

    /** After a failed execution: forgets the types, which may be out of date, and outside of a transaction the objects. */
    void takeBack(ParamSet params) throws SQLException {
        Session session = connection.session();
        if (sql != null) {
            session.shared().parameterTypes().remove(sql);
        }
        if (created == null || session.isClosed() || !session.autoCommit()) {
            return;
        }
        for (int i = 0; i < created.length; i++) {
            if (created[i] != null) {
                if (params.holds(i, created[i])) {
                    params.unset(i);
                }
                new LargeObjectsImpl(session, connection::checkOpen).unlink(Long.parseLong(created[i]));
            }
        }
    }
}
