package io.howdah.internal.wire;

import io.howdah.api.Notification;
import io.howdah.internal.util.ByteCursor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Parsers of messages that come rarely, each giving an immutable value; 08P01 for malformed ones. */
public final class ColdParsers {
    private ColdParsers() {}

    /** A reported setting. */
    public record ParameterStatus(String name, String value) {}

    /** What a CancelRequest must name; the key has 4 bytes under protocol 3.0 and up to 256 under 3.2. */
    public record BackendKey(int pid, byte[] secretKey) {}

    /** The server's answer to a protocol version or to options it does not know. */
    public record NegotiatedVersion(int newestVersion, List<String> unknownOptions) {}

    /**
     * What the server says when a COPY begins.
     *
     * @param binary true when the transfer as a whole is in the binary format
     * @param columns how many columns there are
     */
    public record CopyFormats(boolean binary, int columns) {}

    /** The body of a CopyInResponse, CopyOutResponse or CopyBothResponse. */
    public static CopyFormats copyFormats(ByteCursor body) throws SQLException {
        int overall = body.readByte();
        int columns = body.readUnsignedShort();
        if (body.failed() || overall < 0 || overall > 1 || columns * 2 != body.remaining()) {
            throw Protocol.violation("a COPY response with the format " + overall + " and " + columns + " columns in "
                    + body.remaining() + " bytes");
        }
        return new CopyFormats(overall == 1, columns);
    }

    public static ParameterStatus parameterStatus(ByteCursor body) throws SQLException {
        ParameterStatus status = new ParameterStatus(body.readCString(), body.readCString());
        end(body, "ParameterStatus");
        return status;
    }

    public static BackendKey backendKey(ByteCursor body) throws SQLException {
        int pid = body.readInt();
        int keyBytes = body.remaining();
        if (keyBytes < 4 || keyBytes > 256) {
            throw Protocol.violation("BackendKeyData with a key of " + keyBytes + " bytes, allowed are 4 to 256");
        }
        return new BackendKey(pid, body.readBytes(keyBytes));
    }

    public static Notification notification(ByteCursor body) throws SQLException {
        Notification notification = new Notification(body.readInt(), body.readCString(), body.readCString());
        end(body, "NotificationResponse");
        return notification;
    }

    public static NegotiatedVersion negotiatedVersion(ByteCursor body) throws SQLException {
        int newest = body.readInt();
        int count = body.readCount(1);
        List<String> unknown = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            unknown.add(body.readCString());
        }
        end(body, "NegotiateProtocolVersion");
        return new NegotiatedVersion(newest, unknown);
    }

    /** The parameter types of a ParameterDescription. */
    public static int[] parameterOids(ByteCursor body) throws SQLException {
        int count = body.readUnsignedShort();
        if (body.failed() || count * 4 != body.remaining()) {
            throw Protocol.violation(
                    "ParameterDescription declares " + count + " parameters in " + body.remaining() + " bytes");
        }
        int[] oids = new int[count];
        for (int i = 0; i < count; i++) {
            oids[i] = body.readInt();
        }
        return oids;
    }

    private static void end(ByteCursor body, String message) throws SQLException {
        if (body.failed() || body.remaining() != 0) {
            throw Protocol.violation(message + " whose length does not fit its content");
        }
    }
}
