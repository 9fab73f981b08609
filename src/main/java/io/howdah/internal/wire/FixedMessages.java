package io.howdah.internal.wire;

import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;

/**
 * Messages whose bytes never change, made once: a parameterless command as Parse, Bind and Execute of the unnamed statement and portal. It is
 * answered by ParseComplete, BindComplete and CommandComplete.
 */
public final class FixedMessages {
    private static final byte[] BEGIN = command("BEGIN");
    private static final byte[] COMMIT = command("COMMIT");
    private static final byte[] ROLLBACK = command("ROLLBACK");

    private FixedMessages() {}

    public static void begin(ByteSink out) {
        out.putBytes(BEGIN);
    }

    public static void commit(ByteSink out) {
        out.putBytes(COMMIT);
    }

    public static void rollback(ByteSink out) {
        out.putBytes(ROLLBACK);
    }

    /** The three messages for any other parameterless command; {@code sql} has no zero character. */
    public static byte[] command(String sql) {
        ByteSink out = new ByteSink(sql.length() + 40);
        FrontendWriter writer = new FrontendWriter(out);
        writer.parse(FrontendWriter.unnamed(), sql.getBytes(StandardCharsets.UTF_8), new int[0], 0);
        int bind = writer.bindStart(FrontendWriter.unnamed(), FrontendWriter.unnamed());
        out.putShort(0); // parameter formats
        out.putShort(0); // parameters
        writer.bindEnd(bind, 0);
        writer.execute(FrontendWriter.unnamed(), 0);
        return out.toByteArray();
    }
}
