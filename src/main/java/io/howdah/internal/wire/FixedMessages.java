package io.howdah.internal.wire;

import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;

/**
 * Messages whose bytes never change, made once: a parameterless command as Parse, Bind and Execute of the unnamed statement and portal. It is
 * answered by ParseComplete, BindComplete and CommandComplete.
 */
public final class FixedMessages {
    private FixedMessages() {}

    /** A Query message; {@code sql} has no zero character. */
    public static byte[] query(String sql) {
        ByteSink out = new ByteSink(sql.length() + 8);
        new FrontendWriter(out).query(sql.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
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
