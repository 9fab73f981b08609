package io.howdah.script;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message from the server, as a value that can be encoded and decoded. The driver itself has no such objects. */
public sealed interface BackendMessage {
    /** The type byte. */
    char tag();

    /** Writes what follows the length word. */
    void write(BodyWriter out);

    /** The whole message. */
    default byte[] encode() {
        BodyWriter out = new BodyWriter();
        write(out);
        return out.toMessage(tag());
    }

    /** The next message of a stream; null at its end. */
    static BackendMessage read(DataInputStream in) throws IOException {
        int tag = in.read();
        if (tag < 0) {
            return null;
        }
        int length = in.readInt();
        byte[] body = in.readNBytes(length - 4);
        if (body.length < length - 4) {
            throw new EOFException("a message of type " + (char) tag + " ends early");
        }
        return decode((char) tag, body);
    }

    static BackendMessage decode(char tag, byte[] body) {
        BodyReader in = new BodyReader(body);
        return in.end(
                switch (tag) {
                    case 'R' -> Authentication.readFrom(in);
                    case 'K' -> new BackendKeyData(in.int32(), in.rest());
                    case '2' -> new BindComplete();
                    case '3' -> new CloseComplete();
                    case 'C' -> new CommandComplete(in.string());
                    case 'd' -> new CopyData(in.rest());
                    case 'c' -> new CopyDone();
                    case 'G', 'H', 'W' -> new CopyResponse(tag, in.int8(), in.list(in.int16(), in::int16));
                    case 'D' -> new DataRow(in.list(in.int16(), in::value));
                    case 'I' -> new EmptyQueryResponse();
                    case 'E' -> new ErrorResponse(readFields(in));
                    case 'N' -> new NoticeResponse(readFields(in));
                    case 'v' -> new NegotiateProtocolVersion(in.int32(), in.list(in.int32(), in::string));
                    case 'n' -> new NoData();
                    case 'A' -> new NotificationResponse(in.int32(), in.string(), in.string());
                    case 't' -> new ParameterDescription(in.list(in.int16(), in::int32));
                    case 'S' -> new ParameterStatus(in.string(), in.string());
                    case '1' -> new ParseComplete();
                    case 's' -> new PortalSuspended();
                    case 'Z' -> new ReadyForQuery((char) in.int8());
                    case 'T' -> new RowDescription(in.list(in.int16(), () -> Column.readFrom(in)));
                    default -> new Unknown(tag, in.rest());
                });
    }

    private static Map<Character, String> readFields(BodyReader in) {
        Map<Character, String> fields = new LinkedHashMap<>();
        for (int type = in.int8(); type != 0; type = in.int8()) {
            fields.put((char) type, in.string());
        }
        return fields;
    }

    private static void writeFields(Map<Character, String> fields, BodyWriter out) {
        fields.forEach((type, value) -> out.int8(type).string(value));
        out.int8(0);
    }

    /** A message without a body. */
    sealed interface Empty extends BackendMessage {
        @Override
        default void write(BodyWriter out) {}
    }

    /** All requests for authentication and the end of it: {@code code} tells which, {@code data} is the rest. */
    record Authentication(int code, Octets data) implements BackendMessage {
        public static final int OK = 0;
        public static final int CLEARTEXT = 3;
        public static final int MD5 = 5;
        public static final int SASL = 10;
        public static final int SASL_CONTINUE = 11;
        public static final int SASL_FINAL = 12;

        private static Authentication readFrom(BodyReader in) {
            return new Authentication(in.int32(), in.rest());
        }

        @Override
        public char tag() {
            return 'R';
        }

        @Override
        public void write(BodyWriter out) {
            out.int32(code).octets(data);
        }
    }

    record BackendKeyData(int pid, Octets secretKey) implements BackendMessage {
        @Override
        public char tag() {
            return 'K';
        }

        @Override
        public void write(BodyWriter out) {
            out.int32(pid).octets(secretKey);
        }
    }

    record BindComplete() implements Empty {
        @Override
        public char tag() {
            return '2';
        }
    }

    record CloseComplete() implements Empty {
        @Override
        public char tag() {
            return '3';
        }
    }

    record CommandComplete(String command) implements BackendMessage {
        @Override
        public char tag() {
            return 'C';
        }

        @Override
        public void write(BodyWriter out) {
            out.string(command);
        }
    }

