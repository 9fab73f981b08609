package io.howdah.internal.wire;

import io.howdah.internal.io.Duplex;
import io.howdah.internal.util.ByteCursor;
import io.howdah.internal.util.ByteSink;
import java.util.function.Consumer;

/**
 * Writes one line for each message of a connection, in both directions, in the manner of libpq's {@code PQtrace}: direction (F or B), length, name,
 * content. Passwords, the data of SASL exchanges and cancellation keys are replaced by {@code ***}; values of parameters and rows are shown.
 *
 * <p>One per connection, used under its lock. Begins at the startup message.
 */
public final class WireTrace implements Duplex.Tap {
    /** Most bytes of one message that are kept and shown; the rest of a longer one is skipped as it passes. */
    private static final int MAX_SHOWN = 16 * 1024;

    private static final String SECRET = " ***";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final Consumer<String> output;
    private final Stream frontend = new Stream(true);
    private final Stream backend = new Stream(false);

    /** @param output takes each line, without a line end */
    public WireTrace(Consumer<String> output) {
        this.output = output;
    }

    @Override
    public void sent(byte[] bytes, int offset, int length) {
        frontend.feed(bytes, offset, length);
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        backend.feed(bytes, offset, length);
    }

    /** The messages of one direction, put together from pieces of any size. */
    private final class Stream {
        private final boolean fromFrontend;
        private final ByteSink message = new ByteSink(256);
        /** True until the startup message, which has no type byte, is complete. */
        private boolean untyped;

        private boolean lost;
        private long toSkip;

        Stream(boolean fromFrontend) {
            this.fromFrontend = fromFrontend;
            this.untyped = fromFrontend;
        }

        void feed(byte[] bytes, int offset, int length) {
            int position = offset;
            int end = offset + length;
            while (position < end && !lost) {
                if (toSkip > 0) {
                    int skipped = (int) Math.min(toSkip, end - position);
                    toSkip -= skipped;
                    position += skipped;
                } else {
                    position += take(bytes, position, end - position);
                }
            }
        }

        /** Takes what the header, or else the shown part of the message, still lacks. */
        private int take(byte[] bytes, int offset, int available) {
            int header = untyped ? 4 : BackendReader.HEADER_BYTES;
            int wanted = message.size() < header ? header : (int) Math.min(total(), MAX_SHOWN);
            int taken = Math.min(available, wanted - message.size());
            message.putBytes(bytes, offset, taken);
            if (message.size() >= header) {
                long total = total();
                if (total < header) {
                    lost = true;
                    output.accept((fromFrontend ? "F" : "B") + "\t" + length()
                            + "\tinvalid length; the trace of this direction ends");
                } else if (message.size() == Math.min(total, MAX_SHOWN)) {
                    toSkip = total - message.size();
                    show();
                    message.clear();
                    untyped = false;
                }
            }
            return taken;
        }

        private int length() {
            return new ByteCursor(message.array(), untyped ? 0 : 1, 4).readInt();
        }

        /** Length of the message with its type byte. */
        private long total() {
            return length() + (untyped ? 0L : 1L);
        }

        private void show() {
            StringBuilder line = new StringBuilder(80);
            line.append(fromFrontend ? 'F' : 'B').append('\t').append(length()).append('\t');
            int header = untyped ? 4 : BackendReader.HEADER_BYTES;
            ByteCursor body = new ByteCursor(message.array(), header, message.size() - header);
            if (untyped) {
                startup(line, body);
            } else if (fromFrontend) {
                frontend(line, message.array()[0], body);
            } else {
                backend(line, message.array()[0], body);
            }
            if (toSkip > 0 || body.failed()) {
                line.append(" ...");
            }
            output.accept(line.toString());
        }
    }

    private static void startup(StringBuilder line, ByteCursor body) {
        line.append("StartupMessage\t");
        int16(line, body);
        int16(line, body);
        while (body.remaining() > 1) {
            string(line, body);
        }
    }

