package io.howdah.internal.wire;

import io.howdah.internal.util.ByteSink;
import java.sql.SQLException;
import java.util.Map;

/**
 * Writes frontend messages into a sink, one method a message. Nothing is sent: the sink's owner flushes. Stateless but for the sink; used under
 * the session's lock.
 *
 * <p>A Bind is written in parts: {@link #bindStart}, the parameters' values by the caller, {@link #bindEnd}.
 */
public final class FrontendWriter {
    private static final byte[] UNNAMED = new byte[0];

    private final ByteSink out;

    public FrontendWriter(ByteSink out) {
        this.out = out;
    }

    public ByteSink out() {
        return out;
    }

    /** The name of the unnamed statement and portal. */
    public static byte[] unnamed() {
        return UNNAMED;
    }

    private int begin(byte tag) {
        out.putByte(tag);
        return out.reserveInt();
    }

    private void putName(byte[] name) {
        out.putBytes(name);
        out.putByte(0);
    }

    public void startup(int protocolVersion, Map<String, String> parameters) throws SQLException {
        int length = out.reserveInt();
        out.putInt(protocolVersion);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            out.putCString(parameter.getKey());
            out.putCString(parameter.getValue());
        }
        out.putByte(0);
        out.patchLength(length);
    }

    public void sslRequest() {
        out.putInt(8);
        out.putInt(Protocol.SSL_REQUEST_CODE);
    }

    public void cancelRequest(int pid, byte[] secretKey) {
        out.putInt(12 + secretKey.length);
        out.putInt(Protocol.CANCEL_REQUEST_CODE);
        out.putInt(pid);
        out.putBytes(secretKey);
    }

    /** A PasswordMessage: the bytes and a zero byte. */
    public void password(byte[] password) {
        int length = begin(Tag.PASSWORD);
        out.putBytes(password);
        out.putByte(0);
        out.patchLength(length);
    }

    public void saslInitialResponse(String mechanism, byte[] data) throws SQLException {
        int length = begin(Tag.PASSWORD);
        out.putCString(mechanism);
        out.putInt(data.length);
        out.putBytes(data);
        out.patchLength(length);
    }

    public void saslResponse(byte[] data) {
        int length = begin(Tag.PASSWORD);
        out.putBytes(data);
        out.patchLength(length);
    }

    /**
     * @param name the statement's name in ASCII, empty for the unnamed one
     * @param sql the statement in UTF-8 without a terminating zero
     * @param oids parameter types, 0 for one that the server shall infer
     */
    public void parse(byte[] name, byte[] sql, int[] oids, int oidCount) {
        int length = begin(Tag.PARSE);
        putName(name);
        out.putBytes(sql);
        out.putByte(0);
        out.putShort(oidCount);
        for (int i = 0; i < oidCount; i++) {
            out.putInt(oids[i]);
        }
        out.patchLength(length);
    }

    /** Begins a Bind up to the parameter format codes, which follow with the values; returns the position for {@link #bindEnd}. */
    public int bindStart(byte[] portal, byte[] statement) {
        int length = begin(Tag.BIND);
        putName(portal);
        putName(statement);
        return length;
    }

    /** Ends a Bind by asking for all result columns in one format. */
    public void bindEnd(int bind, int resultFormat) {
        if (resultFormat == 0) {
            out.putShort(0);
        } else {
            out.putShort(1);
            out.putShort(resultFormat);
        }
        out.patchLength(bind);
    }

    /** Ends a Bind with a format for each result column. */
    public void bindEnd(int bind, byte[] resultFormats) {
        out.putShort(resultFormats.length);
        for (byte format : resultFormats) {
            out.putShort(format);
        }
        out.patchLength(bind);
    }

    public void describeStatement(byte[] name) {
        named(Tag.DESCRIBE, 'S', name);
    }

    public void describePortal(byte[] name) {
        named(Tag.DESCRIBE, 'P', name);
    }

    public void closeStatement(byte[] name) {
        named(Tag.CLOSE, 'S', name);
    }

    public void closePortal(byte[] name) {
        named(Tag.CLOSE, 'P', name);
    }

    private void named(byte tag, char kind, byte[] name) {
        int length = begin(tag);
        out.putByte(kind);
        putName(name);
        out.patchLength(length);
    }

    /** @param maxRows rows after which the portal is suspended; 0 for all */
    public void execute(byte[] portal, int maxRows) {
        int length = begin(Tag.EXECUTE);
        putName(portal);
        out.putInt(maxRows);
        out.patchLength(length);
    }

    public void sync() {
        out.putByte(Tag.SYNC);
        out.putInt(4);
    }

    public void flush() {
        out.putByte(Tag.FLUSH);
        out.putInt(4);
    }

    public void terminate() {
        out.putByte(Tag.TERMINATE);
        out.putInt(4);
    }

    /** Begins a Query, whose text the caller writes; returns the position for {@link #queryEnd}. */
    public int queryStart() {
        return begin(Tag.QUERY);
    }

    public void queryEnd(int query) {
        out.putByte(0);
        out.patchLength(query);
    }

    public void query(byte[] sql) {
        int length = begin(Tag.QUERY);
        out.putBytes(sql);
        out.putByte(0);
        out.patchLength(length);
    }

    /** Begins a CopyData message, whose bytes follow; returns the position for {@link #copyDataEnd}. */
    public int copyDataStart() {
        return begin(Tag.COPY_DATA);
    }

    public void copyDataEnd(int start) {
        out.patchLength(start);
    }

    public void copyDone() {
        out.putByte(Tag.COPY_DONE);
        out.putInt(4);
    }

    public void copyFail(String reason) throws SQLException {
        int length = begin(Tag.COPY_FAIL);
        out.putCString(reason);
        out.patchLength(length);
    }
}