    record CopyData(Octets data) implements BackendMessage {
        @Override
        public char tag() {
            return 'd';
        }

        @Override
        public void write(BodyWriter out) {
            out.octets(data);
        }
    }

    record CopyDone() implements Empty {
        @Override
        public char tag() {
            return 'c';
        }
    }

    /** CopyInResponse 'G', CopyOutResponse 'H' or CopyBothResponse 'W'. */
    record CopyResponse(char tag, int format, List<Integer> columnFormats) implements BackendMessage {
        @Override
        public void write(BodyWriter out) {
            out.int8(format).int16(columnFormats.size());
            columnFormats.forEach(out::int16);
        }
    }

    /** A row; null for NULL. */
    record DataRow(List<Octets> values) implements BackendMessage {
        @Override
        public char tag() {
            return 'D';
        }

        @Override
        public void write(BodyWriter out) {
            out.int16(values.size());
            values.forEach(out::value);
        }
    }

    record EmptyQueryResponse() implements Empty {
        @Override
        public char tag() {
            return 'I';
        }
    }

    record ErrorResponse(Map<Character, String> fields) implements BackendMessage {
        @Override
        public char tag() {
            return 'E';
        }

        @Override
        public void write(BodyWriter out) {
            writeFields(fields, out);
        }

        /** The same with one field more. */
        public ErrorResponse with(char type, String value) {
            Map<Character, String> more = new LinkedHashMap<>(fields);
            more.put(type, value);
            return new ErrorResponse(more);
        }
    }

    record NoticeResponse(Map<Character, String> fields) implements BackendMessage {
        @Override
        public char tag() {
            return 'N';
        }

        @Override
        public void write(BodyWriter out) {
            writeFields(fields, out);
        }
    }

    record NegotiateProtocolVersion(int newest, List<String> unknownOptions) implements BackendMessage {
        @Override
        public char tag() {
            return 'v';
        }

        @Override
        public void write(BodyWriter out) {
            out.int32(newest).int32(unknownOptions.size());
            unknownOptions.forEach(out::string);
        }
    }

    record NoData() implements Empty {
        @Override
        public char tag() {
            return 'n';
        }
    }

    record NotificationResponse(int pid, String channel, String payload) implements BackendMessage {
        @Override
        public char tag() {
            return 'A';
        }

        @Override
        public void write(BodyWriter out) {
            out.int32(pid).string(channel).string(payload);
        }
    }

    record ParameterDescription(List<Integer> typeOids) implements BackendMessage {
        @Override
        public char tag() {
            return 't';
        }

        @Override
        public void write(BodyWriter out) {
            out.int16(typeOids.size());
            typeOids.forEach(out::int32);
        }
    }

    record ParameterStatus(String name, String value) implements BackendMessage {
        @Override
        public char tag() {
            return 'S';
        }

        @Override
        public void write(BodyWriter out) {
            out.string(name).string(value);
        }
    }

    record ParseComplete() implements Empty {
        @Override
        public char tag() {
            return '1';
        }
    }

    record PortalSuspended() implements Empty {
        @Override
        public char tag() {
            return 's';
        }
    }

    record ReadyForQuery(char status) implements BackendMessage {
        @Override
        public char tag() {
            return 'Z';
        }

        @Override
        public void write(BodyWriter out) {
            out.int8(status);
        }
    }

    record RowDescription(List<Column> columns) implements BackendMessage {
        @Override
        public char tag() {
            return 'T';
        }

        @Override
        public void write(BodyWriter out) {
            out.int16(columns.size());
            columns.forEach(column -> column.writeTo(out));
        }
    }

    /** One column of a RowDescription. */
    record Column(String name, int tableOid, int number, int typeOid, int typeSize, int typeModifier, int format) {
        private static Column readFrom(BodyReader in) {
            return new Column(in.string(), in.int32(), in.int16(), in.int32(), in.int16(), in.int32(), in.int16());
        }

        private void writeTo(BodyWriter out) {
            out.string(name).int32(tableOid).int16(number).int32(typeOid).int16(typeSize);
            out.int32(typeModifier).int16(format);
        }
    }

    /** A message of a type that the protocol does not have. */
    record Unknown(char tag, Octets body) implements BackendMessage {
        @Override
        public void write(BodyWriter out) {
            out.octets(body);
        }
    }
}