    private static void frontend(StringBuilder line, byte tag, ByteCursor body) {
        switch (tag) {
            case Tag.PARSE -> {
                line.append("Parse\t");
                string(line, body);
                string(line, body);
                int count = int16(line, body);
                for (int i = 0; i < count && !body.failed(); i++) {
                    int32(line, body);
                }
            }
            case Tag.BIND -> bind(line, body);
            case Tag.DESCRIBE, Tag.CLOSE -> {
                line.append(tag == Tag.CLOSE ? "Close\t" : "Describe\t");
                byte1(line, body);
                string(line, body);
            }
            case Tag.EXECUTE -> {
                line.append("Execute\t");
                string(line, body);
                int32(line, body);
            }
            case Tag.QUERY -> {
                line.append("Query\t");
                string(line, body);
            }
            case Tag.COPY_FAIL -> {
                line.append("CopyFail\t");
                string(line, body);
            }
            case Tag.PASSWORD -> line.append("AuthenticationResponse\t").append(SECRET);
            case Tag.SYNC -> line.append("Sync");
            case Tag.FLUSH -> line.append("Flush");
            case Tag.TERMINATE -> line.append("Terminate");
            case Tag.COPY_DATA -> {
                line.append("CopyData\t");
                bytes(line, body, body.remaining());
            }
            case Tag.COPY_DONE -> line.append("CopyDone");
            default -> line.append("Unknown message: ").append(tag & 0xff);
        }
    }

    private static void bind(StringBuilder line, ByteCursor body) {
        line.append("Bind\t");
        string(line, body);
        string(line, body);
        int formats = int16(line, body);
        for (int i = 0; i < formats && !body.failed(); i++) {
            int16(line, body);
        }
        int parameters = int16(line, body);
        for (int i = 0; i < parameters && !body.failed(); i++) {
            value(line, body);
        }
        int results = int16(line, body);
        for (int i = 0; i < results && !body.failed(); i++) {
            int16(line, body);
        }
    }

    private static void backend(StringBuilder line, byte tag, ByteCursor body) {
        switch (tag) {
            case Tag.AUTHENTICATION -> authentication(line, body);
            case Tag.BACKEND_KEY_DATA -> {
                line.append("BackendKeyData\t");
                int32(line, body);
                line.append(SECRET);
            }
            case Tag.PARAMETER_STATUS -> {
                line.append("ParameterStatus\t");
                string(line, body);
                string(line, body);
            }
            case Tag.READY_FOR_QUERY -> {
                line.append("ReadyForQuery\t");
                byte1(line, body);
            }
            case Tag.COMMAND_COMPLETE -> {
                line.append("CommandComplete\t");
                string(line, body);
            }
            case Tag.DATA_ROW -> {
                line.append("DataRow\t");
                int columns = int16(line, body);
                for (int i = 0; i < columns && !body.failed(); i++) {
                    value(line, body);
                }
            }
            case Tag.ROW_DESCRIPTION -> rowDescription(line, body);
            case Tag.PARAMETER_DESCRIPTION -> {
                line.append("ParameterDescription\t");
                int count = int16(line, body);
                for (int i = 0; i < count && !body.failed(); i++) {
                    int32(line, body);
                }
            }
            case Tag.ERROR_RESPONSE -> fields(line.append("ErrorResponse\t"), body);
            case Tag.NOTICE_RESPONSE -> fields(line.append("NoticeResponse\t"), body);
            case Tag.NOTIFICATION_RESPONSE -> {
                line.append("NotificationResponse\t");
                int32(line, body);
                string(line, body);
                string(line, body);
            }
            case Tag.NEGOTIATE_PROTOCOL_VERSION -> {
                line.append("NegotiateProtocolVersion\t");
                int32(line, body);
                int32(line, body);
                while (body.remaining() > 0) {
                    string(line, body);
                }
            }
            case Tag.COPY_IN_RESPONSE -> copyResponse(line.append("CopyInResponse\t"), body);
            case Tag.COPY_OUT_RESPONSE -> copyResponse(line.append("CopyOutResponse\t"), body);
            case Tag.COPY_BOTH_RESPONSE -> copyResponse(line.append("CopyBothResponse\t"), body);
            case Tag.COPY_DATA -> {
                line.append("CopyData\t");
                bytes(line, body, body.remaining());
            }
            case Tag.COPY_DONE -> line.append("CopyDone");
            case Tag.PARSE_COMPLETE -> line.append("ParseComplete");
            case Tag.BIND_COMPLETE -> line.append("BindComplete");
            case Tag.CLOSE_COMPLETE -> line.append("CloseComplete");
            case Tag.NO_DATA -> line.append("NoData");
            case Tag.EMPTY_QUERY_RESPONSE -> line.append("EmptyQueryResponse");
            case Tag.PORTAL_SUSPENDED -> line.append("PortalSuspended");
            default -> line.append("Unknown message: ").append(tag & 0xff);
        }
    }

