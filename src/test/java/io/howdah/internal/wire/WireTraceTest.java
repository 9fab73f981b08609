package io.howdah.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.internal.util.ByteSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTraceTest {
    private final List<String> lines = new ArrayList<>();
    private final WireTrace trace = new WireTrace(lines::add);

    @Test
    void wholeSessionIsWrittenAsLibpqWouldButWithoutSecrets() throws SQLException {
        session(Integer.MAX_VALUE);
        assertEquals(GOLDEN, lines);
    }

    @Test
    void piecesOfAnySizeGiveTheSameLines() throws SQLException {
        session(1);
        assertEquals(GOLDEN, lines);
    }

    private static final List<String> GOLDEN = List.of(
            "F\t30\tStartupMessage\t 3 0 \"user\" \"me\" \"database\" \"d\\x0ab\"",
            "B\t42\tAuthenticationSASL\t \"SCRAM-SHA-256-PLUS\" \"SCRAM-SHA-256\"",
            "F\t28\tAuthenticationResponse\t ***",
            "B\t15\tAuthenticationSASLContinue\t ***",
            "F\t10\tAuthenticationResponse\t ***",
            "B\t15\tAuthenticationSASLFinal\t ***",
            "B\t8\tAuthenticationOk",
            "B\t24\tParameterStatus\t \"server_version\" \"18.6\"",
            "B\t12\tBackendKeyData\t 4711 ***",
            "B\t5\tReadyForQuery\t I",
            "F\t23\tParse\t \"s1\" \"select $1\" 1 23",
            "F\t23\tBind\t \"\" \"s1\" 0 2 -1 1 '7' 0",
            "F\t6\tDescribe\t P \"\"",
            "F\t9\tExecute\t \"\" 0",
            "F\t4\tSync",
            "B\t4\tParseComplete",
            "B\t4\tBindComplete",
            "B\t26\tRowDescription\t 1 \"a\" 0 0 23 4 -1 0",
            "B\t18\tDataRow\t 2 -1 4 'a\\x00\\xff''",
            "B\t13\tCommandComplete\t \"SELECT 1\"",
            "B\t29\tErrorResponse\t S \"ERROR\" C \"22012\" M \"division\"",
            "F\t4\tTerminate");

    private void session(int pieces) throws SQLException {
        ByteSink out = new ByteSink(64);
        FrontendWriter writer = new FrontendWriter(out);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", "me");
        parameters.put("database", "d\nb");
        writer.startup(Protocol.VERSION_3_0, parameters);
        send(out, pieces);
        backend('R', 10, "SCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0\0", pieces);
        writer.saslInitialResponse("SCRAM-X", "n,,n=secret,".getBytes(StandardCharsets.US_ASCII));
        send(out, pieces);
        backend('R', 11, "r=secr,", pieces);
        writer.password("secret".getBytes(StandardCharsets.US_ASCII));
        out.truncate(out.size() - 1);
        out.patchLength(1);
        send(out, pieces);
        backend('R', 12, "v=secre", pieces);
        backend('R', 0, "", pieces);
        backend('S', "server_version\0" + "18.6\0", pieces);
        backend('K', 4711, "secr", pieces);
        backend('Z', "I", pieces);
        writer.parse(new byte[] {'s', '1'}, "select $1".getBytes(StandardCharsets.US_ASCII), new int[] {23}, 1);
        int bind = writer.bindStart(FrontendWriter.unnamed(), new byte[] {'s', '1'});
        out.putShort(0);
        out.putShort(2);
        out.putInt(-1);
        out.putInt(1);
        out.putByte('7');
        writer.bindEnd(bind, 0);
        writer.describePortal(FrontendWriter.unnamed());
        writer.execute(FrontendWriter.unnamed(), 0);
        writer.sync();
        send(out, pieces);
        backend('1', "", pieces);
        backend('2', "", pieces);
        backend('T', "\0\1a\0" + "\0\0\0\0" + "\0\0" + "\0\0\0\27" + "\0\4" + "\377\377\377\377" + "\0\0", pieces);
        backend('D', "\0\2" + "\377\377\377\377" + "\0\0\0\4" + "a\0\377'", pieces);
        backend('C', "SELECT 1\0", pieces);
        backend('E', "SERROR\0C22012\0Mdivision\0\0", pieces);
        writer.terminate();
        send(out, pieces);
    }

    @Test
    void secretsNeverShow() throws SQLException {
        session(7);
        assertFalse(String.join("\n", lines).contains("secr"));
    }

    @Test
    void longMessageIsCutAndTheNextOneStillFound() {
        backend('D', "\0\1\0\1\0\0" + "x".repeat(65_536), 1000);
        backend('Z', "T", 1000);
        assertEquals(2, lines.size());
        assertTrue(
                lines.get(0).startsWith("B\t65546\tDataRow\t 1 65536 'xxxxx"),
                lines.get(0).substring(0, 60));
        assertTrue(lines.get(0).endsWith("x' ..."));
        assertTrue(lines.get(0).length() < 17_000);
        assertEquals("B\t5\tReadyForQuery\t T", lines.get(1));
    }

    @Test
    void malformedMessagesDoNotDisturb() {
        backend('D', "\177\377\0\0\0\1", 100);
        backend('T', "\0\1a", 100);
        backend('E', "S", 100);
        backend('y', "?", 100);
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).endsWith(" ..."));
        assertEquals("B\t5\tUnknown message: 121", lines.get(3));
    }

    @Test
    void impossibleLengthEndsTheDirection() {
        byte[] bytes = {'Z', 0, 0, 0, 3, 'Z', 0, 0, 0, 5, 'I'};
        trace.received(bytes, 0, bytes.length);
        assertEquals(List.of("B\t3\tinvalid length; the trace of this direction ends"), lines);
    }

    private void send(ByteSink out, int pieces) {
        for (int i = 0; i < out.size(); i += Math.min(pieces, out.size() - i)) {
            trace.sent(out.array(), i, Math.min(pieces, out.size() - i));
        }
        out.clear();
    }

    private void backend(char tag, int code, String rest, int pieces) {
        ByteSink body = new ByteSink(16);
        body.putInt(code);
        backend(tag, new String(body.toByteArray(), StandardCharsets.ISO_8859_1) + rest, pieces);
    }

    private void backend(char tag, String body, int pieces) {
        ByteSink out = new ByteSink(16);
        out.putByte(tag);
        out.putInt(4 + body.length());
        out.putBytes(body.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < out.size(); i += Math.min(pieces, out.size() - i)) {
            trace.received(out.array(), i, Math.min(pieces, out.size() - i));
        }
    }
}