    private static void authentication(StringBuilder line, ByteCursor body) {
        int request = body.readInt();
        switch (request) {
            case 0 -> line.append("AuthenticationOk");
            case 3 -> line.append("AuthenticationCleartextPassword");
            case 5 -> line.append("AuthenticationMD5Password\t").append(SECRET);
            case 10 -> {
                line.append("AuthenticationSASL\t");
                while (body.remaining() > 1) {
                    string(line, body);
                }
            }
            case 11 -> line.append("AuthenticationSASLContinue\t").append(SECRET);
            case 12 -> line.append("AuthenticationSASLFinal\t").append(SECRET);
            default -> line.append("AuthenticationRequest\t ").append(request).append(SECRET);
        }
    }

    private static void rowDescription(StringBuilder line, ByteCursor body) {
        line.append("RowDescription\t");
        int columns = int16(line, body);
        for (int i = 0; i < columns && !body.failed(); i++) {
            string(line, body);
            int32(line, body);
            int16(line, body);
            int32(line, body);
            int16(line, body);
            int32(line, body);
            int16(line, body);
        }
    }

    private static void fields(StringBuilder line, ByteCursor body) {
        for (byte type = body.readByte(); type != 0; type = body.readByte()) {
            line.append(' ').append((char) (type & 0x7f));
            string(line, body);
        }
    }

    private static void copyResponse(StringBuilder line, ByteCursor body) {
        line.append(' ').append(body.readByte());
        int columns = int16(line, body);
        for (int i = 0; i < columns && !body.failed(); i++) {
            int16(line, body);
        }
    }

    private static int int16(StringBuilder line, ByteCursor body) {
        short value = body.readShort();
        line.append(' ').append(value);
        return value & 0xffff;
    }

    private static int int32(StringBuilder line, ByteCursor body) {
        int value = body.readInt();
        line.append(' ').append(value);
        return value;
    }

    private static void byte1(StringBuilder line, ByteCursor body) {
        line.append(' ');
        character(line, body.readByte());
    }

    /** Text up to a zero byte; line ends and the like are escaped so that a message stays on one line. */
    private static void string(StringBuilder line, ByteCursor body) {
        String text = body.readCString();
        line.append(" \"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 127) {
                character(line, (byte) c);
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    /** A length and as many bytes, or -1 for null. */
    private static void value(StringBuilder line, ByteCursor body) {
        int length = int32(line, body);
        if (length >= 0) {
            int present = Math.min(length, body.remaining());
            bytes(line, body, present);
            body.skip(length - present); // fails when the rest was cut off
        }
    }

    private static void bytes(StringBuilder line, ByteCursor body, int count) {
        line.append(" '");
        for (int i = 0; i < count; i++) {
            character(line, body.readByte());
        }
        line.append('\'');
    }

    private static void character(StringBuilder line, byte value) {
        if (value >= ' ' && value < 127) {
            line.append((char) value);
        } else {
            line.append("\\x").append(HEX[value >> 4 & 15]).append(HEX[value & 15]);
        }
    }
}
